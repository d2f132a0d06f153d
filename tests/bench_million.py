"""One company's chains answered from the database alone, at ten million ties.

``python -m tests.bench_network MILLION=1`` (or ``MILLION=folder`` to keep the store
between runs) makes a store of a million people and ten million ties from a seed,
with raw inserts, on SQLite and on PostgreSQL, and asks for the ways into companies
without loading the network. On a sample the answers are compared with those of the
same ties in memory.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

import numpy as np
import psycopg

from tests.absent import AbsentError
from tests.bench_advice import SHARES, say
from tests.postgres import running_server
from tracker import network
from tracker.models import InteractionKind, Provenance, TieKind
from tracker.network.cutting import MOST_TIES_LOADED
from tracker.store import LOCAL_OWNER, Store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

STAFF = 47
TODAY = date(2026, 3, 2)
KINDS = (TieKind.FRIEND, TieKind.COLLEAGUE, TieKind.OTHER)
MEMORY = {"shared_buffers": "1GB"}
"""What PostgreSQL may keep of the 3 GB; a quarter of a machine's memory is usual."""
ASKED = 40
"""Companies asked for."""
CHECKED = 12
"""Companies whose answer is compared with that of the loaded network."""


class Size(NamedTuple):
    """How large a store to make."""

    people: int = 1_000_000
    ties: int = 10_000_000
    contacts: int = 1_000

    @property
    def companies(self) -> int:
        """How many, all of one size."""
        return self.people // STAFF


class Made(NamedTuple):
    """A made-up network: person 0 is me."""

    people: Sequence[str]
    """Ids as hexadecimal text, in no order."""
    ends: Ints
    """2 x m people; in the first ties I am the first."""
    kinds: Ints
    days: Ints
    """Days before `TODAY` each tie was made; -1 where not known."""


def made(size: Size) -> Made:
    """Make up who knows whom: few know many, many know few."""
    dice = np.random.default_rng(7)
    shares = np.cumsum(dice.lognormal(0, 1.15, size.people - 1))

    def drawn(count: int) -> Ints:
        found: Ints = 1 + np.searchsorted(shares, dice.random(count) * shares[-1])
        return found

    mine = dice.permutation(np.unique(drawn(size.contacts * 2)))[: size.contacts]
    ends = np.sort(drawn(size.ties * 5 // 2).reshape(2, -1), axis=0)
    pairs = np.unique((ends[0] * size.people + ends[1])[ends[0] != ends[1]])
    others = dice.permutation(pairs)[: size.ties - len(mine)]
    low, high = np.divmod(others, size.people)
    turned = dice.random(len(low)) < 0.5
    first, second = np.where(turned, high, low), np.where(turned, low, high)
    count = len(mine) + len(low)
    raw = dice.bytes(16 * size.people).hex()
    return Made(
        [raw[32 * n : 32 * n + 32] for n in range(size.people)],
        np.stack(
            [np.append(np.zeros(len(mine), np.int64), first), np.append(mine, second)]
        ),
        dice.choice(len(KINDS), count, p=SHARES),
        np.where(
            dice.random(count) < 0.1, -1, dice.exponential(700, count).astype(int)
        ),
    )


Rows = Iterator[tuple[object, ...]]


def company_rows(size: Size) -> Rows:
    for n in range(size.companies):
        yield f"{n:032x}", LOCAL_OWNER, f"Company {n}", f"company {n}", ""


def person_rows(found: Made) -> Rows:
    for n, id_ in enumerate(found.people):
        yield (
            id_,
            LOCAL_OWNER,
            1,
            f"Person {n}",
            f"person {n}",
            "",
            "",
            "",
            "",
            n == 0,
            False,
        )


def position_rows(found: Made, size: Size) -> Rows:
    """Everybody but me has one job; all companies are of one size."""
    order = 1 + np.random.default_rng(9).permutation(size.people - 1)
    for n, row in enumerate(order.tolist()):
        firm = min(n // STAFF, size.companies - 1)
        yield f"{n:032x}", LOCAL_OWNER, found.people[row], f"{firm:032x}", ""


def tie_rows(found: Made) -> Rows:
    people, names = found.people, [kind.value for kind in KINDS]
    day = {-1: None} | {
        n: (TODAY - timedelta(n)).isoformat()
        for n in np.unique(found.days[found.days >= 0]).tolist()
    }
    columns = found.ends[0], found.ends[1], found.kinds, found.days
    source = Provenance.FRIEND_EXPORT.value
    for n, (start, end, kind, ago) in enumerate(
        zip(*(column.tolist() for column in columns), strict=True)
    ):
        ends = people[start], people[end]
        yield f"{n:032x}", LOCAL_OWNER, 1, *ends, True, names[kind], source, day[ago]


def message_rows(found: Made, size: Size) -> Rows:
    """Three messages with every third contact."""
    dice = np.random.default_rng(11)
    kind = InteractionKind.MESSAGE.value
    for n, row in enumerate(found.ends[1, : size.contacts : 3].tolist()):
        for more in range(3):
            day = (TODAY - timedelta(int(dice.integers(1, 700)))).isoformat()
            id_, person = f"{3 * n + more:032x}", found.people[row]
            yield id_, LOCAL_OWNER, 1, person, day, kind, more > 0, ""


def tables(found: Made, size: Size) -> dict[str, tuple[str, Rows]]:
    """The rows of each table, and its columns."""
    person = (
        "id, owner, version, name, key, email, profile_url, profile_key, note, is_me, "
        "no_contact"
    )
    tie = "id, owner, version, from_id, to_id, both_ways, kind, provenance, since_on"
    touch = 'id, owner, version, person_id, "on", kind, inbound, note'
    return {
        "company": ("id, owner, name, key, note", company_rows(size)),
        "person": (person, person_rows(found)),
        "position": (
            "id, owner, person_id, company_id, title",
            position_rows(found, size),
        ),
        "tie": (tie, tie_rows(found)),
        "interaction": (touch, message_rows(found, size)),
    }


def fill_sqlite(path: Path, found: Made, size: Size) -> None:
    """Fill a new store; the indices are made at the end."""
    Store(path, copies=False).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for setting in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-500000"):
            raw.execute(f"PRAGMA {setting}")
        indices = raw.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql <> '' "
            "AND tbl_name IN ('tie', 'person', 'position')"
        ).fetchall()
        for name, _ in indices:
            raw.execute(f"DROP INDEX {name}")
        raw.execute("BEGIN")
        for table, (columns, rows) in tables(found, size).items():
            marks = ", ".join("?" for _ in columns.split(","))
            raw.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608
        raw.execute("COMMIT")
        for _, statement in indices:
            raw.execute(statement)


def fill_postgres(url: str, found: Made, size: Size) -> None:
    """The same on PostgreSQL."""
    store = Store(url)
    store.close()
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as raw:
        indices = raw.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'tie' "
            "AND indexname LIKE 'ix_%'"
        ).fetchall()
        for name, _ in indices:
            raw.execute(f"DROP INDEX {name}")
        # Else each of the ties' ends is looked up on its way in.
        raw.execute("SET session_replication_role = replica")
        for table, (columns, rows) in tables(found, size).items():
            with raw.cursor().copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        raw.execute("SET maintenance_work_mem = '1GB'")
        for _, statement in indices:
            raw.execute(statement)
        raw.execute("VACUUM ANALYZE")


def asked(store: Store, size: Size) -> None:
    """Ask for some companies, each once to warm the caches, then again."""
    dice = np.random.default_rng(17)
    firms = [
        UUID(int=int(n)) for n in dice.choice(size.companies, ASKED, replace=False)
    ]

    def ways(firm: UUID) -> int:
        some = network.part(store, LOCAL_OWNER, firm, TODAY)
        return len(some.best(firm)) and len(some.ids)

    start = time.perf_counter()
    assert network.is_large(store, LOCAL_OWNER) == (size.ties > MOST_TIES_LOADED)
    say(f"  counting the ties, once a change: {time.perf_counter() - start:.2f} s")
    start = time.perf_counter()
    ways(firms[0])
    taken = time.perf_counter() - start
    say(f"  the first company, my own ties read too: {taken:.2f} s")
    wall, work, people = [], [], []
    for firm in firms:
        ways(firm)
        start, busy = time.perf_counter(), time.process_time()
        people.append(ways(firm))
        wall.append(1e3 * (time.perf_counter() - start))
        work.append(1e3 * (time.process_time() - busy))
    say(
        f"  ten best chains to one of {ASKED} companies, warm: median "
        f"{np.median(wall):.0f} ms, 95 % within {np.percentile(wall, 95):.0f} ms; "
        f"of our own processor time {np.median(work):.0f} ms; "
        f"{np.median(people):.0f} people read"
    )


def checked(store: Store, size: Size) -> None:
    """Compare with the whole network, loaded."""
    start = time.perf_counter()
    whole = network.current(store, LOCAL_OWNER, TODAY)
    whole.best(UUID(int=1))
    say(f"  loading it all instead: {time.perf_counter() - start:.0f} s")
    dice, chains = np.random.default_rng(18), 0
    for n in dice.choice(size.companies, CHECKED, replace=False).tolist():
        some = network.part(store, LOCAL_OWNER, UUID(int=n), TODAY)
        found = some.best(UUID(int=n), top=50)
        assert found == whole.best(UUID(int=n), top=50)
        chains += len(found)
    say(f"  the same {chains} chains to {CHECKED} companies as in the whole network")


def bench_million(folder: Path | None, size: Size | None = None) -> None:
    """Make the stores and ask; a folder keeps the SQLite one between runs."""
    size = size or Size()
    with tempfile.TemporaryDirectory(prefix="foothold-million-") as passing:
        path = (folder or Path(passing)) / f"network-{size.people}.db"
        say(f"{size.people:,} people, {size.ties:,} ties, in a store")
        found = made(size)
        if not path.exists():
            start = time.perf_counter()
            fill_sqlite(path, found, size)
            taken = time.perf_counter() - start
            say(f"  SQLite: {path.stat().st_size / 2**30:.1f} GB in {taken:.0f} s")
        say("SQLite, from the database alone")
        store = Store(path, copies=False)
        asked(store, size)
        checked(store, size)
        store.close()
    try:
        with running_server(MEMORY) as server:
            say("PostgreSQL, from the database alone")
            server.execute("CREATE DATABASE {} TEMPLATE template0", "million")
            fill_postgres(server.url("million"), found, size)
            store = Store(server.url("million"))
            asked(store, size)
            store.close()
    except AbsentError as error:
        say(f"  PostgreSQL is left out: {error}")
