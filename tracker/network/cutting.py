"""The part of a network that leads to one company, found by the database alone.

Where a network is too large to load (`MOST_TIES_LOADED`), one company is answered
without reading the rest. The database is asked who stands in any chain of at most
three ties from me to the insiders: their neighbours, and who of those knows a contact
of mine. These people and ties make a `Network` of a few hundred, in which the same
search runs as in a whole one. Nothing is estimated or cut short, so chains, chances and
order are the same, bit for bit. What depends on me alone (my log, how many of my
contacts know each other) is kept under the revisions, as a loaded network would be.

*How it is fast.* Both indices of ties hold both ends (`models.Tie`), so that who knows
whom is read from an index alone, and the table is touched only for ties that are
used. The statements begin at the insiders and look my contacts up last, which CROSS
JOIN makes SQLite keep to, and four settings PostgreSQL. With a million
people, ten million ties and 1,000 contacts a company takes about 0.07 s on SQLite and
on PostgreSQL (`python -m tests.bench_network MILLION=1`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, text
from sqlmodel import col, select

from tracker.models import Person, Position, Tie
from tracker.network import columns, evidence, loading
from tracker.network import own as logs
from tracker.network.keeping import current, is_kept
from tracker.store import ids, revision
from tracker.store.cache import Cache

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date
    from uuid import UUID

    from tracker.network.known import Network
    from tracker.store import Store, Work

MOST_TIES_AT_ONCE = 200_000
"""With more, a network takes over a second to load."""
MOST_TIES_LOADED = 3_000_000
"""With more, a network takes over 10 s and 500 MB to load."""

_LINKS = """
WITH near (id) AS MATERIALIZED (
  SELECT to_id FROM tie WHERE from_id IN {inside}
  UNION SELECT from_id FROM tie WHERE to_id IN {inside}
), mine (id) AS MATERIALIZED (
  SELECT to_id FROM tie WHERE from_id = {me}
  UNION SELECT from_id FROM tie WHERE to_id = {me}
), link (far, near) AS MATERIALIZED (
  SELECT near.id, t.to_id
  FROM near CROSS JOIN tie t WHERE near.id <> {me} AND t.from_id = near.id
  AND CASE WHEN t.to_id IN (SELECT id FROM mine) THEN 1 ELSE 0 END = 1
  UNION SELECT near.id, t.from_id
  FROM near CROSS JOIN tie t WHERE near.id <> {me} AND t.to_id = near.id
  AND CASE WHEN t.from_id IN (SELECT id FROM mine) THEN 1 ELSE 0 END = 1
)
SELECT far, near, t.id AS tie
FROM link CROSS JOIN tie t WHERE t.from_id = far AND t.to_id = near
UNION ALL SELECT far, near, t.id
FROM link CROSS JOIN tie t WHERE t.from_id = near AND t.to_id = far
UNION ALL SELECT id, id, NULL FROM near
WHERE CASE WHEN id IN (SELECT id FROM mine) THEN 1 ELSE 0 END = 1
"""
"""Who knows an insider and also a contact of mine, or is one.

CASE keeps the database from looking each contact of mine up by itself. Ends are found
first, by an index alone; the ties themselves then by both ends.
"""

_BETWEEN = """
WITH one (id) AS MATERIALIZED (SELECT id FROM person WHERE id IN {some}),
other (id) AS MATERIALIZED (SELECT id FROM person WHERE id IN {others}),
ends (start, finish) AS MATERIALIZED (
  SELECT t.from_id, t.to_id FROM one CROSS JOIN tie t WHERE t.from_id = one.id
  AND CASE WHEN t.to_id IN (SELECT id FROM other) THEN 1 ELSE 0 END = 1
  UNION SELECT t.from_id, t.to_id FROM one CROSS JOIN tie t WHERE t.to_id = one.id
  AND CASE WHEN t.from_id IN (SELECT id FROM other) THEN 1 ELSE 0 END = 1
)
SELECT t.id AS tie
FROM ends CROSS JOIN tie t WHERE t.from_id = start AND t.to_id = finish
"""
"""Ties between some people and others."""

_STEPWISE = (
    "SET LOCAL enable_seqscan = off",
    "SET LOCAL enable_hashjoin = off",
    "SET LOCAL enable_mergejoin = off",
    "SET LOCAL jit = off",
)
"""PostgreSQL holds so many steps for dearer than reading every tie, and compiles."""

_CONTACTS = """
SELECT to_id AS contact FROM tie WHERE from_id = {me}
UNION SELECT from_id FROM tie WHERE to_id = {me}
"""


class _Mine(NamedTuple):
    """What does not depend on the company."""

    me: ids.Id | None
    mutuals: Mapping[UUID, int]
    """How many of my contacts each contact of mine knows."""


_counts: Cache[int] = Cache()
_logs: Cache[logs.Own] = Cache()
_mine: Cache[_Mine] = Cache()
"""Each under the owner, at the revisions it depends on."""


def is_large(store: Store, owner: str) -> bool:
    """Whether an owner has too many ties to load."""
    with store.reading(owner) as work:
        return _count(store, work) > MOST_TIES_LOADED


def knows_nobody(store: Store, owner: str) -> bool:
    """Whether nobody is in an owner's network, but perhaps the owner."""
    other = select(Person.id).where(
        Person.owner == owner, col(Person.binned_at).is_(None), ~col(Person.is_me)
    )
    with store.reading(owner) as work:
        return work.session.exec(other.limit(1)).first() is None


def leading_to(
    store: Store,
    owner: str,
    company_id: UUID | None,
    on: date | None = None,
    *,
    whole: bool = False,
) -> Network:
    """The network of an owner, or as much of it as leads to a company.

    That much where it is too large to load; and where it is not loaded yet and that
    would take seconds, so that the first answer does not wait for it.

    Args:
        store: The store.
        owner: Whose network.
        company_id: The company; None asks for all of them.
        on: The day to judge ties on.
        whole: Whether to load what can be loaded.
    """
    with store.reading(owner) as work:
        count = _count(store, work)
        is_there = is_kept(store, owner, revision(work)[1])
    is_quicker = company_id and not (whole or is_there) and count > MOST_TIES_AT_ONCE
    if count > MOST_TIES_LOADED or is_quicker:
        return part(store, owner, company_id, on)
    return current(store, owner, on)


def part(
    store: Store, owner: str, company_id: UUID | None, on: date | None = None
) -> Network:
    """Read who can stand in a chain of at most `known.PART_TIES` ties into a company.

    Args:
        store: The store.
        owner: Whose network.
        company_id: The company; None reads nobody but me.
        on: The day to judge ties on; None to let nothing be recent or decay.

    Returns:
        A network in which every question about chains of at most three ties into
        this company has the same answer as in the whole; no other question has.
    """
    with store.reading(owner) as work:
        if work.session.get_bind().dialect.name == "postgresql":
            for setting in _STEPWISE:
                work.session.execute(text(setting))
        own, mine = _of_mine(store, work, on)
        inside = _insiders(work, company_id) if company_id else set()
        people: set[ids.Id] = inside | ({mine.me} if mine.me else set())
        ties: set[ids.Id] = set()
        if mine.me and inside and mine.me not in inside:
            asked = {*ids.as_given(work.session, own.asked)}
            people, ties = _leading(work, mine.me, inside, asked)
        return loading.load(work, own, loading.Part(people, ties, mine.mutuals))


def read_ahead(store: Store, owner: str, on: date) -> None:
    """Read what the first question will need, where the whole takes long to load."""
    with store.reading(owner) as work:
        if _count(store, work) > MOST_TIES_AT_ONCE:
            _of_mine(store, work, on)


def _of_mine(store: Store, work: Work, on: date | None) -> tuple[logs.Own, _Mine]:
    """What depends on me alone, read again after a change."""
    now = revision(work)
    own = _logs.current(store, work.owner, (now, on), lambda _: logs.load(work, on))
    mine = _mine.current(store, work.owner, now[1], lambda _: _read_mine(work))
    return own, mine


def _count(store: Store, work: Work) -> int:
    """How many ties there are, binned ones too; counted again after a change."""
    query = select(func.count()).select_from(Tie).where(Tie.owner == work.owner)
    network = revision(work)[1]
    return _counts.current(
        store, work.owner, network, lambda _: work.session.exec(query).one()
    )


def _read_mine(work: Work) -> _Mine:
    """Read who I am, and how many of my contacts know each other."""
    live = select(Person.id).where(col(Person.binned_at).is_(None))
    owned = live.where(Person.owner == work.owner, col(Person.is_me))
    me = work.session.exec(owned).first()
    if me is None:
        return _Mine(None, {})
    [mine] = ids.as_given(work.session, [me])
    contacts = {one for (one,) in ids.rows(work.session, _CONTACTS, me=[mine])}
    ties = _between(work, contacts, contacts) | _between(work, [mine], contacts)
    those = columns.those(work, Person, Person.id, contacts)
    people = [me, *work.session.exec(live.where(those))]
    read = columns.read(work, {id_: row for row, id_ in enumerate(people)}, ties)
    counted = evidence.mutuals(len(people), 0, read.starts, read.ends).tolist()
    return _Mine(mine, dict(zip(people, counted, strict=True)))


def _leading(
    work: Work, me: ids.Id, inside: set[ids.Id], asked: set[ids.Id]
) -> tuple[set[ids.Id], set[ids.Id]]:
    """People and ties of every chain to insiders, and my ties to whom I asked."""
    found = ids.rows(work.session, _LINKS, inside=inside, me=[me])
    links = [one for one in found if one[0] not in inside and one[1] not in inside]
    friends, contacts = {one[0] for one in links}, {one[1] for one in links}
    ties = {one[2] for one in links if one[2]}
    ties |= _between(work, [me], contacts | inside | asked)
    ties |= _between(work, inside, contacts | friends)
    return {me} | inside | asked | contacts | friends, ties


def _between(
    work: Work, some: Collection[ids.Id], others: Collection[ids.Id]
) -> set[ids.Id]:
    if not others:
        return set()
    rows = ids.rows(work.session, _BETWEEN, some=some, others=others)
    return {tie for (tie,) in rows}


def _insiders(work: Work, company_id: UUID) -> set[ids.Id]:
    """Who works there now: as `loading` has it, by all positions of a person."""
    query = select(Position.person_id).where(
        Position.owner == work.owner, Position.company_id == company_id
    )
    ever = sorted(set(work.session.exec(query)))
    jobs, _ = loading.jobs_of(work, {id_: row for row, id_ in enumerate(ever)}, ever)
    now = [
        ever[row]
        for row, held in jobs.items()
        if any(id_ == company_id for id_, _ in held)
    ]
    return {*ids.as_given(work.session, now)}
