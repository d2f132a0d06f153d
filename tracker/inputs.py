"""What a person may hand in, by form or as JSON, and what is said of a mistake.

Forms and the terminal build the same objects, so that they are checked alike.
Field names are those of the documented JSON.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar
from uuid import UUID  # noqa: TC003 - pydantic needs it at run time
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
)

from tracker import names
from tracker.errors import InvalidError
from tracker.models import (
    LINK,
    NAME,
    TEXT,
    AskState,
    GrantKind,
    InteractionKind,
    RoundFormat,
    RoundKind,
    Source,
    Stage,
    TieKind,
)

DECIMALS = 12
"""The most decimals of an amount, as `tracker.offers` can compare it."""
FIRST_YEAR, LAST_YEAR = 1900, 2199
CADENCES = ("monthly", "quarterly", "half-yearly", "yearly")
ME = "Me"
"""What the searcher is called in JSON, tables and pictures."""


def _line(value: object) -> object:
    return names.one_line(value) if isinstance(value, str) else value


def _block(value: object) -> object:
    return names.tidy(value) if isinstance(value, str) else value


def _link(value: str) -> str:
    if value and not re.match(r"https?://[^\s/]+", value, re.IGNORECASE):
        raise ValueError("must be a link that begins with http:// or https://")
    return value


def _day(value: object) -> object:
    """Take an ISO day only: a bare number must not become a day in 1970."""
    if isinstance(value, str):
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip()):
            raise ValueError("must be a day such as 2026-03-31")
        return value.strip()
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise ValueError("must be a day such as 2026-03-31")


def _time(value: object) -> object:
    """Take an ISO time only, for the same reason."""
    if isinstance(value, datetime) or (
        isinstance(value, str) and re.match(r"\s*\d{4}-\d{2}-\d{2}[T ]", value)
    ):
        return value
    raise ValueError("must be a time such as 2026-03-31T14:00")


Moment = TypeVar("Moment", bound=date)


def _in_living_memory(value: Moment) -> Moment:
    """Refuse slips of the keyboard, and days whose neighbours cannot be counted."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(f"must lie between the years {FIRST_YEAR} and {LAST_YEAR}")
    return value


def _number(value: object) -> object:
    """Refuse numbers that are not numbers; a float is read by its digits."""
    if isinstance(value, bool):
        raise ValueError("must be a number")  # noqa: TRY004 - pydantic wants this
    return str(value) if isinstance(value, float | int) else value


def _currency(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{3}", value):
        raise ValueError("must be a currency code of three letters, such as EUR")
    return value.upper()


def _zone(value: str) -> str:
    if value and value not in available_timezones():
        raise ValueError("must be a time zone such as Europe/Berlin")
    return value


Day = Annotated[date, BeforeValidator(_day), AfterValidator(_in_living_memory)]
Time = Annotated[datetime, BeforeValidator(_time), AfterValidator(_in_living_memory)]
Line = Annotated[str, BeforeValidator(_line), Field(max_length=NAME)]
Name = Annotated[str, BeforeValidator(_line), Field(min_length=1, max_length=NAME)]
Block = Annotated[str, BeforeValidator(_block), Field(max_length=TEXT)]
Link = Annotated[
    str, BeforeValidator(_line), Field(max_length=LINK), AfterValidator(_link)
]
Money = Annotated[
    Decimal,
    BeforeValidator(_number),
    Field(
        ge=0,
        le=Decimal(10) ** 12,
        decimal_places=DECIMALS,
        allow_inf_nan=False,
    ),
]
Fraction = Annotated[
    Decimal,
    BeforeValidator(_number),
    Field(ge=0, le=10, decimal_places=DECIMALS, allow_inf_nan=False),
]
Fraction100 = Annotated[
    Decimal,
    BeforeValidator(_number),
    Field(ge=0, le=100, decimal_places=DECIMALS, allow_inf_nan=False),
]
Currency = Annotated[str, BeforeValidator(_line), AfterValidator(_currency)]
Zone = Annotated[str, BeforeValidator(_line), AfterValidator(_zone)]


class Input(BaseModel):
    """Base of every input: an unknown field is a mistake, not noise."""

    model_config = ConfigDict(extra="forbid", frozen=True)


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
    place: Annotated[str, BeforeValidator(_line), Field(max_length=LINK)] = ""
    note: Block = ""
    interviewers: list[Name] = Field(default_factory=list, max_length=50)

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
        BeforeValidator(_line),
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


class GrantIn(Input):
    """An equity grant of an offer."""

    kind: GrantKind = GrantKind.RSU
    value: Money
    shares_by_year: list[Fraction100] = Field(min_length=1, max_length=10)
    cadence: str | list[str] = "yearly"
    cliff_months: int = Field(default=0, ge=0, le=120)


class OfferIn(Input):
    """An offer; its application is found by company and title, or made."""

    application: UUID | None = None
    company: Line = ""
    title: Line = ""
    currency: Currency
    base: Money
    bonus_target: Fraction = Decimal(0)
    bonus_payout: Fraction = Decimal(1)
    raise_rate: Annotated[
        Decimal,
        BeforeValidator(_number),
        Field(ge=-1, le=10, decimal_places=DECIMALS, allow_inf_nan=False),
    ] = Decimal(0)
    sign_on: Money = Decimal(0)
    received_on: Day | None = None
    deadline_on: Day | None = None
    in_writing: bool = False
    note: Block = ""
    grants: list[GrantIn] = Field(default_factory=list, max_length=20)


class AskIn(Input):
    """A referral ask to one person about one company."""

    person: Name
    company: Name
    title: Line = ""
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
    region: Annotated[str, BeforeValidator(_line), Field(max_length=64)] = ""
    currency: Literal[""] | Currency = ""
    holidays: list[Day] = Field(default_factory=list, max_length=400)


class GoalIn(Input):
    """When the searcher wants or needs the next job."""

    start_on: Day | None = None
    is_job_end: bool = False
    notice_days: int = Field(default=14, ge=0, le=730)
    decision_days: int = Field(default=14, ge=0, le=730)
    process_days: int = Field(default=35, ge=0, le=730)


Given = TypeVar("Given", bound=Input)


def parse(kind: type[Given], given: object) -> Given:
    """Check what was handed in.

    Raises:
        InvalidError: With one sentence about the first mistake.
    """
    word = kind.__name__.removesuffix("In").lower()
    if not isinstance(given, dict):
        raise InvalidError(
            f"A {word} must be a JSON object, such as {{…}}; this one is not."
        )
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        raise InvalidError(sentence(word, error)) from error


def sentence(word: str, error: ValidationError) -> str:
    """Say in one sentence what the first mistake of a record is.

    Args:
        word: What the record is called, such as “offer”.
        error: What pydantic found.
    """
    first: Any = error.errors()[0]
    field = names.one_line(".".join(map(str, first["loc"])))[:60] or word
    article = "an" if word[0] in "aeiou" else "a"
    if first["type"] == "missing":
        return f"{article.capitalize()} {word} needs “{field}”; add it and try again."
    if first["type"] == "extra_forbidden":
        return f"{article.capitalize()} {word} has no field “{field}”; leave it out."
    shown = names.one_line(str(first["input"]))[:60]
    if first["type"].startswith("date_"):
        first["msg"] = "must be a day such as 2026-03-31"
    rule = str(first["msg"]).removeprefix("Value error, ").removeprefix("Input ")
    rule = rule[:1].lower() + rule[1:]
    return f"“{field}” of the {word} is “{shown}”, but it {_must(first['type'], rule)}."


_RULES = {
    "too_short": "must not be empty",
    "string_too_short": "must not be empty",
    "string_pattern_mismatch": "must be an e-mail address, such as ana@example.org",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "decimal_parsing": "must be a number, such as 120000 or 0.15",
    "decimal_type": "must be a number, such as 120000 or 0.15",
    "finite_number": "must be a number, such as 120000 or 0.15",
    "datetime_from_date_parsing": "must be a time such as 2026-03-31T14:00",
    "datetime_parsing": "must be a time such as 2026-03-31T14:00",
    "decimal_max_places": f"must be a number of at most {DECIMALS} decimals",
    "string_too_long": "is longer than can be kept; shorten it",
    "too_long": "is longer than can be kept; shorten it",
}


def _must(error_type: str, rule: str) -> str:
    """Make pydantic's half sentence follow “but it”."""
    known = _RULES.get(error_type)
    if known:
        return known
    if rule.startswith(("must", "should")):
        return rule.replace("should", "must", 1)
    return f"must be right: {rule}"
