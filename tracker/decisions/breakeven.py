"""What would the other offer have to pay? To the cent. Pure.

Money is compared by a measure that the caller chooses: the total over four years,
that after tax in one currency, its present value. All that is used of it here is that
more pay is never worth less. So the answer is the least whole number of cents that
suffices, found by halving, and it is right with the rounding of every year in it.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from tracker.errors import InvalidError
from tracker.offers import GrantTerms, Prices, full_pay, is_tie, schedule

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tracker.offers import OfferTerms

    Measure = Callable[[OfferTerms], Decimal]
    PricedMeasure = Callable[[OfferTerms, Prices], Decimal]

CENT = Decimal("0.01")
MOST_CENTS = 10**14
"""A million millions: more than any contract could state."""
EVEN = schedule([25] * 4, "monthly", 12)
"""How a grant would vest that an offer without one were given."""


class Lever(StrEnum):
    """What can be asked for."""

    BASE = "base salary"
    GRANT = "equity grant"
    SIGN_ON = "sign-on bonus"


class Need(NamedTuple):
    """What an offer needs of one thing, all else equal, to be worth a target."""

    lever: Lever
    more: Decimal
    """To be added, to the cent; 0 if it is worth that already."""
    total: Decimal
    """Of the base, of all grants at today's price, or of sign-on bonuses."""


def total_of(terms: OfferTerms, prices: Prices | None = None) -> Decimal:
    """Give what four years are worth: the measure used unless another is given."""
    years = full_pay(terms, 4, prices or Prices())
    return sum((year.total for year in years), Decimal(0))


def needs(
    loser: OfferTerms, target: Decimal, measure: Measure = total_of
) -> list[Need]:
    """Give what would make an offer worth a target, by each lever alone.

    Args:
        loser: The offer that is worth less.
        target: What it should be worth, as the measure counts: that of the winner.
        measure: Never falls when pay rises.

    Returns:
        One for each lever that can do it at all.
    """
    found = (_need(loser, lever, target, measure) for lever in Lever)
    return [need for need in found if need is not None]


def with_more(terms: OfferTerms, lever: Lever, more: Decimal) -> OfferTerms:
    """Give an offer with more of one thing.

    More equity comes as a grant from the first day, on the schedule of the first
    grant of the offer, or evenly over four years; more sign-on bonus at once.
    """
    if lever is Lever.BASE:
        return replace(terms, base=terms.base + more)
    if lever is Lever.SIGN_ON:
        return replace(terms, sign_on=terms.sign_on + more)
    if not more:
        return terms
    plan, haircut = EVEN, Decimal(0)
    if terms.grants:
        plan, haircut = terms.grants[0].schedule, terms.grants[0].haircut
    extra = GrantTerms(more, plan, haircut=haircut)
    return replace(terms, grants=(*terms.grants, extra))


def price_needed(
    terms: OfferTerms,
    price: Decimal,
    target: Decimal,
    measure: PricedMeasure = total_of,
) -> Decimal | None:
    """Give the least share price at which an offer is worth a target, to the cent.

    Args:
        terms: The offer whose shares are meant.
        price: Of one share today, to the cent and above 0. With 100 the answer is a
            percentage of today's price.
        target: What it should be worth.
        measure: Never falls when the price rises.

    Returns:
        None if no price up to a thousand times today's does it, such as without a
        grant.

    Raises:
        InvalidError: If the price is not above 0.
    """
    if not price.is_finite() or price < CENT:
        raise InvalidError("The share price is missing: give one above 0.")

    def is_enough(count: int) -> bool:
        change = round(count * CENT / price - 1, 12)
        return measure(terms, Prices(change=change)) >= target

    most = int(1000 * price / CENT)
    least = _least(is_enough, most)
    return None if least is None else least * CENT


def money_sentence(totals: Mapping[str, Decimal]) -> str:
    """Say which offer is worth most in money, or that it is a tie.

    Args:
        totals: What each offer is worth, by name, all counted alike.
    """
    if not totals:
        return "No offer to compare yet."
    order = sorted(totals, key=lambda name: (-totals[name], name))
    best = order[0]
    if len(order) == 1:
        return f"{best} is the only offer so far."
    close = [name for name in order if is_tie(totals[name], totals[best])]
    if len(close) > 1:
        listed = f"{', '.join(close[:-1])} and {close[-1]}"
        return f"{listed} are within 5%: a tie on money, decide on the rest."
    return f"{best} is worth most in money."


def _need(
    loser: OfferTerms, lever: Lever, target: Decimal, measure: Measure
) -> Need | None:
    least = _least(
        lambda count: measure(with_more(loser, lever, count * CENT)) >= target,
        MOST_CENTS,
    )
    if least is None:
        return None
    more = least * CENT
    return Need(lever, more, _amount(loser, lever) + more)


def _amount(terms: OfferTerms, lever: Lever) -> Decimal:
    """Give how much of one thing an offer has."""
    if lever is Lever.BASE:
        return terms.base
    if lever is Lever.SIGN_ON:
        return sum((each.amount for each in terms.sign_ons), terms.sign_on)
    return sum((grant.value for grant in terms.grants), Decimal(0))


def _least(is_enough: Callable[[int], bool], most: int) -> int | None:
    """Find the least number from 0 that is enough, if one up to `most` is.

    The step is doubled first: an answer is small beside the most there could be.
    """
    high = 1
    while high < most and not is_enough(high):
        high *= 2
    high = min(high, most)
    if not is_enough(high):
        return None
    low = -1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return high
