"""The ways into one company, and what each rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import asking, planning
from tracker.models import AskState
from tracker.reports.asks.ledger import peace_words, requests
from tracker.reports.odds.words import percent

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
SAME = 1e-12
"""Chances that differ by less are equal: they differ by rounding only."""


def counted(number: int, one: str, many: str) -> str:
    """A number and what is counted: “1 tie”, “3,000 ties”."""
    return f"{number:,} {one if number == 1 else many}"


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
    if any(chain.is_possible for chain in best):
        return f"{names[0]} may be your best way into {company}."
    if len(names) == 1:
        return f"{names[0]} is your best way into {company}."
    if len(names) == 2:
        return f"{names[0]} and {names[1]} are equally good ways into {company}."
    return f"{names[0]} is one of several equally good ways into {company}."


def inside(network: Network, company_id: UUID) -> int:
    """How many people inside a company are known and may be contacted."""
    rows = network.insiders.get(company_id)
    return 0 if rows is None else int((~network.barred[rows]).sum())


def basis(inside: int, chains: Sequence[KnownChain], max_ties: int) -> str:
    """What the title rests on, in one line.

    Args:
        inside: How many people work there who may be contacted, as far as known.
        chains: The best chains, at most `DRAWN`.
        max_ties: The longest chain that was looked for.
    """
    if not inside:
        return "Nobody inside whom you may contact is known."
    people = counted(inside, "person inside", "people inside")
    limit = counted(max_ties, "tie", "ties")
    if not chains:
        are = "is" if inside == 1 else "are"
        return f"{people} {are} known, but no chain of at most {limit} leads there."
    found = (
        f"The {DRAWN} best chains"
        if len(chains) >= DRAWN
        else counted(len(chains), "chain", "chains")
    )
    return f"{people}. {found} of at most {limit}, {_ground(chains)}."


def _ground(chains: Sequence[KnownChain]) -> str:
    """What kinds of ties chains are made of."""
    guessed = sum(chain.is_possible for chain in chains)
    if not guessed:
        return "all on stated or exported ties"
    return f"{guessed:,} of them on possible ties"


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
    """The weakest link of a chain, and how each tie is known."""
    tie = chain.weakest
    sources = [tie.known_from for tie in chain.ties]
    if len(sources) == 1:
        return f"One tie, {sources[0]}."
    known = (
        f"Each tie is {sources[0]}."
        if len(set(sources)) == 1
        else f"The ties: {', then '.join(sources)}."
    )
    return f"Weakest link: {tie.start} to {tie.end}, {percent(tie.chance)}. {known}"


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
        return f"Asked {planning.day(ask.asked_on, today)}, {asking.NO_ANSWER}"
    return f"{word}, {planning.day(ask.asked_on, today)}"


def route(chain: KnownChain, escape: Callable[[str], str]) -> str:
    """A chain as Markdown: Me → **Ana Ruiz** → **Bo Lindqvist**.

    Args:
        chain: The chain.
        escape: Makes a name harmless in Markdown.
    """
    me, *others = chain.people
    return " → ".join([escape(me), *(f"**{escape(name)}**" for name in others)])
