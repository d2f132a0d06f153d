"""What may be handed in about the log, the network and the settings."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import UUID  # noqa: TC003 - pydantic needs it at run time
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, ConfigDict, Field

from tracker.inputs.fields import (
    Block,
    Currency,
    Day,
    Hours,
    Input,
    Line,
    Link,
    Mark,
    Name,
    Page,
    Time,
    Zone,
    as_line,
)
from tracker.inputs.keeping import Tags  # noqa: TC001 - pydantic needs it
from tracker.models import (
    LINK,
    NAME,
    Anchor,
    AskState,
    BadQuestion,
    CompanySize,
    Difficulty,
    Experience,
    Granted,
    InteractionKind,
    RoleKind,
    RoundFormat,
    RoundKind,
    RoundResult,
    Source,
    Stage,
    TieKind,
)


class ApplicationIn(Input):
    """An application to log."""

    company: Name
    title: Name
    stage: Stage | None = None
    applied_on: Day | None = None
    on: Day | None = None
    """The day of the stage; the day of logging unless said."""
    source: Source | None = None
    url: Link = ""
    location: Line = ""
    salary: Line = ""
    note: Block = ""
    posting: Page = ""
    """The whole text of the posting."""
    custom_stage: Line = ""
    """The searcher's own name of the stage, which then says what it counts as."""
    role: RoleKind | None = None
    tags: Tags = Field(default_factory=list)
    excitement: int | None = Field(default=None, ge=1, le=5)
    next_step: Line = ""
    resume: Line = ""
    """The name of the resume version that was sent."""


class RoundIn(Input):
    """An interview round of an application, named by id or by company and title."""

    application: UUID | None = None
    company: Line = ""
    title: Line = ""
    kind: RoundKind = RoundKind.SCREEN
    format: RoundFormat | None = None
    starts_at: Time
    """Without an offset it is a wall time in `time_zone`."""
    time_zone: Zone = ""
    minutes: int = Field(default=45, ge=1, le=24 * 60)
    place: Annotated[str, BeforeValidator(as_line), Field(max_length=LINK)] = ""
    note: Block = ""
    interviewers: list[Name] = Field(default_factory=list, max_length=50)
    hours_estimated: Hours | None = None
    """Of a take-home: what the company says, and what it took."""
    hours_spent: Hours | None = None

    def instant(self, default_zone: str) -> tuple[datetime, str]:
        """The start in UTC, and the zone it was meant in."""
        zone = self.time_zone or default_zone or "UTC"
        local = self.starts_at
        if local.tzinfo is None:
            local = local.replace(tzinfo=ZoneInfo(zone))
        return local.astimezone(UTC), zone


class PersonIn(Input):
    """Somebody to add to the network."""

    name: Name
    company: Line = ""
    title: Line = ""
    email: Annotated[
        str,
        BeforeValidator(as_line),
        Field(max_length=NAME, pattern=r"^$|^[^@\s]+@[^@\s]+$"),
    ] = ""
    profile_url: Link = ""
    note: Block = ""
    is_contact: bool = False
    """Whether I know them: then a tie from me is made as well."""


class TieIn(Input):
    """A tie between two people, each given by name or id; `Me` is the searcher."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    from_: Name = Field(alias="from")
    to: Name
    kind: TieKind = TieKind.OTHER
    chance: float | None = Field(default=None, ge=0, le=1, allow_inf_nan=False)
    both_ways: bool = True
    since_on: Day | None = None
    note: Block = ""


class AskIn(Input):
    """A referral ask to one person about one company."""

    person: Name
    company: Name
    title: Line = ""
    application: UUID | None = None
    insider: Line = ""
    state: AskState = AskState.ASKED
    asked_on: Day | None = None
    note: Block = ""


class TaskIn(Input):
    """Something to do on a day, about an application or about nothing."""

    what: Name
    due_on: Day
    application: UUID | None = None
    company: Line = ""
    title: Line = ""


class InteractionIn(Input):
    """A contact that took place."""

    person: Line = ""
    application: UUID | None = None
    on: Day | None = None
    kind: InteractionKind = InteractionKind.MESSAGE
    inbound: bool = False
    note: Block = ""


class SettingsIn(Input):
    """What Settings hold."""

    name: Line = ""
    profile_url: Link = ""
    employer: Line = ""
    notice_days: int = Field(default=14, ge=0, le=730)
    time_zone: Zone = ""
    region: Annotated[str, BeforeValidator(as_line), Field(max_length=64)] = ""
    currency: Literal[""] | Currency = ""
    holidays: list[Day] = Field(default_factory=list, max_length=400)


class GoalIn(Input):
    """When the searcher wants or needs the next job."""

    start_on: Day | None = None
    anchor: Anchor = Anchor.START
    notice_days: int = Field(default=14, ge=0, le=730)
    notice_months: int = Field(default=0, ge=0, le=24)
    prepare_days: int = Field(default=0, ge=0, le=730)
    slack_days: int = Field(default=0, ge=0, le=730)
    is_passive: bool = False
    decision_days: int = Field(default=14, ge=0, le=730)
    process_days: int = Field(default=35, ge=0, le=730)


class DeadlineIn(Input):
    """A later deadline that is asked for."""

    deadline_on: Day
    asked_on: Day | None = None
    granted: Granted = Granted.OPEN
    note: Block = ""


class QuestionIn(Input):
    """Something that was asked; without words where they must not be told."""

    what: Block = ""
    bad_kind: BadQuestion | None = None
    note: Block = ""


class DebriefIn(Input):
    """What is noted of a round after it; what is not given stays as it is."""

    went: Mark | None = None
    experience: Experience | None = None
    difficulty: Difficulty | None = None
    result: RoundResult | None = None
    interviewer_quality: Mark | None = None
    questions: list[QuestionIn] = Field(default_factory=list, max_length=100)
    red_flags: Block = ""
    lesson: Block = ""
    thanked_on: Day | None = None
    promised_on: Day | None = None
    """The day they said they would answer by."""
    hours_spent: Hours | None = None
    is_nda: bool = False
    """Under a promise not to tell: the words of questions are not stored."""


class ClosingIn(Input):
    """What is noted of an application that ended; what is not given stays."""

    experience: Experience | None = None
    difficulty: Difficulty | None = None
    source: Source | None = None
    process_days: int | None = Field(default=None, ge=0, le=3_650)
    lesson: Block = ""


class CompanyIn(Input):
    """What is noted of an employer."""

    size: CompanySize | None = None
    note: Block = ""
    """How it interviews, say: a startup makes its process up."""
