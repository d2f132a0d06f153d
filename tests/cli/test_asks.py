"""`foothold asks` and `foothold ask-plan`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.terminal import Terminal


@pytest.fixture
def lumen(terminal: Terminal) -> Terminal:
    """Ana leads into Lumen and Umbra, Ben into Lumen only."""
    companies = ("Lumen", "Umbra")
    terminal.add("application", [{"company": c, "title": "Chef"} for c in companies])
    terminal.add("person", [{"name": f"In {c}", "company": c} for c in companies])
    ties = [
        ("Me", "Ana", 1),
        ("Me", "Ben", 0.5),
        ("Ana", "In Lumen", 0.8),
        ("Ana", "In Umbra", 0.6),
        ("Ben", "In Lumen", 1),
    ]
    terminal.add("tie", [{"from": a, "to": b, "chance": p} for a, b, p in ties])
    return terminal


def test_an_empty_store_has_no_asks_and_an_empty_plan(terminal: Terminal) -> None:
    answer = terminal("asks", "--on", "2026-03-02", "--json").json
    assert answer == {"on": "2026-03-02", "asks": [], "connectors": []}
    plan = terminal("ask-plan", "--json").json
    assert (plan["asks"], plan["expected"], plan["k"]) == ([], 0, 5)


def test_each_ask_tells_its_steps_and_who_rests(lumen: Terminal) -> None:
    ask = {"person": "Ana", "company": "Lumen", "title": "Chef"}
    lumen.add("ask", ask | {"asked_on": "2026-03-02"})
    answer = lumen("asks", "--on", "2026-03-10", "--json").json
    [one] = answer["asks"]
    assert (one["person"], one["company"], one["state"]) == ("Ana", "Lumen", "asked")
    assert (one["nudge"], one["silent_on"]) == (True, "2026-03-16")
    assert one["steps"] == [{"state": "asked", "on": "2026-03-02", "note": ""}]
    assert one["application"]
    [who] = answer["connectors"]
    assert (who["open"], who["may_be_asked"]) == (1, False)
    assert "Nudge Ana about Lumen." in lumen("asks", "--on", "2026-03-10").out
    said = lumen("asks", "--on", "2026-03-10").out
    assert "  Ana: 1 ask, 1 open, 0 agreed to; is being asked about Lumen\n" in said
    said = lumen("asks", "--on", "2026-04-01").out
    assert "  Ana: 1 ask, 0 open, 0 agreed to; may be asked again\n" in said
    later = lumen("asks", "--on", "2026-03-16", "--json").json
    assert later["asks"][0]["state"] == "silent"
    assert later["connectors"][0]["rests_until"] == "2026-04-01"
    free = lumen("asks", "--on", "2026-04-01", "--json").json
    assert free["connectors"][0]["may_be_asked"]


def test_the_plan_names_whom_to_ask_about_what(lumen: Terminal) -> None:
    plan = lumen("ask-plan", "--k", 5, "--on", "2026-03-02", "--json").json
    asks = {(one["person"], one["company"]) for one in plan["asks"]}
    assert asks == {("Ana", "Umbra"), ("Ben", "Lumen")}
    # By hand: .6 and .5; nothing is shared, so 1 - .4 x .5.
    assert plan["expected"] == pytest.approx(1.1)
    assert plan["at_least_one"] == pytest.approx(0.8)
    assert plan["expected"] <= plan["bound"]
    assert plan["share"] == pytest.approx(plan["expected"] / plan["bound"])
    assert plan["compared"]["closest_first"] <= plan["bound"]
    assert plan["max_ties"] == 3
    words = lumen("ask-plan", "--k", 1, "--on", "2026-03-02").out
    assert "2 companies you track, over chains of at most 3 ties." in words
    assert "80%  Me → Ana → In Lumen  at Lumen" in words
    words = lumen("ask-plan", "--max-ties", 1, "--on", "2026-03-02").out
    assert "Nobody can be asked this week.\n2 companies you track, over chains" in words


@pytest.mark.parametrize("k", ["0", "21", "x"])
def test_a_number_of_people_out_of_range_is_refused(terminal: Terminal, k: str) -> None:
    assert terminal("ask-plan", "--k", k).status == 2
