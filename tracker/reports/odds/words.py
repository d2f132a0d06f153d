"""Figures as people read them, never without what they rest on. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.rates import Interval, Rate

NONE_YET = "–"


def percent(share: float) -> str:
    """Write a share without decimals; a small one is not none, nor a large all."""
    if 0 < share < 0.005:
        return "under 1%"
    if 0.995 <= share < 1:
        return "over 99%"
    return f"{share:.0%}"


def exact(share: float) -> str:
    """Write a published share with the decimal it was published with."""
    return f"{100 * share:.1f}%"


def between(bounds: Interval | tuple[float, float]) -> str:
    """Write an interval: 24 to 52%."""
    low, high = bounds
    return f"{100 * low:.0f} to {100 * high:.0f}%"


def rate(found: Rate) -> str:
    """Write a rate: a percentage from the floor on, else its counts."""
    if not found.trials:
        return NONE_YET
    if found.share is None:
        return f"{found.successes} of {found.trials}"
    return percent(found.share)


def interval(found: Rate) -> str:
    """Write the 95 % interval of a rate; a dash without any trial."""
    return between(found.interval) if found.interval else NONE_YET


def days(number: float | None) -> str:
    """Write a time in days, whole ones: 1 day, 14 days."""
    if number is None:
        return NONE_YET
    whole = round(number)
    return "1 day" if whole == 1 else f"{whole} days"


def counted(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun: 1 offer, 3 offers."""
    return f"{number} {one if number == 1 else many or one + 's'}"
