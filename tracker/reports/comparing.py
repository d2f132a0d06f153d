"""The offers on the table, counted alike: after tax, in one currency, today. Pure.

Everything that no offer says (tax rates, exchange rates, price levels, a discount) is
an assumption of the searcher's; without one a step changes nothing, and that is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from tracker import benchmarks, terms, worth
from tracker.errors import InvalidError
from tracker.offers import (
    HORIZON,
    SCENARIOS,
    Prices,
    Verdict,
    cents,
    forfeited,
    full_pay,
    growing,
    kept_curve,
    kept_verdict,
    years_to_vest,
)
from tracker.planning import plain_day
from tracker.reports.offers import as_given, names, on_the_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.inputs import AssumptionsIn, CurrentJobIn, TermsIn
    from tracker.models import Offer
    from tracker.offers import Forfeited, FullYear, KeptAt, OfferTerms
    from tracker.search import Search

ZERO = Decimal(0)


class Measure(StrEnum):
    """How money is counted; each takes one step more than the one before it."""

    NOMINAL = "Before tax"
    AFTER_TAX = "After tax"
    CONVERTED = "In one currency"
    ADJUSTED = "In my prices"
    PRESENT = "Present value"


COLUMNS = {
    Measure.NOMINAL: "nominal",
    Measure.AFTER_TAX: "after_tax",
    Measure.CONVERTED: "converted",
    Measure.ADJUSTED: "adjusted",
    Measure.PRESENT: "present",
}
"""The column of a `worth.WorthYear` for each measure."""
OWN_CURRENCY = frozenset({Measure.NOMINAL, Measure.AFTER_TAX})
"""Measures that stay in the currency of each offer."""


class Compared(NamedTuple):
    """An offer, or the current job, with its name and its money."""

    name: str
    offer: Offer | None
    """None for the current job."""
    terms: OfferTerms
    given: TermsIn


@dataclass(frozen=True)
class Basis:
    """What offers are compared by."""

    assumed: AssumptionsIn
    currency: str
    """Of the comparison; empty where neither set nor the same in all offers."""
    years: int
    taxes: worth.Taxes | None
    rates: tuple[worth.ExchangeRate, ...]
    levels: tuple[worth.PriceLevel, ...]
    """The searcher's own before those that are shipped."""
    prices: Prices

    @property
    def discount(self) -> Decimal:
        """Yearly, as a fraction; 0 unless set."""
        return self.assumed.discount.rate if self.assumed.discount else ZERO

    @property
    def scenarios(self) -> tuple[Decimal, ...]:
        """Changes of the share price to look at: own ones, or the shipped ones."""
        return tuple(self.assumed.scenarios) or SCENARIOS

    def level(self, place: str) -> worth.PriceLevel | None:
        """Find the price level of a place; None if there is none of that name."""
        wanted = place.casefold()
        found = (each for each in self.levels if each.place.casefold() == wanted)
        return next(found, None) if place else None


@lru_cache(maxsize=1)
def shipped_levels() -> tuple[worth.PriceLevel, ...]:
    """The price levels that are shipped, each with its source."""
    return tuple(worth.load_price_levels(benchmarks.FOLDER / "price_levels.csv"))


# ---- what is compared, and by what


def basis(search: Search) -> Basis:
    """What the offers are compared by, as the searcher assumes it."""
    given = terms.assumed(search.assumptions)
    currencies = {offer.currency for offer in on_the_table(search)}
    common = currencies.pop() if len(currencies) == 1 else ""
    years = given.years or terms.YEARS
    path = growing(given.growth.rate, years) if given.growth else ()
    return Basis(
        given,
        given.currency or common or search.searcher.currency,
        years,
        terms.taxes(given),
        tuple(terms.exchange(given)),
        (*terms.price_levels(given), *shipped_levels()),
        Prices(path=path),
    )


def compared(search: Search, on: date | None = None) -> list[Compared]:
    """The offers on the table, by company and deadline; the current job comes last.

    What leaving the current job gives up is taken off each offer in its first year,
    unless staying is compared as well: then its shares still vest there.

    Args:
        search: The search.
        on: The day, by which the current job's months of service are counted.
    """
    given = terms.assumed(search.assumptions)
    years = given.years or terms.YEARS
    haircut = given.haircut.rate if given.haircut else ZERO
    live = on_the_table(search)
    lost = given_up(given.current, on, given.stay, haircut)
    found = []
    for name, offer in zip(names(search, live), live, strict=True):
        facts = as_given(search, offer)
        taken = _taken_off(given, lost, facts.currency)
        money = terms.offer_terms(facts, years=years, haircut=haircut, forfeits=taken)
        found.append(Compared(name, offer, money, facts))
    if given.current is not None and given.stay and found:
        found.append(_staying(given.current, on, years, haircut, found))
    return found


def forfeits(search: Search, on: date | None) -> Forfeited | None:
    """What leaving the current job today gives up; None if it is not recorded."""
    given = terms.assumed(search.assumptions)
    if given.current is None:
        return None
    return forfeited(terms.offer_terms(given.current), served(given.current, on))


def given_up(
    job: CurrentJobIn | None, on: date | None, stay: object, haircut: Decimal
) -> Forfeited | None:
    """What leaving gives up where that is taken off the offers."""
    if job is None or stay:
        return None
    return forfeited(terms.offer_terms(job, haircut=haircut), served(job, on))


def _taken_off(given: AssumptionsIn, lost: Forfeited | None, to: str) -> Decimal:
    """What leaving gives up, in the currency of an offer; 0 where no rate is known.

    An offer whose rate is missing is named as not comparable anyway.
    """
    if lost is None or given.current is None:
        return ZERO
    try:
        rate = worth.exchange_for(given.current.currency, to, terms.exchange(given))
    except InvalidError:
        return ZERO
    if rate is None:
        return lost.total
    return cents(worth.converted(Fraction(lost.total), rate, to))


def served(job: CurrentJobIn, on: date | None) -> int:
    """Full months of service in the current job."""
    if job.started_on is None or on is None or on < job.started_on:
        return 0
    begun = job.started_on
    months = 12 * (on.year - begun.year) + on.month - begun.month
    return months - (on.day < begun.day)


def _staying(
    job: CurrentJobIn,
    on: date | None,
    years: int,
    haircut: Decimal,
    others: Sequence[Compared],
) -> Compared:
    """The current job as from today: what had vested or was paid does not count."""
    month = served(job, on)
    grants = [
        each.model_copy(update={"starts_month": max(-120, each.starts_month - month)})
        for each in job.grants
    ]
    bonuses = [
        each.model_copy(update={"paid_month": each.paid_month - month})
        for each in job.sign_ons
        if each.paid_month > month
    ]
    update = {"grants": grants, "sign_ons": bonuses, "sign_on": ZERO}
    given = job.model_copy(update=update)
    name = job.name
    while name in {each.name for each in others}:
        name = f"{name} (now)"
    return Compared(
        name, None, terms.offer_terms(given, years=years, haircut=haircut), given
    )


# ---- counted alike


def view(by: Basis, each: Compared) -> worth.View:
    """How one offer's pay is looked at.

    Raises:
        InvalidError: If no rate from its currency was entered, or two places are
            measured against different averages.
    """
    here, there = by.level(each.given.price_place), by.level(by.assumed.home_place)
    to = by.currency or each.terms.currency
    known = here is not None and there is not None
    return worth.View(
        taxes=by.taxes,
        exchange=worth.exchange_for(each.terms.currency, to, by.rates),
        currency=to,
        here=here if known else None,
        there=there if known else None,
        discount=by.discount,
    )


def own_view(by: Basis) -> worth.View:
    """How an offer is looked at in its own currency."""
    return worth.View(taxes=by.taxes, discount=by.discount)


def comparable(
    by: Basis, offers: Sequence[Compared]
) -> tuple[list[Compared], list[str]]:
    """Part the offers into those that can be counted alike and why others cannot."""
    currencies = sorted({each.terms.currency for each in offers})
    if not by.currency and len(currencies) > 1:
        listed = ", ".join(currencies)
        cure = "choose the currency to compare in, under Assumptions."
        return [], [f"The offers are in {listed}: {cure}"]
    alike, problems = [], []
    for each in offers:
        try:
            view(by, each)
        except InvalidError as error:
            problems.append(f"{each.name}: {error}")
        else:
            alike.append(each)
    return alike, problems


def full_years(by: Basis, each: Compared, years: int | None = None) -> list[FullYear]:
    """Each year of an offer in full, at the share price expected."""
    return _full_pay(each.terms, years or by.years, by.prices)


def worths(
    by: Basis, each: Compared, measure: Measure, years: int | None = None
) -> list[worth.WorthYear]:
    """Each year of an offer in every column that a measure needs."""
    looked = own_view(by) if measure in OWN_CURRENCY else view(by, each)
    return worth.worth_by_year(full_years(by, each, years), looked)


def by_year(
    by: Basis, each: Compared, measure: Measure, years: int | None = None
) -> list[Decimal]:
    """What each year is worth by a measure, to the cent."""
    rows = worths(by, each, measure, years)
    return [getattr(row, COLUMNS[measure]) for row in rows]


def total(by: Basis, each: Compared, measure: Measure) -> Decimal:
    """What an offer is worth over the horizon, by a measure: its years summed."""
    return sum(by_year(by, each, measure), ZERO)


def curve(each: Compared, months: int = HORIZON) -> list[KeptAt]:
    """What is kept on leaving after each month from 0."""
    return _kept_curve(each.terms, months)


@lru_cache(maxsize=256)
def _full_pay(money: OfferTerms, years: int, prices: Prices) -> list[FullYear]:
    return full_pay(money, years, prices)


@lru_cache(maxsize=256)
def _kept_curve(money: OfferTerms, months: int) -> list[KeptAt]:
    return kept_curve(money, months)


# ---- in one sentence


def judged(offers: Sequence[Compared], by: Basis | None = None) -> Verdict:
    """Which of the offers keeps most, in one sentence.

    Args:
        offers: One or more; in one currency, or all with a rate to that of `by`.
        by: What they are compared by; its currency is not looked at without it.
    """
    currencies = sorted({each.terms.currency for each in offers})
    rows = {each.name: [at.kept for at in curve(each)[1:]] for each in offers}
    counted = _counted(offers)
    if len(currencies) < 2:
        return kept_verdict(rows, "".join(currencies), counted)
    if by is None or len(comparable(by, offers)[0]) < len(offers):
        return Verdict(
            "The offers are in different currencies: not compared.",
            f"{', '.join(currencies[:-1])} and {currencies[-1]}; no exchange rate is "
            "assumed: enter one below.",
        )
    for each in offers:
        rate = view(by, each).exchange
        if rate is not None:
            rows[each.name] = [
                cents(worth.converted(Fraction(amount), rate, by.currency))
                for amount in rows[each.name]
            ]
    return kept_verdict(rows, by.currency, f"{counted} {rates_said(by)}")


def rates_said(by: Basis) -> str:
    """Which exchange rates are used, each with its day and source."""
    return " ".join(
        f"1 {each.base} = {each.rate:f} {each.quote} on {plain_day(each.on)}"
        f"{f' ({each.source})' if each.source else ''}."
        for each in by.rates
    )


def _counted(offers: Sequence[Compared]) -> str:
    """What is counted in what is kept."""
    bits = ["Before tax", "at a constant share price"]
    if any(grant.haircut for each in offers for grant in each.terms.grants):
        bits.append("less your haircut")
    if any(each.given.benefits is not None for each in offers):
        bits.append("with benefits and costs")
    if any(each.terms.forfeits for each in offers):
        bits.append("less what leaving your job gives up")
    claws = any(b.clawback for each in offers for b in each.terms.sign_ons)
    ending = "sign-on bonuses paid back" if claws else "no sign-on bonus paid back"
    return f"{', '.join(bits)}, with {ending}."


def by_currency(offers: Sequence[Compared]) -> list[tuple[str, list[Compared]]]:
    """The offers of each currency, which alone can be compared without a rate."""
    in_order = sorted(offers, key=lambda each: each.terms.currency)
    return [
        (currency, list(same))
        for currency, same in groupby(in_order, lambda each: each.terms.currency)
    ]


def horizon(by: Basis | None, offers: Sequence[Compared]) -> int:
    """How many years are shown: as chosen; else four, or more where grants vest."""
    if by is not None and by.assumed.years:
        return by.assumed.years
    first = [
        years_to_vest(each.terms)
        for each in offers
        if each.given.refreshers is None and each.offer is not None
    ]
    return max([HORIZON // 12, *first])
