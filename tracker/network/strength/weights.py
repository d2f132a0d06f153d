"""What each thing that is known of a tie weighs, and where the figures come from."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from tracker.models import TieKind

if TYPE_CHECKING:
    from collections.abc import Mapping

PRIORS: Mapping[TieKind, tuple[int, int]] = {
    TieKind.FRIEND: (6, 3),
    TieKind.COLLEAGUE: (4, 5),
    TieKind.CLASSMATE: (4, 5),
    TieKind.COAUTHOR: (4, 5),
    TieKind.OTHER: (2, 6),
}
"""Whether an introduction is passed on, as Beta(a, b): strong, medium, name only."""

SENT, RECEIVED, RECENT, MUTUAL = 0.37, 0.91, 1.34, 0.29
"""Weights of being in touch again, in log odds: of log(1 + messages) each way, of
recency (1 today, halved every `RECENT_DAYS`) and of log(1 + mutual contacts)."""
RECENT_DAYS = 30
CONTACT = -2.98
"""Log odds that two people who once wrote are in touch within 30 days, before the
above: fitted to the same days with those weights fixed."""
SCALE = (log(6 / 3) - log(2 / 6)) / (log(0.87 / 0.13) - log(0.11 / 0.89))
"""From log odds of contact to log odds of an introduction: 0.45."""
OVERLAP = SCALE * (log(0.29 / 0.71) - log(0.084 / 0.916))
"""For long work together: lawyers who had worked a case together were friends in
29 % of cases, others in 8.4 % (E. Lazega's law firm). Half of it after a year."""
PAPER_MONTHS = 6.0
"""A paper written together counts as half a year of work together: an assumption."""
SCHOOL = SCALE * (log(0.196 / 0.804) - log(0.116 / 0.884))
"""For the same school in the same years: of the same lawyers, those who had been at one
law school and were within 3 years of age were friends in 19.6 % of cases, all in 11.6 %
(575 of 71 x 70). Half of it after a year, as with work."""

FLOOR = 0.4
WEAK_MONTHS, STRONG_MONTHS = 12.0, 24.0
"""Half-lives of ties with p0 at the weakest and at the strongest prior; between
them in proportion."""
MONTH = 30.4375
"""Days."""
WEIGHT = 8
"""How many own asks the estimate of one tie counts as: as Beta(2, 6) does."""
LEAST, MOST = 1e-4, 0.99
"""No estimate is nearer to never or to always."""
