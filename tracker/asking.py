"""A referral ask from its draft to its outcome, and whom to leave in peace. Pure.

Nothing here changes an ask: what is silent is so by the calendar, and is asked
again or answered like any other. One nudge is suggested after 7 days, silence is an
answer after 14, and a person who was asked rests for 30 (the best connectors are
asked at most once a month: a vendor's figure, Boomerang), about one company at a
time.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from tracker.models import AskState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from uuid import UUID

NUDGE_DAYS = 7
SILENT_DAYS = 14
REST_DAYS = 30
"""Between two asks to one person."""

LABELS = {
    AskState.DRAFTED: "Drafted",
    AskState.ASKED: "Asked",
    AskState.AGREED: "Agreed",
    AskState.INTRODUCED: "Introduced me",
    AskState.SUBMITTED: "Submitted me",
    AskState.ACKNOWLEDGED: "Acknowledged",
    AskState.DECLINED: "Declined",
    AskState.SILENT: "Silent",
    AskState.WITHDRAWN: "Withdrawn",
}
"""What a person reads for the state of an ask."""
NO_ANSWER = f"no answer in {SILENT_DAYS} days"
"""What silent means. Only asks are silent; an application without news is quiet."""

PASSED_ON = frozenset({AskState.INTRODUCED, AskState.SUBMITTED, AskState.ACKNOWLEDGED})
"""Somebody did pass the searcher on."""
OPEN = frozenset({AskState.ASKED, AskState.AGREED})
"""Something is still expected of the person."""
OVER = frozenset({AskState.DECLINED, AskState.SILENT, AskState.WITHDRAWN})
"""Nothing more is expected."""

NEXT: Mapping[AskState, Sequence[AskState]] = {
    AskState.DRAFTED: (AskState.ASKED, AskState.WITHDRAWN),
    AskState.ASKED: (
        *(AskState.AGREED, AskState.DECLINED, AskState.INTRODUCED),
        AskState.WITHDRAWN,
    ),
    AskState.AGREED: (
        *(AskState.INTRODUCED, AskState.SUBMITTED, AskState.DECLINED),
        AskState.WITHDRAWN,
    ),
    AskState.INTRODUCED: (AskState.SUBMITTED, AskState.ACKNOWLEDGED),
    AskState.SUBMITTED: (AskState.ACKNOWLEDGED,),
    AskState.ACKNOWLEDGED: (),
    AskState.DECLINED: (),
    AskState.SILENT: (AskState.ASKED, AskState.AGREED, AskState.DECLINED),
    AskState.WITHDRAWN: (),
}
"""What usually comes next; the first is the most hoped for."""

NUDGE_RULE = (
    "7 days after a referral ask without an answer, once; people say yes more often "
    "than one expects (Flynn and Lake 2008)."
)


class Request(NamedTuple):
    """An ask as the rules see it."""

    ask_id: UUID
    person_id: UUID
    company_id: UUID
    state: AskState
    asked_on: date | None


class Waiting(NamedTuple):
    """An ask that waits for an answer, in words."""

    ask_id: UUID
    person: str
    company: str
    asked_on: date
    application_id: UUID | None


class Load(NamedTuple):
    """What one person was asked for, all told."""

    open: int
    """Asks of which something is still expected."""
    asks: int
    """All that were sent."""
    last_on: date | None
    passed: int
    held: int
    """Declined or silent."""


def standing(state: AskState, asked_on: date | None, on: date | None) -> AskState:
    """Where an ask stands on a day: silent after 14 days without an answer.

    Args:
        state: As stored.
        asked_on: When the person was asked last.
        on: The day; None to take the state as it is stored.
    """
    if state is not AskState.ASKED or asked_on is None or on is None:
        return state
    return AskState.SILENT if (on - asked_on).days >= SILENT_DAYS else state


def nudge_on(asked_on: date) -> date:
    """The day from which one nudge is suggested."""
    return _later(asked_on, NUDGE_DAYS)


def silent_on(asked_on: date) -> date:
    """The day from which silence is an answer."""
    return _later(asked_on, SILENT_DAYS)


def rests_until(asked_on: date | None, on: date) -> date | None:
    """The day on which a person may be asked again; None if that is now."""
    if asked_on is None or (on - asked_on).days >= REST_DAYS:
        return None
    return _later(asked_on, REST_DAYS)


def wants_nudge(
    ask: Request, on: date, answered: Collection[str] = frozenset()
) -> bool:
    """Whether a nudge is suggested: 7 to 14 days after the ask, and once.

    Args:
        ask: The ask.
        on: The day.
        answered: Keys of suggestions that were answered: see `nudge_key`.
    """
    return (
        ask.state is AskState.ASKED
        and ask.asked_on is not None
        and NUDGE_DAYS <= (on - ask.asked_on).days < SILENT_DAYS
        and nudge_key(ask.ask_id, ask.asked_on) not in answered
    )


def nudge_key(ask_id: UUID, asked_on: date) -> str:
    """What the answer to a suggested nudge is remembered under."""
    return f"nudge:{ask_id}:{asked_on.isoformat()}"


def nudges(
    waiting: Iterable[Waiting], live: Collection[UUID], on: date
) -> Iterator[tuple[str, date, str, str, UUID | None]]:
    """List the nudges that are due: what, since when, why, its key, about what.

    Args:
        waiting: Asks without an answer.
        live: Open applications; asks for others are left alone.
        on: The day.
    """
    for ask in waiting:
        if ask.application_id not in {None, *live}:
            continue
        if NUDGE_DAYS <= (on - ask.asked_on).days < SILENT_DAYS:
            yield (
                f"Nudge {ask.person} about {ask.company}",
                nudge_on(ask.asked_on),
                NUDGE_RULE,
                nudge_key(ask.ask_id, ask.asked_on),
                ask.application_id,
            )


def loads(asks: Iterable[Request], on: date) -> dict[UUID, Load]:
    """What each person was asked for; drafts that were not sent are no load."""
    found: dict[UUID, list[Request]] = {}
    for ask in asks:
        if ask.asked_on is not None:
            found.setdefault(ask.person_id, []).append(ask)
    return {person: _load(own, on) for person, own in found.items()}


def _load(asks: Sequence[Request], on: date) -> Load:
    states = [standing(ask.state, ask.asked_on, on) for ask in asks]
    days = [ask.asked_on for ask in asks if ask.asked_on]
    return Load(
        open=sum(state in OPEN for state in states),
        asks=len(asks),
        last_on=max(days, default=None),
        passed=sum(state in PASSED_ON or state is AskState.AGREED for state in states),
        held=sum(state in {AskState.DECLINED, AskState.SILENT} for state in states),
    )


class Peace(NamedTuple):
    """Why a person is not to be asked now."""

    ask: Request
    until: date | None
    """When they may be asked again; None where something else must happen first."""


def peace(
    asks: Iterable[Request], person_id: UUID, company_id: UUID | None, on: date
) -> Peace | None:
    """Why a person is not to be asked about a company now; None if they may be.

    An open ask comes first, about whatever company. Who declined about a company is
    not asked about it again. Anybody asked within 30 days rests.

    Args:
        asks: All asks.
        person_id: Whom to ask.
        company_id: About what; None for any company.
        on: The day.
    """
    own = [
        ask
        for ask in asks
        if ask.person_id == person_id and ask.state is not AskState.DRAFTED
    ]
    for ask in own:
        if standing(ask.state, ask.asked_on, on) in OPEN:
            return Peace(ask, None)
    for ask in own:
        if ask.state is AskState.DECLINED and ask.company_id == company_id:
            return Peace(ask, None)
    rest = [(until, ask) for ask in own if (until := rests_until(ask.asked_on, on))]
    if not rest:
        return None
    until, last = max(rest, key=lambda one: one[0])
    return Peace(last, until)


def _later(day: date, days: int) -> date:
    """Add days, staying inside the calendar whatever year was typed."""
    return day + timedelta(days=min(days, (date.max - day).days))
