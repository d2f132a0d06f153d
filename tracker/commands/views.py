"""Filters of a list, kept under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import names
from tracker.errors import InvalidError, RuleError
from tracker.models import SavedView

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.inputs import ViewIn
    from tracker.store import Work

MOST = 50
"""The most views of one page."""


def save_view(work: Work, given: ViewIn) -> SavedView:
    """Keep filters under a name; those that bore it before are replaced.

    Raises:
        RuleError: If there are too many.
    """
    there = work.all(SavedView, SavedView.page == given.page)
    held = given.held.model_dump(mode="json")
    found = next((row for row in there if _same(row.name, given.name)), None)
    if found is not None:
        found.held = held
        work.session.add(found)
        return found
    if len(there) >= MOST:
        raise RuleError(f"{MOST} views are kept; remove one, then save this one.")
    return work.add(
        SavedView.model_validate(
            {
                "owner": work.owner,
                "page": given.page,
                "name": given.name,
                "held": held,
            }
        )
    )


def rename_view(work: Work, view_id: UUID, name: str) -> SavedView:
    """Call a view by another name.

    Raises:
        InvalidError: If the name is empty.
        RuleError: If another view of the page bears it.
    """
    row = work.get(SavedView, view_id)
    wanted = names.one_line(name)[:40]
    if not wanted:
        raise InvalidError(f"The view “{row.name}” needs a name; type one.")
    for other in work.all(SavedView, SavedView.page == row.page):
        if other is not row and _same(other.name, wanted):
            raise RuleError(
                f"There is a view “{other.name}” already; choose another name."
            )
    row.name = wanted
    work.session.add(row)
    return row


def remove_view(work: Work, view_id: UUID) -> SavedView:
    """Forget a view; what it showed stays."""
    row = work.get(SavedView, view_id)
    work.session.delete(row)
    return row


def _same(one: str, other: str) -> bool:
    return names.fold(one) == names.fold(other)
