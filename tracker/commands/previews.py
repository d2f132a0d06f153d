"""What an import would do or did, row by row, in words."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tracker.models import ImportKind, RowOutcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from uuid import UUID

    from tracker.importers.rows import Parsed, Row
    from tracker.matching import Decision


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
    rows = [
        PlannedRow(d.number, d.outcome, row.what, d.reason)
        for row, d in paired(parsed, decided)
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


def paired(
    parsed: Parsed, decided: Sequence[Decision]
) -> Iterator[tuple[Row, Decision]]:
    """Each decision with its row, in whatever order they were made.

    A line that tells of several people is several rows of one number: they are
    decided in their order.
    """
    if [row.number for row in parsed.rows] == [found.number for found in decided]:
        yield from zip(parsed.rows, decided, strict=True)
        return
    turns: dict[int, deque[Row]] = defaultdict(deque)
    for row in parsed.rows:
        turns[row.number].append(row)
    for found in decided:
        yield turns[found.number].popleft(), found


def _shown(raw: dict[str, str]) -> str:
    return ", ".join(value for value in raw.values() if value)[:120]
