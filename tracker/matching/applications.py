"""Which row of a table is which application. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID, uuid4

from tracker import names
from tracker.matching.deciding import Decision
from tracker.models import RowOutcome, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.importers.rows import ApplicationRow


class ApplicationFacts(NamedTuple):
    """What tells one application from another, as keys."""

    id: UUID
    link: str
    company: str
    title: str
    on: date | None
    """The day applied or saved, where one is known."""


@dataclass
class KnownApplications:
    """The applications known so far; grows while a file is gone through."""

    _by_link: dict[str, UUID] = field(default_factory=dict)
    _by_words: dict[tuple[str, str], list[ApplicationFacts]] = field(
        default_factory=dict
    )

    def add(self, facts: ApplicationFacts) -> None:
        """Remember one more application."""
        if facts.link:
            self._by_link.setdefault(facts.link, facts.id)
        self._by_words.setdefault((facts.company, facts.title), []).append(facts)

    def find(self, facts: ApplicationFacts) -> UUID | None:
        """Find the application a row speaks of.

        By its link; else by company and title, where neither the links nor the
        days speak against it.
        """
        if facts.link and facts.link in self._by_link:
            return self._by_link[facts.link]
        for other in self._by_words.get((facts.company, facts.title), ()):
            apart = facts.link and other.link
            other_day = facts.on and other.on and facts.on != other.on
            if not apart and not other_day:
                return other.id
        return None


def match_applications(
    rows: Sequence[ApplicationRow], known: KnownApplications
) -> list[Decision]:
    """Decide which rows of a table are new applications."""
    decisions = []
    for row in rows:
        facts = ApplicationFacts(
            uuid4(),
            names.link_key(row.url),
            names.company_key(row.company),
            names.fold(row.title),
            row.on,
        )
        found = known.find(facts)
        if found is None:
            known.add(facts)
            decisions.append(
                Decision(row.number, RowOutcome.NEW, facts.id, is_new=True)
            )
        else:
            decisions.append(
                Decision(row.number, RowOutcome.KNOWN, found, is_new=False)
            )
    return decisions


def stages_of(row: ApplicationRow, today: date) -> list[tuple[Stage, date]]:
    """The dated stages that a row of a table tells of.

    A row in a later stage was applied for on its day; an unknown status counts
    as applied where there is a day, else as saved, until it is mapped.
    """
    stage = row.stage or (Stage.APPLIED if row.on else Stage.SAVED)
    day = row.on or today
    if stage in {Stage.SAVED, Stage.APPLIED} or row.on is None:
        return [(stage, day)]
    return [(Stage.APPLIED, day), (stage, day)]
