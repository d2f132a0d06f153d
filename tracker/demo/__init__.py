"""A made-up search to look around in: a seeded generator of a whole store.

The demo lives in a store of its own. What marks that store is the id of its
Settings row: a fixed first part, and the day the demo was made for behind it.
A store without the mark that holds anything at all is somebody's search, and is
never written to.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, time
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from tracker import commands, planning
from tracker.demo import answers, applications, debriefs, people, teams
from tracker.demo.making import ZONE, Making, days_off, start_on
from tracker.demo.words import MY_EMPLOYER
from tracker.errors import StoreError
from tracker.models import Goal, Owned, Searcher, Table
from tracker.store import LOCAL_OWNER, Store

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.store import Work

SEED = 20
NAME = "Sam Rivera"
_MARK = 0xF007401D_DE30_4DE3_8000_0000_0000_0000
"""First part of the id of a demo's Settings row; the rest is its day."""
_KEPT = frozenset({"revision", "form_token"})
"""Tables that only count: a running app must see the revision rise."""
_CHUNK = 500


def make(address: str, *, on: date, seed: int | None = None) -> dict[str, int]:
    """Make the demo in a store, in the place of an older one, whole or not at all.

    Args:
        address: The store; it is made where there is none.
        on: The day the search is looked at.
        seed: Equal seeds and days give equal stores.

    Returns:
        How much of what was made.

    Raises:
        StoreError: If the store holds a search that is not the demo.
    """
    store = Store(address, copies=False)
    try:
        with store.change(now=datetime.combine(on, time(6), UTC)) as work:
            if not _is_demo(work) and not _is_empty(work):
                raise StoreError(
                    f"{store.shown} holds a search of its own, so the demo was not "
                    "made there; name another store with --db."
                )
            return _fill(work, on, SEED if seed is None else seed)
    finally:
        store.close()


def make_fresh(path: Path, *, on: date) -> None:
    """Make the demo where there is none of this day.

    Raises:
        StoreError: If the file holds a search that is not the demo.
    """
    if path.exists() and made_on(path) == on:
        return
    make(str(path), on=on)


def made_on(address: str | Path) -> date | None:
    """The day a store's demo was made for; None where it holds no demo."""
    store = Store(address, copies=False)
    try:
        with store.reading() as work:
            found = work.first(Searcher)
            return _day_of(found.id) if found and _is_demo(work) else None
    finally:
        store.close()


def _mark(on: date) -> UUID:
    return UUID(int=_MARK + on.toordinal())


def _day_of(mark: UUID) -> date | None:
    ordinal = mark.int - _MARK
    return date.fromordinal(ordinal) if 0 < ordinal <= date.max.toordinal() else None


def _is_demo(work: Work) -> bool:
    """Say whether a store holds the demo and nothing of anybody else."""
    found = work.first(Searcher)
    return (
        found is not None
        and _day_of(found.id) is not None
        and not any(
            work.session.execute(
                table.select().where(table.c.owner != LOCAL_OWNER).limit(1)
            ).first()
            for table in Table.metadata.sorted_tables
        )
    )


def _is_empty(work: Work) -> bool:
    return not any(
        work.session.execute(table.select().limit(1)).first()
        for table in Table.metadata.sorted_tables
        if table.name not in _KEPT
    )


def _fill(work: Work, on: date, seed: int) -> dict[str, int]:
    for table in reversed(Table.metadata.sorted_tables):
        if table.name not in _KEPT:
            work.session.execute(table.delete())
    work.add(_searcher(on))
    work.add(_goal(on))
    making = Making(on, Random(seed), LOCAL_OWNER, commands.me(work).id)  # noqa: S311
    known = people.make(making)
    log = applications.make(making, known)
    answers.make(making, known, log)
    debriefs.make(making)
    teams.make(making, known)
    _write(work, making.rows)
    work.log_changed = work.network_changed = True
    counts = defaultdict(int, {"contacts": len(known.contacts)})
    for row in making.rows:
        counts[str(row.__tablename__)] += 1
    counts["company"] = len(log.companies)
    return {
        said: counts[table]
        for said, table in (
            ("companies", "company"),
            ("applications", "application"),
            ("rounds", "interview_round"),
            ("offers", "offer"),
            ("people", "person"),
            ("contacts", "contacts"),
            ("ties", "tie"),
        )
    }


def _searcher(on: date) -> Searcher:
    return Searcher.model_validate(
        {
            "id": _mark(on),
            "owner": LOCAL_OWNER,
            "name": NAME,
            "profile_url": "https://network.example.com/in/sam-rivera",
            "employer": MY_EMPLOYER,
            "notice_days": 30,
            "time_zone": ZONE,
            "region": "Germany",
            "currency": "EUR",
            "holidays": [day.isoformat() for day in days_off(on)],
        }
    )


def _goal(on: date) -> Goal:
    return Goal.model_validate(
        {
            "id": UUID(int=_mark(on).int ^ 1 << 64),
            "owner": LOCAL_OWNER,
            "start_on": start_on(on),
            "decision_days": planning.DECISION_DAYS,
            "process_days": planning.PROCESS_DAYS,
        }
    )


def _write(work: Work, rows: list[Owned]) -> None:
    """Insert the rows, each table after those it refers to."""
    work.session.flush()
    by_table: dict[str, list[dict[str, object]]] = defaultdict(list)
    for row in rows:
        by_table[str(row.__tablename__)].append(row.model_dump())
    for table in Table.metadata.sorted_tables:
        found = by_table[table.name]
        for at in range(0, len(found), _CHUNK):
            work.session.execute(table.insert(), found[at : at + _CHUNK])
