"""What becomes of an offer if the share price moves, one leaves, or a startup exits.

Pure.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from tracker import equity, terms
from tracker.errors import InvalidError
from tracker.offers import (
    HAIRCUTS,
    TENURES,
    Leaving,
    by_price,
    exercise_cost,
    expected,
    kept_at,
    tenures,
)
from tracker.reports.offer_words import full, percent, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.equity import PayoutTable
    from tracker.inputs import GrantIn
    from tracker.reports.comparing import Basis, Compared


class Startup(NamedTuple):
    """A grant of a company that is not traded, over its exits."""

    offer: str
    grant: str
    table: PayoutTable | None
    problem: str
    """Why there is no table; empty if there is one."""
    basis: str


def scenarios_table(by: Basis, offers: Sequence[Compared]) -> pd.DataFrame:
    """The horizon's total at each change of the share price; a row a change."""
    columns = {
        each.name: [
            whole(scenario.total)
            for scenario in by_price(each.terms, by.years, by.prices, by.scenarios)
        ]
        for each in offers
    }
    rows = [f"Shares {_signed(change)}" for change in by.scenarios]
    return pd.DataFrame(columns, index=rows)


def tenures_table(by: Basis, offers: Sequence[Compared]) -> pd.DataFrame:
    """What is kept after short and long stays, and on average; a row a stay."""
    attrition = by.assumed.attrition.rate if by.assumed.attrition else None
    rows: dict[str, list[str]] = {
        f"Stay {month} months": [
            whole(kept_at(each.terms, Leaving(month), by.prices).kept)
            for each in offers
        ]
        for month in TENURES
    }
    if attrition is not None:
        stays = tenures(attrition, by.years)
        label = f"On average, if {percent(attrition)} leave a year"
        rows[label] = [
            whole(expected(each.terms, stays, by.prices).mean) for each in offers
        ]
    return pd.DataFrame.from_dict(
        rows, orient="index", columns=[each.name for each in offers]
    )


def haircut_words() -> list[str]:
    """Published discounts to start from, each with its source."""
    return [f"{each.name}: {percent(each.share)} ({each.source})." for each in HAIRCUTS]


def exercise_words(offers: Sequence[Compared], month: int = 24) -> list[str]:
    """The cash that exercising vested options takes on leaving, a sentence each."""
    said = []
    for each in offers:
        cost = exercise_cost(each.terms, month)
        if cost:
            options = (grant.options for grant in each.terms.grants)
            days = min(own.window_days for own in options if own is not None)
            said.append(
                f"{each.name}: leaving after {month} months, exercising what vested "
                f"takes {full(cost)} {each.terms.currency} within {days} days."
            )
    return said


def startups(by: Basis, offers: Sequence[Compared]) -> list[Startup]:
    """The payout table of each grant of a company that is not traded."""
    return [
        _startup(by, each.name, grant)
        for each in offers
        for grant in each.given.grants
        if grant.company is not None
    ]


def payout_frame(found: PayoutTable) -> pd.DataFrame:
    """A payout table, by exit, to show."""
    return pd.DataFrame(
        {
            "Exit": [full(row.exit) for row in found.rows],
            "Chance": [percent(row.chance) for row in found.rows],
            "A common share gets": [f"{row.price:,.2f}" for row in found.rows],
            "My gain": [whole(row.gain) for row in found.rows],
        }
    )


def payout_words(found: PayoutTable, currency: str) -> str:
    """The mean beside the median, which is usually nothing."""
    return (
        f"Median {whole(found.median)}, mean {whole(found.mean)}, today worth "
        f"{whole(found.present)} {currency}; nothing at all with a chance of "
        f"{percent(found.chance_of_nothing)}."
    )


def _startup(by: Basis, offer: str, grant: GrantIn) -> Startup:
    named = grant.name or ("options" if grant.options else "shares")
    company = grant.company
    if company is None:  # the caller asks for none
        return Startup(offer, named, None, "Not a private company.", "")
    try:
        outcomes = terms.outcomes(company)
        if not outcomes:
            raise InvalidError(  # noqa: TRY301 - one way to say why there is no table
                "No exits can be worked out: give exits with their chances, or the "
                "last preferred price."
            )
        table = equity.payout_table(
            terms.company(company),
            terms.holding(grant),
            outcomes,
            discount=by.discount,
            years=company.years,
        )
    except InvalidError as error:
        return Startup(offer, named, None, str(error), "")
    return Startup(offer, named, table, "", _basis(by, grant))


def _basis(by: Basis, grant: GrantIn) -> str:
    company = grant.company
    if company is None:
        return ""
    rounds = ", ".join(percent(each.dilution) for each in company.rounds)
    exits = (
        "exits as entered"
        if company.outcomes
        else "exits as multiples of the last round (over 21,000 financings of 2004 to "
        "2013, Correlation Ventures by sethlevine.com)"
    )
    preferred = "; ".join(
        f"{each.name or 'preferred'}: {full(each.shares)} shares, preference "
        f"{full(each.preference)}, {each.participation}"
        for each in company.preferred
    )
    bits = [
        f"{full(company.fully_diluted or Decimal(0))} fully diluted",
        preferred,
        f"later rounds sell {rounds}" if rounds else "no later round assumed",
        exits,
        f"{company.years} years to the exit at {percent(by.discount)} a year",
        company.source,
    ]
    return f"{'; '.join(bit for bit in bits if bit)}. All of the grant vested."


def _signed(change: Decimal) -> str:
    return "as today" if not change else f"{change * 100:+.0f}%"
