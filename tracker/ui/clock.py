"""The part of the page Plan about offers that must be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import clock as rules
from tracker import commands, inputs
from tracker.models import Granted
from tracker.reports import ledger
from tracker.reports import offer_clock as reports
from tracker.ui.acting import Form, do
from tracker.ui.tables import points, table
from tracker.ui.words import empty, escape, small

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.reports.ledger import Entry
    from tracker.reports.offer_clock import Assumed, InHand
    from tracker.search import Search


def clock(search: Search, on: date) -> None:
    """Show each offer's clock, then the ledger of deadlines."""
    held = reports.in_hand(search, on)
    missing = reports.missing(search, on)
    if missing:
        points(missing)
    if not held:
        empty("An offer with a deadline starts the clock here.")
    else:
        _one(search, _chosen(held), on)
    _ledger(search, held, on)


def _chosen(held: Sequence[InHand]) -> InHand:
    """Ask which offer, if there are several; the best paid one is looked at first."""
    if len(held) == 1:
        return held[0]
    by_id = {str(each.offer_id): each for each in held}
    id_ = st.selectbox(
        "Offer",
        list(by_id),
        reports.first(held),
        format_func=lambda id_: f"{by_id[id_].name}, {by_id[id_].days_left} days left",
        key="clock_offer",
    )
    return by_id[id_]


def _one(search: Search, held: InHand, on: date) -> None:
    top = st.container()
    with st.expander("What is assumed: worth, risk, and what you have without it"):
        assumed = _assumed(search, held, on)
    found = reports.reckon(search, held, on, assumed)
    with top:
        st.header(escape(reports.title(found, on)), anchor=False)
        points(reports.lines(found, on))
        if found.processes:
            table(reports.table(found), f"Other processes against {held.name}")
            st.markdown(small(reports.ADVICE_WORDS))
        else:
            empty("Nothing else is under way.")
    with st.expander("What more time would be worth"):
        table(reports.extensions(found, on), "Longer deadlines")
        st.markdown(small(f"{rules.CAREER_PAGES}. {rules.NORMAL_DEADLINE}"))
    st.markdown(small(reports.HOW))


def _assumed(search: Search, held: InHand, on: date) -> Assumed:
    """Ask for what nobody can know, each with a stated default."""
    left, right = st.columns(2)
    risk = left.number_input(
        "Risk that waiting or asking loses it, %",
        0,
        100,
        reports.RISK,
        key="clock_risk",
    )
    fallback = right.number_input(
        "Worth of having no offer, % of this one",
        0,
        1000,
        reports.fallback(search),
        key="clock_fallback",
    )
    worth = {
        each.application_id: st.number_input(
            f"An offer for {escape(each.name)}, % of this one",
            1,
            1000,
            reports.WORTH,
            key=f"clock_worth:{each.application_id}",
        )
        for each in reports.stated(reports.processes(search, held, on))
    }
    return reports.Assumed(risk, fallback, worth)


def _ledger(search: Search, held: Sequence[InHand], on: date) -> None:
    st.header("Deadlines and extensions", anchor=False)
    found = ledger.entries(search, on)
    for each in found:
        _entry(each)
    if not found:
        empty("Each time you ask for more time, it is noted here with the answer.")
    if held:
        _form(held, on)


def _entry(each: Entry) -> None:
    with st.container(border=True):
        words, actions = st.columns([7, 3], vertical_alignment="center")
        words.markdown(f"**{escape(each.name)}**: {escape(each.words)}")
        if each.note:
            words.markdown(small(each.note))
        if each.is_open:
            with actions.container(horizontal=True, gap="xsmall"):
                for label, granted in (("Granted", "yes"), ("Refused", "no")):
                    st.button(
                        label,
                        f"ledger:{each.change_id}:{granted}",
                        on_click=_settle,
                        args=[each, Granted(granted)],
                    )


def _settle(each: Entry, granted: Granted) -> None:
    do(
        lambda work: commands.settle_deadline(work, each.change_id, granted),
        done=f"{each.name}: {ledger.ANSWERS[granted]}.",
    )


def _form(held: Sequence[InHand], on: date) -> None:
    form = Form("deadline")
    by_id = {each.offer_id: each for each in held}

    def save() -> None:
        given = form.values("offer", "deadline_on", "granted", "note")
        offer_id = given.pop("offer")
        do(
            lambda work: commands.ask_for_time(
                work, offer_id, inputs.parse(inputs.DeadlineIn, given), on=on
            ),
            done=f"Noted for {by_id[offer_id].name}.",
            form=form,
        )

    with (
        st.expander(
            "Note that you asked for more time",
            expanded="problem:deadline" in st.session_state,
        ),
        st.form(form.key("form"), border=False),
    ):
        form.show_problem()
        left, right = st.columns(2)
        left.selectbox(
            "Offer asked about",
            list(by_id),
            format_func=lambda id_: by_id[id_].name,
            key=form.key("offer"),
        )
        right.date_input("Asked until", None, key=form.key("deadline_on"))
        st.segmented_control(
            "Their answer",
            list(ledger.ANSWERS),
            default=Granted.OPEN,
            required=True,
            format_func=lambda each: ledger.ANSWERS[each].capitalize(),
            key=form.key("granted"),
        )
        st.text_area("Note", key=form.key("note"))
        st.form_submit_button("Save", on_click=save)
