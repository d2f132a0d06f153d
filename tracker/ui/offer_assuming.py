"""What no offer says: taxes, prices, rates. Each with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from tracker import terms
from tracker.reports import assumed as reports
from tracker.ui import session
from tracker.ui.editing import EditForm
from tracker.ui.offer_fields import Fields
from tracker.ui.offer_keeping import keep_assumptions
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from tracker.reports.comparing import Basis
    from tracker.search import Search


def assumptions(search: Search, by: Basis) -> None:
    """Show every assumption with its source and day, and change them."""
    st.table(
        reports.table(by).map(escape),
        border="horizontal",
        hide_index=True,
        alt="Every assumption, its value, its source and its day",
    )
    _numbers(search)


def _numbers(search: Search) -> None:
    row = search.assumptions
    kept = terms.assumed(row)
    form = EditForm("assumptions", row.version, reports.fields(kept))

    def save() -> None:
        typed, on = form.values(*form.stored), session.today()
        keep_assumptions(lambda: reports.given(kept, typed, on), form, form.version)

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
        two = st.columns(5, vertical_alignment="bottom")
        draw.number(two[0], "growth", step=1.0, empty=None)
        draw.line(two[1], "scenarios", "-50, 0, 50")
        draw.number(two[2], "attrition", step=1.0, empty=None)
        draw.number(two[3], "equity_rate", step=1.0, empty=None)
        places = [level.place for level in terms.price_levels(kept)]
        known = ["", *places, *reports.places()]
        draw.choice(two[4], "home_place", {name: name or "Not said" for name in known})
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
