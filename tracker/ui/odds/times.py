"""How long employers take, and which wait is unusual."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import charts, pipeline
from tracker.reports.odds import times as reports
from tracker.ui.session import theme
from tracker.ui.tables import folded, points, table
from tracker.ui.words import empty, escape, small

if TYPE_CHECKING:
    from datetime import date

    from tracker.search import Search


def times(search: Search, on: date) -> None:
    """Show the time in each stage, then the waits, then the sources."""
    found = reports.rows(reports.stays(search, on))
    spans = reports.spans(found)
    st.header("Time in each stage", anchor=False)
    with st.container(border=True):
        st.altair_chart(
            charts.span_picture(spans, theme()), theme=None, alt=charts.span_alt(spans)
        )
    st.markdown(small(reports.HOW_ESTIMATED))
    folded(reports.table(found, "Stage"), "Time in each stage")
    _quiet(search, on)
    _by_source(search, on)
    said = reports.sources(found)
    if said:
        with st.expander("Where the published times come from"):
            points(said)


def _quiet(search: Search, on: date) -> None:
    found = reports.quiet(search, on)
    st.header("Waits", anchor=False)
    st.markdown(escape(reports.quiet_sentence(found)))
    if found:
        table(reports.quiet_table(found, on), "Applications that wait")


def _by_source(search: Search, on: date) -> None:
    st.header("By source", anchor=False)
    stage = st.segmented_control(
        "Stage",
        reports.STAGES,
        default=reports.STAGES[0],
        required=True,
        key="odds_stage",
        format_func=pipeline.LABELS.__getitem__,
    )
    found = reports.by_source(search, stage, on)
    if found:
        table(reports.table(found, "Source"), f"Time in {pipeline.LABELS[stage]}")
    else:
        empty("No application has been in this stage yet.")
