"""Friends who share, possible ties, jobs and repositories from the terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.terminal import Terminal

CONTACTS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Gil,Ott,,,Globex,Head,1 Jan 2024\n"
)
LOG = "Ana Silva|ana@x.test|2020-01-01\n\na.py\n\nBo Li|bo@x.test|2020-01-01\n\na.py\n"


def shared(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "Connections.csv"
    file.write_text(CONTACTS)
    answer = terminal("import", file, "--from-friend", "Fay Kim")
    assert "in no chain until you note when they agreed" in answer.err


def test_a_friend_agrees_and_is_removed(terminal: Terminal, tmp_path: Path) -> None:
    shared(terminal, tmp_path)
    unheard = terminal("paths", "Globex", "--json")
    assert unheard.json["chains"] == []
    assert "One friend's contacts are in no chain" in unheard.err
    words = ["friends", "--agreed", "Fay Kim", "--on", "2024-02-01", "--how", "by mail"]
    [friend] = terminal(*words, "--json").json["friends"]
    assert (friend["name"], friend["files"], friend["agreed"]) == ("Fay Kim", 1, True)
    heard = terminal("paths", "Globex", "--json")
    assert "in no chain" not in heard.err
    [chain] = heard.json["chains"]
    assert chain["people"][-1] == "Gil Ott"
    assert terminal("friends", "--remove", "Fay Kim", "--json").json["friends"] == []
    assert terminal("friends", "--remove", "Nobody").status == 1


def test_consent_needs_a_friend_and_a_day(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "Connections.csv"
    file.write_text(CONTACTS)
    assert terminal("import", file, "--agreed-on", "2024-02-01").status == 1
    answer = terminal("import", file, "--from-friend", "Fay", "--agreed-how", "by mail")
    assert "give --from-friend and --agreed-on" in answer.err


def test_a_possible_tie_is_confirmed_and_another_refuted(terminal: Terminal) -> None:
    jobs = [
        {"person": name, "company": "Initech", "team": "Search", "team_size": 6}
        for name in ("Me", "Bo", "Cy")
    ]
    terminal.add("position", jobs)
    found = terminal("possible-ties", "--json").json["possible"]
    assert [row["who"] for row in found] == ["You and Bo", "You and Cy", "Bo and Cy"]
    assert all(0 < row["chance"] < 1 for row in found)
    assert terminal("possible-ties", "--confirm", "Me", "Bo").status == 0
    left = terminal("possible-ties", "--refute", "Cy", "Bo", "--json").json["possible"]
    assert [row["who"] for row in left] == ["You and Cy"]
    assert terminal("possible-ties", "--confirm", "Me", "Bo").status == 1


def test_schools_are_added_and_a_log_says_who_i_am(
    terminal: Terminal, tmp_path: Path
) -> None:
    stay = {"person": "Bo Li", "school": "TU", "programme": "CS"}
    assert terminal.add("education", stay).status == 0
    log = tmp_path / "git.txt"
    log.write_text(LOG)
    assert terminal("import", log, "--map", "me=Ana Silva").status == 0
    people = {
        row["id"]: row["is_me"] for row in json.loads(terminal.export())["person"]
    }
    [tie] = json.loads(terminal.export())["tie"]
    assert people[tie["from_id"]]
    assert terminal("import").status == 2
    assert terminal("import", "--git", tmp_path).status == 1


def test_paths_use_possible_ties_where_they_are_asked_for(terminal: Terminal) -> None:
    terminal.add("person", {"name": "Bo", "company": "Acme"})
    for name in ("Me", "Bo"):
        given = {"person": name, "company": "Initech", "team": "Search"}
        terminal.add("position", given | {"team_size": 6, "started_on": "2020-01-01"})
    assert terminal("paths", "Acme", "--json").json["chains"] == []
    [chain] = terminal("paths", "Acme", "--possible", "--json").json["chains"]
    assert chain["people"] == ["Me", "Bo"]
    assert chain["ties"][0]["possible"]
    assert "possible only" in terminal("paths", "Acme", "--possible").out
