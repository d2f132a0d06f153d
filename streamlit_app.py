"""Foothold as one local web app: the pages, the calendar, a policy on every answer.

The frame lies inside ``pages/``: with a frame beside that folder, the first deep
link after a start can skip it (Streamlit's legacy router).

What pages need is imported while the browser fetches and starts its own part, so
that a cold start takes the longer of the two and not their sum. No two modules
import each other, so the first page only waits for what is not there yet.
"""

from __future__ import annotations

import gc
from contextlib import asynccontextmanager
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from tracker.policy import StayLocal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.responses import Response

NEEDED = "tracker.ui", "pandas", "tracker.reports.referrals", "tracker.ui.ways"


def prepare() -> None:
    """Import and read what the first page needs.

    What is imported stays: the collector of garbage need not go through it, which
    takes a tenth of a second each time.
    """
    gc.disable()
    try:
        for name in NEEDED:
            import_module(name)
    finally:
        gc.freeze()
        gc.enable()
    from tracker.ui.session import read_ahead  # noqa: PLC0415 - see above

    read_ahead()


def calendar(request: Request) -> Response:
    """Answer a calendar program."""
    from tracker.ui import serving  # noqa: PLC0415 - see above

    return serving.calendar(request)


def show_error(error: Exception) -> bool:
    """Say an error in words."""
    from tracker.ui import serving  # noqa: PLC0415 - see above

    return serving.show_error(error)


@asynccontextmanager
async def ready(_app: st.App) -> AsyncIterator[None]:
    """Prepare as soon as the server is there to answer."""
    Thread(target=prepare, daemon=True).start()
    yield


app = st.App(
    "pages/frame.py",
    lifespan=ready,
    routes=[Route("/feed/{token:path}", calendar)],
    middleware=[Middleware(StayLocal)],
    on_script_error=show_error,
)
