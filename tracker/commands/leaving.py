"""Who has no job any more, as an export tells by a row without a company.

Such a row ends what an export of an earlier day showed: the job is noted once more, as
of the newer export's day and ended on it (`models.Position`), and so belongs to the
newer import and goes with it. The day is kept with every such row, too: an older export
that is brought in later may show a job of that person, and that one is ended as well.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlmodel import col, func, select

from tracker.commands.added import KEY, Added, added_by
from tracker.models import ImportRow, Position
from tracker.store.bulk import insert_many
from tracker.store.ids import among

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from uuid import UUID

    from tracker.commands.imports.writing import Writing
    from tracker.importers.rows import ContactRow
    from tracker.matching import ContactDecision
    from tracker.store import Work

    Pair = tuple[ContactRow, ContactDecision]


def end_jobs(writing: Writing, pairs: Iterable[Pair], on: date) -> None:
    """Note that the jobs which a file shows no more ended by its day."""
    ended = [
        {
            "person_id": found.decision.record_id,
            "company_id": job.company_id,
            "title": job.title,
        }
        for _, found in pairs
        for job in found.left
    ]
    writing.insert(Position, ended, 0.5, 0.5, seen_on=on, ended_on=on)


def keep_day(writing: Writing, pairs: Sequence[Pair], on: date) -> None:
    """Keep with the row of who has no job in a file as of which day that is."""
    employed = {found.decision.record_id for row, found in pairs if row.company}
    day = on.isoformat()
    for row, found in pairs:
        if not row.company and found.decision.record_id not in employed:
            had = added_by({KEY: writing.added.get(row.number, "")}) or Added([], "")
            writing.added[row.number] = had._replace(jobless_on=day).stored()


def end_jobs_since(writing: Writing, jobs: Iterable[dict[str, Any]]) -> None:
    """End jobs of an older file where a newer one already showed none.

    Args:
        writing: The older file.
        jobs: The jobs it showed of people who were known, as columns of positions.
    """
    work, held = writing.work, defaultdict(list)
    for job in jobs:
        if job["seen_on"] is not None:
            held[job["person_id"]].append(job)
    jobless = _jobless(work, held)
    last = _last_seen(work, jobless)
    ended = []
    for person_id, told in jobless.items():
        for job in held[person_id]:
            later = [one for one in told if one[0] > job["seen_on"]]
            if later and last[person_id] == job["seen_on"]:
                day, batch_id = min(later)
                end = {"seen_on": day, "ended_on": day, "batch_id": batch_id}
                ended.append(job | end)
    insert_many(work, Position, ended, owner=work.owner)


def _jobless(
    work: Work, people: Collection[UUID]
) -> dict[UUID, list[tuple[date, UUID]]]:
    """As of which days, and by which imports, people were shown without a job."""
    found: dict[UUID, list[tuple[date, UUID]]] = defaultdict(list)
    query = select(ImportRow.record_id, ImportRow.batch_id, ImportRow.raw).where(
        ImportRow.owner == work.owner,
        among(work.session, col(ImportRow.record_id), people),
    )
    for person_id, batch_id, raw in work.session.exec(query):
        day = jobless_on(raw)
        if person_id is not None and day is not None:
            found[person_id].append((day, batch_id))
    return found


def _last_seen(work: Work, people: Collection[UUID]) -> dict[UUID, date]:
    query = (
        select(Position.person_id, func.max(Position.seen_on))
        .where(
            Position.owner == work.owner,
            among(work.session, col(Position.person_id), people),
        )
        .group_by(col(Position.person_id))
    )
    return {id_: day for id_, day in work.session.exec(query) if day}


def jobless_on(raw: Mapping[str, str]) -> date | None:
    """The day as of which an imported row showed no job; None where it did not."""
    added = added_by(raw)
    told = added.jobless_on if added else ""
    return date.fromisoformat(told) if told else None
