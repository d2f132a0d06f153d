"""The parts of the page Plan: its fields, hints, picture and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from tracker import charts, planning
from tracker.reports import notices, pace
from tracker.reports import plan as reports
from tracker.ui.session import theme
from tracker.ui.tables import points
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from datetime import date

    from tracker.planning import Window
    from tracker.search import Search
    from tracker.ui.editing import EditForm


def fields(form: EditForm) -> dict[str, Any]:
    """Draw the fields, and give what stands in them."""
    left, right = st.columns(2)
    kinds = list(reports.KINDS)
    anchor = left.selectbox(
        "I plan from",
        kinds,
        kinds.index(form.drawn["anchor"]),
        reports.KINDS.__getitem__,
        form.key("anchor"),
    )
    start_on = right.date_input(
        reports.DAY_LABELS[anchor],
        form.drawn["start_on"],
        key=form.key("start_on"),
        format="YYYY-MM-DD",
    )
    numbers = _numbers(form, reports.LABELS)
    note = reports.NOTES.get(anchor)
    if note:
        st.markdown(small(note))
    with st.expander("Preparation, slack, and not looking now"):
        numbers |= _numbers(form, reports.MORE_LABELS)
        st.markdown(small("Both lie before the window and move none of its days."))
        is_passive = st.toggle(
            "Not looking now: remind me once a quarter to look around",
            form.drawn["is_passive"],
            key=form.key("is_passive"),
        )
    return {
        "anchor": anchor,
        "start_on": start_on,
        "is_passive": is_passive,
        **numbers,
    }


def _numbers(form: EditForm, labels: dict[str, str]) -> dict[str, int]:
    columns = st.columns(len(labels), vertical_alignment="bottom")
    return {
        field: column.number_input(
            label,
            0,
            reports.MOST.get(field, planning.MOST_DAYS),
            form.drawn[field],
            key=form.key(field),
        )
        for column, (field, label) in zip(columns, labels.items(), strict=True)
    }


def hints(form: EditForm, search: Search, on: date) -> None:
    """Offer one's own pace, and the notice that is usual where one lives."""

    def take(**numbers: int) -> None:
        for field, number in numbers.items():
            st.session_state[form.key(field)] = number

    held = form.values("process_days", "notice_days", "notice_months")
    own = pace.pace(search, on)
    if own and own.days != held["process_days"]:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(small(own.sentence))
            st.button(
                f"Use {own.days} days",
                on_click=take,
                kwargs={"process_days": min(own.days, planning.MOST_DAYS)},
            )
    region = search.searcher.region
    usual = notices.offered(region, held["notice_days"], held["notice_months"])
    if usual:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(small(f"{usual.region}: {usual.words}"))
            st.button(
                f"Use {notices.length(usual)}",
                on_click=take,
                kwargs={
                    "notice_months": usual.months,
                    **({"notice_days": usual.days} if usual.days else {}),
                },
            )


def picture(plan: Window, on: date, typed: dict[str, Any]) -> None:
    """Draw the plan, its days as figures, and both as a table."""
    shown = reports.stretches(plan, on, typed["prepare_days"], typed["slack_days"])
    with st.container(border=True):
        phases = [charts.Phase(*each) for each in shown]
        marks = [charts.Milestone(*each) for each in reports.days(plan)]
        st.altair_chart(
            charts.plan_timeline(phases, marks, on, theme()),
            theme=None,
            alt=charts.plan_timeline_alt(phases, marks, on),
        )
    with st.grid(4):
        for label, value, beside in reports.figures(plan, on):
            st.metric(
                label, value, beside, delta_color="off", delta_arrow="off", border=True
            )
    with st.expander("The same as a table"):
        st.table(reports.table(shown, on), hide_index=True, hide_header=False)


def sources() -> None:
    """Say where the numbers come from, and what notice is usual where."""
    with st.expander("Where these numbers come from"):
        st.markdown("\n".join(f"- {escape(source)}" for source in reports.SOURCES))
    with st.expander("Notice by region"):
        points(notices.sentences())
