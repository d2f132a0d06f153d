"""Taking out and bringing back in, from a terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

APPLICATION = {"company": "Acme", "title": "Engineer", "note": "With Ana Silva"}
PERSON = {"name": "Ana Silva", "company": "Acme", "is_contact": True}


@pytest.fixture
def filled(terminal: Terminal) -> Terminal:
    """Give a terminal whose store holds an application and a contact."""
    for kind, given in (("application", APPLICATION), ("person", PERSON)):
        assert terminal.add(kind, given).status == 0
    return terminal


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.json", b'{\n "foothold"'),
        ("a.ICS", b"BEGIN:VCALENDAR\r\n"),
        ("a.xlsx", b"PK\x03\x04"),
        ("a.zip", b"PK\x03\x04"),
        ("a.vcf", b"BEGIN:VCARD\r\n"),
        ("a.graphml", b"<?xml"),
        ("a.gexf", b"<"),
        ("a.md", b"# Where the search stands"),
        ("a.html", b"<!doctype html>"),
    ],
)
def test_the_ending_of_the_file_says_what_is_written(
    filled: Terminal, tmp_path: Path, name: str, start: bytes
) -> None:
    told = filled("export", tmp_path / name, "--json").json
    content = (tmp_path / name).read_bytes()
    assert content.startswith(start)
    assert told["bytes"] == len(content)
    assert told["notices"] == []


def test_an_ending_that_says_nothing_is_refused(
    filled: Terminal, tmp_path: Path
) -> None:
    answer = filled("export", tmp_path / "a.doc")
    assert answer.status == 1
    assert answer.err.count("\n") == 1
    assert ".json, .ics, .xlsx" in answer.err
    assert not (tmp_path / "a.doc").exists()


def test_an_export_can_keep_other_people_to_itself(
    filled: Terminal, tmp_path: Path
) -> None:
    for option in ("--anonymous", "--without-people"):
        assert filled("export", tmp_path / "a.json", option).status == 0
        text = (tmp_path / "a.json").read_text("utf-8")
        assert "Silva" not in text
        assert ("Person 1" in text) is (option == "--anonymous")
        (tmp_path / option).mkdir()
        other = Terminal(tmp_path / option)
        assert other("import", tmp_path / "a.json").status == 0
        assert other.export().decode() == text


@pytest.mark.parametrize("name", ["all.json", "all.zip"])
def test_an_export_fills_an_empty_store(
    filled: Terminal, tmp_path: Path, name: str
) -> None:
    filled("export", tmp_path / name)
    (tmp_path / "other").mkdir()
    other = Terminal(tmp_path / "other")
    [dry] = other("import", tmp_path / name, "--dry-run", "--json").json["files"]
    [told] = other("import", tmp_path / name, "--json").json["files"]
    assert dry == told
    assert (told["kind"], told["known"], told["problems"]) == ("foothold", 0, [])
    assert other.export() == filled.export()


def test_an_impossible_export_changes_nothing(filled: Terminal, tmp_path: Path) -> None:
    told = json.loads(filled.export())
    told["person"][0]["id"] = "x"
    file = tmp_path / "bad.json"
    file.write_text(json.dumps(told), "utf-8")
    before = filled.export()
    answer = filled("import", file)
    assert answer.status == 1
    assert answer.err.count("\n") == 1
    assert filled.export() == before
