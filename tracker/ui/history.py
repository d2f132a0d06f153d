"""What happened in one application: its stages, and what was taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import commands, pipeline
from tracker.reports import history as reports
from tracker.reports import stages
from tracker.ui import session
from tracker.ui.acting import Form, do
from tracker.ui.facts import DAY
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from tracker.models import Application
    from tracker.search import Search


def show_history(search: Search, row: Application) -> None:
    """Every stage it was in, newest first; nothing of it is ever erased."""
    on = session.today()
    with st.container(border=True):
        for step in reports.steps(search, row.id, on):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f":gray[{step.day}]", width=92)
                st.markdown(
                    f":{step.badge.color}-badge[{step.badge.icon} "
                    f"{escape(step.label)}]",
                    width="content",
                )
                st.markdown(small(step.lasted), width="content")
                _correct(search, step)
    _struck(reports.struck(search, row.id, on))


def _correct(search: Search, step: reports.Step) -> None:
    """Offer to correct one line, or to take it back."""
    change = step.change
    form = Form(f"correct_{change.id}")

    def save() -> None:
        given = form.values("to", "on")
        place = stages.place(session.search(), given["to"])
        do(
            lambda work: commands.correct_stage(
                work,
                change.id,
                to=place.stage,
                on=given.get("on", change.on),
                custom_stage_id=place.custom_stage_id,
            ),
            done=lambda row: (
                f"Corrected; {row.title} is in {pipeline.LABELS[row.stage]}."
            ),
            form=form,
        )

    def retract() -> None:
        do(
            lambda work: commands.retract_stage(work, change.id),
            done=lambda row: (
                f"Took back {step.label}; {row.title} is in "
                f"{pipeline.LABELS[row.stage]} again."
            ),
            form=form,
        )

    offered = stages.options(search)
    here = stages.option_of(pipeline.Place(change.stage, change.custom_stage_id))
    with st.popover("Correct", key=form.key("menu")):
        with st.form(form.key("form"), border=False):
            st.selectbox(
                "Stage",
                offered,
                index=offered.index(here) if here in offered else 0,
                format_func=lambda option: stages.label(search, option),
                key=form.key("to"),
            )
            st.date_input(
                "On", form.first("on", change.on), key=form.key("on"), format=DAY
            )
            st.form_submit_button("Correct it", type="primary", on_click=save)
        if step.can_go:
            st.button(
                f"Take back “{escape(step.label)}”",
                key=form.key("back"),
                icon=":material/undo:",
                type="tertiary",
                on_click=retract,
            )
    form.show_problem()


def _struck(gone: list[reports.Struck]) -> None:
    """Under a fold: what was entered wrongly, and what stands in its place."""
    if not gone:
        return
    with st.expander(f"Corrected or taken back ({len(gone)})"):
        for each in gone:
            instead = (
                f"corrected on {each.on} to {each.instead}"
                if each.instead
                else f"taken back on {each.on}"
            )
            st.markdown(
                f"~~{escape(each.day)} {escape(each.label)}~~  \n{small(instead)}"
            )
