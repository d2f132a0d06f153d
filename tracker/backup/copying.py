"""Copies of a store, taking one back, and looking for damage.

A backup is always a SQLite file, whatever the store is kept in. Restoring never
adopts the file: its rows are read and written into the store in one
transaction, so a crash leaves the store as it was, other windows see the
change, and a trigger or view that somebody hid in the file is not carried over.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, inspect, select, text

from tracker import migrations
from tracker.errors import StoreError
from tracker.models import Revision, Table
from tracker.store import Store, snapshot, store_url, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

CHUNK = 2_000
"""Rows copied at a time."""
_REVISION = Table.metadata.tables["revision"]


def backup(store: Store, target: Path) -> Path:
    """Write a complete, checked copy of a store to a new file.

    Raises:
        StoreError: If the file is there already or cannot be written.
    """
    target = target.expanduser().absolute()
    try:
        if target.exists():
            raise StoreError(
                f"{target.name} is there already and was left as it is; name a file "
                "that does not exist yet."
            )
        if not target.parent.is_dir():
            raise StoreError(
                f"{target} cannot be written (its folder is not there); choose another "
                "place."
            )
        if store.path is not None:
            with told():
                migrations.vacuum_into(store.engine, target)
        else:
            _copy_to_file(store, target)
    except OSError as error:
        raise StoreError(
            f"{target} cannot be written ({error.strerror}); choose another place."
        ) from error
    refuse_damaged(target)
    return target


def restore(store: Store, source: Path) -> Path | None:
    """Make a store what it was when a backup was made.

    Returns:
        The copy made of the SQLite store as it was before.

    Raises:
        StoreError: If the backup is damaged, newer than this program, or none.
    """
    if not source.is_file():
        raise StoreError(f"There is no file {source}; name a backup of Foothold's.")
    refuse_damaged(source)
    before = (
        migrations.copy_before(store.engine, store.path, "restore")
        if store.path is not None
        else None
    )
    with readable(source) as copy, told():
        try:
            _replace_rows(copy, store)
        except LookupError as error:  # a word in it that no column of ours knows
            raise StoreError(
                f"{source.name} is damaged; choose an older backup."
            ) from error
    return before


def restore_at(address: str, source: Path) -> Path | None:
    """Restore where a store is or was, even one too damaged to be opened.

    Returns:
        Where the store as it was before is kept, if there was one.

    Raises:
        StoreError: As `restore` does.
    """
    if not source.is_file():
        raise StoreError(f"There is no file {source}; name a backup of Foothold's.")
    refuse_damaged(source)
    url = store_url(address)
    is_file = url.get_backend_name() == "sqlite"
    aside = _set_aside(Path(url.database or "")) if is_file else None
    store = Store(address)
    try:
        before = restore(store, source)
    finally:
        store.close()
    return aside or before


def _set_aside(path: Path) -> Path | None:
    """Move a damaged store of ours, and the journal that belongs to it, away."""
    try:
        is_ours = path.read_bytes()[68:72] == migrations.APPLICATION_ID.to_bytes(4)
        if not is_ours or _is_whole(path):
            return None
        folder = path.parent / "backups"
        folder.mkdir(mode=0o700, exist_ok=True)
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        aside = folder / f"{path.stem}-damaged-{stamp}.db"
        for tail in ("", "-journal", "-wal", "-shm"):
            part = path.with_name(path.name + tail)
            if part.exists():
                part.rename(aside.with_name(aside.name + tail))
    except OSError:
        return None  # opening it says what is wrong
    return aside


def _is_whole(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path)) as raw:
            return bool(raw.execute("PRAGMA quick_check").fetchone()[0] == "ok")
    except sqlite3.DatabaseError as error:
        return isinstance(error, sqlite3.OperationalError)  # locked is not damaged


def refuse_damaged(path: Path) -> None:
    """Refuse a file that is no store of ours, or not whole.

    The file is not trusted: it is opened read-only and no code in it runs.
    """
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            mark = connection.execute("PRAGMA application_id").fetchone()[0]
            whole = connection.execute("PRAGMA integrity_check").fetchone()[0]
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
            hidden = connection.execute(
                "SELECT name FROM sqlite_schema WHERE type IN ('trigger', 'view')"
            ).fetchone()
            schema = connection.execute(
                "SELECT version_num FROM alembic_version"
            ).fetchone()
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise StoreError(
            f"{path.name} is not a backup of Foothold's, or it is damaged; choose "
            "another one."
        ) from error
    if mark != migrations.APPLICATION_ID:
        raise StoreError(f"{path.name} is not a backup of Foothold's; choose another.")
    if whole != "ok" or broken or hidden or not schema:
        raise StoreError(f"{path.name} is damaged; choose an older backup.")
    if schema[0] not in migrations.VERSIONS:
        raise StoreError(
            f"{path.name} was written by a newer Foothold (schema {schema[0]}, this "
            f"program knows {migrations.VERSIONS[-1]}); update Foothold to restore it."
        )


@contextmanager
def readable(source: Path) -> Iterator[Store]:
    """Open a private copy of a backup as a store, brought to the newest schema."""
    with tempfile.TemporaryDirectory(prefix="foothold-") as folder:
        copy = Path(folder) / source.name
        try:
            copy.write_bytes(source.read_bytes())
        except OSError as error:
            raise StoreError(
                f"{source.name} cannot be read ({error.strerror}); check who owns it."
            ) from error
        store = Store(copy, copies=False)
        try:
            yield store
        finally:
            store.close()


def _copy_to_file(store: Store, target: Path) -> None:
    part = target.with_name(f".{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        copy = Store(part, copies=False)
        try:
            _replace_rows(store, copy)
        finally:
            copy.close()
        part.replace(target)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _replace_rows(source: Store, target: Store) -> None:
    """Put every row of one store in the place of every row of another."""
    ordered = Table.metadata.sorted_tables
    with snapshot(source) as reading, target.engine.begin() as writing:
        _keep_others_out(writing)
        newest = _revisions(writing)
        for table in reversed(ordered):
            writing.execute(delete(table))
        for table in ordered:
            for chunk in _chunks(reading, table):
                writing.execute(insert(table), chunk)
        _raise_revisions(writing, newest)


def _keep_others_out(connection: Connection) -> None:
    """On PostgreSQL let nobody write meanwhile; SQLite has one writer anyhow."""
    if connection.dialect.name == "postgresql":
        tables = ", ".join(f'"{table.name}"' for table in Table.metadata.sorted_tables)
        connection.execute(text(f"LOCK TABLE {tables} IN EXCLUSIVE MODE"))


def _revisions(connection: Connection) -> dict[str, tuple[int, int]]:
    rows = connection.execute(
        select(_REVISION.c.owner, _REVISION.c.log, _REVISION.c.network)
    )
    return {owner: (log, network) for owner, log, network in rows}


def _raise_revisions(
    connection: Connection, before: dict[str, tuple[int, int]]
) -> None:
    """Go beyond every revision there was: no cached reading must look current."""
    after = _revisions(connection)
    connection.execute(delete(_REVISION))
    for owner in before.keys() | after.keys():
        ours, theirs = before.get(owner, (0, 0)), after.get(owner, (0, 0))
        row = Revision(
            owner=owner,
            log=max(ours[0], theirs[0]) + 1,
            network=max(ours[1], theirs[1]) + 1,
        )
        connection.execute(insert(_REVISION), row.model_dump())


def _chunks(connection: Connection, table: Any) -> Iterator[list[dict[str, Any]]]:  # noqa: ANN401
    result = connection.execute(select(table).order_by(table.c.id))
    for rows in result.mappings().partitions(CHUNK):
        yield [dict(row) for row in rows]


def is_empty(store: Store) -> bool:
    """Say whether a store holds nothing at all yet."""
    with told(), snapshot(store) as connection:
        names = set(inspect(connection).get_table_names()) - {"alembic_version"}
        return not any(
            connection.execute(text(f'SELECT 1 FROM "{name}" LIMIT 1')).first()  # noqa: S608 - own table names
            for name in sorted(names)
        )
