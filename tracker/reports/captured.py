"""A captured posting, and what is there already that resembles it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker import duplicates, names
from tracker.agenda import rules_of
from tracker.duplicates import Candidate, Earlier

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from tracker.capture import Posting
    from tracker.search import Search

DRAG = (
    "Drag the button to your bookmarks bar. On a job posting, click it: its fields "
    "open here, and you save them with a second click."
)
BY_HAND = "No button to drag? Make a bookmark by hand and paste this as its address:"
"""How to keep the bookmarklet."""
HONEST = (
    "The bookmark reads the page you are on only when you click it, and hands it to "
    "this computer alone, as part of an address that stays in your browser's history. "
    "A few sites forbid bookmarks that do anything; there, save the page or paste its "
    "text instead."
)
"""What the bookmarklet does, and where it does not work."""


class Warned(NamedTuple):
    """A sentence about an earlier application."""

    sentence: str
    application_id: UUID


def title(postings: Sequence[Posting]) -> str:
    """What the page of captured postings answers."""
    if not postings:
        return "Which posting do you want to log?"
    if len(postings) > 1:
        return f"This page holds {len(postings)} postings; which one?"
    return f"Log {name(postings[0])}?"


def name(posting: Posting) -> str:
    """Name a posting: “title at company”, or by what it has."""
    if posting.title and posting.company:
        return f"{posting.title} at {posting.company}"
    return posting.title or posting.company or posting.url


def missing(posting: Posting) -> str:
    """Say what was not found in the posting and is to be typed."""
    fields = {"company": "company", "title": "title", "text": "text"}
    blank = [word for field, word in fields.items() if not getattr(posting, field)]
    if not blank:
        return ""
    return f"Not found in it: {', '.join(blank)}."


def warnings(
    search: Search, company: str, title: str, url: str, on: date
) -> list[Warned]:
    """What is there already that resembles what stands in a form."""
    candidate = Candidate(title, url, company_called(search, company))
    days = rules_of(search.searcher.rules).reapply_days
    found = duplicates.find(candidate, _earlier(search), on, again_days=days)
    return [Warned(duplicates.sentence(each), each.earlier.id) for each in found]


def company_called(search: Search, called: str) -> UUID | None:
    """The company that bears a name, or has it in brackets; None for a new one."""
    key = names.company_key(called) if called.strip() else ""
    if not key:
        return None
    for row in search.companies.values():
        aliases = map(names.company_key, names.company_aliases(row.name))
        if row.key == key or key in aliases:
            return row.id
    return None


def _earlier(search: Search) -> list[Earlier]:
    return [
        Earlier(
            id=row.id,
            company_id=row.company_id,
            company=search.companies[row.company_id].name,
            title=row.title,
            url_key=row.url_key,
            stage=row.stage,
            changed_on=max(change.on for change in search.history[row.id]),
        )
        for row in search.applications.values()
        if row.id in search.history
    ]
