"""The ways into one company: chains as rows to act on, as a drawing, as a table."""

from __future__ import annotations

from itertools import starmap
from typing import TYPE_CHECKING, Literal, NamedTuple
from uuid import UUID

import streamlit as st

from tracker import charts, commands, inputs
from tracker.models import Ask, AskState
from tracker.reports import drawn, fit, referrals
from tracker.reports import ways as reports
from tracker.reports.asks import ledger
from tracker.reports.odds.words import percent
from tracker.ui import session
from tracker.ui.acting import do
from tracker.ui.drawing import drawing
from tracker.ui.words import empty, escape, small

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tracker.network import KnownChain, Network
    from tracker.search import Search
    from tracker.store import Work


_NAMED = 24
"""Letters of a company's name on a button."""
_MOST_TIES = "most_ties_chosen"
"""Where the session keeps the longest chain that was chosen."""


class Around(NamedTuple):
    """What rows of chains into one company are shown with."""

    search: Search
    network: Network
    company_id: UUID

    @property
    def company(self) -> str:
        """Its name."""
        return self.network.companies[self.company_id]


def most_ties(network: Network) -> int:
    """Let the longest chain be chosen that is looked for, here and on other pages."""

    def keep() -> None:
        # What a page does not draw Streamlit forgets, and a part of a network
        # offers fewer: what was chosen is kept apart.
        st.session_state[_MOST_TIES] = st.session_state["max_ties"]

    shown: int = min(st.session_state.get(_MOST_TIES, 3), network.most_ties)
    st.session_state["max_ties"] = shown
    st.segmented_control(
        "Ties, at most",
        range(1, network.most_ties + 1),
        required=True,
        key="max_ties",
        on_change=keep,
    )
    return shown


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
                    f"{_fit_badge(said)}{_guess_badge(chain)}"
                    f"{_badge(asks.get(chain.ids[1]))}  \n"
                    + small(
                        f"{referrals.weakest(chain)} "
                        f"{referrals.why_first(around.network, chain)}"
                    )
                )
                chance.markdown(
                    f"**{percent(chain.chance)}**  \n"
                    + small(referrals.rests_on(chain))
                )
                with act.container(horizontal=True, horizontal_alignment="right"):
                    reason = held.get(chain.ids[1], "")
                    if reason and referrals.may_ask(asks, chain, today):
                        name = referrals.first_name(chain.people[1])
                        st.markdown(small(f"{name} {reason}"), width="content")
                    else:
                        _ask(place, chain, around, asks, is_first=chain is first)
                    _show(place, shown_key)


def any_works(network: Network, chains: Sequence[KnownChain], *, key: str) -> None:
    """Say how likely any of the chains works, or of those that are chosen.

    Args:
        network: The people.
        chains: Those that are shown, in the order of their rows.
        key: Under which the choice is kept.
    """
    chosen = list(chains)
    if len(chains) > 1:
        places = range(1, len(chains) + 1)
        used = st.pills(
            "Which of them you would use",
            places,
            selection_mode="multi",
            default=places,
            key=f"{key}_{len(chains)}",
        )
        chosen = [chains[place - 1] for place in sorted(used)]
    st.markdown(small(reports.any_works(network, chosen)))


def untracked(
    search: Search, network: Network, every: referrals.Overview, max_ties: int
) -> referrals.Reachable:
    """Where no company is tracked, show the best chains into any, with a way there."""
    if every.companies:
        return referrals.NOWHERE
    found = referrals.reachable(search, network, max_ties)
    with st.container(gap="xsmall"):
        for place, (company_id, chain) in enumerate(found.best):
            company = network.companies[company_id]
            with st.container(border=True):
                words, chance, act = st.columns([6, 2, 3], vertical_alignment="center")
                words.markdown(
                    f"{referrals.route(chain, escape)} :gray[at {escape(company)}]  \n"
                    + small(referrals.weakest(chain))
                )
                chance.markdown(
                    f"**{percent(chain.chance)}**  \n"
                    + small(referrals.rests_on(chain))
                )
                act.button(
                    f"See {escape(company[:_NAMED])}",
                    key=f"untracked_{company_id}",
                    type="secondary" if place else "primary",
                    on_click=st.query_params.update,
                    kwargs={"company": str(company_id)},
                    width="stretch",
                )
    empty("Companies you apply to come here, with who can pass you on.")
    kind: Literal["primary", "secondary"] = "secondary" if found.best else "primary"
    if st.button("Log an application", type=kind):
        st.switch_page("search/applications.py", query_params={"add": "1"})
    return found


def _badge(ask: Ask | None) -> str:
    """Where an ask stands, as Markdown; empty for none."""
    if ask is None:
        return ""
    return f" :blue-badge[{escape(referrals.ask_words(ask, session.today()))}]"


def _fit_badge(said: str) -> str:
    """What the insider is to the searcher, as Markdown; empty for nothing."""
    return f" :gray-badge[:material/badge: {escape(said)}]" if said else ""


def _guess_badge(chain: KnownChain) -> str:
    """Say that a chain is a guess, as Markdown; empty where it is none."""
    return " :gray-badge[:material/help: Possible tie]" if chain.is_possible else ""


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
    if network.is_part:
        _load_more()
        return
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


def _load_more() -> None:
    """Offer what only the whole network tells, where it can be loaded."""
    if session.can_load_more():
        st.button(
            "See more: who worked there, new ties, chains of four",
            icon=":material/hub:",
            help="Reads your whole network, which takes a few seconds once.",
            on_click=lambda: st.session_state.update({"whole_network": True}),
        )


def former_staff(network: Network, company_id: UUID, max_ties: int) -> None:
    """List who worked at a company before; they know whom to ask there."""
    ids, frame = reports.former(network, company_id, max_ties)
    if not ids or network.is_part:
        return
    st.header(f"Worked there before :gray[{len(ids)}]", anchor=False)
    st.markdown(
        small("They may still know whom to ask. Choose a row to open a person.")
    )
    picked = st.dataframe(
        frame,
        key=f"former_{company_id}",
        on_select="rerun",
        selection_mode="single-row",
        hide_index=True,
        column_config={"Chance": st.column_config.NumberColumn(format="%.0f%%")},
        alt="People who worked there before and the best way to each",
    )
    for row in picked.selection.rows:
        open_person(ids[row] if row < len(ids) else None)


def open_person(id_: UUID | None) -> None:
    """Go to the page of somebody who was clicked, if anybody was."""
    if id_:
        st.switch_page("people/person.py", query_params={"person": str(id_)})


def chain_drawing(
    network: Network, chains: Sequence[KnownChain], chosen: int, *, key: str
) -> UUID | None:
    """Draw the chains as lanes or as rings, and list their ties.

    Returns:
        The person just clicked, if any.
    """
    people = list(starmap(charts.Node, drawn.points(network, chains, chosen)))
    ties = list(starmap(charts.Edge, drawn.lines(chains, chosen)))
    st.header(f"The ties behind it :gray[{len(ties)}]", anchor=False)
    form = st.segmented_control(
        "Drawn as", [*_FORMS], default="Lanes", required=True, key="drawn_as"
    )
    words, draw = _FORMS[form or "Lanes"]
    dashed = " Dashed is only possible." if network.guessed else ""
    said = f"{words} Thicker is stronger.{dashed} Choose a person to open them."
    st.markdown(small(said))
    clicked = drawing(draw(people, ties), key=f"{key}_{form}")
    with st.expander("The same as a table"):
        st.dataframe(
            drawn.ties_frame(chains),
            hide_index=True,
            column_config={"Chance": st.column_config.NumberColumn(format="%.0f%%")},
            alt="Every tie of the drawing",
        )
    return UUID(clicked) if clicked else None


_FORMS: Mapping[str, tuple[str, Callable[..., charts.Picture]]] = {
    "Lanes": (
        "Left to right: me, people I know, people they know, insiders.",
        charts.chain_picture,
    ),
    "Rings": (
        "Me in the middle, a ring for each tie away; insiders are darker.",
        charts.ring_picture,
    ),
}


def community_map(network: Network) -> UUID | None:
    """On demand, draw the groups around me and who bridges them.

    Returns:
        The person just clicked, if any.
    """
    if not st.session_state.get("community_map"):
        st.button(
            "Map the people around me",
            icon=":material/bubble_chart:",
            on_click=lambda: st.session_state.update({"community_map": True}),
        )
        return None
    from tracker.reports import communities  # noqa: PLC0415 - networkx, half a second

    found = communities.map_of(network)
    if found is None:
        empty(
            "None of your contacts is known to know anybody: bring in a friend's "
            "export of contacts, or add a tie."
        )
        return None
    st.header(escape(communities.title(found)), anchor=False)
    st.markdown(small(communities.basis(found)))
    clicked = drawing(charts.community_picture(found), key="map")
    with st.expander("The same as a table"):
        st.dataframe(found.groups_frame, hide_index=True, alt="Groups and their people")
        if found.brokers:
            st.dataframe(found.frame, hide_index=True, alt="Who connects the groups")
    return UUID(clicked) if clicked else None
