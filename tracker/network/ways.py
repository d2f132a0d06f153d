"""Other questions about the ways into a company than “which chain is best”.

Through whom else could I ask, which chains share nobody, whom would it help most to
get to know, and who is nearest where no chain is known. All answers are exact, for
chains as `tracker.network.chains` defines them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.network.chains.best import (
    Chain,
    best_chains,
    ground_of,
    onward_of,
    rounded,
    search,
)
from tracker.network.chains.ties import mask, numbers, spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

    from tracker.network.chains.best import Ground
    from tracker.network.chains.ties import Arcs, Floats, Ints, Mask

NEW_CHANCE = 0.25
"""Of a tie yet to be made: that of a contact by name only, Beta(2, 6)."""


class NewTie(NamedTuple):
    """What it would bring to get to know somebody."""

    person: int
    gain: float
    """By how much the best chances rise, summed over the companies by weight."""
    companies: tuple[int, ...]
    """The companies whose best chance rises, most first."""


class Nearest(NamedTuple):
    """Somebody I can reach, as near to a company as possible."""

    person: int
    chain: Chain
    """The best chain to this person."""
    ties_left: int
    """From there to an insider."""


def through_each(  # noqa: PLR0913 - as best_chains
    arcs: Arcs,
    me: int,
    insiders: ArrayLike,
    *,
    max_ties: int = 3,
    top: int = 10,
    order: ArrayLike | None = None,
    barred: ArrayLike | None = None,
) -> list[Chain]:
    """Find the best chain through each different connector, best first.

    The connector is the contact whom I would ask: the second person of the chain,
    and its last one where the contact is an insider.

    Args:
        arcs: The ties.
        me: The searcher, 0 to n - 1; never barred.
        insiders: People of the company.
        max_ties: Longest chain, 1 to 4 ties.
        top: How many connectors at most, at least 1.
        order: n ranks of the people's names; their numbers unless given.
        barred: Who may stand in no chain: people, or n truths.

    Returns:
        At most `top` chains, no two with the same connector.

    Raises:
        ValueError: If an argument is out of range.
    """
    if top < 1:
        raise ValueError(f"At least 1 chain must be asked for, not {top}.")
    ground = ground_of(arcs, me, max_ties, order, barred)
    inside = mask(arcs.people, numbers(insiders, arcs.people, "insiders"))
    if inside[me]:
        return []
    onward = onward_of(ground, inside)
    mine = np.arange(arcs.starts[me], arcs.starts[me + 1])
    best = arcs.chances[mine] * np.max(onward, axis=0)[arcs.heads[mine]]
    digits = rounded(best)
    least = np.sort(digits)[-min(top, len(digits)) :].min(initial=1.0)
    likely = mine[(digits >= least * (1 - 1e-11)) & (digits > 0)]
    found = [_through(ground, onward, int(arc)) for arc in likely]
    return sorted(found, key=lambda chain: _place(ground, chain))[:top]


def through(  # noqa: PLR0913 - as best_chains
    arcs: Arcs,
    me: int,
    insiders: ArrayLike,
    contact: int,
    *,
    max_ties: int = 3,
    order: ArrayLike | None = None,
    barred: ArrayLike | None = None,
) -> Chain | None:
    """Find the best chain through one connector; None where there is none.

    Args and errors are those of `through_each`.
    """
    ground = ground_of(arcs, me, max_ties, order, barred)
    inside = mask(arcs.people, numbers(insiders, arcs.people, "insiders"))
    if inside[me]:
        return None
    onward = onward_of(ground, inside)
    mine = np.arange(arcs.starts[me], arcs.starts[me + 1])
    for arc in mine[arcs.heads[mine] == contact]:
        if max(layer[contact] for layer in onward) > 0:
            return _through(ground, onward, int(arc))
    return None


def disjoint(  # noqa: PLR0913 - as best_chains
    arcs: Arcs,
    me: int,
    insiders: ArrayLike,
    *,
    max_ties: int = 3,
    top: int = 5,
    order: ArrayLike | None = None,
    barred: ArrayLike | None = None,
) -> list[Chain]:
    """Find chains that share nobody but me, greedily: the best, then of the rest.

    No refusal of one person spoils two of them. In measurements (5 chains to 5
    companies in each of two networks of up to 10 million ties) the chance that at
    least one works came within 0.01 of what minimum-cost flow finds, in a tenth of
    its time; flow cannot keep to a bound on ties.

    Args and errors are those of `through_each`; `top` is the number of chains.
    """
    ground = ground_of(arcs, me, max_ties, order, barred)
    shut = ~ground.free
    shut[me] = False
    found: list[Chain] = []
    while len(found) < top:
        way = best_chains(
            arcs, me, insiders, max_ties=max_ties, top=1, order=order, barred=shut
        )
        if not way:
            break
        found += way
        shut[list(way[0].people[1:])] = True
    return found


def best_new_ties(  # noqa: PLR0913 - as best_chains
    arcs: Arcs,
    me: int,
    companies: Sequence[ArrayLike],
    *,
    max_ties: int = 3,
    top: int = 5,
    chance: float = NEW_CHANCE,
    weights: ArrayLike = 1.0,
    barred: ArrayLike | None = None,
) -> list[NewTie]:
    """Find whom it would help most to get to know.

    A tie from me to somebody who is not a contact yet, with the given chance. Its
    gain is by how much the chances of the best chains rise.

    Args:
        arcs: The ties.
        me: The searcher, 0 to n - 1; never barred.
        companies: For each company its insiders; mine do not count.
        max_ties: Longest chain, 1 to 4 ties.
        top: How many people at most; only those who help are given.
        chance: Of the new tie, 0 to 1.
        weights: How much each company counts, or one value for all.
        barred: Who may stand in no chain: people, or n truths.

    Returns:
        The people, the greatest gain first, then by number.

    Raises:
        ValueError: If an argument is out of range.
    """
    if not 0 <= chance <= 1:
        raise ValueError("The chance of a new tie must be a number from 0 to 1.")
    ground = ground_of(arcs, me, max_ties, None, barred)
    counts = np.broadcast_to(np.asarray(weights, float), (len(companies),))
    gains = np.zeros(arcs.people)
    helped: list[tuple[Ints, Floats]] = []
    contacts = arcs.heads[arcs.starts[me] : arcs.starts[me + 1]]
    for weight, insiders in zip(counts, companies, strict=True):
        rises = _rises(ground, insiders, chance)
        rises[contacts] = 0.0
        people = np.flatnonzero(rises)
        gains[people] += weight * rises[people]
        helped.append((people, rises[people]))
    best = np.lexsort((np.arange(arcs.people), -gains))[:top]
    return [
        NewTie(int(person), float(gains[person]), _helped(helped, int(person)))
        for person in best
        if gains[person] > 0
    ]


def nearest(
    arcs: Arcs,
    me: int,
    insiders: ArrayLike,
    *,
    max_ties: int = 3,
    order: ArrayLike | None = None,
    barred: ArrayLike | None = None,
) -> Nearest | None:
    """Find who is nearest to a company that no chain of `max_ties` ties reaches.

    Of the people whom such a chain reaches, the one from whom it is the fewest ties
    to an insider; of several the one with the best chain.

    Returns:
        None if nobody I can reach leads there by any number of ties, or I am an
        insider. Where a chain is known, that insider, with no ties left.

    Raises:
        ValueError: If an argument is out of range.
    """
    ground = ground_of(arcs, me, max_ties, order, barred)
    inside = mask(arcs.people, numbers(insiders, arcs.people, "insiders"))
    if inside[me]:
        return None
    reached = _within(ground, max_ties)
    starts, incoming = arcs.incoming
    here = np.flatnonzero(inside & ground.free)
    seen = mask(arcs.people, here)
    for ties_left in range(arcs.people):
        met = here[reached[here]]
        if len(met):
            chain = best_chains(
                arcs, me, met, max_ties=max_ties, top=1, order=order, barred=barred
            )[0]
            return Nearest(chain.people[-1], chain, ties_left)
        near = arcs.tails[incoming[spans(starts, here)[0]]]
        here = np.unique(near[~seen[near] & ground.free[near]]).astype(np.int64)
        seen[here] = True
        if not len(here):
            break
    return None


def onward_within(ground: Ground, inside: Mask, ties: int) -> Floats:
    """Chances of the best walk of at most so many ties from each person inside.

    n chances, 1 for who is inside and 0 where there is no walk. The walks keep off
    me and who is barred, and end at their first insider.
    """
    arcs = ground.arcs
    starts, incoming = arcs.incoming
    best = (inside & ground.free).astype(np.float64)
    layer = best
    for _ in range(ties):
        way = incoming[spans(starts, np.flatnonzero(layer))[0]]
        ahead = arcs.chances[way] * layer[arcs.heads[way]]
        layer = np.zeros(arcs.people)
        np.maximum.at(layer, arcs.tails[way], ahead)
        layer[inside | ~ground.free] = 0.0
        best = np.maximum(best, layer)
    return best


def _through(ground: Ground, onward: list[Floats], arc: int) -> Chain:
    """The best chain that starts with an arc of mine, of which there is one.

    It goes on as the best chain of the contact, as if the contact were searching
    and I barred, which I am in `onward`.
    """
    arcs, contact = ground.arcs, int(ground.arcs.heads[arc])
    start = float(arcs.chances[arc])
    if onward[0][contact]:
        return Chain((ground.me, contact), start, (arc,))
    theirs = ground._replace(me=contact, max_ties=ground.max_ties - 1)
    rest = search(theirs, onward[:-1], 1)[0]
    for way in rest.arcs:
        start *= float(arcs.chances[way])
    return Chain((ground.me, *rest.people), start, (arc, *rest.arcs))


def _place(ground: Ground, chain: Chain) -> tuple[float, int, list[int], list[int]]:
    """The order of chains."""
    people = list(chain.people)
    chance = float(rounded(np.array([chain.chance]))[0])
    return -chance, len(people), ground.ranks[people].tolist(), people


def _rises(ground: Ground, insiders: ArrayLike, chance: float) -> Floats:
    """By how much a tie to each person would raise the best chance to a company."""
    arcs, me = ground.arcs, ground.me
    inside = mask(arcs.people, numbers(insiders, arcs.people, "insiders"))
    if inside[me]:
        return np.zeros(arcs.people)
    onward = onward_within(ground, inside, ground.max_ties - 1)
    mine = slice(arcs.starts[me], arcs.starts[me + 1])
    now = np.max(arcs.chances[mine] * onward[arcs.heads[mine]], initial=0.0)
    rises: Floats = np.maximum(0.0, chance * onward - now)
    return rises


def _helped(helped: list[tuple[Ints, Floats]], person: int) -> tuple[int, ...]:
    """The companies that a tie to a person helps, most first."""
    rises = []
    for company, (people, gains) in enumerate(helped):
        place = int(np.searchsorted(people, person))
        if place < len(people) and people[place] == person:
            rises.append((-float(gains[place]), company))
    return tuple(company for _, company in sorted(rises))


def _within(ground: Ground, ties: int) -> Mask:
    """Mark whom a chain of at most so many ties reaches."""
    arcs = ground.arcs
    reached = mask(arcs.people, np.array([ground.me]))
    here = np.array([ground.me])
    for _ in range(ties):
        near = arcs.heads[spans(arcs.starts, here)[0]]
        here = np.unique(near[~reached[near] & ground.free[near]]).astype(np.int64)
        reached[here] = True
    reached[ground.me] = False
    return reached
