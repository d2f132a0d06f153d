"""The words of a command, its exit status, and that nobody ever sees a traceback."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import ROOT, SAMPLES, Terminal, run, spawn
from tracker.cli.serving import free_port
from tracker.errors import InvalidError

if TYPE_CHECKING:
    from pathlib import Path

ACME = {"company": "Acme", "title": "Engineer"}


@pytest.mark.parametrize(
    "words",
    [
        ["today"],
        ["paths", "Acme"],
        ["paths", "--all"],
        ["offers"],
        ["plan", "--start", "2026-09-01"],
        ["check"],
    ],
)
def test_the_store_and_json_are_said_before_or_after_the_command(
    tmp_path: Path, words: list[str]
) -> None:
    file, url = tmp_path / "a.db", f"sqlite:///{tmp_path / 'a.db'}"
    before = run("--db", file, "--json", *words).json
    assert run(*words, "--json", "--db", url).json == before
    assert run("--json", *words, f"--db={file}").json == before
    assert run("--db", url, *words, "--json").json == before
    answer = run("--db", file, *words)
    assert answer.status == 0
    assert not answer.out.lstrip().startswith(("{", "["))


def test_the_store_after_the_command_goes_before_the_one_in_front(
    tmp_path: Path,
) -> None:
    answer = run("--db", tmp_path / "a.db", "check", "--db", tmp_path / "b.db")
    assert answer.status == 0
    assert [path.name for path in tmp_path.iterdir()] == ["b.db"]


def test_the_environment_names_the_store(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'mine.db'}"
    assert spawn("check", FOOTHOLD_DATABASE_URL=url).status == 0
    assert (tmp_path / "mine.db").exists()


@pytest.mark.postgres
def test_the_terminal_works_on_postgresql(postgres_url: str, tmp_path: Path) -> None:
    file = SAMPLES / "labeldekho" / "Connections.csv"
    assert run("--db", postgres_url, "import", file).status == 0
    assert run("--db", postgres_url, "export", tmp_path / "a.json").status == 0
    told = json.loads((tmp_path / "a.json").read_bytes())
    assert len(told["import_row"]) > 5
    assert run("--db", postgres_url, "backup", tmp_path / "a.db").status == 0
    assert run("--db", postgres_url, "restore", tmp_path / "a.db").status == 0
    assert run("--db", postgres_url, "check").status == 0


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["dance"],
        ["paths"],
        ["paths", "Acme", "--all"],
        ["paths", "Acme", "--max-ties", "0"],
        ["paths", "Acme", "--max-ties", "²"],
        ["paths", "Acme", "--top", "x"],
        ["add"],
        ["add", "dance"],
        ["move", "Acme"],
        ["move", "Acme", "dreaming"],
        ["move", "Acme", "offer", "--on", "tomorrow"],
        ["import"],
        ["plan", "--notice-days", "-1"],
        ["plan", "--start", "2026-02-30"],
        ["export"],
        ["today", "--json", "x"],
        ["run", "--port", "70000"],
    ],
)
def test_words_that_are_no_command_are_a_usage_error(
    terminal: Terminal, words: list[str]
) -> None:
    terminal.db.unlink()
    answer = terminal(*words)
    assert (answer.status, answer.out) == (2, "")
    assert "usage: foothold" in answer.err
    assert not terminal.db.exists()


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["paths", "--help"]])
def test_help_is_no_error(words: list[str]) -> None:
    answer = run(*words)
    assert (answer.status, answer.err) == (0, "")


GARBAGE = ["", "{", "[1]", "null", "7", '"x"', "[[]]", "[" * 100_000, "NaN", "\0"]


@pytest.mark.parametrize("kind", ["application", "tie", "offer", "round"])
@pytest.mark.parametrize("given", GARBAGE, ids=range(len(GARBAGE)))
def test_json_that_is_no_record_is_refused_in_a_sentence(
    terminal: Terminal, tmp_path: Path, kind: str, given: str
) -> None:
    (tmp_path / "x.json").write_text(given, "utf-8")
    answer = terminal("add", kind, tmp_path / "x.json")
    assert (answer.status, answer.out) == (1, "")
    assert is_one_sentence(answer.err)


def is_one_sentence(text: str) -> bool:
    one_line = text.count("\n") == 1 and text.endswith(".\n")
    return one_line and "Traceback" not in text and "inside Foothold" not in text


@pytest.mark.parametrize(
    "words",
    [
        ["import", "{folder}"],
        ["import", "{folder}/none.csv"],
        ["import", "{folder}/" + "x" * 300],
        ["add", "application", "{folder}"],
        ["add", "application", "{folder}/none.json"],
        ["export", "{folder}"],
        ["export", "{folder}/no/such/place.json"],
        ["export", "."],
        ["export", "/"],
        ["backup", "{folder}"],
        ["backup", "{folder}/no/such/place.db"],
        ["backup", "{folder}/" + "x" * 300],
        ["restore", "{folder}"],
        ["move", "", "offer"],
        ["move", "\ud800", "offer"],
        ["import", "{folder}/x.csv", "--map", "nonsense"],
        ["plan", "--start", "0001-01-02"],
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(
    terminal: Terminal, tmp_path: Path, words: list[str]
) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", "utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "x.csv").write_text("a,b\n1,2\n", "utf-8")
    answer = terminal(*(word.format(folder=folder) for word in words))
    assert (answer.status, answer.out) == (1, "")
    assert is_one_sentence(answer.err), answer.err


@pytest.mark.parametrize("on", ["0001-01-01", "1900-01-01", "9999-12-31"])
def test_any_day_can_be_asked_about(terminal: Terminal, on: str) -> None:
    terminal.add("application", ACME | {"stage": "screen"})
    answer = terminal("today", "--on", on, "--json")
    assert answer.status in {0, 1}
    assert "inside Foothold" not in answer.err


@pytest.mark.parametrize(
    "db",
    [
        "mysql://host/x",
        "postgresql://host:x/y",
        "postgresql://me:secret@127.0.0.1:1/x",
        "/dev/null/x.db",
        "{folder}",
        "{folder}/notes.txt",
        "{folder}/theirs.db",
        "sqlite://",
        "://",
    ],
)
def test_a_store_that_cannot_be_opened_is_refused_in_a_sentence(
    tmp_path: Path, db: str
) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    with sqlite3.connect(tmp_path / "theirs.db") as raw:
        raw.execute("CREATE TABLE theirs (id)")
    raw.close()
    for words in (["check"], ["today", "--json"], ["restore", tmp_path / "notes.txt"]):
        answer = run("--db", db.format(folder=tmp_path), *words)
        assert (answer.status, answer.out) == (1, "")
        assert is_one_sentence(answer.err)
        assert "secret" not in answer.err
    assert (tmp_path / "notes.txt").read_text("utf-8") == "mine"


def test_the_app_does_not_start_on_a_store_that_cannot_be_opened(
    tmp_path: Path,
) -> None:
    answer = run("--db", tmp_path, "run", "--no-browser")
    assert (answer.status, answer.out) == (1, "")
    assert is_one_sentence(answer.err)


def test_starting_the_app_waits_for_no_other_command() -> None:
    words = """
import sys
from tracker import cli
assert cli._parser(["run"]).parse_args(["run", "--no-browser"]).port == 8501
assert not {"sqlmodel", "numpy", "pandas", "tracker.cli.every"} & sys.modules.keys()
assert cli._parser(["paths"]).parse_args(["paths", "ACME"]).top == 10
"""
    subprocess.run([sys.executable, "-c", words], check=True, timeout=60)


def test_a_taken_port_gives_way_to_the_next() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        wanted = taken.getsockname()[1]
        assert wanted < free_port(wanted) <= wanted + 99 or wanted > 65_400
    assert free_port(0) > 0
    with pytest.raises(InvalidError):
        free_port(65_536)


# --- In a process of its own ----------------------------------------------------


def test_the_console_script_is_the_same(tmp_path: Path) -> None:
    from importlib.metadata import entry_points  # noqa: PLC0415

    [script] = entry_points(group="console_scripts", name="foothold")
    assert script.value == "tracker.cli:main"
    assert spawn("--db", tmp_path / "a.db", "check").status == 0
    assert spawn("dance").status == 2


def test_names_are_written_as_utf8_whatever_the_machine_speaks(tmp_path: Path) -> None:
    db, given = tmp_path / "a.db", json.dumps({"company": "Zoë 👩", "title": "محمد"})
    spawn("--db", db, "add", "application", given=given, PYTHONIOENCODING="ascii")
    answer = spawn("--db", db, "move", "Zoë 👩", "offer", PYTHONIOENCODING="ascii")
    assert "Zoë 👩, محمد" in answer.out


@pytest.mark.skipif(os.name != "posix", reason="a closed pipe is POSIX's")
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "tracker", "--db", str(tmp_path / "a.db"), "today"]
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(
            words, stdout=pipe, stderr=subprocess.PIPE, check=False, cwd=ROOT
        )
    assert (done.returncode, done.stderr) == (0, b"")
