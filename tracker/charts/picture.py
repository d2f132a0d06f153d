"""What every drawing of people is made of, built with pyvis.

pyvis gives the form that vis-network reads, and nothing else of it is used: its
page template runs script out of a title that contains "href" and asks a public
host for a style sheet. Places are worked out in Python, so the same people always
stand in the same place and nothing moves. It is imported when a drawing is made:
with networkx and IPython it takes half a second, and the first answer needs none.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypedDict

if TYPE_CHECKING:
    from pyvis.network import Network

Hop = Literal[0, 1, 2, 3]
"""Column of a person: me, my contacts, friends of friends, insiders."""

KINDS = ("me", "contact", "friend", "insider")
LIMIT = 150
"""Most nodes in one drawing; with more nobody reads a name."""
_NAME_LENGTH = 80
"""Longest name sent; the browser shortens it to its box."""


@dataclass(frozen=True, slots=True)
class Node:
    """A person in the drawing."""

    id: str
    label: str
    column: Hop
    on_best: bool = False
    """On the chosen chain."""
    detail: str = ""
    """More about the person, shown on pointing; plain text."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie in the drawing, from the nearer to the farther person."""

    source: str
    target: str
    chance: float
    """Chance that it passes me on, 0..1."""
    on_best: bool = False
    possible: bool = False
    """Only suggested, nobody stated it."""
    label: str = ""
    """Where it is known from, shown on pointing; plain text."""


class Picture(TypedDict):
    """What the drawing component takes; plain data that JSON can carry."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    options: dict[str, Any]
    width: int
    height: int
    alt: str


_OPTIONS: dict[str, Any] = {
    "autoResize": False,
    "physics": {"enabled": False},
    "layout": {"hierarchical": {"enabled": False}},
    "interaction": {
        "dragNodes": False,
        "dragView": False,
        "zoomView": False,
        "hover": True,
        "tooltipDelay": 120,
    },
    "nodes": {
        "shape": "box",
        "labelHighlightBold": False,
        "margin": {"top": 6, "bottom": 6, "left": 9, "right": 9},
        "shapeProperties": {"borderRadius": 8},
        "widthConstraint": {"minimum": 108, "maximum": 150},
    },
    "edges": {"chosen": False},
}


def blank() -> Network:
    """A drawing with nobody in it yet."""
    from pyvis.network import Network  # noqa: PLC0415 - see above

    net = Network(directed=True)
    net.set_options(json.dumps(_OPTIONS))
    return net


def finished(net: Network, width: int, height: int, alt: str) -> Picture:
    """The drawing as plain data; width and height in pixels."""
    nodes, edges, _, _, _, options = net.get_network_data()
    return Picture(
        nodes=nodes,
        edges=edges,
        options=json.loads(options),
        width=width,
        height=height,
        alt=alt,
    )


def plain(text: str) -> str:
    """One line of at most `_NAME_LENGTH` characters, nothing unprintable."""
    line = " ".join(text.split())
    return "".join(c for c in line if c.isprintable())[:_NAME_LENGTH]
