"""Possible ties on a page: confirmed or refuted in one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import commands
from tracker.network import possible, units
from tracker.reports import possibles
from tracker.ui import session
from tracker.ui.acting import do
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from tracker.network import Network
    from tracker.reports.possibles import Row


_KEPT = "possibles:network"
"""The network with possible ties, under what it was made of."""


def offered(network: Network) -> Network:
    """Offer to take possible ties into the chains, which is off until it is chosen.

    Returns:
        The network that is to be asked.
    """
    if network.is_part or not st.toggle(
        "Possible ties too", key="possible_too", help=possibles.TOO
    ):
        return network
    wider = _with_possible(network)
    if not wider.guessed:
        st.markdown(small(possibles.NOBODY))
    return wider


def _with_possible(network: Network) -> Network:
    store, owner = session.store(), session.owner()
    now = str(store.url), store.revision(owner), session.today()
    kept = st.session_state.get(_KEPT)
    if kept is None or kept[0] != now or kept[1] is not network:
        with store.reading(owner) as work:
            groups, refused = units.load(work, now[-1]), units.refused(work)
        kept = now, network, possible.added(network, groups, refused)
        st.session_state[_KEPT] = kept
    wider: Network = kept[2]
    return wider


def section(network: Network) -> None:
    """Show who may know whom, in a fold; nothing where nobody may."""
    with session.store().reading(session.owner()) as work:
        rows = possibles.rows(work, session.search(), network, session.today())
    if not rows:
        return
    label = f"Possible ties :gray[{len(rows)}]"
    with st.expander(label, icon=":material/help:", key="possible_ties"):
        st.markdown(small(possibles.ABOUT))
        for place, row in enumerate(rows, 1):
            _row(row, place)


def _row(row: Row, place: int) -> None:
    said = [row.why, row.chance, row.opens]
    with st.container(border=True):
        words, act = st.columns([6, 4], vertical_alignment="center")
        words.markdown(
            f"**{escape(row.who)}**  \n"
            + "  \n".join(small(text) for text in said if text)
        )
        with act.container(horizontal=True, horizontal_alignment="right"):
            st.button(
                f"{'We' if row.is_mine else 'They'} know each other",
                key=f"confirm_{place}",
                icon=":material/link:",
                on_click=_confirm,
                args=(row,),
            )
            st.button(
                f"{'We' if row.is_mine else 'They'} do not",
                key=f"refute_{place}",
                type="tertiary",
                on_click=_refute,
                args=(row,),
            )


def _confirm(row: Row) -> None:
    do(
        lambda work: commands.confirm_tie(
            work,
            row.one_id,
            row.other_id,
            source=row.source,
            until=row.until,
            today=session.today(),
        ),
        done=f"{row.who} are tied.",
    )


def _refute(row: Row) -> None:
    do(
        lambda work: commands.refute_tie(
            work, row.one_id, row.other_id, today=session.today()
        ),
        done=f"{row.who} are not suggested again.",
    )
