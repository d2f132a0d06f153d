"""What is kept, owed and given up on leaving. Pure."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from tracker.offers.amounts import NOTHING, cents
from tracker.offers.pay import Leaving, clawback, received
from tracker.offers.prices import CONSTANT
from tracker.offers.schedules import vested_share

if TYPE_CHECKING:
    from decimal import Decimal

    from tracker.offers.prices import Prices
    from tracker.offers.terms import OfferTerms

HORIZON = 48
"""Months over which offers are compared: four years, as most grants vest."""


class KeptAt(NamedTuple):
    """One point of the leaving curve, to the cent."""

    month: int
    """Full months of service."""
    before: Decimal
    """All received less costs, before anything is paid back."""
    clawback: Decimal
    kept: Decimal
    """`before` less `clawback` and less what the current job's leaving gave up."""


class Forfeited(NamedTuple):
    """What leaving a job gives up, to the cent."""

    unvested: Decimal
    """At today's price; grants that would only come later do not count."""
    bonus: Decimal
    """Earned this year so far, and paid only to who is there on the day."""
    clawback: Decimal
    """Sign-on bonuses to pay back."""

    @property
    def total(self) -> Decimal:
        """The three parts, summed."""
        return self.unvested + self.bonus + self.clawback


def kept_at(terms: OfferTerms, leaving: Leaving, prices: Prices = CONSTANT) -> KeptAt:
    """Give what is kept on leaving after full months of service."""
    before = received(terms, leaving.month, prices).total
    back = clawback(terms, leaving)
    lost = cents(Fraction(terms.forfeits))
    return KeptAt(leaving.month, before, back, before - back - lost)


def kept_curve(
    terms: OfferTerms,
    months: int = HORIZON,
    prices: Prices = CONSTANT,
    *,
    is_voluntary: bool = True,
) -> list[KeptAt]:
    """Give what is kept on leaving after each month, from 0 to `months`."""
    leavings = (Leaving(month, is_voluntary) for month in range(months + 1))
    return [kept_at(terms, leaving, prices) for leaving in leavings]


def forfeited(current: OfferTerms, month: int) -> Forfeited:
    """Give what leaving the current job after full months of service gives up.

    Args:
        current: Its terms, from its first day; grants by when they were granted.
        month: Full months of service there on the day of leaving.
    """
    unvested = NOTHING
    for grant in current.grants:
        if grant.starts_month <= month:
            left = 1 - vested_share(grant.schedule, month - grant.starts_month)
            unvested += grant.worth(Fraction(1)) * left
    full_years, months = divmod(month, 12)
    rate = Fraction(current.bonus_target) * Fraction(current.bonus_payout)
    bonus = current.salary(full_years + 1) * rate * Fraction(months, 12)
    return Forfeited(cents(unvested), cents(bonus), clawback(current, Leaving(month)))


def exercise_cost(terms: OfferTerms, month: int) -> Decimal:
    """Give the cash that exercising all vested options takes on leaving.

    It is due within the window of each grant, often 90 days, whether or not the
    shares can be sold.
    """
    cost = NOTHING
    for grant in terms.grants:
        if grant.options is not None:
            vested = vested_share(grant.schedule, month - grant.starts_month)
            each = Fraction(grant.options.count) * Fraction(grant.options.strike)
            cost += each * vested
    return cents(cost)
