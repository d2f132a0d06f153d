"""The applications as cards on the board, and what is said of the closed ones."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, cast

import streamlit as st

from tracker import pipeline
from tracker.reports import applications as reports
from tracker.ui.board import Card, Column, Move, board
from tracker.ui.filtering import TABLE
from tracker.ui.words import small

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from tracker.ui.board import Hue

MOST = 200
"""Cards of one column; of more the first are sent, and the rest are counted."""


def show_board(
    rows: Sequence[reports.Row],
    *,
    on_move: Callable[[Move], object],
    on_open: Callable[[str], object],
) -> None:
    """Open applications as cards.

    A column of two stages takes a dropped card into its first; the other is set
    on the application.
    """
    totals = Counter(row.column for row in rows)
    sent: Counter[str] = Counter()
    cards = []
    for row in rows:
        sent[row.column] += 1
        if row.column and sent[row.column] <= MOST:
            cards.append(_card(row))
    board(
        [
            Column(
                group.first,
                group.label,
                pipeline.dots(group.first),
                cast("Hue", pipeline.BADGES[group.first].color),
                totals[group.first],
            )
            for group in reports.GROUPS
        ],
        cards,
        key="board",
        on_move=on_move,
        on_open=on_open,
    )


def _card(row: reports.Row) -> Card:
    facts = row.row
    return Card(
        id=str(row.id),
        stage=row.column,
        company=row.company,
        title=row.card_title,
        days=row.days,
        next=row.next.text,
        flag=row.next.flag,
        label=row.own_stage,
        source=row.source,
        excitement=facts.excitement or 0,
        step=facts.next_step,
        quiet=row.is_quiet,
    )


def show_closed(rows: Sequence[reports.Row]) -> None:
    """Say how many are closed, with the way to see them."""
    words = reports.closed_words(rows)
    if not words:
        return

    def go() -> None:
        held: dict[str, Any] = {"view": TABLE, "stage": [reports.CLOSED]}
        for key, value in held.items():
            st.session_state[key] = value

    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(small(words), width="content")
        st.button("Show the closed ones", type="tertiary", on_click=go)
