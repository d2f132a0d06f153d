"""The people and ties of an owner, read as columns, and the chains in them.

A network is large (30,000 own contacts, a million ties once friends' exports
are pooled): it is never read as records, and no networkx graph of all of it is
made. `current` keeps the arrays under the network's own revision.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from sqlmodel import col, select

from tracker.models import Company, Person, Position, Provenance, Tie, TieKind
from tracker.network import chains
from tracker.store import revision

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from numpy.typing import NDArray

    from tracker.store import Store, Work

PRIORS: Mapping[TieKind, tuple[int, int]] = {
    TieKind.FRIEND: (6, 3),
    TieKind.COLLEAGUE: (4, 5),
    TieKind.CLASSMATE: (4, 5),
    TieKind.COAUTHOR: (4, 5),
    TieKind.OTHER: (2, 6),
}
"""How likely an introduction over a tie is passed on, as Beta(a, b).

Starting values by strength (strong, medium, contact only): general figures on
introductions, weak on purpose; own outcomes are to move them.
"""


def prior_chance(kind: TieKind) -> float:
    """The mean of a kind's prior: the chance where none was stated."""
    passed, held = PRIORS[kind]
    return passed / (passed + held)


class KnownTie(NamedTuple):
    """A tie as one reads it: in the direction of asking."""

    start: str
    end: str
    start_id: UUID
    end_id: UUID
    chance: float
    known_from: str
    is_stated: bool


class KnownChain(NamedTuple):
    """A chain as one reads it, me first, the insider last."""

    people: tuple[str, ...]
    ids: tuple[UUID, ...]
    chance: float
    ties: tuple[KnownTie, ...]

    @property
    def weakest(self) -> KnownTie:
        """The tie with the smallest chance, the first of equals."""
        return min(self.ties, key=lambda tie: tie.chance)


@dataclass(frozen=True)
class Network:
    """People as rows 0 … n-1, ties as columns over them."""

    ids: Sequence[UUID]
    names: Sequence[str]
    emails: Sequence[str]
    links: Sequence[str]
    me: int
    """The row of the searcher; -1 while there is none."""
    barred: NDArray[np.bool_]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    both_ways: NDArray[np.bool_]
    stated: NDArray[np.float64]
    """The stated chance of each tie; NaN where none was stated."""
    kinds: Sequence[TieKind]
    provenance: Sequence[Provenance]
    since: Sequence[date | None]
    jobs: Mapping[int, Sequence[tuple[UUID, str]]]
    """Current company and title of each person who has one."""
    companies: Mapping[UUID, str]

    @cached_property
    def row_of(self) -> Mapping[UUID, int]:
        """The row of each person."""
        return {id_: row for row, id_ in enumerate(self.ids)}

    @cached_property
    def order(self) -> NDArray[np.int64]:
        """Rank of each person by name, which breaks ties between chains."""
        by_name = sorted(
            range(len(self.ids)), key=lambda row: (self.names[row].casefold(), row)
        )
        rank = np.empty(len(by_name), np.int64)
        rank[by_name] = np.arange(len(by_name))
        return rank

    @cached_property
    def insiders(self) -> Mapping[UUID, NDArray[np.int64]]:
        """Rows of the people who work at each company now."""
        found: dict[UUID, list[int]] = {}
        for row, jobs in self.jobs.items():
            for company_id, _title in jobs:
                found.setdefault(company_id, []).append(row)
        return {id_: np.unique(np.array(rows)) for id_, rows in found.items()}

    @cached_property
    def chances(self) -> NDArray[np.float64]:
        """The chance of each tie: as stated, else the mean of its kind."""
        priors = np.array([prior_chance(kind) for kind in self.kinds], float)
        return np.where(np.isnan(self.stated), priors, self.stated)

    @cached_property
    def contacts(self) -> NDArray[np.int64]:
        """Rows of the people whom the searcher can ask directly."""
        outward = self.ends[self.starts == self.me]
        inward = self.starts[(self.ends == self.me) & self.both_ways]
        return np.unique(np.concatenate([outward, inward])).astype(np.int64)

    @cached_property
    def _arcs(self) -> chains.Arcs:
        """Every tie in the directions it can be used.

        Of several ties between two people a stated one decides, whatever the
        others; among equals the highest chance.
        """
        back = np.flatnonzero(self.both_ways)
        ties = np.concatenate([np.arange(len(self.starts)), back])
        tails = np.concatenate([self.starts, self.ends[back]]).astype(np.int64)
        heads = np.concatenate([self.ends, self.starts[back]]).astype(np.int64)
        stated = ~np.isnan(self.stated)[ties]
        pair = tails * len(self.ids) + heads
        final = ~stated & np.isin(pair, pair[stated])
        use = np.flatnonzero(~final)
        return chains.arcs(
            len(self.ids), tails[use], heads[use], self.chances[ties[use]], ties[use]
        )

    def best(
        self, company_id: UUID, *, max_ties: int = 3, top: int = 10
    ) -> list[KnownChain]:
        """The best chains to the insiders of a company, best first."""
        if self.me < 0 or company_id not in self.insiders:
            return []
        found = chains.best_chains(
            self._arcs,
            self.me,
            self.insiders[company_id],
            max_ties=max_ties,
            top=top,
            order=self.order,
            barred=self.barred,
        )
        return [self._read(chain) for chain in found]

    def to_person(self, person_id: UUID, *, max_ties: int = 4) -> KnownChain | None:
        """The best chain to one person; None where none of that length is known."""
        row = self.row_of.get(person_id, -1)
        if self.me < 0 or row in (-1, self.me):
            return None
        found = chains.best_chains(
            self._arcs,
            self.me,
            np.array([row]),
            max_ties=max_ties,
            top=1,
            order=self.order,
            barred=self.barred,
        )
        return self._read(found[0]) if found else None

    def best_each(
        self, company_ids: Sequence[UUID], *, max_ties: int = 3
    ) -> dict[UUID, KnownChain | None]:
        """The best chain to each of several companies."""
        if self.me < 0:
            return dict.fromkeys(company_ids)
        nobody = np.empty(0, np.int64)
        found = chains.best_chain_each(
            self._arcs,
            self.me,
            [self.insiders.get(id_, nobody) for id_ in company_ids],
            max_ties=max_ties,
            order=self.order,
            barred=self.barred,
        )
        return {
            id_: chain and self._read(chain)
            for id_, chain in zip(company_ids, found, strict=True)
        }

    def works_at(self, company_id: UUID) -> bool:
        """Say whether the searcher is an insider of a company already."""
        return self.me in self.insiders.get(company_id, ())

    def job_of(self, row: int) -> str:
        """What a person does, in words: “Engineer at Acme”; empty if unknown."""
        return ", ".join(
            f"{title} at {self.companies[company_id]}"
            if title
            else self.companies[company_id]
            for company_id, title in self.jobs.get(row, ())
        )

    def called(self, row: int) -> str:
        """The name of a person; `Me` for the searcher."""
        return "Me" if row == self.me else self.names[row]

    def _read(self, chain: chains.Chain) -> KnownChain:
        ties = []
        for start, end, arc in zip(
            chain.people, chain.people[1:], chain.arcs, strict=False
        ):
            tie = int(self._arcs.ties[arc])
            ties.append(
                KnownTie(
                    self.called(start),
                    self.called(end),
                    self.ids[start],
                    self.ids[end],
                    float(self._arcs.chances[arc]),
                    self.known_from(tie),
                    is_stated=not np.isnan(self.stated[tie]),
                )
            )
        people = tuple(self.called(row) for row in chain.people)
        ids = tuple(self.ids[row] for row in chain.people)
        return KnownChain(people, ids, chain.chance, tuple(ties))

    def known_from(self, tie: int) -> str:
        """Say where a tie is known from."""
        source = self.provenance[tie]
        if source is Provenance.FRIEND_EXPORT:
            text = f"{self.called(int(self.starts[tie]))}'s export"
        else:
            text = _SOURCES[source]
            if source is Provenance.TYPED and self.kinds[tie] is not TieKind.OTHER:
                text += f": {self.kinds[tie]}"
        since = self.since[tie]
        return f"{text}, since {since.isoformat()}" if since else text


_SOURCES = {
    Provenance.TYPED: "typed",
    Provenance.OWN_EXPORT: "my export",
    Provenance.PANEL: "interview panel",
}

_kept: WeakKeyDictionary[Store, dict[str, tuple[int, Network]]] = WeakKeyDictionary()
_lock = threading.Lock()


def current(store: Store, owner: str) -> Network:
    """The network of an owner as it is now, read again only after a change."""
    with store.reading(owner) as work:
        now = revision(work)[1]
        with _lock:
            found = _kept.setdefault(store, {}).get(owner)
        if found is not None and found[0] == now:
            return found[1]
        network = load(work)
    with _lock:
        _kept[store][owner] = (now, network)
    return network


def load(work: Work) -> Network:
    """Read the people and ties of the owner of this work as columns."""
    people = _rows(
        work,
        Person,
        Person.id,
        Person.name,
        Person.email,
        Person.profile_url,
        Person.no_contact,
        Person.is_me,
    )
    row_of = {person[0]: row for row, person in enumerate(people)}
    ties = [
        tie
        for tie in _rows(
            work,
            Tie,
            Tie.from_id,
            Tie.to_id,
            Tie.both_ways,
            Tie.chance,
            Tie.kind,
            Tie.provenance,
            Tie.since_on,
        )
        if tie[0] in row_of and tie[1] in row_of
    ]
    mine = [row for row, person in enumerate(people) if person[5]]
    companies = select(Company.id, Company.name).where(Company.owner == work.owner)
    return Network(
        ids=[person[0] for person in people],
        names=[person[1] for person in people],
        emails=[person[2] for person in people],
        links=[person[3] for person in people],
        me=mine[0] if mine else -1,
        barred=np.array([person[4] for person in people], bool),
        starts=np.array([row_of[tie[0]] for tie in ties], np.int32),
        ends=np.array([row_of[tie[1]] for tie in ties], np.int32),
        both_ways=np.array([tie[2] for tie in ties], bool),
        stated=np.array([tie[3] for tie in ties], float),
        kinds=[tie[4] for tie in ties],
        provenance=[tie[5] for tie in ties],
        since=[tie[6] for tie in ties],
        jobs=_jobs(work, row_of),
        companies=dict(work.session.exec(companies).all()),
    )


def _rows(work: Work, kind: type[Person | Tie], *columns: Any) -> list[Any]:  # noqa: ANN401
    """Columns of the live rows of a table, by id."""
    query = (
        select(*columns)
        .where(kind.owner == work.owner, col(kind.binned_at).is_(None))
        .order_by(col(kind.id))
    )
    return list(work.session.execute(query))


def _jobs(work: Work, row_of: Mapping[UUID, int]) -> dict[int, list[tuple[UUID, str]]]:
    """Current jobs: not ended, and of those an export showed only the latest."""
    query = (
        select(  # type: ignore[type-var]
            Position.person_id, Position.company_id, Position.title, Position.seen_on
        )
        .where(Position.owner == work.owner, col(Position.ended_on).is_(None))
        .order_by(col(Position.id))
    )
    found: dict[int, list[tuple[UUID, str, date | None]]] = {}
    for person, company, title, seen_on in work.session.execute(query):
        if person in row_of:
            found.setdefault(row_of[person], []).append((company, title, seen_on))
    return {row: _latest(jobs) for row, jobs in found.items()}


def _latest(jobs: list[tuple[UUID, str, date | None]]) -> list[tuple[UUID, str]]:
    last = max((seen for *_, seen in jobs if seen is not None), default=None)
    kept = {
        (company, title): None
        for company, title, seen in jobs
        if seen is None or seen == last
    }
    return list(kept)
