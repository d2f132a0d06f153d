"""Who can pass the searcher on into a company, and how sure that is. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from tracker import asking, planning
from tracker.models import AskState
from tracker.reports.asks.ledger import peace_words, requests
from tracker.reports.today import tracked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from tracker.models import Ask
    from tracker.network import KnownChain, Network
    from tracker.search import Search

ROWS = 10
"""Chains shown as rows."""
DRAWN = 30
"""Chains in the drawing: more leave no name readable."""
MOST_TIES = 4
"""Longest chain that is looked for."""
INSIDERS = 20
"""People inside who are named though no chain leads to them."""
NO_CHAIN = "no chain known"
SAME = 1e-12
"""Chances that differ by less are equal: they differ by rounding only."""


class Overview(NamedTuple):
    """Every tracked company and the best chain into it."""

    companies: Sequence[UUID]
    frame: pd.DataFrame
    """A row for each of `companies`; the chance in percent."""
    reachable: int
    """How many of them a chain leads to."""


def companies(search: Search, network: Network, wanted: UUID | None) -> list[UUID]:
    """Companies to choose from: tracked ones first, then any with insiders.

    Args:
        search: The log.
        network: The people.
        wanted: A company that is asked for and offered in any case.
    """
    first = list(tracked(search))
    others = {*network.insiders, *([wanted] if wanted else [])}
    known = (others & network.companies.keys()) - {*first}
    return first + sorted(
        known, key=lambda id_: (network.companies[id_].casefold(), str(id_))
    )


# ---- one company


def title(company: str, chains: Sequence[KnownChain], *, works_there: bool) -> str:
    """The answer for one company. Holds names as they were typed.

    Args:
        company: Its name.
        chains: The best chains, best first.
        works_there: Whether the searcher is inside already.
    """
    if works_there:
        return f"You work at {company} yourself, so no chain is needed."
    if not chains:
        return f"No chain into {company} is known."
    best = [c for c in chains if chains[0].chance - c.chance <= SAME]
    names = list(dict.fromkeys(chain.people[1] for chain in best))
    if len(names) == 1:
        return f"{names[0]} is your best way into {company}."
    if len(names) == 2:
        return f"{names[0]} and {names[1]} are equally good ways into {company}."
    return f"{names[0]} is one of several equally good ways into {company}."


def basis(inside: int, chains: Sequence[KnownChain], max_ties: int) -> str:
    """What the title rests on, in one line.

    Args:
        inside: How many people work there, as far as known.
        chains: The best chains, at most `DRAWN`.
        max_ties: The longest chain that was looked for.
    """
    if not inside:
        return "Nobody inside is known."
    people = _count(inside, "person inside", "people inside")
    limit = _count(max_ties, "tie", "ties")
    if not chains:
        are = "is" if inside == 1 else "are"
        return f"{people} {are} known, but no chain of at most {limit} leads there."
    found = (
        f"The {DRAWN} best chains"
        if len(chains) >= DRAWN
        else _count(len(chains), "chain", "chains")
    )
    return f"{people}. {found} of at most {limit}, all on stated or exported ties."


def figures(chains: Sequence[KnownChain], asks: int = 0) -> str:
    """What the chances rest on, in one sentence.

    Args:
        chains: The chains.
        asks: Own asks with an outcome, which move every estimate.
    """
    stated = [tie.is_stated for chain in chains for tie in chain.ties]
    if all(stated):
        return "Every chance is as you stated it."
    moved = f", moved by your own {asks} asks with an outcome" if asks else ""
    general = (
        f"general figures by kind of tie{moved}; read them as an order, not a forecast."
    )
    if any(stated):
        return f"Some chances are as you stated them, the others {general}"
    return f"Chances are {general}"


def rests_on(chain: KnownChain) -> str:
    """What the chance of one chain rests on, in two words."""
    stated = [tie.is_stated for tie in chain.ties]
    if all(stated):
        return "as stated"
    return "partly stated" if any(stated) else "general figures"


def weakest(chain: KnownChain) -> str:
    """The weakest link of a chain, and where each tie is known from."""
    tie = chain.weakest
    sources = [tie.known_from for tie in chain.ties]
    if len(sources) == 1:
        return f"One tie, known from {sources[0]}."
    known = (
        f"Each tie known from {sources[0]}."
        if len(set(sources)) == 1
        else f"Known from {', then '.join(sources)}."
    )
    return f"Weakest link: {tie.start} to {tie.end}, {tie.chance:.0%}. {known}"


def why_first(network: Network, chain: KnownChain) -> str:
    """Why the first person is likely to pass me on: “met 3 weeks ago, 4 mutuals”."""
    found = network.explained(chain.ids[1])
    if found is None or found.is_stated:
        return ""
    return f"{first_name(chain.people[1])}: {found.reasons}."


def first_name(name: str) -> str:
    """What to call somebody on a button: the first word, not too long."""
    return (name.split() or [name])[0][:20]


def asks(search: Search, company_id: UUID) -> Mapping[UUID, Ask]:
    """The newest ask about a company, by the person who was asked."""
    about = [ask for ask in search.asks.values() if ask.company_id == company_id]
    about.sort(key=lambda ask: (str(ask.asked_on or ""), str(ask.id)))
    return {ask.person_id: ask for ask in about}


def next_to_ask(
    chains: Sequence[KnownChain],
    about: Mapping[UUID, Ask],
    held: Mapping[UUID, str] | None = None,
    today: date | None = None,
) -> KnownChain | None:
    """The best chain whose first person was not asked yet and need not rest."""
    free = (chain for chain in chains if chain.ids[1] not in (held or {}))
    return next((chain for chain in free if may_ask(about, chain, today)), None)


def held_back(
    search: Search, company_id: UUID, chains: Sequence[KnownChain], today: date
) -> dict[UUID, str]:
    """Who of the first people is not to be asked now, and why, in a few words."""
    known, found = requests(search), {}
    for person in dict.fromkeys(chain.ids[1] for chain in chains):
        why = asking.peace(known, person, company_id, today)
        if why:
            found[person] = peace_words(search, why, today)
    return found


def may_ask(
    about: Mapping[UUID, Ask], chain: KnownChain, today: date | None = None
) -> bool:
    """Whether the first person of a chain may be asked: no ask is open.

    Args:
        about: The newest ask about the company, by the person who was asked.
        chain: The chain.
        today: The day; None to take asks as they are stored.
    """
    ask = about.get(chain.ids[1])
    if ask is None:
        return True
    state = asking.standing(ask.state, ask.asked_on, today)
    return state in asking.OVER or state is AskState.DRAFTED


def ask_given(chain: KnownChain, company: str) -> dict[str, str]:
    """What `inputs.AskIn` takes to ask the first person of a chain."""
    return {
        "person": str(chain.ids[1]),
        "insider": str(chain.ids[-1]),
        "company": company,
    }


def ask_words(ask: Ask, today: date) -> str:
    """Where an ask stands: “Asked Fri 20 Nov”."""
    state = asking.standing(ask.state, ask.asked_on, today)
    word = asking.LABELS[state]
    if ask.asked_on is None:
        return word
    if state is AskState.SILENT:
        return f"Asked {planning.day(ask.asked_on, today)}, silent"
    return f"{word}, {planning.day(ask.asked_on, today)}"


def route(chain: KnownChain, escape: Callable[[str], str]) -> str:
    """A chain as Markdown: Me → **Ana Ruiz** → **Bo Lindqvist**.

    Args:
        chain: The chain.
        escape: Makes a name harmless in Markdown.
    """
    me, *others = chain.people
    return " → ".join([escape(me), *(f"**{escape(name)}**" for name in others)])


# ---- where no chain is known


def nearest(network: Network, company_id: UUID, max_ties: int) -> str:
    """Who is nearest where no chain is known, in words; empty for nobody."""
    longer: list[KnownChain] = []
    if max_ties < MOST_TIES:
        longer = network.best(company_id, max_ties=MOST_TIES, top=1)
    if not longer:
        return _farther(network, company_id, max_ties)
    chain = longer[0]
    return (
        f"The nearest is {chain.people[-1]}, {len(chain.ties)} ties away: "
        f"{' → '.join(chain.people)}."
    )


def _farther(network: Network, company_id: UUID, max_ties: int) -> str:
    found = network.nearest(company_id, max_ties=max_ties)
    if found is None:
        return ""
    chain, left = found
    route_, more = " → ".join(chain.people), _count(left, "tie", "ties")
    return (
        f"The nearest you can reach is {chain.people[-1]} ({route_}); from there it is "
        f"{more} more to somebody inside."
    )


def what_helps(inside: int, nearest_: str) -> str:
    """What would open a way in, where none is known.

    Args:
        inside: How many people inside are known.
        nearest_: What `nearest` says.
    """
    if nearest_.endswith("inside."):
        return f"{nearest_} Whom they know there is worth asking."
    if nearest_:
        return f"{nearest_} Allow more ties to see it."
    if inside:
        return (
            "A tie from somebody you know to one of the people inside would open a "
            "way: add one you know of, or bring in a friend's export of contacts."
        )
    return (
        "Bring in your contacts or a friend's export of theirs, or add somebody who "
        "works there."
    )


def insiders_frame(network: Network, company_id: UUID) -> pd.DataFrame:
    """Who is inside, and who knows them, by name."""
    rows = network.insiders.get(company_id, np.empty(0, np.int64))
    shown = rows[np.argsort(network.order[rows])][:INSIDERS]
    return pd.DataFrame(
        [
            (network.called(row), network.job_of(row), _known_by(network, row))
            for row in map(int, shown)
        ],
        columns=["Inside", "What they do", "Known by"],
    )


def _known_by(network: Network, row: int) -> str:
    if network.barred[row]:
        return "do not contact"
    inward = network.starts[network.ends == row]
    outward = network.ends[(network.starts == row) & network.both_ways]
    people = np.unique(np.concatenate([inward, outward]))
    named = [network.called(int(person)) for person in people[:3]]
    more = len(people) - len(named)
    text = ", ".join(named) or "nobody in your network"
    return f"{text} and {more:,} more" if more else text


# ---- all tracked companies


def overview(search: Search, network: Network, max_ties: int) -> Overview:
    """The best chain into each tracked company, the best first."""
    ids = tracked(search)
    found = network.best_each(ids, max_ties=max_ties)
    leads = network.matrix(ids, max_ties=max_ties).chances > 0
    number = dict(zip(ids, leads.sum(axis=0).tolist(), strict=True))

    def order(id_: UUID) -> tuple[float, str]:
        chain = found[id_]
        return -(chain.chance if chain else 0.0), network.companies[id_].casefold()

    ranked = sorted(ids, key=order)
    frame = pd.DataFrame(
        [_overview_row(network, id_, found[id_], number[id_]) for id_ in ranked],
        columns=[
            "Company",
            "Best chain",
            "Chance",
            "Ties",
            "Ways in",
            "Insiders",
            "Weakest link",
            "Known from",
        ],
    )
    return Overview(ranked, frame, sum(found[id_] is not None for id_ in ids))


def _overview_row(
    network: Network, id_: UUID, chain: KnownChain | None, number: int
) -> tuple[str, str, float | None, int | None, int, int, str, str]:
    name, inside = network.companies[id_], len(network.insiders.get(id_, ()))
    if network.works_at(id_):
        return name, "you work there", None, None, 0, inside, "", ""
    if chain is None:
        return name, NO_CHAIN, None, None, 0, inside, "", ""
    tie = chain.weakest
    return (
        name,
        " → ".join(chain.people),
        100 * chain.chance,
        len(chain.ties),
        number,
        inside,
        f"{tie.start} to {tie.end}, {tie.chance:.0%}",
        ", then ".join(tie.known_from for tie in chain.ties),
    )


def overview_title(found: Overview) -> str:
    """The answer for all tracked companies."""
    count = len(found.companies)
    if not count:
        return "No company is tracked yet."
    if not found.reachable:
        return f"No way into {_the(count)} is known."
    if found.reachable == count:
        return f"You know a way into {_the(count, every=True)}."
    return f"You know a way into {found.reachable:,} of {_the(count)}."


def overview_basis(max_ties: int) -> str:
    """What the answer for all tracked companies rests on, in one line."""
    limit = _count(max_ties, "tie", "ties")
    return (
        f"Chains of at most {limit}, all on stated or exported ties. Ways in: how many "
        "different people you could ask."
    )


def _the(count: int, *, every: bool = False) -> str:
    if count == 1:
        return "the company you track"
    return f"{'all' if every else 'the'} {count:,} companies you track"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
