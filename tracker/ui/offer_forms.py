"""The forms of the offers page: recording an offer, and changing all that it says."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import streamlit as st

from tracker import commands, inputs
from tracker.models import Offer
from tracker.reports import grant_forms, today
from tracker.reports import offer_forms as forms
from tracker.reports import offers as reports
from tracker.reports.offer_words import bonus_words, full, grant_words
from tracker.ui import acting, offer_fields, offer_promises
from tracker.ui.editing import EditForm
from tracker.ui.offer_keeping import counter_key, keep
from tracker.ui.words import escape, small

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
    parts: tuple[Callable[[Search, Offer, OfferIn], None], ...] = (
        _terms,
        _shares,
        _sign_ons,
        _benefits,
        offer_promises.writing,
        offer_promises.marks,
        offer_promises.negotiation,
    )
    for tab, part in zip(tabs, parts, strict=True):
        with tab:
            part(search, offer, given)
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


def _terms(_search: Search, offer: Offer, given: OfferIn) -> None:
    form = EditForm(f"offer_{offer.id}", offer.version, forms.fields(given))

    def save() -> None:
        typed = form.values(*form.stored)
        held = forms.facts(given) | {"deadline_on": None}
        keep(
            offer,
            lambda: forms.changed(held, typed),
            form,
            form.version,
            "Terms saved.",
        )

    with st.form(form.key("form"), border=False):
        offer_fields.terms(form, form.drawn)
        form.finish(save, None, forms.LABELS)


def _shares(_search: Search, offer: Offer, given: OfferIn) -> None:
    for place, grant in enumerate(given.grants):
        worth = f"{full(grant.value or Decimal(0))} {given.currency}"
        kind = offer_fields.KINDS[grant.kind].lower()
        label = f"Grant {place + 1}"
        with st.container(border=True):
            left, right = st.columns([7, 3], vertical_alignment="center")
            left.markdown(f"**{worth}**, {kind}  \n{small(grant_words(grant))}")
            right.button(
                f"Remove grant {place + 1}",
                key=f"remove_{offer.id}_{place}",
                on_click=keep,
                args=(
                    offer,
                    lambda place=place: forms.without(given, "grants", place),
                    None,
                    offer.version,
                    f"{label} removed.",
                ),
            )
            with st.expander(f"Change grant {place + 1}"):
                _grant_form(offer, given, place)
    with st.expander("Add a grant"):
        _grant_form(offer, given, None)
    with st.expander("Yearly refreshers that I assume"):
        _refreshers(offer, given)


def _refreshers(offer: Offer, given: OfferIn) -> None:
    """Ask for a grant that comes after each year of work: an assumption."""
    form = acting.Form(f"refreshers_{offer.id}")

    def save() -> None:
        typed = form.values("refresher")
        keep(
            offer,
            lambda: forms.with_refreshers(given, typed),
            form,
            offer.version,
            "Refreshers saved.",
        )

    st.markdown(
        small(
            "Commonly about a quarter of the first grant a year, by a user's account "
            "(levels.fyi); no company promises it. Evenly over four years; 0 for none."
        )
    )
    with st.form(form.key("form"), border=False):
        held = given.refreshers
        first = {"refresher": float(held.value) if held else 0.0}
        draw = offer_fields.Fields(form, first, {"refresher": "Worth of each"})
        draw.number(st, "refresher", step=5_000.0)
        form.show_problem()
        st.form_submit_button("Save the refreshers", on_click=save)


def _grant_form(offer: Offer, given: OfferIn, place: int | None) -> None:
    """Ask for a grant: a new one, or what one of them should be."""
    kept = None if place is None else given.grants[place]
    form = acting.Form(
        f"grant_{offer.id}" if place is None else f"grant_{offer.id}_{place}"
    )

    def save() -> None:
        typed = form.values(*grant_forms.GRANT)
        said = "Grant added." if place is None else f"Grant {place + 1} saved."
        keep(
            offer,
            lambda: forms.with_grant(given, typed, place),
            form,
            offer.version,
            said,
        )

    with st.form(form.key("form"), border=False):
        offer_fields.grant(form, grant_forms.grant_fields(kept) if kept else None)
        form.show_problem()
        label = "Add the grant" if place is None else f"Save grant {place + 1}"
        st.form_submit_button(label, on_click=save)


def _sign_ons(_search: Search, offer: Offer, given: OfferIn) -> None:
    form = acting.Form(f"sign_on_{offer.id}")

    def save() -> None:
        typed = form.values(*forms.SIGN_ON)
        keep(
            offer,
            lambda: forms.with_sign_on(given, typed),
            form,
            offer.version,
            "Sign-on bonus added.",
        )

    for place, bonus in enumerate(given.sign_ons):
        with st.container(border=True):
            left, right = st.columns([7, 3], vertical_alignment="center")
            left.markdown(escape(bonus_words(bonus)))
            right.button(
                f"Remove sign-on bonus {place + 1}",
                key=f"remove_bonus_{offer.id}_{place}",
                on_click=keep,
                args=(
                    offer,
                    lambda place=place: forms.without(given, "sign_ons", place),
                    None,
                    offer.version,
                    "Sign-on bonus removed.",
                ),
            )
    with st.form(form.key("form"), border=False):
        offer_fields.sign_on(form, {})
        form.show_problem()
        st.form_submit_button("Add the sign-on bonus", on_click=save)


def _benefits(_search: Search, offer: Offer, given: OfferIn) -> None:
    form = EditForm(f"benefits_{offer.id}", offer.version, forms.benefits_held(given))

    def save() -> None:
        typed = form.values(*forms.BENEFITS)
        keep(
            offer,
            lambda: (
                forms.facts(given) | {"benefits": forms.benefits_given(typed, given)}
            ),
            form,
            form.version,
            "Benefits saved.",
        )

    st.markdown(small("Only what differs between your offers need be filled in."))
    with st.form(form.key("form"), border=False):
        offer_fields.benefits(form, form.drawn)
        form.finish(save, None, forms.BENEFITS)
