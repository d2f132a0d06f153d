"""The searcher's own name, where Settings have none yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import select

from tracker import names
from tracker.commands.people import me, my_id
from tracker.importers.profiles import ProfileRow
from tracker.inputs import ME
from tracker.matching import Decision
from tracker.models import ImportRow, Person, RowOutcome, Searcher

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.commands.imports.writing import Given, Writing
    from tracker.store import Work


def plan(given: Given) -> list[Decision]:
    """Say whether the name is new: a name in Settings stays what it is."""
    searcher = given.work.first(Searcher)
    is_new = searcher is None or not searcher.name
    outcome = RowOutcome.NEW if is_new else RowOutcome.KNOWN
    id_ = my_id(given.work.owner)
    rows = given.rows(ProfileRow)
    return [Decision(row.number, outcome, id_, is_new) for row in rows]


def write(writing: Writing) -> list[Decision]:
    """Put the name into Settings, and on the searcher's own node."""
    decided = plan(writing)
    for row, found in zip(writing.rows(ProfileRow), decided, strict=True):
        if found.is_new:
            me(writing.work, batch_id=writing.batch.id)
            _name(writing.work, row.name)
    return decided


def undo(work: Work, batch_id: UUID) -> None:
    """Take the name back, unless Settings hold another by now."""
    query = select(ImportRow.raw).where(
        ImportRow.batch_id == batch_id, ImportRow.outcome == RowOutcome.NEW
    )
    searcher = work.first(Searcher)
    for raw in work.session.exec(query):
        if searcher is not None and searcher.name == " ".join(raw.values()):
            _name(work, "")


def _name(work: Work, name: str) -> None:
    searcher = work.first(Searcher) or Searcher(owner=work.owner)
    searcher.name = name
    searcher.version += 1
    work.add(searcher)
    node = work.session.get(Person, my_id(work.owner))
    if node is not None:
        node.name = name or ME
        node.key = names.person_key(node.name)
    work.session.flush()
