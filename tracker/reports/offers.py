"""Offers as the rules of pay see them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tracker.models import Stage
from tracker.offers import GrantTerms, OfferTerms, schedule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.models import Grant, Offer
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


def terms(search: Search, offer: Offer) -> OfferTerms:
    """The money of an offer."""
    return OfferTerms(
        currency=offer.currency,
        base=offer.base,
        bonus_target=offer.bonus_target,
        bonus_payout=offer.bonus_payout,
        raise_rate=offer.raise_rate,
        sign_on=offer.sign_on,
        grants=tuple(grant_terms(g) for g in search.grants_of.get(offer.id, ())),
    )


def grant_terms(grant: Grant) -> GrantTerms:
    """The money of an equity grant."""
    plan = schedule(
        [Decimal(share) for share in grant.shares_by_year],
        grant.cadence,
        grant.cliff_months,
    )
    return GrantTerms(grant.value, plan)


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
