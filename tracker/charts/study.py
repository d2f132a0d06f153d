"""The two pictures of the talk: both ratios by company, and the source mix."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from tracker.charts.colours import axis, finish, palette

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.charts.colours import Palette
    from tracker.reports.odds.study import Part, Point


_RIGHT_END = 0.8
"""A name that ends beyond this is written left of its dot."""
_LINE = 0.017
"""Height of a name, as a fraction of offer yield."""


def ratio_picture(points: Sequence[Point], theme: str | None) -> alt.LayerChart:
    """Draw onsite-to-offer ratio against offer yield rate, a dot a company.

    Companies the searcher applied to are diamonds in the accent, and named on a
    phone too.
    """
    colors = palette(theme)
    rows = pd.DataFrame(
        points, columns=["company", "ratio", "taken", "reviews", "is_mine"]
    ).assign(is_left=_sides(points))
    base = alt.Chart(rows).encode(
        x=alt.X(
            "ratio:Q",
            scale=alt.Scale(domain=[0.1, 0.85], nice=False),
            axis=axis(colors, title="Onsite to offer", format="%", tickCount=6),
        ),
        y=alt.Y(
            "taken:Q",
            scale=alt.Scale(domain=[0.5, 0.97], nice=False),
            axis=axis(colors, title="Offer yield", format="%", tickCount=5),
        ),
    )
    dots = base.mark_point(filled=True, opacity=1, size=64).encode(
        color=alt.condition(
            "datum.is_mine", alt.value(colors.once), alt.value(colors.likely)
        ),
        shape=alt.condition("datum.is_mine", alt.value("diamond"), alt.value("circle")),
        tooltip=[
            "company:N",
            alt.Tooltip("ratio:Q", format=".1%", title="onsite to offer"),
            alt.Tooltip("taken:Q", format=".1%", title="offer yield"),
            "reviews:Q",
        ],
    )
    names = base.mark_text(
        align=alt.ExprRef("datum.is_left ? 'right' : 'left'"),
        dx=alt.ExprRef("datum.is_left ? -8 : 8"),
        fontSize=alt.ExprRef("width < 460 && !datum.is_mine ? 0 : 11"),
        color=colors.ink,
    ).encode(text="company:N")
    return finish(dots, names, height=380)


def _sides(points: Sequence[Point]) -> list[bool]:
    """Say which names go left of their dot: those that would lie on another one.

    Room is reckoned for a picture as wide as a desktop's.
    """
    taken: list[tuple[float, float, float]] = []
    sides = []
    for point in points:
        long = 0.012 + 0.0056 * len(point.company)
        right = (point.ratio, point.ratio + long, point.taken)
        left = (point.ratio - long, point.ratio, point.taken)
        is_left = right[1] > _RIGHT_END or any(_meet(right, each) for each in taken)
        taken.append(left if is_left else right)
        sides.append(is_left)
    return sides


def _meet(one: tuple[float, float, float], two: tuple[float, float, float]) -> bool:
    return one[0] < two[1] and two[0] < one[1] and abs(one[2] - two[2]) < _LINE


def ratio_alt(points: Sequence[Point]) -> str:
    """Say in words what `ratio_picture` draws."""
    parts = [f"{p.company} {p.ratio:.0%} and {p.taken:.0%}" for p in points]
    return f"Onsite to offer and offer yield: {'; '.join(parts)}."


def mix_picture(parts: Sequence[Part], theme: str | None) -> alt.LayerChart:
    """Draw each company's sources as one bar, with a line at one half."""
    colors = palette(theme)
    rows = pd.DataFrame(_stacked(parts))
    order = list(dict.fromkeys(part.company for part in parts))
    tints = _tints(colors)
    bars = (
        alt.Chart(rows)
        .mark_bar(height=13, stroke=colors.paper, strokeWidth=1)
        .encode(
            y=alt.Y(
                "company:N",
                sort=order,
                axis=axis(colors, labelColor=colors.ink, labelLimit=110, grid=False),
            ),
            x=alt.X(
                "from:Q",
                scale=alt.Scale(domain=[0, 1], nice=False),
                axis=axis(colors, format="%", tickCount=5),
            ),
            x2="to:Q",
            color=alt.Color(
                "source:N",
                scale=alt.Scale(domain=list(tints), range=list(tints.values())),
                legend=alt.Legend(
                    orient="top", title=None, labelColor=colors.ink, columns=3
                ),
            ),
            tooltip=[
                "company:N",
                "source:N",
                alt.Tooltip("share:Q", format=".1%"),
            ],
        )
    )
    half = (
        alt.Chart(pd.DataFrame({"at": [0.5]}))
        .mark_rule(color=colors.ink, strokeDash=[4, 3], strokeWidth=1.5)
        .encode(x="at:Q")
    )
    return finish(bars, half, height=len(order) * 21 + 70)


def mix_alt(parts: Sequence[Part]) -> str:
    """Say in words what `mix_picture` draws."""
    by_company: dict[str, list[str]] = {}
    for part in parts:
        by_company.setdefault(part.company, []).append(
            f"{part.source} {part.share:.0%}"
        )
    return "Sources of junior onsites: " + (
        "; ".join(f"{name}: {', '.join(some)}" for name, some in by_company.items())
        + "."
    )


def _stacked(parts: Sequence[Part]) -> list[dict[str, object]]:
    """Each part from where the one before it ended."""
    ends: dict[str, float] = {}
    rows: list[dict[str, object]] = []
    for part in parts:
        start = ends.get(part.company, 0.0)
        ends[part.company] = start + part.share
        rows.append(
            {
                "company": part.company,
                "source": part.source,
                "share": part.share,
                "from": start,
                "to": min(1.0, start + part.share),
            }
        )
    return rows


def _tints(colors: Palette) -> dict[str, str]:
    return {
        "campus": colors.sure,
        "referral": colors.likely,
        "recruiter": colors.unsure,
        "online": colors.past,
        "other": colors.line,
    }
