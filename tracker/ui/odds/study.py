"""The study of 27 companies, and the same figures from own reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import benchmarks, charts
from tracker.errors import InvalidError
from tracker.reports.odds import reviews
from tracker.reports.odds import study as reports
from tracker.ui.session import theme
from tracker.ui.tables import folded, points, table
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.rates import Case
    from tracker.search import Search

_MB = 5


def study(search: Search, cases: Sequence[Case]) -> None:
    """Show both charts of the talk with their biases, then own reviews."""
    rows = benchmarks.shipped()
    st.markdown(small(f"{benchmarks.SOURCE}; {benchmarks.AS_OF}."))
    st.header("Who offers more is taken more", anchor=False)
    st.markdown(escape(reports.correlation_sentence(rows)))
    dots = reports.points(rows, {case.groups["company"] for case in cases})
    with st.container(border=True):
        st.altair_chart(
            charts.ratio_picture(dots, theme()), theme=None, alt=charts.ratio_alt(dots)
        )
    ratio, taken = benchmarks.pooled(rows)
    st.markdown(
        small(
            f"All 27 together, weighted by reviews: onsite to offer "
            f"{reports.figure(ratio)}, offer yield {reports.figure(taken)}. Diamonds "
            "are companies you applied to."
        )
    )
    folded(reports.table(rows), "27 companies", "Every figure with n and origin")
    st.header("Where junior onsites came from", anchor=False)
    st.markdown(escape(reports.mix_sentence(rows)))
    mix = reports.mix(rows)
    with st.container(border=True):
        st.altair_chart(
            charts.mix_picture(mix, theme()), theme=None, alt=charts.mix_alt(mix)
        )
    folded(reports.mix_table(mix), "Source mix of 24 companies")
    st.header("What is wrong with such figures", anchor=False)
    points(benchmarks.BIASES)
    _close_outs(search)
    _own()


def _close_outs(search: Search) -> None:
    """Show the same figures of the searcher's own applications that ended."""
    st.header("Your own close-outs", anchor=False)
    st.markdown(small(reviews.sentence(search)))
    for whole in reviews.statistics(search):
        table(reviews.beside_study(whole), "Your figures beside the study's")
        folded(
            reports.own_table(reviews.by_company(search)),
            "Your figures by company",
            "By company",
        )


def _own() -> None:
    st.header("Reviews from a file", anchor=False)
    st.markdown(
        small(
            f"A CSV file with the columns {', '.join(benchmarks.FIELDS)}; all but the "
            "first two may be blank. It is read and not kept."
        )
    )
    file = st.file_uploader(
        "File of reviews", "csv", max_upload_size=_MB, key="odds_reviews"
    )
    if file is None:
        return
    try:
        found = reports.read(file.getvalue())
    except InvalidError as error:
        st.error(escape(str(error)))
        return
    st.markdown(escape(reports.correlation_sentence(found)))
    table(reports.own_table(found), "Figures of your own reviews")
