"""What chances and times one person may have, given priors and own history. Pure.

Seven unknowns: log odds at four gates and log medians of three times. Before own
data the log odds have the means and spreads of the shipped Beta priors, and are
correlated, because one person's luck is shared: who is better than most at
screens tends to be better at onsites. Own history then speaks through its
likelihood, unfinished waits inside: a wait of d days has the chance

    p S(d) + (1 - p) (a S(d) + 1 - a)

of showing nothing yet, where p is the chance to pass, S(d) the share of answers
that take longer and a the share of refusals that are ever said. The most likely
point is found by Newton's method, draws are made around it and resampled by the
exact posterior (importance sampling).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.durations import SPREAD, USUAL, Usual
from tracker.forecast.evidence import LEGS, Gate, Seen
from tracker.forecast.numbers import (
    Floats,
    beta_log_odds,
    logistic,
    normal_cdf,
)
from tracker.rates import PRIORS, SILENT_DAYS, Chance, Prior

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from tracker.models import Stage

SHARED = 0.5
"""Correlation of one person's log odds at two gates, before own data.

An assumption: no source gives it. At 0 a good run says nothing about the next
stage; at 1 there is only one skill.
"""
TIME_WEIGHT = 5
"""How many own answers a published median time counts as."""
SAID = (0.3, 0.3, 0.5, 0.8)
"""Share of refusals that are ever said, by gate, until own data tell.

Of applications 67 % (Jobright 2025) to 75 % (CareerBuilder) are never answered,
of interviews 61 % (Greenhouse 2024) end in silence at some point; after an
onsite it is an assumption.
"""
SAID_WEIGHT = 10
CANDIDATES = 4
"""Draws made for each one kept."""
MOST_ROUNDS = 6
TAIL = 4
"""Degrees of freedom of the candidates' distribution."""
FLATTER = 0.5


@dataclass(frozen=True)
class Beliefs:
    """What is assumed before own data; each part can be overruled."""

    priors: Mapping[Chance, Prior] = field(default_factory=lambda: PRIORS)
    times: Mapping[Stage, Usual] = field(default_factory=lambda: USUAL)
    shared: float = SHARED


class Draws(NamedTuple):
    """Equally likely persons, one a row."""

    chances: Floats
    """Log odds at each gate: draws by 4."""
    medians: Floats
    """Log median days of each leg: draws by 3."""
    said: Sequence[float]
    """Share of refusals that are said, by gate."""


_GATES = {
    Gate.COLD: Chance.INTERVIEW,
    Gate.REFERRED: Chance.REFERRED_INTERVIEW,
    Gate.ONSITE: Chance.ONSITE,
    Gate.OFFER: Chance.OFFER,
}
_LEG_OF = (0, 0, 1, 2)


def draw(
    at: Sequence[Seen], beliefs: Beliefs, count: int, dice: np.random.Generator
) -> Draws:
    """Draw equally likely persons from what is believed after own history."""
    mean, cov = _prior(beliefs)
    said = [_said(gate, at[gate]) for gate in Gate]
    precision = np.asarray(np.linalg.inv(cov), dtype=np.float64)

    def log_posterior(points: Floats) -> Floats:
        off = points - mean
        prior = -0.5 * np.einsum("ij,jk,ik->i", off, precision, off)
        total: Floats = prior + sum(
            _log_likelihood(points, gate, at[gate], said[gate]) for gate in Gate
        )
        return total

    kept = _sample(log_posterior, _peak(log_posterior, mean, precision), count, dice)
    return Draws(kept[:, :4], kept[:, 4:], said)


def _sample(
    target: Callable[[Floats], Floats],
    bell: tuple[Floats, Floats],
    count: int,
    dice: np.random.Generator,
) -> Floats:
    """Draw from a density by importance, from a bell that is bent to fit it.

    Candidates come from a Student t of 4 degrees around the bell, whose tails
    are heavier than the target's. Where they fit badly, as they do if the target
    is not one hill, the bell is moved to the weighted candidates and they are
    drawn anew; weights are flattened for that, or a few would decide it.
    """
    centre, spread = bell
    points, log_weight = centre[None, :], np.zeros(1)
    for _ in range(MOST_ROUNDS):
        size = count * CANDIDATES, len(centre)
        tail = np.sqrt(TAIL / dice.chisquare(TAIL, size[0]))[:, None]
        scaled = dice.standard_normal(size) * tail
        points = centre + scaled @ np.linalg.cholesky(spread).T
        far = np.sum(scaled**2, axis=1)
        density = -0.5 * (TAIL + size[1]) * np.log1p(far / TAIL)
        log_weight = target(points) - density
        if _effective(log_weight) >= count:
            break
        weight = _weights(log_weight * FLATTER)
        centre = weight @ points
        spread = np.cov(points.T, aweights=weight) + 1e-6 * np.eye(size[1])
    kept: Floats = points[_resample(log_weight, count, dice)]
    return kept


def _prior(beliefs: Beliefs) -> tuple[Floats, Floats]:
    odds = [
        beta_log_odds(prior.a, prior.b)
        for prior in (beliefs.priors[_GATES[gate]] for gate in Gate)
    ]
    medians = [log(beliefs.times[leg].median) for leg in LEGS]
    spreads = np.array([sd for _, sd in odds])
    corr = np.full((4, 4), beliefs.shared) + (1 - beliefs.shared) * np.eye(4)
    cov = np.zeros((7, 7))
    cov[:4, :4] = corr * np.outer(spreads, spreads)
    cov[4:, 4:] = np.eye(3) * SPREAD**2 / TIME_WEIGHT
    return np.array([*(m for m, _ in odds), *medians]), cov


def _said(gate: Gate, known: Seen) -> float:
    """Estimate which share of refusals is said; a very long wait counts as not."""
    refused = len(known.refused)
    quiet = known.silent + sum(each > log(SILENT_DAYS) for each in known.unfinished)
    return (SAID[gate] * SAID_WEIGHT + refused) / (SAID_WEIGHT + refused + quiet)


def _log_likelihood(points: Floats, gate: Gate, known: Seen, said: float) -> Floats:
    """Give the log likelihood of one gate's history for many persons."""
    chance = logistic(points[:, gate])
    median = points[:, 4 + _LEG_OF[gate]]
    passed, ended = len(known.passed), len(known.refused) + known.silent
    total: Floats = passed * np.log(chance) + ended * np.log1p(-chance)
    times = np.array([*known.passed, *known.refused])
    if len(times):
        total = total - 0.5 * np.sum(
            ((times[None, :] - median[:, None]) / SPREAD) ** 2, axis=1
        )
    if known.unfinished:
        waited = np.array(known.unfinished)
        longer = 1 - normal_cdf((waited[None, :] - median[:, None]) / SPREAD)
        p = chance[:, None]
        silent = p * longer + (1 - p) * (said * longer + 1 - said)
        total = total + np.sum(np.log(np.maximum(silent, 1e-12)), axis=1)
    return total


def _peak(
    target: Callable[[Floats], Floats], start: Floats, precision: Floats
) -> tuple[Floats, Floats]:
    """Climb to the most likely point; also give the spread of a bell around it.

    Newton's method on differences, with each step halved until it climbs. Where
    the surface is not a hill, the prior's own curvature is used instead.
    """
    here = start
    curve = precision
    for _ in range(30):
        slope, curve = _derivatives(target, here)
        if np.linalg.eigvalsh(curve).min() <= 0:
            curve = precision
        step = np.linalg.solve(curve, slope)
        sizes = 0.5 ** np.arange(12)
        heights = target(np.vstack([here, here + sizes[:, None] * step]))
        best = int(np.argmax(heights))
        if best == 0 or np.max(np.abs(step)) < 1e-4:
            break
        here = here + sizes[best - 1] * step
    spread = np.asarray(np.linalg.inv(curve), dtype=np.float64)
    return here, spread


def _derivatives(
    target: Callable[[Floats], Floats], here: Floats, by: float = 0.03
) -> tuple[Floats, Floats]:
    """Give the slope, and minus the curvature, from central differences.

    The step spans several cells of the normal table, whose own curvature is 0
    within a cell.
    """
    size = len(here)
    one = np.eye(size) * by
    pairs = [(i, j) for i in range(size) for j in range(i, size)]
    shifts = np.array(
        [s * one[i] + t * one[j] for i, j in pairs for s in (1, -1) for t in (1, -1)]
    )
    heights = target(here + shifts).reshape(len(pairs), 4)
    ends = target(here + np.vstack([one, -one])).reshape(2, size)
    slope = (ends[0] - ends[1]) / (2 * by)
    curve = np.zeros((size, size))
    for (i, j), (pp, pm, mp, mm) in zip(pairs, heights, strict=True):
        curve[i, j] = curve[j, i] = -(pp - pm - mp + mm) / (4 * by**2)
    return slope, curve


def _resample(
    log_weight: Floats, count: int, dice: np.random.Generator
) -> NDArray[np.intp]:
    """Choose rows in proportion to their weight, as evenly as can be."""
    ladder = np.cumsum(_weights(log_weight))
    steps = (np.arange(count) + dice.random()) / count
    chosen = np.minimum(np.searchsorted(ladder, steps), len(ladder) - 1)
    answer: NDArray[np.intp] = chosen[dice.permutation(count)]
    return answer


def _weights(log_weight: Floats) -> Floats:
    weight = np.exp(log_weight - log_weight.max())
    answer: Floats = weight / weight.sum()
    return answer


def _effective(log_weight: Floats) -> float:
    """Give how many equally weighted draws the weighted ones are worth (Kish)."""
    return float(1 / np.sum(_weights(log_weight) ** 2))
