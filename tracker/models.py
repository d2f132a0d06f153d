"""The nouns of a job search, each one table of plain columns.

There are no ``Relationship`` attributes: records point at each other by id and
`tracker.search` joins them in memory, so a record is safe to use after its
session is closed. Every row carries its owner: reading and writing filter on
that one column and never have to follow a parent to learn whose a row is.

A ``table=True`` class does not validate when it is constructed: create with
``model_validate`` (see `tracker.commands`). What a person can type is also
bounded by CHECK constraints, which SQLite and PostgreSQL both enforce.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum, auto
from typing import Any
from uuid import UUID, uuid4

from pydantic import field_validator
from sqlalchemy import CheckConstraint, Dialect, Enum, Index, Numeric, UniqueConstraint
from sqlalchemy.orm import registry
from sqlalchemy.types import JSON, String, TypeDecorator, TypeEngine
from sqlmodel import Field, SQLModel

from tracker import names

NAME = 200
"""The longest name, title or label, in characters."""
LINK = 2_000
"""The longest link, in characters."""
TEXT = 20_000
"""The longest note, in characters."""


class Stage(StrEnum):
    """Where an application stands, in the order a search moves."""

    SAVED = auto()
    APPLIED = auto()
    SCREEN = auto()
    CHALLENGE = auto()
    OFFSITE = auto()
    ONSITE = auto()
    OFFER = auto()
    ACCEPTED = auto()
    DECLINED = auto()
    REJECTED = auto()
    WITHDRAWN = auto()
    NO_ANSWER = auto()


class Source(StrEnum):
    """How an application came about."""

    REFERRAL = auto()
    RECRUITER = auto()
    CAMPUS = auto()
    ONLINE = auto()
    AGENCY = auto()
    IN_PERSON = auto()
    OTHER = auto()


class RoundKind(StrEnum):
    """What an interview round is for."""

    SCREEN = auto()
    CHALLENGE = auto()
    OFFSITE = auto()
    ONSITE = auto()
    OTHER = auto()


class RoundFormat(StrEnum):
    """How an interview round is held."""

    CODING = auto()
    QUIZ = auto()
    MULTIPLE_CHOICE = auto()
    DEBUGGING = auto()
    PAIR_PROGRAMMING = auto()
    GOOD_COP_BAD_COP = auto()
    TAKE_HOME = auto()
    WHITEBOARD = auto()
    SYSTEM_DESIGN = auto()
    BEHAVIOURAL = auto()
    PRESENTATION = auto()
    LUNCH = auto()
    CONVERSATION = auto()


class TieKind(StrEnum):
    """What two people are to each other."""

    FRIEND = auto()
    COLLEAGUE = auto()
    CLASSMATE = auto()
    COAUTHOR = auto()
    OTHER = auto()


class Provenance(StrEnum):
    """Where a tie is known from."""

    TYPED = auto()
    OWN_EXPORT = auto()
    FRIEND_EXPORT = auto()
    PANEL = auto()


class GrantKind(StrEnum):
    """What an equity grant is made of."""

    RSU = auto()
    OPTIONS = auto()
    SHARES = auto()


class AskState(StrEnum):
    """Where a referral ask stands."""

    DRAFTED = auto()
    ASKED = auto()
    AGREED = auto()
    INTRODUCED = auto()
    SUBMITTED = auto()
    ACKNOWLEDGED = auto()
    DECLINED = auto()
    SILENT = auto()
    WITHDRAWN = auto()


class Anchor(StrEnum):
    """What the day of a search goal is."""

    START = auto()
    JOB_END = auto()
    VISA = auto()
    LEASE = auto()
    GRADUATION = auto()
    BONUS = auto()
    NOTICE_GIVEN = auto()


class Granted(StrEnum):
    """What a company said to a later deadline."""

    OPEN = auto()
    YES = auto()
    NO = auto()


class InteractionKind(StrEnum):
    """How two people were in contact."""

    MESSAGE = auto()
    CALL = auto()
    MEETING = auto()
    OTHER = auto()


class ImportKind(StrEnum):
    """What an imported file was recognised as."""

    CONNECTIONS = auto()
    JOB_APPLICATIONS = auto()
    SAVED_JOBS = auto()
    SPREADSHEET = auto()
    FOOTHOLD = auto()


class RowOutcome(StrEnum):
    """What became of one row of an imported file."""

    NEW = auto()
    KNOWN = auto()
    PROBLEM = auto()


def text_enum(kind: type[StrEnum]) -> Enum:
    """Store an enum by its value, as text, on every database."""
    return Enum(
        kind,
        native_enum=False,
        length=32,
        create_constraint=False,
        values_callable=lambda members: [member.value for member in members],
    )


class Exact(TypeDecorator[Decimal]):
    """A `Decimal` that comes back digit for digit.

    SQLite has no decimal type and would keep a float, so there it is text;
    PostgreSQL keeps NUMERIC without a scale. Sums are made in Python only.
    """

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column type of a database."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(Numeric(asdecimal=True))
        return dialect.type_descriptor(String(64))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:  # noqa: ANN401
        """Write the number."""
        if value is None or dialect.name == "postgresql":
            return value
        return format(value, "f")

    def process_result_value(self, value: Any, _dialect: Dialect) -> Decimal | None:  # noqa: ANN401
        """Read the number."""
        return None if value is None else Decimal(value)


class Table(SQLModel, registry=registry()):
    """Base of every table.

    The private registry lets Streamlit import this module again after an edit
    without "Table ... is already defined for this MetaData instance".
    """

    id: UUID = Field(default_factory=uuid4, primary_key=True)


class Owned(Table):
    """Base of every row that belongs to one person's search."""

    owner: str = Field(index=True, max_length=NAME)

    @field_validator("*", mode="before")
    @classmethod
    def _tidy(cls, value: object) -> object:
        """Trim text and refuse control characters in it."""
        return names.tidy(value) if isinstance(value, str) else value


class Editable(Owned):
    """Base of what a searcher edits, bins and restores."""

    version: int = 1
    """Rises with each change; a form hands back the one it was drawn with."""
    binned_at: datetime | None = None
    batch_id: UUID | None = Field(default=None, index=True)
    """The import that made the row, if one did."""


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


class Company(Owned, table=True):
    """An employer."""

    __table_args__ = (UniqueConstraint("owner", "key"),)

    name: str = Field(min_length=1, max_length=NAME)
    key: str = Field(min_length=1, max_length=NAME)
    """`names.company_key` of the name: what makes two spellings one company."""
    note: str = Field(default="", max_length=TEXT)
    batch_id: UUID | None = Field(default=None, index=True)


class CompanyAlias(Owned, table=True):
    """Another name of a company."""

    __tablename__ = "company_alias"
    __table_args__ = (UniqueConstraint("owner", "key"),)

    company_id: UUID = Field(foreign_key="company.id", index=True, ondelete="CASCADE")
    name: str = Field(min_length=1, max_length=NAME)
    key: str = Field(min_length=1, max_length=NAME)
    batch_id: UUID | None = Field(default=None, index=True)


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


class Position(Owned, table=True):
    """A person's job at a company, from and to."""

    person_id: UUID = Field(foreign_key="person.id", index=True, ondelete="CASCADE")
    company_id: UUID = Field(foreign_key="company.id", index=True)
    title: str = Field(default="", max_length=NAME)
    started_on: date | None = None
    ended_on: date | None = None
    seen_on: date | None = None
    """The day an export showed it; of two exported ones the later holds."""
    batch_id: UUID | None = Field(default=None, index=True)


class Tie(Editable, table=True):
    """What one person is to another, and where that is known from."""

    __table_args__ = (
        CheckConstraint("from_id <> to_id", name="tie_joins_two_people"),
        CheckConstraint(
            "chance IS NULL OR (chance >= 0 AND chance <= 1)", name="tie_chance"
        ),
    )

    from_id: UUID = Field(foreign_key="person.id", index=True, ondelete="CASCADE")
    to_id: UUID = Field(foreign_key="person.id", index=True, ondelete="CASCADE")
    both_ways: bool = True
    kind: TieKind = Field(default=TieKind.OTHER, sa_type=text_enum(TieKind))
    provenance: Provenance = Field(
        default=Provenance.TYPED, sa_type=text_enum(Provenance)
    )
    since_on: date | None = None
    seen_on: date | None = None
    chance: float | None = Field(default=None, ge=0, le=1)
    """As stated by the searcher, and then final; else estimated from the kind."""


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


class Interviewer(Owned, table=True):
    """A person on the panel of a round."""

    __table_args__ = (UniqueConstraint("round_id", "person_id"),)

    round_id: UUID = Field(
        foreign_key="interview_round.id", index=True, ondelete="CASCADE"
    )
    person_id: UUID = Field(foreign_key="person.id", index=True, ondelete="CASCADE")


class Offer(Editable, table=True):
    """What a company would pay for one application."""

    application_id: UUID = Field(
        foreign_key="application.id", index=True, ondelete="CASCADE"
    )
    currency: str = Field(min_length=3, max_length=3)
    base: Decimal = Field(ge=0, sa_type=Exact)
    """Salary of the first year."""
    bonus_target: Decimal = Field(default=Decimal(0), ge=0, le=10, sa_type=Exact)
    """Fraction of the base paid each year at full payout, such as 0.15."""
    bonus_payout: Decimal = Field(default=Decimal(1), ge=0, le=10, sa_type=Exact)
    """Expected share of the target that is paid."""
    raise_rate: Decimal = Field(default=Decimal(0), ge=-1, le=10, sa_type=Exact)
    """Expected yearly rise of the base, as a fraction."""
    sign_on: Decimal = Field(default=Decimal(0), ge=0, sa_type=Exact)
    """Paid at once and never paid back; a `SignOnBonus` has conditions."""
    received_on: date | None = None
    deadline_on: date | None = None
    deadline_time: str = Field(default="", max_length=5)
    """Such as 17:00 in `deadline_zone`; the end of the day if empty."""
    deadline_zone: str = Field(default="", max_length=64)
    in_writing: bool = False
    said_only: list[str] = Field(default_factory=list, sa_type=JSON)
    """Which of the terms are not in the letter though the offer is in writing."""
    promises: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    """Promises that are no term: `what`, and whether it is `in_writing`."""
    level: str = Field(default="", max_length=NAME)
    """As the company calls it."""
    standard_level: str = Field(default="", max_length=NAME)
    """What that is elsewhere: how levels of companies are compared."""
    location: str = Field(default="", max_length=NAME)
    price_place: str = Field(default="", max_length=NAME)
    """The place whose price level is that of the job."""
    benefits: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """As `inputs.BenefitsIn` takes them, amounts as text."""
    refreshers: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """A yearly grant that the searcher assumes, as `inputs.RefreshersIn` takes it."""
    ratings: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    """Marks of the searcher's, 0 to 10, by criterion."""
    reservation: Decimal | None = Field(default=None, ge=0, sa_type=Exact)
    """Below this pay a year the searcher walks away. Kept from the target apart."""
    target: Decimal | None = Field(default=None, ge=0, sa_type=Exact)
    """The pay a year that the searcher asks for."""
    note: str = Field(default="", max_length=TEXT)


class OfferVersion(Owned, table=True):
    """What an offer said before and after each counter-offer."""

    __tablename__ = "offer_version"
    __table_args__ = (UniqueConstraint("offer_id", "number"),)

    offer_id: UUID = Field(foreign_key="offer.id", index=True, ondelete="CASCADE")
    number: int = Field(ge=1)
    """1 is the first offer; the highest is what the offer says now."""
    on: date
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """As `inputs.OfferIn` takes them."""


class Negotiation(Owned, table=True):
    """Something that was said while an offer was negotiated."""

    offer_id: UUID = Field(foreign_key="offer.id", index=True, ondelete="CASCADE")
    on: date
    who: str = Field(default="", max_length=NAME)
    what: str = Field(min_length=1, max_length=TEXT)
    in_writing: bool = False


class DeadlineChange(Owned, table=True):
    """A later deadline that was asked for."""

    __tablename__ = "deadline_change"

    offer_id: UUID = Field(foreign_key="offer.id", index=True, ondelete="CASCADE")
    deadline_on: date
    """The day asked for."""
    asked_on: date
    granted: Granted = Field(default=Granted.OPEN, sa_type=text_enum(Granted))
    note: str = Field(default="", max_length=TEXT)


class SignOnBonus(Owned, table=True):
    """A sign-on bonus of an offer that is paid back on leaving early, or paid late."""

    __tablename__ = "sign_on_bonus"

    offer_id: UUID = Field(foreign_key="offer.id", index=True, ondelete="CASCADE")
    name: str = Field(default="", max_length=NAME)
    amount: Decimal = Field(ge=0, sa_type=Exact)
    paid_month: int = Field(default=0, ge=0, le=120)
    window_months: int = Field(default=0, ge=0, le=120)
    """Months after the payment in which leaving makes it owed; 0 for never."""
    shape: str = Field(default="cliff", max_length=32)
    """How what is owed falls: an `offers.ClawbackShape`."""
    leaving: str = Field(default="voluntary", max_length=32)
    """Which leaving makes it owed: voluntary or any."""
    net_of: Decimal = Field(default=Decimal(0), ge=0, le=1, sa_type=Exact)
    """Rate of tax taken off what is owed; 0 if it is owed gross."""


class Grant(Owned, table=True):
    """An equity grant of an offer."""

    __tablename__ = "equity_grant"

    offer_id: UUID = Field(foreign_key="offer.id", index=True, ondelete="CASCADE")
    kind: GrantKind = Field(default=GrantKind.RSU, sa_type=text_enum(GrantKind))
    value: Decimal = Field(ge=0, sa_type=Exact)
    """Worth of the whole grant at the price of the day, in the offer's currency."""
    shares_by_year: list[str] = Field(sa_type=JSON)
    """Percent that vests in each year, as text; sums to 100."""
    cadence: list[str] = Field(sa_type=JSON)
    """How often it vests: one entry for all years, or one a year."""
    cliff_months: int = Field(default=0, ge=0, le=120)
    name: str = Field(default="", max_length=NAME)
    starts_month: int = Field(default=0, ge=-120, le=120)
    """Months of service after which it is granted."""
    haircut: Decimal | None = Field(default=None, ge=0, le=1, sa_type=Exact)
    """Own discount of the market price; the one assumed for all if None."""
    options: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """As `inputs.OptionsIn` takes them; empty for shares."""
    company: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """Who owns a company that is not traded, as `inputs.PrivateIn` takes it."""


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


class Assumptions(Owned, table=True):
    """What offers are compared by: taxes, prices, rates, weights. One row an owner."""

    __table_args__ = (UniqueConstraint("owner"),)

    version: int = 1
    held: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """As `inputs.AssumptionsIn` takes them, numbers as text."""


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
