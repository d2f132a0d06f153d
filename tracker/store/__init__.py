"""Opening a store, and the one way to read or change it.

One user action is one `Store.change`, which is one transaction: it commits
whole or not at all, and raises the owner's revision when it wrote something.
SQLAlchemy is told to let us begin: Python's sqlite3 would start a transaction
only before the first write, so that reads before it are not protected and
schema changes commit on their own. `BEGIN IMMEDIATE` takes the write lock
first; on PostgreSQL an advisory lock per owner does the same.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator  # noqa: TC003 - read at run time by contextlib
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID  # noqa: TC003 - read at run time by dataclass

from sqlalchemy import event, text
from sqlmodel import Session, select

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
from tracker.store import daily, journal
from tracker.store.engine import (
    choose_journal,
    journal_mode,
    make_engine,
    prepare_file,
    store_url,
    told,
)
from tracker.store.touches import Touches, people_of

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

__all__ = [
    "LOCAL_OWNER",
    "NETWORK",
    "SCHEMAS",
    "Store",
    "Work",
    "journal_mode",
    "noun",
    "noun_of",
    "revision",
    "snapshot",
    "store_url",
    "told",
]

SCHEMAS = migrations.VERSIONS
"""Every layout of a store, the oldest first."""

LOCAL_OWNER = "me"
"""The owner of every row of a store on the searcher's own machine."""

NETWORK = (Company, CompanyAlias, Person, Position, Tie)
"""Tables whose change raises the network's revision."""

OwnedRow = TypeVar("OwnedRow", bound=Owned)
EditableRow = TypeVar("EditableRow", bound=Editable)


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
    """Whether the network was written past the session, which does not see it then."""
    log_changed: bool = False
    network_touched: bool = False
    """Whether the session wrote a row of the network."""
    people: set[UUID] = field(default_factory=set)
    """Whom these rows are about."""
    notices: list[str] = field(default_factory=list)
    """What the searcher should hear though nothing was wrong."""
    journal: journal.Journal | None = None
    """What it did so far; None while reading."""
    step_id: UUID | None = None
    """After the change: what `journal.undo` takes back, if it can be."""

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
    return noun_of(str(kind.__tablename__))


def noun_of(name: str) -> str:
    """Call a table, by its name, by the word a person knows it by."""
    return {"interview_round": "round", "referral_ask": "ask"}.get(
        name, name.replace("_", " ")
    )


class Store:
    """A store that is open, at the newest schema.

    Args:
        url: A SQLAlchemy URL (``sqlite:///…``, ``postgresql://…``) or the path of
            a SQLite file.
        copies: Whether to copy a SQLite store each day before its first change.

    Raises:
        StoreError: If it cannot be opened, is no store, or is newer than this
            program.
    """

    def __init__(self, url: str | Path, *, copies: bool = True) -> None:
        self.url = store_url(url)
        self._copies = copies
        self._copied_on: date | None = None
        self._copying = threading.Lock()
        self.touches = Touches()
        if self.url.get_backend_name() == "sqlite":
            prepare_file(self.path)
        self.engine = make_engine(self.url)
        try:
            with told():
                migrations.bring_up(self.engine, self.path, self.shown)
                choose_journal(self.engine)
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

        The first change of a day copies a SQLite store before: see `daily`.

        Raises:
            StoreError: If the database refuses.
        """
        problem = self._copy_today()
        with (
            told(),
            self.engine.connect() as connection,
            Session(connection, expire_on_commit=False) as session,
            session.begin(),
        ):
            _wait_for_turn(session.connection(), owner)
            work = Work(session, owner, now or datetime.now(UTC))
            work.notices += [problem] if problem else []
            event.listen(session, "after_flush", _watch(work))
            work.journal = journal.Journal(session)
            yield work
            session.flush()
            work.step_id = journal.keep(work)
            network = _raise_revision(work)
        if work.network_touched and not work.network_changed:
            self.touches.note(owner, network, work.people)

    @property
    def keeps_copies(self) -> bool:
        """Whether it copies itself each day."""
        return self._copies and self.path is not None

    def _copy_today(self) -> str:
        """Copy the store before the first change of a day, once a process."""
        if self.path is None or not self.keeps_copies:
            return ""
        on = daily.local_day()
        with self._copying:
            if self._copied_on == on:
                return ""
            self._copied_on = on
            return daily.copy_today(self.engine, self.path, on)

    def compact(self) -> None:
        """Write the file of a SQLite store anew, without what was deleted.

        PostgreSQL does as much by itself, some time after.
        """
        if self.path is None:
            return
        with told(), closing(self.engine.raw_connection()) as raw:
            try:
                raw.cursor().execute("VACUUM")
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.Error as error:
                raise StoreError(
                    "It is deleted, but what was deleted could not be wiped from the "
                    "file yet; close other windows and try again."
                ) from error

    @contextmanager
    def reading(self, owner: str = LOCAL_OWNER) -> Iterator[Work]:
        """Read, all of it as of one moment."""
        with (
            told(),
            snapshot(self) as connection,
            Session(connection, expire_on_commit=False) as session,
        ):
            yield Work(session, owner, datetime.now(UTC))

    def revision(self, owner: str = LOCAL_OWNER) -> tuple[int, int]:
        """How often the log and the network of an owner changed."""
        with self.reading(owner) as work:
            return revision(work)


@contextmanager
def snapshot(store: Store) -> Iterator[Connection]:
    """Connect for reading, all of it as of one moment, without keeping writers out."""
    options: dict[str, Any] = {"foothold_reading": True}
    if store.path is None:
        options["isolation_level"] = "REPEATABLE READ"
    with store.engine.connect().execution_options(**options) as connection:
        yield connection


def revision(work: Work) -> tuple[int, int]:
    """How often the log and the network changed, as this work sees them."""
    query = select(Revision.log, Revision.network).where(Revision.owner == work.owner)
    found = work.session.exec(query).first()
    return (found[0], found[1]) if found else (0, 0)


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
        work.network_touched |= any(isinstance(row, NETWORK) for row in touched)
        people = people_of(touched)
        work.network_changed |= people is None
        work.people |= people or set()

    return after_flush


def _raise_revision(work: Work) -> int:
    """Count the change; give the revision of the network."""
    query = select(Revision).where(Revision.owner == work.owner)
    row = work.session.exec(query).first() or Revision(owner=work.owner)
    has_network = work.network_changed or work.network_touched
    if work.log_changed or has_network:
        row.log += 1
        row.network += has_network
        work.session.add(row)
    return row.network
