"""Opening a store, and the one way to read or change it.

One user action is one `Store.change`, which is one transaction: it commits
whole or not at all, and raises the owner's revision when it wrote something.
SQLAlchemy is told to let us begin: Python's sqlite3 would start a transaction
only before the first write, so that reads before it are not protected and
schema changes commit on their own. `BEGIN IMMEDIATE` takes the write lock
first; on PostgreSQL an advisory lock per owner does the same.
"""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterator  # noqa: TC003 - read at run time by contextlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import event, make_url, text
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    NoSuchModuleError,
    OperationalError,
)
from sqlmodel import Session, create_engine, select

from tracker import migrations
from tracker.errors import ConflictError, NotFoundError, StoreError
from tracker.models import (
    Company,
    CompanyAlias,
    Editable,
    Owned,
    Person,
    Position,
    Revision,
    Tie,
)

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine import URL

LOCAL_OWNER = "me"
"""The owner of every row of a store on the searcher's own machine."""

NETWORK = (Company, CompanyAlias, Person, Position, Tie)
"""Tables whose change raises the network's revision."""

_log = logging.getLogger("foothold")
OwnedRow = TypeVar("OwnedRow", bound=Owned)
EditableRow = TypeVar("EditableRow", bound=Editable)


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


@dataclass
class Work:
    """One unit of work: whose it is, when it happens, and its session.

    Rows are only ever found through `get` and `all`, which see nothing of
    other owners.
    """

    session: Session
    owner: str
    now: datetime
    network_changed: bool = False
    log_changed: bool = False
    notices: list[str] = field(default_factory=list)
    """What the searcher should hear though nothing was wrong."""

    def get(self, kind: type[OwnedRow], id_: UUID) -> OwnedRow:
        """Find one row of this owner.

        Raises:
            NotFoundError: If there is none, or it is somebody else's.
        """
        row = self.session.get(kind, id_)
        if row is None or row.owner != self.owner:
            raise NotFoundError(
                f"This {noun(kind)} is not in the store any more; go back and "
                "choose it from the list again."
            )
        return row

    def get_for_edit(
        self, kind: type[EditableRow], id_: UUID, version: int | None
    ) -> EditableRow:
        """Find one row to change, as it was when the form was drawn.

        Args:
            kind: The table.
            id_: The row.
            version: What the form was drawn with; None to change it as it is now.

        Raises:
            ConflictError: If it was changed since, here or in another tab.
        """
        row = self.get(kind, id_)
        if version is not None and row.version != version:
            raise ConflictError(
                f"This {noun(kind)} was changed elsewhere after you opened it; "
                "nothing was saved, and what you typed is still here: compare it "
                "with the stored values, then save again."
            )
        row.version += 1
        return row

    def all(self, kind: type[OwnedRow], *conditions: Any) -> list[OwnedRow]:  # noqa: ANN401
        """Read the rows of this owner that meet every condition, by id."""
        query = select(kind).where(kind.owner == self.owner, *conditions)
        return list(self.session.exec(query.order_by(kind.id)))  # type: ignore[arg-type]

    def first(self, kind: type[OwnedRow], *conditions: Any) -> OwnedRow | None:  # noqa: ANN401
        """Read one row of this owner that meets every condition."""
        query = select(kind).where(kind.owner == self.owner, *conditions)
        return self.session.exec(query.limit(1)).first()

    def add(self, row: OwnedRow) -> OwnedRow:
        """Keep a new row; a parent is written before its children."""
        self.session.add(row)
        self.session.flush()
        return row


def noun(kind: type[Owned]) -> str:
    """Call a table by the word a person knows it by."""
    name = str(kind.__tablename__)
    return {"interview_round": "round", "referral_ask": "ask"}.get(
        name, name.replace("_", " ")
    )


class Store:
    """A store that is open, at the newest schema.

    Args:
        url: A SQLAlchemy URL (``sqlite:///…``, ``postgresql://…``) or the path of
            a SQLite file.

    Raises:
        StoreError: If it cannot be opened, is no store, or is newer than this
            program.
    """

    def __init__(self, url: str | Path) -> None:
        self.url = store_url(url)
        if self.url.get_backend_name() == "sqlite":
            _prepare_file(self.path)
        self.engine = _engine(self.url)
        try:
            with told():
                migrations.bring_up(self.engine, self.path, self.shown)
        except BaseException:
            self.engine.dispose()
            raise

    @property
    def path(self) -> Path | None:
        """The file of a SQLite store; None elsewhere."""
        if self.url.get_backend_name() != "sqlite":
            return None
        return Path(self.url.database or "")

    @property
    def shown(self) -> str:
        """The address without a password, for messages."""
        return str(self.path or self.url.render_as_string(hide_password=True))

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    @contextmanager
    def change(
        self, owner: str = LOCAL_OWNER, *, now: datetime | None = None
    ) -> Iterator[Work]:
        """Make one change: all of the block is kept, or none of it.

        Raises:
            StoreError: If the database refuses.
        """
        with (
            told(),
            self.engine.connect() as connection,
            Session(connection, expire_on_commit=False) as session,
            session.begin(),
        ):
            _wait_for_turn(connection, owner)
            work = Work(session, owner, now or datetime.now(UTC))
            event.listen(session, "after_flush", _watch(work))
            yield work
            session.flush()
            _raise_revision(work)

    @contextmanager
    def reading(self, owner: str = LOCAL_OWNER) -> Iterator[Work]:
        """Read, all of it as of one moment."""
        options: dict[str, Any] = {"foothold_reading": True}
        if self.path is None:
            options["isolation_level"] = "REPEATABLE READ"
        with (
            told(),
            self.engine.connect().execution_options(**options) as connection,
            Session(connection, expire_on_commit=False) as session,
        ):
            yield Work(session, owner, datetime.now(UTC))

    def revision(self, owner: str = LOCAL_OWNER) -> tuple[int, int]:
        """How often the log and the network of an owner changed."""
        with self.reading(owner) as work:
            return revision(work)


def revision(work: Work) -> tuple[int, int]:
    """How often the log and the network changed, as this work sees them."""
    query = select(Revision.log, Revision.network).where(Revision.owner == work.owner)
    found = work.session.exec(query).first()
    return (found[0], found[1]) if found else (0, 0)


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
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreError(
            "The address of the store is not understood; give a file name or "
            "postgresql://user@host/name."
        ) from error
    if backend in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and url.database:
        return url.set(database=str(Path(url.database).expanduser().absolute()))
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
            "The store is damaged, so it was left as it is; run “foothold check”, "
            "then “foothold restore” with your newest backup."
        )
    if isinstance(error, OperationalError):
        return (
            "The database does not answer; check that it runs and that "
            "FOOTHOLD_DATABASE_URL names it."
        )
    return "The store refused the change, so nothing was saved; reload and try again."


def _prepare_file(path: Path | None) -> None:
    """Make the file of a new store, for its owner's eyes only."""
    if path is None or path.exists():
        _refuse_other_files(path)
        return
    try:
        if not path.parent.exists():
            path.parent.mkdir(parents=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreError(
            f"The store {path} cannot be made ({error.strerror}); choose another "
            "place with --db or FOOTHOLD_DATABASE_URL."
        ) from error


def _refuse_other_files(path: Path | None) -> None:
    if path is None:
        return
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


def _engine(url: URL) -> Engine:
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
        f"journal_mode = {journal_mode(sqlite3.sqlite_version_info)}",
        "synchronous = FULL",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("foothold_reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _wait_for_turn(connection: Connection, owner: str) -> None:
    """On PostgreSQL let one change of an owner follow the other."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text("SELECT pg_advisory_xact_lock(hashtextextended(:owner, 0))"),
            {"owner": f"foothold:{owner}"},
        )


def _watch(work: Work) -> Any:  # noqa: ANN401
    def after_flush(session: Session, _context: object) -> None:
        touched = [*session.new, *session.dirty, *session.deleted]
        work.log_changed |= bool(touched)
        work.network_changed |= any(isinstance(row, NETWORK) for row in touched)

    return after_flush


def _raise_revision(work: Work) -> None:
    if not (work.log_changed or work.network_changed):
        return
    query = select(Revision).where(Revision.owner == work.owner)
    row = work.session.exec(query).first() or Revision(owner=work.owner)
    row.log += 1
    row.network += work.network_changed
    work.session.add(row)
