"""The ledger of offer deadlines, as it is shown. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker import planning
from tracker.models import Granted
from tracker.reports import offers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from tracker.search import Search

ANSWERS = {
    Granted.OPEN: "no answer yet",
    Granted.YES: "granted",
    Granted.NO: "refused",
}
"""What a person reads for each answer."""


class Entry(NamedTuple):
    """A later deadline that was asked for."""

    change_id: UUID
    name: str
    words: str
    """When it was asked for, until when, and what was said."""
    note: str
    is_open: bool


def entries(search: Search, on: date) -> Sequence[Entry]:
    """Every deadline asked for of an offer on the table, the latest first."""
    live = offers.on_the_table(search)
    names = dict(
        zip((offer.id for offer in live), offers.names(search, live), strict=True)
    )
    found = [row for row in search.deadline_changes.values() if row.offer_id in names]
    found.sort(key=lambda row: (row.asked_on, row.deadline_on, str(row.id)))
    return [
        Entry(
            row.id,
            names[row.offer_id],
            f"asked on {planning.day(row.asked_on, on)} for "
            f"{planning.day(row.deadline_on, on)}: {ANSWERS[row.granted]}",
            row.note,
            row.granted is Granted.OPEN,
        )
        for row in reversed(found)
    ]
