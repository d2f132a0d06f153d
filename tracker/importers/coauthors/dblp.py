"""DBLP: a person's page, a search or an excerpt, as XML or JSON. Pure.

XML is read by lxml with nothing resolved and nothing fetched: no external or declared
entity is followed (names of letters such as &uuml; are known from HTML), and libxml2's
own limits on depth and size stay on.
"""

from __future__ import annotations

import html
import io
import re
from html.entities import name2codepoint
from itertools import islice
from typing import TYPE_CHECKING, Any

from lxml import etree

from tracker.importers import contents
from tracker.importers.coauthors.documents import items, loaded, text_of
from tracker.importers.coauthors.papers import MOST_PAPERS, Author, Found, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.importers.rows import Answers, Parsed

_KINDS = (
    *("article", "inproceedings", "proceedings", "book", "incollection"),
    *("phdthesis", "mastersthesis", "data", "www", "info"),
)
"""Elements that are publications; `info` is one in a search, `www` may be a page."""
_NAMED = re.compile(rb"&([A-Za-z]+[0-9]*);")
_XML = {b"amp", b"lt", b"gt", b"quot", b"apos"}
_ROOT = re.compile(rb"<(dblpperson|dblp|result|dblpcoauthors)[\s>]")


def is_xml(name: str, head: bytes) -> bool:
    """Whether a file is DBLP's XML."""
    del name
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and bool(
        _ROOT.search(head)
    )


def is_json(name: str, head: bytes) -> bool:
    """Whether a file is a search of DBLP's as JSON."""
    del name
    return contents.is_json(head) and b'"hits"' in head and b'"result"' in head


def read_xml(file: str, sha256: str, data: bytes, answers: Answers) -> Parsed:
    """Read the publications in a file of XML.

    Raises:
        ImportRefusedError: If it is broken.
    """
    owners: list[str] = []
    try:
        every = _elements(_NAMED.sub(_numbered, data), owners)
        found = list(islice(every, MOST_PAPERS + 1))
    except (etree.XMLSyntaxError, ValueError) as error:
        wrong = "is XML that is cut off or broken"
        raise contents.refusal(file, wrong, "save it from dblp.org again") from error
    owner = owners[0] if owners else ""
    without = sum(
        bool(paper.authors) and owner not in [author.name for author in paper.authors]
        for paper in found
        if owner
    )
    notices = []
    if without:
        papers = "1 paper does" if without == 1 else f"{without} papers do"
        notices.append(
            f"{papers} not name {owner}, whose page it is; only who is named counts."
        )
    return parsed(file, sha256, found, answers, notices)


def _numbered(found: re.Match[bytes]) -> bytes:
    """The name of a letter as its number; other entities stay, and stay unread."""
    code = name2codepoint.get(found[1].decode())
    return found[0] if code is None or found[1] in _XML else b"&#%d;" % code


def _elements(data: bytes, owners: list[str]) -> Iterator[Found]:
    """The publications in XML; whose page it is goes into `owners`."""
    events = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    for event, element in events:
        if event == "start":
            if element.tag == "dblpperson":
                owners.append(element.get("name", ""))
            continue
        if element.tag in _KINDS:
            if not element.get("key", "").startswith("homepages/"):
                yield _paper(element)
            element.clear(keep_tail=False)
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]


def _paper(element: etree._Element) -> Found:
    def first(tag: str) -> str:
        found = element.find(tag)
        return "" if found is None else _inside(found)

    people = [
        Author(_inside(one), _link(one.get("orcid", ""), one.get("pid", "")))
        for one in element.iter("author")
    ]
    pages = [_inside(one) for one in element.iter("ee")]
    return Found(
        element.sourceline or 1,
        first("title").removesuffix("."),
        people,
        first("year"),
        next((link for link in pages if "doi.org/" in link), first("ee")),
    )


def _inside(element: etree._Element) -> str:
    """The text in an element, its marks left out; unread entities too."""
    parts = [element.text or ""]
    for inner in element.iterdescendants():
        if inner.tag is etree.Entity:
            parts.append(html.unescape(inner.text or "") if inner.text else "")
        elif isinstance(inner.tag, str):
            parts.append(inner.text or "")
        parts.append(inner.tail or "")
    text = "".join(parts)
    return " ".join(re.sub(r"&[A-Za-z][\w.-]*;", "", text).split())


def _link(orcid: str, pid: str) -> str:
    if orcid:
        return f"https://orcid.org/{orcid}"
    return f"https://dblp.org/pid/{pid}" if pid else ""


def read_json(file: str, sha256: str, data: bytes, answers: Answers) -> Parsed:
    """Read the publications that a search found."""
    whole = loaded(file, data)
    hits = items(whole, "result", "hits", "hit")
    found = [
        _info(number, hit["info"])
        for number, hit in enumerate(hits, 1)
        if isinstance(hit.get("info"), dict)
    ]
    return parsed(file, sha256, found, answers)


def _info(number: int, info: dict[str, Any]) -> Found:
    people = items(info, "authors", "author")
    return Found(
        number,
        html.unescape(text_of(info, "title")).removesuffix("."),
        [
            Author(html.unescape(text_of(one, "text")), _link("", text_of(one, "@pid")))
            for one in people
        ],
        text_of(info, "year"),
        text_of(info, "ee") or text_of(info, "url"),
    )
