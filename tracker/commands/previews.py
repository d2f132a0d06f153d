"""What an import would do or did, row by row, in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tracker.importers.rows import ContactRow, RecordRow
from tracker.models import ImportKind, RowOutcome

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from tracker.importers.rows import Parsed, Row
    from tracker.matching import Decision

UNTITLED = "Untitled role"
"""The title of an application whose file states none."""


_NAMING = ("name", "title", "what", "file", "stage", "state", "on")
"""Columns that tell a person which record it is, the best first."""


class PlannedRow(NamedTuple):
    """One row of a preview."""

    number: int
    outcome: RowOutcome
    what: str
    reason: str


@dataclass(frozen=True)
class Summary:
    """What an import did, or would do."""

    file: str
    kind: ImportKind
    new: int
    known: int
    rows: tuple[PlannedRow, ...]
    batch_id: UUID | None = None

    @property
    def problems(self) -> list[PlannedRow]:
        """The rows that could not be taken."""
        return [row for row in self.rows if row.outcome is RowOutcome.PROBLEM]


def summary(parsed: Parsed, decided: Sequence[Decision]) -> Summary:
    """Put the decisions on the rows of a file in words."""
    counts = Counter(decision.outcome for decision in decided)
    by_number = {row.number: row for row in parsed.rows}
    rows = [
        PlannedRow(d.number, d.outcome, _what(by_number[d.number]), d.reason)
        for d in decided
    ]
    rows += [
        PlannedRow(p.number, RowOutcome.PROBLEM, _shown(p.raw), p.reason)
        for p in parsed.problems
    ]
    return Summary(
        parsed.file,
        parsed.kind,
        counts[RowOutcome.NEW],
        counts[RowOutcome.KNOWN],
        tuple(sorted(rows)),
    )


def _what(row: Row) -> str:
    if isinstance(row, RecordRow):
        said = (str(row.facts.get(name) or "") for name in _NAMING)
        return f"{row.table.replace('_', ' ')} {next(filter(None, said), '')[:120]}"
    if isinstance(row, ContactRow):
        return f"{row.name}, {row.company}" if row.company else row.name
    return f"{row.title or UNTITLED}, {row.company}"


def _shown(raw: dict[str, str]) -> str:
    return ", ".join(value for value in raw.values() if value)[:120]
