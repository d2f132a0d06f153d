"""What a newer export of contacts shows otherwise than the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import commands
from tracker.reports import moved
from tracker.ui import session
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from tracker.commands import Compared

_KEPT = "moved:found"
"""What was found, under the revision it was found in."""


def section(*, is_open: bool = False) -> None:
    """Tell who moved, came and went between the last two exports of one's own."""
    found = _found()
    if found is None:
        return
    zone, today = session.zone(), session.today()
    label = moved.title(found.since, found.movements, zone, today)
    with st.expander(escape(label), icon=":material/compare_arrows:", expanded=is_open):
        parts = moved.parts(found.movements, found.people)
        for heading, count, named in parts:
            st.markdown(f"**{heading}** :gray[{count:,}]")
            st.markdown("  \n".join(escape(line) for _, line in named))
            if count > len(named):
                st.markdown(small(f"{count - len(named):,} more."))
        if not parts:
            st.markdown(small("Nobody you had moved or went."))


def _found() -> Compared | None:
    store, owner = session.store(), session.owner()
    now = str(store.url), store.revision(owner)
    kept = st.session_state.get(_KEPT)
    if kept is None or kept[0] != now:
        with store.reading(owner) as work:
            kept = now, commands.changes(work)
        st.session_state[_KEPT] = kept
    found: Compared | None = kept[1]
    return found
