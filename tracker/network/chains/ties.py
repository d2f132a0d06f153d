"""Ties as arrays: what all questions about chains read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats: TypeAlias = NDArray[np.float64]
Mask: TypeAlias = NDArray[np.bool_]
Ints: TypeAlias = NDArray[np.int64]

LEAST_CHANCE = 1e-60
"""Less is no chance: a product of four stays far above the smallest float."""


@dataclass(frozen=True, eq=False)
class Arcs:
    """Directed ties of n people as m arcs, sorted by tail, then head (CSR form).

    The arcs out of person p stand at `starts[p]` to `starts[p + 1] - 1`. No two
    have the same tail and head, none has the same person at both ends.
    """

    starts: NDArray[np.int64]
    """n + 1 positions."""
    heads: NDArray[np.int32]
    """m people, 0 to n - 1."""
    chances: NDArray[np.float64]
    """m chances that the tail passes me on and the head engages, 0 < p <= 1."""
    ties: NDArray[np.int32]
    """m numbers of the tie records behind the arcs."""

    @property
    def people(self) -> int:
        """How many people there are."""
        return len(self.starts) - 1

    @cached_property
    def tails(self) -> NDArray[np.int32]:
        """Where each arc comes from: m people, 0 to n - 1."""
        return np.repeat(np.arange(self.people, dtype=np.int32), np.diff(self.starts))

    @cached_property
    def incoming(self) -> tuple[Ints, Ints]:
        """The arcs by head, in no order otherwise: n + 1 starts, m positions."""
        return _starts(self.heads, self.people), np.argsort(self.heads)


def arcs(
    people: int,
    tails: ArrayLike,
    heads: ArrayLike,
    chances: ArrayLike,
    ties: ArrayLike | None = None,
) -> Arcs:
    """Sort directed ties into `Arcs`.

    Of parallel arcs the one with the highest chance is kept, of equal ones that
    with the lowest tie number. Ties to oneself and those with a chance below
    1e-60 (which is as good as none) are dropped.

    Args:
        people: How many people there are, n.
        tails: m people, 0 to n - 1: who would pass me on.
        heads: m people, 0 to n - 1: who would engage.
        chances: m numbers from 0 to 1.
        ties: m numbers of tie records; 0 to m - 1 unless given.

    Raises:
        ValueError: If lengths differ or a person or chance is out of range.
    """
    tail = numbers(tails, people, "tails").astype(np.int32)
    head = numbers(heads, people, "heads").astype(np.int32)
    chance = np.asarray(chances, np.float64)
    tie = np.arange(len(tail)) if ties is None else np.asarray(ties)
    if not tail.shape == head.shape == chance.shape == tie.shape:
        raise ValueError("Tails, heads, chances and ties must be equally many.")
    if not np.all((chance >= 0) & (chance <= 1)):
        raise ValueError("Every chance must be a number from 0 to 1.")
    # With two million arcs each array here is 16 MB: none is kept that is not needed.
    place = tail * np.int64(people) + head
    order = np.argsort(place)  # 7 times as fast as a stable sort
    use = (tail != head) & (chance >= LEAST_CHANCE)
    if not use.all():
        order = order[use[order]]
    place = place[order]
    is_first = np.append(True, place[1:] != place[:-1])[: len(place)]
    if not is_first.all():
        order = order[_best_of_each(place, chance[order], tie[order], is_first)]
    del place
    found = Arcs(
        _starts(tail[order], people),
        head[order],
        chance[order],
        tie[order].astype(np.int32),
    )
    for array in (found.starts, found.heads, found.chances, found.ties):
        array.flags.writeable = False  # shared between sessions
    return found


def numbers(values: ArrayLike, people: int, what: str) -> Ints:
    """Read numbers of people, 0 to `people` - 1."""
    found = np.asarray(values)
    if found.ndim != 1 or (len(found) and found.dtype.kind not in "iu"):
        raise ValueError(f"The {what} must be a list of people's numbers.")
    if len(found) and not 0 <= found.min() <= found.max() < people:
        raise ValueError(f"The {what} must be numbers of the {people} people.")
    return found.astype(np.int64, copy=False)


def mask(people: int, chosen: Ints) -> Mask:
    """Mark the chosen among n people."""
    marks = np.zeros(people, np.bool_)
    marks[chosen] = True
    return marks


def spans(starts: Ints, chosen: NDArray[np.integer]) -> tuple[Ints, Ints]:
    """All positions of the chosen people, and the place of each one's owner."""
    sizes = starts[chosen + 1] - starts[chosen]
    owners = np.repeat(np.arange(len(chosen)), sizes)
    shift = starts[chosen] - (np.cumsum(sizes) - sizes)
    return np.arange(len(owners)) + shift[owners], owners


def _starts(ends: NDArray[np.integer], people: int) -> Ints:
    """Where each person's arcs start, once sorted by that end: n + 1 positions."""
    return np.append(0, np.cumsum(np.bincount(ends, minlength=people)))


def _best_of_each(
    place: Ints, chances: Floats, ties: NDArray[np.integer], is_first: Mask
) -> Ints:
    """Positions of the best arc at each place; the places are sorted."""
    first = np.flatnonzero(is_first)
    sizes = np.diff(first, append=len(place))
    several = np.flatnonzero(np.repeat(sizes > 1, sizes))
    picks = np.arange(len(place))
    keys = ties[several], -chances[several], place[several]
    picks[several] = several[np.lexsort(keys)]
    return picks[first]
