"""A round as a card: when and with whom, what to prepare, how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker.reports.interviews import rounds as reports
from tracker.ui import session
from tracker.ui.interviews.preparing import preparing
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from tracker.reports.interviews.listing import Entry
    from tracker.search import Search


def card(
    search: Search,
    entry: Entry,
    headline: str,
    when: str,
    buttons: Callable[[], object],
) -> None:
    """Draw a round.

    Args:
        search: The search.
        entry: The round.
        headline: The first line, as it was typed.
        when: When it is, in the second line.
        buttons: Draws what can be done with it.
    """
    with st.container(border=True):
        words, right = st.columns([3, 2], vertical_alignment="center")
        badges = " ".join(flag.badge for flag in entry.flags)
        words.markdown(
            f"{badges} **{escape(headline)}**  \n"
            f"{escape(when)} :gray[· {escape(entry.detail)}]"
        )
        with words.container(horizontal=True, gap="small", vertical_alignment="center"):
            for each in entry.panel:
                person(each.id, each.name)
            if entry.link:
                label = "Exercise" if reports.is_take_home(entry.row) else "Join"
                st.link_button(label, entry.link, type="tertiary")
        with right.container(
            horizontal=True,
            horizontal_alignment="right",
            vertical_alignment="center",
            gap="xsmall",
        ):
            buttons()
        if entry.row.cancelled_at is not None:
            return
        if entry.row.debriefed_at is not None:
            _debriefed(search, entry)
        elif not entry.is_over or reports.is_take_home(entry.row):
            preparing(search, entry.row)


def person(id_: UUID, name: str) -> None:
    """Link to a person, by their name as it was typed."""
    st.page_link(
        "people/person.py",
        label=escape(name),
        icon=":material/person:",
        query_params={"person": str(id_)},
    )


def _debriefed(search: Search, entry: Entry) -> None:
    """How it went, in a line each; the questions can be opened."""
    row = entry.row
    lines = reports.after_words(search, row, session.today())
    if lines:
        st.markdown("  \n".join(small(line) for line in lines))
    asked = reports.questions(search, row)
    if asked:
        with st.expander(f"Questions, {len(asked)} asked"):
            for line in reports.question_lines(asked):
                st.markdown(escape(line))
