"""Which interviews are ahead, and which wait for a debrief?"""

import streamlit as st

from tracker import ui
from tracker.reports.interviews import listing as reports
from tracker.ui import interviews

search, on, zone = ui.search(), ui.today(), ui.zone()
found = reports.listing(search, on, zone, ui.now())
if not search.rounds:
    ui.heading("No interview yet.")
    ui.empty(
        "Interview rounds come here by week and day, with what to prepare. You add "
        "them on the page of an application."
    )
    if st.button("See all applications", type="primary"):
        st.switch_page("search/applications.py")
    st.stop()

ui.heading(reports.title(found), reports.basis(found, on, zone))
interviews.show(search, found)
