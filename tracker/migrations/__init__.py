"""Bringing an older store up to date, with Alembic.

Alembic's *batch* mode is never used: it copies a table, and on SQLite with
foreign keys on that deletes the children of every row and drops CHECKs and
cascades without a word. A step here adds columns and tables, or rebuilds a
table in hand-written SQL. All pending steps run in one transaction with
foreign keys off; it is only committed when `foreign_key_check` finds nothing.
Alembic is imported only when there is something to do: opening a store that is
up to date costs one query.
"""

from __future__ import annotations

import logging
import os
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from tracker.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

SCRIPTS = Path(__file__).parent
VERSIONS = ("0001", "0002")
"""Every schema version, oldest first; the last is what this program works with."""
APPLICATION_ID = 0x466F6F74
"""Marks a SQLite file as a Foothold store ("Foot")."""

_log = logging.getLogger("foothold")


def bring_up(
    engine: Engine,
    path: Path | None,
    shown: str,
    *,
    versions: tuple[str, ...] = VERSIONS,
    scripts: Path = SCRIPTS,
) -> None:
    """Make the schema of a store the newest, or refuse the store.

    Args:
        engine: The database.
        path: The file of a SQLite store: it is copied before it is changed.
        shown: How to call the store in messages.
        versions: The known schema versions, oldest first.
        scripts: The folder with Alembic's ``versions``.

    Raises:
        StoreError: If the store is newer than `versions` or is none of ours.
    """
    with engine.connect().execution_options(foothold_reading=True) as connection:
        found = version(connection)
        if found == versions[-1] and _is_marked(connection):
            return
        _refuse_unknown(connection, found, versions, shown)
    if found is not None and path is not None:
        copy = copy_before(engine, path, f"{found}-to-{versions[-1]}")
        _log.warning("Copied the store to %s before its upgrade.", copy)
    with engine.connect() as connection:
        _upgrade(connection, versions, scripts)


def version(connection: Connection) -> str | None:
    """Read the schema version of a store; None when it has no tables yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _is_marked(connection: Connection) -> bool:
    """Say whether a SQLite file is ours: others keep Alembic's table too."""
    if connection.dialect.name != "sqlite":
        return True
    mark = connection.exec_driver_sql("PRAGMA application_id").scalar()
    return mark == APPLICATION_ID


def copy_before(engine: Engine, path: Path, why: str) -> Path:
    """Copy a SQLite store beside itself, whole and checked, readable by its owner.

    Returns:
        The copy, in the folder ``backups``.
    """
    folder = path.parent / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    copy = folder / f"{path.stem}-before-{why}-{stamp}.db"
    vacuum_into(engine, copy)
    return copy


def vacuum_into(engine: Engine, target: Path) -> None:
    """Write a consistent copy of a SQLite store to a file that is not there yet.

    The copy appears under its name only when it is complete and checked.

    Raises:
        StoreError: If it cannot be written, or the store is damaged.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_RDWR, 0o600))
        with closing(engine.raw_connection()) as raw:
            raw.cursor().execute("VACUUM INTO ?", (str(part),))
        with closing(sqlite3.connect(part)) as copy:
            said = copy.execute("PRAGMA quick_check").fetchone()[0]
        if said != "ok":
            raise sqlite3.DatabaseError(said)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(target)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(
            f"{target} cannot be written ({error}); choose another place, or run "
            "“foothold check”."
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _refuse_unknown(
    connection: Connection, found: str | None, versions: tuple[str, ...], shown: str
) -> None:
    if (
        bool(inspect(connection).get_table_names())
        if found is None
        else not _is_marked(connection)
    ):
        raise StoreError(
            f"{shown} holds tables that are not Foothold's, so it was left as it is; "
            "name another store with --db or FOOTHOLD_DATABASE_URL."
        )
    if found is not None and found not in versions:
        raise StoreError(
            f"{shown} was written by a newer Foothold (schema {found}, this program "
            f"knows {versions[-1]}), so it was left as it is; update Foothold to open "
            "it."
        )


def _upgrade(connection: Connection, versions: tuple[str, ...], scripts: Path) -> None:
    sqlite = connection.dialect.name == "sqlite"
    raw = connection.connection.driver_connection
    if sqlite and raw is not None:  # a no-op inside a transaction, so before it
        raw.execute("PRAGMA foreign_keys = OFF")
    try:
        with connection.begin():
            if not sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(1181380468)"))
            if version(connection) == versions[-1]:
                return  # another process was faster
            _run_alembic(connection, scripts)
            if sqlite:
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                _refuse_broken_references(connection)
    finally:
        if sqlite and raw is not None:
            raw.execute("PRAGMA foreign_keys = ON")


def _run_alembic(connection: Connection, scripts: Path) -> None:
    from alembic import command  # noqa: PLC0415 - 0.2 s, needed once a version
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _refuse_broken_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise StoreError(
            f"The upgrade would leave {len(broken)} rows without what they refer to, "
            "so the store was left as it was; restore the newest backup, then try "
            "again."
        )
