"""The mark of Foothold: three steps and the next hold, as files of our own.

Nothing is fetched: a page icon that is a Material name makes the browser ask a
font host for it, and letters inside an SVG picture fall back to whatever font
the machine has. So the icon is a PNG and the word is drawn as outlines.
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image

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


def favicon() -> Image.Image:
    """The mark as a 64 x 64 picture, for `st.set_page_config(page_icon=...)`."""
    return Image.open(BytesIO(files.raw("favicon.png")))
