"""Sign-on bonuses, and what is paid back on leaving early. Pure.

The wordings that contracts use (repay everything before a day; a twelfth or a
twenty-fourth off each month; a 365th off each day) are three shapes of one
clawback. Gross means that the whole bonus is owed although tax was withheld from
it: the usual wording, and the dearer one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from tracker.offers.amounts import (
    NOTHING,
    ZERO,
    cents,
    check_amount,
    check_months,
    check_share,
)

if TYPE_CHECKING:
    from decimal import Decimal


class ClawbackShape(StrEnum):
    """How what is owed falls while one stays."""

    CLIFF = "cliff"
    """All of it until the window ends."""
    MONTHLY = "monthly pro rata"
    """Less by an equal part for each full month."""
    DAILY = "daily pro rata"
    """Less by an equal part for each day."""


class ClawbackTrigger(StrEnum):
    """Which leaving makes a sign-on bonus owed."""

    VOLUNTARY = "leaving by choice or for cause"
    ANY = "leaving for any reason"


@dataclass(frozen=True)
class Clawback:
    """The duty to pay a sign-on bonus back."""

    window_months: int
    """Months after the payment in which leaving makes it owed."""
    shape: ClawbackShape = ClawbackShape.CLIFF
    trigger: ClawbackTrigger = ClawbackTrigger.VOLUNTARY
    net_of: Decimal = ZERO
    """Rate of tax taken off what is owed; 0 if it is owed gross."""

    def __post_init__(self) -> None:
        check_months("clawback window", self.window_months)
        check_share("tax rate of a clawback", self.net_of)


@dataclass(frozen=True)
class SignOn:
    """A payment made once, for joining or after a time."""

    amount: Decimal
    paid_month: int = 0
    """Months of service before it is paid: 12 for one of the second year."""
    clawback: Clawback | None = None
    name: str = "sign-on bonus"
    """Another if it is one, such as relocation that must be paid back."""

    def __post_init__(self) -> None:
        check_amount("sign-on bonus", self.amount)
        check_months("wait for a sign-on bonus", self.paid_month)

    def is_paid(self, month: int) -> bool:
        """Say whether a person who leaves after full months was paid it.

        One of the second year is paid in that year, not at the end of the first.
        """
        return self.paid_month == 0 or self.paid_month < month


def owed(
    sign_on: SignOn, month: int, *, days: int = 0, is_voluntary: bool = True
) -> Decimal:
    """Give what is owed on leaving, to the cent.

    Args:
        sign_on: What was paid.
        month: Full months of service.
        days: Days served beyond them; they count where a clawback falls daily.
        is_voluntary: False if the company ends it without a cause.
    """
    clause = sign_on.clawback
    if clause is None or not sign_on.is_paid(month):
        return cents(NOTHING)
    if not is_voluntary and clause.trigger is ClawbackTrigger.VOLUNTARY:
        return cents(NOTHING)
    share = _share_owed(clause, month - sign_on.paid_month, days)
    return cents(Fraction(sign_on.amount) * share * (1 - Fraction(clause.net_of)))


def _share_owed(clause: Clawback, months: int, days: int) -> Fraction:
    """Give the share of the payment that is owed, 0 to 1.

    A year has 365 days and so a month 365/12: days beyond full months only count
    where the clawback falls daily.
    """
    if months >= clause.window_months:
        return NOTHING
    if clause.shape is ClawbackShape.CLIFF:
        return Fraction(1)
    served = Fraction(months)
    if clause.shape is ClawbackShape.DAILY:
        served += Fraction(12 * days, 365)
    return max(NOTHING, 1 - served / clause.window_months)
