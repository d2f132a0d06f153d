"""Whom do I know, and whom do they know?"""

import streamlit as st

from tracker import ui
from tracker.reports import people
from tracker.ui import moved, pasts, persons, possibles, same

network = ui.network()
ui.heading(people.title(network), people.basis(network))
with st.container(horizontal=True, vertical_alignment="bottom"):
    text = st.text_input(
        "Search",
        key="people_text",
        type="search",
        live=True,
        placeholder="Name, title or company",
        width=320,
    )
    whom = st.segmented_control(
        "Show", ["My contacts", "Everyone"], default="Everyone", required=True
    )
    with st.popover("Add a person", icon=":material/person_add:"):
        persons.person_form()
    with st.popover("Add a tie", icon=":material/link:"):
        persons.tie_form()

found = people.find(network, text, contacts_only=whom == "My contacts")
if not found.total:
    ui.empty(people.nobody(network, text))
    if st.button("Bring in my contacts", type="primary"):
        st.switch_page("keep/bring_in.py")
    st.stop()
st.markdown(ui.small(f"{people.shown_words(found)} Choose a row to open a person."))
picked = st.dataframe(
    found.frame,
    key="people_table",
    on_select="rerun",
    selection_mode="single-row",
    hide_index=True,
    height="content" if len(found.ids) < 16 else 560,
    alt="People, what they do and how they are known",
)
for row in picked.selection.rows:
    st.switch_page("people/person.py", query_params={"person": str(found.ids[row])})
possibles.section(network)
pasts.friends()
moved.section()
same.section(network)
