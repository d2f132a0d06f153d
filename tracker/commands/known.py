"""What the store knows already, as `tracker.matching` compares it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from sqlmodel import col, select

from tracker import matching, names
from tracker.commands.people import find_person
from tracker.models import (
    Application,
    Company,
    Merge,
    Person,
    Position,
    Provenance,
    RefusalKind,
    Searcher,
    StageChange,
    Tie,
)
from tracker.network import sightings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date
    from uuid import UUID

    from tracker.store import Work


class _Held(NamedTuple):
    """What is known of one job of somebody, or that no job of theirs is."""

    facts: matching.PersonFacts
    job: matching.Job | None
    """Where an import told of it."""
    seen_on: date | None
    ended_on: date | None
    has_phone: bool


def start_of_plan(work: Work, friend: str) -> UUID | None:
    """The person whose ties a file tells of, where they are known already."""
    if not friend:
        mine = work.first(Person, Person.is_me)
        return mine.id if mine else None
    found = find_person(work, friend)
    return found.id if found else None


def known_people(
    work: Work,
    start: UUID | None,
    by: Collection[Provenance] = (Provenance.OWN_EXPORT, Provenance.FRIEND_EXPORT),
) -> matching.KnownPeople:
    """All live people, and whom `start` is tied to as files of some kinds tell."""
    searcher = work.first(Searcher) or Searcher(owner=work.owner)
    mine = work.first(Person, Person.is_me)
    known = matching.KnownPeople(
        me=mine.id if mine else uuid4(),
        my_link=names.link_key(searcher.profile_url),
        my_name=names.person_key(searcher.name),
    )
    merged = _merged(work)
    for held in _held(work):
        facts, is_held = held.facts, held.ended_on is None
        known.add(facts, is_held=is_held)
        _know_job(known.jobs, held)
        for key, link, emails in merged.get(facts.id, ()):
            emails = tuple(dict.fromkeys((*emails, *facts.emails)))  # noqa: PLW2901
            told = facts._replace(key=key, link=link or facts.link, emails=emails)
            known.add(told, is_held=is_held)
            for name in (key, facts.key):  # as a file knows them that has no more
                bare = facts._replace(key=name, link="", emails=())
                known.add(bare, is_held=is_held)
        if held.has_phone:
            known.reach.add((facts.id, matching.PHONE))
    ties = select(Tie.to_id).where(
        Tie.owner == work.owner,
        Tie.from_id == start,
        col(Tie.provenance).in_(by),
    )
    known.tied = set(work.session.exec(ties)) if start else set()
    return known


def _know_job(jobs: matching.KnownJobs, held: _Held) -> None:
    id_, facts = held.facts.id, held.facts
    if held.seen_on is not None:
        key = (facts.company, facts.title) if held.ended_on is None else None
        jobs.show(id_, held.seen_on, key, held.job)
    if held.ended_on and not sightings.is_end(held.seen_on, held.ended_on):
        job = (id_, facts.company, facts.title)
        jobs.ended[job] = max(held.ended_on, jobs.ended.get(job, held.ended_on))


def _merged(work: Work) -> dict[UUID, list[tuple[str, str, tuple[str, ...]]]]:
    """Name, link and addresses of those who were made part of each person.

    A newer file still calls them by the name that went.
    """
    merges = {
        merge.gone_id: merge
        for merge in work.all(Merge, Merge.kind == RefusalKind.SAME_PERSON)
    }
    found: dict[UUID, list[tuple[str, str, tuple[str, ...]]]] = {}
    for gone_id, merge in merges.items():
        kept_id = merge.kept_id
        while kept_id in merges:
            kept_id = merges[kept_id].kept_id
        for row in merge.rows:
            held = row["before"] if row["id"] == gone_id.hex else None
            if held:
                emails = filter(None, (held["email"], *held["other_emails"]))
                told = (
                    held["key"],
                    held["profile_key"],
                    tuple(map(names.fold, emails)),
                )
                found.setdefault(kept_id, []).append(told)
    return found


def _held(work: Work) -> Iterable[_Held]:
    """The facts of all live people, several for a person with several positions."""
    query: Any = (
        select(  # type: ignore[call-overload]
            Person.id,
            Person.key,
            Person.profile_key,
            Company.key,
            Company.name,
            Position.company_id,
            Position.title,
            Position.seen_on,
            Position.ended_on,
            Position.batch_id,
            Person.email,
            Person.other_emails,
            Person.phone,
        )
        .join(Position, col(Position.person_id) == Person.id, isouter=True)
        .join(Company, col(Company.id) == Position.company_id, isouter=True)
        .where(
            Person.owner == work.owner,
            col(Person.is_me).is_(False),
            col(Person.binned_at).is_(None),
        )
        .order_by(col(Person.id))
    )
    for id_, key, link, company, name, home, title, *rest in work.session.execute(
        query
    ):
        seen_on, ended_on, batch, email, others, phone = rest
        emails = tuple(names.fold(mail) for mail in (email, *others) if mail)
        told = (id_, key, link, company or "", names.fold(title or ""), emails)
        job = matching.Job(home, name, title) if batch and seen_on else None
        facts = matching.PersonFacts(*told)
        yield _Held(facts, job, seen_on, ended_on, bool(phone))


def known_applications(work: Work) -> matching.KnownApplications:
    """All live applications, with the first day each is known from."""
    companies = {row.id: row.key for row in work.all(Company)}
    first_days: dict[UUID, date] = {}
    standing = work.all(StageChange, col(StageChange.retracted_at).is_(None))
    for change in sorted(standing, key=lambda c: (c.on, c.number)):
        first_days.setdefault(change.application_id, change.on)
    known = matching.KnownApplications()
    for row in work.all(Application, col(Application.binned_at).is_(None)):
        known.add(
            matching.ApplicationFacts(
                row.id,
                row.url_key,
                companies[row.company_id],
                names.fold(row.title),
                first_days.get(row.id),
            )
        )
    return known
