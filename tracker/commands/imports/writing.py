"""What an import is given, and how its rows are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from sqlalchemy import insert

from tracker.commands.added import KEY
from tracker.commands.previews import in_turn
from tracker.models import ImportBatch, ImportRow, RowOutcome

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from tracker.importers.rows import Parsed, Row
    from tracker.matching import Decision
    from tracker.models import Owned
    from tracker.store import Work

_Kind = TypeVar("_Kind")

CHUNK = 2_000
"""Rows written between two reports of progress."""


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
        self, kind: type[Owned], rows: list[dict[str, Any]], start: float, end: float
    ) -> None:
        """Insert rows of one table as this batch's; progress goes from start to end."""
        for at in range(0, len(rows), CHUNK):
            chunk = [
                {"id": uuid4(), "owner": self.work.owner, "batch_id": self.batch.id}
                | row
                for row in rows[at : at + CHUNK]
            ]
            self.work.session.execute(insert(kind), chunk)
            self.progress(start + (end - start) * (at + len(chunk)) / len(rows))

    def _raw(self, row: Row) -> dict[str, str]:
        if row.number not in self.added:
            return row.raw
        return {**row.raw, KEY: self.added[row.number]}

    def keep_rows(self, decided: Sequence[Decision]) -> None:
        """Keep every row of the file as it was."""
        turns = in_turn(self.parsed)
        kept = [
            {
                "number": d.number,
                "outcome": d.outcome,
                "reason": d.reason,
                "record_id": d.record_id,
                "raw": self._raw(turns[d.number].popleft()),
            }
            for d in decided
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
