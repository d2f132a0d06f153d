"""What no offer says: taxes, prices, rates, the current job. Each with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from tracker import commands, inputs, terms
from tracker.reports import assumed as reports
from tracker.reports import comparing
from tracker.ui import acting, session
from tracker.ui.editing import EditForm
from tracker.ui.offer_fields import DAY, Fields
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tracker.reports.comparing import Basis
    from tracker.search import Search


def keep(
    facts: Callable[[], Mapping[str, Any]], form: acting.Form, version: int
) -> None:
    """Keep assumptions."""
    acting.do(
        lambda work: commands.save_assumptions(
            work,
            inputs.parse(inputs.AssumptionsIn, dict(facts())),
            version=version,
        ),
        done="Assumptions saved.",
        form=form,
    )


def assumptions(search: Search, by: Basis) -> None:
    """Show every assumption with its source and day, and change them."""
    st.table(
        reports.table(by).map(escape),
        border="horizontal",
        hide_index=True,
        alt="Every assumption, its value, its source and its day",
    )
    _numbers(search)
    st.header("My current job", anchor=False)
    st.markdown(
        small("What leaving it gives up counts, and staying is compared as well.")
    )
    _job(search)


def _numbers(search: Search) -> None:
    row = search.assumptions
    kept = terms.assumed(row)
    form = EditForm("assumptions", row.version, reports.fields(kept))

    def save() -> None:
        typed, on = form.values(*form.stored), session.today()
        keep(lambda: reports.given(kept, typed, on), form, form.version)

    with st.form(form.key("form"), border=False):
        draw = Fields(form, form.drawn, reports.LABELS)
        one = st.columns(4, vertical_alignment="bottom")
        draw.line(one[0], "currency", "EUR", 3)
        one[1].number_input(
            reports.LABELS["years"],
            1,
            10,
            form.drawn["years"],
            placeholder="4",
            key=form.key("years"),
        )
        draw.number(one[2], "discount", step=1.0, empty=None)
        draw.number(one[3], "haircut", step=5.0, empty=None)
        two = st.columns(4, vertical_alignment="bottom")
        draw.number(two[0], "growth", step=1.0, empty=None)
        draw.number(two[1], "attrition", step=1.0, empty=None)
        draw.number(two[2], "equity_rate", step=1.0, empty=None)
        places = [level.place for level in terms.price_levels(kept)]
        known = ["", *places, *reports.places()]
        draw.choice(two[3], "home_place", {name: name or "Not said" for name in known})
        left, right = st.columns(2)
        _area(draw, left, "tax", "0: 20\n60000: 42")
        draw.line(left, "tax_source", "My payslip")
        _area(draw, right, "exchange", "USD EUR: 0.92, 2026-03-01, ecb.europa.eu")
        _area(draw, right, "price_levels", "Berlin: 98, 2026-03-01, my own figure")
        form.finish(save, None, reports.LABELS)
    st.markdown(
        small(
            "Tax: one band a line, the income it starts at and its rate. A price level "
            "of 100 is the average of its reference. Nothing is fetched from the net."
        )
    )


def _area(draw: Fields, box: Any, name: str, placeholder: str) -> None:  # noqa: ANN401
    box.text_area(
        draw.labels[name],
        draw.held(name, ""),
        placeholder=placeholder,
        height=90,
        key=draw.form.key(name),
    )
    draw.form.problem_at(name, box)


def _job(search: Search) -> None:
    row = search.assumptions
    kept = terms.assumed(row)
    form = acting.Form("job")
    lost = comparing.forfeits(search, session.today())
    if lost is not None:
        st.markdown(
            small(
                f"Leaving it today gives up {lost.total:,.0f}: unvested shares "
                f"{lost.unvested:,.0f}, bonus {lost.bonus:,.0f}, sign-on money "
                f"{lost.clawback:,.0f}."
            )
        )

    def save() -> None:
        typed = form.values(*reports.JOB, "stay")
        keep(lambda: reports.job_given(kept, typed), form, row.version)

    with st.form(form.key("form"), border=False):
        first = reports.job_fields(kept, search.searcher.currency)
        draw = Fields(form, first, reports.JOB)
        one = st.columns(5, vertical_alignment="bottom")
        draw.line(one[0], "currency", "EUR", 3)
        draw.number(one[1], "base")
        draw.number(one[2], "bonus_target", step=1.0)
        draw.number(one[3], "raise_rate", step=1.0)
        one[4].date_input(
            reports.JOB["started_on"],
            draw.held("started_on", None),
            format=DAY,
            key=form.key("started_on"),
        )
        two = st.columns(4, vertical_alignment="bottom")
        draw.number(two[0], "grant", step=10_000.0, empty=None)
        draw.whole(two[1], "grant_month")
        draw.line(two[2], "shares", "25, 25, 25, 25")
        form.problem_at("shares_by_year", two[2])
        draw.choice(two[3], "cadence", {name: name for name in inputs.CADENCES})
        st.checkbox(
            "Compare with staying; else what leaving gives up is taken off each offer",
            form.first("stay", kept.stay),
            key=form.key("stay"),
        )
        form.show_problem()
        st.form_submit_button("Save my current job", on_click=save)
