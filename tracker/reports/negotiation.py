"""What to take into a negotiation: what to ask, what is in writing. Pure.

The reservation value (below it one walks away) and the target (what one asks for) are
kept apart: who mixes them up settles at the first.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from tracker import decisions, worth
from tracker.inputs import OfferIn
from tracker.offers import Prices, full_pay
from tracker.planning import plain_day
from tracker.reports import comparing
from tracker.reports.comparing import Measure
from tracker.reports.offer_words import (
    benefit_words,
    bonus_of,
    company_words,
    full,
    grant_words,
    level_words,
    option_words,
    percent,
    sign_on_words,
    whole,
)
from tracker.terms import offer_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from tracker.decisions import Need
    from tracker.offers import OfferTerms
    from tracker.reports.comparing import Basis, Compared
    from tracker.search import Search
    from tracker.worth import View

COUNTED = Measure.PRESENT
"""How money is counted where offers are made equal."""
TODAY = Decimal(100)


class BreakEven(NamedTuple):
    """What one offer would need to be worth as much as the best."""

    name: str
    currency: str
    worth: Decimal
    """By `COUNTED`, over the horizon, in the currency of the comparison."""
    gap: Decimal
    needs: list[Need]
    price: Decimal | None
    """Share price in percent of today's that closes the gap; None if none does."""


class Promise(NamedTuple):
    """Something that was promised."""

    key: str
    """Of a term; empty for a promise of its own."""
    what: str
    in_writing: bool


class Difference(NamedTuple):
    """What a counter-offer changed."""

    number: int
    on: date
    rows: list[tuple[str, str, str]]
    """What, before, after."""


# ---- break-even


def break_even(by: Basis, offers: Sequence[Compared]) -> list[BreakEven]:
    """What each offer needs to be worth as much as the best, the nearest first.

    Args:
        by: What they are compared by.
        offers: Those that can be counted alike; the current job needs nothing.
    """
    if len(offers) < 2:
        return []
    totals = {each.name: comparing.total(by, each, COUNTED) for each in offers}
    target = max(totals.values())
    found = [
        _break_even(by, each, totals[each.name], target)
        for each in offers
        if totals[each.name] < target and each.offer is not None
    ]
    return sorted(found, key=lambda each: (each.gap, each.name))


def _break_even(by: Basis, each: Compared, own: Decimal, target: Decimal) -> BreakEven:
    key = (each.terms, by.years, by.prices, comparing.view(by, each), target)
    needs, price = _needed(*key)
    return BreakEven(each.name, each.terms.currency, own, target - own, needs, price)


@lru_cache(maxsize=128)
def _needed(
    money: OfferTerms, years: int, prices: Prices, view: View, target: Decimal
) -> tuple[list[Need], Decimal | None]:
    def measure(each: OfferTerms) -> Decimal:
        return worth.total_worth(full_pay(each, years, prices), view)

    def priced(each: OfferTerms, moved: Prices) -> Decimal:
        at = Prices(moved.change, prices.path)
        return worth.total_worth(full_pay(each, years, at), view)

    found = decisions.needs(money, target, measure)
    if not money.grants:
        return found, None
    return found, decisions.price_needed(money, TODAY, target, priced)


def break_even_table(found: Sequence[BreakEven]) -> pd.DataFrame:
    """What each offer needs of one thing, all else equal."""
    rows = {}
    for each in found:
        row = {"Worth less by": whole(each.gap)}
        for need in each.needs:
            row[f"More {need.lever.value}"] = (
                f"{full(need.more)} {each.currency}, to {full(need.total)}"
            )
        row["Or a share price of"] = (
            "–" if each.price is None else f"{each.price:,.1f}% of today's"
        )
        rows[each.name] = row
    return pd.DataFrame.from_dict(rows, orient="index").fillna("–")


# ---- what is in writing


_TERMS: tuple[tuple[str, str, Callable[[OfferIn], bool]], ...] = (
    ("base", "Base salary", lambda _: True),
    ("bonus", "Target bonus", lambda o: bool(o.bonus_target)),
    ("raise", "Yearly raise", lambda o: bool(o.raise_rate)),
    ("sign_on", "Sign-on bonus", lambda o: bool(o.sign_on or o.sign_ons)),
    (
        "clawback",
        "When sign-on money is paid back",
        lambda o: any(each.window_months for each in o.sign_ons),
    ),
    ("equity", "Shares: number, vesting, cliff", lambda o: bool(o.grants)),
    (
        "options",
        "Options: strike, type, exercise window",
        lambda o: any(each.options for each in o.grants),
    ),
    (
        "fully_diluted",
        "Fully diluted count",
        lambda o: any(each.company for each in o.grants),
    ),
    ("refreshers", "Yearly refreshers", lambda o: o.refreshers is not None),
    ("benefits", "Benefits", lambda o: o.benefits is not None),
    ("level", "Level", lambda o: bool(o.level)),
    ("location", "Place of work", lambda o: bool(o.location)),
    ("deadline", "Deadline of the offer", lambda o: o.deadline_on is not None),
)


def checklist(given: OfferIn) -> list[Promise]:
    """Every promise of an offer, and whether it is in writing."""
    said = set(given.said_only)
    terms = [
        Promise(key, what, given.in_writing and key not in said)
        for key, what, is_promised in _TERMS
        if is_promised(given)
    ]
    return [*terms, *(Promise("", p.what, p.in_writing) for p in given.promises)]


def checklist_of(each: Compared) -> list[Promise]:
    """Every promise of an offer; the current job promises nothing any more."""
    return checklist(each.given) if isinstance(each.given, OfferIn) else []


def writing_given(
    given: OfferIn, written: Sequence[bool], added: str
) -> dict[str, Any]:
    """What an offer says, with what is in writing laid over it.

    Args:
        given: The offer.
        written: For each promise of its checklist.
        added: One more promise, so far only said; empty for none.
    """
    pairs = list(zip(checklist(given), written, strict=True))
    said = [promise.key for promise, is_in in pairs if promise.key and not is_in]
    own = [
        {"what": promise.what, "in_writing": is_in}
        for promise, is_in in pairs
        if not promise.key
    ]
    terms_written = any(is_in for promise, is_in in pairs if promise.key)
    return given.model_dump(exclude_unset=True) | {
        "in_writing": terms_written,
        "said_only": said if terms_written else [],
        "promises": own + ([{"what": added}] if added.strip() else []),
    }


def checklist_words(promises: Sequence[Promise]) -> str:
    """Is every promise in writing?"""
    said = [each.what for each in promises if not each.in_writing]
    if not said:
        return "Every promise is in writing."
    return f"Only said so far: {', '.join(said)}."


# ---- versions


def differences(search: Search, each: Compared) -> list[Difference]:
    """What each counter-offer changed, the first one first."""
    if each.offer is None:
        return []
    rows = search.versions_of.get(each.offer.id, ())
    found = []
    for before, after in pairwise(rows):
        was, now = (OfferIn.model_validate(row.facts) for row in (before, after))
        old, new = facts(was), facts(now)
        changed = [
            (label, old[label], new[label]) for label in old if old[label] != new[label]
        ]
        found.append(Difference(after.number, after.on, changed))
    return found


def differences_table(found: Sequence[Difference]) -> pd.DataFrame:
    """What each counter-offer changed, a row a change."""
    return pd.DataFrame(
        [
            (f"{each.number} ({plain_day(each.on)})", *row)
            for each in found
            for row in each.rows or [("Nothing", "–", "–")]
        ],
        columns=["Version", "What", "Before", "After"],
    )


def facts(given: OfferIn) -> dict[str, str]:
    """What an offer says, a line a term; a dash for what it does not say."""
    money = offer_terms(given)
    shares = sum((grant.value for grant in money.grants), Decimal(0))
    options = [option_words(each.options) for each in given.grants if each.options]
    owners = [company_words(each.company) for each in given.grants if each.company]
    later = given.refreshers
    each = comparing.Compared("", None, money, given)
    until = plain_day(given.deadline_on) if given.deadline_on else ""
    deadline = f"{until} {given.deadline_time} {given.deadline_zone}"
    return {
        "Base salary": f"{full(given.base)} {given.currency}",
        "Target bonus": bonus_of(money),
        "Yearly raise": percent(given.raise_rate) if given.raise_rate else "–",
        "Sign-on bonus": sign_on_words(each),
        "Shares": f"worth {full(shares)} {given.currency}" if shares else "–",
        "Vesting": "; ".join(sorted(map(grant_words, given.grants))) or "–",
        "Options": "; ".join(options) or "–",
        "Company": "; ".join(dict.fromkeys(owners)) or "–",
        "Refreshers": f"{full(later.value)} a year, assumed" if later else "–",
        "Benefits": benefit_words(given.benefits),
        "Level": level_words(each),
        "Place": given.location or "–",
        "Answer by": deadline.strip() or "–",
        "In writing": "yes" if given.in_writing else "no",
    }
