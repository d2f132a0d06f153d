"""The log of a repository on this machine, read by Git without changing anything.

A repository is somebody else's file: its configuration must not make Git run or fetch
something. Git's log runs no hooks; signatures, external differences, text conversion,
pagers and the fetching of missing objects are turned off by name.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from tracker.errors import ImportRefusedError
from tracker.importers import contents, limits
from tracker.importers.commits import FORMAT, MOST_LINES

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 60
"""The longest that Git may take: it reads 100,000 commits in about 10."""
_SAFE = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C.UTF-8",
}


def log(path: Path, *, seconds: float = SECONDS) -> bytes:
    """Read who committed what to a repository, newest first.

    Args:
        path: The folder of the repository.
        seconds: How long Git may take.

    Raises:
        ImportRefusedError: If there is no Git, no repository there, or too much.
    """
    git = shutil.which("git")
    if git is None:
        raise ImportRefusedError(
            "Git is not installed here; run git log --name-only elsewhere and bring in "
            "what it prints."
        )
    shown = path.name or str(path)
    command = [
        *(git, "-C", str(path), "--no-pager", "--literal-pathspecs"),
        *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"),
        *("log", "--no-merges", "--no-show-signature", "--no-ext-diff"),
        *("--no-textconv", "--no-color", "--no-renames", "--name-only"),
        *(f"--max-count={MOST_LINES}", f"--format={FORMAT}"),
    ]
    with TemporaryFile() as out:
        try:
            done = subprocess.run(  # noqa: S603 - fixed words, and a folder after -C
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            wrong = f"took Git more than {seconds:.0f} seconds"
            raise contents.refusal(shown, wrong, _LESS) from error
        if done.returncode:
            wrong = "is no Git repository, or one without commits"
            raise contents.refusal(shown, wrong, "name the folder that holds .git")
        if out.seek(0, os.SEEK_END) > limits.TABLE_BYTES:
            raise contents.refusal(shown, "has a log of over 50 MB", _LESS)
        out.seek(0)
        return out.read()


def _environment() -> dict[str, str]:
    """This program's own, without what would send Git elsewhere."""
    kept = {name: text for name, text in os.environ.items() if name[:4] != "GIT_"}
    return kept | _SAFE


_LESS = "bring in what git log --name-only --since=2020-01-01 prints"
