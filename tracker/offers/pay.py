"""What an offer pays by year, and what was received by a month of service. Pure."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from tracker.errors import InvalidError
from tracker.offers.amounts import MOST_MONTHS, NOTHING, cents, check_months
from tracker.offers.benefits import BenefitParts, benefits_by
from tracker.offers.prices import CONSTANT
from tracker.offers.schedules import vested_share
from tracker.offers.sign_ons import owed

if TYPE_CHECKING:
    from decimal import Decimal

    from tracker.offers.prices import Prices
    from tracker.offers.terms import GrantTerms, OfferTerms

LEAVING_MONTHS = (6, 11, 12, 13, 18, 24, 36, 48)
"""Months of service after which what is kept is shown."""


class YearPay(NamedTuple):
    """What one year of work pays in cash and shares at market price, to the cent."""

    year: int
    """From 1."""
    salary: Decimal
    bonus: Decimal
    sign_on: Decimal
    equity: Decimal
    total: Decimal
    """The sum of the four parts."""


class Kept(NamedTuple):
    """What was received by the day of leaving, to the cent."""

    equity: Decimal
    total: Decimal
    """Salary to that month, bonuses of finished years, sign-on and equity."""


class Received(NamedTuple):
    """All that was received and borne by a month of service, to the cent."""

    salary: Decimal
    bonus: Decimal
    """Of finished years: most plans ask that one is employed when it is paid."""
    sign_on: Decimal
    equity: Decimal
    """At market price."""
    haircut: Decimal
    """Own discount of that, to subtract."""
    benefits: BenefitParts

    @property
    def pay(self) -> Decimal:
        """Cash and shares at market price."""
        return self.salary + self.bonus + self.sign_on + self.equity

    @property
    def gains(self) -> Decimal:
        """Pay less haircut, and the benefits that are not costs."""
        return self.pay - self.haircut + self.benefits.gains

    @property
    def total(self) -> Decimal:
        """Gains less costs; nothing paid back yet."""
        return self.gains - self.benefits.costs

    def since(self, earlier: Received) -> Received:
        """Give what was added since an earlier month."""
        return Received(
            self.salary - earlier.salary,
            self.bonus - earlier.bonus,
            self.sign_on - earlier.sign_on,
            self.equity - earlier.equity,
            self.haircut - earlier.haircut,
            self.benefits.since(earlier.benefits),
        )


class FullYear(NamedTuple):
    """A year of work in full, to the cent; every part is 0 or more."""

    year: int
    """From 1."""
    received: Received
    clawback: Decimal
    """Sign-on bonuses paid back, to subtract: only in a year of leaving."""
    forfeited: Decimal
    """What leaving the current job gave up, to subtract: only in year 1."""

    @property
    def total(self) -> Decimal:
        """What the year is worth: the sum of the parts shown."""
        return self.received.total - self.clawback - self.forfeited


class Leaving(NamedTuple):
    """When and how a person leaves."""

    month: int
    """Full months of service."""
    is_voluntary: bool = True


def years_to_vest(terms: OfferTerms) -> int:
    """Count the years until every grant is vested in full; 0 without one."""
    months = (
        grant.starts_month + 12 * len(grant.schedule.shares_by_year)
        for grant in terms.grants
    )
    return max(0, -(-max(months, default=0) // 12))


def pay_by_year(terms: OfferTerms, years: int = 4) -> list[YearPay]:
    """Give what each of the first years pays at a constant share price.

    The salary of year y is base x (1 + raise)^(y - 1), its bonus that times
    target times payout; a sign-on bonus falls in the year it is paid.
    """
    return [_year_pay(terms, year) for year in range(1, years + 1)]


def full_pay(
    terms: OfferTerms,
    years: int = 4,
    prices: Prices = CONSTANT,
    leaving: Leaving | None = None,
) -> list[FullYear]:
    """Give each of the first years in full: benefits, costs and what is paid back.

    Args:
        terms: The offer.
        years: Horizon, 0 to 10.
        prices: Share price by year of work.
        leaving: Ends pay, and makes sign-on bonuses owed, if within the horizon.

    Raises:
        InvalidError: If the horizon is out of range.
    """
    if not 0 <= years <= MOST_MONTHS // 12:
        raise InvalidError(f"A horizon of {years} years is out of range: give 1 to 10.")
    end = 12 * years
    if leaving is not None:
        check_months("stay", leaving.month)
        end = min(leaving.month, end)
    return [
        _full_year(terms, year, prices, leaving, end) for year in range(1, years + 1)
    ]


def kept_on_leaving(terms: OfferTerms, month: int) -> Kept:
    """Give what was received by a person who leaves after full months.

    Salary is earned month by month; a year's bonus only with the whole year,
    since most plans ask that one is employed on the day it is paid. After whole
    years the total is that of `pay_by_year`.

    Args:
        terms: The offer.
        month: Months of service, at least 0.
    """
    got = received(terms, month)
    return Kept(got.equity, got.pay)


def received(terms: OfferTerms, month: int, prices: Prices = CONSTANT) -> Received:
    """Give all that was received and borne by a month of service.

    Args:
        terms: The offer.
        month: Full months of service, at least 0.
        prices: Share price by year of work; a share counts at that of the year in
            which it vests.
    """
    salaries = _salaries(terms, month)
    sign_ons = (each.amount for each in terms.sign_ons if each.is_paid(month))
    rate = Fraction(terms.bonus_target) * Fraction(terms.bonus_payout)
    worths = [(g, _vested_worth(g, month, prices)) for g in terms.grants]
    return Received(
        salary=_sum(salaries),
        bonus=_sum([rate * salary for salary in salaries[: month // 12]]),
        sign_on=_sum([Fraction(terms.sign_on), *map(Fraction, sign_ons)]),
        equity=cents(sum((worth for _, worth in worths), NOTHING)),
        haircut=cents(sum((w * Fraction(g.haircut) for g, w in worths), NOTHING)),
        benefits=benefits_by(terms.benefits, month, salaries),
    )


def clawback(terms: OfferTerms, leaving: Leaving) -> Decimal:
    """Give all that is owed on leaving after full months, to the cent."""
    return sum(
        (
            owed(each, leaving.month, is_voluntary=leaving.is_voluntary)
            for each in terms.sign_ons
        ),
        cents(NOTHING),
    )


def short_money(amount: Decimal) -> str:
    """Write an amount for a card: 332k; below a thousand in full."""
    if abs(amount) < 1_000:
        return f"{round(amount):,}"
    return f"{round(amount / 1_000):,}k"


def _sum(amounts: list[Fraction]) -> Decimal:
    """Sum amounts that are rounded one by one, as they are shown by year."""
    return sum((cents(each) for each in amounts), cents(NOTHING))


def _salaries(terms: OfferTerms, month: int) -> list[Fraction]:
    """Give the salary of each year up to a month; the last may be in part."""
    full_years, months = divmod(month, 12)
    whole = [terms.salary(year) for year in range(1, full_years + 1)]
    return [*whole, terms.salary(full_years + 1) * Fraction(months, 12)]


def _vested_worth(grant: GrantTerms, month: int, prices: Prices) -> Fraction:
    """Give the worth of what vested from the first day to a month of service."""
    worth = NOTHING
    before = vested_share(grant.schedule, -grant.starts_month)
    if not prices.path:  # one price for all years
        vested = vested_share(grant.schedule, month - grant.starts_month)
        return grant.worth(prices.factor(1)) * (vested - before)
    for year in range(1, -(-month // 12) + 1):
        now = vested_share(grant.schedule, min(12 * year, month) - grant.starts_month)
        if now != before:
            worth += grant.worth(prices.factor(year)) * (now - before)
        before = now
    return worth


def _year_pay(terms: OfferTerms, year: int) -> YearPay:
    got = _within(terms, year, 12 * year, CONSTANT)
    return YearPay(year, got.salary, got.bonus, got.sign_on, got.equity, got.pay)


def _full_year(
    terms: OfferTerms, year: int, prices: Prices, leaving: Leaving | None, end: int
) -> FullYear:
    """Give one year; `end` is the last month worked within the horizon."""
    got = _within(terms, year, end, prices)
    back = cents(NOTHING)
    is_last = year == max(1, -(-end // 12))
    if leaving and is_last and leaving.month == end:
        back = clawback(terms, leaving)
    lost = cents(Fraction(terms.forfeits) if year == 1 else NOTHING)
    return FullYear(year, got, back, lost)


def _within(terms: OfferTerms, year: int, end: int, prices: Prices) -> Received:
    """Give what came within a year of work up to a month; the first day belongs to it.

    The year ends there if it has not before.
    """
    got = received(terms, min(12 * year, end), prices)
    if year == 1:
        return got
    return got.since(received(terms, min(12 * year - 12, end), prices))
