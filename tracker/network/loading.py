"""Reading the people and ties of an owner as columns, again only after a change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from sqlmodel import col, select

from tracker.models import Company, Person, Position
from tracker.network import columns
from tracker.network import own as logs
from tracker.network.known import Network
from tracker.store import revision
from tracker.store.cache import Cache

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from numpy.typing import NDArray

    from tracker.store import Store, Work
    from tracker.store.ids import Id

    Job = tuple[UUID, str]


_kept: Cache[Network] = Cache()
"""Under the owner; the stamp is the revisions and the day."""


def current(store: Store, owner: str, on: date | None = None) -> Network:
    """The network of an owner as it is now.

    People and ties are read again only after they changed. After any other change,
    and on another day, only what moves chances is: contacts and asks.

    Args:
        store: The store.
        owner: Whose network.
        on: The day to judge ties on; None to let nothing be recent or decay.
    """
    with store.reading(owner) as work:
        stamp = revision(work), on

        def read(before: tuple[Any, Network] | None) -> Network:
            own = logs.load(work, on)
            if before is None or before[0][0][1] != stamp[0][1]:
                return load(work, own)
            network = before[1]
            return network if network.own == own else network.judged(own)

        return _kept.current(store, owner, stamp, read)


class Part(NamedTuple):
    """Which people and ties to read."""

    people: Collection[Id]
    ties: Collection[Id]
    mutuals: Mapping[UUID, int]
    """How many of my contacts each contact knows; not counted in the part itself."""


def is_kept(store: Store, owner: str, network_revision: int) -> bool:
    """Whether the people and ties of a revision were read and are kept."""
    stamp = _kept.stamp(store, owner)
    return stamp is not None and stamp[0][1] == network_revision


def load(work: Work, own: logs.Own, part: Part | None = None) -> Network:
    """Read the people and ties of the owner of this work as columns.

    Args:
        work: The reading.
        own: What the log tells of ties.
        part: Which people and ties; None for all.
    """
    query: Any = (
        select(  # type: ignore[call-overload]
            Person.id,
            Person.name,
            Person.email,
            Person.profile_url,
            Person.no_contact,
            Person.is_me,
            Person.batch_id,
        )
        .where(
            col(Person.binned_at).is_(None),
            columns.those(work, Person, Person.id, part and part.people),
        )
        .order_by(col(Person.id))
    )
    people = work.session.execute(query).all()
    row_of = {person[0]: row for row, person in enumerate(people)}
    ties = columns.read(work, row_of, part and part.ties)
    mine = [row for row, person in enumerate(people) if person[5]]
    hidden = _untold(ties, [person[6] for person in people], columns.waiting(work))
    jobs, former = jobs_of(work, row_of, part and part.people)
    for row in np.flatnonzero(hidden).tolist():
        jobs.pop(row, None)
        former.pop(row, None)
    firms = None if part is None else _companies(jobs) | _companies(former)
    companies = select(Company.id, Company.name).where(
        columns.those(work, Company, Company.id, firms)
    )
    return Network(
        ids=[person[0] for person in people],
        names=[person[1] for person in people],
        emails=[person[2] for person in people],
        links=[person[3] for person in people],
        me=mine[0] if mine else -1,
        barred=np.array([person[4] for person in people], bool) | hidden,
        **ties._asdict(),
        jobs=jobs,
        former=former,
        companies=dict(work.session.exec(companies).all()),
        own=own,
        counted=None
        if part is None
        else np.array([part.mutuals.get(id_, 0) for id_ in row_of], np.int64),
    )


def _companies(jobs: Mapping[int, Sequence[Job]]) -> set[UUID]:
    return {company_id for held in jobs.values() for company_id, _ in held}


def _untold(
    ties: columns.Ties, batches: Sequence[UUID | None], waiting: Sequence[UUID]
) -> NDArray[np.bool_]:
    """Who is known from nothing but files that friends have not agreed to share."""
    untold = set(waiting)
    hidden = np.fromiter((batch in untold for batch in batches), bool, len(batches))
    hidden[ties.starts] = hidden[ties.ends] = False
    return hidden


def jobs_of(
    work: Work, row_of: Mapping[UUID, int], only: Collection[Id] | None = None
) -> tuple[dict[int, list[Job]], dict[int, list[Job]]]:
    """Current jobs and earlier ones, by the rows of people.

    Current ones did not end, and of those an export showed only the latest.
    """
    query = select(  # type: ignore[call-overload]
        Position.person_id,
        Position.company_id,
        Position.title,
        Position.seen_on,
        Position.ended_on,
    ).where(columns.those(work, Position, Position.person_id, only))
    held: dict[int, list[tuple[Job, date | None]]] = {}
    former: dict[int, list[Job]] = {}
    rows = work.session.execute(query.order_by(col(Position.id)))
    for person, company, title, seen_on, ended_on in rows:
        row = row_of.get(person)
        if row is not None and ended_on is None:
            held.setdefault(row, []).append(((company, title), seen_on))
        elif row is not None:
            former.setdefault(row, []).append((company, title))
    jobs = {row: _latest(found) for row, found in held.items()}
    for row, found in held.items():
        gone = [job for job, _ in found if job not in jobs[row]]
        if gone:
            former.setdefault(row, []).extend(dict.fromkeys(gone))
    return jobs, former


def _latest(jobs: list[tuple[Job, date | None]]) -> list[Job]:
    last = max((seen for _, seen in jobs if seen is not None), default=None)
    return list(
        dict.fromkeys(job for job, seen in jobs if seen is None or seen == last)
    )
