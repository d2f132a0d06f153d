"""Which offer pays most, how certain is it, and what do I keep if I leave?"""

import streamlit as st

from tracker import ui
from tracker.reports import offers as forms
from tracker.reports import pay as reports
from tracker.ui import offers as parts

on, search = ui.today(), ui.search()
offers = reports.compared(search)
said = reports.judged(offers)
ui.heading(said.title, said.basis)

groups = reports.by_currency(offers)
for currency, same in groups:
    if groups[1:]:
        judged = reports.judged(same)
        st.header(f"{currency}: {ui.escape(judged.title)}", anchor=False)
        st.markdown(ui.small(judged.basis))
    parts.cards(search, same, on)
    parts.pictures(same)
    parts.tables(search, same, on, key=currency)

if offers:
    st.header("Change an offer", anchor=False)
    called = {str(each.offer.id): each for each in offers}
    chosen = st.selectbox(
        "Offer",
        list(called),
        index=None,
        placeholder="Choose the offer to change",
        format_func=lambda id_: called[id_].name,
        key="chosen_offer",
    )
    if chosen:
        parts.change(search, called[chosen].offer, called[chosen].name)
with st.expander("Record an offer", icon=":material/add:", expanded=not offers):
    parts.record(search, on)
with st.expander("Where the vesting schedules are known from"):
    st.markdown("\n".join(f"- {ui.escape(source)}" for source in forms.sources()))
