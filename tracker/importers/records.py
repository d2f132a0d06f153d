"""Our own exports: JSON, and the CSV bundle that holds every table. Pure.

A record is read as it is; whether the store can hold it is for
`tracker.commands` to say, which knows the tables.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from tracker.importers import archives, contents, limits
from tracker.importers.rows import Parsed, RecordRow
from tracker.models import ImportKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tracker.importers.rows import Answers

_MARK = "foothold"
MARKER = "foothold.json"
"""The member of a bundle that says what it is."""
_AGAIN = "export it again"


def is_ours(_name: str, head: bytes) -> bool:
    """Whether a file is an export of ours."""
    return contents.is_json(head) and contents.has_key(head, _MARK)


def read(file: str, sha256: str, data: bytes, _answers: Answers) -> Parsed:
    """Read a JSON export.

    Raises:
        ImportRefusedError: It is damaged.
    """
    content = _loaded(file, data)
    if not isinstance(content, dict):
        raise _damaged(file)
    tables = {name: rows for name, rows in content.items() if name != _MARK}
    if not all(isinstance(rows, list) for rows in tables.values()):
        raise _damaged(file)
    every = [(name, row) for name, rows in tables.items() for row in rows]
    if not all(isinstance(row, dict) for _, row in every):
        raise _damaged(file)
    rows = tuple(RecordRow(n, name, row) for n, (name, row) in enumerate(every, 1))
    schema = _schema(file, content.get(_MARK))
    return Parsed(file, ImportKind.FOOTHOLD, sha256, rows, schema=schema)


def is_bundle(file: str, data: bytes | Path) -> bool:
    """Whether a ZIP is our CSV bundle."""
    with archives.opened(file, data) as bundle:
        return MARKER in bundle.namelist()


def read_bundle(file: str, sha256: str, data: bytes | Path) -> Parsed:
    """Read a CSV bundle that holds every table.

    Raises:
        ImportRefusedError: It is damaged, or unpacks to too much.
    """
    with archives.opened(file, data) as bundle:
        size = sum(member.file_size for member in bundle.infolist())
        if size > limits.TABLE_BYTES:
            wrong = f"unpacks to {limits.megabytes(size)}, more than"
            wrong += f" {limits.megabytes(limits.TABLE_BYTES)}"
            raise contents.refusal(file, wrong, "restore a backup in its place")
        head = _loaded(file, bundle.read(MARKER))
        every = [
            (name.removesuffix(".csv"), row)
            for name in bundle.namelist()
            if name.endswith(".csv")
            for row in _lines(bundle.read(name))
        ]
    schema = _schema(file, head.get(_MARK) if isinstance(head, dict) else None)
    rows = tuple(RecordRow(n, name, row) for n, (name, row) in enumerate(every, 1))
    return Parsed(file, ImportKind.FOOTHOLD, sha256, rows, schema=schema)


def _lines(data: bytes) -> Iterator[dict[str, Any]]:
    """Rows of a CSV file, every value as text."""
    csv.field_size_limit(limits.TABLE_BYTES)
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    reader = csv.reader(text, strict=True)
    columns = next(reader, [])
    for cells in reader:
        yield dict(zip(columns, cells, strict=True))


def _loaded(file: str, data: bytes) -> Any:  # noqa: ANN401
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        raise _damaged(file) from error


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _schema(file: str, head: Any) -> str:  # noqa: ANN401
    if not isinstance(head, dict) or head.get("format") != 1:
        raise contents.refusal(
            file,
            "was not written by a Foothold that this one knows",
            "update Foothold, or export it again",
        )
    return str(head.get("schema", ""))


def _damaged(file: str) -> Exception:
    return contents.refusal(file, "is an export of Foothold's but damaged", _AGAIN)
