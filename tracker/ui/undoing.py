"""The offer to take back what was just done.

It stands until something else is done, it is sent away, or another page is
opened: nobody has to be quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker.ui import files
from tracker.ui.words import escape

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

_KEY = "last_step"


def offer(step_id: UUID | None, done: str) -> None:
    """Offer to take a change back from the next drawing on; None offers nothing."""
    st.session_state.pop(_KEY, None)
    if step_id is not None and done:
        st.session_state[_KEY] = {"step_id": step_id, "done": done, "is_new": True}


def forget_seen() -> None:
    """Withdraw an offer that was seen, when another page is opened."""
    if not st.session_state.get(_KEY, {"is_new": True})["is_new"]:
        del st.session_state[_KEY]


def show(undo: Callable[[UUID], None]) -> None:
    """Draw the offer, if there is one.

    Args:
        undo: Called with the step to take back.
    """
    found = st.session_state.get(_KEY)
    if found is None:
        return
    found["is_new"] = False
    with st.container(
        key="undo", horizontal=True, vertical_alignment="center", gap="small"
    ):
        _look(key="undo_look", height=1)
        st.button(
            "Undo",
            key="undo_last",
            icon=":material/undo:",
            help=escape(found["done"]),
            on_click=undo,
            args=(found["step_id"],),
        )
        st.button(
            "Keep it",
            key="undo_keep",
            type="tertiary",
            help="Close this; the change stays.",
            on_click=offer,
            args=(None, ""),
        )


_look = st.components.v2.component(
    "foothold_undo",
    html="<span hidden></span>",
    css=files.text("undo.css"),
    isolate_styles=False,
)
