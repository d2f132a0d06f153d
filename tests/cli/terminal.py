"""Running commands as a person at a terminal would, in this process or another."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from tests.stores import new_store
from tracker import cli

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "importers" / "data"


class Answer(NamedTuple):
    """What a command gave back."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401
        """The answer of a command that was asked for JSON."""
        assert self.status == 0, self.err
        return json.loads(self.out)


def run(*words: object) -> Answer:
    """Run a command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = cli.main([str(word) for word in words])
        except SystemExit as leaving:  # argparse, for what is no command
            status = int(leaving.code or 0)
    return Answer(status, out.getvalue(), err.getvalue())


def spawn(*words: object, given: str = "", **environment: str) -> Answer:
    """Run a command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tracker", *map(str, words)],
        input=given.encode(),
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=os.environ | environment,
    )
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


class Terminal:
    """A terminal at which one store is named."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.db = folder / "foothold.db"
        if not self.db.exists():
            new_store(self.db)

    def __call__(self, *words: object) -> Answer:
        return run("--db", self.db, *words)

    def add(self, kind: str, given: object) -> Answer:
        """Add records, given as JSON in a file."""
        file = self.folder / "given.json"
        file.write_text(json.dumps(given), "utf-8")
        return self("add", kind, file, "--json")

    def export(self) -> bytes:
        """Give the whole store as JSON."""
        file = self.folder / "export.json"
        assert self("export", file).status == 0
        return file.read_bytes()
