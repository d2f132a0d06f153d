"""What an offer pays by year, and what is kept on leaving. Pure."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from tracker.offers.terms import vested_share

if TYPE_CHECKING:
    from tracker.offers.terms import OfferTerms

LEAVING_MONTHS = (6, 11, 12, 13, 18, 24, 36, 48)
"""Months of service after which what is kept is shown."""


class YearPay(NamedTuple):
    """What one year of work pays, to the cent."""

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


def years_to_vest(terms: OfferTerms) -> int:
    """Count the years until every grant is vested in full; 0 without one."""
    months = (
        grant.starts_month + 12 * len(grant.schedule.shares_by_year)
        for grant in terms.grants
    )
    return -(-max(months, default=0) // 12)


def pay_by_year(terms: OfferTerms, years: int = 4) -> list[YearPay]:
    """Give what each of the first years pays.

    The salary of year y is base x (1 + raise)^(y - 1), its bonus that times
    target times payout; the sign-on bonus falls in year 1.
    """
    return [_year_pay(terms, year) for year in range(1, years + 1)]


def kept_on_leaving(terms: OfferTerms, month: int) -> Kept:
    """Give what was received by a person who leaves after full months.

    Salary is earned month by month; a year's bonus only with the whole year,
    since most plans ask that one is employed on the day it is paid. After whole
    years the total is that of `pay_by_year`.

    Args:
        terms: The offer.
        month: Months of service, at least 0.
    """
    full_years, months = divmod(month, 12)
    cash = _cents(_salary(terms, full_years + 1) * Fraction(months, 12))
    cash += _cents(Fraction(terms.sign_on))
    for year in range(1, full_years + 1):
        cash += sum(_salary_and_bonus(terms, year))
    equity = _vested(terms, month)
    return Kept(equity, cash + equity)


def short_money(amount: Decimal) -> str:
    """Write an amount for a card: 332k; below a thousand in full."""
    if abs(amount) < 1_000:
        return f"{round(amount):,}"
    return f"{round(amount / 1_000):,}k"


def _cents(amount: Fraction) -> Decimal:
    """Round to the cent, half to even, as `round` does for fractions."""
    return Decimal(round(amount * 100)).scaleb(-2)


def _salary(terms: OfferTerms, year: int) -> Fraction:
    return Fraction(terms.base) * (1 + Fraction(terms.raise_rate)) ** (year - 1)


def _vested(terms: OfferTerms, month: int) -> Decimal:
    """Give the worth of all that vested by a month."""
    exact = (
        Fraction(grant.value) * vested_share(grant.schedule, month - grant.starts_month)
        for grant in terms.grants
    )
    return _cents(sum(exact, Fraction(0)))


def _salary_and_bonus(terms: OfferTerms, year: int) -> tuple[Decimal, Decimal]:
    exact = _salary(terms, year)
    bonus = exact * Fraction(terms.bonus_target) * Fraction(terms.bonus_payout)
    return _cents(exact), _cents(bonus)


def _year_pay(terms: OfferTerms, year: int) -> YearPay:
    salary, bonus = _salary_and_bonus(terms, year)
    sign_on = _cents(Fraction(terms.sign_on) if year == 1 else Fraction(0))
    equity = _vested(terms, 12 * year) - _vested(terms, 12 * year - 12)
    total = salary + bonus + sign_on + equity
    return YearPay(year, salary, bonus, sign_on, equity, total)
