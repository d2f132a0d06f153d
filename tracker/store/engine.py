"""The database behind a store: its address, its file, its connections."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterator  # noqa: TC003 - read at run time by contextlib
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlmodel import create_engine

from tracker.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine import URL

_log = logging.getLogger("foothold")


def journal_mode(version: tuple[int, int, int]) -> str:
    """Choose the journal of a SQLite version.

    Before 3.51.3 two connections that write and checkpoint at the same time can
    corrupt a write-ahead log ("WAL-reset bug", sqlite.org/wal.html#walresetbug);
    3.44.6 and 3.50.7 carry the cure too. The rollback journal is as safe.
    """
    cured = version >= (3, 51, 3) or version[:2] in {(3, 44), (3, 50)}
    if version[:2] == (3, 44):
        cured = version >= (3, 44, 6)
    if version[:2] == (3, 50):
        cured = version >= (3, 50, 7)
    return "WAL" if cured else "DELETE"


def store_url(address: str | Path) -> URL:
    """Understand the address of a store: a URL, or the path of a file.

    Raises:
        StoreError: If it is neither.
    """
    text_ = str(address)
    if "://" not in text_:
        return make_url("sqlite://").set(
            database=str(Path(text_).expanduser().absolute())
        )
    try:
        url = make_url(text_)
        backend = url.get_backend_name()
    except (ArgumentError, ValueError) as error:
        raise StoreError(
            "The address of the store is not understood; give a file name or "
            "postgresql://user@host/name."
        ) from error
    if backend in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and url.database:
        path = Path(url.database).expanduser().absolute()
        return url.set(database=str(path), query={})
    raise StoreError(
        f"Foothold keeps its store in SQLite or PostgreSQL, not in “{backend}”; give "
        "a file name or postgresql://user@host/name."
    )


@contextmanager
def told() -> Iterator[None]:
    """Turn what a database driver raises into a sentence for a person."""
    try:
        yield
    except DBAPIError as error:
        _log.debug("database error", exc_info=True)
        raise StoreError(_reason(error)) from error


def _reason(error: DBAPIError) -> str:
    said = str(error.orig).lower()
    if "locked" in said or "busy" in said:
        return (
            "Another change to the store is still running, so nothing was saved; "
            "try again in a moment."
        )
    if "full" in said or "no space" in said:
        return "The disk is full, so nothing was saved; free some space and try again."
    if "readonly" in said or "read-only" in said or "permission" in said:
        return "The store cannot be written to; check who owns the file and its folder."
    if "not a database" in said or "malformed" in said:
        return (
            "The store is damaged, so it was left as it is; run “foothold restore” "
            "with your newest backup."
        )
    if isinstance(error, OperationalError):
        return (
            "The database does not answer; check that it runs and that "
            "FOOTHOLD_DATABASE_URL names it."
        )
    return "The store refused the change, so nothing was saved; reload and try again."


def prepare_file(path: Path | None) -> None:
    """Make the file of a new store, for its owner's eyes only."""
    if path is None:
        return
    try:
        if path.exists():
            _refuse_other_files(path)
            return
        if not path.parent.exists():
            path.parent.mkdir(parents=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreError(
            f"The store {path} cannot be made ({error.strerror}); choose another "
            "place with --db or FOOTHOLD_DATABASE_URL."
        ) from error


def _refuse_other_files(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise StoreError(
            f"The store {path} cannot be opened ({error.strerror}); choose a file "
            "you may read and write."
        ) from error
    if head and head != b"SQLite format 3\x00":
        raise StoreError(
            f"{path.name} is not a Foothold store, so it was left as it is; name "
            "another file with --db."
        )


def make_engine(url: URL) -> Engine:
    """Make the engine of a store; nothing is opened yet."""
    engine = create_engine(
        url, hide_parameters=True, pool_pre_ping=url.host is not None
    )
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    """Make SQLite keep references, survive a power cut and wait its turn."""
    connection.isolation_level = None  # `_begin_sqlite` begins
    for pragma in (
        "busy_timeout = 10000",  # milliseconds; an import may hold the lock a while
        "synchronous = FULL",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def choose_journal(engine: Engine) -> None:
    """Set the journal of a SQLite store, once it is known to be one of ours.

    The mode stays in the file: setting it would change a file we then refuse.
    """
    if engine.dialect.name != "sqlite":
        return
    raw = engine.raw_connection()
    # Busy: another window has it open, and the next opening changes it.
    with closing(raw), suppress(sqlite3.OperationalError):
        mode = journal_mode(sqlite3.sqlite_version_info)
        raw.cursor().execute(f"PRAGMA journal_mode = {mode}")


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("foothold_reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
