"""How a choice of asks is found: greedily, then by changes that help."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np

from tracker.network.ask_plan.task import bound_from, gains_of, left_by, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.network.ask_plan.task import Taken, Task
    from tracker.network.chains.ties import Floats

ROUNDS = 20
"""Of changes; two or three are usual."""
LEAST_GAIN = 1e-12
STARTS = 16
"""First asks tried. On 1,500 small instances the best always led to the optimum, the
greedy one alone to 0.81 of it at worst."""


def greedy(task: Task, start: Taken) -> tuple[Taken, float]:
    """Add contacts while they help; with the least bound on the way."""
    taken = dict(start)
    bound = bound_from(task, taken)
    while len(taken) < task.k:
        contact = best_contact(task, taken)
        if contact < 0:
            break
        taken[contact] = companies_for(task, taken, contact)
        bound = min(bound, bound_from(task, taken))
    return taken, bound


def starts(task: Task) -> list[Taken]:
    """The first asks that bring most, each with the contact's next best."""
    gains = np.where(task.each[:, None] > 0, task.chances * task.weights, 0.0)
    found: list[Taken] = []
    for place in np.argsort(-gains, axis=None, kind="stable")[:STARTS].tolist():
        contact, company = divmod(place, gains.shape[1])
        if gains[contact, company] > LEAST_GAIN:
            others = [one for one in companies_for(task, {}, contact) if one != company]
            found.append({contact: [company, *others[: task.each[contact] - 1]]})
    return found


def exchanged(task: Task, taken: Taken) -> Taken:
    """Take contacts out, one by one, and put in who then helps most."""
    value = value_of(task, taken)
    for _ in range(ROUNDS):
        before = value
        for contact in list(taken):
            other = {one: asked for one, asked in taken.items() if one != contact}
            best = best_contact(task, other)
            if best >= 0:
                other[best] = companies_for(task, other, best)
            now = value_of(task, other)
            if now > value + LEAST_GAIN:
                taken, value = other, now
        if value == before:
            break
    return taken


def shifted(task: Task, taken: Taken) -> Taken:
    """Leave somebody out and ask another about another company, while that helps.

    Both make room for whoever helps most then; an exchange of one contact at a time
    does not find that. For one ask to each contact.
    """
    for _ in range(ROUNDS):
        better = next(_shifts(task, taken), None)
        if better is None:
            break
        taken = better
    return taken


def _shifts(task: Task, taken: Taken) -> Iterator[Taken]:
    """Every such change that helps."""
    value = value_of(task, taken)
    usable = np.where(task.each[:, None] > 0, task.chances, 0.0)
    usable[list(taken)] = 0.0
    outside = usable.max(axis=0)
    for dropped, moved in permutations(taken, 2):
        rest = {
            one: asked for one, asked in taken.items() if one not in {dropped, moved}
        }
        best = np.maximum(outside, task.chances[dropped])
        rest[moved] = [_place(task, rest, moved, best)]
        contact = best_contact(task, rest)
        if contact >= 0:
            rest[contact] = companies_for(task, rest, contact)
        if value_of(task, rest) > value + LEAST_GAIN:
            yield rest


def _place(task: Task, rest: Taken, moved: int, best: Floats) -> int:
    """The company to ask somebody about, seeing whoever is asked next."""
    worth = task.weights * left_by(task, rest)
    own, next_ = worth * task.chances[moved], worth * best
    first, second = np.argsort(-next_)[[0, -1 if len(next_) < 2 else 1]]
    elsewhere = np.full(len(next_), next_[first])
    elsewhere[first] = next_[second] if first != second else 0.0
    same = next_ * (1 - task.chances[moved])
    return int(np.argmax(own + np.maximum(elsewhere, same)))


def best_contact(task: Task, taken: Taken) -> int:
    """The contact not yet taken with the greatest gain; -1 if nobody helps."""
    gains = gains_of(task, left_by(task, taken))
    gains[list(taken)] = 0.0
    best = int(gains.argmax()) if len(gains) else -1
    return best if best >= 0 and gains[best] > LEAST_GAIN else -1


def companies_for(task: Task, taken: Taken, contact: int) -> list[int]:
    """The companies about which to ask a contact, the greatest gain first."""
    gains = task.weights * left_by(task, taken) * task.chances[contact]
    best = np.argsort(-gains, kind="stable")[: task.each[contact]]
    return [int(company) for company in best if gains[company] > LEAST_GAIN]
