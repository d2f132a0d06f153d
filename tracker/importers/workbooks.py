"""Workbooks as tables.

Excel's are looked over as bytes first, then read by openpyxl; OpenDocument's are
read by `opendocument`.
"""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from collections import Counter
from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from tracker.importers import (
    archives,
    contents,
    headers,
    limits,
    opendocument,
    tables,
)
from tracker.importers.headers import Kind

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from tracker.importers.tables import Record, Table

_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(row|c)[\s/>]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]{0,99}?ref=\"([A-Z]+\d+:[A-Z]+\d+)\"")
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OVERLAP = 100
"""Bytes of a chunk looked at again with the next: longer than any sought mark."""
_TALLEST = 100
"""Rows of the tallest merged cell that means its value for each of them."""
_SHRINK = "save only its sheet of applications as CSV"

Merges = dict[int, list[tuple[int, int]]]
"""Columns and last rows of the merged cells that begin in a row; all from 1."""


class _Sheet(NamedTuple):
    """A sheet with a header."""

    title: str
    header: Record
    score: int
    rows: tuple[Record, ...]

    @property
    def kind(self) -> Kind:
        return headers.recognise(self.header.cells)

    @property
    def is_full(self) -> bool:
        """Whether it surely lists applications."""
        found = set(headers.applications(self.header.cells))
        is_tracker = {"company", "title"} <= found and found & {"status", "applied"}
        return self.kind is Kind.SPREADSHEET and bool(is_tracker and self.rows)


def read(file: str, data: bytes | Path, wanted: frozenset[str]) -> list[Table]:
    """Read the sheets of a workbook that hold applications or contacts.

    Args:
        file: Its name.
        data: Its bytes, or where it lies.
        wanted: Columns the searcher chose, which make a row the header.

    Returns:
        The sheet that looks most like it; several where several surely do.

    Raises:
        ImportRefusedError: It is damaged, too large, or holds no such sheet.
    """
    with archives.opened(file, data) as archive:
        merges = _look_over(file, archive)
        sheets = _sheets(data, merges, wanted)
    return _tables(file, data, sheets)


def read_open(file: str, data: bytes | Path, wanted: frozenset[str]) -> list[Table]:
    """Read the sheets of an OpenDocument spreadsheet as `read` does.

    Raises:
        ImportRefusedError: It is damaged, too large, or holds no such sheet.
    """
    with archives.opened(file, data) as archive:
        found = opendocument.sheets(file, archive)
    made = [_sheet(title, rows, wanted) for title, rows in found]
    return _tables(file, data, [sheet for sheet in made if sheet])


def _tables(file: str, data: bytes | Path, sheets: Sequence[_Sheet]) -> list[Table]:
    chosen = _chosen(sheets)
    if not chosen:
        wrong = "has no sheet with a header row such as Company, Job title, Status"
        raise contents.refusal(file, wrong, "add one above its rows")
    digest = _sha256(data)
    if len(chosen) == 1:
        return [_table(file, digest, chosen[0])]
    return [
        _table(
            f"{file}/{sheet.title}",
            hashlib.sha256(f"{digest}/{sheet.title}".encode()).hexdigest(),
            sheet,
        )
        for sheet in chosen
    ]


def _table(file: str, sha256: str, sheet: _Sheet) -> Table:
    return tables.build(file, sha256, sheet.header, sheet.rows, is_sheet=True)


def _chosen(sheets: Sequence[_Sheet]) -> list[_Sheet]:
    """The sheets to read: all that surely list applications, else the likeliest."""
    full = [sheet for sheet in sheets if sheet.is_full]
    if full:
        return full
    refused = {Kind.FOREIGN, Kind.PEOPLE}
    best = max(
        sheets,
        key=lambda sheet: (sheet.kind not in refused, sheet.score, len(sheet.rows)),
        default=None,
    )
    return [best] if best else []


def _look_over(file: str, archive: zipfile.ZipFile) -> dict[str, Merges]:
    """Refuse a bomb before it is parsed; meanwhile find the merged cells.

    240 KiB can hold 76 MB of XML, which openpyxl reads for half a minute.
    """
    parts = [
        info
        for info in archive.infolist()
        if info.filename.casefold().endswith((".xml", ".rels"))
    ]
    archives.check(file, parts, limits.TABLE_BYTES)
    counts: Counter[str] = Counter()
    merges: dict[str, Merges] = {}
    for part in parts:
        name = part.filename.casefold()
        is_streamed = "worksheets/" in name or name.endswith("sharedstrings.xml")
        if part.file_size > limits.PART_BYTES and not is_streamed:
            raise contents.refusal(file, "has styles of an unlikely size", _SHRINK)
        merges[part.filename] = {}
        for chunk in _overlapping(archives.chunks(archive, part)):
            _count(file, chunk, counts)
            _note_merges(chunk, merges[part.filename])
    return merges


def _overlapping(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Chunks, each with the end of the one before; without the zeros of UTF-16."""
    tail = b""
    for chunk in chunks:
        plain = chunk.replace(b"\0", b"")
        yield tail + plain
        tail = plain[-_OVERLAP:]


def _count(file: str, chunk: bytes, counts: Counter[str]) -> None:
    if _DECLARED.search(chunk):
        raise contents.refusal(file, "declares its own XML entities", _SHRINK)
    counts["tags"] += chunk.count(b"<") - chunk.count(b"</")
    for mark in _ROW_OR_CELL.finditer(chunk):
        if mark[1] == b"row":
            counts["in row"] = 0
            continue
        counts["in row"] += 1
        counts["cells"] += 1
        if counts["in row"] > limits.SHEET_COLUMNS + _OVERLAP:
            wrong = f"has a row of more than {limits.SHEET_COLUMNS:,} cells"
            raise contents.refusal(file, wrong, _SHRINK)
    if counts["cells"] > limits.SHEET_CELLS or counts["tags"] > limits.SHEET_TAGS:
        wrong = f"has more than {limits.SHEET_CELLS:,} cells, empty ones counted"
        raise contents.refusal(file, wrong, _SHRINK)


def _note_merges(chunk: bytes, merges: Merges) -> None:
    from openpyxl.utils.cell import range_boundaries  # noqa: PLC0415 - as below

    for found in _MERGED.finditer(chunk):
        edges = range_boundaries(found[1].decode())
        column, first, last = (edge or 0 for edge in (edges[0], edges[1], edges[3]))
        if 0 < last - first < _TALLEST and (column, last) not in merges.get(first, []):
            merges.setdefault(first, []).append((column, last))


def _sheets(
    data: bytes | Path, merges: Mapping[str, Merges], wanted: frozenset[str]
) -> list[_Sheet]:
    """Read every sheet that shows and has a header."""
    import openpyxl  # noqa: PLC0415 - 0.1 s that only workbooks need wait for

    source = io.BytesIO(data) if isinstance(data, bytes) else data
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl: of what it would lose on saving
        book = openpyxl.load_workbook(
            source, read_only=True, data_only=True, keep_links=False
        )
        try:
            found = [
                _sheet(sheet.title, list(_records(sheet, merges)), wanted)
                for sheet in book.worksheets
                if sheet.sheet_state == "visible"
            ]
        finally:
            book.close()
    return [sheet for sheet in found if sheet]


def _sheet(title: str, rows: list[Record], wanted: frozenset[str]) -> _Sheet | None:
    head = list(islice(rows, limits.HEADER_LINES))
    scores = [tables.header_score(row, wanted) for row in head]
    best = max(scores, default=0)
    if best:
        place = scores.index(best)
    elif head and tables.is_plausible(head[0], head[1] if len(head) > 1 else None):
        place = 0
    else:
        return None
    return _Sheet(title, head[place], best, tuple(rows[place + 1 :]))


def _records(sheet: object, merges: Mapping[str, Merges]) -> Iterator[Record]:
    """Rows that are not blank, merged cells filled downwards."""
    ours = merges.get(str(getattr(sheet, "_worksheet_path", "")), {})
    carried: dict[int, tuple[str, int]] = {}
    rows = sheet.iter_rows(  # type: ignore[attr-defined]
        max_row=limits.SHEET_ROWS, max_col=limits.COLUMNS + 1, values_only=True
    )
    for number, values in enumerate(rows, start=1):
        if not any(values):
            continue
        row = [_text(value) for value in values]
        for column, (text, last) in carried.items():
            if number <= last and column <= len(row) and not row[column - 1]:
                row[column - 1] = text
        for column, last in ours.get(number, ()):
            if column <= len(row):
                carried[column] = (row[column - 1], last)
        yield tables.record(number, row)


def _text(value: object) -> str:
    """A cell as text: days as ISO, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else str(value)
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _sha256(data: bytes | Path) -> str:
    if isinstance(data, bytes):
        return hashlib.sha256(data).hexdigest()
    with data.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
