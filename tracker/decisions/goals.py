"""What are you optimising for? Criteria and weights to start from. Pure.

The question is that of Chip Huyen's book on interviews (1.2.3): optimise one thing at
a time, and growth if unsure. An answer gives points to start from, not weights to keep:
the searcher is to move them while looking at the two ends of every scale.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from tracker.decisions.values import Criterion
from tracker.errors import InvalidError


class Goal(StrEnum):
    """What a searcher optimises for."""

    MONEY_NOW = "money now"
    MONEY_LATER = "money later"
    IMPACT = "impact"
    BREADTH = "breadth"
    BRAND = "brand"
    GROWTH = "growth"


UNSURE = Goal.GROWTH
"""What the book advises to who cannot say."""
PAY_NOW = "pay_now"
PAY_LATER = "pay_later"
LEADING = Decimal(100)
BESIDE = Decimal(50)
REST = Decimal(25)

_OWN = {
    Goal.MONEY_NOW: PAY_NOW,
    Goal.MONEY_LATER: PAY_LATER,
    Goal.IMPACT: "impact",
    Goal.BREADTH: "breadth",
    Goal.BRAND: "brand",
    Goal.GROWTH: "growth",
}
_BESIDE = {
    Goal.MONEY_NOW: {PAY_LATER},
    Goal.MONEY_LATER: {"growth"},
    Goal.IMPACT: {"growth", PAY_NOW},
    Goal.BREADTH: {"growth", PAY_NOW},
    Goal.BRAND: {PAY_NOW, "growth"},
    Goal.GROWTH: {"people", PAY_LATER},
}
"""What often goes with a goal; a proposal of Foothold's, not a finding."""

RATED = {
    "impact": "Impact of the work",
    "breadth": "Breadth of the work",
    "brand": "Brand on a CV",
    "growth": "Room to grow",
    "people": "Manager and team",
}
"""Rated by the searcher from 0 to 10."""


def criteria_for(currency: str, usual_pay: Decimal) -> tuple[Criterion, ...]:
    """Give the criteria to start from, on scales that do not depend on the offers.

    Pay runs from half to twice what the searcher would call usual: the current pay,
    or the middle of the market.

    Args:
        currency: Of the comparison.
        usual_pay: Total a year, above 0, as the figures will be counted (after tax
            or before).

    Raises:
        InvalidError: If the usual pay is not above 0.
    """
    if not usual_pay.is_finite() or usual_pay <= 0:
        raise InvalidError(
            "The usual pay is missing: give your current pay or that of the market, "
            "so that the scale does not depend on the offers."
        )
    low, high = usual_pay / 2, usual_pay * 2
    unit = f"{currency} a year"
    return (
        Criterion(PAY_NOW, "Pay in the first year", low, high, unit),
        Criterion(PAY_LATER, "Pay a year over the horizon", low, high, unit),
        *(
            Criterion(key, label, Decimal(0), Decimal(10), "of 10")
            for key, label in RATED.items()
        ),
        Criterion("commute", "Commute, one way", Decimal(120), Decimal(0), "minutes"),
    )


def points_for(goal: Goal) -> dict[str, Decimal]:
    """Give swing points to start from, for the criteria of `criteria_for`."""
    keys = (PAY_NOW, PAY_LATER, *RATED, "commute")
    return {key: _points(goal, key) for key in keys}


def _points(goal: Goal, key: str) -> Decimal:
    if key == _OWN[goal]:
        return LEADING
    return BESIDE if key in _BESIDE[goal] else REST
