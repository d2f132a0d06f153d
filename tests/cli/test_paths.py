"""`foothold paths` against exhaustive enumeration of what was typed or imported."""

from __future__ import annotations

import itertools
import json
import shutil
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from math import exp, log, prod
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.terminal import SAMPLES, Terminal
from tracker.network import cutting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MEANS = {
    "friend": 6 / 9,
    "colleague": 4 / 9,
    "classmate": 4 / 9,
    "coauthor": 4 / 9,
    "other": 2 / 8,
}
"""Where the chance of a tie starts, by its kind, if none is stated."""

ON = date(2026, 11, 23)
AGREED = ("--agreed-on", "2026-03-01")
MUTUALS = 0.29 * log(6) / (log(0.87 / 0.13) - log(0.11 / 0.89))
"""Log odds for log(1 + mutual contacts): see `tracker.network.strength`."""


def weighed(mean: float, mutuals: int, since: date | None) -> float:
    """A chance that was not stated, with mutual contacts and decay."""
    chance = 1 / (1 + exp(-log(mean / (1 - mean)) - MUTUALS * log(1 + mutuals)))
    months = max(0, (ON - since).days) / 30.4375 if since else 0
    place = min(1, max(0, (chance - 2 / 8) / (6 / 9 - 2 / 8)))
    left: float = chance * (0.4 + 0.6 * 0.5 ** (months / (12 + 12 * place)))
    return left


Chain = tuple[tuple[str, ...], float]


@dataclass
class Graph:
    """Who can pass me on to whom, with what chance; and who works where."""

    stated: dict[tuple[str, str], float] = field(default_factory=dict)
    estimated: dict[tuple[str, str], list[tuple[float, date | None]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    joined: set[frozenset[str]] = field(default_factory=set)
    insiders: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def tie(self, one: str, other: str, *, both_ways: bool, **facts: Any) -> None:  # noqa: ANN401
        chance, since = facts.get("chance"), facts.get("since_on")
        mean = MEANS[facts.get("kind") or "other"]
        self.joined.add(frozenset({one, other}))
        for pair in [(one, other), (other, one)][: 1 + both_ways]:
            if chance is None:
                day = date.fromisoformat(since) if since else None
                self.estimated[pair].append((mean, day))
            else:
                self.stated[pair] = chance  # what was stated last counts

    def mutuals(self, pair: tuple[str, str], me: str) -> int:
        """How many of my contacts the other end of a tie of mine knows."""
        if me not in pair:
            return 0
        [other] = set(pair) - {me}
        people = {person for both in self.joined for person in both}
        return sum(
            {frozenset({me, person}), frozenset({other, person})} <= self.joined
            for person in people - {me, other}
        )

    def chances(self, me: str) -> dict[tuple[str, str], float]:
        """The chance of each tie, in the direction of asking."""
        estimated = {
            pair: max(weighed(mean, self.mutuals(pair, me), day) for mean, day in ties)
            for pair, ties in self.estimated.items()
        }
        return estimated | self.stated  # a stated chance is final

    def chains(self, company: str, max_ties: int, me: str = "Me") -> list[Chain]:
        """Enumerate every chain, by walking every way: no bound but the length."""
        chances = self.chances(me)
        ways: dict[str, list[str]] = defaultdict(list)
        for start, end in chances:
            ways[start].append(end)
        inside = self.insiders.get(company, set())

        def walk(so_far: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
            for person in ways[so_far[-1]]:
                if person not in so_far:
                    if person in inside:
                        yield (*so_far, person)
                    elif len(so_far) < max_ties:
                        yield from walk((*so_far, person))

        return [
            (chain, prod(chances[pair] for pair in itertools.pairwise(chain)))
            for chain in walk((me,))
        ]


def told(answer: dict[str, Any]) -> list[Chain]:
    return [(tuple(c["people"]), c["chance"]) for c in answer["chains"]]


def assert_equal(answer: dict[str, Any], expected: Iterable[Chain], top: int) -> None:
    """Compare chains: the best of all, best first, each with its chance."""
    everything = {people: chance for people, chance in expected if chance > 0}
    best = sorted(everything.values(), reverse=True)[:top]
    found = told(answer)
    assert [chance for _, chance in found] == pytest.approx(best, rel=1e-9)
    for people, chance in found:
        assert chance == pytest.approx(everything[people], rel=1e-9)
    assert len(dict(found)) == len(found)
    for chain in answer["chains"]:
        ties = chain["ties"]
        assert [tie["from"] for tie in ties] == chain["people"][:-1]
        assert [tie["to"] for tie in ties] == chain["people"][1:]
        assert chain["chance"] == pytest.approx(prod(t["chance"] for t in ties))
        assert chain["weakest"]["chance"] == min(tie["chance"] for tie in ties)
        assert all(tie["known_from"] for tie in ties)


# --- Random graphs, typed -------------------------------------------------------

NAMES = ["Ana", "Ben", "Cy", "Di", "Eve", "Fay"]


def _joins_two(tie: dict[str, Any]) -> bool:
    return bool(tie["from"].casefold() != tie["to"].casefold())


TIES: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "from": st.sampled_from(["Me", "me", *NAMES]),
        "to": st.sampled_from(["Me", *NAMES]),
        "kind": st.sampled_from(list(MEANS)),
    },
    optional={
        "chance": st.floats(0.001, 1) | st.sampled_from([0.5, 1, 0.1]),
        "both_ways": st.booleans(),
    },
).filter(_joins_two)
SETTINGS = settings(
    max_examples=120,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def empty(terminal: Terminal) -> Terminal:
    """Give a terminal with an empty store, and that store's file as `template`."""
    terminal("check")
    shutil.copy(terminal.db, terminal.folder / "template")
    return terminal


@SETTINGS
@given(
    ties=st.lists(TIES, min_size=1, max_size=14),
    inside=st.sets(st.sampled_from(NAMES), min_size=1, max_size=3),
    max_ties=st.integers(1, 4),
    top=st.sampled_from([1, 3, 1_000]),
)
def test_chains_are_those_of_exhaustive_enumeration(
    empty: Terminal,
    ties: list[dict[str, Any]],
    inside: set[str],
    max_ties: int,
    top: int,
) -> None:
    shutil.copy(empty.folder / "template", empty.db)
    graph = Graph(insiders={"Acme": inside})
    empty.add("person", [{"name": name, "company": "Acme"} for name in sorted(inside)])
    empty.add("tie", ties)
    for tie in ties:
        ends = tie["from"].title(), tie["to"]
        rest = {key: tie[key] for key in tie if key in {"kind", "chance"}}
        graph.tie(*ends, both_ways=tie.get("both_ways", True), **rest)
    words = ["--max-ties", max_ties, "--top", top, "--json"]
    answer = empty("paths", "ACME, Inc.", *words).json
    assert (answer["company"], answer["max_ties"]) == ("Acme", max_ties)
    assert_equal(answer, graph.chains("Acme", max_ties), top)
    for chain in answer["chains"]:
        for tie in chain["ties"]:
            stated = graph.stated.get((tie["from"], tie["to"]))
            if stated is not None:
                assert tie["chance"] == stated  # to the last digit


# --- Two exports of real shape --------------------------------------------------


def imported(export: bytes) -> Graph:
    """Read the graph out of an export; people are their ids, me is `Me`."""
    tables = json.loads(export)
    graph = Graph()
    mine = {row["id"] for row in tables["person"] if row["is_me"]}
    companies = {row["id"]: row["name"] for row in tables["company"]}
    for row in tables["tie"]:
        ends = ("Me" if row[end] in mine else row[end] for end in ("from_id", "to_id"))
        facts = ("both_ways", "kind", "chance", "since_on")
        graph.tie(*ends, **{fact: row[fact] for fact in facts})
    for row in tables["position"]:
        graph.insiders[companies[row["company_id"]]].add(row["person_id"])
    return graph


def named(chains: list[Chain], export: bytes) -> list[Chain]:
    names = {row["id"]: row["name"] for row in json.loads(export)["person"]}
    return [
        (tuple(names.get(id_, id_) for id_ in people), chance)
        for people, chance in chains
    ]


def test_chains_through_a_friends_export_are_those_of_enumeration(
    terminal: Terminal,
) -> None:
    mine = SAMPLES / "StevSant" / "Basic_LinkedInDataExport.zip"
    theirs = SAMPLES / "labeldekho" / "Connections.csv"
    large = SAMPLES / "YANG-DB" / "Connections.csv"
    assert terminal("import", mine, "--json").status == 0
    assert terminal("import", theirs, "--from-friend", "Fay Kim", *AGREED).status == 0
    assert terminal("import", large, "--from-friend", "Gil Ott", *AGREED).status == 0
    export = terminal.export()
    graph = imported(export)
    shared = [name for name, people in graph.insiders.items() if len(people) < 30]
    for company in [*sorted(shared)[::12], "Google"]:
        for max_ties in (1, 2, 3):
            words = ["--max-ties", max_ties, "--top", 1_000, "--on", ON, "--json"]
            answer = terminal("paths", company, *words).json
            # Two people of one name make two chains that read alike.
            expected = sorted(named(graph.chains(company, max_ties), export))
            found = sorted(told(answer))
            assert [people for people, _ in found] == [people for people, _ in expected]
            assert [chance for _, chance in found] == pytest.approx(
                [chance for _, chance in expected], rel=1e-9
            )


def test_the_same_people_in_two_exports_join_them(
    terminal: Terminal,
) -> None:
    sample = SAMPLES / "labeldekho" / "Connections.csv"
    terminal("import", sample)
    [known] = terminal("import", sample, "--from-friend", "Fay", "--json").json["files"]
    assert known["new"] > 0
    people = [row["name"] for row in json.loads(terminal.export())["person"]]
    assert len(people) == len(set(people))
    [again] = terminal("import", sample, "--from-friend", "Fay", "--json").json["files"]
    assert (again["new"], again["known"]) == (0, known["new"])


# --- What is said ---------------------------------------------------------------


def test_all_tracked_companies_are_answered_at_once(terminal: Terminal) -> None:
    assert terminal("paths", "--all", "--json").json == []
    companies = [{"company": name, "title": "Chef"} for name in ("Zeta", "acme", "Mid")]
    terminal.add("application", companies)
    terminal.add("application", {"company": "Old", "title": "x", "stage": "rejected"})
    terminal.add("person", {"name": "Ana", "company": "Mid", "is_contact": True})
    answers = terminal("paths", "--all", "--json").json
    assert [answer["company"] for answer in answers] == ["acme", "Mid", "Zeta"]
    assert answers == [
        terminal("paths", answer["company"], "--json").json for answer in answers
    ]
    assert [len(answer["chains"]) for answer in answers] == [0, 1, 0]


def test_no_chain_is_an_empty_list_and_said_plainly(terminal: Terminal) -> None:
    terminal.add("application", {"company": "Acme", "title": "Chef"})
    empty = {"company": "Acme", "max_ties": 3, "chains": []}
    assert terminal("paths", "Acme", "--json").json == empty
    assert "no chain" in terminal("paths", "Acme").out
    answer = terminal("paths", "Nowhere", "--json")
    assert answer.json == empty | {"company": "Nowhere"}
    assert "No company called Nowhere" in answer.err


def test_a_chain_of_three_ties_is_read_from_me_to_the_insider(
    terminal: Terminal,
) -> None:
    terminal.add("person", {"name": "Cy", "company": "Acme"})
    terminal.add(
        "tie",
        [
            {"from": "Me", "to": "Ana", "chance": 0.5},
            {"from": "Ana", "to": "Ben", "kind": "friend"},
            {"from": "Ben", "to": "Cy", "chance": 0.25, "both_ways": False},
        ],
    )
    [chain] = terminal("paths", "Acme", "--json").json["chains"]
    assert chain["people"] == ["Me", "Ana", "Ben", "Cy"]
    assert chain["chance"] == pytest.approx(0.5 * 6 / 9 * 0.25)
    assert chain["weakest"] == {"from": "Ben", "to": "Cy", "chance": 0.25}
    assert "Me → Ana → Ben → Cy" in terminal("paths", "acme").out
    short = terminal("paths", "Acme", "--max-ties", 2, "--json").json
    assert short["chains"] == []
    assert short["nearest"] == "The nearest is Cy, 3 ties away: Me → Ana → Ben → Cy."
    assert terminal("paths", "Acme", "--max-ties", 1).out == (
        "Acme: no chain of at most 1 tie is known. The nearest is Cy, 3 ties away: "
        "Me → Ana → Ben → Cy. Allow more ties to see it.\n"
    )


def test_chains_through_each_person_and_those_that_share_nobody(
    terminal: Terminal,
) -> None:
    terminal.add("person", {"name": "Cy", "company": "Acme"})
    terminal.add("person", {"name": "Di", "company": "Acme"})
    terminal.add(
        "tie",
        [
            {"from": one, "to": other, "chance": 0.5}
            for one, other in (
                *(("Me", "Ana"), ("Ana", "Cy"), ("Ana", "Di")),
                *(("Me", "Ben"), ("Ben", "Cy")),
            )
        ],
    )
    found = {
        choice: terminal("paths", "Acme", "--chains", choice, "--json").json
        for choice in ("best", "each", "apart")
    }
    routes = {
        choice: [
            "".join(name[0] for name in chain["people"]) for chain in told["chains"]
        ]
        for choice, told in found.items()
    }
    assert routes["each"] == ["MAC", "MBC"]
    assert routes["apart"] == ["MAC"]
    assert found["each"]["at_least_one"] < 1 - (1 - 0.25) ** 2
    assert "Chance that at least one of these" in terminal("paths", "Acme").out


def test_a_network_too_large_to_load_has_the_same_chains(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal.add("application", {"company": "Acme", "title": "Chef"})
    terminal.add("person", {"name": "Ana", "company": "Acme", "is_contact": True})
    whole = terminal("paths", "Acme"), terminal("paths", "--all")
    assert "Me → Ana" in whole[0].out
    monkeypatch.setattr(cutting, "MOST_TIES_LOADED", 0)
    assert (terminal("paths", "Acme"), terminal("paths", "--all")) == whole
    assert "give --max-ties 3" in terminal("paths", "Acme", "--max-ties", "4").err
