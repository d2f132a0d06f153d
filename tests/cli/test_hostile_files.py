"""Hostile and broken files: a clear sentence, and the store as it was."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.terminal import Terminal

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


def huge(path: Path, head: bytes) -> None:
    """Make a file of 200 MB that takes no space: the rest is a hole."""
    with path.open("wb") as file:
        file.write(head)
        file.truncate(200 * 2**20)


WITHOUT_HEADER = (
    "Ana,Silva,https://www.linkedin.com/in/ana,,Acme,Engineer,01 Mar 2024\n"
)
REFUSED: dict[str, Callable[[Path], object]] = {
    "an empty file": lambda path: path.write_bytes(b""),
    "blank lines": lambda path: path.write_text("\n \n\n", "utf-8"),
    "a picture": lambda path: path.write_bytes(PNG),
    "200 MB of nothing": lambda path: huge(path, b""),
    "200 MB with a header": lambda path: huge(path, HEADER.encode()),
    "no header": lambda path: path.write_text(WITHOUT_HEADER * 9, "utf-8"),
    "only a header": lambda path: path.write_text(HEADER, "utf-8"),
    "nobody named": lambda path: path.write_text(HEADER + ",,,,,,\n,,,,,,\n", "utf-8"),
    "a web page": lambda path: path.write_text("<!doctype html><p>Sign in", "utf-8"),
    "no text": lambda path: path.write_bytes(bytes(range(256)) * 99),
    "a broken archive": lambda path: path.write_bytes(b"PK\x03\x04" + b"x" * 999),
    "JSON": lambda path: path.write_text('{"a": [1, 2]}', "utf-8"),
}


@pytest.mark.parametrize("what", REFUSED)
@pytest.mark.parametrize("words", [[], ["--from-friend", "Fay"], ["--dry-run"]])
def test_a_file_of_which_nothing_can_be_taken_leaves_the_store_as_it_was(
    terminal: Terminal, tmp_path: Path, what: str, words: list[str]
) -> None:
    terminal.add("application", {"company": "Acme", "title": "Engineer"})
    before = terminal.export()
    file = tmp_path / "Connections.csv"
    REFUSED[what](file)
    answer = terminal("import", file, "--json", *words)
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.count("\n") == 1
    assert "Connections.csv" in answer.err
    assert "inside Foothold" not in answer.err
    assert terminal.export() == before


@pytest.mark.parametrize(
    "name",
    [
        "</script><img src=x onerror=alert(1)>",
        '=HYPERLINK("http://evil.example";"x")',
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "Robert'); DROP TABLE person;--",
        "{{7*7}} {0} %s %(x)s",
        "![x](http://evil.example/x.png)",
        "Zoë 👩\u200d💻 محمد",
    ],
)
def test_a_hostile_name_is_only_a_name_everywhere(
    terminal: Terminal, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "Connections.csv"
    cell = '"' + name.replace('"', '""') + '"'
    file.write_text(
        f"{HEADER}{cell},,https://www.linkedin.com/in/x,,{cell},{cell},01 Mar 2024\n",
        "utf-8",
    )
    [told] = terminal("import", file, "--json").json["files"]
    assert (told["new"], told["problems"]) == (1, [])
    export = json.loads(terminal.export())
    assert name in {row["name"] for row in export["person"]}
    assert name in {row["name"] for row in export["company"]}
    [chain] = terminal("paths", name, "--json").json["chains"]
    assert chain["people"] == ["Me", name]
    assert name in terminal("paths", name).out
    [again] = terminal("import", file, "--json").json["files"]
    assert (again["new"], again["known"]) == (0, 1)
    assert terminal("check").status == 0


def test_an_export_is_not_taken_for_a_backup_or_a_table(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal.export()
    answer = terminal("restore", tmp_path / "export.json")
    assert answer.status == 1
    assert "backup" in answer.err
