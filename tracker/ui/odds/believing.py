"""Put an own figure in the place of a published rate, and go back to that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import commands, inputs
from tracker.rates import PRIORS, Chance
from tracker.reports.odds import believing as reports
from tracker.reports.odds import words
from tracker.reports.odds.funnel import CHANCES
from tracker.ui import acting
from tracker.ui.editing import EditForm

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.reports.odds.funnel import Belief
    from tracker.search import Search


def change(search: Search, found: Sequence[Belief], on: date) -> None:
    """Let one assumed rate be chosen and changed; the forecast follows it too."""
    chances = list(Chance)
    chosen = st.selectbox(
        "Change",
        chances,
        format_func=CHANCES.__getitem__,
        key="odds_prior",
    )
    chance = chosen or chances[0]
    prior = next(each.now.prior for each in found if each.chance is chance)
    version = search.searcher.version
    form = EditForm(f"prior_{chance}", version, reports.fields(prior))

    def save() -> None:
        typed = reports.given(form.values(*form.stored), on)
        acting.do(
            lambda work: commands.save_prior(
                work,
                chance,
                inputs.parse(inputs.PriorIn, typed),
                version=form.version,
            ),
            done=f"{CHANCES[chance]}: your own figure is used from now on.",
            form=form,
        )

    def go_back() -> None:
        acting.do(
            lambda work: commands.save_prior(work, chance, None, version=version),
            done=f"{CHANCES[chance]}: back to the published figure.",
            form=form,
        )

    with st.form(form.key("form"), border=False):
        one = st.columns(3, vertical_alignment="bottom")
        one[0].number_input(
            reports.LABELS["mean"],
            0.1,
            99.9,
            form.drawn["mean"],
            step=1.0,
            format="%.1f",
            key=form.key("mean"),
        )
        one[1].number_input(
            reports.LABELS["weight"],
            1.0,
            1000.0,
            form.drawn["weight"],
            step=1.0,
            format="%.0f",
            key=form.key("weight"),
        )
        one[2].text_input(
            reports.LABELS["source"],
            form.drawn["source"],
            placeholder="My last search",
            key=form.key("source"),
        )
        form.finish(save, None, reports.LABELS)
    if prior.is_own:
        usual = words.percent(PRIORS[chance].value)
        st.button(
            f"Back to the published {usual}", key=f"back_{chance}", on_click=go_back
        )
