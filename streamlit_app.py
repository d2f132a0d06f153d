"""Foothold as one local web app: the pages, the calendar, a policy on every answer.

The frame lies inside ``pages/``: with a frame beside that folder, the first deep
link after a start can skip it (Streamlit's legacy router).
"""

import streamlit as st

from tracker.ui.serving import MIDDLEWARE, ROUTES, show_error

app = st.App(
    "pages/frame.py", routes=ROUTES, middleware=MIDDLEWARE, on_script_error=show_error
)
