"""Noticing that what is logged is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, or_

from tracker import duplicates, names
from tracker.agenda import rules_of
from tracker.duplicates import Candidate, Earlier
from tracker.models import Application, Company, Searcher, StageChange

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from tracker.inputs import ApplicationIn
    from tracker.store import Work


def warn_of_duplicates(
    work: Work, given: ApplicationIn, company_id: UUID, *, on: date
) -> None:
    """Give notice of earlier applications that may be the same; none is refused."""
    candidate = Candidate(given.title, given.url, company_id)
    found = duplicates.find(
        candidate, _earlier(work, candidate), on, again_days=_again_days(work)
    )
    work.notices += map(duplicates.sentence, found)


def _again_days(work: Work) -> int:
    searcher = work.first(Searcher)
    return rules_of(searcher.rules if searcher else {}).reapply_days


def _earlier(work: Work, candidate: Candidate) -> list[Earlier]:
    """What is at the company, or behind the link, and not in the bin."""
    near = col(Application.company_id) == candidate.company_id
    key = names.link_key(candidate.url)
    if key:
        near = or_(near, col(Application.url_key) == key)
    rows = work.all(Application, near, col(Application.binned_at).is_(None))
    changed: dict[UUID, date] = {}
    ids = [row.id for row in rows]
    for change in work.all(
        StageChange,
        col(StageChange.application_id).in_(ids),
        col(StageChange.retracted_at).is_(None),
    ):
        before = changed.get(change.application_id, change.on)
        changed[change.application_id] = max(before, change.on)
    return [
        Earlier(
            id=row.id,
            company_id=row.company_id,
            company=work.get(Company, row.company_id).name,
            title=row.title,
            url_key=row.url_key,
            stage=row.stage,
            changed_on=changed[row.id],
        )
        for row in rows
        if row.id in changed
    ]
