"""Every column of the store that refers to a record, and whose row it is in."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import null
from sqlmodel import col, select

from tracker.models import (
    Company,
    CompanyAlias,
    ImportBatch,
    ImportRow,
    Interviewer,
    Owned,
    Round,
)
from tracker.store.tables import tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from sqlalchemy import Select

    from tracker.store import Work

_PARTS: tuple[tuple[type[Owned], type[Owned]], ...] = ((CompanyAlias, Company),)
"""Rows that go with what they refer to, and so do not keep it."""


class _Column(NamedTuple):
    """A column that refers to a table."""

    kind: type[Owned]
    column: Any


def referred(
    work: Work, target: type[Owned], ids: set[UUID]
) -> dict[UUID, set[UUID | None]]:
    """The batches of all rows that refer to each of these records.

    A row that no import made counts as None; one of a table that knows no imports
    counts as the batch of what it is part of, else as None too.
    """
    found: dict[UUID, set[UUID | None]] = {id_: set() for id_ in ids}
    for query in _queries(work, target):
        for id_, batch in work.session.execute(query):
            if id_ in found:
                found[id_].add(batch)
    return found


def used(work: Work, target: type[Owned]) -> dict[UUID, set[UUID | None]]:
    """The same for every record of a table that something refers to."""
    found: dict[UUID, set[UUID | None]] = defaultdict(set)
    for query in _queries(work, target):
        for id_, batch in work.session.execute(query):
            if id_ is not None:
                found[id_].add(batch)
    return found


def _queries(work: Work, target: type[Owned]) -> Iterator[Select[Any]]:
    for kind, column in _columns(target):
        query: Any
        if "batch_id" in kind.model_fields:
            query = select(column, kind.batch_id)  # type: ignore[attr-defined]
        elif kind is Interviewer:
            query = select(column, Round.batch_id).join(
                Round, col(Round.id) == Interviewer.round_id
            )
        elif kind is ImportBatch:
            query = select(column, ImportBatch.id)
        else:
            query = select(column, null())
        yield query.where(col(kind.owner) == work.owner, column.is_not(None))


def _columns(target: type[Owned]) -> Iterator[_Column]:
    name = str(target.__tablename__)
    for kind in tables():
        if kind is ImportRow or (kind, target) in _PARTS:
            continue
        for column in kind.__table__.columns:  # type: ignore[attr-defined]
            if any(key.column.table.name == name for key in column.foreign_keys):
                yield _Column(kind, getattr(kind, column.name))
