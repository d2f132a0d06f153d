"""Many rows into one table, as fast as the database's driver takes them.

SQLAlchemy converts and checks each value of each row by itself, which for an import
of 30,000 contacts takes longer than the database does. Here the statement is built
once and each column converted as a whole, with the same types: what is written, and
what the database checks, is the same.
"""

from __future__ import annotations

import os
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import insert

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import sqlalchemy as sa

    from tracker.models import Owned
    from tracker.store import Work

_VARIANTS = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}


def _new_ids(count: int) -> list[str]:
    """Random ids (RFC 9562, version 4) in hex, their randomness drawn at once."""
    drawn = os.urandom(16 * count).hex()
    found = []
    for at in range(0, 32 * count, 32):
        one = drawn[at : at + 32]
        found.append(f"{one[:12]}4{one[13:16]}{_VARIANTS[one[16]]}{one[17:]}")
    return found


def insert_many(
    work: Work,
    kind: type[Owned],
    rows: Sequence[Mapping[str, Any]],
    /,
    **same: Any,  # noqa: ANN401
) -> None:
    """Insert rows of one table; they are not journalled and not in the session.

    Args:
        work: The unit of work.
        kind: The table.
        rows: Values by column, the same columns in every row; without an id each
            gets one. Of a column that is left out all get the model's default.
        same: Values that all rows share.
    """
    if not rows:
        return
    work.session.flush()
    if work.journal is not None:
        work.journal.is_whole = False
    connection = work.session.connection()
    table: sa.Table = kind.__table__  # type: ignore[attr-defined]
    shared = _defaults(table, rows[0].keys() | same.keys()) | same
    columns = {
        name: _converted(connection, table.c[name], [row[name] for row in rows])
        for name in rows[0]
    } | {
        name: _converted(connection, table.c[name], [value]) * len(rows)
        for name, value in shared.items()
    }
    if "id" not in columns:
        columns["id"] = _ids(connection, len(rows))
    names = list(columns)
    statement = insert(table).values(dict.fromkeys(names))
    compiled = statement.compile(dialect=connection.dialect)
    sql = str(compiled)
    told: Any
    if compiled.positional:
        told = list(
            zip(*(columns[name] for name in compiled.positiontup or ()), strict=True)
        )
    else:
        told = [
            dict(zip(names, row, strict=True))
            for row in zip(*columns.values(), strict=True)
        ]
    connection.exec_driver_sql(sql, told)


def _ids(connection: sa.Connection, count: int) -> list[Any]:
    found = _new_ids(count)
    is_text = connection.dialect.name == "sqlite"  # which keeps the hex
    return found if is_text else [UUID(one) for one in found]


def _defaults(table: sa.Table, given: set[str]) -> dict[str, Any]:
    """What the model gives to columns that are left out."""
    found = {}
    for column in table.columns:
        default: Any = column.default
        if column.name in given or column.name == "id" or default is None:
            continue
        found[column.name] = default.arg(None) if default.is_callable else default.arg
    return found


def _converted(
    connection: sa.Connection, column: sa.Column[Any], values: list[Any]
) -> list[Any]:
    """Values as the driver takes them."""
    convert = column.type.dialect_impl(connection.dialect).bind_processor(
        connection.dialect
    )
    if convert is None:
        return values
    first = values[0]
    if isinstance(first, list | StrEnum) and values.count(first) == len(values):
        return [convert(first)] * len(values)
    return list(map(convert, values))
