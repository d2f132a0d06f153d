"""Every tracked company and the best way into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from tracker.reports.odds.words import percent
from tracker.reports.referrals.chosen import counted
from tracker.reports.today import tracked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from tracker.network import KnownChain, Network
    from tracker.search import Search

NO_CHAIN = "no chain known"
LARGE_TITLE = "Choose a company to see who can get you in."
LARGE_BASIS = (
    "Your network is too large to compare all companies at once, so each is worked out "
    "by itself, with chains of at most three ties."
)


REACHABLE = 10
"""Companies that are named where none is tracked yet."""


class Reachable(NamedTuple):
    """Companies that chains lead into, whether or not they are tracked."""

    best: Sequence[tuple[UUID, KnownChain]]
    """At most `REACHABLE` of them, each with its best chain, the best first."""
    total: int
    """How many there are."""


NOWHERE = Reachable((), 0)


class Overview(NamedTuple):
    """Every tracked company and the best chain into it."""

    companies: Sequence[UUID]
    frame: pd.DataFrame
    """A row for each of `companies`, what matters most first; the chance in percent."""
    reachable: int
    """How many of them a chain leads to."""
    guessed: int = 0
    """To how many of these the best one is over a tie that is only possible."""


def companies(search: Search, network: Network, wanted: UUID | None) -> list[UUID]:
    """Companies to choose from: tracked ones first, then any with insiders.

    Args:
        search: The log.
        network: The people; of a part of a network not all insiders are known.
        wanted: A company that is asked for and offered in any case.
    """
    first = list(tracked(search))
    others = set() if network.is_part else {*network.insiders}
    asked = {wanted} if wanted else set()
    known = ((others | asked) & search.companies.keys()) - {*first}
    return first + sorted(
        known, key=lambda id_: (search.companies[id_].name.casefold(), str(id_))
    )


def overview(search: Search, network: Network, max_ties: int) -> Overview:
    """The best chain into each tracked company, the best first."""
    ids = tracked(search)
    found = network.best_each(ids, max_ties=max_ties)
    leads = network.matrix(ids, max_ties=max_ties).chances > 0
    number = dict(zip(ids, leads.sum(axis=0).tolist(), strict=True))

    def order(id_: UUID) -> tuple[float, str]:
        chain = found[id_]
        return -(chain.chance if chain else 0.0), network.companies[id_].casefold()

    ranked = sorted(ids, key=order)
    frame = pd.DataFrame(
        [_overview_row(network, id_, found[id_], number[id_]) for id_ in ranked],
        columns=[
            "Company",
            "Chance",
            "Best through",
            "Ways in",
            "Insiders",
            "Best chain",
            "Weakest link",
            "Ties",
            "How it is known",
        ],
    )
    best = [chain for chain in found.values() if chain is not None]
    guessed = sum(chain.is_possible for chain in best)
    return Overview(ranked, frame, len(best), guessed)


def reachable(search: Search, network: Network, max_ties: int) -> Reachable:
    """The companies with the best ways in, where none is tracked yet.

    Equally good ones come by how many people inside are known, then by name.
    """
    ids = companies(search, network, None)
    chains = network.best_each(ids, max_ties=max_ties)
    found = [(id_, chain) for id_, chain in chains.items() if chain is not None]

    def order(one: tuple[UUID, KnownChain]) -> tuple[float, int, str]:
        id_, chain = one
        inside = len(network.insiders[id_])
        return -round(chain.chance, 12), -inside, network.companies[id_].casefold()

    return Reachable(sorted(found, key=order)[:REACHABLE], len(found))


def _overview_row(
    network: Network, id_: UUID, chain: KnownChain | None, number: int
) -> tuple[str, float | None, str, int, int, str, str, int | None, str]:
    name, inside = network.companies[id_], len(network.insiders.get(id_, ()))
    if network.works_at(id_):
        return name, None, "you work there", 0, inside, "", "", None, ""
    if chain is None:
        return name, None, NO_CHAIN, 0, inside, "", "", None, ""
    tie = chain.weakest
    return (
        name,
        100 * chain.chance,
        chain.people[1],
        number,
        inside,
        " → ".join(chain.people),
        f"{percent(tie.chance)}, {tie.start} to {tie.end}",
        len(chain.ties),
        ", then ".join(tie.known_from for tie in chain.ties),
    )


def overview_title(found: Overview, others: Reachable = NOWHERE) -> str:
    """The answer for all tracked companies, or where there are none for all others."""
    count = len(found.companies)
    if not count and others.total:
        company = counted(others.total, "company", "companies")
        return f"You know a way into {company}, none of them tracked yet."
    if not count:
        return "No company is tracked yet."
    if not found.reachable:
        return f"No way into {_the(count)} is known."
    know = "may know" if found.guessed else "know"
    if found.reachable == count:
        return f"You {know} a way into {_the(count, every=True)}."
    return f"You {know} a way into {found.reachable:,} of {_the(count)}."


def overview_basis(max_ties: int, others: Reachable = NOWHERE, guessed: int = 0) -> str:
    """What the answer rests on, in one line.

    Args:
        max_ties: The longest chain that was looked for.
        others: Companies that are shown where none is tracked.
        guessed: Of how many tracked companies the best chain is only possible.
    """
    limit = counted(max_ties, "tie", "ties")
    guessed += sum(chain.is_possible for _, chain in others.best)
    ground = "all on stated or exported ties"
    if guessed:
        ground = f"{guessed:,} of them on possible ties"
    if others.total:
        shown = (
            "Those with the best chance"
            if others.total > len(others.best)
            else "The best chain into each"
        )
        return f"{shown}, over at most {limit}, {ground}."
    return (
        f"The best chains of at most {limit}, {ground}. Ways in: how many different "
        "people you could ask."
    )


def _the(count: int, *, every: bool = False) -> str:
    if count == 1:
        return "the company you track"
    return f"{'all' if every else 'the'} {count:,} companies you track"
