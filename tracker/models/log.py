"""A search as it goes: companies, applications, rounds, tasks."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import UniqueConstraint
from sqlalchemy.types import JSON
from sqlmodel import Field

from tracker.models.base import LINK, NAME, TEXT, Editable, Exact, Owned, text_enum
from tracker.models.kinds import (
    Anchor,
    BadQuestion,
    CompanySize,
    Difficulty,
    Experience,
    InteractionKind,
    RoleKind,
    RoundFormat,
    RoundKind,
    RoundResult,
    Source,
    Stage,
)


class Company(Owned, table=True):
    """An employer."""

    __table_args__ = (UniqueConstraint("owner", "key"),)

    name: str = Field(min_length=1, max_length=NAME)
    key: str = Field(min_length=1, max_length=NAME)
    """`names.company_key` of the name: what makes two spellings one company."""
    note: str = Field(default="", max_length=TEXT)
    batch_id: UUID | None = Field(default=None, index=True)
    size: CompanySize | None = Field(default=None, sa_type=text_enum(CompanySize))


class CompanyAlias(Owned, table=True):
    """Another name of a company."""

    __tablename__ = "company_alias"
    __table_args__ = (UniqueConstraint("owner", "key"),)

    company_id: UUID = Field(foreign_key="company.id", index=True, ondelete="CASCADE")
    name: str = Field(min_length=1, max_length=NAME)
    key: str = Field(min_length=1, max_length=NAME)
    batch_id: UUID | None = Field(default=None, index=True)


class Application(Editable, table=True):
    """One attempt to get one job at one company."""

    company_id: UUID = Field(foreign_key="company.id", index=True)
    title: str = Field(min_length=1, max_length=NAME)
    stage: Stage = Field(default=Stage.SAVED, sa_type=text_enum(Stage))
    """The last of the stage changes; `commands` keeps it so."""
    source: Source | None = Field(default=None, sa_type=text_enum(Source))
    url: str = Field(default="", max_length=LINK)
    url_key: str = Field(default="", index=True, max_length=LINK)
    location: str = Field(default="", max_length=NAME)
    salary: str = Field(default="", max_length=NAME)
    note: str = Field(default="", max_length=TEXT)
    posting: str = Field(default="", max_length=200_000)
    """The whole text of the posting, as it was when it was captured."""
    status_to_map: str = Field(default="", max_length=NAME)
    """A status of an imported spreadsheet that no stage is known for."""
    role: RoleKind | None = Field(default=None, sa_type=text_enum(RoleKind))
    tags: list[str] = Field(
        default_factory=list, sa_type=JSON, sa_column_kwargs={"server_default": "[]"}
    )
    excitement: int | None = Field(default=None, ge=1, le=5)
    next_step: str = Field(
        default="", max_length=NAME, sa_column_kwargs={"server_default": ""}
    )
    resume_id: UUID | None = Field(
        default=None, foreign_key="resume.id", index=True, ondelete="SET NULL"
    )
    """The resume version that was sent."""
    experience: Experience | None = Field(default=None, sa_type=text_enum(Experience))
    difficulty: Difficulty | None = Field(default=None, sa_type=text_enum(Difficulty))
    process_days: int | None = Field(default=None, ge=0, le=3_650)
    """How long it took, as the searcher remembers it; else it is counted."""
    lesson: str = Field(
        default="", max_length=TEXT, sa_column_kwargs={"server_default": ""}
    )
    """What the searcher takes from it, written when it is closed."""


class StageChange(Owned, table=True):
    """The dated fact that an application entered a stage."""

    __tablename__ = "stage_change"

    application_id: UUID = Field(
        foreign_key="application.id", index=True, ondelete="CASCADE"
    )
    stage: Stage = Field(sa_type=text_enum(Stage))
    on: date
    number: int = Field(ge=1)
    """Order of entry within the application: of one day the higher is later."""
    batch_id: UUID | None = Field(default=None, index=True)
    custom_stage_id: UUID | None = Field(
        default=None, foreign_key="custom_stage.id", index=True, ondelete="SET NULL"
    )
    """The searcher's own name of the stage, where it has one."""
    corrects_id: UUID | None = None
    """The change that this one was entered instead of."""
    retracted_at: datetime | None = None
    """When it was taken back: it is shown but counts no more."""


class Round(Editable, table=True):
    """One interview of an application."""

    __tablename__ = "interview_round"

    application_id: UUID = Field(
        foreign_key="application.id", index=True, ondelete="CASCADE"
    )
    kind: RoundKind = Field(default=RoundKind.SCREEN, sa_type=text_enum(RoundKind))
    format: RoundFormat | None = Field(default=None, sa_type=text_enum(RoundFormat))
    starts_at: datetime
    time_zone: str = Field(default="UTC", max_length=64)
    """The IANA zone the invitation spoke of; `starts_at` itself is UTC."""
    minutes: int = Field(default=45, ge=1, le=24 * 60)
    place: str = Field(default="", max_length=LINK)
    note: str = Field(default="", max_length=TEXT)
    preparation: list[dict[str, Any]] = Field(
        default_factory=list, sa_type=JSON, sa_column_kwargs={"server_default": "[]"}
    )
    """What to do before it: `what`, and whether it `is_done`."""
    hours_estimated: Decimal | None = Field(default=None, ge=0, le=500, sa_type=Exact)
    """Of a take-home: what the company says, and what it took."""
    hours_spent: Decimal | None = Field(default=None, ge=0, le=500, sa_type=Exact)
    promised_on: date | None = None
    """The day they said they would answer by."""
    debriefed_at: datetime | None = None
    went: int | None = Field(default=None, ge=1, le=5)
    experience: Experience | None = Field(default=None, sa_type=text_enum(Experience))
    difficulty: Difficulty | None = Field(default=None, sa_type=text_enum(Difficulty))
    result: RoundResult | None = Field(default=None, sa_type=text_enum(RoundResult))
    interviewer_quality: int | None = Field(default=None, ge=1, le=5)
    red_flags: str = Field(
        default="", max_length=TEXT, sa_column_kwargs={"server_default": ""}
    )
    lesson: str = Field(
        default="", max_length=TEXT, sa_column_kwargs={"server_default": ""}
    )
    thanked_on: date | None = None
    is_nda: bool = Field(default=False, sa_column_kwargs={"server_default": sa.false()})
    """Under a promise not to tell: the text of questions is not stored."""
    calendar_uid: str = Field(
        default="", index=True, max_length=500, sa_column_kwargs={"server_default": ""}
    )
    """UID of the invitation, which later ones change it by."""
    calendar_sequence: int = Field(
        default=0, ge=0, sa_column_kwargs={"server_default": "0"}
    )
    calendar_recurrence: str = Field(
        default="", max_length=64, sa_column_kwargs={"server_default": ""}
    )
    cancelled_at: datetime | None = None


class Interviewer(Owned, table=True):
    """A person on the panel of a round."""

    __table_args__ = (UniqueConstraint("round_id", "person_id"),)

    round_id: UUID = Field(
        foreign_key="interview_round.id", index=True, ondelete="CASCADE"
    )
    person_id: UUID = Field(foreign_key="person.id", index=True, ondelete="CASCADE")


class Interaction(Editable, table=True):
    """A contact with a person, or with a company about an application."""

    person_id: UUID | None = Field(
        default=None, foreign_key="person.id", index=True, ondelete="CASCADE"
    )
    application_id: UUID | None = Field(
        default=None, foreign_key="application.id", index=True, ondelete="CASCADE"
    )
    on: date
    kind: InteractionKind = Field(
        default=InteractionKind.MESSAGE, sa_type=text_enum(InteractionKind)
    )
    inbound: bool = False
    note: str = Field(default="", max_length=TEXT)


class Task(Editable, table=True):
    """Something to do, typed by the searcher or answered from a suggestion."""

    what: str = Field(min_length=1, max_length=NAME)
    due_on: date
    done_on: date | None = None
    application_id: UUID | None = Field(
        default=None, foreign_key="application.id", index=True, ondelete="CASCADE"
    )
    rule: str = Field(default="", max_length=64)
    """The follow-up rule it answers; empty when typed."""
    rule_key: str = Field(default="", index=True, max_length=NAME)
    """Which suggestion it answers: the same key is not suggested again."""
    is_pinned: bool = Field(
        default=False, sa_column_kwargs={"server_default": sa.false()}
    )
    is_retired: bool = Field(
        default=False, sa_column_kwargs={"server_default": sa.false()}
    )
    """Never to be suggested again; `rule_key` says what."""


class Goal(Owned, table=True):
    """When the searcher wants or needs the next job. One row an owner."""

    __tablename__ = "search_goal"
    __table_args__ = (UniqueConstraint("owner"),)

    version: int = 1
    start_on: date | None = None
    """The day that `anchor` speaks of: see `tracker.planning.start_of`."""
    anchor: Anchor = Field(default=Anchor.START, sa_type=text_enum(Anchor))
    notice_months: int = Field(default=0, ge=0, le=24)
    """Above 0: notice in months to the end of one, in the place of days."""
    prepare_days: int = Field(default=0, ge=0, le=730)
    slack_days: int = Field(default=0, ge=0, le=730)
    is_passive: bool = False
    """Not looking now, only around once a quarter."""
    decision_days: int = Field(default=14, ge=0, le=730)
    process_days: int = Field(default=35, ge=0, le=730)


class CustomStage(Owned, table=True):
    """A stage by the searcher's own name, and which stage it counts as."""

    __tablename__ = "custom_stage"
    __table_args__ = (UniqueConstraint("owner", "key"),)

    name: str = Field(min_length=1, max_length=NAME)
    key: str = Field(min_length=1, max_length=NAME)
    """`names.fold` of the name."""
    stage: Stage = Field(sa_type=text_enum(Stage))
    number: int = Field(default=1, ge=1)
    """Order among those that count as the same stage."""


class Question(Owned, table=True):
    """Something that was asked in a round."""

    round_id: UUID = Field(
        foreign_key="interview_round.id", index=True, ondelete="CASCADE"
    )
    number: int = Field(ge=1)
    what: str = Field(default="", max_length=TEXT)
    """Empty where the round is under an NDA."""
    bad_kind: BadQuestion | None = Field(default=None, sa_type=text_enum(BadQuestion))
    note: str = Field(default="", max_length=TEXT)


class Resume(Owned, table=True):
    """A version of the searcher's resume."""

    name: str = Field(min_length=1, max_length=NAME)
    file_name: str = Field(default="", max_length=NAME)
    added_on: date
    file_id: UUID | None = Field(
        default=None, foreign_key="stored_file.id", index=True, ondelete="SET NULL"
    )
    note: str = Field(default="", max_length=TEXT)
