"""Offers in full, and what they are compared by."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.types import JSON
from sqlmodel import Field

from tracker.models.base import NAME, TEXT, Editable, Exact, Owned, text_enum
from tracker.models.kinds import Granted, GrantKind


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


class Assumptions(Owned, table=True):
    """What offers are compared by: taxes, prices, rates, weights. One row an owner."""

    __table_args__ = (UniqueConstraint("owner"),)

    version: int = 1
    held: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """As `inputs.AssumptionsIn` takes them, numbers as text."""
