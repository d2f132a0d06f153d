"""Contacts: people, the jobs they have, and the ties to whoever exported them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker import matching, names
from tracker.commands.companies import company_ids
from tracker.commands.known import known_people, start_of_plan
from tracker.commands.people import find_friend, me
from tracker.importers.rows import ContactRow
from tracker.models import (
    LINK,
    NAME,
    ImportKind,
    Person,
    Position,
    Provenance,
    Tie,
    TieKind,
)

if TYPE_CHECKING:
    from tracker.commands.imports.writing import Given, Writing
    from tracker.matching import ContactDecision, Decision


def plan(given: Given) -> list[Decision]:
    """Say which rows bring a person, a job or a tie."""
    known = known_people(given.work, start_of_plan(given.work, given.friend))
    found = matching.match_contacts(
        given.rows(ContactRow), known, is_friends=bool(given.friend)
    )
    return [each.decision for each in found]


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
    known = known_people(work, start.id)
    decided = matching.match_contacts(rows, known, is_friends=bool(friend))
    pairs = list(zip(rows, decided, strict=True))
    seen_on = max(
        (r.connected_on for r in rows if r.connected_on), default=writing.today
    )
    homes = company_ids(
        work,
        {row.company for row, found in pairs if found.adds_position},
        batch_id=batch.id,
    )
    writing.insert(
        Person, [_person(row, d) for row, d in pairs if d.decision.is_new], 0, 0.3
    )
    writing.insert(
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
    writing.insert(
        Tie,
        [
            {
                "from_id": start.id,
                "to_id": found.decision.record_id,
                "kind": TieKind.OTHER,
                "provenance": _provenance(writing),
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


def _provenance(given: Given) -> Provenance:
    if given.friend:
        return Provenance.FRIEND_EXPORT
    if given.parsed.kind is ImportKind.ADDRESS_BOOK:
        return Provenance.ADDRESS_BOOK
    return Provenance.OWN_EXPORT


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
