"""Parts of the page about offers: the cards, the pictures, the comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import charts, decisions
from tracker.reports import comparing
from tracker.reports import kept as leaving
from tracker.reports import pay as reports
from tracker.reports.comparing import OWN_CURRENCY, Measure
from tracker.ui import session
from tracker.ui.offer_deciding import table
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.reports.comparing import Basis, Compared
    from tracker.search import Search

PAY, RISK, DECIDE, ASK = "Pay", "Risk", "Decide", "Ask"
KEPT = (leaving.KEPT, leaving.UNPAID, leaving.A_YEAR, leaving.SHARES)


def section() -> str:
    """Which part of the comparison is looked at."""
    chosen = st.segmented_control(
        "What to look at",
        [PAY, RISK, DECIDE, ASK],
        default=PAY,
        required=True,
        key="offers_section",
        label_visibility="collapsed",
    )
    return str(chosen)


def cards(search: Search, offers: Sequence[Compared], on: date) -> None:
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


def show_pay(search: Search, by: Basis, offers: Sequence[Compared], on: date) -> None:
    """What each year pays, by the measure chosen, and what is kept on leaving."""
    chosen = st.segmented_control(
        "Count money",
        list(Measure),
        default=Measure.NOMINAL,
        format_func=lambda each: each.value,
        required=True,
        key="measure",
    )
    measure = Measure(chosen)
    st.markdown(small(reports.basis_said(by, measure)))
    groups = comparing.by_currency(offers)
    if measure not in OWN_CURRENCY:
        alike, problems = comparing.comparable(by, offers)
        for problem in problems:
            st.warning(escape(problem), icon=":material/info:")
        groups = [(by.currency, alike)] if alike else []
    for currency, same in groups:
        if groups[1:]:
            judged = comparing.judged(same)
            st.header(f"{currency}: {escape(judged.title)}", anchor=False)
            st.markdown(small(judged.basis))
        _pictures(by, same, measure)
        _tables(search, by, same, on, measure)


def _pictures(by: Basis, offers: Sequence[Compared], measure: Measure) -> None:
    """Draw what each year pays, and what is kept on leaving."""
    left, right = st.columns([3, 2], gap="large")
    paid = reports.pay_frame(by, offers, measure)
    kept = leaving.frame(by, offers, measure)
    with left:
        st.header("What each year pays", anchor=False)
        if measure is not Measure.NOMINAL and len(offers) > 1:
            totals = {e.name: comparing.total(by, e, measure) for e in offers}
            st.markdown(small(decisions.money_sentence(totals)))
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
        st.markdown(
            small(
                f"Kept per year stayed, {leaving.counted(by, measure)}. Thin: if "
                "nothing is paid back."
            )
        )


def _tables(
    search: Search,
    by: Basis,
    offers: Sequence[Compared],
    on: date,
    measure: Measure,
) -> None:
    """Show the offers side by side, and folded away the figures of the pictures."""
    key = offers[0].terms.currency
    st.header("Side by side", anchor=False)
    table(reports.facts_table(search, offers, on), "What each offer says")
    alike = reports.alike(search, offers, on)
    if alike:
        st.markdown(small(alike))
    with st.expander("The figures: pay by year, kept on leaving, to the cent"):
        _figures(by, offers, measure, key)


def _figures(by: Basis, offers: Sequence[Compared], measure: Measure, key: str) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        st.header("Pay by year", anchor=False)
        table(
            reports.years_table(by, offers, measure),
            "What each year pays, and all so far",
        )
    with right:
        st.header("Kept on leaving", anchor=False)
        shown = st.segmented_control(
            "What counts",
            KEPT,
            default=leaving.KEPT,
            required=True,
            key=f"kept_{key}",
            label_visibility="collapsed",
        )
        table(
            leaving.table(by, offers, str(shown), measure),
            "What is kept on leaving after so many months",
        )
        said = leaving.counted(by, measure)
        if shown == leaving.SHARES:
            said = "shares at market price, before tax"
        st.markdown(small(f"{said[:1].upper()}{said[1:]}."))
    _opened(by, offers, measure, key)


def _opened(by: Basis, offers: Sequence[Compared], measure: Measure, key: str) -> None:
    """Show one offer to the cent, every part and step of every year."""
    named = {each.name: each for each in offers}
    chosen = st.selectbox(
        "Open an offer to the cent",
        list(named),
        index=None,
        placeholder="Choose the offer to open",
        key=f"opened_{key}",
    )
    if chosen:
        table(
            reports.steps_table(by, named[chosen], measure),
            "Every part and step of every year",
        )
