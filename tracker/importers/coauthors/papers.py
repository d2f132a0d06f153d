"""Papers and who wrote them: what every format of publications becomes. Pure."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from tracker.errors import ImportRefusedError
from tracker.importers import cells
from tracker.importers.rows import Parsed, Problem, Question
from tracker.models import NAME, ImportKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.importers.rows import Answers

ME = "me"
"""The field of `Answers.mapping` that says which author the searcher is."""
MOST_SHOWN = 200
"""Authors that the searcher can choose from, those of most papers."""
MOST_PAPERS = 20_000
"""Publications of one file; the most that one person wrote are about 3,000."""
FIRST_YEAR, LAST_YEAR = 1900, 2199
_MARKS = re.compile(r"[*†‡§¶‖#^]+|(?<=\w)\s?\d{4}$")
"""Footnote marks, and the number that DBLP gives to namesakes."""


class Author(NamedTuple):
    """Who wrote a paper."""

    name: str
    link: str = ""
    """A page that is theirs alone: ORCID, DBLP."""


@dataclass(frozen=True)
class PaperRow:
    """One publication."""

    number: int
    """Line (of BibTeX or XML) or place (in JSON) where it begins, from 1."""
    title: str
    authors: tuple[Author, ...]
    """At least one; each name once."""
    year: int | None = None
    raw: dict[str, str] = field(default_factory=dict)

    @property
    def what(self) -> str:
        """Which paper, and of how many."""
        count = len(self.authors)
        authors = "1 author" if count == 1 else f"{count} authors"
        year = f", {self.year}" if self.year else ""
        return f"{cells.clip(self.title, 120)}{year}, {authors}"


class Found(NamedTuple):
    """One publication as a format tells it, before it is checked."""

    number: int
    title: str
    authors: Sequence[Author]
    year: str = ""
    link: str = ""
    """Its DOI or page."""


def parsed(
    file: str,
    sha256: str,
    found: Iterable[Found],
    answers: Answers,
    notices: Sequence[str] = (),
) -> Parsed:
    """Check the publications of a file and ask which author the searcher is.

    Raises:
        ImportRefusedError: If there are too many.
    """
    rows: list[PaperRow] = []
    problems: list[Problem] = []
    for one in found:
        row = _row(one)
        (rows if isinstance(row, PaperRow) else problems).append(row)  # type: ignore[arg-type]
        if len(rows) + len(problems) > MOST_PAPERS:
            raise ImportRefusedError(
                f"“{file}” holds more than {MOST_PAPERS:,} publications: bring in "
                "those of one person."
            )
    papers = Counter(author.name for row in rows for author in row.authors)
    names = [name for name, _ in papers.most_common(MOST_SHOWN)]
    chosen = answers.mapping.get(ME, "")
    return Parsed(
        file=file,
        kind=ImportKind.COAUTHORS,
        sha256=sha256,
        rows=tuple(rows),
        problems=tuple(problems),
        notices=tuple(notices),
        mapping={ME: chosen if chosen in papers else ""},
        columns=tuple(names),
        sample=tuple(row.raw for row in rows[:5]),
        ask=who_am_i(names, chosen) if rows else (),
    )


def who_am_i(people: Sequence[str], chosen: str) -> tuple[Question, ...]:
    """Ask which of some people the searcher is, where it was not said."""
    if chosen in people:
        return ()
    text = "Which of these are you? Whoever has your name in Settings, unless you say."
    return (Question(ME, text, examples=tuple(people[:3]), needed=False),)


def _row(found: Found) -> PaperRow | Problem:
    authors: dict[str, Author] = {}
    for author in found.authors:
        name = person_name(author.name)
        if name:
            authors.setdefault(name.casefold(), Author(name, cells.web(author.link)))
    title = cells.line(found.title)
    raw = {
        "Title": title,
        "Authors": "; ".join(author.name for author in authors.values()),
        "Year": cells.line(found.year),
        "Link": cells.web(found.link),
    }
    raw = {column: text for column, text in raw.items() if text}
    if not title:
        return Problem(found.number, "It has no title.", raw)
    if not authors:
        return Problem(found.number, "It names no author.", raw)
    return PaperRow(
        found.number, title, tuple(authors.values()), _year(found.year), raw
    )


def person_name(text: str) -> str:
    """A person's name without footnote marks; empty where no letter is left."""
    name = cells.line(_MARKS.sub("", text).replace(";", " "))
    return name if any(c.isalpha() for c in name) and len(name) <= NAME else ""


def _year(text: str) -> int | None:
    """The first year in a text such as “2019-05” or “May 2019”."""
    years = (int(found) for found in re.findall(r"(?<!\d)\d{4}(?!\d)", text[:100]))
    return next((year for year in years if FIRST_YEAR <= year <= LAST_YEAR), None)
