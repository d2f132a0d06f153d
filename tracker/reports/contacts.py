"""Who wrote to whom about an application, as its page shows it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker import planning
from tracker.models import InteractionKind

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from tracker.models import Interaction
    from tracker.search import Search

KINDS = {
    InteractionKind.MESSAGE: "Message",
    InteractionKind.CALL: "Call",
    InteractionKind.MEETING: "Meeting",
    InteractionKind.OTHER: "Other",
}
"""What a person reads for each kind of contact."""
SHOWN = 5
"""How many contacts are shown before the rest is folded away."""


class Contact(NamedTuple):
    """One contact as a line. Its words may hold names as they were typed."""

    row: Interaction
    words: str
    note: str


def contacts(search: Search, application_id: UUID, on: date) -> list[Contact]:
    """The contacts about an application, the newest first."""
    rows = [
        row
        for row in search.interactions.values()
        if row.application_id == application_id
    ]
    rows.sort(key=lambda row: (row.on, row.inbound, str(row.id)), reverse=True)
    return [Contact(row, _words(search, row, on), row.note) for row in rows]


def _words(search: Search, row: Interaction, on: date) -> str:
    day = planning.day(row.on, on)
    person = search.people.get(row.person_id) if row.person_id else None
    kind = KINDS[row.kind].lower()
    if row.inbound:
        return f"{day}: {kind} from {person.name if person else 'them'}"
    return f"{day}: {kind} to {person.name if person else 'them'}"
