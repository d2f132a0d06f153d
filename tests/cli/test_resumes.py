"""Resume versions and own stages from a terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cli.terminal import run

if TYPE_CHECKING:
    from pathlib import Path


def written(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_version_is_kept_listed_with_its_application_and_given_back(
    store_url: str, tmp_path: Path
) -> None:
    cv = written(tmp_path / "cv.pdf", b"%PDF \x00\xff")
    assert run("resumes", "--add", cv, "--name", "Two pages").status == 0
    again = run("resumes", "--add", cv)
    assert "here already, as “Two pages”" in again.err
    given = {
        "company": "Acme",
        "title": "ML engineer",
        "resume": "two pages",
        "role": "ml_engineer",
        "tags": ["remote"],
        "excitement": 4,
        "next_step": "Call Bo",
    }
    file = written(tmp_path / "a.json", json.dumps(given))
    added = run("--json", "add", "application", file).json["added"][0]["id"]
    (version,) = run("--json", "resumes").json["resumes"]
    assert (version["name"], version["file"]) == ("Two pages", "cv.pdf")
    assert version["applications"] == [added]
    out = tmp_path / "out.pdf"
    assert run("resumes", "--get", "Two pages", out).status == 0
    assert out.read_bytes() == cv.read_bytes()
    taken = run("resumes", "--get", "Two pages", out)
    assert (taken.status, "choose a new name" in taken.err) == (1, True)
    assert store_url


def test_a_file_that_is_none_is_refused_in_a_sentence(
    store_url: str, tmp_path: Path
) -> None:
    for file, words in (
        (tmp_path / "none.pdf", "cannot be read"),
        (tmp_path, "cannot be read"),
        (written(tmp_path / "empty.pdf", b""), "is empty"),
        (written(tmp_path / "big.pdf", b"x" * (5 * 2**20 + 1)), "at most 5 MB"),
    ):
        answer = run("resumes", "--add", file)
        assert answer.status == 1
        assert words in answer.err
        assert answer.err.count("\n") == 1
    assert run("resumes", "--get", "x", tmp_path / "x").status == 1
    assert store_url


def test_an_own_stage_is_added_and_entered(store_url: str, tmp_path: Path) -> None:
    stage = written(tmp_path / "s.json", '{"name": "Team match", "stage": "onsite"}')
    assert run("add", "stage", stage).status == 0
    given = {"company": "Acme", "title": "Chef", "custom_stage": "Team match"}
    file = written(tmp_path / "a.json", json.dumps(given))
    assert run("add", "application", file).status == 0
    assert run("--json", "today").json["stages"]["onsite"] == 1
    assert store_url
