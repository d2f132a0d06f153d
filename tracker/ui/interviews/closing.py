"""The close-out of an application that ended: the fields of the study."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from tracker import commands, inputs, pipeline
from tracker.models import Difficulty, Experience
from tracker.reports.interviews import closing as reports
from tracker.reports.interviews.rounds import DIFFICULTIES, EXPERIENCES
from tracker.ui import acting, session
from tracker.ui.editing import EditForm
from tracker.ui.facts import source_box
from tracker.ui.words import small

if TYPE_CHECKING:
    from tracker.models import Application
    from tracker.search import Search

FIELDS = {
    "experience": "How you were treated",
    "difficulty": "How hard the interviews were",
    "source": "Source",
    "process_days": "Days from applying to the end",
    "lesson": "What you take from it",
}
"""What is noted of an application at its end, as it is called on the page."""


def close_out(search: Search, row: Application) -> None:
    """Ask how an application that ended went, or show what was said."""
    if pipeline.is_open(row.stage) or not reports.had_interview(search, row):
        return
    st.header("Close-out", anchor=False)
    if not reports.is_closed_out(row):
        with st.container(border=True):
            st.markdown(
                small(
                    f"Result: {reports.result(search, row).lower()}. These are the "
                    "fields of the study of 27 companies; yours stand beside it on "
                    "the page Odds."
                )
            )
            _form(search, row)
        return
    with st.container(border=True):
        st.markdown(small(reports.words(search, row)))
        if row.lesson:
            st.text(row.lesson)
    with st.expander("Change the close-out"):
        _form(search, row)


def _form(search: Search, row: Application) -> None:
    form = _fields(search, row)

    def save() -> None:
        found = session.search().applications.get(row.id, row)
        now = _fields(session.search(), found)
        given = _given(session.search(), now, found)
        acting.do(
            lambda work: commands.close_out(
                work,
                row.id,
                version=now.version,
                given=inputs.parse(inputs.ClosingIn, given),
            ),
            done=lambda saved: f"Closed out: {saved.title}.",
            form=now,
        )

    with st.form(form.key("form"), border=False):
        left, right = st.columns(2)
        with left:
            st.segmented_control(
                FIELDS["experience"],
                list(Experience),
                default=form.drawn["experience"],
                format_func=EXPERIENCES.__getitem__,
                key=form.key("experience"),
            )
            source_box(form.key("source"), form.drawn["source"])
        with right:
            st.segmented_control(
                FIELDS["difficulty"],
                list(Difficulty),
                default=form.drawn["difficulty"],
                format_func=DIFFICULTIES.__getitem__,
                key=form.key("difficulty"),
            )
            st.number_input(
                FIELDS["process_days"],
                0,
                3_650,
                form.drawn["process_days"],
                key=form.key("process_days"),
            )
        st.text_area(
            FIELDS["lesson"], form.drawn["lesson"], key=form.key("lesson"), height=80
        )
        form.finish(save, None, FIELDS)


def _fields(search: Search, row: Application) -> EditForm:
    return EditForm(f"closing_{row.id}", row.version, reports.fields(search, row))


def _given(search: Search, form: EditForm, row: Application) -> dict[str, Any]:
    """What stands in the form; days that are as counted are left to be counted."""
    typed = form.values(*FIELDS)
    given = {name: typed.get(name) for name in FIELDS} | {
        "lesson": typed.get("lesson", "")
    }
    if given["process_days"] == reports.days_counted(search, row):
        given["process_days"] = None
    return given
