"""Copies of the store: to download, to keep on this machine, to go back to."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import streamlit as st

from tracker import backup
from tracker.importers import limits
from tracker.places import DATA
from tracker.reports import data
from tracker.ui import session
from tracker.ui.acting import Job, start, watch
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from streamlit.typing import UploadedFile

_JOB = "keeping_job"
_CHECK = "form:check"  # forgotten with the drafts of the page
_LOOKED_AT = "form:copy"
_CHANGES = "form:copy_changes"
_SHOWN = 12
"""Copies that are shown: seven days, four weeks, and one made by hand."""
_HOW_OFTEN = (
    "One is made each day before the first change; the last 7 days and the 4 weeks "
    "before are kept."
)
MOST_MB = limits.FILE_BYTES // 2**20
"""The largest backup that is taken, as of any file."""
LARGER = (
    f"One of more than {limits.megabytes(limits.FILE_BYTES)} is restored from a "
    "terminal, by “foothold restore”."
)
"""What to do with a larger one."""


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
    store, content = session.store(), file.getvalue()
    name = Path(file.name).name[-100:] or "backup.db"

    def act(_report: object) -> str:
        with TemporaryDirectory() as folder:
            source = Path(folder) / name
            source.write_bytes(content)
            before = backup.restore(store, source)
        return _restored(name, before)

    st.session_state[_JOB] = start(act)


def _restored(name: str, before: Path | None) -> str:
    kept = f" What was there before is in {before}." if before else ""
    return f"Restored {name}.{kept}"


def copies() -> None:
    """Show the copies beside the store, each with what restoring it would change."""
    store = session.store()
    found = backup.copies(store)
    if not found and not store.keeps_copies:
        return
    st.header(f"Copies on this machine :gray[{len(found)}]", anchor=False)
    if store.keeps_copies:
        st.markdown(small(_HOW_OFTEN))
    zone, today = session.zone(), session.today()
    for number, copy in enumerate(found[:_SHOWN], 1):
        with st.container(border=True):
            kind = "Made by itself" if copy.is_daily else copy.path.name
            when = data.copy_words(copy.made_at, copy.size, zone, today)
            st.markdown(f"{escape(when)}  \n{small(kind)}")
            st.button(
                f"Go back to copy {number}",
                key=f"look_{copy.path.name}",
                on_click=_look_at,
                args=(copy.path,),
            )
            if st.session_state.get(_LOOKED_AT) == copy.path:
                _offer(copy.path)
    if len(found) > _SHOWN:
        st.markdown(small(f"The newest {_SHOWN} of {len(found):,} are shown."))


def _look_at(path: Path) -> None:
    """Compare a copy with the store, or stop looking at it."""
    if st.session_state.get(_LOOKED_AT) == path:
        st.session_state.pop(_LOOKED_AT)
        return
    store = session.store()
    st.session_state[_LOOKED_AT] = path
    st.session_state[_CHANGES] = start(lambda _report: backup.preview(store, path))


def _offer(path: Path) -> None:
    job: Job[list[backup.Change]] = st.session_state[_CHANGES]
    watch(job, "Comparing")
    if job.problem:
        st.error(escape(job.problem))
        return
    for line in data.change_lines(job.result or []):
        st.markdown(small(line))
    st.button(
        "Restore this copy",
        type="primary",
        help="What is there now is copied first.",
        on_click=_restore_copy,
        args=(path,),
    )


def _restore_copy(path: Path) -> None:
    """Put a copy in the place of everything, unless that is going on."""
    if _JOB in st.session_state:
        return
    store = session.store()
    for key in (_CHECK, _LOOKED_AT, _CHANGES):
        st.session_state.pop(key, None)
    st.session_state[_JOB] = start(
        lambda _report: _restored(path.name, backup.restore(store, path))
    )


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
