"""The agenda as it is shown: badges, second lines, reasons. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from tracker import agenda, asking, pipeline, planning
from tracker.agenda import DueKind
from tracker.reports import plan as plans
from tracker.reports.coming import (
    DEADLINE_ICON,
    Flag,
    clock,
    deadline_color,
    round_facts,
)
from tracker.reports.plan import Strip
from tracker.reports.today import due, local_day, window

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from tracker.agenda import Due
    from tracker.models import Round, Task
    from tracker.search import Search

PUT_OFF_DAYS = 3
"""How long “Later” puts something off."""
NOT_YET_DAYS = 14
"""How long “Not yet” keeps silence from being called an answer."""
SHOWN = 5
"""How many things the agenda shows before it folds the rest away."""
QUIET_SHOWN = 1
"""How many quiet applications it shows before it folds all of them away."""

_ICONS = {
    DueKind.OFFER_DEADLINE: DEADLINE_ICON,
    DueKind.INTERVIEW: ":material/groups:",
    DueKind.REVIVED: ":material/mark_email_unread:",
    DueKind.CHECK_IN: ":material/forum:",
    DueKind.FOLLOW_UP: ":material/schedule:",
    DueKind.NUDGE: ":material/notifications:",
    DueKind.THANK_YOU: ":material/mail:",
    DueKind.DEBRIEF: ":material/rate_review:",
    DueKind.TASK: ":material/task_alt:",
    DueKind.SEARCH_WINDOW: ":material/flag:",
    DueKind.NO_ANSWER: ":material/hourglass_empty:",
    DueKind.LOOK_AROUND: ":material/explore:",
}


_CALM = {DueKind.NO_ANSWER: "Quiet", DueKind.DEBRIEF: "To debrief"}
"""What is never late, and how it is called instead."""


class Row(NamedTuple):
    """One thing on the agenda. Its words may hold names as they were typed."""

    due: Due
    flag: Flag
    detail: str


def rows(search: Search, on: date, zone: str, browser: str = "") -> Sequence[Row]:
    """The agenda as it is shown: each thing with its badge and a second line.

    Args:
        search: The log.
        on: The searcher's day.
        zone: The searcher's time zone.
        browser: The time zone of the browser; another one is named.
    """
    return [
        Row(each, flag(each, on), _detail(search, each, on, (zone, browser)))
        for each in due(search, on, zone)
    ]


class Parts(NamedTuple):
    """The agenda in three parts, each in its order."""

    now: list[Row]
    silent: list[Row]
    """What may be closed as “No answer”: it costs nothing to leave, and is much."""
    coming: list[Row]


def split(found: Iterable[Row], on: date) -> Parts:
    """What is to be done now, what may be tidied away, and what is coming up."""
    parts = Parts([], [], [])
    for row in found:
        if agenda.is_ahead(row.due, on):
            parts.coming.append(row)
        elif row.due.kind is DueKind.NO_ANSWER and not row.due.is_pinned:
            parts.silent.append(row)
        else:
            parts.now.append(row)
    return parts


def retired(search: Search) -> list[Task]:
    """What is never to be listed again, by its words."""
    found = [
        task
        for task in search.tasks.values()
        if task.is_retired and task.done_on is None
    ]
    return sorted(found, key=lambda task: (task.what.casefold(), str(task.id)))


def flag(each: Due, on: date) -> Flag:
    """The badge of a thing to do: red only for what is late or about to lapse.

    Silence and memory are nobody's delay, so they are grey however long they last.
    """
    days = (each.due_on - on).days
    if each.kind in _CALM:
        return Flag("gray", _ICONS[each.kind], _CALM[each.kind])
    words = f"{-days} days late" if days < -1 else "1 day late"
    if days >= 0:
        words = {0: "Today", 1: "Tomorrow"}.get(days, planning.day(each.due_on, on))
    return Flag(_color(each.kind, days), _ICONS[each.kind], words)


def _color(kind: DueKind, days: int) -> str:
    if kind is DueKind.OFFER_DEADLINE:
        return deadline_color(days)
    if days < 0:
        return "red"
    if kind is DueKind.INTERVIEW or not days:
        return "orange"
    return "gray"


def _detail(search: Search, each: Due, on: date, zones: tuple[str, str]) -> str:
    """The second line of a thing to do."""
    match each.kind:
        case DueKind.SEARCH_WINDOW:
            return "Start 3 to 6 months before you need the job."
        case DueKind.NUDGE:
            return _of_nudge(each, on)
        case DueKind.INTERVIEW | DueKind.CHECK_IN | DueKind.THANK_YOU | DueKind.DEBRIEF:
            return _of_round(search, each, on, zones)
    if each.application_id is None or each.application_id not in search.applications:
        return each.rule
    return _of_application(search, each, each.application_id, on)


def _of_application(search: Search, each: Due, id_: UUID, on: date) -> str:
    """The second line of what an application asks for."""
    title = search.applications[id_].title
    match each.kind:
        case DueKind.TASK:
            return f"{each.rule.rstrip('.')}, for {search.label(id_)}."
        case DueKind.FOLLOW_UP:
            since = pipeline.entered_on(search.history[id_]) or on
            return f"Applied {_ago(since, on)}, no answer yet."
        case DueKind.OFFER_DEADLINE:
            return f"“{title}”: {_until(each.due_on, on)}."
        case _:
            return f"{each.rule.partition(' (')[0].rstrip('.')}."


def _of_nudge(each: Due, on: date) -> str:
    asked_on = each.due_on - timedelta(days=asking.NUDGE_DAYS)
    return f"Asked {_ago(asked_on, on)}, no answer yet; one nudge is enough."


def _of_round(search: Search, each: Due, on: date, zones: tuple[str, str]) -> str:
    """The second line of what a round asks for, before and after it."""
    row = search.rounds.get(each.round_id or UUID(int=0))
    if row is None:
        return each.rule
    same = _same_day(search, row, zones[0])
    if each.kind is DueKind.INTERVIEW and same[1:]:
        minutes = sum(slot.minutes for slot in same)
        return f"From {clock(row, *zones)}, {minutes} min{_with_panel(search, same)}."
    if each.kind is DueKind.INTERVIEW:
        panel = _with_panel(search, [row])
        return f"{clock(row, *zones)}, {round_facts(row)}{panel}."
    title = search.applications[row.application_id].title
    if each.kind is DueKind.THANK_YOU:
        same = [one for one in same if one.thanked_on is None]
    elif each.kind is DueKind.DEBRIEF:
        same = [one for one in same if one.debriefed_at is None]
    panel = _with_panel(search, same)
    return f"“{title}”: the round was {_ago(local_day(row, zones[0]), on)}{panel}."


def _ago(day: date, on: date) -> str:
    days = (on - day).days
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def _until(day: date, on: date) -> str:
    days = (day - on).days
    if days < 0:
        return f"the deadline was {_ago(day, on)}, so ask whether it still stands"
    return {0: "today is the last day", 1: "1 day left"}.get(days, f"{days} days left")


def _same_day(search: Search, row: Round, zone: str) -> list[Round]:
    """The rounds of the same application on the same day that were not cancelled."""
    day = local_day(row, zone)
    return [
        other
        for other in search.rounds_of[row.application_id]
        if other.cancelled_at is None and local_day(other, zone) == day
    ]


def _with_panel(search: Search, rows: Iterable[Round]) -> str:
    seats = (person for row in rows for person in search.panel_of.get(row.id, ()))
    panel = list(dict.fromkeys(person.name for person in seats))
    if not panel:
        return ""
    rest = f" and {len(panel) - 2} more" if len(panel) > 3 else ""
    shown = panel[: 2 if rest else 3]
    return f", with {', '.join(shown)}{rest}"


def reasons(shown: Iterable[Row]) -> Sequence[str]:
    """The rules that listed these things, each once, in their order."""
    return list(dict.fromkeys(row.due.rule for row in shown))


def strip(search: Search, on: date) -> Strip:
    """Where the day lies in the search window, or how to come by one."""
    plan = window(search)
    if plan is None:
        return Strip(
            Flag("gray", ":material/event_upcoming:", "No plan yet"),
            "Say when you want to start, and this line says when to apply.",
        )
    return plans.strip(plan, on, search.goal.anchor)


def task_of(each: Due) -> UUID | None:
    """The task that a thing to do is, or is kept as; None for a new suggestion."""
    return each.task_id


def done(each: Due, on: date) -> dict[str, Any]:
    """What is remembered of a suggestion that was done on a day."""
    return _answer(each) | {"done_on": on}


def put_off(each: Due, until: date) -> dict[str, Any]:
    """What is remembered of a suggestion that is put off to a day."""
    return _answer(each) | {"due_on": until}


def pinned(each: Due) -> dict[str, Any]:
    """What is remembered of a suggestion that stays on top."""
    return _answer(each) | {"is_pinned": True}


def never(each: Due) -> dict[str, Any]:
    """What is remembered of a suggestion that is never to be made again."""
    return _answer(each) | {"is_retired": True}


def _answer(each: Due) -> dict[str, Any]:
    return {
        "what": each.what,
        "due_on": each.due_on,
        "done_on": None,
        "rule": each.rule,
        "rule_key": each.key,
        "application_id": each.application_id,
    }


LATER = {"Tomorrow": 1, f"In {PUT_OFF_DAYS} days": PUT_OFF_DAYS, "In a week": 7}
"""The ways to put something off, with their days."""


def later(on: date, days: int) -> date:
    """The day that something is put off to, counted from today."""
    return on + timedelta(days=days)
