"""Looking a store over for damage."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import text

from tracker import migrations
from tracker.store import Store, snapshot, told

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Finding(NamedTuple):
    """One thing that was looked at, and what is wrong with it."""

    what: str
    problem: str
    """Empty when nothing is."""


def check(store: Store) -> list[Finding]:
    """Look a store over: its file, its references, its schema, its stages."""
    with told(), snapshot(store) as connection:
        return [
            Finding("schema version", _version_problem(connection)),
            Finding("integrity", _integrity_problem(connection)),
            Finding("foreign keys", _reference_problem(connection)),
            Finding("stages and their history", _history_problem(connection)),
            Finding("asks and their history", _asks_problem(connection)),
        ]


def _version_problem(connection: Connection) -> str:
    found = migrations.version(connection)
    newest = migrations.VERSIONS[-1]
    return "" if found == newest else f"schema {found}, this program knows {newest}"


def _integrity_problem(connection: Connection) -> str:
    if connection.dialect.name != "sqlite":
        return ""  # PostgreSQL checks its own pages
    said = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check")]
    return "" if said == ["ok"] else "; ".join(said[:3])


def _reference_problem(connection: Connection) -> str:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    else:
        query = text("SELECT conname FROM pg_constraint WHERE NOT convalidated")
        broken = connection.execute(query).fetchall()
    return f"{len(broken)} rows refer to something that is gone" if broken else ""


def _history_problem(connection: Connection) -> str:
    """An application's stage is that of its last dated change."""
    query = text(
        """SELECT count(*) FROM application a WHERE a.stage <> coalesce((
        SELECT c.stage FROM stage_change c WHERE c.application_id = a.id
        ORDER BY c."on" DESC, c.number DESC LIMIT 1), '')"""
    )
    count = connection.execute(query).scalar()
    return (
        f"{count} applications stand in a stage that is not their last" if count else ""
    )


def _asks_problem(connection: Connection) -> str:
    """An ask stands where its last dated step left it."""
    query = text(
        """SELECT count(*) FROM referral_ask a WHERE a.state <> coalesce((
        SELECT c.state FROM ask_change c WHERE c.ask_id = a.id
        ORDER BY c."on" DESC, c.number DESC LIMIT 1), '')"""
    )
    count = connection.execute(query).scalar()
    return (
        f"{count} asks stand where their last step did not leave them" if count else ""
    )
