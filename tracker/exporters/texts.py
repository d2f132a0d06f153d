"""Text of a searcher's, made fit for files that others open. Pure."""

from __future__ import annotations

import html
import re
import unicodedata

from tracker import names

CELL = 32_767
"""The longest text of a spreadsheet cell, in characters (Excel's limit)."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula (OWASP ASVS 5.0, 1.2.10)."""
_MARKS = re.compile(r"([\\`*_\[\]<>|~#$&!{}])")
_LIST = re.compile(r"^(\d*)([-+=.)])(?=\s|$)")
"""What would begin a list or a heading at the start of a line."""
_ILLEGAL = frozenset("\ufffe\uffff")
"""Beside controls, what XML 1.0 cannot hold."""


def clean(text: str) -> str:
    """Drop control characters and lone surrogates; line ends become one form."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isprintable() and text.isascii():
        return text
    return "".join(
        char
        for char in text
        if char in "\n\t"
        or not (unicodedata.category(char) in {"Cc", "Cs"} or char in _ILLEGAL)
    )


def line(text: str) -> str:
    """The same on one line."""
    return names.one_line(clean(text))


def defused(text: str) -> str:
    """Keep a spreadsheet from taking text for a formula: an apostrophe before it."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def markdown(text: str) -> str:
    """Text that is only text inside Markdown."""
    return _LIST.sub(r"\1\\\2", _MARKS.sub(r"\\\1", line(text)))


def markup(text: str) -> str:
    """Text that is only text inside HTML."""
    return html.escape(line(text))


def file_name(what: str, on: str, ending: str) -> str:
    """What a download is called: letters, digits and dashes only."""
    slug = re.sub(r"[^A-Za-z0-9]+", "-", what).strip("-").lower() or "foothold"
    return f"{slug}-{on}.{ending}"
