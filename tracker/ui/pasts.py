"""Forms about a person's jobs and schools, and about what a friend shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import commands, inputs
from tracker.reports import imports, pasts
from tracker.ui import session
from tracker.ui.acting import Form, do
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from tracker.models import Person
    from tracker.reports.pasts import Stay
    from tracker.store import Work

_JOB = ("company", "title", "team", "team_size", "started_on", "ended_on")
_SCHOOL = ("school", "programme", "cohort_size", "started_on", "ended_on")


def section(person: Person) -> None:
    """Show the jobs and schools of a person, with forms that add more."""
    with session.store().reading(session.owner()) as work:
        stays = pasts.stays(work, person)
    st.header(f"Jobs and schools :gray[{len(stays)}]", anchor=False)
    for stay in stays:
        _stay(stay)
    with st.expander("Add a job", icon=":material/work:"):
        _job_form(person)
    with st.expander("Add a school", icon=":material/school:"):
        _school_form(person)


def _stay(stay: Stay) -> None:
    words, act = st.columns([7, 3], vertical_alignment="center")
    detail = f"  \n{small(stay.detail)}" if stay.detail else ""
    words.markdown(f"{escape(stay.what)}{detail}")
    act.button(
        "Remove",
        key=f"forget_{stay.id}",
        help=f"Remove {escape(stay.what)}",
        type="tertiary",
        on_click=_remove,
        args=(stay,),
    )


def _remove(stay: Stay) -> None:
    remove = commands.remove_position if stay.is_job else commands.remove_education
    do(lambda work: remove(work, stay.id), done=f"Removed {stay.what}.")


def _job_form(person: Person) -> None:
    form = Form(f"job_{person.id}")

    def save() -> None:
        given = form.values(*_JOB) | {"person": str(person.id)}
        do(
            lambda work: commands.add_position(
                work, inputs.parse(inputs.PositionIn, given)
            ),
            done="Saved the job.",
            form=form,
        )

    form.show_problem()
    with st.form(form.key("form"), border=False):
        st.text_input("Company", key=form.key("company"))
        st.text_input("Title", key=form.key("title"))
        st.text_input("Team, if small", key=form.key("team"))
        st.number_input(
            "People in the team",
            min_value=1,
            max_value=100_000,
            value=None,
            key=form.key("team_size"),
        )
        _days(form)
        st.form_submit_button("Save job", type="primary", on_click=save)


def _school_form(person: Person) -> None:
    form = Form(f"school_{person.id}")

    def save() -> None:
        given = form.values(*_SCHOOL) | {"person": str(person.id)}
        do(
            lambda work: commands.add_education(
                work, inputs.parse(inputs.EducationIn, given)
            ),
            done="Saved the school.",
            form=form,
        )

    form.show_problem()
    with st.form(form.key("form"), border=False):
        st.text_input("School", key=form.key("school"))
        st.text_input("Programme", key=form.key("programme"))
        st.number_input(
            "People in the cohort",
            min_value=1,
            max_value=100_000,
            value=None,
            key=form.key("cohort_size"),
        )
        _days(form)
        st.form_submit_button("Save school", type="primary", on_click=save)


def _days(form: Form) -> None:
    with st.container(horizontal=True):
        for field, label in (("started_on", "From"), ("ended_on", "Until")):
            st.date_input(
                label,
                value=None,
                min_value=session.today().replace(year=1950, month=1, day=1),
                max_value=session.today(),
                key=form.key(field),
                width=160,
            )


# ---- what a friend shared


def friends() -> None:
    """List the friends who shared their contacts, in a fold; nothing where none did."""
    with session.store().reading(session.owner()) as work:
        found = pasts.friends(work, session.today())
    if not found:
        return
    label = f"Friends who share :gray[{len(found)}]"
    with st.expander(label, icon=":material/handshake:"):
        for person, told in found:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(escape(pasts.shared_words(person.name, told)))
                st.page_link(
                    "people/person.py",
                    label=f"Open {escape(person.name)}",
                    query_params={"person": str(person.id)},
                )


def shared(person: Person) -> None:
    """Show what a friend shared, whether they agreed, and take it back in one step."""
    with session.store().reading(session.owner()) as work:
        found = pasts.shared(work, person, session.today())
    if found is None:
        return
    with st.container(border=True):
        words, act = st.columns([6, 4], vertical_alignment="center")
        words.markdown(escape(pasts.shared_words(person.name, found)))
        with act.container(horizontal=True, horizontal_alignment="right"):
            if not found.agreed:
                st.button(
                    "They agreed today",
                    icon=":material/handshake:",
                    on_click=_agreed,
                    args=(person,),
                )
            st.button(
                "Remove this friend's contacts",
                icon=":material/person_remove:",
                type="tertiary",
                on_click=_take_back,
                args=(person,),
            )


def remind() -> None:
    """Say that friends' contacts count for nothing yet, and lead to where they do."""
    words = pasts.unagreed(session.search())
    if not words:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(escape(words), width="stretch")
        st.page_link(
            "people/people.py", label="Say who agreed", icon=":material/handshake:"
        )


def _agreed(person: Person) -> None:
    today = session.today()
    do(
        lambda work: commands.note_consent(
            work, person.id, commands.Consent(today), today=today
        ),
        done=f"{person.name}'s contacts count from now on.",
    )


def _take_back(person: Person) -> None:
    def act(work: Work) -> list[str]:
        kept = commands.remove_friends_contacts(work, person.id)
        work.notices += imports.stays(kept)
        return kept

    do(act, done=f"{person.name}'s contacts are removed.")
