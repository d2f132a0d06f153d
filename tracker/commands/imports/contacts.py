"""Contacts: people, the jobs they have, and the ties to whoever exported them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import update
from sqlmodel import col, select

from tracker import matching, names
from tracker.commands import leaving
from tracker.commands.added import Added
from tracker.commands.companies import company_ids
from tracker.commands.known import known_people, start_of_plan
from tracker.commands.people import find_friend, me
from tracker.importers.rows import ContactRow
from tracker.models import (
    LINK,
    NAME,
    ImportBatch,
    ImportKind,
    Person,
    Position,
    Provenance,
    Tie,
    TieKind,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from uuid import UUID

    from tracker.commands.imports.writing import Given, Writing
    from tracker.matching import ContactDecision, Decision
    from tracker.store import Work

MANY = 500
"""Ids in one IN list."""


def plan(given: Given) -> list[Decision]:
    """Say which rows bring a person, a job or a tie."""
    start = start_of_plan(given.work, given.friend)
    rows = given.rows(ContactRow)
    seen_on = _seen_on(given, rows, start if given.friend else None)
    return [each.decision for each in _matched(given, rows, start, seen_on)]


def _matched(
    given: Given, rows: Sequence[ContactRow], start: UUID | None, seen_on: date
) -> list[ContactDecision]:
    """Decide about each row; an address book tells of jobs as of each entry's day."""
    is_book = given.parsed.kind is ImportKind.ADDRESS_BOOK
    return matching.match_contacts(
        rows,
        known_people(given.work, start, _by(given)),
        is_friends=bool(given.friend),
        on=None if is_book else seen_on,
        tells_none=_tells_none(given),
    )


def _tells_none(given: Given) -> bool:
    """Whether a row without a company says that somebody has no job.

    An address book has none for most people, and a file may have no such column.
    """
    columns = given.parsed.mapping
    is_book = given.parsed.kind is ImportKind.ADDRESS_BOOK
    return not is_book and (not columns or "company" in columns)


def write(writing: Writing) -> list[Decision]:
    """Add the people, jobs and ties that are new."""
    work, batch, friend = writing.work, writing.batch, writing.friend
    start = (
        find_friend(work, friend, batch_id=batch.id)
        if friend
        else me(work, batch_id=batch.id)
    )
    batch.friend_id = start.id if friend else None
    rows = writing.rows(ContactRow)
    seen_on = _seen_on(writing, rows, batch.friend_id)
    decided = _matched(writing, rows, start.id, seen_on)
    pairs = list(zip(rows, decided, strict=True))
    is_book = writing.parsed.kind is ImportKind.ADDRESS_BOOK
    homes = company_ids(
        work,
        {row.company for row, found in pairs if found.adds_position},
        batch_id=batch.id,
    )
    writing.insert(
        Person, [_person(row, d) for row, d in pairs if d.decision.is_new], 0, 0.3
    )
    known = {d.decision.record_id for _, d in pairs if not d.decision.is_new}
    positions = [
        {
            "person_id": found.decision.record_id,
            "company_id": homes[row.company],
            "title": row.title[:NAME],
            "seen_on": row.seen_on if is_book else seen_on,
        }
        for row, found in pairs
        if found.adds_position
    ]
    writing.insert(Position, positions, 0.3, 0.5)
    leaving.end_jobs(writing, pairs, seen_on)
    leaving.end_jobs_since(writing, (p for p in positions if p["person_id"] in known))
    writing.insert(
        Tie,
        [
            {"to_id": found.decision.record_id, "since_on": row.connected_on}
            for row, found in pairs
            if found.adds_tie and found.decision.record_id != start.id
        ],
        0.5,
        0.7,
        from_id=start.id,
        kind=TieKind.OTHER,
        provenance=_provenance(writing),
        seen_on=seen_on,
    )
    _fill(writing, [(row, d) for row, d in pairs if d.adds_reach])
    if _tells_none(writing):
        leaving.keep_day(writing, pairs, seen_on)
    return [found.decision for found in decided]


def _seen_on(given: Given, rows: Sequence[ContactRow], friend_id: UUID | None) -> date:
    """The day as of which a file tells who works where.

    A file of contacts has no date of its own: it is as old as the newest contact in
    it, or younger. Where an earlier file of the same person had the same newest
    contact, nobody was met in between, and what was brought in last is taken to be the
    newer, unless it is the same file again.
    """
    newest = max(
        (row.connected_on for row in rows if row.connected_on), default=given.today
    )
    parsed = given.parsed
    same = given.work.session.exec(
        select(ImportBatch.sha256)
        .join(Position, col(Position.batch_id) == ImportBatch.id)
        .where(
            Position.owner == given.work.owner,
            Position.seen_on == newest,
            ImportBatch.kind == parsed.kind,
            # Two friends may have met somebody last on the same day.
            ImportBatch.friend_id == friend_id
            if friend_id
            else col(ImportBatch.friend_id).is_(None),
        )
        .distinct()
    ).all()
    if not same or parsed.sha256 in same:
        return newest
    return max(given.today, newest + timedelta(days=1))


def _fill(writing: Writing, pairs: list[tuple[ContactRow, ContactDecision]]) -> None:
    """Add addresses and numbers to people who were known, so that it can be undone."""
    work = writing.work
    ids = [found.decision.record_id for _, found in pairs]
    held = {
        row.id: (row.email, [*row.other_emails], row.phone) for row in _of(work, ids)
    }
    for row, found in pairs:
        email, others, phone = held[found.decision.record_id]
        known = {names.fold(mail) for mail in (email, *others)}
        given = [mail[:NAME] for mail in (row.email, *row.other_emails) if mail]
        new = [mail for mail in given if names.fold(mail) not in known]
        added = Added(new, row.phone if not phone else "")
        if not email and new:
            email, new = new[0], new[1:]
        held[found.decision.record_id] = (email, others + new, phone or row.phone)
        writing.added[row.number] = added.stored()
    if held:
        work.session.execute(
            update(Person),
            [
                {"id": id_, "email": email, "other_emails": others, "phone": phone}
                for id_, (email, others, phone) in held.items()
            ],
        )
        work.session.expire_all()  # rows went by without the session's knowledge


def _of(work: Work, ids: list[UUID]) -> Iterator[Person]:
    for at in range(0, len(ids), MANY):
        yield from work.all(Person, col(Person.id).in_(ids[at : at + MANY]))


def _by(given: Given) -> tuple[Provenance, ...]:
    """Where ties are known from that this file would only tell of again."""
    if given.parsed.kind is ImportKind.ADDRESS_BOOK:
        return (Provenance.ADDRESS_BOOK,)
    return (Provenance.OWN_EXPORT, Provenance.FRIEND_EXPORT)


def _provenance(given: Given) -> Provenance:
    if given.friend:
        return Provenance.FRIEND_EXPORT
    if given.parsed.kind is ImportKind.ADDRESS_BOOK:
        return Provenance.ADDRESS_BOOK
    return Provenance.OWN_EXPORT


def _person(row: ContactRow, found: ContactDecision) -> dict[str, Any]:
    return {
        "id": found.decision.record_id,
        "name": row.name[:NAME],
        "key": found.facts.key,
        "email": row.email[:NAME],
        "other_emails": [mail[:NAME] for mail in row.other_emails],
        "phone": row.phone,
        "profile_url": row.profile_url[:LINK],
        "profile_key": found.facts.link,
    }
