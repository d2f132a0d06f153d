"""Tables as delimited text: CSV, TSV, semicolons, and the tables of Markdown."""

from __future__ import annotations

import csv
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from tracker.importers import contents, limits, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tracker.errors import ImportRefusedError
    from tracker.importers.tables import Record, Table

_DELIMITERS = ",;\t|"


class _Start(NamedTuple):
    """Where the header begins and what parts its fields."""

    line: int
    delimiter: str
    header: Record
    score: int


class _Lines:
    """Lines that remember those of the current record."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.pending: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.pending.append(line)
        return line


def read(file: str, sha256: str, data: bytes, wanted: frozenset[str]) -> Table:
    """Read delimited text as a table, whatever stands before its header.

    The separator is the one that makes the header best known, so a list inside
    a cell cannot mislead it.

    Raises:
        ImportRefusedError: It is no text, has no header, is broken or too large.
    """
    name, skip = contents.encoding(file, data)
    stream = contents.lines(data, name, skip)
    head = list(islice(stream, limits.HEADER_LINES))
    start = _known_start(head, wanted) or _plausible_start(head)
    if start is None:
        raise _no_header(file, head)
    rows = _rows(file, chain(head[start.line :], stream), start)
    next(rows)
    table = tables.build(file, sha256, start.header, rows, is_sheet=False)
    if name != "cp1252":
        return table
    notice = "It is not UTF-8 and was read as Windows-1252; look at its accents."
    return replace(table, notices=(*table.notices, notice))


def _known_start(head: Sequence[str], wanted: frozenset[str]) -> _Start | None:
    best: _Start | None = None
    for line in range(len(head)):
        for delimiter in _DELIMITERS:
            for row in _first(head[line:], delimiter, 1):
                score = tables.header_score(row, wanted)
                if score > (best.score if best else 0):
                    best = _Start(line, delimiter, row, score)
    return best


def _plausible_start(head: Sequence[str]) -> _Start | None:
    """Take the first line that is not blank as a header in unknown words."""
    line = next((place for place, text in enumerate(head) if text.strip()), 0)
    starts = [
        _Start(line, delimiter, rows[0], len(rows[0].cells))
        for delimiter in _DELIMITERS
        if (rows := _first(head[line:], delimiter, 2))
        and tables.is_plausible(rows[0], rows[1] if len(rows) > 1 else None)
    ]
    return max(starts, key=lambda start: start.score, default=None)


def _first(lines: Sequence[str], delimiter: str, count: int) -> list[Record]:
    """The first records of some lines; none where they cannot be read."""
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
    try:
        return [tables.record(0, row) for row in islice(reader, count)]
    except csv.Error:
        return []


def _rows(file: str, lines: Iterable[str], start: _Start) -> Iterator[Record]:
    """Rows from the header on, each numbered by the line it begins in."""
    source = _Lines(lines)
    reader = csv.reader(source, delimiter=start.delimiter, skipinitialspace=True)
    number = start.line + 1
    last: list[str] = []
    try:
        for row in reader:
            yield tables.record(number, row)
            last, source.pending = source.pending, []
            number = start.line + 1 + reader.line_num
    except csv.Error as error:
        # The one error of a lenient reader: a field over its own limit of 131,072.
        raise tables.too_long(file, number) from error
    if _is_open(last, start.delimiter):
        wrong = "opens a quotation mark in its last row that is never closed"
        raise contents.refusal(file, wrong, "it may be cut off; export it again")


def _is_open(lines: Sequence[str], delimiter: str) -> bool:
    """Whether the last record only ended because the file did."""
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True)
    try:
        for _ in reader:
            pass
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _no_header(file: str, head: Sequence[str]) -> ImportRefusedError:
    text = "".join(line[:1_000] for line in head)
    if not text.strip():
        return contents.refusal(file, "is empty", "export it again")
    if any(len(line) > limits.CELL_CHARS for line in head):
        wrong = f"holds lines of more than {limits.CELL_CHARS:,} characters, no table"
        return contents.refusal(file, wrong)
    if "linkedin.com/in/" in text or file.casefold().startswith("connections"):
        wrong = "has contacts but not the header row “First Name,Last Name,URL,…”"
        return contents.refusal(file, wrong, "export it again or put that row back")
    wrong = "has no header row with names such as Company, Job title and Status"
    return contents.refusal(file, wrong, "add one above its rows")
