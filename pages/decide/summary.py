"""What do I take along when I talk about this offer?"""

import streamlit as st

from tracker import ui
from tracker.reports import comparing
from tracker.reports import summary as reports
from tracker.ui.printing import as_paper

on, search = ui.today(), ui.search()
by, offers = comparing.basis(search), comparing.compared(search, on)
wanted = st.query_params.get("offer", "")
found = next((e for e in offers if e.offer and str(e.offer.id) == wanted), None)
if found is None:
    ui.heading("This offer is not on the table.")
    st.page_link("decide/offers.py", label="Back to the offers")
    st.stop()

alike, problems = comparing.comparable(by, offers)
st.page_link(
    "decide/offers.py", label="Back to the offers", icon=":material/arrow_back:"
)
as_paper()
st.markdown(reports.in_words(reports.summary(search, by, alike, found, on, ui.escape)))
with st.container(horizontal=True):
    st.download_button(
        "Download as Markdown",
        reports.summary(search, by, alike, found, on, reports.plain),
        file_name="negotiation.md",
        mime="text/markdown",
        icon=":material/download:",
    )
with st.container(key="not_printed"):
    st.markdown(
        ui.small(
            "For paper or a PDF, print this page in the browser (Ctrl+P or ⌘P, “Save "
            "as PDF”): only what it says is printed. It holds what you keep to "
            "yourself, so do not hand it over."
        )
    )
