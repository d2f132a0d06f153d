"""Kinds of field that inputs consist of: lines, days, money, shares."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, TypeVar
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from tracker import names
from tracker.models import LINK, NAME, TEXT

DECIMALS = 12
"""The most decimals of an amount, as `tracker.offers` can compare it."""
PAGE = 200_000
"""The longest text of a posting, in characters."""
FIRST_YEAR, LAST_YEAR = 1900, 2199
CADENCES = ("monthly", "quarterly", "half-yearly", "yearly")
ME = "Me"
"""What the searcher is called in JSON, tables and pictures."""


def as_line(value: object) -> object:
    """Make one line of text of what was typed."""
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


def as_number(value: object) -> object:
    """Refuse numbers that are not numbers; a float is read by its digits."""
    if isinstance(value, bool):
        raise ValueError("must be a number")  # noqa: TRY004 - pydantic wants this
    return str(value) if isinstance(value, float | int) else value


def _currency(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{3}", value):
        raise ValueError("must be a currency code of three letters, such as EUR")
    return value.upper()


_known_zones = cache(available_timezones)  # reading their names takes 4 ms


def _zone(value: str) -> str:
    if value and value not in _known_zones():
        raise ValueError("must be a time zone such as Europe/Berlin")
    return value


Day = Annotated[date, BeforeValidator(_day), AfterValidator(_in_living_memory)]
Time = Annotated[datetime, BeforeValidator(_time), AfterValidator(_in_living_memory)]
Line = Annotated[str, BeforeValidator(as_line), Field(max_length=NAME)]
Name = Annotated[str, BeforeValidator(as_line), Field(min_length=1, max_length=NAME)]
Block = Annotated[str, BeforeValidator(_block), Field(max_length=TEXT)]
Page = Annotated[str, BeforeValidator(_block), Field(max_length=PAGE)]
Link = Annotated[
    str, BeforeValidator(as_line), Field(max_length=LINK), AfterValidator(_link)
]
Money = Annotated[
    Decimal,
    BeforeValidator(as_number),
    Field(
        ge=0,
        le=Decimal(10) ** 12,
        decimal_places=DECIMALS,
        allow_inf_nan=False,
    ),
]
Fraction = Annotated[
    Decimal,
    BeforeValidator(as_number),
    Field(ge=0, le=10, decimal_places=DECIMALS, allow_inf_nan=False),
]
Fraction100 = Annotated[
    Decimal,
    BeforeValidator(as_number),
    Field(ge=0, le=100, decimal_places=DECIMALS, allow_inf_nan=False),
]
Share = Annotated[
    Decimal,
    BeforeValidator(as_number),
    Field(ge=0, le=1, decimal_places=DECIMALS, allow_inf_nan=False),
]
Signed = Annotated[
    Decimal,
    BeforeValidator(as_number),
    Field(
        ge=-(Decimal(10) ** 12),
        le=Decimal(10) ** 12,
        decimal_places=DECIMALS,
        allow_inf_nan=False,
    ),
]
Hours = Annotated[
    Decimal,
    BeforeValidator(as_number),
    Field(ge=0, le=500, decimal_places=2, allow_inf_nan=False),
]
Mark = Annotated[int, Field(ge=1, le=5)]
"""How good something was: 5 is best."""
Currency = Annotated[str, BeforeValidator(as_line), AfterValidator(_currency)]
Zone = Annotated[str, BeforeValidator(as_line), AfterValidator(_zone)]


class Input(BaseModel):
    """Base of every input: an unknown field is a mistake, not noise."""

    model_config = ConfigDict(extra="forbid", frozen=True)
