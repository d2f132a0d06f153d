"""The ways into one company: chains as rows to act on, as a drawing, as a table."""

from __future__ import annotations

from itertools import starmap
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

import streamlit as st

from tracker import charts, commands, inputs
from tracker.models import Ask, AskState
from tracker.reports import drawn, fit, referrals
from tracker.reports import ways as reports
from tracker.reports.asks import ledger
from tracker.ui import session
from tracker.ui.acting import do
from tracker.ui.drawing import drawing
from tracker.ui.words import empty, escape, small

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.network import KnownChain, Network
    from tracker.search import Search
    from tracker.store import Work


class Around(NamedTuple):
    """What rows of chains into one company are shown with."""

    search: Search
    network: Network
    company_id: UUID

    @property
    def company(self) -> str:
        """Its name."""
        return self.network.companies[self.company_id]


def chain_rows(around: Around, chains: Sequence[KnownChain], *, shown_key: str) -> None:
    """Show chains as rows, each with a button that asks its first person.

    Args:
        around: The log, the people, the company.
        chains: The chains, best first.
        shown_key: Where the session keeps which of the chains is drawn.
    """
    search, company = around.search, around.company
    asks = referrals.asks(search, around.company_id)
    today = session.today()
    held = referrals.held_back(search, around.company_id, chains, today)
    first = referrals.next_to_ask(chains, asks, held, today)
    wanted = fit.wanted_at(search, around.company_id)
    with st.container(gap="xsmall"):
        for place, chain in enumerate(chains):
            with st.container(border=True):
                words, chance, act = st.columns([6, 2, 3], vertical_alignment="center")
                said = fit.of_chain(around.network, chain, around.company_id, wanted)
                words.markdown(
                    f"{referrals.route(chain, escape)} :gray[at {escape(company)}]"
                    f"{_fit_badge(said)}{_badge(asks.get(chain.ids[1]))}  \n"
                    + small(
                        f"{referrals.weakest(chain)} "
                        f"{referrals.why_first(around.network, chain)}"
                    )
                )
                chance.markdown(
                    f"**{chain.chance:.0%}**  \n" + small(referrals.rests_on(chain))
                )
                with act.container(horizontal=True, horizontal_alignment="right"):
                    reason = held.get(chain.ids[1], "")
                    if reason and referrals.may_ask(asks, chain, today):
                        name = referrals.first_name(chain.people[1])
                        st.markdown(small(f"{name} {reason}"), width="content")
                    else:
                        _ask(place, chain, around, asks, is_first=chain is first)
                    _show(place, shown_key)


def _badge(ask: Ask | None) -> str:
    """Where an ask stands, as Markdown; empty for none."""
    if ask is None:
        return ""
    return f" :blue-badge[{escape(referrals.ask_words(ask, session.today()))}]"


def _fit_badge(said: str) -> str:
    """What the insider is to the searcher, as Markdown; empty for nothing."""
    return f" :gray-badge[:material/badge: {escape(said)}]" if said else ""


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
    around: Around,
    asks: Mapping[UUID, Ask],
    *,
    is_first: bool,
) -> None:
    """Offer to ask the first person, or to take an ask back."""
    ask = asks.get(chain.ids[1])
    if referrals.may_ask(asks, chain, session.today()):
        st.button(
            f"Ask {escape(referrals.first_name(chain.people[1]))}",
            key=f"ask_{chain.ids[-1]}_{place}",
            icon=":material/forum:",
            type="primary" if is_first else "secondary",
            on_click=_send_ask,
            args=(chain, around, ask),
            width=140,
        )
    elif ask is not None:
        st.button(
            f"Take back {place + 1}",
            key=f"take_back_{ask.id}_{place}",
            type="tertiary",
            on_click=_take_back,
            args=(ask, around.company),
        )


def _send_ask(chain: KnownChain, around: Around, ask: Ask | None) -> None:
    """Note that the first person is asked; a draft becomes that ask."""
    company, today = around.company, session.today()
    given = referrals.ask_given(chain, company)
    only = ledger.only_open_application(around.search, around.company_id)
    given |= {"application": str(only)} if only else {}

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


def new_ties(network: Network, company_ids: Sequence[UUID], max_ties: int) -> None:
    """On demand, say whom it would help most to get to know."""
    about = company_ids[0] if len(company_ids) == 1 else "all"
    key = f"new_ties_{about}_{max_ties}"
    if not st.session_state.get(key):
        st.button(
            "Which new tie would help most?",
            icon=":material/person_add:",
            on_click=lambda: st.session_state.update({key: True}),
        )
        return
    with st.spinner("Trying everybody"):
        found = reports.new_ties(network, company_ids, max_ties)
    st.header("New ties that would help most", anchor=False)
    if not found:
        empty("No single tie would raise these chances.")
    with st.container(gap="xsmall"):
        for one in found:
            with st.container(border=True):
                words, link = st.columns([8, 3], vertical_alignment="center")
                words.markdown(f"**{escape(one.name)}**  \n{small(one.words)}")
                link.page_link(
                    "people/person.py",
                    label=f"Open {escape(referrals.first_name(one.name))}",
                    icon=":material/person:",
                    query_params={"person": str(one.person_id)},
                )
    st.markdown(small("Each as a new contact, with a chance of 25%."))


def former_staff(network: Network, company_id: UUID, max_ties: int) -> None:
    """List who worked at a company before; they know whom to ask there."""
    ids, frame = reports.former(network, company_id, max_ties)
    if not ids:
        return
    st.header(f"Worked there before :gray[{len(ids)}]", anchor=False)
    st.dataframe(
        frame,
        hide_index=True,
        column_config={"Chance": st.column_config.NumberColumn(format="%.0f%%")},
        alt="People who worked there before and the best way to each",
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
