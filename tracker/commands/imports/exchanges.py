"""With whom the searcher was in touch: interactions, and whom they show to be known.

One interaction stands for all messages of a person in one direction on one day, so
that ten lines of a chat do not outweigh a conversation. Somebody unknown becomes a
person. A tie is made only where the file proves one: messages in both directions,
or what the network lets only contacts do (recommend, endorse). An invitation or a
message that nobody answered proves none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID, uuid4

from sqlmodel import col, select

from tracker import matching, names
from tracker.commands.companies import company_ids
from tracker.commands.known import known_people, start_of_plan
from tracker.commands.people import me
from tracker.importers.rows import ExchangeRow
from tracker.matching import Decision
from tracker.models import (
    LINK,
    NAME,
    TEXT,
    Interaction,
    InteractionKind,
    Person,
    Position,
    Provenance,
    RowOutcome,
    Tie,
    TieKind,
)

if TYPE_CHECKING:
    from datetime import date

    from tracker.commands.imports.writing import Given, Writing
    from tracker.store import Work


class _Contact(NamedTuple):
    """What makes two rows one interaction."""

    person_id: UUID
    on: date
    inbound: bool
    kind: InteractionKind


@dataclass
class _Planned:
    """What a file adds."""

    decided: list[Decision] = field(default_factory=list)
    people: dict[UUID, ExchangeRow] = field(default_factory=dict)
    """New ones, each with the row that tells most of them."""
    contacts: dict[_Contact, tuple[UUID, ExchangeRow]] = field(default_factory=dict)
    tied: list[tuple[UUID, date]] = field(default_factory=list)
    """Whom a tie is made to, and since when the file tells of it."""


def plan(given: Given) -> list[Decision]:
    """Say which rows tell of a contact that was not known."""
    return _planned(given, start_of_plan(given.work, "")).decided


def write(writing: Writing) -> list[Decision]:
    """Add the interactions that are new, and who is."""
    mine = me(writing.work, batch_id=writing.batch.id)
    planned = _planned(writing, mine.id)
    homes = company_ids(
        writing.work,
        {row.company for row in planned.people.values() if row.company},
        batch_id=writing.batch.id,
    )
    writing.insert(
        Person, [_person(id_, row) for id_, row in planned.people.items()], 0, 0.2
    )
    writing.insert(
        Position,
        [
            {
                "person_id": id_,
                "company_id": homes[row.company],
                "title": row.title,
                "seen_on": row.on,
            }
            for id_, row in planned.people.items()
            if row.company
        ],
        0.2,
        0.3,
    )
    writing.insert(Interaction, _interactions(planned), 0.3, 0.6)
    seen_on = max((row.on for row in writing.rows(ExchangeRow)), default=writing.today)
    writing.insert(
        Tie,
        [{"to_id": id_, "since_on": since_on} for id_, since_on in planned.tied],
        0.6,
        0.7,
        from_id=mine.id,
        kind=TieKind.OTHER,
        provenance=Provenance.MESSAGES,
        seen_on=seen_on,
    )
    return planned.decided


def _planned(given: Given, start: UUID | None) -> _Planned:
    known = known_people(given.work, start)
    tied = _tied(given.work, start)
    held = _held(given.work)
    planned = _Planned()
    first: dict[_Contact, int] = {}
    ways: dict[UUID, set[bool]] = {}
    since: dict[UUID, date] = {}
    for row in given.rows(ExchangeRow):
        person_id, is_new = _who(known, row)
        if is_new:
            planned.people[person_id] = row
        contact = _Contact(person_id, row.on, row.inbound, row.kind)
        ways.setdefault(person_id, set()).add(row.inbound)
        since[person_id] = min(since.get(person_id, row.on), row.on)
        if contact in held or contact in planned.contacts:
            id_ = held.get(contact) or planned.contacts[contact][0]
            twin = first.get(contact)
            reason = f"the same day as row {twin}" if twin is not None else ""
            planned.decided.append(
                Decision(row.number, RowOutcome.KNOWN, id_, is_new=False, reason=reason)
            )
            continue
        id_ = uuid4()
        first[contact] = row.number
        planned.contacts[contact] = (id_, row)
        planned.decided.append(Decision(row.number, RowOutcome.NEW, id_, is_new=True))
    needed = matching.PROOF.get(given.parsed.kind)
    if needed:
        planned.tied = [
            (id_, since[id_])
            for id_, found in ways.items()
            if len(found) >= needed and id_ not in tied and id_ != known.me
        ]
    return planned


def _who(known: matching.KnownPeople, row: ExchangeRow) -> tuple[UUID, bool]:
    """Whom a row speaks of, and whether they are new.

    A row with a name alone means the one contact of that name, where there is one.
    """
    facts = matching.PersonFacts(
        uuid4(),
        names.person_key(row.name),
        names.link_key(row.profile_url),
        names.company_key(row.company) if row.company else "",
        names.fold(row.title),
    )
    found = known.find(facts, is_friends=False)
    if found is None and not facts.link:
        found = known.only(facts.key)
    if found is not None:
        return found, False
    known.add(facts)
    known.tied.add(facts.id)  # for the rows after this one, which mean the same
    return facts.id, True


def _tied(work: Work, start: UUID | None) -> set[UUID]:
    """Whom messages already tie me to."""
    if start is None:
        return set()
    query = select(Tie.to_id).where(
        Tie.owner == work.owner,
        Tie.from_id == start,
        Tie.provenance == Provenance.MESSAGES,
    )
    return set(work.session.exec(query))


def _held(work: Work) -> dict[_Contact, UUID]:
    query: Any = select(  # type: ignore[call-overload]
        Interaction.id,
        Interaction.person_id,
        Interaction.on,
        Interaction.inbound,
        Interaction.kind,
    ).where(
        Interaction.owner == work.owner,
        col(Interaction.person_id).is_not(None),
        col(Interaction.binned_at).is_(None),
    )
    return {_Contact(*row[1:]): row[0] for row in work.session.execute(query)}


def _person(id_: UUID, row: ExchangeRow) -> dict[str, Any]:
    return {
        "id": id_,
        "name": row.name[:NAME],
        "key": names.person_key(row.name)[:NAME],
        "profile_url": row.profile_url[:LINK],
        "profile_key": names.link_key(row.profile_url)[:LINK],
    }


def _interactions(planned: _Planned) -> list[dict[str, Any]]:
    return [
        {
            "id": id_,
            "person_id": contact.person_id,
            "on": contact.on,
            "kind": contact.kind,
            "inbound": contact.inbound,
            "note": row.note[:TEXT],
        }
        for contact, (id_, row) in planned.contacts.items()
    ]
