"""The sections of the offers page that decide: risk, weights, break-even."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import charts, terms
from tracker.errors import InvalidError
from tracker.reports import assumed, comparing, deciding, negotiation, risk
from tracker.ui import acting, session
from tracker.ui.offer_fields import Fields
from tracker.ui.offer_keeping import keep_assumptions
from tracker.ui.words import empty, escape, small

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pandas import DataFrame

    from tracker.reports.comparing import Basis, Compared
    from tracker.reports.deciding import Decision
    from tracker.search import Search


WIDE = 4
"""More columns than this do not fit half a page, nor a phone."""


def table(
    frame: DataFrame, alt: str, *, hide_index: bool = False, named: bool = False
) -> None:
    """Show a table of names and words as they were typed; `named`: in its rows too.

    A wide one scrolls, and only the data grid can be scrolled from the keyboard.
    """
    if len(frame.columns) > WIDE:
        st.dataframe(frame, hide_index=hide_index, alt=alt, height="content")
        return
    shown = frame.map(escape).rename(columns=escape)
    if named:
        shown = shown.rename(index=escape)
    st.table(shown, border="horizontal", alt=alt, hide_index=hide_index)


# ---- risk


def show_risk(by: Basis, offers: Sequence[Compared]) -> None:
    """What becomes of the offers if prices move, one leaves, or a startup exits."""
    for currency, same in comparing.by_currency(offers):
        st.header(f"If the share price moves, {currency}", anchor=False)
        st.markdown(small(f"All of {by.years} years, before tax, less my haircut."))
        table(
            risk.scenarios_table(by, same), "What each offer pays at three share prices"
        )
        st.header(f"If I do not stay, {currency}", anchor=False)
        table(risk.tenures_table(by, same), "What is kept after short and long stays")
    for sentence in risk.exercise_words(offers):
        st.markdown(escape(sentence))
    for found in risk.startups(by, offers):
        st.header(f"{escape(found.offer)}: {escape(found.grant)}", anchor=False)
        if found.table is None:
            st.warning(escape(found.problem), icon=":material/info:")
            continue
        currency = next(e.terms.currency for e in offers if e.name == found.offer)
        st.markdown(escape(risk.payout_words(found.table, currency)))
        frame = risk.payout_frame(found.table)
        table(frame, f"What each exit pays, {found.offer}", hide_index=True)
        st.markdown(small(found.basis))
    with st.expander("Haircuts that were measured"):
        st.markdown("\n".join(f"- {escape(each)}" for each in risk.haircut_words()))


# ---- decide


def show_decision(search: Search, by: Basis, offers: Sequence[Compared]) -> None:
    """Two lenses on the offers, and how sure each is."""
    alike, problems = comparing.comparable(by, offers)
    for problem in problems:
        st.warning(escape(problem), icon=":material/info:")
    _goal(search, by)
    try:
        decision = deciding.decide(by, alike) if alike else None
    except InvalidError as error:
        empty(str(error))
        return
    if decision is None:
        return
    for sentence in deciding.set_aside(decision):
        st.markdown(f":gray-badge[:material/block: Dominated] {escape(sentence)}")
    st.header(escape(deciding.title(decision)), anchor=False)
    for note in decision.notes:
        st.markdown(small(note))
    _value(decision)
    _sureness(decision)
    _money(decision)
    with st.expander("Move the weights, the scales and the prices"):
        _weights(search, by, alike)


def _goal(search: Search, by: Basis) -> None:
    kept = terms.assumed(search.assumptions)
    form = acting.Form("goal")

    def save() -> None:
        typed, on = form.values("goal", "usual_pay"), session.today()
        keep_assumptions(
            lambda: assumed.goal_given(kept, typed, on),
            form,
            search.assumptions.version,
        )

    with st.form(form.key("form")):
        left, middle, right = st.columns([3, 3, 2], vertical_alignment="bottom")
        labels = {
            "goal": "What are you optimising for?",
            "usual_pay": f"Usual pay for me, a year, {by.currency}".rstrip(", "),
        }
        usual = float(kept.usual_pay.amount) if kept.usual_pay else None
        first = {"goal": deciding.goal(by), "usual_pay": usual}
        draw = Fields(form, first, labels)
        goals = {each: each.value.capitalize() for each in deciding.GOALS}
        draw.choice(left, "goal", goals)
        draw.number(middle, "usual_pay", empty=None)
        right.form_submit_button("Start from this", on_click=save, width="stretch")
        form.show_problem()


def _value(decision: Decision) -> None:
    frame = deciding.values_frame(decision)
    st.altair_chart(
        charts.values_picture(frame, session.theme()),
        theme=None,
        alt=charts.values_alt(frame),
    )
    table(
        deciding.values_table(decision),
        "The scale and weight of each criterion, and each offer on it",
    )
    said = deciding.commute_words(decision)
    if said:
        st.markdown(small(said))


def _sureness(decision: Decision) -> None:
    if not decision.tornado:
        return
    st.header("How sure is that?", anchor=False)
    for sentence in deciding.sureness(decision):
        st.markdown(escape(sentence))
    for each in decision.reversals:
        st.markdown(
            f":orange-badge[:material/swap_vert: Order] {escape(each.sentence)}"
        )
    left, right = st.columns([3, 2], gap="large")
    with left:
        frame = deciding.tornado_frame(decision)
        st.altair_chart(
            charts.tornado_picture(frame, session.theme()),
            theme=None,
            alt=charts.tornado_alt(frame),
        )
    with right:
        table(deciding.tornado_table(decision), "The lead when each weight moves")


def _money(decision: Decision) -> None:
    st.header("The same in money", anchor=False)
    st.markdown(escape(deciding.money_words(decision)))
    table(deciding.money_table(decision), "Each offer in money a year", named=True)


def _weights(search: Search, by: Basis, offers: Sequence[Compared]) -> None:
    """Ask for points, the ends of each scale, and prices."""
    kept = terms.assumed(search.assumptions)
    version = search.assumptions.version
    form = acting.Form(f"weights_{version}")
    scales = deciding.scales(by, offers)
    keys = [each.criterion.key for each in scales]
    names = [f"{part}_{key}" for part in ("points", "worst", "best") for key in keys]
    names += [f"price_{key}" for key in assumed.PRICED]

    def save() -> None:
        typed = form.values(*names)
        keep_assumptions(lambda: assumed.weights_given(kept, typed), form, version)

    st.markdown(
        small(
            "Points: 100 for the swing from worst to best that matters most, less for "
            "the others. A price is what half an hour less of commute, or one mark "
            "more, is worth to you a year."
        )
    )
    with st.form(form.key("form"), border=False):
        for each in scales:
            one, key = each.criterion, each.criterion.key
            labels = {
                f"points_{key}": f"{one.label}: points",
                f"worst_{key}": "Worst I could meet",
                f"best_{key}": "Best I could meet",
                f"price_{key}": "Worth a year",
            }
            price = kept.prices.get(key)
            first = {
                f"points_{key}": float(each.points),
                f"worst_{key}": float(one.worst),
                f"best_{key}": float(one.best),
                f"price_{key}": float(price.amount) if price else None,
            }
            draw = Fields(form, first, labels)
            row = st.columns([3, 2, 2, 2], vertical_alignment="bottom")
            draw.number(row[0], f"points_{key}", step=5.0, decimals=0)
            draw.number(row[1], f"worst_{key}", step=1.0)
            draw.number(row[2], f"best_{key}", step=1.0)
            if key in assumed.PRICED:
                draw.number(row[3], f"price_{key}", step=500.0, empty=None)
        form.show_problem()
        st.form_submit_button("Weigh anew", on_click=save)


# ---- ask


def show_asking(search: Search, by: Basis, offers: Sequence[Compared]) -> None:
    """What would make each offer the best, what is promised, and the page to take."""
    alike, problems = comparing.comparable(by, offers)
    for problem in problems:
        st.warning(escape(problem), icon=":material/info:")
    found = negotiation.break_even(by, alike)
    st.header("What each would need to be worth most", anchor=False)
    if found:
        st.markdown(
            small(
                f"In money alone, over {by.years} years, "
                f"{negotiation.COUNTED.value.lower()}; each change on its own."
            )
        )
        frame = negotiation.break_even_table(found)
        table(frame, "What each offer would need", named=True)
    elif len(alike) > 1:
        empty("In money they are level: none needs more than another.")
    else:
        empty("With a second offer, what the lesser one would need stands here.")
    for each in offers:
        if each.offer is None:
            continue
        with st.container(border=True):
            left, right = st.columns([7, 3], vertical_alignment="center")
            promises = negotiation.checklist_words(negotiation.checklist_of(each))
            left.markdown(f"**{escape(each.name)}**  \n{small(promises)}")
            right.page_link(
                "decide/summary.py",
                label=f"One page for {escape(each.name)}",
                icon=":material/description:",
                query_params={"offer": str(each.offer.id)},
            )
            changes = negotiation.differences(search, each)
            if changes:
                frame = negotiation.differences_table(changes)
                table(frame, f"What changed, {each.name}", hide_index=True)
