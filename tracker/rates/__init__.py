"""Rates that a statistician would sign. Pure.

Every rate has its counts and an interval (`intervals`), published figures are
priors with a stated weight that own data move (`priors`), the funnel is read
from dated facts (`funnel`), and the flows of its picture balance (`flows`).
"""

from __future__ import annotations

from tracker.rates.flows import Flows, Link, Node, flows
from tracker.rates.funnel import (
    SILENT_DAYS,
    Case,
    Milestone,
    Step,
    funnel,
    funnel_by,
    milestones,
    offer_yield,
    onsite_to_offer,
    reached,
)
from tracker.rates.intervals import FLOOR, Interval, Rate, difference, wilson
from tracker.rates.priors import (
    COLD_LOW,
    PRIORS,
    Chance,
    Posterior,
    Prior,
    believed,
    company_prior,
    overruled,
    update,
)

__all__ = [
    "COLD_LOW",
    "FLOOR",
    "PRIORS",
    "SILENT_DAYS",
    "Case",
    "Chance",
    "Flows",
    "Interval",
    "Link",
    "Milestone",
    "Node",
    "Posterior",
    "Prior",
    "Rate",
    "Step",
    "believed",
    "company_prior",
    "difference",
    "flows",
    "funnel",
    "funnel_by",
    "milestones",
    "offer_yield",
    "onsite_to_offer",
    "overruled",
    "reached",
    "update",
    "wilson",
]
