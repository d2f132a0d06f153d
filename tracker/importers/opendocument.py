"""OpenDocument spreadsheets (.ods) as tables, read as a stream. Pure.

A reader of our own: the maintained ones build the whole sheet first, and one cell
that says it is repeated a million times is then a million cells. Here what is
repeated is counted before it is made. ODF 1.3, part 3, chapter 9.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from tracker.importers import archives, contents, limits, tables

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Mapping

    from tracker.importers.tables import Record

_CONTENT = "content.xml"
_SHRINK = "save only its sheet of applications as CSV"
_RATIO = 2_000
"""More than ZIP can reach: templates of equal rows are small, and it is a stream."""
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})


class Sheet(NamedTuple):
    """A sheet that shows."""

    title: str
    records: list[Record]
    """Its rows that are not blank, merged cells filled downwards."""


def sheets(file: str, archive: zipfile.ZipFile) -> list[Sheet]:
    """Read every sheet that shows.

    Raises:
        ImportRefusedError: It is too large, locked, or declares its own entities.
    """
    info = archive.getinfo(_CONTENT)
    archives.check(file, [info], limits.TABLE_BYTES, ratio=_RATIO)
    reader = _Reader(file)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = reader.declared
    for chunk in archives.chunks(archive, info):
        parser.Parse(chunk, False)  # noqa: FBT003
    parser.Parse(b"", True)  # noqa: FBT003
    return reader.sheets


@dataclass
class _Cell:
    """A cell while it is read."""

    repeated: int
    rows: int
    """How many rows it is merged over."""
    value: str
    """What it holds by its type: a day, a number; empty for text."""
    words: list[str] = field(default_factory=list)


class _Reader:
    """What expat tells, as rows."""

    def __init__(self, file: str) -> None:
        self.sheets: list[Sheet] = []
        self._file = file
        self._hidden: set[str] = set()
        self._style = ""
        self._depth = 0
        """Of notes and drawings in a cell, whose text is not the cell's."""
        self._sheet: Sheet | None = None
        self._shows = True
        self._number = 0
        self._row: list[_Cell] | None = None
        self._times = 1
        self._cell: _Cell | None = None
        self._carried: dict[int, tuple[str, int]] = {}
        self._count = 0

    def declared(self, *_told: object) -> None:
        """Refuse entities: a spreadsheet program writes none."""
        raise contents.refusal(self._file, "declares its own XML entities", _SHRINK)

    def start(self, name: str, told: Mapping[str, str]) -> None:
        """Begin an element."""
        if self._depth or name == f"{_OFFICE}annotation":
            self._depth += 1
        elif name.startswith(_STYLE):
            self._note_style(told)
        elif name == f"{_TABLE}table":
            self._begin_sheet(told)
        elif name == f"{_TABLE}table-row" and self._sheet is not None:
            self._row, self._times = [], _times(told, "number-rows-repeated")
        elif name in _CELLS and self._row is not None:
            self._begin_cell(told)
        elif self._cell is not None:
            self._word(name, told)

    def end(self, name: str) -> None:
        """End an element."""
        if self._depth:
            self._depth -= 1
        elif name in _CELLS and self._cell is not None and self._row is not None:
            self._row.append(self._cell)
            self._cell = None
        elif name == f"{_TABLE}table-row" and self._row is not None:
            self._end_row(self._row)
            self._row = None
        elif name == f"{_TABLE}table" and self._sheet is not None:
            if self._shows:
                self.sheets.append(self._sheet)
            self._sheet = None

    def text(self, text: str) -> None:
        """Take text of a cell."""
        if self._cell is not None and not self._depth:
            self._cell.words.append(text)

    def _note_style(self, told: Mapping[str, str]) -> None:
        """Note which styles of sheets hide them."""
        if told.get(f"{_STYLE}family") == "table":
            self._style = told.get(f"{_STYLE}name", "")
        elif told.get(f"{_TABLE}display") == "false":
            self._hidden.add(self._style)

    def _begin_sheet(self, told: Mapping[str, str]) -> None:
        self._sheet = Sheet(told.get(f"{_TABLE}name", ""), [])
        self._shows = told.get(f"{_TABLE}style-name") not in self._hidden
        self._number, self._carried = 0, {}

    def _begin_cell(self, told: Mapping[str, str]) -> None:
        self._count += 1
        self._refuse_too_many()
        kind = told.get(f"{_OFFICE}value-type", "")
        said = {"date": "date-value", "boolean": "boolean-value"}.get(kind, "value")
        value = told.get(f"{_OFFICE}{said}", "") if kind in _TYPED else ""
        self._cell = _Cell(
            _times(told, "number-columns-repeated"),
            _times(told, "number-rows-spanned"),
            _day(value) if kind == "date" else value,
        )

    def _word(self, name: str, told: Mapping[str, str]) -> None:
        """Take what a cell holds in the place of text: lines, spaces, tabs."""
        words = self._cell.words if self._cell else []
        if name == f"{_TEXT}p" and words:
            words.append("\n")
        elif name == f"{_TEXT}s":
            words.append(" " * min(_times(told, "c", _TEXT), 100))
        elif name in {f"{_TEXT}tab", f"{_TEXT}line-break"}:
            words.append(" ")

    def _end_row(self, cells: list[_Cell]) -> None:
        """Keep a row as often as it is there; the blank ones are only counted."""
        first, self._number = self._number + 1, self._number + self._times
        row: list[str] = []
        merged: list[tuple[int, int]] = []
        for cell in cells:
            if cell.rows > 1:
                merged.append((len(row), first + cell.rows - 1))
            held = cell.value or "".join(cell.words)
            room = limits.COLUMNS + 1 - len(row)
            row += [held] * min(cell.repeated, max(room, 0))
        if any(row) and self._shows:
            self._fill(row, first)
            self._keep(tables.record(first, row))
        self._carried |= {c: (row[c], last) for c, last in merged if c < len(row)}

    def _fill(self, row: list[str], number: int) -> None:
        """Take the values of cells above that are merged over this row."""
        for column, (held, last) in self._carried.items():
            if number <= last and column < len(row) and not row[column]:
                row[column] = held

    def _keep(self, row: Record) -> None:
        records = self._sheet.records if self._sheet is not None else []
        if len(records) + self._times > limits.ROWS + limits.HEADER_LINES:
            wrong = f"has more than {limits.ROWS:,} rows"
            raise contents.refusal(self._file, wrong, "split it into smaller files")
        self._count += len(row.cells) * (self._times - 1)
        self._refuse_too_many()
        records += [
            row._replace(number=row.number + again) for again in range(self._times)
        ]

    def _refuse_too_many(self) -> None:
        if self._count > limits.SHEET_CELLS:
            wrong = f"has more than {limits.SHEET_CELLS:,} cells, empty ones counted"
            raise contents.refusal(self._file, wrong, _SHRINK)


_TYPED = frozenset({"date", "float", "boolean"})
"""Types whose value is read; a currency's or a percentage's text says more."""


def _times(told: Mapping[str, str], name: str, space: str = _TABLE) -> int:
    """A count; 1 where there is none, or none that is a number."""
    said = told.get(f"{space}{name}", "1")
    return max(int(said), 1) if said.isdecimal() and len(said) < 9 else 1


def _day(value: str) -> str:
    """A day as ISO, without a midnight."""
    day, _, time = value.partition("T")
    return day if not time.strip("0:.Z") else f"{day} {time[:8]}"
