"""What may be handed in about how offers are compared."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from tracker.inputs.fields import (
    DECIMALS,
    Currency,
    Day,
    Input,
    Line,
    Money,
    Name,
    Share,
    Signed,
    as_number,
)
from tracker.inputs.offers import TermsIn


class Sourced(Input):
    """A number with where it is from, and of which day."""

    source: Line = ""
    on: Day | None = None


class BandIn(Input):
    """A marginal rate of tax, from an income on."""

    above: Money
    rate: Share


class TaxIn(Sourced):
    """The searcher's own marginal rates."""

    bands: list[BandIn] = Field(min_length=1, max_length=20)
    equity_rate: Share | None = None


class RateIn(Sourced):
    """A rate or share, as a fraction."""

    rate: Share


class PriorIn(Sourced):
    """The searcher's own belief about a rate, in the place of a shipped one."""

    mean: Annotated[
        Decimal,
        BeforeValidator(as_number),
        Field(gt=0, lt=1, decimal_places=DECIMALS, allow_inf_nan=False),
    ]
    weight: Annotated[
        Decimal,
        BeforeValidator(as_number),
        Field(ge=1, le=1000, decimal_places=DECIMALS, allow_inf_nan=False),
    ]
    """How many own trials it counts as."""


Change = Annotated[
    Decimal,
    BeforeValidator(as_number),
    Field(ge=-1, le=10, decimal_places=DECIMALS, allow_inf_nan=False),
]


class GrowthIn(Sourced):
    """A yearly change of the share price, as a fraction."""

    rate: Change


class AmountIn(Sourced):
    """An amount of money."""

    amount: Money


class ExchangeIn(Sourced):
    """What one currency was worth in another on a day."""

    base: Currency
    quote: Currency
    rate: Annotated[
        Decimal,
        BeforeValidator(as_number),
        Field(gt=0, le=10**9, decimal_places=DECIMALS, allow_inf_nan=False),
    ]


class PriceLevelIn(Sourced):
    """How dear a place is: the searcher's own figure."""

    place: Name
    level: Annotated[
        Decimal,
        BeforeValidator(as_number),
        Field(ge=1, le=1000, decimal_places=DECIMALS, allow_inf_nan=False),
    ]
    reference: Line = "United States = 100"


class PriceIn(Input):
    """What a step on a criterion is worth a year."""

    amount: Signed
    step: Signed
    reference: Signed


class ScaleIn(Input):
    """The two ends of a criterion's scale."""

    worst: Signed
    best: Signed


class CurrentJobIn(TermsIn):
    """The job the searcher has now; its grants from its own first day."""

    name: Line = "Current job"
    started_on: Day | None = None


class AssumptionsIn(Input):
    """All that offers are compared by and that no offer says."""

    currency: Literal[""] | Currency = ""
    years: int | None = Field(default=None, ge=1, le=10)
    """The horizon; four years if None."""
    tax: TaxIn | None = None
    discount: RateIn | None = None
    haircut: RateIn | None = None
    """For grants without one of their own."""
    growth: GrowthIn | None = None
    scenarios: list[Change] = Field(default_factory=list, max_length=7)
    """Changes of the share price to look at, as fractions; if empty, those shipped."""
    attrition: RateIn | None = None
    home_place: Line = ""
    price_levels: list[PriceLevelIn] = Field(default_factory=list, max_length=100)
    exchange: list[ExchangeIn] = Field(default_factory=list, max_length=50)
    usual_pay: AmountIn | None = None
    """Total a year; the middle of the pay scales."""
    goal: Line = ""
    points: dict[str, Money] = Field(default_factory=dict, max_length=20)
    scales: dict[str, ScaleIn] = Field(default_factory=dict, max_length=20)
    prices: dict[str, PriceIn] = Field(default_factory=dict, max_length=20)
    current: CurrentJobIn | None = None
    stay: bool = True
    """Whether staying in the current job is compared as well."""
