"""What is due, answers to it and the follow-up rules, from a terminal."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.terminal import Terminal


def days_ago(days: int) -> str:
    return (date.today() - timedelta(days=days)).isoformat()  # noqa: DTZ011


@pytest.fixture
def two(terminal: Terminal) -> Terminal:
    """One application to follow up, and one that was silent for very long."""
    for company, days in (("Acme", 10), ("Silent Co", 60)):
        given = {"company": company, "title": "Engineer", "applied_on": days_ago(days)}
        terminal.add("application", given)
    return terminal


def due(terminal: Terminal) -> list[dict[str, object]]:
    found: list[dict[str, object]] = terminal("today", "--json").json["due"]
    return found


def test_today_says_what_is_due_and_what_is_silent(two: Terminal) -> None:
    lines = two("today").out.splitlines()
    assert lines[0] == "One thing to do. Start with Acme."
    assert lines[1].endswith("Follow up with Acme on “Engineer”")
    assert lines[2] == "Quiet for long:"
    assert lines[3].endswith("No answer from Silent Co on “Engineer”")
    answer = two("today", "--json").json
    assert [each["kind"] for each in answer["due"]] == ["follow_up", "no_answer"]
    assert len(answer["quiet"]) == 1


def test_a_thing_is_pinned_put_off_done_and_retired(two: Terminal) -> None:
    first = str(due(two)[0]["key"])
    assert two("answer", first, "pin").out.startswith("Pin: Follow up with Acme")
    [pinned, silent] = due(two)
    assert pinned["pinned"]

    key, tomorrow = str(pinned["key"]), days_ago(-1)
    assert two("answer", key, "later", "--until", tomorrow).status == 0
    [_, later] = due(two)
    assert (later["due_on"], later["ahead"]) == (tomorrow, True)
    assert two("answer", key, "done").status == 0
    assert two("answer", str(silent["key"]), "never").status == 0
    assert due(two) == []


def test_an_answer_to_nothing_is_refused_in_one_sentence(two: Terminal) -> None:
    key = str(due(two)[0]["key"])
    for words in (
        ("follow_up:none", "done"),
        (key, "later"),
        (key, "done", "--until", days_ago(-1)),
        (key, "unpin"),
    ):
        answer = two("answer", *words)
        assert (answer.status, answer.out) == (1, "")
        assert len(answer.err.strip().splitlines()) == 1


def test_the_numbers_of_the_rules_are_shown_and_changed(
    two: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / "rules.json"
    file.write_text(json.dumps({"follow_up_days": 12}), "utf-8")
    changed = two("rules", file, "--json").json
    assert changed["rules"]["follow_up_days"] == 12
    assert changed["usual"]["follow_up_days"] == 7
    assert "follow_up" not in {each["kind"] for each in due(two)}
    assert "12  Write: first follow-up, days after applying (usually 7)" in (
        two("rules").out
    )
    file.write_text(json.dumps({"follow_up_days": 0}), "utf-8")
    refused = two("rules", file)
    assert (refused.status, refused.out) == (1, "")
    assert "follow_up_days" in refused.err
