"""Who can pass me on: titles that claim no more than the figures below them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tracker import commands, inputs, network, search
from tracker.models import Ask, AskState, Person
from tracker.reports import drawn, referrals, ways
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.network import Network
    from tracker.search import Search
    from tracker.store import Store

TODAY = date(2026, 3, 2)


def add(store: Store, kind: str, *given: dict[str, object]) -> None:
    """Add records as JSON would."""
    with store.change() as work:
        for one in given:
            if kind == "person":
                commands.add_person(work, inputs.parse(inputs.PersonIn, one))
            elif kind == "tie":
                commands.add_tie(work, inputs.parse(inputs.TieIn, one))
            else:
                parsed = inputs.parse(inputs.ApplicationIn, one)
                commands.add_application(work, parsed, on=TODAY)


def read(store: Store) -> tuple[Search, Network]:
    """The log and the people as they are now."""
    return search.current(store, LOCAL_OWNER), network.current(store, LOCAL_OWNER)


def company_id(net: Network, name: str) -> UUID:
    """The id of a company."""
    return next(id_ for id_, called in net.companies.items() if called == name)


@pytest.fixture
def lumen(store: Store) -> Store:
    """Ana (80%) knows Bo (50%), Mei knows Cy; Bo and Cy are inside Lumen."""
    add(store, "application", {"company": "Lumen", "title": "Engineer"})
    add(
        store,
        "person",
        {"name": "Bo Lindqvist", "company": "Lumen", "title": "Lead"},
        {"name": "Cy Young", "company": "Lumen"},
    )
    add(
        store,
        "tie",
        {"from": "Me", "to": "Ana Ruiz", "chance": 0.8},
        {"from": "Ana Ruiz", "to": "Bo Lindqvist", "chance": 0.5, "kind": "colleague"},
        {"from": "Me", "to": "Mei Lin", "chance": 0.4, "kind": "friend"},
        {"from": "Mei Lin", "to": "Cy Young", "chance": 0.5},
    )
    return store


def test_the_title_names_whom_to_ask_first(lumen: Store) -> None:
    _, net = read(lumen)
    chains = net.best(company_id(net, "Lumen"))
    assert [chain.people[1] for chain in chains] == ["Ana Ruiz", "Mei Lin"]
    title = referrals.title("Lumen", chains, works_there=False)
    assert title == "Ana Ruiz is your best way into Lumen."
    assert referrals.basis(2, chains, 3) == (
        "2 people inside. 2 chains of at most 3 ties, all on stated or exported ties."
    )


def test_equally_good_ways_are_called_so(lumen: Store) -> None:
    add(
        lumen,
        "tie",
        {"from": "Me", "to": "Zoe Grant", "chance": 0.5},
        {"from": "Zoe Grant", "to": "Cy Young", "chance": 0.8},
    )
    _, net = read(lumen)
    chains = net.best(company_id(net, "Lumen"))
    assert referrals.title("Lumen", chains, works_there=False) == (
        "Ana Ruiz and Zoe Grant are equally good ways into Lumen."
    )


def test_without_a_chain_the_title_says_so_and_the_page_what_would_help(
    lumen: Store,
) -> None:
    add(lumen, "person", {"name": "Far Off", "company": "Umbra", "title": "CTO"})
    add(lumen, "tie", {"from": "Far Off", "to": "Nobody Near"})
    _, net = read(lumen)
    umbra = company_id(net, "Umbra")
    assert referrals.title("Umbra", [], works_there=False) == (
        "No chain into Umbra is known."
    )
    assert "1 person inside is known, but no chain" in referrals.basis(1, [], 3)
    frame = referrals.insiders_frame(net, umbra)
    assert frame.iloc[0].tolist() == ["Far Off", "CTO at Umbra", "Nobody Near"]
    assert "friend's export" in referrals.what_helps(1, "")
    assert "add somebody who works there" in referrals.what_helps(0, "")


def test_where_nobody_inside_may_be_contacted_no_tie_is_said_to_help(
    lumen: Store,
) -> None:
    with lumen.change() as work:
        for name in ("Bo Lindqvist", "Cy Young"):
            [person] = work.all(Person, Person.name == name)
            commands.edit_person(work, person.id, version=None, no_contact=True)
    _, net = read(lumen)
    known = referrals.inside(net, company_id(net, "Lumen"))
    assert known == 0
    assert referrals.basis(known, [], 3) == (
        "Nobody inside whom you may contact is known."
    )
    assert "add somebody who works there" in referrals.what_helps(known, "")


def test_a_chain_longer_than_asked_for_is_named_as_the_nearest(lumen: Store) -> None:
    _, net = read(lumen)
    nearest = referrals.nearest(net, company_id(net, "Lumen"), 1)
    assert nearest == (
        "The nearest is Bo Lindqvist, 2 ties away: Me → Ana Ruiz → Bo Lindqvist."
    )
    assert "Allow more ties" in referrals.what_helps(2, nearest)


def test_the_weakest_link_and_every_source_are_told(lumen: Store) -> None:
    _, net = read(lumen)
    best = net.best(company_id(net, "Lumen"))[0]
    assert referrals.weakest(best) == (
        "Weakest link: Ana Ruiz to Bo Lindqvist, 50%. "
        "The ties: typed by you, then typed by you as colleagues."
    )


def test_a_small_chance_is_not_none(store: Store) -> None:
    add(store, "application", {"company": "Lumen", "title": "Engineer"})
    add(store, "person", {"name": "Bo Lindqvist", "company": "Lumen"})
    add(
        store,
        "tie",
        {"from": "Me", "to": "Ana Ruiz", "chance": 0.5},
        {"from": "Ana Ruiz", "to": "Bo Lindqvist", "chance": 0.004},
    )
    found, net = read(store)
    [chain] = net.best(company_id(net, "Lumen"))
    assert "Lindqvist, under 1%" in referrals.weakest(chain)
    assert ways.any_works(net, [chain]).endswith("a chance of under 1%.")
    assert (
        referrals.overview(found, net, 3)
        .frame["Weakest link"][0]
        .startswith("under 1%, ")
    )


def test_what_chances_rest_on_is_said_for_each_mixture(lumen: Store) -> None:
    _, net = read(lumen)
    stated = net.best(company_id(net, "Lumen"))
    assert referrals.figures(stated) == "Every chance is as you stated it."
    assert referrals.rests_on(stated[0]) == "as stated"
    add(lumen, "tie", {"from": "Ana Ruiz", "to": "Cy Young"})
    _, net = read(lumen)
    mixed = net.best(company_id(net, "Lumen"))
    assert "the others general figures by kind of tie" in referrals.figures(mixed)
    assert "partly stated" in {referrals.rests_on(chain) for chain in mixed}


def test_somebody_asked_is_not_asked_again_until_that_ask_is_over(
    lumen: Store,
) -> None:
    _, net = read(lumen)
    chains = net.best(company_id(net, "Lumen"))
    with lumen.change() as work:
        given = inputs.parse(inputs.AskIn, referrals.ask_given(chains[0], "Lumen"))
        ask = commands.add_ask(work, given, on=TODAY)
    found, _ = read(lumen)
    about = referrals.asks(found, company_id(net, "Lumen"))
    assert referrals.ask_words(about[chains[0].ids[1]], TODAY) == "Asked, Mon 2 Mar"
    assert not referrals.may_ask(about, chains[0])
    assert referrals.next_to_ask(chains, about) is chains[1]
    over = Ask.model_validate({**ask.model_dump(), "state": AskState.SILENT})
    assert referrals.may_ask({chains[0].ids[1]: over}, chains[0])
    assert referrals.ask_words(over, TODAY) == "Asked Mon 2 Mar, no answer in 14 days"


def test_the_drawing_has_each_person_in_one_column_and_each_tie_once(
    lumen: Store,
) -> None:
    add(lumen, "tie", {"from": "Me", "to": "Bo Lindqvist", "chance": 0.1})
    _, net = read(lumen)
    chains = net.best(company_id(net, "Lumen"), top=referrals.DRAWN)
    points = drawn.points(net, chains)
    columns = {point.label: point.column for point in points}
    assert columns == {
        "Me": 0,
        "Ana Ruiz": 1,
        "Mei Lin": 1,
        "Bo Lindqvist": 3,
        "Cy Young": 3,
    }
    assert {p.label for p in points if p.on_best} == {"Me", "Ana Ruiz", "Bo Lindqvist"}
    lines = drawn.lines(chains, chosen=1)
    assert len(lines) == len({(line.source, line.target) for line in lines}) == 5
    frame = drawn.ties_frame(chains)
    assert frame.iloc[0].tolist() == ["Me", "Ana Ruiz", 80.0, "typed by you"]


def test_all_tracked_companies_are_listed_the_best_way_first(lumen: Store) -> None:
    add(lumen, "application", {"company": "Abacus", "title": "Engineer"})
    found, net = read(lumen)
    every = referrals.overview(found, net, 3)
    assert every.frame["Company"].tolist() == ["Lumen", "Abacus"]
    assert every.frame["Best through"].tolist() == ["Ana Ruiz", "no chain known"]
    assert every.frame["Best chain"].tolist() == ["Me → Ana Ruiz → Bo Lindqvist", ""]
    assert every.frame["Weakest link"].iloc[0] == "50%, Ana Ruiz to Bo Lindqvist"
    assert every.frame["Chance"].iloc[0] == pytest.approx(40)
    assert every.frame["Insiders"].tolist() == [2, 0]
    assert referrals.overview_title(every) == (
        "You know a way into 1 of the 2 companies you track."
    )


def test_with_no_application_no_company_is_tracked(store: Store) -> None:
    found, net = read(store)
    every = referrals.overview(found, net, 3)
    others = referrals.reachable(found, net, 3)
    assert referrals.overview_title(every, others) == "No company is tracked yet."


def test_equally_good_ways_come_by_insiders_then_by_name(store: Store) -> None:
    for name, company in (("A", "Nova"), ("B", "Abacus"), ("C", "Zed"), ("D", "Zed")):
        add(store, "person", {"name": name, "company": company})
        add(store, "tie", {"from": "Me", "to": name, "chance": 0.5})
    found, net = read(store)
    others = referrals.reachable(found, net, 3)
    assert [net.companies[id_] for id_, _ in others.best] == ["Zed", "Abacus", "Nova"]
    assert referrals.overview_basis(3, others) == (
        "The best chain into each, over at most 3 ties, all on stated or exported ties."
    )


def test_tracked_companies_come_first_and_a_foreign_id_never(lumen: Store) -> None:
    add(lumen, "person", {"name": "Al", "company": "Abacus"})
    found, net = read(lumen)
    offered = [net.companies[id_] for id_ in referrals.companies(found, net, None)]
    assert offered == ["Lumen", "Abacus"]
    foreign = net.ids[0]
    assert foreign not in referrals.companies(found, net, foreign)


def test_where_i_work_no_chain_is_needed() -> None:
    title = referrals.title("Initech", [], works_there=True)
    assert title == "You work at Initech yourself, so no chain is needed."


@pytest.mark.parametrize(
    ("name", "button"), [("Ana Ruiz", "Ana"), ("", ""), ("x" * 99, "x" * 20)]
)
def test_a_button_calls_people_by_their_first_word(name: str, button: str) -> None:
    assert referrals.first_name(name) == button


def test_a_chain_is_bold_and_harmless(lumen: Store) -> None:
    _, net = read(lumen)
    best = net.best(company_id(net, "Lumen"))[0]
    route = referrals.route(best, lambda name: name.upper())
    assert route == "ME → **ANA RUIZ** → **BO LINDQVIST**"
