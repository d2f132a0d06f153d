"""Offers in money: what is each other thing worth to you? Pure.

Pricing out had the best external validity of four ways to weight (Borcherding, Eppel
and von Winterfeldt 1991), and it checks the first lens: weights on scales imply a
price of everything, which a person can recognise as wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from tracker.decisions.values import NOTHING, Choice, Criterion, Weights
from tracker.errors import InvalidError
from tracker.offers import cents

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal


@dataclass(frozen=True)
class Price:
    """What a step on one criterion is worth a year."""

    key: str
    amount: Decimal
    """What one would pay a year for the step; below 0 to be paid for it."""
    step: Decimal
    """In the unit of the criterion: -30 for half an hour less of commute."""
    reference: Decimal
    """The figure at which nothing is added or taken off."""

    def __post_init__(self) -> None:
        numbers = (self.amount, self.step, self.reference)
        if not all(each.is_finite() for each in numbers) or self.step == 0:
            raise InvalidError(
                f"The price of “{self.key[:60]}” needs an amount and a step other "
                "than 0, such as 5,000 for 30 minutes less."
            )


class Adjusted(NamedTuple):
    """An offer in money a year, to the cent."""

    name: str
    pay: Decimal
    parts: dict[str, Decimal]
    """Added or taken off for each price, by the key of its criterion."""
    total: Decimal
    """Pay and parts, summed."""


def priced(
    choices: Sequence[Choice], pay_key: str, prices: Sequence[Price]
) -> list[Adjusted]:
    """Give every offer in money a year, most first; equals by name.

    Args:
        choices: The offers.
        pay_key: The figure that is money a year already.
        prices: Of other criteria, each once.

    Raises:
        InvalidError: If a figure is missing.
    """
    adjusted = [_adjusted(choice, pay_key, prices) for choice in choices]
    return sorted(adjusted, key=lambda each: (-each.total, each.name))


def implied_price(
    criteria: Sequence[Criterion],
    weights: Weights,
    pay_key: str,
    key: str,
    step: Decimal,
) -> Decimal:
    """Give what the weights say a step on a criterion is worth, to the cent.

    A step of 30 minutes less of 120, at a quarter of the weight, is worth a 16th of
    the value; where pay has .4 on 250,000, that is 39,062.50 a year.

    Args:
        criteria: With their scales.
        weights: Of all of them.
        pay_key: The criterion whose unit is money a year.
        key: The other criterion.
        step: In its unit, with a sign.

    Raises:
        InvalidError: If pay has no weight: then nothing has a price.
    """
    scales = {each.key: each for each in criteria}
    if not weights[pay_key]:
        raise InvalidError(
            f"“{scales[pay_key].label[:60]}” has no weight, so nothing has a price: "
            "give it some."
        )
    value = weights[key] * Fraction(step) / scales[key].length
    return cents(value * scales[pay_key].length / weights[pay_key])


def _adjusted(choice: Choice, pay_key: str, prices: Sequence[Price]) -> Adjusted:
    pay = cents(Fraction(_figure(choice, pay_key)))
    parts = {}
    for price in prices:
        steps = Fraction(_figure(choice, price.key)) - Fraction(price.reference)
        each = Fraction(price.amount) / Fraction(price.step)
        parts[price.key] = cents(steps * each)
    return Adjusted(choice.name, pay, parts, sum(parts.values(), pay + cents(NOTHING)))


def _figure(choice: Choice, key: str) -> Decimal:
    figure = choice.figures.get(key)
    if figure is None or not figure.is_finite():
        raise InvalidError(
            f"{choice.name[:60]} has no figure for “{key[:60]}”: give one, or leave "
            "its price out."
        )
    return figure
