"""The forms of an offer: what their fields hold, and what is handed in. Pure.

A form shows a part of an offer, so what it hands in is laid over all the rest that
the offer says (`facts`). Shares are typed in percent and kept as fractions.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tracker.errors import InvalidError
from tracker.reports.grant_forms import grant_given, percent_given

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.inputs import OfferIn, TermsIn

LABELS = {
    "currency": "Currency",
    "base": "Base salary, a year",
    "bonus_target": "Target bonus, % of base",
    "sign_on": "Sign-on bonus",
    "bonus_payout": "Expected payout, % of target",
    "raise_rate": "Yearly raise, %",
    "deadline_on": "Answer by",
    "deadline_time": "Time, such as 17:00",
    "deadline_zone": "Time zone of the deadline",
    "level": "Level, as they call it",
    "standard_level": "Level elsewhere",
    "location": "Place of work",
    "price_place": "Prices there are those of",
    "in_writing": "In writing",
    "note": "Note",
}
"""What the fields of an offer are called on the page."""
PERCENTS = frozenset(
    {"bonus_target", "bonus_payout", "raise_rate", "net_of", "haircut"}
    | {"deductible_use", "match_rate", "match_up_to"}
)
"""Fields that are typed in percent and kept as fractions."""
_NUMBERS = ("base", "sign_on", "bonus_target", "bonus_payout", "raise_rate")

SIGN_ON = {
    "amount": "Amount",
    "name": "Called",
    "paid_month": "Paid after months",
    "window_months": "Paid back if I leave within months",
    "shape": "What is owed falls",
    "leaving": "Owed on",
    "net_of": "Tax taken off what is owed, %",
}
SHAPES = {
    "cliff": "Not at all: all of it until the end",
    "monthly pro rata": "By an equal part each month",
    "daily pro rata": "By an equal part each day",
}
LEAVINGS = {"voluntary": "Leaving by choice or for cause", "any": "Any leaving"}

BENEFITS = {
    "extra_leave_days": "Paid leave beyond the others, days",
    "stipends": "Stipends, a year",
    "match_rate": "Retirement match, % of my own saving",
    "match_up_to": "Matched up to, % of salary",
    "health_premium": "Health premium I pay, a year",
    "deductible": "Deductible, a year",
    "deductible_use": "Part of it I expect to use, %",
    "relocation": "Relocation they pay, once",
    "moving_cost": "What moving costs me, once",
    "office_days": "Office days, a year",
    "commute_minutes": "Commute one way, minutes",
    "fare": "Fare there and back",
    "hour_value": "An hour not commuting is worth",
}

AIMS = {
    "target": "Target, pay a year to ask for",
    "reservation": "Reservation value, pay a year below which I walk away",
}

# ---- an offer


def facts(given: TermsIn) -> dict[str, Any]:
    """All that an offer or the current job says, as `inputs` takes it."""
    return given.model_dump(exclude_unset=True)


def fields(given: TermsIn) -> dict[str, Any]:
    """What the fields of the form hold for an offer, percents as percents."""
    held = {name: getattr(given, name, "") for name in LABELS}
    return held | {
        name: float(held[name] * (100 if name in PERCENTS else 1)) for name in _NUMBERS
    }


def given(
    typed: Mapping[str, Any], grants: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """The fields of the form and the grants, as `inputs.OfferIn` takes them."""
    return {**_fractions(typed), "grants": list(grants)}


def changed(held: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """What an offer says, with the fields of a form laid over it."""
    return {**held, **_fractions(typed)}


def offer_given(
    typed: Mapping[str, Any], grant: Mapping[str, Any], bonus: Mapping[str, Any]
) -> dict[str, Any]:
    """The form of a new offer, with its grant and sign-on bonus if there are any."""
    shares, money = grant_given(grant), sign_on_given(bonus)
    return given(typed, [shares] if shares else []) | {
        "sign_ons": [money] if money else []
    }


def with_grant(
    held: TermsIn, typed: Mapping[str, Any], place: int | None
) -> dict[str, Any]:
    """What an offer says, with a grant added, or changed in its place.

    Raises:
        InvalidError: If the grant has no worth.
    """
    kept = None if place is None else held.grants[place]
    grant = grant_given(typed, kept)
    if grant is None:
        raise InvalidError(
            "A grant needs what it is worth; add it and try again.", field="value"
        )
    grants: list[Any] = list(facts(held).get("grants", []))
    if place is None:
        return facts(held) | {"grants": [*grants, grant]}
    return facts(held) | {"grants": [*grants[:place], grant, *grants[place + 1 :]]}


def with_refreshers(held: TermsIn, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What an offer says, with other refreshers assumed; none at 0."""
    worth = typed.get("refresher")
    kept = held.refreshers.model_dump(exclude_unset=True) if held.refreshers else {}
    return facts(held) | {"refreshers": kept | {"value": worth} if worth else None}


def with_sign_on(held: TermsIn, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What an offer says, with a sign-on bonus added.

    Raises:
        InvalidError: If the bonus has no amount.
    """
    bonus = sign_on_given(typed)
    if bonus is None:
        raise InvalidError(
            "A sign-on bonus needs its amount; add it and try again.", field="amount"
        )
    return facts(held) | {"sign_ons": [*facts(held).get("sign_ons", []), bonus]}


def without(held: TermsIn, part: str, place: int) -> dict[str, Any]:
    """What an offer says, without one of its grants or sign-on bonuses."""
    rows = facts(held)[part]
    return facts(held) | {part: [*rows[:place], *rows[place + 1 :]]}


def marked(held: TermsIn, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What an offer or the current job says, with the searcher's marks laid over it."""
    marks = {key: str(mark) for key, mark in typed.items() if key not in AIMS}
    return facts(held) | {"ratings": marks}


def aimed(held: OfferIn, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What an offer says, with the searcher's marks and aims laid over it."""
    return marked(held, typed) | {name: typed.get(name) for name in AIMS}


def sign_on_given(typed: Mapping[str, Any]) -> dict[str, Any] | None:
    """The fields of a sign-on bonus as `inputs.SignOnIn` takes them; None of nothing.

    Without a clawback and paid at once it belongs in the offer's own field.
    """
    if not typed.get("amount"):
        return None
    return _fractions(typed)


def benefits_held(given: TermsIn) -> dict[str, float]:
    """What the fields of the benefits hold."""
    held = given.benefits
    if held is None:
        return dict.fromkeys(BENEFITS, 0.0) | {"deductible_use": 100.0}
    found = {
        name: float(getattr(held, name)) for name in BENEFITS if name[:5] != "match"
    }
    found["deductible_use"] *= 100
    rate, up_to = (held.match.rate, held.match.up_to) if held.match else (0, 0)
    return {
        name: {"match_rate": float(rate) * 100, "match_up_to": float(up_to) * 100}.get(
            name, found.get(name, 0.0)
        )
        for name in BENEFITS
    }


def benefits_given(typed: Mapping[str, Any], held: TermsIn) -> dict[str, Any]:
    """The fields of the benefits as `inputs.BenefitsIn` takes them.

    What the form does not show, such as how a match vests, stays as it was.
    """
    found = _fractions(typed)
    rate, up_to = found.pop("match_rate", 0), found.pop("match_up_to", 0)
    kept = held.benefits.match if held.benefits and held.benefits.match else None
    match = kept.model_dump(exclude_unset=True) if kept else {}
    found["match"] = None
    if Decimal(rate) and Decimal(up_to):
        found["match"] = match | {"rate": rate, "up_to": up_to}
    return found


# ---- parts


def _fractions(typed: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: percent_given(value) if name in PERCENTS else value
        for name, value in typed.items()
    }
