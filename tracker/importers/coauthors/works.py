"""Works as OpenAlex and ORCID give them, as JSON. Pure."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from tracker.importers import contents
from tracker.importers.coauthors.documents import inside, items, loaded, text_of
from tracker.importers.coauthors.papers import Author, Found, parsed

if TYPE_CHECKING:
    from tracker.importers.rows import Answers, Parsed

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,80}>")
_DEPTH = 12
"""How deep works lie at most in what ORCID gives: 7."""


def is_openalex(name: str, head: bytes) -> bool:
    """Whether a file is OpenAlex's."""
    del name
    return contents.is_json(head) and b"openalex.org/" in head


def is_orcid(name: str, head: bytes) -> bool:
    """Whether a file is ORCID's: a record, or works of one."""
    del name
    keys = b'"orcid-identifier"', b'"put-code"', b'"activities-summary"', b'"bulk"'
    return contents.is_json(head) and any(key in head for key in keys)


def is_cff(name: str, head: bytes) -> bool:
    """Whether a file cites software, in YAML."""
    return name.endswith(".cff") or b"\ncff-version:" in b"\n" + head


def read_openalex(file: str, sha256: str, data: bytes, answers: Answers) -> Parsed:
    """Read works: a page of results, a list, or one.

    Raises:
        ImportRefusedError: If it describes an author without works.
    """
    whole = loaded(file, data)
    works = items(whole, "results") if inside(whole, "results") else items(whole)
    if works and not any("authorships" in work for work in works):
        raise contents.refusal(
            file,
            "describes an author and holds none of their works",
            "save https://api.openalex.org/works?filter=author.id:ID&per-page=200",
        )
    found = [
        Found(
            number,
            _plain(text_of(work, "title") or text_of(work, "display_name")),
            [_openalex_author(one) for one in items(work, "authorships")],
            text_of(work, "publication_year"),
            text_of(work, "doi") or text_of(work, "id"),
        )
        for number, work in enumerate(works, 1)
    ]
    return parsed(file, sha256, found, answers)


def _openalex_author(authorship: dict[str, Any]) -> Author:
    name = text_of(authorship, "author", "display_name")
    return Author(
        name or text_of(authorship, "raw_author_name"),
        text_of(authorship, "author", "orcid") or text_of(authorship, "author", "id"),
    )


def read_orcid(file: str, sha256: str, data: bytes, answers: Answers) -> Parsed:
    """Read the works of a record.

    A record lists its works without their authors; the works themselves name them.

    Raises:
        ImportRefusedError: If no work in it names its authors.
    """
    works: list[dict[str, Any]] = []
    _collect(loaded(file, data), works, _DEPTH)
    found = [
        Found(
            number,
            _plain(text_of(work, "title", "title", "value")),
            [_orcid_author(one) for one in items(work, "contributors", "contributor")],
            text_of(work, "publication-date", "year", "value"),
            text_of(work, "url", "value"),
        )
        for number, work in enumerate(works, 1)
    ]
    if not any(paper.authors for paper in found):
        raise contents.refusal(
            file,
            "lists works without their authors, as a record of ORCID's does",
            "save the works themselves (…/works/NUMBER,NUMBER) or export BibTeX",
        )
    return parsed(file, sha256, found, answers)


def _collect(value: Any, works: list[dict[str, Any]], depth: int) -> None:  # noqa: ANN401
    """Find the works, wherever they are in a record."""
    if depth == 0:
        return
    if isinstance(value, list):
        for one in value:
            _collect(one, works, depth - 1)
    elif isinstance(value, dict):
        if isinstance(inside(value, "title", "title"), dict):
            works.append(value)
            return
        for one in value.values():
            _collect(one, works, depth - 1)


def _orcid_author(contributor: dict[str, Any]) -> Author:
    path = text_of(contributor, "contributor-orcid", "path")
    return Author(
        text_of(contributor, "credit-name", "value"),
        f"https://orcid.org/{path}" if path else "",
    )


def _plain(text: str) -> str:
    """A title without the marks that some have."""
    return _TAG.sub("", html.unescape(text))


def read_cff(file: str, sha256: str, data: bytes, answers: Answers) -> Parsed:
    """Refuse a citation file: it is YAML, which nothing else here needs.

    Raises:
        ImportRefusedError: Always.
    """
    del sha256, data, answers
    wrong = "is a citation file (CFF), which is not read"
    raise contents.refusal(file, wrong, "save the citation as BibTeX and bring that in")
