"""Imports: planned row by row, written whole, undone whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from sqlalchemy import insert

from tracker import matching, names
from tracker.commands.companies import company_ids
from tracker.commands.exports import add_export, plan_export
from tracker.commands.known import known_applications, known_people, start_of_plan
from tracker.commands.people import find_friend, me
from tracker.commands.previews import UNTITLED, PlannedRow, Summary, summary
from tracker.commands.undo import undo
from tracker.commands.undo_export import undo_export
from tracker.errors import ImportRefusedError
from tracker.importers.rows import ApplicationRow, ContactRow
from tracker.models import (
    LINK,
    NAME,
    TEXT,
    Application,
    ImportBatch,
    ImportKind,
    ImportRow,
    Person,
    Position,
    Provenance,
    RowOutcome,
    Source,
    StageChange,
    Tie,
    TieKind,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from tracker.importers.rows import Parsed
    from tracker.matching import ContactDecision, Decision
    from tracker.models import Owned
    from tracker.store import Work

__all__ = [
    "PlannedRow",
    "Summary",
    "add_import",
    "of_friend",
    "plan_import",
    "undo_import",
]

CHUNK = 2_000
"""Rows written between two reports of progress."""


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
    del today
    _refuse(parsed, friend)
    if parsed.kind is ImportKind.FOOTHOLD:
        return plan_export(work, parsed)
    if parsed.kind is ImportKind.CONNECTIONS:
        known = known_people(work, start_of_plan(work, friend))
        contacts = _contacts(parsed)
        decided = [
            found.decision
            for found in matching.match_contacts(
                contacts, known, is_friends=bool(friend)
            )
        ]
    else:
        decided = matching.match_applications(
            _applications(parsed), known_applications(work)
        )
    return summary(parsed, decided)


def add_import(
    work: Work,
    parsed: Parsed,
    *,
    friend: str = "",
    today: date,
    progress: Callable[[float], None] = lambda _done: None,
) -> Summary:
    """Take the rows of one file into the store.

    Args:
        work: The unit of work; the whole import is part of it.
        parsed: The file.
        friend: Whose export of contacts it is; empty for the searcher's own.
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
    writer = _Writer(work, batch.id, progress)
    if parsed.kind is ImportKind.CONNECTIONS:
        decided = _write_contacts(writer, parsed, friend, batch, today)
    else:
        decided = _write_applications(writer, parsed, today)
    done = summary(parsed, decided)
    if not done.new:
        if friend:
            _forget(work, batch.id)
        return done
    work.add(batch)
    writer.rows(parsed, decided)
    work.log_changed = work.network_changed = True
    return replace(done, batch_id=batch.id)


def of_friend(parts: Sequence[Parsed]) -> list[Parsed]:
    """The contacts in a friend's archive: their applications are not mine."""
    return [part for part in parts if part.kind is ImportKind.CONNECTIONS] or [*parts]


def _refuse(parsed: Parsed, friend: str) -> None:
    if friend and parsed.kind is not ImportKind.CONNECTIONS:
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


def _contacts(parsed: Parsed) -> list[ContactRow]:
    return [row for row in parsed.rows if isinstance(row, ContactRow)]


def _applications(parsed: Parsed) -> list[ApplicationRow]:
    return [row for row in parsed.rows if isinstance(row, ApplicationRow)]


@dataclass
class _Writer:
    """Writes rows of one batch in chunks, reporting how far it is."""

    work: Work
    batch_id: UUID
    progress: Callable[[float], None]

    def insert(
        self, kind: type[Owned], rows: list[dict[str, Any]], start: float, end: float
    ) -> None:
        """Insert rows of one table; progress goes from start to end."""
        for at in range(0, len(rows), CHUNK):
            chunk = [
                {"id": uuid4(), "owner": self.work.owner, "batch_id": self.batch_id}
                | row
                for row in rows[at : at + CHUNK]
            ]
            self.work.session.execute(insert(kind), chunk)
            self.progress(start + (end - start) * (at + len(chunk)) / len(rows))

    def rows(self, parsed: Parsed, decided: Sequence[Decision]) -> None:
        """Keep every row of the file as it was."""
        raw = {row.number: row.raw for row in parsed.rows}
        kept = [
            {
                "number": d.number,
                "outcome": d.outcome,
                "reason": d.reason,
                "record_id": d.record_id,
                "raw": raw[d.number],
            }
            for d in decided
        ]
        kept += [
            {
                "number": problem.number,
                "outcome": RowOutcome.PROBLEM,
                "reason": problem.reason,
                "record_id": None,
                "raw": problem.raw,
            }
            for problem in parsed.problems
        ]
        self.insert(ImportRow, kept, 0.7, 1.0)


def _write_contacts(
    writer: _Writer, parsed: Parsed, friend: str, batch: ImportBatch, today: date
) -> list[Decision]:
    work = writer.work
    start = (
        find_friend(work, friend, batch_id=batch.id)
        if friend
        else me(work, batch_id=batch.id)
    )
    batch.friend_id = start.id if friend else None
    rows = _contacts(parsed)
    known = known_people(work, start.id)
    decided = matching.match_contacts(rows, known, is_friends=bool(friend))
    pairs = list(zip(rows, decided, strict=True))
    seen_on = max((r.connected_on for r in rows if r.connected_on), default=today)
    homes = company_ids(
        work,
        {row.company for row, found in pairs if found.adds_position},
        batch_id=batch.id,
    )
    writer.insert(
        Person, [_person(row, d) for row, d in pairs if d.decision.is_new], 0, 0.3
    )
    writer.insert(
        Position,
        [
            {
                "person_id": found.decision.record_id,
                "company_id": homes[row.company],
                "title": row.title[:NAME],
                "seen_on": seen_on,
            }
            for row, found in pairs
            if found.adds_position
        ],
        0.3,
        0.5,
    )
    provenance = Provenance.FRIEND_EXPORT if friend else Provenance.OWN_EXPORT
    writer.insert(
        Tie,
        [
            {
                "from_id": start.id,
                "to_id": found.decision.record_id,
                "kind": TieKind.OTHER,
                "provenance": provenance,
                "both_ways": True,
                "since_on": row.connected_on,
                "seen_on": seen_on,
                "version": 1,
            }
            for row, found in pairs
            if found.adds_tie and found.decision.record_id != start.id
        ],
        0.5,
        0.7,
    )
    return [found.decision for found in decided]


def _person(row: ContactRow, found: ContactDecision) -> dict[str, Any]:
    return {
        "id": found.decision.record_id,
        "version": 1,
        "name": row.name[:NAME],
        "key": names.person_key(row.name)[:NAME],
        "email": row.email[:NAME],
        "profile_url": row.profile_url[:LINK],
        "profile_key": names.link_key(row.profile_url)[:LINK],
        "note": "",
        "is_me": False,
        "no_contact": False,
    }


def _write_applications(writer: _Writer, parsed: Parsed, today: date) -> list[Decision]:
    work = writer.work
    rows = _applications(parsed)
    decided = matching.match_applications(rows, known_applications(work))
    new = [
        (row, found) for row, found in zip(rows, decided, strict=True) if found.is_new
    ]
    homes = company_ids(work, {row.company for row, _ in new}, batch_id=writer.batch_id)
    applications, changes = [], []
    for row, found in new:
        stages = matching.stages_of(row, today)
        applications.append(_application(row, found, homes[row.company], stages[-1][0]))
        changes += [
            {"application_id": found.record_id, "stage": stage, "on": on, "number": n}
            for n, (stage, on) in enumerate(stages, 1)
        ]
    writer.insert(Application, applications, 0, 0.4)
    writer.insert(StageChange, changes, 0.4, 0.7)
    return decided


def _application(
    row: ApplicationRow,
    found: Decision,
    company_id: UUID,
    stage: Any,  # noqa: ANN401
) -> dict[str, Any]:
    is_link = row.url.lower().startswith(("http://", "https://"))
    return {
        "id": found.record_id,
        "version": 1,
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


def undo_import(work: Work, batch_id: UUID) -> list[str]:
    """Take back all that an import brought.

    What was changed or built upon since stays, and so does what another import
    brought as well.

    Returns:
        The names of what stays because it was changed or built upon.
    """
    batch = work.get(ImportBatch, batch_id)
    if batch.kind is ImportKind.FOOTHOLD:
        return undo_export(work, batch)
    kept = undo(work, batch_id)
    work.log_changed = work.network_changed = True
    return kept


def _forget(work: Work, batch_id: UUID) -> None:
    """Leave no trace of a friend that an import without news would have added."""
    for kind in (Tie, Person):
        for row in work.all(kind, kind.batch_id == batch_id):
            work.session.delete(row)
        work.session.flush()
