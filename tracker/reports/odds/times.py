"""How long employers take, and how unusual a silence is. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker import durations, pipeline
from tracker.durations import ENOUGH, Wait
from tracker.models import Stage
from tracker.reports.odds import words
from tracker.reports.odds.cases import source_label
from tracker.reports.today import heard

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from tracker.durations import Spell
    from tracker.search import Search

STAGES = tuple(durations.USUAL)
"""The stages that can be waited in."""
LONG = 0.8
"""Longer than this share of the waits that ended well is worth saying."""
HOW_ESTIMATED = (
    "Kaplan and Meier's estimate: an application that still waits counts as “longer "
    "than this so far”, for leaving it out would make every wait look short. The band "
    f"holds the median in 95% of searches. Below {ENOUGH} answers a published time "
    "stands in, with the range of the middle 80%."
)


class Row(NamedTuple):
    """How long one stage takes."""

    label: str
    wait: Wait


class Span(NamedTuple):
    """A time as a picture draws it; all in days."""

    label: str
    low: float
    middle: float | None
    high: float
    is_own: bool
    words: str


class Quiet(NamedTuple):
    """An application that waits, against the waits that ended well."""

    application_id: UUID
    label: str
    """Title and company, as typed."""
    stage: Stage
    days: int
    longer_than: float
    is_own: bool
    """Whether it rests on own waits, not on a published time."""
    heard_on: date | None


def stays(search: Search, on: date, source: str = "") -> Sequence[Spell]:
    """Every stay in an open stage, of one source or of all."""
    return [
        stay
        for id_, row in search.applications.items()
        if not source or source_label(row.source) == source
        for stay in durations.spells(search.history.get(id_, ()), on)
    ]


def rows(found: Sequence[Spell]) -> Sequence[Row]:
    """How long each stage takes."""
    return [
        Row(pipeline.LABELS[stage], durations.wait(found, stage)) for stage in STAGES
    ]


def by_source(search: Search, stage: Stage, on: date) -> Sequence[Row]:
    """How long a stage takes by source; those with a stay in it."""
    sources = sorted({source_label(row.source) for row in search.applications.values()})
    found = [
        Row(name, durations.wait(stays(search, on, name), stage)) for name in sources
    ]
    return [each for each in found if each.wait.answered + each.wait.unfinished]


def table(found: Sequence[Row], first: str) -> Mapping[str, Sequence[str]]:
    """Times as a table, with what each rests on."""
    return {
        first: [each.label for each in found],
        "Half take up to": [words.days(each.wait.median) for each in found],
        "Band": [_band(each.wait) for each in found],
        "Answered": [str(each.wait.answered) for each in found],
        "Without an answer": [str(each.wait.unfinished) for each in found],
        "From": [
            "your own" if each.wait.usual is None else "published" for each in found
        ],
    }


def spans(found: Sequence[Row]) -> Sequence[Span]:
    """Times as a picture draws them; a bound that is not known ends with the data."""
    known = [
        number
        for each in found
        for number in (each.wait.median, each.wait.high)
        if number is not None
    ]
    most = max(known, default=0.0)
    return [
        Span(
            each.label,
            each.wait.low or 0.0,
            each.wait.median,
            most if each.wait.high is None else each.wait.high,
            each.wait.usual is None,
            f"{words.days(each.wait.median)}, {_band(each.wait)}",
        )
        for each in found
    ]


def sources(found: Sequence[Row]) -> Sequence[str]:
    """Where the published times come from, those that stand in."""
    said = [
        f"{each.label}: {each.wait.usual.source} As of {each.wait.usual.as_of}."
        for each in found
        if each.wait.usual
    ]
    return list(dict.fromkeys(said))


def quiet(search: Search, on: date) -> Sequence[Quiet]:
    """Every application that waits for its employer, the longest silence first."""
    found, last = stays(search, on), heard(search)
    waiting = [
        _quiet(search, id_, found, on, last.get(id_))
        for id_, row in search.applications.items()
        if row.stage in durations.USUAL and row.stage is not Stage.OFFER
    ]
    return sorted(
        waiting, key=lambda each: (-each.longer_than, -each.days, each.label.casefold())
    )


def _quiet(
    search: Search,
    id_: UUID,
    found: Sequence[Spell],
    on: date,
    heard_on: date | None,
) -> Quiet:
    stage = search.applications[id_].stage
    days = pipeline.days_in_stage(search.history.get(id_, ()), on)
    silence = durations.silence(found, stage, days)
    return Quiet(
        id_,
        search.label(id_),
        stage,
        days,
        silence.longer_than,
        silence.usual is None,
        heard_on,
    )


def quiet_sentence(found: Sequence[Quiet]) -> str:
    """Say how many waits are longer than most that ended well."""
    if not found:
        return "No application waits for an employer."
    long = sum(each.longer_than >= LONG for each in found)
    usual = f"longer than {words.percent(LONG)} of those that ended well."
    if not long:
        return f"No wait is {usual}"
    of = words.counted(len(found), "wait")
    return f"{long} of {of} {'is' if long == 1 else 'are'} {usual}"


def quiet_table(found: Sequence[Quiet], on: date) -> Mapping[str, Sequence[object]]:
    """Waits as a table."""
    return {
        "Application": [each.label for each in found],
        "Stage": [pipeline.LABELS[each.stage] for each in found],
        "Days in it": [each.days for each in found],
        "Longer than": [
            f"{_share(each.longer_than)} of those that ended well" for each in found
        ],
        "Compared with": ["your own" if each.is_own else "published" for each in found],
        "Last word": [_last_word(each.heard_on, on) for each in found],
    }


def _share(longer_than: float) -> str:
    return "all" if longer_than >= 1 else words.percent(longer_than)


def _last_word(heard_on: date | None, on: date) -> str:
    if heard_on is None:
        return words.NONE_YET
    days = (on - heard_on).days
    return "today" if days <= 0 else f"{words.days(days)} ago"


def _band(wait: Wait) -> str:
    if wait.median is None:
        return "more than half still wait"
    low = 0 if wait.low is None else round(wait.low)
    if wait.high is None:
        return f"{words.days(low)} or more"
    return f"{low} to {round(wait.high)} days"
