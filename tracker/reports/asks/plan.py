"""Whom to ask this week, and for which companies. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from tracker import asking, pipeline
from tracker.models import AskState
from tracker.network import ask_plan
from tracker.reports.asks.ledger import only_open_application, requests
from tracker.reports.odds.words import percent
from tracker.reports.today import tracked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from numpy.typing import NDArray

    from tracker.asking import Request
    from tracker.models import Ask
    from tracker.network import KnownChain, Network
    from tracker.network.ask_plan import Matrix, Plan
    from tracker.network.reliability import Reliability
    from tracker.search import Search

    Floats = NDArray[np.float64]

RECENT_DAYS = 90
"""How long an ask tires a contact: see `ask_plan.tired`."""
MOST = 20
"""People that can be planned for a week."""


_WAITS = {AskState.ASKED, AskState.DRAFTED}
"""An answer may still come; none does of who has been silent for 14 days."""


class Proposal(NamedTuple):
    """One ask that is proposed."""

    chain: KnownChain
    company_id: UUID
    company: str
    chance: float
    gain: float
    """By how much it raises the expected number of companies."""
    application_id: UUID | None


class AskPlan(NamedTuple):
    """What is proposed, how good that is, and what else one might do."""

    proposals: Sequence[Proposal]
    expected: float
    """Companies with at least one working referral, of this week's asks."""
    bound: float
    """No choice brings more."""
    closest: float
    """The same if the closest were asked first."""
    connected: float
    """The same if the best connected were asked first."""
    any_works: Reliability
    """The chance that at least one of the asks works."""
    resting: int
    """Contacts who could help and are left in peace."""
    companies: int
    """Tracked companies that the plan is for."""
    covered: int
    """Tracked companies where somebody agreed or passed me on already."""
    max_ties: int
    """The longest chain that was looked for."""

    @property
    def share(self) -> float:
        """How much of the best choice this surely is, 0 to 1."""
        return self.expected / self.bound if self.bound else 1.0


class _Table(NamedTuple):
    """Contacts and companies as the plan sees them."""

    matrix: Matrix
    chances: Floats
    """Lower than in the matrix where somebody was asked lately."""
    each: NDArray[np.int64]
    weights: Floats


def plan(
    search: Search, network: Network, on: date, k: int, *, max_ties: int = 3
) -> AskPlan:
    """Plan asks to at most k people, one company each.

    Nobody is asked who rests, is being asked, or has a draft; nobody about a
    company that they declined about. Companies where somebody agreed already are
    left out, unless that was for an application that is over; those count less
    where an ask waits for an answer.
    """
    known = requests(search)
    wanted = [id_ for id_ in tracked(search) if not network.works_at(id_)]
    helped = _covered(search)
    companies = [id_ for id_ in wanted if id_ not in helped]
    table = _table(network, known, companies, on, max_ties)
    best = ask_plan.plan(table.chances, k, each=table.each, weights=table.weights)
    proposals = _proposals(search, network, companies, table, best, max_ties)
    closest, connected = _others(network, table, k)
    helps = table.matrix.chances.max(axis=1, initial=0.0) > 0
    return AskPlan(
        proposals,
        best.expected,
        best.bound,
        closest,
        connected,
        network.at_least_one([one.chain for one in proposals]),
        int(np.count_nonzero(helps & (table.each == 0))),
        len(companies),
        len(wanted) - len(companies),
        max_ties,
    )


def _covered(search: Search) -> set[UUID]:
    """Companies where somebody agreed or passed me on, for what is not over yet."""
    done = asking.PASSED_ON | {AskState.AGREED}
    return {
        ask.company_id
        for ask in search.asks.values()
        if ask.state in done and not _is_over(search, ask)
    }


def _is_over(search: Search, ask: Ask) -> bool:
    """Whether an ask was for an application that is closed."""
    application = search.applications.get(ask.application_id or ask.id)
    return application is not None and not pipeline.is_open(application.stage)


def _table(
    network: Network,
    known: Sequence[Request],
    companies: Sequence[UUID],
    on: date,
    max_ties: int,
) -> _Table:
    matrix = network.matrix(companies, max_ties=max_ties)
    place = {network.ids[row]: n for n, row in enumerate(matrix.contacts.tolist())}
    column = {id_: n for n, id_ in enumerate(companies)}
    each = np.ones(len(place), np.int64)
    weights = np.ones(len(companies))
    recent = Counter(
        ask.person_id
        for ask in known
        if ask.asked_on and (on - ask.asked_on).days < RECENT_DAYS
    )
    counts = [recent[network.ids[row]] for row in matrix.contacts.tolist()]
    chances = ask_plan.tired(matrix.chances, counts)
    for ask in known:
        at, to = place.get(ask.person_id), column.get(ask.company_id)
        if at is None:
            continue
        if ask.state is AskState.DRAFTED or asking.peace([ask], *_any(ask), on):
            each[at] = 0
        waits = asking.standing(ask.state, ask.asked_on, on) in _WAITS
        if to is not None and waits:
            weights[to] *= 1 - matrix.chances[at, to]
        if to is not None and ask.state is AskState.DECLINED:
            chances[at, to] = 0.0
    return _Table(matrix, chances, each, weights)


def _any(ask: Request) -> tuple[UUID, None]:
    """The person, about whatever company."""
    return ask.person_id, None


def _proposals(
    search: Search,
    network: Network,
    companies: Sequence[UUID],
    table: _Table,
    best: Plan,
    max_ties: int,
) -> list[Proposal]:
    found = []
    for one in best.asks:
        contact, company = (
            int(table.matrix.contacts[one.contact]),
            companies[one.company],
        )
        chain = network.through(contact, company, max_ties=max_ties)
        if chain is not None:
            found.append(
                Proposal(
                    chain,
                    company,
                    network.companies[company],
                    one.chance,
                    one.gain,
                    only_open_application(search, company),
                )
            )
    return found


def _others(network: Network, table: _Table, k: int) -> tuple[float, float]:
    """What asking the closest or the best connected would bring instead."""
    rows = table.matrix.contacts
    names = network.order[rows] if len(rows) else rows
    close = network.closeness[rows] if len(rows) else rows
    degree = network.degrees[rows] if len(rows) else rows
    return (
        _in_order(table, np.lexsort((names, -close)), k),
        _in_order(table, np.lexsort((names, -degree)), k),
    )


def _in_order(table: _Table, ranking: NDArray[np.int64], k: int) -> float:
    found = ask_plan.in_order(
        table.chances, ranking, k, each=table.each, weights=table.weights
    )
    return found.expected


# ---- in words


def title(found: AskPlan) -> str:
    """The plan in one sentence."""
    if not found.companies:
        return "No company needs an ask now."
    if not found.proposals:
        return "Nobody can be asked this week."
    people = _count(len(found.proposals), "person", "people")
    number = f"{found.expected:.{1 if found.expected >= 0.05 else 2}f}"
    companies = "1 company" if number == "1.0" else f"{number} companies"
    return f"Ask {people} and expect {companies} with a working referral."


def basis(found: AskPlan) -> str:
    """What the plan is for, how far it looks, and whom it leaves in peace."""
    if not (found.companies or found.covered):
        return "No company you track has an open application."
    parts = [f"{_count(found.companies, 'company', 'companies')} you track"]
    if found.companies:
        limit = _count(found.max_ties, "tie", "ties")
        parts[0] += f", over chains of at most {limit}"
    if found.covered:
        parts.append(f"{found.covered} more where somebody agreed already")
    if found.resting:
        parts.append(
            f"{_count(found.resting, 'person rests', 'people rest')}, asked in the "
            "last 30 days or with a draft"
        )
    return f"{'; '.join(parts)}."


def quality(found: AskPlan) -> str:
    """How near the plan surely is to the best one."""
    share = int(100 * found.share)
    return (
        "No other choice brings more."
        if found.share > 0.9995
        else f"At least {share}% of the best that any choice could bring."
    )


def works(found: AskPlan) -> str:
    """The chance that at least one ask works, and what it is not."""
    chance, high = found.any_works.chance, found.any_works.as_if_independent
    said = f"Chance that at least one of them works: {percent(chance)}"
    if percent(high) == percent(chance):
        return f"{said}."
    return f"{said} (not {percent(high)}, as if no two shared anybody)."


def compared(found: AskPlan) -> pd.DataFrame:
    """The plan beside two simpler ways to choose."""
    rows = [
        ("This plan", found.expected),
        ("The closest first", found.closest),
        ("The best connected first", found.connected),
    ]
    return pd.DataFrame(rows, columns=["Whom to ask", "Companies to be expected"])


def asks_given(found: AskPlan) -> list[dict[str, object]]:
    """What `inputs.AskIn` takes to draft the plan's asks."""
    return [
        {
            "person": str(one.chain.ids[1]),
            "insider": str(one.chain.ids[-1]),
            "company": one.company,
            "application": one.application_id,
            "state": AskState.DRAFTED,
        }
        for one in found.proposals
    ]


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
