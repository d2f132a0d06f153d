"""Offers as the rules of pay see them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tracker import terms as terms_
from tracker.models import Stage
from tracker.offers import PRESETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.inputs import OfferIn
    from tracker.models import Offer
    from tracker.offers import OfferTerms
    from tracker.search import Search

GONE = frozenset({Stage.DECLINED, Stage.REJECTED, Stage.WITHDRAWN, Stage.NO_ANSWER})
"""Stages in which an offer is off the table."""

OWN = "Own shares, typed beside"
SCHEDULES = {preset.name: preset for preset in PRESETS}
"""The vesting schedules that can be chosen by name."""
LABELS = {
    "currency": "Currency",
    "base": "Base salary, a year",
    "bonus_target": "Target bonus, % of base",
    "sign_on": "Sign-on bonus",
    "bonus_payout": "Expected payout, % of target",
    "raise_rate": "Yearly raise, %",
    "deadline_on": "Answer by",
    "in_writing": "In writing",
    "note": "Note",
}
"""What the fields of an offer are called on the page."""
PERCENTS = ("bonus_target", "bonus_payout", "raise_rate")
"""Fields that are typed in percent and kept as fractions."""


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


def fields(offer: Offer) -> dict[str, Any]:
    """What the fields of the form hold for an offer, percents as percents."""
    held = {name: getattr(offer, name) for name in LABELS}
    numbers = ("base", "sign_on", *PERCENTS)
    return held | {
        name: float(held[name] * (100 if name in PERCENTS else 1)) for name in numbers
    }


def given(typed: dict[str, Any], grants: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The fields of the form and the grants, as `inputs.OfferIn` takes them."""
    facts = {
        name: str(Decimal(str(value)) / 100) if name in PERCENTS else value
        for name, value in typed.items()
    }
    return {**facts, "grants": list(grants)}


def grant_given(typed: dict[str, Any]) -> dict[str, Any] | None:
    """The fields of a grant as `inputs.GrantIn` takes them; None without a worth.

    Args:
        typed: `value`, `kind`, and either `schedule` (a name of `SCHEDULES`) or
            `shares` ("25, 25, 25, 25"), `cadence` and `cliff_months`.
    """
    if not typed.get("value"):
        return None
    facts = {"kind": typed["kind"], "value": typed["value"]}
    preset = SCHEDULES.get(typed["schedule"])
    if preset is None:
        shares = re.split(r"[\s,;/%]+", typed.get("shares", "").strip(" ,;/%"))
        return facts | {
            "shares_by_year": [share for share in shares if share],
            "cadence": typed["cadence"],
            "cliff_months": typed["cliff_months"],
        }
    return facts | {
        "shares_by_year": [str(share) for share in preset.schedule.shares_by_year],
        "cadence": [str(each) for each in preset.schedule.cadence],
        "cliff_months": preset.schedule.cliff_months,
    }


def grant_kept(grant: Grant) -> dict[str, Any]:
    """A stored grant as `inputs.GrantIn` takes it."""
    return {
        name: getattr(grant, name)
        for name in ("kind", "value", "shares_by_year", "cadence", "cliff_months")
    }


def sources() -> Sequence[str]:
    """Where each schedule that can be chosen is known from."""
    return [f"{each.name}: {each.source} ({each.as_of})." for each in PRESETS]
