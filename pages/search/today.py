"""What should I do today, and where does my search stand?"""

import streamlit as st

from tracker import commands, inputs, ui
from tracker.reports import due
from tracker.reports import today as reports
from tracker.ui import agenda, standing
from tracker.ui.welcome import welcome

on, zone, browser = ui.today(), ui.zone(), st.context.timezone or ""
form = ui.Form("task")


def add_task() -> None:
    """Write down something of one's own."""
    given = form.values("what", "due_on", "application")
    ui.do(
        lambda work: commands.add_task(work, inputs.parse(inputs.TaskIn, given)),
        done=lambda task: f"Added: {task.what}",
        form=form,
    )


search = ui.search()
if not search.applications and not search.tasks and ui.knows_nobody():
    welcome()
    st.stop()

rows, strip = due.rows(search, on, zone, browser), due.strip(search, on)
now, silent, coming = due.split(rows, on)
retired = due.retired(search)
title = reports.title([row.due for row in now], search)
ui.heading(title, reports.basis(search, on))
with st.container(border=True):
    words, link = st.columns([5, 1], vertical_alignment="center")
    words.markdown(f"{strip.flag.badge} {ui.escape(strip.words)}")
    link.page_link("decide/plan.py", label="See the plan")

main, side = st.columns([5, 3], gap="large")
with main, st.container(gap="xsmall"):
    st.header(f"Agenda :gray[{len(now)}]", anchor=False)
    if not rows:
        ui.empty(
            "Follow-ups, interviews, offer deadlines and your own tasks come here."
        )
    agenda.listing(search, now, "rest", first_is_main=True)
    agenda.silent(search, silent)
    if coming:
        st.header(f"Coming up :gray[{len(coming)}]", anchor=False)
        agenda.listing(search, coming, "coming")
    if retired:
        with st.expander(f"{len(retired)} never to be listed again"):
            agenda.retired(retired)
    if rows:
        with st.expander("Why these are listed"):
            st.markdown("\n".join(f"- {ui.escape(why)}" for why in due.reasons(rows)))
    with st.expander("Add a task"), st.form(form.key("form"), border=False):
        form.show_problem()
        st.text_input("What", key=form.key("what"))
        st.date_input("On", form.first("on", on), key=form.key("due_on"))
        called, key = reports.open_labels(search), form.key("application")
        ids = [None, *called]
        st.selectbox(
            "About", ids, 0, lambda id_: called.get(id_, "No application"), key
        )
        st.form_submit_button("Add task", on_click=add_task)

with side:
    standing.stages(search)
    standing.interviews(search, on, zone, browser)
    standing.deadlines(search, on)
