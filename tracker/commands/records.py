"""A record of an export, checked against its table."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError
from sqlalchemy.types import JSON

from tracker.errors import ImportRefusedError
from tracker.models import Editable, Tie

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from tracker.importers.rows import RecordRow
    from tracker.models import Owned

_INT = 2**31
"""What an integer column of PostgreSQL does not hold any more."""
_DIGITS = 40
"""More digits before or after the point than any amount has."""


class Columns(NamedTuple):
    """The columns of a table."""

    names: tuple[str, ...]
    json: frozenset[str]
    text: frozenset[str]
    references: tuple[tuple[str, str], ...]
    """Columns that refer to a table, each with its name."""


@cache
def columns_of(kind: type[Owned]) -> Columns:
    """Read the columns of a table."""
    table = kind.__table__  # type: ignore[attr-defined]
    return Columns(
        tuple(column.name for column in table.columns),
        frozenset(c.name for c in table.columns if isinstance(c.type, JSON)),
        frozenset(n for n, f in kind.model_fields.items() if f.annotation is str),
        tuple(
            (column.name, key.column.table.name)
            for column in table.columns
            for key in column.foreign_keys
        ),
    )


def refused(file: str, wrong: str, advice: str = "") -> ImportRefusedError:
    """Say in one sentence why nothing of a file was brought in."""
    advice = advice or "nothing of it was brought in; export it again"
    return ImportRefusedError(f"{file} {wrong}: {advice}.")


def checked(
    file: str,
    kind: type[Owned],
    row: RecordRow,
    owner: str,
    instead: Mapping[UUID, UUID],
) -> dict[str, Any]:
    """Turn a record into a row of its table, or refuse the file.

    Args:
        file: The file, for the sentence.
        kind: The table.
        row: The record.
        owner: Whose it will be.
        instead: Ids that stand for others.

    Raises:
        ImportRefusedError: If the table cannot hold it.
    """
    known = columns_of(kind)
    unknown = row.facts.keys() - set(known.names)
    if unknown:
        raise _wrong(file, row, min(unknown), "is no column of ours")
    facts = {name: _loaded(file, row, name, known) for name in row.facts}
    try:
        made = kind.model_validate(facts | {"owner": owner})
    except (ValidationError, ValueError, OverflowError) as error:
        name = ""
        if isinstance(error, ValidationError) and error.errors()[0]["loc"]:
            name = str(error.errors()[0]["loc"][0])
        raise _wrong(file, row, name, "cannot be") from error
    values = {name: getattr(made, name) for name in known.names}
    for name, value in values.items():
        values[name] = _fitting(file, row, name, value)
        if name in {reference for reference, _ in known.references}:
            values[name] = instead.get(value, value)
    if issubclass(kind, Editable):
        # How often it was changed is in no export. Undoing the import that once
        # made it must not take changes with it, so it counts as changed.
        values["version"] = 2 if values["batch_id"] else 1
    if kind is Tie and values["from_id"] == values["to_id"]:
        raise _wrong(file, row, "to_id", "is the person the tie begins at")
    return values


def _loaded(file: str, row: RecordRow, name: str, known: Columns) -> Any:  # noqa: ANN401
    """A value; in a CSV bundle lists and objects are text."""
    value = row.facts[name]
    if name in known.json:
        if isinstance(value, str):
            try:
                value = json.loads(value)
            except (ValueError, RecursionError) as error:
                raise _wrong(file, row, name, "cannot be") from error
        if not _can_be_kept(value):
            raise _wrong(file, row, name, "holds characters that are none")
    elif value == "" and name not in known.text:
        return None
    return value


def _can_be_kept(value: Any) -> bool:  # noqa: ANN401
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        text.encode()
    except (ValueError, RecursionError):
        return False
    return "\\u0000" not in text


def _fitting(file: str, row: RecordRow, name: str, value: Any) -> Any:  # noqa: ANN401
    """A value as the column takes it."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise _wrong(file, row, name, "has no time zone")
        try:
            return value.astimezone(UTC)
        except OverflowError as error:
            raise _wrong(file, row, name, "cannot be") from error
    if isinstance(value, Decimal):
        digits = value.as_tuple()
        if not value.is_finite() or not -_DIGITS < int(digits.exponent) < _DIGITS:
            raise _wrong(file, row, name, "is no amount")
    elif isinstance(value, int) and abs(value) >= _INT:
        raise _wrong(file, row, name, "is too large")
    elif isinstance(value, str) and isinstance(row.facts.get(name), str):
        given = str(row.facts[name])
        return given if given.strip() == value else value  # a space at the end stays
    return value


def _wrong(file: str, row: RecordRow, name: str, what: str) -> ImportRefusedError:
    where = f"record {row.number} of “{row.table}”"
    return refused(file, f"holds {where}, whose {name or 'content'} {what}")
