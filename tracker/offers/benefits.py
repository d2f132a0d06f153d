"""Benefits and costs of a job, in money a year. Pure.

Only what differs between offers need be entered. Leave is counted in days beyond
those that every offer gives: the salary already pays for the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from tracker.offers.amounts import (
    NOTHING,
    ZERO,
    cents,
    check_amount,
    check_share,
)
from tracker.offers.schedules import Schedule, vested_share

if TYPE_CHECKING:
    from collections.abc import Sequence

WORK_DAYS = 260
"""Paid days of a year, 52 weeks of 5: what a day of leave is worth is base/260
(calc-verse.com)."""
MINUTES = 60


@dataclass(frozen=True)
class Match:
    """What a company adds to one's own saving for retirement."""

    rate: Decimal
    """Of one's own contribution: 0.5 for "50 % of the first 6 %"."""
    up_to: Decimal
    """Share of the salary up to which contributions are matched: 0.06."""
    contribution: Decimal | None = None
    """One's own, as a share of the salary; enough for the whole match if None."""
    vesting: Schedule | None = None
    """When what was added becomes one's own, by years of service; at once if None."""
    most_a_year: Decimal | None = None

    def __post_init__(self) -> None:
        check_amount("retirement match", self.rate, Decimal(10))
        check_share("salary share of a retirement match", self.up_to)
        if self.contribution is not None:
            check_share("own retirement contribution", self.contribution)
        if self.most_a_year is not None:
            check_amount("limit of a retirement match", self.most_a_year)

    @property
    def share(self) -> Fraction:
        """What is added, as a share of the salary."""
        own = self.up_to if self.contribution is None else self.contribution
        return Fraction(self.rate) * Fraction(min(own, self.up_to))


@dataclass(frozen=True)
class Benefits:
    """Benefits and costs; amounts are yearly unless said otherwise."""

    match: Match | None = None
    extra_leave_days: Decimal = ZERO
    """Paid days off a year beyond those that every offer compared gives."""
    stipends: Decimal = ZERO
    """Learning, phone, home office, meals and the like, together."""
    relocation: Decimal = ZERO
    """Paid once by the company. One to be paid back is a `SignOn`."""
    moving_cost: Decimal = ZERO
    """Paid once by the searcher."""
    health_premium: Decimal = ZERO
    """What is taken from the salary, not what the company pays."""
    deductible: Decimal = ZERO
    deductible_use: Decimal = Decimal(1)
    """Share of the deductible expected to be used in a year."""
    office_days: Decimal = ZERO
    """Days a year on which one commutes; 0 if remote."""
    fare: Decimal = ZERO
    """Cost of the way there and back."""
    commute_minutes: Decimal = ZERO
    """One way."""
    hour_value: Decimal = ZERO
    """What an hour not spent commuting is worth to the searcher."""

    def __post_init__(self) -> None:
        check_amount("extra paid leave", self.extra_leave_days, Decimal(366))
        check_amount("office days", self.office_days, Decimal(366))
        check_amount("commute time", self.commute_minutes, Decimal(1440))
        check_share("expected use of the deductible", self.deductible_use)
        for field in _AMOUNTS:
            check_amount(field.replace("_", " "), getattr(self, field))


_AMOUNTS = (
    "stipends",
    "relocation",
    "moving_cost",
    "health_premium",
    "deductible",
    "fare",
    "hour_value",
)
NO_BENEFITS = Benefits()


class BenefitParts(NamedTuple):
    """Benefits received and costs borne by a month of service, each to the cent."""

    match: Decimal = cents(NOTHING)
    leave: Decimal = cents(NOTHING)
    stipends: Decimal = cents(NOTHING)
    relocation: Decimal = cents(NOTHING)
    premium: Decimal = cents(NOTHING)
    deductible: Decimal = cents(NOTHING)
    commute: Decimal = cents(NOTHING)
    moving: Decimal = cents(NOTHING)

    @property
    def gains(self) -> Decimal:
        """The first four, summed."""
        return self.match + self.leave + self.stipends + self.relocation

    @property
    def costs(self) -> Decimal:
        """The last four, summed."""
        return self.premium + self.deductible + self.commute + self.moving

    def since(self, earlier: BenefitParts) -> BenefitParts:
        """Give what was added since an earlier month."""
        pairs = zip(self, earlier, strict=True)
        return BenefitParts(*(now - then for now, then in pairs))


def benefits_by(
    benefits: Benefits, month: int, salaries: Sequence[Fraction]
) -> BenefitParts:
    """Give the benefits received and costs borne by a month of service.

    Yearly amounts accrue month by month; what is paid once comes with the first day.

    Args:
        benefits: Of one offer.
        month: Full months of service, at least 0.
        salaries: Paid in each year of work up to the month, the last perhaps in part.
    """
    if benefits is NO_BENEFITS:
        return BenefitParts()
    years = Fraction(month, 12)
    leave = sum(salaries, NOTHING) * Fraction(benefits.extra_leave_days) / WORK_DAYS
    return BenefitParts(
        match=cents(_matched(benefits.match, month, salaries)),
        leave=cents(leave),
        stipends=cents(years * Fraction(benefits.stipends)),
        relocation=cents(Fraction(benefits.relocation)),
        premium=cents(years * Fraction(benefits.health_premium)),
        deductible=cents(
            years * Fraction(benefits.deductible) * Fraction(benefits.deductible_use)
        ),
        commute=cents(years * _commute_cost(benefits)),
        moving=cents(Fraction(benefits.moving_cost)),
    )


def _commute_cost(benefits: Benefits) -> Fraction:
    hours = Fraction(benefits.commute_minutes) * 2 / MINUTES
    each = Fraction(benefits.fare) + hours * Fraction(benefits.hour_value)
    return each * Fraction(benefits.office_days)


def _matched(match: Match | None, month: int, salaries: Sequence[Fraction]) -> Fraction:
    if match is None:
        return NOTHING
    added = (salary * match.share for salary in salaries)
    if match.most_a_year is not None:
        most = Fraction(match.most_a_year)
        added = (min(each, most) for each in added)
    vested = (
        Fraction(1) if match.vesting is None else vested_share(match.vesting, month)
    )
    return sum(added, NOTHING) * vested
