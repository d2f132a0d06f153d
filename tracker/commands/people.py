"""People, and the ties between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from sqlmodel import col

from tracker import inputs, names
from tracker.commands.companies import company
from tracker.commands.editing import assign, checked
from tracker.errors import InvalidError, NotFoundError
from tracker.inputs import ME, PersonIn
from tracker.models import Person, Position, Searcher, Tie, TieKind

if TYPE_CHECKING:
    from tracker.store import Work

_LINK = re.compile(r"(https?://|www\.)\S+$|[\w-]+(\.[\w-]+)+/\S+$", re.IGNORECASE)
"""A profile link, given in the place of a name; “Ana/Bo” is a name."""
_SEARCHERS = UUID("5d9c1d6e-6f0e-4d2e-9a52-3f0c7a3b8e11")


def my_id(owner: str) -> UUID:
    """The id of the searcher's own node, there or not."""
    return uuid5(_SEARCHERS, owner)


def me(work: Work, *, batch_id: UUID | None = None) -> Person:
    """The searcher as a node of the network; made when first needed."""
    id_ = my_id(work.owner)
    found = work.session.get(Person, id_)
    if found is not None:
        return found
    searcher = work.first(Searcher) or Searcher(owner=work.owner)
    name = searcher.name or ME
    return work.add(
        Person(
            id=id_,
            owner=work.owner,
            name=name,
            key=names.person_key(name),
            profile_url=searcher.profile_url,
            profile_key=names.link_key(searcher.profile_url),
            is_me=True,
            batch_id=batch_id,
        )
    )


def add_person(work: Work, given: PersonIn, *, batch_id: UUID | None = None) -> Person:
    """Add somebody; a tie from me too when they are my contact."""
    key, link = names.person_key(given.name), names.link_key(given.profile_url)
    if any(
        row.profile_key == link if link and row.profile_key else True
        for row in _called(work, given.name)
    ):
        work.notices.append(f"You already have somebody called {given.name}.")
    row = work.add(
        Person.model_validate(
            {
                "owner": work.owner,
                "name": given.name,
                "key": key,
                "email": given.email,
                "profile_url": given.profile_url,
                "profile_key": link,
                "note": given.note,
                "batch_id": batch_id,
            }
        )
    )
    if given.company:
        place(work, row, company_id=company(work, given.company).id, title=given.title)
    if given.is_contact:
        join(work, me(work), row, kind=TieKind.OTHER)
    return row


def place(work: Work, person: Person, *, company_id: UUID, title: str) -> Position:
    """Note that a person works at a company."""
    return work.add(
        Position.model_validate(
            {
                "owner": work.owner,
                "person_id": person.id,
                "company_id": company_id,
                "title": title,
            }
        )
    )


def edit_person(
    work: Work,
    person_id: UUID,
    *,
    version: int | None,
    **changes: Any,  # noqa: ANN401
) -> Person:
    """Change facts of a person.

    Raises:
        ConflictError: If they were changed since the form was drawn.
    """
    row = work.get_for_edit(Person, person_id, version)
    facts = checked(PersonIn, {"name": row.name}, changes)
    if "name" in facts:
        facts["key"] = names.person_key(facts["name"])
    if "profile_url" in facts:
        facts["profile_key"] = names.link_key(facts["profile_url"])
    return assign(work, row, facts)


def person_called(work: Work, name: str, *, at: UUID | None = None) -> Person:
    """Find the one person of a name or id, or add a person of that name.

    Args:
        work: The unit of work.
        name: A name, an id, a profile link, or `Me`.
        at: The company a new person works at; of several people of the name,
            one who works there is meant.

    Raises:
        NotFoundError: If it is an unknown id, or several people bear the name.
    """
    found = find_person(work, name, at=at)
    if found is not None:
        return found
    row = add_person(work, inputs.parse(PersonIn, {"name": name}))
    if at is not None:
        place(work, row, company_id=at, title="")
    return row


def find_person(work: Work, name: str, *, at: UUID | None = None) -> Person | None:
    """Find the one person of a name, id or link; None where nobody has it."""
    if names.fold(name) == names.fold(ME):
        return me(work)
    id_ = _as_id(name)
    if id_ is not None:
        return work.get(Person, id_)
    found = _called(work, name)
    if len(found) > 1 and at is not None:
        there = work.all(Position, Position.company_id == at)
        inside = {position.person_id for position in there}
        found = [row for row in found if row.id in inside] or found
    if len(found) > 1:
        raise NotFoundError(
            f"{len(found)} people are called {name}; say which by profile link or id."
        )
    return found[0] if found else None


def find_friend(work: Work, name: str, *, batch_id: UUID | None = None) -> Person:
    """Find the friend whose export is imported, or make them and my tie to them."""
    me_ = me(work, batch_id=batch_id)
    friend = find_person(work, name)
    if friend is None:
        given = inputs.parse(PersonIn, {"name": name})
        friend = add_person(work, given, batch_id=batch_id)
    if friend.id == me_.id:
        raise InvalidError(
            "Your own export is imported without a friend's name; leave the name out."
        )
    if not ties_between(work, me_.id, friend.id):
        join(work, me_, friend, kind=TieKind.FRIEND, batch_id=batch_id)
    return friend


def join(work: Work, start: Person, end: Person, **facts: Any) -> Tie:  # noqa: ANN401
    """Tie two people; the facts are columns of `Tie`."""
    return work.add(
        Tie.model_validate(
            {"owner": work.owner, "from_id": start.id, "to_id": end.id, **facts}
        )
    )


def ties_between(work: Work, one: UUID, other: UUID) -> list[Tie]:
    """The ties over which one person can ask the other."""
    ends = (one, other)
    rows = work.all(
        Tie,
        col(Tie.from_id).in_(ends),
        col(Tie.to_id).in_(ends),
        col(Tie.binned_at).is_(None),
    )
    return [tie for tie in rows if tie.both_ways or tie.from_id == one]


def _called(work: Work, name: str) -> list[Person]:
    live = col(Person.binned_at).is_(None)
    if _LINK.match(name):
        link = names.link_key(name)
        return work.all(Person, Person.profile_key == link, live)
    return work.all(Person, Person.key == names.person_key(name), live)


def _as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
