"""Ties and chains as one reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.models import Provenance, TieKind

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID


class KnownTie(NamedTuple):
    """A tie as one reads it: in the direction of asking."""

    start: str
    end: str
    start_id: UUID
    end_id: UUID
    chance: float
    known_from: str
    is_stated: bool


class KnownChain(NamedTuple):
    """A chain as one reads it, me first, the insider last."""

    people: tuple[str, ...]
    ids: tuple[UUID, ...]
    chance: float
    ties: tuple[KnownTie, ...]

    @property
    def weakest(self) -> KnownTie:
        """The tie with the smallest chance, the first of equals."""
        return min(self.ties, key=lambda tie: tie.chance)


def known_from(
    source: Provenance, kind: TieKind, friend: str, papers: int, since: date | None
) -> str:
    """Say where a tie is known from.

    Args:
        source: Its provenance.
        kind: What the two are to each other.
        friend: Who exported it, where somebody did.
        papers: How many papers they wrote together.
        since: When they were connected; of co-authors the last thing they did.
    """
    text = _SOURCES.get(source, f"{friend}'s export")
    if source is Provenance.TYPED and kind is not TieKind.OTHER:
        text += f": {kind}"
    if papers:
        text = f"{papers} {'paper' if papers == 1 else 'papers'} together"
    if since is None:
        return text
    if source in _LASTING:
        return f"{text}, the last in {since.year}"
    return f"{text}, since {since.isoformat()}"


_SOURCES = {
    Provenance.TYPED: "typed",
    Provenance.OWN_EXPORT: "my export",
    Provenance.PANEL: "interview panel",
    Provenance.ADDRESS_BOOK: "address book",
    Provenance.MESSAGES: "messages",
    Provenance.COAUTHORS: "a paper together",
    Provenance.COMMITS: "commits to the same files",
    Provenance.SCHOOL: "same cohort, confirmed",
    Provenance.TEAM: "same team, confirmed",
}
_LASTING = {Provenance.COAUTHORS, Provenance.COMMITS}
