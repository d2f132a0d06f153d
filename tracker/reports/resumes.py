"""Versions of the resume, and the applications that each was sent with. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker import names, planning
from tracker.reports.applications import counted

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from tracker.models import Resume
    from tracker.search import Search


class Version(NamedTuple):
    """A version, and what it was used for."""

    row: Resume
    words: str
    used: tuple[tuple[UUID, str], ...]
    """The applications that name it, by company: id and “title at company”."""


def versions(search: Search, on: date) -> list[Version]:
    """Every version, the newest first."""
    rows = sorted(search.resumes.values(), key=lambda row: names.fold(row.name))
    rows.sort(key=lambda row: row.added_on, reverse=True)
    return [_version(search, row, on) for row in rows]


def _version(search: Search, row: Resume, on: date) -> Version:
    users = [each for each in search.applications.values() if each.resume_id == row.id]
    used = sorted(
        ((each.id, search.label(each.id)) for each in users),
        key=lambda pair: names.fold(search.company_of(pair[0]).name),
    )
    words = f"{row.file_name}, added {planning.day(row.added_on, on)}, "
    words += (
        f"sent with {counted(len(used), 'application')}" if used else "not sent yet"
    )
    return Version(row, words, tuple(used))


def removing(version: Version) -> str:
    """Say what removing a version would do."""
    if not version.used:
        return "No application names it."
    named = "; ".join(label for _, label in version.used[:5])
    more = len(version.used) - 5
    return (
        f"{counted(len(version.used), 'application')} would name none any more: {named}"
        f"{f' and {more} more' if more > 0 else ''}."
    )
