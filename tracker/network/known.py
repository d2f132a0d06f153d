"""The network of an owner, and the questions that are asked of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise, starmap
from typing import TYPE_CHECKING, Any

import numpy as np

from tracker.network import ask_plan, chains, evidence, possible, reliability, ways
from tracker.network.own import Own
from tracker.network.told import GUESSES, KnownChain, KnownTie, known_from

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from numpy.typing import NDArray

    from tracker.models import Provenance, TieKind
    from tracker.network.ask_plan import Matrix
    from tracker.network.chains.ties import Floats, Ints
    from tracker.network.possible import Possible, Unit
    from tracker.network.reliability import Reliability
    from tracker.network.strength import Outcomes, Strength

PART_TIES = 3
"""Longest chain where only a part of a network was read."""
_NOBODY = np.empty(0, np.int64)
_LASTING = ("row_of", "order", "insiders", "contacts", "mutuals", "since_days")
"""What does not depend on the searcher's own log."""


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
    """When they were connected; of co-authors the last thing they did together."""
    papers: NDArray[np.int32]
    """Papers that co-authors wrote together; 0 for other ties."""
    months: NDArray[np.float64]
    """For how long two people committed to the same files; 0 for other ties."""
    jobs: Mapping[int, Sequence[tuple[UUID, str]]]
    """Current company and title of each person who has one."""
    companies: Mapping[UUID, str]
    former: Mapping[int, Sequence[tuple[UUID, str]]] = field(default_factory=dict)
    """Jobs that ended, or that a later export no longer showed."""
    own: Own = field(default_factory=Own)
    """What the searcher's own log tells of ties, and the day they are judged on."""
    counted: Ints | None = None
    """Mutual contacts as the store counted them, where only a part was read."""
    guessed: int = 0
    """How many of the ties, the last ones, are only possible: see `possible.added`."""

    @property
    def is_part(self) -> bool:
        """Whether only what leads to one company was read."""
        return self.counted is not None

    def judged(self, own: Own) -> Network:
        """The same people and ties, seen on another day or after other asks."""
        other = replace(self, own=own)
        lasting = {
            name: self.__dict__[name] for name in _LASTING if name in self.__dict__
        }
        other.__dict__.update(lasting)
        return other

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
    def chances(self) -> Floats:
        """The chance of each tie: as stated, else as `strength` weighs it."""
        return evidence.chances(self)

    @cached_property
    def mutuals(self) -> Ints:
        """How many of my contacts each contact of mine knows; 0 for others."""
        if self.counted is not None:
            return self.counted
        return evidence.mutuals(len(self.ids), self.me, self.starts, self.ends)

    @cached_property
    def since_days(self) -> Floats:
        """When each tie was made, as a number of days; NaN where not known."""
        return evidence.days_of(self.since)

    @cached_property
    def asked_kinds(self) -> Mapping[int, TieKind]:
        """The kind of tie to everybody who was asked, with an outcome."""
        return evidence.asked_kinds(self)

    @cached_property
    def learnt(self) -> Mapping[TieKind, Outcomes]:
        """What became of own asks, by the kind of tie."""
        return evidence.learnt(self)

    @cached_property
    def contacts(self) -> NDArray[np.int64]:
        """Rows of the people whom the searcher can ask directly."""
        outward = self.ends[self.starts == self.me]
        inward = self.starts[(self.ends == self.me) & self.both_ways]
        return np.unique(np.concatenate([outward, inward])).astype(np.int64)

    @property
    def outcomes(self) -> int:
        """How many own asks with an outcome move the chances."""
        return sum(seen.asks for seen in self.learnt.values())

    @cached_property
    def closeness(self) -> Floats:
        """For each person the chance of my tie to them; 0 where I have none."""
        found = np.zeros(len(self.ids))
        if self.me >= 0:
            mine = slice(*self._arcs.starts[self.me : self.me + 2])
            found[self._arcs.heads[mine]] = self._arcs.chances[mine]
        return found

    @cached_property
    def degrees(self) -> Ints:
        """How many people each person can be asked to introduce one to."""
        return np.diff(self._arcs.starts)

    @cached_property
    def _arcs(self) -> chains.Arcs:
        """Every tie in the directions it can be used.

        Of several ties between two people a stated one decides, whatever the
        others; among equals the highest chance.
        """
        back = np.flatnonzero(self.both_ways).astype(np.int32)
        ties = np.concatenate([np.arange(len(self.starts), dtype=np.int32), back])
        tails = np.concatenate([self.starts, self.ends[back]])
        heads = np.concatenate([self.ends, self.starts[back]])
        stated = ~np.isnan(self.stated)[ties]
        if stated.any():
            pair = tails * np.int64(len(self.ids)) + heads
            use = np.flatnonzero(stated | ~np.isin(pair, pair[stated]))
            ties, tails, heads = ties[use], tails[use], heads[use]
        return chains.arcs(len(self.ids), tails, heads, self.chances[ties], ties)

    def best(
        self, company_id: UUID, *, max_ties: int = 3, top: int = 10
    ) -> list[KnownChain]:
        """The best chains to the insiders of a company, best first."""
        return self._chains(chains.best_chains, company_id, max_ties, top)

    def through_each(
        self, company_id: UUID, *, max_ties: int = 3, top: int = 10
    ) -> list[KnownChain]:
        """The best chain through each different contact of mine, best first."""
        return self._chains(ways.through_each, company_id, max_ties, top)

    def disjoint(
        self, company_id: UUID, *, max_ties: int = 3, top: int = 10
    ) -> list[KnownChain]:
        """Chains that share nobody but me, best first."""
        return self._chains(ways.disjoint, company_id, max_ties, top)

    def _chains(
        self,
        question: Callable[..., list[chains.Chain]],
        company_id: UUID,
        max_ties: int,
        top: int,
    ) -> list[KnownChain]:
        if self.me < 0 or company_id not in self.insiders:
            return []
        inside = self.insiders[company_id]
        bounds = self._bounds(max_ties)
        found = question(self._arcs, self.me, inside, top=top, **bounds)
        return [self._read(chain) for chain in found]

    @property
    def most_ties(self) -> int:
        """Longest chain that can be asked for."""
        return PART_TIES if self.is_part else chains.MOST_TIES

    def _bounds(self, max_ties: int) -> dict[str, Any]:
        if max_ties > self.most_ties:
            raise ValueError(f"Only chains of up to {self.most_ties} ties were read.")
        return {"max_ties": max_ties, "order": self.order, "barred": self.barred}

    def through(
        self, contact: int, company_id: UUID, *, max_ties: int = 3
    ) -> KnownChain | None:
        """The best chain through one contact, given by its row."""
        inside = self.insiders.get(company_id, _NOBODY)
        found = ways.through(
            self._arcs, self.me, inside, contact, **self._bounds(max_ties)
        )
        return found and self._read(found)

    def nearest(
        self, company_id: UUID, *, max_ties: int = 3
    ) -> tuple[KnownChain, int] | None:
        """Whom I can reach nearest to a company, and how many ties are left."""
        if self.me < 0 or company_id not in self.insiders:
            return None
        inside, bounds = self.insiders[company_id], self._bounds(max_ties)
        found = ways.nearest(self._arcs, self.me, inside, **bounds)
        return found and (self._read(found.chain), found.ties_left)

    def new_ties(
        self, company_ids: Sequence[UUID], *, max_ties: int = 3, top: int = 5
    ) -> list[ways.NewTie]:
        """Whom it would help most to get to know; companies by their place."""
        if self.me < 0:
            return []
        each = [self.insiders.get(id_, _NOBODY) for id_ in company_ids]
        return ways.best_new_ties(
            self._arcs, self.me, each, max_ties=max_ties, top=top, barred=self.barred
        )

    def possible_ties(
        self,
        units: Sequence[Unit],
        company_ids: Sequence[UUID],
        *,
        refused: Collection[frozenset[UUID]] = (),
        max_ties: int = 3,
        top: int = 20,
    ) -> list[Possible]:
        """Who may know whom, those first whose tie would open most companies."""
        return possible.found(
            self,
            self._arcs,
            units,
            company_ids,
            refused=refused,
            max_ties=max_ties,
            top=top,
        )

    def matrix(self, company_ids: Sequence[UUID], *, max_ties: int = 3) -> Matrix:
        """The chance of the best chain through each contact to each company."""
        if self.me < 0:
            return ask_plan.Matrix(_NOBODY, np.zeros((0, len(company_ids))))
        key = (tuple(company_ids), max_ties)
        if key not in self._matrices:
            each = [self.insiders.get(id_, _NOBODY) for id_ in company_ids]
            self._matrices[key] = ask_plan.chance_matrix(
                self._arcs, self.me, each, max_ties=max_ties, barred=self.barred
            )
        return self._matrices[key]

    @cached_property
    def _matrices(self) -> dict[tuple[tuple[UUID, ...], int], Matrix]:
        """Kept as long as the network is: pages ask on every click."""
        return {}

    def at_least_one(self, chosen: Sequence[KnownChain]) -> Reliability:
        """The chance that at least one of some chains works."""
        rows = [[self.row_of[id_] for id_ in chain.ids] for chain in chosen]
        found = [
            chains.Chain(
                tuple(people),
                chain.chance,
                tuple(starmap(self._arc, pairwise(people))),
            )
            for people, chain in zip(rows, chosen, strict=True)
        ]
        return reliability.at_least_one(reliability.coins(self._arcs, found))

    def _arc(self, tail: int, head: int) -> int:
        first, last = self._arcs.starts[tail], self._arcs.starts[tail + 1]
        return int(first + np.searchsorted(self._arcs.heads[first:last], head))

    def tie_to(self, person_id: UUID) -> int | None:
        """The tie over which I can ask somebody; None where there is none."""
        row = self.row_of.get(person_id, -1)
        if self.me < 0 or row < 0:
            return None
        arc = self._arc(self.me, row)
        is_there = arc < self._arcs.starts[self.me + 1] and self._arcs.heads[arc] == row
        return int(self._arcs.ties[arc]) if is_there else None

    def explained(self, person_id: UUID) -> Strength | None:
        """How strong my tie to somebody is, and why; None where I have none."""
        tie = self.tie_to(person_id)
        if tie is None or self.is_guess(tie):
            return None
        return evidence.strength_of(self, tie)

    def is_guess(self, tie: int) -> bool:
        """Whether a tie is only possible."""
        return tie >= len(self.starts) - self.guessed

    def to_person(self, person_id: UUID, *, max_ties: int = 4) -> KnownChain | None:
        """The best chain to one person; None where none of that length is known."""
        row = self.row_of.get(person_id, -1)
        if self.me < 0 or row in (-1, self.me):
            return None
        found = chains.best_chains(
            self._arcs, self.me, np.array([row]), top=1, **self._bounds(max_ties)
        )
        return self._read(found[0]) if found else None

    def best_each(
        self, company_ids: Sequence[UUID], *, max_ties: int = 3
    ) -> dict[UUID, KnownChain | None]:
        """The best chain to each of several companies."""
        if self.me < 0:
            return dict.fromkeys(company_ids)
        each = [self.insiders.get(id_, _NOBODY) for id_ in company_ids]
        found = chains.best_chain_each(
            self._arcs, self.me, each, **self._bounds(max_ties)
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
                    not self.is_guess(tie) and not np.isnan(self.stated[tie]),
                    self.is_guess(tie),
                )
            )
        people = tuple(self.called(row) for row in chain.people)
        ids = tuple(self.ids[row] for row in chain.people)
        return KnownChain(people, ids, chain.chance, tuple(ties))

    def known_from(self, tie: int) -> str:
        """Say where a tie is known from."""
        friend, since = self.called(int(self.starts[tie])), self.since[tie]
        source, kind = self.provenance[tie], self.kinds[tie]
        if self.is_guess(tie):
            return GUESSES[source]
        return known_from(source, kind, friend, int(self.papers[tie]), since)
