"""The rounds of one application."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from tracker import commands
from tracker.reports import application as details
from tracker.reports.interviews import listing
from tracker.reports.interviews import rounds as reports
from tracker.ui import session
from tracker.ui.acting import do
from tracker.ui.interviews.cards import card
from tracker.ui.interviews.debriefing import debrief_form
from tracker.ui.interviews.process import process
from tracker.ui.rounds import round_form
from tracker.ui.scheduling import paste_form
from tracker.ui.words import empty, small

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.models import Application, Round
    from tracker.reports.interviews.listing import Entry
    from tracker.search import Search

EDIT = "Edit round"
CANCEL, REVIVE = "It does not take place", "It takes place after all"
THANKED, UNTHANKED = "Thank-you sent", "No thank-you was sent"


FORMS = ("round", "schedule", "debrief")
"""What the address says of the form that is open."""


def close() -> None:
    """Close whichever form of a round is open."""
    for name in FORMS:
        st.query_params.pop(name, None)


def edit_round(id_: str = "new") -> None:
    """Open the form of a round, or of a new one."""
    close()
    st.query_params["round"] = id_


def _debrief(id_: str) -> None:
    close()
    st.query_params["debrief"] = id_


def _paste() -> None:
    close()
    st.query_params["schedule"] = "1"


def section(search: Search, row: Application) -> None:
    """The rounds of an application, the open form, and whether they are as usual."""
    rounds = search.rounds_of.get(row.id, ())
    st.header(f"Rounds :gray[{len(rounds)}]", anchor=False)
    _show(search, rounds)
    asked = st.query_params.get("debrief")
    chosen = st.query_params.get("round")
    debriefed = next((each for each in rounds if str(each.id) == asked), None)
    if debriefed is not None:
        debrief_form(debriefed, close)
    elif chosen:
        known = next((each for each in rounds if str(each.id) == chosen), None)
        round_form(row, known, close)
    elif "schedule" in st.query_params:
        paste_form(row, close)
    else:
        with st.container(horizontal=True):
            st.button(
                "Add a round",
                key="add_round",
                icon=":material/add:",
                on_click=edit_round,
            )
            st.button(
                "Paste a schedule",
                key="paste_schedule",
                icon=":material/content_paste:",
                on_click=_paste,
            )
    process(search, row)


def _show(search: Search, rounds: Sequence[Round]) -> None:
    """The rounds, with what they cost so far."""
    on, zone, now = session.today(), session.zone(), session.now()
    found = [listing.entry(search, each, on, zone, now) for each in rounds]
    if not found:
        empty("No interview round yet.")
    for entry in found:
        when = f"{entry.day}, {entry.time}"
        card(search, entry, entry.name, when, partial(_buttons, entry))
    words = reports.cost_words(reports.cost(rounds, now))
    if words:
        st.markdown(small(words))


def _buttons(entry: Entry) -> None:
    row, id_ = entry.row, str(entry.row.id)
    is_held = row.cancelled_at is None and bool(entry.is_over or row.debriefed_at)
    if is_held:
        st.button(
            "Edit debrief" if row.debriefed_at else "Debrief",
            key=f"debrief_{id_}",
            on_click=_debrief,
            args=(id_,),
            type="tertiary" if row.debriefed_at else "secondary",
            icon=":material/rate_review:",
        )
    else:
        st.button(
            EDIT,
            key=f"edit_{id_}",
            on_click=edit_round,
            args=(id_,),
            type="tertiary",
            icon=":material/edit:",
        )
    key = f"more_{id_}"
    st.menu_button(
        "More",
        _options(row, is_held=is_held),
        key=key,
        type="tertiary",
        icon=":material/more_horiz:",
        on_click=_more,
        args=(row, key),
    )


def _options(row: Round, *, is_held: bool) -> list[str]:
    """What else can be said of a round."""
    if row.cancelled_at is not None:
        return [REVIVE]
    if not is_held:
        return [CANCEL]
    return [EDIT, UNTHANKED if row.thanked_on else THANKED, CANCEL]


def _more(row: Round, key: str) -> None:
    name, said = details.round_name(row), str(st.session_state[key])
    if said == EDIT:
        edit_round(str(row.id))
    elif said in {CANCEL, REVIVE}:
        do(
            lambda work: commands.cancel_round(
                work, row.id, is_cancelled=said == CANCEL
            ),
            done=f"{name}: {said.lower()}.",
        )
    else:
        day = session.today() if said == THANKED else None
        do(
            lambda work: commands.thank_round(work, row.id, on=day),
            done=f"{name}: {said.lower()}.",
        )
