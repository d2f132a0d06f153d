"""The plan as it is shown: where a day lies, stretches, days, a table. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from tracker import planning
from tracker.errors import InvalidError
from tracker.planning import WindowState
from tracker.reports.coming import Flag

if TYPE_CHECKING:
    from datetime import date

    from tracker.models import Goal
    from tracker.planning import Window
    from tracker.search import Search

WANT, JOB_END = "The day I want to start", "The day my job ends"
KINDS = (WANT, JOB_END)
"""What the day of the plan is."""
DAY_LABELS = {WANT: "I want to start on", JOB_END: "My job ends on"}
LABELS = {
    "notice_days": "Notice, days",
    "decision_days": "Time to decide, days",
    "process_days": "Process, days",
}
"""What the numbers of days are called on the page."""

JOB_END_NOTE = (
    "The next job is planned to start on the day this one ends. If the end is agreed "
    "already, there is no notice left to give: set it to 0."
)
SOURCES = (
    (
        f"Window: {planning.OPENS_MONTHS} to {planning.CLOSES_MONTHS} months before "
        "you need the job (Chip Huyen, “Machine Learning Interviews”, 2019)."
    ),
    (
        f"Notice: {planning.NOTICE_DAYS} days are customary in the United States; your "
        "contract decides."
    ),
    (
        f"Decision: {planning.DECISION_DAYS} days from an offer to the answer (NACE, "
        "2015 to 2018: 13.8 to 14.3 days on average)."
    ),
    (
        f"Process: {planning.PROCESS_DAYS} days from applying to an offer, for a "
        "software engineer in the United States (Glassdoor data of 2009 to 2015, "
        "computerworld.com)."
    ),
)
"""Where the assumed numbers come from."""

_FLAGS = {
    WindowState.EARLY: ("gray", ":material/hourglass_empty:"),
    WindowState.OPEN: ("green", ":material/flag:"),
    WindowState.LATE: ("orange", ":material/schedule:"),
    WindowState.PAST: ("red", ":material/event_busy:"),
}


class Strip(NamedTuple):
    """Where a day lies in the search window, in words."""

    flag: Flag
    words: str


class Stretch(NamedTuple):
    """A stretch of the plan: what `charts.Phase` draws."""

    label: str
    from_on: date
    to_on: date
    certainty: Literal["past", "sure", "likely", "unsure"]


class Day(NamedTuple):
    """A day of the plan that has a name: what `charts.Milestone` marks."""

    label: str
    on: date
    stretch: str


class Figure(NamedTuple):
    """A day of the plan as a figure, with how far off it is."""

    label: str
    value: str
    beside: str


def kind(goal: Goal) -> str:
    """What the day of a goal is, as one of `KINDS`."""
    return JOB_END if goal.is_job_end else WANT


def preview(
    start_on: date | None, notice_days: int, decision_days: int, process_days: int
) -> tuple[Window | None, str]:
    """Plan with what was typed, saving nothing.

    Returns:
        The window; or None and why there is none.
    """
    if start_on is None:
        return None, (
            "The plan counts back from that day to the latest sensible day to apply."
        )
    try:
        plan = planning.window(
            start_on,
            notice_days=notice_days,
            decision_days=decision_days,
            process_days=process_days,
        )
    except InvalidError as error:
        return None, str(error)
    return plan, ""


def stored(search: Search) -> dict[str, Any]:
    """What the store holds, by the fields of the form."""
    return {
        "kind": kind(search.goal),
        "start_on": search.goal.start_on,
        "notice_days": search.searcher.notice_days,
        "decision_days": search.goal.decision_days,
        "process_days": search.goal.process_days,
    }


def stored_words(search: Search) -> str:
    """What the store holds, for who typed something else meanwhile."""
    held = stored(search)
    return (
        f"Stored now: {held['kind'].lower()}, {held['start_on'] or 'not said'}, with "
        f"{held['notice_days']} days of notice, {held['decision_days']} to decide and "
        f"{held['process_days']} of process."
    )


def given(typed: dict[str, Any]) -> dict[str, Any]:
    """The form's fields as `inputs.GoalIn` takes them."""
    facts = {field: value for field, value in typed.items() if field != "kind"}
    return {**facts, "is_job_end": typed.get("kind") == JOB_END}


def strip(plan: Window, on: date, *, is_job_end: bool) -> Strip:
    """Where a day lies in the search window: a badge, and the days in words."""
    where = planning.state(plan, on)
    label = planning.LABELS[where]
    rest = planning.sentence(plan, on).removeprefix(f"{label}: ")
    goal = "Your job ends on" if is_job_end else "You want to start by"
    start = planning.day(plan.start_on, on)
    words = f"{goal} {start}. {rest[:1].upper()}{rest[1:]}"
    return Strip(Flag(*_FLAGS[where], label), words)


def stretches(plan: Window, on: date) -> list[Stretch]:
    """The stretches from the opening of the window to the first day at work.

    Those of no days are left out; what is over on the day is marked so.
    """
    found = (
        Stretch("Start now", plan.window_opens_on, plan.window_closes_on, "sure"),
        Stretch("Late start", plan.window_closes_on, plan.apply_by, "likely"),
        Stretch("Process", plan.apply_by, plan.offer_by, "unsure"),
        Stretch("Decision", plan.offer_by, plan.accept_by, "likely"),
        Stretch("Notice", plan.accept_by, plan.start_on, "sure"),
    )
    return [
        each._replace(certainty="past") if each.to_on < on else each
        for each in found
        if each.from_on < each.to_on
    ]


def days(plan: Window) -> list[Day]:
    """The days of the plan that have a name, each at the end of its stretch."""
    last = "Late start" if plan.window_closes_on < plan.apply_by else "Start now"
    return [
        Day("Apply by", plan.apply_by, last),
        Day("Offer by", plan.offer_by, "Process"),
        Day("Accept by", plan.accept_by, "Decision"),
        Day("Start", plan.start_on, "Notice"),
    ]


def figures(plan: Window, on: date) -> list[Figure]:
    """The window and the three days that lead to the start, as figures."""
    found = [
        Figure(
            "Window opens",
            planning.day(plan.window_opens_on, on),
            f"closes {planning.day(plan.window_closes_on, on)}",
        )
    ]
    for label, day, _ in days(plan)[:3]:
        found.append(
            Figure(label, planning.day(day, on), planning.in_days((day - on).days))
        )
    return found


def table(plan: Window, on: date) -> dict[str, list[str]]:
    """The stretches as a table: what the picture draws."""
    shown = stretches(plan, on)
    return {
        "Stretch": [each.label for each in shown],
        "From": [planning.day(each.from_on, on) for each in shown],
        "To": [planning.day(each.to_on, on) for each in shown],
        "Days": [str((each.to_on - each.from_on).days) for each in shown],
    }
