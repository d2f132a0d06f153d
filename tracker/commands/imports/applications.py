"""Applications and saved jobs, from whatever tracker they come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker import matching, names
from tracker.commands.companies import company_ids
from tracker.commands.known import known_applications
from tracker.importers.rows import UNTITLED, ApplicationRow
from tracker.models import LINK, NAME, TEXT, Application, Source, StageChange

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.commands.imports.writing import Given, Writing
    from tracker.matching import Decision
    from tracker.models import Stage


def plan(given: Given) -> list[Decision]:
    """Say which rows are new applications."""
    return matching.match_applications(
        given.rows(ApplicationRow), known_applications(given.work)
    )


def write(writing: Writing) -> list[Decision]:
    """Add the applications that are new, with the stages their rows tell of."""
    rows, decided = writing.rows(ApplicationRow), plan(writing)
    new = [
        (row, found) for row, found in zip(rows, decided, strict=True) if found.is_new
    ]
    homes = company_ids(
        writing.work, {row.company for row, _ in new}, batch_id=writing.batch.id
    )
    applications, changes = [], []
    for row, found in new:
        stages = matching.stages_of(row, writing.today)
        applications.append(_application(row, found, homes[row.company], stages[-1][0]))
        changes += [
            {"application_id": found.record_id, "stage": stage, "on": on, "number": n}
            for n, (stage, on) in enumerate(stages, 1)
        ]
    writing.insert(Application, applications, 0, 0.4)
    writing.insert(StageChange, changes, 0.4, 0.7)
    return decided


def _application(
    row: ApplicationRow,
    found: Decision,
    company_id: UUID,
    stage: Stage,
) -> dict[str, Any]:
    is_link = row.url.lower().startswith(("http://", "https://"))
    return {
        "id": found.record_id,
        "company_id": company_id,
        "title": row.title[:NAME] or UNTITLED,
        "stage": stage,
        "source": row.source or (Source.ONLINE if is_link else None),
        "url": row.url[:LINK] if is_link else "",
        "url_key": names.link_key(row.url)[:LINK] if is_link else "",
        "location": row.location[:NAME],
        "salary": row.salary[:NAME],
        "note": row.note[:TEXT],
        "status_to_map": row.status[:NAME] if row.stage is None else "",
    }
