"""What an offer pays: by year, and kept on leaving after any month. Pure.

A grant's four-year total misleads: 400,000 pays 20,000 (5/15/40/40) to 132,000
(33/33/22/12) in its first year. So everything here is by year or by month.

Shares such as 1/48 are kept as fractions and become cents only where they leave
this package: to the cent, half to even. A year's equity is the difference of two
rounded running sums, so the years add up to the grant exactly; salary and bonus
are rounded year by year; a total is the sum of the parts shown beside it.

`pay_by_year`, `kept_on_leaving` and `verdict` are the short answer: before tax, at
a constant share price, without benefits, nothing paid back. `full_pay` and
`kept_curve` are the long one. Tax, place, currency and time are `tracker.worth`.
"""

from __future__ import annotations

from tracker.offers.amounts import CURRENCIES, cents, check_currency
from tracker.offers.benefits import BenefitParts, Benefits, Match
from tracker.offers.comparison import TIE, Verdict, is_tie, kept_verdict, verdict
from tracker.offers.leaving import (
    HORIZON,
    Forfeited,
    KeptAt,
    exercise_cost,
    forfeited,
    kept_at,
    kept_curve,
)
from tracker.offers.pay import (
    LEAVING_MONTHS,
    FullYear,
    Kept,
    Leaving,
    Received,
    YearPay,
    clawback,
    full_pay,
    kept_on_leaving,
    pay_by_year,
    received,
    short_money,
    years_to_vest,
)
from tracker.offers.prices import (
    CONSTANT,
    HAIRCUTS,
    SCENARIOS,
    Haircut,
    Prices,
    growing,
)
from tracker.offers.scenarios import (
    TENURES,
    Expected,
    PriceScenario,
    Tenure,
    by_price,
    expected,
    tenures,
)
from tracker.offers.schedules import (
    PRESETS,
    Cadence,
    Preset,
    Schedule,
    schedule,
    vested_share,
)
from tracker.offers.sign_ons import (
    Clawback,
    ClawbackShape,
    ClawbackTrigger,
    SignOn,
    owed,
)
from tracker.offers.terms import (
    GrantTerms,
    OfferTerms,
    OptionTerms,
    option_grant,
    refreshers,
)

__all__ = [
    "CONSTANT",
    "CURRENCIES",
    "HAIRCUTS",
    "HORIZON",
    "LEAVING_MONTHS",
    "PRESETS",
    "SCENARIOS",
    "TENURES",
    "TIE",
    "BenefitParts",
    "Benefits",
    "Cadence",
    "Clawback",
    "ClawbackShape",
    "ClawbackTrigger",
    "Expected",
    "Forfeited",
    "FullYear",
    "GrantTerms",
    "Haircut",
    "Kept",
    "KeptAt",
    "Leaving",
    "Match",
    "OfferTerms",
    "OptionTerms",
    "Preset",
    "PriceScenario",
    "Prices",
    "Received",
    "Schedule",
    "SignOn",
    "Tenure",
    "Verdict",
    "YearPay",
    "by_price",
    "cents",
    "check_currency",
    "clawback",
    "exercise_cost",
    "expected",
    "forfeited",
    "full_pay",
    "growing",
    "is_tie",
    "kept_at",
    "kept_curve",
    "kept_on_leaving",
    "kept_verdict",
    "option_grant",
    "owed",
    "pay_by_year",
    "received",
    "refreshers",
    "schedule",
    "short_money",
    "tenures",
    "verdict",
    "vested_share",
    "years_to_vest",
]
