"""The table of applications: its cells, and what was typed over in them. Pure."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from tracker import pipeline, roles
from tracker.errors import InvalidError
from tracker.reports import stages
from tracker.reports.applications import SOURCES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from uuid import UUID

    from tracker.reports.applications import Row
    from tracker.search import Search

TICK = "Select"
FIELDS = {
    "Title": "title",
    "Stage": "place",
    "Next step": "next_step",
    "Excitement": "excitement",
    "Tags": "tags",
    "Source": "source",
    "Role": "role",
    "Location": "location",
    "Pay range": "salary",
    "Link": "url",
    "Resume": "resume",
    "Note": "note",
}
"""The columns that can be typed in, and the field of each."""
FIXED = ("Dots", "Company", "Days in stage", "Next", "Applied on")
"""The columns that cannot."""
ORDER = (
    *(TICK, "Dots", "Company", "Title", "Stage", "Days in stage", "Next", "Next step"),
    *("Excitement", "Tags", "Source", "Role", "Applied on", "Location", "Pay range"),
    *("Link", "Resume", "Note"),
)

Typed = dict["UUID", dict[str, Any]]
"""Cells that were typed over and not saved yet: by application, then by column."""


class Change(NamedTuple):
    """What was typed over in one row, as fields of an application."""

    application_id: UUID
    held: Mapping[str, Any]
    typed: Mapping[str, Any]


def cells(row: Row) -> dict[str, Any]:
    """What the cells of a row that can be typed in hold in the store."""
    facts = row.row
    return {
        "Title": row.title,
        "Stage": row.stage_name,
        "Next step": facts.next_step,
        "Excitement": facts.excitement,
        "Tags": list(facts.tags),
        "Source": row.source or None,
        "Role": row.role or None,
        "Location": facts.location,
        "Pay range": facts.salary,
        "Link": facts.url,
        "Resume": row.resume or None,
        "Note": facts.note,
    }


def frame(
    shown: Sequence[Row], typed: Typed | None = None, ticked: Collection[UUID] = ()
) -> pd.DataFrame:
    """The table, a row each in the order given; days are real days.

    Args:
        shown: The rows.
        typed: What is not saved yet, which stands in the place of what is stored.
        ticked: Which rows are chosen.
    """
    columns: dict[str, list[object]] = {name: [] for name in ORDER}
    for row in shown:
        held = cells(row) | (typed or {}).get(row.id, {})
        held |= {
            TICK: row.id in ticked,
            "Dots": pipeline.dots(row.stage),
            "Company": row.company,
            "Days in stage": row.days,
            "Next": row.next.text,
            "Applied on": row.applied_on,
        }
        for name in ORDER:
            columns[name].append(held[name])
    made = pd.DataFrame(columns)
    made["Excitement"] = made["Excitement"].astype("Int64")
    made["Applied on"] = pd.to_datetime(made["Applied on"])
    return made


class Draft(NamedTuple):
    """What stands in the table and is not saved: typed cells, and ticks."""

    typed: Typed
    ticked: frozenset[UUID]


def merged(
    before: Draft,
    ids: Sequence[UUID],
    edited: Mapping[int, Mapping[str, Any]],
    stored: Mapping[UUID, Mapping[str, Any]],
) -> Draft:
    """Add what was typed since the table was drawn to what it was drawn with.

    Args:
        before: What it was drawn with.
        ids: The applications of its rows, from the top.
        edited: Cells typed over, by row and column, as the browser says.
        stored: What the cells held in the store when they were drawn.
    """
    typed: Typed = defaultdict(
        dict, {id_: dict(row) for id_, row in before.typed.items()}
    )
    ticked = set(before.ticked)
    for place, row in edited.items():
        if not 0 <= place < len(ids):
            continue
        id_ = ids[place]
        for column, value in row.items():
            if column == TICK:
                (ticked.add if value else ticked.discard)(id_)
            elif column in FIELDS:
                typed[id_][column] = value
    kept: Typed = {}
    for id_, row in typed.items():
        held = stored.get(id_, {})
        changed = {
            column: value
            for column, value in row.items()
            if _plain(value) != _plain(held.get(column))
        }
        if changed:
            kept[id_] = changed
    return Draft(kept, frozenset(ticked))


def changes(
    search: Search, draft: Draft, stored: Mapping[UUID, Mapping[str, Any]]
) -> list[Change]:
    """What is to be saved, as fields of applications.

    Raises:
        InvalidError: If a chosen stage is not there any more.
    """
    places = stages.named(search)
    return [
        Change(
            id_,
            {FIELDS[name]: _field(places, name, stored[id_][name]) for name in row},
            {FIELDS[name]: _field(places, name, value) for name, value in row.items()},
        )
        for id_, row in draft.typed.items()
    ]


def _field(places: Mapping[str, pipeline.Place], column: str, value: Any) -> Any:  # noqa: ANN401
    value = _plain(value)
    match column:
        case "Stage":
            if value not in places:
                raise InvalidError(
                    f"There is no stage “{value or ''}” any more; choose another one."
                )
            return places[value]
        case "Source":
            return next((key for key, label in SOURCES.items() if label == value), None)
        case "Role":
            return next(
                (key for key, label in roles.LABELS.items() if label == value), None
            )
        case "Tags":
            return value or []
        case "Excitement":
            return value
        case _:
            return value or ""


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever the browser sent
    """A cell without the many ways there are to leave it empty."""
    if value in ("", [], None):
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def words(draft: Draft) -> str:
    """Say how much is not saved."""
    count = sum(len(row) for row in draft.typed.values())
    return f"{count} change" if count == 1 else f"{count} changes"
