"""What pay is worth to one searcher: tax, currency, place and time. Pure.

Each step is a column that can be seen and checked: nominal - tax = after tax, then
x exchange rate, x price level of the reference place / of the job's place, then
discounted. The steps are exact; each column is rounded to the cent where it is
shown, and a total is the sum of the cents shown.

Nothing is fetched: rates of tax are the searcher's own, an exchange rate carries
its day, a price level its source, and each can be replaced by one's own.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tracker.errors import InvalidError
from tracker.offers import (
    CONSTANT,
    HORIZON,
    KeptAt,
    Leaving,
    cents,
    check_currency,
    kept_at,
    received,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from tracker.offers import FullYear, OfferTerms, Prices, Received

NOTHING = Fraction(0)
ZERO = Decimal(0)
MOST_LEVEL = 1000


class TaxBand(NamedTuple):
    """A marginal rate and the yearly income from which on it is paid."""

    above: Decimal
    rate: Decimal
    """As a fraction, 0 to 1."""


@dataclass(frozen=True)
class Taxes:
    """The searcher's own marginal rates, income tax and contributions together.

    One band from 0 is a flat rate. What an employer withholds from a bonus or a
    vest is not what is owed, so withholding rates do not belong here.
    """

    bands: tuple[TaxBand, ...]
    equity_rate: Decimal | None = None
    """A flat rate on equity instead of the bands, where it is taxed otherwise."""

    def __post_init__(self) -> None:
        if not self.bands or self.bands[0].above != 0:
            raise InvalidError(
                "The first tax band must start at 0: add one, with a rate of 0 if "
                "nothing is taken there."
            )
        edges = [band.above for band in self.bands]
        if not all(edge.is_finite() for edge in edges) or edges != sorted(set(edges)):
            raise InvalidError(
                "The tax bands do not rise: order them by the income they start at."
            )
        rates = [band.rate for band in self.bands]
        rates += [] if self.equity_rate is None else [self.equity_rate]
        for rate in rates:
            _check(rate, 0, 1, "A tax rate", "give 0 to 100 percent")


class PriceLevel(NamedTuple):
    """How dear a place is, against a reference that it shares with others."""

    place: str
    level: Decimal
    """100 is the reference."""
    reference: str
    """What 100 means, such as "United States = 100"."""
    as_of: str
    source: str
    kind: str = ""
    """State, metro area and so on."""


class ExchangeRate(NamedTuple):
    """How much of one currency another was worth on a day."""

    base: str
    quote: str
    rate: Decimal
    """1 `base` is this much `quote`."""
    on: date
    source: str = ""


@dataclass(frozen=True)
class View:
    """How one offer's pay is looked at; what is None changes nothing."""

    taxes: Taxes | None = None
    exchange: ExchangeRate | None = None
    """Into the currency of the comparison."""
    currency: str = ""
    """The currency of the comparison; needed with `exchange`."""
    here: PriceLevel | None = None
    """Where the job is."""
    there: PriceLevel | None = None
    """Where prices are those the searcher thinks in; needed with `here`."""
    discount: Decimal = ZERO
    """Yearly, as a fraction; the same for cash and equity: a haircut is separate."""

    def __post_init__(self) -> None:
        _check(self.discount, 0, 1, "The discount rate", "give 0 to 100 percent")
        if self.exchange is not None:
            _check_exchange(self.exchange, self.currency)
        if (self.here is None) != (self.there is None):
            raise InvalidError(
                "To adjust for prices, give the place of the job and the place whose "
                "prices you think in."
            )
        if self.here is not None and self.there is not None:
            price_factor(self.here, self.there)


class WorthYear(NamedTuple):
    """One year of pay in every column, to the cent."""

    year: int
    nominal: Decimal
    """The year's total, in the offer's currency."""
    tax: Decimal
    """On salary, bonus, sign-on and equity. Benefits are taken as untaxed, and what
    is paid back brings no tax back."""
    after_tax: Decimal
    """`nominal` less `tax`."""
    converted: Decimal
    """That in the currency of the comparison."""
    adjusted: Decimal
    """That at the prices of the reference place."""
    present: Decimal
    """That today, taken as paid at the end of the year."""


def tax_of(taxes: Taxes, income: Decimal, equity: Decimal) -> Decimal:
    """Give the tax of a year, to the cent.

    Args:
        taxes: The searcher's rates.
        income: Salary, bonus and sign-on bonuses of the year.
        equity: What vested, at market price: no tax office grants a haircut.
    """
    if taxes.equity_rate is not None:
        flat = Fraction(equity) * Fraction(taxes.equity_rate)
        return cents(_banded(taxes, Fraction(income)) + flat)
    return cents(_banded(taxes, Fraction(income) + Fraction(equity)))


def tax_until(
    terms: OfferTerms, month: int, taxes: Taxes, prices: Prices = CONSTANT
) -> Decimal:
    """Give the tax on all that was received by a month of service, to the cent.

    Each year of work is taxed by itself, the last one on the part of it that was
    worked: after whole years it is that of `worth_by_year`.
    """
    starts = [0, *range(12, month, 12)]
    ends = [*starts[1:], month]
    runs = [received(terms, end, prices) for end in ends]
    years = [runs[0], *(now.since(old) for old, now in pairwise(runs))]
    return sum((_tax_on(taxes, year) for year in years), cents(NOTHING))


def taxed_curve(
    terms: OfferTerms,
    taxes: Taxes,
    months: int = HORIZON,
    prices: Prices = CONSTANT,
) -> list[KeptAt]:
    """Give what is kept after tax on leaving after each month, from 0 to `months`.

    What is paid back brings no tax back: many contracts ask for the gross sum.
    """
    found = []
    for month in range(months + 1):
        at = kept_at(terms, Leaving(month), prices)
        tax = tax_until(terms, month, taxes, prices)
        found.append(KeptAt(month, at.before - tax, at.clawback, at.kept - tax))
    return found


def converted(amount: Fraction, exchange: ExchangeRate, to: str) -> Fraction:
    """Give an amount in the other currency of a rate, exactly.

    Raises:
        InvalidError: If the rate is not one, or does not lead to that currency.
    """
    _check_exchange(exchange, to)
    rate = Fraction(exchange.rate)
    return amount * rate if to == exchange.quote else amount / rate


def exchange_for(
    offered: str, to: str, rates: Sequence[ExchangeRate]
) -> ExchangeRate | None:
    """Find the rate from an offer's currency; None if it is the same already.

    Raises:
        InvalidError: If the searcher entered no rate between the two.
    """
    if offered == to:
        return None
    for rate in rates:
        if {rate.base, rate.quote} == {offered, to}:
            return rate
    raise InvalidError(
        f"No rate between {check_currency(offered)} and {check_currency(to)} was "
        "entered: add one with its day."
    )


def price_factor(here: PriceLevel, there: PriceLevel) -> Fraction:
    """Give by what to multiply pay at one place to buy the same at another.

    Raises:
        InvalidError: If the two levels are not measured against the same.
    """
    for place in (here, there):
        _check(
            place.level,
            1,
            MOST_LEVEL,
            f"The price level of “{place.place[:60]}”",
            "100 is the average",
        )
    if here.reference != there.reference:
        raise InvalidError(
            f"The price levels of “{here.place[:60]}” and “{there.place[:60]}” are "
            "measured against different averages: enter your own level for one."
        )
    return Fraction(there.level) / Fraction(here.level)


def present_value(amounts: Sequence[Decimal], rate: Decimal) -> Decimal:
    """Give what yearly amounts are worth today, the first paid in a year's time.

    Each is rounded to the cent, so that the sum is that of the amounts shown.

    Args:
        amounts: One for each year.
        rate: Yearly, as a fraction above -1.
    """
    each = (
        cents(_discounted(Fraction(amount), rate, year))
        for year, amount in enumerate(amounts, start=1)
    )
    return sum(each, cents(NOTHING))


def worth_by_year(
    years: Sequence[FullYear], view: View | None = None
) -> list[WorthYear]:
    """Give each year of an offer in every column."""
    return [_worth(year, view or View()) for year in years]


def total_worth(years: Sequence[FullYear], view: View | None = None) -> Decimal:
    """Give the last column, summed: what break-even and comparison go by."""
    present = (year.present for year in worth_by_year(years, view))
    return sum(present, cents(NOTHING))


def load_price_levels(path: Path) -> list[PriceLevel]:
    """Read the price levels that are shipped, or a file of one's own like it.

    Args:
        path: A CSV file with the columns place, kind, level, reference, as_of and
            source.

    Raises:
        InvalidError: If a level is not one.
    """
    with path.open(encoding="utf-8", newline="") as file:
        return [_price_level(row) for row in csv.DictReader(file)]


def _worth(year: FullYear, view: View) -> WorthYear:
    tax = cents(NOTHING)
    if view.taxes is not None:
        tax = _tax_on(view.taxes, year.received)
    after = year.total - tax
    exact = Fraction(after)
    if view.exchange is not None:
        exact = converted(exact, view.exchange, view.currency)
    real = exact
    if view.here is not None and view.there is not None:
        real = exact * price_factor(view.here, view.there)
    today = _discounted(real, view.discount, year.year)
    columns = (cents(each) for each in (exact, real, today))
    return WorthYear(year.year, year.total, tax, after, *columns)


def _tax_on(taxes: Taxes, got: Received) -> Decimal:
    return tax_of(taxes, got.salary + got.bonus + got.sign_on, got.equity)


def _banded(taxes: Taxes, income: Fraction) -> Fraction:
    """Give the tax that the bands take from a yearly income."""
    tops = [Fraction(band.above) for band in taxes.bands[1:]]
    tax = NOTHING
    for band, top in zip(taxes.bands, [*tops, income], strict=True):
        within = min(income, top) - Fraction(band.above)
        tax += max(NOTHING, within) * Fraction(band.rate)
    return tax


def _discounted(amount: Fraction, rate: Decimal, year: int) -> Fraction:
    return amount / (1 + Fraction(rate)) ** year


def _check_exchange(exchange: ExchangeRate, to: str) -> None:
    for code in (exchange.base, exchange.quote, to):
        check_currency(code)
    if to not in {exchange.base, exchange.quote}:
        raise InvalidError(
            f"The rate of {exchange.base} in {exchange.quote} does not lead to {to}: "
            "enter one that does."
        )
    name = f"The rate of {exchange.base} in {exchange.quote}"
    if not exchange.rate.is_finite() or exchange.rate <= 0:
        raise InvalidError(f"{name} must be above 0.")


def _check(number: Decimal, low: int, high: int, what: str, cure: str) -> None:
    if not number.is_finite() or not low <= number <= high:
        raise InvalidError(f"{what} is out of range: {cure}.")


def _price_level(row: dict[str, str]) -> PriceLevel:
    try:
        level = Decimal(row["level"])
        found = PriceLevel(
            row["place"],
            level,
            row["reference"],
            row["as_of"],
            row["source"],
            row["kind"],
        )
    except (KeyError, InvalidOperation):
        raise InvalidError(
            "A row of the price levels has no level, place or source: compare it "
            "with the shipped file."
        ) from None
    price_factor(found, found)
    return found
