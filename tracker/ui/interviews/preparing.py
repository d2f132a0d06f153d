"""What to do before a round, to tick off."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import streamlit as st

from tracker import commands
from tracker.reports.interviews import rounds as reports
from tracker.ui.acting import Form, do
from tracker.ui.words import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.interviews import Line
    from tracker.models import Round
    from tracker.search import Search


def preparing(search: Search, row: Round) -> None:
    """Show the list of a round, with what can be done to it."""
    found = reports.preparation(search, row)
    with st.expander(found.words, key=f"preparing_{row.id}"):
        for number, line in enumerate(found.lines):
            _line(row, number, line)
        if found.missing:
            st.button(
                f"Add what is suggested by now ({len(found.missing)})",
                key=f"suggest_{row.id}",
                type="tertiary",
                icon=":material/playlist_add:",
                on_click=_add,
                args=(row, list(found.missing)),
            )
        _own(row)
        _drop(row, found.lines)
        if reports.is_take_home(row):
            _hours(row)


def _line(row: Round, number: int, line: Line) -> None:
    """One thing to do. What is stored is what is shown, whoever changed it."""
    key = f"prepare_{row.id}_{number}"

    def tick() -> None:
        is_done = bool(st.session_state[key])
        do(
            lambda work: commands.tick_preparation(
                work, row.id, line.what, is_done=is_done
            ),
            done=f"{'Done' if is_done else 'Open again'}: {line.what}",
        )

    st.session_state[key] = line.is_done
    st.checkbox(escape(line.what), key=key, on_change=tick)


def _add(row: Round, whats: list[str]) -> None:
    do(
        lambda work: commands.add_preparation(work, row.id, whats),
        done="Added to the list.",
    )


def _own(row: Round) -> None:
    form = Form(f"prepare_own_{row.id}")

    def save() -> None:
        what = form.values("what").get("what", "")
        do(
            lambda work: commands.add_preparation(work, row.id, [what]),
            done=f"Added to the list: {what}",
            form=form,
        )

    with (
        st.form(form.key("form"), border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.text_input("One more thing to do", key=form.key("what"))
        st.form_submit_button("Add", on_click=save)
    form.show_problem()


def _drop(row: Round, lines: Sequence[Line]) -> None:
    """A menu of what can be taken off the list."""
    key = f"drop_{row.id}"

    def drop() -> None:
        what = str(st.session_state[key])
        do(
            lambda work: commands.drop_preparation(work, row.id, what),
            done=f"Taken off the list: {what}",
        )

    st.menu_button(
        "Take something off",
        [line.what for line in lines],
        key=key,
        type="tertiary",
        format_func=escape,
        on_click=drop,
    )


def _hours(row: Round) -> None:
    """The hours of a take-home: what they say, and what it took."""
    form = Form(f"hours_{row.id}_{row.version}")

    def save() -> None:
        said, spent = (
            None if value is None else Decimal(str(value))
            for value in (
                form.values("said").get("said"),
                form.values("spent").get("spent"),
            )
        )
        do(
            lambda work: commands.note_hours(work, row.id, estimated=said, spent=spent),
            done="Noted the hours.",
        )

    boxes = st.columns(2)
    for box, field, label, value in (
        (boxes[0], "said", "Hours they say it takes", row.hours_estimated),
        (boxes[1], "spent", "Hours it took so far", row.hours_spent),
    ):
        box.number_input(
            label,
            min_value=0.0,
            max_value=500.0,
            value=None if value is None else float(value),
            step=0.5,
            key=form.key(field),
            on_change=save,
        )
