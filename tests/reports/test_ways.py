"""Each through another person, new ties, former staff, and what insiders are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.commands.making import MONDAY, contact, contacts, log, meet, tie
from tracker import commands, inputs, network, search
from tracker.models import AskState, Position
from tracker.reports import fit, referrals, ways
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.network import Network
    from tracker.search import Search
    from tracker.store import Store


def read(store: Store) -> tuple[Search, Network]:
    return (
        search.current(store, LOCAL_OWNER),
        network.current(store, LOCAL_OWNER, MONDAY),
    )


def company_id(net: Network, name: str) -> UUID:
    return next(id_ for id_, called in net.companies.items() if called == name)


@pytest.fixture
def lumen(store: Store) -> Store:
    """Ana leads to Bo and Cy inside Lumen, Mei to Cy; Far Off to nobody of mine."""
    with store.change() as work:
        log(work, "Lumen", "Senior Machine Learning Engineer")
        log(work, "Umbra")
        meet(work, "Bo", "Lumen", title="Machine Learning Manager")
        meet(work, "Cy", "Lumen", title="Talent Partner")
        meet(work, "Far Off", "Umbra")
        tie(work, "Me", "Ana", chance=0.8)
        tie(work, "Me", "Mei", chance=0.5)
        tie(work, "Ana", "Bo", chance=0.5)
        tie(work, "Ana", "Cy", chance=0.45)
        tie(work, "Mei", "Cy", chance=0.5)
        tie(work, "Stranger", "Far Off", chance=0.9)
    return store


def routes(store: Store, choice: str) -> list[tuple[str, ...]]:
    _, net = read(store)
    found = ways.chains(net, company_id(net, "Lumen"), choice, 3, 10)
    return [chain.people[1:] for chain in found]


def test_the_same_ways_are_shown_in_three_choices(lumen: Store) -> None:
    # By hand: .8 x .5, .8 x .45, .5 x .5; Mei - Cy - Ana - Bo runs through Cy.
    assert routes(lumen, ways.BEST) == [("Ana", "Bo"), ("Ana", "Cy"), ("Mei", "Cy")]
    assert routes(lumen, ways.EACH) == [("Ana", "Bo"), ("Mei", "Cy")]
    assert routes(lumen, ways.APART) == [("Ana", "Bo"), ("Mei", "Cy")]


def test_the_chance_that_one_of_them_works_counts_ana_once(lumen: Store) -> None:
    _, net = read(lumen)
    shown = net.best(company_id(net, "Lumen"))
    said = ways.any_works(net, shown)
    assert "at least one of these 3 works" in said
    # Independence: 1 - .6 x .64 x .75 = 71%, which Ana standing in two overstates.
    assert "71% is the upper bound" in said
    assert net.at_least_one(shown).chance < 0.712
    apart = net.disjoint(company_id(net, "Lumen"))
    # Nothing is shared: 1 - .6 x .75.
    assert net.at_least_one(apart).chance == pytest.approx(0.55)
    assert ways.any_works(net, apart[:1]).startswith("This one works")
    assert net.at_least_one([]).chance == 0
    assert ways.any_works(net, []).startswith("Choose the chains")


def test_the_new_tie_that_helps_most_is_named_with_what_it_brings(
    lumen: Store,
) -> None:
    _, net = read(lumen)
    umbra = company_id(net, "Umbra")
    [first, second] = ways.new_ties(net, [umbra], 3)
    # A tie of .25 to the insider; to the stranger .25 x .9.
    assert (first.name, second.name) == ("Far Off", "Stranger")
    assert first.words == "Umbra; raises Umbra by 25 points."
    assert second.words == "Raises Umbra by 22 points."
    both = ways.new_ties(net, [company_id(net, "Lumen"), umbra], 3)
    assert both[0].name == "Far Off"


def test_all_companies_tell_how_many_people_lead_in(lumen: Store) -> None:
    found, net = read(lumen)
    frame = referrals.overview(found, net, 3).frame
    assert frame["Ways in"].tolist() == [2, 0]


def test_where_no_chain_is_known_the_nearest_person_is(lumen: Store) -> None:
    with lumen.change() as work:
        for start, end in (("Bo", "P1"), ("P1", "P2"), ("P2", "P3"), ("P3", "Far Off")):
            tie(work, start, end, chance=0.5)
    _, net = read(lumen)
    said = referrals.nearest(net, company_id(net, "Umbra"), 3)
    assert said == (
        "The nearest you can reach is P1 (Me → Ana → Bo → P1); from there it is 3 "
        "ties more to somebody inside."
    )
    assert "worth asking" in referrals.what_helps(1, said)


def test_who_worked_there_before_is_named_unless_barred(lumen: Store) -> None:
    with lumen.change() as work:
        for name in ("Old Hand", "Barred One"):
            person = meet(work, name, "Lumen", is_contact=True)
            [job] = work.all(Position, Position.person_id == person.id)
            job.ended_on = date(2025, 1, 1)
            work.session.add(job)
        commands.edit_person(work, person.id, version=None, no_contact=True)
    _, net = read(lumen)
    ids, frame = ways.former(net, company_id(net, "Lumen"), 3)
    assert len(ids) == 1
    assert frame.iloc[0].tolist()[:3] == ["Old Hand", "", "Me → Old Hand"]


def test_who_came_since_the_last_export_is_said_to(store: Store) -> None:
    link = "https://www.linkedin.com/in/ana"
    with store.change() as work:
        for company, day in (("Old", date(2025, 1, 1)), ("New", date(2026, 1, 1))):
            row = contact(2, "Ana", company, profile_url=link, connected_on=day)
            commands.add_import(work, contacts(row), today=day)
    _, net = read(store)
    new = company_id(net, "New")
    [chain] = net.best(new)
    assert fit.of_chain(net, chain, new, []) == "came from Old"


def test_somebody_who_rests_is_not_proposed(lumen: Store) -> None:
    with lumen.change() as work:
        given = inputs.AskIn(person="Ana", company="Umbra")
        ask = commands.add_ask(work, given, on=date(2026, 2, 20))
        commands.move_ask(work, ask.id, to=AskState.DECLINED, on=MONDAY)
    found, net = read(lumen)
    lumen_id = company_id(net, "Lumen")
    chains = net.best(lumen_id)
    held = referrals.held_back(found, lumen_id, chains, MONDAY)
    assert list(held.values()) == ["rests until Sun 22 Mar"]
    about = referrals.asks(found, lumen_id)
    assert referrals.next_to_ask(chains, about, held, MONDAY) is chains[2]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Senior Technical Recruiter", fit.RECRUITER),
        ("Talent Acquisition Lead", fit.RECRUITER),
        ("HR Business Partner", fit.RECRUITER),
        ("Machine Learning Manager", fit.HIRING),
        ("Head of Machine Learning", fit.HIRING),
        ("Engineering Manager", fit.HIRING),
        ("Staff ML Engineer", fit.SAME),
        ("Sales Director", fit.MANAGER),
        ("Accountant", ""),
        ("Misleading Chrysler", ""),
        ("", ""),
    ],
)
def test_what_an_insider_is_to_me_is_told_from_the_title(title: str, said: str) -> None:
    assert fit.fit(title, ["Senior Machine Learning Engineer"]) == said
