"""What an import would do or did, row by row, in words."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tracker.models import ImportKind, RowOutcome

if TYPE_CHECKING:
    from collections.abc import Sequence
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
    whats = in_turn(parsed)
    rows = [
        PlannedRow(d.number, d.outcome, whats[d.number].popleft().what, d.reason)
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


def in_turn(parsed: Parsed) -> dict[int, deque[Row]]:
    """The rows of a file by number; several of one number in their order.

    A line that tells of several people becomes as many rows.
    """
    found: dict[int, deque[Row]] = defaultdict(deque)
    for row in parsed.rows:
        found[row.number].append(row)
    return found


def _shown(raw: dict[str, str]) -> str:
    return ", ".join(value for value in raw.values() if value)[:120]
