"""What is kept of each offer on leaving early, before or after tax. Pure."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from tracker import worth
from tracker.offers import (
    HORIZON,
    LEAVING_MONTHS,
    KeptAt,
    cents,
    kept_on_leaving,
)
from tracker.reports import comparing
from tracker.reports.comparing import OWN_CURRENCY, Measure
from tracker.reports.offer_words import whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from tracker.offers import OfferTerms
    from tracker.reports.comparing import Basis, Compared

FIRST_MONTH = 6
"""Before it a sign-on bonus, made a yearly sum, would tower over all else."""
KEPT = "All pay"
UNPAID = "Nothing paid back"
A_YEAR = "Per year stayed"
SHARES = "Shares only"


def points(
    by: Basis | None, each: Compared, measure: Measure, months: int = HORIZON
) -> list[KeptAt]:
    """What is kept on leaving after each month, by a measure; never discounted.

    Raises:
        InvalidError: As `comparing.view`.
    """
    if by is None or measure is Measure.NOMINAL:
        return comparing.curve(each, months)
    found = comparing.curve(each, months)
    if by.taxes is not None:
        found = _taxed_curve(each.terms, by.taxes, months)
    factor = factor_to(by, each, measure)
    return [
        KeptAt(at.month, *(cents(Fraction(amount) * factor) for amount in at[1:]))
        for at in found
    ]


def factor_to(by: Basis, each: Compared, measure: Measure) -> Fraction:
    """Give what turns an offer's money into the currency and prices of a measure.

    Raises:
        InvalidError: As `comparing.view`.
    """
    factor = Fraction(1)
    if measure in OWN_CURRENCY:
        return factor
    looked = comparing.view(by, each)
    if looked.exchange is not None:
        factor = worth.converted(factor, looked.exchange, looked.currency)
    if measure is not Measure.CONVERTED and looked.here and looked.there:
        factor *= worth.price_factor(looked.here, looked.there)
    return factor


@lru_cache(maxsize=256)
def _taxed_curve(money: OfferTerms, taxes: worth.Taxes, months: int) -> list[KeptAt]:
    return worth.taxed_curve(money, taxes, months)


def frame(
    by: Basis | None, offers: Sequence[Compared], measure: Measure = Measure.NOMINAL
) -> pd.DataFrame:
    """What is kept of each offer per year stayed, on leaving after each month.

    Returns:
        The columns `offer`, `month` (from 6), `a_year` and `before`: with and without
        what is paid back.
    """
    last = 12 * comparing.horizon(by, offers)
    return pd.DataFrame(
        [
            (
                each.name,
                at.month,
                at.kept * 12 / at.month,
                (at.kept + at.clawback) * 12 / at.month,
            )
            for each in offers
            for at in points(by, each, measure, last)[FIRST_MONTH:]
        ],
        columns=["offer", "month", "a_year", "before"],
    )


def table(
    by: Basis | None,
    offers: Sequence[Compared],
    shown: str = KEPT,
    measure: Measure = Measure.NOMINAL,
) -> pd.DataFrame:
    """What is kept on leaving after some months; a column an offer.

    Args:
        by: For the horizon.
        offers: Offers that the measure gives in one currency.
        shown: All that is kept, with nothing paid back, per year stayed, or shares,
            which are at market price and before tax by every measure.
        measure: How money is counted; never discounted.
    """
    years = comparing.horizon(by, offers)
    months = [*LEAVING_MONTHS, *range(60, 12 * years + 1, 12)]
    columns = {}
    for each in offers:
        run = points(by, each, measure, months[-1])
        factor = Fraction(1) if by is None else factor_to(by, each, measure)
        columns[each.name] = [
            whole(_kept(each, run[month], shown, factor)) for month in months
        ]
    return pd.DataFrame(columns, index=[f"{month}\u00a0months" for month in months])


def counted(by: Basis, measure: Measure) -> str:
    """What is counted in what is kept, by a measure."""
    if measure is Measure.NOMINAL:
        return "before tax"
    if by.taxes is None:
        return "before tax, for no tax rates are entered"
    said = "after tax at my marginal rates, of which nothing comes back with what I owe"
    return f"{said}; not discounted" if measure is Measure.PRESENT else said


def _kept(each: Compared, at: KeptAt, shown: str, factor: Fraction) -> Decimal:
    if shown == SHARES:
        equity = kept_on_leaving(each.terms, at.month).equity
        return cents(Fraction(equity) * factor)
    if shown == UNPAID:
        return at.kept + at.clawback
    return at.kept * 12 / at.month if shown == A_YEAR else at.kept
