"""Taking an import back, after asking what of it the searcher worked on since."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import commands
from tracker.errors import FootholdError
from tracker.reports import imports
from tracker.ui import session
from tracker.ui.acting import do
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.commands.undo.asking import Touched
    from tracker.store import Work

_ASKED = "form:undo_asked"  # forgotten when the page is left
_DONE = "form:import_done"
_SHOWN = 200
"""Records that can be told apart one by one; of more, all or none."""


def begin(past: imports.Past) -> None:
    """Take an import back, or ask first where it was worked on since."""
    try:
        with session.store().reading(session.owner()) as work:
            found = commands.touched(work, past.batch_id)
    except FootholdError as error:
        st.session_state["message"] = ("error", str(error))
        return
    if found:
        st.session_state[_ASKED] = past.batch_id, found
    else:
        _undo(past, ())


def questions(past: imports.Past) -> None:
    """Ask about what was worked on since, where this import is to be taken back."""
    batch_id, found = st.session_state.get(_ASKED, (None, ()))
    if batch_id != past.batch_id:
        return
    key = f"keep_{past.batch_id.hex}"
    labels = {each.id: _label(each) for each in found[:_SHOWN]}
    st.markdown(escape(imports.worked_on(len(found))))
    st.multiselect(
        "Keep my edits of",
        list(labels),
        default=list(labels),
        format_func=lambda id_: labels[id_],
        key=key,
    )
    if len(found) > _SHOWN:
        st.markdown(small(f"{len(found) - _SHOWN:,} more are kept."))
    with st.container(horizontal=True):
        st.button(
            "Take the rest back",
            key=f"rest_{past.batch_id.hex}",
            type="primary",
            on_click=_undo_but,
            args=(past, tuple(labels), key),
        )
        st.button(
            "Take it all back",
            key=f"all_{past.batch_id.hex}",
            help="Your edits and what you built upon these records go too.",
            on_click=_undo,
            args=(past, tuple(each.id for each in found)),
        )
        st.button(
            "Leave it",
            key=f"leave_{past.batch_id.hex}",
            type="tertiary",
            on_click=lambda: st.session_state.pop(_ASKED, None),
        )


def _label(each: Touched) -> str:
    return f"{each.name} ({'changed' if each.is_changed else 'built upon'})"


def _undo_but(past: imports.Past, ids: tuple[UUID, ...], key: str) -> None:
    kept = set(st.session_state.get(key, ids))
    _undo(past, tuple(id_ for id_ in ids if id_ not in kept))


def _undo(past: imports.Past, with_edits: tuple[UUID, ...]) -> None:
    """Take an import back; what stays, and why, is said above the page."""

    def act(work: Work) -> list[str]:
        kept = commands.undo_import(work, past.batch_id, with_edits=with_edits)
        work.notices += imports.stays(kept)
        return kept

    for name in (_DONE, _ASKED):
        st.session_state.pop(name, None)
    do(act, done=imports.undone(past.file))
