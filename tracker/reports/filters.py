"""Which applications a list shows: quick filters, and saved views. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from tracker import names, roles
from tracker.inputs import FiltersIn
from tracker.reports.applications import CHOICES, SOURCES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.models import SavedView
    from tracker.reports.applications import Row
    from tracker.search import Search

PAGE = "applications"
"""What the views of this list are kept under."""
LABELS = {
    "stage": "Stage",
    "source": "Source",
    "role": "Role",
    "tag": "Tag",
    "company": "Company",
}
"""What each filter with choices is called, in their order."""


def matching(rows: Sequence[Row], given: FiltersIn) -> list[Row]:
    """The rows that hold every word, and fall under one choice of each filter."""
    words = names.fold(given.text).split()
    wanted = [
        (set(getattr(given, name)), _FACTS[name])
        for name in LABELS
        if getattr(given, name)
    ]
    return [
        row
        for row in rows
        if (not given.quiet or row.is_quiet)
        and all(not chosen.isdisjoint(facts(row)) for chosen, facts in wanted)
        and all(word in row.words for word in words)
    ]


_FACTS: Mapping[str, Any] = {
    "stage": lambda row: (row.group, row.own_stage),
    "source": lambda row: (row.source,),
    "role": lambda row: (row.role,),
    "tag": lambda row: row.row.tags,
    "company": lambda row: (row.company,),
}


def choices(search: Search, rows: Sequence[Row]) -> dict[str, list[str]]:
    """What each filter offers: only what occurs, in its order."""
    seen = {
        name: {fact for row in rows for fact in _FACTS[name](row)} for name in LABELS
    }
    own = {row.name for row in search.custom_stages.values()} & seen["stage"]
    return {
        "stage": [*CHOICES, *sorted(own)],
        "source": [label for label in SOURCES.values() if label in seen["source"]],
        "role": [label for label in roles.LABELS.values() if label in seen["role"]],
        "tag": sorted(seen["tag"], key=names.fold),
        "company": sorted(seen["company"], key=str.casefold),
    }


def count(given: FiltersIn) -> int:
    """How many filters beside the text are set."""
    return sum(bool(getattr(given, name)) for name in (*LABELS, "quiet"))


def views(search: Search) -> list[SavedView]:
    """The saved views of the list, by name."""
    mine = [row for row in search.views.values() if row.page == PAGE]
    return sorted(mine, key=lambda row: names.fold(row.name))


def held(view: SavedView) -> FiltersIn:
    """The filters of a view; one that cannot be read shows everything."""
    try:
        return FiltersIn.model_validate(view.held)
    except ValidationError:
        return FiltersIn()
