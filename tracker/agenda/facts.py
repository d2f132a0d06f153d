"""What the rules look at, and what they say is due. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from tracker.agenda.rules import DEFAULTS
from tracker.models import Stage

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date
    from uuid import UUID

    from tracker import asking, planning
    from tracker.agenda.rules import Rules

AHEAD_DAYS = 7
"""How far interviews, offer deadlines and own tasks are looked ahead for."""


class DueKind(StrEnum):
    """What kind of thing is due, costliest to miss first."""

    OFFER_DEADLINE = "offer_deadline"
    INTERVIEW = "interview"
    REVIVED = "revived"
    CHECK_IN = "check_in"
    FOLLOW_UP = "follow_up"
    NUDGE = "nudge"
    THANK_YOU = "thank_you"
    DEBRIEF = "debrief"
    TASK = "task"
    SEARCH_WINDOW = "search_window"
    NO_ANSWER = "no_answer"
    LOOK_AROUND = "look_around"


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
    asked_on: date | None = None
    """The first thing I wrote or asked since they last wrote; only read in Offer."""
    before: Stage = Stage.APPLIED
    """The open stage it stood in last, now or before it was closed."""


@dataclass(frozen=True)
class Meeting:
    """An interview round that was not cancelled, past or to come.

    Of one day they are in the order of time.
    """

    round_id: UUID
    application_id: UUID
    name: str
    """Such as "Onsite"."""
    on: date
    """The day where the searcher is."""
    promised_on: date | None = None
    """The day they said they would answer by."""
    is_thanked: bool = False
    waits_for_debrief: bool = False
    """How it went is not written down yet."""


@dataclass(frozen=True)
class Deadline:
    """An offer that waits for an answer."""

    offer_id: UUID
    application_id: UUID
    on: date


@dataclass(frozen=True)
class Todo:
    """A task that is neither done nor retired."""

    task_id: UUID
    what: str
    due_on: date
    application_id: UUID | None = None
    key: str = ""
    """Which suggestion it answers: one that was put off or pinned."""
    is_pinned: bool = False


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
    retired: AbstractSet[str] = frozenset()
    """Keys of which nothing more is to be said."""
    holidays: Collection[date] = frozenset()
    asks: Sequence[asking.Waiting] = ()
    rules: Rules = DEFAULTS


class Due(NamedTuple):
    """One thing to do. `what` may hold names as a searcher typed them."""

    what: str
    due_on: date
    rule: str
    """Why it is listed, with the number in force and its source."""
    key: str
    """What an answer is remembered under; the same on every day."""
    application_id: UUID | None
    kind: DueKind
    task_id: UUID | None = None
    """The task that it is, or that keeps what was put off or pinned."""
    is_pinned: bool = False
    round_id: UUID | None = None
    """The round that it is about, of several on one day the first."""
    to: Stage | None = None
    """The stage that it suggests to move the application to."""
