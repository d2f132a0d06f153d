"""A table: its header found by content, its rows counted and untouched."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from tracker.importers import cells, contents, headers, limits
from tracker.importers.rows import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tracker.errors import ImportRefusedError

_RULE = re.compile(r":?-{2,}:?")
_DATA = re.compile(r"\d|https?:|www\.|@|[<>]")
_LONGEST_NAME = 60


class Record(NamedTuple):
    """One row as it stands."""

    number: int
    cells: tuple[str, ...]
    """Without the empty ones at its end."""
    width: int
    """How many there were with them."""


class Header(NamedTuple):
    """The row that names the columns."""

    record: Record
    score: int


@dataclass(frozen=True)
class Table:
    """A header and the rows below it that are not blank."""

    file: str
    sha256: str
    columns: tuple[str, ...]
    """Each name once: “Location”, “Location (2)”; a nameless one is “column 3”."""
    width: int
    """Fields of the header, nameless ones at its end included."""
    records: tuple[Record, ...]
    notices: tuple[str, ...] = ()

    @cached_property
    def places(self) -> dict[str, int]:
        """Place of each column, from 0."""
        return {column: place for place, column in enumerate(self.columns)}

    @cached_property
    def _shown(self) -> tuple[tuple[int, str], ...]:
        return tuple(
            (place, column)
            for column, place in self.places.items()
            if not headers.is_sensitive(column)
        )

    def value(self, record: Record, column: str | None) -> str:
        """A cell of a row as it stands; empty where there is no such column."""
        place = self.places.get(column or "", len(record.cells))
        return record.cells[place] if place < len(record.cells) else ""

    def raw(self, record: Record, also: frozenset[str] = frozenset()) -> dict[str, str]:
        """The filled cells of a row by column.

        Args:
            record: The row.
            also: Columns to keep although they look sensitive.
        """
        shown = self._shown
        if also:
            shown = (*shown, *((self.places[name], name) for name in sorted(also)))
        found = {
            column: cells.paragraph(record.cells[place])
            for place, column in shown
            if place < len(record.cells)
        }
        return {column: text for column, text in found.items() if text}

    def misfit(self, record: Record, *, is_strict: bool) -> Problem | None:
        """Why a row's fields do not lie under their columns, if they do not.

        Its cells are not kept: something moved, and a phone number may now stand
        under a column that looks harmless.

        Args:
            record: The row.
            is_strict: Whether a program wrote the file, so that a row with too
                few fields has lost one. People and Excel leave out the last ones.
        """
        is_short = is_strict and record.width < len(self.columns)
        if len(record.cells) <= self.width and not is_short:
            return None
        reason = (
            f"It has {record.width} fields where the header has {self.width}; a value"
            " that holds the separator needs quotation marks around it."
        )
        return Problem(record.number, reason)


def record(number: int, row: Sequence[str]) -> Record:
    """Make a row, without the empty cells at its end."""
    end = len(row)
    while end and not row[end - 1].strip():
        end -= 1
    return Record(number, tuple(row[:end]), len(row))


def header_score(row: Record, wanted: frozenset[str]) -> int:
    """How much a row looks like the header; 0 where it does not.

    Args:
        row: The row.
        wanted: Columns the searcher chose, which outdo any likeness.
    """
    shown = [cell[: 2 * _LONGEST_NAME] for cell in row.cells[: limits.COLUMNS]]
    chosen = len(wanted & set(_names(shown))) if wanted else 0
    return 1_000 * chosen + headers.score(shown)


def is_plausible(row: Record, below: Record | None) -> bool:
    """Whether a row may be a header in words unknown to us: names over values."""
    names = [cells.line(cell) for cell in row.cells]
    return (
        len(names) >= 3
        and below is not None
        and below.width == row.width
        and len(set(names)) == len(names)
        and all(0 < len(name) <= _LONGEST_NAME for name in names)
        and not any(_DATA.search(name) for name in names)
    )


def build(
    file: str, sha256: str, header: Record, rows: Iterable[Record], *, is_sheet: bool
) -> Table:
    """Put a header and the rows below it together, blank ones left out.

    Raises:
        ImportRefusedError: There is more of it than is read.
    """
    _check_columns(file, len(header.cells))
    left_out: Counter[str] = Counter()
    kept = tuple(_kept(file, header, rows, left_out))
    used = max((len(row.cells) for row in kept), default=0)
    width = limits.COLUMNS if is_sheet else header.width
    count = max(len(header.cells), min(used, width))
    _check_columns(file, count)
    notices = tuple(
        f"{number:,} {words if number > 1 else words.replace('rows', 'row')} left out."
        for words, number in sorted(left_out.items())
    )
    columns = _names([*header.cells, *[""] * (count - len(header.cells))])
    return Table(file, sha256, columns, width, kept, notices)


def _kept(
    file: str, header: Record, rows: Iterable[Record], left_out: Counter[str]
) -> Iterator[Record]:
    count = filled = 0
    for seen, row in enumerate(rows):
        if seen > limits.SHEET_ROWS:
            raise _too_many_rows(file, limits.SHEET_ROWS)
        if not row.cells:
            left_out["blank rows"] += 1
        elif row.cells == header.cells:
            left_out["repeated header rows"] += 1
        elif all(_RULE.fullmatch(cell.strip()) for cell in row.cells if cell.strip()):
            pass  # the rule under the header of a Markdown table
        else:
            count, filled = count + 1, filled + len(row.cells)
            _check(file, row, count, filled)
            yield row


def _check_columns(file: str, count: int) -> None:
    if count > limits.COLUMNS:
        wrong = f"has {count:,} columns, more than {limits.COLUMNS}"
        raise contents.refusal(file, wrong, "delete the columns you do not need")


def _check(file: str, row: Record, count: int, filled: int) -> None:
    if any(len(cell) > limits.CELL_CHARS for cell in row.cells):
        raise too_long(file, row.number)
    if count > limits.ROWS:
        raise _too_many_rows(file, limits.ROWS)
    if filled > limits.CELLS:
        wrong = f"has more than {limits.CELLS:,} cells"
        raise contents.refusal(file, wrong, "split it into smaller files")


def _too_many_rows(file: str, most: int) -> ImportRefusedError:
    wrong = f"has more than {most:,} rows"
    return contents.refusal(file, wrong, "split it into smaller files")


def too_long(file: str, number: int) -> ImportRefusedError:
    """Say that a cell is longer than any honest one."""
    wrong = f"holds a cell of over {limits.CELL_CHARS:,} characters in row {number:,}"
    advice = "look there for a quotation mark that is never closed, or shorten the cell"
    return contents.refusal(file, wrong, advice)


def _names(row: Sequence[str]) -> tuple[str, ...]:
    """Name each column once."""
    found: list[str] = []
    taken: set[str] = set()
    for place, cell in enumerate(row, start=1):
        plain = cells.clip(cells.line(cell), 2 * _LONGEST_NAME) or f"column {place}"
        name, again = plain, 1
        while name in taken:
            again += 1
            name = f"{plain} ({again})"
        taken.add(name)
        found.append(name)
    return tuple(found)
