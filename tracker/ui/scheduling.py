"""Pasting the schedule of an onsite day: shown first, then made into rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import commands, schedules
from tracker.errors import FootholdError
from tracker.reports import application as reports
from tracker.reports import scheduled
from tracker.ui import session
from tracker.ui.acting import Form, do
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.models import Application
    from tracker.schedules import Slot


def paste_form(row: Application, close: Callable[..., None]) -> None:
    """Paste lines, look at the slots, make the rounds.

    No `st.form`: the slots are shown while the lines are being mended.
    """
    form = Form(f"schedule_{row.id}")
    with st.container(border=True):
        st.text_area(
            "Schedule",
            key=form.key("text"),
            height=160,
            placeholder="10.00-11.00 Natalie Portman, Software Engineer, Coding",
        )
        day, zone = st.columns(2)
        day.date_input(
            "Day",
            form.first("day", session.today()),
            key=form.key("day"),
            format="YYYY-MM-DD",
        )
        zones, here = reports.zones(), form.first("zone", session.zone())
        zone.selectbox(
            "Time zone",
            zones,
            index=zones.index(here) if here in zones else zones.index("UTC"),
            key=form.key("zone"),
        )
        slots = _read(form)
        _show(slots)
        form.show_problem()
        with st.container(horizontal=True):
            if slots:
                st.button(
                    scheduled.button(slots),
                    type="primary",
                    key=form.key("save"),
                    on_click=_save,
                    args=(form, row, slots, close),
                )
            else:
                st.button("Show the slots", key=form.key("show"))
            st.button("Close", key=form.key("close"), on_click=close)


def _read(form: Form) -> list[Slot]:
    text = st.session_state.get(form.key("text")) or ""
    if not text.strip():
        return []
    try:
        return schedules.read(text)
    except FootholdError as error:
        st.error(escape(str(error)))
        return []


def _show(slots: Sequence[Slot]) -> None:
    if not slots:
        return
    st.dataframe(
        scheduled.frame(slots),
        hide_index=True,
        height="content",
        alt="The slots that were read",
    )
    for line in schedules.sentences(schedules.check(slots)):
        st.markdown(small(line))


def _save(
    form: Form, row: Application, slots: Sequence[Slot], close: Callable[..., None]
) -> None:
    given = form.values("day", "zone")
    on, zone = given.get("day", session.today()), given.get("zone", session.zone())
    made = do(
        lambda work: commands.add_schedule(work, row.id, slots, on=on, zone=zone),
        done=lambda rounds: scheduled.made(rounds),  # noqa: PLW0108 - a list is invariant
        form=form,
    )
    if made is not None:
        close()
