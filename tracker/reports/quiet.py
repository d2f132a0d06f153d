"""Which applications went quiet, and since when. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import agenda
from tracker.reports.today import meetings, progresses

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from tracker.agenda import Silence
    from tracker.search import Search


def silences(search: Search, on: date, zone: str) -> Mapping[UUID, Silence]:
    """The quiet applications of a day: their last word, and since when they are.

    Args:
        search: The log.
        on: The searcher's day.
        zone: The searcher's time zone.
    """
    rules = agenda.rules_of(search.searcher.rules)
    return agenda.silences(progresses(search), meetings(search, zone), rules, on)


def quiet(search: Search, on: date, zone: str) -> frozenset[UUID]:
    """The ids of the quiet applications of a day: see `silences`."""
    return frozenset(silences(search, on, zone))
