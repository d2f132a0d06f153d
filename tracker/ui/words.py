"""Words on a page: what users typed, made harmless, and the page's answer."""

from __future__ import annotations

import re

import streamlit as st

from tracker.names import one_line

_MARKS = re.compile(r"([!-/:-@\[-`{-~])")
_LINK = re.compile(r"(?<=http)(?=s?://)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
"""Where a bare address is recognised, whatever is escaped in it."""


def escape(text: str) -> str:
    """Make text that somebody typed or imported plain inside Markdown.

    Every ASCII punctuation mark is escaped, so it can begin no link, picture,
    formula, colour or icon. (A picture in a name would tell its host that the
    page was opened.) Bare addresses would still become links, for Markdown looks
    for them after it has read the escapes: an invisible joiner parts them.
    """
    return _MARKS.sub(r"\\\1", _LINK.sub("\u2060", one_line(text)))


def heading(title: str, basis: str = "") -> None:
    """Put the answer of a page on top, and below it what it rests on.

    Both may hold names as they were typed.
    """
    st.title(escape(title), anchor=False)
    if basis:
        st.markdown(f":gray[{escape(basis)}]")


def small(text: str) -> str:
    """A second line, grey and small, of text as it was typed."""
    return f":small[:gray[{escape(text)}]]"


def empty(sentence: str) -> None:
    """Say what will stand here, where nothing does yet."""
    st.markdown(f":gray[{escape(sentence)}]")
