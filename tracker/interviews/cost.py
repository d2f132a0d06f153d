"""What interviews cost in hours. Pure.

Take-homes punish who has no free evenings (the talk), so their hours count as they
were spent, and what the company said stands beside it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Spent(NamedTuple):
    """The time that one round took."""

    minutes: int
    """How long it is held; of a take-home the slot of the invitation."""
    is_take_home: bool = False
    hours_spent: Decimal | None = None
    hours_estimated: Decimal | None = None
    """What the company said a take-home takes."""


class Cost(NamedTuple):
    """The time that rounds took, in hours."""

    talks: int
    talk_hours: Decimal
    take_homes: int
    take_home_hours: Decimal
    said_hours: Decimal
    """What was said of those take-homes whose true hours are known too."""
    known_hours: Decimal
    """The true hours of the same."""
    is_estimate: bool
    """Whether a take-home counts as the company or its slot says it."""

    @property
    def hours(self) -> Decimal:
        """All of it."""
        return self.talk_hours + self.take_home_hours


def cost(rounds: Iterable[Spent]) -> Cost:
    """Add up what rounds took.

    A take-home counts the hours spent; where they are not known the hours the
    company said, and else the slot of the invitation.
    """
    known = list(rounds)
    homes = [each for each in known if each.is_take_home]
    talks = [each for each in known if not each.is_take_home]
    both = [
        (each.hours_estimated, each.hours_spent)
        for each in homes
        if each.hours_spent is not None and each.hours_estimated is not None
    ]
    return Cost(
        talks=len(talks),
        talk_hours=sum((_slot(each) for each in talks), Decimal(0)),
        take_homes=len(homes),
        take_home_hours=sum((_home(each) for each in homes), Decimal(0)),
        said_hours=sum((said for said, _ in both), Decimal(0)),
        known_hours=sum((spent for _, spent in both), Decimal(0)),
        is_estimate=any(each.hours_spent is None for each in homes),
    )


def _slot(each: Spent) -> Decimal:
    return Decimal(each.minutes) / 60


def _home(each: Spent) -> Decimal:
    if each.hours_spent is not None:
        return each.hours_spent
    return _slot(each) if each.hours_estimated is None else each.hours_estimated
