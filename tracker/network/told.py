"""Ties and chains as one reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.models import Provenance, TieKind
from tracker.planning import plain_day

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
    is_possible: bool = False
    """Only a guess: they were in one small group at the same time."""


class KnownChain(NamedTuple):
    """A chain as one reads it, me first, the insider last."""

    people: tuple[str, ...]
    ids: tuple[UUID, ...]
    chance: float
    ties: tuple[KnownTie, ...]

    @property
    def is_possible(self) -> bool:
        """Whether any of its ties is a guess."""
        return any(tie.is_possible for tie in self.ties)

    @property
    def weakest(self) -> KnownTie:
        """The tie with the smallest chance, the first of equals."""
        return min(self.ties, key=lambda tie: tie.chance)


def known_from(
    source: Provenance, kind: TieKind, friend: str, papers: int, since: date | None
) -> str:
    """Say how a tie is known: “typed by you as friends”, “from Ana's export”.

    Args:
        source: Its provenance.
        kind: What the two are to each other.
        friend: Who exported it, where somebody did.
        papers: How many papers they wrote together.
        since: When they were connected; of co-authors the last thing they did.
    """
    text = _SOURCES.get(source, f"from {friend}'s export")
    if source is Provenance.TYPED and kind in _KINDS:
        text += f" as {_KINDS[kind]}"
    if papers:
        text = f"from {papers} {'paper' if papers == 1 else 'papers'} together"
    if since is None:
        return text
    if source in _LASTING:
        return f"{text}, the last in {since.year}"
    return f"{text}, since {plain_day(since)}"


_SOURCES = {
    Provenance.TYPED: "typed by you",
    Provenance.OWN_EXPORT: "from your export",
    Provenance.PANEL: "from an interview panel",
    Provenance.ADDRESS_BOOK: "from your address book",
    Provenance.MESSAGES: "from your messages",
    Provenance.COAUTHORS: "from a paper together",
    Provenance.COMMITS: "from commits to the same files",
    Provenance.SCHOOL: "from the same cohort, confirmed by you",
    Provenance.TEAM: "from the same team, confirmed by you",
}
GUESSES = {
    Provenance.COAUTHORS: "possible, from a long list of authors",
    Provenance.SCHOOL: "possible, from the same cohort",
    Provenance.TEAM: "possible, from the same team",
}
"""The same of ties that are only possible."""
_KINDS = {
    TieKind.FRIEND: "friends",
    TieKind.COLLEAGUE: "colleagues",
    TieKind.CLASSMATE: "classmates",
    TieKind.COAUTHOR: "co-authors",
}
_LASTING = {Provenance.COAUTHORS, Provenance.COMMITS}
