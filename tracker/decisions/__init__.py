"""Which offer to take: more than money, and how sure the answer is. Pure.

First the offers that another beats on everything are named. Then two lenses that
check each other: an additive value with swing weights on fixed scales, and money
alone, with a price on all else. Then what could change the answer: each weight, all
weights at once, an offer that comes or goes, and what the other offer would have to
pay.
"""

from __future__ import annotations

from tracker.decisions.breakeven import (
    Lever,
    Need,
    money_sentence,
    needs,
    price_needed,
    total_of,
    with_more,
)
from tracker.decisions.goals import (
    PAY_LATER,
    PAY_NOW,
    RATED,
    UNSURE,
    Goal,
    criteria_for,
    points_for,
)
from tracker.decisions.lens import Adjusted, Price, implied_price, priced
from tracker.decisions.reversals import Reversal, local_scores, reversals
from tracker.decisions.sensitivity import (
    Acceptance,
    Bar,
    Flip,
    acceptance,
    moved,
    smallest_flip,
    tornado,
)
from tracker.decisions.values import (
    Choice,
    Criterion,
    Dominated,
    Scores,
    Valued,
    Weights,
    beyond_scale,
    dominated,
    ranked,
    scores,
    values,
    weights_of,
)

__all__ = [
    "PAY_LATER",
    "PAY_NOW",
    "RATED",
    "UNSURE",
    "Acceptance",
    "Adjusted",
    "Bar",
    "Choice",
    "Criterion",
    "Dominated",
    "Flip",
    "Goal",
    "Lever",
    "Need",
    "Price",
    "Reversal",
    "Scores",
    "Valued",
    "Weights",
    "acceptance",
    "beyond_scale",
    "criteria_for",
    "dominated",
    "implied_price",
    "local_scores",
    "money_sentence",
    "moved",
    "needs",
    "points_for",
    "price_needed",
    "priced",
    "ranked",
    "reversals",
    "scores",
    "smallest_flip",
    "tornado",
    "total_of",
    "values",
    "weights_of",
    "with_more",
]
