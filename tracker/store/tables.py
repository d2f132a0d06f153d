"""Which tables hold facts of a search, and which only count."""

from __future__ import annotations

from tracker.models import Feed, FormToken, Owned, Revision, Step, Table

LEFT_OUT = (Revision, FormToken, Step, Feed)
"""Tables that serve the program on this machine, and hold no facts of the search."""
TECHNICAL = frozenset({"owner", "version"})
"""Columns that are no facts."""


def tables() -> list[type[Owned]]:
    """Every table that holds facts of a search, by name."""
    kinds = [kind for kind in _subclasses(Table) if hasattr(kind, "__table__")]
    facts = [kind for kind in kinds if kind not in LEFT_OUT and issubclass(kind, Owned)]
    return sorted(facts, key=lambda kind: str(kind.__tablename__))


def _subclasses(kind: type[Table]) -> list[type[Table]]:
    below = kind.__subclasses__()
    return below + [deeper for sub in below for deeper in _subclasses(sub)]
