"""Whom each change of a network was about, so that it need not all be read again."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect

from tracker.models import ImportBatch, Person, Position, Tie

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

KEPT = 100
"""Changes that are remembered."""
_PEOPLE: dict[object, tuple[str, ...]]
_PEOPLE = {Person: ("id",), Position: ("person_id",), Tie: ("from_id", "to_id")}


class Touches:
    """The people of the latest changes, by owner and revision of the network.

    Known of this process's own changes only.
    """

    def __init__(self) -> None:
        self._known: dict[str, dict[int, frozenset[UUID]]] = {}
        self._lock = threading.Lock()

    def note(self, owner: str, revision: int, people: Iterable[UUID]) -> None:
        """Note whom the change to a revision was about."""
        with self._lock:
            known = self._known.setdefault(owner, {})
            known[revision] = frozenset(people)
            while len(known) > KEPT:
                known.pop(next(iter(known)))

    def since(self, owner: str, before: int, now: int) -> set[UUID] | None:
        """Whom all changes between two revisions were about; None if not known."""
        with self._lock:
            known = self._known.get(owner, {})
            steps = [known.get(step) for step in range(before + 1, now + 1)]
        found: set[UUID] = set()
        for people in steps:
            if people is None:
                return None
            found |= people
        return found if steps else None


def people_of(rows: Iterable[object]) -> set[UUID] | None:
    """Whom changed rows are about, and were before; None if it may be anybody."""
    found: set[UUID] = set()
    for row in rows:
        if isinstance(row, ImportBatch):  # whose contacts are shared
            return None
        for name in _PEOPLE.get(type(row), ()):
            found.add(getattr(row, name))
            history: Any = inspect(row).attrs[name].history
            found.update(id_ for id_ in history.deleted or () if id_)
    return found
