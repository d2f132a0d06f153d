"""What an import is given, and how its rows are written."""

from __future__ import annotations

import gc
from collections.abc import Iterator  # noqa: TC003 - read at run time by contextlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from tracker.commands.added import KEY
from tracker.commands.previews import paired
from tracker.models import ImportBatch, ImportRow, RowOutcome
from tracker.store.bulk import insert_many

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from tracker.importers.rows import Parsed, Row
    from tracker.matching import Decision
    from tracker.models import Owned
    from tracker.store import Work

_Kind = TypeVar("_Kind")

CHUNK = 5_000
"""Rows written between two reports of progress."""


_PAUSED = Lock()


@contextmanager
def collector_paused() -> Iterator[None]:
    """Hold the garbage collector back while one import makes its rows.

    They are a million small objects, none of which is garbage before the end: the
    collector would look at all of them again and again, for a third of the time. Of
    two imports at once only the first holds it back.
    """
    is_ours = gc.isenabled() and _PAUSED.acquire(blocking=False)
    if is_ours:
        gc.disable()
    try:
        yield
    finally:
        if is_ours:
            gc.enable()
            _PAUSED.release()


@dataclass(frozen=True)
class Given:
    """One file, as it is planned."""

    work: Work
    parsed: Parsed
    friend: str
    """Whose export it is; empty for the searcher's own."""
    today: date

    def rows(self, kind: type[_Kind]) -> list[_Kind]:
        """The rows of a kind, in the order of the file."""
        return [row for row in self.parsed.rows if isinstance(row, kind)]


@dataclass(frozen=True)
class Writing(Given):
    """One file, as it is brought in."""

    batch: ImportBatch
    progress: Callable[[float], None]
    added: dict[int, str] = field(default_factory=dict)
    """What a row added to somebody known, by the row's number: see `added`."""

    def insert(
        self,
        kind: type[Owned],
        rows: list[dict[str, Any]],
        start: float,
        end: float,
        /,
        **same: Any,  # noqa: ANN401
    ) -> None:
        """Insert rows of one table as this batch's.

        Args:
            kind: The table.
            rows: Values by column, the same columns in every row.
            start: The share of the whole import that is done before, 0 to 1.
            end: The share that is done after.
            same: Values that all rows share.
        """
        for at in range(0, len(rows), CHUNK):
            chunk = rows[at : at + CHUNK]
            insert_many(
                self.work,
                kind,
                chunk,
                owner=self.work.owner,
                batch_id=self.batch.id,
                **same,
            )
            self.progress(start + (end - start) * (at + len(chunk)) / len(rows))

    def _raw(self, row: Row) -> dict[str, str]:
        if not self.added or row.number not in self.added:
            return row.raw
        return {**row.raw, KEY: self.added[row.number]}

    def keep_rows(self, decided: Sequence[Decision]) -> None:
        """Keep every row of the file as it was."""
        kept = [
            {
                "number": d.number,
                "outcome": d.outcome,
                "reason": d.reason,
                "record_id": d.record_id,
                "raw": self._raw(row),
            }
            for row, d in paired(self.parsed, decided)
        ]
        kept += [
            {
                "number": problem.number,
                "outcome": RowOutcome.PROBLEM,
                "reason": problem.reason,
                "record_id": None,
                "raw": problem.raw,
            }
            for problem in self.parsed.problems
        ]
        self.insert(ImportRow, kept, 0.7, 1.0)
