"""Forms that log, move and edit an application."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import capture, commands, inputs
from tracker.reports import application as details
from tracker.reports import applications as reports
from tracker.reports import captured, stages
from tracker.ui import acting, session
from tracker.ui.editing import EditForm
from tracker.ui.facts import (
    MORE,
    company_box,
    day_box,
    more,
    more_label,
    source_box,
    stage_box,
    suggest_role,
    with_stage,
)
from tracker.ui.words import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.models import Application
    from tracker.search import Search


def log_form(search: Search, close: Callable[..., None]) -> None:
    """One short form that logs an application; it stays open for the next one.

    No `st.form`, so Enter alone saves nothing: what resembles the application is said
    while it is typed.
    """
    form = acting.Form("application")
    role = suggest_role(form)
    form.show_problem()
    with st.container(border=True):
        company, title, link = st.columns([2, 2, 2])
        with company:
            company_box(search, form.key("company"), None)
        title.text_input("Title", key=form.key("title"))
        link.text_input("Link", key=form.key("url"), placeholder="https://")
        source, stage, day, buttons = st.columns(
            [1, 1, 1, 2], vertical_alignment="bottom"
        )
        with source:
            source_box(form.key("source"), None)
        with stage:
            stage_box(search, form.key("stage"))
        with day:
            day_box(form)
        with buttons.container(horizontal=True):
            st.button(
                "Save",
                type="primary",
                key=form.key("save"),
                on_click=_log_typed,
                args=(form,),
                shortcut="Ctrl+Enter",
            )
            st.button("Close", key=form.key("close"), on_click=close)
            if st.button("Paste a posting", icon=":material/content_paste:"):
                st.switch_page("search/capture.py")
        with st.expander(more_label(role), key=form.key("more")):
            more(search, form)
        warn(search, form)


LOGGED = ("company", "title", "url", "source", "stage", "on", *MORE)
"""The fields of the short form."""


def _log_typed(form: acting.Form) -> None:
    suggest_role(form)
    log(form, LOGGED)


def log(form: acting.Form, fields: Sequence[str]) -> Application | None:
    """Log what stands in a form, and say so."""
    given, today = with_stage(session.search(), form.values(*fields)), session.today()
    return acting.do(
        lambda work: commands.add_application(
            work, inputs.parse(inputs.ApplicationIn, given), on=today
        ),
        done=lambda row: f"Saved {row.title} at {given['company']}.",
        form=form,
    )


def warn(search: Search, form: acting.Form) -> None:
    """Say what is there already that resembles what stands in a form.

    Below the button, which would otherwise move away from under a click.
    """
    given = form.values("company", "title", "url")
    found = captured.warnings(
        search,
        given.get("company", ""),
        given.get("title", ""),
        given.get("url", ""),
        session.today(),
    )
    for number, each in enumerate(found):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning(escape(each.sentence), icon=":material/content_copy:")
            st.page_link(
                "search/application.py",
                label=f"Open the earlier one {number + 1}",
                query_params={"application": str(each.application_id)},
                width="content",
            )


def move_menu(search: Search, row: Application) -> None:
    """A button that opens the stages and a day to move an application on."""
    form = acting.Form(f"move_{row.id}")

    def save() -> None:
        before = session.search()
        given, today = form.values("to", "on"), session.today()
        place, on = stages.place(before, given["to"]), given.get("on", today)
        acting.do(
            lambda work: commands.move(
                work,
                row.id,
                to=place.stage,
                on=on,
                custom_stage_id=place.custom_stage_id,
            ),
            done=lambda moved: reports.moved(before, moved.id, place, on, today),
            form=form,
        )

    here = stages.option_of(stages.current(search, row.id))
    options = [option for option in stages.options(search) if option != here]
    with (
        st.popover(
            "Move to", type="primary", icon=":material/arrow_forward:", key=form.key("")
        ),
        st.form(form.key("form"), border=False),
    ):
        st.selectbox(
            "Stage",
            options,
            index=options.index(details.following(row.stage)),
            format_func=lambda option: stages.label(search, option),
            key=form.key("to"),
        )
        day_box(form)
        st.form_submit_button("Move", type="primary", on_click=save)
    form.show_problem()


FACTS = {
    "company": "Company",
    "title": "Title",
    "url": "Link",
    "source": "Source",
    "location": "Location",
    "salary": "Pay range",
    "role": "Role",
    "tags": "Tags",
    "excitement": "Excitement",
    "next_step": "Next step",
    "resume": "Resume that was sent",
    "note": "Note",
    "posting": "Text of the posting",
}
"""What can be edited of an application, as it is called on the page."""


def edit_form(row: Application, company: str, close: Callable[..., None]) -> None:
    """Every fact of an application."""
    form = _facts(session.search(), row, company)

    def save() -> None:
        search = session.search()
        found = search.applications.get(row.id, row)
        now = _facts(search, found, search.companies[found.company_id].name)
        given = now.values(*FACTS)
        done = acting.do(
            lambda work: commands.edit_application(
                work,
                row.id,
                version=now.version,
                **inputs.parse(inputs.ApplicationIn, given).model_dump(
                    include={*FACTS}
                ),
            ),
            done=lambda saved: f"Saved {saved.title} at {given['company']}.",
            form=now,
        )
        if done is not None:
            close()

    def leave() -> None:
        form.saved()
        close()

    with st.form(form.key("form")):
        left, right = st.columns(2)
        with left:
            company_box(session.search(), form.key("company"), form.drawn["company"])
            _line(form, "url")
            _line(form, "location")
        with right:
            _line(form, "title")
            source_box(form.key("source"), form.drawn["source"])
            _line(form, "salary")
        more(session.search(), form, form.drawn)
        st.text_area("Note", form.drawn["note"], key=form.key("note"))
        st.text_area(
            FACTS["posting"],
            form.drawn["posting"],
            key=form.key("posting"),
            max_chars=capture.POSTING_CHARS,
            height=120,
        )
        form.finish(save, leave, FACTS)


def _facts(search: Search, row: Application, company: str) -> EditForm:
    stored = {name: getattr(row, name) for name in FACTS if hasattr(row, name)}
    resume = search.resumes.get(row.resume_id) if row.resume_id else None
    stored |= {"company": company, "resume": resume.name if resume else ""}
    return EditForm(f"facts_{row.id}", row.version, stored)


def _line(form: EditForm, field: str) -> None:
    st.text_input(FACTS[field], form.drawn[field], key=form.key(field))
