"""Offers as figures: what each year pays, what is kept, side by side. Pure."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from tracker import planning
from tracker.offers import (
    HORIZON,
    Leaving,
    full_pay,
    kept_at,
    pay_by_year,
    short_money,
    years_to_vest,
)
from tracker.reports import comparing
from tracker.reports.coming import Flag, deadline_flag
from tracker.reports.comparing import COLUMNS, OWN_CURRENCY, Measure
from tracker.reports.offer_words import (
    bonus_of,
    full,
    grant_words,
    level_words,
    percent,
    sign_on_words,
    whole,
)
from tracker.worth import worth_by_year

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from tracker.offers import FullYear, OfferTerms
    from tracker.reports.comparing import Basis, Compared
    from tracker.search import Search

PARTS: dict[str, Callable[[FullYear], Decimal]] = {
    "Base": lambda year: year.received.salary,
    "Bonus": lambda year: year.received.bonus,
    "Shares": lambda year: year.received.equity,
    "Sign-on": lambda year: year.received.sign_on,
    "Benefits": lambda year: year.received.benefits.gains,
    "Taken off": lambda year: (
        -(
            year.received.haircut
            + year.received.benefits.costs
            + year.clawback
            + year.forfeited
        )
    ),
}
"""What a part of pay is called on a page, and where it is found; they sum to a year.
Taken off are the haircut, costs, sign-on money paid back and what leaving gives up."""
NOW = Flag("gray", ":material/work:", "Now")


class Card(NamedTuple):
    """What is said of an offer at a glance."""

    name: str
    title: str
    flag: Flag
    four_years: str
    first_year: str
    note: str


def cards(search: Search, offers: Sequence[Compared], on: date) -> list[Card]:
    """Each offer at a glance."""
    return [_card(search, each, on) for each in offers]


def _card(search: Search, each: Compared, on: date) -> Card:
    first = full_pay(each.terms, 1)[0].total
    four = short_money(kept_at(each.terms, Leaving(HORIZON)).kept)
    said = f"{short_money(first)} in the first year"
    if each.offer is None:
        return Card(each.name, "As it is now", NOW, four, said, vesting(each.terms))
    deadline = each.offer.deadline_on
    answer = f"Answer by {_deadline(each, on)}. " if deadline else ""
    written = "" if each.offer.in_writing else "Not in writing yet. "
    return Card(
        each.name,
        search.applications[each.offer.application_id].title,
        deadline_flag(deadline, on),
        four,
        said,
        f"{answer}{written}{_paid_back(each)}{vesting(each.terms)}",
    )


def _deadline(each: Compared, on: date) -> str:
    if each.offer is None or each.offer.deadline_on is None:
        return "–"
    day = planning.day(each.offer.deadline_on, on)
    clock = f"{each.offer.deadline_time} {each.offer.deadline_zone}".strip()
    return f"{day}, {clock}" if clock else day


def _paid_back(each: Compared) -> str:
    """Until when sign-on money is paid back, in one sentence."""
    ends = [
        bonus.paid_month + bonus.clawback.window_months
        for bonus in each.terms.sign_ons
        if bonus.clawback
    ]
    if not ends:
        return ""
    return f"Sign-on money is paid back if you leave within {max(ends)} months. "


def vesting(offer: OfferTerms) -> str:
    """What is peculiar about how an offer's shares vest, in one sentence."""
    if not offer.grants:
        return "No shares."
    equity = [pay.equity for pay in pay_by_year(offer, years_to_vest(offer))]
    whole_ = sum(equity, Decimal(0))
    cliff = min(grant.schedule.cliff_months for grant in offer.grants)
    if not whole_:
        return "The shares are worth nothing so far."
    most = max(equity)
    share = f"{most / whole_:.0%} of the shares vest in year {equity.index(most) + 1}"
    if most == equity[0] and most > equity[-1]:
        return f"Front-loaded: {share}."
    if most > equity[0]:
        return f"Back-loaded: {share}."
    return f"Nothing vests before month {cliff}." if cliff else "Shares vest evenly."


# ---- by year


def pay_frame(
    by: Basis, offers: Sequence[Compared], measure: Measure = Measure.NOMINAL
) -> pd.DataFrame:
    """What each offer pays, by year and part.

    Tax, prices, rates and time change every part of a year alike, so that the parts
    sum to the year's total by the measure.

    Returns:
        The columns `offer`, `year` (from 1), `part` and `amount`.
    """
    count = comparing.horizon(by, offers)
    return pd.DataFrame(
        [
            (each.name, year.year, part, amount(year) * factor)
            for each in offers
            for year, factor in zip(
                comparing.full_years(by, each, count),
                _factors(by, each, measure, count),
                strict=True,
            )
            for part, amount in PARTS.items()
        ],
        columns=["offer", "year", "part", "amount"],
    )


def _factors(by: Basis, each: Compared, measure: Measure, count: int) -> list[Decimal]:
    rows = comparing.worths(by, each, measure, count)
    return [
        getattr(row, COLUMNS[measure]) / row.nominal if row.nominal else Decimal(1)
        for row in rows
    ]


def years_table(
    by: Basis, offers: Sequence[Compared], measure: Measure = Measure.NOMINAL
) -> pd.DataFrame:
    """What each year pays, and all years up to it; a column an offer."""
    count = comparing.horizon(by, offers)
    paid = [comparing.by_year(by, each, measure, count) for each in offers]
    single = {f"Year\u00a0{y}": [whole(pay[y - 1]) for pay in paid] for y in _to(count)}
    running = {
        f"Years\u00a01\u00a0to\u00a0{y}": [
            whole(sum(pay[:y], Decimal(0))) for pay in paid
        ]
        for y in _to(count)[1:]
    }
    return _table(offers, single | running)


def steps_table(by: Basis, each: Compared, measure: Measure) -> pd.DataFrame:
    """One offer opened: every part and step of every year, to the cent."""
    count = comparing.horizon(by, [each])
    years = comparing.full_years(by, each, count)
    looked = (
        comparing.own_view(by) if measure in OWN_CURRENCY else comparing.view(by, each)
    )
    columns = {}
    for year, row in zip(years, worth_by_year(years, looked), strict=True):
        got = year.received
        columns[f"Year\u00a0{year.year}"] = {
            "Salary": got.salary,
            "Bonus expected": got.bonus,
            "Sign-on": got.sign_on,
            "Shares at market price": got.equity,
            "Haircut": -got.haircut,
            "Benefits": got.benefits.gains,
            "Costs": -got.benefits.costs,
            "Paid back": -year.clawback,
            "Given up at the current job": -year.forfeited,
            "= Before tax": row.nominal,
            "Tax": -row.tax,
            "= After tax": row.after_tax,
            f"In {looked.currency or each.terms.currency}": row.converted,
            "In my prices": row.adjusted,
            "Present value": row.present,
        }
    return pd.DataFrame(columns).map(lambda amount: f"{amount:,.2f}")


def basis_said(by: Basis, measure: Measure) -> str:
    """What a measure takes into account, with where each number is from."""
    said = ["In the currency of each offer" if measure in OWN_CURRENCY else ""]
    steps = list(Measure)[1 : list(Measure).index(measure) + 1]
    said += [_step(by, step) for step in steps]
    sentence = "; ".join(bit for bit in said if bit)
    return f"{sentence}." if sentence else ""


def _step(by: Basis, step: Measure) -> str:
    return {
        Measure.AFTER_TAX: _tax_said,
        Measure.CONVERTED: _rates_said,
        Measure.ADJUSTED: _prices_said,
        Measure.PRESENT: _discount_said,
    }[step](by)


def _tax_said(by: Basis) -> str:
    if by.assumed.tax is None:
        return "no tax rates entered, so as before tax"
    return f"less tax at my marginal rates{_from(by.assumed.tax)}"


def _rates_said(by: Basis) -> str:
    rates = ", ".join(
        f"1 {rate.base} = {rate.rate:f} {rate.quote} on {planning.plain_day(rate.on)}"
        + (f" ({rate.source})" if rate.source else "")
        for rate in by.rates
    )
    return f"in {by.currency}" + (f" at {rates}" if rates else "")


def _prices_said(by: Basis) -> str:
    home = by.level(by.assumed.home_place)
    if home is None:
        return "no home place chosen, so prices change nothing"
    return (
        f"at prices of {home.place} ({home.level:f}, {home.reference}, "
        f"{planning.said_day(home.as_of)}, {home.source})"
    )


def _discount_said(by: Basis) -> str:
    given = by.assumed.discount
    if given is None:
        return "no discount rate entered, so as if paid today"
    rate = percent(given.rate)
    return f"discounted at {rate} a year, paid at year-ends{_from(given)}"


def _from(sourced: object) -> str:
    """Where a number is from: (my payslip, 1 Mar 2026)."""
    on = str(getattr(sourced, "on", None) or "")
    bits = [getattr(sourced, "source", ""), planning.said_day(on)]
    words = ", ".join(bit for bit in bits if bit)
    return f" ({words})" if words else ""


# ---- side by side


def facts_table(search: Search, offers: Sequence[Compared], on: date) -> pd.DataFrame:
    """What tells the offers apart, side by side; all, where nothing does.

    A column an offer: what `alike` says would only make it longer on a phone.
    """
    rows = _facts(search, offers, on)
    told = {what: said for what, said in rows.items() if len(set(said)) > 1}
    return _table(offers, told or rows)


def alike(search: Search, offers: Sequence[Compared], on: date) -> str:
    """What all offers say alike, in one sentence; empty where the table has it."""
    rows = _facts(search, offers, on)
    same = [
        f"{what}: {'none' if said[0] in {'–', '0'} else said[0]}"
        for what, said in rows.items()
        if len(set(said)) == 1
    ]
    if not same or len(same) == len(rows):
        return ""
    return f"The same in each. {'; '.join(same)}."


def _facts(
    search: Search, offers: Sequence[Compared], on: date
) -> dict[str, list[str]]:
    """What each offer says, by what it is about."""
    rows: dict[str, list[str]] = {
        "Title": [
            search.applications[e.offer.application_id].title if e.offer else "–"
            for e in offers
        ],
        "Level": [level_words(e) for e in offers],
        "Place": [e.given.location or "–" for e in offers],
        "Base salary": [full(e.terms.base) for e in offers],
        "Target bonus": [bonus_of(e.terms) for e in offers],
        "Sign-on bonus": [sign_on_words(e) for e in offers],
        "Shares": [
            full(sum((g.value for g in e.terms.grants), Decimal(0))) for e in offers
        ],
        "Vesting": [
            "; ".join(grant_words(g) for g in e.given.grants) or "–" for e in offers
        ],
        "Answer by": [_deadline(e, on) for e in offers],
        "In writing": [
            "–" if e.offer is None else "yes" if e.offer.in_writing else "no"
            for e in offers
        ],
    }
    plain = {"Level", "Place"}
    return {k: row for k, row in rows.items() if k not in plain or set(row) != {"–"}}


def _to(count: int) -> list[int]:
    return list(range(1, count + 1))


def _table(offers: Sequence[Compared], rows: dict[str, list[str]]) -> pd.DataFrame:
    return pd.DataFrame.from_dict(
        rows, orient="index", columns=[each.name for each in offers]
    )
