"""Tables of plain words and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker.ui.words import escape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from streamlit.elements.lib.column_types import ColumnConfig

SHORT = 12
"""Rows that are shown whole; a longer table scrolls in its own frame."""
NARROW = 5
"""Columns that a phone has room for."""
LEAST, WIDEST = 90, 220
"""Bounds of the first column of a grid, in pixels: names are read whole."""
WAYS_IN = {
    "Company": 134,
    "Chance": 62,
    "Best through": 122,
    "Ways in": 66,
    "Insiders": 68,
    "Best chain": 232,
    "Weakest link": 180,
}
"""Widths of the columns that are shown of the best chains, in pixels.

Beside the boxes that choose a row, a phone of 390 shows the first three and a window
of 1280 all; the others can be shown from the table's own menu.
"""
TIES = {
    "With": 112,
    "Chance": 60,
    "How it is known": 148,
    "Chance is": 108,
    "Kind": 88,
    "Direction": 100,
}
"""Widths of the columns of somebody's ties: three fit a phone, five the wide page."""


def table(columns: Mapping[str, Sequence[object]], alt: str) -> None:
    """Show columns of one length. Words may be as somebody typed them.

    A plain table that is too wide for a phone scrolls, and nobody without a mouse
    can scroll it: a grid can be.
    """
    rows = max((len(cells) for cells in columns.values()), default=0)
    if rows > SHORT or len(columns) > NARROW:
        first, cells = next(iter(columns.items()))
        longest = max((len(str(cell)) for cell in cells), default=0)
        width = min(WIDEST, max(LEAST, round(24 + 7.5 * longest)))
        st.dataframe(
            dict(columns),
            hide_index=True,
            alt=alt,
            column_config={first: st.column_config.Column(width=width)},
        )
        return
    st.table(
        {
            name: [escape(str(cell)) for cell in cells]
            for name, cells in columns.items()
        },
        hide_index=True,
        hide_header=False,
        border="horizontal",
        alt=alt,
    )


def sized(widths: Mapping[str, int]) -> dict[str, ColumnConfig]:
    """Give the columns of a grid their widths, in pixels; a chance is in percent."""
    kinds = st.column_config
    return {
        name: kinds.NumberColumn(width=width, format="%.0f%%")
        if name == "Chance"
        else kinds.Column(width=width)
        for name, width in widths.items()
    }


def folded(
    columns: Mapping[str, Sequence[object]], alt: str, label: str = "As a table"
) -> None:
    """Show a picture's figures as a table that can be opened below it."""
    with st.expander(label):
        table(columns, alt)


def points(sentences: Sequence[str]) -> None:
    """Show sentences as a list. They may hold words as somebody typed them."""
    st.markdown("\n".join(f"- {escape(each)}" for each in sentences))
