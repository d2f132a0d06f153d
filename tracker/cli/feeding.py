"""The calendar's private address, from a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import commands
from tracker.cli.common import local_today, opened, say, zone_of
from tracker.models import Searcher
from tracker.reports import feeds
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    import argparse


def feed(options: argparse.Namespace) -> int:
    """Make an address, end it, or say whether there is one."""
    with opened(options) as store:
        if options.new:
            with store.change() as work:
                token = commands.make_feed(work)
            address = f"http://localhost:{options.port}/feed/{token}.ics"
            say(options, {"address": address}, f"{address}\n{feeds.ONCE}")
            return 0
        if options.end:
            with store.change() as work:
                commands.revoke_feed(work)
            say(options, {"address": None}, "The address is ended.")
            return 0
        with store.reading() as work:
            found = commands.feed_of(work)
            searcher = work.first(Searcher) or Searcher(owner=LOCAL_OWNER)
    say(
        options,
        {
            "made_at": found.created_at.isoformat() if found else None,
            "read_at": found.read_at.isoformat() if found and found.read_at else None,
        },
        feeds.words(found, zone_of(searcher), local_today())
        if found
        else "There is no calendar address; make one with --new.",
    )
    return 0
