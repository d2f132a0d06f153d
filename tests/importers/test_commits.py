"""Logs of Git: who is one person, who is none, and who worked with whom."""

from __future__ import annotations

import subprocess
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tracker.errors import ImportRefusedError
from tracker.importers import commits, read, repository
from tracker.importers.commits import CommitterRow
from tracker.models import ImportKind

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.importers import Parsed

LOG = """\
Ana Silva|ana@x.test|2020-01-02T10:00:00+01:00

a.py
b.py

Bo Li|bo@x.test|2020-03-02T10:00:00Z
Co-authored-by: Cy Fo <cy@x.test>

a.py

ana|ANA@x.test|2021-01-02T10:00:00+01:00

a.py

dependabot[bot]|49699333+dependabot[bot]@users.noreply.github.com|2021-01-02

a.py

Bo Li|7+bo@users.noreply.github.com|2022-01-01T00:00:00Z

c.py

Dee Far|dee@x.test|2023-05-05T00:00:00Z

a.py
"""


def parsed(text: str) -> Parsed:
    [found] = read("git.log", text.encode())
    assert found.kind is ImportKind.COMMITS
    return found


def rows(found: Parsed) -> list[CommitterRow]:
    return [row for row in found.rows if isinstance(row, CommitterRow)]


def test_people_are_one_by_address_or_full_name_and_bots_are_none() -> None:
    found = parsed(LOG)
    assert [(row.name, row.email, row.commits) for row in rows(found)] == [
        ("Ana Silva", "ana@x.test", 2),
        ("Bo Li", "bo@x.test", 2),
        ("Cy Fo", "cy@x.test", 1),
        ("Dee Far", "dee@x.test", 1),
    ]
    assert found.notices == ("1 commits of programs (bots) are left out.",)


def test_who_changed_the_same_file_while_both_were_there_worked_together() -> None:
    ana, bo, cy, dee = rows(parsed(LOG))
    assert ana.together == ()
    [with_ana] = bo.together
    assert (with_ana.number, with_ana.first, with_ana.last) == (
        1,
        date(2020, 3, 2),
        date(2021, 1, 2),
    )
    assert [(one.number, one.is_named) for one in cy.together] == [
        (1, False),
        (2, True),
    ]
    assert dee.together == ()  # who came when Ana and Bo had gone


def test_a_file_that_everybody_changes_ties_nobody() -> None:
    many = "".join(
        f"Per Son{n}|p{n}@x.test|2020-01-0{1 + n % 9}T00:00:00Z\n\nREADME\n\n"
        for n in range(commits.MOST_ON_A_FILE + 1)
    )
    assert not any(row.together for row in rows(parsed(many)))


def test_plain_git_log_is_read_too() -> None:
    text = f"""commit {"a" * 40} (HEAD -> main)
Author: Ana Silva <ana@x.test>
Date:   Thu Jan 2 10:00:00 2020 +0100

    Mend a: thing

    Co-authored-by: Bo Li <bo@x.test>

src/a.py
"""
    assert [(r.name, r.first) for r in rows(parsed(text))] == [
        ("Ana Silva", date(2020, 1, 2)),
        ("Bo Li", date(2020, 1, 2)),
    ]


@pytest.mark.timeout(20)
def test_a_commit_of_very_many_authors_takes_no_time() -> None:
    trailers = "Co-authored-by: Per Son <p@x.test>\n" * 100_000
    assert len(rows(parsed(f"Ana Silva|a@x.test|2020-01-01\n{trailers}"))) == 2


def test_a_repository_is_read_and_its_configuration_runs_nothing(
    tmp_path: Path,
) -> None:
    def git(*words: str) -> None:
        names = ["-c", "user.name=Ana Silva", "-c", "user.email=ana@x.test"]
        subprocess.run(["git", "-C", tmp_path, *names, *words], check=True)

    git("init", "--quiet")
    (tmp_path / "a.py").write_text("x")
    git("add", "a.py")
    git("commit", "--quiet", "-m", "One")
    ran = tmp_path / "ran"
    for key in ("core.fsmonitor", "core.pager", "gpg.program", "diff.external"):
        git("config", key, f"touch {ran}")
    git("config", "log.showSignature", "true")
    [found] = read("x.log", repository.log(tmp_path))
    assert [row.what for row in found.rows] == ["Ana Silva, 1 commit"]
    assert not ran.exists()


def test_a_folder_that_is_no_repository_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError, match="is no Git repository"):
        repository.log(tmp_path / "none")
