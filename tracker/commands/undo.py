"""Taking an import back.

Every row that an import made carries its batch. Undoing deletes them, except
what somebody else stands on: a record that was changed or built upon since (it
then belongs to no import), and one that another import told of as well (it then
belongs to that one). A fact two imports agree on stays as the first told it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import delete, update
from sqlmodel import col, select

from tracker import names
from tracker.commands.people import join, me, my_id, ties_between
from tracker.models import (
    NAME,
    Application,
    Ask,
    Company,
    CompanyAlias,
    ImportBatch,
    ImportKind,
    ImportRow,
    Interaction,
    Interviewer,
    Offer,
    Owned,
    Person,
    Position,
    Provenance,
    Round,
    StageChange,
    Task,
    Tie,
    TieKind,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from sqlalchemy import Select

    from tracker.store import Work

_ON_APPLICATIONS: tuple[type[Any], ...] = (
    StageChange,
    Round,
    Offer,
    Ask,
    Interaction,
    Task,
)
_LIMIT = 500
"""Ids in one IN list; SQLite allows far more, PostgreSQL plans badly with many."""


class Mention(NamedTuple):
    """A row of another import that told of the same record."""

    batch_id: UUID
    friend_id: UUID | None
    raw: Mapping[str, str]


@dataclass
class Undoing:
    """One import that is taken back, and what the others tell."""

    work: Work
    batch_id: UUID
    friend_id: UUID | None
    """Whose export it is; None for the searcher's own."""
    others: list[ImportBatch]
    """The imports that stay, the oldest first."""
    mentions: dict[UUID, list[Mention]]
    """By record; of the oldest import first."""
    kept: list[str] = field(default_factory=list)
    """Names of the records that stay because they were changed or built upon."""

    def hand_over(
        self, kind: type[Any], heirs: Mapping[UUID, UUID | None], key: str = "id"
    ) -> None:
        """Let rows of this import belong to others; None: to no import."""
        by_heir: dict[UUID | None, list[UUID]] = defaultdict(list)
        for id_, heir in heirs.items():
            by_heir[heir].append(id_)
        for heir, ids in by_heir.items():
            for at in range(0, len(ids), _LIMIT):
                self.work.session.execute(
                    update(kind)
                    .where(
                        getattr(kind, key).in_(ids[at : at + _LIMIT]),
                        kind.batch_id == self.batch_id,
                    )
                    .values(batch_id=heir)
                    .execution_options(synchronize_session=False)
                )

    def delete_rest(self, kind: type[Any]) -> None:
        """Delete the rows that still belong to this import."""
        self.work.session.execute(
            delete(kind)
            .where(kind.batch_id == self.batch_id)
            .execution_options(synchronize_session=False)
        )

    def friends(self) -> dict[UUID, UUID]:
        """The oldest other import from each friend."""
        return {b.friend_id: b.id for b in reversed(self.others) if b.friend_id}


def undo(work: Work, batch_id: UUID) -> list[str]:
    """Delete what one import made; see the module for what stays.

    Returns:
        The names of the records that stay because they were changed since.
    """
    undoing = _begin(work, batch_id)
    _undo_applications(undoing)
    lost = _undo_people(undoing)
    _undo_companies(undoing)
    work.session.expire_all()  # rows went by without the session's knowledge
    _tie_friends_again(undoing, lost)
    return undoing.kept


def _begin(work: Work, batch_id: UUID) -> Undoing:
    batch = work.get(ImportBatch, batch_id)
    others = sorted(
        (
            other
            for other in work.all(ImportBatch)
            if other.id != batch_id and other.kind is not ImportKind.FOOTHOLD
        ),
        key=lambda other: (other.imported_at, str(other.id)),
    )
    place = {other.id: at for at, other in enumerate(others)}
    ours = select(ImportRow.record_id).where(ImportRow.batch_id == batch_id)
    query = select(ImportRow.record_id, ImportRow.batch_id, ImportRow.raw).where(
        ImportRow.owner == work.owner,
        ImportRow.batch_id != batch_id,
        col(ImportRow.record_id).in_(ours),
    )
    mentions: dict[UUID, list[Mention]] = defaultdict(list)
    found = [row for row in work.session.execute(query) if row[1] in place]
    for record, other, raw in sorted(found, key=lambda row: place[row[1]]):
        mentions[record].append(Mention(other, others[place[other]].friend_id, raw))
    friend_id = batch.friend_id
    work.session.delete(batch)  # first, for it refers to the friend; with its rows
    work.session.flush()
    return Undoing(work, batch_id, friend_id, others, mentions)


def _undo_applications(undoing: Undoing) -> None:
    work, batch_id = undoing.work, undoing.batch_id
    built_on: set[UUID] = set()
    for kind in _ON_APPLICATIONS:
        query = select(kind.application_id, kind.batch_id).where(
            kind.owner == work.owner
        )
        built_on |= {
            id_ for id_, batch in work.session.exec(query) if batch != batch_id
        }
    heirs: dict[UUID, UUID | None] = {}
    for row in work.all(Application, Application.batch_id == batch_id):
        if row.version > 1 or row.id in built_on:
            heirs[row.id] = None
            undoing.kept.append(row.title)
        elif row.id in undoing.mentions:
            heirs[row.id] = undoing.mentions[row.id][0].batch_id
    undoing.hand_over(StageChange, heirs, "application_id")
    undoing.hand_over(Application, heirs)
    undoing.delete_rest(StageChange)
    undoing.delete_rest(Application)


def _undo_people(undoing: Undoing) -> set[UUID]:
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
    referred = _referred(work, {person[0] for person in people})
    stay: dict[UUID, UUID | None] = {
        id_: None
        for id_, version, _, _ in people
        if version > 1 or None in referred[id_]
    }
    undoing.kept += [
        name for id_, _, name, is_me in people if id_ in stay and not is_me
    ]
    undoing.hand_over(Position, _heirs_of_positions(undoing, stay))
    undoing.delete_rest(Position)
    lost = _undo_ties(undoing)
    referred = _referred(work, referred.keys() - stay.keys())
    place = {other.id: at for at, other in enumerate(undoing.others)}
    for id_, batches in referred.items():
        told = {mention.batch_id for mention in undoing.mentions.get(id_, ())}
        heirs = (batches | told) - {batch_id, None}
        if heirs:
            stay[id_] = min(heirs, key=lambda heir: place[heir])  # type: ignore[index]
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
        )
        .join(Company, col(Company.id) == Position.company_id)
        .where(Position.owner == undoing.work.owner)
    )
    jobs: list[Any] = list(undoing.work.session.execute(query))
    titles: dict[tuple[UUID, str], set[str]] = defaultdict(set)
    for _, person, company, title, _ in jobs:
        titles[person, company].add(_folded(title))
    heirs: dict[UUID, UUID | None] = {}
    for id_, person, company, title, batch_id in jobs:
        if batch_id != undoing.batch_id:
            continue
        if person in stay:
            heirs[id_] = None
            continue
        for mention in undoing.mentions.get(person, ()):
            known = titles[person, company]
            if _title_told(mention.raw, company, known) == _folded(title):
                heirs[id_] = mention.batch_id
                break
    return heirs


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
    for id_, from_id, to_id, provenance in work.session.exec(query):
        if provenance is Provenance.TYPED:  # mine to the friend who gave the file
            heir = friends.get(to_id)
        else:
            told = undoing.mentions.get(to_id, ())
            same = (m.batch_id for m in told if m.friend_id == undoing.friend_id)
            heir = next(same, None)
        if heir:
            heirs[id_] = heir
        elif from_id == start:
            lost.add(to_id)
    undoing.hand_over(Tie, heirs)
    undoing.delete_rest(Tie)
    return lost


def _tie_friends_again(undoing: Undoing, lost: Iterable[UUID]) -> None:
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


def _referred(work: Work, people: set[UUID]) -> dict[UUID, set[UUID | None]]:
    """The batches of all rows that point at each of these people."""
    found: dict[UUID, set[UUID | None]] = {id_: set() for id_ in people}
    for query in _references(work):
        for person, batch in work.session.execute(query):
            if person in found:
                found[person].add(batch)
    return found


def _references(work: Work) -> list[Select[Any]]:
    """Every column that points at a person, with the batch of its row."""
    columns: list[tuple[type[Owned], Any]] = [
        (Tie, Tie.from_id),
        (Tie, Tie.to_id),
        (Position, Position.person_id),
        (Ask, Ask.person_id),
        (Ask, Ask.insider_id),
        (Interaction, Interaction.person_id),
    ]
    found: list[Select[Any]] = [
        select(column, kind.batch_id).where(kind.owner == work.owner)  # type: ignore[attr-defined]
        for kind, column in columns
    ]
    panel: Any = select(Interviewer.person_id, Round.batch_id).join(
        Round, col(Round.id) == Interviewer.round_id
    )
    friends: Any = select(ImportBatch.friend_id, ImportBatch.id).where(
        ImportBatch.owner == work.owner
    )
    return [*found, panel.where(Interviewer.owner == work.owner), friends]


def _undo_companies(undoing: Undoing) -> None:
    work = undoing.work
    used: dict[UUID, set[UUID | None]] = defaultdict(set)
    for kind in (Position, Application, Ask):
        query = select(kind.company_id, kind.batch_id).where(kind.owner == work.owner)
        for company, batch in work.session.execute(query):
            used[company].add(batch)
    place = {other.id: at for at, other in enumerate(undoing.others)}
    heirs: dict[UUID, UUID | None] = {}
    for row in work.all(Company, Company.batch_id == undoing.batch_id):
        if row.id in used:
            told = [batch for batch in used[row.id] if batch is not None]
            typed = len(told) < len(used[row.id])
            heirs[row.id] = None if typed else min(told, key=lambda b: place[b])
    undoing.hand_over(CompanyAlias, heirs, "company_id")
    undoing.hand_over(Company, heirs)
    undoing.delete_rest(CompanyAlias)
    undoing.delete_rest(Company)
