"""The fields that every form about an application is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from tracker import inputs, roles
from tracker.reports import applications as reports
from tracker.reports import stages
from tracker.ui import session

if TYPE_CHECKING:
    from tracker.models import RoleKind, Source
    from tracker.search import Search
    from tracker.ui.acting import Form

DAY = "YYYY-MM-DD"
MORE = ("role", "tags", "excitement", "next_step", "resume")
"""The fields that `more` asks for."""


def company_box(search: Search, key: str, value: str | None) -> None:
    """Ask for a company: one that is known, or a new name."""
    known = reports.company_names(search)
    if value and value not in known:
        known = [value, *known]
    st.selectbox(
        "Company",
        known,
        index=known.index(value) if value in known else None,
        key=key,
        accept_new_options=True,
        placeholder="Choose or type a name",
    )


def source_box(key: str, value: Source | None) -> None:
    """Ask how an application came about."""
    sources = list(reports.SOURCES)
    st.selectbox(
        "Source",
        sources,
        index=sources.index(value) if value else None,
        format_func=reports.SOURCES.__getitem__,
        key=key,
        placeholder="Not said",
    )


def stage_box(search: Search, key: str, value: str | None = None) -> None:
    """Ask for a stage: one that every search has, or one of the searcher's own."""
    offered = stages.options(search)
    st.selectbox(
        "Stage",
        offered,
        index=offered.index(value) if value in offered else 0,
        format_func=lambda option: stages.label(search, option),
        key=key,
    )


def day_box(form: Form, field: str = "on") -> None:
    """Ask for a day; it starts with today."""
    st.date_input(
        "On", form.first(field, session.today()), key=form.key(field), format=DAY
    )


def more(search: Search, form: Form, held: dict[str, Any] | None = None) -> None:
    """Ask for what can be left out: role, tags, excitement, next step, resume.

    Args:
        search: The log.
        form: The form the fields belong to.
        held: What the fields hold at first.
    """
    values = held or {}
    left, right = st.columns(2)
    with left:
        role_box(form.key("role"), values.get("role"))
        tags_box(search, form.key("tags"), values.get("tags") or [])
    with right:
        resume_box(search, form.key("resume"), values.get("resume") or "")
        st.text_input(
            "Next step", values.get("next_step", ""), key=form.key("next_step")
        )
    st.pills(
        "Excitement, 1 to 5",
        [1, 2, 3, 4, 5],
        default=values.get("excitement"),
        key=form.key("excitement"),
    )


def role_box(key: str, value: RoleKind | None) -> None:
    """Ask what the job is, whatever its title says."""
    kinds = list(roles.LABELS)
    st.selectbox(
        "Role",
        kinds,
        index=kinds.index(value) if value else None,
        format_func=roles.LABELS.__getitem__,
        key=key,
        placeholder="Not said",
    )


def tags_box(search: Search, key: str, value: list[str]) -> None:
    """Ask for tags: known ones, or new ones."""
    known = {tag for row in search.applications.values() for tag in row.tags}
    st.multiselect(
        "Tags",
        sorted({*known, *value}),
        default=value,
        key=key,
        accept_new_options=True,
        max_selections=inputs.TAGS,
        placeholder="Choose or type a tag",
    )


def resume_box(search: Search, key: str, value: str) -> None:
    """Ask which version of the resume was sent."""
    names = sorted((row.name for row in search.resumes.values()), key=str.casefold)
    empty = "Not said" if names else "None kept yet; the Applications page keeps them"
    st.selectbox(
        "Resume that was sent",
        names,
        index=names.index(value) if value in names else None,
        key=key,
        placeholder=empty,
    )


def suggest_role(form: Form) -> RoleKind | None:
    """Fill the role in from the title, until the searcher has chosen one.

    Called before the field is drawn, and once more when the form is saved: the title
    may have been typed last.

    Returns:
        What stands in the field.
    """
    key, memory = form.key("role"), f"form:{form.key('suggested')}"
    found = roles.suggest(st.session_state.get(form.key("title")) or "")
    before = st.session_state.get(memory)
    if found is not before and st.session_state.get(key) in {None, before}:
        st.session_state[key] = found
        st.session_state[memory] = found
    chosen: RoleKind | None = st.session_state.get(key)
    return chosen


def with_stage(search: Search, given: dict[str, Any]) -> dict[str, Any]:
    """Give a form as `inputs.ApplicationIn` takes it: an own stage by its name."""
    option = given.pop("stage", None)
    if option is None:
        return given
    place = stages.place(search, option)
    if place.custom_stage_id is None:
        return given | {"stage": place.stage}
    return given | {"custom_stage": stages.name(search, place)}


def more_label(role: RoleKind | None) -> str:
    """What the fold of `more` is called; a role that was suggested is said."""
    if role is None:
        return "Role, tags, excitement, next step, resume"
    return f"Role ({roles.LABELS[role]}), tags, excitement, next step, resume"
