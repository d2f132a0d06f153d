"""Cells as clean text. Pure."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from tracker import names
from tracker.models import LINK

NOTHING = frozenset({"-", "--", "–", "—", "n/a", "#n/a", "#ref!", "#value!"})
"""Ways to write that there is nothing. “NA”, “None” and “True” are companies."""
DEFAULTS = NOTHING | {"false", "true", "null"}
"""What templates and programs fill in by themselves."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""What `names.tidy` drops: where there is none, nothing but spaces can change."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_WORD = re.compile(r"[\W_]+")
_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_PLAIN = re.compile(r"https?://(?:[a-z0-9-]+\.)+[a-z]{2,9}(?:/[A-Za-z0-9_~.%/-]*)?")
"""An address about which there is nothing to check."""
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)


def line(text: str) -> str:
    """`names.one_line`, twenty times as fast on plain text."""
    return names.one_line(text) if _UNSEEN.search(text) else " ".join(text.split())


def paragraph(text: str) -> str:
    """`names.tidy`, with line ends as one character; as fast as `line`."""
    if text.isprintable() and text.isascii():
        return text.strip()
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return names.tidy(plain) if _UNSEEN.search(plain) else plain.strip()


def named(text: str) -> str:
    """A name on one line; empty where it says that there is none."""
    value = line(text)
    return "" if value.casefold() in NOTHING else value


def filled(text: str) -> str:
    """Text on one line; empty where it is a template's default."""
    value = line(text)
    return "" if value.casefold() in DEFAULTS else value


def key(text: str) -> str:
    """The key under which two spellings of a column or a status are equal.

    No case, accents, punctuation or digits' ornament: “JobTitle”, “Job_Title”
    and “JOB TITLE ” are “job title”.
    """
    plain = unicodedata.normalize("NFKD", _CAMEL.sub(" ", text))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", letters.casefold()).strip()


def clip(text: str, limit: int) -> str:
    """Text of at most `limit` characters; the row's raw cells keep the rest."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def web(text: str) -> str:
    """The web address in a cell; empty where there is none that a browser opens."""
    value = line(text[: 2 * LINK])
    if len(value) <= LINK and _PLAIN.fullmatch(value):
        return value
    found = _WEB.search(value)
    if found:
        address = found[0]
    elif _HOST.fullmatch(value) and "@" not in value:
        address = f"https://{value}"
    else:
        return ""
    return address if len(address) <= LINK and _is_address(address) else ""


def mail(text: str) -> str:
    """The e-mail address in a cell; empty where there is none."""
    value = line(text)
    one = "@" in value and " " not in value and len(value) <= 200
    return value if one else ""


def _is_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and (parts.port or 0) >= 0
    except ValueError:
        return False
