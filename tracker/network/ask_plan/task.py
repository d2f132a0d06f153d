"""What is to be planned, what a choice of asks brings, and what none exceeds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from tracker.network.chains.ties import Floats, Ints

    Taken = dict[int, list[int]]
    """The companies about which each contact is asked, in the order of planning."""

CERTAIN = 1 - 1e-12
"""A chance of 1 has no logarithm of its failure."""
POINTS = 40
"""Where the slope is taken: more hardly lower the bound."""


class Task(NamedTuple):
    """N contacts, J companies."""

    chances: Floats
    """N x J."""
    weights: Floats
    """J."""
    each: Ints
    """N numbers of asks that each contact may get."""
    k: int


def task_of(chances: Floats, k: int, each: ArrayLike, weights: ArrayLike) -> Task:
    """Check what is given: see `plans.plan`."""
    contacts, companies = chances.shape
    counts = np.broadcast_to(np.asarray(each, np.int64), (contacts,))
    worth = np.broadcast_to(np.asarray(weights, float), (companies,))
    if not np.all((chances >= 0) & (chances <= 1)):
        raise ValueError("Every chance must be a number from 0 to 1.")
    if k < 0 or not np.all(counts >= 0) or not np.all(worth >= 0):
        raise ValueError("Numbers of asks and weights must be 0 or more.")
    return Task(chances, worth, counts, k)


def left_by(task: Task, taken: Taken) -> Floats:
    """J chances that no ask about a company works."""
    left = np.ones(task.chances.shape[1])
    for contact, companies in taken.items():
        left[companies] *= 1 - task.chances[contact, companies]
    return left


def value_of(task: Task, taken: Taken) -> float:
    """Give f: how many companies are expected to have a working referral."""
    return float(task.weights @ (1 - left_by(task, taken)))


def gains_of(task: Task, left: Floats) -> Floats:
    """N gains by the best asks that each contact may get."""
    worth = task.weights * left
    most = int(task.each.max(initial=0))
    companies = len(left)
    if companies == 0 or most == 0:
        return np.zeros(len(task.each))
    if most == 1:
        gains = np.max(task.chances * worth, axis=1)
    elif task.each.min() >= companies:
        gains = task.chances @ worth
    else:
        most = min(most, companies)
        lost = np.partition(-task.chances * worth, most - 1, axis=1)[:, :most]
        best = -np.sort(lost, axis=1)
        last = np.clip(task.each, 1, most) - 1
        gains = np.cumsum(best, axis=1)[np.arange(len(last)), last]
    found: Floats = np.where(task.each > 0, gains, 0.0)
    return found


def bound_from(task: Task, taken: Taken) -> float:
    """What no plan exceeds, seen from one plan."""
    left = left_by(task, taken)
    without = task.chances
    if taken:
        without = without.copy()
        for contact, companies in taken.items():
            without[contact, companies] = 0.0  # they are in the plan already
    gains = np.sort(gains_of(task._replace(chances=without), left))
    more = float(gains[len(gains) - min(task.k, len(gains)) :].sum())
    return value_of(task, taken) + more


def apart(task: Task) -> float:
    """What k contacts could do for each company, were it the only one."""
    usable = np.where(task.each[:, None] > 0, task.chances, 0.0)
    best = np.sort(usable, axis=0)[max(0, len(usable) - task.k) :]
    if task.k == 0:
        return 0.0
    return float(task.weights @ (1 - np.prod(1 - best, axis=0)))


def relaxed(task: Task) -> float:
    """What no plan exceeds even if asks could be split.

    With y(j) the sum over its asks of -log(1 - q), f is the sum of w (1 - exp(-y)):
    concave, and at most its tangent at any y. The greatest value of a tangent is
    reached by whole asks, the k contacts with the greatest slopes; the points are
    those that Frank and Wolfe's method passes.
    """
    worth = -np.log1p(-np.minimum(task.chances, CERTAIN))
    here = np.zeros(len(task.weights))
    least = np.inf
    for _ in range(POINTS):
        slope = task.weights * np.exp(-here)
        corner, height = _corner(task, worth, slope)
        value = float(task.weights @ (1 - np.exp(-here)))
        least = min(least, value + height - float(slope @ here))
        here = here + _step(task.weights, here, corner - here) * (corner - here)
    return least


def _corner(task: Task, worth: Floats, slope: Floats) -> tuple[Floats, float]:
    """The whole asks that bring most along a slope: their y, and how much."""
    contacts, companies = worth.shape
    most = min(companies, int(task.each.max(initial=0)))
    rise = worth * slope
    best = np.argsort(-rise, axis=1)[:, :most] if most > 1 else rise.argmax(1)[:, None]
    may = np.arange(best.shape[1]) < task.each[:, None]
    rows = np.arange(contacts)[:, None]
    rises = np.where(may, rise[rows, best], 0.0)
    chosen = np.argsort(-rises.sum(axis=1))[: task.k]
    weights = np.where(may, worth[rows, best], 0.0)[chosen]
    corner = np.bincount(best[chosen].ravel(), weights.ravel(), companies)
    return corner.astype(np.float64), float(rises[chosen].sum())


def _step(weights: Floats, here: Floats, way: Floats) -> float:
    """How far to go along a way, 0 to 1, by bisection of the slope."""
    low, high = 0.0, 1.0
    for _ in range(25):
        middle = (low + high) / 2
        if (weights * np.exp(-here - middle * way)) @ way > 0:
            low = middle
        else:
            high = middle
    return low
