"""The plan as a timeline: phases as bars, days that matter as diamonds.

Days are drawn as numbers and named here. As times, Vega would read them in the
browser's zone and could show the day before.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

import altair as alt
import pandas as pd

from tracker.charts.colours import Palette, axis, finish, palette
from tracker.charts.months import label_expression, month_names

if TYPE_CHECKING:
    from collections.abc import Sequence

Certainty = Literal["past", "sure", "likely", "unsure"]
"""Surer is darker; what is over is grey."""

_NARROW = "width < 460"
"""A Vega test: no room for a label to the right of its bar."""


class Phase(NamedTuple):
    """A stretch of the plan."""

    label: str
    from_on: date
    to_on: date
    certainty: Certainty


class Milestone(NamedTuple):
    """A day of the plan that has a name."""

    label: str
    on: date
    phase: str = ""
    """Label of the phase it belongs to; else the one that ends nearest."""


def plan_timeline(
    phases: Sequence[Phase],
    milestones: Sequence[Milestone],
    today: date,
    theme: str | None,
) -> alt.LayerChart:
    """Draw the plan from its first to its last day, with today across it.

    Args:
        phases: The rows, from the top.
        milestones: Days to mark. Two on one row: the second gets its own.
        today: The searcher's day.
        theme: "light" or "dark".
    """
    colors = palette(theme)
    bars, points = _bars(phases), _points(phases, milestones)
    rows = list(dict.fromkeys([*bars["row"], *points["row"]]))
    first, last = _span(phases, milestones, today)
    longest = max((len(label) for label in points["label"]), default=0)
    x = alt.Scale(
        domainMin=first,
        # Room on the right for the last label, where it is written there.
        domainMax=alt.ExprRef(
            f"{_NARROW} ? {last + 4} : "
            f"{first} + {last - first} * width / (width - {14 + 6.6 * longest:.0f})"
        ),
        nice=False,
    )
    y = alt.Y(
        "row:N",
        sort=rows,
        axis=axis(colors, labelColor=colors.ink, labelFontSize=13, grid=False),
        scale=alt.Scale(domain=rows),
    )
    return finish(
        _phase_bars(bars, x, y, colors),
        *_today_line(today, x, colors),
        _diamonds(points, x, y, colors),
        *_labels(points, x, y, colors),
        height=max(1, len(rows)) * 40 + 54,
    )


def plan_timeline_alt(
    phases: Sequence[Phase], milestones: Sequence[Milestone], today: date
) -> str:
    """Say in words what `plan_timeline` draws."""
    spans = [f"{p.label} {_long(p.from_on)} to {_long(p.to_on)}" for p in phases]
    days = [f"{m.label} {_long(m.on)}" for m in milestones]
    return f"Plan, today {_long(today)}. " + "; ".join([*spans, *days]) + "."


# ---- layers


def _phase_bars(
    bars: pd.DataFrame, x: alt.Scale, y: alt.Y, colors: Palette
) -> alt.Chart:
    """The phases; the axis of months hangs on them."""
    tints = {
        "past": colors.past,
        "sure": colors.sure,
        "likely": colors.likely,
        "unsure": colors.unsure,
    }
    months = _months(bars)
    chart: alt.Chart = (
        alt.Chart(bars)
        .mark_bar(height=18, cornerRadius=5)
        .encode(
            x=alt.X(
                "from:Q",
                scale=x,
                axis=axis(
                    colors,
                    values=list(months),
                    labelExpr=label_expression(months),
                    labelOverlap=True,
                ),
            ),
            x2="to:Q",
            y=y,
            color=alt.Color(
                "certainty:N",
                scale=alt.Scale(domain=list(tints), range=list(tints.values())),
                legend=None,
            ),
            tooltip=["row:N", "when:N"],
        )
    )
    return chart


def _today_line(today: date, x: alt.Scale, colors: Palette) -> list[alt.Chart]:
    """A dashed line from top to bottom, named above it."""
    rows = pd.DataFrame({"on": [today.toordinal()], "label": [f"Today, {_day(today)}"]})
    base = alt.Chart(rows).encode(x=alt.X("on:Q", scale=x))
    rule = base.mark_rule(strokeDash=[4, 3], strokeWidth=1.5, color=colors.ink)
    # Left of the line where the name would run out of the picture.
    beyond = "scale('x', datum.on) > width - 80"
    name = base.mark_text(
        align=alt.ExprRef(f"{beyond} ? 'right' : 'left'"),
        dx=alt.ExprRef(f"{beyond} ? -5 : 5"),
        fontSize=12,
        color=colors.ink,
    ).encode(y=alt.value(-8), text="label:N")
    return [rule, name]


def _diamonds(
    points: pd.DataFrame, x: alt.Scale, y: alt.Y, colors: Palette
) -> alt.Chart:
    """The milestones."""
    chart: alt.Chart = (
        alt.Chart(points)
        .mark_point(
            shape="diamond",
            size=80,
            filled=True,
            opacity=1,
            color=colors.ink,
            stroke=colors.paper,
            strokeWidth=1,
        )
        .encode(x=alt.X("on:Q", scale=x), y=y, tooltip=["label:N"])
    )
    return chart


def _labels(
    points: pd.DataFrame, x: alt.Scale, y: alt.Y, colors: Palette
) -> list[alt.Chart]:
    """Names of milestones: right of the bar, on a phone below the diamond."""
    chart = alt.Chart(points)
    wide = chart.mark_text(
        align="left",
        dx=11,
        # Size 0 rather than opacity 0: unseen text would still take its room.
        fontSize=alt.ExprRef(f"{_NARROW} ? 0 : 13"),
        fontWeight=600,
        color=colors.ink,
    ).encode(x=alt.X("end:Q", scale=x), y=y, text="label:N")
    right = "scale('x', datum.on) > width / 2"
    under = partial(
        chart.mark_text,
        align=alt.ExprRef(f"{right} ? 'right' : 'left'"),
        dx=alt.ExprRef(f"{right} ? 6 : -6"),
        dy=17,
        fontSize=alt.ExprRef(f"{_NARROW} ? 12 : 0"),
        fontWeight=600,
    )
    # Twice: first a rim of paper, so that today's line does not cross the name.
    rim = under(stroke=colors.paper, strokeWidth=5, strokeJoin="round")
    below = under(color=colors.ink)
    spot = {"x": alt.X("on:Q", scale=x), "y": y, "text": "label:N"}
    return [wide, rim.encode(**spot), below.encode(**spot)]


# ---- rows


def _bars(phases: Sequence[Phase]) -> pd.DataFrame:
    """One row per phase, its days as numbers (`date.toordinal`)."""
    return pd.DataFrame(
        [
            (
                p.label,
                p.from_on.toordinal(),
                p.to_on.toordinal(),
                p.certainty,
                f"{_day(p.from_on)} to {_day(p.to_on)}",
            )
            for p in phases
        ],
        columns=["row", "from", "to", "certainty", "when"],
    )


def _points(phases: Sequence[Phase], milestones: Sequence[Milestone]) -> pd.DataFrame:
    """One row per milestone: its `row`, its day `on`, the `end` its name follows."""
    ends = {phase.label: phase.to_on for phase in phases}
    taken: set[str] = set()
    points = []
    for mark in milestones:
        row = mark.phase or _nearest(ends, mark.on)
        if row in taken or row not in ends:
            row = mark.label
        taken.add(row)
        end = max(ends.get(row, mark.on), mark.on)
        name = f"{mark.label}, {_day(mark.on)}"
        points.append((row, name, mark.on.toordinal(), end.toordinal()))
    return pd.DataFrame(points, columns=["row", "label", "on", "end"])


def _nearest(ends: dict[str, date], on: date) -> str:
    """The phase that ends nearest to a day; the later of two."""
    near = min((abs(end - on) for end in ends.values()), default=timedelta())
    return next((p for p, end in reversed(ends.items()) if abs(end - on) == near), "")


def _span(
    phases: Sequence[Phase], milestones: Sequence[Milestone], today: date
) -> tuple[int, int]:
    """First and last day of the picture, as numbers."""
    days = [today, *(mark.on for mark in milestones)]
    for phase in phases:
        days += [phase.from_on, phase.to_on]
    return min(days).replace(day=1).toordinal(), max(days).toordinal()


def _months(bars: pd.DataFrame) -> dict[int, str]:
    """The first days of months in the picture, as numbers, and their names."""
    return (
        month_names(int(bars["from"].min()), int(bars["to"].max())) if len(bars) else {}
    )


def _day(on: date) -> str:
    """A day as "11 Dec"."""
    return f"{on.day} {on:%b}"


def _long(on: date) -> str:
    """A day as "11 December 2026"."""
    return f"{on.day} {on:%B %Y}"
