"""Who may be one person or one company: made one, told apart, parted again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import commands
from tracker.models import Merge, RefusalKind
from tracker.reports import same
from tracker.ui import session
from tracker.ui.acting import do
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.network import Network

_KEPT = "same:suggested"
"""What was found, under the revision it was found in."""
_SHOWN = 20


def section(network: Network) -> None:
    """Ask of each suggestion whether the two are the same; list what was made one."""
    people, companies, merges = _found()
    count = len(people) + len(companies)
    if not count and not merges:
        return
    label = f"Twice the same? :gray[{count:,}]" if count else "Made one"
    with st.expander(label, icon=":material/group_work:", key="same"):
        for one, other, why in people[:_SHOWN]:
            names = same.person_label(network, one), same.person_label(network, other)
            _ask(RefusalKind.SAME_PERSON, (one, other), names, why)
        for one, other, why in companies[:_SHOWN]:
            names = same.company_name(network, one), same.company_name(network, other)
            _ask(RefusalKind.SAME_COMPANY, (one, other), names, why)
        more = count - min(len(people), _SHOWN) - min(len(companies), _SHOWN)
        if more:
            st.markdown(small(f"{more:,} more follow as you answer these."))
        for number, merge in enumerate(merges[:_SHOWN], 1):
            _offer_parting(number, merge, network)


def _found() -> tuple[
    list[tuple[UUID, UUID, str]], list[tuple[UUID, UUID, str]], list[Merge]
]:
    store, owner = session.store(), session.owner()
    now = str(store.url), store.revision(owner)
    kept = st.session_state.get(_KEPT)
    if kept is not None and kept[0] == now:
        return kept[1]  # type: ignore[no-any-return]
    with store.reading(owner) as work:
        merges = sorted(
            work.all(Merge), key=lambda merge: merge.merged_at, reverse=True
        )
        found = (
            [tuple(pair) for pair in commands.same_people(work)],
            [tuple(pair) for pair in commands.same_companies(work)],
            merges,
        )
    st.session_state[_KEPT] = now, found
    return found  # type: ignore[return-value]


def _ask(
    kind: RefusalKind, ids: tuple[UUID, UUID], names: tuple[str, str], why: str
) -> None:
    one, other = ids
    key = f"{one.hex}_{other.hex}"
    with st.container(border=True):
        st.markdown(
            f"**{escape(names[0])}** and **{escape(names[1])}**  \n"
            + small(f"They {why}.")
        )
        with st.container(horizontal=True):
            for number, (kept, gone) in enumerate(((one, other), (other, one))):
                st.button(
                    f"Make one, as {escape(names[number])}",
                    key=f"same_{number}_{key}",
                    on_click=_merge,
                    args=(kind, kept, gone),
                )
            st.button(
                "Not the same",
                key=f"apart_{key}",
                type="tertiary",
                on_click=_turn_down,
                args=(kind, one, other),
            )


def _merge(kind: RefusalKind, kept: UUID, gone: UUID) -> None:
    act = (
        commands.merge_people
        if kind is RefusalKind.SAME_PERSON
        else commands.merge_companies
    )
    do(
        lambda work: act(work, kept, gone),
        done=lambda merge: f"{merge.name} is now part of the one you kept.",
    )


def _turn_down(kind: RefusalKind, one: UUID, other: UUID) -> None:
    on = session.today()
    do(
        lambda work: commands.turn_down(work, kind, one, other, on=on),
        done="Noted: they are not the same.",
    )


def _offer_parting(number: int, merge: Merge, network: Network) -> None:
    with st.container(border=True):
        words, act = st.columns([7, 3], vertical_alignment="center")
        words.markdown(escape(same.merged(merge, network)))
        with act.container(horizontal=True, horizontal_alignment="right"):
            st.button(
                f"Part again {number}",
                key=f"part_{merge.id.hex}",
                on_click=_part,
                args=(merge.id,),
            )


def _part(merge_id: UUID) -> None:
    do(lambda work: commands.part(work, merge_id), done=same.parted)
