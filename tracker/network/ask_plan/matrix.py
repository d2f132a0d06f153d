"""What can be asked: the chance of the best chain through each contact."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.asking import REST_DAYS
from tracker.network.chains.best import ground_of
from tracker.network.chains.ties import mask, numbers, spans
from tracker.network.ways import onward_within

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from numpy.typing import ArrayLike

    from tracker.network.chains import Arcs
    from tracker.network.chains.ties import Floats, Ints

FATIGUE = 0.8
"""What an ask within 90 days leaves of a contact's chances."""


class Matrix(NamedTuple):
    """The best chances through each contact to each company."""

    contacts: Ints
    """N people whom I can ask."""
    chances: Floats
    """N x J; 0 where there is no chain."""


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
        [0 if day is not None and (on - day).days < rest else each for day in asked_on],
        np.int64,
    )
