"""A copy of a SQLite store each day, before its first change.

It is made outside of any transaction, by ``VACUUM INTO``, at most once a day:
after that a change costs one comparison. A store that holds nothing yet has
nothing to lose and is not copied. A copy that cannot be made stops nobody from
saving: it is said with the change.
"""

from __future__ import annotations

import logging
import re
import time
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy.exc import DBAPIError

from tracker import migrations
from tracker.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sqlalchemy import Engine

DAILY = 7
"""How many days are kept."""
WEEKLY = 4
"""How many weeks before those are kept, by the last copy of each."""
_STRAY_SECONDS = 3_600
_STRAY = re.compile(r"^\.+[0-9a-f]{32}\.db(\.part)?(-journal)?$")
_NAME = re.compile(r"-daily-(\d{4}-\d\d-\d\d)\.db$")

_log = logging.getLogger("foothold")


def folder_of(path: Path) -> Path:
    """Where the copies of a store lie."""
    return path.parent / "backups"


def copy_today(engine: Engine, path: Path, on: date) -> str:
    """Copy a store unless that was done on this day, and drop the oldest copies.

    Args:
        engine: The database.
        path: Its file.
        on: The day on this machine.

    Returns:
        Why there is no copy, as a sentence; empty where all is well.
    """
    target = folder_of(path) / f"{path.stem}-daily-{on.isoformat()}.db"
    try:
        if target.exists() or _holds_nothing(engine):
            return ""
        target.parent.mkdir(mode=0o700, exist_ok=True)
        _copy(engine, target)
        old = superfluous(target.parent.glob(f"{path.stem}-daily-*.db"))
        for each in [*old, *strays(target.parent, older_than=_STRAY_SECONDS)]:
            each.unlink(missing_ok=True)
    except (StoreError, DBAPIError, OSError) as error:
        _log.debug("no daily copy", exc_info=True)
        return (
            f"Saved, but today's copy of the store could not be made ({_why(error)}); "
            "check the disk, then make one on the page Data."
        )
    return ""


def _why(error: Exception) -> str:
    return error.strerror or "error" if isinstance(error, OSError) else "disk or store"


def _holds_nothing(engine: Engine) -> bool:
    with engine.connect().execution_options(foothold_reading=True) as connection:
        query = "SELECT 1 FROM revision LIMIT 1"
        return connection.exec_driver_sql(query).first() is None


def _copy(engine: Engine, target: Path) -> None:
    """Copy under a name of its own first: another process may do the same."""
    own = target.with_name(f".{uuid4().hex}.db")
    try:
        migrations.vacuum_into(engine, own)
        if not target.exists():
            own.replace(target)
    finally:
        with suppress(OSError):
            own.unlink(missing_ok=True)


def superfluous(copies: Iterable[Path]) -> list[Path]:
    """The daily copies that are not kept: older than seven, bar one a week for four.

    Args:
        copies: Files named by their day; others are left alone.
    """
    days = {on: path for path in copies if (on := day_of(path)) is not None}
    newest_first = sorted(days, reverse=True)
    weeks: dict[tuple[int, int], date] = {}
    for on in newest_first[DAILY:]:
        year, week, _ = on.isocalendar()
        weeks.setdefault((year, week), on)
    kept = {*newest_first[:DAILY], *sorted(weeks.values(), reverse=True)[:WEEKLY]}
    return [days[on] for on in newest_first if on not in kept]


def strays(folder: Path, *, older_than: float = 0) -> list[Path]:
    """What copies that were cut off left behind.

    Args:
        folder: Where copies lie.
        older_than: In seconds: a younger one may be another process at work.
    """
    latest = time.time() - older_than
    found = (path for path in folder.glob(".*") if _STRAY.match(path.name))
    return [path for path in found if path.stat().st_mtime <= latest]


def day_of(path: Path) -> date | None:
    """The day of a daily copy; None for any other file."""
    found = _NAME.search(path.name)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def local_day() -> date:
    """The day on this machine."""
    return datetime.now().astimezone().date()
