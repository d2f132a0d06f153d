"""A search as files that others can read.

The JSON export holds everything, sorted by table and id, days and instants in
ISO form, money as text. It names no moment of export and no revision, and
nothing of imports that were refused or undone: equal stores give equal files.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from tracker import migrations
from tracker.errors import StoreError
from tracker.models import FormToken, Owned, Revision, Table

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.store import Work

LEFT_OUT = (Revision, FormToken)
"""Tables that say how often something was saved, not what."""
_TECHNICAL = frozenset({"owner", "version"})


def tables() -> list[type[Owned]]:
    """Every table that holds facts of a search, by name."""
    kinds = [kind for kind in _subclasses(Table) if hasattr(kind, "__table__")]
    facts = [kind for kind in kinds if kind not in LEFT_OUT and issubclass(kind, Owned)]
    return sorted(facts, key=lambda kind: str(kind.__tablename__))


def _subclasses(kind: type[Table]) -> list[type[Table]]:
    below = kind.__subclasses__()
    return below + [deeper for sub in below for deeper in _subclasses(sub)]


def to_json(work: Work) -> bytes:
    """Everything the owner of this work has, as UTF-8 JSON."""
    content: dict[str, Any] = {
        "foothold": {"format": 1, "schema": migrations.VERSIONS[-1]}
    }
    for kind in tables():
        columns = [c.name for c in kind.__table__.columns if c.name not in _TECHNICAL]  # type: ignore[attr-defined]
        content[str(kind.__tablename__)] = [
            {name: plain(getattr(row, name)) for name in columns}
            for row in work.all(kind)
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


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, readable by its owner only.

    Raises:
        StoreError: If it cannot be written.
    """
    path = path.absolute()
    if not path.name:
        raise StoreError(f"{path} is a folder; choose another place, with a file name.")
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        with os.fdopen(
            os.open(part, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "wb"
        ) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise StoreError(
            f"{path} cannot be written ({error.strerror}); choose another place."
        ) from error
