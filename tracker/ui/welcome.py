"""What an empty search shows: three ways to begin."""

from __future__ import annotations

import streamlit as st

from tracker.ui.session import enter_demo
from tracker.ui.words import heading


def welcome() -> None:
    """Show three doors: the demo, files, the first application."""
    heading(
        "Welcome. Where do you want to begin?",
        "Foothold keeps track of a job search: applications and interviews, who can "
        "refer you, what offers pay, when to start. All of it stays on this computer.",
    )
    demo, files, first = (
        column.container(border=True, height="stretch") for column in st.columns(3)
    )
    with demo:
        st.header(":material/science: Look around", anchor=False)
        st.markdown("A made-up search of five months, kept apart from yours.")
        st.button("Open the demo", type="primary", on_click=enter_demo)
    with files:
        st.header(":material/upload_file: Bring what you have", anchor=False)
        st.markdown("Your contacts, applications and saved jobs, from files.")
        if st.button("Bring in my files"):
            st.switch_page("keep/bring_in.py")
    with first:
        st.header(":material/edit_note: Start with one", anchor=False)
        st.markdown("A company and a title are enough; the rest can follow.")
        if st.button("Log my first application"):
            st.switch_page("search/applications.py", query_params={"add": "1"})
