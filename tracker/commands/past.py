"""Where people work and worked, and where they studied."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sqlmodel import col

from tracker import names
from tracker.commands.companies import company
from tracker.commands.people import person_called
from tracker.models import NAME, Education, Position
from tracker.network import sightings

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.inputs import EducationIn, PositionIn
    from tracker.store import Work

_Row = TypeVar("_Row", Position, Education)


def add_position(work: Work, given: PositionIn) -> Position:
    """Note a job of somebody's; of a job that is known, fill in what is not.

    A job that an export told of has no team and no days: naming the company and the
    title again, or the company alone where there is one job, adds them to it.
    """
    person = person_called(work, given.person)
    home = company(work, given.company)
    facts = given.model_dump(exclude={"person", "company"}, exclude_none=True)
    known = _same_job(work, person.id, home.id, given)
    if known is not None:
        for name, value in facts.items():
            if value != "":
                setattr(known, name, value)
        known.batch_id = None  # it is the searcher's word now, whatever file began it
        return work.add(known)
    return work.add(
        Position.model_validate(
            {
                "owner": work.owner,
                "person_id": person.id,
                "company_id": home.id,
                **facts,
            }
        )
    )


def _same_job(
    work: Work, person_id: UUID, company_id: UUID, given: PositionIn
) -> Position | None:
    """The job of an export that is meant: it has no days of its own."""
    jobs = work.all(
        Position, Position.person_id == person_id, Position.company_id == company_id
    )
    bare = [job for job in jobs if job.started_on is None and job.ended_on is None]
    title = names.fold(given.title)
    told = sightings.last(bare)
    same = [job for job in told if not title or names.fold(job.title) in {title, ""}]
    return same[0] if len(same) == 1 else None


def add_education(work: Work, given: EducationIn) -> Education:
    """Note a time at a school."""
    person = person_called(work, given.person)
    return work.add(
        Education.model_validate(
            {
                "owner": work.owner,
                "person_id": person.id,
                "school": given.school,
                "school_key": school_key(given.school),
                **given.model_dump(exclude={"person", "school"}),
            }
        )
    )


def school_key(name: str) -> str:
    """The key under which two spellings of a school's name are equal."""
    return names.company_key(name)[:NAME]


def remove_position(work: Work, position_id: UUID) -> Position:
    """Forget a job, with all that exports told of it."""
    row = work.get(Position, position_id)
    if row.seen_on is not None:
        for other in work.all(
            Position,
            Position.person_id == row.person_id,
            Position.company_id == row.company_id,
            Position.id != row.id,
            col(Position.seen_on).is_not(None),
        ):
            if sightings.same(other) == sightings.same(row):
                work.session.delete(other)
    return _removed(work, row)


def remove_education(work: Work, education_id: UUID) -> Education:
    """Forget a time at a school."""
    return _removed(work, work.get(Education, education_id))


def _removed(work: Work, row: _Row) -> _Row:
    work.session.delete(row)
    work.session.flush()
    return row
