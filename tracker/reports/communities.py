"""The groups that the people around me fall into, and who bridges them. Pure.

networkx works on what was cut out: the contacts who know most people and whom those
know, me left out, whom all contacts know. Groups are found by modularity (Clauset,
Newman, Moore, "Finding community structure in very large networks", Phys. Rev. E 70,
2004), which gives the same groups for the same ties. A broker is a contact whose
people do not know each other: with the lowest constraint (R. Burt, "Structural
Holes", 1992).
"""

from __future__ import annotations

from collections import Counter
from math import cos, pi, sin, sqrt
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx
import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from numpy.typing import NDArray

    from tracker.network import Network

    Ints32 = NDArray[np.int32]
    Mask = NDArray[np.bool_]

SHOWN, CORE = 120, 40
"""People in the map, and contacts with most ties, whose people are added."""
LEAST = 3
"""People a broker knows at least, and people in a group."""
BROKERS = 8
"""Most brokers that are named."""
SEED = 7
WIDE = 900
"""Pixels that a row of groups may take."""


class Mark(NamedTuple):
    """A person in the map."""

    id: UUID
    name: str
    group: int
    is_contact: bool
    is_broker: bool
    x: float
    y: float
    """Pixels from the middle of the map."""


class Group(NamedTuple):
    """People who know each other."""

    name: str
    size: int
    x: float
    y: float
    """The middle of its upper edge."""


class Map(NamedTuple):
    """What is drawn, and the same as a table."""

    marks: Sequence[Mark]
    groups: Sequence[Group]
    ties: Sequence[tuple[UUID, UUID]]
    left_out: int
    """People around me who are not in the map."""
    frame: pd.DataFrame
    """The brokers as a table, and..."""
    groups_frame: pd.DataFrame
    """...the groups, with everybody in them."""
    brokers: Sequence[UUID]

    @property
    def size(self) -> tuple[int, int]:
        """Its width and height in pixels, the middle at 0, 0."""
        places = [(one.x, one.y) for one in self.marks]
        places += [(one.x, one.y) for one in self.groups]
        across = max((abs(x) for x, _ in places), default=0.0)
        down = max((abs(y) for _, y in places), default=0.0)
        return round(2 * across) + 220, round(2 * down) + 90


def map_of(network: Network) -> Map | None:
    """Find the groups around me; None where no contact is known to know anybody."""
    graph, around = _cut_out(network)
    if not graph.number_of_edges():
        return None
    found = nx.community.greedy_modularity_communities(graph)
    groups = sorted(map(sorted, found), key=lambda one: (-len(one), one))
    groups = [group for group in groups if len(group) >= LEAST] or groups
    graph = graph.subgraph([row for group in groups for row in group])
    others = around - len(graph)
    group_of = {row: n for n, group in enumerate(groups) for row in group}
    brokers = _brokers(network, graph)
    spots, tops = _layout(graph, groups)
    mine = set(network.contacts.tolist())
    marks = [
        Mark(
            network.ids[row],
            network.names[row],
            group_of[row],
            row in mine,
            row in brokers,
            *spots[row],
        )
        for row in graph
    ]
    named = [
        Group(name, len(group), *top)
        for name, group, top in zip(
            _names(network, graph, groups), groups, tops, strict=True
        )
    ]
    ties = [(network.ids[a], network.ids[b]) for a, b in graph.edges]
    frame = pd.DataFrame(
        [
            (
                network.names[row],
                network.job_of(row),
                named[group_of[row]].name,
                len(_beyond(graph, group_of, row)),
                graph.degree[row],
            )
            for row in brokers
        ],
        columns=[
            "Broker",
            "What they do",
            "Group",
            "Other groups",
            "People they know",
        ],
    )
    everybody = pd.DataFrame(
        [
            (top.name, top.size, ", ".join(network.names[row] for row in group))
            for top, group in zip(named, groups, strict=True)
        ],
        columns=["Group", "People", "Who"],
    )
    ids = [network.ids[row] for row in brokers]
    return Map(marks, named, ties, others, frame, everybody, ids)


def title(found: Map) -> str:
    """The answer of the map. Holds names as they were typed."""
    groups = len(found.groups)
    known = "1 group" if groups == 1 else f"{groups} groups"
    if not found.brokers:
        return f"The people around you form {known}."
    name = found.frame["Broker"].iloc[0]
    return f"The people around you form {known}, and {name} is your widest bridge."


def basis(found: Map) -> str:
    """What it rests on."""
    shown = f"{len(found.marks):,} people: contacts, and whom they know"
    rest = f"; {found.left_out:,} others are not drawn" if found.left_out else ""
    return (
        f"{shown}{rest}. A group is named after where most of it work. A bridge knows "
        "people who do not know each other; dashed ties lead to another group."
    )


def _cut_out(network: Network) -> tuple[nx.Graph[int], int]:
    """Contacts who know most people, whom they know, and how many people there are."""
    free = ~network.barred
    if network.me >= 0:
        free[network.me] = False
    use = free[network.starts] & free[network.ends]
    starts, ends = network.starts[use], network.ends[use]
    mine = np.zeros(len(network.ids), bool)
    mine[network.contacts] = True
    core = _most(network, mine & free, starts, ends, CORE)
    near = core[starts] | core[ends]
    shown = core | _most(network, free & ~core, starts[near], ends[near], SHOWN - CORE)
    both = shown[starts] & shown[ends]
    graph: nx.Graph[int] = nx.Graph()
    pairs = {
        (min(a, b), max(a, b))
        for a, b in zip(starts[both].tolist(), ends[both].tolist(), strict=True)
    }
    graph.add_edges_from(sorted(pairs))
    around = mine & free
    around[starts[mine[ends]]] = around[ends[mine[starts]]] = True
    return graph, int(around.sum())


def _most(
    network: Network, among: Mask, starts: Ints32, ends: Ints32, count: int
) -> Mask:
    """Mark those, of some people, who stand in most ties."""
    known = np.bincount(np.concatenate([starts, ends]), minlength=len(network.ids))
    rows = np.flatnonzero(among & (known > 0))
    marked = np.zeros(len(network.ids), bool)
    marked[rows[np.lexsort((network.order[rows], -known[rows]))][:count]] = True
    return marked


def _beyond(graph: nx.Graph[int], group_of: dict[int, int], row: int) -> set[int]:
    """The groups that somebody knows people of, but for the own one."""
    return {group_of[other] for other in graph[row]} - {group_of[row]}


def _brokers(network: Network, graph: nx.Graph[int]) -> list[int]:
    """Contacts of mine who know several people, the least constrained first."""
    mine = set(network.contacts.tolist())
    able = [row for row in graph if row in mine and graph.degree[row] >= LEAST]
    held = nx.constraint(graph, able) if able else {}
    return sorted(able, key=lambda row: (held[row], row))[:BROKERS]


def _names(
    network: Network, graph: nx.Graph[int], groups: Sequence[Sequence[int]]
) -> list[str]:
    """What to call each group; two of one name are told apart by who is amidst them."""
    names = [_called(network, group) for group in groups]
    often = Counter(names)
    return [
        f"{name}, around {network.names[_amidst(network, graph, group)]}"
        if often[name] > 1
        else name
        for name, group in zip(names, groups, strict=True)
    ]


def _amidst(network: Network, graph: nx.Graph[int], group: Sequence[int]) -> int:
    """Who of a group knows most of it, the first by name."""
    within = graph.subgraph(group)
    return min(group, key=lambda row: (-within.degree[row], network.order[row]))


def _called(network: Network, group: Sequence[int]) -> str:
    """What most of a group have in common: where they work."""
    firms = Counter(
        network.companies[company]
        for row in group
        for company in {id_ for id_, _ in network.jobs.get(row, ())}
    )
    if not firms:
        return "no company known"
    name, count = min(firms.items(), key=lambda one: (-one[1], one[0]))
    return name if 2 * count > len(group) else f"{name} and others"


def _layout(
    graph: nx.Graph[int], groups: Sequence[Sequence[int]]
) -> tuple[dict[int, tuple[float, float]], list[tuple[float, float]]]:
    """Each group in a field of its own, fields in rows; within it by springs."""
    fields = [45 + 28 * sqrt(len(group)) for group in groups]
    spots: dict[int, tuple[float, float]] = {}
    tops, rows, x, y, high = [], [], 0.0, 0.0, 0.0
    for field in fields:
        if x and x + 2 * field > WIDE:
            x, y, high = 0.0, y + high, 0.0
        rows.append((x + field, y + field + 20))
        x, high = x + 2 * field, max(high, 2 * field + 40)
    right = max(a + field for (a, _), field in zip(rows, fields, strict=True))
    shift = right / 2, (y + high) / 2
    for group, field, (a, b) in zip(groups, fields, rows, strict=True):
        middle = a - shift[0], b - shift[1]
        within = graph.subgraph(group)
        places = nx.spring_layout(within, seed=SEED) if len(group) > 2 else _line(group)
        for row, (u, v) in places.items():
            spots[row] = (
                middle[0] + 0.75 * field * float(u),
                middle[1] + 0.75 * field * float(v),
            )
        tops.append((middle[0], middle[1] - field + 4))
    return spots, tops


def _line(group: Sequence[int]) -> dict[int, tuple[float, float]]:
    return {row: (0.6 * cos(pi * n), 0.6 * sin(pi * n)) for n, row in enumerate(group)}
