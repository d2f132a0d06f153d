"""The network: people, where they work, what they are to each other."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.types import JSON
from sqlmodel import Field

from tracker.models.base import LINK, NAME, TEXT, Editable, Owned, text_enum
from tracker.models.kinds import AskState, Provenance, RefusalKind, TieKind


class Person(Editable, table=True):
    """Somebody in the network; the searcher too (`is_me`)."""

    __table_args__ = (Index("ix_person_owner_key", "owner", "key"),)

    name: str = Field(min_length=1, max_length=NAME)
    key: str = Field(max_length=NAME)
    """`names.person_key` of the name."""
    email: str = Field(default="", max_length=NAME)
    profile_url: str = Field(default="", max_length=LINK)
    profile_key: str = Field(default="", index=True, max_length=LINK)
    """`names.link_key` of the profile link."""
    note: str = Field(default="", max_length=TEXT)
    is_me: bool = False
    no_contact: bool = False
    """Never part of a chain, by wish of either side."""
    phone: str = Field(
        default="", max_length=64, sa_column_kwargs={"server_default": ""}
    )
    other_emails: list[str] = Field(
        default_factory=list, sa_type=JSON, sa_column_kwargs={"server_default": "[]"}
    )


class Position(Owned, table=True):
    """A person's job at a company, from and to."""

    person_id: UUID = Field(foreign_key="person.id", index=True, ondelete="CASCADE")
    company_id: UUID = Field(foreign_key="company.id", index=True)
    title: str = Field(default="", max_length=NAME)
    started_on: date | None = None
    ended_on: date | None = None
    seen_on: date | None = None
    """The day an export showed it; of two exported ones the later holds.

    On a day when it showed that the job is over, `ended_on` is that day too.
    """
    batch_id: UUID | None = Field(default=None, index=True)
    team: str = Field(
        default="", max_length=NAME, sa_column_kwargs={"server_default": ""}
    )
    """The small group within the company, where it is known."""
    team_size: int | None = Field(default=None, ge=1, le=100_000)


class Tie(Editable, table=True):
    """What one person is to another, and where that is known from."""

    __table_args__ = (
        # Both ends in each: who knows whom is then read from the index alone.
        Index("ix_tie_from_id_to_id", "from_id", "to_id"),
        Index("ix_tie_to_id_from_id", "to_id", "from_id"),
        CheckConstraint("from_id <> to_id", name="tie_joins_two_people"),
        CheckConstraint(
            "chance IS NULL OR (chance >= 0 AND chance <= 1)", name="tie_chance"
        ),
    )

    from_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE")
    to_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE")
    both_ways: bool = True
    kind: TieKind = Field(default=TieKind.OTHER, sa_type=text_enum(TieKind))
    provenance: Provenance = Field(
        default=Provenance.TYPED, sa_type=text_enum(Provenance)
    )
    since_on: date | None = None
    seen_on: date | None = None
    times: int | None = Field(default=None, ge=1)
    """How many papers they wrote together, of at most so many authors that it counts;
    how many commits to the same files."""
    chance: float | None = Field(default=None, ge=0, le=1)
    """As stated by the searcher, and then final; else estimated from the kind."""


class Ask(Editable, table=True):
    """A request to one person to pass the searcher on."""

    __tablename__ = "referral_ask"

    person_id: UUID = Field(foreign_key="person.id", index=True, ondelete="CASCADE")
    company_id: UUID = Field(foreign_key="company.id", index=True)
    application_id: UUID | None = Field(
        default=None, foreign_key="application.id", index=True, ondelete="SET NULL"
    )
    insider_id: UUID | None = Field(
        default=None, foreign_key="person.id", index=True, ondelete="SET NULL"
    )
    state: AskState = Field(default=AskState.ASKED, sa_type=text_enum(AskState))
    """The last of the ask's changes; `commands` keeps it so."""
    asked_on: date | None = None
    """The last day the person was asked, which reviving an ask makes anew."""
    note: str = Field(default="", max_length=TEXT)


class AskChange(Owned, table=True):
    """The dated fact that an ask came to a state."""

    __tablename__ = "ask_change"

    ask_id: UUID = Field(foreign_key="referral_ask.id", index=True, ondelete="CASCADE")
    state: AskState = Field(sa_type=text_enum(AskState))
    on: date
    number: int = Field(ge=1)
    """Order of entry within the ask: of one day the higher is later."""
    note: str = Field(default="", max_length=TEXT)
    """What was written or said."""


class Education(Owned, table=True):
    """A person's time at a school, from and to."""

    person_id: UUID = Field(foreign_key="person.id", index=True, ondelete="CASCADE")
    school: str = Field(min_length=1, max_length=NAME)
    school_key: str = Field(min_length=1, index=True, max_length=NAME)
    programme: str = Field(default="", max_length=NAME)
    started_on: date | None = None
    ended_on: date | None = None
    cohort_size: int | None = Field(default=None, ge=1, le=100_000)
    batch_id: UUID | None = Field(default=None, index=True)


class Refusal(Owned, table=True):
    """A suggestion about two people or companies that was turned down."""

    __table_args__ = (UniqueConstraint("owner", "kind", "one_id", "other_id"),)

    kind: RefusalKind = Field(sa_type=text_enum(RefusalKind))
    one_id: UUID = Field(index=True)
    """The lesser id of the two."""
    other_id: UUID = Field(index=True)
    on: date


class Merge(Owned, table=True):
    """Two people or companies that were made one, and how to part them again."""

    __tablename__ = "merge_record"

    kind: RefusalKind = Field(sa_type=text_enum(RefusalKind))
    """Which suggestion was followed: SAME_PERSON or SAME_COMPANY."""
    kept_id: UUID = Field(index=True)
    gone_id: UUID = Field(index=True)
    name: str = Field(max_length=NAME)
    """What the one that is gone was called."""
    merged_at: datetime
    rows: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    """As `store.journal` writes them: what was there before."""
