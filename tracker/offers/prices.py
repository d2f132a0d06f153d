"""What a share is expected to be worth, and how far that is to be trusted. Pure.

A haircut is stated beside the price and never hidden in a discount rate: two
people may agree on a price and not on what an undiversified holding of it is
worth to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from tracker.errors import InvalidError
from tracker.offers.amounts import MOST_RATE, ZERO, is_plain


@dataclass(frozen=True)
class Prices:
    """The share price against that of the day of the offer.

    A price holds for a year of work: what vests in year 2 is worth the price of
    year 2 whenever in it that happens.
    """

    change: Decimal = ZERO
    """At once and lasting, as a fraction: -0.5 for half the price."""
    path: tuple[Decimal, ...] = ()
    """Price in each year of work against the day of the offer, before `change`;
    the last holds on. Empty for a constant price."""

    def __post_init__(self) -> None:
        if not is_plain(self.change) or not -1 <= self.change <= 1000:
            raise InvalidError(
                "The change of the share price is out of range: give -100 percent or "
                "more."
            )
        if not all(is_plain(each) and 0 <= each <= 1000 for each in self.path):
            raise InvalidError(
                "A price in the path of share prices is out of range: give each as a "
                "multiple of the price of the day, 0 or more."
            )

    def factor(self, year: int) -> Fraction:
        """Give the price in a year of work, from 1, as a multiple of today's."""
        along = self.path[min(year, len(self.path)) - 1] if self.path else Decimal(1)
        return Fraction(along) * (1 + Fraction(self.change))


CONSTANT = Prices()
SCENARIOS = (Decimal("-0.5"), ZERO, Decimal("0.5"))
"""Changes of price under which offers are compared."""


def growing(rate: Decimal, years: int) -> tuple[Decimal, ...]:
    """Give a path that starts at today's price and grows by a rate each year.

    Args:
        rate: Yearly, as a fraction; -1 or more.
        years: Length of the path.

    Raises:
        InvalidError: If the rate is out of range.
    """
    if not is_plain(rate) or not -1 <= rate <= MOST_RATE:
        raise InvalidError("The growth of a share price is out of range.")
    return tuple(round((1 + rate) ** year, 12) for year in range(years))


class Haircut(NamedTuple):
    """A published discount of holders of shares they cannot sell or spread."""

    name: str
    share: Decimal
    """Taken off the market price, 0 to 1."""
    source: str


HAIRCUTS = (
    Haircut(
        "Restricted stock of people who are not executives",
        Decimal("0.303"),
        "Abudy, Benninga and Shust, J. Economics and Business 86 (2016), the average",
    ),
    Haircut(
        "Options of undiversified managers, NYSE firms",
        Decimal("0.30"),
        "Meulbroek, Financial Management 30 (2001): worth 70 % of the market value",
    ),
    Haircut(
        "Options of undiversified managers, internet firms",
        Decimal("0.47"),
        "Meulbroek, Financial Management 30 (2001): worth 53 % of the market value",
    ),
)
"""To start from; what one's own discount is, only the searcher knows."""
