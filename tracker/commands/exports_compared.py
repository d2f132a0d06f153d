"""The last two exports of one person's contacts, read to be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlmodel import col, select

from tracker import movements, names
from tracker.importers import headers
from tracker.models import (
    Application,
    Company,
    CompanyAlias,
    ImportBatch,
    ImportKind,
    ImportRow,
    Person,
)
from tracker.movements import Movements, Standing

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from tracker.store import Work


class Compared(NamedTuple):
    """What the later of two exports shows otherwise than the earlier."""

    since: datetime
    """When the earlier was brought in."""
    until: datetime
    """When the later was."""
    movements: Movements
    people: dict[UUID, str]
    """Names of all who are in it."""


def changes(work: Work, friend_id: UUID | None = None) -> Compared | None:
    """Compare the last two exports of contacts of one person.

    Args:
        work: A reading of the store.
        friend_id: Whose they are; None for the searcher's own.

    Returns:
        None where there are fewer than two.
    """
    batches = work.all(
        ImportBatch,
        ImportBatch.kind == ImportKind.CONNECTIONS,
        col(ImportBatch.friend_id).is_(None)
        if friend_id is None
        else ImportBatch.friend_id == friend_id,
    )
    batches.sort(key=lambda batch: (batch.imported_at, str(batch.id)))
    if len(batches) < 2:
        return None
    earlier, later = batches[-2:]
    companies = {alias.key: alias.company_id for alias in work.all(CompanyAlias)}
    companies |= {row.key: row.id for row in work.all(Company)}
    query = select(Person.id, Person.name).where(
        Person.owner == work.owner, col(Person.binned_at).is_(None)
    )
    people = {id_: name for id_, name in work.session.exec(query)}  # noqa: C416 - rows
    tracked = {
        row.company_id
        for row in work.all(Application, col(Application.binned_at).is_(None))
    }
    found = movements.compare(
        _shown(work, earlier.id, companies, people),
        _shown(work, later.id, companies, people),
        tracked,
    )
    return Compared(earlier.imported_at, later.imported_at, found, people)


def _shown(
    work: Work, batch_id: UUID, companies: dict[str, UUID], people: dict[UUID, str]
) -> dict[UUID, Standing]:
    """Where an export shows each person, as its kept rows tell."""
    query = select(ImportRow.record_id, ImportRow.raw).where(
        ImportRow.owner == work.owner,
        ImportRow.batch_id == batch_id,
        col(ImportRow.record_id).is_not(None),
    )
    rows = list(work.session.exec(query.order_by(col(ImportRow.number))))
    columns = list(dict.fromkeys(column for _, raw in rows for column in raw))
    fields = headers.contacts(columns)
    company, title = fields.get("company", ""), fields.get("title", "")
    found: dict[UUID, Standing] = {}
    keys: dict[str, UUID | None] = {}
    for record, raw in rows:
        if record in people and record is not None:
            name = raw.get(company, "")
            if name not in keys:
                keys[name] = companies.get(names.company_key(name)) if name else None
            found.setdefault(record, Standing(name, keys[name], raw.get(title, "")))
    return found
