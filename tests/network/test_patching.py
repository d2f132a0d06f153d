"""A network that is patched after a change, against one that is read anew."""

from __future__ import annotations

from dataclasses import fields
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.network.test_part import COMPANIES, THEN, TODAY, fill, position, tie
from tracker import network
from tracker.models import Company, ImportBatch, ImportKind, Person, Position, Tie
from tracker.network import keeping, patching
from tracker.network.own import load as load_own
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from tracker.network import Network
    from tracker.store import Store, Work


def change(work: Work, dice: Random) -> None:  # noqa: C901 - a case a kind
    """One to three small changes, of every kind that the session makes."""
    people, ties = work.all(Person), work.all(Tie)
    firms = work.all(Company)
    for _ in range(dice.choice((1, 1, 2, 3))):
        one, other = dice.sample(people, 2)
        match dice.randrange(11):
            case 0:
                new = Person(owner=work.owner, name=f"N{dice.random()}", key="n")
                people.append(work.add(new))
                if dice.random() < 0.7:
                    tie(work, dice, new, one, None)
            case 1:
                one.name = f"Q{dice.randrange(12)}"
            case 2:
                one.binned_at = None if one.binned_at else THEN
            case 3:
                one.no_contact = not one.no_contact
                mine = [person for person in people if person.is_me]
                if not mine or dice.random() < 0.3:
                    [other, *_] = mine or [other]
                    other.is_me = not other.is_me
            case 4 | 5:
                tie(work, dice, one, other, None)
            case 6 if ties:
                work.session.delete(ties.pop(dice.randrange(len(ties))))
            case 7 if ties:
                some = dice.choice(ties)
                some.chance = dice.choice((None, 0.1, 0.7))
                some.binned_at = None if some.binned_at else THEN
            case 8 | 9:
                position(work, dice, one, dice.choice(firms))
                dice.choice(work.all(Position)).ended_on = TODAY
            case _:
                dice.choice(firms).name = f"Firm {dice.random()}"
        work.session.flush()


def compare(found: Network, wanted: Network) -> None:
    for name in (field.name for field in fields(wanted)):
        ours, theirs = getattr(found, name), getattr(wanted, name)
        if isinstance(theirs, np.ndarray):
            assert ours.dtype == theirs.dtype, name
            np.testing.assert_array_equal(ours, theirs, name)
        else:
            assert ours == theirs, name
    assert found.row_of == wanted.row_of
    for company_id in wanted.companies:
        assert found.best(company_id, top=30) == wanted.best(company_id, top=30)


def read_anew(store: Store) -> Network:
    with store.reading() as work:
        return network.load(work, load_own(work, TODAY))


@pytest.mark.postgres
def test_a_patched_network_is_the_one_that_reading_gives(
    any_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice, patches = Random(5), []  # noqa: S311 - made-up data, not a secret

    def counted(*given: object) -> Network | None:
        found = patching.patched(*given)  # type: ignore[arg-type]
        patches.append(found)
        return found

    monkeypatch.setattr(keeping, "patched", counted)
    with any_store.change() as work:
        fill(work, dice, 14)
    network.current(any_store, LOCAL_OWNER, TODAY)
    for step in range(60):
        with any_store.change() as work:
            change(work, dice)
        if step % 3:  # now and then several changes are caught up with at once
            found = network.current(any_store, LOCAL_OWNER, TODAY)
            assert found is patches[-1]
            compare(found, read_anew(any_store))
    assert len(patches) > 30


def test_who_counts_by_one_tie_alone_goes_with_the_other_end(store: Store) -> None:
    with store.change() as work:
        unshared = work.add(
            ImportBatch(
                owner=work.owner,
                file="theirs.csv",
                kind=ImportKind.CONNECTIONS,
                friend_id=work.add(Person(owner=work.owner, name="F", key="f")).id,
                imported_at=THEN,
                sha256="0" * 64,
            )
        )
        ana = work.add(Person(owner=work.owner, name="Ana", key="ana"))
        ben = work.add(
            Person(owner=work.owner, name="Ben", key="ben", batch_id=unshared.id)
        )
        work.add(Tie(owner=work.owner, from_id=ana.id, to_id=ben.id))
    for binned_at, is_barred in ((None, False), (THEN, True), (None, False)):
        with store.change() as work:
            work.get(Person, ana.id).binned_at = binned_at
        net = network.current(store, LOCAL_OWNER, TODAY)
        assert net.barred[net.row_of[ben.id]] == is_barred
        compare(net, read_anew(store))


def test_what_the_session_does_not_see_is_read_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "patched", lambda *_: pytest.fail("patched"))
    dice = Random(6)  # noqa: S311 - made-up data, not a secret
    with store.change() as work:
        fill(work, dice, 9)
    before = network.current(store, LOCAL_OWNER, TODAY)
    with store.change() as work:
        work.get(Person, before.ids[0]).name = "Ana"
        work.network_changed = True
    assert "Ana" in network.current(store, LOCAL_OWNER, TODAY).names
    with store.change() as work:
        [batch] = work.all(ImportBatch)
        batch.consent_on = TODAY
    net = network.current(store, LOCAL_OWNER, TODAY)
    compare(net, read_anew(store))
    assert len(net.companies) == COMPANIES


def test_changes_of_many_people_are_read_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patching, "MOST", 1)
    with store.change() as work:
        fill(work, Random(7), 9)  # noqa: S311 - made-up data, not a secret
    before = network.current(store, LOCAL_OWNER, TODAY)
    with store.change() as work:
        for id_ in before.ids[:3]:
            work.get(Person, id_).name = "Ana"
    after = network.current(store, LOCAL_OWNER, TODAY)
    assert after.names.count("Ana") == 3
    compare(after, read_anew(store))


def test_a_change_that_fails_is_no_change(store: Store) -> None:
    with store.change() as work:
        fill(work, Random(8), 9)  # noqa: S311 - made-up data, not a secret
    before = store.revision()[1]

    def fail() -> None:
        with store.change() as work:
            work.all(Person)[0].name = "Ana"
            work.session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert store.touches.since(LOCAL_OWNER, before, before + 1) is None
