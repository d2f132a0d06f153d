"""Everything in one JSON file, which can be brought back in.

The JSON export holds everything, sorted by table and id, days and instants in
ISO form, money as text. It names no moment of export and no revision, and
nothing of imports that were refused or undone: equal stores give equal files.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from tracker import migrations
from tracker.exporters.privacy import People, masked
from tracker.models import ImportBatch, ImportKind, ImportRow
from tracker.store.tables import TECHNICAL, tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.models import Owned
    from tracker.store import Work

Rows = dict[str, list[dict[str, Any]]]
"""The rows of each table, by its name; values as the columns hold them."""


def rows_of(work: Work, people: People = People.NAMED) -> Rows:
    """Every fact of the owner of this work, sorted by table and id."""
    is_ours = _not_of_ours(work)
    content: Rows = {}
    for kind in tables():
        columns = [c.name for c in kind.__table__.columns if c.name not in TECHNICAL]  # type: ignore[attr-defined]
        content[str(kind.__tablename__)] = [
            {name: getattr(row, name) for name in columns}
            for row in work.all(kind)
            if is_ours(row)
        ]
    return content if people is People.NAMED else masked(content, people)


def _not_of_ours(work: Work) -> Callable[[Owned], bool]:
    """Leave out the notes on bringing an export of ours back in.

    They say how the facts got here, and are no facts: an export that was brought
    into an empty store gives the same export again.
    """
    ours = {
        batch.id
        for batch in work.all(ImportBatch, ImportBatch.kind == ImportKind.FOOTHOLD)
    }

    def keep(row: Owned) -> bool:
        if isinstance(row, ImportBatch):
            return row.id not in ours
        return not (isinstance(row, ImportRow) and row.batch_id in ours)

    return keep


def to_json(work: Work, people: People = People.NAMED) -> bytes:
    """Everything the owner of this work has, as UTF-8 JSON."""
    content: dict[str, Any] = {
        "foothold": {"format": 1, "schema": migrations.VERSIONS[-1]}
    }
    for table, rows in rows_of(work, people).items():
        content[table] = [
            {name: plain(value) for name, value in row.items()} for row in rows
        ]
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    return (text + "\n").encode("utf-8")


def plain(value: Any) -> Any:  # noqa: ANN401
    """Turn a value of a column into what JSON can hold."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
