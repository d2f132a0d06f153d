"""Whose search is shown, in which store, on which day."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import streamlit as st

from tracker import network as networks
from tracker import search as searches
from tracker.agenda import safe_zone
from tracker.errors import FootholdError
from tracker.places import DEMO_STORE, store_address
from tracker.store import LOCAL_OWNER, Store
from tracker.ui.words import escape

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.network import Network
    from tracker.search import Search


@st.cache_resource(max_entries=4, on_release=Store.close, show_spinner=False)
def _open(address: str) -> Store:
    return Store(address, copies=address != str(DEMO_STORE))


def read_ahead() -> None:
    """Open the store and read what most pages ask, before a browser is there to ask.

    It needs no session. What cannot be read is said by the page that asks for it.
    """
    with suppress(FootholdError):
        first = _open(store_address())
        searches.current(first, owner())
        networks.read_ahead(first, owner(), _day_of(None))


def in_demo() -> bool:
    """Say whether the demo is shown: asked for, or served as the only store."""
    return bool(st.session_state.get("demo")) or served_demo()


def served_demo() -> bool:
    """Say whether the app was started on the demo alone."""
    return store_address() == str(DEMO_STORE)


def enter_demo() -> None:
    """Show the demo, made for today, from the next reading on."""
    from tracker import demo as made_up  # noqa: PLC0415 - 0.1 s that others need not wait

    try:
        made_up.make_fresh(DEMO_STORE, on=today())
    except FootholdError as error:
        st.session_state["message"] = ("error", str(error))
        return
    st.session_state["demo"] = True


def leave_demo() -> None:
    """Go back to the searcher's own store."""
    st.session_state["demo"] = False


def remember_demo() -> None:
    """Keep the demo through a reload: its mark stands in the address."""
    if st.query_params.get("demo") == "1" and "demo" not in st.session_state:
        enter_demo()
    if st.session_state.get("demo"):
        st.query_params["demo"] = "1"
    else:
        st.query_params.pop("demo", None)


def store() -> Store:
    """The store that is shown: one engine for all sessions and reruns.

    Raises:
        StoreError: If it cannot be opened.
    """
    return _open(str(DEMO_STORE) if in_demo() else store_address())


def ready() -> None:
    """Stop the page with one sentence where the store cannot be opened."""
    try:
        store()
    except FootholdError as error:
        st.title("Your search cannot be opened.", anchor=False)
        st.error(escape(str(error)))
        st.stop()


def owner() -> str:
    """Whose rows may be read and changed. Every reading and change asks here."""
    return LOCAL_OWNER


def search() -> Search:
    """The log as it is now. A page calls this once, after its actions."""
    return searches.current(store(), owner())


def network() -> Network:
    """The people and ties as they are now."""
    return networks.current(store(), owner(), today())


def knows_nobody() -> bool:
    """Whether nobody but the searcher is in the network."""
    return networks.knows_nobody(store(), owner())


def leading_to(company_id: UUID | None) -> Network:
    """The people and ties, or those that lead to a company where that is quicker."""
    whole = bool(st.session_state.get("whole_network"))
    return networks.leading_to(store(), owner(), company_id, today(), whole=whole)


def can_load_more() -> bool:
    """Whether the whole network can be loaded, where only a part of it was."""
    return not networks.is_large(store(), owner())


def zone() -> str:
    """The searcher's time zone: as set, else the browser's."""
    chosen = search().searcher.time_zone or st.context.timezone or "UTC"
    return safe_zone(chosen).key


def today() -> date:
    """The day where the searcher's browser is, not where the server is.

    FOOTHOLD_TODAY sets another one, for pictures and tests.
    """
    return _day_of(st.context.timezone)


def _day_of(zone_name: str | None) -> date:
    fixed = os.environ.get("FOOTHOLD_TODAY")
    if fixed:
        return date.fromisoformat(fixed)
    return datetime.now(safe_zone(zone_name or "UTC")).date()


def now() -> datetime:
    """The instant; where FOOTHOLD_TODAY sets the day, noon of it."""
    if os.environ.get("FOOTHOLD_TODAY"):
        return datetime.combine(today(), time(12), ZoneInfo(zone()))
    return datetime.now(UTC)


def theme() -> str | None:
    """The theme of the browser: "light" or "dark"."""
    kind = st.context.theme.type
    return str(kind) if kind else None
