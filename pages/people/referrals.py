"""Who can pass me on into a company, and whom do I ask first?"""

from uuid import UUID

import streamlit as st

from tracker import ui
from tracker.reports import people, referrals
from tracker.reports import ways as reports
from tracker.ui import pasts, possibles, tables, ways

KEY = "referrals_company"
asked = st.query_params.get("company")
chosen = people.as_id(asked)
search, network = ui.search(), ui.leading_to(chosen)
options = ["", *referrals.companies(search, network, chosen)]
if asked and chosen not in options:
    ui.heading("This company is not in your search.")
    st.button("See all companies", on_click=st.query_params.clear, type="primary")
    st.stop()


def choose() -> None:
    """Keep the company in the address, so that it can be linked to."""
    st.query_params["company"] = str(st.session_state[KEY])


def called(id_: UUID | None) -> str:
    """The name of a company, or of all of them."""
    return search.companies[id_].name if id_ else "All companies I track"


head = st.container()
st.session_state[KEY] = chosen or ""
with st.container(horizontal=True, vertical_alignment="bottom"):
    st.selectbox(
        "Company", options, key=KEY, on_change=choose, format_func=called, width=320
    )
    max_ties = ways.most_ties(network)
    known, network = network, possibles.offered(network)

pasts.remind()
if chosen is None and network.is_part:
    with head:
        ui.heading(referrals.LARGE_TITLE, referrals.LARGE_BASIS)
    st.stop()
if chosen is None:
    every = referrals.overview(search, network, max_ties)
    others = ways.untracked(search, network, every, max_ties)
    with head:
        ui.heading(
            referrals.overview_title(every, others),
            referrals.overview_basis(max_ties, others, every.guessed),
        )
    if not every.companies:
        st.stop()
    st.markdown(ui.small("Choose a row to see every way into that company."))
    picked = st.dataframe(
        every.frame,
        key=f"overview_{max_ties}",
        on_select="rerun",
        selection_mode="single-row",
        hide_index=True,
        height="content" if len(every.companies) < 40 else 640,
        placeholder="",
        column_order=[*tables.WAYS_IN],
        column_config=tables.sized(tables.WAYS_IN),
        alt="The best chain into each company you track",
    )
    for row in picked.selection.rows:
        wanted = {"company": str(every.companies[row])}
        st.switch_page("people/referrals.py", query_params=wanted)
    ways.new_ties(network, every.companies, max_ties)
    ways.open_person(ways.community_map(known))
    st.stop()

name, inside = called(chosen), referrals.inside(network, chosen)
works_there = network.works_at(chosen)
chains = network.best(chosen, max_ties=max_ties, top=referrals.DRAWN)
with head:
    ui.heading(
        referrals.title(name, chains, works_there=works_there),
        "" if works_there else referrals.basis(inside, chains, max_ties),
    )
if works_there:
    st.stop()
if not chains:
    ui.empty(referrals.what_helps(inside, referrals.nearest(network, chosen, max_ties)))
    with st.container(horizontal=True):
        if st.button("Bring in an export", type="primary"):
            st.switch_page("keep/bring_in.py")
        if st.button("Add a person or a tie"):
            st.switch_page("people/people.py")
    if inside and not network.is_part:
        frame = referrals.insiders_frame(known, chosen)
        st.dataframe(frame, hide_index=True, alt="Who is inside and who knows them")
    ways.former_staff(network, chosen, max_ties)
    st.stop()

choice = st.segmented_control(
    "Chains", reports.CHOICES, default=reports.BEST, required=True, key="choice"
)
rows = reports.chains(network, chosen, choice, max_ties, referrals.ROWS)
shown_key = f"shown_{chosen}_{max_ties}_{choice}"
st.header(f"Chains :gray[{len(rows)}]", anchor=False)
ways.chain_rows(ways.Around(search, network, chosen), rows, shown_key=shown_key)
ways.any_works(network, rows, key=f"used_{shown_key}")
st.markdown(ui.small(referrals.figures(chains, network.outcomes)))
drawn = chains if choice == reports.BEST else rows
chosen_row = st.session_state.get(shown_key, 0)
ways.open_person(
    ways.chain_drawing(network, drawn, chosen_row, key=f"drawing_{chosen}")
)
ways.former_staff(network, chosen, max_ties)
ways.new_ties(network, [chosen], max_ties)
