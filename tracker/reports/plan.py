"""The plan as it is shown: where a day lies, stretches, days, a table. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from tracker import planning
from tracker.errors import InvalidError
from tracker.models import Anchor
from tracker.planning import WindowState
from tracker.reports.coming import Flag

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from tracker.planning import Window
    from tracker.search import Search

KINDS = {
    Anchor.START: "The day I want to start",
    Anchor.JOB_END: "The day my job ends",
    Anchor.NOTICE_GIVEN: "My last day, notice is given",
    Anchor.BONUS: "The day a bonus or shares come",
    Anchor.GRADUATION: "The day I graduate",
    Anchor.VISA: "The day my visa ends",
    Anchor.LEASE: "The day my lease ends",
}
"""What the day of the plan is."""
DAY_LABELS = {
    Anchor.START: "I want to start on",
    Anchor.JOB_END: "My job ends on",
    Anchor.NOTICE_GIVEN: "My last day is",
    Anchor.BONUS: "It comes on",
    Anchor.GRADUATION: "I graduate on",
    Anchor.VISA: "My visa ends on",
    Anchor.LEASE: "My lease ends on",
}
LABELS = {
    "notice_days": "Notice, days",
    "notice_months": "or months to a month’s end",
    "decision_days": "Time to decide, days",
    "process_days": "Process, days",
}
"""What the numbers of the plan are called on the page."""
MORE_LABELS = {
    "prepare_days": "Preparation, days",
    "slack_days": "Slack, days",
}
MOST = {"notice_months": planning.MOST_MONTHS}

NOTES = {
    Anchor.JOB_END: (
        "The next job is planned to start on the day this one ends. If the end is "
        "agreed already, there is no notice left to give: set it to 0."
    ),
    Anchor.NOTICE_GIVEN: (
        "The next job is planned to start the day after. There is no notice left to "
        "give, so none is counted."
    ),
    Anchor.BONUS: (
        "The next job is planned to start the day after, so that you are still "
        "employed on the day. Some plans also want that no notice was given by then: "
        "read yours."
    ),
    Anchor.GRADUATION: (
        "The next job is planned to start on the day. Without a job to leave, set the "
        "notice to 0."
    ),
    Anchor.VISA: (
        "The next job is planned to start by the day. The time an authority takes for "
        "a new permit is not counted: choose an earlier day for it."
    ),
    Anchor.LEASE: (
        "The next job is planned to start on the day. Look into moving before it."
    ),
}
"""What is assumed of a day, where that is not plain."""
_GOALS = {
    Anchor.START: "You want to start by",
    Anchor.JOB_END: "Your job ends on",
    Anchor.NOTICE_GIVEN: "Your last day is",
    Anchor.BONUS: "Your bonus or shares come on",
    Anchor.GRADUATION: "You graduate on",
    Anchor.VISA: "Your visa ends on",
    Anchor.LEASE: "Your lease ends on",
}
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


def preview(typed: Mapping[str, Any]) -> tuple[Window | None, str]:
    """Plan with what was typed, saving nothing.

    Args:
        typed: By the fields of the form, as `stored` gives them.

    Returns:
        The window; or None and why there is none.
    """
    if typed["start_on"] is None:
        return None, (
            "The plan counts back from that day to the latest sensible day to apply."
        )
    try:
        plan = planning.window_of(
            typed["anchor"],
            typed["start_on"],
            notice=(typed["notice_days"], typed["notice_months"]),
            decision_days=typed["decision_days"],
            process_days=typed["process_days"],
        )
    except InvalidError as error:
        return None, str(error)
    return plan, ""


def stored(search: Search) -> dict[str, Any]:
    """What the store holds, by the fields of the form."""
    goal = search.goal
    return {
        "anchor": goal.anchor,
        "start_on": goal.start_on,
        "notice_days": search.searcher.notice_days,
        "notice_months": goal.notice_months,
        "decision_days": goal.decision_days,
        "process_days": goal.process_days,
        "prepare_days": goal.prepare_days,
        "slack_days": goal.slack_days,
        "is_passive": goal.is_passive,
    }


def stored_words(search: Search) -> str:
    """What the store holds, for who typed something else meanwhile."""
    held = stored(search)
    notice = f"{held['notice_days']} days of notice"
    if held["notice_months"]:
        notice = f"{held['notice_months']} months of notice to a month’s end"
    more = f", {held['prepare_days']} of preparation, {held['slack_days']} of slack"
    return (
        f"Stored now: {KINDS[held['anchor']].lower()}, "
        f"{held['start_on'] or 'not said'}, with {notice}, {held['decision_days']} to "
        f"decide and {held['process_days']} of process"
        f"{more if held['prepare_days'] or held['slack_days'] else ''}."
    )


def title(plan: Window | None, on: date, *, is_passive: bool) -> str:
    """Give the answer of the page."""
    if plan is not None:
        return planning.title(plan, on)
    if is_passive:
        return "Not looking now: look around once a quarter."
    return "Say when the next job should start."


def strip(plan: Window, on: date, anchor: Anchor) -> Strip:
    """Where a day lies in the search window: a badge, and the days in words."""
    where = planning.state(plan, on)
    label = planning.LABELS[where]
    rest = planning.sentence(plan, on).removeprefix(f"{label}: ")
    after = timedelta(days=anchor in planning.DAY_AFTER)
    named = planning.day(plan.start_on - after, on)
    words = f"{_GOALS[anchor]} {named}. {rest[:1].upper()}{rest[1:]}"
    return Strip(Flag(*_FLAGS[where], label), words)


def stretches(
    plan: Window, on: date, prepare_days: int = 0, slack_days: int = 0
) -> list[Stretch]:
    """The stretches from preparation to the first day at work.

    Those of no days are left out; what is over on the day is marked so. Slack is
    kept free between preparation and the window.
    """
    ready_on = plan.window_opens_on - timedelta(days=slack_days)
    found = (
        Stretch("Prepare", ready_on - timedelta(days=prepare_days), ready_on, "likely"),
        Stretch("Slack", ready_on, plan.window_opens_on, "unsure"),
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


def table(shown: Sequence[Stretch], on: date) -> dict[str, list[str]]:
    """The stretches as a table: what the picture draws."""
    return {
        "Stretch": [each.label for each in shown],
        "From": [planning.day(each.from_on, on) for each in shown],
        "To": [planning.day(each.to_on, on) for each in shown],
        "Days": [str((each.to_on - each.from_on).days) for each in shown],
    }
