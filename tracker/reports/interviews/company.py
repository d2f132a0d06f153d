"""How large a company is, and whether it interviews as is usual. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import interviews, pipeline
from tracker.models import CompanySize

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.models import Application, RoundKind
    from tracker.search import Search

SIZES = {
    CompanySize.STARTUP: "Startup",
    CompanySize.MEDIUM: "Medium",
    CompanySize.BIG: "Big",
}


def steps(search: Search, row: Application) -> list[str]:
    """The usual five steps, each with how many rounds of it there are here."""
    counts = _counts(search, row)
    found = []
    for step in interviews.STEPS:
        usual = f"{step.least} to {step.most}" if step.most else ""
        here = f"{counts[step.kind]} here" if step.kind and counts[step.kind] else ""
        more = ", ".join(part for part in (usual, here) if part)
        found.append(f"{step.label} ({more})" if more else step.label)
    return found


def warnings(search: Search, row: Application) -> list[str]:
    """What is not usual about how many rounds there are; never forbidding."""
    return interviews.warnings(
        search.companies[row.company_id].size,
        _counts(search, row),
        pipeline.reached(search.history.get(row.id, ())),
    )


def _counts(search: Search, row: Application) -> Mapping[RoundKind, int]:
    rounds = search.rounds_of.get(row.id, ())
    return interviews.counted(each.kind for each in rounds if each.cancelled_at is None)
