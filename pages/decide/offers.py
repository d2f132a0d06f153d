"""Which offer pays most, how certain is it, and what do I keep if I leave?"""

import streamlit as st

from tracker import ui
from tracker.reports import comparing as reports
from tracker.reports import grant_forms
from tracker.ui import offer_assuming, offer_deciding, offer_job
from tracker.ui import offer_forms as forms
from tracker.ui import offers as parts

on, search = ui.today(), ui.search()
by, offers = reports.basis(search), reports.compared(search, on)
said = reports.judged(offers, by)
ui.heading(said.title, said.basis)

if offers:
    parts.cards(search, offers, on)
    section = parts.section()
    if section == parts.PAY:
        parts.show_pay(search, by, offers, on)
    elif section == parts.RISK:
        offer_deciding.show_risk(by, offers)
    elif section == parts.DECIDE:
        offer_deciding.show_decision(search, by, offers)
    else:
        offer_deciding.show_asking(search, by, offers)

    st.header("Change an offer", anchor=False)
    called = {str(e.offer.id): (e.name, e.offer) for e in offers if e.offer}
    chosen = st.selectbox(
        "Offer",
        list(called),
        index=None,
        placeholder="Choose the offer to change",
        format_func=lambda id_: called[id_][0],
        key="chosen_offer",
    )
    if chosen:
        name, offer = called[chosen]
        forms.change(search, offer, name)
with st.expander("Record an offer", icon=":material/add:", expanded=not offers):
    forms.record(search, on)
with st.expander("My current job", icon=":material/work:"):
    offer_job.current(search)
with st.expander("Assumptions: taxes, prices, rates", icon=":material/tune:"):
    offer_assuming.assumptions(search, by)
with st.expander("Where the vesting schedules are known from"):
    st.markdown("\n".join(f"- {ui.escape(each)}" for each in grant_forms.sources()))
