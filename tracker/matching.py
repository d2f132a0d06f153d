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
from tracker.models import ImportKind, RowOutcome, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from tracker.importers.rows import ApplicationRow, ContactRow


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


class Decision(NamedTuple):
    """What is to become of one row."""

    number: int
    outcome: RowOutcome
    record_id: UUID
    is_new: bool
    """Whether the person or application itself is new."""
    reason: str = ""


class ContactDecision(NamedTuple):
    """What is to become of one row of contacts."""

    decision: Decision
    adds_tie: bool
    adds_position: bool
    adds_reach: bool
    """Whether it has an address or a number that a known person lacks."""
    facts: PersonFacts
    """The row's own, as keys."""


@dataclass
class KnownPeople:
    """The people known so far; grows while a file is gone through."""

    me: UUID
    my_link: str = ""
    my_name: str = ""
    tied: set[UUID] = field(default_factory=set)
    """Whom the owner of the export is tied to by an export of theirs."""
    positions: set[tuple[UUID, str, str]] = field(default_factory=set)
    """Person, company key and folded title of every position."""
    reach: set[tuple[UUID, str]] = field(default_factory=set)
    """Person and folded address; person and “phone” where they have a number."""
    _by_name: dict[str, list[PersonFacts]] = field(default_factory=dict)
    _by_email: dict[str, list[PersonFacts]] = field(default_factory=dict)

    def add(self, facts: PersonFacts) -> None:
        """Remember one more person."""
        self._index(facts)
        if facts.emails:
            self.reach.update((facts.id, email) for email in facts.emails)
        if facts.company:
            self.positions.add((facts.id, facts.company, facts.title))

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
    rows: Iterable[ContactRow], known: KnownPeople, *, is_friends: bool
) -> list[ContactDecision]:
    """Decide what each row of an export of contacts adds.

    Args:
        rows: The rows, in the order of the file.
        known: The people known before; it grows by those that are new.
        is_friends: Whether the export is a friend's, in which the searcher may
            stand as a contact.
    """
    seen: dict[UUID, int] = {}
    return [_match_contact(row, known, seen, is_friends=is_friends) for row in rows]


def _match_contact(
    row: ContactRow, known: KnownPeople, seen: dict[UUID, int], *, is_friends: bool
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
        bool(facts.company) and found != known.me and job not in known.positions
    )
    reach = _reach(row, found, facts) - known.reach
    adds_reach = bool(reach) and not is_friends and found != known.me
    known.tied.add(found)
    known.positions.add(job)
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


class ApplicationFacts(NamedTuple):
    """What tells one application from another, as keys."""

    id: UUID
    link: str
    company: str
    title: str
    on: date | None
    """The day applied or saved, where one is known."""


@dataclass
class KnownApplications:
    """The applications known so far; grows while a file is gone through."""

    _by_link: dict[str, UUID] = field(default_factory=dict)
    _by_words: dict[tuple[str, str], list[ApplicationFacts]] = field(
        default_factory=dict
    )

    def add(self, facts: ApplicationFacts) -> None:
        """Remember one more application."""
        if facts.link:
            self._by_link.setdefault(facts.link, facts.id)
        self._by_words.setdefault((facts.company, facts.title), []).append(facts)

    def find(self, facts: ApplicationFacts) -> UUID | None:
        """Find the application a row speaks of.

        By its link; else by company and title, where neither the links nor the
        days speak against it.
        """
        if facts.link and facts.link in self._by_link:
            return self._by_link[facts.link]
        for other in self._by_words.get((facts.company, facts.title), ()):
            apart = facts.link and other.link
            other_day = facts.on and other.on and facts.on != other.on
            if not apart and not other_day:
                return other.id
        return None


def match_applications(
    rows: Sequence[ApplicationRow], known: KnownApplications
) -> list[Decision]:
    """Decide which rows of a table are new applications."""
    decisions = []
    for row in rows:
        facts = ApplicationFacts(
            uuid4(),
            names.link_key(row.url),
            names.company_key(row.company),
            names.fold(row.title),
            row.on,
        )
        found = known.find(facts)
        if found is None:
            known.add(facts)
            decisions.append(
                Decision(row.number, RowOutcome.NEW, facts.id, is_new=True)
            )
        else:
            decisions.append(
                Decision(row.number, RowOutcome.KNOWN, found, is_new=False)
            )
    return decisions


def stages_of(row: ApplicationRow, today: date) -> list[tuple[Stage, date]]:
    """The dated stages that a row of a table tells of.

    A row in a later stage was applied for on its day; an unknown status counts
    as applied where there is a day, else as saved, until it is mapped.
    """
    stage = row.stage or (Stage.APPLIED if row.on else Stage.SAVED)
    day = row.on or today
    if stage in {Stage.SAVED, Stage.APPLIED} or row.on is None:
        return [(stage, day)]
    return [(Stage.APPLIED, day), (stage, day)]
