"""When a grant vests: schedules, and those common enough to have a name. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from tracker.errors import InvalidError
from tracker.offers.amounts import is_plain, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_YEARS = 10


class Cadence(StrEnum):
    """How often a grant vests."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"


MONTHS = {
    Cadence.MONTHLY: 1,
    Cadence.QUARTERLY: 3,
    Cadence.HALF_YEARLY: 6,
    Cadence.YEARLY: 12,
}
"""Months from one vesting to the next."""


@dataclass(frozen=True)
class Schedule:
    """When a grant vests. Made, and checked, by `schedule`."""

    shares_by_year: tuple[Decimal, ...]
    """Percent of the grant that vests in each year; sums to 100."""
    cadence: tuple[Cadence, ...]
    """One for all years, or one a year."""
    cliff_months: int
    """Before this month nothing vests; in it all that had accrued does."""


class Preset(NamedTuple):
    """A schedule that is common enough to be chosen by name."""

    name: str
    schedule: Schedule
    source: str
    as_of: str


def schedule(
    shares: Iterable[Decimal | int | float | str],
    cadence: str | Iterable[str] = Cadence.MONTHLY,
    cliff_months: int = 0,
) -> Schedule:
    """Make a schedule, or say what is wrong with it.

    Args:
        shares: Percent by year, 1 to 10 years, summing to exactly 100.
        cadence: A `Cadence` or its text; one for all years, or one a year.
        cliff_months: 0 to the length of the schedule.

    Raises:
        InvalidError: If it could not be a vesting schedule.
    """
    percents = tuple(_percent(share) for share in shares)
    _check_shares(percents)
    names = [cadence] if isinstance(cadence, str) else list(cadence)
    cadences = tuple(_cadence(name) for name in names)
    years = len(percents)
    if len(cadences) not in {1, years}:
        raise InvalidError(
            f"The number of cadences is {len(cadences)} and of years {years}: give one "
            "for all years, or one a year."
        )
    if not 0 <= cliff_months <= 12 * years:
        raise InvalidError(
            f"A cliff of {cliff_months} months does not fit a schedule of {12 * years} "
            "months: it is below 0 or longer than the schedule."
        )
    return Schedule(percents, cadences, cliff_months)


def vested_share(plan: Schedule, month: int) -> Fraction:
    """Give the share of a grant, 0 to 1, vested after full months of service.

    Vesting happens at the end of each period of the cadence.
    """
    if month < plan.cliff_months:
        return Fraction(0)
    vested = Fraction(0)
    for year, percent in enumerate(plan.shares_by_year):
        period = MONTHS[plan.cadence[year if len(plan.cadence) > 1 else 0]]
        served = min(max(month - 12 * year, 0), 12)
        vested += Fraction(percent) / 100 * Fraction(served // period * period, 12)
    return vested


def _percent(share: Decimal | float | str) -> Decimal:
    try:
        percent = Decimal(str(share).strip())
    except InvalidOperation:
        percent = Decimal("NaN")
    if not is_plain(percent) or not 0 <= percent <= 100:
        raise InvalidError(
            f"“{str(share)[:40]}” is not a share of a grant: give a percentage from "
            "0 to 100 for each year."
        )
    return percent


def _check_shares(percents: tuple[Decimal, ...]) -> None:
    if not 1 <= len(percents) <= MOST_YEARS:
        raise InvalidError(
            f"A schedule of {len(percents)} years cannot be recorded: give 1 to "
            f"{MOST_YEARS} shares, one a year."
        )
    total = sum(percents)
    if total != 100:
        raise InvalidError(
            f"The shares by year sum to {plain(Decimal(total))}, not 100; check each "
            "year's percentage."
        )


def _cadence(name: str) -> Cadence:
    try:
        return Cadence(name)
    except ValueError:
        raise InvalidError(
            f"“{name[:40]}” is not a cadence: choose one of {', '.join(Cadence)}."
        ) from None


_REPORTED = "salaryscript.com, reported by employees"

PRESETS = (
    Preset(
        "Even, one-year cliff then monthly",
        schedule([25] * 4, Cadence.MONTHLY, 12),
        "Open Guide to Equity Compensation (github.com/jlevy/og-equity-compensation)",
        "commit a173053; the usual form at startups",
    ),
    Preset(
        "5/15/40/40",
        schedule(
            [5, 15, 40, 40],
            [
                Cadence.YEARLY,
                Cadence.YEARLY,
                Cadence.HALF_YEARLY,
                Cadence.HALF_YEARLY,
            ],
            12,
        ),
        "levels.fyi and salaryscript.com, reported for Amazon",
        "before March 2024; some later grants vest quarterly",
    ),
    Preset(
        "33/33/22/12",
        schedule([33, 33, 22, 12], Cadence.MONTHLY),
        "levels.fyi and salaryscript.com, reported for Google",
        "2022 on",
    ),
    Preset(
        "38/32/20/10",
        schedule([38, 32, 20, 10], Cadence.MONTHLY),
        "feelvalued.co, reported for newer grants of Google",
        "no date given by the source",
    ),
    Preset(
        "Even, monthly",
        schedule([25] * 4, Cadence.MONTHLY),
        f"{_REPORTED} of Uber",
        "no date given by the source",
    ),
    Preset(
        "Even, quarterly",
        schedule([25] * 4, Cadence.QUARTERLY),
        f"{_REPORTED} of Meta and Nvidia",
        "no date given by the source",
    ),
    Preset(
        "Even, half-yearly",
        schedule([25] * 4, Cadence.HALF_YEARLY),
        f"{_REPORTED} of Apple",
        "no date given by the source",
    ),
)
"""Schedules differ by grant and change over time: the contract decides."""
