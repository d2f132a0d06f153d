"""The fields of an offer's forms. A mistake is said beside the field that holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from tracker import inputs
from tracker.models import TEXT, GrantKind
from tracker.reports import application, grant_forms
from tracker.reports import offer_forms as forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.ui.acting import Form

DAY = "YYYY-MM-DD"
KINDS = {
    GrantKind.RSU: "Restricted stock units",
    GrantKind.OPTIONS: "Options",
    GrantKind.SHARES: "Shares",
}


class Fields:
    """Draws fields of one form.

    Args:
        form: The form.
        first: What its fields hold at first.
        labels: What they are called.
    """

    def __init__(
        self, form: Form, first: Mapping[str, Any], labels: Mapping[str, str]
    ) -> None:
        self.form, self.first, self.labels = form, first, labels

    def held(self, name: str, empty: Any) -> Any:  # noqa: ANN401 - of any kind
        """What a field held when the form was drawn."""
        return self.form.first(name, self.first.get(name, empty))

    def number(
        self,
        box: Any,  # noqa: ANN401 - a column
        name: str,
        *,
        step: float = 1_000.0,
        empty: float | None = 0.0,
        decimals: int = 2,
    ) -> None:
        """Draw a number; what is out of range is refused when it is saved."""
        box.number_input(
            self.labels[name],
            value=self.held(name, empty),
            step=step,
            format=f"%.{decimals}f",
            key=self.form.key(name),
        )
        self.form.problem_at(name, box)

    def whole(self, box: Any, name: str, *, most: int = 120, empty: int = 0) -> None:  # noqa: ANN401
        """Draw a whole number, from 0 up."""
        box.number_input(
            self.labels[name],
            0,
            most,
            int(self.held(name, empty)),
            key=self.form.key(name),
        )
        self.form.problem_at(name, box)

    def line(self, box: Any, name: str, placeholder: str = "", most: int = 200) -> None:  # noqa: ANN401
        """Draw a line of text."""
        box.text_input(
            self.labels[name],
            self.held(name, ""),
            max_chars=most,
            placeholder=placeholder,
            key=self.form.key(name),
        )
        self.form.problem_at(name, box)

    def choice(self, box: Any, name: str, options: Mapping[Any, str]) -> None:  # noqa: ANN401
        """Draw a choice between a few things."""
        keys = list(options)
        held = self.held(name, keys[0])
        box.selectbox(
            self.labels[name],
            keys,
            index=keys.index(held) if held in keys else 0,
            format_func=options.__getitem__,
            key=self.form.key(name),
        )
        self.form.problem_at(name, box)


def terms(form: Form, first: Mapping[str, Any]) -> None:
    """Draw the fields of an offer's terms: what every letter says, then the rest."""
    draw = Fields(form, first, forms.LABELS)
    row = st.columns(4, vertical_alignment="bottom")
    draw.line(row[0], "currency", "EUR", 3)
    draw.number(row[1], "base")
    draw.number(row[2], "bonus_target", step=1.0)
    draw.number(row[3], "sign_on")
    row = st.columns(4, vertical_alignment="bottom")
    row[0].date_input(
        forms.LABELS["deadline_on"],
        draw.held("deadline_on", None),
        format=DAY,
        key=form.key("deadline_on"),
    )
    draw.number(row[1], "bonus_payout", step=5.0)
    draw.number(row[2], "raise_rate", step=1.0)
    row[3].checkbox(
        forms.LABELS["in_writing"],
        draw.held("in_writing", False),  # noqa: FBT003 - what the box holds
        key=form.key("in_writing"),
    )
    with st.expander("Level, place and time of the deadline"):
        row = st.columns(4, vertical_alignment="bottom")
        draw.line(row[0], "level", "L5")
        draw.line(row[1], "standard_level", "Senior")
        draw.line(row[2], "location", "Berlin, two days a week")
        draw.line(row[3], "price_place", "A place of the price levels")
        clock, zone = st.columns(2, vertical_alignment="bottom")
        draw.line(clock, "deadline_time", "17:00", 5)
        names = ["", *application.zones()]
        draw.choice(zone, "deadline_zone", {name: name or "Not said" for name in names})
    draw.line(st, "note", most=TEXT)


def sign_on(form: Form, first: Mapping[str, Any]) -> None:
    """Draw the fields of a sign-on bonus with conditions."""
    draw = Fields(form, first, forms.SIGN_ON)
    row = st.columns(4, vertical_alignment="bottom")
    draw.number(row[0], "amount")
    draw.line(row[1], "name", "Sign-on bonus")
    draw.whole(row[2], "paid_month")
    draw.whole(row[3], "window_months")
    shape, leaving, net = st.columns(3, vertical_alignment="bottom")
    draw.choice(shape, "shape", forms.SHAPES)
    draw.choice(leaving, "leaving", forms.LEAVINGS)
    draw.number(net, "net_of", step=1.0)


def benefits(form: Form, first: Mapping[str, Any]) -> None:
    """Draw the fields of the benefits."""
    draw = Fields(form, first, forms.BENEFITS)
    names = list(forms.BENEFITS)
    for start in range(0, len(names), 4):
        row = st.columns(4, vertical_alignment="bottom")
        for box, name in zip(row, names[start : start + 4], strict=False):
            small = name in forms.PERCENTS or name.endswith(("days", "minutes"))
            draw.number(box, name, step=1.0 if small else 100.0)


def grant(form: Form, first: Mapping[str, Any] | None = None) -> None:
    """Draw the fields of one grant: its worth and vesting, then the rest."""
    draw = Fields(form, first or {}, grant_forms.GRANT_LABELS)
    row = st.columns([2, 2, 3], vertical_alignment="bottom")
    draw.number(row[0], "value", step=10_000.0, empty=None)
    draw.choice(row[1], "kind", KINDS)
    draw.choice(
        row[2], "schedule", {n: n for n in (*grant_forms.SCHEDULES, grant_forms.OWN)}
    )
    is_own = draw.held("schedule", "") == grant_forms.OWN
    with st.expander("A vesting schedule of its own", expanded=is_own):
        row = st.columns([3, 2, 2], vertical_alignment="bottom")
        row[0].text_input(
            grant_forms.GRANT_LABELS["shares"],
            draw.held("shares", ""),
            placeholder="25, 25, 25, 25",
            key=form.key("shares"),
        )
        form.problem_at("shares_by_year", row[0])
        draw.choice(row[1], "cadence", {name: name for name in inputs.CADENCES})
        draw.whole(row[2], "cliff_months")
    with st.expander("Options, haircut, later grants"):
        _options(draw)
    with st.expander("A company that is not traded"):
        _company(draw)


def _options(draw: Fields) -> None:
    row = st.columns(4, vertical_alignment="bottom")
    draw.number(row[0], "count", step=100.0, empty=None)
    draw.number(row[1], "strike", step=1.0, empty=None)
    draw.number(row[2], "price", step=1.0, empty=None)
    draw.whole(row[3], "window_days", most=36_500, empty=90)
    row = st.columns(4, vertical_alignment="bottom")
    draw.line(row[0], "option_kind", "ISO", 40)
    row[1].checkbox(
        grant_forms.GRANT_LABELS["early_exercise"],
        draw.held("early_exercise", False),  # noqa: FBT003 - what the box holds
        key=draw.form.key("early_exercise"),
    )
    draw.number(row[2], "haircut", step=5.0, empty=None)
    row[3].number_input(
        grant_forms.GRANT_LABELS["starts_month"],
        -120,
        120,
        int(draw.held("starts_month", 0)),
        key=draw.form.key("starts_month"),
    )


def _company(draw: Fields) -> None:
    row = st.columns(4, vertical_alignment="bottom")
    draw.number(row[0], "fully_diluted", step=1_000_000.0, empty=None, decimals=0)
    draw.number(row[1], "last_preferred_price", step=1.0, empty=None)
    draw.number(row[2], "preferred_shares", step=100_000.0, empty=None, decimals=0)
    draw.number(row[3], "preference", step=1_000_000.0, empty=None)
    row = st.columns(4, vertical_alignment="bottom")
    draw.choice(row[0], "participation", {n: n for n in grant_forms.PARTICIPATIONS})
    draw.number(row[1], "cap", step=1_000_000.0, empty=None)
    draw.line(row[2], "dilutions", "20, 15")
    draw.form.problem_at("rounds", row[2])
    draw.whole(row[3], "years", most=30, empty=7)
    st.text_area(
        grant_forms.GRANT_LABELS["classes"],
        draw.held("classes", ""),
        placeholder="Series B: 1000000; 5000000; participating with a cap; 15000000",
        height=70,
        key=draw.form.key("classes"),
    )
    draw.form.problem_at("classes")
    st.text_area(
        grant_forms.GRANT_LABELS["outcomes"],
        draw.held("outcomes", ""),
        placeholder="0: 60\n60000000: 30\n400000000: 10",
        height=100,
        key=draw.form.key("outcomes"),
    )
    draw.form.problem_at("outcomes")
