"""Imports: planned row by row, written whole, undone whole.

How a kind of file is brought in: its `models.ImportKind` has a row in `IMPORTERS`
with two functions. One is given the parsed file (`writing.Given`) and says what
becomes of each row, changing nothing: one `matching.Decision` for each row, in
the rows' order, with the id of the record that the row is or becomes. The other
(`writing.Writing`) inserts what is new by `writing.insert`, which gives each row
the owner and the batch, and returns the same decisions; nothing it does to rows
that were there before can be undone, so it only adds. A row that brings nothing
is RowOutcome.KNOWN. Undoing needs no code as long as every table that is written
has a `batch_id`; see `commands.undo`. What the kind is called stands in
`reports.imports`. The reader, which knows no store, is in `tracker.importers`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from tracker import names
from tracker.commands.exports import add_export, plan_export
from tracker.commands.imports import (
    applications,
    committers,
    contacts,
    exchanges,
    invitations,
    papers,
    profiles,
    stays,
)
from tracker.commands.imports.writing import Given, Writing, collector_paused
from tracker.commands.previews import PlannedRow, Summary, summary
from tracker.commands.undo import asking, undo
from tracker.commands.undo_export import touched_of_export, undo_export
from tracker.errors import ImportRefusedError
from tracker.models import NAME, ImportBatch, ImportKind, Person, Tie

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import date
    from uuid import UUID

    from tracker.commands.consent import Consent
    from tracker.commands.undo.asking import Touched
    from tracker.importers.rows import Parsed
    from tracker.matching import Decision
    from tracker.store import Work

__all__ = [
    "IMPORTERS",
    "Importer",
    "PlannedRow",
    "Summary",
    "add_import",
    "is_friends",
    "of_friend",
    "plan_import",
    "touched",
    "undo_import",
]


class Importer(NamedTuple):
    """How files of one kind are brought in."""

    plan: Callable[[Given], list[Decision]]
    write: Callable[[Writing], list[Decision]]
    is_friends: bool = False
    """Whether such a file of a friend's says something about my network."""


_APPLICATIONS = Importer(applications.plan, applications.write)
_EXCHANGES = Importer(exchanges.plan, exchanges.write)
IMPORTERS: dict[ImportKind, Importer] = {
    ImportKind.CONNECTIONS: Importer(contacts.plan, contacts.write, is_friends=True),
    ImportKind.JOB_APPLICATIONS: _APPLICATIONS,
    ImportKind.SAVED_JOBS: _APPLICATIONS,
    ImportKind.SPREADSHEET: _APPLICATIONS,
    ImportKind.ADDRESS_BOOK: Importer(contacts.plan, contacts.write),
    ImportKind.MESSAGES: _EXCHANGES,
    ImportKind.INVITATIONS: _EXCHANGES,
    ImportKind.RECOMMENDATIONS: _EXCHANGES,
    ImportKind.ENDORSEMENTS: _EXCHANGES,
    ImportKind.POSITIONS: Importer(stays.plan_positions, stays.write_positions),
    ImportKind.EDUCATION: Importer(stays.plan_education, stays.write_education),
    ImportKind.PROFILE: Importer(profiles.plan, profiles.write),
    ImportKind.CALENDAR: Importer(invitations.plan, invitations.write),
    ImportKind.COAUTHORS: Importer(papers.plan, papers.write),
    ImportKind.COMMITS: Importer(committers.plan, committers.write),
}
"""By kind; an export of Foothold's is not read row by row: see `commands.exports`."""


def plan_import(
    work: Work, parsed: Parsed, *, friend: str = "", today: date
) -> Summary:
    """Say, row by row, what an import would do, changing nothing.

    Args:
        work: A reading of the store.
        parsed: The file.
        friend: Whose export it is; empty for the searcher's own.
        today: The day of the import.
    """
    _refuse(parsed, friend)
    if parsed.kind is ImportKind.FOOTHOLD:
        return plan_export(work, parsed)
    with collector_paused():
        given = Given(work, parsed, friend, today)
        return summary(parsed, _importer(parsed).plan(given))


def add_import(
    work: Work,
    parsed: Parsed,
    *,
    friend: str = "",
    consent: Consent | None = None,
    today: date,
    progress: Callable[[float], None] = lambda _done: None,
) -> Summary:
    """Take the rows of one file into the store.

    Args:
        work: The unit of work; the whole import is part of it.
        parsed: The file.
        friend: Whose export of contacts it is; empty for the searcher's own.
        consent: That the friend agreed to share them; without it they come in, but
            are in no chain until `commands.note_consent`.
        today: The day of the import.
        progress: Told the share that is done, 0 to 1.

    Raises:
        ImportRefusedError: If no row of it can be taken.
    """
    _refuse(parsed, friend)
    if parsed.kind is ImportKind.FOOTHOLD:
        return add_export(work, parsed, progress)
    batch = ImportBatch.model_validate(
        {
            "owner": work.owner,
            "file": names.one_line(parsed.file)[-NAME:] or "file",
            "kind": parsed.kind,
            "imported_at": work.now,
            "sha256": parsed.sha256,
        }
    )
    if friend and consent is not None:
        batch.consent_on, batch.consent_note = consent.checked(today)
    elif friend:
        work.notices.append(
            f"{friend}'s contacts are in no chain until you note when they agreed."
        )
    with collector_paused():
        return _written(Writing(work, parsed, friend, today, batch, progress))


def _written(writing: Writing) -> Summary:
    work, parsed, batch = writing.work, writing.parsed, writing.batch
    decided = _importer(parsed).write(writing)
    done = summary(parsed, decided)
    if not done.new:
        _forget(work, batch.id)
        return done
    work.add(batch)
    writing.keep_rows(decided)
    work.log_changed = work.network_changed = True
    return replace(done, batch_id=batch.id)


def of_friend(parts: Sequence[Parsed]) -> list[Parsed]:
    """The contacts in a friend's archive: their applications are not mine."""
    return [part for part in parts if is_friends(part.kind)] or [*parts]


def is_friends(kind: ImportKind) -> bool:
    """Whether such a file can be a friend's."""
    return kind in IMPORTERS and IMPORTERS[kind].is_friends


def _importer(parsed: Parsed) -> Importer:
    return IMPORTERS[parsed.kind]


def _refuse(parsed: Parsed, friend: str) -> None:
    if friend and not is_friends(parsed.kind):
        raise ImportRefusedError(
            f"{parsed.file} holds no contacts, and a friend's applications are not "
            "yours; bring in their Connections.csv, or leave the friend's name out."
        )
    if parsed.rows:
        return
    if parsed.problems:
        first = parsed.problems[0]
        raise ImportRefusedError(
            f"No row of {parsed.file} could be taken; the first trouble is in row "
            f"{first.number}: {first.reason}"
        )
    raise ImportRefusedError(
        f"{parsed.file} has no rows in it, so there is nothing to import; check that "
        "it is the right file."
    )


def touched(work: Work, batch_id: UUID) -> list[Touched]:
    """What of an import was changed or built upon since: ask before undoing it."""
    batch = work.get(ImportBatch, batch_id)
    if batch.kind is ImportKind.FOOTHOLD:
        return touched_of_export(work, batch)
    if batch.kind is ImportKind.CALENDAR:
        return invitations.touched(work, batch)
    return asking.touched(work, batch_id)


def undo_import(
    work: Work, batch_id: UUID, *, with_edits: Collection[UUID] = ()
) -> list[str]:
    """Take back all that an import brought.

    What was changed or built upon since stays, and so does what another import
    brought as well.

    Args:
        work: The unit of work.
        batch_id: The import.
        with_edits: Records of those that `touched` gives which are to go all the
            same, with all that was built upon them.

    Returns:
        The names of what stays because it was changed or built upon.
    """
    batch = work.get(ImportBatch, batch_id)
    if batch.kind is ImportKind.CALENDAR:
        return invitations.undo(work, batch, with_edits)
    if with_edits:
        found = touched(work, batch_id)
        asking.take_along(work, [each for each in found if each.id in with_edits])
    if batch.kind is ImportKind.FOOTHOLD:
        return undo_export(work, batch)
    if batch.kind is ImportKind.PROFILE:
        profiles.undo(work, batch_id)
    kept = undo(work, batch_id)
    work.log_changed = work.network_changed = True
    return kept


def _forget(work: Work, batch_id: UUID) -> None:
    """Leave no trace of me or a friend whom an import without news has added."""
    for kind in (Tie, Person):
        for row in work.all(kind, kind.batch_id == batch_id):
            work.session.delete(row)
        work.session.flush()
