"""Taking an import back.

Every row that an import made carries its batch. Undoing deletes them, children
first, and leaves what somebody else stands on: a record that was changed since,
one that a later fact refers to, or one that another import brought as well (it
then belongs to that import).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, or_, update
from sqlmodel import col, select

from tracker.models import (
    Application,
    Ask,
    Company,
    CompanyAlias,
    ImportBatch,
    ImportRow,
    Interaction,
    Interviewer,
    Offer,
    Person,
    Position,
    Round,
    StageChange,
    Task,
    Tie,
)

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import Select

    from tracker.store import Work

_ON_APPLICATIONS = (StageChange, Round, Offer, Ask, Interaction, Task)
_LIMIT = 500
"""Ids in one IN list; SQLite allows far more, PostgreSQL plans badly with many."""


def undo(work: Work, batch_id: UUID) -> list[str]:
    """Delete what one import made; see the module for what stays.

    Returns:
        The names of the records that stay because they were changed since.
    """
    heirs = _heirs(work, batch_id)
    kept = _undo_applications(work, batch_id, heirs)
    kept += _undo_people(work, batch_id, heirs)
    _undo_aliases(work, batch_id)
    _undo_companies(work, batch_id)
    work.session.execute(delete(ImportRow).where(col(ImportRow.batch_id) == batch_id))
    work.session.execute(delete(ImportBatch).where(col(ImportBatch.id) == batch_id))
    return kept


def _heirs(work: Work, batch_id: UUID) -> dict[UUID, UUID]:
    """Another import that told of the same record, by record."""
    query = select(ImportRow.record_id, ImportRow.batch_id).where(
        ImportRow.owner == work.owner,
        ImportRow.batch_id != batch_id,
        col(ImportRow.record_id).is_not(None),
    )
    return {record: other for record, other in work.session.exec(query) if record}


def _undo_applications(
    work: Work, batch_id: UUID, heirs: dict[UUID, UUID]
) -> list[str]:
    built_on: set[UUID] = set()
    for kind in _ON_APPLICATIONS:
        query = select(kind.application_id).where(
            kind.owner == work.owner,
            or_(col(kind.batch_id).is_(None), col(kind.batch_id) != batch_id),
        )
        built_on |= set(work.session.exec(query)) - {None}  # type: ignore[arg-type]
    names = []
    for row in work.all(Application, Application.batch_id == batch_id):
        changed = row.version > 1 or row.id in built_on
        if not changed and row.id not in heirs:
            work.session.execute(
                delete(StageChange).where(col(StageChange.application_id) == row.id)
            )
            work.session.execute(
                delete(Application).where(col(Application.id) == row.id)
            )
            continue
        heir = None if changed else heirs[row.id]
        names += [row.title] if changed else []
        for kind, key in ((StageChange, "application_id"), (Application, "id")):
            work.session.execute(
                update(kind)
                .where(getattr(kind, key) == row.id, col(kind.batch_id) == batch_id)
                .values(batch_id=heir)
            )
    return names


def _undo_people(work: Work, batch_id: UUID, heirs: dict[UUID, UUID]) -> list[str]:
    """Delete the batch's ties, positions and people, or hand them on."""
    fate = _people_who_stay(work, batch_id, heirs)
    same_source = _same_source(work, batch_id)
    for id_, (heir, _name) in fate.items():
        mine = col(Position.batch_id) == batch_id
        work.session.execute(
            update(Position)
            .where(mine, col(Position.person_id) == id_)
            .values(batch_id=heir)
        )
        if heir in same_source:
            work.session.execute(
                update(Tie)
                .where(col(Tie.batch_id) == batch_id, col(Tie.to_id) == id_)
                .values(batch_id=heir)
            )
        work.session.execute(
            update(Person)
            .where(col(Person.id) == id_, col(Person.batch_id) == batch_id)
            .values(batch_id=heir)
        )
    work.session.execute(
        update(Tie)
        .where(col(Tie.batch_id) == batch_id, col(Tie.version) > 1)
        .values(batch_id=None)
    )
    for kind in (Tie, Position, Person):
        work.session.execute(delete(kind).where(col(kind.batch_id) == batch_id))
    return [name for heir, name in fate.values() if heir is None and name]


def _people_who_stay(
    work: Work, batch_id: UUID, heirs: dict[UUID, UUID]
) -> dict[UUID, tuple[UUID | None, str]]:
    """The heir (None: changed or built upon since) and name of who stays."""
    query = select(Person.id, Person.version, Person.name, Person.is_me).where(
        Person.owner == work.owner, Person.batch_id == batch_id
    )
    ours = {
        id_: (version, name, is_me)
        for id_, version, name, is_me in work.session.exec(query)
    }
    typed, imported = _referred(work, batch_id, set(ours))
    fate: dict[UUID, tuple[UUID | None, str]] = {}
    for id_, (version, name, is_me) in ours.items():
        if version > 1 or id_ in typed:
            fate[id_] = (None, "" if is_me else name)
        elif id_ in imported or id_ in heirs:
            fate[id_] = (imported.get(id_) or heirs[id_], "")
    for id_, heir in heirs.items():  # known before: only their batch rows move
        fate.setdefault(id_, (heir, ""))
    return fate


def _referred(
    work: Work, batch_id: UUID, people: set[UUID]
) -> tuple[set[UUID], dict[UUID, UUID]]:
    """Who is referred to by rows typed since, and who by another import."""
    typed: set[UUID] = set()
    imported: dict[UUID, UUID] = {}
    for query in _references(work):
        for person, batch in work.session.execute(query):
            if person not in people or batch == batch_id:
                continue
            if batch is None:
                typed.add(person)
            else:
                imported[person] = batch
    return typed, imported


def _references(work: Work) -> list[Select[tuple[UUID, UUID | None]]]:
    """Every column that points at a person, with the batch of its row."""
    columns = [
        (Tie, Tie.from_id),
        (Tie, Tie.to_id),
        (Position, Position.person_id),
        (Ask, Ask.person_id),
        (Ask, Ask.insider_id),
        (Interaction, Interaction.person_id),
    ]
    found = [
        select(column, kind.batch_id).where(kind.owner == work.owner)
        for kind, column in columns
    ]
    panel = select(Interviewer.person_id, Round.batch_id).join(
        Round, col(Round.id) == Interviewer.round_id
    )
    friends = select(ImportBatch.friend_id, ImportBatch.id).where(
        ImportBatch.owner == work.owner
    )
    return [*found, panel.where(Interviewer.owner == work.owner), friends]


def _same_source(work: Work, batch_id: UUID) -> set[UUID]:
    """The other imports of the same person's contacts."""
    batch = work.get(ImportBatch, batch_id)
    return {
        other.id
        for other in work.all(ImportBatch, ImportBatch.friend_id == batch.friend_id)
    } - {batch_id}


def _undo_companies(work: Work, batch_id: UUID) -> None:
    used: dict[UUID, UUID | None] = {}
    for kind in (Position, Application, Ask, CompanyAlias):
        query = select(kind.company_id, kind.batch_id).where(kind.owner == work.owner)
        for company, batch in work.session.exec(query):
            used[company] = batch if used.get(company, batch) == batch else None
    gone = []
    for row in work.all(Company, Company.batch_id == batch_id):
        if row.id in used:
            row.batch_id = used[row.id]
            work.session.add(row)
        else:
            gone.append(row.id)
    work.session.flush()
    for at in range(0, len(gone), _LIMIT):
        chunk = gone[at : at + _LIMIT]
        work.session.execute(delete(Company).where(col(Company.id).in_(chunk)))


def _undo_aliases(work: Work, batch_id: UUID) -> None:
    in_use: set[UUID] = set()
    for kind in (Position, Application, Ask):
        query = select(kind.company_id).where(kind.owner == work.owner)
        in_use |= set(work.session.exec(query))
    for row in work.all(CompanyAlias, CompanyAlias.batch_id == batch_id):
        if row.company_id in in_use:
            row.batch_id = None
            work.session.add(row)
        else:
            work.session.delete(row)
    work.session.flush()
