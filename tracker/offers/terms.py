"""The terms of an offer: its money, its grants, its benefits. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tracker.errors import InvalidError
from tracker.offers.amounts import (
    MOST_MONEY,
    MOST_RATE,
    NOTHING,
    ZERO,
    cents,
    check_amount,
    check_months,
    check_share,
)
from tracker.offers.benefits import NO_BENEFITS, Benefits

if TYPE_CHECKING:
    from tracker.offers.schedules import Schedule
    from tracker.offers.sign_ons import SignOn


@dataclass(frozen=True)
class OptionTerms:
    """Options: the right to buy shares at a fixed price."""

    count: Decimal
    strike: Decimal
    price: Decimal
    """What a share is worth on the day of the offer."""
    window_days: int = 90
    """Days after leaving in which vested options can be exercised; 90 is still
    the norm (Open Guide to Equity Compensation)."""

    def __post_init__(self) -> None:
        check_amount("number of options", self.count)
        check_amount("strike price", self.strike)
        check_amount("share price", self.price)
        if self.price == 0:
            raise InvalidError(
                "The share price of an option grant is missing: give the price of the "
                "day, or the last 409A value if it is not traded."
            )

    def worth(self, factor: Fraction) -> Fraction:
        """Give what exercising all of them gains at a multiple of the price."""
        gain = Fraction(self.price) * factor - Fraction(self.strike)
        return Fraction(self.count) * max(NOTHING, gain)


@dataclass(frozen=True)
class GrantTerms:
    """An equity grant of an offer, or one of the current job still vesting."""

    value: Decimal
    """Worth of the whole grant at constant price, in the offer's currency. With
    `options` it must be what they gain at that price: see `option_grant`."""
    schedule: Schedule
    starts_month: int = 0
    """Months of service after which it is granted: 12 for a yearly refresher,
    below 0 for one that was granted before; what had vested then is not counted."""
    options: OptionTerms | None = None
    haircut: Decimal = ZERO
    """Own discount of the market price, as a fraction; shown as a line of its own."""
    name: str = ""

    def __post_init__(self) -> None:
        check_amount("grant value", self.value)
        check_months("wait for a grant", self.starts_month, least=-120)
        check_share("haircut of a grant", self.haircut)
        if self.options and cents(self.worth(Fraction(1))) != self.value:
            raise InvalidError(
                "The value of an option grant is not its number times price less "
                "strike: leave the value to be worked out."
            )

    def worth(self, factor: Fraction) -> Fraction:
        """Give the worth of the whole grant at a multiple of the day's price."""
        if self.options is not None:
            return self.options.worth(factor)
        return Fraction(self.value) * factor


def option_grant(
    options: OptionTerms,
    plan: Schedule,
    *,
    starts_month: int = 0,
    haircut: Decimal = ZERO,
    name: str = "",
) -> GrantTerms:
    """Make a grant of options; its value is what exercising all would gain today."""
    value = cents(options.worth(Fraction(1)))
    return GrantTerms(value, plan, starts_month, options, haircut, name)


def refreshers(
    value: Decimal, plan: Schedule, *, years: int, haircut: Decimal = ZERO
) -> tuple[GrantTerms, ...]:
    """Give a grant of the same value after each year of work but the last.

    Refreshers are often about a quarter of the first grant (a levels.fyi user's
    account, not a promise): none unless the searcher assumes them.

    Args:
        value: Of each one.
        plan: Of each one.
        years: Horizon; grants come after years 1 to `years` - 1.
        haircut: Own discount of each one.
    """
    return tuple(
        GrantTerms(value, plan, 12 * year, haircut=haircut, name=f"refresher {year}")
        for year in range(1, years)
    )


@dataclass(frozen=True)
class OfferTerms:
    """The money of one offer, all in one currency.

    Raises:
        InvalidError: If an amount is negative, not a number or absurdly large.
    """

    currency: str
    base: Decimal
    """Salary of the first year."""
    bonus_target: Decimal = ZERO
    """Fraction of salary paid each year at full payout, such as 0.15."""
    bonus_payout: Decimal = Decimal(1)
    """Expected fraction of the target that is paid."""
    raise_rate: Decimal = ZERO
    """Yearly rise of the base, as a fraction; -1 or more."""
    sign_on: Decimal = ZERO
    """Paid at once and never paid back; `sign_ons` hold those with conditions."""
    grants: tuple[GrantTerms, ...] = ()
    sign_ons: tuple[SignOn, ...] = ()
    benefits: Benefits = NO_BENEFITS
    forfeits: Decimal = ZERO
    """What taking it gives up at the current job; see `forfeited`. 0 for the
    current job, and for all where that is compared with its grants still vesting."""

    def __post_init__(self) -> None:
        check_amount("base salary", self.base)
        check_amount("sign-on bonus", self.sign_on)
        check_amount("target bonus", self.bonus_target, MOST_RATE)
        check_amount("bonus payout", self.bonus_payout, MOST_RATE)
        check_amount("yearly raise", self.raise_rate, MOST_RATE, least=Decimal(-1))
        check_amount("loss of leaving the current job", self.forfeits, MOST_MONEY)

    def salary(self, year: int) -> Fraction:
        """Give the salary of a year of work, from 1, exactly."""
        return Fraction(self.base) * (1 + Fraction(self.raise_rate)) ** (year - 1)
