"""Searches in memory, for tests of what is reported of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from tracker import names
from tracker.models import (
    Application,
    Assumptions,
    Company,
    Goal,
    Searcher,
    Source,
    Stage,
    StageChange,
)
from tracker.search import Search

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MONDAY = date(2026, 3, 2)
S = Stage


class Story(NamedTuple):
    """An application: its stages with the days after Monday they were entered."""

    stages: tuple[tuple[Stage, int], ...]
    source: Source = Source.ONLINE
    company: str = "Acme"
    title: str = "Engineer"


def after(days: int) -> date:
    return MONDAY + timedelta(days=days)


def story(*stages: tuple[Stage, int], **facts: str) -> Story:
    return Story(stages, **facts)  # type: ignore[arg-type]


def search(stories: Sequence[Story] = (), **more: object) -> Search:
    """Make a search of applications and nothing else, unless more is given."""
    companies: dict[str, Company] = {}
    applications: dict[UUID, Application] = {}
    changes: dict[UUID, StageChange] = {}
    for n, told in enumerate(stories, 1):
        home = companies.setdefault(
            told.company,
            Company(
                id=UUID(int=10_000 + len(companies)),
                owner="me",
                name=told.company,
                key=names.company_key(told.company),
            ),
        )
        row = Application(
            id=UUID(int=n),
            owner="me",
            company_id=home.id,
            title=told.title,
            stage=told.stages[-1][0],
            source=told.source,
        )
        applications[row.id] = row
        for number, (stage, day) in enumerate(told.stages, 1):
            id_ = UUID(int=n * 100_000 + number)
            changes[id_] = StageChange(
                id=id_,
                owner="me",
                application_id=row.id,
                stage=stage,
                on=after(day),
                number=number,
            )
    held: dict[str, object] = {name: {} for name in Search.__dataclass_fields__}
    held |= {
        "searcher": Searcher(owner="me"),
        "goal": Goal(owner="me"),
        "assumptions": Assumptions(owner="me"),
        "companies": {home.id: home for home in companies.values()},
        "applications": applications,
        "stage_changes": changes,
        **more,
    }
    return Search(**held)  # type: ignore[arg-type]


def by_id(*rows: object) -> Mapping[UUID, object]:
    return {row.id: row for row in rows}  # type: ignore[attr-defined]


REJECTED = story((S.APPLIED, 0), (S.REJECTED, 10))
SILENT = story((S.APPLIED, 0), (S.NO_ANSWER, 50))
SCREENED = story((S.APPLIED, 0), (S.SCREEN, 8), (S.REJECTED, 20))
ONSITE = story((S.APPLIED, 0), (S.SCREEN, 9), (S.ONSITE, 20), (S.REJECTED, 30))
OFFERED = story((S.APPLIED, 0), (S.SCREEN, 7), (S.ONSITE, 18), (S.OFFER, 32))
WAITING = story((S.APPLIED, 40))

THREE = (REJECTED, WAITING, story((S.APPLIED, 30), (S.SCREEN, 45)))
REFUSED = (REJECTED,) * 12
MANY = (
    *((REJECTED,) * 120),
    *((SILENT,) * 120),
    *((SCREENED,) * 24),
    *((ONSITE,) * 8),
    *((OFFERED,) * 4),
    *((WAITING,) * 24),
)
"""300 applications, 276 of them decided, 36 of those with an interview."""
TODAY = after(60)
"""The day all of them are looked at."""
