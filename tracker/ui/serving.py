"""What the server answers beside the pages: errors in words, and the calendar.

The calendar is answered in the same process, under an address that only who made
it knows. Any other address gets the same empty 404, whatever is wrong with it.
"""

from __future__ import annotations

import hashlib
import logging
import os
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

import streamlit as st
from starlette.responses import Response

from tracker import commands, exporters
from tracker.errors import FootholdError
from tracker.models import Searcher
from tracker.places import DEMO_STORE, store_address
from tracker.store import LOCAL_OWNER, Store
from tracker.store import revision as revision_of
from tracker.ui.words import escape

if TYPE_CHECKING:
    from starlette.requests import Request

_log = logging.getLogger("foothold")


def show_error(error: Exception) -> bool:
    """Say in one sentence what Streamlit would show as a traceback."""
    if isinstance(error, FootholdError):
        st.error(escape(str(error)))
    else:
        _log.error("A page stopped.", exc_info=error)
        st.error(
            "Something went wrong on this page, and nothing was changed by it. Reload "
            "the page; if it happens again, report it with what you did."
        )
    return True


_PRIVATE = {"Cache-Control": "private, no-cache"}
"""To be kept by the reader alone, and asked for again each time."""


@lru_cache(maxsize=1)
def _open(address: str) -> Store:
    """The store of the calendar: outside a page Streamlit keeps nothing for us."""
    return Store(address, copies=address != str(DEMO_STORE))


def calendar(request: Request) -> Response:
    """Answer the calendar of whoever's address this is.

    A program that has it already, as the tag of the store's revision and the day
    tells, is told so and gets nothing.
    """
    token, _, ending = str(request.path_params["token"]).partition(".")
    if ending != "ics":
        return Response(status_code=404)
    try:
        found = _calendar(token, request.headers.get("if-none-match", ""))
    except FootholdError as error:
        _log.warning("The calendar could not be read: %s", error)
        return Response(status_code=503)
    return found or Response(status_code=404)


def _calendar(token: str, known: str) -> Response | None:
    store = _open(store_address())
    with store.reading(LOCAL_OWNER) as work:
        feed = commands.feed_for(work, token)
    if feed is None:
        return None
    with store.reading(feed.owner) as work:
        searcher = work.first(Searcher) or Searcher(owner=feed.owner)
        revision = revision_of(work)
        is_to_be_noted = commands.is_to_be_noted(work, feed)
    if is_to_be_noted:
        with store.change(feed.owner) as work:
            commands.note_reading(work, feed)
    here = datetime.now().astimezone()
    zone = searcher.time_zone or getattr(here.tzinfo, "key", "") or "UTC"
    fixed = os.environ.get("FOOTHOLD_TODAY")
    on = date.fromisoformat(fixed) if fixed else here.date()
    told = f"{feed.token_hash} {revision} {on} {zone}"
    headers = _PRIVATE | {"ETag": f'W/"{hashlib.sha256(told.encode()).hexdigest()}"'}
    if headers["ETag"] in known:
        return Response(status_code=304, headers=headers)
    made = exporters.kind_for("calendar.ics").make(
        exporters.Material(store, feed.owner, on, zone)
    )
    return Response(made.content, media_type="text/calendar", headers=headers)
