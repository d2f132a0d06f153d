"""Chains of introductions: the best ways from the searcher to an insider.

A chain starts at the searcher ("me"), follows 1 to `max_ties` ties, repeats
nobody, passes nobody who is barred and ends at its first insider. Its chance is
the product of the chances of its ties. Where I am an insider myself there is no
chain. The order of chains: higher chance first; equal chances by fewer ties;
then by the ranks of the names along the chain; then by the people's numbers.

*Equal chances.* As floats, .2 x .9 and .3 x .6 are not equal: they differ in the
last bit. Chances are therefore compared after rounding to 12 significant digits
(`rounded`): that is a consistent order, which "closer than a tolerance" is not,
and chances written as decimals lie in the middle of its steps. What is reported
is the product of the floats, from left to right, unrounded.

*Why the answers are exact.* Chances are at most 1 and a product of floats never
grows when a factor at most 1 is left out. So a walk that repeats somebody, or
passes an insider, is never better than its shortcut, and at an equal chance the
shortcut has fewer ties. Hence the best walk of at most h ties, which dynamic
programming by layers finds (the hop bound rules out plain Dijkstra), is a chain;
and the chance of the best walk from a person onward, by its number of ties,
bounds every chain through that person. `best_chains` searches best first with
those bounds, after G. Liu and K. G. Ramakrishnan, "A*Prune", INFOCOM 2001: it
takes a chain from the queue only when nothing left in it can come before.
"""

from __future__ import annotations

from tracker.network.chains.best import MOST_TIES, Chain, best_chains, rounded
from tracker.network.chains.each import best_chain_each
from tracker.network.chains.ties import Arcs, arcs

__all__ = [
    "MOST_TIES",
    "Arcs",
    "Chain",
    "arcs",
    "best_chain_each",
    "best_chains",
    "rounded",
]
