"""Where an application stands, and what its history says. Pure.

A stage is never stored as an opinion: it is that of the last stage change, and
closing an application adds a change to its history and takes nothing away.

Any move is allowed except to the stage an application is already in. Employers
skip steps, reopen what they refused, and a searcher corrects what was logged
wrongly; a rule against any of that would only send people back to a
spreadsheet.
"""

from __future__ import annotations

from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple, Protocol

from tracker.errors import RuleError
from tracker.models import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

OPEN = (
    Stage.SAVED,
    Stage.APPLIED,
    Stage.SCREEN,
    Stage.CHALLENGE,
    Stage.OFFSITE,
    Stage.ONSITE,
    Stage.OFFER,
)
"""Stages of an application that may still lead to a job, in their order."""

CLOSED = (
    Stage.ACCEPTED,
    Stage.DECLINED,
    Stage.REJECTED,
    Stage.WITHDRAWN,
    Stage.NO_ANSWER,
)
"""Stages that end an application, whoever ended it."""

DOTS = {
    Stage.SAVED: 1,
    Stage.APPLIED: 2,
    Stage.SCREEN: 3,
    Stage.CHALLENGE: 3,
    Stage.OFFSITE: 4,
    Stage.ONSITE: 4,
    Stage.OFFER: 5,
}
"""How many of the five dots an open stage fills; a closed one has none."""

LABELS = {
    Stage.SAVED: "Saved",
    Stage.APPLIED: "Applied",
    Stage.SCREEN: "Screen",
    Stage.CHALLENGE: "Challenge",
    Stage.OFFSITE: "Offsite",
    Stage.ONSITE: "Onsite",
    Stage.OFFER: "Offer",
    Stage.ACCEPTED: "Accepted",
    Stage.DECLINED: "Declined by me",
    Stage.REJECTED: "Rejected",
    Stage.WITHDRAWN: "Withdrawn",
    Stage.NO_ANSWER: "No answer",
}
"""What a person reads for each stage."""


class Badge(NamedTuple):
    """How a stage is shown beside its words."""

    color: str
    """A colour name of the theme."""
    icon: str
    """A Material symbol in Streamlit's notation."""


BADGES = {
    Stage.SAVED: Badge("gray", ":material/bookmark:"),
    Stage.APPLIED: Badge("blue", ":material/send:"),
    Stage.SCREEN: Badge("violet", ":material/call:"),
    Stage.CHALLENGE: Badge("violet", ":material/code:"),
    Stage.OFFSITE: Badge("orange", ":material/co_present:"),
    Stage.ONSITE: Badge("orange", ":material/groups:"),
    Stage.OFFER: Badge("green", ":material/handshake:"),
    Stage.ACCEPTED: Badge("primary", ":material/flag:"),
    Stage.DECLINED: Badge("gray", ":material/do_not_disturb_on:"),
    Stage.REJECTED: Badge("gray", ":material/block:"),
    Stage.WITHDRAWN: Badge("gray", ":material/undo:"),
    Stage.NO_ANSWER: Badge("gray", ":material/hourglass_empty:"),
}
"""Stages that share dots share a colour; no bad news is red, red is the clock."""


class Change(Protocol):
    """What is read of a stage change; `tracker.models.StageChange` is one."""

    @property
    def stage(self) -> Stage:
        """The stage that was entered."""

    @property
    def on(self) -> date:
        """The day it was entered."""

    @property
    def number(self) -> int:
        """Order of entry within the application, from 1."""


class Place(NamedTuple):
    """Where an application can be: a stage, and the own one that it is called by."""

    stage: Stage
    custom_stage_id: UUID | None = None


def dots(stage: Stage) -> str:
    """Draw a stage as five dots, such as ●●●○○; nothing when it is closed."""
    filled = DOTS.get(stage, 0)
    return "●" * filled + "○" * (5 - filled) if filled else ""


def is_open(stage: Stage) -> bool:
    """Say whether an application in this stage may still lead to a job."""
    return stage in OPEN


def in_order(history: Iterable[Change]) -> list[Change]:
    """Sort changes by day; of one day the one entered later comes later."""
    return sorted(history, key=lambda change: (change.on, change.number))


def current(history: Iterable[Change]) -> Stage:
    """Give the stage of the last change; SAVED before there is any."""
    changes = in_order(history)
    return changes[-1].stage if changes else Stage.SAVED


def entered_on(history: Iterable[Change]) -> date | None:
    """Give the day the current stage was entered.

    The same stage logged twice in a row, as two imports of one spreadsheet can
    do, was entered the first time. None without any change.
    """
    changes = in_order(history)
    stage = current(changes)
    run = list(takewhile(lambda change: change.stage is stage, reversed(changes)))
    return run[-1].on if run else None


def days_in_stage(history: Iterable[Change], on: date) -> int:
    """Count the days since the current stage was entered, at least 0."""
    since = entered_on(history)
    return max(0, (on - since).days) if since else 0


def reached(history: Iterable[Change]) -> frozenset[Stage]:
    """Give every stage that was ever entered; a rejection erases none."""
    return frozenset(change.stage for change in history)


def furthest(history: Iterable[Change]) -> Stage:
    """Give the open stage nearest to a job that was ever entered."""
    stages = reached(history)
    return next((stage for stage in reversed(OPEN) if stage in stages), Stage.SAVED)


def check_move(here: Stage, there: Stage, *, title: str, company: str) -> None:
    """Refuse a move to the stage an application is already in.

    Raises:
        RuleError: If the two stages are the same.
    """
    if here is there:
        raise RuleError(
            f"“{title}” at {company} is already in {LABELS[here]}: "
            "choose another stage."
        )


def counts(stages: Iterable[Stage]) -> dict[Stage, int]:
    """Count applications by stage: every stage, in order, also with 0."""
    seen = Counter(stages)
    return {stage: seen[stage] for stage in Stage}
