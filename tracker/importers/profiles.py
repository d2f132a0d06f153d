"""The searcher's own name, from a professional network's archive. Pure.

The profile holds an address, a day of birth and what they wrote of themselves too:
none of that is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.importers import cells
from tracker.importers.rows import Parsed, Problem
from tracker.models import NAME, ImportKind

if TYPE_CHECKING:
    from tracker.importers.rows import Answers
    from tracker.importers.tables import Table

_PARTS = ("first name", "last name")


@dataclass(frozen=True)
class ProfileRow:
    """Whose archive it is."""

    number: int
    """Line where it begins, from 1."""
    name: str
    raw: dict[str, str] = field(default_factory=dict)
    """First and last name, by column."""

    @property
    def what(self) -> str:
        """Who it is."""
        return self.name


def read(table: Table, _answers: Answers) -> Parsed:
    """Read the name; a file with several people has one only in its first row."""
    columns = [name for name in table.columns if cells.key(name) in _PARTS]
    rows: list[ProfileRow] = []
    problems: list[Problem] = []
    for record in table.records:
        filled = {name: cells.line(table.value(record, name)) for name in columns}
        raw = {name: text[:NAME] for name, text in filled.items() if text}
        name = " ".join(filter(None, filled.values()))
        reason = ""
        if rows:
            reason = "A profile is one person's; this is a second one."
        elif not any(char.isalnum() for char in name) or len(name) > NAME:
            reason = "It names nobody."
        misfit = table.misfit(record, is_strict=True)
        if misfit or reason:
            problems.append(misfit or Problem(record.number, reason, raw))
        else:
            rows.append(ProfileRow(record.number, name, raw))
    return Parsed(
        file=table.file,
        kind=ImportKind.PROFILE,
        sha256=table.sha256,
        rows=tuple(rows),
        problems=tuple(problems),
        notices=table.notices,
    )
