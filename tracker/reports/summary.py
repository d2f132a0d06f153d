"""One page to take into a negotiation, as Markdown. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker import planning
from tracker.inputs import OfferIn
from tracker.names import one_line
from tracker.offers import short_money
from tracker.reports import comparing
from tracker.reports.negotiation import COUNTED, break_even, checklist, facts
from tracker.reports.offer_words import full, spoken, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from tracker.decisions import Need
    from tracker.reports.comparing import Basis, Compared
    from tracker.search import Search


def in_words(text: str) -> str:
    """Say in words what the check boxes of a summary say.

    In a browser they are boxes without a name, which nobody hears read out.
    """
    said = text.replace("\n- [x] ", "\n- In writing: ")
    return said.replace("\n- [ ] ", "\n- Only said: ")


def summary(
    search: Search,
    by: Basis,
    offers: Sequence[Compared],
    each: Compared,
    on: date,
    plain: Callable[[str], str],
) -> str:
    """One page to take into a negotiation, as Markdown.

    Args:
        search: The search.
        by: What offers are compared by.
        offers: All that can be counted alike.
        each: The offer that is negotiated.
        on: The day.
        plain: Makes text that somebody typed harmless in Markdown.
    """
    if not isinstance(each.given, OfferIn) or each.offer is None:
        return ""
    lines = [
        f"# {plain(each.name)}: before we talk",
        _counted(by, each, on),
        "## What they offer",
        *(
            f"- {label}: {plain(said)}"
            for label, said in facts(each.given).items()
            if said not in _NOT_SAID
        ),
        "## What I want",
        *_aims(each.given),
        "## What I have besides",
        *_alternatives(by, offers, each, plain),
        "## What alone would make it the best offer",
        *_asks(by, offers, each, plain),
        "## Is every promise in writing?",
        *(
            f"- [{'x' if promise.in_writing else ' '}] {plain(promise.what)}"
            for promise in checklist(each.given)
        ),
        "## What was said",
        *_log(search, each, plain),
        "## Reminders",
        *_REMINDERS,
    ]
    return _paragraphs(lines)


_NOT_SAID = frozenset({"–", "0"})

_REMINDERS = (
    "- The deadline, the reasons and the wish to join belong in the same sentence.",
    "- Ask for several things as one package, not one after the other (Malhotra).",
    "- Get it in writing; keep the door open; be winnable (Qureshi).",
    "- Of those who asked, 28% got all of it and 38% a part (Pew, February 2023).",
)


_MARKS = re.compile(r"([\\`*_\[\]<>|#!~])")


def plain(text: str) -> str:
    """Make text that somebody typed plain in a Markdown file."""
    return _MARKS.sub(r"\\\1", one_line(text))


def _counted(by: Basis, each: Compared, on: date) -> str:
    return (
        f"{planning.day(on, on)} {on.year}. Pay is counted over {by.years} years: "
        f"{COUNTED.value.lower()} in {by.currency or each.terms.currency}."
    )


def _aims(given: OfferIn) -> list[str]:
    target = f"{full(given.target)} a year" if given.target else "not set"
    least = f"{full(given.reservation)} a year" if given.reservation else "not set"
    return [
        f"- Target, to ask for: {target}",
        f"- Reservation value, to keep to myself: {least}",
    ]


def _alternatives(
    by: Basis,
    offers: Sequence[Compared],
    each: Compared,
    plain: Callable[[str], str],
) -> list[str]:
    others = [
        (comparing.total(by, other, COUNTED), other.name)
        for other in offers
        if other.name != each.name
    ]
    lines = [
        f"- {plain(name)}: {short_money(amount)}"
        for amount, name in sorted(others, key=lambda pair: (-pair[0], pair[1]))
    ]
    own = [o for o in offers if o.name == each.name]
    mine = [
        f"- This offer: {short_money(comparing.total(by, o, COUNTED))}" for o in own
    ]
    return [
        *mine,
        *(lines or ["- No other offer yet: the current job, or to look on."]),
    ]


def _asks(
    by: Basis,
    offers: Sequence[Compared],
    each: Compared,
    plain: Callable[[str], str],
) -> list[str]:
    if each.name not in {other.name for other in offers}:
        return ["- Cannot be compared yet."]
    mine = [found for found in break_even(by, offers) if found.name == each.name]
    if not mine:
        return ["- It is worth most in money already."]
    return [_asked(need, plain(each.terms.currency)) for need in mine[0].needs]


def _asked(need: Need, currency: str) -> str:
    """What to ask for of one thing, as one says it: the table has it to the cent."""
    more = spoken(need.more)
    then = need.total - need.more + more
    return f"- {whole(more)} {currency} more {need.lever.value} (then {whole(then)})"


def _log(search: Search, each: Compared, plain: Callable[[str], str]) -> list[str]:
    rows = search.negotiation_of.get(each.offer.id, ()) if each.offer else ()
    return [
        f"- {planning.plain_day(row.on)}, {plain(row.who or 'somebody')}: "
        f"{plain(row.what)} ({'in writing' if row.in_writing else 'said'})"
        for row in rows
    ] or ["- Nothing noted yet."]


def _paragraphs(lines: Sequence[str]) -> str:
    """Set headings and lists apart by an empty line, as Markdown wants."""
    found: list[str] = []
    for line in lines:
        if found and not (line.startswith("- ") and found[-1].startswith("- ")):
            found.append("")
        found.append(line)
    return "\n".join(found) + "\n"
