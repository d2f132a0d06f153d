"""Files for the import tests, made in memory."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

import openpyxl

from tracker.importers import NO_ANSWERS, Answers, ApplicationRow, ContactRow, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from tracker.importers import Parsed

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"


def text(rows: Iterable[Sequence[str]], delimiter: str = ",") -> bytes:
    """Rows as CSV."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue().encode()


def book(sheets: Mapping[str, Iterable[Sequence[object]]], merged: str = "") -> bytes:
    """Rows by sheet as an Excel workbook, cells of the first sheet merged."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    if merged:
        made.worksheets[0].merge_cells(merged)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Files by name as a ZIP."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def only(name: str, data: bytes | Path, answers: Answers = NO_ANSWERS) -> Parsed:
    """The one reading of a file."""
    (parsed,) = read(name, data, answers=answers)
    return parsed


def contacts(parsed: Parsed) -> list[ContactRow]:
    """The rows of a reading, all of them contacts."""
    rows = [row for row in parsed.rows if isinstance(row, ContactRow)]
    assert len(rows) == len(parsed.rows)
    return rows


def applications(parsed: Parsed) -> list[ApplicationRow]:
    """The rows of a reading, all of them applications."""
    rows = [row for row in parsed.rows if isinstance(row, ApplicationRow)]
    assert len(rows) == len(parsed.rows)
    return rows
