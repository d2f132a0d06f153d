"""What happened in one application, also what was corrected. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker import pipeline, planning
from tracker.reports import stages
from tracker.reports.applications import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from tracker.models import StageChange
    from tracker.pipeline import Badge
    from tracker.search import Search


class Step(NamedTuple):
    """One stage change as a line of the history, newest first."""

    day: str
    badge: Badge
    label: str
    lasted: str
    change: StageChange
    can_go: bool
    """Whether it can be taken back: not where it is the only one."""


class Struck(NamedTuple):
    """A stage change that was taken back, and what stands in its place."""

    day: str
    label: str
    instead: str
    """“Screen on Fri 20 Nov”; empty where nothing does."""
    on: str
    """The day it was taken back."""


def steps(search: Search, application_id: UUID, on: date) -> list[Step]:
    """The history, newest first, with how long each stage lasted."""
    changes = search.history.get(application_id, ())
    ends = [change.on for change in changes[1:]]
    found = []
    for number, change in enumerate(changes):
        until = ends[number] if number < len(ends) else None
        found.append(
            Step(
                planning.day(change.on, on),
                pipeline.BADGES[change.stage],
                stages.name(search, change),
                _lasted(change, until, on),
                change,
                len(changes) > 1,
            )
        )
    return found[::-1]


def _lasted(change: StageChange, until: date | None, on: date) -> str:
    """How long a stage lasted, or has lasted."""
    days = ((until or on) - change.on).days
    if until is None and days < 1:
        return "today" if not days else "dated ahead"
    words = counted(days, "day")
    if until is not None:
        return words
    return f"{words} so far" if pipeline.is_open(change.stage) else f"{words} ago"


def struck(search: Search, application_id: UUID, on: date) -> list[Struck]:
    """What was taken back, the latest first, each with what replaced it."""
    gone = search.retracted.get(application_id, ())
    every = [*gone, *search.history.get(application_id, ())]
    instead = {row.corrects_id: row for row in every if row.corrects_id}
    found: Sequence[StageChange] = sorted(
        gone, key=lambda row: (str(row.retracted_at), row.number), reverse=True
    )
    return [
        Struck(
            planning.day(row.on, on),
            stages.name(search, row),
            _named(search, instead.get(row.id), on),
            planning.day(row.retracted_at.date(), on) if row.retracted_at else "",
        )
        for row in found
    ]


def _named(search: Search, change: StageChange | None, on: date) -> str:
    if change is None:
        return ""
    return f"{stages.name(search, change)} on {planning.day(change.on, on)}"
