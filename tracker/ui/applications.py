"""Parts of the pages about applications: the views, and the forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import streamlit as st

from tracker import commands, inputs, pipeline
from tracker.models import Source, Stage
from tracker.reports import application as details
from tracker.reports import applications as reports
from tracker.reports import captured
from tracker.ui import acting, session
from tracker.ui.board import Card, Column, Move, board
from tracker.ui.editing import EditForm
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.models import Application
    from tracker.search import Search
    from tracker.ui.board import Hue

DAY = "YYYY-MM-DD"
LONG = 20
"""A table of more rows scrolls inside itself."""


BOARD, TABLE = "Board", "Table"


def choose(rows: Sequence[reports.Row]) -> tuple[str, list[reports.Row]]:
    """Ask how to show the applications, and which; the address keeps both."""
    with st.container(horizontal=True, vertical_alignment="center"):
        view = st.segmented_control(
            "Show as",
            [BOARD, TABLE],
            default=BOARD,
            required=True,
            key="view",
            bind="query-params",
            label_visibility="collapsed",
        )
        text = st.text_input(
            "Search applications",
            key="search",
            type="search",
            live=True,
            bind="query-params",
            placeholder="Company, title or note",
            label_visibility="collapsed",
            width=240,
        )
        sources = _pills("Source", reports.sources_of(rows), "source")
    is_board = view != TABLE
    stages = [] if is_board else _pills("Stage", reports.CHOICES, "stage")
    return BOARD if is_board else TABLE, reports.matching(rows, text, stages, sources)


def _pills(label: str, options: Sequence[str], key: str) -> list[str]:
    return st.pills(
        label,
        options,
        selection_mode="multi",
        key=key,
        bind="query-params",
        label_visibility="collapsed",
        wrap=True,
    )


def show_board(
    rows: Sequence[reports.Row],
    *,
    on_move: Callable[[Move], object],
    on_open: Callable[[str], object],
) -> None:
    """Open applications as cards.

    A column of two stages takes a dropped card into its first; the other is set
    on the application.
    """
    board(
        [
            Column(
                group.first,
                group.label,
                pipeline.dots(group.first),
                cast("Hue", pipeline.BADGES[group.first].color),
            )
            for group in reports.GROUPS
        ],
        [
            Card(
                str(row.id),
                row.column,
                row.company,
                row.card_title,
                row.days,
                row.next.text,
                row.next.flag,
            )
            for row in rows
            if row.column
        ],
        key="board",
        on_move=on_move,
        on_open=on_open,
    )


def show_closed(rows: Sequence[reports.Row]) -> None:
    """Say how many are closed, with the way to see them."""
    words = reports.closed_words(rows)
    if not words:
        return

    def go() -> None:
        st.session_state["view"], st.session_state["stage"] = TABLE, [reports.CLOSED]

    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(small(words), width="content")
        st.button("Show the closed ones", type="tertiary", on_click=go)


def show_table(
    rows: Sequence[reports.Row], *, on_open: Callable[[str], object]
) -> None:
    """Applications in rows; choosing one opens it."""
    chosen = st.dataframe(
        reports.frame(rows),
        hide_index=True,
        key="table",
        on_select="rerun",
        selection_mode="single-row",
        height="content" if len(rows) < LONG else 640,
        placeholder="",
        alt="Applications, one in each row",
        column_config={
            "Dots": st.column_config.TextColumn("Dots", width=70),
            "Title": st.column_config.TextColumn("Title", width=220),
            "Applied on": st.column_config.DateColumn(format="YYYY-MM-DD"),
        },
    )
    for place in chosen["selection"]["rows"]:
        on_open(str(rows[place].id))


def log_form(search: Search, close: Callable[..., None]) -> None:
    """One short form that logs an application; it stays open for the next one.

    No `st.form`: what resembles the application is said while it is typed.
    """
    form = acting.Form("application")

    def save() -> None:
        given = form.values("company", "title", "url", "source", "stage", "on")
        today = session.today()
        acting.do(
            lambda work: commands.add_application(
                work, inputs.parse(inputs.ApplicationIn, given), on=today
            ),
            done=lambda row: f"Saved {row.title} at {given['company']}.",
            form=form,
        )

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
        stage.selectbox(
            "Stage",
            list(Stage),
            format_func=pipeline.LABELS.__getitem__,
            key=form.key("stage"),
        )
        day.date_input(
            "On", form.first("on", session.today()), key=form.key("on"), format=DAY
        )
        with buttons.container(horizontal=True):
            st.button("Save", type="primary", key=form.key("save"), on_click=save)
            st.button("Close", key=form.key("close"), on_click=close)
            if st.button("Paste a posting", icon=":material/content_paste:"):
                st.switch_page("search/capture.py")
        warn(search, form)


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


def move_menu(row: Application) -> None:
    """A button that opens the stages and a day to move an application on."""
    form = acting.Form(f"move_{row.id}")

    def save() -> None:
        before = session.search()
        given, today = form.values("to", "on"), session.today()
        to, on = given["to"], given.get("on", today)
        acting.do(
            lambda work: commands.move(work, row.id, to=to, on=on),
            done=lambda moved: reports.moved(before, moved.id, to, on, today),
            form=form,
        )

    with (
        st.popover(
            "Move to", type="primary", icon=":material/arrow_forward:", key=form.key("")
        ),
        st.form(form.key("form"), border=False),
    ):
        stages = [stage for stage in Stage if stage is not row.stage]
        st.selectbox(
            "Stage",
            stages,
            index=stages.index(details.following(row.stage)),
            format_func=pipeline.LABELS.__getitem__,
            key=form.key("to"),
        )
        st.date_input(
            "On", form.first("on", session.today()), key=form.key("on"), format=DAY
        )
        st.form_submit_button("Move", type="primary", on_click=save)
    form.show_problem()


FACTS = {
    "company": "Company",
    "title": "Title",
    "url": "Link",
    "source": "Source",
    "location": "Location",
    "salary": "Pay range",
    "note": "Note",
}
"""What can be edited of an application, as it is called on the page."""


def edit_form(row: Application, company: str, close: Callable[..., None]) -> None:
    """Every fact of an application."""
    form = _facts(row, company)

    def save() -> None:
        found = session.search().applications.get(row.id, row)
        now = _facts(found, session.search().companies[found.company_id].name)
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
        st.text_area("Note", form.drawn["note"], key=form.key("note"))
        form.finish(save, leave, FACTS)


def _facts(row: Application, company: str) -> EditForm:
    stored = {name: getattr(row, name) for name in FACTS if name != "company"}
    return EditForm(f"facts_{row.id}", row.version, {"company": company, **stored})


def _line(form: EditForm, field: str) -> None:
    st.text_input(FACTS[field], form.drawn[field], key=form.key(field))


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
    sources = list(Source)
    st.selectbox(
        "Source",
        sources,
        index=sources.index(value) if value else None,
        format_func=reports.SOURCES.__getitem__,
        key=key,
        placeholder="Not said",
    )
