"""What an offer is worth if the price moves, or if one does not stay. Pure."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from tracker.errors import InvalidError
from tracker.offers.amounts import NOTHING, cents, check_share
from tracker.offers.leaving import HORIZON, kept_at
from tracker.offers.pay import Leaving, full_pay
from tracker.offers.prices import CONSTANT, SCENARIOS, Prices

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from tracker.offers.pay import FullYear
    from tracker.offers.terms import OfferTerms


class PriceScenario(NamedTuple):
    """An offer under one change of the share price."""

    change: Decimal
    years: list[FullYear]
    total: Decimal
    """The years, summed."""


class Tenure(NamedTuple):
    """A length of stay and its chance."""

    month: int
    """Full months of service; the whole horizon for who is still there."""
    chance: Fraction
    """0 to 1; those of all tenures sum to 1."""


class Expected(NamedTuple):
    """What an offer is worth over several lengths of stay, to the cent."""

    kept: list[Decimal]
    """On leaving after each tenure, with sign-on bonuses paid back."""
    mean: Decimal
    """Weighted by chance."""


TENURES = (12, 24, HORIZON)
"""Stays to look at: the median one was a year at Amazon and 1.1 at Google
(Chip Huyen's book, citing Forbes 2020), so four years alone would mislead."""


def by_price(
    terms: OfferTerms,
    years: int = 4,
    prices: Prices = CONSTANT,
    changes: Sequence[Decimal] = SCENARIOS,
) -> list[PriceScenario]:
    """Give the offer under each change of price; options fall to nothing at worst."""
    found = []
    for change in changes:
        pay = full_pay(terms, years, replace(prices, change=change))
        total = sum((year.total for year in pay), cents(NOTHING))
        found.append(PriceScenario(change, pay, total))
    return found


def tenures(attrition: Decimal, years: int = 4) -> list[Tenure]:
    """Give the stays that a yearly rate of leaving implies.

    Who leaves in a year is taken to leave in the middle of it: so a yearly vest is
    received by those who stay to its day.

    Args:
        attrition: Share of those present who leave within a year, 0 to 1.
        years: Horizon; the rest stay to its end.

    Raises:
        InvalidError: If the rate is not between 0 and 1.
    """
    check_share("yearly attrition", attrition)
    stay = 1 - Fraction(attrition)
    leave = [
        Tenure(12 * year + 6, stay**year * Fraction(attrition)) for year in range(years)
    ]
    return [*leave, Tenure(12 * years, stay**years)]


def expected(
    terms: OfferTerms,
    stays: Sequence[Tenure],
    prices: Prices = CONSTANT,
    *,
    is_voluntary: bool = True,
) -> Expected:
    """Give what is kept after each stay, and its mean over all.

    Raises:
        InvalidError: If the chances do not sum to 1.
    """
    if sum(stay.chance for stay in stays) != 1:
        raise InvalidError("The chances of the tenures do not sum to 100 percent.")
    kept = [
        kept_at(terms, Leaving(stay.month, is_voluntary), prices).kept for stay in stays
    ]
    weighted = (
        stay.chance * Fraction(each) for stay, each in zip(stays, kept, strict=True)
    )
    return Expected(kept, cents(sum(weighted, NOTHING)))
