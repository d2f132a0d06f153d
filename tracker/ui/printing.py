"""A page that is to be printed: what is not of the page is left out on paper."""

from __future__ import annotations

import streamlit as st

from tracker.ui import files


def as_paper() -> None:
    """Print the page of this run in ink on white, without menu and buttons."""
    st.html(f"<style>{files.text('print.css')}</style>")
