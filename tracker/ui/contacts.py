"""The contacts about an application: one click for “they wrote”, and a short form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import commands, inputs
from tracker.models import Interaction
from tracker.reports import contacts as reports
from tracker.ui import session
from tracker.ui.acting import Form, do
from tracker.ui.words import empty, escape, small

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.models import Application
    from tracker.reports.contacts import Contact
    from tracker.search import Search


def section(search: Search, row: Application) -> None:
    """Show who wrote to whom, with the ways to note more."""
    found = reports.contacts(search, row.id, session.today())
    st.header(f"Contacts :gray[{len(found)}]", anchor=False)
    if not found:
        empty("Note when they write: reminders count from it.")
    _lines(found[: reports.SHOWN])
    if found[reports.SHOWN :]:
        with st.expander(f"{len(found) - reports.SHOWN} earlier"):
            _lines(found[reports.SHOWN :])
    with st.container(horizontal=True):
        st.button("They wrote today", "they_wrote", None, _today, [row, True])
        st.button("I wrote today", "i_wrote", None, _today, [row, False])
        _form(row)


def _lines(found: Sequence[Contact]) -> None:
    for each in found:
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.markdown(
                escape(each.words) + (f"  \n{small(each.note)}" if each.note else ""),
                width="stretch",
            )
            st.button(
                "Remove",
                f"remove:{each.row.id}",
                None,
                _remove,
                [each],
                type="tertiary",
            )


def they_wrote(row: Application) -> None:
    """Note that they wrote today: reminders start anew, and it is quiet no longer."""
    _today(row, is_inbound=True)


def _today(row: Application, is_inbound: bool) -> None:  # noqa: FBT001 - a callback
    on = session.today()
    company = session.search().company_of(row.id).name
    given = inputs.InteractionIn(application=row.id, inbound=is_inbound)
    do(
        lambda work: commands.add_interaction(work, given, on=on),
        done=f"Noted: {company if is_inbound else 'I'} wrote today.",
    )


def _form(row: Application) -> None:
    form = Form(f"contact_{row.id}")

    def save() -> None:
        given = form.values("person", "on", "kind", "note") | {"application": row.id}
        given["inbound"] = form.values("from")["from"] == "From them"
        on = session.today()
        do(
            lambda work: commands.add_interaction(
                work, inputs.parse(inputs.InteractionIn, given), on=on
            ),
            done="Noted the contact.",
            form=form,
        )

    with (
        st.popover("Another", type="tertiary", key=form.key("menu")),
        st.form(form.key("form"), border=False),
    ):
        st.segmented_control(
            "Direction",
            ["From them", "From me"],
            default="From them",
            key=form.key("from"),
            required=True,
        )
        st.text_input(
            "Who", key=form.key("person"), placeholder="A name, if one is known"
        )
        st.date_input("On", form.first("on", session.today()), key=form.key("on"))
        st.selectbox(
            "How",
            list(reports.KINDS),
            format_func=reports.KINDS.__getitem__,
            key=form.key("kind"),
        )
        st.text_input("Note", key=form.key("note"))
        st.form_submit_button("Save", type="primary", on_click=save)
    form.show_problem()


def _remove(each: Contact) -> None:
    do(
        lambda work: commands.bin_record(work, Interaction, each.row.id),
        done=f"In the bin: {each.words}.",
    )
