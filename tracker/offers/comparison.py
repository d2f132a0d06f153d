"""Which offer pays most, in one sentence that its figures bear out. Pure."""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from tracker.offers.leaving import HORIZON
from tracker.offers.pay import kept_on_leaving, short_money

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from tracker.offers.terms import OfferTerms

TIE = Fraction(5, 100)
"""Totals this close count as equal: another calculator treats < 5 % as noise
(watchpalm.com; totalcompcalc.pages.dev uses 2 %)."""
MOST_NAMED = 3
"""As many equal offers as a title names; of more it gives the number."""


class Verdict(NamedTuple):
    """How offers compare on money. May hold names as a searcher typed them."""

    title: str
    basis: str


def verdict(offers: Sequence[tuple[str, OfferTerms]]) -> Verdict:
    """Say in one sentence which offer pays most, and on what basis.

    Every month from 1 to 48 is looked at, so "however long you stay" holds for
    the months of the table and for those between them.

    Args:
        offers: A name to show, such as the company's, and the terms.
    """
    if not offers:
        return Verdict("No offer to compare yet.", "Record the first one.")
    currencies = sorted({terms.currency for _, terms in offers})
    if len(currencies) > 1:
        return Verdict(
            "The offers are in different currencies: not compared.",
            f"{_listed(currencies)}; no exchange rate is assumed.",
        )
    kept = {
        name: [kept_on_leaving(terms, month).total for month in range(1, HORIZON + 1)]
        for name, terms in offers
    }
    basis = "Before tax, at a constant share price, with no sign-on bonus paid back."
    return kept_verdict(kept, currencies[0], basis)


def kept_verdict(
    kept: Mapping[str, list[Decimal]], currency: str, basis: str
) -> Verdict:
    """Say which offer pays most, of what is kept on leaving after each month.

    Args:
        kept: By offer: after 1 to 48 months, all in one currency.
        currency: Of the amounts.
        basis: What is counted in them, in one sentence.
    """
    if not kept:
        return Verdict("No offer to compare yet.", "Record the first one.")
    rows = list(kept.values())
    totals = ", ".join(f"{name} {short_money(row[-1])}" for name, row in kept.items())
    said = f"{currency} over four years: {totals}. {basis}"
    return Verdict(_title(list(kept), rows), said)


def is_tie(one: Decimal, other: Decimal) -> bool:
    """Say whether two amounts are within 5 % of the larger: a tie on money."""
    low, high = sorted((Fraction(one), Fraction(other)))
    return high - low <= TIE * abs(high)


def _title(names: list[str], kept: list[list[Decimal]]) -> str:
    best = max(row[-1] for row in kept)
    close = [index for index, row in enumerate(kept) if _is_close(row[-1], best)]
    leaders = [_leader(month) for month in zip(*kept, strict=True)]
    if len(names) == 1:
        return f"{names[0]} is the only offer so far."
    if len(close) > 1:
        return _tie_title(names, [kept[index] for index in close], close, leaders)
    runs = [(who, len(list(run))) for who, run in groupby(leaders)]
    winner = names[close[0]]
    if len(runs) == 1:
        return f"{winner} pays most, however long you stay."
    first, months = runs[0]
    if len(runs) == 2 and first is not None:
        return f"{names[first]} pays most for {_span(months)}, {winner} after that."
    since = HORIZON - runs[-1][1]
    return (
        f"{winner} pays most if you stay longer than {_span(since)}; before that it "
        "depends on when you leave."
    )


def _tie_title(
    names: list[str],
    kept: list[list[Decimal]],
    close: list[int],
    leaders: list[int | None],
) -> str:
    """Word a tie over the horizon, and whether it is one before that too."""
    who = _listed([names[index] for index in close])
    if len(close) > MOST_NAMED:
        is_all = len(close) == len(names)
        who = f"all {len(close)}" if is_all else f"{len(close)} of {len(names)}"
    months = zip(*kept, strict=True)
    always = all(_is_close(min(month), max(month)) for month in months)
    if always and set(leaders) <= {*close, None}:
        return f"Close: {who} are within 5% however long you stay, a tie on money."
    tie = f"Close: {who} are within 5% over four years, a tie on money"
    early = set(leaders[:-1])
    leader = early.pop() if len(early) == 1 else None
    if leader is None:
        return f"{tie}; leave earlier and what you keep differs."
    return f"{tie}; {names[leader]} pays most if you leave earlier."


def _is_close(amount: Decimal, best: Decimal) -> bool:
    return Fraction(best) - Fraction(amount) <= TIE * Fraction(best)


def _leader(amounts: Sequence[Decimal]) -> int | None:
    """Give the index of the largest amount, None if two share it."""
    best = max(amounts)
    return amounts.index(best) if amounts.count(best) == 1 else None


def _span(months: int) -> str:
    years, rest = divmod(months, 12)
    if rest:
        return "a month" if months == 1 else f"{months} months"
    return ("a year", "two years", "three years", "four years")[years - 1]


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"
