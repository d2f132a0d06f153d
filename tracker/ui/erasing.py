"""Deleting for good: one person everywhere, or everything, and old copies too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import backup, commands
from tracker.errors import FootholdError
from tracker.reports import data
from tracker.ui import session
from tracker.ui.acting import do
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any
    from uuid import UUID

    from tracker.network import Network
    from tracker.store import Work

_ERASED = "erased"  # until the copies are dealt with, or the session ends
_FIND = "erase_find"
_WHO = "erase_who"
_SURE = "erase_sure"
_ALL = "erase_everything_sure"


def section(network: Network) -> None:
    """Offer to delete a person, or everything; say what copies still hold."""
    st.header("Delete for good", anchor=False)
    _about_copies()
    with st.expander("Delete one person everywhere", icon=":material/person_off:"):
        _person(network)
    with st.expander("Delete everything", icon=":material/delete_forever:"):
        st.markdown(
            "Every application, offer, person and setting goes. This cannot be undone."
        )
        sure = st.checkbox("Yes, delete everything", key=_ALL)
        st.button(
            "Delete everything",
            type="primary",
            disabled=not sure,
            on_click=_erase_everything,
        )


def _person(network: Network) -> None:
    text = st.text_input("Search by name", key=_FIND)
    found = data.matching(network, text)
    if not found:
        if text:
            st.markdown(small("Nobody of that name is in the store."))
        return
    who = st.selectbox(
        "Who",
        found,
        format_func=lambda id_: data.person_label(network, id_),
        key=_WHO,
    )
    with session.store().reading(session.owner()) as work:
        trace = commands.trace(work, who)
    st.markdown(escape(data.trace_words(trace)))
    sure = st.checkbox("This cannot be undone; delete them", key=f"{_SURE}_{who}")
    st.button(
        "Delete this person",
        type="primary",
        disabled=not sure,
        on_click=_erase_person,
        args=(who,),
    )


def _about_copies() -> None:
    """After something was deleted: the copies from before, and their end."""
    if not st.session_state.get(_ERASED):
        return
    count = len(backup.copies(session.store()))
    if not count:
        st.session_state.pop(_ERASED)
        return
    with st.container(border=True):
        st.markdown(escape(data.still_held(count)))
        st.button(f"Delete the copies ({count})", on_click=_delete_copies)
        st.button("Keep them", on_click=_keep_copies)


def _erase_person(who: UUID) -> None:
    _erase(
        lambda work: commands.erase_person(work, who),
        lambda trace: f"{trace.name} is deleted everywhere.",
    )


def _erase_everything() -> None:
    st.session_state.pop(_ALL, None)
    _erase(commands.erase_everything, lambda count: f"Deleted {count:,} records.")


def _erase(act: Callable[[Work], Any], done: Callable[[Any], str]) -> None:
    """Delete, then wipe the file; neither inside the other's transaction."""
    if do(act, done=done) is None:
        return
    for key in (_FIND, _WHO):
        st.session_state.pop(key, None)
    st.session_state[_ERASED] = True
    try:
        session.store().compact()
    except FootholdError as error:
        st.session_state["message"] = ("error", str(error))


def _delete_copies() -> None:
    count = backup.delete_copies(session.store())
    st.session_state.pop(_ERASED, None)
    st.toast(f"Deleted {count:,} copies.")


def _keep_copies() -> None:
    st.session_state.pop(_ERASED, None)
