"""Where no chain leads into a company: who is nearest, and what would help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tracker.reports.referrals.chosen import counted

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.network import KnownChain, Network

INSIDERS = 20
"""People inside who are named though no chain leads to them."""


def nearest(network: Network, company_id: UUID, max_ties: int) -> str:
    """Who is nearest where no chain is known, in words; empty for nobody."""
    if network.is_part:
        return ""
    longer: list[KnownChain] = []
    if max_ties < network.most_ties:
        longer = network.best(company_id, max_ties=network.most_ties, top=1)
    if not longer:
        return _farther(network, company_id, max_ties)
    chain = longer[0]
    return (
        f"The nearest is {chain.people[-1]}, {len(chain.ties)} ties away: "
        f"{' → '.join(chain.people)}."
    )


def _farther(network: Network, company_id: UUID, max_ties: int) -> str:
    found = network.nearest(company_id, max_ties=max_ties)
    if found is None:
        return ""
    chain, left = found
    route_, more = " → ".join(chain.people), counted(left, "tie", "ties")
    return (
        f"The nearest you can reach is {chain.people[-1]} ({route_}); from there it is "
        f"{more} more to somebody inside."
    )


def what_helps(inside: int, nearest_: str) -> str:
    """What would open a way in, where none is known.

    Args:
        inside: How many people inside are known and may be contacted.
        nearest_: What `nearest` says.
    """
    if nearest_.endswith("inside."):
        return f"{nearest_} Whom they know there is worth asking."
    if nearest_:
        return f"{nearest_} Allow more ties to see it."
    if inside:
        return (
            "A tie from somebody you know to one of the people inside would open a "
            "way: add one you know of, or bring in a friend's export of contacts."
        )
    return (
        "Bring in your contacts or a friend's export of theirs, or add somebody who "
        "works there."
    )


def insiders_frame(network: Network, company_id: UUID) -> pd.DataFrame:
    """Who is inside, and who knows them, by name."""
    rows = network.insiders.get(company_id, np.empty(0, np.int64))
    shown = rows[np.argsort(network.order[rows])][:INSIDERS]
    return pd.DataFrame(
        [
            (network.called(row), network.job_of(row), _known_by(network, row))
            for row in map(int, shown)
        ],
        columns=["Inside", "What they do", "Known by"],
    )


def _known_by(network: Network, row: int) -> str:
    if network.barred[row]:
        return "do not contact"
    inward = network.starts[network.ends == row]
    outward = network.ends[(network.starts == row) & network.both_ways]
    people = np.unique(np.concatenate([inward, outward]))
    named = [network.called(int(person)) for person in people[:3]]
    more = len(people) - len(named)
    text = ", ".join(named) or "nobody in your network"
    return f"{text} and {more:,} more" if more else text
