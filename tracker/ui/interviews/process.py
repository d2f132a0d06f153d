"""How large a company is and how it interviews, beside what is usual."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import commands, inputs
from tracker.models import CompanySize
from tracker.reports.interviews import company as reports
from tracker.reports.interviews import rounds
from tracker.ui.acting import Form, do
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from tracker.models import Application, Company
    from tracker.search import Search


def process(search: Search, row: Application) -> None:
    """Say what is not usual here, and what is; ask how large the company is."""
    home = search.companies[row.company_id]
    for line in reports.warnings(search, row):
        st.markdown(f":orange-badge[:material/info: Not usual] {escape(line)}")
    with st.expander(f"How {escape(home.name)} interviews", icon=":material/route:"):
        _size(home)
        if home.size is CompanySize.STARTUP:
            st.markdown(small("Startups make their process up as they go."))
        else:
            st.markdown("\n".join(f"1. {each}" for each in reports.steps(search, row)))
            st.markdown(
                small(
                    "The usual five steps (Chip Huyen, “Machine Learning "
                    "Interviews”). Companies skip some."
                )
            )
        judgement = rounds.company_judgement(search, row.id)
        if judgement:
            st.markdown(small(f"Of all rounds there: {judgement}"))
        _note(home)


def _size(home: Company) -> None:
    key = f"size_{home.id}"

    def save() -> None:
        size = st.session_state[key]
        do(
            lambda work: commands.describe_company(
                work, home.id, inputs.CompanyIn(size=size)
            ),
            done=f"{home.name}: {reports.SIZES[size].lower()}."
            if size
            else f"{home.name}: size not said.",
        )

    st.session_state[key] = home.size
    st.segmented_control(
        "Size of the company",
        list(CompanySize),
        format_func=reports.SIZES.__getitem__,
        key=key,
        on_change=save,
    )


def _note(home: Company) -> None:
    form = Form(f"company_note_{home.id}")

    def save() -> None:
        note = form.values("note").get("note", "")
        do(
            lambda work: commands.describe_company(
                work, home.id, inputs.parse(inputs.CompanyIn, {"note": note})
            ),
            done=f"Noted how {home.name} interviews.",
            form=form,
        )

    with st.form(form.key("form"), border=False):
        st.text_area(
            "What they said about their process",
            form.first("note", home.note),
            key=form.key("note"),
            height=80,
        )
        st.form_submit_button("Save the note", on_click=save)
    form.show_problem()
