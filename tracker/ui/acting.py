"""Acting: one command, one transaction, and what is said of it.

No Streamlit call is made while a transaction is open. A click during a running
script raises at the next Streamlit call: inside a transaction that would lose
the change, and hold the write lock.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import UUID, uuid4, uuid5

import streamlit as st

from tracker import commands
from tracker.errors import ConflictError, FootholdError
from tracker.ui import session, undoing
from tracker.ui.words import escape

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.store import Work

Result = TypeVar("Result")
_PREFIX = "form:"


class Form:
    """A form that is saved once, and keeps what was typed until then.

    Its keys carry a number that rises when it was saved, so that the fields are
    blank again and a second click on the old button finds nothing to press. The
    token of that number is used up in the same transaction as the change.

    Args:
        name: Unique on the page; add a record's id for a form that edits it.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def number(self) -> int:
        """How often this form was saved in this session."""
        return int(st.session_state.get(f"saved:{self.name}", 0))

    @property
    def token(self) -> UUID:
        """What is used up when the form is saved."""
        salt = st.session_state.setdefault("form_salt", uuid4())
        return uuid5(salt, f"{self.name}:{self.number}")

    def key(self, field_: str) -> str:
        """The key of a widget: `<name>_<number>_<field>`."""
        return f"{self.name}_{self.number}_{field_}"

    def first(self, field_: str, value: Result) -> Result:
        """The value a field had when the form was first drawn.

        A default that changes while somebody types makes Streamlit throw away
        what was typed; so it is kept until the form is saved or left.
        """
        found: Result = st.session_state.setdefault(
            f"{_PREFIX}{self.key(field_)}", value
        )
        return found

    def values(self, *fields: str) -> dict[str, Any]:
        """What stands in the fields now; empty ones are left out."""
        found = {name: st.session_state.get(self.key(name)) for name in fields}
        return {name: value for name, value in found.items() if value is not None}

    def saved(self) -> None:
        """Start afresh with blank fields."""
        st.session_state[f"saved:{self.name}"] = self.number + 1
        st.session_state.pop(f"problem:{self.name}", None)

    def refuse(self, sentence: str, field_: str = "") -> None:
        """Remember why the form was not saved, and which field is meant."""
        st.session_state[f"problem:{self.name}"] = sentence
        st.session_state[f"problem_at:{self.name}"] = field_.rsplit(".", 1)[-1]

    def take_new_version(self, version: int) -> None:
        """After a conflict: the searcher has been shown the newer values."""
        st.session_state[f"{_PREFIX}{self.key('version')}"] = version

    def problem_at(self, field_: str, box: Any = st) -> None:  # noqa: ANN401 - a column
        """Say why the form was not saved beside the field that is meant, if it is."""
        if st.session_state.get(f"problem_at:{self.name}") != field_:
            return
        st.session_state.pop(f"problem_at:{self.name}")
        sentence = st.session_state.pop(f"problem:{self.name}", None)
        if sentence:
            box.error(escape(sentence))

    def show_problem(self) -> None:
        """Say why the form was not saved, unless a field of it has said so."""
        sentence = st.session_state.pop(f"problem:{self.name}", None)
        if sentence:
            st.error(escape(sentence))


def do(
    act: Callable[[Work], Result],
    *,
    done: str | Callable[[Result], str] = "",
    form: Form | None = None,
) -> Result | None:
    """Run one command, and say that it is done or why it could not be.

    Args:
        act: Calls exactly one command with the work.
        done: What to say, or how to say it of the result; plain text.
        form: The form that is saved by it.

    Returns:
        What the command returned; None where it was refused, or saved before.
    """
    result: Result | None = None
    try:
        with session.store().change(session.owner()) as work:
            if form is None or commands.once(work, form.token):
                result = act(work)
    except FootholdError as error:
        _refused(error, form)
        return None
    if form is not None:
        form.saved()
    if result is not None:
        words = done(result) if callable(done) else done
        undoing.offer(work.step_id, words)
        _say(words, work.notices)
    return result


def show_undo() -> None:
    """Offer to take back what was done last."""
    undoing.show(_take_back)


def _take_back(step_id: UUID) -> None:
    undoing.offer(None, "")
    do(
        lambda work: commands.undo_step(work, step_id),
        done=lambda what: f"Taken back: {what}.",
    )


def _refused(error: FootholdError, form: Form | None) -> None:
    if form is None:
        st.session_state["message"] = ("error", str(error))
        return
    form.refuse(str(error), getattr(error, "field", ""))
    if isinstance(error, ConflictError):
        st.session_state[f"conflict:{form.name}"] = True


def _say(done: str, notices: list[str]) -> None:
    if done:
        st.toast(escape(done))
    if notices:
        st.session_state["message"] = ("warning", " ".join(notices))


def show_message() -> None:
    """Show what an action left to say, once."""
    kind, sentence = st.session_state.pop("message", ("", ""))
    if kind == "error":
        st.error(escape(sentence))
    elif sentence:
        st.warning(escape(sentence), icon=":material/info:")


def forget_drafts(page: str) -> None:
    """Let go of half-filled forms when another page is opened."""
    if st.session_state.get("page") == page:
        return
    st.session_state["page"] = page
    undoing.forget_seen()
    for key in [key for key in st.session_state if str(key).startswith(_PREFIX)]:
        del st.session_state[key]


@dataclass
class Job(Generic[Result]):
    """Work that goes on while the page shows how far it is.

    It runs in a thread of its own: another click or a closed tab then ends the
    page's script, not the transaction.
    """

    share: float = 0.0
    result: Result | None = None
    problem: str = ""
    thread: threading.Thread | None = field(default=None, repr=False)

    @property
    def running(self) -> bool:
        """Say whether it still goes on."""
        return self.thread is not None and self.thread.is_alive()


def start(act: Callable[[Callable[[float], None]], Result]) -> Job[Result]:
    """Start a job; `act` is told how to report the share that is done."""
    job: Job[Result] = Job()

    def report(share: float) -> None:
        job.share = min(1.0, max(job.share, share))

    def run() -> None:
        try:
            job.result = act(report)
        except FootholdError as error:
            job.problem = str(error)
        except Exception:  # noqa: BLE001 - a thread has nobody to raise to
            job.problem = "Something went wrong, so nothing was saved; try again."

    job.thread = threading.Thread(target=run, daemon=False)
    job.thread.start()
    return job


def watch(job: Job[Any], words: str) -> None:
    """Show a bar until the job is done."""
    bar = st.progress(0.0, text=words)
    while job.running:
        bar.progress(job.share, text=f"{words} {job.share:.0%}")
        time.sleep(0.05)
    bar.empty()
