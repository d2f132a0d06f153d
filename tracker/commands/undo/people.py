"""Taking back people, their jobs and their ties."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import update
from sqlmodel import col, select

from tracker import matching, names
from tracker.commands.added import KEY, added_by
from tracker.commands.people import join, me, my_id, ties_between
from tracker.commands.undo.ends import mend_ends
from tracker.commands.undo.references import referred
from tracker.models import (
    NAME,
    Company,
    ImportKind,
    ImportRow,
    Interaction,
    Person,
    Position,
    Provenance,
    RowOutcome,
    Tie,
    TieKind,
)
from tracker.network import sightings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from tracker.commands.undo.handing import Mention, Undoing
    from tracker.store import Work


def take_away(
    work: Work, batch_id: UUID, mentions: Mapping[UUID, list[Mention]]
) -> None:
    """Take addresses and numbers from people who were known before the import.

    Those that another import told of too stay, and count as added by that one.
    """
    query: Any = select(ImportRow.record_id, ImportRow.raw).where(
        ImportRow.batch_id == batch_id,
        ImportRow.outcome == RowOutcome.NEW,
        col(ImportRow.record_id).is_not(None),  # it is none once they are deleted
    )
    for id_, raw in work.session.execute(query):
        added = added_by(raw)
        person = work.session.get(Person, id_) if added else None
        if added is None or person is None or not (added.emails or added.phone):
            continue
        for mention in mentions.get(id_, ()):
            also, added = added.shared_with(mention.raw)
            if also is not None:
                work.session.execute(
                    update(ImportRow),
                    [{"id": mention.row_id, "raw": {**mention.raw, KEY: also}}],
                )
        work.session.execute(update(Person), [{"id": id_} | added.without(person)])
        work.session.expire(person)


def undo_people(undoing: Undoing) -> set[UUID]:
    """Delete ties, positions and people, or hand them over.

    Returns:
        Whom the searcher lost a tie to.
    """
    work, batch_id = undoing.work, undoing.batch_id
    changed = select(Tie.id).where(Tie.batch_id == batch_id, Tie.version > 1)
    undoing.hand_over(Tie, dict.fromkeys(work.session.exec(changed)))
    query = select(Person.id, Person.version, Person.name, Person.is_me).where(
        Person.batch_id == batch_id
    )
    people = list(work.session.exec(query))
    referred_by = referred(work, Person, {person[0] for person in people})
    stay: dict[UUID, UUID | None] = {
        id_: None
        for id_, version, _, _ in people
        if version > 1 or None in referred_by[id_]
    }
    undoing.kept += [
        name for id_, _, name, is_me in people if id_ in stay and not is_me
    ]
    jobs = select(Position.person_id).where(Position.batch_id == batch_id).distinct()
    employed = list(work.session.exec(jobs))
    undoing.hand_over(Position, _heirs_of_positions(undoing, stay))
    undoing.delete_rest(Position)
    mend_ends(undoing, employed)
    lost = _undo_ties(undoing)
    referred_by = referred(work, Person, referred_by.keys() - stay.keys())
    place = {other.id: at for at, other in enumerate(undoing.others)}
    for id_, batches in referred_by.items():
        told = {mention.batch_id for mention in undoing.mentions.get(id_, ())}
        heirs = (batches | told) - {batch_id, None}
        if heirs:
            stay[id_] = min(heirs, key=lambda heir: place.get(heir, len(place)))  # type: ignore[arg-type]
    undoing.hand_over(Person, stay)
    undoing.delete_rest(Person)
    return lost


def _heirs_of_positions(
    undoing: Undoing, stay: Mapping[UUID, UUID | None]
) -> dict[UUID, UUID | None]:
    query = (
        select(  # type: ignore[call-overload]
            Position.id,
            Position.person_id,
            Company.key,
            Position.title,
            Position.batch_id,
            Position.seen_on,
            Position.ended_on,
        )
        .join(Company, col(Company.id) == Position.company_id)
        .where(Position.owner == undoing.work.owner)
    )
    jobs: list[Any] = list(undoing.work.session.execute(query))
    titles: dict[tuple[UUID, str], set[str]] = defaultdict(set)
    for _, person, company, title, *_ in jobs:
        titles[person, company].add(_folded(title))
    heirs: dict[UUID, UUID | None] = {}
    told = {
        (person, company, _folded(title))
        for _, person, company, title, batch_id, _, ended_on in jobs
        if batch_id not in {None, undoing.batch_id} and ended_on is None
    }
    for id_, person, company, title, batch_id, seen_on, ended_on in jobs:
        if batch_id != undoing.batch_id or sightings.is_end(seen_on, ended_on):
            continue  # that a job ended goes with the file that showed it no more
        if person in stay:
            heirs[id_] = None
            continue
        if id_ in undoing.mentions:  # a job of the searcher's own
            heirs[id_] = undoing.mentions[id_][0].batch_id
            continue
        if (person, company, _folded(title)) in told:
            continue  # back in a job that another import showed as well
        heir = _heir(undoing, person, company, title, titles[person, company])
        if heir:
            heirs[id_] = heir
    return heirs


def _heir(
    undoing: Undoing, person: UUID, company: str, title: str, known: set[str]
) -> UUID | None:
    """The oldest import that tells of the same job."""
    for mention in undoing.mentions.get(person, ()):
        if _title_told(mention.raw, company, known) == _folded(title):
            return mention.batch_id
    return None


def _title_told(raw: Mapping[str, str], company: str, known: set[str]) -> str | None:
    """Which of the known titles at a company a row, as it was, tells of, if any.

    The columns need no names for that: a row that tells of a job holds its
    company in one cell and its title, unless that is empty, in another.
    """
    cells = list(raw.values())
    if all(names.company_key(cell) != company for cell in cells):
        return None
    return max(known & {_folded(cell) for cell in cells}, key=len, default="")


def _folded(title: str) -> str:
    return names.fold(title)[:NAME]


_KINDS: dict[Provenance, frozenset[ImportKind]] = {
    Provenance.OWN_EXPORT: frozenset({ImportKind.CONNECTIONS}),
    Provenance.FRIEND_EXPORT: frozenset({ImportKind.CONNECTIONS}),
    Provenance.ADDRESS_BOOK: frozenset({ImportKind.ADDRESS_BOOK}),
}
"""The kinds of file whose rows, as they name a person, tell of such a tie.

Not those of authors and committers: each of these files brings its own ties.
"""


def _undo_ties(undoing: Undoing) -> set[UUID]:
    """Hand over the ties that another export of the same person tells of too."""
    work = undoing.work
    query = select(Tie.id, Tie.from_id, Tie.to_id, Tie.provenance).where(
        Tie.batch_id == undoing.batch_id
    )
    friends = undoing.friends()
    heirs: dict[UUID, UUID | None] = {}
    lost = set()
    start = my_id(work.owner)
    in_touch = _in_touch(undoing)
    for id_, from_id, to_id, provenance in work.session.exec(query):
        if provenance is Provenance.TYPED:  # mine to the friend who gave the file
            heir = friends.get(to_id)
        elif provenance is Provenance.MESSAGES:
            heir = in_touch.get(to_id)
        else:
            kinds = _KINDS.get(Provenance(provenance), frozenset())
            told = undoing.mentions.get(to_id, ())
            same = (
                m.batch_id
                for m in told
                if m.friend_id == undoing.friend_id and m.kind in kinds
            )
            heir = next(same, None)
        if heir:
            heirs[id_] = heir
        elif from_id == start:
            lost.add(to_id)
    undoing.hand_over(Tie, heirs)
    undoing.delete_rest(Tie)
    return lost


def _in_touch(undoing: Undoing) -> dict[UUID, UUID]:
    """The oldest other import that proves by itself that two were in touch."""
    work = undoing.work
    kinds = {b.id: b.kind for b in undoing.others if b.kind in matching.PROOF}
    if not kinds:
        return {}
    query: Any = (
        select(ImportRow.batch_id, Interaction.person_id, Interaction.inbound)
        .join(Interaction, col(Interaction.id) == ImportRow.record_id)
        .where(ImportRow.owner == work.owner, col(ImportRow.batch_id).in_(kinds))
        .distinct()
    )
    ways: dict[tuple[UUID, UUID], int] = defaultdict(int)
    for batch, person, _inbound in work.session.execute(query):
        ways[batch, person] += 1
    found: dict[UUID, UUID] = {}
    for batch, kind in kinds.items():  # the oldest first
        for (told, person), count in ways.items():
            if told == batch and count >= matching.PROOF[kind]:
                found.setdefault(person, batch)
    return found


def tie_friends_again(undoing: Undoing, lost: Iterable[UUID]) -> None:
    """Tie me to a friend whose import leant on the tie that is gone."""
    friends = undoing.friends()
    for id_ in sorted(friends.keys() & set(lost)):
        start = me(undoing.work, batch_id=friends[id_])
        friend = undoing.work.get(Person, id_)
        if not ties_between(undoing.work, start.id, id_):
            join(
                undoing.work,
                start,
                friend,
                kind=TieKind.FRIEND,
                batch_id=friends[id_],
            )
