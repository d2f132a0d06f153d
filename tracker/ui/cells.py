"""The table of applications: typed in where it stands, with actions on ticked rows.

What is typed lives by application, not by row: a filter, an order or another tab may
change the rows below it, and nothing that was typed moves to another application or
is lost. It is saved as one change.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from weakref import ref

import streamlit as st

from tracker import commands, inputs, roles
from tracker.commands.many import Edit
from tracker.reports import cells as reports
from tracker.reports import stages
from tracker.reports.applications import SOURCES
from tracker.reports.cells import Draft
from tracker.ui import session
from tracker.ui.acting import Form, do
from tracker.ui.words import small

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from uuid import UUID

    import pandas as pd

    from tracker.reports.applications import Row
    from tracker.search import Search
    from tracker.store import Work

LONG = 20
"""A table of more rows scrolls inside itself."""
_KEPT = "form:cells"  # let go of when another page is opened
NOTHING = Draft({}, frozenset())


@dataclass
class _Sheet:
    """The table as the browser has it, and what was typed before it was drawn."""

    number: int = 0
    ids: list[UUID] = field(default_factory=list)
    before: Draft = NOTHING
    stored: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    frame: pd.DataFrame | None = None
    seen: Callable[[], Search | None] = lambda: None

    @property
    def key(self) -> str:
        """The key of the grid: a new one where its rows are other ones."""
        return f"cells_{self.number}"

    def draft(self) -> Draft:
        """What stands in the table and is not saved."""
        edited = st.session_state.get(self.key, {}).get("edited_rows", {})
        return reports.merged(self.before, self.ids, edited, self.stored)

    def draw(self, search: Search, rows: Sequence[Row], draft: Draft) -> None:
        """Make the grid anew where other rows are shown, or they hold other facts."""
        ids = [row.id for row in rows]
        if self.frame is not None and ids == self.ids and self.seen() is search:
            return
        there = search.applications
        typed = {id_: row for id_, row in draft.typed.items() if id_ in there}
        self.before = Draft(typed, frozenset(draft.ticked & there.keys()))
        held = {id_: self.stored[id_] for id_ in typed if id_ in self.stored}
        self.stored = {row.id: reports.cells(row) for row in rows} | held
        self.ids, self.seen, self.number = ids, ref(search), self.number + 1
        self.frame = reports.frame(rows, typed, self.before.ticked)

    def clear(self) -> None:
        """Let go of what was typed and ticked."""
        self.before, self.frame = NOTHING, None
        self.stored, self.number = {}, self.number + 1


def show_table(
    search: Search,
    rows: Sequence[Row],
    every: Sequence[Row],
    *,
    on_open: Callable[[str], object],
) -> None:
    """Applications in rows; typed in, ticked, and opened from there.

    Args:
        search: The log.
        rows: What is shown.
        every: All there are: what was typed may be in a row that a filter hides.
        on_open: Called with the id of an application that is to be opened.
    """
    sheet: _Sheet = st.session_state.setdefault(_KEPT, _Sheet())
    draft = sheet.draft()
    sheet.draw(search, rows, draft)
    bar = st.container()
    st.space("small")  # where the tools of the grid come up
    st.data_editor(
        sheet.frame,
        hide_index=True,
        key=sheet.key,
        height="content" if len(rows) < LONG else 640,
        placeholder="",
        alt="Applications, one in each row",
        disabled=list(reports.FIXED),
        column_config=_columns(search),
    )
    with bar:
        _actions(search, sheet, every, on_open)


def _columns(search: Search) -> dict[str, Any]:
    """What each column takes, and how wide it is.

    On a screen of 1280 points the table has 898 to show, and the columns up to “Next
    step” fill them: one that is cut off reads as if its words ended there.
    """
    text = st.column_config.TextColumn
    choice = st.column_config.SelectboxColumn
    tags = sorted({tag for row in search.applications.values() for tag in row.tags})
    return {
        reports.TICK: st.column_config.CheckboxColumn("", width=40, pinned=True),
        "Dots": text("Dots", width=64),
        "Company": text("Company", width=150, pinned=True),
        "Title": text("Title", width=196, required=True),
        "Stage": choice(
            "Stage", options=list(stages.named(search)), required=True, width=84
        ),
        "Days in stage": st.column_config.NumberColumn(
            "Days", width=56, help="Days in this stage"
        ),
        "Next": text("Next", width=160),
        "Next step": text("Next step", width=148),
        "Excitement": st.column_config.NumberColumn(
            "Excitement", min_value=1, max_value=5, step=1, help="1 to 5"
        ),
        "Tags": st.column_config.MultiselectColumn(
            "Tags", options=tags, accept_new_options=True, color="gray"
        ),
        "Source": choice("Source", options=list(SOURCES.values())),
        "Role": choice("Role", options=list(roles.LABELS.values())),
        "Applied on": st.column_config.DateColumn("Applied on", format="D MMM YYYY"),
        "Resume": choice(
            "Resume", options=sorted(row.name for row in search.resumes.values())
        ),
        "Note": text("Note", width=220),
    }


_FORM = "cells"
_CONFLICT = f"conflict:{_FORM}"


def _actions(
    search: Search,
    sheet: _Sheet,
    every: Sequence[Row],
    on_open: Callable[[str], object],
) -> None:
    """What can be done with the ticked rows and the typed cells.

    All of it is always there: a row of buttons that came with the first tick would
    move the table away from under the second.
    """
    Form(_FORM).show_problem()
    draft = sheet.draft()
    with st.container(horizontal=True, vertical_alignment="center"):
        _ticked(search, sheet, draft, on_open)
        conflict, off = bool(st.session_state.get(_CONFLICT)), not draft.typed
        words = f"{reports.words(draft)} not saved" if draft.typed else ""
        st.markdown(small(words), width="content")
        st.button(
            "Save what I typed" if conflict else "Save the table",
            type="secondary" if off else "primary",
            disabled=off,
            on_click=_save_over if conflict else _save,
            args=(sheet, every),
        )
        st.button(
            "Take what is stored" if conflict else "Discard",
            disabled=off,
            on_click=_discard,
            args=(sheet,),
        )


def _save(sheet: _Sheet, _every: Sequence[Row] = ()) -> None:
    search, on, draft = session.search(), session.today(), sheet.draft()

    def act(work: Work) -> int:
        found = reports.changes(search, draft, sheet.stored)
        return commands.edit_many(work, [Edit(*each) for each in found], on=on)

    if do(act, done=f"Saved {reports.words(draft)}.", form=Form(_FORM)) is not None:
        _discard(sheet)


def _save_over(sheet: _Sheet, every: Sequence[Row]) -> None:
    """After a conflict: the searcher has been told, so what is stored now counts."""
    typed = sheet.draft().typed
    sheet.stored |= {row.id: reports.cells(row) for row in every if row.id in typed}
    _save(sheet)


def _discard(sheet: _Sheet) -> None:
    st.session_state.pop(_CONFLICT, None)
    sheet.clear()


def _ticked(
    search: Search, sheet: _Sheet, draft: Draft, on_open: Callable[[str], object]
) -> None:
    """Actions on the ticked rows, each of them one change."""
    ids = sorted(draft.ticked, key=str)

    def act(
        command: Callable[[Work], int], words: Callable[[str], str], form: Form
    ) -> None:
        done = do(command, done=lambda count: words(_many(count)), form=form)
        if done is not None:
            sheet.before = Draft(draft.typed, frozenset())
            sheet.frame = None

    words = f"**{len(ids)} ticked**" if ids else ":gray[None ticked]"
    st.markdown(words, width="content")
    is_one = len(ids) == 1
    if st.button("Open", icon=":material/open_in_full:", disabled=not is_one):
        on_open(str(ids[0]))
    _move(search, ids, act)
    _tag(search, ids, act)
    bin_ = Form("many_bin")
    st.button(
        "Put in the bin",
        icon=":material/delete:",
        key=bin_.key("bin"),
        disabled=not ids,
        on_click=act,
        args=(
            lambda work: commands.bin_many(work, ids),
            lambda count: f"{count} in the bin; the Data page restores them.",
            bin_,
        ),
    )
    for name in ("many_move", "many_tag", "many_bin"):
        Form(name).show_problem()


def _many(count: int) -> str:
    return f"{count} application" if count == 1 else f"{count} applications"


def _move(search: Search, ids: Sequence[UUID], act: Callable[..., None]) -> None:
    form = Form("many_move")

    def save() -> None:
        given, on = form.values("to", "on"), session.today()
        place = stages.place(search, given["to"])
        act(
            lambda work: commands.move_many(
                work,
                ids,
                to=place.stage,
                on=given.get("on", on),
                custom_stage_id=place.custom_stage_id,
            ),
            lambda count: f"{count} moved to {stages.name(search, place)}.",
            form,
        )

    with (
        st.popover(
            "Move to",
            icon=":material/arrow_forward:",
            key=form.key("menu"),
            disabled=not ids,
        ),
        st.form(form.key("form"), border=False),
    ):
        st.selectbox(
            "Stage",
            stages.options(search),
            index=1,
            format_func=lambda option: stages.label(search, option),
            key=form.key("to"),
        )
        st.date_input(
            "On",
            form.first("on", session.today()),
            key=form.key("on"),
            format="YYYY-MM-DD",
        )
        st.form_submit_button("Move them", type="primary", on_click=save)


def _tag(search: Search, ids: Sequence[UUID], act: Callable[..., None]) -> None:
    form = Form("many_tag")
    here = {tag for id_ in ids for tag in search.applications[id_].tags}
    known = {tag for row in search.applications.values() for tag in row.tags}

    def save() -> None:
        given = form.values("add", "remove")
        add, gone = given.get("add", []), given.get("remove", [])
        act(
            lambda work: commands.tag_many(work, ids, add=add, remove=gone),
            lambda count: f"{count} tagged anew.",
            form,
        )

    with (
        st.popover(
            "Tag", icon=":material/sell:", key=form.key("menu"), disabled=not ids
        ),
        st.form(form.key("form"), border=False),
    ):
        st.multiselect(
            "Add",
            sorted(known),
            key=form.key("add"),
            accept_new_options=True,
            placeholder="Choose or type a tag",
            max_selections=inputs.TAGS,
        )
        if here:
            st.multiselect(
                "Take away", sorted(here), key=form.key("remove"), placeholder="None"
            )
        st.form_submit_button("Tag them", type="primary", on_click=save)
