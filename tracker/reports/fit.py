"""What an insider could do for one, told from the words of their title. Pure.

Titles mean different things at different companies: this is a hint on a row, and
moves no chance.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker import names
from tracker.pipeline import is_open
from tracker.reports.odds.cases import OTHER_ROLE, role_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from tracker.network import KnownChain, Network
    from tracker.search import Search

RECRUITER, HIRING, SAME, MANAGER = (
    "Recruiter",
    "May be the hiring manager",
    "Same function",
    "Manager",
)

_RECRUITING = re.compile(
    r"\b(recruit\w*|talent|sourcer|sourcing|people partner|human resources|hr)\b"
)
_LEADING = re.compile(
    r"\b(manager|head of|director|team lead|tech lead|lead|vp|vice president|chief|"
    r"cto|founder|co-founder)\b"
)


def fit(title: str, wanted: Iterable[str]) -> str:
    """What somebody of a title is to who wants certain jobs; empty for nothing.

    Args:
        title: Of the insider.
        wanted: Titles that the searcher applies for at that company.
    """
    folded = names.fold(title)
    if _RECRUITING.search(folded):
        return RECRUITER
    leads = bool(_LEADING.search(folded))
    function = role_of(_LEADING.sub(" ", folded))
    own = {role_of(one) for one in wanted} - {OTHER_ROLE}
    engineers = any("engineer" in role.casefold() for role in own)
    if leads and (function in own or (engineers and "engineer" in folded)):
        return HIRING
    if function in own:
        return SAME
    return MANAGER if leads else ""


def wanted_at(search: Search, company_id: UUID) -> Sequence[str]:
    """Titles of the open applications at a company."""
    return [
        row.title
        for row in search.applications.values()
        if row.company_id == company_id and is_open(row.stage)
    ]


def of_chain(
    network: Network, chain: KnownChain, company_id: UUID, wanted: Sequence[str]
) -> str:
    """What the insider of a chain is to the searcher, and where they came from."""
    row = network.row_of[chain.ids[-1]]
    titles = [title for id_, title in network.jobs.get(row, ()) if id_ == company_id]
    found = [fit(title, wanted) for title in titles]
    before = [
        network.companies[id_]
        for id_, _title in network.former.get(row, ())
        if id_ != company_id
    ]
    came = [f"came from {before[-1]}"] if before else []
    return ", ".join([*dict.fromkeys(filter(None, found)), *came])
