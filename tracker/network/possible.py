"""Ties that may be there: the same small team, the same cohort, one long author list.

They are suggestions. None is in any chain until the searcher confirms it, or asks to
see what they would bring (`added`), and one that was refuted is not made again.

*How likely two people of one unit know each other* depends on how large it is. Among
people who share a friend and an employer, pairs are friends in 80 % of groups of 2 or
3, 38 % of 4 to 10 (ego-Facebook, McAuley and Leskovec, NIPS 2012, measured); in units
of 21 to 50 people 9 % have written a paper together, in larger ones 1.5 % (co-authors
of a Polish university, measured). Log odds are drawn in straight lines over the
logarithm of the size through the geometric means of these groups, 2.4, 6.3, 32 and
(assumed) 100, level below the first and going on beyond the last. In between, 15
people, that gives 19 %, where the two sets of data have 22 % and 13 %. People who share
a school and a friend are friends in 19.6 % of cases where it is 24.2 % with an
employer: cohorts have that much lower odds. Nothing was found on long lists of authors;
they are taken as teams of as many, an assumption. That two people were there at the
same time is asked for, but for how long does not count: no figures were found.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.models import Provenance, TieKind
from tracker.network import strength
from tracker.network.chains.ties import spans

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date
    from uuid import UUID

    from tracker.network.chains.ties import Arcs, Floats, Ints
    from tracker.network.known import Network

SIZES = (6**0.5, 40**0.5, 1050**0.5, 100.0)
SHARES = (0.80, 0.38, 0.09, 0.015)
"""How many pairs know each other in units of these sizes."""
COHORT = log(0.196 / 0.804) - log(0.242 / 0.758)
"""A school against an employer, in log odds."""
USUAL = {Provenance.TEAM: 10, Provenance.SCHOOL: 100}
"""Taken where the size of a unit is not known: an assumption."""
MOST_AUTHORS = 20
"""A paper of more says too little of who knows whom to make ties: pairs of a group of
that size know each other in one case of seven."""
MOST_PAIRS = 2_000
"""Pairs of which it is reckoned what they would open; the likeliest."""

KINDS = {
    Provenance.TEAM: TieKind.COLLEAGUE,
    Provenance.SCHOOL: TieKind.CLASSMATE,
    Provenance.COAUTHORS: TieKind.COAUTHOR,
}
"""What two people of a unit are to each other."""


class Stay(NamedTuple):
    """Somebody's time in a unit."""

    person: UUID
    start: date
    end: date


class Unit(NamedTuple):
    """A small group of people who may know each other."""

    source: Provenance
    """TEAM, SCHOOL or COAUTHORS."""
    name: str
    size: int | None
    """How many there are, known here or not; None where nobody said."""
    stays: Sequence[Stay]


class Possible(NamedTuple):
    """Two people who may know each other; neither is tied to the other yet."""

    start: int
    """Their rows in the network; the searcher first, if it is one of the two."""
    end: int
    chance: float
    """That they know each other, 0 to 1, by the size of the unit."""
    source: Provenance
    unit: str
    size: int
    is_size_known: bool
    since: date
    """From when to when they were there together."""
    until: date
    gain: float = 0.0
    """By how much the expected number of companies with a way in would rise."""
    opens: tuple[int, ...] = ()
    """Companies, by their place, that no chain leads to without this tie."""
    helps: tuple[int, ...] = ()
    """Companies that a better chain would lead to."""


def chance(source: Provenance, size: int) -> float:
    """The chance that two people of a unit know each other, 0 to 1.

    Args:
        source: What kind of unit: TEAM, SCHOOL or COAUTHORS.
        size: How many people it has, at least 2; the chance falls with it.

    Raises:
        ValueError: If the unit has fewer than 2 people.
    """
    if size < 2:
        raise ValueError(f"A unit of two people or more was meant, not of {size}.")
    at, known = np.log(SIZES), np.log(SHARES) - np.log1p(-np.array(SHARES))
    odds = float(np.interp(log(size), at, known))
    if size > SIZES[-1]:
        slope = (known[-1] - known[-2]) / (at[-1] - at[-2])
        odds = float(known[-1] + slope * (log(size) - at[-1]))
    odds += COHORT if source is Provenance.SCHOOL else 0.0
    return 1 / (1 + float(np.exp(-odds)))


def found(  # noqa: PLR0913 - one question; the last three by name
    net: Network,
    arcs: Arcs,
    units: Sequence[Unit],
    companies: Sequence[UUID],
    *,
    refused: Collection[frozenset[UUID]] = (),
    max_ties: int = 3,
    top: int = 20,
) -> list[Possible]:
    """The possible ties of a network, those that would open most first.

    Args:
        net: The network; who is barred in it is in no suggestion.
        arcs: Its ties.
        units: Teams, cohorts and long lists of authors.
        companies: Those the searcher tracks.
        refused: Pairs that were refuted.
        max_ties: Longest chain that counts as a way in, 1 to 4 ties.
        top: How many at most.
    """
    pairs = _pairs(net, units, refused)
    pairs.sort(key=lambda one: (-one.chance, _names(net, one)))
    reckoned = _reckoned(net, arcs, pairs[:MOST_PAIRS], companies, max_ties)
    reckoned.sort(
        key=lambda one: (-one.gain, net.me != one.start, -one.chance, _names(net, one))
    )
    return reckoned[:top]


def added(
    net: Network, units: Sequence[Unit], refused: Collection[frozenset[UUID]] = ()
) -> Network:
    """The same network with its possible ties in it, the likeliest `MOST_PAIRS`.

    The chance of each is that the two know each other, times that of their kind of
    tie. What is known of ties otherwise, such as mutual contacts, stays as it is.

    Args:
        net: The network.
        units: As for `found`.
        refused: Pairs that were refuted.
    """
    pairs = _pairs(net, units, refused)
    pairs.sort(key=lambda one: (-one.chance, _names(net, one)))
    pairs = pairs[:MOST_PAIRS]
    kinds = [KINDS[one.source] for one in pairs]
    passes = [strength.prior(kind, net.learnt) for kind in kinds]
    stated = np.array([one.chance for one in pairs]) * np.array(passes)
    none = np.zeros(len(pairs))
    wider = replace(
        net,
        starts=np.append(net.starts, [one.start for one in pairs]).astype(np.int32),
        ends=np.append(net.ends, [one.end for one in pairs]).astype(np.int32),
        both_ways=np.append(net.both_ways, none == 0),
        stated=np.append(net.stated, stated),
        kinds=[*net.kinds, *kinds],
        provenance=[*net.provenance, *(one.source for one in pairs)],
        since=[*net.since, *[None] * len(pairs)],
        papers=np.append(net.papers, none).astype(np.int32),
        months=np.append(net.months, none),
        guessed=len(pairs),
    )
    wider.__dict__.update(
        {name: getattr(net, name) for name in _AS_IT_WAS},
        chances=np.append(net.chances, stated),
    )
    return wider


_AS_IT_WAS = ("row_of", "order", "insiders", "mutuals", "learnt", "asked_kinds")
"""What possible ties do not change."""


def _names(net: Network, one: Possible) -> tuple[int, int]:
    return int(net.order[one.start]), int(net.order[one.end])


def _pairs(
    net: Network, units: Sequence[Unit], refused: Collection[frozenset[UUID]]
) -> list[Possible]:
    """Every pair that was in one unit at a time, with its likeliest unit."""
    tied = set(zip(net.starts.tolist(), net.ends.tolist(), strict=True))
    likeliest: dict[tuple[int, int], Possible] = {}
    for unit in units:
        for one in _of_unit(net, unit):
            pair = one.start, one.end
            if pair in tied or pair[::-1] in tied:
                continue
            if frozenset((net.ids[one.start], net.ids[one.end])) in refused:
                continue
            known = likeliest.get(pair)
            if known is None or known.chance < one.chance:
                likeliest[pair] = one
    return list(likeliest.values())


def _of_unit(net: Network, unit: Unit) -> Iterator[Possible]:
    here: dict[int, Stay] = {}
    for stay in unit.stays:
        row = net.row_of.get(stay.person, -1)
        if row >= 0 and not net.barred[row]:
            known = here.setdefault(row, stay)
            if stay.end > known.end:
                here[row] = stay
    size = max(unit.size or USUAL.get(unit.source, 0), len(here))
    if size < 2:
        return
    likely = chance(unit.source, size)
    for pair in combinations(
        sorted(here, key=lambda row: (row != net.me, net.order[row])), 2
    ):
        # In a long list of authors only who stands beside me is of use to me.
        if unit.source is Provenance.COAUTHORS and net.me not in pair:
            continue
        one, other = here[pair[0]], here[pair[1]]
        since, until = max(one.start, other.start), min(one.end, other.end)
        if since <= until:
            yield Possible(
                *pair,
                likely,
                unit.source,
                unit.name,
                size,
                unit.size is not None,
                since,
                until,
            )


# ---- what they would open


def _reckoned(
    net: Network,
    arcs: Arcs,
    pairs: list[Possible],
    companies: Sequence[UUID],
    max_ties: int,
) -> list[Possible]:
    """Add to each pair what a tie of its kind would open."""
    inside = [net.insiders.get(id_, _NOBODY) for id_ in companies]
    if net.me < 0 or not pairs:
        return pairs
    wanted = np.array(
        [len(rows) > 0 and net.me not in rows for rows in inside], dtype=bool
    )
    if not wanted.any():
        return pairs
    ahead = _Ahead(
        net, arcs, [inside[place] for place in np.flatnonzero(wanted)], max_ties
    )
    places = np.flatnonzero(wanted)
    return [_with_gains(one, ahead, places) for one in pairs]


def _with_gains(one: Possible, ahead: _Ahead, places: Ints) -> Possible:
    passes = strength.prior(KINDS[one.source], ahead.net.learnt)
    after = np.maximum(
        ahead.over(one.start, one.end, passes), ahead.over(one.end, one.start, passes)
    )
    rises = np.maximum(0.0, after - ahead.now)
    order = np.argsort(-rises, kind="stable")
    helped = [int(place) for place in order if rises[place] > _LEAST]
    return one._replace(
        gain=one.chance * float(rises.sum()),
        opens=tuple(int(places[p]) for p in helped if ahead.now[p] == 0),
        helps=tuple(int(places[p]) for p in helped if ahead.now[p] > 0),
    )


_NOBODY = np.empty(0, np.int64)
_LEAST = 1e-9
"""A rise that is no rounding of floats."""


class _Ahead:
    """The best chances from me to people, and from people on to companies."""

    def __init__(
        self, net: Network, arcs: Arcs, inside: Sequence[Ints], max_ties: int
    ) -> None:
        self.net = net
        self.ties = max_ties
        self.starts = np.cumsum([0, *(len(rows) for rows in inside[:-1])])
        self.inside = np.concatenate(inside)
        self.arcs = arcs
        free = ~net.barred
        self.free = free.copy()
        self.free[net.me] = False
        self.reach = self._walks(net.me, max_ties)
        self.now = self._best(self.reach[-1])
        self._onward: dict[int, list[Floats]] = {}

    def over(self, start: int, end: int, passes: float) -> Floats:
        """The best chance to each company by a chain over one more tie."""
        best = np.zeros(len(self.starts))
        if end == self.net.me:
            return best
        onward = self._from(end)
        for before in range(self.ties):
            at = self.reach[before][start]
            if at > 0:
                best = np.maximum(best, at * passes * onward[self.ties - 1 - before])
        return best

    def _from(self, row: int) -> list[Floats]:
        if row not in self._onward:
            layers = self._walks(row, self.ties - 1)
            self._onward[row] = [self._best(layer) for layer in layers]
        return self._onward[row]

    def _best(self, chances: Floats) -> Floats:
        held = np.where(self.free[self.inside], chances[self.inside], 0.0)
        found_: Floats = np.maximum.reduceat(held, self.starts)
        return found_

    def _walks(self, row: int, ties: int) -> list[Floats]:
        """The best chance to everybody by at most 0, 1, … ties; not through me."""
        layer = np.zeros(self.arcs.people)
        layer[row] = 1.0
        best = [layer]
        for _ in range(ties):
            at = np.flatnonzero(layer)
            way, owner = spans(self.arcs.starts, at)
            layer = np.zeros(self.arcs.people)
            ahead = self.arcs.chances[way] * best[-1][at][owner]
            np.maximum.at(layer, self.arcs.heads[way], ahead)
            layer[~self.free] = 0.0
            best.append(np.maximum(best[-1], layer))
        return best
