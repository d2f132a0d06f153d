"""Other questions about the ways into a company than which is best. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from tracker.reports.odds.words import percent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from tracker.network import KnownChain, Network

BEST, EACH, APART = "Ten best", "Each through another person", "Sharing nobody"
CHOICES = (BEST, EACH, APART)
"""Which chains of one company are shown."""
FORMER = 10
"""People who worked somewhere before that are named."""


class NewTie(NamedTuple):
    """Somebody whom it would help to get to know."""

    person_id: UUID
    name: str
    words: str
    """What they do, and what knowing them would bring."""


def chains(
    network: Network, company_id: UUID, choice: str | None, max_ties: int, top: int
) -> list[KnownChain]:
    """The chains of a choice, best first."""
    if choice == EACH:
        return network.through_each(company_id, max_ties=max_ties, top=top)
    if choice == APART:
        return network.disjoint(company_id, max_ties=max_ties, top=top)
    return network.best(company_id, max_ties=max_ties, top=top)


def any_works(network: Network, shown: Sequence[KnownChain]) -> str:
    """The chance that at least one of some chains works, in one sentence."""
    if not shown:
        return "Choose the chains you would use, to see the chance that any works."
    found = network.at_least_one(shown)
    if len(shown) == 1:
        return f"This one works with a chance of {percent(found.chance)}."
    chance, bound = percent(found.chance), percent(found.as_if_independent)
    said = (
        f"Chance that at least one of these {len(shown)} works: {chance}, with "
        "people who stand in several counted once"
    )
    if bound == chance:
        return f"{said}."
    return f"{said}; {bound} is the upper bound, as if no two shared anybody."


def new_ties(
    network: Network, company_ids: Sequence[UUID], max_ties: int
) -> list[NewTie]:
    """Whom it would help most to get to know, the most helpful first."""
    return [
        NewTie(
            network.ids[one.person],
            network.names[one.person],
            _words(network, company_ids, one.person, one.companies, one.gain),
        )
        for one in network.new_ties(company_ids, max_ties=max_ties)
    ]


def _words(
    network: Network,
    company_ids: Sequence[UUID],
    row: int,
    companies: Sequence[int],
    gain: float,
) -> str:
    job = network.job_of(row)
    named = [network.companies[company_ids[one]] for one in companies]
    more = f" and {len(named) - 3} more" if named[3:] else ""
    raised = f"raises {', '.join(named[:3])}{more} by {100 * gain:.0f} points in all"
    if len(named) == 1:
        raised = f"raises {named[0]} by {100 * gain:.0f} points"
    return f"{job}; {raised}." if job else f"{raised[0].upper()}{raised[1:]}."


def former(
    network: Network, company_id: UUID, max_ties: int
) -> tuple[list[UUID], pd.DataFrame]:
    """People who worked at a company before, and the best way to each of them."""
    inside = set(network.insiders.get(company_id, ()))
    rows = [
        row
        for row, jobs in network.former.items()
        if any(id_ == company_id for id_, _ in jobs)
        and row not in inside
        and row != network.me
        and not network.barred[row]
    ]
    rows.sort(key=lambda row: (-network.closeness[row], network.order[row]))
    found = [_former_row(network, row, max_ties) for row in rows[:FORMER]]
    columns = ["Worked there before", "What they do now", "Best way to them", "Chance"]
    return [network.ids[row] for row in rows[:FORMER]], pd.DataFrame(
        found, columns=columns
    )


def _former_row(
    network: Network, row: int, max_ties: int
) -> tuple[str, str, str, float | None]:
    chain = network.to_person(network.ids[row], max_ties=max_ties)
    return (
        network.names[row],
        network.job_of(row),
        " → ".join(chain.people) if chain else "no chain known",
        100 * chain.chance if chain else None,
    )
