"""When must I start my search, so that the next job does in time?"""

import streamlit as st

from tracker import charts, commands, inputs, planning, ui
from tracker.reports import plan as reports
from tracker.ui.editing import EditForm

on, search = ui.today(), ui.search()
goal = search.goal
form = EditForm("plan", goal.version, reports.stored(search))


def save() -> None:
    """Keep the plan as it is typed."""
    given = reports.given(form.values(*form.stored))
    ui.do(
        lambda work: commands.save_goal(
            work, inputs.parse(inputs.GoalIn, given), version=form.version
        ),
        done="Plan saved; Today follows it.",
        form=form,
    )


def save_over() -> None:
    """Save what is typed over what another tab saved."""
    form.take_new_version(goal.version)
    save()


head = st.container()
kind = st.segmented_control(
    "I plan from",
    reports.KINDS,
    default=form.drawn["kind"],
    required=True,
    key=form.key("kind"),
)
columns = st.columns(4, vertical_alignment="bottom")
start_on = columns[0].date_input(
    reports.DAY_LABELS[kind],
    form.drawn["start_on"],
    key=form.key("start_on"),
    format="YYYY-MM-DD",
)
days = [
    column.number_input(
        label, 0, planning.MOST_DAYS, form.drawn[field], key=form.key(field)
    )
    for column, (field, label) in zip(columns[1:], reports.LABELS.items(), strict=True)
]
if kind == reports.JOB_END:
    st.markdown(ui.small(reports.JOB_END_NOTE))

plan, problem = reports.preview(start_on, *days)
if plan is None:
    with head:
        ui.heading("Say when the next job should start.", problem)
    st.stop()

strip = reports.strip(plan, on, is_job_end=kind == reports.JOB_END)
with head:
    ui.heading(planning.title(plan, on), planning.longest_sentence(plan))
    with st.container(border=True):
        st.markdown(f"{strip.flag.badge} {ui.escape(strip.words)}")
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

with st.container(border=True):
    phases = [charts.Phase(*each) for each in reports.stretches(plan, on)]
    marks = [charts.Milestone(*each) for each in reports.days(plan)]
    st.altair_chart(
        charts.plan_timeline(phases, marks, on, ui.theme()),
        theme=None,
        alt=charts.plan_timeline_alt(phases, marks, on),
    )
with st.grid(4):
    for label, value, beside in reports.figures(plan, on):
        st.metric(
            label, value, beside, delta_color="off", delta_arrow="off", border=True
        )
with st.expander("The same as a table"):
    st.table(reports.table(plan, on), hide_index=True, hide_header=False)
with st.expander("Where these numbers come from"):
    st.markdown("\n".join(f"- {ui.escape(source)}" for source in reports.SOURCES))
