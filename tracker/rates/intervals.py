"""A rate with the counts it rests on, and how far it can be trusted. Pure.

Three replies to ten applications is not "30 %": it is 11 % to 60 %. So a rate
never travels without its counts, and below `FLOOR` trials there is no
percentage at all: the counts and the interval say all that is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, sqrt
from statistics import NormalDist
from typing import NamedTuple

from tracker.errors import InvalidError

FLOOR = 10
"""Trials below which no percentage is given and nothing compared.

With 10 the 95 % interval is still up to 53 points wide; with 5 it is 65.
"""
LEVEL = 0.95


class Interval(NamedTuple):
    """A lower and an upper bound."""

    low: float
    high: float


@dataclass(frozen=True)
class Rate:
    """How many of a number of trials succeeded.

    Raises:
        InvalidError: If there are fewer than 0 successes or more than trials.
    """

    successes: int
    trials: int

    def __post_init__(self) -> None:
        if not 0 <= self.successes <= self.trials:
            raise InvalidError(f"{self.successes} of {self.trials} is impossible.")

    @property
    def share(self) -> float | None:
        """Successes over trials, 0 to 1; None below the floor."""
        return self.successes / self.trials if self.trials >= FLOOR else None

    @property
    def interval(self) -> Interval | None:
        """The 95 % Wilson interval; None without any trial."""
        return wilson(self.successes, self.trials) if self.trials else None


def z_of(level: float) -> float:
    """Give the two-sided quantile of the normal distribution: 1.96 for 0.95.

    Raises:
        InvalidError: If the level is not strictly between 0 and 1.
    """
    if not 0 < level < 1:
        raise InvalidError(f"{level} is not a level: give more than 0, less than 1.")
    return NormalDist().inv_cdf((1 + level) / 2)


def wilson(successes: float, trials: float, level: float = LEVEL) -> Interval:
    """Bound a rate that was seen in a few trials.

    Args:
        successes: 0 to `trials`; a fraction when it was derived from a share.
        trials: More than 0.
        level: How often such an interval holds the true rate.

    Returns:
        Bounds between 0 and 1 that always hold successes over trials.

    Raises:
        InvalidError: If the counts or the level are out of range.

    Source:
        The score interval of E. B. Wilson, "Probable Inference, the Law of
        Succession, and Statistical Inference", JASA 22 (1927), 209-212.
    """
    if not 0 <= successes <= trials or trials <= 0:
        raise InvalidError(f"{successes} of {trials} has no interval.")
    z = z_of(level)
    rate = successes / trials
    centre = rate + z**2 / (2 * trials)
    spread = z * sqrt(rate * (1 - rate) / trials + z**2 / (4 * trials**2))
    scale = 1 + z**2 / trials
    # rounding must not push a bound past the rate: 0 of n begins at 0
    return Interval(
        max(0.0, min(rate, (centre - spread) / scale)),
        min(1.0, max(rate, (centre + spread) / scale)),
    )


def difference(one: Rate, other: Rate, level: float = LEVEL) -> Interval | None:
    """Bound how much higher one rate is than another, in fractions.

    They differ, as far as can be told, when 0 lies outside.

    Returns:
        None when either has fewer trials than the floor: nothing is compared.

    Source:
        Method 10 of R. G. Newcombe, "Interval estimation for the difference
        between independent proportions", Statistics in Medicine 17 (1998),
        873-890.
    """
    if min(one.trials, other.trials) < FLOOR:
        return None
    return newcombe(one, other, level)


def newcombe(one: Rate, other: Rate, level: float = LEVEL) -> Interval:
    """Bound the difference of two rates of any size: see `difference`."""
    p, q = one.successes / one.trials, other.successes / other.trials
    a = wilson(one.successes, one.trials, level)
    b = wilson(other.successes, other.trials, level)
    return Interval(
        p - q - hypot(p - a.low, b.high - q), p - q + hypot(a.high - p, q - b.low)
    )
