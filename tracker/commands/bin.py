"""The bin: deleting is soft until it is emptied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col

from tracker.errors import RuleError
from tracker.models import (
    Application,
    Ask,
    Editable,
    ImportBatch,
    ImportRow,
    Interaction,
    Offer,
    Person,
    Round,
    Task,
    Tie,
)
from tracker.store import journal

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.store import Work

KINDS: tuple[type[Editable], ...] = (
    Application,
    Round,
    Offer,
    Ask,
    Interaction,
    Task,
    Tie,
    Person,
)
"""What can be binned; emptying goes in an order that leaves no child behind."""


def bin_record(
    work: Work, kind: type[Editable], id_: UUID, *, version: int | None = None
) -> Editable:
    """Put a record in the bin; what hangs on it is hidden with it.

    Raises:
        ConflictError: If it was changed since it was read.
    """
    row = work.get_for_edit(kind, id_, version)
    if isinstance(row, Person) and row.is_me:
        raise RuleError("You cannot put yourself in the bin; choose somebody else.")
    row.binned_at = work.now
    work.session.add(row)
    return row


def restore_record(work: Work, kind: type[Editable], id_: UUID) -> Editable:
    """Take a record out of the bin, with all that was hidden with it."""
    row = work.get_for_edit(kind, id_, None)
    row.binned_at = None
    work.session.add(row)
    return row


def empty_bin(work: Work) -> int:
    """Delete for good what lies in the bin.

    Returns:
        How many records were in it.
    """
    count = 0
    for kind in KINDS:
        for row in work.all(kind, col(kind.binned_at).is_not(None)):
            if isinstance(row, Person):
                _forget_as_friend(work, row)
            work.session.delete(row)
            count += 1
        work.session.flush()
    journal.forget(work)
    return count


def _forget_as_friend(work: Work, person: Person) -> None:
    """Let go of the imports from somebody who is deleted for good.

    Their rows then vouch for nobody: undoing another import does not hand
    records over to an export whose owner is gone.
    """
    for batch in work.all(ImportBatch, ImportBatch.friend_id == person.id):
        batch.friend_id = None
        work.session.add(batch)
        for row in work.all(ImportRow, ImportRow.batch_id == batch.id):
            row.record_id = None
            work.session.add(row)
    work.session.flush()
