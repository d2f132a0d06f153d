"""Deleting for good: one person everywhere, or everything.

What lies in a bin can be restored; what is deleted here cannot. The caller wipes
the file after it (`Store.compact`). Copies made before still hold it all.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import delete, update
from sqlmodel import col, func, select

from tracker import names
from tracker.commands.exports import in_order
from tracker.errors import RuleError
from tracker.models import (
    Ask,
    Feed,
    FormToken,
    ImportBatch,
    ImportKind,
    ImportRow,
    Interaction,
    Interviewer,
    Merge,
    Person,
    Position,
    Refusal,
    Step,
    Tie,
)
from tracker.store import journal

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.store import Work

_FILE = "a friend's contacts"
"""What the file of somebody who is deleted is called."""


class Trace(NamedTuple):
    """What a store holds of one person."""

    name: str
    positions: int
    ties: int
    asks: int
    interactions: int
    rounds: int
    imported: int
    """Rows of imported files."""
    mentions: int
    """Other notes and tasks that hold the name in full; they stay."""


def trace(work: Work, person_id: UUID) -> Trace:
    """Say what deleting a person would delete, changing nothing."""
    person = work.get(Person, person_id)

    def count(kind: Any, *conditions: Any) -> int:  # noqa: ANN401
        query = select(func.count()).select_from(kind)
        found = work.session.exec(query.where(kind.owner == work.owner, *conditions))
        return int(found.one())

    return Trace(
        person.name,
        count(Position, Position.person_id == person_id),
        count(Tie, (Tie.from_id == person_id) | (Tie.to_id == person_id)),
        count(Ask, Ask.person_id == person_id),
        count(Interaction, Interaction.person_id == person_id),
        count(Interviewer, Interviewer.person_id == person_id),
        count(ImportRow, ImportRow.record_id == person_id),
        _mentions(work, person),
    )


def _mentions(work: Work, person: Person) -> int:
    """Count the texts elsewhere that hold the name of a person in full."""
    name, found = names.fold(person.name), 0
    for kind in in_order():
        columns = [c for c in ("note", "what", "who") if c in kind.model_fields]
        if not columns or kind is Person:
            continue
        query = select(*(getattr(kind, column) for column in columns)).where(
            kind.owner == work.owner, *_of_others(kind, person.id)
        )
        for texts in work.session.execute(query):
            found += any(name in names.fold(text) for text in texts if text)
    return found


def _of_others(kind: Any, person_id: UUID) -> list[Any]:  # noqa: ANN401
    """Leave out the rows that go with the person."""
    if kind in {Ask, Interaction}:
        return [kind.person_id.is_distinct_from(person_id)]
    return []


def erase_person(work: Work, person_id: UUID) -> Trace:
    """Delete a person and all that is about them, from imported rows too.

    Raises:
        RuleError: If it is the searcher.
    """
    person = work.get(Person, person_id)
    if person.is_me:
        raise RuleError(
            "You cannot delete yourself from your own search; delete everything."
        )
    found = trace(work, person_id)
    for batch in work.all(ImportBatch, ImportBatch.friend_id == person_id):
        batch.file, batch.friend_id = _FILE, None
        work.session.add(batch)
        work.session.flush()
        _forget_rows(work, ImportRow.batch_id == batch.id, cells_too=False)
    told = select(Interaction.id).where(Interaction.person_id == person_id)
    for which in (ImportRow.record_id == person_id, col(ImportRow.record_id).in_(told)):
        _forget_rows(work, which, cells_too=True)
    _forget_author(work, person.key)
    _forget_merges(work, person_id)
    work.session.delete(person)  # what refers to them goes by the database's rules
    work.session.flush()
    journal.forget(work)
    work.session.expire_all()
    work.log_changed = work.network_changed = True
    return found


def _forget_author(work: Work, key: str) -> None:
    """Leave a name out of the author lists of imported publications."""
    query = (
        select(ImportRow)
        .join(ImportBatch, col(ImportBatch.id) == ImportRow.batch_id)
        .where(ImportRow.owner == work.owner, ImportBatch.kind == ImportKind.COAUTHORS)
    )
    for row in work.session.exec(query):
        authors = row.raw.get("Authors", "").split("; ")
        rest = [name for name in authors if names.person_key(name) != key]
        if len(rest) < len(authors):
            row.raw = row.raw | {"Authors": "; ".join(rest)}
            work.session.add(row)
    work.session.flush()


def _forget_merges(work: Work, person_id: UUID) -> None:
    """Delete what parting would bring back, of whoever had become this person too."""
    merges, ids = work.all(Merge), {person_id}
    for _ in merges:  # one may have become another, and that one this person
        ids |= {merge.gone_id for merge in merges if merge.kept_id in ids}
    marks = {id_.hex for id_ in ids}
    for merge in merges:
        if merge.kept_id in ids:
            work.session.delete(merge)
            continue
        rest = [r for r in merge.rows if not any(m in json.dumps(r) for m in marks)]
        if len(rest) < len(merge.rows):
            merge.rows = rest
            work.session.add(merge)
    for refusal in work.all(
        Refusal, (Refusal.one_id == person_id) | (Refusal.other_id == person_id)
    ):
        work.session.delete(refusal)
    work.session.flush()


def _forget_rows(work: Work, which: Any, *, cells_too: bool) -> None:  # noqa: ANN401
    values: dict[str, Any] = {"record_id": None}
    if cells_too:
        values |= {"raw": {}, "reason": ""}
    work.session.execute(
        update(ImportRow)
        .where(col(ImportRow.owner) == work.owner, which)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def erase_everything(work: Work) -> int:
    """Delete every record of the owner of this work.

    Returns:
        How many records there were.
    """
    count = 0
    kinds: list[Any] = [*reversed(in_order()), FormToken, Feed, Step]
    for kind in kinds:
        done: Any = work.session.execute(
            delete(kind)
            .where(kind.owner == work.owner)
            .execution_options(synchronize_session=False)
        )
        count += done.rowcount
    journal.forget(work)
    work.session.expire_all()
    work.log_changed = work.network_changed = True
    return count
