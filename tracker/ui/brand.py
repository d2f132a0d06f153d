"""The look that is not in the theme: the mark, and keeping up with the theme.

The mark of Foothold is three steps and the next hold, as files of our own.

Nothing is fetched: a page icon that is a Material name makes the browser ask a
font host for it, and letters inside an SVG picture fall back to whatever font
the machine has. So the icon is a PNG and the word is drawn as outlines.
"""

from __future__ import annotations

import streamlit as st

from tracker.ui import files

_INK = {"light": "#1B2624", "dark": "#E6ECEA"}
"""Colour of the word on the sidebar of either theme: `theme.*.textColor`."""


def logo(theme: str | None) -> str:
    """The mark and the word as SVG text, for `st.logo`.

    Args:
        theme: `st.context.theme.type`; anything but "dark" is light.
    """
    ink = _INK["dark" if theme == "dark" else "light"]
    return files.text("logo.svg").replace("currentColor", ink)


def mark() -> str:
    """The mark alone as SVG text, for the folded sidebar."""
    return files.text("mark.svg")


def favicon() -> bytes:
    """The mark as a PNG of 64 x 64, for `st.set_page_config(page_icon=...)`."""
    return files.raw("favicon.png")


def follow_theme(theme: str | None) -> None:
    """Run the page again when another theme is chosen in the menu.

    Charts and the logo get their colours from Python, which Streamlit tells of
    the new theme only at the next run. Shows nothing; once per page is enough.

    Args:
        theme: The theme that this run is drawn in, "light" or "dark".
    """
    _theme(
        key="followed_theme",
        data={"theme": "dark" if theme == "dark" else "light"},
        height=1,
        on_turned_change=lambda: None,
    )


_theme = st.components.v2.component(
    "foothold_theme",
    html=files.text("theme.html"),
    css=files.text("theme.css"),
    js=files.text("theme.js"),
    isolate_styles=False,  # the style is for the page's own buttons
)
