"""What does this posting say, and do I log it?"""

import streamlit as st

from tracker import ui
from tracker.reports import captured as reports
from tracker.ui import capturing

capturing.finish()
search = ui.search()
head = st.container()
postings = capturing.captured()
with head:
    st.page_link(
        "search/applications.py", label="Applications", icon=":material/arrow_back:"
    )
    ui.heading(reports.title(postings))
if not postings:
    capturing.take()
    st.stop()
capturing.edit(search, capturing.choose(postings))
