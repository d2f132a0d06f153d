"""The copies that lie beside a store: which there are, what each would change."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from tracker.backup.copying import readable, refuse_damaged
from tracker.models import Table
from tracker.store import Store, noun, snapshot, told
from tracker.store.daily import day_of, folder_of, strays
from tracker.store.tables import tables

if TYPE_CHECKING:
    from pathlib import Path


class Copy(NamedTuple):
    """A copy beside a store."""

    path: Path
    made_at: datetime
    """When it was written, in UTC."""
    size: int
    """In bytes."""
    is_daily: bool
    """Made by itself, and let go of by itself when it is old."""


class Change(NamedTuple):
    """What restoring a copy would change in one table."""

    what: str
    """The kind of record."""
    now: int
    then: int


def copies(store: Store) -> list[Copy]:
    """The copies beside a SQLite store, the newest first."""
    if store.path is None:
        return []
    found = []
    for path in folder_of(store.path).glob(f"{store.path.stem}-*.db"):
        with suppress(OSError):  # another window let go of it just now
            facts = path.stat()
            at = datetime.fromtimestamp(facts.st_mtime, UTC)
            found.append(Copy(path, at, facts.st_size, day_of(path) is not None))
    return sorted(found, key=lambda copy: (copy.made_at, copy.path.name), reverse=True)


def delete_copies(store: Store) -> int:
    """Delete every copy beside a SQLite store.

    Returns:
        How many there were.
    """
    found = copies(store)
    for copy in found:
        for tail in ("", "-journal", "-wal", "-shm"):
            path = copy.path.with_name(copy.path.name + tail)
            with suppress(OSError):
                path.unlink(missing_ok=True)
    if store.path is not None:
        for stray in strays(folder_of(store.path)):
            stray.unlink(missing_ok=True)
    return len(found)


def preview(store: Store, source: Path) -> list[Change]:
    """Say what restoring a backup would change: the tables that hold another number.

    Raises:
        StoreError: If the backup is damaged, newer than this program, or none.
    """
    refuse_damaged(source)
    now = _counts(store)
    with readable(source) as copy:
        then = _counts(copy)
    return [
        Change(noun(kind), now[name], then[name])
        for kind in tables()
        if now[name := str(kind.__tablename__)] != then[name]
    ]


def _counts(store: Store) -> dict[str, int]:
    with told(), snapshot(store) as connection:
        return {
            table.name: connection.execute(
                select(func.count()).select_from(table)
            ).scalar_one()
            for table in Table.metadata.sorted_tables
        }
