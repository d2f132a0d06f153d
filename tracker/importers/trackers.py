"""Applications that another tracker exports as JSON: a list, one object for each. Pure.

Such a list is a table whose columns are its keys, and is read like one: columns are
told by their names, unknown statuses stay questions. Of an object within an object
what names it counts, such as a company's name or a place's address.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Any

from tracker.importers import cells, contents, headers, limits, spreadsheets, tables
from tracker.importers.coauthors.documents import loaded

if TYPE_CHECKING:
    from tracker.errors import ImportRefusedError
    from tracker.importers.rows import Answers, Parsed

_NAMING = ("name", "address", "title", "text")
"""Keys under which an object within an object says what it is, the surest first."""
_OTHERS: tuple[tuple[frozenset[str], str, str], ...] = (
    (
        frozenset({"base salary", "signing bonus"}),
        "holds offers, which are not imported",
        "enter each on the Offers page, where its numbers can be checked",
    ),
    (
        frozenset({"candidate id", "job id"}),
        "lists an employer's candidates and names no company or job title",
        contents.WHAT_TO_BRING,
    ),
)
"""Lists that only look like applications: keys, what they are, what to do."""


def is_one(_name: str, head: bytes) -> bool:
    """Whether a file is a list in JSON."""
    text = head.removeprefix(codecs.BOM_UTF8).lstrip()
    return contents.is_json(head) and text.startswith(b"[")


def read(file: str, sha256: str, data: bytes, answers: Answers) -> Parsed:
    """Read a list of applications; a row's number is its place, from 1.

    Raises:
        ImportRefusedError: It is broken, too large, or a list of something else.
    """
    whole = loaded(file, data)
    rows = whole if isinstance(whole, list) else []
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise _unknown(file)
    if len(rows) > limits.ROWS:
        wrong = f"has more than {limits.ROWS:,} rows"
        raise contents.refusal(file, wrong, "split it into smaller files")
    columns = list(dict.fromkeys(str(key) for row in rows for key in row))
    keys = {cells.key(column) for column in columns}
    for needed, wrong, advice in _OTHERS:
        if needed <= keys:
            raise contents.refusal(file, wrong, advice)
    records = (  # made one by one: the columns are counted before the first
        tables.record(place, [_cell(row.get(column)) for column in columns])
        for place, row in enumerate(rows, start=1)
    )
    table = tables.build(
        file, sha256, tables.record(0, columns), records, is_sheet=False
    )
    if headers.recognise(table.columns) is not headers.Kind.SPREADSHEET:
        raise _unknown(file)
    parsed = spreadsheets.read(table, answers)
    if any(question.field == "company" for question in parsed.ask):
        raise _unknown(file)
    return parsed


def _unknown(file: str) -> ImportRefusedError:
    wrong = "is JSON but not what Foothold exports, nor a list of applications"
    return contents.refusal(file, wrong)


def _cell(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    """A value as a cell; empty where it is nothing that a cell can hold."""
    if isinstance(value, dict):
        named = (value[key] for key in _NAMING if value.get(key))
        value = next(named, None)
    if isinstance(value, list):
        return "; ".join(each for each in value if isinstance(each, str))
    if isinstance(value, bool):
        return str(value).casefold()
    return str(value) if isinstance(value, str | int | float) else ""
