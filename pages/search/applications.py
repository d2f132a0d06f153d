"""Where does every application stand, and what comes next for each?"""

from uuid import UUID

import streamlit as st

from tracker import commands, ui
from tracker.models import Stage
from tracker.pipeline import Place
from tracker.reports import applications as reports
from tracker.ui import applications as forms
from tracker.ui import cells, filtering, listing, resumes


def show_form() -> None:
    """Open the form; the address says so, as that of the menu's Add button does."""
    st.query_params["add"] = "1"


def hide_form() -> None:
    """Close the form."""
    st.query_params.pop("add", None)


def move(dropped: ui.Move) -> None:
    """Move a card to the first stage of its new column, dated today."""
    before, to, on = ui.search(), Stage(dropped.to_stage), ui.today()
    ui.do(
        lambda work: commands.move(work, UUID(dropped.id), to=to, on=on),
        done=lambda row: reports.moved(before, row.id, Place(to), on, on),
    )


def open_application(id_: str) -> None:
    """Go to one application."""
    st.switch_page("search/application.py", query_params={"application": id_})


search, today = ui.search(), ui.today()
rows = reports.rows(search, today, ui.zone())

with st.container(horizontal=True, vertical_alignment="center"):
    st.title(reports.title(rows), anchor=False, width="stretch")
    if "add" not in st.query_params:
        st.button(
            "Log an application",
            icon=":material/add:",
            type="secondary" if rows else "primary",
            on_click=show_form,
        )
if "add" in st.query_params:
    forms.log_form(search, hide_form)
if not rows:
    ui.empty(
        "Your applications will stand here on a board and in a table. Log the first "
        "one, or bring in the file you keep them in."
    )
    if st.button("Bring in a file", icon=":material/upload_file:"):
        st.switch_page("keep/bring_in.py")
    resumes.section(search)
    st.stop()

basis = st.container()
view, shown = filtering.choose(search, rows)
with basis:
    ui.empty(reports.basis(rows, shown, is_board=view == filtering.BOARD))
if view == filtering.BOARD:
    listing.show_board(shown, on_move=move, on_open=open_application)
    listing.show_closed(rows)
else:
    cells.show_table(search, shown, rows, on_open=open_application)
resumes.section(search)
