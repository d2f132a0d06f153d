"""A whole search in memory: what every page reads.

The log is small (a heavy searcher has 2,000 applications and 10,000 events), so
it is read whole, one query a table, into one frozen object. `current` keeps that
object under the store's revision: an unchanged store costs one tiny query.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from sqlmodel import col, select

from tracker.models import (
    Application,
    Ask,
    AskChange,
    Assumptions,
    Company,
    CustomStage,
    DeadlineChange,
    Editable,
    Goal,
    Grant,
    ImportBatch,
    Interaction,
    Interviewer,
    Negotiation,
    Offer,
    OfferVersion,
    Owned,
    Person,
    Question,
    Resume,
    Round,
    SavedView,
    Searcher,
    SignOnBonus,
    StageChange,
    Task,
)
from tracker.network import columns
from tracker.store import revision
from tracker.store.cache import Cache

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from uuid import UUID

    from tracker.store import Store, Work

Record = TypeVar("Record", bound=Owned)
Kept = TypeVar("Kept", bound=Editable)


@dataclass(frozen=True, eq=False)
class Search:
    """Every record of one search that is not in the bin, keyed by id.

    Two readings are never equal, so that what is made of one can be kept beside it.
    """

    searcher: Searcher
    goal: Goal
    companies: Mapping[UUID, Company]
    applications: Mapping[UUID, Application]
    stage_changes: Mapping[UUID, StageChange]
    custom_stages: Mapping[UUID, CustomStage]
    resumes: Mapping[UUID, Resume]
    rounds: Mapping[UUID, Round]
    questions: Mapping[UUID, Question]
    interviewers: Mapping[UUID, Interviewer]
    offers: Mapping[UUID, Offer]
    grants: Mapping[UUID, Grant]
    sign_ons: Mapping[UUID, SignOnBonus]
    versions: Mapping[UUID, OfferVersion]
    negotiations: Mapping[UUID, Negotiation]
    deadline_changes: Mapping[UUID, DeadlineChange]
    assumptions: Assumptions
    asks: Mapping[UUID, Ask]
    ask_changes: Mapping[UUID, AskChange]
    interactions: Mapping[UUID, Interaction]
    tasks: Mapping[UUID, Task]
    views: Mapping[UUID, SavedView]
    batches: Mapping[UUID, ImportBatch]
    people: Mapping[UUID, Person]
    """Only those an interviewer, ask or interaction points at."""
    binned: Mapping[UUID, Editable]
    """What lies in the bin, of every kind but people and ties."""

    @cached_property
    def history(self) -> Mapping[UUID, Sequence[StageChange]]:
        """Stage changes of each application, in the order they happened.

        Those that were taken back are not among them.
        """
        changes = [c for c in self.stage_changes.values() if c.retracted_at is None]
        changes.sort(key=lambda c: (c.on, c.number))
        return _grouped(changes, lambda change: change.application_id)

    @cached_property
    def retracted(self) -> Mapping[UUID, Sequence[StageChange]]:
        """Stage changes of each application that were taken back."""
        changes = [c for c in self.stage_changes.values() if c.retracted_at]
        changes.sort(key=lambda c: (c.on, c.number))
        return _grouped(changes, lambda change: change.application_id)

    @cached_property
    def ask_history(self) -> Mapping[UUID, Sequence[AskChange]]:
        """Steps of each ask, in the order they happened."""
        steps = sorted(self.ask_changes.values(), key=lambda c: (c.on, c.number))
        return _grouped(steps, lambda change: change.ask_id)

    @cached_property
    def rounds_of(self) -> Mapping[UUID, Sequence[Round]]:
        """Rounds of each application, earliest first."""
        rounds = sorted(self.rounds.values(), key=lambda r: (r.starts_at, str(r.id)))
        return _grouped(rounds, lambda round_: round_.application_id)

    @cached_property
    def questions_of(self) -> Mapping[UUID, Sequence[Question]]:
        """Questions of each round, in the order they were asked."""
        rows = sorted(self.questions.values(), key=lambda q: (q.number, str(q.id)))
        return _grouped(rows, lambda question: question.round_id)

    @cached_property
    def panel_of(self) -> Mapping[UUID, Sequence[Person]]:
        """Interviewers of each round, by name."""
        panel: dict[UUID, list[Person]] = defaultdict(list)
        for seat in self.interviewers.values():
            if seat.person_id in self.people:
                panel[seat.round_id].append(self.people[seat.person_id])
        for people in panel.values():
            people.sort(key=lambda person: (person.key, str(person.id)))
        return panel

    @cached_property
    def offers_of(self) -> Mapping[UUID, Sequence[Offer]]:
        """Offers of each application."""
        return _grouped(self.offers.values(), lambda offer: offer.application_id)

    @cached_property
    def grants_of(self) -> Mapping[UUID, Sequence[Grant]]:
        """Equity grants of each offer."""
        return _grouped(self.grants.values(), lambda grant: grant.offer_id)

    @cached_property
    def sign_ons_of(self) -> Mapping[UUID, Sequence[SignOnBonus]]:
        """Sign-on bonuses with conditions of each offer, the first paid first."""
        rows = sorted(self.sign_ons.values(), key=lambda r: (r.paid_month, str(r.id)))
        return _grouped(rows, lambda row: row.offer_id)

    @cached_property
    def versions_of(self) -> Mapping[UUID, Sequence[OfferVersion]]:
        """Versions of each offer, the first one first."""
        rows = sorted(self.versions.values(), key=lambda row: row.number)
        return _grouped(rows, lambda row: row.offer_id)

    @cached_property
    def deadlines_of(self) -> Mapping[UUID, Sequence[DeadlineChange]]:
        """Deadlines asked for each offer, in the order they were asked for."""
        rows = sorted(
            self.deadline_changes.values(),
            key=lambda row: (row.asked_on, row.deadline_on, str(row.id)),
        )
        return _grouped(rows, lambda row: row.offer_id)

    @cached_property
    def negotiation_of(self) -> Mapping[UUID, Sequence[Negotiation]]:
        """What was negotiated about each offer, the earliest first."""
        rows = sorted(self.negotiations.values(), key=lambda r: (r.on, str(r.id)))
        return _grouped(rows, lambda row: row.offer_id)

    def company_of(self, application_id: UUID) -> Company:
        """The company of an application."""
        return self.companies[self.applications[application_id].company_id]

    def label(self, application_id: UUID) -> str:
        """Name an application to a person: “title at company”."""
        title = self.applications[application_id].title
        return f"{title} at {self.company_of(application_id).name}"


def load(work: Work) -> Search:
    """Read a whole search of the owner of this work."""
    applications, binned = _live(work, Application)
    tables: dict[type[Editable], Mapping[UUID, Editable]] = {}
    for kind in (Round, Offer, Ask, Interaction, Task):
        tables[kind], gone = _live(work, kind)
        binned |= gone
    live = {
        kind: {id_: row for id_, row in rows.items() if _hangs_on(row, applications)}
        for kind, rows in tables.items()
    }
    interviewers = _by_id(work, Interviewer)
    pointed_at = {seat.person_id for seat in interviewers.values()}
    for row in [*live[Ask].values(), *live[Interaction].values()]:
        ends = getattr(row, "person_id", None), getattr(row, "insider_id", None)
        pointed_at |= {id_ for id_ in ends if id_}
    return Search(
        searcher=work.first(Searcher) or Searcher(owner=work.owner),
        goal=work.first(Goal) or Goal(owner=work.owner),
        companies=_by_id(work, Company),
        applications=applications,
        stage_changes=_by_id(work, StageChange, applications),
        custom_stages=_by_id(work, CustomStage),
        resumes=_by_id(work, Resume),
        rounds=live[Round],  # type: ignore[arg-type]
        questions=_by_id(work, Question),
        interviewers=interviewers,
        offers=live[Offer],  # type: ignore[arg-type]
        grants=_by_id(work, Grant),
        sign_ons=_by_id(work, SignOnBonus),
        versions=_by_id(work, OfferVersion),
        negotiations=_by_id(work, Negotiation),
        deadline_changes=_by_id(work, DeadlineChange),
        assumptions=work.first(Assumptions) or Assumptions(owner=work.owner),
        asks=live[Ask],  # type: ignore[arg-type]
        ask_changes=_by_id(work, AskChange),
        interactions=live[Interaction],  # type: ignore[arg-type]
        tasks=live[Task],  # type: ignore[arg-type]
        views=_by_id(work, SavedView),
        batches=_by_id(work, ImportBatch),
        people=_people(work, pointed_at),
        binned=binned,
    )


_kept: Cache[Search] = Cache()


def current(store: Store, owner: str) -> Search:
    """The search of an owner as it is now, read again only after a change."""
    with store.reading(owner) as work:
        return _kept.current(store, owner, revision(work), lambda _: load(work))


def _by_id(
    work: Work, kind: type[Record], parents: Mapping[UUID, object] | None = None
) -> dict[UUID, Record]:
    return {
        row.id: row
        for row in work.all(kind)
        if parents is None or getattr(row, "application_id", None) in parents
    }


def _live(
    work: Work, kind: type[Kept]
) -> tuple[dict[UUID, Kept], dict[UUID, Editable]]:
    rows = _by_id(work, kind)
    binned: dict[UUID, Editable] = {
        id_: row for id_, row in rows.items() if row.binned_at is not None
    }
    return {id_: row for id_, row in rows.items() if id_ not in binned}, binned


def _hangs_on(row: Editable, applications: Mapping[UUID, Application]) -> bool:
    """Say whether a row belongs to an application that is there, or to none."""
    parent = getattr(row, "application_id", None)
    return parent is None or parent in applications


def _people(work: Work, ids: set[UUID]) -> dict[UUID, Person]:
    those = columns.those(work, Person, Person.id, ids)
    query = select(Person).where(col(Person.binned_at).is_(None), those)
    return {row.id: row for row in work.session.exec(query.order_by(col(Person.id)))}


def _grouped(
    rows: Iterable[Record], parent: Callable[[Record], UUID]
) -> Mapping[UUID, Sequence[Record]]:
    groups: dict[UUID, list[Record]] = defaultdict(list)
    for row in rows:
        groups[parent(row)].append(row)
    return groups
