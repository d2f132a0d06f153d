"""The form in which an assumed rate is changed. Pure."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from tracker.rates import Prior

LABELS = {
    "mean": "Rate, %",
    "weight": "Counts as so many applications of your own",
    "source": "Where it is from",
}
"""What the fields are called on the page."""


def fields(prior: Prior) -> Mapping[str, Any]:
    """What the fields of the form hold; the source only of an own figure."""
    return {
        "mean": round(100 * prior.value, 4),
        "weight": float(prior.weight),
        "source": prior.source if prior.is_own else "",
    }


def given(typed: Mapping[str, Any], on: date) -> dict[str, Any]:
    """The fields of the form as `inputs.PriorIn` takes them.

    Args:
        typed: By field; the rate in percent.
        on: The day, which the figure is marked with.
    """
    return {
        "mean": Decimal(str(typed.get("mean", 0))) / 100,
        "weight": typed.get("weight", 0),
        "source": typed.get("source", ""),
        "on": on,
    }
