"""What of an import the searcher worked on since, so that they are asked about it.

Undoing keeps such records. Whoever wants them gone too says so for each, and what
was built upon them then goes with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlmodel import select

from tracker.commands.undo.references import referred
from tracker.models import (
    Application,
    Company,
    CompanyAlias,
    Editable,
    ImportRow,
    Owned,
    Person,
    Position,
    Round,
    StageChange,
    Tie,
)
from tracker.store import noun
from tracker.store.tables import tables

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from uuid import UUID

    from tracker.store import Work

_PARTS = frozenset({Company, CompanyAlias, ImportRow, Position, StageChange})
"""Tables with a batch whose rows are no matter of their own."""


class Touched(NamedTuple):
    """A record of an import that was changed or built upon since."""

    kind: type[Owned]
    id: UUID
    name: str
    is_changed: bool
    """Whether it was changed itself; else only something was built upon it."""


def touched(work: Work, batch_id: UUID) -> list[Touched]:
    """The records of an import that undoing it would keep, by name."""
    found: list[Touched] = []
    for kind in tables():
        if "batch_id" not in kind.model_fields or kind in _PARTS:
            continue
        versions = _versions(work, kind, batch_id)
        if not versions:
            continue
        changed = {id_ for id_, version in versions.items() if version > 1}
        built_on = set() if kind is Tie else _built_on(work, kind, batch_id, versions)
        found += named(work, kind, changed | built_on, changed)
    return sorted(found, key=lambda each: (each.name, each.id))


def named(
    work: Work, kind: type[Owned], ids: Iterable[UUID], changed: Collection[UUID]
) -> list[Touched]:
    """Records with what they are called; the searcher is none."""
    rows: list[Any] = [work.get(kind, id_) for id_ in ids]
    return [
        Touched(kind, row.id, _called(work, row), row.id in changed)
        for row in rows
        if not getattr(row, "is_me", False)
    ]


def _versions(work: Work, kind: type[Owned], batch_id: UUID) -> dict[UUID, int]:
    columns: Any = [kind.id]
    if issubclass(kind, Editable):
        columns.append(kind.version)
    query = select(*columns).where(
        kind.owner == work.owner,
        kind.batch_id == batch_id,  # type: ignore[attr-defined]
    )
    if len(columns) == 1:
        return dict.fromkeys(work.session.execute(query).scalars(), 1)
    return {id_: version for id_, version in work.session.execute(query)}  # noqa: C416


def _built_on(
    work: Work, kind: type[Owned], batch_id: UUID, ids: Iterable[UUID]
) -> set[UUID]:
    """Upon which of them something was built; of people by what no import told."""
    found = referred(work, kind, set(ids))
    if kind is Person:
        return {id_ for id_, batches in found.items() if None in batches}
    return {id_ for id_, batches in found.items() if batches - {batch_id}}


def _called(work: Work, row: Any) -> str:  # noqa: ANN401
    if isinstance(row, Tie):
        ends = (work.get(Person, id_).name for id_ in (row.from_id, row.to_id))
        return f"the tie of {' and '.join(ends)}"
    if isinstance(row, Round):
        title = work.get(Application, row.application_id).title
        return f"the round of {title} on {row.starts_at:%Y-%m-%d}"
    for name in ("name", "title", "what", "school"):
        if getattr(row, name, ""):
            return str(getattr(row, name))
    return noun(type(row)).capitalize()


def take_along(work: Work, records: Iterable[Touched]) -> None:
    """Delete records with what was built upon them."""
    for each in records:
        row = work.session.get(each.kind, each.id)
        if row is not None and row.owner == work.owner:
            work.session.delete(row)
            work.session.flush()
            work.session.expire_all()  # what hung on it went by the database's rules
