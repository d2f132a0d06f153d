"""Offers between their rows and what is handed in. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.inputs import AssumptionsIn, GrantIn, OfferIn
from tracker.terms.common import cadence
from tracker.terms.rules import grant_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.inputs import (
        BenefitsIn,
        OptionsIn,
        PrivateIn,
        RefreshersIn,
        SignOnIn,
    )
    from tracker.models import Assumptions, Grant, Offer, SignOnBonus

_GRANT = (
    "kind",
    "value",
    "shares_by_year",
    "cadence",
    "cliff_months",
    "name",
    "starts_month",
    "haircut",
)
_SIGN_ON = (
    "amount",
    "paid_month",
    "window_months",
    "shape",
    "leaving",
    "net_of",
    "name",
)
PLAIN = (
    "currency",
    "base",
    "bonus_target",
    "bonus_payout",
    "raise_rate",
    "sign_on",
    "level",
    "standard_level",
    "location",
    "price_place",
    "ratings",
    "received_on",
    "deadline_on",
    "deadline_time",
    "deadline_zone",
    "in_writing",
    "said_only",
    "promises",
    "reservation",
    "target",
    "note",
)
"""Fields of an offer that its row holds as they are."""


def as_given(
    offer: Offer, grants: Sequence[Grant] = (), sign_ons: Sequence[SignOnBonus] = ()
) -> OfferIn:
    """Give a stored offer as it would be handed in."""
    facts: dict[str, Any] = {name: getattr(offer, name) for name in PLAIN}
    facts["application"] = offer.application_id
    facts["benefits"] = offer.benefits or None
    facts["refreshers"] = offer.refreshers or None
    facts["grants"] = [_grant_facts(each) for each in grants]
    facts["sign_ons"] = [
        {name: getattr(each, name) for name in _SIGN_ON} for each in sign_ons
    ]
    return OfferIn.model_validate(facts)


def grant_given(grant: Grant) -> GrantIn:
    """Give a stored grant as it would be handed in."""
    return GrantIn.model_validate(_grant_facts(grant))


def assumed(row: Assumptions | None) -> AssumptionsIn:
    """Give the stored assumptions as they would be handed in."""
    return AssumptionsIn.model_validate(row.held if row else {})


def _grant_facts(grant: Grant) -> dict[str, Any]:
    facts = {name: getattr(grant, name) for name in _GRANT}
    return facts | {"options": grant.options or None, "company": grant.company or None}


# ---- what was handed in, for a row


def grant_row(given: GrantIn) -> dict[str, Any]:
    """Give a grant as the columns of its row."""
    return {name: getattr(given, name) for name in _GRANT} | {
        "value": grant_value(given),
        "shares_by_year": [format(share, "f") for share in given.shares_by_year],
        "cadence": cadence(given.cadence),
        "options": dumped(given.options),
        "company": dumped(given.company),
    }


def sign_on_row(given: SignOnIn) -> dict[str, Any]:
    """Give a sign-on bonus as the columns of its row."""
    return {name: getattr(given, name) for name in _SIGN_ON}


def offer_row(given: OfferIn) -> dict[str, Any]:
    """Give an offer as the columns of its row, without grants and sign-on bonuses."""
    return {name: getattr(given, name) for name in PLAIN} | {
        "ratings": {key: format(mark, "f") for key, mark in given.ratings.items()},
        "promises": [each.model_dump(mode="json") for each in given.promises],
        "benefits": dumped(given.benefits),
        "refreshers": dumped(given.refreshers),
    }


def version_facts(given: OfferIn) -> dict[str, Any]:
    """Give an offer as JSON for its history, without saying which offer it is."""
    whose = {"application", "company", "title"}
    return given.model_dump(mode="json", exclude=whose, exclude_defaults=True)


def dumped(given: BenefitsIn | RefreshersIn | OptionsIn | PrivateIn | None) -> Any:  # noqa: ANN401 - JSON
    """Give an input as JSON for a column, numbers as text; empty for none."""
    return {} if given is None else given.model_dump(mode="json", exclude_unset=True)
