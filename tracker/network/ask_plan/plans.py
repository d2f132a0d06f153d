"""Plans: greedy, improved, and in a given order."""

from __future__ import annotations

from math import e
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.network.ask_plan.improve import (
    companies_for,
    exchanged,
    greedy,
    shifted,
    starts,
)
from tracker.network.ask_plan.task import (
    apart,
    bound_from,
    relaxed,
    task_of,
    value_of,
)

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from tracker.network.ask_plan.task import Taken, Task
    from tracker.network.chains.ties import Floats

ENOUGH = 0.999
"""Of the bound: nothing more is tried."""
MOST_WORK = 2_000_000
"""k x N x J up to which other starts take about half a second at most."""
MOST_SHIFTED = 20
"""Asks that are moved to other companies in turn, every pair of them."""


class Planned(NamedTuple):
    """One ask of a plan."""

    contact: int
    """A row of the matrix."""
    company: int
    """A column of the matrix."""
    chance: float
    gain: float
    """By how much it raises the expected number, after the asks before it."""


class Plan(NamedTuple):
    """Asks, those that bring most first."""

    asks: tuple[Planned, ...]
    expected: float
    """Companies with at least one working referral, by their weights."""
    bound: float
    """No plan brings more."""

    @property
    def share(self) -> float:
        """How much of the optimum this surely is, 0 to 1."""
        return self.expected / self.bound if self.bound else 1.0


def plan(
    chances: Floats, k: int, *, each: ArrayLike = 1, weights: ArrayLike = 1.0
) -> Plan:
    """Plan the asks that make the most companies likely to have a referral.

    Args:
        chances: N x J chances, 0 to 1.
        k: How many contacts may be asked, at least 0.
        each: How many asks each of them may get: N counts, or one for all.
        weights: How much each company counts, 0 or more, or one value for all.

    Raises:
        ValueError: If an argument is out of range.
    """
    task = task_of(chances, k, each, weights)
    taken, bound = greedy(task, {})
    value = value_of(task, taken)
    whole = bool(np.all((task.each == 0) | (task.each >= task.chances.shape[1])))
    bound = min(bound, value / (1 - 1 / e) if whole else 2 * value, apart(task))
    best = exchanged(task, taken)
    if value_of(task, best) < ENOUGH * bound:
        bound = min(bound, relaxed(task))
    if value_of(task, best) < ENOUGH * bound:
        best = _improved(task, best)
    return _written(task, best, min(bound, bound_from(task, best)))


def in_order(
    chances: Floats,
    ranking: ArrayLike,
    k: int,
    *,
    each: ArrayLike = 1,
    weights: ArrayLike = 1.0,
) -> Plan:
    """Ask contacts in a given order instead, to compare: closest first, and so on.

    Contacts who lead to no company are passed over, and each is asked about the
    companies where it helps most after the asks before: the order is all that
    differs from a plan.

    Args:
        chances: N x J chances, 0 to 1.
        ranking: Contacts (rows), whom to ask first.
        k: As for `plan`; so are `each` and `weights`.
        each: See `plan`.
        weights: See `plan`.
    """
    task = task_of(chances, k, each, weights)
    taken: Taken = {}
    for contact in np.asarray(ranking, np.int64).tolist():
        if len(taken) < k and task.each[contact]:
            companies = companies_for(task, taken, contact)
            if companies:
                taken[contact] = companies
    return _written(task, taken, min(bound_from(task, taken), apart(task)))


def _improved(task: Task, best: Taken) -> Taken:
    """Try what takes longer."""
    if task.k * task.chances.size <= MOST_WORK:
        others = [exchanged(task, greedy(task, one)[0]) for one in starts(task)]
        best = max([best, *others], key=lambda one: value_of(task, one))
    if len(best) <= MOST_SHIFTED and task.each.max() == 1:
        best = shifted(task, best)
    return best


def _written(task: Task, taken: Taken, bound: float) -> Plan:
    """Write a plan down, the contact that brings most first."""
    asks: list[Planned] = []
    left = np.ones(task.chances.shape[1])
    rest = dict(taken)
    while rest:
        gains = {
            contact: float(
                (task.weights * left)[companies] @ task.chances[contact, companies]
            )
            for contact, companies in rest.items()
        }
        contact = max(gains, key=lambda one: (gains[one], -one))
        for company in rest.pop(contact):
            chance = float(task.chances[contact, company])
            gain = float(task.weights[company] * left[company]) * chance
            asks.append(Planned(contact, company, chance, gain))
            left[company] *= 1 - chance
    expected = float(task.weights @ (1 - left))
    return Plan(tuple(asks), expected, max(expected, bound))
