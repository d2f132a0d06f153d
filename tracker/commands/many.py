"""One change of many applications: what is ticked in the table, what is typed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tracker import inputs, names, pipeline
from tracker.commands.bin import bin_record
from tracker.commands.log import edit_application
from tracker.commands.stages import history, last_change, move
from tracker.errors import ConflictError, InvalidError, RuleError
from tracker.models import Application, Company, Resume
from tracker.pipeline import Place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from tracker.models import Stage
    from tracker.store import Work


class Edit(NamedTuple):
    """What was typed over in one row of the table."""

    application_id: UUID
    held: Mapping[str, Any]
    """What each field held when the row was drawn."""
    typed: Mapping[str, Any]
    """What it is to hold, by the names of `inputs.ApplicationIn`; `place` moves it."""


def move_many(
    work: Work,
    ids: Sequence[UUID],
    *,
    to: Stage,
    on: date,
    custom_stage_id: UUID | None = None,
) -> int:
    """Record that applications entered a stage; those that are in it stay.

    Returns:
        How many were moved.

    Raises:
        RuleError: If all of them are in it already.
    """
    moved = 0
    for id_ in dict.fromkeys(ids):
        row = work.get(Application, id_)
        if _place(work, row) == (to, custom_stage_id):
            continue
        move(work, id_, to=to, on=on, custom_stage_id=custom_stage_id)
        moved += 1
    if ids and not moved:
        raise RuleError(
            f"All of them are in {pipeline.LABELS[to]} already; choose another stage."
        )
    return moved


def tag_many(
    work: Work, ids: Sequence[UUID], *, add: Sequence[str], remove: Sequence[str] = ()
) -> int:
    """Give applications tags, and take others from them.

    Returns:
        How many were changed.
    """
    gone = {names.fold(tag) for tag in remove}
    changed = 0
    for id_ in dict.fromkeys(ids):
        row = work.get(Application, id_)
        kept = [tag for tag in row.tags if names.fold(tag) not in gone]
        given = inputs.parse(
            inputs.ApplicationIn,
            {"company": "-", "title": row.title, "tags": [*kept, *add]},
        )
        if given.tags != row.tags:
            edit_application(work, id_, version=None, tags=given.tags)
            changed += 1
    return changed


def bin_many(work: Work, ids: Sequence[UUID]) -> int:
    """Put applications in the bin.

    Returns:
        How many.
    """
    chosen = list(dict.fromkeys(ids))
    for id_ in chosen:
        bin_record(work, Application, id_)
    return len(chosen)


def edit_many(work: Work, edits: Sequence[Edit], *, on: date) -> int:
    """Keep what was typed over in the table: all of it, or nothing.

    A field that another tab changed meanwhile is a conflict; another field of the same
    row is none.

    Returns:
        How many applications were changed.

    Raises:
        InvalidError: If a cell cannot be taken; the sentence names row and field.
        ConflictError: If a typed-over field holds something else by now.
    """
    for edit in edits:
        row = work.get(Application, edit.application_id)
        called = f"“{row.title}” at {work.get(Company, row.company_id).name}"
        now = held(work, row)
        for field in edit.typed:
            if now[field] != edit.held[field]:
                raise ConflictError(
                    f"{called} was changed elsewhere after the table was drawn: "
                    f"{FIELDS[field]} is another now; nothing was saved, and what you "
                    "typed is still here."
                )
        facts = {name: value for name, value in edit.typed.items() if name != "place"}
        if facts:
            try:
                edit_application(work, row.id, version=None, **facts)
            except InvalidError as error:
                field = FIELDS.get(error.field.split(".")[0], "a cell")
                raise InvalidError(f"{called}, {field}: {error}") from error
        place = edit.typed.get("place")
        if place:
            stage, own = place
            move(work, row.id, to=stage, on=on, custom_stage_id=own)
    return len(edits)


FIELDS = {
    "place": "stage",
    "title": "title",
    "source": "source",
    "role": "role",
    "tags": "tags",
    "excitement": "excitement",
    "next_step": "next step",
    "location": "location",
    "salary": "pay range",
    "url": "link",
    "resume": "resume",
    "note": "note",
}
"""What can be typed over in the table, as a sentence calls it."""


def held(work: Work, row: Application) -> dict[str, Any]:
    """What an application holds, by the fields of `FIELDS`."""
    facts = {
        name: getattr(row, name) for name in FIELDS if name not in {"place", "resume"}
    }
    resume = work.get(Resume, row.resume_id) if row.resume_id else None
    return facts | {
        "place": _place(work, row),
        "resume": resume.name if resume else "",
    }


def _place(work: Work, row: Application) -> Place:
    last = last_change(history(work, row.id))
    return Place(last.stage, last.custom_stage_id)
