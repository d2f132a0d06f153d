"""What does Foothold have to know about me?"""

from zoneinfo import available_timezones

import streamlit as st

from tracker import commands, inputs, ui
from tracker.reports import settings as reports
from tracker.ui import following, notice, own_stages
from tracker.ui.editing import EditForm

search = ui.search()
searcher = search.searcher
form = EditForm("settings", searcher.version, reports.stored(searcher))


def save() -> None:
    """Keep the settings as they are typed."""
    given = reports.given(form.values(*form.stored))
    ui.do(
        lambda work: commands.save_settings(
            work, inputs.parse(inputs.SettingsIn, given), version=form.version
        ),
        done="Settings saved.",
        form=form,
    )


def text(name: str, why: str, placeholder: str = "") -> None:
    """Ask for a line of text, and say what it is for."""
    with st.container(gap="xxsmall"):
        st.text_input(
            reports.LABELS[name],
            form.drawn[name],
            placeholder=placeholder,
            key=form.key(name),
        )
        st.markdown(ui.small(why))


ui.heading(reports.title(searcher), "All of this stays on this computer.")
with st.form(form.key("form")):
    left, right = st.columns(2, gap="large")
    with left:
        st.header("Me and my job", anchor=False)
        text("name", "Finds you in the files of friends.")
        text("profile_url", "Finds you there more surely than a name does.", "https://")
        text("employer", "The notice period below is that of this job.")
        st.number_input(
            reports.LABELS["notice_days"],
            0,
            730,
            form.drawn["notice_days"],
            key=form.key("notice_days"),
        )
        notice.beside(search)
    with right:
        st.header("Where and when", anchor=False)
        zones = ["", *sorted(available_timezones())]
        here = st.context.timezone or "UTC"
        st.selectbox(
            reports.LABELS["time_zone"],
            zones,
            index=zones.index(reports.known_zone(form.drawn["time_zone"])),
            format_func=lambda name: name or f"As in this browser: {here}",
            key=form.key("time_zone"),
        )
        st.markdown(ui.small("Interviews are shown in it."))
        text("currency", "Filled in when you record an offer.", "EUR")
        text("region", "Where you look for work.", "Berlin, Germany")
        st.text_area(
            reports.LABELS["holidays"],
            form.drawn["holidays"],
            placeholder="2026-12-24\n2026-12-25",
            height=100,
            key=form.key("holidays"),
        )
        st.markdown(
            ui.small("One day a line. Follow-ups counted in business days skip them.")
        )
    form.finish(save, None, reports.LABELS)

own_stages.section(search)
following.section(search)

if not ui.served_demo():
    st.header("The demo", anchor=False)
    with st.container(border=True):
        left, right = st.columns([7, 3], vertical_alignment="center")
        left.markdown("A made-up search of five months, in a store of its own.")
        label, act = "Open the demo", ui.enter_demo
        if ui.in_demo():
            label, act = "Leave the demo", ui.leave_demo
        if right.button(label, key="demo_door", on_click=act):
            st.switch_page("search/today.py")
