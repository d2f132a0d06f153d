"""Possible ties: how likely by size, who is suggested, and what they would open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.commands.making import MONDAY, log, meet, tie
from tests.reports.test_people import made
from tracker import commands, inputs, network, search
from tracker.errors import RuleError
from tracker.importers import read
from tracker.models import Person, Provenance, Refusal, Tie, TieKind
from tracker.network import possible, units
from tracker.reports import possibles
from tracker.reports.today import tracked
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.network import Network
    from tracker.network.possible import Possible
    from tracker.store import Store, Work

SOURCES = st.sampled_from(list(possible.KINDS))


@given(SOURCES, st.integers(2, 5_000), st.integers(1, 5_000))
@settings(max_examples=60)
def test_the_larger_the_group_the_less_likely(
    source: Provenance, size: int, more: int
) -> None:
    small, large = possible.chance(source, size), possible.chance(source, size + more)
    assert 0 < large <= small <= 0.8 + 1e-12


@pytest.mark.parametrize(
    ("source", "size", "chance"),
    [
        (Provenance.TEAM, 2, 0.80),  # below the smallest group measured: level
        (Provenance.TEAM, 100, 0.015),
        # By hand: ln 15 = 2.708 lies .530 of the way from ln 6.32 = 1.844 to ln 32.4 =
        # 3.478; log odds -0.490 and -2.314 give -1.456, so 1 / (1 + e^1.456) = .189.
        (Provenance.TEAM, 15, 0.189),
        # Log odds lower by ln(.242/.758) - ln(.196/.804) = .270: -1.726 gives .151.
        (Provenance.SCHOOL, 15, 0.151),
    ],
)
def test_chances_by_hand(source: Provenance, size: int, chance: float) -> None:
    assert possible.chance(source, size) == pytest.approx(chance, abs=5e-4)


def test_one_person_is_no_group() -> None:
    with pytest.raises(ValueError, match="two people"):
        possible.chance(Provenance.TEAM, 1)


def job(work: Work, person: str, company: str = "Initech", **facts: object) -> None:
    given_ = {"person": person, "company": company, "team": "Search"} | facts
    commands.add_position(work, inputs.parse(inputs.PositionIn, given_))


def suggested(store: Store) -> list[tuple[str, str, Possible]]:
    net = network.current(store, LOCAL_OWNER, MONDAY)
    log_ = search.current(store, LOCAL_OWNER)
    with store.reading() as work:
        groups, refused = units.load(work, MONDAY), units.refused(work)
    found = net.possible_ties(groups, tracked(log_), refused=refused)
    return [(net.called(one.start), net.called(one.end), one) for one in found]


def id_of(work: Work, name: str) -> UUID:
    [person] = work.all(Person, Person.key == name.casefold())
    return person.id


@pytest.fixture
def team(store: Store) -> Store:
    """Bo was in my team and knows Di at Acme; Cy was in it, but after me."""
    with store.change() as work:
        log(work)
        job(work, "Me", started_on="2018-01-01", ended_on="2020-01-01", team_size=6)
        job(work, "Bo", started_on="2019-01-01", ended_on="2021-01-01")
        job(work, "Cy", started_on="2020-06-01")
        meet(work, "Di", "Acme")
        tie(work, "Bo", "Di", chance=0.5)
    return store


def test_who_was_in_a_team_at_the_same_time_is_suggested_with_what_it_opens(
    team: Store,
) -> None:
    [mine, others] = suggested(team)
    assert mine[:2] == ("Me", "Bo")
    assert others[:2] == ("Bo", "Cy")
    one = mine[2]
    assert one.chance == pytest.approx(possible.chance(Provenance.TEAM, 6))
    assert (one.since.isoformat(), one.until.isoformat()) == (
        "2019-01-01",
        "2020-01-01",
    )
    assert one.opens == (0,)
    # Colleagues pass on with 4/9, Bo with a half.
    assert one.gain == pytest.approx(one.chance * 4 / 9 * 0.5)
    assert (others[2].gain, others[2].opens) == (0, ())


def test_chains_over_possible_ties_are_found_where_they_are_asked_for(
    team: Store,
) -> None:
    with team.change() as work:
        meet(work, "Ed", "Acme", is_contact=True)
        job(work, "Hal", started_on="2019-01-01", team_size=6)
        commands.edit_person(work, id_of(work, "Hal"), version=None, no_contact=True)
        tie(work, "Hal", "Di", chance=1)
    net = network.current(team, LOCAL_OWNER, MONDAY)
    with team.reading() as work:
        groups, refused = units.load(work, MONDAY), units.refused(work)
    wider = possible.added(net, groups, refused)
    [acme] = [id_ for id_, name in net.companies.items() if name == "Acme"]
    sure, guess = wider.best(acme)
    assert [sure] == net.best(acme)
    assert not sure.is_possible
    assert guess.people == ("Me", "Bo", "Di")
    assert guess.is_possible
    likely = possible.chance(Provenance.TEAM, 6) * 4 / 9
    assert guess.ties[0].chance == pytest.approx(likely)
    assert guess.ties[0].known_from == "possible, from the same team"
    assert not guess.ties[0].is_stated
    assert wider.explained(guess.ids[1]) is None
    assert wider.mutuals.tolist() == net.mutuals.tolist()
    pair = frozenset((guess.ids[0], guess.ids[1]))
    assert possible.added(net, groups, {pair}).best(acme) == [sure]


def test_a_suggestion_is_in_no_chain_until_it_is_confirmed(team: Store) -> None:
    net = network.current(team, LOCAL_OWNER, MONDAY)
    [acme] = [id_ for id_, name in net.companies.items() if name == "Acme"]
    assert net.best(acme) == []
    with team.change() as work:
        made = commands.confirm_tie(
            work,
            id_of(work, "Bo"),
            commands.me(work).id,
            source=Provenance.TEAM,
            today=MONDAY,
        )
        assert (made.kind, made.provenance) == (TieKind.COLLEAGUE, Provenance.TEAM)
        with pytest.raises(RuleError, match="tied already"):
            commands.confirm_tie(
                work, made.from_id, made.to_id, source=Provenance.TEAM, today=MONDAY
            )
    [chain] = network.current(team, LOCAL_OWNER, MONDAY).best(acme)
    assert chain.people == ("Me", "Bo", "Di")
    assert chain.ties[0].known_from == "from the same team, confirmed by you"
    assert [found[:2] for found in suggested(team)] == [("Bo", "Cy")]


def test_what_was_refuted_is_not_suggested_again_until_it_is_confirmed(
    team: Store,
) -> None:
    with team.change() as work:
        pair = id_of(work, "Bo"), id_of(work, "Cy")
        for _ in range(2):
            commands.refute_tie(work, *pair, today=MONDAY)
        assert len(work.all(Refusal)) == 1
    assert [found[:2] for found in suggested(team)] == [("Me", "Bo")]
    with team.change() as work:
        commands.confirm_tie(work, *pair, source=Provenance.TEAM, today=MONDAY)
        assert work.all(Refusal) == []


def test_the_words_of_a_suggestion(team: Store) -> None:
    net = network.current(team, LOCAL_OWNER, MONDAY)
    with team.reading() as work:
        log_ = search.current(team, LOCAL_OWNER)
        row = possibles.rows(work, log_, net, MONDAY)[0]
    assert row.who == "You and Bo"
    assert row.why == "Same team: Search at Initech, 2019 to 2020"
    assert row.chance == "40% that you know each other, as in a group of 6"
    assert row.opens == "Would open Acme"


def test_other_teams_cohorts_and_years_suggest_nobody(store: Store) -> None:
    with store.change() as work:
        job(work, "Ana", started_on="2018-01-01", team="Search")
        job(work, "Bo", started_on="2018-01-01", team="Ads")
        for name, programme in (("Cy", "CS"), ("Di", "CS"), ("Ed", "Law"), ("Fay", "")):
            facts = {"person": name, "school": "TU", "programme": programme}
            years = {"started_on": "2010-10-01", "ended_on": "2013-09-30"}
            if name == "Di":
                years = {"started_on": "2014-10-01", "ended_on": "2016-09-30"}
            commands.add_education(
                work, inputs.parse(inputs.EducationIn, facts | years)
            )
    assert suggested(store) == []


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=25, deadline=None)
def test_what_a_tie_would_open_is_what_it_opens_once_it_is_there(seed: int) -> None:
    """Equal to the best chain in the network with that tie added."""
    dice = np.random.default_rng(seed)
    names = [f"P{n}" for n in range(8)]
    pairs = [(a, b) for a in range(8) for b in range(a) if dice.random() < 0.25]
    net = made(names, pairs)
    company = net.ids[0]
    inside = [int(dice.integers(1, 8))]
    net = _with(net, company, inside)
    # Stated, for one more tie makes more mutual contacts and so other chances.
    stated = dice.random(len(pairs))
    net.stated[:] = stated
    day = MONDAY
    stays = [possible.Stay(id_, day, day) for id_ in net.ids]
    group = possible.Unit(Provenance.TEAM, "x", 8, stays)
    before = net.best(company)[:1]
    for one in net.possible_ties([group], [company], top=99):
        more = made(names, [*pairs, (one.start, one.end)])
        more = _with(more, company, inside, like=net)
        more.stated[:] = [*stated, 4 / 9]
        after = more.best(company)[:1]
        rise = (after[0].chance if after else 0) - (before[0].chance if before else 0)
        assert one.gain == pytest.approx(one.chance * max(0.0, rise), abs=1e-9)


def _with(
    net: Network, company: UUID, inside: list[int], like: Network | None = None
) -> Network:
    return replace(
        net,
        ids=like.ids if like else net.ids,
        jobs={row: [(company, "")] for row in inside},
        companies={company: "Acme"},
    )


def test_long_lists_of_authors_suggest_only_who_stands_beside_me(store: Store) -> None:
    names = " and ".join(["Ana Silva", "Bo Li", *(f"Per Son{n}" for n in range(30))])
    data = f"@book{{b, title={{T}}, year=2019, author={{{names}}}}}".encode()
    with store.change() as work:
        given_ = inputs.parse(inputs.SettingsIn, {"name": "Ana Silva"})
        commands.save_settings(work, given_, version=None)
        for name in ("Bo Li", "Per Son1"):
            meet(work, name)
        commands.me(work)
        [part] = read("x.bib", data)
        done = commands.add_import(work, part, today=MONDAY)
        assert "32 authors make no ties" in done.rows[0].reason
        assert work.all(Tie) == []
    found = suggested(store)
    assert {one[:2] for one in found} == {("Me", "Bo Li"), ("Me", "Per Son1")}
    assert found[0][2].chance == pytest.approx(
        possible.chance(Provenance.COAUTHORS, 32)
    )
