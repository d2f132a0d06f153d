"""Somebody's jobs and schools, and what a friend agreed to, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker import planning
from tracker.models import Company, Education, ImportBatch, Person, Position
from tracker.network import sightings

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from tracker.search import Search
    from tracker.store import Work


class Stay(NamedTuple):
    """A job or a time at a school."""

    id: UUID
    is_job: bool
    what: str
    """Title and company, or programme and school."""
    detail: str
    """Team or cohort, and when; may be empty."""


class Shared(NamedTuple):
    """What was brought in from a friend."""

    files: int
    agreed: str
    """When and how they agreed; empty where that was not noted."""


def stays(work: Work, person: Person) -> list[Stay]:
    """The jobs, then the schools, the latest first."""
    jobs = sightings.last(work.all(Position, Position.person_id == person.id))
    schools = work.all(Education, Education.person_id == person.id)
    jobs.sort(key=_latest, reverse=True)
    schools.sort(key=_latest, reverse=True)
    return [_job(job, work.get(Company, job.company_id).name) for job in jobs] + [
        _school(row) for row in schools
    ]


def _latest(row: Position | Education) -> tuple[bool, str, str, str]:
    return (
        row.ended_on is None,
        str(row.ended_on or ""),
        str(row.started_on or ""),
        str(row.id),
    )


def _job(job: Position, company: str) -> Stay:
    what = f"{job.title} at {company}" if job.title else company
    team = f"team {job.team}" if job.team else ""
    if job.team_size:
        team = f"{team or 'a team'} of {job.team_size}"
    return Stay(job.id, True, what, _joined(team, job.started_on, job.ended_on))  # noqa: FBT003 - a row


def _school(row: Education) -> Stay:
    what = f"{row.programme}, {row.school}" if row.programme else row.school
    cohort = f"cohort of {row.cohort_size}" if row.cohort_size else ""
    detail = _joined(cohort, row.started_on, row.ended_on)
    return Stay(row.id, False, what, detail)  # noqa: FBT003 - a row


def _joined(group: str, start: date | None, end: date | None) -> str:
    since, until = (day.strftime("%Y-%m") if day else "" for day in (start, end))
    if since and until:
        when = f"{since} to {until}"
    elif since:
        when = f"since {since}"
    else:
        when = f"until {until}" if until else ""
    return ", ".join(filter(None, [group, when]))


def shared(work: Work, person: Person, today: date) -> Shared | None:
    """What a friend's files are; None where none was brought in."""
    batches = work.all(ImportBatch, ImportBatch.friend_id == person.id)
    if not batches:
        return None
    days = [batch.consent_on for batch in batches if batch.consent_on]
    if len(days) < len(batches):
        return Shared(len(batches), "")
    how = next((b.consent_note for b in batches if b.consent_note), "")
    agreed = f"agreed on {planning.day(max(days), today)}"
    return Shared(len(batches), f"{agreed}, {how}" if how else agreed)


def friends(work: Work, today: date) -> list[tuple[Person, Shared]]:
    """The friends whose contacts were brought in, those who have not agreed first."""
    ids = {batch.friend_id for batch in work.all(ImportBatch) if batch.friend_id}
    people = [work.get(Person, id_) for id_ in ids]
    found = [
        (person, told)
        for person in people
        if person.binned_at is None and (told := shared(work, person, today))
    ]
    return sorted(found, key=lambda one: (bool(one[1].agreed), one[0].key))


def unagreed(search: Search) -> str:
    """How many friends' contacts count for nothing yet; empty where all count."""
    batches = [batch for batch in search.batches.values() if not batch.consent_on]
    count = len({batch.friend_id for batch in batches if batch.friend_id})
    if not count:
        return ""
    whose = "One friend's" if count == 1 else f"{count} friends'"
    return (
        f"{whose} contacts are in no chain: it is not noted that they agreed to "
        "share them."
    )


def shared_words(name: str, found: Shared) -> str:
    """What a friend shared and whether it counts, in one sentence."""
    files = "1 file" if found.files == 1 else f"{found.files} files"
    if found.agreed:
        return f"{name} shared their contacts ({files}): {found.agreed}."
    return (
        f"{name}'s contacts ({files}) are in no chain: it is not noted that they "
        "agreed to share them."
    )
