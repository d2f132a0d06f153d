"""What to write to whom about an ask, by how one knows them. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker import messages
from tracker.messages import Kind
from tracker.models import TieKind
from tracker.network import introducing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.messages import Message
    from tracker.models import Ask
    from tracker.network import Network
    from tracker.search import Search


class About(NamedTuple):
    """What a message is about."""

    kind: TieKind
    person: str
    company: str
    title: str
    """Of the application; empty where there is none."""
    insider: str
    """Whom to reach in the end; empty where that is who is asked."""
    between: str
    """Over whom, where the two do not know each other; empty where they do."""
    me: str
    """How the searcher signs."""
    templates: Mapping[str, str]
    """The searcher's own drafts."""


_OPENINGS = {
    TieKind.FRIEND: "I hope you are well. I have a favour to ask.",
    TieKind.COLLEAGUE: "I think back to our work together with pleasure.",
    TieKind.CLASSMATE: "It has been a while since our time at school together.",
    TieKind.COAUTHOR: "I think back to our paper together with pleasure.",
    TieKind.OTHER: "We are in each other's contacts, and I would value your help.",
}


def about(search: Search, network: Network, ask: Ask) -> About:
    """Gather what a message for an ask needs."""
    tie = network.tie_to(ask.person_id)
    application = search.applications.get(ask.application_id or ask.id)
    people = search.people
    insider = people.get(ask.insider_id) if ask.insider_id != ask.person_id else None  # type: ignore[arg-type]
    person = people.get(ask.person_id)
    between = insider and introducing.between(network, ask.person_id, insider.id)
    return About(
        TieKind.OTHER if tie is None else network.kinds[tie],
        person.name if person else "",
        search.companies[ask.company_id].name,
        application.title if application else "",
        insider.name if insider and between is not None else "",
        between or "",
        search.searcher.name,
        search.searcher.templates,
    )


def draft(facts: About) -> Message:
    """Write the ask: nobody is said to know whom they do not, as far as known."""
    if not facts.insider:
        return _written(Kind.ASK, facts)
    return _written(Kind.PASS_ON if facts.between else Kind.INTRODUCTION, facts)


def nudge(facts: About) -> Message:
    """Write the one reminder."""
    return _written(Kind.NUDGE, facts)


def _written(kind: Kind, facts: About) -> Message:
    values = messages.values(facts.person, facts.company, facts.title, facts.me)
    values |= {
        "insider": facts.insider,
        "between": facts.between,
        "opening": _OPENINGS[facts.kind],
    }
    return messages.fill(messages.template_of(kind, facts.templates), values)
