"""The search as pictures, each with its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import charts
from tracker.reports.odds import pictures as reports
from tracker.ui.session import theme
from tracker.ui.tables import folded
from tracker.ui.words import empty, escape, small

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from tracker.rates import Case
    from tracker.search import Search


def pictures(search: Search, cases: Mapping[UUID, Case], on: date, zone: str) -> None:
    """Show the flow, the weeks and the timeline."""
    flows = reports.sankey(cases.values())
    if not flows.links:
        empty("Pictures come with the first application you send.")
        return
    st.header("Where they went", anchor=False)
    st.markdown(escape(reports.flow_sentence(flows)))
    with st.container(border=True):
        st.altair_chart(
            charts.flow_picture(flows, theme()), theme=None, alt=charts.flow_alt(flows)
        )
    folded(reports.flow_table(flows), "Flow of applications")
    _weeks(search, on, zone)
    _lines(search, cases, on)


def _weeks(search: Search, on: date, zone: str) -> None:
    found = reports.weeks(search, on, zone)
    if not found:
        return
    st.header("Week by week", anchor=False)
    st.markdown(escape(reports.week_sentence(found)))
    with st.container(border=True):
        st.altair_chart(
            charts.week_picture(found, theme()), theme=None, alt=charts.week_alt(found)
        )
    st.markdown(small("Bars: applications sent. Diamonds: interviews held."))
    folded(reports.week_table(found, on), "Weeks")


def _lines(search: Search, cases: Mapping[UUID, Case], on: date) -> None:
    found = reports.lines(search, cases, on)
    shown = found[: reports.SHOWN_LINES]
    if not shown:
        return
    st.header("From sent to the end", anchor=False)
    with st.container(border=True):
        st.altair_chart(
            charts.line_picture(shown, on, theme()),
            theme=None,
            alt=charts.line_alt(shown),
        )
    more = len(found) - len(shown)
    rest = f" and {more} more in the table" if more else ""
    st.markdown(small(f"Open ones first{rest}. Grey ones are over."))
    folded(reports.line_table(found, on), "Applications", "All as a table")
