"""The sections of Settings about follow-ups: their numbers, and drafts of messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import commands, inputs, messages
from tracker.messages import Kind
from tracker.reports import rules as reports
from tracker.ui.acting import do
from tracker.ui.editing import EditForm
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from tracker.models import Searcher
    from tracker.search import Search


def section(search: Search) -> None:
    """Show the follow-up rules and the drafts, each folded until it is opened."""
    searcher = search.searcher
    st.header("Follow-up rules", anchor=False)
    st.markdown(escape(reports.words(searcher)))
    numbers = st.expander("Change the numbers", key="rules_open", on_change="rerun")
    if numbers.open:
        with numbers:
            _rules(searcher)
    drafts = st.expander("Change what is written", key="drafts_open", on_change="rerun")
    if drafts.open:
        with drafts:
            _drafts(searcher)


def _rules(searcher: Searcher) -> None:
    form = EditForm("rules", searcher.version, reports.stored(searcher))

    def save() -> None:
        given = form.values(*form.stored)
        do(
            lambda work: commands.save_rules(
                work, inputs.parse(inputs.RulesIn, given), version=form.version
            ),
            done="Follow-up rules saved.",
            form=form,
        )

    with st.form(form.key("form"), border=False):
        for column, (group, numbers) in zip(
            st.columns(3, gap="large"), reports.GROUPS.items(), strict=True
        ):
            with column:
                st.markdown(f"**{group}**")
                for name, number in numbers.items():
                    low, high = reports.bounds(name)
                    with st.container(gap="xxsmall"):
                        st.number_input(
                            number.label,
                            low,
                            high,
                            form.drawn[name],
                            key=form.key(name),
                        )
                        st.markdown(small(reports.hint(name)))
        form.finish(save, None, reports.LABELS)
    if searcher.rules:
        st.button("Back to the usual numbers", "rules_default", None, _usual, [form])


def _usual(form: EditForm) -> None:
    do(
        lambda work: commands.save_rules(work, inputs.RulesIn(), version=None),
        done="All follow-up rules have their usual numbers again.",
        form=form,
    )


def _drafts(searcher: Searcher) -> None:
    kinds = list(Kind)
    kind: Kind = st.selectbox(
        "Which message",
        kinds,
        format_func=lambda one: messages.TEMPLATES[one].label,
        key="draft_kind",
    )
    form = EditForm(f"draft_{kind}", searcher.version, reports.draft(searcher, kind))

    def save() -> None:
        given = form.values(*form.stored)
        do(
            lambda work: commands.save_template(
                work,
                kind,
                inputs.parse(inputs.TemplateIn, given),
                version=form.version,
            ),
            done=f"{messages.TEMPLATES[kind].label}: saved.",
            form=form,
        )

    st.markdown(small(messages.TEMPLATES[kind].when))
    words, known = st.columns([5, 3], gap="large")
    with known:
        st.markdown("**Filled in for you**")
        st.markdown("\n".join(f"- {small(line)}" for line in reports.fields(kind)))
    with words, st.form(form.key("form"), border=False):
        st.text_input("Subject", form.drawn["subject"], key=form.key("subject"))
        st.text_area("Message", form.drawn["body"], height=260, key=form.key("body"))
        form.finish(save, None, reports.DRAFT_LABELS)
    if reports.is_own(searcher, kind):
        st.button(
            "Back to the usual words",
            f"draft_default_{kind}",
            None,
            _words,
            [form, kind],
        )


def _words(form: EditForm, kind: Kind) -> None:
    do(
        lambda work: commands.save_template(work, kind, None, version=None),
        done=f"{messages.TEMPLATES[kind].label}: the usual words again.",
        form=form,
    )
