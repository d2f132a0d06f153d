"""Offers as figures: what each year pays, what is kept, side by side. Pure."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from tracker import planning
from tracker.offers import (
    HORIZON,
    LEAVING_MONTHS,
    kept_on_leaving,
    pay_by_year,
    short_money,
    verdict,
    years_to_vest,
)
from tracker.reports.coming import deadline_flag
from tracker.reports.offers import names, on_the_table, terms

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.models import Grant, Offer
    from tracker.offers import OfferTerms, Verdict, YearPay
    from tracker.reports.coming import Flag
    from tracker.search import Search

PARTS = {"Base": "salary", "Bonus": "bonus", "Shares": "equity", "Sign-on": "sign_on"}
"""What a part of pay is called on a page, and in `offers.YearPay`."""


class Compared(NamedTuple):
    """An offer with its name and its money."""

    name: str
    offer: Offer
    terms: OfferTerms


class Card(NamedTuple):
    """What is said of an offer at a glance."""

    name: str
    title: str
    flag: Flag
    four_years: str
    first_year: str
    note: str


def compared(search: Search) -> list[Compared]:
    """The offers on the table, by company and deadline."""
    live = on_the_table(search)
    return [
        Compared(name, offer, terms(search, offer))
        for name, offer in zip(names(search, live), live, strict=True)
    ]


def judged(offers: Sequence[Compared]) -> Verdict:
    """Which of the offers pays most, in one sentence."""
    return verdict([(each.name, each.terms) for each in offers])


def by_currency(offers: Sequence[Compared]) -> list[tuple[str, list[Compared]]]:
    """The offers of each currency, which alone can be compared."""
    in_order = sorted(offers, key=lambda each: each.terms.currency)
    return [
        (currency, list(same))
        for currency, same in groupby(in_order, lambda each: each.terms.currency)
    ]


def cards(search: Search, offers: Sequence[Compared], on: date) -> list[Card]:
    """Each offer at a glance."""
    return [_card(search, each, on) for each in offers]


def _card(search: Search, each: Compared, on: date) -> Card:
    first = pay_by_year(each.terms, 1)[0].total
    deadline = each.offer.deadline_on
    answer = f"Answer by {planning.day(deadline, on)}. " if deadline else ""
    written = "" if each.offer.in_writing else "Not in writing yet. "
    return Card(
        each.name,
        search.applications[each.offer.application_id].title,
        deadline_flag(deadline, on),
        short_money(kept_on_leaving(each.terms, HORIZON).total),
        f"{short_money(first)} in the first year",
        f"{answer}{written}{vesting(each.terms)}",
    )


def vesting(offer: OfferTerms) -> str:
    """What is peculiar about how an offer's shares vest, in one sentence."""
    if not offer.grants:
        return "No shares."
    equity = [pay.equity for pay in pay_by_year(offer, years_to_vest(offer))]
    whole = sum(equity, Decimal(0))
    cliff = min(grant.schedule.cliff_months for grant in offer.grants)
    if not whole:
        return "The shares are worth nothing so far."
    most = max(equity)
    share = f"{most / whole:.0%} of the shares vest in year {equity.index(most) + 1}"
    if most == equity[0] and most > equity[-1]:
        return f"Front-loaded: {share}."
    if most > equity[0]:
        return f"Back-loaded: {share}."
    return f"Nothing vests before month {cliff}." if cliff else "Shares vest evenly."


def years(offers: Sequence[Compared]) -> int:
    """How many years are shown: four, or more where a grant takes longer."""
    return max([HORIZON // 12, *(years_to_vest(each.terms) for each in offers)])


def pay_frame(offers: Sequence[Compared]) -> pd.DataFrame:
    """What each offer pays, by year and part.

    Returns:
        The columns `offer`, `year` (from 1), `part` and `amount`.
    """
    count = years(offers)
    return pd.DataFrame(
        [
            (each.name, pay.year, part, getattr(pay, field))
            for each in offers
            for pay in pay_by_year(each.terms, count)
            for part, field in PARTS.items()
        ],
        columns=["offer", "year", "part", "amount"],
    )


def kept_frame(offers: Sequence[Compared]) -> pd.DataFrame:
    """What is kept of each offer on leaving after each month.

    Returns:
        The columns `offer`, `month` (from 0) and `total`.
    """
    last = 12 * years(offers)
    return pd.DataFrame(
        [
            (each.name, month, kept_on_leaving(each.terms, month).total)
            for each in offers
            for month in range(last + 1)
        ],
        columns=["offer", "month", "total"],
    )


def years_table(offers: Sequence[Compared]) -> pd.DataFrame:
    """What each year pays, and all years up to it; a column an offer."""
    count = years(offers)
    paid = [pay_by_year(each.terms, count) for each in offers]
    single = {
        f"Year\u00a0{y}": [whole(pay[y - 1].total) for pay in paid] for y in _to(count)
    }
    running = {
        f"Years\u00a01\u00a0to\u00a0{y}": [whole(_sum(pay[:y])) for pay in paid]
        for y in _to(count)[1:]
    }
    return _table(offers, single | running)


def kept_table(offers: Sequence[Compared], *, shares_only: bool) -> pd.DataFrame:
    """What is kept on leaving after some months; a column an offer.

    Args:
        offers: Offers in one currency.
        shares_only: Leave out salary, bonus and sign-on money.
    """
    months = [*LEAVING_MONTHS, *(12 * year for year in _to(years(offers))[4:])]
    kept = {
        f"{month}\u00a0months": [kept_on_leaving(each.terms, month) for each in offers]
        for month in months
    }
    return _table(
        offers,
        {
            label: [whole(k.equity if shares_only else k.total) for k in row]
            for label, row in kept.items()
        },
    )


def facts_table(search: Search, offers: Sequence[Compared], on: date) -> pd.DataFrame:
    """What each offer says, side by side; a column an offer."""
    rows: dict[str, list[str]] = {
        "Title": [search.applications[e.offer.application_id].title for e in offers],
        "Base salary": [full(e.terms.base) for e in offers],
        "Target bonus": [_bonus(e.terms) for e in offers],
        "Sign-on bonus": [full(e.terms.sign_on) for e in offers],
        "Shares": [
            full(sum((g.value for g in e.terms.grants), Decimal(0))) for e in offers
        ],
        "Vesting": [
            "; ".join(grant_words(g) for g in search.grants_of.get(e.offer.id, ()))
            or "–"
            for e in offers
        ],
        "Answer by": [
            planning.day(e.offer.deadline_on, on) if e.offer.deadline_on else "–"
            for e in offers
        ],
        "In writing": ["yes" if e.offer.in_writing else "no" for e in offers],
    }
    return _table(offers, rows)


def _bonus(offer: OfferTerms) -> str:
    words = f"{percent(offer.bonus_target)} of base" if offer.bonus_target else "–"
    if offer.bonus_target and offer.bonus_payout != 1:
        words += f", {percent(offer.bonus_payout)} of it expected"
    return words


def grant_words(grant: Grant) -> str:
    """How a grant vests: 25/25/25/25, monthly, cliff 12 months."""
    shares = "/".join(_plain(Decimal(share)) for share in grant.shares_by_year)
    cadence = ", ".join(dict.fromkeys(grant.cadence))
    cliff = f", cliff {grant.cliff_months} months" if grant.cliff_months else ""
    return f"{shares}, {cadence}{cliff}"


def full(amount: Decimal) -> str:
    """Write an amount in full: 118,000, or 118,000.50."""
    return (
        f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    )


def whole(amount: Decimal) -> str:
    """Write an amount without cents: 99,833."""
    return f"{amount:,.0f}"


def percent(fraction: Decimal) -> str:
    """Write a fraction in percent: 12.5%."""
    return f"{_plain(100 * fraction)}%"


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _to(count: int) -> list[int]:
    return list(range(1, count + 1))


def _sum(paid: Sequence[YearPay]) -> Decimal:
    return sum((pay.total for pay in paid), Decimal(0))


def _table(offers: Sequence[Compared], rows: dict[str, list[str]]) -> pd.DataFrame:
    return pd.DataFrame.from_dict(
        rows, orient="index", columns=[each.name for each in offers]
    )
