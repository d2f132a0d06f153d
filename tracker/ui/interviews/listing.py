"""The rounds of a search: what waits for a debrief first, then weeks and days."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

import streamlit as st

from tracker.reports.interviews import closing
from tracker.reports.interviews import rounds as reports
from tracker.ui import session
from tracker.ui.interviews.cards import card
from tracker.ui.interviews.debriefing import debrief_form
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.reports.interviews.listing import Entry, Listing, Week
    from tracker.search import Search


def show(search: Search, found: Listing) -> None:
    """Draw the listing; the address says which debrief is open."""
    if found.awaiting:
        st.header(f"To debrief :gray[{len(found.awaiting)}]", anchor=False)
        # the heading says what the badge would
        plain = [entry._replace(flags=()) for entry in found.awaiting]
        _rows(search, plain, is_first=True)
    for week in found.ahead:
        _week(search, week)
    _folded(search, "Held longer ago, without a debrief", found.older)
    _folded(search, "Past", found.past)
    _below(search)


def _folded(search: Search, label: str, entries: Sequence[Entry]) -> None:
    """Rows that are drawn once they are looked at, or one of them is debriefed."""
    if not entries:
        return
    asked = st.query_params.get("debrief")
    is_asked = any(str(entry.row.id) == asked for entry in entries)
    fold = st.expander(
        f"{label} ({len(entries)})",
        expanded=is_asked,
        key=f"fold_{label}_{is_asked}",
        on_change="rerun",
    )
    with fold:
        if fold.open:
            _rows(search, entries)


def _week(search: Search, week: Week) -> None:
    st.header(week.label, anchor=False)
    for day in week.days:
        lines = [f"**{day.label}**", *map(small, day.notes)]
        st.markdown("  \n".join(lines))
        for entry in day.entries:
            headline = f"{entry.time} · {entry.company}"
            card(search, entry, headline, entry.name, partial(_buttons, entry))


def _rows(search: Search, entries: Sequence[Entry], *, is_first: bool = False) -> None:
    open_ = st.query_params.get("debrief")
    for place, entry in enumerate(entries):
        when = f"{entry.name}, {entry.day}, {entry.time}"
        buttons = partial(_buttons, entry, is_first=is_first and not place)
        card(search, entry, entry.company, when, buttons)
        if open_ == str(entry.row.id):
            debrief_form(entry.row, _close)


def _buttons(entry: Entry, *, is_first: bool = False) -> None:
    row = entry.row
    if row.cancelled_at is None and (entry.is_over or row.debriefed_at):
        kind: Literal["primary", "secondary"] = "primary" if is_first else "secondary"
        st.button(
            "Edit debrief" if row.debriefed_at else "Debrief",
            key=f"debrief_{row.id}",
            type="tertiary" if row.debriefed_at else kind,
            on_click=_open,
            args=(str(row.id),),
        )
    st.page_link(
        "search/application.py",
        label="Open",
        query_params={"application": str(row.application_id)},
    )


def _open(id_: str) -> None:
    st.query_params["debrief"] = id_


def _close() -> None:
    st.query_params.pop("debrief", None)


def _below(search: Search) -> None:
    """What all of it cost, and which applications want closing out."""
    words = reports.cost_words(reports.cost(search.rounds.values(), session.now()))
    if words:
        st.markdown(small(f"So far: {words[:1].lower()}{words[1:]}"))
    waiting = closing.waiting(search)
    if waiting:
        with st.expander(f"Ended, and not closed out ({len(waiting)})"):
            for id_ in waiting:
                st.page_link(
                    "search/application.py",
                    label=escape(search.label(id_)),
                    query_params={"application": str(id_)},
                )
