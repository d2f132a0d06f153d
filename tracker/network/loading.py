"""Reading the people and ties of an owner as columns, again only after a change."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from sqlmodel import col, select

from tracker.models import Company, Person, Position
from tracker.network import columns
from tracker.network import own as logs
from tracker.network.known import Network
from tracker.store import revision

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from tracker.store import Store, Work

    Job = tuple[UUID, str]


class _Kept(NamedTuple):
    """A network, and what it was read at."""

    revision: tuple[int, int]
    on: date | None
    network: Network


_kept: WeakKeyDictionary[Store, dict[str, _Kept]] = WeakKeyDictionary()
_lock = threading.Lock()


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
        now = revision(work)
        with _lock:
            found = _kept.setdefault(store, {}).get(owner)
        if found is not None and (found.revision, found.on) == (now, on):
            return found.network
        own = logs.load(work, on)
        if found is None or found.revision[1] != now[1]:
            network = load(work, own)
        elif found.network.own == own:
            network = found.network
        else:
            network = found.network.judged(own)
    with _lock:
        _kept[store][owner] = _Kept(now, on, network)
    return network


def load(work: Work, own: logs.Own) -> Network:
    """Read the people and ties of the owner of this work as columns."""
    query: Any = (
        select(  # type: ignore[call-overload]
            Person.id,
            Person.name,
            Person.email,
            Person.profile_url,
            Person.no_contact,
            Person.is_me,
        )
        .where(Person.owner == work.owner, col(Person.binned_at).is_(None))
        .order_by(col(Person.id))
    )
    people = list(work.session.execute(query))
    row_of = {person[0]: row for row, person in enumerate(people)}
    ties = columns.read(work, row_of)
    mine = [row for row, person in enumerate(people) if person[5]]
    jobs, former = _jobs(work, row_of)
    companies = select(Company.id, Company.name).where(Company.owner == work.owner)
    return Network(
        ids=[person[0] for person in people],
        names=[person[1] for person in people],
        emails=[person[2] for person in people],
        links=[person[3] for person in people],
        me=mine[0] if mine else -1,
        barred=np.array([person[4] for person in people], bool),
        **ties._asdict(),
        jobs=jobs,
        former=former,
        companies=dict(work.session.exec(companies).all()),
        own=own,
    )


def _jobs(
    work: Work, row_of: Mapping[UUID, int]
) -> tuple[dict[int, list[Job]], dict[int, list[Job]]]:
    """Current jobs and earlier ones.

    Current ones did not end, and of those an export showed only the latest.
    """
    query = (
        select(  # type: ignore[call-overload]
            Position.person_id,
            Position.company_id,
            Position.title,
            Position.seen_on,
            Position.ended_on,
        )
        .where(Position.owner == work.owner)
        .order_by(col(Position.id))
    )
    held: dict[int, list[tuple[Job, date | None]]] = {}
    former: dict[int, list[Job]] = {}
    for person, company, title, seen_on, ended_on in work.session.execute(query):
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
