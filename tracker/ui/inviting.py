"""Invitations on their way in: which zone is meant, which application it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import available_timezones

import streamlit as st

from tracker import pipeline
from tracker.importers import InvitationRow
from tracker.models import RowOutcome
from tracker.ui import session
from tracker.ui.importing import answer
from tracker.ui.words import escape

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.importers import Parsed
    from tracker.ui.importing import Preview, Reading

_ASKED = 20
"""Questions about one file that are asked at a time."""


def ask(preview: Preview, key: str) -> None:
    """Ask what a calendar leaves open; what was answered can be changed."""
    part, reading = preview.part, preview.reading
    zones = {question.column: question.text for question in part.ask}
    for name in list({**zones, **reading.answers.zones})[:_ASKED]:
        _ask_zone(name, zones.get(name, ""), reading, key)
    for row in _without_application(part, preview)[:_ASKED]:
        _ask_application(row, reading, key)


def _without_application(part: Parsed, preview: Preview) -> list[InvitationRow]:
    """The events of which only the searcher knows, or said, where they belong."""
    open_ = {row[0] for row in preview.rows if row[1] is RowOutcome.PROBLEM}
    said = {int(number) for number in preview.reading.answers.applications}
    return [
        row
        for row in part.rows
        if isinstance(row, InvitationRow) and row.number in open_ | said
    ]


def _ask_zone(name: str, text: str, reading: Reading, key: str) -> None:
    widget = f"{key}_zone_{name}"
    st.session_state[widget] = reading.answers.zones.get(name)

    def chosen() -> None:
        zones = {**reading.answers.zones, name: st.session_state[widget] or ""}
        answer(reading, zones={n: zone for n, zone in zones.items() if zone})

    if text:
        st.markdown(f":orange-badge[:material/help: Question] {escape(text)}")
    st.selectbox(
        f"What “{escape(name)}” stands for"
        if name
        else "The zone of hours without one",
        _zones(),
        index=None,
        placeholder="Choose a time zone",
        key=widget,
        on_change=chosen,
        width=320,
    )


def _zones() -> list[str]:
    """The IANA's zones, the searcher's own first."""
    own = session.zone()
    return [own, *sorted(available_timezones() - {own})]


def _ask_application(row: InvitationRow, reading: Reading, key: str) -> None:
    widget, search = f"{key}_application_{row.number}", session.search()
    said = reading.answers.applications.get(str(row.number))
    live = sorted(
        search.applications.values(),
        key=lambda a: (not pipeline.is_open(a.stage), search.label(a.id), str(a.id)),
    )
    st.session_state[widget] = next((a.id for a in live if str(a.id) == said), None)

    def chosen() -> None:
        given: UUID | None = st.session_state[widget]
        applications = {**reading.answers.applications, str(row.number): str(given)}
        if given is None:
            del applications[str(row.number)]
        answer(reading, applications=applications)

    st.selectbox(
        f"Row {row.number}, “{escape(row.what)}”, belongs to",
        [a.id for a in live],
        index=None,
        format_func=search.label,
        placeholder="Choose an application, or leave it out",
        key=widget,
        on_change=chosen,
    )
