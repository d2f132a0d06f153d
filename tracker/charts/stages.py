"""How many applications stand in each stage, as one small picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from tracker.charts.colours import axis, finish, palette

if TYPE_CHECKING:
    from collections.abc import Mapping


def pipeline_picture(counts: Mapping[str, int], theme: str | None) -> alt.LayerChart:
    """Draw one bar per stage, in the order given, with its count at the end.

    Args:
        counts: How many applications stand in each stage, by its label.
        theme: "light" or "dark".
    """
    colors = palette(theme)
    rows = pd.DataFrame({"stage": list(counts), "count": list(counts.values())}).astype(
        {"count": int}
    )
    base = alt.Chart(rows).encode(
        y=alt.Y(
            "stage:N",
            sort=list(counts),
            axis=axis(colors, labelColor=colors.ink, labelFontSize=13, labelLimit=160),
        ),
        x=alt.X(
            "count:Q",
            axis=None,
            # Room for the count after the longest bar.
            scale=alt.Scale(domain=[0, 1.12 * max([1, *counts.values()])], nice=False),
        ),
    )
    bars = base.mark_bar(color=colors.likely, height=14, cornerRadiusEnd=4)
    numbers = base.mark_text(
        align="left", dx=6, fontSize=13, fontWeight=600, color=colors.ink
    ).encode(text="count:Q")
    return finish(bars, numbers, height=max(1, len(counts)) * 30 + 12)


def pipeline_alt(counts: Mapping[str, int]) -> str:
    """Say in words what `pipeline_picture` draws."""
    stages = ", ".join(f"{stage} {count}" for stage, count in counts.items())
    return f"Applications by stage: {stages}." if stages else "No applications yet."
