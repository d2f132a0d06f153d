"""Possible ties in words: who may know whom, how likely, and what it would open."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.models import Provenance
from tracker.network import units
from tracker.reports.today import tracked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from tracker.network import Network
    from tracker.network.possible import Possible
    from tracker.search import Search
    from tracker.store import Work

SHOWN = 10
"""Suggestions at a time."""
ABOUT = (
    "People who were in one small team, cohort or long list of authors at the same "
    "time may know each other. These are guesses: none of them is in any chain until "
    "you confirm it."
)
TOO = (
    "People who were in one small team, cohort or long list of authors at the same "
    "time may know each other. Chains over such guesses are marked, and drawn dashed."
)
NOBODY = "Nobody else is known to have been in one team, cohort or author list."
_GROUPS = {
    Provenance.TEAM: "team",
    Provenance.SCHOOL: "cohort",
    Provenance.COAUTHORS: "author list",
}


class Row(NamedTuple):
    """One suggestion."""

    one_id: UUID
    other_id: UUID
    source: Provenance
    until: date
    is_mine: bool
    """Whether the searcher is one of the two."""
    likely: float
    """The chance that they know each other, 0 to 1."""
    who: str
    why: str
    chance: str
    opens: str
    """What the tie would open; empty where nothing."""


def rows(
    work: Work, search: Search, network: Network, today: date, *, max_ties: int = 3
) -> list[Row]:
    """The suggestions, those first that would open most of what is tracked."""
    groups = units.load(work, today)
    if not groups:
        return []
    companies = [id_ for id_ in tracked(search) if not network.works_at(id_)]
    found = network.possible_ties(
        groups,
        companies,
        refused=units.refused(work),
        max_ties=max_ties,
        top=SHOWN,
    )
    return [_row(network, one, companies) for one in found]


def _row(network: Network, one: Possible, companies: Sequence[UUID]) -> Row:
    is_mine = one.start == network.me
    first = "You" if is_mine else network.names[one.start]
    return Row(
        network.ids[one.start],
        network.ids[one.end],
        one.source,
        one.until,
        is_mine,
        round(one.chance, 4),
        f"{first} and {network.names[one.end]}",
        f"Same {_GROUPS[one.source]}: {one.unit}, {_when(one)}",
        f"{one.chance:.0%} that {'you' if is_mine else 'they'} know each other, "
        f"{_size(one)}",
        _opens(network, one, companies),
    )


def _when(one: Possible) -> str:
    first, last = one.since.year, one.until.year
    return str(last) if first == last else f"{first} to {last}"


def _size(one: Possible) -> str:
    group = _GROUPS[one.source]
    if one.is_size_known:
        return f"as in a group of {one.size}"
    return f"taking {one.size} for the {group}, whose size is not known"


def _opens(network: Network, one: Possible, companies: Sequence[UUID]) -> str:
    if one.opens:
        return f"Would open {_named(network, one.opens, companies)}"
    if one.helps:
        return f"Would be a better way into {_named(network, one.helps, companies)}"
    return ""


def _named(network: Network, places: Sequence[int], companies: Sequence[UUID]) -> str:
    called = [network.companies[companies[place]] for place in places]
    more = f" and {len(called) - 3} more" if len(called) > 3 else ""
    return ", ".join(called[:3]) + more
