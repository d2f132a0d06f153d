"""Chains of people as lanes: from me on the left to the insiders on the right."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from math import prod
from typing import TYPE_CHECKING, TypedDict

from tracker.charts.picture import KINDS, LIMIT, Picture, blank, finished, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pyvis.network import Network

    from tracker.charts.picture import Edge, Node

ACROSS, DOWN = 248, 44
"""Pixels from column to column and from row to row."""
_SIDES, _ENDS = 206, 28
"""Pixels that the outer columns and rows need beyond their middles."""


def chain_picture(
    nodes: Sequence[Node], edges: Sequence[Edge], *, per_column: int = 12
) -> Picture:
    """Lay out people and ties in columns, with the chosen chain on row 0.

    Row 0 belongs to the chosen chain, so that it is one straight line that
    crosses no box. Below it stand the people with the best chains through them.

    Args:
        nodes: The people, me in column 0. Empty columns are closed up.
        edges: The ties; one that leads to nobody shown is left out.
        per_column: Most people in one column, at least 1. The rest is counted
            in a last box, "and 14 more". Never more than `LIMIT` nodes in all.
    """
    chain = _best_chain(nodes, edges)
    columns = _columns(nodes, edges, chain)
    boxes = _boxes(columns, chain, room=min(per_column, (LIMIT - 1) // 3 - 1))
    net = blank()
    _add_boxes(net, boxes)
    _add_ties(net, boxes, edges)
    return finished(
        net,
        width=max(0, len(columns) - 1) * ACROSS + _SIDES,
        height=_rows(boxes) * DOWN + _ENDS,
        alt=_words(nodes, edges, chain, sum(box["kind"] != "more" for box in boxes)),
    )


# ---- who stands where


def _best_chain(nodes: Iterable[Node], edges: Iterable[Edge]) -> list[str]:
    """The ids on the chosen chain, from me on; empty where none is chosen."""
    following = {edge.source: edge.target for edge in edges if edge.on_best}
    at = next((node.id for node in nodes if node.column == 0), None)
    chain: list[str] = []
    while at is not None and at not in chain:
        chain.append(at)
        at = following.get(at)
    return chain if len(chain) > 1 else []


def _columns(
    nodes: Iterable[Node], edges: Sequence[Edge], chain: Sequence[str]
) -> dict[int, list[Node]]:
    """The people of each column that is not empty, the chosen chain first."""
    people = {node.id: node for node in nodes}
    worth = _worth(people, edges)
    place = {person: i for i, person in enumerate(chain)}
    last = len(place)

    def order(node: Node) -> tuple[int, bool, float, str, str]:
        return (
            place.get(node.id, last),
            not node.on_best,
            -worth[node.id],
            node.label,
            node.id,
        )

    columns: dict[int, list[Node]] = defaultdict(list)
    for node in sorted(people.values(), key=order):
        columns[node.column].append(node)
    return dict(sorted(columns.items()))


def _worth(people: Mapping[str, Node], edges: Sequence[Edge]) -> dict[str, float]:
    """For each person, the chance of the best chain of three ties through them."""
    there = {p: float(node.column == 0) for p, node in people.items()}
    onward = {p: float(node.column == 3) for p, node in people.items()}
    ties = [e for e in edges if e.source in people and e.target in people]
    for _ in range(3):
        for tie in ties:
            there[tie.target] = max(there[tie.target], there[tie.source] * tie.chance)
            onward[tie.source] = max(
                onward[tie.source], onward[tie.target] * tie.chance
            )
    return {person: there[person] * onward[person] for person in people}


class _Box(TypedDict):
    """A node without its height, which needs all rows to be known."""

    n_id: str
    label: str
    title: str
    kind: str
    best: bool
    x: int
    row: int


def _boxes(
    columns: Mapping[int, list[Node]], chain: Sequence[str], room: int
) -> list[_Box]:
    """The people shown, column by column, and a box that counts the rest."""
    boxes: list[_Box] = []
    for place, (column, people) in enumerate(columns.items()):
        x = round((place - (len(columns) - 1) / 2) * ACROSS)
        # No box of another may stand on the straight line of the chosen chain.
        first = int(bool(chain) and people[0].id not in chain)
        shown = people[:room]
        for row, node in enumerate(shown, start=first):
            boxes.append(_person(node, x, row))
        if hidden := len(people) - len(shown):
            boxes.append(
                _Box(
                    n_id=f"more:{column}",
                    label=f"and {hidden} more",
                    title="",
                    kind="more",
                    best=False,
                    x=x,
                    row=first + len(shown),
                )
            )
    return boxes


def _person(node: Node, x: int, row: int) -> _Box:
    """The box of one person."""
    name = plain(node.label) or "Unnamed"
    return _Box(
        n_id=node.id,
        label=name,
        title="\n".join(filter(None, [name, plain(node.detail)])),
        kind=KINDS[node.column],
        best=node.on_best,
        x=x,
        row=row,
    )


# ---- into pyvis


def _add_boxes(net: Network, boxes: Sequence[_Box]) -> None:
    """Add the nodes, all fixed; the colours are the browser's, from the theme."""
    rows = _rows(boxes)
    for box in boxes:
        net.add_node(
            box["n_id"],
            label=box["label"],
            title=box["title"],
            shape="box",
            color=None,
            kind=box["kind"],
            best=box["best"],
            x=box["x"],
            y=round((box["row"] - (rows - 1) / 2) * DOWN),
            fixed=True,
        )


def _add_ties(net: Network, boxes: Sequence[_Box], edges: Sequence[Edge]) -> None:
    """Add the ties between people shown; stronger is wider, possible is dashed."""
    across = {box["n_id"]: box["x"] for box in boxes}
    for edge in edges:
        if edge.source not in across or edge.target not in across:
            continue
        forward = across[edge.source] < across[edge.target]
        net.add_edge(
            edge.source,
            edge.target,
            title=plain(edge.label) or f"{edge.chance:.0%}",
            width=4 if edge.on_best else round(1 + 2 * edge.chance, 2),
            dashes=[4, 5] if edge.possible else False,
            best=edge.on_best,
            # From left to right the direction is plain; elsewhere an arrow says it.
            arrows={"to": {"enabled": not forward, "scaleFactor": 0.5}},
            smooth=_FORWARD if forward else _SIDEWAYS,
        )


_FORWARD = {"type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.45}
_SIDEWAYS = {"type": "curvedCW", "roundness": 0.35}


def _rows(boxes: Sequence[_Box]) -> int:
    """How many rows the boxes take."""
    return max((box["row"] for box in boxes), default=0) + 1


# ---- in words


def _words(
    nodes: Sequence[Node], edges: Sequence[Edge], chain: Sequence[str], shown: int
) -> str:
    """What the drawing shows, for those who do not see it.

    Args:
        nodes: All people, also those not drawn.
        edges: All ties.
        chain: The ids on the chosen chain.
        shown: How many people are drawn, me included.
    """
    names = {node.id: plain(node.label) or "Unnamed" for node in nodes}
    people = f"{len(names)} people and {len(edges)} ties"
    left_out = (
        f", {len(names) - shown} of the people not drawn" if shown < len(names) else ""
    )
    if not chain:
        return f"{people}{left_out}. No chain is chosen."
    route = ", ".join(names.get(person, "Unnamed") for person in chain)
    chance = prod(_chance(edges, a, b) for a, b in pairwise(chain))
    return f"Chosen chain: {route}, {chance:.0%}. {people}{left_out}."


def _chance(edges: Iterable[Edge], source: str, target: str) -> float:
    """The chance of the tie between two people on the chosen chain."""
    return max(e.chance for e in edges if (e.source, e.target) == (source, target))
