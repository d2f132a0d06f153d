"""How far applications came, how long stages take, and each week's work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from tracker.charts.colours import axis, finish, palette
from tracker.charts.months import NAMES, label_expression, month_names

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.charts.colours import Palette
    from tracker.reports.odds.funnel import Bar
    from tracker.reports.odds.pictures import Line, Week
    from tracker.reports.odds.times import Span

LABEL_LIMIT = 170


def funnel_picture(bars: Sequence[Bar], theme: str | None) -> alt.LayerChart:
    """Draw one bar for each milestone, with its number and share at the end."""
    colors = palette(theme)
    rows = pd.DataFrame(bars, columns=["label", "number", "words"])
    most = max([1, *rows["number"]])
    base = alt.Chart(rows).encode(
        y=alt.Y("label:N", sort=None, axis=_names(colors)),
        x=alt.X(
            "number:Q",
            axis=None,
            scale=alt.Scale(domain=[0, most * 1.3], nice=False),
        ),
    )
    marks = base.mark_bar(color=colors.likely, height=18, cornerRadiusEnd=4)
    numbers = base.mark_text(
        align="left", dx=6, fontSize=13, fontWeight=600, color=colors.ink
    ).encode(text="words:N")
    return finish(marks, numbers, height=len(rows) * 34 + 12)


def funnel_alt(bars: Sequence[Bar]) -> str:
    """Say in words what `funnel_picture` draws."""
    return f"Ever reached: {', '.join(f'{b.label} {b.words}' for b in bars)}."


def span_picture(spans: Sequence[Span], theme: str | None) -> alt.LayerChart:
    """Draw each time as its band with the median across it; own ones are darker."""
    colors = palette(theme)
    rows = pd.DataFrame(
        spans, columns=["label", "low", "middle", "high", "is_own", "words"]
    )
    most = max([1.0, *rows["high"]])
    x = alt.Scale(domain=[0, most * 1.05], nice=False)
    base = alt.Chart(rows).encode(y=alt.Y("label:N", sort=None, axis=_names(colors)))
    bands = base.mark_bar(height=14, cornerRadius=4).encode(
        x=alt.X("low:Q", scale=x, axis=axis(colors, title="Days", tickCount=6)),
        x2="high:Q",
        color=alt.condition(
            "datum.is_own", alt.value(colors.likely), alt.value(colors.unsure)
        ),
        tooltip=["label:N", "words:N"],
    )
    ticks = base.mark_tick(thickness=3, height=22, color=colors.ink).encode(
        x=alt.X("middle:Q", scale=x)
    )
    return finish(bands, ticks, height=max(1, len(rows)) * 36 + 40)


def span_alt(spans: Sequence[Span]) -> str:
    """Say in words what `span_picture` draws."""
    parts = [
        f"{each.label} {each.words}, {'own' if each.is_own else 'published'}"
        for each in spans
    ]
    return f"Half take up to: {'; '.join(parts)}." if parts else "No times yet."


def week_picture(weeks: Sequence[Week], theme: str | None) -> alt.LayerChart:
    """Draw applications sent as bars and interviews held as diamonds, by week."""
    colors = palette(theme)
    rows = _week_rows(weeks)
    first = weeks[0].begins_on.toordinal()
    last = weeks[-1].begins_on.toordinal() + 7
    x = alt.Scale(domain=[first, last], nice=False)
    most = max([1, *rows["sent"], *rows["rounds"]])
    y = alt.Y(
        "sent:Q",
        scale=alt.Scale(domain=[0, most + 1], nice=False),
        axis=axis(colors, tickMinStep=1, tickCount=min(6, most + 1), format="d"),
    )
    base = alt.Chart(rows)
    bars = base.mark_rect(color=colors.likely, cornerRadius=2).encode(
        x=alt.X("from:Q", scale=x, axis=_months(first, last, colors)),
        x2="to:Q",
        y=y,
        y2=alt.datum(0),
        tooltip=["words:N"],
    )
    marks = (
        base.transform_filter("datum.rounds > 0")
        .mark_point(
            shape="diamond",
            size=80,
            filled=True,
            opacity=1,
            color=colors.once,
            stroke=colors.ink,
            strokeWidth=1,
        )
        .encode(x=alt.X("middle:Q", scale=x), y=alt.Y("rounds:Q"), tooltip=["words:N"])
    )
    return finish(bars, marks, height=220)


def _week_rows(weeks: Sequence[Week]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "from": [each.begins_on.toordinal() + 0.6 for each in weeks],
            "to": [each.begins_on.toordinal() + 6.4 for each in weeks],
            "middle": [each.begins_on.toordinal() + 3.5 for each in weeks],
            "sent": [each.sent for each in weeks],
            "rounds": [each.rounds for each in weeks],
            "words": [
                f"Week from {_day(each.begins_on)}: {each.sent} sent, {each.answers} "
                f"first answers, {each.rounds} interviews"
                for each in weeks
            ],
        }
    )


def week_alt(weeks: Sequence[Week]) -> str:
    """Say in words what `week_picture` draws."""
    parts = [
        f"from {_day(each.begins_on)} {each.sent} sent and {each.rounds} interviews"
        for each in weeks
    ]
    return f"Weeks: {'; '.join(parts)}." if parts else "No week yet."


def line_picture(
    lines: Sequence[Line], today: date, theme: str | None
) -> alt.LayerChart:
    """Draw each application from the day it was sent to its end, or to today."""
    colors = palette(theme)
    rows = _line_rows(lines)
    first = int(rows["from"].min())
    last = max(int(rows["to"].max()), today.toordinal() + 1)
    names = "[" + ",".join(_quoted(each.label) for each in lines) + "]"
    x = alt.Scale(domain=[first - 1, last], nice=False)
    base = alt.Chart(rows).encode(
        y=alt.Y(
            "row:N",
            sort=list(rows["row"]),
            axis=axis(
                colors,
                labelColor=colors.ink,
                labelExpr=f"{names}[toNumber(datum.value)]",
                labelLimit=alt.ExprRef("width < 400 ? 110 : 230"),
                grid=False,
            ),
        )
    )
    bars = base.mark_bar(height=11, cornerRadius=3).encode(
        x=alt.X(
            "from:Q",
            scale=x,
            axis=_months(first, last, colors),
        ),
        x2="to:Q",
        color=alt.condition(
            "datum.is_open", alt.value(colors.likely), alt.value(colors.past)
        ),
        tooltip=["label:N", "words:N"],
    )
    return finish(bars, height=len(rows) * 20 + 40)


def _line_rows(lines: Sequence[Line]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "row": [str(n) for n in range(len(lines))],
            "from": [each.from_on.toordinal() for each in lines],
            "to": [max(each.to_on, each.from_on).toordinal() + 1 for each in lines],
            "is_open": [each.is_open for each in lines],
            "label": [each.label for each in lines],
            "words": [f"{each.furthest}, now {each.outcome}" for each in lines],
        }
    )


def line_alt(lines: Sequence[Line]) -> str:
    """Say in words what `line_picture` draws."""
    parts = [
        f"{each.label} from {_day(each.from_on)}, {(each.to_on - each.from_on).days} "
        f"days, as far as {each.furthest.lower()}"
        for each in lines
    ]
    return f"Applications: {'; '.join(parts)}." if parts else "Nothing sent."


def _months(first: int, last: int, colors: Palette) -> alt.Axis:
    """An axis of days, as numbers, on which the months between are named."""
    names = {at: n for at, n in month_names(first, last).items() if at >= first}
    return axis(
        colors,
        values=list(names),
        labelExpr=label_expression(names),
        labelOverlap=True,
    )


def _names(colors: Palette) -> alt.Axis:
    """An axis of names, clear to read."""
    return axis(
        colors,
        labelColor=colors.ink,
        labelFontSize=13,
        labelLimit=LABEL_LIMIT,
        grid=False,
    )


def _quoted(text: str) -> str:
    """A text inside a Vega expression; what could end it is left out."""
    plain = "".join(c if c.isalnum() or c in " ,.-()&+" else " " for c in text)
    return f"'{plain}'"


def _day(on: date) -> str:
    return f"{on.day} {NAMES[on.month - 1]}"
