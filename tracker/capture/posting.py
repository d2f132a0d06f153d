"""The fields of a posting, tidied and cut to what can be stored."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from typing import Any

from tracker import names
from tracker.models import LINK, NAME

POSTING_CHARS = 200_000
"""The longest text of a posting that is kept, in characters."""

_LINK = re.compile(r"https?://[^\s/]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Posting:
    """What a posting says; whatever it does not say is empty."""

    title: str = ""
    company: str = ""
    url: str = ""
    location: str = ""
    salary: str = ""
    note: str = ""
    """Kind of employment, and the days it was posted and stays open."""
    text: str = ""
    is_closed: bool = False
    """Whether it says that nobody can apply any more."""
    is_cut: bool = False
    """Whether its text was too long for the way it came."""

    @property
    def is_empty(self) -> bool:
        """Say whether it names neither a job, nor a company, nor a link."""
        return not (self.title or self.company or self.url)

    def filled(self, other: Posting) -> Posting:
        """Take from another what this one does not say."""
        blank = {
            field.name: getattr(other, field.name)
            for field in fields(self)
            if not getattr(self, field.name)
        }
        return replace(self, **blank)

    def tidied(self) -> Posting:
        """Cut every field to what can be stored; only web links stay links."""
        lines: dict[str, Any] = {
            name: names.one_line(getattr(self, name))[:NAME].rstrip()
            for name in ("title", "company", "location", "salary", "note")
        }
        text = names.tidy(self.text.replace("\r\n", "\n"))[:POSTING_CHARS].rstrip()
        return replace(self, **lines, url=web_link(self.url), text=text)


def web_link(text: str) -> str:
    """A link that may be followed; empty for any other text."""
    link = names.one_line(text)
    return link if len(link) <= LINK and _LINK.match(link) else ""
