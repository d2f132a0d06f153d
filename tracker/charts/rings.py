"""The ways into one company as rings: me in the middle, a ring for each tie away.

Who stands on an outer ring stands near those who lead there, so that few ties cross.
Rings are flattened to fit names, which are wider than high.
"""

from __future__ import annotations

from collections import defaultdict
from math import cos, pi, sin
from typing import TYPE_CHECKING, NamedTuple

from tracker.charts.picture import KINDS, LIMIT, Picture, blank, finished, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tracker.charts.picture import Edge, Node

NEXT = 125
"""Pixels, at least, from ring to ring."""
ROOM = 160
"""Pixels that a name takes along its ring."""
FLAT = 0.6
"""Height of a ring relative to its width."""
TURN = 0.2
"""Radians that a ring is turned against the one inside, so that names stay apart."""
_SIDES, _ENDS = 206, 60
"""Pixels needed beyond the middles of the outermost."""


class _Spot(NamedTuple):
    ring: int
    angle: float
    """Radians from the right, clockwise."""


def ring_picture(
    nodes: Sequence[Node], edges: Sequence[Edge], *, per_ring: int = 10
) -> Picture:
    """Lay out people and ties in rings around me.

    Args:
        nodes: The people, me in column 0.
        edges: The ties; people that none of them leads to are left out.
        per_ring: Most people on one ring, at least 1; those with the best ties to
            them. The rest is counted in a last place, "and 14 more".
    """
    people = {node.id: node for node in nodes}
    rings = _rings(people, edges)
    room = max(1, min(per_ring, (LIMIT - 1) // max(1, len(rings)) - 1))
    shown, hidden = _shown(rings, people, edges, room)
    spots = _spots(shown, hidden, edges)
    radii = _radii(spots)
    net = blank()
    for id_, spot in spots.items():
        node = people.get(id_)
        x, y = _place(spot, radii)
        name = plain(node.label) or "Unnamed" if node else _more(hidden[spot.ring])
        net.add_node(
            id_,
            label=name,
            title="\n".join(filter(None, [name, plain(node.detail)])) if node else "",
            shape="box",
            color=None,
            kind=KINDS[node.column] if node else "more",
            best=bool(node and node.on_best),
            x=x,
            y=y,
            fixed=True,
        )
    for edge in edges:
        if edge.source in spots and edge.target in spots:
            net.add_edge(
                edge.source,
                edge.target,
                title=plain(edge.label) or f"{edge.chance:.0%}",
                width=4 if edge.on_best else round(1 + 2 * edge.chance, 2),
                dashes=[4, 5] if edge.possible else False,
                best=edge.on_best,
                arrows={"to": {"enabled": True, "scaleFactor": 0.5}},
                smooth=False,
            )
    return finished(
        net,
        width=2 * radii[-1] + _SIDES,
        height=round(2 * radii[-1] * FLAT) + _ENDS,
        alt=_words(rings, people, sum(hidden.values())),
    )


def _rings(people: Mapping[str, Node], edges: Iterable[Edge]) -> list[list[str]]:
    """Who is how many ties away from me: me, then each ring."""
    onward: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        onward[edge.source].append(edge.target)
    here = [id_ for id_, node in people.items() if node.column == 0][:1]
    rings, seen = [here], set(here)
    while here:
        near = dict.fromkeys(one for id_ in here for one in onward[id_])
        here = [one for one in near if one in people and one not in seen]
        seen.update(here)
        rings.append(here)
    return [ring for ring in rings if ring]


def _shown(
    rings: Sequence[Sequence[str]],
    people: Mapping[str, Node],
    edges: Iterable[Edge],
    room: int,
) -> tuple[list[list[str]], dict[int, int]]:
    """The people of each ring who are drawn, and how many of it are not."""
    best: dict[str, float] = defaultdict(float)
    leading: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        best[edge.target] = max(best[edge.target], edge.chance)
        leading[edge.target].add(edge.source)

    def order(id_: str) -> tuple[bool, float, str, str]:
        return not people[id_].on_best, -best[id_], people[id_].label, id_

    shown: list[list[str]] = []
    for ring in rings:
        led = [id_ for id_ in ring if not shown or leading[id_] & {*shown[-1]}]
        shown.append(sorted(led, key=order)[:room])
    hidden = {
        place: len(ring) - len(shown[place])
        for place, ring in enumerate(rings)
        if len(ring) > len(shown[place])
    }
    return shown, hidden


def _spots(
    shown: Sequence[Sequence[str]], hidden: Mapping[int, int], edges: Iterable[Edge]
) -> dict[str, _Spot]:
    """Where everybody stands: beside the first who leads there."""
    leads = {(edge.source, edge.target) for edge in edges}
    spots: dict[str, _Spot] = {}
    before: list[str] = []
    for ring, people in enumerate(shown):
        first = {
            id_: next((n for n, one in enumerate(before) if (one, id_) in leads), 0)
            for id_ in people
        }
        row = sorted(people, key=lambda id_: (first[id_], people.index(id_)))
        if ring in hidden:
            row.append(f"more:{ring}")
        start = spots[before[first[row[0]]]].angle + TURN if before else -pi / 2
        for n, id_ in enumerate(row):
            spots[id_] = _Spot(ring, start + 2 * pi * n / len(row))
        before = [id_ for id_ in row if not id_.startswith("more:")] or before
    return spots


def _radii(spots: Mapping[str, _Spot]) -> list[int]:
    """How far each ring is from the middle, in pixels across."""
    sizes: dict[int, int] = defaultdict(int)
    for spot in spots.values():
        sizes[spot.ring] += 1
    radii = [0]
    for ring in range(1, len(sizes)):
        radii.append(max(radii[-1] + NEXT, round(sizes[ring] * ROOM / (2 * pi))))
    return radii


def _place(spot: _Spot, radii: Sequence[int]) -> tuple[int, int]:
    across = radii[spot.ring]
    return round(across * cos(spot.angle)), round(FLAT * across * sin(spot.angle))


def _more(count: int) -> str:
    return f"and {count} more"


def _words(
    rings: Sequence[Sequence[str]], people: Mapping[str, Node], hidden: int
) -> str:
    """What the drawing shows, for those who do not see it."""
    parts = []
    for ties, ring in enumerate(rings[1:], start=1):
        inside = sum(people[id_].column == len(KINDS) - 1 for id_ in ring)
        away = f"{ties} {'tie' if ties == 1 else 'ties'} away"
        parts.append(f"{len(ring)} people {away}, {inside} of them inside")
    left_out = f" {hidden} of them are not drawn." if hidden else ""
    return f"Me in the middle; {'; '.join(parts) or 'nobody around'}.{left_out}"
