"""The small groups of an owner's people: teams, cohorts, long lists of authors."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from tracker import names
from tracker.models import (
    Company,
    Education,
    ImportBatch,
    ImportKind,
    ImportRow,
    Person,
    Position,
    Provenance,
    Refusal,
    RefusalKind,
)
from tracker.network.possible import MOST_AUTHORS, Stay, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from tracker.store import Work


def load(work: Work, on: date) -> list[Unit]:
    """Read the groups in which people of the owner of this work may know each other.

    A time whose start is not known counts as its last day, so that two people meet in
    it only if that is sure.

    Args:
        work: The reading.
        on: Today, up to which what has not ended lasts.
    """
    return [*_teams(work, on), *_cohorts(work, on), *_long_lists(work)]


def refused(work: Work) -> set[frozenset[UUID]]:
    """The pairs that were refuted."""
    rows = work.all(Refusal, Refusal.kind == RefusalKind.TIE)
    return {frozenset((row.one_id, row.other_id)) for row in rows}


def _stay(person: UUID, start: date | None, end: date | None, on: date) -> Stay:
    last = min(end or on, on)
    return Stay(person, min(start or last, last), last)


def _teams(work: Work, on: date) -> list[Unit]:
    jobs = work.all(
        Position, (col(Position.team) != "") | col(Position.team_size).is_not(None)
    )
    homes = {row.id: row.name for row in work.all(Company)} if jobs else {}
    groups: dict[tuple[UUID, str], list[Position]] = {}
    for job in jobs:
        groups.setdefault((job.company_id, names.fold(job.team)), []).append(job)
    return [
        Unit(
            Provenance.TEAM,
            f"{held[0].team} at {homes[company]}" if held[0].team else homes[company],
            _largest(job.team_size for job in held),
            [_stay(job.person_id, job.started_on, job.ended_on, on) for job in held],
        )
        for (company, _), held in sorted(groups.items(), key=lambda one: str(one[0]))
        if len(held) > 1
    ]


def _cohorts(work: Work, on: date) -> list[Unit]:
    groups: dict[tuple[str, str], list[Education]] = {}
    for row in work.all(Education, Education.programme != ""):
        key = row.school_key, names.fold(row.programme)
        groups.setdefault(key, []).append(row)
    return [
        Unit(
            Provenance.SCHOOL,
            f"{held[0].programme}, {held[0].school}",
            _largest(row.cohort_size for row in held),
            [_stay(row.person_id, row.started_on, row.ended_on, on) for row in held],
        )
        for _, held in sorted(groups.items())
        if len(held) > 1
    ]


def _largest(sizes: Iterable[int | None]) -> int | None:
    return max((size for size in sizes if size is not None), default=None)


def _long_lists(work: Work) -> list[Unit]:
    """Papers with so many authors that they make no ties; of who is here by name."""
    query: Any = (
        select(ImportRow.raw)
        .join(ImportBatch, col(ImportBatch.id) == ImportRow.batch_id)
        .where(ImportRow.owner == work.owner, ImportBatch.kind == ImportKind.COAUTHORS)
        .order_by(col(ImportRow.batch_id), col(ImportRow.number))
    )
    papers = [
        (raw, authors)
        for (raw,) in work.session.execute(query)
        if len(authors := raw.get("Authors", "").split("; ")) > MOST_AUTHORS
    ]
    if not papers:
        return []
    called: dict[str, list[UUID]] = {}
    live = select(Person.key, Person.id).where(
        Person.owner == work.owner, col(Person.binned_at).is_(None)
    )
    for key, id_ in work.session.exec(live):
        called.setdefault(key, []).append(id_)
    found = []
    for raw, authors in papers:
        day = _end_of(raw.get("Year", ""))
        here = [called.get(names.person_key(name), []) for name in authors]
        stays = [Stay(ids[0], day, day) for ids in here if len(ids) == 1]
        if len(stays) > 1:
            title = f"“{raw.get('Title', '')[:60]}”"
            found.append(Unit(Provenance.COAUTHORS, title, len(authors), stays))
    return found


def _end_of(year: str) -> date:
    """The last day of a year; of one that cannot be read, long ago."""
    is_year = len(year) == 4 and year.isascii() and year.isdigit() and year >= "1900"
    return date(int(year) if is_year else 1900, 12, 31)
