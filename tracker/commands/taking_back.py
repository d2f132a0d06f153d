"""Taking back what was just done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from tracker.errors import NotFoundError
from tracker.models import Step
from tracker.store import journal, noun_of

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.store import Work


def undo_step(work: Work, step_id: UUID) -> str:
    """Take back one change.

    Returns:
        What was taken back, such as “1 application, 1 stage change”.

    Raises:
        NotFoundError: If it is too old, or was taken back before.
        ConflictError: If what it changed was changed again since.
    """
    return told(journal.undo(work, step_id))


def undo_last(work: Work) -> str:
    """Take back the newest change, as `undo_step` does; never one before it.

    Raises:
        NotFoundError: If there is none.
        ConflictError: If it cannot be (an import has an undo of its own), or what it
            changed was changed again since.
    """
    query = (
        select(Step.id)
        .where(Step.owner == work.owner)
        .order_by(col(Step.number).desc())
        .limit(1)
    )
    step_id = work.session.exec(query).first()
    if step_id is None:
        raise NotFoundError(
            "There is nothing to take back; an import is undone on the Import page."
        )
    return undo_step(work, step_id)


def told(images: list[journal.Image]) -> str:
    """Say which rows a step is about, by their nouns."""
    counts: dict[str, int] = {}
    for image in images:
        counts[image.table] = counts.get(image.table, 0) + 1
    return ", ".join(
        f"{count} {_many(noun_of(table)) if count > 1 else noun_of(table)}"
        for table, count in counts.items()
    )


def _many(noun: str) -> str:
    if noun.endswith("y"):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith("s") else f"{noun}s"
