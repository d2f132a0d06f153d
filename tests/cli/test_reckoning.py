"""`foothold funnel` and `foothold forecast`: the shape of the answers, the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tracker.rates import Milestone

if TYPE_CHECKING:
    from tests.cli.terminal import Terminal

ON = ("--on", "2026-05-01")
RATE = {"successes", "n", "share", "low", "high"}


@pytest.fixture
def logged(terminal: Terminal) -> Terminal:
    """Give a log of 12 rejections and one referred application at its onsite."""
    for n in range(12):
        given = {"company": f"Firm {n}", "title": "Engineer", "source": "online"}
        terminal.add("application", {**given, "applied_on": "2026-03-02"})
        terminal("move", f"Firm {n}", "rejected", "--on", "2026-03-12")
    given = {"company": "Acme", "title": "Data scientist", "source": "referral"}
    terminal.add("application", {**given, "applied_on": "2026-03-02"})
    for stage, day in (("screen", "2026-03-10"), ("onsite", "2026-04-20")):
        terminal("move", "Acme", stage, "--on", day)
    return terminal


def funnel(terminal: Terminal, *words: str) -> Any:  # noqa: ANN401
    return terminal("funnel", *words, *ON, "--json").json


def test_the_funnel_counts_what_was_ever_reached(logged: Terminal) -> None:
    answer = funnel(logged)

    assert answer["on"] == "2026-05-01"
    assert answer["reached"] == {
        "applied": 13,
        "answered": 13,
        "interview": 1,
        "onsite": 1,
        "offer": 0,
        "accepted": 0,
    }
    interview = answer["steps"][1]
    assert (interview["before"], interview["after"]) == ("applied", "interview")
    assert (interview["passed"], interview["ended"], interview["waiting"]) == (1, 12, 0)
    assert interview["settled"].keys() == RATE
    # Wilson 1927: 1 of 13 is 1.4 to 33.3 %.
    assert interview["settled"]["share"] == pytest.approx(1 / 13)
    assert interview["settled"]["low"] == pytest.approx(0.0137, abs=1e-4)
    assert interview["settled"]["high"] == pytest.approx(0.3331, abs=1e-4)
    assert answer["onsite_to_offer"]["n"] == 0
    assert answer["onsite_to_offer"]["share"] is None
    cold = answer["chances"]["interview"]
    assert cold["chance"] == pytest.approx(20 * 0.084 / 32)
    assert cold["low"] < cold["chance"] < cold["high"]
    assert cold["own"]["n"] == 12
    assert cold["prior"].keys() == {*("chance", "weight", "source", "as_of", "is_own")}


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("source", ["Online", "Referral"]),
        ("referral", ["Without", "With a referral"]),
        ("role", ["Other engineer", "Data scientist"]),
        ("size", ["Not said"]),
        ("resume", ["Not said"]),
    ],
)
def test_the_funnel_by_group_has_every_group(
    logged: Terminal, by: str, names: list[str]
) -> None:
    answer = funnel(logged, "--by", by)

    assert answer["by"] == by
    assert [group["name"] for group in answer["groups"]] == names
    assert len(answer["groups"][0]["steps"]) == 5
    assert all(said.endswith(".") for said in answer["comparison"])
    assert len(funnel(logged, "--by", "company")["groups"]) == 13


def test_before_anything_happened_there_is_nothing_under_way(logged: Terminal) -> None:
    answer = logged("forecast", "--on", "2026-03-01", "--json").json

    assert (answer["under_way"], answer["in_hand"]) == (0, 0)
    assert logged("funnel", "--on", "2026-03-01").status == 0


def test_an_own_figure_moves_the_funnel_and_the_forecast(logged: Terminal) -> None:
    before = logged("forecast", *ON, "--json").json
    own = ("--rate", "0.9", "--weight", "40", "--source", "Last year")
    answer = logged("priors", "offer", *own, "--json").json

    prior = answer["offer"]["prior"]
    assert (prior["chance"], prior["weight"], prior["is_own"]) == (0.9, 40, True)
    assert prior["source"] == "Last year"
    assert not answer["interview"]["prior"]["is_own"]
    assert funnel(logged)["chances"]["offer"]["chance"] == pytest.approx(0.9)
    after = logged("forecast", *ON, "--json").json
    chances = [each["points"][-1]["one_more"]["chance"] for each in (before, after)]
    assert chances[1] > chances[0] + 0.2

    assert "0.353" not in logged("priors").out
    assert "Published: 35%, counted as 20." in logged("priors").out
    logged("priors", "offer", "--published")
    assert logged("forecast", *ON, "--json").json == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--rate", "0.5"), "Say which rate is meant"),
        (("offer", "--rate", "0.5"), "A prior needs “weight”"),
        (("offer", "--rate", "1.5", "--weight", "3"), "must be less than 1"),
        (("offer", "--rate", "0.5", "--published"), "not both"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(
    terminal: Terminal, words: tuple[str, ...], said: str
) -> None:
    answer = terminal("priors", *words)

    assert answer.status == 1
    assert said in answer.err


def test_words_and_json_tell_the_same(logged: Terminal) -> None:
    said = logged("funnel", "--by", "referral", *ON).out

    assert said.startswith("8% of your applications lead to an interview.")
    assert "With a referral: 1 of 1 (21 to 100%, n = 1)" in said
    assert logged("funnel", "--by", "colour").status == 2


def test_an_empty_log_has_a_funnel_and_a_forecast(terminal: Terminal) -> None:
    answer = funnel(terminal)

    assert set(answer["reached"]) == {each.value for each in Milestone}
    assert terminal("funnel", *ON).out.startswith("Of 100 online applications")
    forecast = terminal("forecast", *ON, "--json").json
    assert forecast["under_way"] == 0
    assert all(point["one_more"]["chance"] == 0 for point in forecast["points"])
    assert len(forecast["changes"]) == 3


def test_the_forecast_is_the_same_each_time_and_within_bounds(logged: Terminal) -> None:
    answer = logged("forecast", *ON, "--json").json

    assert answer == logged("forecast", *ON, "--json").json
    assert (answer["under_way"], answer["in_hand"]) == (1, 0)
    assert answer["points"][0]["on"] == "2026-05-01"
    assert answer["points"][-1]["on"] == "2026-10-28"
    last = answer["points"][-1]["one_more"]
    assert 0 < last["low"] <= last["chance"] <= last["high"] < 1
    assert answer["points"][-1]["two_at_once"]["chance"] == 0
    gains = [each["after"] - each["before"] for each in answer["changes"]]
    assert gains == sorted(gains, reverse=True)
    said = logged("forecast", *ON).out
    assert "chance of an offer by Tue 30 Jun" in said
    assert "a bad week" in said
