"""The ways into one company: chains as rows to act on, as a drawing, as a table."""

from __future__ import annotations

from itertools import starmap
from typing import TYPE_CHECKING
from uuid import UUID

import streamlit as st

from tracker import charts, commands, inputs
from tracker.models import Ask, AskState
from tracker.reports import drawn, referrals
from tracker.ui import session
from tracker.ui.acting import do
from tracker.ui.drawing import drawing
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.network import KnownChain, Network
    from tracker.store import Work


def chain_rows(
    chains: Sequence[KnownChain],
    company: str,
    asks: Mapping[UUID, Ask],
    *,
    shown_key: str,
) -> None:
    """Show chains as rows, each with a button that asks its first person.

    Args:
        chains: The chains, best first.
        company: The name of the company that they lead into.
        asks: The newest ask about it, by the person who was asked.
        shown_key: Where the session keeps which of the chains is drawn.
    """
    first = referrals.next_to_ask(chains, asks)
    with st.container(gap="xsmall"):
        for place, chain in enumerate(chains):
            with st.container(border=True):
                words, chance, act = st.columns([6, 2, 3], vertical_alignment="center")
                words.markdown(
                    f"{referrals.route(chain, escape)} :gray[at {escape(company)}]"
                    f"{_badge(asks.get(chain.ids[1]))}  \n"
                    + small(referrals.weakest(chain))
                )
                chance.markdown(
                    f"**{chain.chance:.0%}**  \n" + small(referrals.rests_on(chain))
                )
                with act.container(horizontal=True, horizontal_alignment="right"):
                    _ask(place, chain, company, asks, is_first=chain is first)
                    _show(place, shown_key)


def _badge(ask: Ask | None) -> str:
    """Where an ask stands, as Markdown; empty for none."""
    if ask is None:
        return ""
    return f" :blue-badge[{escape(referrals.ask_words(ask, session.today()))}]"


def _show(place: int, shown_key: str) -> None:
    st.button(
        f"Show {place + 1}",
        key=f"{shown_key}_{place}",
        icon=":material/hub:",
        type="tertiary",
        on_click=lambda: st.session_state.update({shown_key: place}),
    )


def _ask(
    place: int,
    chain: KnownChain,
    company: str,
    asks: Mapping[UUID, Ask],
    *,
    is_first: bool,
) -> None:
    """Offer to ask the first person, or to take an ask back."""
    ask = asks.get(chain.ids[1])
    if referrals.may_ask(asks, chain):
        st.button(
            f"Ask {escape(referrals.first_name(chain.people[1]))}",
            key=f"ask_{chain.ids[-1]}_{place}",
            icon=":material/forum:",
            type="primary" if is_first else "secondary",
            on_click=_send_ask,
            args=(chain, company, ask),
            width=140,
        )
    elif ask is not None:
        st.button(
            f"Take back {place + 1}",
            key=f"take_back_{ask.id}_{place}",
            type="tertiary",
            on_click=_take_back,
            args=(ask, company),
        )


def _send_ask(chain: KnownChain, company: str, ask: Ask | None) -> None:
    """Note that the first person is asked; a draft becomes that ask."""
    given, today = referrals.ask_given(chain, company), session.today()

    def act(work: Work) -> Ask:
        if ask is not None and ask.state is AskState.DRAFTED:
            return commands.move_ask(work, ask.id, to=AskState.ASKED, on=today)
        return commands.add_ask(work, inputs.parse(inputs.AskIn, given), on=today)

    do(act, done=f"Asked {chain.people[1]} about {company}, dated today.")


def _take_back(ask: Ask, company: str) -> None:
    """Put an ask that was not sent after all in the bin."""
    do(
        lambda work: commands.bin_record(work, Ask, ask.id, version=ask.version),
        done=f"The ask about {company} is in the bin.",
    )


def chain_drawing(
    network: Network, chains: Sequence[KnownChain], chosen: int, *, key: str
) -> UUID | None:
    """Draw the chains, the chosen one straight on top, and list their ties.

    Returns:
        The person just clicked, if any.
    """
    people = list(starmap(charts.Node, drawn.points(network, chains, chosen)))
    ties = list(starmap(charts.Edge, drawn.lines(chains, chosen)))
    st.header(f"The ties behind it :gray[{len(ties)}]", anchor=False)
    st.markdown(
        small(
            "Left to right: me, people I know, people they know, insiders. Thicker is "
            "stronger. Choose a person to open them."
        )
    )
    clicked = drawing(charts.chain_picture(people, ties), key=key)
    with st.expander("The same as a table"):
        st.dataframe(
            drawn.ties_frame(chains),
            hide_index=True,
            column_config={"Chance": st.column_config.NumberColumn(format="%.0f%%")},
            alt="Every tie of the drawing",
        )
    return UUID(clicked) if clicked else None
