"""What the searcher's own jobs and schools have in common with other people's.

Two people at one company at the same time need not have met. This is asked of the
searcher's own contacts only, of whom it is known that they know each other: that they
were there together then says how long they have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlmodel import col, select

from tracker import names
from tracker.models import Company, Education, Person, Position
from tracker.network.strength.weights import MONTH

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from tracker.store import Work


class Stay(NamedTuple):
    """A time at a place; without its start nothing can be said of it."""

    start: date
    end: date | None
    """None: it lasts."""
    group: str = ""
    """The team there, folded; empty where it is not known."""


class Shared(NamedTuple):
    """What somebody's past has in common with the searcher's."""

    months: float = 0
    """At work together, all companies added up."""
    at: str = ""
    """The company where they were longest together."""
    school_months: float = 0
    school: str = ""


def months_together(one: Stay, other: Stay, on: date | None) -> float:
    """For how many months two stays overlap up to a day; 0 in different teams.

    Args:
        one: A stay at some place.
        other: Another one at the same place.
        on: Today; None counts no stays that both last.
    """
    if one.group and other.group and one.group != other.group:
        return 0.0
    ends = [end for end in (one.end, other.end, on) if end is not None]
    if not ends:
        return 0.0
    days = (min(ends) - max(one.start, other.start)).days
    return max(0.0, days / MONTH)


def load(work: Work, on: date | None) -> dict[UUID, Shared]:
    """Read with whom the owner of this work was at a company or a school."""
    mine = work.first(Person, Person.is_me)
    if mine is None:
        return {}
    jobs = _most(_stays(work, mine.id), on)
    schools = _most(_schools(work, mine.id), on)
    return {
        person: Shared(
            *jobs.get(person, (0.0, "")),
            *schools.get(person, (0.0, "")),
        )
        for person in jobs.keys() | schools.keys()
    }


class _Place(NamedTuple):
    """One place: the searcher's stays there, and those of others."""

    name: str
    mine: list[Stay]
    others: list[tuple[UUID, Stay]]


def _most(
    places: Mapping[Any, _Place], on: date | None
) -> dict[UUID, tuple[float, str]]:
    """All months together with each person, and where they were the most."""
    found: dict[UUID, dict[str, float]] = {}
    for place in places.values():
        for person, stay in place.others:
            months = max(months_together(own, stay, on) for own in place.mine)
            if months > 0:
                held = found.setdefault(person, {})
                held[place.name] = max(held.get(place.name, 0.0), months)
    return {
        person: (sum(held.values()), max(held, key=lambda name: (held[name], name)))
        for person, held in found.items()
    }


def _stays(work: Work, mine: UUID) -> dict[UUID, _Place]:
    places: dict[UUID, _Place] = {}
    own = work.all(
        Position, Position.person_id == mine, col(Position.started_on).is_not(None)
    )
    for job in own:
        if job.company_id not in places:
            home = work.get(Company, job.company_id)
            places[job.company_id] = _Place(home.name, [], [])
        if job.started_on is not None:
            stay = Stay(job.started_on, job.ended_on, names.fold(job.team))
            places[job.company_id].mine.append(stay)
    query: Any = select(  # type: ignore[call-overload]
        Position.company_id,
        Position.person_id,
        Position.started_on,
        Position.ended_on,
        Position.team,
    ).where(
        Position.owner == work.owner,
        Position.person_id != mine,
        col(Position.started_on).is_not(None),
        col(Position.company_id).in_(places),
    )
    for company, person, start, end, team in work.session.execute(query):
        stay = Stay(start, end, names.fold(team))
        places[company].others.append((person, stay))
    return places


def _schools(work: Work, mine: UUID) -> dict[str, _Place]:
    places: dict[str, _Place] = {}
    rows = work.all(Education, col(Education.started_on).is_not(None))
    for row in (row for row in rows if row.person_id == mine):
        places.setdefault(row.school_key, _Place(row.school, [], []))
        if row.started_on is not None:
            places[row.school_key].mine.append(Stay(row.started_on, row.ended_on))
    for row in rows:
        if row.person_id != mine and row.school_key in places and row.started_on:
            stay = Stay(row.started_on, row.ended_on)
            places[row.school_key].others.append((row.person_id, stay))
    return places
