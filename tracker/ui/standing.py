"""Where a search stands: the cards beside the agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker.reports import coming
from tracker.reports import today as reports
from tracker.reports.interviews import listing
from tracker.ui.session import now
from tracker.ui.words import empty, escape, small

if TYPE_CHECKING:
    from datetime import date

    from tracker.search import Search


def stages(search: Search) -> None:
    """Show how many applications stand in each open stage, and on which dot."""
    st.header("Where it stands", anchor=False)
    with st.container(border=True, gap="xsmall"):
        for each in reports.footing(search):
            _line(f":{each.color}[{each.dots}] {each.label}", f"**{each.number}**")
        closed = reports.closed(search)
        if closed:
            st.markdown(small(closed))


def interviews(search: Search, on: date, zone: str, browser: str) -> None:
    """Show the rounds of the next seven days, in the searcher's time."""
    st.header("Next interviews", anchor=False)
    coming_up = coming.rounds(search, on, zone, browser)
    with st.container(border=True):
        for each in coming_up:
            with st.container(horizontal=True, wrap=False):
                st.markdown(f"**{each.day}**  \n:gray[{each.time}]", width=96)
                st.markdown(_two(each.company, each.detail), width="stretch")
        if not coming_up:
            empty("None in the next 7 days.")
        label = listing.link_words(search, on, zone, now())
        st.page_link("search/interviews.py", label=label)


def deadlines(search: Search, on: date) -> None:
    """Show the offers that wait for an answer, nearest deadline first."""
    st.header("Offer deadlines", anchor=False)
    waiting = coming.deadlines(search, on)
    with st.container(border=True):
        for each in waiting:
            _line(_two(each.company, each.day), each.flag.badge)
        if not waiting:
            empty("No offer waits for an answer.")


def _line(left: str, right: str) -> None:
    """Show a line of Markdown with its figure at the right."""
    with st.container(horizontal=True, vertical_alignment="center", wrap=False):
        st.markdown(left, width="stretch")
        st.markdown(right, width="content", text_alignment="right")


def _two(name: str, below: str) -> str:
    """A name as it was typed, and a grey line below it."""
    return f"{escape(name)}  \n:gray[{escape(below)}]"
