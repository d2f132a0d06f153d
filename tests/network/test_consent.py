"""Who has not agreed, or is not to be contacted, stands in no chain anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.commands.making import MONDAY, TUESDAY, contact, contacts, log, meet, tie
from tracker import commands, inputs, network, search
from tracker.errors import InvalidError, NotFoundError
from tracker.models import ImportBatch, Person, Tie
from tracker.network import units
from tracker.reports import referrals
from tracker.reports import ways as reports
from tracker.reports.asks import plan as ask_plan
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.network import Network
    from tracker.store import Store, Work

COMPANIES = ("Acme", "Globex", "Initech")


def current(store: Store) -> Network:
    return network.current(store, LOCAL_OWNER, MONDAY)


def called(work: Work, name: str) -> UUID:
    [person] = work.all(Person, Person.key == name.casefold())
    return person.id


def answers(store: Store, name: str) -> list[str]:
    """Every answer about ways that names somebody."""
    net = current(store)
    here = [id_ for id_, company in net.companies.items() if company in COMPANIES]
    log_ = search.current(store, LOCAL_OWNER)
    row = list(net.names).index(name)
    chains = {
        "best": [c for id_ in here for c in net.best(id_, max_ties=4)],
        "through each": [c for id_ in here for c in net.through_each(id_)],
        "disjoint": [c for id_ in here for c in net.disjoint(id_)],
        "through": [
            chain
            for id_ in here
            for contact in net.contacts.tolist()
            if (chain := net.through(contact, id_))
        ],
        "nearest": [near[0] for id_ in here if (near := net.nearest(id_))],
        "best each": [c for c in net.best_each(here).values() if c],
        "to a person": [c for id_ in net.ids if (c := net.to_person(id_))],
    }
    found = [
        what for what, ways in chains.items() if any(name in c.people for c in ways)
    ]
    matrix = net.matrix(here)
    if (
        row in matrix.contacts
        and matrix.chances[list(matrix.contacts).index(row)].any()
    ):
        found.append("ask plan")
    if any(new.person == row for new in net.new_ties(here, top=50)):
        found.append("new tie")
    if name in referrals.overview(log_, net, 3).frame.to_csv():
        found.append("overview")
    if any(new.name == name for new in reports.new_ties(net, here, 3)):
        found.append("new ties")
    plan = ask_plan.plan(log_, net, MONDAY, 5)
    if any(name in one.chain.people for one in plan.proposals):
        found.append("proposed asks")
    with store.reading() as work:
        groups = units.load(work, MONDAY)
    if any(row in (one.start, one.end) for one in net.possible_ties(groups, here)):
        found.append("possible tie")
    return found


@pytest.fixture
def pooled(store: Store) -> Store:
    """Fay's export leads to Bo at Acme, and through Cy to Di at Initech."""
    with store.change() as work:
        for company in COMPANIES:
            log(work, company)
        tie(work, "Me", "Fay", kind="friend")
        rows = [contact(2, "Bo", "Acme"), contact(3, "Cy", "Globex")]
        commands.add_import(work, contacts(*rows), friend="Fay", today=MONDAY)
        meet(work, "Di", "Initech")
        tie(work, "Cy", "Di")
        for name in ("Fay", "Bo", "Di"):
            given = COHORT | {"person": name}
            commands.add_education(work, inputs.parse(inputs.EducationIn, given))
    return store


COHORT = {"school": "TU", "programme": "CS", "ended_on": "2020-09-30"}


def agree(store: Store, how: str = "by mail") -> None:
    with store.change() as work:
        given = commands.Consent(MONDAY, how)
        commands.note_consent(work, called(work, "Fay"), given, today=MONDAY)


def test_contacts_of_a_friend_who_has_not_agreed_are_in_no_answer(
    pooled: Store,
) -> None:
    assert answers(pooled, "Bo") == []
    # Cy is tied to Di by my own word, but no tie leads to Cy.
    assert "best" not in answers(pooled, "Di")
    agree(pooled)
    assert {"best", "nearest", "best each", "to a person"} <= set(answers(pooled, "Bo"))
    assert "best" in answers(pooled, "Di")
    with pooled.reading() as work:
        [batch] = work.all(ImportBatch)
        assert (batch.consent_on, batch.consent_note) == (MONDAY, "by mail")


@pytest.mark.parametrize("name", ["Bo", "Fay"])
def test_who_is_not_to_be_contacted_is_in_no_answer(pooled: Store, name: str) -> None:
    agree(pooled)
    assert answers(pooled, name)
    with pooled.change() as work:
        commands.edit_person(work, called(work, name), version=None, no_contact=True)
    assert answers(pooled, name) == []


def test_whom_i_know_myself_stays_whatever_a_friend_says(store: Store) -> None:
    with store.change() as work:
        rows = contacts(contact(2, "Bo", "Acme"))
        commands.add_import(work, rows, friend="Fay", today=MONDAY)
        tie(work, "Me", "Bo")
    net = current(store)
    [acme] = net.insiders
    assert [chain.people for chain in net.best(acme)] == [("Me", "Bo")]


def test_all_that_came_from_a_friend_goes_in_one_step(store: Store) -> None:
    with store.change() as work:
        rows = [contact(2, "Bo", "Acme"), contact(3, "Cy", "Globex")]
        commands.add_import(work, contacts(rows[0]), today=MONDAY)
        commands.add_import(work, contacts(*rows), friend="Fay", today=MONDAY)
        more = contacts(contact(2, "Ed", "Globex"))
        commands.add_import(work, more, friend="Fay", today=TUESDAY)
        tie(work, "Me", "Fay")
        fay = called(work, "Fay")
    with store.change() as work:
        assert commands.remove_friends_contacts(work, fay) == ["Fay"]
    with store.reading() as work:
        assert sorted(row.name for row in work.all(Person)) == ["Bo", "Fay", "Me"]
        assert len(work.all(Tie)) == 2
        with pytest.raises(NotFoundError, match="No file of Fay's"):
            commands.note_consent(work, fay, commands.Consent(MONDAY), today=MONDAY)


def test_consent_is_not_given_in_advance(store: Store) -> None:
    with store.change() as work, pytest.raises(InvalidError, match="still to come"):
        commands.add_import(
            work,
            contacts(contact(2, "Bo")),
            friend="Fay",
            consent=commands.Consent(TUESDAY),
            today=MONDAY,
        )
