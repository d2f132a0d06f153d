"""An application that ended, as a review in the fields of the study. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker import benchmarks, interviews, pipeline
from tracker.benchmarks import Result, Review
from tracker.models import Stage
from tracker.reports.applications import SOURCES, counted
from tracker.reports.interviews.rounds import DIFFICULTIES, EXPERIENCES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from tracker.models import Application
    from tracker.search import Search

RESULTS = {
    Result.NO_OFFER: "No offer",
    Result.DECLINED: "Offer declined",
    Result.ACCEPTED: "Offer accepted",
}
_TALKED = {
    *(Stage.SCREEN, Stage.CHALLENGE, Stage.OFFSITE, Stage.ONSITE, Stage.OFFER),
    *(Stage.ACCEPTED,),
}


def result(search: Search, row: Application) -> str:
    """The result as the study says it; empty while the application is open."""
    found = interviews.result_of(search.history.get(row.id, ()))
    return RESULTS[found] if found else ""


def days_counted(search: Search, row: Application) -> int | None:
    """The days from applying to the end, by the dated stages."""
    return interviews.process_days(search.history.get(row.id, ()))


def is_closed_out(row: Application) -> bool:
    """Say whether anything was noted of an application at its end."""
    said = (row.experience, row.difficulty, row.process_days, row.lesson or None)
    return any(each is not None for each in said)


def had_interview(search: Search, row: Application) -> bool:
    """Say whether an application got as far as talking to somebody.

    The study is of interviews; an application that nobody answered is none.
    """
    held = any(
        round_.cancelled_at is None for round_ in search.rounds_of.get(row.id, ())
    )
    return held or bool(_TALKED & pipeline.reached(search.history.get(row.id, ())))


def fields(search: Search, row: Application) -> dict[str, Any]:
    """What the form holds: what was noted, else what the rounds and stages say."""
    rounds = [each for each in search.rounds_of.get(row.id, ()) if each.debriefed_at]
    days = row.process_days
    return {
        "experience": row.experience
        or interviews.usual(each.experience for each in rounds),
        "difficulty": row.difficulty
        or interviews.usual(each.difficulty for each in rounds),
        "source": row.source,
        "process_days": days_counted(search, row) if days is None else days,
        "lesson": row.lesson,
    }


def words(search: Search, row: Application) -> str:
    """The close-out in one line."""
    days = row.process_days
    days = days_counted(search, row) if days is None else days
    experience = EXPERIENCES[row.experience] if row.experience else ""
    parts = (
        result(search, row),
        f"{experience} experience" if experience else "",
        DIFFICULTIES[row.difficulty] if row.difficulty else "",
        f"source: {SOURCES[row.source].lower()}" if row.source else "",
        counted(days, "day") if days is not None else "",
    )
    return " · ".join(part for part in parts if part)


def reviews(search: Search) -> list[Review]:
    """Every application that ended after an interview, as a review of the study.

    Experience and difficulty are empty where the searcher has not said them.
    """
    return [review for _, review in _reviews(search)]


def waiting(search: Search) -> list[UUID]:
    """Applications that ended after an interview and were not closed out."""
    return [row.id for row, _ in _reviews(search) if not is_closed_out(row)]


def _reviews(search: Search) -> Iterator[tuple[Application, Review]]:
    for row in search.applications.values():
        found = interviews.result_of(search.history.get(row.id, ()))
        if found is None or not had_interview(search, row):
            continue
        days = row.process_days
        yield (
            row,
            Review(
                search.companies[row.company_id].name,
                found,
                row.experience.value if row.experience else "",
                row.difficulty.value if row.difficulty else "",
                _source(row),
                days_counted(search, row) if days is None else days,
            ),
        )


def _source(row: Application) -> str:
    """The source by the study's words; what it has none for is another one."""
    if row.source is None:
        return ""
    return row.source.value if row.source.value in benchmarks.SOURCES else "other"
