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
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from tracker.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

SCRIPTS = Path(__file__).parent
VERSIONS = ("0001",)
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
    with engine.connect() as connection:
        found = version(connection)
        if found == versions[-1]:
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
    """
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_RDWR, 0o600))
    try:
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None  # noqa: S101 - a live connection has one
            raw.execute("VACUUM INTO ?", (str(part),))
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _refuse_unknown(
    connection: Connection, found: str | None, versions: tuple[str, ...], shown: str
) -> None:
    if found is None and inspect(connection).get_table_names():
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
