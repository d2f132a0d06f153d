"""What an offer promises, what the searcher wants, and what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from tracker import commands, inputs, planning
from tracker.decisions import RATED
from tracker.reports import negotiation as reports
from tracker.reports import offer_forms as forms
from tracker.ui import acting, offer_fields, offer_parts, session
from tracker.ui.words import empty, escape, small

if TYPE_CHECKING:
    from tracker.inputs import OfferIn
    from tracker.models import Offer
    from tracker.search import Search
    from tracker.ui.offer_keeping import Held


def writing(held: Held, given: OfferIn) -> None:
    """Tick off which promises are in writing, and add others."""
    form = acting.Form(f"writing_{held.key}")
    promises = reports.checklist(given)

    def save() -> None:
        ticks = form.values(*(str(place) for place in range(len(promises))))
        added = str(form.values("added").get("added", ""))
        written = [bool(ticks.get(str(place))) for place in range(len(promises))]
        held.keep(
            lambda: reports.writing_given(given, written, added),
            form,
            held.version,
            "What is in writing is saved.",
        )

    st.markdown(small(f"{reports.checklist_words(promises)} Tick what is in writing."))
    with st.form(form.key("form"), border=False):
        for place, promise in enumerate(promises):
            st.checkbox(
                escape(promise.what),
                form.first(str(place), promise.in_writing),
                key=form.key(str(place)),
            )
        st.text_input(
            "Another promise",
            placeholder="Review of the salary after six months",
            key=form.key("added"),
        )
        form.show_problem()
        st.form_submit_button("Save what is in writing", on_click=save)


def marks(held: Held, given: OfferIn) -> None:
    """Ask for the searcher's own marks, and what is aimed for."""
    form = acting.Form(f"marks_{held.key}")

    def save() -> None:
        typed = form.values(*RATED, *forms.AIMS)
        held.keep(
            lambda: forms.aimed(given, typed),
            form,
            held.version,
            "Marks and aims saved.",
        )

    with st.form(form.key("form"), border=False):
        offer_parts.marks(form, held)
        aims = {"target": given.target, "reservation": given.reservation}
        first = {name: float(sum_) for name, sum_ in aims.items() if sum_ is not None}
        draw = offer_fields.Fields(form, first, forms.AIMS)
        for box, name in zip(st.columns(2), forms.AIMS, strict=True):
            draw.number(box, name, empty=None)
        form.show_problem()
        st.form_submit_button("Save marks and aims", on_click=save)


def negotiation(search: Search, offer: Offer) -> None:
    """Show what was said, and note more."""
    form = acting.Form(f"talk_{offer.id}")

    def save() -> None:
        typed, on = form.values("on", "who", "what", "in_writing"), session.today()
        acting.do(
            lambda work: commands.add_negotiation(
                work, offer.id, inputs.parse(inputs.CounterIn, typed), on=on
            ),
            done="Noted.",
            form=form,
        )

    rows = search.negotiation_of.get(offer.id, ())
    if not rows:
        empty("Who said what, and whether it is in writing, stands here.")
    for place, row in enumerate(rows):
        with st.container(border=True):
            left, right = st.columns([7, 3], vertical_alignment="center")
            how = "in writing" if row.in_writing else "said"
            who = f"{planning.plain_day(row.on)}, {row.who or 'somebody'}, {how}"
            left.markdown(f"{escape(row.what)}  \n{small(who)}")
            right.button(
                f"Remove line {place + 1}",
                key=f"remove_talk_{row.id}",
                on_click=acting.do,
                args=(lambda work, id_=row.id: _forget(work, id_),),
            )
    with st.form(form.key("form"), border=False):
        row_ = st.columns([2, 2, 5], vertical_alignment="bottom")
        row_[0].date_input(
            "Day",
            form.first("on", session.today()),
            format=offer_fields.DAY,
            key=form.key("on"),
        )
        row_[1].text_input("Who", placeholder="Recruiter", key=form.key("who"))
        row_[2].text_input(
            "What was said", placeholder="Can go to 130,000", key=form.key("what")
        )
        st.checkbox("It is in writing", key=form.key("in_writing"))
        form.show_problem()
        st.form_submit_button("Note it", on_click=save)


def _forget(work: Any, id_: Any) -> None:  # noqa: ANN401 - the work and the row's id
    commands.remove_negotiation(work, id_)
