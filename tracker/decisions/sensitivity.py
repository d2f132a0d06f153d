"""How sure is the winner? Weights moved one by one, and all at once. Pure.

Fractions are exact; only the share of all weightings is simulated, with its error.
"""

from __future__ import annotations

from fractions import Fraction
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.decisions.values import NOTHING, Weights, ranked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.decisions.values import Scores

DELTA = Fraction(1, 10)
"""How far the tornado moves each weight up and down."""
DRAWS = 20_000
"""Then the error of a share is at most 0.35 percent."""
SEED = 20_190_828
EQUAL = 1e-12
"""Sums in another order differ by this little, and are still a tie."""


class Bar(NamedTuple):
    """One weight moved down and up; the others keep their proportions."""

    key: str
    low: Fraction
    """The weight moved down, at least 0."""
    high: Fraction
    """The weight moved up, at most 1."""
    lead_low: Fraction
    """Value of the winner less that of the best other, at `low`."""
    lead_high: Fraction
    """The same at `high`; below 0 another wins."""

    @property
    def swing(self) -> Fraction:
        """By how much the lead changes."""
        return abs(self.lead_high - self.lead_low)


class Flip(NamedTuple):
    """The smallest change of one weight at which another offer draws level."""

    key: str
    weight: Fraction
    """As it is."""
    at: Fraction
    """Where the two are equal; beyond it the other wins."""
    winner: str
    other: str

    @property
    def change(self) -> Fraction:
        """Up or down, as a part of all weight."""
        return self.at - self.weight


class Acceptance(NamedTuple):
    """How many of all weightings make an offer win."""

    name: str
    share: float
    """0 to 1; ties are split."""
    error: float
    """Standard error of the simulation."""


def moved(weights: Weights, key: str, to: Fraction) -> Weights:
    """Give the weights with one set anew and the others in proportion.

    Where one weight is all there is, what it gives up goes to the others in equal
    parts.
    """
    rest = 1 - weights[key]
    others = len(weights) - 1
    if not others:
        return dict(weights)
    return {
        each: to
        if each == key
        else (1 - to) * (weight / rest if rest else Fraction(1, others))
        for each, weight in weights.items()
    }


def tornado(
    placed: Mapping[str, Scores], weights: Weights, delta: Fraction = DELTA
) -> list[Bar]:
    """Give the lead of the winner when each weight is moved, widest swing first.

    Args:
        placed: Two offers or more; see `scores`.
        weights: As they are.
        delta: By how much, as a part of all weight.
    """
    winner = ranked(placed, weights)[0].name
    bars = []
    for key, weight in weights.items():
        low, high = max(NOTHING, weight - delta), min(Fraction(1), weight + delta)
        leads = (_lead(placed, moved(weights, key, to), winner) for to in (low, high))
        bars.append(Bar(key, low, high, *leads))
    return sorted(bars, key=lambda bar: (-bar.swing, bar.key))


def smallest_flip(placed: Mapping[str, Scores], weights: Weights) -> Flip | None:
    """Find the smallest change of a single weight that flips the winner.

    As a weight moves from 0 to 1 the value of every offer is a straight line, so the
    crossing is found exactly.

    Args:
        placed: Two offers or more; see `scores`.
        weights: As they are.

    Returns:
        The change, 0 for a winner that is tied already; None if no single weight
        can flip the winner.
    """
    winner = ranked(placed, weights)[0].name
    found = [
        flip
        for key in weights
        for other in placed
        if other != winner
        and (flip := _crossing(placed, weights, key, (winner, other))) is not None
    ]
    return min(found, key=lambda each: (abs(each.change), each.key), default=None)


def acceptance(
    placed: Mapping[str, Scores], keys: list[str], draws: int = DRAWS, seed: int = SEED
) -> list[Acceptance]:
    """Give the share of all weightings under which each offer wins, most first.

    Weightings are drawn evenly from all that sum to 1 (a Dirichlet distribution with
    ones): rank-1 acceptability of SMAA, Lahdelma, Hokkanen and Salminen, EJOR 106
    (1998), for weights of which nothing is known.

    Args:
        placed: One offer or more; see `scores`.
        keys: The criteria.
        draws: How many weightings to draw.
        seed: The same seed gives the same answer.
    """
    names = list(placed)
    rows = np.array([[float(placed[name][key]) for key in keys] for name in names])
    drawn = np.random.default_rng(seed).dirichlet(np.ones(len(keys)), draws)
    values = drawn @ rows.T
    wins = values >= values.max(axis=1, keepdims=True) - EQUAL
    shares = (wins / wins.sum(axis=1, keepdims=True)).mean(axis=0)
    found = [
        Acceptance(name, float(share), sqrt(share * (1 - share) / draws))
        for name, share in zip(names, shares, strict=True)
    ]
    return sorted(found, key=lambda each: (-each.share, each.name))


def _lead(placed: Mapping[str, Scores], weights: Weights, name: str) -> Fraction:
    values = {each.name: each.value for each in ranked(placed, weights)}
    own = values.pop(name)
    return own - max(values.values(), default=NOTHING)


def _crossing(
    placed: Mapping[str, Scores], weights: Weights, key: str, pair: tuple[str, str]
) -> Flip | None:
    """Find where two offers are equal while one weight moves from 0 to 1."""
    winner, other = (placed[name] for name in pair)
    at_none, at_all = (
        sum(
            (w * (winner[k] - other[k]) for k, w in moved(weights, key, to).items()),
            NOTHING,
        )
        for to in (NOTHING, Fraction(1))
    )
    if at_none >= 0 and at_all >= 0:  # at most they are level at an end
        return None
    if at_none == at_all:
        return None
    at = at_none / (at_none - at_all)
    return Flip(key, weights[key], at, *pair)
