"""The search as flows between stages: a Sankey picture that adds up.

Altair has no such mark, so places are worked out here: a node is as high as the
applications that flow through it, a ribbon as wide as those that take it.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import altair as alt
import pandas as pd

from tracker import pipeline
from tracker.charts.colours import finish, palette
from tracker.models import Stage
from tracker.rates.flows import OPEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.charts.colours import Palette
    from tracker.rates import Flows

NODE_WIDTH = 0.09
"""Of the way from one column to the next."""
GAP = 0.07
"""Between two nodes of a column, as a share of all that was sent."""
STEPS = 24
"""Straight pieces of one side of a ribbon."""
_NARROW = "width < 560"
_KEPT = frozenset({OPEN, Stage.ACCEPTED.value})
_CLOSED = frozenset(stage.value for stage in pipeline.CLOSED)


class Box(NamedTuple):
    """A node as it is drawn; heights count applications, downwards."""

    key: str
    label: str
    column: int
    top: float
    size: int


class Ribbon(NamedTuple):
    """A link as it is drawn, from the side of one box to that of another."""

    source: Box
    target: Box
    out: float
    """Its upper end at the source."""
    in_: float
    """Its upper end at the target."""
    size: int


def lay_out(flows: Flows) -> tuple[Sequence[Box], Sequence[Ribbon]]:
    """Place nodes in columns and links between them, nothing left over."""
    ranks = sorted({node.rank for node in flows.nodes})
    total = sum(node.size for node in flows.nodes if node.rank == ranks[0])
    down: defaultdict[int, float] = defaultdict(float)
    boxes: dict[str, Box] = {}
    for node in flows.nodes:
        column = ranks.index(node.rank)
        boxes[node.key] = Box(node.key, node.label, column, down[column], node.size)
        down[column] += node.size + GAP * total
    out = {key: box.top for key, box in boxes.items()}
    in_ = dict(out)
    ribbons = []
    for link in flows.links:
        source, target = boxes[link.source], boxes[link.target]
        ribbons.append(
            Ribbon(source, target, out[link.source], in_[link.target], link.size)
        )
        out[link.source] += link.size
        in_[link.target] += link.size
    return list(boxes.values()), ribbons


def flow_picture(flows: Flows, theme: str | None) -> alt.LayerChart:
    """Draw every application from where it came to where it is.

    Args:
        flows: From `tracker.rates.flows`, with at least one node.
        theme: "light" or "dark".
    """
    colors = palette(theme)
    boxes, ribbons = lay_out(flows)
    bottom = max(box.top + box.size for box in boxes)
    columns = max(box.column for box in boxes)
    x = alt.Scale(domain=[-0.02, columns + NODE_WIDTH + 0.02], nice=False)
    y = alt.Scale(domain=[bottom * 1.02, -0.06 * bottom], nice=False)
    return finish(
        _ribbons(ribbons, x, y, colors),
        _nodes(boxes, x, y, colors),
        *_labels(boxes, x, y, colors),
        height=420,
    )


def flow_alt(flows: Flows) -> str:
    """Say in words what `flow_picture` draws."""
    labels = {node.key: node.label for node in flows.nodes}
    parts = [
        f"{labels[link.source]} to {labels[link.target]} {link.size}"
        for link in flows.links
    ]
    return f"Flow of applications: {'; '.join(parts)}." if parts else "Nothing sent."


def _ribbons(
    ribbons: Sequence[Ribbon], x: alt.Scale, y: alt.Scale, colors: Palette
) -> alt.Chart:
    chart: alt.Chart = (
        alt.Chart(_points(ribbons))
        .mark_area(opacity=0.55)
        .encode(
            x=alt.X("x:Q", scale=x, axis=None),
            y=alt.Y("top:Q", scale=y, axis=None),
            y2="bottom:Q",
            detail="link:N",
            color=alt.Color(
                "kind:N",
                scale=alt.Scale(
                    domain=["on", "over"], range=[colors.unsure, colors.past]
                ),
                legend=None,
            ),
            tooltip=["words:N"],
        )
    )
    return chart


def _points(ribbons: Sequence[Ribbon]) -> pd.DataFrame:
    rows = []
    for n, ribbon in enumerate(ribbons):
        start, end = ribbon.source.column + NODE_WIDTH, ribbon.target.column
        for step in range(STEPS + 1):
            t = step / STEPS
            top = ribbon.out + (ribbon.in_ - ribbon.out) * t * t * (3 - 2 * t)
            rows.append(
                {
                    "link": n,
                    "x": start + (end - start) * t,
                    "top": top,
                    "bottom": top + ribbon.size,
                    "kind": "over" if ribbon.target.key in _CLOSED - _KEPT else "on",
                    "words": f"{ribbon.source.label} to {ribbon.target.label}: "
                    f"{ribbon.size}",
                }
            )
    return pd.DataFrame(rows, columns=["link", "x", "top", "bottom", "kind", "words"])


def _nodes(
    boxes: Sequence[Box], x: alt.Scale, y: alt.Scale, colors: Palette
) -> alt.Chart:
    rows = pd.DataFrame(
        {
            "x": [box.column for box in boxes],
            "x2": [box.column + NODE_WIDTH for box in boxes],
            "top": [box.top for box in boxes],
            "bottom": [box.top + box.size for box in boxes],
            "color": [_color(box, colors) for box in boxes],
            "words": [f"{box.label}: {box.size}" for box in boxes],
        }
    )
    chart: alt.Chart = (
        alt.Chart(rows)
        .mark_rect(cornerRadius=2)
        .encode(
            x=alt.X("x:Q", scale=x, axis=None),
            x2="x2:Q",
            y=alt.Y("top:Q", scale=y, axis=None),
            y2="bottom:Q",
            color=alt.Color("color:N", scale=None, legend=None),
            tooltip=["words:N"],
        )
    )
    return chart


def _color(box: Box, colors: Palette) -> str:
    if box.key in _KEPT:
        return colors.sure
    is_side = box.key in _CLOSED or box.key.startswith("from:")
    return colors.soft if is_side else colors.likely


def _labels(
    boxes: Sequence[Box], x: alt.Scale, y: alt.Scale, colors: Palette
) -> list[alt.Chart]:
    """Names right of their boxes, those of the last column left of them.

    On a phone there is room for the names of the last column only; the others
    show their numbers.
    """
    last = max(box.column for box in boxes)
    layers: list[alt.Chart] = []
    for is_last in (False, True):
        shown = [box for box in boxes if (box.column == last) is is_last]
        rows = pd.DataFrame(
            {
                "x": [box.column + (0 if is_last else NODE_WIDTH) for box in shown],
                "y": [box.top + box.size / 2 for box in shown],
                "long": [f"{box.label} {box.size}" for box in shown],
                "short": [str(box.size) for box in shown],
            }
        )
        chart = alt.Chart(rows).encode(
            x=alt.X("x:Q", scale=x, axis=None), y=alt.Y("y:Q", scale=y, axis=None)
        )
        if is_last:
            layers += _named(chart, "long", "12", colors, is_left=True)
        else:
            layers += _named(chart, "long", f"{_NARROW} ? 0 : 12", colors)
            layers += _named(chart, "short", f"{_NARROW} ? 11 : 0", colors)
    return layers


def _named(
    chart: alt.Chart, field: str, size: str, colors: Palette, *, is_left: bool = False
) -> list[alt.Chart]:
    """Text twice: first a rim of paper, so that no ribbon crosses a name."""
    text = partial(
        chart.mark_text,
        align="right" if is_left else "left",
        dx=-5 if is_left else 5,
        fontSize=alt.ExprRef(size),
        fontWeight=600,
    )
    rim = text(stroke=colors.paper, strokeWidth=4, strokeJoin="round")
    return [each.encode(text=f"{field}:N") for each in (rim, text(color=colors.ink))]
