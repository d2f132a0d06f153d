"""The chance that at least one of the chosen chains works.

Chains that share a tie or a person stand and fall together, so their chances do
not combine as if each were for itself. Here every tie is a coin, and so is every
person's own willingness, shared by every chain the person stands in: the chance p
of a tie to v is r(v), the person's coin, times p / r(v), the tie's own. A chain's
chance is not changed by that, only how chains hang together. (Where a tie's chance
is above the assumed willingness, the person is taken to be that willing.)

*Never more than as if independent.* A chain works if all its coins fall well, and
more good coins never spoil one. For such events the chance that all of several
fail is at least the product of their chances to fail, so 1 - (1-p1)(1-p2)... is an
upper bound (J. D. Esary and F. Proschan, "Coherent structures of non-identical
components", Technometrics 1963). It is given beside the chance: the difference is
what would be overstated.

The chance is exact for up to `MOST_EXACT` chains, by inclusion and exclusion over
all their subsets; for more it is simulated, with its standard error.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.network.chains.ties import mask, numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

    from tracker.network.chains import Arcs, Chain
    from tracker.network.chains.ties import Floats, Ints, Mask

MOST_EXACT = 12
"""Chains: 4,096 subsets, about 2 ms."""
SAMPLES = 20_000
"""Standard error at most 0.0036."""
WILLING = 0.6
"""Assumed willingness of a person: connectors take up 60 to 80 % of requests over
strong ties (a vendor's figure, Boomerang); the lower end."""


class Coins(NamedTuple):
    """What chains hang on: K chains, C coins."""

    chances: Floats
    """C chances, above 0, at most 1."""
    uses: Mask
    """K x C: which coins each chain needs."""


class Reliability(NamedTuple):
    """The chance that at least one chain works."""

    chance: float
    error: float
    """Its standard error; 0 where it is exact."""
    as_if_independent: float
    """What it would be if no two chains shared anything: never less."""


def coins(arcs: Arcs, chosen: Sequence[Chain], willing: ArrayLike = WILLING) -> Coins:
    """Take chains apart into the coins they hang on.

    Args:
        arcs: The ties.
        chosen: The chains; all from the same searcher, whose coin is not counted.
        willing: Each person's willingness, 0 to 1: n values, or one for all.
            With 1 there are coins of ties only.

    Raises:
        ValueError: If a willingness is out of range.
    """
    ways = np.array([arc for chain in chosen for arc in chain.arcs], np.int64)
    owners = np.repeat(np.arange(len(chosen)), [len(chain.arcs) for chain in chosen])
    own, tie = np.unique(ways, return_inverse=True)
    people, person = np.unique(arcs.heads[ways], return_inverse=True)
    ready = np.broadcast_to(np.asarray(willing, float), (arcs.people,))[people].copy()
    if not np.all((ready >= 0) & (ready <= 1)):
        raise ValueError("A person's willingness must be a number from 0 to 1.")
    np.maximum.at(ready, person, arcs.chances[ways])
    alone = arcs.chances[own] / ready[np.searchsorted(people, arcs.heads[own])]
    uses = np.zeros((len(chosen), len(own) + len(people)), np.bool_)
    uses[owners, tie] = True
    uses[owners, len(own) + person] = True
    return Coins(np.concatenate([alone, ready]), uses)


def at_least_one(
    parts: Coins, *, samples: int = SAMPLES, seed: int = 1963
) -> Reliability:
    """The chance that at least one chain works; 0 if there is none.

    It rises with every coin's chance and with every chain added: exactly so up to
    `MOST_EXACT` chains, and beyond for the same seed.

    Args:
        parts: What the chains hang on.
        samples: How often to throw the coins where there are too many chains.
        seed: Of those throws.
    """
    single = np.exp(parts.uses @ np.log(parts.chances))
    bound = float(1 - np.prod(1 - single))
    if len(single) > MOST_EXACT:
        chance, error = _simulated(parts, samples, seed)
    else:
        chance, error = _exact(parts), 0.0
    best = float(single.max(initial=0.0))
    return Reliability(min(max(chance, best), bound), error, bound)


def within_two_ties(
    arcs: Arcs, me: int, insiders: ArrayLike, barred: ArrayLike = ()
) -> float:
    """The chance that any chain at all of at most 2 ties works, by coins of ties.

    With at most 2 ties there is a closed form for all chains together (H. Cancela
    and L. Petingi, "Reliability of communication networks with delay constraints",
    2004; from 3 ties on the question is NP-hard). With t the insiders and c the
    contacts who are none,

        1 - prod_t (1 - p(me, t)) * prod_c (1 - p(me, c) (1 - prod_t (1 - p(c, t)))).

    Raises:
        ValueError: If a person is out of range.
    """
    inside = mask(arcs.people, numbers(insiders, arcs.people, "insiders"))
    shut = mask(arcs.people, numbers(barred, arcs.people, "barred"))
    if inside[me]:
        return 0.0
    mine = slice(arcs.starts[me], arcs.starts[me + 1])
    ends = np.flatnonzero((inside & ~shut)[arcs.heads])
    fails = np.ones(arcs.people)
    np.multiply.at(fails, arcs.tails[ends], 1 - arcs.chances[ends])
    contacts: Ints = arcs.heads[mine].astype(np.int64)
    onward = np.where(inside[contacts], 1.0, 1 - fails[contacts])
    onward[shut[contacts]] = 0.0
    return float(1 - np.prod(1 - arcs.chances[mine] * onward))


def _exact(parts: Coins) -> float:
    """Inclusion and exclusion: the empty set of chains counts as certain."""
    needed = np.zeros((1, len(parts.chances)), np.bool_)
    signs = np.ones(1)
    for row in parts.uses:
        needed = np.concatenate([needed, needed | row])
        signs = np.concatenate([signs, -signs])
    return float(1 - signs @ np.exp(needed @ np.log(parts.chances)))


def _simulated(parts: Coins, samples: int, seed: int) -> tuple[float, float]:
    """Throw all coins many times; coin by coin, so that each keeps its throws."""
    dice = np.random.default_rng(seed)
    well = np.array([dice.random(samples) < chance for chance in parts.chances])
    works = np.zeros(samples, np.bool_)
    for row in parts.uses:
        works |= well[row].all(axis=0)
    share = float(works.mean())
    spread = max(share * (1 - share), 1 / samples)  # not 0 for never or always
    return share, sqrt(spread / samples)
