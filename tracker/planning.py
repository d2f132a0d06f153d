"""When a search must start so that the next job does in time. Pure.

Two rules are laid over each other. Forwards: start 3 to 6 months ahead of the
day the job is needed (Chip Huyen, "Machine Learning Interviews", 2019).
Backwards: the start day minus notice, decision and process is the latest
sensible day to apply. Where that day comes before the window would close, the
window moves back with it, for the second rule is the harder one.

Defaults: two weeks of notice are customary in the United States; 14 days from
offer to acceptance (NACE, 2015 to 2018: 13.8 to 14.3 days on average); 35 days
of process for a software engineer in the United States (Glassdoor data of 2009
to 2015, computerworld.com). Preparation and slack lie before the window and move
none of its days.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from tracker.errors import InvalidError
from tracker.models import Anchor

NOTICE_DAYS = 14
DECISION_DAYS = 14
PROCESS_DAYS = 35
OPENS_MONTHS = 6
CLOSES_MONTHS = 3
MOST_DAYS = 730
"""The longest notice, decision or process that a search goal can hold."""
MOST_MONTHS = 24
"""The longest notice in months."""

DAY_AFTER = frozenset({Anchor.BONUS, Anchor.NOTICE_GIVEN})
"""What one must still be employed for: the next job starts the day after."""

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


class WindowState(StrEnum):
    """Where a day lies in the search window."""

    EARLY = "early"
    OPEN = "open"
    LATE = "late"
    PAST = "past"


LABELS = {
    WindowState.EARLY: "Not yet",
    WindowState.OPEN: "Start now",
    WindowState.LATE: "Late",
    WindowState.PAST: "Past",
}
"""What a person reads for each state."""


@dataclass(frozen=True)
class Window:
    """The search window and the days that lead from it to the start day."""

    start_on: date
    accept_by: date
    """The start day minus notice."""
    offer_by: date
    """`accept_by` minus the days to decide."""
    apply_by: date
    """`offer_by` minus the process: the latest sensible day to apply."""
    window_opens_on: date
    window_closes_on: date
    """Never after `apply_by`."""
    moved_days: int
    """How far both window days were moved back so that this holds; mostly 0."""


class Part(NamedTuple):
    """One stretch of time between applying and starting."""

    name: str
    days: int


def window(
    start_on: date,
    *,
    notice_days: int = NOTICE_DAYS,
    decision_days: int = DECISION_DAYS,
    process_days: int = PROCESS_DAYS,
    notice_months: int = 0,
) -> Window:
    """Plan back from the day to start the next job.

    Args:
        start_on: The first day at the next job.
        notice_days: Between giving notice and the start.
        decision_days: Between an offer and the answer.
        process_days: Between applying and an offer.
        notice_months: Above 0 it counts in the place of the days: see
            `notice_by`.

    Raises:
        InvalidError: If a number of days is not 0 to 730 or of months not 0 to
            24, or the days reach beyond the calendar, or the start day is in its
            last year, 9999, which spreadsheets write for "never".
    """
    if not 0 <= notice_months <= MOST_MONTHS:
        raise InvalidError(
            f"{notice_months} months of notice cannot be planned: give 0 to "
            f"{MOST_MONTHS}."
        )
    for name, days in (
        ("notice", notice_days),
        ("decision", decision_days),
        ("process", process_days),
    ):
        if not 0 <= days <= MOST_DAYS:
            raise InvalidError(
                f"{days} days of {name} cannot be planned: give 0 to {MOST_DAYS}."
            )
    try:
        accept_by = notice_by(start_on, notice_days, notice_months)
        return _window(start_on, accept_by, decision_days, process_days)
    except (OverflowError, ValueError):
        raise InvalidError(
            f"No search can be planned back from {start_on}: choose another start day."
        ) from None


def window_of(
    anchor: Anchor,
    on: date,
    *,
    notice: tuple[int, int] = (NOTICE_DAYS, 0),
    decision_days: int = DECISION_DAYS,
    process_days: int = PROCESS_DAYS,
) -> Window:
    """Plan back from any day that the search must respect.

    Args:
        anchor: What the day is.
        on: The day.
        notice: In days, and in months to a month's end.
        decision_days: As for `window`.
        process_days: As for `window`.

    Raises:
        InvalidError: As for `window`.
    """
    days, months = (0, 0) if anchor is Anchor.NOTICE_GIVEN else notice
    return window(
        start_of(anchor, on),
        notice_days=days,
        notice_months=months,
        decision_days=decision_days,
        process_days=process_days,
    )


def start_of(anchor: Anchor, on: date) -> date:
    """Give the day the next job starts, from what is known of the search.

    A bonus is paid, and shares vest, to who is still employed on the day, and the
    last day of a job that was given notice of is worked: then it is the day
    after. Everything else must be followed by a job on the day itself.
    """
    return on + timedelta(days=1) if anchor in DAY_AFTER and on < date.max else on


def notice_by(start_on: date, days: int, months: int = 0) -> date:
    """Give the last day to give notice, so that one is free on a day.

    In months it runs to the end of one: to start on 1 September with 3 months the
    last day of the old job is 31 August, and notice is given by 31 May. A start
    within a month leaves the days since its beginning free.

    Raises:
        OverflowError: If that is before the year 1.
    """
    if not months:
        return start_on - timedelta(days=days)
    last_on = start_on.replace(day=1) - timedelta(days=1)
    month = months_before(last_on.replace(day=1), months)
    return month.replace(day=monthrange(month.year, month.month)[1])


def months_before(day: date, months: int) -> date:
    """Go back calendar months; a day the month lacks becomes its last one.

    31 August minus 6 months is 28 February, or 29 February in a leap year.

    Raises:
        ValueError: If that is before the year 1.
    """
    year, month = divmod(12 * day.year + day.month - 1 - months, 12)
    if year < 1:
        raise ValueError(f"{months} months before {day} is out of range")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def state(plan: Window, on: date) -> WindowState:
    """Say where a day lies: the first of past, late, open, early that holds."""
    if on > plan.apply_by:
        return WindowState.PAST
    if on > plan.window_closes_on:
        return WindowState.LATE
    return WindowState.OPEN if on >= plan.window_opens_on else WindowState.EARLY


def title(plan: Window, on: date) -> str:
    """Give the answer of the Plan page: what to do by when."""
    shown = (plan.window_opens_on, plan.apply_by, plan.start_on)
    with_year = len({on.year, *(day.year for day in shown)}) > 1
    opens, apply_by, start = (long_day(day, with_year=with_year) for day in shown)
    return {
        WindowState.EARLY: f"Not yet: start your search on {opens}.",
        WindowState.OPEN: f"Start now: apply until {apply_by} to start by {start}.",
        WindowState.LATE: f"Late: apply until {apply_by} to start by {start}.",
        WindowState.PAST: f"Past: to start by {start}, you had to apply by {apply_by}.",
    }[state(plan, on)]


def sentence(plan: Window, on: date) -> str:
    """Say what a day means for the search, and why if the window was moved."""
    closes, apply_by = (day(d, on) for d in (plan.window_closes_on, plan.apply_by))
    left = (plan.apply_by - on).days
    words = {
        WindowState.EARLY: f"Not yet: the window opens on "
        f"{day(plan.window_opens_on, on)}, {in_days((plan.window_opens_on - on).days)}."
        f" The latest sensible start of the search is {apply_by}.",
        WindowState.OPEN: f"Start now: the search window is open until {closes}. After "
        f"that, apply by {apply_by} at the latest, {in_days(left)}.",
        WindowState.LATE: f"Late: {_days(left)} left to the latest sensible start of "
        f"the search, {apply_by}.",
        WindowState.PAST: f"Past: the latest sensible start of the search was "
        f"{apply_by}, {_days(-left)} ago. Start later, or plan with a shorter "
        f"{longest_part(plan).name}.",
    }[state(plan, on)]
    return f"{words} {moved(plan)}".rstrip()


def moved(plan: Window) -> str:
    """Say why the window is not 6 to 3 months ahead; empty if it is."""
    if not plan.moved_days:
        return ""
    notice, decision, process = (part.days for part in parts(plan))
    return (
        f"The window is {_days(plan.moved_days)} earlier than usual: {_days(notice)} "
        f"of notice, {decision} to decide and {process} of process are more than the "
        f"{CLOSES_MONTHS} months it would leave."
    )


def parts(plan: Window) -> tuple[Part, Part, Part]:
    """Give the assumed stretches between applying and starting."""
    return (
        Part("notice", (plan.start_on - plan.accept_by).days),
        Part("decision", (plan.accept_by - plan.offer_by).days),
        Part("process", (plan.offer_by - plan.apply_by).days),
    )


def longest_part(plan: Window) -> Part:
    """Give the assumption that matters most; of equal ones the least sure."""
    return max(reversed(parts(plan)), key=lambda part: part.days)


def longest_sentence(plan: Window) -> str:
    """Say which assumption the latest day to apply depends on most."""
    part = longest_part(plan)
    whole = (plan.start_on - plan.apply_by).days
    if not part.days:
        return "No days of notice, decision or process are assumed."
    return (
        f"The {part.name} matters most: {part.days} of the {_days(whole)} between "
        "applying and starting."
    )


def day(on: date, today: date) -> str:
    """Write a day as people do: Fri 27 Nov, with the year unless it is this one.

    Not by `strftime`, whose names of days depend on the machine's language.
    """
    text = f"{DAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1][:3]}"
    return text if on.year == today.year else f"{text} {on.year}"


def plain_day(on: date) -> str:
    """Write a day that may be long past, as people do: 3 Mar 2026."""
    return f"{on.day} {MONTHS[on.month - 1][:3]} {on.year}"


def said_day(text: str) -> str:
    """Write the day of a source as people do; what is none, such as years, as it is."""
    try:
        return plain_day(date.fromisoformat(text))
    except ValueError:
        return text


def long_day(on: date, *, with_year: bool) -> str:
    """Write a day for a title: 27 November, or 27 November 2026."""
    text = f"{on.day} {MONTHS[on.month - 1]}"
    return f"{text} {on.year}" if with_year else text


def in_days(n: int) -> str:
    """Say how far off a day is: in 18 days, tomorrow, today, 2 days late."""
    if n < 0:
        return f"{_days(-n)} late"
    return {0: "today", 1: "tomorrow"}.get(n, f"in {n} days")


def _days(n: int) -> str:
    return "1 day" if n == 1 else f"{n} days"


def _window(start_on: date, accept_by: date, decision: int, process: int) -> Window:
    if start_on.year == date.max.year:
        raise ValueError(f"{start_on} is a placeholder")
    offer_by = accept_by - timedelta(days=decision)
    apply_by = offer_by - timedelta(days=process)
    closes_on = months_before(start_on, CLOSES_MONTHS)
    moved_days = max(0, (closes_on - apply_by).days)
    back = timedelta(days=moved_days)
    return Window(
        start_on=start_on,
        accept_by=accept_by,
        offer_by=offer_by,
        apply_by=apply_by,
        window_opens_on=months_before(start_on, OPENS_MONTHS) - back,
        window_closes_on=closes_on - back,
        moved_days=moved_days,
    )
