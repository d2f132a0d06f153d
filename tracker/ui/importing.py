"""Files on their way in: read once, previewed, asked about, brought in whole.

What was read is kept in the session under the uploaded file and what the
searcher said about it, so that a rerun reads nothing again; it is let go of when
the file is removed, imported, or the page left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from tracker import commands, importers
from tracker.importers import limits
from tracker.models import RowOutcome
from tracker.reports import imports
from tracker.ui import session, undoing_imports
from tracker.ui.acting import Form, Job, start, watch
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from uuid import UUID

    from streamlit.typing import UploadedFile

    from tracker.commands.imports import Summary
    from tracker.importers import Answers, Parsed

MOST_MB = limits.FILE_BYTES // 2**20
"""The largest file that is taken; `maxUploadSize` of the server is the same."""
LARGEST = (
    f"A ZIP may have {limits.megabytes(limits.FILE_BYTES)}, an export of Foothold's "
    f"{limits.megabytes(limits.EXPORT_BYTES)}, any other file at most "
    f"{limits.megabytes(limits.TABLE_BYTES)}."
)
"""The sizes that are taken: the uploader itself knows of one for all files."""

_READINGS = "form:import_readings"  # forgotten with the drafts of the page
_DONE = "form:import_done"
_JOB = "import_job"


@dataclass(frozen=True)
class Whose:
    """Whose contacts a file holds, and that a friend agreed to share theirs."""

    friend: str = ""
    """Their name; empty for the searcher's own."""
    consent: commands.Consent | None = None


MINE = Whose()


@dataclass
class Reading:
    """One uploaded file, read as far as the searcher's answers allow."""

    file_id: str
    name: str
    answers: Answers
    job: Job[list[Parsed]]
    plan: Job[list[Summary]] | None = None
    plan_key: object = None

    @property
    def parts(self) -> list[Parsed]:
        """What is in it."""
        return self.job.result or []

    @property
    def ready(self) -> list[Parsed]:
        """The parts of which rows can be taken."""
        return [part for part in self.parts if part.rows]

    @property
    def problem(self) -> str:
        """Why nothing of it can be taken; empty while something can."""
        if self.job.problem or self.plan is None:
            return self.job.problem
        return self.plan.problem


@dataclass(frozen=True)
class Preview:
    """What one part of a file would do."""

    reading: Reading
    part: Parsed
    rows: Sequence[imports.Row]
    counts: imports.Counts
    whose: Whose = MINE


# ---- reading and planning


def read(files: Sequence[UploadedFile]) -> list[Reading]:
    """Read the uploaded files that were not read yet."""
    kept: dict[str, Reading] = st.session_state.setdefault(_READINGS, {})
    if files:
        st.session_state.pop(_DONE, None)
    for gone in kept.keys() - {file.file_id for file in files}:
        del kept[gone]
    for file in files:
        if file.file_id not in kept:
            _read(kept, file, importers.NO_ANSWERS)
        said = st.session_state.get(_answers(file.file_id), importers.NO_ANSWERS)
        if kept[file.file_id].answers != said:
            _read(kept, file, said)
        watch(kept[file.file_id].job, f"Reading {escape(file.name)}")
    return [kept[file.file_id] for file in files]


def _answers(file_id: str) -> str:
    return f"form:import_answers_{file_id}"


def _read(kept: dict[str, Reading], file: UploadedFile, answers: Answers) -> None:
    name, data = file.name, file.getvalue()
    job = start(lambda _report: importers.read(name, data, answers=answers))
    kept[file.file_id] = Reading(file.file_id, name, answers, job)


def answer(reading: Reading, **changes: Any) -> None:  # noqa: ANN401
    """Keep what the searcher says about a file; it is then read again."""
    key = _answers(reading.file_id)
    answers = st.session_state.get(key, reading.answers)
    st.session_state[key] = replace(answers, **changes)


def with_contacts(readings: Sequence[Reading]) -> list[Reading]:
    """The files with contacts in them, whose owner is to be asked for."""
    return [
        reading
        for reading in readings
        if any(commands.is_friends(part.kind) for part in reading.ready)
    ]


def plan(readings: Sequence[Reading], whose: Mapping[str, Whose]) -> list[Preview]:
    """Say, row by row, what the files would do to the store as it is now.

    Args:
        readings: The files.
        whose: Whose contacts those with contacts hold, by the file's id.
    """
    store, owner, today = session.store(), session.owner(), session.today()
    now = store.revision(owner)
    for reading in readings:
        friend = whose.get(reading.file_id, MINE).friend
        if reading.plan_key == (now, friend) or not reading.ready:
            continue
        ready = _taken(reading.ready, friend)

        def act(
            _report: object, ready: Sequence[Parsed] = ready, friend: str = friend
        ) -> list[Summary]:
            with store.reading(owner) as work:
                return [
                    commands.plan_import(
                        work, part, friend=_friend(part, friend), today=today
                    )
                    for part in ready
                ]

        reading.plan, reading.plan_key = start(act), (now, friend)
    for reading in readings:
        if reading.plan is not None:
            watch(reading.plan, f"Comparing {escape(reading.name)}")
    return [
        preview
        for reading in readings
        for preview in _previews(reading, whose.get(reading.file_id, MINE))
    ]


def _taken(parts: Sequence[Parsed], friend: str) -> Sequence[Parsed]:
    """The parts of one file that are taken: of a friend's archive the contacts."""
    return commands.of_friend(parts) if friend else parts


def _friend(part: Parsed, friend: str) -> str:
    """Whose a part is: only contacts can be somebody else's."""
    return friend if commands.is_friends(part.kind) else ""


def _previews(reading: Reading, whose: Whose) -> list[Preview]:
    if reading.problem:
        return []
    planned = iter((reading.plan and reading.plan.result) or [])
    found = []
    for part in _taken(reading.parts, whose.friend):
        summary = next(planned, None) if part.rows else None
        rows = (
            list(summary.rows)
            if summary
            else imports.problem_rows(
                (p.number, p.reason, p.raw) for p in part.problems
            )
        )
        new, known = (summary.new, summary.known) if summary else (0, 0)
        problems = sum(row[1] is RowOutcome.PROBLEM for row in rows)
        counts = imports.Counts(part.kind, new, known, problems)
        found.append(Preview(reading, part, rows, counts, whose))
    return found


# ---- bringing in


def button(previews: Sequence[Preview], form: Form) -> None:
    """Offer to bring in every row that is new, and say what that states."""
    counts = [preview.counts for preview in previews]
    if not any(part.new for part in counts):
        return
    # One's own contacts first: a friend among them is then known, with their link.
    ready = sorted(
        (preview for preview in previews if preview.part.rows),
        key=lambda preview: bool(preview.whose.friend),
    )
    agreed = {
        one.whose.friend: one.whose.consent.on
        for one in ready
        if one.whose.friend and one.whose.consent
    }
    if agreed:
        st.markdown(escape(imports.agreed(agreed, session.today())))
    st.button(
        imports.button(counts, [escape(name) for name in agreed]),
        type="primary",
        icon=":material/download:",
        on_click=_bring_in,
        args=([(one.part, one.whose) for one in ready], form.token),
    )


def _bring_in(parts: list[tuple[Parsed, Whose]], token: UUID) -> None:
    """Start the import, unless one is running."""
    if _JOB in st.session_state:
        return
    store, owner, today = session.store(), session.owner(), session.today()

    def act(report: Callable[[float], None]) -> list[Summary]:
        done: list[Summary] = []
        with store.change(owner) as work:
            if not commands.once(work, token):
                return done
            for part, whose in parts:

                def progress(share: float, before: int = len(done)) -> None:
                    report((before + share) / len(parts))

                done.append(
                    commands.add_import(
                        work,
                        part,
                        friend=_friend(part, whose.friend),
                        consent=whose.consent,
                        today=today,
                        progress=progress,
                    )
                )
        return done

    st.session_state[_JOB] = start(act)


def finish(form: Form) -> list[imports.Counts]:
    """Wait for a running import, and give what the last one did.

    Returns:
        The counts of each file; empty where none was imported here.
    """
    job: Job[list[Summary]] | None = st.session_state.get(_JOB)
    if job is not None:
        watch(job, "Bringing in")
        st.session_state.pop(_JOB, None)
        if job.problem:
            st.error(escape(job.problem))
        else:
            form.saved()
            st.session_state[_DONE] = [
                imports.Counts(s.kind, s.new, s.known, len(s.problems))
                for s in job.result or []
            ]
    found: list[imports.Counts] = st.session_state.get(_DONE, [])
    return found


def history_rows(history: Sequence[imports.Past]) -> None:
    """Show the imports before, each with a button that takes it back."""
    with st.container(gap="xsmall"):
        for past in history:
            with st.container(border=True):
                words, act = st.columns([7, 3], vertical_alignment="center")
                words.markdown(f"**{escape(past.file)}**  \n" + small(past.detail))
                with (
                    act.container(horizontal=True, horizontal_alignment="right"),
                    st.popover(f"Undo {escape(past.undoes)}", icon=":material/undo:"),
                ):
                    st.markdown(small(imports.UNDO))
                    st.button(
                        f"Take back {escape(past.undoes)}",
                        key=f"undo_{past.batch_id}",
                        type="primary",
                        on_click=undoing_imports.begin,
                        args=(past,),
                    )
                undoing_imports.questions(past)
