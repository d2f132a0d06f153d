"""The applications of a search as the rates see them. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tracker import asking, names, planning, roles
from tracker.models import CompanySize, Source
from tracker.rates import Case
from tracker.reports.today import heard

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from tracker.search import Search

GROUPINGS = {
    "source": "Source",
    "referral": "With and without a referral",
    "role": "Kind of role",
    "company": "Company",
    "size": "Company size",
    "resume": "Resume version",
}
"""What applications can be grouped by, and what a person reads for it."""

WITH, WITHOUT = "With a referral", "Without"
NOT_SAID = "Not said"
"""The group of all for which the searcher has not said it."""

SIZES = {
    CompanySize.STARTUP: "Start-up",
    CompanySize.MEDIUM: "Medium-sized company",
    CompanySize.BIG: "Big company",
}
"""What a person reads for a company's size."""

_ROLES = (
    ("Research scientist", ("research scien", "applied scien", "researcher")),
    ("Research engineer", ("research engineer",)),
    ("Data scientist", ("data scien",)),
    (
        "ML platform engineer",
        ("mlops", "ml ops", "ml platform", "ml infra", "machine learning platform"),
    ),
    (
        "ML engineer",
        ("machine learning", "ml engineer", "deep learning", "computer vision", "nlp"),
    ),
    ("Data engineer", ("data engineer", "analytics engineer")),
    ("Data analyst", ("analyst",)),
    ("Developer advocate", ("advocate", "devrel", "developer relations")),
    ("Manager", ("manager", "head of", "director")),
    (
        "Software engineer",
        ("software", "developer", "backend", "frontend", "full stack", "python"),
    ),
    ("Other engineer", ("engineer",)),
)
"""Kinds of role by words in the title, the first that fits; see `role_of`."""
OTHER_ROLE = "Other"


def cases(search: Search) -> Mapping[UUID, Case]:
    """Every application as a case, with the words to group it by."""
    referred, last = referrals(search), heard(search)
    resumes = resume_labels(search)
    return {
        id_: Case(
            search.history.get(id_, ()),
            {
                "source": source_label(row.source),
                "referral": WITH if id_ in referred else WITHOUT,
                "role": roles.LABELS[row.role] if row.role else role_of(row.title),
                "company": search.companies[row.company_id].name,
                "size": size_label(search.companies[row.company_id].size),
                "resume": resumes.get(row.resume_id, NOT_SAID),
            },
            last.get(id_),
        )
        for id_, row in search.applications.items()
    }


def referrals(search: Search) -> frozenset[UUID]:
    """Applications that somebody inside passed on: by source, or by an ask."""
    by_source = {
        id_ for id_, row in search.applications.items() if row.source is Source.REFERRAL
    }
    by_ask = {
        ask.application_id
        for ask in search.asks.values()
        if ask.application_id and ask.state in asking.PASSED_ON
    }
    return frozenset(by_source | by_ask)


def source_label(source: Source | None) -> str:
    """What a person reads for a source."""
    return source.value.replace("_", " ").capitalize() if source else NOT_SAID


def size_label(size: CompanySize | None) -> str:
    """What a person reads for a company's size."""
    return SIZES[size] if size else NOT_SAID


def resume_labels(search: Search) -> Mapping[UUID | None, str]:
    """Name every version of the resume; two of one name are told apart by their day."""
    rows = search.resumes.values()
    times = Counter(row.name for row in rows)
    return {
        row.id: row.name
        if times[row.name] == 1
        else f"{row.name}, {planning.plain_day(row.added_on)}"
        for row in rows
    }


def role_of(title: str) -> str:
    """Tell the kind of role from words of the title; they are all there is.

    Titles mean different things at different companies, so the title itself is
    kept, and this is for grouping only.
    """
    folded = names.fold(title)
    for kind, words in _ROLES:
        if any(word in folded for word in words):
            return kind
    return OTHER_ROLE
