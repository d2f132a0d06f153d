"""The statements that SQLAlchemy has made, kept for the next test's store.

A store makes each of its statements once, which takes 1 ms or more, and a program has
one store. The tests open thousands in one process, so here those of one kind share
what was made: what is sent to the database stays the same.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

_made: LRUCache[Any, Any] = LRUCache(2_000)


def _is_alike(self: DefaultDialect, other: object) -> bool:
    return type(self) is type(other)


@cache
def share() -> None:
    """Let all stores of this process share their statements, from now on."""
    # A statement is kept under its dialect, and each engine makes one of its own.
    DefaultDialect.__eq__ = _is_alike  # type: ignore[assignment, method-assign]
    DefaultDialect.__hash__ = lambda self: hash(type(self))  # type: ignore[method-assign]
    kept = property(lambda _: _made, lambda *_: None)
    Engine._compiled_cache = kept  # type: ignore[assignment]
