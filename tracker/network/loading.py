"""Reading the people and ties of an owner as columns, again only after a change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from sqlalchemy import String, select, type_coerce
from sqlmodel import col

from tracker.models import Company, Person, Position
from tracker.network import columns
from tracker.network import own as logs
from tracker.network.known import Network
from tracker.store.ids import as_given, as_id

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from uuid import UUID

    from tracker.store import Work
    from tracker.store.ids import Id

    Job = tuple[UUID, str]


class Part(NamedTuple):
    """Which people and ties to read."""

    people: Collection[Id]
    ties: Collection[Id]
    mutuals: Mapping[UUID, int]
    """How many of my contacts each contact knows; not counted in the part itself."""


def load(work: Work, own: logs.Own, part: Part | None = None) -> Network:
    """Read the people and ties of the owner of this work as columns.

    Args:
        work: The reading.
        own: What the log tells of ties.
        part: Which people and ties; None for all.
    """
    people = _people(work, part and part.people)
    row_of = {id_: row for row, id_ in enumerate(people.ids)}
    ties = columns.read(work, row_of, part and part.ties)
    hidden = np.array(people.untold, bool)
    hidden[ties.starts] = hidden[ties.ends] = False
    jobs, former = jobs_of(work, row_of, part and part.people)
    for row in np.flatnonzero(hidden).tolist():
        jobs.pop(row, None)
        former.pop(row, None)
    firms = None if part is None else _companies(jobs) | _companies(former)
    return Network(
        ids=people.ids,
        names=people.names,
        emails=people.emails,
        links=people.links,
        me=people.me,
        barred=np.array(people.barred, bool) | hidden,
        **ties._asdict(),
        jobs=jobs,
        former=former,
        companies=companies_of(work, firms),
        own=own,
        counted=None
        if part is None
        else np.array([part.mutuals.get(id_, 0) for id_ in row_of], np.int64),
    )


class _People(NamedTuple):
    """People, column by column."""

    ids: list[UUID]
    names: list[str]
    emails: list[str]
    links: list[str]
    barred: list[bool]
    untold: list[bool]
    """Who comes from a file that a friend has not agreed to share."""
    me: int
    """My row; -1 if I am not there."""


def _people(work: Work, only: Collection[Id] | None) -> _People:
    """Live people, by their ids."""
    query = (
        select(
            type_coerce(col(Person.id), String),
            col(Person.name),
            col(Person.email),
            col(Person.profile_url),
            col(Person.no_contact),
            col(Person.is_me),
            type_coerce(col(Person.batch_id), String),
        )
        .where(
            col(Person.binned_at).is_(None),
            columns.those(work, Person, Person.id, only),
        )
        .order_by(col(Person.id))
    )
    waiting = {*as_given(work.session, columns.waiting(work))}
    found, me = _People([], [], [], [], [], [], -1), -1
    for piece in columns.pieces(work, Person, query, only):
        ids, names, emails, links, barred, mine, batches = zip(*piece, strict=True)
        if any(mine):
            me = len(found.ids) + [*map(bool, mine)].index(True)
        found.ids.extend(map(as_id, ids))
        found.names.extend(names)
        found.emails.extend(emails)
        found.links.extend(links)
        found.barred.extend(map(bool, barred))
        found.untold.extend(batch in waiting for batch in batches)
    return found._replace(me=me)


def companies_of(work: Work, only: Collection[UUID] | None = None) -> dict[UUID, str]:
    """The names of companies; None asks for all."""
    query = select(col(Company.id), col(Company.name)).where(
        columns.those(work, Company, Company.id, only)
    )
    return {one.id: one.name for one in work.session.execute(query)}


def _companies(jobs: Mapping[int, Sequence[Job]]) -> set[UUID]:
    return {company_id for held in jobs.values() for company_id, _ in held}


def jobs_of(
    work: Work, row_of: Mapping[UUID, int], only: Collection[Id] | None = None
) -> tuple[dict[int, list[Job]], dict[int, list[Job]]]:
    """Current jobs and earlier ones, by the rows of people.

    Current ones did not end, and of those an export showed only the latest: none where
    the latest showed that a job ended. Earlier ones stand in the order in which they
    ended or were last shown.
    """
    query = (
        select(
            type_coerce(col(Position.person_id), String),
            type_coerce(col(Position.company_id), String),
            col(Position.title),
            type_coerce(col(Position.seen_on), String),
            type_coerce(col(Position.ended_on), String),
        )
        .where(columns.those(work, Position, Position.person_id, only))
        .order_by(col(Position.id))
    )
    rows, firms = columns.rows_of(work, row_of), _Firms()
    held: dict[int, list[tuple[Job, str | None]]] = {}
    last: dict[int, str] = {}
    ended: dict[int, list[tuple[Job, str | None]]] = {}
    for piece in columns.pieces(work, Position, query, only):
        for person, company, title, seen_on, ended_on in piece:
            row, job = rows[person], (firms[company], title)
            if row >= 0 and ended_on is None:
                held.setdefault(row, []).append((job, seen_on))
            elif row >= 0:
                ended.setdefault(row, []).append((job, ended_on))
                if seen_on is not None:
                    last[row] = max(seen_on, last.get(row, seen_on))
    told = {row: _latest(found, last.get(row)) for row, found in held.items()}
    jobs = {row: found for row, found in told.items() if found}
    for row, found in held.items():
        gone = [one for one in found if one[0] not in told[row]]
        if gone:
            ended.setdefault(row, []).extend(gone)
    former = {
        row: [job for job in _in_order(found) if job not in told.get(row, ())]
        for row, found in ended.items()
    }
    return jobs, {row: found for row, found in former.items() if found}


def _in_order(jobs: list[tuple[Job, str | None]]) -> list[Job]:
    """Jobs by their days, as the driver gives these, those without one first."""
    jobs.sort(key=lambda one: (one[1] is not None, one[1] or ""), reverse=True)
    return [*dict.fromkeys(job for job, _ in jobs)][::-1]


class _Firms(dict[Any, "UUID"]):
    """Companies by their ids as the driver gives them; each id is made once."""

    def __missing__(self, given: Any) -> UUID:  # noqa: ANN401 - as the driver gives it
        self[given] = as_id(given)
        return self[given]


def _latest(jobs: list[tuple[Job, str | None]], end: str | None) -> list[Job]:
    """Of jobs and the days an export showed them, as the driver gives these.

    Args:
        jobs: Those that did not end.
        end: The last day on which an export showed one that did.
    """
    if end is None and len(jobs) == 1:
        return [jobs[0][0]]
    days = (end, *(seen for _, seen in jobs))
    last = max((day for day in days if day is not None), default=None)
    return list(
        dict.fromkeys(job for job, seen in jobs if seen is None or seen == last)
    )
