"""What may be handed in about an offer."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal
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
    Name,
    Share,
    Zone,
    as_number,
)
from tracker.models import GrantKind

Shape = Literal["cliff", "monthly pro rata", "daily pro rata"]
Participation = Literal[
    "non-participating", "participating", "participating with a cap"
]
Shares = Annotated[list[Fraction100], Field(min_length=1, max_length=10)]
Months = Annotated[int, Field(ge=0, le=120)]
Mark = Annotated[
    Decimal,
    BeforeValidator(as_number),
    Field(ge=0, le=10, decimal_places=2, allow_inf_nan=False),
]


class SignOnIn(Input):
    """A sign-on bonus with its conditions."""

    amount: Money
    paid_month: Months = 0
    window_months: Months = 0
    """Months after the payment in which leaving makes it owed."""
    shape: Shape = "cliff"
    leaving: Literal["voluntary", "any"] = "voluntary"
    net_of: Share = Decimal(0)
    name: Line = ""


class OptionsIn(Input):
    """Options of a grant."""

    count: Money
    strike: Money
    price: Money
    """Of a share on the day of the offer; the last 409A value if it is not traded."""
    window_days: int = Field(default=90, ge=0, le=36_500)
    kind: Line = ""
    """Such as ISO or NSO."""
    early_exercise: bool = False


class PreferredIn(Input):
    """A class of preferred shares of a company that is not traded."""

    shares: Money
    preference: Money
    participation: Participation = "non-participating"
    cap: Money | None = None
    name: Line = ""


class FinancingIn(Input):
    """A later round of financing that is expected."""

    dilution: Share
    preference: Money = Decimal(0)
    participation: Participation = "non-participating"


class OutcomeIn(Input):
    """An exit and its chance."""

    exit: Money
    chance: Share


class PrivateIn(Input):
    """Who owns a company that is not traded, and what may become of it."""

    fully_diluted: Money | None = None
    count: Money = Decimal(0)
    """Shares of the grant; of options their own count holds."""
    last_preferred_price: Money = Decimal(0)
    preferred: list[PreferredIn] = Field(default_factory=list, max_length=20)
    rounds: list[FinancingIn] = Field(default_factory=list, max_length=10)
    outcomes: list[OutcomeIn] = Field(default_factory=list, max_length=20)
    """Exits thought possible; multiples of the last round if empty."""
    years: int = Field(default=7, ge=0, le=30)
    """To the exit."""
    source: Line = ""


class GrantIn(Input):
    """An equity grant of an offer."""

    kind: GrantKind = GrantKind.RSU
    value: Money | None = None
    """Worked out from `options` where these are given."""
    shares_by_year: Shares
    cadence: str | list[str] = "yearly"
    cliff_months: int = Field(default=0, ge=0, le=120)
    name: Line = ""
    starts_month: int = Field(default=0, ge=-120, le=120)
    haircut: Share | None = None
    options: OptionsIn | None = None
    company: PrivateIn | None = None


class RefreshersIn(Input):
    """A grant assumed to come after each year of work."""

    value: Money
    shares_by_year: Shares = [Decimal(25)] * 4
    cadence: str | list[str] = "yearly"
    cliff_months: int = Field(default=0, ge=0, le=120)


class VestingIn(Input):
    """When something becomes one's own."""

    shares_by_year: Shares
    cadence: str | list[str] = "yearly"
    cliff_months: int = Field(default=0, ge=0, le=120)


class MatchIn(Input):
    """What a company adds to saving for retirement."""

    rate: Fraction
    up_to: Share
    contribution: Share | None = None
    most_a_year: Money | None = None
    vesting: VestingIn | None = None


class BenefitsIn(Input):
    """Benefits and costs, yearly unless paid once; see `offers.Benefits`."""

    match: MatchIn | None = None
    extra_leave_days: Annotated[Money, Field(le=366)] = Decimal(0)
    stipends: Money = Decimal(0)
    relocation: Money = Decimal(0)
    moving_cost: Money = Decimal(0)
    health_premium: Money = Decimal(0)
    deductible: Money = Decimal(0)
    deductible_use: Share = Decimal(1)
    office_days: Annotated[Money, Field(le=366)] = Decimal(0)
    fare: Money = Decimal(0)
    commute_minutes: Annotated[Money, Field(le=1440)] = Decimal(0)
    hour_value: Money = Decimal(0)


class PromiseIn(Input):
    """A promise that is no term of its own."""

    what: Name
    in_writing: bool = False


class TermsIn(Input):
    """The terms of a job: those of an offer, and of the current one."""

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
    """Paid at once and never paid back."""
    sign_ons: list[SignOnIn] = Field(default_factory=list, max_length=10)
    grants: list[GrantIn] = Field(default_factory=list, max_length=20)
    refreshers: RefreshersIn | None = None
    benefits: BenefitsIn | None = None
    level: Line = ""
    standard_level: Line = ""
    location: Line = ""
    price_place: Line = ""
    ratings: dict[str, Mark] = Field(default_factory=dict, max_length=20)


class OfferIn(TermsIn):
    """An offer; its application is found by company and title, or made."""

    application: UUID | None = None
    company: Line = ""
    title: Line = ""
    received_on: Day | None = None
    deadline_on: Day | None = None
    deadline_time: Annotated[
        str, Field(pattern=r"^$|^([01]\d|2[0-3]):[0-5]\d$", max_length=5)
    ] = ""
    deadline_zone: Zone = ""
    in_writing: bool = False
    said_only: list[Name] = Field(default_factory=list, max_length=40)
    promises: list[PromiseIn] = Field(default_factory=list, max_length=40)
    reservation: Money | None = None
    target: Money | None = None
    note: Block = ""


class CounterIn(Input):
    """Something said in a negotiation."""

    on: Day | None = None
    who: Line = ""
    what: Annotated[Block, Field(min_length=1)]
    in_writing: bool = False
