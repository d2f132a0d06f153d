"""`foothold rounds`, `debrief` and `close-out`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.terminal import Answer, Terminal

ACME = {"company": "Acme", "title": "Engineer"}
SCREEN = ACME | {"starts_at": "2026-03-02T10:00Z", "interviewers": ["Ana Silva"]}
ONSITE = ACME | {"starts_at": "2026-03-09T10:00Z", "kind": "onsite", "minutes": 90}


@pytest.fixture
def acme(terminal: Terminal) -> Terminal:
    """One application with a screen in the past and an onsite after it."""
    terminal.add("application", ACME | {"applied_on": "2026-02-20"})
    terminal.add("round", [SCREEN, ONSITE])
    return terminal


def give(terminal: Terminal, command: str, which: str, facts: object) -> Answer:
    file: Path = terminal.folder / "facts.json"
    file.write_text(json.dumps(facts), "utf-8")
    return terminal(command, which, file, "--json")


def test_rounds_are_listed_by_what_is_to_be_done(acme: Terminal) -> None:
    answer = acme("rounds", "--on", "2026-03-03", "--json").json
    [screen], [onsite] = answer["to_debrief"], answer["ahead"]
    assert (screen["kind"], screen["interviewers"]) == ("screen", ["Ana Silva"])
    assert screen["starts_at"] == "2026-03-02T10:00:00+00:00"
    assert onsite["preparation"][0] == {"what": "Ask who interviews you", "done": False}
    assert answer["cost"] == {
        "hours": 0.75,
        "interviews": 1,
        "take_homes": 0,
        "take_home_hours": 0,
    }
    said = acme("rounds", "--on", "2026-03-03").out
    assert said.startswith("One interview to debrief. Next is Acme, Mon 9 Mar at ")
    assert "0.8 hours in 1 interview." in said


def test_the_round_that_waits_is_debriefed_by_the_companys_name(
    acme: Terminal,
) -> None:
    facts = {
        "went": 4,
        "questions": [
            {"what": "Explain Adam", "bad_kind": "looked_up"},
            {"what": "The longest common subsequence", "bad_kind": "too_easy"},
            {"what": "Describe it to your grandma", "bad_kind": "several_skills"},
        ],
    }
    last = acme("rounds", "--on", "2026-03-03", "--json").json["to_debrief"][0]
    answer = give(acme, "debrief", last["id"], facts).json
    # an easy question is right in a screen: two of three are bad
    assert answer["questions"] == {"bad": 2, "of": 3}
    assert answer["red_flag"]
    listed = acme("rounds", "--on", "2026-03-03", "--json").json
    assert listed["to_debrief"] == []
    assert [each["debriefed"] for each in listed["past"]] == [True]


def test_words_under_an_nda_are_not_kept(acme: Terminal) -> None:
    facts = {"is_nda": True, "questions": [{"what": "A riddle of theirs"}]}
    answer = give(acme, "debrief", "Acme", facts)
    assert answer.json["questions"] == {"bad": 0, "of": 1}
    assert "counted without words" in answer.err
    assert b"riddle" not in acme.export()


def test_an_application_is_closed_out_once_it_has_ended(acme: Terminal) -> None:
    early = give(acme, "close-out", "Acme", {"experience": "negative"})
    assert (early.status, early.out) == (1, "")
    assert "is still in Applied" in early.err
    acme("move", "Acme", "rejected", "--on", "2026-03-20")
    answer = give(acme, "close-out", "Acme", {"experience": "negative"}).json
    assert (answer["result"], answer["experience"]) == ("no offer", "negative")
    assert answer["process_days"] == 28  # 20 February to 20 March


@pytest.mark.parametrize(
    ("which", "said"),
    [("Nowhere", "No application fits"), ("00000000", "No application fits")],
)
def test_a_round_that_is_not_there_is_said_in_one_sentence(
    acme: Terminal, which: str, said: str
) -> None:
    answer = give(acme, "debrief", which, {"went": 3})
    assert answer.status == 1
    assert answer.err.startswith(said)
    assert answer.err.count("\n") == 1
