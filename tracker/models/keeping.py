"""The searcher's settings, imported files, and what the store counts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.types import JSON
from sqlmodel import Field

from tracker.models.base import LINK, NAME, TEXT, Owned, Table, text_enum
from tracker.models.kinds import ImportKind, RowOutcome


class Searcher(Owned, table=True):
    """The person whose search this is: what Settings hold. One row an owner."""

    __table_args__ = (UniqueConstraint("owner"),)

    version: int = 1
    name: str = Field(default="", max_length=NAME)
    profile_url: str = Field(default="", max_length=LINK)
    employer: str = Field(default="", max_length=NAME)
    notice_days: int = Field(default=14, ge=0, le=730)
    time_zone: str = Field(default="", max_length=64)
    region: str = Field(default="", max_length=64)
    currency: str = Field(default="", max_length=3)
    holidays: list[str] = Field(default_factory=list, sa_type=JSON)
    """Days off as ISO dates: follow-ups counted in business days skip them."""
    rules: dict[str, Any] = Field(
        default_factory=dict, sa_type=JSON, sa_column_kwargs={"server_default": "{}"}
    )
    """What the follow-up rules were changed to, as `inputs` takes them."""
    templates: dict[str, str] = Field(
        default_factory=dict, sa_type=JSON, sa_column_kwargs={"server_default": "{}"}
    )
    """Own drafts of messages, by the name of the template."""
    priors: dict[str, Any] = Field(
        default_factory=dict, sa_type=JSON, sa_column_kwargs={"server_default": "{}"}
    )
    """What the shipped priors of rates were changed to."""


class ImportBatch(Owned, table=True):
    """One imported file."""

    __tablename__ = "import_batch"

    file: str = Field(max_length=NAME)
    kind: ImportKind = Field(sa_type=text_enum(ImportKind))
    friend_id: UUID | None = Field(
        default=None, foreign_key="person.id", ondelete="SET NULL"
    )
    imported_at: datetime
    sha256: str = Field(max_length=64)
    consent_on: date | None = None
    """The day the friend agreed to share the file."""
    consent_note: str = Field(
        default="", max_length=NAME, sa_column_kwargs={"server_default": ""}
    )


class ImportRow(Owned, table=True):
    """One row of an imported file, as it was."""

    __tablename__ = "import_row"

    batch_id: UUID = Field(
        foreign_key="import_batch.id", index=True, ondelete="CASCADE"
    )
    number: int
    """Line of the row in its file, from 1."""
    outcome: RowOutcome = Field(sa_type=text_enum(RowOutcome))
    reason: str = Field(default="", max_length=TEXT)
    record_id: UUID | None = Field(default=None, index=True)
    """The person or application the row became or was known as."""
    raw: dict[str, str] = Field(default_factory=dict, sa_type=JSON)


class Revision(Table, table=True):
    """How often an owner's search changed: what a cached reading is kept under."""

    __table_args__ = (UniqueConstraint("owner"),)

    owner: str = Field(max_length=NAME)
    log: int = 0
    network: int = 0


class FormToken(Table, table=True):
    """A form that was saved: its token is used once."""

    __tablename__ = "form_token"

    owner: str = Field(index=True, max_length=NAME)
    used_at: datetime


class StoredFile(Owned, table=True):
    """A file's content, kept once however often it is used."""

    __tablename__ = "stored_file"
    __table_args__ = (UniqueConstraint("owner", "sha256"),)

    sha256: str = Field(min_length=64, max_length=64)
    media_type: str = Field(default="", max_length=NAME)
    size: int = Field(ge=0)
    """In bytes."""
    content: str = Field(max_length=10_000_000)
    """In base64, so that every export holds it."""


class SavedView(Owned, table=True):
    """Filters of a list under a name."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("owner", "page", "name"),)

    page: str = Field(max_length=64)
    name: str = Field(min_length=1, max_length=NAME)
    held: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class Step(Table, table=True):
    """One change of a searcher's, and how to take it back."""

    __tablename__ = "undo_step"

    owner: str = Field(index=True, max_length=NAME)
    at: datetime
    number: int = Field(ge=1)
    rows: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    """As `store.journal` writes them."""


class Feed(Table, table=True):
    """A private address under which a calendar program reads."""

    __tablename__ = "calendar_feed"

    owner: str = Field(index=True, max_length=NAME)
    token_hash: str = Field(unique=True, max_length=64)
    """SHA-256 of the token; the token itself is shown once."""
    created_at: datetime
    revoked_at: datetime | None = None
    read_at: datetime | None = None
