"""How a decision comes about: what each value is made of, and what could turn it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from tracker.charts.colours import axis, finish, palette

if TYPE_CHECKING:
    from tracker.charts.colours import Palette

_ROW = 34
"""Height of a bar with its space, in pixels."""
_AROUND = 78
"""Height of a legend of one line, the axis and its title."""
_COLUMNS = 2
_LINE = 22
"""Height of a further line of the legend."""


def values_picture(frame: pd.DataFrame, theme: str | None) -> alt.LayerChart:
    """Draw each offer's value, part on part.

    Args:
        frame: One row per offer and criterion, with the columns `offer` (text, best
            first), `criterion` (text) and `part` (a number; they sum to the value).
        theme: "light" or "dark".
    """
    colors = palette(theme)
    rows = _stacked(frame)
    offers = list(dict.fromkeys(frame["offer"]))
    criteria = list(dict.fromkeys(frame["criterion"]))
    hues = _hues(colors, len(criteria))
    y = alt.Y(
        "offer:N", sort=offers, axis=axis(colors, labelFontSize=13, labelLimit=160)
    )
    bars = (
        alt.Chart(rows)
        .mark_bar(height=20, stroke=colors.paper, strokeWidth=1)
        .encode(
            y=y,
            x=alt.X("foot:Q", axis=axis(colors, tickCount=5, format=".1f")),
            x2="top:Q",
            color=alt.Color(
                "criterion:N",
                scale=alt.Scale(domain=criteria, range=hues),
                legend=alt.Legend(
                    orient="top",
                    title=None,
                    labelColor=colors.ink,
                    labelFontSize=12,
                    symbolType="square",
                    columns=_COLUMNS,
                    labelLimit=150,
                ),
            ),
            tooltip=["offer:N", "criterion:N", alt.Tooltip("part:Q", format=".3f")],
        )
    )
    ends = rows.groupby("offer", sort=False, as_index=False).agg(
        top=("top", "max"), value=("part", "sum")
    )
    ends["label"] = [f"{value:.3f}" for value in ends["value"]]
    said = (
        alt.Chart(ends)
        .mark_text(align="left", dx=6, fontSize=13, color=colors.ink)
        .encode(y=y, x="top:Q", text="label:N")
    )
    lines = -(-len(criteria) // _COLUMNS)
    height = max(1, len(offers)) * _ROW + _AROUND + lines * _LINE
    return finish(bars, said, height=height)


def values_alt(frame: pd.DataFrame) -> str:
    """Say in words what `values_picture` draws."""
    totals = frame.groupby("offer", sort=False)["part"].sum()
    said = ", ".join(f"{name} {value:.3f}" for name, value in totals.items())
    return f"Value of each offer by your weights: {said}."


def tornado_picture(frame: pd.DataFrame, theme: str | None) -> alt.LayerChart:
    """Draw how the winner's lead changes when each weight moves.

    Args:
        frame: One row per criterion, widest swing first, with the columns
            `criterion`, `low`, `high` (weights, 0 to 1), `lead_low`, `lead` (as the
            weights are) and `lead_high`.
        theme: "light" or "dark".
    """
    colors = palette(theme)
    order = list(frame["criterion"])
    rows = _moved(frame)
    y = alt.Y(
        "criterion:N", sort=order, axis=axis(colors, labelFontSize=12, labelLimit=180)
    )
    bars = (
        alt.Chart(rows)
        .mark_bar(height=16, stroke=colors.paper, strokeWidth=1)
        .encode(
            y=y,
            x=alt.X(
                "from:Q",
                axis=axis(
                    colors,
                    tickCount=5,
                    format="+.2f",
                    title="Lead of the best offer; below 0 another wins",
                    titleFontWeight="normal",
                    titleAnchor="start",
                ),
            ),
            x2="to:Q",
            color=alt.Color(
                "side:N",
                scale=alt.Scale(
                    domain=["less weight", "more weight"],
                    range=[colors.unsure, colors.sure],
                ),
                legend=alt.Legend(
                    orient="top",
                    title=None,
                    labelColor=colors.ink,
                    labelFontSize=12,
                    symbolType="square",
                ),
            ),
            tooltip=["criterion:N", "side:N", alt.Tooltip("weight:Q", format=".0%")],
        )
    )
    zero = (
        alt.Chart(pd.DataFrame({"at": [0]}))
        .mark_rule(color=colors.ink, strokeDash=[3, 3])
        .encode(x="at:Q")
    )
    return finish(bars, zero, height=max(1, len(order)) * _ROW + _AROUND)


def tornado_alt(frame: pd.DataFrame) -> str:
    """Say in words what `tornado_picture` draws."""
    said = "; ".join(
        f"{row.criterion} from {row.low:.0%} to {row.high:.0%} of all weight: lead "
        f"{row.lead_low:+.2f} to {row.lead_high:+.2f}"
        for row in frame.itertuples()
    )
    return f"Lead of the best offer when each weight moves. {said}."


def _moved(frame: pd.DataFrame) -> pd.DataFrame:
    """Make two bars of each criterion: from the lead as it is to that at each end."""
    sides = []
    for side, end in (("less weight", "low"), ("more weight", "high")):
        ends = frame[["lead", f"lead_{end}"]]
        sides.append(
            pd.DataFrame(
                {
                    "criterion": frame["criterion"],
                    "side": side,
                    "from": ends.min(axis=1),
                    "to": ends.max(axis=1),
                    "weight": frame[end],
                }
            )
        )
    return pd.concat(sides, ignore_index=True)


def _stacked(frame: pd.DataFrame) -> pd.DataFrame:
    """Add the ends of each part: parts below 0 go to the left of 0."""
    rows = frame.assign(down=frame["part"] < 0)
    ends = rows.groupby(["offer", "down"], sort=False)["part"].cumsum()
    return rows.assign(foot=ends - rows["part"], top=ends)


def _hues(colors: Palette, count: int) -> list[str]:
    """Tell criteria apart; amber stays with money paid once."""
    return [colors.parts[place % len(colors.parts)] for place in range(count)]
