"""Offers and assumptions, handed in or stored, as the rules see them. Pure.

`inputs` says what a field may hold and `offers`, `equity` and `worth` what makes sense
together; here the one becomes the other, so that a form, the terminal and the store are
read alike. An error names the field it is about.
"""

from __future__ import annotations

from tracker.terms.assumptions import check_assumptions, exchange, price_levels, taxes
from tracker.terms.common import at, cadence
from tracker.terms.rules import (
    YEARS,
    benefits,
    check,
    company,
    grant_terms,
    grant_value,
    holding,
    offer_terms,
    outcomes,
    sign_on,
)
from tracker.terms.stored import (
    PLAIN,
    as_given,
    assumed,
    dumped,
    grant_given,
    grant_row,
    offer_row,
    sign_on_row,
    version_facts,
)

__all__ = [
    "PLAIN",
    "YEARS",
    "as_given",
    "assumed",
    "at",
    "benefits",
    "cadence",
    "check",
    "check_assumptions",
    "company",
    "dumped",
    "exchange",
    "grant_given",
    "grant_row",
    "grant_terms",
    "grant_value",
    "holding",
    "offer_row",
    "offer_terms",
    "outcomes",
    "price_levels",
    "sign_on",
    "sign_on_row",
    "taxes",
    "version_facts",
]
