"""Whom to ask this week, and for which companies.

Each ask goes to one contact about one company and works with the chance of the
best chain through that contact. The plan makes the expected number of companies
with at least one working referral as large as it can,

    f = sum over companies j of w(j) * (1 - product over its asks of (1 - q)),

with at most k contacts asked, and each at most as often as they may be: one ask
unless said otherwise, none while they are being left in peace. Expectations add
up, so f is exact even where one contact serves several companies; it takes asks
through different contacts about one company as independent, which
`tracker.network.reliability` corrects for the asks that are planned.

*How.* Greedily, the contact with the greatest gain first; then contacts are
exchanged one or two at a time while that helps. Choosing a contact with its best
companies is choosing one element of a matroid, and f is submodular (a further ask
helps less, the more there are), so greedy reaches 1 - 1/e of the optimum where
contacts may be asked about everything (G. Nemhauser, L. Wolsey, M. Fisher 1978) and
half of it where not (Fisher, Nemhauser, Wolsey 1978).

*How good.* For any plan the optimum is at most f plus the k greatest gains still to
be had (J. Leskovec et al., "Cost-effective outbreak detection", KDD 2007); the least
of these over every step, of the above, and of what the best k contacts could do for
each company alone, is the bound given with the plan.
"""

from __future__ import annotations

from math import e
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.network.chains.best import ground_of
from tracker.network.chains.ties import mask, numbers, spans
from tracker.network.ways import onward_within

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from numpy.typing import ArrayLike

    from tracker.network.chains import Arcs
    from tracker.network.chains.ties import Floats, Ints, Mask

FATIGUE = 0.8
"""What an ask within 90 days leaves of a contact's chances."""
REST_DAYS = 30
"""Between two asks to one contact: the best connectors are asked at most once a
month (a vendor's figure, Boomerang)."""
ROUNDS = 20
"""Of exchanges; two or three are usual."""
LEAST_GAIN = 1e-12


class Matrix(NamedTuple):
    """The best chances through each contact to each company."""

    contacts: Ints
    """N people whom I can ask."""
    chances: Floats
    """N x J; 0 where there is no chain."""


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


class _Task(NamedTuple):
    chances: Floats
    weights: Floats
    each: Ints
    k: int


_Taken = dict[int, list[int]]
"""The companies about which each contact is asked, in the order of planning."""


def chance_matrix(
    arcs: Arcs,
    me: int,
    companies: Sequence[ArrayLike],
    *,
    max_ties: int = 3,
    barred: ArrayLike | None = None,
) -> Matrix:
    """Find the chance of the best chain through each contact to each company.

    Args:
        arcs: The ties.
        me: The searcher, 0 to n - 1; never barred.
        companies: For each company its insiders; there is no chain to my own.
        max_ties: Longest chain, 1 to 4 ties.
        barred: Who may stand in no chain: people, or n truths. Contacts who are
            only being left in peace are not barred: see `plan`.

    Raises:
        ValueError: If an argument is out of range.
    """
    ground = ground_of(arcs, me, max_ties, None, barred)
    mine = np.arange(arcs.starts[me], arcs.starts[me + 1])
    mine = mine[ground.free[arcs.heads[mine]]]
    contacts: Ints = arcs.heads[mine].astype(np.int64)
    way, owners = spans(arcs.starts, contacts)
    heads = arcs.heads[way]
    found = np.zeros((len(contacts), len(companies)))
    for column, insiders in zip(found.T, companies, strict=True):
        inside = mask(arcs.people, numbers(insiders, arcs.people, "insiders"))
        if inside[me]:
            continue
        column[inside[contacts]] = 1.0
        if max_ties > 1:
            onward = onward_within(ground, inside, max_ties - 2)[heads]
            some = np.flatnonzero(onward)
            ahead = arcs.chances[way[some]] * onward[some]
            np.maximum.at(column, owners[some], ahead)
    return Matrix(contacts, found * arcs.chances[mine, None])


def tired(chances: Floats, recent_asks: ArrayLike) -> Floats:
    """Lower the chances of contacts who were asked within the last 90 days.

    Args:
        chances: N x J.
        recent_asks: N counts.
    """
    left: Floats = chances * FATIGUE ** np.asarray(recent_asks, float)[:, None]
    return left


def allowed(
    asked_on: Sequence[date | None], on: date, *, each: int = 1, rest: int = REST_DAYS
) -> Ints:
    """How many asks each contact may get on a day: `each`, or 0 while resting.

    Args:
        asked_on: When each was asked last.
        on: The day to plan for.
        each: The most asks to one contact.
        rest: Days between two asks.
    """
    return np.array(
        [
            0 if day is not None and (on - day).days < rest else each
            for day in asked_on
        ],
        np.int64,
    )


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
    task = _task(chances, k, each, weights)
    taken: _Taken = {}
    bound = _bound(task, taken)
    while len(taken) < k:
        contact = _best_contact(task, taken)
        if contact < 0:
            break
        taken[contact] = _companies(task, taken, contact)
        bound = min(bound, _bound(task, taken))
    greedy = _value(task, taken)
    whole = bool(np.all((task.each == 0) | (task.each >= task.chances.shape[1])))
    bound = min(bound, greedy / (1 - 1 / e) if whole else 2 * greedy)
    taken = _exchanged(task, taken)
    return _written(task, taken, min(bound, _bound(task, taken)))


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
    task = _task(chances, k, each, weights)
    taken: _Taken = {}
    for contact in np.asarray(ranking, np.int64).tolist():
        if len(taken) < k and task.each[contact]:
            companies = _companies(task, taken, contact)
            if companies:
                taken[contact] = companies
    return _written(task, taken, _bound(task, taken))


def _task(chances: Floats, k: int, each: ArrayLike, weights: ArrayLike) -> _Task:
    contacts, companies = chances.shape
    counts = np.broadcast_to(np.asarray(each, np.int64), (contacts,))
    worth = np.broadcast_to(np.asarray(weights, float), (companies,))
    if not np.all((chances >= 0) & (chances <= 1)):
        raise ValueError("Every chance must be a number from 0 to 1.")
    if k < 0 or not np.all(counts >= 0) or not np.all(worth >= 0):
        raise ValueError("Numbers of asks and weights must be 0 or more.")
    return _Task(chances, worth, counts, k)


def _left(task: _Task, taken: _Taken) -> Floats:
    """J chances that no ask about a company works."""
    left = np.ones(task.chances.shape[1])
    for contact, companies in taken.items():
        left[companies] *= 1 - task.chances[contact, companies]
    return left


def _value(task: _Task, taken: _Taken) -> float:
    return float(task.weights @ (1 - _left(task, taken)))


def _gains(task: _Task, left: Floats) -> Floats:
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
        best = -np.sort(-task.chances * worth, axis=1)
        last = np.clip(task.each, 1, companies) - 1
        gains = np.cumsum(best, axis=1)[np.arange(len(last)), last]
    found: Floats = np.where(task.each > 0, gains, 0.0)
    return found


def _best_contact(task: _Task, taken: _Taken) -> int:
    """The contact not yet taken with the greatest gain; -1 if nobody helps."""
    gains = _gains(task, _left(task, taken))
    gains[list(taken)] = 0.0
    best = int(gains.argmax()) if len(gains) else -1
    return best if best >= 0 and gains[best] > LEAST_GAIN else -1


def _companies(task: _Task, taken: _Taken, contact: int) -> list[int]:
    """The companies about which to ask a contact, the greatest gain first."""
    gains = task.weights * _left(task, taken) * task.chances[contact]
    best = np.argsort(-gains, kind="stable")[: task.each[contact]]
    return [int(company) for company in best if gains[company] > LEAST_GAIN]


def _bound(task: _Task, taken: _Taken) -> float:
    """What no plan exceeds, seen from one plan."""
    left = _left(task, taken)
    without = task.chances
    if taken:
        without = without.copy()
        for contact, companies in taken.items():
            without[contact, companies] = 0.0  # they are in the plan already
    gains = np.sort(_gains(task._replace(chances=without), left))
    more = float(gains[len(gains) - min(task.k, len(gains)) :].sum())
    return _value(task, taken) + more


def _apart(task: _Task) -> float:
    """What k contacts could do for each company, were it the only one."""
    usable = np.where(task.each[:, None] > 0, task.chances, 0.0)
    best = np.sort(usable, axis=0)[max(0, len(usable) - task.k) :]
    if task.k == 0:
        return 0.0
    return float(task.weights @ (1 - np.prod(1 - best, axis=0)))


def _exchanged(task: _Task, taken: _Taken) -> _Taken:
    """Take contacts out, one by one, and put in who then helps most."""
    value = _value(task, taken)
    for _ in range(ROUNDS):
        before = value
        for contact in list(taken):
            other = {one: asked for one, asked in taken.items() if one != contact}
            best = _best_contact(task, other)
            other[best] = _companies(task, other, best)
            now = _value(task, other)
            if now > value + LEAST_GAIN:
                taken, value = other, now
        if value == before:
            break
    return taken


def _written(task: _Task, taken: _Taken, bound: float) -> Plan:
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
    return Plan(tuple(asks), expected, max(expected, min(bound, _apart(task))))
