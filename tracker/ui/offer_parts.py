"""The parts that an offer and the current job share: shares, sign-on money, benefits.

Each part is laid over all the rest that is said, and kept by whoever holds it.
"""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from tracker.decisions import RATED
from tracker.reports import grant_forms
from tracker.reports import offer_forms as forms
from tracker.reports.offer_words import bonus_words, full, grant_words
from tracker.ui import acting, offer_fields
from tracker.ui.editing import EditForm
from tracker.ui.offer_keeping import Held  # noqa: TC001 - read by the forms below
from tracker.ui.words import escape, small


def shares(held: Held) -> None:
    """Show each grant, to change or remove it; add one, or assume refreshers."""
    given = held.given
    for place, grant in enumerate(given.grants):
        worth = f"{full(grant.value or Decimal(0))} {given.currency}"
        kind = offer_fields.KINDS[grant.kind].lower()
        with st.container(border=True):
            left, right = st.columns([7, 3], vertical_alignment="center")
            left.markdown(f"**{worth}**, {kind}  \n{small(grant_words(grant))}")
            right.button(
                f"Remove grant {place + 1}",
                key=f"remove_{held.key}_{place}",
                on_click=held.keep,
                args=(
                    lambda place=place: forms.without(given, "grants", place),
                    None,
                    held.version,
                    f"Grant {place + 1} removed.",
                ),
            )
            with st.expander(f"Change grant {place + 1}"):
                _grant_form(held, place)
    with st.expander("Add a grant"):
        _grant_form(held, None)
    with st.expander("Yearly refreshers that I assume"):
        _refreshers(held)


def _refreshers(held: Held) -> None:
    """Ask for a grant that comes after each year of work: an assumption."""
    form = acting.Form(f"refreshers_{held.key}")

    def save() -> None:
        typed = form.values("refresher")
        held.keep(
            lambda: forms.with_refreshers(held.given, typed),
            form,
            held.version,
            "Refreshers saved.",
        )

    st.markdown(
        small(
            "Commonly about a quarter of the first grant a year, by a user's account "
            "(levels.fyi); no company promises it. Evenly over four years; 0 for none."
        )
    )
    with st.form(form.key("form"), border=False):
        kept = held.given.refreshers
        first = {"refresher": float(kept.value) if kept else 0.0}
        draw = offer_fields.Fields(form, first, {"refresher": "Worth of each"})
        draw.number(st, "refresher", step=5_000.0)
        form.show_problem()
        st.form_submit_button("Save the refreshers", on_click=save)


def _grant_form(held: Held, place: int | None) -> None:
    """Ask for a grant: a new one, or what one of them should be."""
    kept = None if place is None else held.given.grants[place]
    name = f"grant_{held.key}"
    form = acting.Form(name if place is None else f"{name}_{place}")

    def save() -> None:
        typed = form.values(*grant_forms.GRANT)
        said = "Grant added." if place is None else f"Grant {place + 1} saved."
        held.keep(
            lambda: forms.with_grant(held.given, typed, place),
            form,
            held.version,
            said,
        )

    with st.form(form.key("form"), border=False):
        offer_fields.grant(form, grant_forms.grant_fields(kept) if kept else None)
        form.show_problem()
        label = "Add the grant" if place is None else f"Save grant {place + 1}"
        st.form_submit_button(label, on_click=save)


def sign_ons(held: Held) -> None:
    """Show each sign-on bonus with conditions, to remove it; add another."""
    form = acting.Form(f"sign_on_{held.key}")

    def save() -> None:
        typed = form.values(*forms.SIGN_ON)
        held.keep(
            lambda: forms.with_sign_on(held.given, typed),
            form,
            held.version,
            "Sign-on bonus added.",
        )

    for place, bonus in enumerate(held.given.sign_ons):
        with st.container(border=True):
            left, right = st.columns([7, 3], vertical_alignment="center")
            left.markdown(escape(bonus_words(bonus)))
            right.button(
                f"Remove sign-on bonus {place + 1}",
                key=f"remove_bonus_{held.key}_{place}",
                on_click=held.keep,
                args=(
                    lambda place=place: forms.without(held.given, "sign_ons", place),
                    None,
                    held.version,
                    "Sign-on bonus removed.",
                ),
            )
    with st.form(form.key("form"), border=False):
        offer_fields.sign_on(form, {})
        form.show_problem()
        st.form_submit_button("Add the sign-on bonus", on_click=save)


def benefits(held: Held) -> None:
    """Ask for benefits and costs."""
    stored = forms.benefits_held(held.given)
    form = EditForm(f"benefits_{held.key}", held.version, stored)

    def save() -> None:
        typed = form.values(*forms.BENEFITS)
        held.keep(
            lambda: (
                forms.facts(held.given)
                | {"benefits": forms.benefits_given(typed, held.given)}
            ),
            form,
            form.version,
            "Benefits saved.",
        )

    st.markdown(small("Only what differs between your offers need be filled in."))
    with st.form(form.key("form"), border=False):
        offer_fields.benefits(form, form.drawn)
        form.finish(save, None, forms.BENEFITS)


def marks(form: acting.Form, held: Held) -> None:
    """Draw the searcher's marks of one job, a field each."""
    st.markdown(small("Marks from 0, the worst you could meet, to 10, the best."))
    first = {key: float(mark) for key, mark in held.given.ratings.items()}
    draw = offer_fields.Fields(form, first, RATED)
    for box, key in zip(st.columns(len(RATED)), RATED, strict=True):
        draw.number(box, key, step=1.0, empty=None, decimals=1)
