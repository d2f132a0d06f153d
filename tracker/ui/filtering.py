"""Quick filters of the applications, and the views they are saved in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import commands, inputs
from tracker.reports import filters as reports
from tracker.ui.acting import do
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.inputs import FiltersIn
    from tracker.models import SavedView
    from tracker.reports.applications import Row
    from tracker.search import Search

BOARD, TABLE = "Board", "Table"
_TEXT, _QUIET = "search", "quiet"
_NAME = "view_name"
_CHOSEN = "view_chosen"


def choose(search: Search, rows: Sequence[Row]) -> tuple[str, list[Row]]:
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
            key=_TEXT,
            type="search",
            live=True,
            bind="query-params",
            placeholder="Company, title, tag or note",
            label_visibility="collapsed",
            width=240,
        )
        given = _filters(search, rows, text)
        _views(search, given)
        if reports.count(given):
            st.button("Clear the filters", type="tertiary", on_click=_clear)
    return TABLE if view == TABLE else BOARD, reports.matching(rows, given)


def _filters(search: Search, rows: Sequence[Row], text: str) -> FiltersIn:
    """Ask for the filters beside the text; the button says how many are set."""
    given = {}
    offered = reports.choices(search, rows)
    for name, choices in offered.items():  # a view may hold what occurs no more
        if name in st.session_state:
            held = st.session_state[name] or []
            st.session_state[name] = [each for each in held if each in choices]
    now = _now(text)
    label = f"Filters ({reports.count(now)})" if reports.count(now) else "Filters"
    with st.popover(label, icon=":material/filter_list:", key="filters"):
        for name in ("stage", "source"):
            given[name] = st.pills(
                reports.LABELS[name],
                offered[name],
                selection_mode="multi",
                key=name,
                bind="query-params",
                wrap=True,
            )
        for name in ("role", "tag", "company"):
            given[name] = st.multiselect(
                reports.LABELS[name],
                offered[name],
                key=name,
                bind="query-params",
                placeholder="All",
                width=340,
            )
        quiet = st.toggle(
            "Only quiet ones: no word from them for long",
            key=_QUIET,
            bind="query-params",
        )
    return inputs.FiltersIn(text=text[:200], quiet=quiet, **given)


def _now(text: str) -> FiltersIn:
    """The filters as they stood when the page began to run."""
    held = {name: st.session_state.get(name) or [] for name in reports.LABELS}
    quiet = bool(st.session_state.get(_QUIET))
    return inputs.FiltersIn(text=text[:200], quiet=quiet, **held)


def _views(search: Search, given: FiltersIn) -> None:
    """Offer the saved views, and to save these filters as one."""
    views = reports.views(search)
    with st.popover("Views", icon=":material/bookmarks:", key="views"):
        for view in views:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.button(
                    escape(view.name),
                    key=f"view_{view.id}",
                    width="stretch",
                    on_click=_show,
                    args=(view,),
                )
                st.button(
                    "Remove",
                    key=f"view_gone_{view.id}",
                    type="tertiary",
                    on_click=do,
                    args=(lambda work, view=view: commands.remove_view(work, view.id),),
                    kwargs={"done": f"The view {view.name} is removed."},
                )
        if not views:
            st.markdown(small("Filters that are saved under a name are chosen here."))
        st.text_input("Name of the view", key=_NAME, max_chars=40)
        with st.container(horizontal=True):
            st.button("Save these filters", on_click=_save, args=(given,))
            chosen = _chosen(search)
            if chosen is not None:
                st.button("Rename the chosen one", on_click=_rename, args=(chosen,))


def _chosen(search: Search) -> SavedView | None:
    id_ = st.session_state.get(_CHOSEN)
    return search.views.get(id_) if id_ else None


def _show(view: SavedView) -> None:
    held = reports.held(view)
    st.session_state[_TEXT], st.session_state[_QUIET] = held.text, held.quiet
    for name in reports.LABELS:
        st.session_state[name] = getattr(held, name)
    st.session_state[_CHOSEN] = view.id
    st.session_state[_NAME] = view.name


def _clear() -> None:
    st.session_state[_TEXT], st.session_state[_QUIET] = "", False
    for name in reports.LABELS:
        st.session_state[name] = []


def _save(given: FiltersIn) -> None:
    view = {
        "page": reports.PAGE,
        "name": st.session_state[_NAME],
        "held": given.model_dump(),
    }
    saved = do(
        lambda work: commands.save_view(work, inputs.parse(inputs.ViewIn, view)),
        done=lambda row: f"Saved the view {row.name}.",
    )
    if saved is not None:
        st.session_state[_CHOSEN] = saved.id


def _rename(view: SavedView) -> None:
    do(
        lambda work: commands.rename_view(work, view.id, st.session_state[_NAME]),
        done=lambda row: f"{view.name} is called {row.name} now.",
    )
