"""Asks as rows to act on, the plan of whom to ask next, and who was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import asking, commands, inputs
from tracker import messages as letters
from tracker.models import Ask, AskState
from tracker.reports import referrals
from tracker.reports.asks import ledger, messages
from tracker.reports.asks import plan as plans
from tracker.reports.odds.words import percent
from tracker.ui import session
from tracker.ui.acting import Form, do
from tracker.ui.words import empty, escape, small

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from tracker.network import Network
    from tracker.reports.asks.ledger import Row
    from tracker.reports.asks.plan import AskPlan
    from tracker.search import Search

ACTS = {
    AskState.ASKED: "Sent to {}",
    AskState.AGREED: "{} agreed",
    AskState.INTRODUCED: "{} introduced me",
    AskState.SUBMITTED: "{} submitted me",
    AskState.ACKNOWLEDGED: "{}: it arrived",
    AskState.DECLINED: "{} declined",
    AskState.WITHDRAWN: "Not {} after all",
}
"""What a button that moves an ask is called, with the person's first name."""


def ask_rows(search: Search, network: Network, rows: Sequence[Row]) -> None:
    """Show asks, each with its next steps and, opened, its message and history."""
    with st.container(gap="xsmall"):
        for place, row in enumerate(rows):
            with st.container(border=True, gap="xsmall"):
                words, act = st.columns([6, 5], vertical_alignment="center")
                words.markdown(f"{_headline(row)}  \n{small(row.detail)}")
                with act.container(horizontal=True, horizontal_alignment="right"):
                    _steps(row, is_first=not place)
                opened = st.expander(
                    f"Message and history, {escape(_first(row))}",
                    key=f"ask_more_{row.ask.id}",
                    on_change="rerun",
                )
                if opened.open:
                    with opened:
                        _details(search, network, row)


def _headline(row: Row) -> str:
    color, icon = ledger.BADGES[row.state]
    badge = f":{color}-badge[{icon} {asking.LABELS[row.state]}]"
    if row.wants_nudge:
        badge = f":orange-badge[:material/notifications: Nudge] {badge}"
    if row.is_barred:
        badge = f":red-badge[:material/block: Do not contact] {badge}"
    to = f" :gray[to reach {escape(row.insider)}]" if row.insider else ""
    return f"{badge} **{escape(row.person)}** about **{escape(row.company)}**{to}"


def _first(row: Row) -> str:
    return referrals.first_name(row.person)


def _steps(row: Row, *, is_first: bool) -> None:
    """Buttons for what usually comes next."""
    if row.wants_nudge:
        st.button(
            f"Nudged {escape(_first(row))}",
            key=f"nudged_{row.ask.id}",
            type="primary" if is_first else "secondary",
            on_click=_nudged,
            args=(row,),
        )
    for number, to in enumerate(asking.NEXT[row.state][:2]):
        if row.is_barred and to is AskState.ASKED:
            continue
        revives = row.state is AskState.SILENT and to is AskState.ASKED
        main = is_first and not number and not row.wants_nudge
        st.button(
            escape(("Ask {} once more" if revives else ACTS[to]).format(_first(row))),
            key=f"move_{row.ask.id}_{to}",
            type="primary" if main else "secondary" if not number else "tertiary",
            on_click=_move,
            args=(row, to),
        )


def _move(row: Row, to: AskState) -> None:
    on, sent = session.today(), to is AskState.ASKED
    note = st.session_state.get(_body_key(row), "") if sent else ""
    do(
        lambda work: commands.move_ask(work, row.ask.id, to=to, on=on, note=note),
        done=f"{row.person} about {row.company}: {asking.LABELS[to].lower()}, today.",
    )


def _nudged(row: Row) -> None:
    on = session.today()
    do(
        lambda work: commands.answer(
            work,
            what=f"Nudge {row.person} about {row.company}",
            due_on=on,
            done_on=on,
            rule=asking.NUDGE_RULE,
            rule_key=row.nudge_key,
            application_id=row.ask.application_id,
        ),
        done=f"Nudged {row.person}; no second nudge will be suggested.",
    )


def _details(search: Search, network: Network, row: Row) -> None:
    """The message to send, what happened, and everything that can be changed."""
    ask, on = row.ask, session.today()
    if row.state in {AskState.DRAFTED, AskState.ASKED, AskState.SILENT}:
        if row.is_barred:
            empty(f"{row.person} is not to be contacted, so there is no message.")
        else:
            _message(search, network, row)
    st.markdown("**What happened**")
    for line, written in ledger.steps(search, ask, on):
        st.markdown(small(line))
        if written:
            st.text(written)
    if ask.note:
        st.text(ask.note)
    _step_form(row)
    _attach(search, row)
    with st.container(horizontal=True):
        if len(search.ask_history.get(ask.id, ())) > 1:
            st.button(
                "Take the last step back",
                key=f"retract_{ask.id}",
                type="tertiary",
                on_click=_retract,
                args=(row,),
            )
        st.button(
            "Put in the bin",
            key=f"bin_{ask.id}",
            type="tertiary",
            on_click=_put_in_bin,
            args=(row,),
        )


def _message(search: Search, network: Network, row: Row) -> None:
    facts = messages.about(search, network, row.ask)
    is_draft = row.state is AskState.DRAFTED
    written = messages.draft(facts) if is_draft else messages.nudge(facts)
    key = _body_key(row)
    subject = st.text_input("Subject", written.subject, key=f"{key}_subject")
    body = st.text_area("Message", written.body, key=key, height=220)
    person = search.people[row.ask.person_id]
    link = letters.mailto(person.email, letters.Message(subject, body))
    st.link_button("Write it in my mail program", link, icon=":material/mail:")
    if not person.email:
        st.markdown(small("No address is known, so the mail opens without one."))


def _body_key(row: Row) -> str:
    """Where the session keeps the message, to be noted once it is sent."""
    return f"message_{row.ask.id}_{row.state}"


def _step_form(row: Row) -> None:
    form = Form(f"step_{row.ask.id}")

    def save() -> None:
        given = form.values("state", "on", "note")
        to = AskState(given["state"])
        on, note = given.get("on") or session.today(), given.get("note", "")
        do(
            lambda work: commands.move_ask(work, row.ask.id, to=to, on=on, note=note),
            done=f"{row.person} about {row.company}: {asking.LABELS[to].lower()}.",
            form=form,
        )

    form.show_problem()
    with st.form(form.key("form"), border=False):
        state, day = st.columns(2)
        state.selectbox(
            "Step",
            list(AskState),
            index=list(AskState).index((*asking.NEXT[row.state], row.state)[0]),
            format_func=_step,
            key=form.key("state"),
        )
        day.date_input("On", form.first("on", session.today()), key=form.key("on"))
        st.text_input("What was written or said", key=form.key("note"))
        st.form_submit_button("Save the step", on_click=save)


def _step(state: AskState) -> str:
    """A state to choose; what silent means is said where nothing else says it."""
    label = asking.LABELS[state]
    return f"{label}, no answer" if state is AskState.SILENT else label


def _attach(search: Search, row: Row) -> None:
    named = ledger.applications(search, row.ask)
    if not named:
        return
    key = f"attach_{row.ask.id}"
    ids: list[UUID | None] = [None, *named]
    st.session_state[key] = row.ask.application_id

    def attach() -> None:
        to = st.session_state[key]
        do(
            lambda work: commands.attach_ask(work, row.ask.id, to),
            done=f"The ask is for {named.get(to, 'no application')}.",
        )

    st.selectbox(
        "For which application",
        ids,
        format_func=lambda id_: named[id_] if id_ else "None",
        key=key,
        on_change=attach,
    )


def _retract(row: Row) -> None:
    do(
        lambda work: commands.retract_ask(work, row.ask.id),
        done=f"{row.person} about {row.company}: the last step is taken back.",
    )


def _put_in_bin(row: Row) -> None:
    do(
        lambda work: commands.bin_record(
            work, Ask, row.ask.id, version=row.ask.version
        ),
        done=f"The ask to {row.person} is in the bin.",
    )


# ---- the plan


def ways_in() -> None:
    """Where there is no ask to show, lead to where one is made."""
    if st.button("See the ways in", type="primary"):
        st.switch_page("people/referrals.py")


def plan_view(network: Network, found: AskPlan) -> None:
    """Show whom to ask this week, how good that is, and draft it in one click."""
    if not found.proposals:
        empty(_nobody(found))
        if found.companies:
            ways_in()
        elif st.button("See my applications", type="primary"):
            st.switch_page("search/applications.py")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            f"Draft {_these(found)}",
            type="primary",
            icon=":material/edit_note:",
            on_click=_draft,
            args=(found,),
        )
        st.markdown(small(plans.works(found)), width="content")
    with st.container(gap="xsmall"):
        for one in found.proposals:
            with st.container(border=True):
                words, chance = st.columns([8, 3], vertical_alignment="center")
                route = referrals.route(one.chain, escape)
                words.markdown(
                    f"{route} :gray[at {escape(one.company)}]  \n"
                    + small(referrals.why_first(network, one.chain))
                )
                chance.markdown(
                    f"**{percent(one.chance)}**  \n"
                    + small(
                        f"{referrals.rests_on(one.chain)}; "
                        f"adds {one.gain:.2f} of a company"
                    )
                )
    st.header("Why these", anchor=False)
    st.markdown(small(plans.quality(found)))
    st.dataframe(
        plans.compared(found),
        hide_index=True,
        column_config={
            "Companies to be expected": st.column_config.NumberColumn(format="%.2f")
        },
        alt="The plan beside asking the closest or the best connected first",
    )


def _these(found: AskPlan) -> str:
    count = len(found.proposals)
    return "this ask" if count == 1 else f"these {count} asks"


def _nobody(found: AskPlan) -> str:
    if not found.companies:
        return (
            "Companies with an open application come here, with whom to ask about "
            "them; where somebody agreed already, nobody else need be asked."
        )
    if found.resting:
        return "Whoever could help was asked lately; they rest for 30 days."
    return "Nobody you know leads into a company you track; bring in more contacts."


def _draft(found: AskPlan) -> None:
    given, on = plans.asks_given(found), session.today()
    do(
        lambda work: commands.add_asks(
            work, [inputs.parse(inputs.AskIn, one) for one in given], on=on
        ),
        done=lambda rows: f"Drafted {len(rows)} asks; open each to send it.",
    )
