"""The text of HTML as a person reads it: one line a block, no scripts."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

HIDDEN = frozenset({"script", "style", "noscript", "template", "svg", "head"})
_PARAGRAPHS = frozenset(
    """p div section article main header footer h1 h2 h3 h4 h5 h6 ul ol dl table
    blockquote pre form fieldset figure aside nav address""".split()  # noqa: SIM905
)
_LINES = frozenset({"br", "li", "tr", "dt", "dd", "option"})
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_UNESCAPES = 3
"""How often text may be escaped over; seen in the wild is twice."""


def tree(text: str) -> etree._Element | None:
    """Parse HTML; None where it holds no element.

    lxml, because the parser of the standard library takes time that grows with
    the square of a broken page (Python 3.11.7: 6 seconds for 60 kB of ``<a b="``),
    and Lexbor's does on deep nesting. This one reads 2 MB of either in less than a
    second, and stops 256 levels deep.
    """
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.ParserError:
        return None
    except etree.XMLSyntaxError:
        return None


def plain(text: str) -> str:
    """Make plain text of a description that may be HTML, escaped or not."""
    for _ in range(_UNESCAPES):
        if _TAG.search(text) or "&" not in text:
            break
        unescaped = html.unescape(text)
        if unescaped == text:
            break
        text = unescaped
    if not _TAG.search(text):
        return _tidied(text)
    root = tree(f"<body>{text}</body>")
    return "" if root is None else inside(root)


def inside(element: etree._Element) -> str:
    """The text inside an element, a line for each block."""
    return _tidied("".join(_pieces(element)))


def _pieces(element: etree._Element) -> Iterator[str]:
    hidden = 0
    for event, node in etree.iterwalk(element, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        is_hidden = not tag or tag in HIDDEN
        if event == "start":
            hidden += is_hidden
            if not hidden:
                yield _before(tag) + _flat(node.text)
            continue
        hidden -= is_hidden
        if hidden or node is element:
            continue
        yield ("\n\n" if tag in _PARAGRAPHS else "") + _flat(node.tail)


def _before(tag: str) -> str:
    if tag in _PARAGRAPHS:
        return "\n\n"
    if tag in _LINES:
        return "\n- " if tag == "li" else "\n"
    return " " if tag == "td" else ""


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _tidied(text: str) -> str:
    lines = [" ".join(line.split()) for line in text.split("\n")]
    kept = "\n".join(line for line in lines if line != "-")
    return re.sub(r"\n{3,}", "\n\n", kept).strip()
