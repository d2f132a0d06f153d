"""The rows that exports wrote of one and the same job. Pure.

An export that shows somebody back in an earlier job, or in it no more, writes a row of
its own (`commands.leaving`); of such rows the one of the last day holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import names

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

    from tracker.models import Position


def last(jobs: Iterable[Position]) -> list[Position]:
    """One row of each job that exports told of, and every other as it is.

    Args:
        jobs: Of one person or of several.
    """
    rows = list(jobs)
    held: dict[tuple[UUID, UUID, str], Position] = {}
    for row in rows:
        if row.seen_on is not None:
            known = held.setdefault(same(row), row)
            if known.seen_on is not None and row.seen_on > known.seen_on:
                held[same(row)] = row
    return [row for row in rows if row.seen_on is None or held[same(row)] is row]


def is_end(seen_on: date | None, ended_on: date | None) -> bool:
    """Whether a row only says that an export showed the job no more."""
    return ended_on is not None and ended_on == seen_on


def same(job: Position) -> tuple[UUID, UUID, str]:
    """What is equal in the rows of one job: person, company and folded title."""
    return job.person_id, job.company_id, names.fold(job.title)
