"""What to write about a thing on the agenda, and to whom. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker import messages, pipeline, planning
from tracker.agenda import DueKind
from tracker.messages import Kind, Message
from tracker.models import Stage
from tracker.reports.today import local_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from uuid import UUID

    from tracker.agenda import Due
    from tracker.models import Person, Round
    from tracker.search import Search

MOST = 3
"""How many people a row offers to write to; the rest are in its editor."""

_KINDS = {
    DueKind.THANK_YOU: Kind.THANK_YOU,
    DueKind.CHECK_IN: Kind.CHECK_IN,
    DueKind.FOLLOW_UP: Kind.FOLLOW_UP,
    DueKind.OFFER_DEADLINE: Kind.MORE_TIME,
}


class Letter(NamedTuple):
    """A message to one person, or to nobody known. Holds names as they were typed."""

    name: str
    """Who gets it; empty for nobody known."""
    email: str
    message: Message
    kind: Kind

    @property
    def label(self) -> str:
        """What its link is called."""
        if self.kind is Kind.MORE_TIME:
            return "Ask for more time"
        return f"Write to {messages.first_name(self.name) or 'the company'}"

    @property
    def link(self) -> str:
        """The link that opens it in the mail program."""
        return messages.mailto(self.email, self.message)


def letters(search: Search, each: Due, on: date, zone: str) -> list[Letter]:
    """The messages that fit a thing to do: one to each who may get it.

    After a round those are its panel, else whoever was in touch about the
    application, the latest first; nobody who is not to be contacted. Where nobody is
    known there is one message without an address. Other kinds have none: a nudge is
    written where the ask is.
    """
    kind = _kind(search, each)
    id_ = each.application_id
    if kind is None or id_ is None or id_ not in search.applications:
        return []
    day = _day(search, each, id_, zone) or each.due_on
    people = [one for one in _people(search, each, id_, zone) if not one.no_contact]
    template = messages.template_of(kind, search.searcher.templates)
    found: list[Letter] = []
    for name, email in [(one.name, one.email) for one in people] or [("", "")]:
        values = _values(search, id_, name, day, on)
        found.append(Letter(name, email, messages.fill(template, values), kind))
    return found


def _kind(search: Search, each: Due) -> Kind | None:
    task = search.tasks.get(each.task_id) if each.task_id else None
    key = task.rule_key if task else each.key
    if each.kind is DueKind.FOLLOW_UP and not key.endswith(":1"):
        return Kind.FOLLOW_UP_AGAIN
    return _KINDS.get(each.kind)


def _values(
    search: Search, id_: UUID, person: str, day: date, on: date
) -> dict[str, str]:
    company, row = search.company_of(id_).name, search.applications[id_]
    values = messages.values(person, company, row.title, search.searcher.name)
    return values | {"date": planning.long_day(day, with_year=day.year != on.year)}


def _day(search: Search, each: Due, id_: UUID, zone: str) -> date | None:
    """The day that a message speaks of."""
    if each.kind is DueKind.OFFER_DEADLINE:
        return each.due_on
    if each.kind is DueKind.FOLLOW_UP:
        history = search.history.get(id_, ())
        applied = [change.on for change in history if change.stage is Stage.APPLIED]
        return applied[-1] if applied else pipeline.entered_on(history)
    row = search.rounds.get(each.round_id) if each.round_id else None
    return local_day(row, zone) if row else None


def _people(search: Search, each: Due, id_: UUID, zone: str) -> Sequence[Person]:
    """Who may get a message, each once."""
    row = search.rounds.get(each.round_id) if each.round_id else None
    found = list(_panel(search, row, each.kind, zone)) if row else []
    if each.kind is not DueKind.THANK_YOU:
        found += _in_touch(search, id_)
    return list({person.id: person for person in found}.values())


def _panel(search: Search, row: Round, kind: DueKind, zone: str) -> Iterable[Person]:
    """Who sat in the rounds of that day; for thanks only who had none yet."""
    day = local_day(row, zone)
    for other in search.rounds_of[row.application_id]:
        is_thanked = kind is DueKind.THANK_YOU and other.thanked_on is not None
        is_same = local_day(other, zone) == day and other.cancelled_at is None
        if is_same and not is_thanked:
            yield from search.panel_of.get(other.id, ())


def _in_touch(search: Search, id_: UUID) -> Iterable[Person]:
    """Who was in touch about an application, the latest first."""
    about = [
        contact
        for contact in search.interactions.values()
        if contact.application_id == id_ and contact.person_id in search.people
    ]
    about.sort(key=lambda one: (one.inbound, one.on, str(one.id)), reverse=True)
    return [search.people[one.person_id] for one in about if one.person_id]
