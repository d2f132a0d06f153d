"""A posting in pasted text: a link, one posting, or a numbered list of them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from tracker.capture import linked, titles
from tracker.capture.pages import PAGE_BYTES, read_page
from tracker.capture.posting import Posting, web_link
from tracker.errors import InvalidError

_URL = re.compile(r"https?://[^\s<>\"']+")
_HTML = re.compile(r"<(?:!doctype|html|head|body|script|meta|div)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"^\s{0,3}\d{1,2}[.)]\s+(?=\S)", re.MULTILINE)
_PAY = re.compile(
    r"(?:[$€£]|\b[A-Z]{3} ?)\d[\d.,]*\s?[kK]?"
    r"(?:\s?(?:[-–—]|to)\s?[$€£]?\s?\d[\d.,]*\s?[kK]?)?"
    r"(?:\s?(?:/|per|an?)\s?(?:yr|year|annum|hour|hr|month))?"
)
_EMPLOYED = re.compile(
    r"\b(full[- ]time|part[- ]time|contract|internship|temporary)\b", re.IGNORECASE
)
_LABELLED = re.compile(
    r"^\s*(job title|title|role|position|company|employer|location|salary|pay"
    r"|compensation)\s*:\s*(\S.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_FIELDS = {
    "company": "company",
    "employer": "company",
    "location": "location",
    "salary": "salary",
    "pay": "salary",
    "compensation": "salary",
}
LONGEST_TITLE = 150
PLACE_LINES = 8
"""Lines from the top of a posting in which its place and pay are looked for."""


def read_text(text: str) -> list[Posting]:
    """Read what was pasted: HTML, a link, a posting, or several with numbers.

    Raises:
        InvalidError: If it is larger than a page may be.
    """
    if len(text) > PAGE_BYTES:
        raise InvalidError(
            "This text is longer than 2 MB; paste only the text of the posting."
        )
    if _HTML.search(text[:5_000]):
        found = read_page(text)
        if found:
            return found
    return [each.tidied() for each in map(_posting, _parts(text)) if not each.is_empty]


def _parts(text: str) -> list[str]:
    """The numbered parts that each look like a posting, or else the whole."""
    starts = [found.start() for found in _NUMBERED.finditer(text)]
    parts = [
        _NUMBERED.sub("", text[start:end], count=1)
        for start, end in pairwise([*starts, len(text)])
    ]
    heads = [titles.split(part.strip().split("\n")[0]) for part in parts]
    if len(parts) > 1 and all(head.title and head.company for head in heads):
        return parts[: linked.MOST_POSTINGS]
    return [text]


def _posting(text: str) -> Posting:
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    link = _URL.search(text)
    url = web_link(link[0].rstrip(".,;)")) if link else ""
    said = titles.of_link(url)
    head = lines[0] if lines else ""
    if head and not _URL.match(head) and len(head) <= LONGEST_TITLE:
        said = titles.split(head).filled(said)
    labelled = _labelled(text)
    said = labelled.filled(said).filled(_below(lines[1:PLACE_LINES]))
    only_link = len(lines) == 1 and bool(_URL.fullmatch(head))
    return replace(said, url=url, text="" if only_link else text)


def _labelled(text: str) -> Posting:
    """What lines such as “Location: Berlin” say."""
    said: dict[str, str] = {}
    for name, value in _LABELLED.findall(text):
        said.setdefault(_FIELDS.get(name.lower(), "title"), value)
    return Posting(**said)  # type: ignore[arg-type]  # no value is its only flag


def _below(lines: list[str]) -> Posting:
    """Place, pay and kind of employment in the lines below the title."""
    near = "\n".join(line[:300] for line in lines)
    pay, employed = _PAY.search(near), _EMPLOYED.search(near)
    pieces = re.split(r"(?<=[^\d.])[.;|](?:\s|$)|\n", near)
    place = next((p.strip() for p in pieces if titles.is_place(p)), "")
    return Posting(
        location=place,
        salary=pay[0] if pay else "",
        note=f"{employed[0].capitalize()}." if employed else "",
    )
