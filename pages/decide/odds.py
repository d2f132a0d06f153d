"""How likely is it, and what is it that I can tell so far?"""

import streamlit as st

from tracker import rates, ui
from tracker.reports.odds import cases as reports
from tracker.reports.odds import funnel
from tracker.ui import odds

on, zone, search = ui.today(), ui.zone(), ui.search()
cases = reports.cases(search)
known = list(cases.values())

priors = rates.believed(search.searcher.priors)
ui.heading(funnel.title(known, on, priors), funnel.basis(known, on, priors))
# Only the tab that is looked at is worked out.
tabs = ["Funnel", "Times", "Forecast", "Pictures", "27 companies"]
first, second, third, fourth, fifth = st.tabs(tabs, on_change="rerun", key="odds_tab")
with first:
    if first.open:
        odds.funnel(search, known, on)
with second:
    if second.open:
        odds.times(search, on)
with third:
    if third.open:
        odds.ahead(search, on)
with fourth:
    if fourth.open:
        odds.pictures(search, cases, on, zone)
with fifth:
    if fifth.open:
        odds.study(search, known)
