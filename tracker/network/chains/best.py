"""The best chains to one company."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.network.chains.ties import mask, numbers, spans

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from tracker.network.chains.ties import Arcs, Floats, Ints, Mask

MOST_TIES = 4
NOISE = 1e-14
"""More than lies between two ways to multiply 5 floats: 8 roundings of 1.2e-16."""
TENS = np.array([float(f"1e{power}") for power in range(300)])


class Chain(NamedTuple):
    """A way to an insider."""

    people: tuple[int, ...]
    """Me first, the insider last."""
    chance: float
    """Product of the chances of the ties, from left to right."""
    arcs: tuple[int, ...]
    """Positions in `Arcs`, one for each tie."""


class Ground(NamedTuple):
    """What every question about chains stands on."""

    arcs: Arcs
    me: int
    max_ties: int
    ranks: Ints
    free: Mask
    """n truths: who may follow me in a chain."""


class _Fan(NamedTuple):
    """The ways to go on from an unfinished chain, the most promising first.

    The arrays have one place for each way: its arc, the person it leads to, the
    chance up to there, and a bound for the chains that go on so: no better
    rounded chance, and at that chance no fewer ties.
    """

    stem: Chain
    names: tuple[int, ...]
    arcs: Ints
    heads: Ints
    chances: Floats
    bounds: Floats
    ties: Ints


def best_chains(  # noqa: PLR0913 - one question; what may be left out is by name
    arcs: Arcs,
    me: int,
    insiders: ArrayLike,
    *,
    max_ties: int = 3,
    top: int = 10,
    order: ArrayLike | None = None,
    barred: ArrayLike | None = None,
) -> list[Chain]:
    """Find the best chains from me to any of the insiders, best first.

    Args:
        arcs: The ties.
        me: The searcher, 0 to n - 1; never barred.
        insiders: People of the company.
        max_ties: Longest chain, 1 to 4 ties.
        top: How many chains at most, at least 1.
        order: n ranks of the people's names; their numbers unless given.
        barred: Who may stand in no chain, not even as its insider: people, or n
            truths.

    Returns:
        At most `top` chains; none if I am an insider or no chain exists.

    Raises:
        ValueError: If an argument is out of range.
    """
    if top < 1:
        raise ValueError(f"At least 1 chain must be asked for, not {top}.")
    ground = ground_of(arcs, me, max_ties, order, barred)
    inside = mask(arcs.people, numbers(insiders, arcs.people, "insiders"))
    return [] if inside[me] else search(ground, onward_of(ground, inside), top)


def rounded(chances: Floats) -> Floats:
    """Round chances (1e-280 to 1; 0 stays 0) to 12 significant digits.

    The result never falls where the argument rises, and equal digits give the
    same float, so results can be compared with == and <.
    """
    within = np.maximum(chances, 1e-280)
    power = 11 - np.floor(np.log10(within)).astype(np.int64)
    digits = np.rint(within * TENS[power])
    over = digits >= 1e12  # 0.9999999999999 becomes 1.00000000000
    return np.where(chances > 0, np.where(over, 1e11, digits) / TENS[power - over], 0.0)


def ground_of(
    arcs: Arcs,
    me: int,
    max_ties: int,
    order: ArrayLike | None,
    barred: ArrayLike | None,
) -> Ground:
    """Check what all questions have in common."""
    if not 1 <= max_ties <= MOST_TIES:
        raise ValueError(f"A chain has 1 to {MOST_TIES} ties, not {max_ties}.")
    if not 0 <= me < arcs.people:
        raise ValueError(f"Person {me} is not one of the {arcs.people} people.")
    ranks = np.asarray(np.arange(arcs.people) if order is None else order, np.int64)
    if ranks.shape != (arcs.people,):
        raise ValueError(f"The order must give {arcs.people} people one rank each.")
    shut = np.asarray(() if barred is None else barred)
    if shut.dtype == np.bool_ and shut.shape == ranks.shape:
        shut = np.flatnonzero(shut)
    free = ~mask(arcs.people, numbers(shut, arcs.people, "barred"))
    free[me] = False
    return Ground(arcs, me, max_ties, ranks, free)


def onward_of(ground: Ground, inside: Mask) -> list[Floats]:
    """Chances of the best walk of 0 to `max_ties` - 1 ties to the first insider.

    Each array has n places, 0 where there is no walk. The walks keep off me and
    who is barred. The longest ones are worked out for my contacts only.
    """
    arcs, me = ground.arcs, ground.me
    contacts = arcs.heads[arcs.starts[me] : arcs.starts[me + 1]]
    layers = [(inside & ground.free).astype(np.float64)]
    for ties in range(1, ground.max_ties):
        if ties == ground.max_ties - 1:
            way = spans(arcs.starts, contacts)[0]
        else:
            way = np.flatnonzero((layers[-1] > 0)[arcs.heads])
        best = np.zeros(arcs.people)
        ahead = arcs.chances[way] * layers[-1][arcs.heads[way]]
        np.maximum.at(best, arcs.tails[way], ahead)
        best[inside | ~ground.free] = 0.0
        layers.append(best)
    return layers


def search(ground: Ground, onward: list[Floats], top: int) -> list[Chain]:
    """Take the best chains from a queue of unfinished ones.

    Its order is that of chains, with bounds in place of what is not yet known;
    of each fan only the best way not yet taken stands in it.
    """
    queue: list[tuple[float, int, tuple[int, ...], tuple[int, ...], _Fan, int]] = []

    def add(fan: _Fan, place: int) -> None:
        if place < len(fan.arcs):
            head = int(fan.heads[place])
            names = (*fan.names, int(ground.ranks[head]))
            key = -float(fan.bounds[place]), int(fan.ties[place]), names
            heappush(queue, (*key, (*fan.stem.people, head), fan, place))

    found: list[Chain] = []
    add(_fan(ground, onward, Chain((ground.me,), 1.0, ()), ()), 0)
    while queue and len(found) < top:
        _, _, names, people, fan, place = heappop(queue)
        add(fan, place + 1)
        way = (*fan.stem.arcs, int(fan.arcs[place]))
        chain = Chain(people, float(fan.chances[place]), way)
        if onward[0][people[-1]]:
            found.append(chain)
        else:
            add(_fan(ground, onward, chain, names), 0)
    return found


def _fan(
    ground: Ground, onward: list[Floats], stem: Chain, names: tuple[int, ...]
) -> _Fan:
    """Spread the ways to go on from an unfinished chain."""
    arcs, last, ties = ground.arcs, stem.people[-1], len(stem.arcs) + 1
    way = np.arange(arcs.starts[last], arcs.starts[last + 1])
    way = way[~np.isin(arcs.heads[way], stem.people)]
    heads, chances = arcs.heads[way].astype(np.int64), stem.chance * arcs.chances[way]
    bounds, fewest = rounded(chances * onward[0][heads]), np.full(len(way), ties)
    for more in range(1, ground.max_ties - ties + 1):
        ahead = onward[more][heads]
        if more > 1 and stem.arcs:
            ahead = _past(ground, onward, heads, last)
        bound = rounded(chances * ahead * (1 + NOISE))
        better = bound > bounds
        bounds[better], fewest[better] = bound[better], ties + more
    ranks = ground.ranks[heads]
    best = np.lexsort((heads, ranks, fewest, -bounds))[: np.count_nonzero(bounds)]
    parts = way[best], heads[best], chances[best], bounds[best], fewest[best]
    return _Fan(stem, names, *parts)


def _past(ground: Ground, onward: list[Floats], heads: Ints, person: int) -> Floats:
    """Chances of the best walks of 2 ties from the heads, keeping off a person.

    With at most 4 ties only the second person of a chain can come back in a
    walk: me - a - b - a - insider. Without this a's many friends b would look
    as good as a, and each would have to be tried.
    """
    arcs = ground.arcs
    after = onward[1].copy()
    after[person] = 0.0
    way, owners = spans(arcs.starts, heads)
    best = np.zeros(len(heads))
    np.maximum.at(best, owners, arcs.chances[way] * after[arcs.heads[way]])
    return np.where(onward[2][heads] > 0, best, 0.0)
