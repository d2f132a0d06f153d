"""How far applications came, and what is believed about the next ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import benchmarks, charts
from tracker.rates import Milestone, believed
from tracker.reports.odds import cases as groupings
from tracker.reports.odds import funnel as reports
from tracker.reports.odds import groups, words
from tracker.reports.odds import study as published
from tracker.ui.odds import believing
from tracker.ui.session import theme
from tracker.ui.tables import folded, points, table
from tracker.ui.words import empty, small

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.rates import Case
    from tracker.search import Search


def funnel(search: Search, cases: Sequence[Case], on: date) -> None:
    """Show the funnel, then what is believed, then the groups."""
    bars = reports.bars(cases)
    if bars[0].number:
        st.header("How far they came", anchor=False)
        with st.container(border=True):
            st.altair_chart(
                charts.funnel_picture(bars, theme()),
                theme=None,
                alt=charts.funnel_alt(bars),
            )
        st.markdown(small(reports.HOW_COUNTED))
        folded(reports.table(cases, on), "Steps of the funnel", "Every step, with n")
    _beliefs(search, cases, on)
    if bars[0].number:
        _groups(cases, on)
    _beside(cases, on)


def _beliefs(search: Search, cases: Sequence[Case], on: date) -> None:
    found = reports.beliefs(cases, on, believed(search.searcher.priors))
    st.header("What to expect of the next one", anchor=False)
    with st.grid(3):
        for each in found:
            st.metric(
                each.label,
                words.percent(each.now.mean),
                f"likely {words.between(each.now.band_80)}, n = {each.now.seen.trials}",
                delta_color="off",
                delta_arrow="off",
                border=True,
            )
    st.markdown(
        small(
            "Assumed rates, moved by your own decided applications: each of yours "
            "counts as one, the assumed rate as a stated few. The band holds the "
            "true rate in 8 of 10 cases."
        )
    )
    with st.expander("The assumed rates, their weight and source; change them"):
        table(reports.belief_table(found), "Chances, assumed and own")
        points(reports.sources(found))
        believing.change(search, found, on)


def _groups(cases: Sequence[Case], on: date) -> None:
    st.header("What goes better", anchor=False)
    by = st.segmented_control(
        "By",
        list(groupings.GROUPINGS),
        default="source",
        required=True,
        key="odds_by",
        format_func=groupings.GROUPINGS.__getitem__,
    )
    after = st.segmented_control(
        "Step",
        groups.CHOICES,
        default=Milestone.INTERVIEW,
        required=True,
        key="odds_step",
        format_func=reports.STEPS.__getitem__,
    )
    found = groups.groups(cases, by, on)
    points(groups.comparison(found, after))
    table(groups.table(found, after), f"{reports.STEPS[after]} by group")
    st.markdown(small(groups.NOT_THE_CAUSE))


def _beside(cases: Sequence[Case], on: date) -> None:
    st.header("Onsites and offers beside published figures", anchor=False)
    found = published.beside(cases, on)
    table(published.beside_table(found), "Own and published onsite figures")
    if len(found) == 1:
        empty("Companies of the study that you apply to are listed here as well.")
    st.markdown(small(f"{benchmarks.SOURCE}; {benchmarks.AS_OF}."))
    with st.expander("Why these figures are too high"):
        points(benchmarks.BIASES)
