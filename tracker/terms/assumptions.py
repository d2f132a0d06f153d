"""Assumptions, as the rules see them. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import offers, worth
from tracker.errors import InvalidError
from tracker.terms.common import at
from tracker.terms.rules import check

if TYPE_CHECKING:
    from tracker.inputs import AssumptionsIn


def taxes(given: AssumptionsIn) -> worth.Taxes | None:
    """Give the searcher's marginal rates, if they were entered."""
    if given.tax is None:
        return None
    bands = tuple(worth.TaxBand(each.above, each.rate) for each in given.tax.bands)
    return worth.Taxes(bands, given.tax.equity_rate)


def exchange(given: AssumptionsIn) -> list[worth.ExchangeRate]:
    """Give the exchange rates that were entered, each with its day.

    Raises:
        InvalidError: If one has no day: a rate without one cannot be trusted.
    """
    found = []
    for place, each in enumerate(given.exchange):
        with at(f"exchange.{place}"):
            if each.on is None:
                raise InvalidError(
                    f"The rate of {each.base} in {each.quote} has no day: say of which "
                    "day it is.",
                    field="on",
                )
            for code in (each.base, each.quote):
                offers.check_currency(code)
        rate = worth.ExchangeRate(
            each.base, each.quote, each.rate, each.on, each.source
        )
        found.append(rate)
    return found


def price_levels(given: AssumptionsIn) -> list[worth.PriceLevel]:
    """Give the searcher's own price levels."""
    return [
        worth.PriceLevel(
            each.place,
            each.level,
            each.reference,
            str(each.on or ""),
            each.source or "my own figure",
        )
        for each in given.price_levels
    ]


def check_assumptions(given: AssumptionsIn) -> None:
    """Refuse assumptions that could not be.

    Raises:
        InvalidError: With the field it is about.
    """
    with at("tax"):
        taxes(given)
    exchange(given)
    if given.currency:
        with at("currency"):
            offers.check_currency(given.currency)
    if given.current is not None:
        with at("current"):
            check(given.current)
