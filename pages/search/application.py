"""How does one application stand, and what comes next in it?"""

import streamlit as st

from tracker import commands, ui
from tracker.models import Application
from tracker.reports import application as reports
from tracker.reports import applications
from tracker.ui import application as parts
from tracker.ui import applications as forms
from tracker.ui import contacts, history, interviews

EDIT, BIN = "Edit the facts", "Put in the bin"

search, today, zone = ui.search(), ui.today(), ui.zone()
st.page_link(
    "search/applications.py", label="Applications", icon=":material/arrow_back:"
)
asked = st.query_params.get("application")
found = applications.find(search, asked)
if found is None:
    parts.show_missing(search, asked)
    st.stop()
row = found
company = search.companies[row.company_id].name


def close() -> None:
    """Close the form of the facts; the address says whether it is open."""
    st.query_params.pop("edit", None)


def edit_facts() -> None:
    """Open the form of the facts."""
    st.query_params["edit"] = "1"


def more() -> None:
    """Do what was chosen in the menu."""
    if st.session_state["more"] == EDIT:
        edit_facts()
    else:
        ui.do(
            lambda work: commands.bin_record(work, Application, row.id),
            done=f"{row.title} at {company} is in the bin; the Data page restores it.",
        )


name, actions = st.columns([7, 3], vertical_alignment="center")
with name.container(horizontal=True, vertical_alignment="center"):
    st.title(ui.escape(company), anchor=False, width="content")
    st.markdown(parts.badge(search, row), width="content")
with actions.container(horizontal=True, horizontal_alignment="right"):
    forms.move_menu(search, row)
    st.menu_button(
        "More", [EDIT, BIN], key="more", icon=":material/more_horiz:", on_click=more
    )
parts.show_facts(search, row)
parts.show_strip(reports.strip(search, row, today, zone), row, interviews.edit_round)
if "edit" in st.query_params:
    st.header("Edit the facts", anchor=False)
    forms.edit_form(row, company, close)

main, side = st.columns([5, 3], gap="large")
with main:
    interviews.close_out(search, row)
    interviews.section(search, row)
    st.header("What happened", anchor=False)
    history.show_history(search, row)
with side:
    st.header("People who can help", anchor=False)
    chains = ui.leading_to(row.company_id).best(row.company_id, top=3)
    parts.show_people(chains, reports.panel(search, row), row.company_id)
    offers = search.offers_of.get(row.id, ())
    if offers:
        st.header(f"Offers :gray[{len(offers)}]", anchor=False)
        parts.show_offers(offers)
    tasks = reports.open_tasks(search, row)
    st.header(f"Tasks :gray[{len(tasks)}]", anchor=False)
    parts.show_tasks(tasks, row)
    contacts.section(search, row)
    parts.show_posting(row)
    st.header("Note", anchor=False)
    if row.note:
        st.text(row.note)
    else:
        ui.empty("Nothing noted yet.")
    st.button("Edit the note", type="tertiary", on_click=edit_facts)
