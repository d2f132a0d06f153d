"""The few colours of the charts, in both themes.

Charts are drawn in the browser by Vega, which cannot read the theme's variables,
and the theme's own axis grey is too faint to read.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import altair as alt


class Palette(NamedTuple):
    """Colours of one theme, as hex values."""

    ink: str
    """Text and what matters most."""
    soft: str
    """Axis labels and what matters less; at least 7 to 1 on the paper."""
    paper: str
    line: str
    """Grid lines."""
    past: str
    """What is over."""
    sure: str
    """First of the ramp: surer is stronger."""
    likely: str
    unsure: str
    once: str
    """The single accent: money that is paid once."""
    parts: tuple[str, ...]
    """Eight for parts that have no order, as criteria: apart in lightness too, by 20
    (CIE76) or more for protan, deutan and tritan eyes; neighbours by 40."""


_LIGHT = Palette(
    ink="#1B2624",
    soft="#4A5553",
    paper="#FFFFFF",
    line="#E3E8E6",
    past="#C3CAC8",
    sure="#12605C",
    likely="#4B978F",
    unsure="#A9D0CB",
    once="#E08A00",
    parts=(
        *("#12605C", "#85CFFB", "#4A4F25", "#CBCBCA"),
        *("#042451", "#759E78", "#1E0F00", "#9271A6"),
    ),
)
_DARK = Palette(
    ink="#E6ECEA",
    soft="#C3CCCA",
    paper="#0F1416",
    line="#262F33",
    past="#4A5658",
    sure="#84CDC6",
    likely="#368E87",
    unsure="#1C524E",
    once="#F0B24A",
    parts=(
        *("#84CDC6", "#275055", "#A4B0E9", "#4A4E1E"),
        *("#C1BF82", "#277DA7", "#ECFFE3", "#8D8482"),
    ),
)


FONT = "'Source Sans', sans-serif"
"""The font of the pages, which Streamlit carries in its own files."""


def palette(theme: str | None) -> Palette:
    """The colours of `st.context.theme.type`; anything but "dark" is light."""
    return _DARK if theme == "dark" else _LIGHT


def axis(colors: Palette, **more: Any) -> alt.Axis:  # noqa: ANN401 - Altair's own
    """An axis that is read, not seen: quiet grid, clear labels, no line."""
    plain = {
        "title": None,
        "domain": False,
        "ticks": False,
        "labelColor": colors.soft,
        "titleColor": colors.soft,
        "gridColor": colors.line,
        "labelFontSize": 12,
        "labelPadding": 8,
    }
    return alt.Axis(**(plain | more))


def finish(*layers: alt.Chart, height: int) -> alt.LayerChart:
    """Lay charts over each other, without a frame.

    Args:
        layers: From the back to the front.
        height: Of the whole picture, in pixels.
    """
    chart: alt.LayerChart = (
        alt.LayerChart(layer=list(layers))
        .properties(
            height=height,
            padding={"left": 0, "right": 4, "top": 8, "bottom": 4},
        )
        .configure(font=FONT)
        .configure_view(strokeWidth=0)
    )
    return chart
