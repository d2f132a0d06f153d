"""Capturing a posting: the bookmarklet, what is pasted or dropped, and the form."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import streamlit as st

from tracker import capture, roles
from tracker.errors import FootholdError
from tracker.reports import captured as reports
from tracker.ui import files
from tracker.ui.acting import Form
from tracker.ui.applications import LOGGED, log, warn
from tracker.ui.facts import company_box, day_box, more, source_box, stage_box
from tracker.ui.words import escape, small

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.capture import Posting
    from tracker.search import Search

_READ = "form:captured"  # forgotten when another page is opened
_KEPT = "captured"
_SAVED = "captured_application"
FIELDS = (*LOGGED, "location", "salary", "note", "posting")

_bookmark = st.components.v2.component(
    "foothold_bookmark",
    html=files.text("bookmark.html"),
    css=files.text("bookmark.css"),
    js=files.text("bookmark.js"),
)


def bookmarklet(app: str) -> str:
    """The address of the bookmark that opens the capture page of this app.

    Args:
        app: Where the app answers, such as `http://localhost:8501`.
    """
    parts = urlsplit(app)
    home = f"{parts.scheme}://{parts.netloc}"
    if not re.fullmatch(r"https?://[\w.:\[\]-]+", home, re.ASCII):
        home = "http://localhost:8501"
    lines = files.text("bookmarklet.js").replace("__APP__", home).splitlines()
    code = " ".join(line.strip() for line in lines)
    return "javascript:" + quote(code, safe="(){}[]=>.,;:!?&|*+-/'_$")


def offer() -> None:
    """Offer the bookmarklet, and the ways without it."""
    st.header("One posting", anchor=False)
    code = bookmarklet(st.context.url or "")
    st.markdown(small(reports.DRAG))
    _bookmark(key="bookmark", data={"code": code})
    with st.expander("Make the bookmark by hand"):
        st.markdown(small(reports.BY_HAND))
        st.code(code, language=None, wrap_lines=True, height=120)
        st.markdown(small(reports.HONEST))
    take()


def take() -> None:
    """Take a saved page or pasted text, and show on the capture page what it says."""
    form = Form("posting")
    with st.form(form.key("form")):
        st.text_area(
            "Paste a posting",
            key=form.key("text"),
            height=120,
            placeholder="Its text, its link, or several with numbers",
        )
        st.file_uploader(
            "Or drop its saved page",
            type=["html", "htm", "mhtml", "mht", "txt"],
            max_upload_size=2,
            key=form.key("page"),
        )
        form.show_problem()
        read = st.form_submit_button("Read the posting", on_click=_read, args=(form,))
    if read and _KEPT in st.session_state:
        st.switch_page("search/capture.py")


def _read(form: Form) -> None:
    given = form.values("text", "page")
    page = given.get("page")
    try:
        found = capture.read_text(given.get("text", ""))
        if page is not None and page.name.lower().endswith(".txt"):
            found += capture.read_text(page.getvalue().decode("utf-8", "replace"))
        elif page is not None:
            found += capture.read_page(page.getvalue())
    except FootholdError as error:
        form.refuse(str(error))
        return
    if not found:
        form.refuse("No posting was found in that; paste its title and its text.")
        return
    st.session_state[_KEPT] = found
    st.query_params.pop("d", None)


def captured() -> list[Posting]:
    """What the address carries, or what was read last; says why it cannot."""
    if _KEPT in st.session_state:
        st.session_state[_READ] = st.session_state.pop(_KEPT)
    payload = st.query_params.get("d")
    if payload is None:
        found: list[Posting] = st.session_state.get(_READ, [])
        return found
    try:
        return [capture.decode(payload)]
    except FootholdError as error:
        st.error(escape(str(error)))
        return []


def choose(postings: Sequence[Posting]) -> Posting:
    """Ask which of several postings is meant."""
    if len(postings) == 1:
        return postings[0]
    place = st.selectbox(
        "Posting",
        range(len(postings)),
        format_func=lambda number: reports.name(postings[number]),
        key="captured_choice",
    )
    return postings[place]


def edit(search: Search, posting: Posting) -> None:
    """Show every field to be looked at; saving takes a click.

    No `st.form`: what resembles it is said while its fields are being typed.
    """
    form = Form(f"capture_{_digest(posting)}")
    if posting.is_closed:
        st.warning("This posting says that it takes no more applications.")
    if posting.is_cut:
        st.warning(
            "The text was too long for the bookmark, so its end is missing; paste the "
            "whole text below if you want to keep it."
        )
    note = reports.missing(posting)
    if note:
        st.markdown(small(note))
    with st.container(border=True):
        _fields(search, form, posting)
        form.show_problem()
        st.button("Save", type="primary", on_click=_save, args=(form,))
        warn(search, form)


def _digest(posting: Posting) -> str:
    return hashlib.sha256(repr(posting).encode("utf-8", "replace")).hexdigest()[:12]


def _fields(search: Search, form: Form, posting: Posting) -> None:
    left, right = st.columns(2)
    with left:
        company_box(search, form.key("company"), posting.company or None)
        st.text_input("Link", posting.url, key=form.key("url"))
        st.text_input("Pay range", posting.salary, key=form.key("salary"))
        stage_box(search, form.key("stage"))
    with right:
        st.text_input("Title", posting.title, key=form.key("title"))
        st.text_input("Location", posting.location, key=form.key("location"))
        source_box(form.key("source"), None)
        day_box(form)
    more(search, form, {"role": roles.suggest(posting.title)})
    st.text_input("Note", posting.note, key=form.key("note"))
    st.text_area(
        "Text of the posting, kept because postings vanish",
        posting.text,
        key=form.key("posting"),
        height=240,
        max_chars=capture.POSTING_CHARS,
    )


def _save(form: Form) -> None:
    row = log(form, FIELDS)
    if row is not None:
        st.session_state[_SAVED] = str(row.id)


def finish() -> None:
    """Go to the application that was just saved."""
    saved = st.session_state.pop(_SAVED, None)
    if saved is not None:
        st.session_state.pop(_READ, None)
        st.switch_page("search/application.py", query_params={"application": saved})
