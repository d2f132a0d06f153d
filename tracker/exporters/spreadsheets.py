"""The search for spreadsheets: a workbook, and two bundles of CSV files.

One CSV file cannot serve both ends. A spreadsheet runs “=…” as a formula, so the
bundle for spreadsheets has an apostrophe before it; “+44 20 …” and “-” are such
text too, so the bundle for bringing back in changes nothing.
"""

from __future__ import annotations

import csv
import json
import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

from tracker import migrations
from tracker.exporters.everything import plain
from tracker.exporters.material import Made
from tracker.exporters.sheets import sheets
from tracker.exporters.texts import CELL, clean, defused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openpyxl.cell import Cell as BookCell

    from tracker.exporters.material import Material

MARKER = "foothold.json"
"""The file of a bundle that says what it is."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP can hold: equal stores give equal bundles."""


def to_workbook(material: Material) -> Made:
    """Make an XLSX workbook: days are days, numbers numbers, formulas text."""
    from openpyxl import Workbook  # noqa: PLC0415 - 0.2 s that others need not wait

    book = Workbook()
    del book["Sheet"]  # the one that every new workbook has
    cut: list[str] = []
    for name, columns, rows in sheets(material):
        page = book.create_sheet(name)
        page.append(columns)
        page.freeze_panes = "A2"
        for number, row in enumerate(rows, 2):
            for place, value in enumerate(row, 1):
                if _fill(page.cell(number, place), value):
                    cut.append(f"{name}, row {number}, {columns[place - 1]}")
    file = BytesIO()
    book.save(file)
    return Made(file.getvalue(), _cut_words(cut))


def _fill(cell: BookCell, value: Any) -> bool:  # noqa: ANN401
    """Write a value into a cell.

    Returns:
        Whether its text was too long, and was cut.
    """
    if not isinstance(value, str):
        cell.value = value
        if isinstance(value, datetime):
            cell.number_format = "yyyy-mm-dd hh:mm"
        elif isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
        elif isinstance(value, Decimal):
            cell.number_format = "#,##0.00"
        return False
    text = clean(value)
    if text:
        cell.value = text[:CELL]
        cell.data_type = "s"  # or “=…” would become a formula
    return len(text) > CELL


def _cut_words(cut: list[str]) -> tuple[str, ...]:
    if not cut:
        return ()
    more = f" and {len(cut) - 3:,} more" if len(cut) > 3 else ""
    sentence = (
        f"A cell holds {CELL:,} characters, so the end of a longer text was left out "
        f"({'; '.join(cut[:3])}{more}); the JSON export has it whole."
    )
    return (sentence,)


def to_bundle_for_spreadsheets(material: Material) -> Made:
    """Make a ZIP of CSV files to open: text that looks like a formula is marked."""
    files = {
        f"{name.lower()}.csv": _csv(
            [columns, *([_shown(cell) for cell in row] for row in rows)]
        )
        for name, columns, rows in sheets(material)
    }
    return Made(_zipped(files))


def _shown(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, str):
        return defused(clean(value))
    return "" if value is None else str(plain(value))


def to_bundle(material: Material) -> Made:
    """Make a ZIP of CSV files that lose nothing: one a table, every value as it is."""
    head = {"format": 1, "schema": migrations.VERSIONS[-1], "kind": "csv"}
    files = {MARKER: (json.dumps({"foothold": head}) + "\n").encode()}
    for table, rows in material.rows.items():
        if rows:
            lines = [[_exact(value) for value in row.values()] for row in rows]
            files[f"{table}.csv"] = _csv([list(rows[0]), *lines])
    return Made(_zipped(files))


def _exact(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, list | dict | bool):
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    return "" if value is None else str(plain(value))


def _csv(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows as CSV: every cell quoted, for a bare line end would else be a new row."""
    file = StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return b"\xef\xbb\xbf" + file.getvalue().encode("utf-8")


def _zipped(files: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in files.items():
            bundle.writestr(
                zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED
            )
    return file.getvalue()
