"""Taking an import back.

Every row that an import made carries its batch. Undoing deletes them, except
what somebody else stands on: a record that was changed or built upon since (it
then belongs to no import), and one that another import told of as well (it then
belongs to that one). A fact two imports agree on stays as the first told it.

No table is named here that needs not be: what refers to what is read from the
models, and a table with a `batch_id` that has no rules of its own is undone by
`_undo_plain`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from tracker.commands.undo.handing import Mention, Undoing
from tracker.commands.undo.people import take_away, tie_friends_again, undo_people
from tracker.commands.undo.references import referred, used
from tracker.models import (
    Application,
    Company,
    CompanyAlias,
    Editable,
    ImportBatch,
    ImportKind,
    ImportRow,
    Owned,
    Person,
    Position,
    StageChange,
    Tie,
)
from tracker.store import noun
from tracker.store.tables import tables

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.store import Work

__all__ = ["undo"]

_RULED = frozenset(
    {Application, Company, CompanyAlias, ImportRow, Person, Position, StageChange, Tie}
)
"""Tables with a batch that have rules of their own."""


def undo(work: Work, batch_id: UUID) -> list[str]:
    """Delete what one import made; see the module for what stays.

    Returns:
        The names of the records that stay because they were changed since.
    """
    undoing = _begin(work, batch_id)
    for kind in tables():
        if "batch_id" in kind.model_fields and kind not in _RULED:
            _undo_plain(undoing, kind)
    _undo_applications(undoing)
    lost = undo_people(undoing)
    _undo_companies(undoing)
    work.session.expire_all()  # rows went by without the session's knowledge
    tie_friends_again(undoing, lost)
    return undoing.kept


def _begin(work: Work, batch_id: UUID) -> Undoing:
    batch = work.get(ImportBatch, batch_id)
    others = sorted(
        (
            other
            for other in work.all(ImportBatch)
            if other.id != batch_id and other.kind is not ImportKind.FOOTHOLD
        ),
        key=lambda other: (other.imported_at, str(other.id)),
    )
    place = {other.id: at for at, other in enumerate(others)}
    ours = select(ImportRow.record_id).where(ImportRow.batch_id == batch_id)
    query: Any = select(
        ImportRow.record_id, ImportRow.batch_id, ImportRow.id, ImportRow.raw
    ).where(
        ImportRow.owner == work.owner,
        ImportRow.batch_id != batch_id,
        col(ImportRow.record_id).in_(ours),
    )
    mentions: dict[UUID, list[Mention]] = defaultdict(list)
    found = [row for row in work.session.execute(query) if row[1] in place]
    for record, other, row_id, raw in sorted(found, key=lambda row: place[row[1]]):
        told = others[place[other]]
        mentions[record].append(Mention(other, told.friend_id, told.kind, row_id, raw))
    friend_id = batch.friend_id
    take_away(work, batch_id, mentions)
    work.session.delete(batch)  # first, for it refers to the friend; with its rows
    work.session.flush()
    return Undoing(work, batch_id, friend_id, others, mentions)


def _undo_plain(undoing: Undoing, kind: type[Any]) -> None:
    """Take back rows of a table without rules of its own."""
    query: Any = select(kind).where(kind.batch_id == undoing.batch_id)
    rows = list(undoing.work.session.exec(query))
    if not rows:
        return
    built_on = referred(undoing.work, kind, {row.id for row in rows})
    heirs: dict[UUID, UUID | None] = {}
    for row in rows:
        is_changed = isinstance(row, Editable) and row.version > 1
        if is_changed or built_on[row.id] - {undoing.batch_id}:
            heirs[row.id] = None
            undoing.kept.append(_called(row))
        elif row.id in undoing.mentions:
            heirs[row.id] = undoing.mentions[row.id][0].batch_id
    undoing.work.session.expire_all()
    undoing.hand_over(kind, heirs)
    undoing.delete_rest(kind)


def _called(row: Owned) -> str:
    """What a record is called: by its words, else by its table."""
    for name in ("name", "title", "what", "school"):
        if getattr(row, name, ""):
            return str(getattr(row, name))
    return noun(type(row)).capitalize()


def _undo_applications(undoing: Undoing) -> None:
    work, batch_id = undoing.work, undoing.batch_id
    rows = work.all(Application, Application.batch_id == batch_id)
    built_on = referred(work, Application, {row.id for row in rows})
    heirs: dict[UUID, UUID | None] = {}
    for row in rows:
        if row.version > 1 or built_on[row.id] - {batch_id}:
            heirs[row.id] = None
            undoing.kept.append(row.title)
        elif row.id in undoing.mentions:
            heirs[row.id] = undoing.mentions[row.id][0].batch_id
    undoing.hand_over(StageChange, heirs, "application_id")
    undoing.hand_over(Application, heirs)
    undoing.delete_rest(StageChange)
    undoing.delete_rest(Application)


def _undo_companies(undoing: Undoing) -> None:
    work = undoing.work
    users = used(work, Company)
    place = {other.id: at for at, other in enumerate(undoing.others)}
    heirs: dict[UUID, UUID | None] = {}
    for row in work.all(Company, Company.batch_id == undoing.batch_id):
        if row.id in users:
            told = [batch for batch in users[row.id] if batch is not None]
            typed = len(told) < len(users[row.id])
            heirs[row.id] = (
                None if typed else min(told, key=lambda b: place.get(b, len(place)))
            )
    undoing.hand_over(CompanyAlias, heirs, "company_id")
    undoing.hand_over(Company, heirs)
    undoing.delete_rest(CompanyAlias)
    undoing.delete_rest(Company)
