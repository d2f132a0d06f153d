"""Who is known to work where, as of which day. Pure.

An export shows a job on its day, and the latest day on which any showed somebody is
where they stand. A row of a later day with another job, an earlier one of theirs too,
is a move; one without a company says that they left. Nothing that was known before is
changed for that: each is a fact of its own day, so that an older file changes nothing
of what a newer said.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID


class Job(NamedTuple):
    """A job that an export showed."""

    company_id: UUID
    company: str
    """Its name."""
    title: str


class Shown(NamedTuple):
    """Where exports showed somebody last."""

    on: date
    jobs: dict[tuple[str, str], Job | None]
    """By company key and folded title, those of that day that did not end.

    None for one that no file ends: it is the searcher's word, or of this file.
    """


@dataclass
class KnownJobs:
    """The jobs known so far."""

    held: set[tuple[UUID, str, str]] = field(default_factory=set)
    """Person, company key and folded title of every job that did not end."""
    ended: dict[tuple[UUID, str, str], date] = field(default_factory=dict)
    """The last day of those that did."""
    shown: dict[UUID, Shown] = field(default_factory=dict)
    """By person."""

    def show(
        self, id_: UUID, on: date, key: tuple[str, str] | None, job: Job | None = None
    ) -> None:
        """Remember that an export showed somebody on a day.

        Args:
            id_: The person.
            on: The day.
            key: The company's key and the folded title; None where the job ended.
            job: What a later file may end.
        """
        if id_ not in self.shown or self.shown[id_].on < on:
            self.shown[id_] = Shown(on, {})
        if key is not None and self.shown[id_].on == on:
            self.shown[id_].jobs[key] = job

    def is_news(self, job: tuple[UUID, str, str], on: date | None) -> bool:
        """Whether it is news that somebody is in a job on a day; None: on no day."""
        if job in self.held:
            last = self.shown.get(job[0]) if on else None
            return bool(last and on and last.on < on and job[1:] not in last.jobs)
        end = self.ended.get(job)
        return end is None or (on is not None and end < on)

    def left(self, id_: UUID, on: date) -> tuple[Job, ...]:
        """What ends where an export shows somebody without a job on a day."""
        last = self.shown.get(id_)
        if last is None or last.on >= on:
            return ()
        return tuple(job for job in last.jobs.values() if job)
