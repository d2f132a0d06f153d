"""Which row of a file is which person or application. Pure.

A row is the same person as one already known when

1. their profile links are the same and so are their names (real exports give
   one link to several people, so a link alone does not decide);
2. else they have an e-mail address in common, and their names begin with the same
   word or one has all words of the other (families share an address too);
3. else neither side has a link or an address, and name and company are the same.

Everything weaker is left for the searcher to confirm, never merged.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID, uuid4

from tracker import names
from tracker.matching.applications import (
    ApplicationFacts,
    KnownApplications,
    match_applications,
    stages_of,
)
from tracker.matching.deciding import Decision
from tracker.matching.jobs import Job, KnownJobs
from tracker.models import ImportKind, RowOutcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from tracker.importers.rows import ContactRow

__all__ = [
    "PHONE",
    "PROOF",
    "ApplicationFacts",
    "ContactDecision",
    "Decision",
    "Job",
    "KnownApplications",
    "KnownJobs",
    "KnownPeople",
    "PersonFacts",
    "contact_facts",
    "match_applications",
    "match_contacts",
    "stages_of",
]

PROOF = {
    ImportKind.MESSAGES: 2,
    ImportKind.RECOMMENDATIONS: 1,
    ImportKind.ENDORSEMENTS: 1,
}
"""In how many directions a file of a kind has to tell of contact to prove a tie."""

PHONE = "phone"
"""Stands among folded addresses, of which none is without an “@”."""


class PersonFacts(NamedTuple):
    """What tells one person from another, as keys of `tracker.names`."""

    id: UUID
    key: str
    link: str
    company: str
    title: str
    emails: tuple[str, ...] = ()


class ContactDecision(NamedTuple):
    """What is to become of one row of contacts."""

    decision: Decision
    adds_tie: bool
    adds_position: bool
    adds_reach: bool
    """Whether it has an address or a number that a known person lacks."""
    facts: PersonFacts
    """The row's own, as keys."""
    left: tuple[Job, ...] = ()
    """The jobs that ended, where the row shows none any more."""


@dataclass
class KnownPeople:
    """The people known so far; grows while a file is gone through."""

    me: UUID
    my_link: str = ""
    my_name: str = ""
    tied: set[UUID] = field(default_factory=set)
    """Whom the owner of the export is tied to by an export of theirs."""
    jobs: KnownJobs = field(default_factory=KnownJobs)
    reach: set[tuple[UUID, str]] = field(default_factory=set)
    """Person and folded address; person and “phone” where they have a number."""
    _by_name: dict[str, list[PersonFacts]] = field(default_factory=dict)
    _by_email: dict[str, list[PersonFacts]] = field(default_factory=dict)

    def add(self, facts: PersonFacts, *, is_held: bool = True) -> None:
        """Remember one more person, and whether the job is known not to have ended."""
        self._index(facts)
        if facts.emails:
            self.reach.update((facts.id, email) for email in facts.emails)
        if facts.company and is_held:
            self.jobs.held.add((facts.id, facts.company, facts.title))

    def _index(self, facts: PersonFacts) -> None:
        self._by_name.setdefault(facts.key, []).append(facts)
        for email in facts.emails:
            self._by_email.setdefault(email, []).append(facts)

    def find(self, facts: PersonFacts, *, is_friends: bool) -> UUID | None:
        """Find the person a row speaks of."""
        if is_friends and self._is_me(facts):
            return self.me
        found = self._find(facts)
        if found is None:
            return None
        whole = _completed(found, facts)
        if whole != found:  # a later row may have only what is new
            self._index(whole)
        return found.id

    def only(self, key: str) -> UUID | None:
        """The one contact of a name, where a file tells no more of whom it means."""
        called = {facts.id for facts in self._by_name.get(key, ())} & self.tied
        return next(iter(called)) if len(called) == 1 else None

    def _find(self, facts: PersonFacts) -> PersonFacts | None:
        if facts.key not in self._by_name and not facts.emails:
            return None
        for candidates in (self._linked, self._addressed, self._bare):
            found = next(candidates(facts), None)
            if found is not None:
                return found
        return None

    def _linked(self, facts: PersonFacts) -> Iterator[PersonFacts]:
        for other in self._by_name.get(facts.key, ()):
            if facts.link and facts.link == other.link:
                yield other

    def _addressed(self, facts: PersonFacts) -> Iterator[PersonFacts]:
        for email in facts.emails:
            for other in self._by_email.get(email, ()):
                apart = facts.link and other.link and facts.link != other.link
                if not apart and _names_agree(facts.key, other.key):
                    yield other

    def _bare(self, facts: PersonFacts) -> Iterator[PersonFacts]:
        if facts.link or facts.emails:
            return
        for other in self._by_name.get(facts.key, ()):
            if facts.company == other.company and not (other.link or other.emails):
                yield other

    def _is_me(self, facts: PersonFacts) -> bool:
        if facts.link and self.my_link:
            return facts.link == self.my_link
        return bool(self.my_name) and facts.key == self.my_name


def _completed(one: PersonFacts, other: PersonFacts) -> PersonFacts:
    emails = tuple(dict.fromkeys((*one.emails, *other.emails)))
    if emails == one.emails and (one.link or not other.link):
        return one
    return one._replace(link=one.link or other.link, emails=emails)


def _names_agree(one: str, other: str) -> bool:
    """Whether two names may be one person's: the same first word, or more words."""
    if one == other:
        return True
    words, others = one.split(), other.split()
    return (
        words[:1] == others[:1]
        or set(words) <= set(others)
        or set(others) <= set(words)
    )


def contact_facts(row: ContactRow, id_: UUID) -> PersonFacts:
    """The facts of a row of contacts, as keys."""
    emails = tuple(names.fold(mail) for mail in (row.email, *row.other_emails) if mail)
    return PersonFacts(
        id_,
        names.person_key(row.name),
        names.link_key(row.profile_url),
        names.company_key(row.company) if row.company else "",
        names.fold(row.title),
        emails,
    )


def match_contacts(
    rows: Iterable[ContactRow],
    known: KnownPeople,
    *,
    is_friends: bool,
    on: date | None = None,
    tells_none: bool = False,
) -> list[ContactDecision]:
    """Decide what each row of an export of contacts adds.

    Args:
        rows: The rows, in the order of the file.
        known: The people known before; it grows by those that are new.
        is_friends: Whether the export is a friend's, in which the searcher may
            stand as a contact.
        on: The day as of which it tells who works where; each row may have its own.
        tells_none: Whether a row without a company says that somebody has no job.
    """
    seen: dict[UUID, int] = {}
    decided = [
        _match_contact(row, known, seen, row.seen_on or on, is_friends=is_friends)
        for row in rows
    ]
    return _with_leavers(decided, known, on) if on and tells_none else decided


def _with_leavers(
    decided: list[ContactDecision], known: KnownPeople, on: date
) -> list[ContactDecision]:
    """End what nobody's row in the file shows any more, once for each person."""
    bare = {
        found.decision.record_id
        for found in decided
        if not found.facts.company and not found.decision.is_new
    }
    bare = {id_ for id_ in bare if known.jobs.left(id_, on)}
    if not bare:
        return decided
    bare -= {each.decision.record_id for each in decided if each.facts.company}
    told = []
    for found in decided:
        id_ = found.decision.record_id
        left: tuple[Job, ...] = ()
        if id_ in bare:
            bare.remove(id_)
            left = known.jobs.left(id_, on)
        told.append(_leaver(found, left) if left else found)
    return told


def _leaver(found: ContactDecision, left: tuple[Job, ...]) -> ContactDecision:
    companies = " and ".join(dict.fromkeys(job.company for job in left))
    news = found.decision._replace(outcome=RowOutcome.NEW, reason=f"left {companies}")
    return found._replace(decision=news, left=left)


def _match_contact(
    row: ContactRow,
    known: KnownPeople,
    seen: dict[UUID, int],
    on: date | None,
    *,
    is_friends: bool,
) -> ContactDecision:
    facts = contact_facts(row, uuid4())
    found = known.find(facts, is_friends=is_friends)
    if found is None:
        known.add(facts)
        known.tied.add(facts.id)
        known.reach |= _reach(row, facts.id, facts)
        seen[facts.id] = row.number
        new = Decision(row.number, RowOutcome.NEW, facts.id, is_new=True)
        return ContactDecision(
            new,
            adds_tie=True,
            adds_position=bool(facts.company),
            adds_reach=False,
            facts=facts,
        )
    adds_tie = found not in known.tied and found != known.me
    job = (found, facts.company, facts.title)
    adds_position = (
        bool(facts.company) and found != known.me and known.jobs.is_news(job, on)
    )
    reach = _reach(row, found, facts) - known.reach
    adds_reach = bool(reach) and not is_friends and found != known.me
    known.tied.add(found)
    known.jobs.held.add(job)
    if adds_position and on:
        known.jobs.show(found, on, job[1:])
    known.reach |= reach
    is_news = adds_tie or adds_position or adds_reach
    outcome = RowOutcome.NEW if is_news else RowOutcome.KNOWN
    twin = seen.get(found)
    reason = f"the same person as row {twin}" if twin is not None else ""
    seen.setdefault(found, row.number)
    decision = Decision(row.number, outcome, found, is_new=False, reason=reason)
    return ContactDecision(decision, adds_tie, adds_position, adds_reach, facts)


def _reach(row: ContactRow, id_: UUID, facts: PersonFacts) -> set[tuple[UUID, str]]:
    """The ways to reach somebody that a row tells of."""
    found = {(id_, email) for email in facts.emails}
    return found | {(id_, PHONE)} if row.phone else found
