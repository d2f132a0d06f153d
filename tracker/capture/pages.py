"""A posting in a saved page: as schema.org data, else as its titles say it."""

from __future__ import annotations

import email
import email.policy
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from tracker.capture import linked, states, titles, words
from tracker.capture.posting import Posting, web_link
from tracker.errors import InvalidError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml import etree

PAGE_BYTES = 2 * 2**20
"""The largest page that is read."""
MOST_PROPERTIES = 500
SHORT = 200
"""Characters below which a page's own text is rather a frame around nothing."""

_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{1,40})", re.IGNORECASE)


def read_page(data: bytes | str, *, url: str = "") -> list[Posting]:
    """Read the postings of a page; those of a list of jobs are several.

    Args:
        data: HTML, or a page saved as one file (MHTML).
        url: Where the page is from, if that is known better than the page says.

    Returns:
        Tidied postings, the page's own one first; none where it holds none.

    Raises:
        InvalidError: If the page is larger than `PAGE_BYTES`.
    """
    if len(data) > PAGE_BYTES:
        raise InvalidError(
            "This page is larger than 2 MB; open it, copy the text of the posting and "
            "paste that instead."
        )
    text, saved_from = _decoded(data)
    root = words.tree(text)
    if root is None:
        return []
    head = _head(root)
    address = next(filter(None, map(web_link, (url, saved_from, _address(head)))), "")
    found = _described(root, head, address) or _shown(root, head, address)
    tidied = [each.tidied() for each in found[: linked.MOST_POSTINGS]]
    return [each for each in tidied if each.title or each.company]


def _decoded(data: bytes | str) -> tuple[str, str]:
    """The HTML, and the address it says it was saved from."""
    if isinstance(data, str):
        text = data
    elif re.match(rb"(?:From|MIME-Version|Snapshot-Content-Location): ", data):
        return _of_archive(data)
    else:
        text = _characters(data)
    found = _SAVED_FROM.search(text[:2_000])
    return text, found[1] if found else ""


def _characters(data: bytes) -> str:
    said = _CHARSET.search(data[:2_000])
    for name in ("utf-8-sig", said[1].decode("ascii") if said else "", "cp1252"):
        try:
            return data.decode(name) if name else ""
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("utf-8", "replace")


def _of_archive(data: bytes) -> tuple[str, str]:
    """The HTML part of a page that a browser saved as one file."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    address = str(message.get("Snapshot-Content-Location", ""))
    for part in message.walk():
        if part.get_content_type() == "text/html":
            held = part.get_payload(decode=True)
            return _characters(held if isinstance(held, bytes) else b""), address
    return "", address


def _head(root: etree._Element) -> dict[str, str]:
    """What the page says of itself: its metas by name, its title, its address."""
    said: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or ""
        said.setdefault(name.lower(), (meta.get("content") or "").strip())
    title = root.find(".//title")
    said["title"] = words.inside(title) if title is not None else ""
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower():
            said.setdefault("canonical", link.get("href") or "")
    return said


def _address(head: dict[str, str]) -> str:
    return head.get("canonical") or head.get("og:url") or ""


def _described(root: etree._Element, head: dict[str, str], url: str) -> list[Posting]:
    """The postings that the page describes by schema.org, the best first."""
    blocks = [
        "".join(script.itertext())
        for script in root.iter("script")
        if "ld+json" in (script.get("type") or "").lower()
    ]
    found = linked.from_blocks(blocks)
    found += [linked.from_object(item) for item in _microdata(root)]
    found = [each for each in found if each.title]
    if len(found) != 1:
        return found
    company = head.get("og:site_name", "")
    rest = Posting(url=url, text=_page_text(root, head))
    said = titles.split(head.get("og:title") or head["title"], url=url, site=company)
    alike = said.title.casefold() == found[0].title.casefold()
    return [found[0].filled(rest).filled(said if alike else rest)]


def _microdata(root: etree._Element) -> list[dict[str, Any]]:
    """The JobPosting items of a page, as the same objects in JSON-LD would be."""
    made: dict[etree._Element, dict[str, Any]] = {}
    found = []
    for count, element in enumerate(root.iter()):
        if count > linked.MOST_NODES or len(made) > MOST_PROPERTIES:
            break
        if not isinstance(element.tag, str):
            continue
        if element.get("itemscope") is not None:
            made[element] = {}
            kind = (element.get("itemtype") or "").strip()
            if kind.endswith("schema.org/JobPosting"):
                found.append(made[element])
        name = element.get("itemprop")
        owner = _owner(element, made) if name else None
        if name and owner is not None:
            value = made[element] if element in made else _value(element)
            owner.setdefault(name, []).append(value)
    return found


def _owner(
    element: etree._Element, made: dict[etree._Element, dict[str, Any]]
) -> dict[str, Any] | None:
    return next((made[up] for up in element.iterancestors() if up in made), None)


def _value(element: etree._Element) -> str:
    for name in ("content", "datetime", "href", "src"):
        if element.get(name) is not None:
            return str(element.get(name))
    return words.inside(element)


def _shown(root: etree._Element, head: dict[str, str], url: str) -> list[Posting]:
    """The postings of a page that describes none: by what it shows."""
    text = _page_text(root, head)
    frame = Posting(url=url, location=_place(head, url), text=text)
    ways: tuple[Callable[[], Iterable[Posting]], ...] = (
        lambda: _card(root),
        lambda: _titled(head, url),
        lambda: states.read(script.text or "" for script in root.iter("script")),
        lambda: _linked(root, url),
        lambda: _named(root, head),
    )
    for way in ways:
        found = list(way())
        if len(found) == 1 and not found[0].url:
            return [found[0].filled(frame)]
        if found:
            return found
    return []


def _card(root: etree._Element) -> list[Posting]:
    """The page of one job that the network shows to guests."""
    title, company = _first(root, "h1"), _first(root, "*", "topcard__flavor")
    if not (title and company):
        return []
    closed = bool(_first(root, "*", "closed-job__flavor--closed"))
    return [
        Posting(
            title=title,
            company=company,
            location=_first(root, "*", "topcard__flavor--bullet"),
            text=_first(root, "*", "description__text"),
            is_closed=closed,
        )
    ]


def _first(root: etree._Element, tag: str, class_: str = "") -> str:
    """The text of the first such element that has any."""
    for element in root.iter(tag):
        if not class_ or class_ in (element.get("class") or "").split():
            text = words.inside(element)
            if text:
                return text
    return ""


def _titled(head: dict[str, str], url: str) -> list[Posting]:
    """A title that names job and company."""
    site = head.get("og:site_name", "")
    for name in ("og:title", "title", "twitter:title"):
        found = titles.split(head.get(name, ""), url=url)
        if found.title and found.company:
            return [found]
    title = head.get("og:title", "")
    company = titles.of_link(url).company or site
    return [Posting(title=title, company=company)] if title and company else []


def _place(head: dict[str, str], url: str) -> str:
    """The place, where the page gives one in the room of a description.

    New boards of Greenhouse do; elsewhere only a bare marker is a place, for
    “Help us build the future of remote work” is none.
    """
    said = head.get("og:description", "")
    on_board = "greenhouse.io" in url and len(said) <= 100 and not said.endswith(".")
    return said if on_board or titles.is_place(said) else ""


def _linked(root: etree._Element, url: str) -> list[Posting]:
    """A list of jobs: its links to postings, each address once."""
    found: dict[str, Posting] = {}
    for anchor in root.iter("a"):
        address = _joined(url, anchor.get("href") or "")
        if titles.is_job_link(address) and address not in found:
            heading = next((e for e in anchor.iter("h2", "h3", "h4")), anchor)
            said = titles.of_link(address)
            text = words.inside(heading)
            title = said.title if len(text) < 6 and said.title else text
            found[address] = Posting(title=title, company=said.company, url=address)
    return list(found.values())


def _joined(url: str, href: str) -> str:
    try:
        return urljoin(url, href)
    except ValueError:
        return ""


def _named(root: etree._Element, head: dict[str, str]) -> list[Posting]:
    """A page that only bears a title."""
    title = _first(root, "h1") or titles.split(head["title"]).title
    return [Posting(title=title)] if title else []


def _page_text(root: etree._Element, head: dict[str, str]) -> str:
    """The text of the main part; of a page without any, its own description."""
    for tag in ("main", "article", "body"):
        text = _first(root, tag)
        if len(text) >= SHORT:
            return text
    said = head.get("og:description") or head.get("description") or ""
    text = _first(root, "body")
    return text if len(text) > len(said) else words.plain(said)
