"""What the commands of the terminal share."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from tracker.places import DEMO_STORE, store_address
from tracker.reports.today import safe_zone
from tracker.store import Store

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from tracker.models import Searcher


def address_of(options: argparse.Namespace) -> str:
    """The store a command names; else the searcher's own."""
    return str(options.db or store_address())


@contextmanager
def opened(options: argparse.Namespace) -> Iterator[Store]:
    """Open the store a command names, and close it again."""
    address = address_of(options)
    store = Store(address, copies=address != str(DEMO_STORE))
    try:
        yield store
    finally:
        store.close()


def local_today() -> date:
    """The day on this machine."""
    return datetime.now().astimezone().date()


def say(options: argparse.Namespace, answer: Any, words: str) -> None:  # noqa: ANN401
    """Answer in JSON or in words."""
    if options.json:
        words = json.dumps(answer, ensure_ascii=False, indent=1, allow_nan=False)
    print(words)  # noqa: T201


def zone_of(searcher: Searcher) -> str:
    """The searcher's time zone: as set, else this machine's."""
    if searcher.time_zone:
        return searcher.time_zone
    name = getattr(datetime.now().astimezone().tzinfo, "key", "")
    return str(name) if name else ""


def zone_known(name: str) -> bool:
    """Say whether this machine knows a zone."""
    return safe_zone(name).key == name
