"""The notice period on Settings: what is usual, and the way to months on Plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker.reports import notices
from tracker.ui.words import small

if TYPE_CHECKING:
    from tracker.search import Search


def beside(search: Search) -> None:
    """Say how the days of notice count, and where months are typed."""
    months = search.goal.notice_months
    for sentence in notices.stands(search.searcher.region, months):
        st.markdown(small(sentence))
    st.page_link(
        "decide/plan.py",
        label="Notice in months to a month’s end, and by region",
        icon=":material/event:",
    )
