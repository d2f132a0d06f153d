"""Who is this, how am I tied to them, and what did I ask of them?"""

import streamlit as st

from tracker import commands, ui
from tracker.models import Person
from tracker.reports import people
from tracker.ui import pasts, persons

st.page_link("people/people.py", label="People", icon=":material/arrow_back:")
with ui.store().reading(ui.owner()) as work:
    card = people.card(work, people.as_id(st.query_params.get("person")))
if card is None:
    ui.heading("This person is not in your network.")
    ui.empty("The link is wrong, or they were deleted. Choose somebody in People.")
    st.stop()
row, editing = card.person, f"edit_{card.person.id}"


def put_in_bin() -> None:
    """Put the person in the bin; their ties are hidden with them."""
    ui.do(
        lambda work: commands.bin_record(work, Person, row.id, version=row.version),
        done=f"{row.name} is in the bin.",
    )


def restore() -> None:
    """Take the person out of the bin."""
    ui.do(
        lambda work: commands.restore_record(work, Person, row.id),
        done=f"{row.name} is back.",
    )


def set_barred() -> None:
    """Bar the person from every chain, or let them in again."""
    barred = st.session_state["no_contact"]
    ui.do(
        lambda work: commands.edit_person(
            work, row.id, version=row.version, no_contact=barred
        ),
        done=f"{row.name}: {'do not contact' if barred else 'may be contacted'}.",
    )


def open_form() -> None:
    """Show the form that edits the person."""
    st.session_state[editing] = True


def close_form() -> None:
    """Hide the form again."""
    st.session_state.pop(editing, None)


if row.binned_at:
    ui.heading(f"{row.name} is in the bin.")
    st.button("Restore", type="primary", on_click=restore)
    st.stop()
if row.is_me:
    ui.heading(row.name, "This is you: your name and profile link are in Settings.")
    if st.button("Open Settings", type="primary"):
        st.switch_page("keep/settings.py")
    pasts.section(row)
    st.stop()

network = ui.network()
chain = network.to_person(row.id)
ties = people.ties(network, row.id)
asks = people.asks_about(ui.search(), row.id)
with st.container(horizontal=True, vertical_alignment="center"):
    st.title(ui.escape(row.name), anchor=False, width="stretch")
    st.button("Edit", icon=":material/edit:", on_click=open_form)
    st.button("Put in the bin", icon=":material/delete:", on_click=put_in_bin)
with st.container(horizontal=True, vertical_alignment="center"):
    persons.facts(network, row, card.jobs)
if st.session_state.get(editing):
    persons.edit_form(row, close_form)
st.session_state["no_contact"] = row.no_contact
with st.container(border=True):
    words, toggle = st.columns([7, 3], vertical_alignment="center")
    sentence = people.chain_words(row.name, chain, barred=row.no_contact)
    words.markdown(ui.escape(sentence))
    with toggle.container(horizontal=True, horizontal_alignment="right"):
        st.toggle("Do not contact", key="no_contact", on_change=set_barred)
pasts.shared(row)
persons.strength_card(network, row)

main, side = st.columns([5, 3], gap="large")
with main:
    st.header(f"Ties :gray[{ties.total:,}]", anchor=False)
    persons.ties_table(row, ties)
    with st.expander("Add a tie", icon=":material/link:"):
        persons.tie_form(f"tie_{row.id}", fixed=row)
with side:
    st.header(f"Asks :gray[{len(asks)}]", anchor=False)
    if not asks:
        ui.empty("Nothing was asked of them yet. Ways into a company: Referrals.")
    persons.asks_list(asks, network.companies)
    pasts.section(row)
    st.header("Note", anchor=False)
    st.text(row.note or "No note yet; Edit adds one.")
