"""What should I do today, and where does my search stand?"""

from typing import Literal

import streamlit as st

from tracker import commands, inputs, ui
from tracker.agenda import Due, DueKind
from tracker.reports import due
from tracker.reports import today as reports
from tracker.ui import standing
from tracker.ui.welcome import welcome

on, zone, browser = ui.today(), ui.zone(), st.context.timezone or ""
form = ui.Form("task")


def done(each: Due) -> None:
    """Tick a thing off."""
    task, said = due.task_of(each), f"Done: {each.what}"
    if task:
        ui.do(lambda work: commands.finish_task(work, task, on=on), done=said)
    else:
        ui.do(lambda work: commands.answer(work, **due.done(each, on)), done=said)


def put_off(each: Due) -> None:
    """Suggest a thing again in a few days."""
    said = f"Put off by {due.PUT_OFF_DAYS} days: {each.what}"
    ui.do(lambda work: commands.answer(work, **due.put_off(each, on)), done=said)


def add_task() -> None:
    """Write down something of one's own."""
    given = form.values("what", "due_on", "application")
    ui.do(
        lambda work: commands.add_task(work, inputs.parse(inputs.TaskIn, given)),
        done=lambda task: f"Added: {task.what}",
        form=form,
    )


def show(row: due.Row, *, is_first: bool = False) -> None:
    """Show a thing to do, and what can be done about it."""
    each, key = row.due, row.due.key
    kind: Literal["primary", "secondary"] = "primary" if is_first else "secondary"
    with st.container(border=True):
        left, right = st.columns([2, 1], vertical_alignment="center")
        what = f"{row.flag.badge} **{ui.escape(each.what)}**"
        left.markdown(f"{what}  \n{ui.small(row.detail)}")
        with right.container(
            horizontal=True, gap="xsmall", vertical_alignment="center"
        ):
            st.button("Done", f"done:{key}", None, done, [each], type=kind)
            st.button("Later", f"later:{key}", None, put_off, [each], type="tertiary")
            if each.kind is DueKind.NUDGE:
                st.page_link("people/asks.py", label="Open")
            elif each.application_id:
                query = {"application": str(each.application_id)}
                st.page_link("search/application.py", label="Open", query_params=query)


search = ui.search()
if not search.applications and not search.tasks and len(ui.network().ids) <= 1:
    welcome()
    st.stop()

rows, strip = due.rows(search, on, zone, browser), due.strip(search, on)
dues = [row.due for row in rows]
ui.heading(reports.title(dues, search), reports.basis(search, on))
with st.container(border=True):
    words, link = st.columns([5, 1], vertical_alignment="center")
    words.markdown(f"{strip.flag.badge} {ui.escape(strip.words)}")
    link.page_link("decide/plan.py", label="See the plan")

main, side = st.columns([5, 3], gap="large")
with main, st.container(gap="xsmall"):
    st.header(f"Agenda :gray[{len(rows)}]", anchor=False)
    if not rows:
        ui.empty(
            "Follow-ups, interviews, offer deadlines and your own tasks come here."
        )
    with st.container(gap="xsmall"):
        for place, row in enumerate(rows[: due.SHOWN]):
            show(row, is_first=not place)
    if rows[due.SHOWN :]:
        with st.expander(f"{len(rows[due.SHOWN :])} more"):
            for row in rows[due.SHOWN :]:
                show(row)
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
