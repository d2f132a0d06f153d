"""A searcher at work, in a process that will be killed; and what must hold then."""

from __future__ import annotations

import os
import signal
from collections import Counter
from random import Random
from typing import TYPE_CHECKING

from sqlalchemy import event

from tests.commands.making import MONDAY, contact, contacts, log, offer
from tracker import backup, commands
from tracker.models import (
    Application,
    Grant,
    ImportBatch,
    ImportRow,
    Offer,
    Person,
    Stage,
    StageChange,
    Tie,
)
from tracker.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.store import Work

CONTACTS = 60
GRANT = {"value": "400000", "shares_by_year": [50, 50]}


def work_on(path: str, acks: str, seed: int, kill_at: int) -> None:
    """Do 100 changes, noting each one that is committed.

    Args:
        path: The store.
        acks: The file to note them in, a line each.
        seed: What the changes are drawn with; no two runs share one.
        kill_at: Die just before this statement or commit; 0 to live on.
    """
    store = Store(path)
    if kill_at:
        _die_at(store, kill_at)
    random = Random(seed)  # noqa: S311 - no secret
    noted = os.open(acks, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    for number in range(100):
        act = random.choice(ACTS)
        with store.change() as work:
            done = act(work, f"{seed}.{number}")
        os.write(noted, f"{done}\n".encode())


def _die_at(store: Store, kill_at: int) -> None:
    left = kill_at

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(store.engine, "before_cursor_execute", count)
    event.listen(store.engine, "commit", count)


def _log(work: Work, name: str) -> str:
    """Log an application with an offer: a dozen rows of six tables."""
    row = log(work, f"Company {name}", name, stage="applied")
    commands.move(work, row.id, to=Stage.SCREEN, on=MONDAY)
    offer(work, company=f"Company {name}", title=name, grants=[GRANT, GRANT])
    return f"application {name}"


def _import(work: Work, name: str) -> str:
    rows = (contact(n, f"{name} {n}", f"Home of {n % 7}") for n in range(CONTACTS))
    commands.add_import(work, contacts(*rows, file=name), friend="Fay", today=MONDAY)
    return f"import {name}"


def _undo(work: Work, _name: str) -> str:
    batches = sorted(work.all(ImportBatch), key=lambda batch: batch.file)
    if not batches:
        return "nothing"
    commands.undo_import(work, batches[0].id)
    return f"undo {batches[0].file}"


ACTS = (_log, _log, _log, _import, _undo)


def assert_whole(path: Path, acks: Path) -> int:
    """Say that everything noted is there, and everything there is whole.

    Returns:
        How many changes were noted.
    """
    store = Store(path)
    try:
        assert [f for f in backup.check(store) if f.problem] == []
        lines = acks.read_text("utf-8").splitlines() if acks.exists() else []
        with store.reading() as work:
            _assert_applications(work, {line for line in lines if line[0] == "a"})
            _assert_imports(work, lines)
    finally:
        store.close()
    return len(lines)


def _assert_applications(work: Work, noted: set[str]) -> None:
    rows = work.all(Application)
    stages = Counter(change.application_id for change in work.all(StageChange))
    offers = {row.application_id: row.id for row in work.all(Offer)}
    grants = Counter(grant.offer_id for grant in work.all(Grant))
    for row in rows:
        assert row.stage is Stage.OFFER
        assert stages[row.id] == 3
        assert grants[offers[row.id]] == 2
    assert noted <= {f"application {row.title}" for row in rows}


def _assert_imports(work: Work, lines: list[str]) -> None:
    batches = {batch.file: batch.id for batch in work.all(ImportBatch)}
    rows = Counter(row.batch_id for row in work.all(ImportRow))
    named = {row.id: row.name for row in work.all(Person)}
    people = Counter(name.split(" ")[0] for name in named.values() if " " in name)
    ties = Counter(named[tie.to_id].split(" ")[0] for tie in work.all(Tie))
    for name, id_ in batches.items():
        assert rows[id_] == people[name] == ties[name] == CONTACTS
    assert people.keys() == batches.keys()
    undone = {line.removeprefix("undo ") for line in lines if line[0] == "u"}
    imported = {line.removeprefix("import ") for line in lines if line[0] == "i"}
    assert not undone & batches.keys()
    # An undoing may have been committed and killed before it was noted.
    assert len(imported - undone - batches.keys()) <= 1
