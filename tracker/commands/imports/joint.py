"""Who did something together: authors of papers, committers to the same files.

Every author is a person and every two who worked together are tied, the searcher
like the others. An author is somebody known where link, address or a bare name say so
(`matching`), or where the one known person of the name came from such a file too:
bibliographies write the same person with and without a link. Which of them the
searcher is stands in the answers, else in the name or link in Settings.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from sqlmodel import col, select

from tracker import matching, names
from tracker.commands.known import known_people
from tracker.commands.people import me, my_id
from tracker.importers.coauthors import ME
from tracker.models import LINK, NAME, Person, Provenance, Searcher, Tie, TieKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from tracker.commands.imports.writing import Given, Writing
    from tracker.store import Work

_FILES = (Provenance.COAUTHORS, Provenance.COMMITS)


class Who(NamedTuple):
    """Somebody as a file names them."""

    name: str
    link: str = ""
    email: str = ""


class Pair(NamedTuple):
    """Two people, by their places, and what they did together."""

    one: int
    other: int
    times: int
    first: date | None
    last: date | None
    kind: TieKind


class People:
    """The people of a file, found among those who are known, or new."""

    def __init__(self, given: Given, whos: Iterable[Who]) -> None:
        """Find everybody; nothing is written.

        Args:
            given: The file, and the reading or work.
            whos: Everybody in it, once by name.
        """
        self.work = given.work
        self.whos = list(whos)
        self.mine = _mine(given, self.whos)
        known = known_people(given.work, None)
        before = _from_files(given.work)
        self.ids: list[UUID] = []
        self.new: list[int] = []
        for place, who in enumerate(self.whos):
            if place == self.mine:
                self.ids.append(my_id(given.work.owner))
                continue
            facts = _facts(who)
            found = known.find(facts, is_friends=False) or before.get(facts.key)
            if found is None:
                known.add(facts)
                self.new.append(place)
            self.ids.append(found or facts.id)

    def write(self, writing: Writing, used: set[int]) -> None:
        """Add who is new, of those that are used."""
        if self.mine in used:
            me(writing.work, batch_id=writing.batch.id)
        rows = [
            _person(self.ids[place], self.whos[place])
            for place in self.new
            if place in used
        ]
        writing.insert(Person, rows, 0, 0.3)

    def tied(self, provenance: Provenance) -> Mapping[frozenset[UUID], int]:
        """How often any file said that two people did something together."""
        query: Any = select(Tie.from_id, Tie.to_id, Tie.times).where(
            Tie.owner == self.work.owner,
            Tie.provenance == provenance,
            col(Tie.binned_at).is_(None),
        )
        found: dict[frozenset[UUID], int] = defaultdict(int)
        for one, other, times in self.work.session.execute(query):
            pair = frozenset((one, other))
            found[pair] = max(found[pair], times or 1)
        return found

    def pair(self, pair: Pair) -> frozenset[UUID]:
        """The ids of two people."""
        return frozenset((self.ids[pair.one], self.ids[pair.other]))

    def write_ties(
        self, writing: Writing, pairs: Sequence[Pair], provenance: Provenance
    ) -> None:
        """Tie people; the searcher is asked from, never to."""
        rows = []
        for pair in pairs:
            ends = [self.ids[pair.one], self.ids[pair.other]]
            if pair.other == self.mine:
                ends.reverse()
            if ends[0] != ends[1]:
                rows.append(_tie(ends[0], ends[1], pair, provenance))
        writing.insert(Tie, rows, 0.3, 0.7)


def _tie(start: UUID, end: UUID, pair: Pair, provenance: Provenance) -> dict[str, Any]:
    return {
        "from_id": start,
        "to_id": end,
        "kind": pair.kind,
        "provenance": provenance,
        "both_ways": True,
        "since_on": pair.first,
        "seen_on": pair.last,
        "times": pair.times,
        "version": 1,
    }


def _mine(given: Given, whos: Sequence[Who]) -> int:
    """The place of the searcher; -1 where they are not among these."""
    said = names.person_key(given.parsed.mapping.get(ME, ""))
    searcher = given.work.first(Searcher) or Searcher(owner=given.work.owner)
    link = names.link_key(searcher.profile_url)
    name = names.person_key(searcher.name)
    for place, who in enumerate(whos):
        key = names.person_key(who.name)
        is_linked = bool(link) and link == _link(who)
        if key == said if said else (key == name or is_linked):
            return place
    return -1


def _link(who: Who) -> str:
    return names.link_key(who.link)


def _facts(who: Who) -> matching.PersonFacts:
    emails = (names.fold(who.email),) if who.email else ()
    key = names.person_key(who.name)
    return matching.PersonFacts(uuid4(), key, _link(who), "", "", emails)


def _from_files(work: Work) -> dict[str, UUID]:
    """The one person of each name who is known from such a file."""
    tied = select(Tie.from_id).where(
        Tie.owner == work.owner, col(Tie.provenance).in_(_FILES)
    )
    others = select(Tie.to_id).where(
        Tie.owner == work.owner, col(Tie.provenance).in_(_FILES)
    )
    rows = select(Person.key, Person.id).where(
        Person.owner == work.owner,
        col(Person.is_me).is_(False),
        col(Person.binned_at).is_(None),
        col(Person.id).in_(tied) | col(Person.id).in_(others),
    )
    found: dict[str, list[UUID]] = defaultdict(list)
    for key, id_ in work.session.exec(rows):
        found[key].append(id_)
    return {key: ids[0] for key, ids in found.items() if len(ids) == 1}


def _person(id_: UUID, who: Who) -> dict[str, Any]:
    return {
        "id": id_,
        "version": 1,
        "name": who.name[:NAME],
        "key": names.person_key(who.name)[:NAME],
        "email": who.email[:NAME],
        "profile_url": who.link[:LINK],
        "profile_key": names.link_key(who.link)[:LINK],
        "note": "",
        "is_me": False,
        "no_contact": False,
    }
