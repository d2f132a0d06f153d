"""Where the searcher worked and studied, from a professional network's archive. Pure.

A month is kept as its first day, a year alone as its first of January: the network
tells no more, and the order of jobs needs none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.importers import cells, days
from tracker.importers.rows import Parsed, Problem, StayRow
from tracker.models import NAME, ImportKind

if TYPE_CHECKING:
    from datetime import date

    from tracker.importers.rows import Answers
    from tracker.importers.tables import Record, Table

_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})|(\d{1,2})/(\d{4})")


def positions(table: Table, _answers: Answers) -> Parsed:
    """Read the searcher's own jobs."""
    names = ("company name", "title", "started on", "finished on")
    return _stays(table, ImportKind.POSITIONS, names, "company")


def education(table: Table, _answers: Answers) -> Parsed:
    """Read the searcher's own schools."""
    names = ("school name", "degree name", "start date", "end date")
    return _stays(table, ImportKind.EDUCATION, names, "school")


def _stays(
    table: Table, kind: ImportKind, keys: tuple[str, str, str, str], noun: str
) -> Parsed:
    named = {cells.key(name): name for name in table.columns}
    fields = dict(zip(("place", "role", "from", "to"), keys, strict=True))
    mapping = {field: named[key] for field, key in fields.items() if key in named}
    rows: list[StayRow] = []
    problems: list[Problem] = []
    for record in table.records:
        made = table.misfit(record, is_strict=True) or _stay(
            table, record, mapping, noun
        )
        if isinstance(made, Problem):
            problems.append(made)
        else:
            rows.append(made)
    return Parsed(
        file=table.file,
        kind=kind,
        sha256=table.sha256,
        rows=tuple(rows),
        problems=tuple(problems),
        notices=table.notices,
        mapping=mapping,
        columns=table.columns,
    )


def _stay(
    table: Table, record: Record, mapping: dict[str, str], noun: str
) -> StayRow | Problem:
    place, role, since, until = (
        cells.named(table.value(record, mapping.get(field)))
        for field in ("place", "role", "from", "to")
    )
    raw = {
        column: cells.line(table.value(record, column))[:NAME]
        for column in mapping.values()
        if table.value(record, column).strip()
    }
    if not place or len(place) > NAME:
        wrong = f"names no {noun}" if not place else f"has too long a {noun}"
        return Problem(record.number, f"It {wrong}.", raw)
    started, ended = month(since), month(until)
    unread = next(
        (t for t, day in ((since, started), (until, ended)) if t and not day), ""
    )
    if unread:
        reason = f"Its date “{unread[:40]}” cannot be read."
        return Problem(record.number, reason, raw)
    if started and ended and ended < started:
        return Problem(record.number, "It ends before it begins.", raw)
    return StayRow(
        record.number, place, cells.clip(role, NAME), started, ended, raw=raw
    )


def month(text: str) -> date | None:
    """Read “Jan 2023”, “2023-01”, “2023” or a whole day; None where it is none."""
    value = cells.line(text)
    if _YEAR.fullmatch(value):
        return days.read(f"{value}-01-01")
    found = _MONTH.fullmatch(value)
    if found:
        year, number = (found[1], found[2]) if found[1] else (found[4], found[3])
        return days.read(f"{year}-{number}-01")
    return days.read(f"1 {value}") or days.read(value)
