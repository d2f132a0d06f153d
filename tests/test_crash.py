"""Kill -9 at any moment: what was committed is there, nothing is there by half."""

from __future__ import annotations

import multiprocessing
import os
import time
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import run
from tests.commands import crashing

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX's")

STATEMENTS = range(1, 200, 5)
"""Statements to die at: an import takes about 30, logging with an offer 25."""
MOMENTS = 20


@pytest.fixture(scope="module")
def processes() -> multiprocessing.context.ForkServerContext:
    """Give quick processes: what they need is imported, and was done, once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.commands.rehearsed"])
    return context


def kill(
    processes: multiprocessing.context.ForkServerContext,
    folder: Path,
    *,
    seed: int,
    at: int = 0,
    after: float = 0,
) -> bool:
    """Let a searcher work, and kill them.

    Returns:
        Whether a journal was left, that is whether a transaction was open.
    """
    path, acks = folder / "foothold.db", folder / f"acks.{seed}"
    child = processes.Process(
        target=crashing.work_on, args=(str(path), str(acks), seed, at), daemon=True
    )
    child.start()
    if not at:
        end = time.monotonic() + 30
        while not acks.exists() and time.monotonic() < end:
            time.sleep(0.005)
        time.sleep(after)
        child.kill()
    child.join(timeout=60)
    assert child.exitcode == -9
    child.close()
    return any(
        path.with_name(path.name + tail).exists() for tail in ("-journal", "-wal")
    )


def noted(folder: Path) -> Path:
    """Put the notes of all who were killed together."""
    together = folder / "acks"
    notes = [part.read_text("utf-8") for part in sorted(folder.glob("acks.*"))]
    together.write_text("".join(notes), "utf-8")
    return together


def test_killed_at_any_statement_nothing_is_lost_and_nothing_half_done(
    tmp_path: Path, processes: multiprocessing.context.ForkServerContext
) -> None:
    journals = 0
    for number in STATEMENTS:
        journals += kill(processes, tmp_path, seed=number, at=number)
        crashing.assert_whole(tmp_path / "foothold.db", noted(tmp_path))
    assert journals > len(STATEMENTS) / 2  # recovery really ran
    assert run("--db", tmp_path / "foothold.db", "check").status == 0


def test_killed_at_any_moment_nothing_is_lost_and_nothing_half_done(
    tmp_path: Path, processes: multiprocessing.context.ForkServerContext
) -> None:
    random = Random(1)  # noqa: S311 - no secret
    count = 0
    for number in range(1, 6 * MOMENTS):
        if number > MOMENTS and count >= MOMENTS:
            break
        longest = 0.3 * (1 + number // MOMENTS)  # a busy machine gets more time
        kill(processes, tmp_path, seed=number, after=random.uniform(0, longest))
        count = crashing.assert_whole(tmp_path / "foothold.db", noted(tmp_path))
    assert count >= MOMENTS
    assert run("--db", tmp_path / "foothold.db", "check").status == 0
