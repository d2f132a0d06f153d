"""People and ties as they are read from a store, and what may be used of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.commands.making import MONDAY, contact, contacts, log, meet, tie
from tracker import commands, network
from tracker.models import Company, Person, Position, Tie
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from tracker.network import KnownChain, Network
    from tracker.store import Store, Work

LINK = "https://www.linkedin.com/in/"


def current(store: Store) -> Network:
    return network.current(store, LOCAL_OWNER)


def chains(store: Store, company: str, **bounds: int) -> list[KnownChain]:
    net = current(store)
    [id_] = [id_ for id_, name in net.companies.items() if name == company]
    return net.best(id_, **bounds)


def people(store: Store, company: str = "Acme", **bounds: int) -> list[list[str]]:
    return [list(chain.people) for chain in chains(store, company, **bounds)]


def test_an_empty_network_has_no_chain(any_store: Store) -> None:
    assert current(any_store).me == -1
    with any_store.change() as work:
        log(work)
        meet(work, "Ana", "Acme")
    assert people(any_store) == []
    assert set(current(any_store).best_each([]).values()) == set()


def test_earlier_jobs_stand_as_they_ended_or_were_last_shown(any_store: Store) -> None:
    with any_store.change() as work:
        ana = meet(work, "Ana", "Acme")
        firms = [
            work.add(Company(owner=work.owner, name=f"Firm {n}", key=f"firm {n}"))
            for n in range(8)
        ]
        for n, firm in reversed(list(enumerate(firms))):
            held = Position(owner=work.owner, person_id=ana.id, company_id=firm.id)
            if n < 4:
                held.ended_on = date(2019 + n, 1, 1)
            else:  # an export showed it, and a later one another
                held.seen_on = date(2024 + n, 1, 1)
            work.add(held)
        work.network_changed = True
    net = current(any_store)
    earlier = [net.companies[id_] for id_, _ in net.former[net.row_of[ana.id]]]
    assert earlier == [f"Firm {n}" for n in range(7)]


def test_a_chain_ends_at_its_first_insider(any_store: Store) -> None:
    with any_store.change() as work:
        meet(work, "Ana", "Acme")
        meet(work, "Ben", "Acme")
        tie(work, "Me", "Ana", chance=0.5)
        tie(work, "Ana", "Ben", chance=1)
        tie(work, "Me", "Cy", chance=1)
        tie(work, "Cy", "Ben", chance=0.4)
    assert people(any_store) == [["Me", "Ana"], ["Me", "Cy", "Ben"]]


def test_a_one_way_tie_is_used_one_way_and_another_both_ways(any_store: Store) -> None:
    with any_store.change() as work:
        meet(work, "Ana", "Acme")
        tie(work, "Ana", "Me", both_ways=False)
    assert people(any_store) == []
    with any_store.change() as work:
        tie(work, "Ana", "Me")
    assert people(any_store) == [["Me", "Ana"]]


def test_a_stated_chance_is_final_whatever_else_is_known(any_store: Store) -> None:
    with any_store.change() as work:
        commands.add_import(work, contacts(contact(2, "Ana", "Acme")), today=MONDAY)
        tie(work, "Me", "Ana", kind="friend")
        assert len(work.all(Tie)) == 2
    [best] = chains(any_store, "Acme")
    # The mean of Beta(6, 3), the higher of the two.
    assert best.chance == pytest.approx(6 / 9)
    assert not best.ties[0].is_stated
    with any_store.change() as work:
        tie(work, "Ana", "Me", chance=0.1234567890123)
    [stated] = chains(any_store, "Acme")
    assert stated.ties[0].chance == 0.1234567890123
    assert stated.ties[0].is_stated


@pytest.mark.parametrize(
    ("kind", "mean"),
    [("friend", 6 / 9), ("colleague", 4 / 9), ("other", 2 / 8)],
)
def test_of_a_tie_of_which_only_the_kind_is_known_the_chance_is_its_mean(
    store: Store, kind: str, mean: float
) -> None:
    with store.change() as work:
        meet(work, "Ana", "Acme")
        tie(work, "Me", "Ana", kind=kind)
    [chain] = chains(store, "Acme")
    assert chain.chance == pytest.approx(mean)


@pytest.mark.parametrize("chance", [1e-9, 1.0])
def test_the_ends_of_the_scale_can_be_stated(store: Store, chance: float) -> None:
    with store.change() as work:
        meet(work, "Ana", "Acme")
        tie(work, "Me", "Ana", chance=chance)
    assert [chain.ties[0].chance for chain in chains(store, "Acme")] == [chance]


def test_who_must_not_be_asked_or_is_in_the_bin_is_in_no_chain(
    any_store: Store,
) -> None:
    with any_store.change() as work:
        meet(work, "Ana", "Acme")
        ben = meet(work, "Ben", is_contact=True)
        tie(work, "Ben", "Ana")
        log(work, "Acme")
    assert people(any_store) == [["Me", "Ben", "Ana"]]
    with any_store.change() as work:
        commands.edit_person(work, ben.id, version=None, no_contact=True)
    assert people(any_store) == []
    with any_store.change() as work:
        commands.edit_person(work, ben.id, version=None, no_contact=False)
        commands.bin_record(work, Person, ben.id)
    assert people(any_store) == []
    with any_store.change() as work:
        commands.restore_record(work, Person, ben.id)
        commands.bin_record(work, Tie, work.all(Tie)[0].id)
    assert people(any_store) == []


@pytest.mark.parametrize("friend", ["", "Fay"])
def test_who_moved_is_no_insider_any_more_though_nobody_was_met_in_between(
    any_store: Store, friend: str
) -> None:
    met = date(2020, 1, 1)
    with any_store.change() as work:
        for number, company in enumerate(("Acme", "Globex", "Initech")):
            rows = (
                contact(2, "Bo", company, connected_on=met, profile_url=LINK + "bo"),
                contact(3, "Cy", "Acme", connected_on=met, profile_url=LINK + "cy"),
            )
            file = contacts(*rows, file=f"{number}.csv")
            day = MONDAY + timedelta(days=number)
            agreed = commands.Consent(day) if friend else None
            commands.add_import(work, file, friend=friend, consent=agreed, today=day)
    net = current(any_store)
    [bo, cy] = [net.names.index(name) for name in ("Bo", "Cy")]
    assert net.job_of(bo) == "Initech"
    assert {net.companies[id_] for id_, _ in net.former[bo]} == {"Acme", "Globex"}
    assert net.job_of(cy) == "Acme"


def test_of_exported_jobs_the_latest_counts_and_typed_ones_always(
    any_store: Store,
) -> None:
    link = "https://www.linkedin.com/in/ana"
    with any_store.change() as work:
        for company, day in (("Old", date(2025, 1, 1)), ("New", date(2026, 1, 1))):
            row = contact(2, "Ana", company, profile_url=link, connected_on=day)
            commands.add_import(work, contacts(row), today=day)
        [ana] = work.all(Person, Person.key == "ana")
        typed = work.add(Company(owner=work.owner, name="Typed", key="typed"))
        work.add(
            Position(owner=work.owner, person_id=ana.id, company_id=typed.id, title="")
        )
    assert people(any_store, "Old") == []
    assert people(any_store, "New") == [["Me", "Ana"]]
    assert people(any_store, "Typed") == [["Me", "Ana"]]
    with any_store.change() as work:
        [job] = work.all(Position, Position.company_id == typed.id)
        job.ended_on = date(2026, 2, 1)
        work.session.add(job)
    assert people(any_store, "Typed") == []


def test_each_tie_says_where_it_is_known_from(any_store: Store) -> None:
    with any_store.change() as work:
        row = contact(2, "Ana", "Acme", connected_on=date(2021, 4, 24))
        agreed = commands.Consent(MONDAY)
        commands.add_import(
            work, contacts(row), friend="Fay", consent=agreed, today=MONDAY
        )
    [chain] = chains(any_store, "Acme")
    assert [known.known_from for known in chain.ties] == [
        "typed by you as friends",
        "from Fay's export, since 24 Apr 2021",
    ]
    assert chain.weakest.end == "Ana"


def test_the_best_chain_to_each_company_is_the_first_of_its_best(
    any_store: Store,
) -> None:
    with any_store.change() as work:
        for number, company in enumerate(("Acme", "Other", "Third")):
            meet(work, f"P{number}", company)
            tie(work, "Me", f"Q{number}", chance=0.9)
            tie(work, f"Q{number}", f"P{number}", chance=0.5)
            tie(work, "Q0", f"P{number}", chance=0.1 * number + 0.45)
        log(work, "Fourth")
    net = current(any_store)
    found = net.best_each(list(net.companies))
    for id_, name in net.companies.items():
        best = net.best(id_)[:1]
        assert found[id_] == (best[0] if best else None), name


def test_i_work_there_myself(store: Store) -> None:
    with store.change() as work:
        home = work.add(Company(owner=work.owner, name="Acme", key="acme"))
        work.add(
            Position(
                owner=work.owner, person_id=commands.me(work).id, company_id=home.id
            )
        )
    assert current(store).works_at(home.id)


def test_a_network_is_read_again_only_when_people_or_ties_changed(
    any_store: Store,
) -> None:
    def note(work: Work) -> None:
        row = log(work)
        commands.edit_application(work, row.id, version=None, note="x")

    with any_store.change() as work:
        note(work)
        meet(work, "Ana", is_contact=True)
    first = current(any_store)
    with any_store.change() as work:
        commands.edit_application(
            work, log(work).id, version=None, note="y"
        )  # the company is there already
    assert current(any_store) is first
    with any_store.change() as work:
        meet(work, "Ben")
    second = current(any_store)
    assert second is not first
    assert set(second.names) == {"Me", "Ana", "Ben"}
    assert second.job_of(0) == ""


def test_contacts_are_those_i_can_ask_directly(any_store: Store) -> None:
    with any_store.change() as work:
        tie(work, "Me", "Ana")
        tie(work, "Ben", "Me")
        tie(work, "Cy", "Me", both_ways=False)
        tie(work, "Ana", "Di")
    net = current(any_store)
    assert {net.called(int(row)) for row in net.contacts} == {"Ana", "Ben"}
    assert net.row_of[net.ids[0]] == 0
    assert np.array_equal(np.sort(net.order), np.arange(len(net.ids)))
