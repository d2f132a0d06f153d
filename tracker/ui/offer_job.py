"""The current job in full, as an offer is: what leaving costs and staying pays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import terms
from tracker.decisions import RATED
from tracker.reports import assumed as reports
from tracker.reports import comparing
from tracker.reports import offer_forms as forms
from tracker.ui import acting, offer_parts, session
from tracker.ui.offer_fields import DAY, Fields
from tracker.ui.offer_keeping import Held, held_job, keep_assumptions
from tracker.ui.words import small

if TYPE_CHECKING:
    from tracker.search import Search

TABS = ("Pay", "Shares", "Sign-on money", "Benefits", "My marks")


def current(search: Search) -> None:
    """Ask for the current job: its pay first, then all that an offer has as well."""
    st.markdown(
        small("What leaving it gives up counts, and staying is compared as well.")
    )
    job = terms.assumed(search.assumptions).current
    if job is None:
        _pay(search)
        return
    lost = comparing.forfeits(search, session.today())
    if lost is not None:
        st.markdown(
            small(
                f"Leaving it today gives up {lost.total:,.0f} {job.currency}: unvested "
                f"shares {lost.unvested:,.0f}, bonus {lost.bonus:,.0f}, sign-on money "
                f"{lost.clawback:,.0f}."
            )
        )
    held = held_job(search, job)
    pay, shares, sign_ons, benefits, marks = st.tabs(TABS)
    with pay:
        _pay(search)
    with shares:
        st.markdown(small("Months of service count from the first day there."))
        offer_parts.shares(held)
    with sign_ons:
        offer_parts.sign_ons(held)
    with benefits:
        offer_parts.benefits(held)
    with marks:
        _marks(held)
    st.button(
        "Forget my current job",
        key="forget_job",
        type="tertiary",
        on_click=held.keep,
        args=(lambda: None, None, held.version, "Your current job is forgotten."),
    )


def _pay(search: Search) -> None:
    row = search.assumptions
    kept = terms.assumed(row)
    form = acting.Form("job")

    def save() -> None:
        typed = form.values(*reports.JOB, "stay")
        keep_assumptions(
            lambda: reports.job_given(kept, typed),
            form,
            row.version,
            "Your current job is saved.",
        )

    with st.form(form.key("form"), border=False):
        first = reports.job_fields(kept, search.searcher.currency)
        draw = Fields(form, first, reports.JOB)
        one = st.columns(4, vertical_alignment="bottom")
        draw.line(one[0], "currency", "EUR", 3)
        draw.number(one[1], "base")
        draw.number(one[2], "bonus_target", step=1.0)
        one[3].date_input(
            reports.JOB["started_on"],
            draw.held("started_on", None),
            format=DAY,
            key=form.key("started_on"),
        )
        two = st.columns(4, vertical_alignment="bottom")
        draw.number(two[0], "bonus_payout", step=5.0)
        draw.number(two[1], "raise_rate", step=1.0)
        draw.line(two[2], "level", "Senior")
        draw.line(two[3], "price_place", "A place of the price levels")
        st.checkbox(
            "Compare with staying; else what leaving gives up is taken off each offer",
            form.first("stay", kept.stay),
            key=form.key("stay"),
        )
        form.show_problem()
        st.form_submit_button("Save my current job", on_click=save)
    if kept.current is None:
        st.markdown(small("Its shares, sign-on money and benefits come next."))


def _marks(held: Held) -> None:
    form = acting.Form("marks_job")

    def save() -> None:
        typed = form.values(*RATED)
        held.keep(
            lambda: forms.marked(held.given, typed), form, held.version, "Marks saved."
        )

    with st.form(form.key("form"), border=False):
        offer_parts.marks(form, held)
        form.show_problem()
        st.form_submit_button("Save the marks", on_click=save)
