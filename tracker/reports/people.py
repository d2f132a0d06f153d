"""Who is in the network, and how the searcher is tied to them. Pure.

A network may hold 100,000 people: what is shown is cut to `SHOWN` rows before
any text is made for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

import numpy as np
import pandas as pd

from tracker import names
from tracker.models import Company, Person, Position, Provenance, TieKind
from tracker.network import sightings
from tracker.planning import plain_day
from tracker.reports.odds.words import percent
from tracker.reports.referrals import rests_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tracker.models import Ask
    from tracker.network import KnownChain, Network
    from tracker.search import Search
    from tracker.store import Work

SHOWN = 1_000
"""Rows of a table of people or ties: more nobody reads."""

TIE_LABELS = {
    TieKind.FRIEND: "Friend",
    TieKind.COLLEAGUE: "Colleague",
    TieKind.CLASSMATE: "Classmate",
    TieKind.COAUTHOR: "Co-author",
    TieKind.OTHER: "Other",
}


class Found(NamedTuple):
    """The people that fit a search."""

    ids: Sequence[UUID]
    """Of the people shown, in the order of `frame`."""
    frame: pd.DataFrame
    total: int
    """How many fit, shown or not."""


@dataclass(frozen=True)
class Card:
    """One person as stored, with what they do and did."""

    person: Person
    jobs: Sequence[str]
    """Jobs that last, then those that ended, in words."""


class Ties(NamedTuple):
    """The ties of one person."""

    others: Sequence[UUID]
    """With whom those shown are, in the order of `frame`."""
    frame: pd.DataFrame
    total: int
    """How many there are, shown or not."""


def as_id(text: str | None) -> UUID | None:
    """Read an id out of an address; None for anything else."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


# ---- everybody


def title(network: Network) -> str:
    """How many people are in the network, in one sentence."""
    contacts = len(network.contacts)
    farther = int(_reached(network).sum()) - contacts
    known = _count(contacts, "person you know", "people you know")
    if farther:
        return f"{known}, {farther:,} more through friends."
    return f"{known}." if contacts else "No people yet."


def basis(network: Network) -> str:
    """What the title does not count; empty where it counts everybody."""
    others = len(network.ids) - int(_reached(network).sum()) - (network.me >= 0)
    if not others:
        return ""
    return f"{_count(others, 'other', 'others')}, whom no tie leads to yet."


def _reached(network: Network) -> NDArray[np.bool_]:
    """Whom a way of ties of any length leads to from me, me left out."""
    reached = np.zeros(len(network.ids), bool)
    if network.me < 0:
        return reached
    reached[network.me] = True
    before = 0
    while before < reached.sum():
        before = int(reached.sum())
        forward = network.ends[reached[network.starts]]
        back = network.starts[reached[network.ends] & network.both_ways]
        reached[forward] = reached[back] = True
    reached[network.me] = False
    return reached


def find(network: Network, text: str, *, contacts_only: bool) -> Found:
    """The people whose name or job holds every word of a text, by name.

    Args:
        network: The people.
        text: What was typed; empty for everybody.
        contacts_only: Leave out whom the searcher does not know.
    """
    is_contact = np.zeros(len(network.ids), bool)
    is_contact[network.contacts] = True
    wanted = is_contact.copy() if contacts_only else np.ones(len(network.ids), bool)
    if network.me >= 0:
        wanted[network.me] = False
    rows = np.flatnonzero(wanted)
    rows = rows[np.argsort(network.order[rows])]
    words = names.fold(text).split()
    if words:
        fits = (_fits(network, int(row), words) for row in rows)
        rows = rows[np.fromiter(fits, bool, len(rows))]
    shown = [int(row) for row in rows[:SHOWN]]
    frame = pd.DataFrame(
        {
            "Name": [network.names[row] for row in shown],
            "What they do": [network.job_of(row) for row in shown],
            "How they are known": _sources(network, shown),
            "My contact": ["yes" if is_contact[row] else "no" for row in shown],
        }
    )
    return Found([network.ids[row] for row in shown], frame, len(rows))


def _fits(network: Network, row: int, words: Sequence[str]) -> bool:
    jobs = (
        f"{title_} {network.companies[id_]}"
        for id_, title_ in network.jobs.get(row, ())
    )
    text = " ".join([network.names[row], *jobs])
    # Folding is slow, and most text needs no more than this.
    text = text.casefold() if text.isascii() else names.fold(text)
    return all(word in text for word in words)


def _sources(network: Network, rows: Sequence[int]) -> list[str]:
    ties = _telling_ties(network)
    return [_source(network, row, int(ties[row])) for row in rows]


def _source(network: Network, row: int, tie: int) -> str:
    if tie < 0:
        return "no tie"
    text = network.known_from(tie)
    start, end = int(network.starts[tie]), int(network.ends[tie])
    other = start if end == row else end
    if other == network.me or network.provenance[tie] is Provenance.FRIEND_EXPORT:
        return text
    return f"{text}, with {network.called(other)}"


def _telling_ties(network: Network) -> NDArray[np.int64]:
    """For each person the tie to tell of: mine, else one to them, else theirs."""
    found = np.full(len(network.ids), -1, np.int64)
    ties = np.arange(len(network.starts) - 1, -1, -1)  # of several the first is kept
    mine = (network.starts == network.me) | (network.ends == network.me)
    for use in (ties, ties[mine[ties]]):
        found[network.starts[use]] = use
        found[network.ends[use]] = use
    return found


def nobody(network: Network, text: str) -> str:
    """Why a table of people is empty."""
    if text.strip():
        return "Nobody fits this search; try fewer words, or show everyone."
    if len(network.ids) > (network.me >= 0):
        return "None of these people is your contact yet; show everyone."
    return "People you know come here, and whom they can introduce you to."


def shown_words(found: Found) -> str:
    """How many people a table shows."""
    people = _count(found.total, "person", "people")
    if found.total > len(found.ids):
        return f"The first {len(found.ids):,} of {people}, by name. Search for others."
    return f"{people}, by name."


# ---- one person


def card(work: Work, person_id: UUID | None) -> Card | None:
    """Read one person; None where there is none, or it is somebody else's."""
    person = work.first(Person, Person.id == person_id) if person_id else None
    if person is None:
        return None
    held = sightings.last(work.all(Position, Position.person_id == person.id))
    held.sort(key=lambda job: (job.ended_on is not None, str(job.seen_on or "")))
    jobs = [_job(job, work.get(Company, job.company_id).name) for job in held]
    return Card(person, list(dict.fromkeys(jobs)))


def _job(job: Position, company: str) -> str:
    text = f"{job.title} at {company}" if job.title else company
    return f"{text} (until {plain_day(job.ended_on)})" if job.ended_on else text


def facts(person: Person, jobs: Sequence[str]) -> str:
    """Jobs and e-mail address in one line."""
    return " · ".join([*jobs, *filter(None, [person.email])])


def workplaces(network: Network, person_id: UUID) -> list[tuple[UUID, str]]:
    """The companies where a person works now, with their names."""
    jobs = network.jobs.get(network.row_of.get(person_id, -1), ())
    ids = dict.fromkeys(company_id for company_id, _title in jobs)
    return [(id_, network.companies[id_]) for id_ in ids]


def chain_words(name: str, chain: KnownChain | None, *, barred: bool) -> str:
    """How the searcher gets to a person, in one sentence."""
    if barred:
        return f"No chain leads through {name}, since they are not to be contacted."
    if chain is None:
        return f"No chain of at most 4 ties leads to {name} yet."
    chance = f"{percent(chain.chance)}, {rests_on(chain)}"
    if len(chain.ties) == 1:
        return f"You know {name} yourself. Chance that they engage: {chance}."
    return f"{' → '.join(chain.people)}. Chance to reach them: {chance}."


def ties(network: Network, person_id: UUID) -> Ties:
    """The ties of a person with how they are known, mine first.

    Chances are in percent.
    """
    row = network.row_of.get(person_id, -1)
    found = np.flatnonzero((network.starts == row) | (network.ends == row))
    starts, ends = network.starts[found], network.ends[found]
    others = np.where(starts == row, ends, starts)
    by = np.lexsort(
        (network.order[others], -network.chances[found], others != network.me)
    )
    shown = [
        (
            network.called(int(other)),
            100 * float(network.chances[tie]),
            network.known_from(int(tie)),
            "general figure" if np.isnan(network.stated[tie]) else "stated",
            TIE_LABELS[network.kinds[tie]],
            _ways(network, int(tie), row),
        )
        for tie, other in zip(found[by][:SHOWN], others[by][:SHOWN], strict=True)
    ]
    columns = ["With", "Chance", "How it is known", "Chance is", "Kind", "Direction"]
    named = [network.ids[other] for other in others[by][:SHOWN].tolist()]
    return Ties(named, pd.DataFrame(shown, columns=columns), len(found))


def _ways(network: Network, tie: int, row: int) -> str:
    if network.both_ways[tie]:
        return "both ways"
    return "outward only" if network.starts[tie] == row else "inward only"


def asks_about(search: Search, person_id: UUID) -> list[Ask]:
    """The asks to a person, newest first."""
    found = [ask for ask in search.asks.values() if ask.person_id == person_id]
    return sorted(
        found, key=lambda ask: (str(ask.asked_on or ""), str(ask.id)), reverse=True
    )


def is_link(text: str) -> bool:
    """Whether a text may stand behind a link button: a page on the web."""
    return text.lower().startswith(("http://", "https://"))


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
