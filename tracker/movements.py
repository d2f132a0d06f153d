"""What two exports of one person's contacts, taken at two times, tell. Pure.

An export shows where a contact works on the day it is taken. Two of them show who
moved: somebody new at a company that is tracked can pass one on there, and somebody
who left it may still know whom to ask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker import names

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet
    from uuid import UUID


class Standing(NamedTuple):
    """Where an export shows somebody."""

    company: str
    """As the export writes it; empty where it shows none."""
    company_id: UUID | None
    """The company in the store under any of its names, if it is there."""
    title: str = ""


class Movement(NamedTuple):
    """One person, and where they stood and stand."""

    person_id: UUID
    before: Standing | None
    """None where the earlier export does not show them."""
    after: Standing | None
    """None where the later export does not show them."""


class Movements(NamedTuple):
    """Everything that the later export shows otherwise."""

    arrived: tuple[Movement, ...]
    """Who is at a tracked company now and was not before, new contacts too."""
    left: tuple[Movement, ...]
    """Who was at a tracked company before and is not now."""
    moved: tuple[Movement, ...]
    """Who changed the company, wherever to."""
    renamed: tuple[Movement, ...]
    """Who has another title at the same company."""
    new: tuple[Movement, ...]
    """Who was not in the earlier export."""
    gone: tuple[Movement, ...]
    """Who is not in the later export any more."""


def compare(
    before: Mapping[UUID, Standing],
    after: Mapping[UUID, Standing],
    tracked: AbstractSet[UUID],
) -> Movements:
    """Compare two exports by what they show of each person.

    Args:
        before: The earlier one, by person.
        after: The later one, by person.
        tracked: Companies that the searcher tracks.
    """
    both = [Movement(id_, before[id_], after[id_]) for id_ in after if id_ in before]
    moved = [m for m in both if not _same_company(m)]
    new = [Movement(id_, None, after[id_]) for id_ in after if id_ not in before]
    gone = [Movement(id_, before[id_], None) for id_ in before if id_ not in after]
    return Movements(
        arrived=tuple(m for m in [*moved, *new] if _at(m.after, tracked)),
        left=tuple(m for m in moved if _at(m.before, tracked)),
        moved=tuple(m for m in moved if m.before and m.before.company),
        renamed=tuple(m for m in both if _same_company(m) and not _same_title(m)),
        new=tuple(new),
        gone=tuple(gone),
    )


def _at(standing: Standing | None, tracked: AbstractSet[UUID]) -> bool:
    return standing is not None and standing.company_id in tracked


def _same_company(movement: Movement) -> bool:
    one, other = movement.before, movement.after
    if one is None or other is None:
        return False
    if one.company_id is not None or other.company_id is not None:
        return one.company_id == other.company_id
    return names.company_key(one.company or "-") == names.company_key(
        other.company or "-"
    )


def _same_title(movement: Movement) -> bool:
    one, other = movement.before, movement.after
    return (
        one is not None
        and other is not None
        and names.fold(one.title) == names.fold(other.title)
    )
