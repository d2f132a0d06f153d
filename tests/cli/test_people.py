"""People from a terminal: who is here twice, who moved, and whom to delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.terminal import Terminal

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def test_two_are_made_one_and_parted(terminal: Terminal) -> None:
    for name in ("Ana Silva", "Ana S."):
        terminal.add("person", {"name": name, "email": "ana@example.com"})
    before = terminal.export()
    [found] = terminal("twice", "--json").json["suggested"]
    assert (found["kind"], found["why"]) == ("person", "have the same e-mail address")
    merged = terminal("twice", "--merge", *found["ids"], "--json").json["merged"]
    assert terminal("twice", "--json").json["suggested"] == []
    assert terminal("twice", "--part", merged, "--json").json["changed"] == 0
    assert terminal.export() == before
    assert terminal("twice", "--apart", *found["ids"]).status == 0
    assert terminal("twice").out == "Nobody seems to be here twice.\n"


def test_nobody_is_deleted_without_the_word_for_sure(terminal: Terminal) -> None:
    terminal.add("person", {"name": "Ana Silva", "email": "ana@example.com"})
    refused = terminal("erase", "person", "Ana Silva")
    assert (refused.status, refused.out) == (1, "")
    assert "add --sure" in refused.err
    assert b"Ana Silva" in terminal.export()
    assert terminal("erase", "person", "Ana Silva", "--sure").status == 0
    assert b"Ana" not in terminal.export()
    assert terminal("erase", "person", "Ana Silva", "--sure").status == 1


def test_a_newer_export_tells_who_moved(terminal: Terminal) -> None:
    terminal.add("application", {"company": "Acme", "title": "Engineer"})
    assert terminal("changes", "--json").json == {"since": None}
    link = "https://www.linkedin.com/in/bo"
    for company in ("Other", "Acme"):
        file = terminal.folder / f"{company}.csv"
        file.write_text(f"{HEADER}Bo,Ott,{link},,{company},Lead,03 Feb 2026\n", "utf-8")
        assert terminal("import", file).status == 0
    told = terminal("changes", "--json").json
    assert [row["person"] for row in told["arrived"]] == ["Bo Ott"]
    assert told["moved"][0]["before"] == {"company": "Other", "title": "Lead"}
    assert "Lead at Other, now Lead at Acme" in terminal("changes").out


def test_an_import_is_taken_back_and_asks_about_edits(terminal: Terminal) -> None:
    file = terminal.folder / "Connections.csv"
    file.write_text(f"{HEADER}Bo,Ott,,,Acme,Lead,03 Feb 2026\n", "utf-8")
    before = terminal.export()
    assert terminal("import", file).status == 0
    terminal.add("ask", {"person": "Bo Ott", "company": "Acme"})
    refused = terminal("take-back", "connections.csv")
    assert (refused.status, "--keep-edits" in refused.err) == (1, True)
    told = terminal("take-back", "connections.csv", "--with-edits", "--json").json
    assert told["kept"] == []
    assert b"Bo Ott" not in terminal.export()
    assert b"Bo Ott" not in before
    assert terminal("take-back", "connections.csv").status == 1
