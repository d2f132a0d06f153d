"""What may come of what is under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import charts, forecast
from tracker.reports.odds import ahead as reports
from tracker.ui.session import theme
from tracker.ui.tables import points, table
from tracker.ui.words import empty, escape, small

if TYPE_CHECKING:
    from datetime import date

    from tracker.search import Search


def ahead(search: Search, on: date) -> None:
    """Show the chance of an offer by day, then what changes it."""
    found = reports.ahead(search, on)
    if found.lives or found.in_hand:
        st.header(escape(reports.title(found, on)), anchor=False)
        st.markdown(escape(reports.basis(found)))
        label = reports.one_label(found).removeprefix("At least ").capitalize()
        with st.container(border=True):
            st.altair_chart(
                charts.chance_picture(found.points, on, theme(), label),
                theme=None,
                alt=charts.chance_alt(found.points, on, label),
            )
        table(reports.table(found, on), "Chance of an offer by day")
    else:
        st.header("Nothing is under way", anchor=False)
        empty("The forecast begins with the first application you send.")
    st.header("What changes it most", anchor=False)
    st.markdown(escape(reports.most(found, on)))
    table(reports.changes(found), "What would change the chance")
    st.markdown(small("The same dice are thrown for each, so they can be compared."))
    st.header("How far to trust it", anchor=False)
    points([forecast.CAVEAT, reports.BENCH, reports.MOCK])
