"""What is due on a day, and by which rule. Pure.

Nothing here changes an application: the rules suggest, the searcher does. Each
item has a key; a key that was answered (done, or put off by a task of one's
own) is not suggested again. Nothing is suggested for a closed application.

Follow-ups stop where silence is an answer: 45 days after the last word on an
application, 21 after a round (Robert Half Australia 2024: 83 % of candidates
give up to a month; NACE: employers take 24 to 26 days on average from interview
to offer). At most two a stage, then move on (wiseworq.com, apuedge.com).

Order, by what it costs to miss: an offer lapses, an interview is lost, silence
after a round costs a process under way, silence after applying costs little;
nudges to who was asked for a referral, thanks, own tasks, the flag of the search
window and, for who is not looking, a nudge a quarter follow. What is not due yet
comes last, except interviews and offer deadlines of the coming week.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from tracker import asking, planning
from tracker.models import Stage
from tracker.pipeline import is_open
from tracker.planning import WindowState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from uuid import UUID

AHEAD_DAYS = 7
"""How far interviews, offer deadlines and own tasks are looked ahead for."""
FOLLOW_UP_DAYS = 7
SECOND_FOLLOW_UP_DAYS = 14
CHECK_IN_BUSINESS_DAYS = 5
SILENT_DAYS = 45
SILENT_AFTER_ROUND_DAYS = 21


class DueKind(StrEnum):
    """What kind of thing is due, costliest to miss first."""

    OFFER_DEADLINE = "offer_deadline"
    INTERVIEW = "interview"
    CHECK_IN = "check_in"
    FOLLOW_UP = "follow_up"
    NUDGE = "nudge"
    THANK_YOU = "thank_you"
    TASK = "task"
    SEARCH_WINDOW = "search_window"
    LOOK_AROUND = "look_around"


_RANK = {kind: rank for rank, kind in enumerate(DueKind)}

DEADLINE_RULE = (
    "An offer lapses after its deadline; 3 to 5 more business days are almost always "
    "granted when asked for (climbtheladder.com)."
)
INTERVIEW_RULE = "Interviews of the next 7 days."
FOLLOW_UP_RULE = (
    "7 days after applying without an answer (Robert Half 2017: 36% of HR managers say "
    "after 1 to 2 weeks, 29% sooner)."
)
SECOND_FOLLOW_UP_RULE = "14 days after the first follow-up, and the last (apuedge.com)."
CHECK_IN_RULE = "5 business days after a round without an answer (indeed.com)."
THANK_YOU_RULE = (
    "The day after a round, one personal note each (theinterviewguys.com: 80% of "
    "hiring managers find them helpful)."
)
TASK_RULE = "Your own task."
PUT_OFF_RULE = "You put it off to this day."
WINDOW_RULE = (
    "Start 3 to 6 months before you need the job (Chip Huyen, “Machine Learning "
    "Interviews”)."
)
LOOK_AROUND_RULE = (
    "Not looking now: once a quarter, for the best time to interview is when you do "
    "not need a job (Chip Huyen, “Machine Learning Interviews”)."
)


@dataclass(frozen=True)
class Progress:
    """An application as the rules see it."""

    application_id: UUID
    company: str
    title: str
    stage: Stage
    entered_on: date
    """The day it entered its stage: `tracker.pipeline.entered_on`."""
    heard_on: date | None = None
    """The last inbound contact; own nudges do not count."""


@dataclass(frozen=True)
class Meeting:
    """An interview round, past or to come; of one day in the order of time."""

    round_id: UUID
    application_id: UUID
    name: str
    """Such as "Onsite"."""
    on: date
    """The day where the searcher is."""


@dataclass(frozen=True)
class Deadline:
    """An offer that waits for an answer."""

    offer_id: UUID
    application_id: UUID
    on: date


@dataclass(frozen=True)
class Todo:
    """A task that is not done."""

    task_id: UUID
    what: str
    due_on: date
    application_id: UUID | None = None
    is_put_off: bool = False
    """It answers a suggestion, and goes when the application is closed."""


@dataclass(frozen=True)
class Facts:
    """What the rules look at; closed applications may be among it."""

    applications: Sequence[Progress] = ()
    meetings: Sequence[Meeting] = ()
    deadlines: Sequence[Deadline] = ()
    todos: Sequence[Todo] = ()
    window: planning.Window | None = None
    is_passive: bool = False
    """Not looking now, only around once a quarter."""
    answered: Mapping[str, date] = field(default_factory=dict)
    """Keys that were answered, with the day they were or will be done."""
    holidays: Collection[date] = frozenset()
    asks: Sequence[asking.Waiting] = ()


class Due(NamedTuple):
    """One thing to do. `what` may hold names as a searcher typed them."""

    what: str
    due_on: date
    rule: str
    """Why it is listed, with the source of the number."""
    key: str
    """What an answer is remembered under; the same on every day."""
    application_id: UUID | None
    kind: DueKind


def agenda(facts: Facts, on: date) -> list[Due]:
    """List what is due on a day, costliest to miss first."""
    live = {
        each.application_id: each for each in facts.applications if is_open(each.stage)
    }
    found = [
        *deadlines(facts.deadlines, live),
        *interviews(facts.meetings, live, on),
        *check_ins(facts.meetings, live, on, facts.holidays),
        *follow_ups(live.values(), facts.answered, on),
        *(Due(*each, DueKind.NUDGE) for each in asking.nudges(facts.asks, live, on)),
        *thank_yous(facts.meetings, live, on, facts.holidays),
        *todos(facts.todos, live, on),
        *search_window(facts.window, on),
        *look_around(on, is_passive=facts.is_passive),
    ]
    return sorted(
        (each for each in found if each.key not in facts.answered),
        key=lambda each: _cost(each, on),
    )


def deadlines(
    offers: Iterable[Deadline], live: Mapping[UUID, Progress]
) -> Iterator[Due]:
    """List the deadlines of all open offers, near, far and missed."""
    for offer in offers:
        application = live.get(offer.application_id)
        if application:
            yield Due(
                f"Answer the offer of {application.company}",
                offer.on,
                DEADLINE_RULE,
                f"{DueKind.OFFER_DEADLINE}:{offer.offer_id}",
                offer.application_id,
                DueKind.OFFER_DEADLINE,
            )


def interviews(
    meetings: Iterable[Meeting], live: Mapping[UUID, Progress], on: date
) -> Iterator[Due]:
    """List the interviews of today and the next seven days.

    Several rounds of one application on one day are one thing to go to; its key
    is that of the first of them.
    """
    days: dict[tuple[UUID, date], list[Meeting]] = {}
    for meeting in meetings:
        if 0 <= (meeting.on - on).days <= AHEAD_DAYS and meeting.application_id in live:
            days.setdefault((meeting.application_id, meeting.on), []).append(meeting)
    for (application_id, day), same in days.items():
        slots = f", {len(same)} slots" if same[1:] else ""
        yield Due(
            f"{same[0].name} round with {live[application_id].company}{slots}",
            day,
            INTERVIEW_RULE,
            f"{DueKind.INTERVIEW}:{same[0].round_id}",
            application_id,
            DueKind.INTERVIEW,
        )


def follow_ups(
    applications: Iterable[Progress], answered: Mapping[str, date], on: date
) -> Iterator[Due]:
    """List a first, then a second follow-up to applications without an answer.

    The second counts from the day the first was answered, so that a late first
    one is not followed by another the next day. An inbound contact starts the
    time anew but not the count of two.
    """
    for each in applications:
        since = max(each.entered_on, each.heard_on or each.entered_on)
        if each.stage is not Stage.APPLIED or (on - since).days > SILENT_DAYS:
            continue
        first, second = (
            f"{DueKind.FOLLOW_UP}:{each.application_id}:applied:{n}" for n in (1, 2)
        )
        due_on, key, rule = _later(since, FOLLOW_UP_DAYS), first, FOLLOW_UP_RULE
        if first in answered:
            after_first = _later(answered[first], SECOND_FOLLOW_UP_DAYS)
            due_on, key, rule = max(due_on, after_first), second, SECOND_FOLLOW_UP_RULE
        if due_on <= on:
            what = f"Follow up with {each.company} on “{each.title}”"
            yield Due(what, due_on, rule, key, each.application_id, DueKind.FOLLOW_UP)


def check_ins(
    meetings: Sequence[Meeting],
    live: Mapping[UUID, Progress],
    on: date,
    holidays: Collection[date] = frozenset(),
) -> Iterator[Due]:
    """List the last rounds that nobody has answered.

    A contact, a stage change or another round after it is an answer.
    """
    for last in _last_rounds(meetings):
        application = live.get(last.application_id)
        if not application or _is_answered(application, last):
            continue
        due_on = business_days_after(last.on, CHECK_IN_BUSINESS_DAYS, holidays)
        if due_on <= on and (on - last.on).days <= SILENT_AFTER_ROUND_DAYS:
            yield Due(
                f"Check in with {application.company} after the {last.name} round",
                due_on,
                CHECK_IN_RULE,
                f"{DueKind.CHECK_IN}:{last.round_id}",
                last.application_id,
                DueKind.CHECK_IN,
            )


def thank_yous(
    meetings: Iterable[Meeting],
    live: Mapping[UUID, Progress],
    on: date,
    holidays: Collection[date] = frozenset(),
) -> Iterator[Due]:
    """List thanks from the day after a round until it is time to check in."""
    for meeting in meetings:
        application = live.get(meeting.application_id)
        until = business_days_after(meeting.on, CHECK_IN_BUSINESS_DAYS, holidays)
        if application and meeting.on < on < until:
            yield Due(
                f"Thank {application.company} for the {meeting.name} round",
                _later(meeting.on, 1),
                THANK_YOU_RULE,
                f"{DueKind.THANK_YOU}:{meeting.round_id}",
                meeting.application_id,
                DueKind.THANK_YOU,
            )


def todos(
    tasks: Iterable[Todo], live: Mapping[UUID, Progress], on: date
) -> Iterator[Due]:
    """List own tasks that are due, or will be within seven days.

    A task typed by the searcher stays when its application is closed.
    """
    for task in tasks:
        is_moot = task.is_put_off and task.application_id not in {None, *live}
        if not is_moot and (task.due_on - on).days <= AHEAD_DAYS:
            yield Due(
                task.what,
                task.due_on,
                PUT_OFF_RULE if task.is_put_off else TASK_RULE,
                f"{DueKind.TASK}:{task.task_id}",
                task.application_id,
                DueKind.TASK,
            )


def search_window(plan: planning.Window | None, on: date) -> Iterator[Due]:
    """List the flag of the search window once it is open, until answered.

    Each state is answered by itself: "late" is said again after "start now".
    """
    if plan is None:
        return
    state = planning.state(plan, on)
    if state is WindowState.EARLY:
        return
    yield Due(
        planning.title(plan, on).rstrip("."),
        plan.window_closes_on if state is WindowState.OPEN else plan.apply_by,
        WINDOW_RULE,
        f"{DueKind.SEARCH_WINDOW}:{plan.start_on.isoformat()}:{state}",
        None,
        DueKind.SEARCH_WINDOW,
    )


def look_around(on: date, *, is_passive: bool) -> Iterator[Due]:
    """List the one nudge of a quarter, due at its end, for who is not looking."""
    if not is_passive:
        return
    quarter = (on.month - 1) // 3 + 1
    last = date(on.year, 3 * quarter, {2: 30, 3: 30}.get(quarter, 31))
    yield Due(
        "Look around: meet one company and two people you know",
        last,
        LOOK_AROUND_RULE,
        f"{DueKind.LOOK_AROUND}:{on.year}:{quarter}",
        None,
        DueKind.LOOK_AROUND,
    )


def business_days_after(
    day: date, n: int, holidays: Collection[date] = frozenset()
) -> date:
    """Go forward n business days, past weekends and the given holidays.

    Args:
        day: Any day; the first business day counted is after it.
        n: At least 1; with 0 it is the day itself.
        holidays: Days off that count like a weekend.
    """
    while n and day < date.max:
        day += timedelta(days=1)
        n -= day.weekday() < 5 and day not in holidays
    return day


def _last_rounds(meetings: Iterable[Meeting]) -> Iterable[Meeting]:
    """Give the latest round, held or still to come, of each application."""
    in_order = sorted(meetings, key=lambda meeting: (meeting.on, meeting.round_id))
    return {meeting.application_id: meeting for meeting in in_order}.values()


def _is_answered(application: Progress, last: Meeting) -> bool:
    heard_on = application.heard_on or application.entered_on
    return max(heard_on, application.entered_on) > last.on


def _later(day: date, days: int) -> date:
    """Add days, staying inside the calendar whatever year was typed."""
    return day + timedelta(days=min(days, (date.max - day).days))


def _cost(due: Due, on: date) -> tuple[bool, int, date, str, str]:
    days = (due.due_on - on).days
    is_fixed = due.kind in {DueKind.OFFER_DEADLINE, DueKind.INTERVIEW}
    is_ahead = days > (AHEAD_DAYS if is_fixed else 0)
    return is_ahead, _RANK[due.kind], due.due_on, due.what, due.key
