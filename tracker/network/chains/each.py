"""The best chain to each of many companies."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.network.chains.best import Chain, ground_of, onward_of, rounded, search
from tracker.network.chains.ties import mask, numbers, spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

    from tracker.network.chains.best import Ground
    from tracker.network.chains.ties import Arcs, Floats, Ints, Mask

STEP = 1e-11
"""`rounded` moves no chance by more than half of this, relative to it."""
BATCH = 64
"""Companies traced together: bounds the memory where very many chains tie."""


class _Aims(NamedTuple):
    """What is to be reached, for C companies."""

    firms: Ints
    """Companies, 0 to C - 1, beside..."""
    insiders: Ints
    """...each of their insiders; no pair twice, companies of mine left out."""
    reach: list[Floats]
    """For h = 0 to `max_ties`, n chances of the best walk of h ties from me."""
    goals: Floats
    """C best chances, rounded; 0 where there is no chain."""
    ties: Ints
    """C numbers of ties of the best chains; 0 where there is none."""


def best_chain_each(
    arcs: Arcs,
    me: int,
    companies: Sequence[ArrayLike],
    *,
    max_ties: int = 3,
    order: ArrayLike | None = None,
    barred: ArrayLike | None = None,
) -> list[Chain | None]:
    """Find the best chain to each company: `best_chains(...)[0]`, or None.

    One pass forward over the ties gives the best chance by number of ties for
    everybody. Then, for all companies together, the arcs that can stand in a
    best chain are collected backward from the insiders, and of those the chain
    with the first names is followed forward. Where that is not clear-cut (two
    people of one rank, two chances that differ by less than 1e-11), the company
    is left to `best_chains`.

    Args:
        arcs: The ties.
        me: The searcher, 0 to n - 1; never barred.
        companies: For each company its insiders.
        max_ties: Longest chain, 1 to 4 ties.
        order: n ranks of the people's names; their numbers unless given.
        barred: Who may stand in no chain, not even as its insider: people, or n
            truths.

    Raises:
        ValueError: If an argument is out of range.
    """
    ground = ground_of(arcs, me, max_ties, order, barred)
    each = [numbers(one, arcs.people, "insiders") for one in companies]
    aims = _aims(ground, each)
    found: list[Chain | None] = [None] * len(each)
    for ties in range(1, max_ties + 1):
        wanted = np.flatnonzero(aims.ties == ties)
        for first in range(0, len(wanted), BATCH):
            some = wanted[first : first + BATCH]
            for company, chain in zip(some, _follow(ground, aims, some), strict=True):
                found[company] = chain or _searched(ground, each[company])
    return found


def _searched(ground: Ground, insiders: Ints) -> Chain:
    """The best chain to a company that has one."""
    return search(ground, onward_of(ground, mask(ground.arcs.people, insiders)), 1)[0]


def _aims(ground: Ground, each: list[Ints]) -> _Aims:
    """Find the best chance and the fewest ties for each company."""
    people = ground.arcs.people
    firms = np.repeat(np.arange(len(each)), np.fromiter(map(len, each), np.int64))
    insiders = np.concatenate([np.zeros(0, np.int64), *each])
    mine = np.isin(firms, firms[insiders == ground.me])
    pairs = (firms * people + insiders)[ground.free[insiders] & ~mine]
    firms, insiders = np.divmod(np.unique(pairs), people)
    reach = _reach(ground, mask(people, insiders))
    best = np.zeros((len(reach), len(each)))
    for row, layer in zip(best, reach, strict=True):
        np.maximum.at(row, firms, layer[insiders])
    digits = rounded(best)
    return _Aims(firms, insiders, reach, digits.max(axis=0), digits.argmax(axis=0))


def _reach(ground: Ground, aimed: Mask) -> list[Floats]:
    """Chances of the best walk from me of exactly 0 to `max_ties` ties.

    Each array has n places, 0 where there is no walk. The longest walks are
    worked out to the people aimed at only.
    """
    arcs = ground.arcs
    layers = [mask(arcs.people, np.array([ground.me])).astype(np.float64)]
    for ties in range(1, ground.max_ties + 1):
        if ties == ground.max_ties:
            way = np.flatnonzero(aimed[arcs.heads])
        else:
            way = spans(arcs.starts, np.flatnonzero(layers[-1]))[0]
        best = np.zeros(arcs.people)
        chances = layers[-1][arcs.tails[way]] * arcs.chances[way]
        np.maximum.at(best, arcs.heads[way], chances)
        best[~ground.free] = 0.0
        layers.append(best)
    return layers


def _tight(ground: Ground, aims: _Aims, some: Ints) -> list[tuple[Ints, Ints, Floats]]:
    """Collect the arcs of the best chains to some companies, by step from me.

    The companies' best chains have equally many ties. For each step: companies,
    arcs, and the best chance from the arc's tail to the company's insiders by
    it. Chances may fall short of the goal by `STEP`, which loses none.
    """
    arcs, ties, people = ground.arcs, int(aims.ties[some[0]]), ground.arcs.people
    starts, order = arcs.incoming
    floors = aims.goals * (1 - STEP)
    picks = mask(len(floors), some)[aims.firms]
    firms, here = aims.firms[picks], aims.insiders[picks]
    worth = np.ones(len(here))
    layers = []
    for step in reversed(range(ties)):
        place, owners = spans(starts, here)
        way, firms, worth = order[place], firms[owners], worth[owners]
        worth = worth * arcs.chances[way]
        keep = aims.reach[step][arcs.tails[way]] * worth >= floors[firms]
        way, firms, worth = way[keep], firms[keep], worth[keep]
        layers.append((firms, way, worth))
        pairs, owners = np.unique(firms * people + arcs.tails[way], return_inverse=True)
        firms, here = np.divmod(pairs, people)
        best = np.zeros(len(pairs))
        np.maximum.at(best, owners, worth)
        worth = best
    return layers[::-1]


def _follow(ground: Ground, aims: _Aims, some: Ints) -> list[Chain | None]:
    """Follow the first names to some companies; None where that is not clear.

    At each step the lowest rank wins among the arcs that still lead to the goal.
    The arcs of every best chain are among them, so a chain that is found so and
    has the goal's chance comes before every other.
    """
    arcs, floors = ground.arcs, aims.goals * (1 - STEP)
    here = np.full(len(floors), ground.me)
    chances = np.ones(len(floors))
    ways: list[Ints] = []
    for firms, way, worth in _tight(ground, aims, some):
        fits = (arcs.tails[way] == here[firms]) & (
            chances[firms] * worth >= floors[firms]
        )
        firm, arc = _lowest(firms[fits], way[fits], ground.ranks[arcs.heads[way[fits]]])
        ways.append(np.full(len(floors), -1))
        ways[-1][firm] = arc
        here[firm] = arcs.heads[arc]
        chances[firm] *= arcs.chances[arc]
    clear = (rounded(chances) == aims.goals) & (np.min(ways, axis=0) >= 0)
    found = zip(*(step[some].tolist() for step in ways), strict=True)
    return [
        Chain((ground.me, *arcs.heads[list(way)].tolist()), chance, way)
        if fine
        else None
        for way, chance, fine in zip(
            found, chances[some].tolist(), clear[some].tolist(), strict=True
        )
    ]


def _lowest(firms: Ints, ways: Ints, ranks: Ints) -> tuple[Ints, Ints]:
    """For each company its arc of the lowest rank; none where two share it."""
    order = np.lexsort((ranks, firms))
    firms, ways, ranks = firms[order], ways[order], ranks[order]
    first = np.flatnonzero(np.diff(firms, prepend=-1))
    again = np.diff(firms, append=-1) == 0
    again &= np.diff(ranks, append=-1) == 0
    first = first[~again[first]]
    return firms[first], ways[first]
