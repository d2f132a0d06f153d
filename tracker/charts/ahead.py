"""The chance of an offer by day, with its band."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from tracker.charts.colours import axis, finish, palette
from tracker.charts.months import NAMES, label_expression, month_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.charts.colours import Palette
    from tracker.forecast import Point

ONE, TWO = "One offer", "Two at once"
_NARROW = "width < 460"


def chance_picture(
    points: Sequence[Point], today: date, theme: str | None, one: str = ONE
) -> alt.LayerChart:
    """Draw both chances by day, each line in its band of 80 %.

    Args:
        points: From `tracker.forecast.forecast`, today first.
        today: The searcher's day.
        theme: "light" or "dark".
        one: What the first chance is called at the end of its line.
    """
    colors = palette(theme)
    rows = _rows(points, today, one)
    first, last = int(rows["on"].min()), int(rows["on"].max())
    months = {at: n for at, n in month_names(first, last).items() if at >= first}
    room = 14 + 7 * max(len(one), len(TWO))
    x = alt.Scale(
        domainMin=first,
        domainMax=alt.ExprRef(
            f"{_NARROW} ? {last} : {first} + {last - first} * width / (width - {room})"
        ),
        nice=False,
    )
    y = alt.Scale(domain=[0, 1], nice=False)
    tints = alt.Scale(domain=[one, TWO], range=[colors.sure, colors.likely])
    base = alt.Chart(rows)
    bands = base.mark_area(opacity=0.22).encode(
        x=alt.X(
            "on:Q",
            scale=x,
            axis=axis(
                colors,
                values=list(months),
                labelExpr=label_expression(months),
                labelOverlap=True,
            ),
        ),
        y=alt.Y("low:Q", scale=y, axis=axis(colors, format="%", tickCount=5)),
        y2="high:Q",
        color=alt.Color("what:N", scale=tints, legend=None),
    )
    lines = base.mark_line(strokeWidth=2.5).encode(
        x=alt.X("on:Q", scale=x),
        y=alt.Y("chance:Q", scale=y),
        color=alt.Color("what:N", scale=tints, legend=None),
        strokeDash=alt.StrokeDash(
            "what:N",
            scale=alt.Scale(domain=[one, TWO], range=[[1, 0], [6, 4]]),
            legend=None,
        ),
        tooltip=["what:N", "words:N"],
    )
    names = [
        _names(
            rows[(rows["on"] == last) & (rows["is_upper"] == is_upper)], x, y, colors
        )
        for is_upper in (True, False)
    ]
    return finish(bands, lines, *names, height=300)


def _names(
    ends: pd.DataFrame, x: alt.Scale, y: alt.Scale, colors: Palette
) -> alt.Chart:
    """Name a line at its end; on a phone above the upper and below the lower one."""
    is_upper = bool(ends["is_upper"].all())
    chart: alt.Chart = (
        alt.Chart(ends)
        .mark_text(
            align=alt.ExprRef(f"{_NARROW} ? 'right' : 'left'"),
            dx=alt.ExprRef(f"{_NARROW} ? 0 : 6"),
            dy=alt.ExprRef(f"{_NARROW} ? {-12 if is_upper else 14} : 0"),
            fontSize=12,
            fontWeight=600,
            color=colors.ink,
        )
        .encode(x=alt.X("on:Q", scale=x), y=alt.Y("at:Q", scale=y), text="what:N")
    )
    return chart


def chance_alt(points: Sequence[Point], today: date, one: str = ONE) -> str:
    """Say in words what `chance_picture` draws, a month apart."""
    shown = [*points[::4], points[-1]] if points else []
    parts = [
        f"by {_day(today + timedelta(days=p.day))} {one.lower()} {p.one.chance:.0%} "
        f"({p.one.low:.0%} to {p.one.high:.0%}), {TWO.lower()} {p.two.chance:.0%}"
        for p in shown
    ]
    return f"Chances: {'; '.join(dict.fromkeys(parts))}."


def _rows(points: Sequence[Point], today: date, one: str) -> pd.DataFrame:
    rows = []
    for point in points:
        on = today + timedelta(days=point.day)
        for what, found in ((one, point.one), (TWO, point.two)):
            rows.append(
                {
                    "what": what,
                    "on": on.toordinal(),
                    "chance": found.chance,
                    "low": found.low,
                    "high": found.high,
                    "at": found.chance,
                    "words": f"{found.chance:.0%}, {found.low:.0%} to "
                    f"{found.high:.0%}, by {_day(on)}",
                }
            )
    frame = pd.DataFrame(rows)
    return _apart(frame)


def _apart(frame: pd.DataFrame) -> pd.DataFrame:
    """Push the names of two lines that end close together apart."""
    last = frame["on"].max()
    ends = frame[frame["on"] == last].sort_values("chance")
    lower, upper = ends.index
    low, high = (float(each) for each in ends["chance"])
    frame["is_upper"] = False
    frame.loc[upper, "is_upper"] = True
    if high - low < 0.08:
        middle = min(0.94, max(0.06, (low + high) / 2))
        frame.loc[lower, "at"] = middle - 0.04
        frame.loc[upper, "at"] = middle + 0.04
    return frame


def _day(on: date) -> str:
    return f"{on.day} {NAMES[on.month - 1]}"
