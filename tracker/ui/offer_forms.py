"""The forms of the offers page: recording an offer, and changing all that it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import commands, inputs
from tracker.models import Offer
from tracker.reports import grant_forms, today
from tracker.reports import offer_forms as forms
from tracker.reports import offers as reports
from tracker.ui import acting, offer_fields, offer_parts, offer_promises
from tracker.ui.editing import EditForm
from tracker.ui.offer_keeping import counter_key, held, keep
from tracker.ui.words import escape

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from tracker.inputs import OfferIn
    from tracker.search import Search

TABS = (
    "Terms",
    "Shares",
    "Sign-on money",
    "Benefits",
    "In writing",
    "My marks and aims",
    "Negotiation",
)


def record(search: Search, on: date) -> None:
    """Ask for a new offer: what every letter says comes first."""
    form = acting.Form("offer")

    def save() -> None:
        typed = form.values("application", "company", "title", *forms.LABELS)
        grant, bonus = form.values(*grant_forms.GRANT), form.values(*forms.SIGN_ON)
        acting.do(
            lambda work: commands.add_offer(
                work,
                inputs.parse(inputs.OfferIn, forms.offer_given(typed, grant, bonus)),
                on=on,
            ),
            done="Offer recorded.",
            form=form,
        )

    with st.form(form.key("form"), border=False):
        labels = today.open_labels(search)
        st.selectbox(
            "Application",
            [None, *labels],
            key=form.key("application"),
            format_func=lambda id_: labels.get(id_, "None of these: named below"),
        )
        company, title = st.columns(2)
        company.text_input("Company", key=form.key("company"))
        form.problem_at("company", company)
        title.text_input("Title", key=form.key("title"))
        first = {"currency": search.searcher.currency, "bonus_payout": 100.0}
        offer_fields.terms(form, first)
        offer_fields.grant(form)
        with st.expander("A sign-on bonus that is paid back on leaving early"):
            offer_fields.sign_on(form, {})
        form.show_problem()
        st.form_submit_button("Record the offer", type="primary", on_click=save)


def change(search: Search, offer: Offer, name: str) -> None:
    """Change an offer part by part, note what is negotiated, or bin it."""
    given = reports.as_given(search, offer)
    st.checkbox(
        "What I change now is a counter-offer: keep what stood before",
        key=counter_key(offer),
    )
    tabs = st.tabs(TABS)
    own = held(offer, given)
    parts: tuple[Callable[[], None], ...] = (
        lambda: _terms(offer, given),
        lambda: offer_parts.shares(own),
        lambda: offer_parts.sign_ons(own),
        lambda: offer_parts.benefits(own),
        lambda: offer_promises.writing(own, given),
        lambda: offer_promises.marks(own, given),
        lambda: offer_promises.negotiation(search, offer),
    )
    for tab, part in zip(tabs, parts, strict=True):
        with tab:
            part()
    st.button(
        f"Put the offer of {escape(name)} in the bin",
        key=f"bin_{offer.id}",
        type="tertiary",
        on_click=_bin,
        args=(offer, name),
    )


def _bin(offer: Offer, name: str) -> None:
    """Put an offer in the bin."""
    acting.do(
        lambda work: commands.bin_record(work, Offer, offer.id, version=offer.version),
        done=f"The offer of {name} is in the bin; the Data page restores it.",
    )


# ---- what the letter says


def _terms(offer: Offer, given: OfferIn) -> None:
    form = EditForm(f"offer_{offer.id}", offer.version, forms.fields(given))

    def save() -> None:
        typed = form.values(*form.stored)
        known = forms.facts(given) | {"deadline_on": None}
        keep(
            offer,
            lambda: forms.changed(known, typed),
            form,
            form.version,
            "Terms saved.",
        )

    with st.form(form.key("form"), border=False):
        offer_fields.terms(form, form.drawn)
        form.finish(save, None, forms.LABELS)
