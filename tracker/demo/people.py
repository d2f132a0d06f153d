"""The network of the demo: who is known, from whom, and who works where.

Own contacts come from the searcher's own export, most others from the exports
of three friends. A few were typed: whom a contact was heard to know, and the
people who interviewed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from tracker import names
from tracker.demo import exports
from tracker.demo.words import (
    ELSEWHERE,
    JOBS,
    PLACES_OF_NAMES,
    SHOWCASE,
    TRACKED,
)
from tracker.models import (
    CompanyAlias,
    Person,
    Position,
    Provenance,
    Tie,
    TieKind,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from uuid import UUID

    from tracker.demo.making import Making

PEOPLE = 1_500
"""Without the searcher."""
CONTACTS = 400
FRIENDS = 3
_PANEL = 3
"""Interviewers known at a company that interviews."""
PANELS = (
    *(company.name for company in TRACKED[:13]),
    *(c.name for c in TRACKED[14:20]),
)
"""Companies that interviewed."""
_TYPED = (TieKind.COLLEAGUE, TieKind.COLLEAGUE, TieKind.CLASSMATE, TieKind.COAUTHOR)
_CHANCES = (0.2, 0.25, 0.3, 0.3, 0.4, 0.4, 0.5, 0.6, None)
"""What a searcher says of a tie; None leaves it to the kind."""


_SHOWN: tuple[tuple[float | None, ...], ...] = (
    (0.5,),
    (0.3,),
    (0.7, 0.6),
    (0.6, 0.55),
    (0.65, 0.45),
    (0.8, 0.75, 0.6),
    (0.75, 0.7, 0.6),
    (0.8, 0.7, 0.5),
    (0.7, 0.7, 0.5),
    (0.7, 0.6, 0.55),
)
"""Chances of the ties of the ten ways, all better than any by way of an export."""
_EXPORTED = CONTACTS - sum(len(chances) == 1 for chances in _SHOWN)
"""Own contacts of the export; the others were typed."""


class Job(NamedTuple):
    """Where somebody works, and as what."""

    company: str
    title: str


@dataclass
class Known:
    """The people of the demo, by how they are known."""

    contacts: list[Person] = field(default_factory=list)
    friends: list[Person] = field(default_factory=list)
    pooled: dict[UUID, list[Person]] = field(default_factory=dict)
    """Contacts of each friend, whether mine too or not."""
    jobs: dict[UUID, Job] = field(default_factory=dict)
    direct: dict[str, list[Person]] = field(default_factory=dict)
    """Own contacts at each company."""
    second: dict[str, list[Person]] = field(default_factory=dict)
    """Friends' contacts at each company."""
    panel: dict[str, list[Person]] = field(default_factory=dict)
    """Who interviews at each company."""


def make(making: Making) -> Known:
    """Make the network."""
    known, called = Known(), _names(making)
    for company in TRACKED:
        row = making.company(company.name)
        for alias in names.company_aliases(company.name):
            making.add(
                CompanyAlias,
                company_id=row.id,
                name=alias,
                key=names.company_key(alias),
            )
    typed = _Typed(making, known, called)
    _own_export(making, known, called)
    strangers = PEOPLE - _EXPORTED - typed.count()
    _friends_exports(making, known, called, strangers)
    typed.interviewers()
    typed.far_insiders()
    typed.hearsay()
    typed.showcase()
    typed.no_contact()
    return known


def _names(making: Making) -> Iterator[str]:
    """Give names in a chance order, none twice."""
    pairs = [
        f"{given} {family}"
        for givens, families in PLACES_OF_NAMES
        for given, family in product(givens, families)
    ]
    making.rng.shuffle(pairs)
    return iter(pairs)


def _person(making: Making, name: str, batch_id: UUID | None = None) -> Person:
    """Make somebody; who comes from an export has a profile link."""
    link, mail = "", ""
    if batch_id is not None:
        slug = names.fold(name).replace(" ", "-")
        link = f"https://network.example.com/in/{slug}"
        if making.rng.random() < 0.06:  # few share theirs in an export
            mail = f"{slug}@mail.example.com"
    return making.add(
        Person,
        name=name,
        key=names.person_key(name),
        email=mail,
        profile_url=link,
        profile_key=names.link_key(link),
        batch_id=batch_id,
    )


def _elsewhere(making: Making) -> Job | None:
    """Choose a job at a company nobody applies to; some have none.

    Squared chance makes a few companies large, the first of them my own.
    """
    if making.rng.random() < 0.07:
        return None
    at = int(len(ELSEWHERE) * making.rng.random() ** 2)
    return Job(ELSEWHERE[at], making.rng.choice(JOBS))


def _tracked_jobs(making: Making, counts: dict[str, int]) -> list[Job | None]:
    return [
        Job(company, making.rng.choice(JOBS))
        for company, count in counts.items()
        for _ in range(count)
    ]


def _place(
    making: Making, person: Person, job: Job, seen_on: date | None = None
) -> None:
    home = making.company(job.company, person.batch_id)
    making.add(
        Position,
        person_id=person.id,
        company_id=home.id,
        title=job.title,
        seen_on=seen_on,
        batch_id=person.batch_id,
    )


def _own_export(making: Making, known: Known, called: Iterator[str]) -> None:
    batch = exports.Batch(making.id(), making.ago(141))
    jobs = _tracked_jobs(making, {c.name: c.direct for c in TRACKED})
    jobs += [_elsewhere(making) for _ in range(_EXPORTED - len(jobs))]
    making.rng.shuffle(jobs)
    known.contacts = _new_people(making, known, called, jobs, batch)
    for person in known.contacts:
        job = known.jobs.get(person.id)
        if job:
            known.direct.setdefault(job.company, []).append(person)
    days = _connected(making, len(known.contacts), batch.imported_on)
    exports.write(
        making,
        batch,
        making.me,
        list(zip(known.contacts, days, strict=True)),
        known.jobs,
    )


def _new_people(
    making: Making,
    known: Known,
    called: Iterator[str],
    jobs: Sequence[Job | None],
    batch: exports.Batch,
) -> list[Person]:
    found = []
    for job in jobs:
        person = _person(making, next(called), batch.id)
        found.append(person)
        if job:
            known.jobs[person.id] = job
            _place(making, person, job, batch.imported_on)
    return found


def _connected(making: Making, count: int, until: date) -> list[date]:
    """Choose days of connecting over nine years, more of them lately."""
    return [
        until - timedelta(days=int(3_285 * making.rng.random() ** 1.5))
        for _ in range(count)
    ]


def _friends_exports(
    making: Making, known: Known, called: Iterator[str], strangers: int
) -> None:
    """Pool three friends' contacts: strangers, each other's, and some of mine."""
    others = [person for person in known.contacts if person.id not in known.jobs]
    employed = [person for person in known.contacts if person.id in known.jobs]
    known.friends = making.rng.sample(employed, FRIENDS)
    jobs = _tracked_jobs(making, {c.name: c.second for c in TRACKED})
    jobs += [_elsewhere(making) for _ in range(strangers - len(jobs))]
    making.rng.shuffle(jobs)
    shared: list[Person] = []
    mine = [p for p in employed + others if p not in known.friends]
    for n, (friend, stated) in enumerate(
        zip(known.friends, (0.75, 0.6, None), strict=True)
    ):
        batch = exports.Batch(making.id(), making.ago((120, 96, 41)[n]), friend)
        part = jobs[n * strangers // FRIENDS : (n + 1) * strangers // FRIENDS]
        new = _new_people(making, known, called, part, batch)
        pool = new + making.rng.sample(mine, 45 + 10 * n)
        pool += making.rng.sample(shared, min(len(shared), 40))
        shared += new
        known.pooled[friend.id] = pool
        for person in new:
            job = known.jobs.get(person.id)
            if job:
                known.second.setdefault(job.company, []).append(person)
        _tie(making, making.me, friend.id, TieKind.FRIEND, stated)
        days = _connected(making, len(pool), batch.imported_on)
        exports.write(
            making, batch, friend.id, list(zip(pool, days, strict=True)), known.jobs
        )


def _tie(
    making: Making, start: UUID, end: UUID, kind: TieKind, chance: float | None
) -> None:
    making.add(
        Tie,
        from_id=start,
        to_id=end,
        kind=kind,
        chance=chance,
        provenance=Provenance.TYPED,
    )


class _Typed:
    """What the searcher typed: people and ties that no export holds."""

    def __init__(self, making: Making, known: Known, called: Iterator[str]) -> None:
        self.making, self.known, self.called = making, known, called

    def count(self) -> int:
        """How many people are typed."""
        far = sum(company.third for company in TRACKED)
        return len(PANELS) * _PANEL + far + len(_SHOWN)

    def interviewers(self) -> None:
        """Make those who interview; nobody is known to know them."""
        for company in PANELS:
            self.known.panel[company] = [self._insider(company) for _ in range(_PANEL)]

    def far_insiders(self) -> None:
        """Make insiders whom a friend's contact was heard to know."""
        bridges = self._strangers()
        for company in TRACKED:
            for _ in range(company.third):
                person = self._insider(company.name)
                self._heard(next(bridges), person)
                if self.making.rng.random() < 0.5:
                    self._heard(next(bridges), person)

    def hearsay(self) -> None:
        """State how well people know each other, where it was heard."""
        rng, known, inside = self.making.rng, self.known, self._at_tracked
        for person in known.contacts:
            is_close = rng.random() < (0.55 if person.id in inside else 0.06)
            if is_close and person not in known.friends:
                self._heard_of(self.making.me, person)
        for friend in known.friends:
            for person in known.pooled[friend.id]:
                if person.id in inside and rng.random() < 0.35:
                    self._heard(friend, person)
        strangers = [p for people in known.second.values() for p in people]
        for person in strangers:
            if person.id in inside and rng.random() < 0.3:
                self._heard(rng.choice(known.contacts), person)

    def no_contact(self) -> None:
        """Note two people who do not want to be asked."""
        others = [
            person
            for person in self.known.contacts
            if person not in self.known.friends and person.id not in self._at_tracked
        ]
        for person in self.making.rng.sample(others[: CONTACTS // 2], 2):
            person.no_contact = True
            person.note = "Does not want to be asked for introductions."

    def showcase(self) -> None:
        """Make ten good ways into one company, of one, two and three ties."""
        used = {friend.id for friend in self.known.friends}
        near = iter([p for p in self.known.contacts if p.id not in used][-20:])
        far = self._strangers()
        for chances in _SHOWN:
            person, start = self._insider(SHOWCASE), self.making.me
            middle = [next(near), next(far)][: len(chances) - 1]
            for end, chance in zip([*middle, person], chances, strict=True):
                kind = self.making.rng.choice(_TYPED)
                _tie(self.making, start, end.id, kind, chance)
                start = end.id
            if not middle:
                self.known.contacts.append(person)
                self.known.direct.setdefault(SHOWCASE, []).append(person)

    @property
    def _at_tracked(self) -> set[UUID]:
        tracked = {company.name for company in TRACKED}
        return {id_ for id_, job in self.known.jobs.items() if job.company in tracked}

    def _strangers(self) -> Iterator[Person]:
        """Give friends' contacts that are not mine and work elsewhere."""
        mine = {person.id for person in self.known.contacts} | self._at_tracked
        found = {
            person.id: person
            for pool in self.known.pooled.values()
            for person in pool
            if person.id not in mine
        }
        people = list(found.values())
        self.making.rng.shuffle(people)
        return iter(people)

    def _insider(self, company: str) -> Person:
        person = _person(self.making, next(self.called))
        job = Job(company, self.making.rng.choice(JOBS))
        self.known.jobs[person.id] = job
        _place(self.making, person, job)
        return person

    def _heard(self, start: Person, end: Person) -> None:
        if start.id != end.id:
            self._heard_of(start.id, end)

    def _heard_of(self, start: UUID, end: Person) -> None:
        rng = self.making.rng
        _tie(self.making, start, end.id, rng.choice(_TYPED), rng.choice(_CHANCES))
