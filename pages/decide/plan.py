"""When must I start my search, and what must I do before an offer expires?"""

import streamlit as st

from tracker import commands, inputs, planning, ui
from tracker.reports import plan as reports
from tracker.ui import plan as parts
from tracker.ui.clock import clock as offer_clock
from tracker.ui.editing import EditForm

on, search = ui.today(), ui.search()
form = EditForm("plan", search.goal.version, reports.stored(search))


def save() -> None:
    """Keep the plan as it is typed."""
    given = form.values(*form.stored)
    ui.do(
        lambda work: commands.save_goal(
            work, inputs.parse(inputs.GoalIn, given), version=form.version
        ),
        done="Plan saved; Today follows it.",
        form=form,
    )


def save_over() -> None:
    """Save what is typed over what another tab saved."""
    form.take_new_version(search.goal.version)
    save()


head = st.container()
window, clock = st.tabs(["Window", "Offer clock"], on_change="rerun", key="plan_tab")
with window:
    typed = parts.fields(form)
    parts.hints(form, search, on)
    form.show_problem()
    if form.is_in_conflict:
        st.markdown(ui.escape(reports.stored_words(search)))
        with st.container(horizontal=True):
            st.button("Save what I typed", type="primary", on_click=save_over)
            st.button("Take what is stored", on_click=form.saved)
    elif form.differing():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button("Save plan", type="primary", on_click=save)
            st.markdown(ui.small("Only a preview until it is saved."))

plan, problem = reports.preview(typed)
title = reports.title(plan, on, is_passive=typed["is_passive"])
with head:
    ui.heading(title, planning.longest_sentence(plan) if plan else problem)
    if plan is not None:
        strip = reports.strip(plan, on, typed["anchor"])
        with st.container(border=True):
            st.markdown(f"{strip.flag.badge} {ui.escape(strip.words)}")
with window:
    if plan is not None:
        parts.picture(plan, on, typed)
    parts.sources()
with clock:
    if clock.open:
        offer_clock(search, on)
