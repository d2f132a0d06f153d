"""What changed between two exports of contacts, in words. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker import planning
from tracker.reports.today import safe_zone

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from uuid import UUID

    from tracker.movements import Movement, Movements, Standing

SHOWN = 30
"""People of one kind of change that are named."""
_HEADINGS = {
    "arrived": "At a company you track now",
    "left": "Left a company you track, and may still know whom to ask there",
    "moved": "Moved to another company",
    "renamed": "Have another title",
    "gone": "Not among the contacts any more",
}
"""What is told, in this order; who is new elsewhere is only counted."""


def title(since: datetime, found: Movements, zone: str, today: date) -> str:
    """What changed since the earlier export, in counts."""
    on = planning.day(since.astimezone(safe_zone(zone)).date(), today)
    counts = [
        (len(found.moved), "moved"),
        (len(found.new), "new"),
        (len(found.gone), "gone"),
    ]
    said = ", ".join(f"{count:,} {word}" for count, word in counts if count)
    return f"What changed since {on}: {said or 'nothing'}"


def parts(
    found: Movements, people: Mapping[UUID, str]
) -> list[tuple[str, int, list[tuple[UUID, str]]]]:
    """The kinds of change that happened: heading, how many, and the first by name.

    Args:
        found: The changes.
        people: Names.
    """
    told = []
    for name, heading in _HEADINGS.items():
        rows: tuple[Movement, ...] = getattr(found, name)
        if rows:
            lines = sorted((people[m.person_id], m.person_id, _words(m)) for m in rows)
            named = [(id_, f"{who}: {what}") for who, id_, what in lines[:SHOWN]]
            told.append((heading, len(rows), named))
    return told


def _words(movement: Movement) -> str:
    before, after = movement.before, movement.after
    if after is None:
        return f"was {_at(before)}"
    if before is None:
        return f"new, {_at(after)}"
    return f"{_at(before)}, now {_at(after)}"


def _at(standing: Standing | None) -> str:
    if standing is None or not (standing.company or standing.title):
        return "without a company"
    if not standing.company:
        return standing.title
    return f"{standing.title} at {standing.company}".strip()


def as_json(found: Movements, people: Mapping[UUID, str]) -> dict[str, Any]:
    """The changes for programs: a list of each kind."""

    def standing(one: Standing | None) -> dict[str, str] | None:
        return {"company": one.company, "title": one.title} if one else None

    return {
        name: [
            {
                "id": str(m.person_id),
                "person": people[m.person_id],
                "before": standing(m.before),
                "after": standing(m.after),
            }
            for m in sorted(
                getattr(found, name), key=lambda m: (people[m.person_id], m.person_id)
            )
        ]
        for name in found._fields
    }
