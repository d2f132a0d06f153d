"""What the database alone finds for one company, against the whole network."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from tracker import network
from tracker.models import (
    Ask,
    AskState,
    Company,
    ImportBatch,
    ImportKind,
    Interaction,
    InteractionKind,
    Person,
    Position,
    Provenance,
    Tie,
    TieKind,
)
from tracker.network import cutting
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.store import Store, Work

TODAY = date(2026, 3, 2)
THEN = datetime(2026, 3, 1, tzinfo=UTC)
COMPANIES = 4


def fill(work: Work, dice: Random, count: int) -> None:
    """A small store with everything that may stand in the way of a chain."""
    firms = [
        work.add(Company(owner=work.owner, name=f"Firm {n}", key=f"firm {n}"))
        for n in range(COMPANIES)
    ]
    people = [
        work.add(
            Person(
                owner=work.owner,
                name=f"P{dice.randrange(12)}",
                key="p",
                is_me=n == 0,
                no_contact=n > 0 and dice.random() < 0.1,
                binned_at=THEN if n > 0 and dice.random() < 0.1 else None,
            )
        )
        for n in range(count)
    ]
    unshared = work.add(
        ImportBatch(
            owner=work.owner,
            file="theirs.csv",
            kind=ImportKind.CONNECTIONS,
            friend_id=people[-1].id,
            imported_at=THEN,
            sha256="0" * 64,
        )
    )
    for person in people[1:]:
        if dice.random() < 0.3:
            person.batch_id = unshared.id
    for person in people[dice.random() < 0.8 :]:  # now and then I am an insider
        for firm in dice.sample(firms, dice.choice((0, 1, 1, 2))):
            position(work, dice, person, firm)
    for _ in range(dice.choice((2, 4)) * len(people)):
        batch = unshared if dice.random() < 0.2 else None
        one, other = dice.sample(people, 2)
        tie(work, dice, one, other, batch.id if batch else None)
    for person in people[1:]:
        if dice.random() < 0.4:
            log(work, dice, person, firms[0])


def position(work: Work, dice: Random, person: Person, firm: Company) -> None:
    work.add(
        Position(
            owner=work.owner,
            person_id=person.id,
            company_id=firm.id,
            title=dice.choice(("", "Engineer")),
            seen_on=dice.choice((None, TODAY, TODAY - timedelta(90))),
            ended_on=dice.choice((None, None, TODAY)),
        )
    )


def tie(
    work: Work, dice: Random, one: Person, other: Person, batch_id: UUID | None
) -> None:
    work.add(
        Tie(
            owner=work.owner,
            batch_id=batch_id,
            provenance=Provenance.FRIEND_EXPORT if batch_id else Provenance.TYPED,
            from_id=one.id,
            to_id=other.id,
            both_ways=dice.random() < 0.8,
            kind=dice.choice(list(TieKind)),
            since_on=dice.choice((None, TODAY - timedelta(dice.randrange(2_000)))),
            chance=dice.choice((None, None, None, 0.2, 0.9)),
            binned_at=THEN if dice.random() < 0.1 else None,
        )
    )


def log(work: Work, dice: Random, person: Person, firm: Company) -> None:
    work.add(
        Interaction(
            owner=work.owner,
            person_id=person.id,
            on=TODAY - timedelta(dice.randrange(300)),
            kind=InteractionKind.MESSAGE,
            inbound=dice.random() < 0.5,
        )
    )
    work.add(
        Ask(
            owner=work.owner,
            person_id=person.id,
            company_id=firm.id,
            state=dice.choice((AskState.AGREED, AskState.DECLINED, AskState.ASKED)),
            asked_on=TODAY - timedelta(30),
        )
    )


def compared(store: Store) -> int:
    """Compare every answer about every company; count the chains."""
    whole, count = network.current(store, LOCAL_OWNER, TODAY), 0
    for company_id in whole.companies:
        some = network.part(store, LOCAL_OWNER, company_id, TODAY)
        assert some.is_part
        assert some.works_at(company_id) == whole.works_at(company_id)
        for max_ties in (1, 2, 3):
            bounds = {"max_ties": max_ties, "top": 30}
            found = some.best(company_id, **bounds)
            assert found == whole.best(company_id, **bounds)
            for other in ("through_each", "disjoint"):
                ours = getattr(some, other)(company_id, **bounds)
                assert ours == getattr(whole, other)(company_id, **bounds)
            assert some.at_least_one(found) == whole.at_least_one(found)
            for chain in found:
                one = chain.ids[1]
                assert some.explained(one) == whole.explained(one)
                assert some.job_of(some.row_of[one]) == whole.job_of(whole.row_of[one])
            count += len(found)
    return count


def test_a_part_answers_as_the_whole_network_does(store: Store) -> None:
    count = 0
    for seed in range(20):
        with store.change() as work:
            for kind in (
                Ask,
                Interaction,
                Tie,
                Position,
                ImportBatch,
                Person,
                Company,
            ):
                for row in work.all(kind):
                    work.session.delete(row)
                work.session.flush()
            dice = Random(seed)  # noqa: S311 - made-up data, not a secret
            fill(work, dice, dice.choice((4, 9, 16)))
            work.network_changed = True
        count += compared(store)
    assert count > 200


@pytest.mark.postgres
def test_it_does_on_postgresql_and_sees_no_other_owner(any_store: Store) -> None:
    dice = Random(2)  # noqa: S311 - made-up data, not a secret
    with any_store.change(owner="somebody else") as work:
        fill(work, dice, 30)
    with any_store.change() as work:
        fill(work, dice, 30)
    assert compared(any_store) > 5
    ids = {*network.current(any_store, LOCAL_OWNER, TODAY).companies}
    for company_id in network.current(any_store, "somebody else", TODAY).companies:
        assert company_id not in ids
        assert not network.part(any_store, LOCAL_OWNER, company_id, TODAY).ids[1:]


def test_a_network_is_large_above_a_number_of_ties(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.change() as work:
        one, other = (
            work.add(Person(owner=work.owner, name=name, key=name)) for name in "ab"
        )
        work.add(Tie(owner=work.owner, from_id=one.id, to_id=other.id))
    monkeypatch.setattr(cutting, "MOST_TIES_LOADED", 1)
    assert not network.is_large(store, LOCAL_OWNER)
    with store.change() as work:
        work.add(Tie(owner=work.owner, from_id=other.id, to_id=one.id))
    assert network.is_large(store, LOCAL_OWNER)
