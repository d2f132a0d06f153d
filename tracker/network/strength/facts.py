"""What can be known of a tie, and what comes of weighing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.models import AskState, InteractionKind, TieKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from numpy.typing import ArrayLike


class Outcomes(NamedTuple):
    """What became of own asks."""

    passed: int = 0
    """Agreed to, or further."""
    held: int = 0
    """Declined, or silent."""

    @property
    def asks(self) -> int:
        """How many asks have an outcome: n."""
        return self.passed + self.held


NONE = Outcomes()


class Known(NamedTuple):
    """What is known of one tie, in the direction of asking."""

    kind: TieKind = TieKind.OTHER
    mutuals: int = 0
    sent: int = 0
    """Messages, calls and meetings that the asker began."""
    received: int = 0
    """Those that the asked began."""
    last_on: date | None = None
    """When they were last in touch."""
    last_kind: InteractionKind = InteractionKind.OTHER
    since_on: date | None = None
    """When they were connected; counts as a contact for the decay only."""
    overlap_months: float = 0
    """How long they worked together."""
    overlap_at: str = ""
    """Where most of that was."""
    papers: int = 0
    """How many papers they wrote together."""
    school_months: float = 0
    """How long they were at one school together."""
    school: str = ""
    own: Outcomes = NONE
    """What became of asks over this tie."""
    stated: float | None = None


@dataclass(frozen=True, eq=False)
class Evidence:
    """The same for m ties as columns; a single value stands for all of them."""

    prior: ArrayLike
    """Chances by kind: see `prior`."""
    mutuals: ArrayLike = 0
    sent: ArrayLike = 0
    received: ArrayLike = 0
    last_days: ArrayLike = np.nan
    """Days since the last contact; NaN where none is known."""
    quiet_days: ArrayLike = np.nan
    """Days since the last contact or the connection; NaN where neither is dated."""
    overlap_months: ArrayLike = 0
    papers: ArrayLike = 0
    school_months: ArrayLike = 0
    passed: ArrayLike = 0
    held: ArrayLike = 0
    stated: ArrayLike = np.nan
    """NaN where none was stated."""


class Point(NamedTuple):
    """One reason, and by how much it moves the chance."""

    text: str
    change: float


class Strength(NamedTuple):
    """A chance and what it is made of."""

    chance: float
    """That an introduction is passed on, 0 to 1."""
    points: tuple[Point, ...]
    """Their changes add up to the chance."""
    novelty: float
    """0 to 1, a figure of its own: see `novelty`."""
    asks: int
    """Own asks with an outcome that it learnt from."""
    is_stated: bool

    @property
    def reasons(self) -> str:
        """The reasons in one line, as “wrote 3 weeks ago, 14 mutuals”."""
        return ", ".join(point.text for point in self.points)


def outcomes(states: Iterable[AskState]) -> Outcomes:
    """Count what became of asks; those drafted, open or withdrawn say nothing."""
    seen = list(states)
    return Outcomes(sum(s in _PASSED for s in seen), sum(s in _HELD for s in seen))


_PASSED = {
    AskState.AGREED,
    AskState.INTRODUCED,
    AskState.SUBMITTED,
    AskState.ACKNOWLEDGED,
}
_HELD = {AskState.DECLINED, AskState.SILENT}
