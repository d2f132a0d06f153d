"""Why a chance is what it is, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.models import InteractionKind, TieKind
from tracker.network.strength.weights import MONTH

if TYPE_CHECKING:
    from datetime import date

    from tracker.network.strength.facts import Known


def last_sign(known: Known) -> date | None:
    """When they were last in touch, or connected."""
    return max(filter(None, (known.last_on, known.since_on)), default=None)


def words(known: Known, on: date) -> list[str]:
    """One text for each step; empty where nothing is known."""
    months, last, own = known.overlap_months, known.last_on, known.own
    quiet = (on - (last_sign(known) or on)).days
    return [
        "a contact" if known.kind is TieKind.OTHER else str(known.kind),
        _together("worked", months, known.overlap_at),
        f"wrote {_many(known.papers, 'paper')} together" if known.papers else "",
        _together("studied", known.school_months, known.school),
        _many(known.mutuals, "mutual") if known.mutuals else "",
        _messages(known.sent, known.received),
        f"{_DONE[known.last_kind]} {_ago((on - last).days)}" if last else "",
        f"quiet for {_span(quiet)}" if quiet >= MONTH else "",
        f"agreed to {own.passed} of {_many(own.asks, 'ask')}" if own.asks else "",
        "",
    ]


def _together(what: str, months: float, where: str) -> str:
    place = f" at {where}" if where else ""
    return f"{what} together {_span(months * MONTH)}{place}" if months else ""


_DONE = {
    InteractionKind.MESSAGE: "wrote",
    InteractionKind.CALL: "spoke",
    InteractionKind.MEETING: "met",
    InteractionKind.OTHER: "in touch",
}


def _messages(sent: int, received: int) -> str:
    """How often, and who began."""
    if not sent + received:
        return ""
    way = "both ways" if sent and received else "one way"
    return f"in touch {_many(sent + received, 'time')}, {way}"


def _ago(days: int) -> str:
    return "today" if days < 1 else f"{_span(days)} ago"


def _span(days: float) -> str:
    """A length of time, in the largest unit that says it well."""
    units = ((730, 365.25, "year"), (60, MONTH, "month"), (14, 7, "week"))
    for least, length, unit in units:
        if days >= least:
            return _many(round(days / length), unit)
    return _many(round(days), "day")


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
