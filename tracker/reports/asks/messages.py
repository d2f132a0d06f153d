"""What to write to whom, by how one knows them. Pure.

A text that can be passed on as it is comes with each ask: without one, far fewer
introductions come about (a vendor's figure, Boomerang: 70 % fewer).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from tracker.models import TieKind

if TYPE_CHECKING:
    from tracker.models import Ask
    from tracker.network import Network
    from tracker.search import Search

LONGEST = 1_800
"""Characters of a mailto link: some programs cut longer ones."""


class Message(NamedTuple):
    """A message before it is sent. Holds names as they were typed."""

    subject: str
    body: str


class About(NamedTuple):
    """What a message is about."""

    kind: TieKind
    person: str
    company: str
    title: str
    """Of the application; empty where there is none."""
    insider: str
    """Whom to be introduced to; empty where that is who is asked."""
    me: str
    """How the searcher signs."""


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
    return About(
        TieKind.OTHER if tie is None else network.kinds[tie],
        person.name if person else "",
        search.companies[ask.company_id].name,
        application.title if application else "",
        insider.name if insider else "",
        search.searcher.name,
    )


def draft(facts: About) -> Message:
    """Write the ask."""
    job = f"for “{facts.title}” at {facts.company}" if facts.title else facts.company
    applying = (
        f"I am applying {job}" if facts.title else f"I would like to work at {job}"
    )
    if facts.insider:
        wish = (
            f"You know {facts.insider} there. Would you introduce us? Two lines to "
            "both of us are enough, and no is a fine answer."
        )
    else:
        wish = (
            "Would you be willing to refer me, or to tell me whom to talk to? No is a "
            "fine answer."
        )
    forward = (
        f"To pass on as it is: {facts.me or 'I'} {'is' if facts.me else 'am'} "
        f"interested in {job} and would be glad of a quarter of an hour."
    )
    return _message(
        f"{facts.company}: a favour",
        facts,
        f"{_OPENINGS[facts.kind]} {applying}. {wish}\n\n{forward}",
    )


def nudge(facts: About) -> Message:
    """Write the one reminder."""
    return _message(
        f"{facts.company}: once more",
        facts,
        f"I wrote to you last week about {facts.company}. If it does not suit you, a "
        "short no helps me as well, and I will not ask again.",
    )


def mailto(email: str, message: Message) -> str:
    """A link that opens the message in the mail program.

    Args:
        email: The address; empty where none is known, or it is none.
        message: What to write.
    """
    is_one = email.count("@") == 1 and not set(email) & set(" \t,;:?&<>\"'")
    start = f"mailto:{quote(email, safe='@+._-') if is_one else ''}?subject="
    start += f"{quote(message.subject, safe='')}&body="
    body = message.body
    while len(start) + len(quote(body, safe="")) > LONGEST:
        body = body[: len(body) * 9 // 10]
    return start + quote(body, safe="")


def _message(subject: str, facts: About, text: str) -> Message:
    first = (facts.person.split() or [facts.person])[0]
    return Message(
        subject[:200], f"Hi {first},\n\n{text}\n\nThank you\n{facts.me}".strip()
    )
