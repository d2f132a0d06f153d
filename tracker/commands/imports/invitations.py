"""Invitations: rounds that are added, moved and cancelled, and how that is undone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import uuid4

from sqlmodel import col

from tracker import invitations, pipeline
from tracker.commands.editing import assign
from tracker.commands.undo.asking import named
from tracker.errors import ConflictError
from tracker.importers import InvitationRow
from tracker.invitations import Does
from tracker.matching import Decision
from tracker.models import (
    Application,
    Company,
    CompanyAlias,
    ImportRow,
    Round,
    RowOutcome,
    Searcher,
)
from tracker.store import journal

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from tracker.commands.imports.writing import Given, Writing
    from tracker.commands.undo.asking import Touched
    from tracker.invitations import Fate
    from tracker.models import ImportBatch
    from tracker.store import Work

_TABLE = str(Round.__tablename__)
_CHANGED = "changed"
"""Under this name a kept row holds what it changed, as `store.journal` writes it."""
_OUTCOMES = {Does.NOTHING: RowOutcome.KNOWN, Does.ASK: RowOutcome.PROBLEM}


def plan(given: Given) -> list[Decision]:
    """Say which events add, move or cancel a round."""
    rows = given.rows(InvitationRow)
    fates = invitations.decide(rows, known(given.work))
    return [_decision(row, fate, None) for row, fate in zip(rows, fates, strict=True)]


def write(writing: Writing) -> list[Decision]:
    """Add, move and cancel rounds."""
    work, rows = writing.work, writing.rows(InvitationRow)
    fates = invitations.decide(rows, known(work))
    searcher = work.first(Searcher) or Searcher(owner=work.owner)
    decided = []
    for row, fate in zip(rows, fates, strict=True):
        made, images = None, [_change(work, row, id_, fate) for id_ in fate.rounds]
        if fate.does is Does.ADD:
            made = work.add(_round(work, row, fate, searcher, writing.batch.id)).id
            images = [journal.Image(_TABLE, made, None, _values(work, made))]
        if images:
            row.raw[_CHANGED] = json.dumps([image.stored() for image in images])
        decided.append(_decision(row, fate, made))
    writing.progress(0.7)
    return decided


def _decision(row: InvitationRow, fate: Fate, made: UUID | None) -> Decision:
    outcome = _OUTCOMES.get(fate.does, RowOutcome.NEW)
    about: Any = made or (fate.rounds[0] if fate.rounds else None)  # none is no record
    return Decision(row.number, outcome, about, fate.does is Does.ADD, fate.reason)


def known(work: Work) -> invitations.Known:
    """Read what invitations are compared with."""
    live = col(Application.binned_at).is_(None)
    companies = {row.id: row for row in work.all(Company)}
    keys = {id_: {row.key} for id_, row in companies.items()}
    for alias in work.all(CompanyAlias):
        keys[alias.company_id].add(alias.key)
    applications = [
        invitations.KnownApplication(
            row.id,
            f"{row.title} at {companies[row.company_id].name}",
            row.title,
            frozenset(keys[row.company_id]),
            _host(row.url),
            pipeline.is_open(row.stage),
        )
        for row in work.all(Application, live)
    ]
    ids = {row.id for row in applications}
    rounds = [
        invitations.KnownRound(
            row.id,
            row.application_id,
            row.calendar_uid,
            row.calendar_sequence,
            row.calendar_recurrence,
            row.starts_at,
            row.cancelled_at is not None,
        )
        for row in work.all(Round, col(Round.binned_at).is_(None))
        if row.application_id in ids
    ]
    return invitations.Known(rounds, applications)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _round(
    work: Work, row: InvitationRow, fate: Fate, searcher: Searcher, batch_id: UUID
) -> Round:
    facts = {
        "id": uuid4(),
        "owner": work.owner,
        "application_id": fate.application_id,
        "kind": invitations.kind_of(row.summary),
        "starts_at": row.starts_at,
        "time_zone": row.zone or searcher.time_zone or "UTC",
        "place": row.place,
        "note": "\n\n".join(filter(None, (row.summary, row.note))),
        "calendar_uid": row.uid,
        "calendar_sequence": row.sequence,
        "calendar_recurrence": row.recurrence,
        "batch_id": batch_id,
    }
    return Round.model_validate(
        facts | ({"minutes": row.minutes} if row.minutes else {})
    )


def _values(work: Work, id_: UUID) -> journal.Values:
    """A round as it stands now."""
    work.session.flush()
    return journal.read(work.session, [(_TABLE, id_)])[_TABLE, id_]


def _change(work: Work, row: InvitationRow, id_: UUID, fate: Fate) -> journal.Image:
    """Change one round, and give what it was."""
    before = _values(work, id_)
    found = work.get_for_edit(Round, id_, None)
    facts: dict[str, Any] = {"calendar_sequence": row.sequence}
    if fate.does is Does.CANCEL:
        facts["cancelled_at"] = work.now
    else:
        facts |= {
            "starts_at": row.starts_at,
            "time_zone": row.zone or found.time_zone,
            "minutes": row.minutes or found.minutes,
            "place": row.place or found.place,
            "calendar_uid": row.uid,
            "calendar_recurrence": found.calendar_recurrence or row.recurrence,
            "cancelled_at": None,
        }
    assign(work, found, facts)
    return journal.Image(_TABLE, id_, before, _values(work, id_))


def touched(work: Work, batch: ImportBatch) -> list[Touched]:
    """The rounds it made or changed that were changed or built upon since."""
    changed = {
        image.id for image in _images(work, batch) if not _is_as_left(work, image)
    }
    made = {
        image.id
        for image in _images(work, batch)
        if image.before is None and _leaning(work, image)
    }
    there = {id_ for id_ in changed | made if work.session.get(Round, id_)}
    return named(work, Round, sorted(there), changed)


def undo(
    work: Work, batch: ImportBatch, with_edits: Collection[UUID] = ()
) -> list[str]:
    """Take back what a calendar brought; what was changed or built upon since stays.

    Args:
        work: The unit of work.
        batch: The import.
        with_edits: Rounds that are taken back all the same.

    Returns:
        What stays, in words.
    """
    kept: list[str] = []
    for image in _images(work, batch):
        if image.id in with_edits:
            _force_back(work, image)
        else:
            kept += _taken_back(work, image)
    work.session.delete(batch)
    work.session.flush()
    return kept


def _images(work: Work, batch: ImportBatch) -> list[journal.Image]:
    """What it did to rounds, the last first."""
    rows = work.all(ImportRow, ImportRow.batch_id == batch.id)
    return [
        journal.image_of(held)
        for row in sorted(rows, key=lambda row: -row.number)
        for held in json.loads(row.raw.get(_CHANGED, "[]"))
    ]


def _is_as_left(work: Work, image: journal.Image) -> bool:
    now = journal.read(work.session, [(image.table, image.id)])
    found = now.get((image.table, image.id), {})
    return all(found.get(name) == value for name, value in (image.after or {}).items())


def _leaning(work: Work, image: journal.Image) -> bool:
    return any(journal.leaning_on(work.session, [(image.table, image.id)]))


def _force_back(work: Work, image: journal.Image) -> None:
    """Make one round what it was, whatever was done to it since."""
    found = work.session.get(Round, image.id)
    if found is None:
        return
    if image.before is None:
        work.session.delete(found)
        work.session.flush()
        work.session.expire_all()
        return
    now = _values(work, image.id)
    after = {name: now[name] for name in image.before}
    journal.restore(work, [image._replace(after=after)])


def _taken_back(work: Work, image: journal.Image) -> list[str]:
    """Make one round what it was; where it cannot be, say its name."""
    try:
        journal.restore(work, [image])
    except ConflictError:
        found = work.session.get(Round, image.id)
        if found is None:
            return []
        found.batch_id = None if image.before is None else found.batch_id
        work.session.add(found)
        return [each.name for each in named(work, Round, [found.id], ())]
    return []
