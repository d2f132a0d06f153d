"""The private address of the calendar: made, shown once, ended."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from tracker import commands
from tracker.reports import feeds
from tracker.ui import session
from tracker.ui.acting import do
from tracker.ui.words import escape, small

_TOKEN = "form:feed"  # noqa: S105 - a key, and forgotten when the page is left


def section() -> None:
    """Offer an address under which a calendar program on this machine reads."""
    st.header("Calendar address", anchor=False)
    if session.in_demo() and not session.served_demo():
        st.markdown(small("The demo has none; leave it to make one for your search."))
        return
    with session.store().reading(session.owner()) as work:
        feed = commands.feed_of(work)
    zone, today = session.zone(), session.today()
    st.markdown(escape(feeds.words(feed, zone, today)))
    token = st.session_state.get(_TOKEN)
    if feed is not None and token:
        st.code(address(token), language=None, wrap_lines=True)
        st.markdown(small(feeds.ONCE))
    with st.container(horizontal=True):
        st.button(
            "Make a new address" if feed else "Make an address",
            icon=":material/calendar_add_on:",
            help="The one before stops working." if feed else None,
            on_click=_make,
        )
        if feed is not None:
            st.button("End the address", type="tertiary", on_click=_revoke)


def address(token: str) -> str:
    """Where the calendar of a token is read, on the server this page came from."""
    parts = urlsplit(st.context.url or "http://localhost:8501")
    return f"{parts.scheme}://{parts.netloc}/feed/{token}.ics"


def _make() -> None:
    token = do(commands.make_feed, done="The address is made.")
    if token:
        st.session_state[_TOKEN] = token


def _revoke() -> None:
    st.session_state.pop(_TOKEN, None)
    do(commands.revoke_feed, done="The address is ended.")
