"""What else is due: offer deadlines, own tasks, the plan's flags. Pure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from tracker import planning
from tracker.agenda.applying import anew_on
from tracker.agenda.days import business_days_after, later
from tracker.agenda.facts import AHEAD_DAYS, Due, DueKind
from tracker.agenda.silence import waiting
from tracker.models import Stage
from tracker.pipeline import is_open
from tracker.planning import WindowState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tracker.agenda.facts import Deadline, Facts, Meeting, Progress

DEADLINE_RULE = (
    "An offer lapses after its deadline; 3 to 5 more business days are almost always "
    "granted when asked for (climbtheladder.com)."
)
TASK_RULE = "Your own task."
PUT_OFF_RULE = "You put it off to this day."
PINNED_RULE = "You pinned it."
WINDOW_RULE = (
    "Start 3 to 6 months before you need the job (Chip Huyen, “Machine Learning "
    "Interviews”)."
)
LOOK_AROUND_RULE = (
    "Not looking now: once a quarter, for the best time to interview is when you do "
    "not need a job (Chip Huyen, “Machine Learning Interviews”)."
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


def todos(facts: Facts, last: Mapping[UUID, Meeting], on: date) -> Iterator[Due]:
    """List own tasks, and suggestions that were put off, that are due within a week.

    A pinned one is listed on any day. A suggestion keeps its kind, so that putting
    it off makes it no cheaper to miss; it goes when what it was about is over, and
    a word of theirs moves it on. A task typed by the searcher stays when its
    application is closed.
    """
    known = {each.application_id: each for each in facts.applications}
    for task in facts.todos:
        kind = kind_of(task.key)
        about = known.get(task.application_id) if task.application_id else None
        round_id = _round_of(kind, task.key)
        if about and (
            is_over(kind, task.key, about, last, on)
            or (round_id and _is_settled(kind, round_id, facts.meetings))
        ):
            continue
        due_on = max(task.due_on, _not_before(kind, about, facts))
        if not task.is_pinned and (due_on - on).days > AHEAD_DAYS:
            continue
        rule = TASK_RULE if kind is DueKind.TASK else PUT_OFF_RULE
        yield Due(
            task.what,
            due_on,
            PINNED_RULE if task.is_pinned and task.key else rule,
            f"{DueKind.TASK}:{task.task_id}",
            task.application_id,
            kind,
            task.task_id,
            task.is_pinned,
            round_id,
            _to(kind, about),
        )


def _to(kind: DueKind, about: Progress | None) -> Stage | None:
    if about is None or kind not in {DueKind.NO_ANSWER, DueKind.REVIVED}:
        return None
    return Stage.NO_ANSWER if kind is DueKind.NO_ANSWER else about.before


def kind_of(key: str) -> DueKind:
    """What kind of suggestion a key is of; a task for none."""
    start = key.partition(":")[0]
    return DueKind(start) if start in {*DueKind} else DueKind.TASK


_OF_ROUNDS = {
    *(DueKind.INTERVIEW, DueKind.CHECK_IN, DueKind.THANK_YOU, DueKind.DEBRIEF)
}


def _round_of(kind: DueKind, key: str) -> UUID | None:
    if kind not in _OF_ROUNDS:
        return None
    try:
        return UUID(key.split(":")[1])
    except ValueError:
        return None


def is_over(
    kind: DueKind,
    key: str,
    about: Progress,
    last: Mapping[UUID, Meeting],
    on: date,
) -> bool:
    """Say whether what was suggested of an application is so no more."""
    meeting = last.get(about.application_id)
    match kind:
        case DueKind.TASK:
            over = False
        case DueKind.REVIVED:
            over = about.stage is not Stage.NO_ANSWER
        case _ if not is_open(about.stage):
            over = True
        case DueKind.FOLLOW_UP:
            over = about.stage is not Stage.APPLIED
        case DueKind.CHECK_IN:
            over = meeting is not None and about.entered_on > meeting.on
        case DueKind.NO_ANSWER:
            silent = waiting(about, meeting, on)
            over = silent is None or not key.endswith(silent.last_on.isoformat())
        case _:
            over = False
    return over


def _is_settled(kind: DueKind, round_id: UUID, meetings: Iterable[Meeting]) -> bool:
    """Say whether a round is gone, or all of its day was thanked for or debriefed."""
    known = {each.round_id: each for each in meetings}
    meeting = known.get(round_id)
    if meeting is None:
        return True
    day = meeting.application_id, meeting.on
    same = [each for each in known.values() if (each.application_id, each.on) == day]
    if kind is DueKind.THANK_YOU:
        return all(each.is_thanked for each in same)
    return kind is DueKind.DEBRIEF and not any(each.waits_for_debrief for each in same)


def _not_before(kind: DueKind, about: Progress | None, facts: Facts) -> date:
    """The day before which a word of theirs makes a reminder too early."""
    if about is None or about.heard_on is None:
        return date.min
    if kind is DueKind.FOLLOW_UP:
        return later(anew_on(about), facts.rules.follow_up_days)
    if kind is DueKind.CHECK_IN:
        days = facts.rules.check_in_business_days
        return business_days_after(about.heard_on, days, facts.holidays)
    return date.min


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
