"""Parts of the page about offers: the cards, the comparison, the forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from tracker import charts, commands, inputs
from tracker.models import GrantKind, Offer
from tracker.reports import offers as forms
from tracker.reports import pay as reports
from tracker.reports import today
from tracker.ui import acting, session
from tracker.ui.editing import EditForm
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from pandas import DataFrame

    from tracker.search import Search

DAY = "YYYY-MM-DD"
KINDS = {
    GrantKind.RSU: "Restricted stock units",
    GrantKind.OPTIONS: "Options",
    GrantKind.SHARES: "Shares",
}
ALL, SHARES = "All pay", "Shares only"
GRANT = ("value", "kind", "schedule", "shares", "cadence", "cliff_months")
"""Fields of a grant in a form."""


def cards(search: Search, offers: Sequence[reports.Compared], on: date) -> None:
    """Show each offer at a glance."""
    with st.grid(3, min_column_width=230):
        for each, card in zip(offers, reports.cards(search, offers, on), strict=True):
            with st.container(border=True, height="stretch"):
                with st.container(horizontal=True, wrap=False):
                    st.markdown(f"**{escape(card.name)}**", width="stretch")
                    st.markdown(card.flag.badge, width="content")
                st.metric(
                    f"Four years, {each.terms.currency}",
                    card.four_years,
                    card.first_year,
                    delta_color="off",
                    delta_arrow="off",
                )
                st.markdown(small(f"{card.title}. {card.note}"))


def pictures(offers: Sequence[reports.Compared]) -> None:
    """Draw what each year pays, and what is kept on leaving."""
    left, right = st.columns([3, 2], gap="large")
    paid, kept = reports.pay_frame(offers), reports.kept_frame(offers)
    with left:
        st.header("What each year pays", anchor=False)
        st.altair_chart(
            charts.pay_by_year(paid, session.theme()),
            theme=None,
            alt=charts.pay_by_year_alt(paid),
        )
    with right:
        st.header("If you leave early", anchor=False)
        st.altair_chart(
            charts.kept_on_leaving(kept, session.theme()),
            theme=None,
            alt=charts.kept_on_leaving_alt(kept),
        )


def tables(
    search: Search, offers: Sequence[reports.Compared], on: date, key: str
) -> None:
    """Show the offers side by side, and the figures of the pictures."""
    st.header("Side by side", anchor=False)
    _table(reports.facts_table(search, offers, on), "What each offer says")
    left, right = st.columns(2, gap="large")
    with left:
        st.header("Pay by year", anchor=False)
        _table(reports.years_table(offers), "What each year pays, and all so far")
    with right:
        st.header("Kept on leaving", anchor=False)
        shown = st.segmented_control(
            "What counts",
            [ALL, SHARES],
            default=ALL,
            required=True,
            key=f"kept_{key}",
            label_visibility="collapsed",
        )
        _table(
            reports.kept_table(offers, shares_only=shown == SHARES),
            "What is kept on leaving after so many months",
        )


def _table(frame: DataFrame, alt: str) -> None:
    """Show a table of names and words as they were typed."""
    shown = frame.map(escape).rename(columns=escape)
    st.table(shown, border="horizontal", alt=alt)


def record(search: Search, on: date) -> None:
    """Ask for a new offer."""
    form = acting.Form("offer")

    def save() -> None:
        typed = form.values("application", "company", "title", *forms.LABELS)
        grant = forms.grant_given(form.values(*GRANT))
        facts = forms.given(typed, [grant] if grant else [])
        acting.do(
            lambda work: commands.add_offer(
                work, inputs.parse(inputs.OfferIn, facts), on=on
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
        title.text_input("Title", key=form.key("title"))
        _terms(form, {"currency": search.searcher.currency, "bonus_payout": 100.0})
        _grant(form)
        form.show_problem()
        st.form_submit_button("Record the offer", type="primary", on_click=save)


def change(search: Search, offer: Offer, name: str) -> None:
    """Edit an offer's terms, add or remove grants, or put it in the bin."""
    form = EditForm(f"offer_{offer.id}", offer.version, forms.fields(offer))
    kept = [forms.grant_kept(g) for g in search.grants_of.get(offer.id, ())]

    def save() -> None:
        typed = form.values(*form.stored)
        _keep(offer, typed, kept, form, form.version, f"{name}: terms saved.")

    with st.form(form.key("form")):
        _terms(form, form.drawn)
        form.finish(save, None, forms.LABELS)
    _grants(search, offer, kept)
    _add_grant(offer, kept)
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


def _keep(
    offer: Offer,
    typed: dict[str, Any],
    grants: Sequence[dict[str, Any]],
    form: acting.Form | None,
    version: int,
    said: str,
) -> None:
    """Replace what an offer says."""
    about = {"application": offer.application_id, "received_on": offer.received_on}
    facts = forms.given(typed, grants) | about
    acting.do(
        lambda work: commands.edit_offer(
            work, offer.id, version=version, given=inputs.parse(inputs.OfferIn, facts)
        ),
        done=said,
        form=form,
    )


def _grants(search: Search, offer: Offer, kept: Sequence[dict[str, Any]]) -> None:
    """Show the grants of an offer, each with a way to remove it."""
    for place, grant in enumerate(search.grants_of.get(offer.id, ())):
        rest = [*kept[:place], *kept[place + 1 :]]
        with st.container(border=True):
            left, right = st.columns([7, 3], vertical_alignment="center")
            left.markdown(
                f"**{reports.full(grant.value)} {offer.currency}**, "
                f"{KINDS[grant.kind].lower()}  \n{small(reports.grant_words(grant))}"
            )
            right.button(
                f"Remove grant {place + 1}",
                key=f"remove_{grant.id}",
                on_click=_keep,
                args=(
                    *(offer, forms.fields(offer), rest, None),
                    *(offer.version, f"Grant {place + 1} removed."),
                ),
            )


def _add_grant(offer: Offer, kept: Sequence[dict[str, Any]]) -> None:
    """Ask for one more grant of an offer."""
    form = acting.Form(f"grant_{offer.id}")

    def save() -> None:
        grant = forms.grant_given(form.values(*GRANT))
        if grant is None:
            form.refuse("A grant needs what it is worth; add it and try again.")
            return
        facts = forms.fields(offer)
        _keep(offer, facts, [*kept, grant], form, offer.version, "Grant added.")

    with st.expander("Add a grant"), st.form(form.key("form"), border=False):
        _grant(form)
        form.show_problem()
        st.form_submit_button("Add the grant", on_click=save)


def _terms(form: acting.Form, first: Mapping[str, Any]) -> None:
    """Draw the fields of an offer's terms."""

    def number(box: Any, name: str, step: float, low: float = 0.0) -> None:  # noqa: ANN401 - a column
        box.number_input(
            forms.LABELS[name],
            low,
            value=form.first(name, first.get(name, 0.0)),
            step=step,
            format="%.2f",
            key=form.key(name),
        )

    row = st.columns(4, vertical_alignment="bottom")
    row[0].text_input(
        forms.LABELS["currency"],
        form.first("currency", first.get("currency", "")),
        max_chars=3,
        placeholder="EUR",
        key=form.key("currency"),
    )
    number(row[1], "base", 1_000.0)
    number(row[2], "bonus_target", 1.0)
    number(row[3], "sign_on", 1_000.0)
    row = st.columns(4, vertical_alignment="bottom")
    row[0].date_input(
        forms.LABELS["deadline_on"],
        form.first("deadline_on", first.get("deadline_on")),
        format=DAY,
        key=form.key("deadline_on"),
    )
    number(row[1], "bonus_payout", 5.0)
    number(row[2], "raise_rate", 1.0, -100.0)
    row[3].checkbox(
        forms.LABELS["in_writing"],
        form.first("in_writing", first.get("in_writing", False)),
        key=form.key("in_writing"),
    )
    st.text_input(
        forms.LABELS["note"],
        form.first("note", first.get("note", "")),
        key=form.key("note"),
    )


def _grant(form: acting.Form) -> None:
    """Draw the fields of one grant."""
    row = st.columns([2, 2, 3])
    row[0].number_input(
        "Shares granted, worth",
        0.0,
        value=None,
        step=10_000.0,
        format="%.2f",
        key=form.key("value"),
    )
    row[1].selectbox("Kind", KINDS, format_func=KINDS.__getitem__, key=form.key("kind"))
    row[2].selectbox(
        "Vesting schedule",
        [*forms.SCHEDULES, forms.OWN],
        key=form.key("schedule"),
        help="For your own shares, fill in the three fields below.",
    )
    row = st.columns([3, 2, 2])
    row[0].text_input(
        "Own shares by year, %", placeholder="25, 25, 25, 25", key=form.key("shares")
    )
    row[1].selectbox("Own cadence", inputs.CADENCES, key=form.key("cadence"))
    row[2].number_input("Own cliff, months", 0, 120, 0, key=form.key("cliff_months"))
