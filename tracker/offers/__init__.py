"""What an offer pays: by year, and kept on leaving after any month. Pure.

A grant's four-year total misleads: 400,000 pays 20,000 (5/15/40/40) to 132,000
(33/33/22/12) in its first year. So everything here is by year or by month.

Shares such as 1/48 are kept as fractions and become cents only where they leave
this module: to the cent, half to even. A year's equity is the difference of two
rounded running sums, so the years add up to the grant exactly; salary and bonus
are rounded year by year; a total is the sum of the parts shown beside it.

Assumed, and to be said wherever the figures are shown: constant share price,
before tax, and no sign-on bonus paid back on leaving (clawback is not modelled).
"""

from __future__ import annotations

from tracker.offers.comparison import HORIZON, TIE, Verdict, verdict
from tracker.offers.pay import (
    LEAVING_MONTHS,
    Kept,
    YearPay,
    kept_on_leaving,
    pay_by_year,
    short_money,
    years_to_vest,
)
from tracker.offers.terms import (
    PRESETS,
    Cadence,
    GrantTerms,
    OfferTerms,
    Preset,
    Schedule,
    schedule,
    vested_share,
)

__all__ = [
    "HORIZON",
    "LEAVING_MONTHS",
    "PRESETS",
    "TIE",
    "Cadence",
    "GrantTerms",
    "Kept",
    "OfferTerms",
    "Preset",
    "Schedule",
    "Verdict",
    "YearPay",
    "kept_on_leaving",
    "pay_by_year",
    "schedule",
    "short_money",
    "verdict",
    "vested_share",
    "years_to_vest",
]
