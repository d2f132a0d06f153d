"""When an application looks like one that is there already. Pure.

Three rules, each of which only warns. The same link is the same posting for
ever. A like title at the same company is probably the same job, while the earlier
application is open or was touched within 90 days; a job that is posted anew
months later is not. And of a company that refused, or never answered, the sentence
says from which day applying again is reasonable: a year later unless set otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from enum import StrEnum, auto
from typing import TYPE_CHECKING, NamedTuple

from tracker import names, pipeline
from tracker.models import Stage
from tracker.planning import plain_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

SIMILAR_DAYS = 90
"""Days after its last change in which a closed application still counts."""
AGAIN_DAYS = 365
"""Days after a refusal, or silence, from which applying again is reasonable."""
ALIKE = 0.85
"""Words with this share of common letters are the same, misspelt: “enginer”."""

_SAME_WORDS = {
    "sr": "senior",
    "snr": "senior",
    "jr": "junior",
    "eng": "engineer",
    "engr": "engineer",
    "dev": "developer",
    "mgr": "manager",
    "swe": "software engineer",
    "sde": "software engineer",
    "mle": "machine learning engineer",
    "ml": "machine learning",
    "ai": "artificial intelligence",
}
_MARKERS = re.compile(r"\(?\b[mfwdxh](?:\s?/\s?[mfwdxh]){1,3}\b\)?")
_PLACES = frozenset({"remote", "hybrid", "onsite"})
_WORD = re.compile(r"[^\W_]+[+#]*")


class Kind(StrEnum):
    """Why an earlier application is pointed at."""

    LINK = auto()
    SIMILAR = auto()
    AGAIN = auto()


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is about to be logged."""

    title: str
    url: str = ""
    company_id: UUID | None = None
    """Of a company that is known already, by any of its names."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An application that is there."""

    id: UUID
    company_id: UUID
    company: str
    title: str
    url_key: str
    stage: Stage
    changed_on: date
    """The day of its last stage change."""


class Duplicate(NamedTuple):
    """An earlier application, and why it is pointed at."""

    kind: Kind
    earlier: Earlier
    again_on: date | None = None
    """The day from which applying again is reasonable."""


def find(
    candidate: Candidate,
    earlier: Iterable[Earlier],
    on: date,
    *,
    again_days: int = AGAIN_DAYS,
) -> list[Duplicate]:
    """The warnings about what is to be logged on a day, the surest first.

    Of each kind the application that changed last; one that is pointed at for
    its link is not pointed at again for its title.
    """
    rows = sorted(earlier, key=lambda row: (row.changed_on, str(row.id)), reverse=True)
    here = [row for row in rows if row.company_id == candidate.company_id]
    key = names.link_key(candidate.url)
    found = [Duplicate(Kind.LINK, row) for row in rows if key and row.url_key == key]
    if not found:
        found = [
            Duplicate(Kind.SIMILAR, row)
            for row in here
            if _counts(row, on) and are_alike(row.title, candidate.title)
        ]
    return found[:1] + _again(here, on, again_days)


def _counts(row: Earlier, on: date) -> bool:
    is_open = pipeline.is_open(row.stage)
    return is_open or on - row.changed_on < timedelta(days=SIMILAR_DAYS)


def _again(here: Iterable[Earlier], on: date, days: int) -> list[Duplicate]:
    for row in here:
        if row.stage in {Stage.REJECTED, Stage.NO_ANSWER}:
            again_on = row.changed_on + timedelta(days=days)
            return [Duplicate(Kind.AGAIN, row, again_on)] if again_on > on else []
    return []


def are_alike(one: str, other: str) -> bool:
    """Whether two titles mean the same job: the same words, but for their order.

    A word may be spelt a little differently, but none may be missing: a staff
    engineer is no engineer. `difflib` and no faster library: only the titles at
    one company are compared, a handful.
    """
    first, second = _words(one), _words(other)
    left, right = first - second, second - first
    if not first or left.total() != right.total():
        return False
    pairs = zip(sorted(left.elements()), sorted(right.elements()), strict=True)
    return all(_spelt_alike(*pair) for pair in pairs)


def _spelt_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _words(title: str) -> Counter[str]:
    text = _MARKERS.sub(" ", names.fold(title)[: names.KEY])
    whole = " ".join(_SAME_WORDS.get(word, word) for word in _WORD.findall(text))
    return Counter(word for word in whole.split() if word not in _PLACES)


def sentence(found: Duplicate) -> str:
    """Say what is there already; names as they were typed."""
    row = found.earlier
    label = pipeline.LABELS[row.stage].lower()
    if found.kind is Kind.LINK:
        return (
            f"You already have an application with this link: “{row.title}” at "
            f"{row.company}, {label}."
        )
    if found.kind is Kind.SIMILAR:
        return f"You already have “{row.title}” at {row.company}, {label}."
    did = "refused you" if row.stage is Stage.REJECTED else "gave no answer"
    again_on = found.again_on or row.changed_on
    return (
        f"{row.company} {did} on {plain_day(row.changed_on)} for “{row.title}”; "
        f"applying again is reasonable from {plain_day(again_on)} on."
    )
