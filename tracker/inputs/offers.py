"""What may be handed in about an offer."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated
from uuid import UUID  # noqa: TC003 - pydantic needs it at run time

from pydantic import BeforeValidator, Field

from tracker.inputs.fields import (
    DECIMALS,
    Block,
    Currency,
    Day,
    Fraction,
    Fraction100,
    Input,
    Line,
    Money,
    as_number,
)
from tracker.models import GrantKind


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
        BeforeValidator(as_number),
        Field(ge=-1, le=10, decimal_places=DECIMALS, allow_inf_nan=False),
    ] = Decimal(0)
    sign_on: Money = Decimal(0)
    received_on: Day | None = None
    deadline_on: Day | None = None
    in_writing: bool = False
    note: Block = ""
    grants: list[GrantIn] = Field(default_factory=list, max_length=20)
