"""One application: what comes next, its stages, rounds and people. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias
from zoneinfo import available_timezones

from tracker import names, pipeline, planning, roles
from tracker.agenda import AHEAD_DAYS, DueKind
from tracker.models import RoundFormat, RoundKind, Stage
from tracker.reports import due as dues
from tracker.reports import today as todays
from tracker.reports.applications import SOURCES, counted
from tracker.reports.coming import Flag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from tracker.agenda import Due
    from tracker.models import Application, Offer, Person, Round, Task
    from tracker.network import KnownChain
    from tracker.search import Search

FORMATS = {
    RoundFormat.CODING: "Coding",
    RoundFormat.QUIZ: "Quiz",
    RoundFormat.MULTIPLE_CHOICE: "Multiple choice",
    RoundFormat.DEBUGGING: "Debugging",
    RoundFormat.PAIR_PROGRAMMING: "Pair programming",
    RoundFormat.GOOD_COP_BAD_COP: "Good cop, bad cop",
    RoundFormat.TAKE_HOME: "Take-home",
    RoundFormat.WHITEBOARD: "Whiteboard",
    RoundFormat.SYSTEM_DESIGN: "System design",
    RoundFormat.BEHAVIOURAL: "Behavioural",
    RoundFormat.PRESENTATION: "Presentation",
    RoundFormat.LUNCH: "Lunch",
    RoundFormat.CONVERSATION: "Conversation",
}
"""What a person reads for each format of a round."""

Action: TypeAlias = Literal["", "apply", "offers", "done", "move", "join", "round"]
"""What the button beside the next thing does."""


class Strip(NamedTuple):
    """The next thing of an application, as one line with a button.

    Its words may hold names as they were typed.
    """

    flag: Flag
    text: str
    detail: str = ""
    action: Action = ""
    due: Due | None = None
    link: str = ""


def facts(row: Application) -> str:
    """Title, place, pay and source on one line; names as they were typed."""
    source = f"source: {SOURCES[row.source].lower()}" if row.source else ""
    parts = (row.title, row.location, row.salary, source)
    return " · ".join(part for part in parts if part)


def more_facts(search: Search, row: Application) -> str:
    """What the searcher noted beside them: role, resume, tags and the like."""
    resume = search.resumes.get(row.resume_id) if row.resume_id else None
    parts = (
        roles.LABELS[row.role] if row.role else "",
        f"excitement {row.excitement} of 5" if row.excitement else "",
        f"resume: {resume.name}" if resume else "",
        f"tags: {', '.join(row.tags)}" if row.tags else "",
        f"next step: {row.next_step}" if row.next_step else "",
    )
    return " · ".join(part for part in parts if part)


def is_link(text: str) -> bool:
    """Say whether text is a link that may be followed."""
    return text.lower().startswith(("https://", "http://"))


def strip(
    search: Search, row: Application, on: date, zone: str, browser: str = ""
) -> Strip:
    """What comes next: what is due first, else the next round, else a first step."""
    ahead = _ahead(search, row, on, zone)
    is_debriefed = True
    for each in dues.rows(search, on, zone, browser):
        if each.due.application_id != row.id:
            continue
        if each.due.kind is DueKind.DEBRIEF:
            is_debriefed = False  # its button stands beside the round
            continue
        if each.due.kind is DueKind.INTERVIEW and ahead:
            return _round_strip(ahead, on, zone)
        action: Action = "done"
        if each.due.kind is DueKind.OFFER_DEADLINE:
            action = "offers"
        elif each.due.to is not None:
            action = "move"
        return Strip(each.flag, each.due.what, each.detail, action, each.due)
    if ahead:
        return _round_strip(ahead, on, zone)
    return _waiting(search, row, on, is_debriefed=is_debriefed)


def _ahead(search: Search, row: Application, on: date, zone: str) -> Round | None:
    """The first round of today or later, while the application is open."""
    for round_ in search.rounds_of.get(row.id, ()):
        is_on = pipeline.is_open(row.stage) and round_.cancelled_at is None
        if is_on and todays.local_day(round_, zone) >= on:
            return round_
    return None


def _round_strip(row: Round, on: date, zone: str) -> Strip:
    day = todays.local_day(row, zone)
    days = (day - on).days
    color = "orange" if days <= AHEAD_DAYS else "gray"
    link = _join_link(row, on, zone)
    return Strip(
        Flag(color, ":material/event:", planning.in_days(days).capitalize()),
        f"{round_name(row)}, {planning.day(day, on)}, {hours(row, zone)}",
        _detail(row),
        "join" if link else "",
        link=link,
    )


def _join_link(row: Round, on: date, zone: str) -> str:
    """The link of a video call that is still to come."""
    is_ahead = todays.local_day(row, zone) >= on and row.cancelled_at is None
    return row.place if is_ahead and is_link(row.place) else ""


def _waiting(
    search: Search, row: Application, on: date, *, is_debriefed: bool
) -> Strip:
    """What to say where nothing is due, or only a debrief."""
    history = search.history.get(row.id, ())
    label, icon = pipeline.LABELS[row.stage], pipeline.BADGES[row.stage].icon
    if not pipeline.is_open(row.stage):
        since = pipeline.entered_on(history)
        words = f"{label} on {planning.day(since, on)}." if since else f"{label}."
        return Strip(
            Flag("gray", icon, "Closed"),
            words,
            "Its history stays; move it on to open it again.",
        )
    if row.stage is Stage.SAVED:
        words = "You have not applied yet."
        return Strip(Flag("gray", icon, label), words, action="apply")
    days = counted(pipeline.days_in_stage(history, on), "day")
    what = "Nothing is due" if is_debriefed else "A round waits to be debriefed"
    words = f"{what}. {days} in this stage."
    return Strip(Flag("gray", ":material/schedule:", "Waiting"), words, action="round")


def following(stage: Stage) -> Stage:
    """The stage that mostly comes next; after the end it is Applied again."""
    open_ = pipeline.OPEN
    if stage not in open_:
        return Stage.APPLIED
    if stage is Stage.OFFER:
        return Stage.ACCEPTED
    return open_[open_.index(stage) + 1]


@dataclass(frozen=True, slots=True)
class Slot:
    """One round as a line of the schedule."""

    row: Round
    day: str
    time: str
    name: str
    detail: str
    panel: Sequence[Person]
    link: str


def slot(search: Search, row: Round, on: date, zone: str) -> Slot:
    """One round as a line."""
    return Slot(
        row=row,
        day=planning.day(todays.local_day(row, zone), on),
        time=hours(row, zone),
        name=round_name(row),
        detail=_detail(row),
        panel=search.panel_of.get(row.id, ()),
        link=_join_link(row, on, zone),
    )


def round_name(row: Round) -> str:
    """Name a round: “Onsite, system design”."""
    kind = todays.ROUND_LABELS[row.kind]
    return f"{kind}, {FORMATS[row.format].lower()}" if row.format else kind


def _detail(row: Round) -> str:
    place = "" if is_link(row.place) else row.place
    parts = (f"{row.minutes} min", place, row.note)
    return " · ".join(part for part in parts if part)


def hours(row: Round, zone: str) -> str:
    """When a round is, where the searcher is and, if it differs, as invited."""
    here = row.starts_at.astimezone(todays.safe_zone(zone))
    there = row.starts_at.astimezone(todays.safe_zone(row.time_zone))
    if here.utcoffset() == there.utcoffset():
        return f"{here:%H:%M}"
    other = f"{there:%H:%M}"
    if there.date() != here.date():
        other = f"{planning.day(there.date(), here.date())}, {other}"
    return f"{here:%H:%M} ({other} in {row.time_zone})"


def new_round(stage: Stage, on: date, zone: str) -> dict[str, Any]:
    """What the form of a new round starts with."""
    kinds = {kind.value: kind for kind in RoundKind}
    return {
        "kind": kinds.get(stage.value, RoundKind.SCREEN),
        "format": None,
        "day": on,
        "time": time(9),
        "time_zone": zone,
        "minutes": 45,
        "interviewers": "",
        "place": "",
        "note": "",
    }


def round_fields(row: Round, panel: Iterable[Person]) -> dict[str, Any]:
    """What the form of a round holds; the time as its invitation said it."""
    local = row.starts_at.astimezone(todays.safe_zone(row.time_zone))
    return {
        "kind": row.kind,
        "format": row.format,
        "day": local.date(),
        "time": local.time(),
        "time_zone": row.time_zone,
        "minutes": row.minutes,
        "interviewers": ", ".join(person.name for person in panel),
        "place": row.place,
        "note": row.note,
    }


@cache
def zones() -> list[str]:
    """Every time zone this machine knows, by name."""
    return sorted(available_timezones())


def seats(text: str, known: Iterable[Person] = ()) -> list[str]:
    """Read interviewers typed with commas between them.

    A known person is given by id, so that a namesake elsewhere cannot be meant;
    the longest run of parts that is a known name is one name, for names hold
    commas too (“Bo Chen, PhD”).
    """
    by_name = {names.person_key(person.name): str(person.id) for person in known}
    parts = [part.strip() for part in text.replace(";", ",").split(",")]
    parts = [part for part in parts if part]
    found: list[str] = []
    while parts:
        for length in range(len(parts), 0, -1):
            name = ", ".join(parts[:length])
            id_ = by_name.get(names.person_key(name))
            if id_ or length == 1:
                found.append(id_ or name)
                parts = parts[length:]
                break
    return found


def way_in(chain: KnownChain) -> str:
    """A chain in words, such as “Ana Ruiz can lead you to Bo Chen”."""
    helper, *others = chain.people[1:]
    if not others:
        return f"You know {helper}, who works there."
    return f"{helper} can lead you to {' and on to '.join(others)}."


def offer_words(offer: Offer, on: date) -> str:
    """An offer in one line."""
    base = f"{offer.base:,.0f} {offer.currency} base"
    if not offer.deadline_on:
        return f"{base}, no deadline"
    left = planning.in_days((offer.deadline_on - on).days)
    return f"{base}, answer by {planning.day(offer.deadline_on, on)}, {left}"


def task_day(task: Task, on: date) -> str:
    """When a task is due: “Fri 27 Nov, in 4 days”."""
    left = planning.in_days((task.due_on - on).days)
    return f"{planning.day(task.due_on, on)}, {left}"


def panel(search: Search, row: Application) -> list[Person]:
    """Everybody who interviewed for this application, each once."""
    rounds = search.rounds_of.get(row.id, ())
    people = {
        person.id: person
        for round_ in rounds
        for person in search.panel_of.get(round_.id, ())
    }
    return list(people.values())


def open_tasks(search: Search, row: Application) -> list[Task]:
    """Tasks of an application that are not done, by day."""
    found = [
        task
        for task in search.tasks.values()
        if task.application_id == row.id
        and task.done_on is None
        and not task.is_retired
    ]
    return sorted(found, key=lambda task: (task.due_on, str(task.id)))
