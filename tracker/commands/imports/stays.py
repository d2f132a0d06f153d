"""The searcher's own jobs and schools, as facts of the searcher's own node."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from tracker import names
from tracker.commands.companies import company_ids
from tracker.commands.people import me, my_id
from tracker.importers.rows import StayRow
from tracker.matching import Decision
from tracker.models import NAME, Company, Education, Position, RowOutcome

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from tracker.commands.imports.writing import Given, Writing
    from tracker.store import Work

_Key = tuple[str, str, "date | None"]
"""Place, role and first day: what makes two stays one."""


def plan_positions(given: Given) -> list[Decision]:
    """Say which of the searcher's jobs are new."""
    return _decided(given, _positions(given.work))


def plan_education(given: Given) -> list[Decision]:
    """Say which of the searcher's schools are new."""
    return _decided(given, _schools(given.work))


def write_positions(writing: Writing) -> list[Decision]:
    """Add the jobs that are new."""
    decided = plan_positions(writing)
    new = _new(writing, decided)
    if not new:
        return decided
    mine = me(writing.work, batch_id=writing.batch.id)
    homes = company_ids(
        writing.work, {row.place for row, _ in new}, batch_id=writing.batch.id
    )
    writing.insert(
        Position,
        [
            {
                "id": id_,
                "person_id": mine.id,
                "company_id": homes[row.place],
                "title": row.role,
                "started_on": row.started_on,
                "ended_on": row.ended_on,
            }
            for row, id_ in new
        ],
        0,
        0.7,
    )
    return decided


def write_education(writing: Writing) -> list[Decision]:
    """Add the schools that are new."""
    decided = plan_education(writing)
    new = _new(writing, decided)
    if not new:
        return decided
    mine = me(writing.work, batch_id=writing.batch.id)
    writing.insert(
        Education,
        [
            {
                "id": id_,
                "person_id": mine.id,
                "school": row.place,
                "school_key": names.company_key(row.place)[:NAME],
                "programme": row.role,
                "started_on": row.started_on,
                "ended_on": row.ended_on,
            }
            for row, id_ in new
        ],
        0,
        0.7,
    )
    return decided


def _new(writing: Writing, decided: list[Decision]) -> list[tuple[StayRow, UUID]]:
    pairs = zip(writing.rows(StayRow), decided, strict=True)
    return [(row, found.record_id) for row, found in pairs if found.is_new]


def _decided(given: Given, known: Mapping[_Key, UUID]) -> list[Decision]:
    seen = dict(known)
    decided = []
    for row in given.rows(StayRow):
        key = (
            names.company_key(row.place)[:NAME],
            names.fold(row.role),
            row.started_on,
        )
        is_new = key not in seen
        id_ = seen.setdefault(key, uuid4())
        outcome = RowOutcome.NEW if is_new else RowOutcome.KNOWN
        decided.append(Decision(row.number, outcome, id_, is_new))
    return decided


def _positions(work: Work) -> dict[_Key, UUID]:
    companies = {row.id: row.key for row in work.all(Company)}
    return {
        (companies[row.company_id], names.fold(row.title), row.started_on): row.id
        for row in work.all(Position, Position.person_id == my_id(work.owner))
    }


def _schools(work: Work) -> dict[_Key, UUID]:
    return {
        (row.school_key, names.fold(row.programme), row.started_on): row.id
        for row in work.all(Education, Education.person_id == my_id(work.owner))
    }
