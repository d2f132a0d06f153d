"""Versions of the resume: kept, given back, and what each was sent with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import commands, inputs
from tracker.commands.resumes import MOST_BYTES
from tracker.errors import InvalidError
from tracker.reports import resumes as reports
from tracker.ui import session
from tracker.ui.acting import Form, do
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.models import Resume
    from tracker.search import Search
    from tracker.store import Work


MOST = 30
"""Links of one version; a heavy search sends one with hundreds."""


def section(search: Search) -> None:
    """Every version with its file and its applications, and a place for a new one."""
    versions = reports.versions(search, session.today())
    count = f" ({len(versions)})" if versions else ""
    with st.expander(f"Resume versions{count}", icon=":material/description:"):
        for version in versions:
            _version(version)
        _add()


def _version(version: reports.Version) -> None:
    row = version.row
    with st.container(border=True):
        words, buttons = st.columns([7, 3], vertical_alignment="center")
        words.markdown(f"**{escape(row.name)}**  \n{small(version.words)}")
        if version.used:
            with words:
                _used(version)
        with buttons.container(horizontal=True, horizontal_alignment="right"):
            st.download_button(
                "Download",
                _file(row),
                row.file_name or row.name,
                key=f"resume_file_{row.id}",
                icon=":material/download:",
                type="tertiary",
                on_click="ignore",
            )
            _rename(row)
            _remove(version)


def _used(version: reports.Version) -> None:
    """The applications that it was sent with, each a link."""
    with st.popover("Sent with", key=f"resume_used_{version.row.id}"):
        for id_, label in version.used[:MOST]:
            st.page_link(
                "search/application.py",
                label=escape(label),
                query_params={"application": str(id_)},
            )
        more = len(version.used) - MOST
        if more > 0:
            st.markdown(small(f"And {more} more: see “Resume” in the table."))


def _file(row: Resume) -> Callable[[], bytes]:
    """What reads the file, when it is asked for."""
    store, owner = session.store(), session.owner()

    def read() -> bytes:
        with store.reading(owner) as work:
            return commands.resume_file(work, row.id)

    return read


def _rename(row: Resume) -> None:
    form = Form(f"resume_{row.id}")

    def save() -> None:
        given = form.values("name")
        do(
            lambda work: commands.rename_resume(
                work, row.id, inputs.parse(inputs.ResumeIn, given)
            ),
            done=lambda saved: f"{row.name} is called {saved.name} now.",
            form=form,
        )

    with (
        st.popover("Rename", key=form.key("menu")),
        st.form(form.key("form"), border=False),
    ):
        st.text_input("Name", row.name, key=form.key("name"))
        st.form_submit_button("Rename", type="primary", on_click=save)
    form.show_problem()


def _remove(version: reports.Version) -> None:
    row = version.row
    with st.popover("Remove", key=f"resume_gone_{row.id}"):
        st.markdown(escape(reports.removing(version)))
        st.button(
            "Remove this version",
            key=f"resume_remove_{row.id}",
            type="primary",
            on_click=do,
            args=(lambda work: commands.remove_resume(work, row.id),),
            kwargs={"done": f"{row.name} is removed."},
        )


def _add() -> None:
    form = Form("resume")

    def save() -> None:
        given, on = form.values("name", "file"), session.today()
        file = given.pop("file", None)

        def act(work: Work) -> Resume:
            if file is None:
                raise InvalidError("Choose the file of the resume first.")
            return commands.add_resume(
                work,
                inputs.parse(inputs.ResumeIn, given),
                file.getvalue(),
                file_name=file.name,
                media_type=file.type or "",
                on=on,
            )

        do(act, done=lambda row: f"{row.name} is kept.", form=form)

    with st.form(form.key("form")):
        st.file_uploader(
            "A version of your resume",
            max_upload_size=MOST_BYTES // 2**20,
            key=form.key("file"),
        )
        st.text_input(
            "Name", key=form.key("name"), placeholder="As the file, unless said"
        )
        form.show_problem()
        st.form_submit_button("Keep it", on_click=save)
