"""Offers as the rules of pay see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import terms as terms_
from tracker.models import Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.inputs import OfferIn
    from tracker.models import Offer
    from tracker.offers import OfferTerms
    from tracker.search import Search

GONE = frozenset({Stage.DECLINED, Stage.REJECTED, Stage.WITHDRAWN, Stage.NO_ANSWER})
"""Stages in which an offer is off the table."""


def on_the_table(search: Search) -> Sequence[Offer]:
    """Offers that can still be taken, by company and deadline."""
    live = [
        offer
        for offer in search.offers.values()
        if search.applications[offer.application_id].stage not in GONE
    ]
    return sorted(
        live,
        key=lambda offer: (
            search.company_of(offer.application_id).name.casefold(),
            str(offer.deadline_on or "9999"),
            str(offer.id),
        ),
    )


def as_given(search: Search, offer: Offer) -> OfferIn:
    """An offer with all its parts, as it would be handed in."""
    grants, bonuses = search.grants_of, search.sign_ons_of
    return terms_.as_given(offer, grants.get(offer.id, ()), bonuses.get(offer.id, ()))


def terms(search: Search, offer: Offer) -> OfferTerms:
    """The money of an offer, before any assumption of the searcher's."""
    return terms_.offer_terms(as_given(search, offer))


def names(search: Search, offers: Sequence[Offer]) -> list[str]:
    """What to call each offer: its company, with the title where that is needed."""
    companies = [search.company_of(offer.application_id).name for offer in offers]
    called = [
        company
        if companies.count(company) == 1
        else f"{company}, {search.applications[offer.application_id].title}"
        for company, offer in zip(companies, offers, strict=True)
    ]
    return [
        name if called.count(name) == 1 else f"{name} ({called[:i].count(name) + 1})"
        for i, name in enumerate(called)
    ]
