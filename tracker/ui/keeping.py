"""Copies of the store: to download, to keep on this machine, to go back to."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import streamlit as st

from tracker import backup, exporters
from tracker.places import DATA
from tracker.ui import session
from tracker.ui.acting import Job, start, watch
from tracker.ui.words import escape

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from streamlit.typing import UploadedFile

_JOB = "keeping_job"
_CHECK = "form:check"  # forgotten with the drafts of the page


def json_export() -> Callable[[], bytes]:
    """What makes the JSON export, when it is asked for."""
    store, owner = session.store(), session.owner()

    def make() -> bytes:
        with store.reading(owner) as work:
            return exporters.to_json(work)

    return make


def backup_file() -> Callable[[], bytes]:
    """What makes a backup to download, when it is asked for."""
    store = session.store()

    def make() -> bytes:
        with TemporaryDirectory() as folder:
            return backup.backup(store, Path(folder) / "foothold.db").read_bytes()

    return make


def start_copy() -> None:
    """Copy the store beside itself, under a name that is free."""
    store, today = session.store(), session.today()
    home = store.path.parent if store.path else DATA
    name = store.path.stem if store.path else "foothold"

    def act(_report: object) -> str:
        folder = home / "backups"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = backup.backup(store, _free(folder, name, today))
        return f"Copied and checked: {target}"

    st.session_state[_JOB] = start(act)


def _free(folder: Path, name: str, on: date) -> Path:
    names = (folder / f"{name}-{on.isoformat()}-{number}.db" for number in count(1))
    return next(path for path in names if not path.exists())


def start_check() -> None:
    """Look the store over."""
    store = session.store()
    st.session_state[_CHECK] = start(lambda _report: backup.check(store))


def findings() -> list[backup.Finding]:
    """What the last check on this page found; empty where none was made."""
    job: Job[list[backup.Finding]] | None = st.session_state.get(_CHECK)
    if job is None:
        return []
    watch(job, "Looking the store over")
    if job.problem:
        st.error(escape(job.problem))
    return job.result or []


def start_restore(file: UploadedFile) -> None:
    """Put a backup in the place of everything, unless that is going on."""
    if _JOB in st.session_state:
        return
    st.session_state.pop(_CHECK, None)
    store, data = session.store(), file.getvalue()
    name = Path(file.name).name[-100:] or "backup.db"

    def act(_report: object) -> str:
        with TemporaryDirectory() as folder:
            source = Path(folder) / name
            source.write_bytes(data)
            before = backup.restore(store, source)
        kept = f" What was there before is in {before}." if before else ""
        return f"Restored {name}.{kept}"

    st.session_state[_JOB] = start(act)


def finish(words: str) -> bool:
    """Wait for a copy or a restoring that runs, and say how it ended.

    Returns:
        Whether one ended well just now.
    """
    job: Job[str] | None = st.session_state.get(_JOB)
    if job is None:
        return False
    watch(job, words)
    st.session_state.pop(_JOB, None)
    if job.problem:
        st.error(escape(job.problem))
    elif job.result:
        st.success(escape(job.result), icon=":material/check:")
    return bool(job.result)
