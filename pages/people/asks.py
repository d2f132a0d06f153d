"""Whom did I ask to pass me on, what became of it, and whom do I ask next?"""

import streamlit as st

from tracker import asking, ui
from tracker.reports.asks import ledger
from tracker.reports.asks import plan as plans
from tracker.ui import asks, ways

VIEWS = ["Open", "Plan this week", "Over", "People asked"]
search, network, today = ui.search(), ui.network(), ui.today()
rows = ledger.rows(search, today)
head = st.container()
with st.container(horizontal=True, vertical_alignment="bottom"):
    view = st.segmented_control(
        "Show", VIEWS, default="Open" if rows else VIEWS[1], required=True, key="asks"
    )
    if view == "Plan this week":
        count = st.number_input(
            "People I can ask this week", 1, plans.MOST, 5, key="asks_k", width=220
        )
        max_ties = ways.most_ties(network)

if view == "Plan this week":
    planned = plans.plan(search, network, today, count, max_ties=max_ties)
    with head:
        ui.heading(plans.title(planned), plans.basis(planned))
    asks.plan_view(network, planned)
    st.stop()

with head:
    ui.heading(ledger.title(rows), ledger.basis(rows))
if view == "People asked":
    ids, frame = ledger.connectors(search, today)
    if not ids:
        ui.empty("Whoever you ask comes here, with when they may be asked again.")
        asks.ways_in()
        st.stop()
    st.markdown(ui.small(f"Silent: {asking.NO_ANSWER}. Choose a row to open a person."))
    picked = st.dataframe(
        frame,
        key="connectors",
        on_select="rerun",
        selection_mode="single-row",
        hide_index=True,
        column_config={"Last asked": st.column_config.DateColumn(format="D MMM YYYY")},
        alt="What each person was asked for and when they may be asked again",
    )
    for row in picked.selection.rows:
        st.switch_page("people/person.py", query_params={"person": str(ids[row])})
    st.stop()

shown = ledger.open_rows(rows) if view == "Open" else ledger.closed_rows(rows)
st.header(f"{'Asks' if view == 'Open' else 'Over'} :gray[{len(shown)}]", anchor=False)
if not shown:
    ui.empty(
        "Asks under way come here; plan this week's, or choose a way into a company."
        if view == "Open"
        else f"Asks that were declined, silent ({asking.NO_ANSWER}) or withdrawn come "
        "here, to be revived."
    )
    asks.ways_in()
asks.ask_rows(search, network, shown)
