"""Chains as the people and ties of a drawing, and as a table of ties. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from tracker.reports.odds.words import percent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from tracker.network import KnownChain, KnownTie, Network


class Point(NamedTuple):
    """A person of the drawing, in the order of `charts.Node`."""

    id: str
    label: str
    column: int
    on_best: bool
    detail: str


class Line(NamedTuple):
    """A tie of the drawing, in the order of `charts.Edge`."""

    source: str
    target: str
    chance: float
    on_best: bool
    possible: bool
    label: str


def points(
    network: Network, chains: Sequence[KnownChain], chosen: int = 0
) -> list[Point]:
    """The people of the chains: me, contacts, friends of friends, insiders.

    Args:
        network: The people.
        chains: What is drawn.
        chosen: Which of them is the straight line on top.
    """
    column: dict[UUID, int] = {}
    names: dict[UUID, str] = {}
    for chain in chains:
        last = len(chain.ids) - 1
        for place, (id_, name) in enumerate(zip(chain.ids, chain.people, strict=True)):
            hop = 3 if place == last else min(place, 2)
            # Who is both a contact and farther on stands among the contacts.
            column[id_] = min(column.get(id_, hop), hop)
            names[id_] = name
    on_best = set(chains[chosen].ids) if chains else set()
    return [
        Point(
            str(id_),
            names[id_],
            hop,
            id_ in on_best,
            network.job_of(network.row_of[id_]),
        )
        for id_, hop in column.items()
    ]


def lines(chains: Sequence[KnownChain], chosen: int = 0) -> list[Line]:
    """The ties of the chains, each once; see `points`."""
    best = set(_pairs(chains[chosen])) if chains else set()
    return [
        Line(
            str(tie.start_id),
            str(tie.end_id),
            tie.chance,
            on_best=(tie.start_id, tie.end_id) in best,
            possible=tie.is_possible,
            label=f"{tie.start} to {tie.end}, {percent(tie.chance)}, {tie.known_from}",
        )
        for tie in _ties(chains)
    ]


def ties_frame(chains: Sequence[KnownChain]) -> pd.DataFrame:
    """Every tie of the drawing as a table, chances in percent."""
    return pd.DataFrame(
        [(t.start, t.end, 100 * t.chance, t.known_from) for t in _ties(chains)],
        columns=["From", "To", "Chance", "How it is known"],
    )


def _ties(chains: Sequence[KnownChain]) -> list[KnownTie]:
    """The ties of the chains, each once, strongest chains first."""
    found = {(t.start_id, t.end_id): t for chain in chains for t in chain.ties}
    return list(found.values())


def _pairs(chain: KnownChain) -> list[tuple[UUID, UUID]]:
    return [(tie.start_id, tie.end_id) for tie in chain.ties]
