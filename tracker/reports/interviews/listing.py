"""The page Interviews: what waits for a debrief, then weeks and days. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from tracker import planning, schedules
from tracker.reports import application as details
from tracker.reports.applications import counted
from tracker.reports.interviews import rounds
from tracker.reports.today import DAYS, NUMBERS, local_day, safe_zone
from tracker.schedules import Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.models import Person, Round
    from tracker.reports.coming import Flag
    from tracker.search import Search

RECENT_DAYS = 14
"""A round this old is still remembered well enough to debrief it."""
SHOWN = 30
"""Past rounds that are shown."""


class Entry(NamedTuple):
    """A round as a row: when, where, with whom. Names are as they were typed."""

    row: Round
    company: str
    name: str
    day: str
    time: str
    """Where the searcher is, and as the invitation says it where that differs."""
    detail: str
    panel: Sequence[Person]
    link: str
    flags: Sequence[Flag]
    is_over: bool


class Day(NamedTuple):
    """The rounds of one day, earliest first."""

    label: str
    entries: Sequence[Entry]
    notes: Sequence[str] = ()
    """What to mind about it: overlaps, gaps, how long it is."""


class Week(NamedTuple):
    """The days of one week that hold a round."""

    label: str
    days: Sequence[Day]


class Listing(NamedTuple):
    """All rounds of a search, in the order in which they matter."""

    awaiting: Sequence[Entry]
    """Held of late and not debriefed, the latest first."""
    older: Sequence[Entry]
    """The same of those that were held longer ago."""
    ahead: Sequence[Week]
    past: Sequence[Entry]
    """Debriefed or cancelled ones, the latest first."""

    @property
    def coming(self) -> list[Entry]:
        """What is ahead and takes place, earliest first."""
        return [
            entry
            for week in self.ahead
            for day in week.days
            for entry in day.entries
            if entry.row.cancelled_at is None
        ]


def listing(search: Search, on: date, zone: str, now: datetime) -> Listing:
    """Sort the rounds of a search.

    Args:
        search: The search.
        on: The day where the searcher is.
        zone: Their time zone, by name.
        now: The instant, for what has ended today.
    """
    ordered = sorted(search.rounds.values(), key=lambda r: (r.starts_at, str(r.id)))
    over = [row for row in ordered if rounds.is_over(row, now)][::-1]
    ahead = [row for row in ordered if not rounds.is_over(row, now)]
    waiting = [row for row in over if rounds.awaits_debrief(row, now)]
    recent = [row for row in waiting if (on - local_day(row, zone)).days <= RECENT_DAYS]
    old = waiting[len(recent) :]
    known = {row.id for row in waiting}
    past = [row for row in over if row.id not in known]

    def entries(rows: Iterable[Round]) -> list[Entry]:
        return [entry(search, row, on, zone, now) for row in rows]

    return Listing(
        entries(recent),
        entries(old[:SHOWN]),
        _weeks(entries(ahead), on, zone),
        entries(past[:SHOWN]),
    )


def entry(search: Search, row: Round, on: date, zone: str, now: datetime) -> Entry:
    """Put one round in words."""
    slot = details.slot(search, row, on, zone)
    return Entry(
        row=row,
        company=search.company_of(row.application_id).name,
        name=slot.name,
        day=slot.day,
        time=slot.time,
        detail=slot.detail,
        panel=slot.panel,
        link=slot.link if row.cancelled_at is None else "",
        flags=rounds.flags(search, row, now),
        is_over=rounds.is_over(row, now),
    )


def _weeks(entries: Sequence[Entry], on: date, zone: str) -> list[Week]:
    weeks = []
    for monday, of_week in groupby(
        entries, lambda each: _monday(local_day(each.row, zone))
    ):
        days = []
        for day, of_day in groupby(of_week, lambda each: local_day(each.row, zone)):
            held = list(of_day)
            days.append(Day(day_label(day, on), held, day_notes(held, zone)))
        weeks.append(Week(week_label(monday, on), days))
    return weeks


def day_notes(entries: Sequence[Entry], zone: str) -> list[str]:
    """Say what to mind about a day of several rounds: `schedules.sentences`.

    Time between rounds of two companies is nothing to mind, and a take-home is
    done whenever one likes.
    """
    slots = [
        slot
        for each in entries
        if each.row.cancelled_at is None and not rounds.is_take_home(each.row)
        for slot in _slot(each, zone)
    ]
    if len(slots) < 2:
        return []
    found = schedules.check(slots)
    gaps = [pair for pair in found.gaps if pair.first.topic == pair.second.topic]
    return schedules.sentences(replace(found, gaps=gaps))


def _slot(each: Entry, zone: str) -> list[Slot]:
    """A round as a slot of its day; none where it goes on past midnight."""
    start = each.row.starts_at.astimezone(safe_zone(zone))
    end = start + timedelta(minutes=each.row.minutes)
    if end.date() != start.date():
        return []
    name = f"{each.company} at {start:%H:%M}"
    return [Slot(start.time(), end.time(), name, "", str(each.row.application_id))]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_label(monday: date, on: date) -> str:
    """Name a week: “This week”, “Week of Mon 7 Dec”."""
    weeks = (monday - _monday(on)).days // 7
    near = {-1: "Last week", 0: "This week", 1: "Next week"}
    return near.get(weeks) or f"Week of {planning.day(monday, on)}"


def day_label(day: date, on: date) -> str:
    """Name a day and say how far it is: “Fri 27 Nov, tomorrow”."""
    words = {0: "today", 1: "tomorrow"}.get((day - on).days)
    return f"{planning.day(day, on)}, {words}" if words else planning.day(day, on)


def title(found: Listing) -> str:
    """The answer of the page in one sentence. Holds names as they were typed."""
    waiting, coming = len(found.awaiting), found.coming
    first = ""
    if coming:
        each = coming[0]
        first = f"Next is {each.company}, {each.day} at {each.time.split(' (')[0]}."
    if waiting:
        number = NUMBERS[waiting] if waiting < len(NUMBERS) else str(waiting)
        things = "interview" if waiting == 1 else "interviews"
        return f"{number} {things} to debrief. {first}".rstrip()
    return first or "No interview is ahead."


def link_words(search: Search, on: date, zone: str, now: datetime) -> str:
    """What the way to the page is called: “All interviews, 2 to debrief”."""
    waiting = sum(
        rounds.awaits_debrief(row, now)
        and (on - local_day(row, zone)).days <= RECENT_DAYS
        for row in search.rounds.values()
    )
    return f"All interviews, {waiting} to debrief" if waiting else "All interviews"


def basis(found: Listing, on: date, zone: str) -> str:
    """What the title rests on: the day, how many are ahead, whose time."""
    weekday = f"{DAYS[on.weekday()]} {planning.long_day(on, with_year=True)}"
    ahead = f"{counted(len(found.coming), 'interview')} ahead"
    return f"{weekday} · {ahead} · times in {zone}"
