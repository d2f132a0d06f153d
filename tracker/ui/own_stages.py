"""The searcher's own stages, each with the stage that it counts as."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import commands, inputs, pipeline
from tracker.models import Stage
from tracker.reports import stages as reports
from tracker.reports.applications import counted
from tracker.ui.acting import Form, do
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from tracker.models import CustomStage
    from tracker.search import Search

_WHY = (
    "A stage by your own name, such as “Team match”. It counts as one that every "
    "search has, so that rates stay comparable."
)


def section(search: Search) -> None:
    """Every own stage, with the ways to change and remove it, and a place for more."""
    st.header("Stages of my own", anchor=False)
    st.markdown(small(_WHY))
    for row in reports.own_rows(search):
        _one(search, row)
    form = Form("own_stage")

    def save() -> None:
        given = form.values("name", "stage")
        do(
            lambda work: commands.add_custom_stage(
                work, inputs.parse(inputs.CustomStageIn, given)
            ),
            done=lambda made: f"{made.name} can be chosen as a stage now.",
            form=form,
        )

    with (
        st.popover("Add a stage", icon=":material/add:", key=form.key("menu")),
        st.form(form.key("form"), border=False),
    ):
        _fields(form, "", Stage.ONSITE)
        st.form_submit_button("Add it", type="primary", on_click=save)
    form.show_problem()


def _one(search: Search, row: CustomStage) -> None:
    color, icon = pipeline.BADGES[row.stage]
    used = reports.used(search, row.id)
    words = f"counts as {pipeline.LABELS[row.stage]}, "
    words += f"used in {counted(used, 'application')}" if used else "not used yet"
    with st.container(border=True):
        left, right = st.columns([7, 3], vertical_alignment="center")
        left.markdown(f":{color}-badge[{icon} {escape(row.name)}] {small(words)}")
        with right.container(horizontal=True, horizontal_alignment="right"):
            _change(row)
            st.button(
                "Remove",
                key=f"own_stage_gone_{row.id}",
                type="tertiary",
                help="What was logged in it keeps the stage that it counts as.",
                on_click=do,
                args=(lambda work: commands.remove_custom_stage(work, row.id),),
                kwargs={"done": f"{row.name} is removed."},
            )


def _change(row: CustomStage) -> None:
    form = Form(f"own_stage_{row.id}")

    def save() -> None:
        given = form.values("name", "stage")
        do(
            lambda work: commands.edit_custom_stage(
                work, row.id, inputs.parse(inputs.CustomStageIn, given)
            ),
            done=lambda saved: (
                f"{saved.name} counts as {pipeline.LABELS[saved.stage]}."
            ),
            form=form,
        )

    with (
        st.popover("Change", key=form.key("menu")),
        st.form(form.key("form"), border=False),
    ):
        _fields(form, row.name, row.stage)
        st.form_submit_button("Save", type="primary", on_click=save)
    form.show_problem()


def _fields(form: Form, name: str, stage: Stage) -> None:
    st.text_input("Name", name, key=form.key("name"), max_chars=inputs.TAG)
    st.selectbox(
        "Counts as",
        list(Stage),
        index=list(Stage).index(stage),
        format_func=pipeline.LABELS.__getitem__,
        key=form.key("stage"),
        help="From now on; what was logged before keeps what it counted as.",
    )
