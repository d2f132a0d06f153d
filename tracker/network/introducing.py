"""Who stands between somebody who is asked and whom they are to lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.network.known import Network


def between(net: Network, person: UUID, insider: UUID) -> str | None:
    """Name the one over whom somebody can introduce me to an insider.

    Args:
        net: The network.
        person: Who is asked.
        insider: Whom they are to lead to.

    Returns:
        Empty where they know each other; None where no way of two ties is known. Of
        several people the one with the best chance, then by name. Nobody who is
        barred is named, nor am I.
    """
    start, end = (net.row_of.get(id_, -1) for id_ in (person, insider))
    if min(start, end) < 0:
        return None
    onward, inward = _beside(net, start), _beside(net, end, incoming=True)
    if end in onward:
        return ""
    both = [
        (-onward[row] * inward[row], int(net.order[row]), row)
        for row in onward.keys() & inward.keys()
        if row != net.me and not net.barred[row]
    ]
    return net.names[min(both)[-1]] if both else None


def _beside(net: Network, row: int, *, incoming: bool = False) -> dict[int, float]:
    """Whom somebody can pass me on to, or who can to them, each with the chance."""
    tails, heads = (net.ends, net.starts) if incoming else (net.starts, net.ends)
    there = np.flatnonzero(tails == row)
    back = np.flatnonzero((heads == row) & net.both_ways)
    found: dict[int, float] = {}
    for ties, others in ((there, heads[there]), (back, tails[back])):
        for tie, other in zip(ties.tolist(), others.tolist(), strict=True):
            found[other] = max(found.get(other, 0.0), float(net.chances[tie]))
    return {other: chance for other, chance in found.items() if chance > 0}
