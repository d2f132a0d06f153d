"""What the searcher of the demo did about it: offers, asks, contacts, tasks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from tracker import asking
from tracker.agenda import DueKind
from tracker.demo import offers
from tracker.demo.making import Making, instant, is_workday, start_on
from tracker.demo.stories import LIVE
from tracker.demo.words import SHOWCASE
from tracker.models import (
    Ask,
    AskChange,
    AskState,
    DeadlineChange,
    Granted,
    Interaction,
    InteractionKind,
    Offer,
    Task,
)
from tracker.planning import WindowState

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from tracker.demo.applications import Log
    from tracker.demo.people import Known
    from tracker.models import Person


class Later(NamedTuple):
    """A later deadline that was asked for."""

    company: str
    asked: int
    """Working days ago, below 0."""
    deadline: int
    """The day asked for, in working days."""
    granted: Granted
    note: str


LATER = (
    Later("Glasmoor Optics", -3, 8, Granted.NO, "“A week is all we can give.”"),
    Later("Copperlane Pay", -1, 9, Granted.OPEN, "The recruiter asks her manager."),
)


class Request(NamedTuple):
    """A referral ask."""

    company: str
    state: AskState
    day: int
    """Working days ago, below 0."""
    note: str
    by_friend: bool = False
    """Whether a friend is asked to pass me on, not an insider."""


ASKS = (
    Request("Glasmoor Optics", AskState.ACKNOWLEDGED, -39, "Worked together in 2021."),
    Request("Quillmark Robotics", AskState.SUBMITTED, -29, "Put me into their system."),
    Request(
        "Havrelund Speech (HVS)",
        AskState.INTRODUCED,
        -47,
        "An e-mail to the three of us.",
        by_friend=True,
    ),
    Request("Farrowgate Bank", AskState.SUBMITTED, -13, "Referral number by e-mail."),
    Request("Brackenfold Insurance", AskState.AGREED, -6, "Wants my short CV first."),
    Request("Amberloch Data", AskState.AGREED, -9, "Will write next week.", True),  # noqa: FBT003 - a row of a table
    Request(
        "Thistlemere Mobility", AskState.ASKED, -4, "Asked about the pricing team."
    ),
    Request("Bellwharf Travel", AskState.ASKED, -2, "Met again at the meetup."),
    Request("Ingelmoor Devices", AskState.SILENT, -30, "No reply after two messages."),
    Request("Palvera Maps", AskState.DECLINED, -91, "Refers only former colleagues."),
    Request("Sundrift Freight", AskState.WITHDRAWN, -23, "Their recruiter was faster."),
    Request(SHOWCASE, AskState.DRAFTED, 0, "Send once the CV is translated."),
)
NUDGED = "Thistlemere Mobility"
"""Where one nudge is due on whatever day."""
_WAY = (
    *(AskState.ASKED, AskState.AGREED, AskState.INTRODUCED),
    *(AskState.SUBMITTED, AskState.ACKNOWLEDGED),
)
_ANSWERED = frozenset(
    {
        AskState.AGREED,
        AskState.INTRODUCED,
        AskState.SUBMITTED,
        AskState.ACKNOWLEDGED,
        AskState.DECLINED,
    }
)

TASKS = (
    ("Update the CV with the forecasting project", -96, True),
    ("Export my contacts again", -60, True),
    ("Prepare the talk on model monitoring", -12, True),
    ("Ask two former managers to be references", -8, True),
    ("Read the vesting rules of both share plans", -3, True),
    ("Tell the tax adviser about the share plans", 8, False),
    ("Renew the passport", 12, False),
)
"""Own tasks: what, the working day, and whether it is done."""


def make(making: Making, known: Known, log: Log) -> None:
    """Make what was done about the applications."""
    offers.make(making, log.stories)
    for request in ASKS:
        _ask(making, known, log, request)
    _messages(making, log)
    _talks(making, known)
    _answers(making, log)
    for what, day, is_done in TASKS:
        on = making.workday(day)
        making.add(Task, what=what, due_on=on, done_on=on if is_done else None)
    making.add(
        Task,
        what="Buy a train ticket to Hamburg",
        due_on=making.workday(-20),
        binned_at=instant(making.workday(-21), "08:15"),
    )
    for later in LATER:
        _later(making, log.stories[later.company].id, later)


def _later(making: Making, application_id: UUID, later: Later) -> None:
    offer = next(
        row
        for row in making.rows
        if isinstance(row, Offer) and row.application_id == application_id
    )
    making.add(
        DeadlineChange,
        offer_id=offer.id,
        deadline_on=making.workday(later.deadline),
        asked_on=making.workday(later.asked),
        granted=later.granted,
        note=later.note,
    )


def _ask(making: Making, known: Known, log: Log, request: Request) -> None:
    insiders = known.direct.get(request.company) or known.second[request.company]
    person, insider = insiders[0], insiders[0]
    if request.by_friend:
        insider = known.second[request.company][0]
        person = next(f for f in known.friends if insider in known.pooled[f.id])
    steps = _steps(making, request)
    asked_on = next((on for state, on in steps if state is AskState.ASKED), None)
    application = log.stories.get(request.company) or log.open.get(request.company)
    row = making.add(
        Ask,
        person_id=person.id,
        company_id=making.companies[request.company].id,
        application_id=application and application.id,
        insider_id=insider.id,
        state=request.state,
        asked_on=asked_on,
        note=request.note,
    )
    for number, (state, on) in enumerate(steps, 1):
        making.add(AskChange, ask_id=row.id, state=state, on=on, number=number)
    if asked_on:
        about = f"Asked about a way into {request.company}."
        _contact(making, asked_on, person=person, note=about)
    if request.state in _ANSWERED:
        replied_on = making.workday(min(request.day + 2, -1))
        _contact(making, replied_on, person=person, note=request.note, inbound=True)


def _steps(making: Making, request: Request) -> list[tuple[AskState, date]]:
    """The dated steps of an ask to where it stands."""
    if request.state is AskState.DRAFTED:
        return [(AskState.DRAFTED, making.on)]
    if request.company == NUDGED:  # on a workday 8 to 13 days ago
        day = next(d for d in map(making.ago, range(8, 14)) if is_workday(d))
        return [(AskState.ASKED, day)]
    first = making.workday(request.day)
    if request.state is AskState.SILENT:
        silent_on = first + timedelta(days=asking.SILENT_DAYS)
        return [(AskState.ASKED, first), (AskState.SILENT, silent_on)]
    states = _WAY[: _WAY.index(request.state) + 1] if request.state in _WAY else ()
    later = states[1:] or ((request.state,) if not states else ())
    days = [making.workday(min(request.day + 2 * n, -1)) for n in range(1, 5)]
    return [(AskState.ASKED, first), *zip(later, days, strict=False)]


def _messages(making: Making, log: Log) -> None:
    """Note what companies wrote, and the thanks that went to them."""
    for story in LIVE:
        about = log.stories[story.company].id
        if story.heard is not None:
            _contact(
                making,
                making.workday(story.heard),
                application=about,
                note=story.heard_note,
                inbound=True,
            )
        if story.thanked:
            thanked_on = making.workday(max(m.day for m in story.meetings) + 1)
            _contact(making, thanked_on, application=about, note="Thanked the panel.")


def _talks(making: Making, known: Known) -> None:
    """Note talks with the three friends."""
    for friend, day, kind, note in zip(
        known.friends,
        (-83, -66, -28),
        (InteractionKind.MEETING, InteractionKind.CALL, InteractionKind.MEETING),
        ("Lunch; will send the contacts.", "Knows people in speech.", "Walked."),
        strict=True,
    ):
        _contact(making, making.workday(day), person=friend, note=note, kind=kind)


def _contact(
    making: Making,
    on: date,
    *,
    person: Person | None = None,
    application: UUID | None = None,
    note: str,
    **facts: object,
) -> None:
    making.add(
        Interaction,
        person_id=person and person.id,
        application_id=application,
        on=on,
        note=note,
        **facts,
    )


def _answers(making: Making, log: Log) -> None:
    """Tick off suggestions that were followed: thanks, follow-ups, the window."""
    for story in LIVE:
        for row, meeting in zip(log.rounds[story.company], story.meetings, strict=True):
            if story.thanked and -5 < meeting.day < 0:
                due_on = making.workday(meeting.day + 1)
                what = f"Thank {story.company}"
                _done(making, DueKind.THANK_YOU, str(row.id), what, due_on)
    for each in log.followed:
        key = f"{each.application.id}:applied:1"
        what = f"Follow up on “{each.application.title}”"
        _done(making, DueKind.FOLLOW_UP, key, what, each.followed_on)
    key = f"{start_on(making.on).isoformat()}:{WindowState.OPEN}"
    _done(making, DueKind.SEARCH_WINDOW, key, "Start the search", making.workday(-100))


def _done(making: Making, kind: DueKind, key: str, what: str, on: date) -> None:
    making.add(
        Task, what=what, due_on=on, done_on=on, rule=kind, rule_key=f"{kind}:{key}"
    )
