"""With whom the searcher was in touch, from a professional network's archive. Pure.

Messages, invitations, recommendations and endorsements become the dated fact of a
contact in one direction; that is what a tie's strength is judged by. What was
written is not kept unless the searcher asks for it (`Answers.with_texts`): it is
other people's as much as theirs.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from tracker import names
from tracker.importers import cells, days
from tracker.importers.rows import ExchangeRow, Parsed, Problem, Question
from tracker.models import NAME, ImportKind, InteractionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tracker.importers.rows import Answers
    from tracker.importers.tables import Record, Table

ME = "me"
"""The field of `Answers.mapping` that says which of the people the searcher is."""
GROUP = 5
"""The most people a message is taken to be meant for: to more it is an announcement."""
_NOTE = 1_000
"""Characters that are kept of what was written, where that is asked for."""
_OWNERS = frozenset({"you", "me"})
_NOBODY = frozenset({"", "linkedin", "linkedin member", "sponsored message"})
_YES = frozenset({"yes", "true", "1"})
_MONTH_FIRST = False
"""The network writes 3/24/23 whatever the member's language."""
_WRITTEN = frozenset({"content", "subject", "conversation title", "message", "text"})
"""Columns that hold what was written."""


class _Who(NamedTuple):
    """One side of a message."""

    name: str
    link: str


class _Message(NamedTuple):
    record: Record
    conversation: str
    sender: _Who
    recipients: list[_Who]


@dataclass
class _Found:
    """What reading a table comes to."""

    table: Table
    kind: ImportKind
    rows: list[ExchangeRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    ask: tuple[Question, ...] = ()
    mapping: Mapping[str, str] = field(default_factory=dict)

    def parsed(self) -> Parsed:
        """Put it together."""
        told = [
            sentence.format("1 row" if count == 1 else f"{count:,} rows")
            for sentence, count in sorted(self.left_out.items())
        ]
        return Parsed(
            file=self.table.file,
            kind=self.kind,
            sha256=self.table.sha256,
            rows=tuple(self.rows),
            problems=tuple(self.problems),
            notices=(*self.table.notices, *told),
            columns=self.table.columns,
            ask=self.ask,
            mapping=self.mapping,
        )


class _Columns:
    """Cells of a table by the key of their column."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._named = {cells.key(name): name for name in table.columns}
        self._kept = [name for key, name in self._named.items() if key not in _WRITTEN]

    def text(self, record: Record, key: str) -> str:
        """A cell on one line; empty where there is no such column."""
        return cells.line(self._table.value(record, self._named.get(key)))

    def values(self, key: str) -> Iterator[str]:
        """A whole column."""
        for record in self._table.records:
            yield self._table.value(record, self._named.get(key))

    def raw(self, record: Record) -> dict[str, str]:
        """The filled cells of a row but for what was written."""
        found = {
            name: cells.line(self._table.value(record, name))[:NAME]
            for name in self._kept
        }
        return {name: text for name, text in found.items() if text}


# ---- messages


def messages(table: Table, answers: Answers) -> Parsed:
    """Read messages: who wrote to whom on which day."""
    columns = _Columns(table)
    found = _Found(table, ImportKind.MESSAGES)
    every = list(_messages(table, columns, found))
    links = _links(every)
    mine, candidates = _owner(every, links, answers.mapping.get(ME, ""))
    if every and not mine:
        text = "Which of the people in these messages are you?"
        found.ask = (Question(ME, text, "FROM", tuple(candidates[:20])),)
        return found.parsed()
    for message in every:
        _take(found, columns, message, (links, mine), answers)
    return found.parsed()


def _messages(table: Table, columns: _Columns, found: _Found) -> Iterator[_Message]:
    for record in table.records:
        if columns.text(record, "is message draft").casefold() in _YES:
            found.left_out["{} left out that are drafts."] += 1
            continue
        link = names.link_key(columns.text(record, "sender profile url"))
        sender = _Who(columns.text(record, "from"), link)
        if sender.name.casefold() in _NOBODY:
            found.left_out["{} left out that come from nobody by name."] += 1
            continue
        conversation = columns.text(record, "conversation id")
        to = columns.text(record, "to"), columns.text(record, "recipient profile urls")
        yield _Message(record, conversation, sender, _recipients(*to))


def _recipients(called: str, links: str) -> list[_Who]:
    """Who a message went to: names and links, each parted by commas."""
    found = [names.link_key(link) for link in re.split(r"[,;\s]+", links) if link]
    if len(found) <= 1:
        return [_Who(called, found[0] if found else "")]
    called_each = [cells.line(name) for name in re.split(r"[,;]", called)]
    if len(called_each) != len(found):
        called_each = [""] * len(found)
    return [_Who(*pair) for pair in zip(called_each, found, strict=True)]


def _links(every: Iterable[_Message]) -> dict[str, str]:
    """The link of each name that has just one: some rows leave it out."""
    found: dict[str, set[str]] = defaultdict(set)
    for message in every:
        for who in (message.sender, *message.recipients):
            if who.link:
                found[names.person_key(who.name)].add(who.link)
    return {name: next(iter(links)) for name, links in found.items() if len(links) == 1}


def _key(who: _Who, links: Mapping[str, str]) -> str:
    """What tells one participant from another: the link, else the name."""
    name = names.person_key(who.name)
    return who.link or links.get(name, name)


def _owner(
    every: list[_Message], links: Mapping[str, str], said: str
) -> tuple[str, list[str]]:
    """Whose messages they are: who takes part in every conversation.

    Returns:
        Their key, empty where several may be meant; and the names to choose from.
    """
    called: dict[str, str] = {}
    talks: dict[str, set[str]] = defaultdict(set)
    for message in every:
        for who in (message.sender, *message.recipients):
            called.setdefault(_key(who, links), who.name)
            talks[_key(who, links)].add(message.conversation)
    shown = sorted(called, key=lambda key: (-len(talks[key]), called[key]))
    wanted = names.person_key(said)
    for key in shown:
        name = names.person_key(called[key])
        if name == wanted if wanted else name in _OWNERS:
            return key, [called[key] for key in shown]
    most = len({message.conversation for message in every})
    always = [key for key in shown if len(talks[key]) == most]
    mine = always[0] if len(always) == 1 and not wanted else ""
    return mine, [called[key] for key in shown if called[key]]


def _take(
    found: _Found,
    columns: _Columns,
    message: _Message,
    known: tuple[Mapping[str, str], str],
    answers: Answers,
) -> None:
    """Add the contacts that one message is."""
    links, mine = known
    record = message.record
    raw = columns.raw(record)
    on = days.read(columns.text(record, "date"), day_first=_MONTH_FIRST)
    if on is None:
        reason = f"Its day “{columns.text(record, 'date')[:40]}” cannot be read."
        found.problems.append(Problem(record.number, reason, raw))
        return
    inbound = _key(message.sender, links) != mine
    others = [message.sender] if inbound else message.recipients
    others = [who for who in others if _key(who, links) != mine]
    if len(others) > GROUP:
        found.left_out[f"{{}} left out that went to more than {GROUP} people."] += 1
        return
    named = [who for who in others if 0 < len(who.name) <= NAME]
    if not named:
        found.left_out["{} left out that go to nobody by name."] += 1
        return
    note = columns.text(record, "content")[:_NOTE] if answers.with_texts else ""
    found.rows += [
        ExchangeRow(
            record.number,
            who.name,
            on,
            inbound,
            InteractionKind.MESSAGE,
            profile_url=cells.web(
                who.link or links.get(names.person_key(who.name), "")
            ),
            note=note,
            raw=raw,
        )
        for who in named
    ]


# ---- invitations, recommendations, endorsements


def invitations(table: Table, answers: Answers) -> Parsed:
    """Read invitations to connect, sent and received."""
    columns = _Columns(table)
    found = _Found(table, ImportKind.INVITATIONS)
    order = _order(columns, "sent at")
    for record in table.records:
        way = columns.text(record, "direction").casefold()
        if way not in {"incoming", "outgoing"}:
            reason = "Its direction is neither INCOMING nor OUTGOING."
            found.problems.append(Problem(record.number, reason, columns.raw(record)))
            continue
        inbound = way == "incoming"
        side, link = ("from", "inviter") if inbound else ("to", "invitee")
        note = "Invited you to connect" if inbound else "You invited them to connect"
        written = columns.text(record, "message")[:_NOTE]
        _add(
            found,
            columns,
            record,
            _Fact(
                name=columns.text(record, side),
                link=columns.text(record, f"{link} profile url"),
                day=columns.text(record, "sent at"),
                inbound=inbound,
                note=f"{note}: {written}" if written and answers.with_texts else note,
            ),
            order,
        )
    return found.parsed()


def recommendations(table: Table, answers: Answers) -> Parsed:
    """Read recommendations: of the searcher, or in a file of given ones by them."""
    columns = _Columns(table)
    found = _Found(table, ImportKind.RECOMMENDATIONS)
    order = _order(columns, "creation date")
    inbound = "given" not in table.file.casefold()
    note = "Recommended you" if inbound else "You recommended them"
    for record in table.records:
        written = columns.text(record, "text")[:_NOTE]
        _add(
            found,
            columns,
            record,
            _Fact(
                name=_full_name(columns, record, ""),
                company=columns.text(record, "company"),
                title=columns.text(record, "job title"),
                day=columns.text(record, "creation date"),
                inbound=inbound,
                note=f"{note}: {written}" if written and answers.with_texts else note,
            ),
            order,
        )
    return found.parsed()


def endorsements(table: Table, _answers: Answers) -> Parsed:
    """Read endorsements of skills, received and given."""
    columns = _Columns(table)
    found = _Found(table, ImportKind.ENDORSEMENTS)
    order = _order(columns, "endorsement date")
    inbound = any(cells.key(name).startswith("endorser ") for name in table.columns)
    side = "endorser" if inbound else "endorsee"
    for record in table.records:
        skill = columns.text(record, "skill name")[:100]
        _add(
            found,
            columns,
            record,
            _Fact(
                name=_full_name(columns, record, f"{side} "),
                link=columns.text(record, f"{side} public url"),
                day=columns.text(record, "endorsement date"),
                inbound=inbound,
                note=f"Endorsed {'you' if inbound else 'by you'}: {skill}",
            ),
            order,
        )
    return found.parsed()


class _Fact(NamedTuple):
    """One contact as its row words it."""

    name: str
    day: str
    inbound: bool
    note: str
    link: str = ""
    company: str = ""
    title: str = ""


def _order(columns: _Columns, key: str) -> days.Order:
    return days.order(columns.values(key), default=_MONTH_FIRST)


def _full_name(columns: _Columns, record: Record, side: str) -> str:
    first, last = (
        columns.text(record, f"{side}{part} name") for part in ("first", "last")
    )
    return f"{first} {last}".strip()


def _add(
    found: _Found, columns: _Columns, record: Record, fact: _Fact, order: days.Order
) -> None:
    """Add one contact, or say why it is none."""
    on = days.read(fact.day, day_first=order.day_first)
    reason = ""
    if not any(char.isalnum() for char in fact.name) or len(fact.name) > NAME:
        reason = "It names nobody."
    elif on is None:
        reason = f"Its day “{fact.day[:40]}” cannot be read."
    misfit = found.table.misfit(record, is_strict=True)
    if misfit or on is None or reason:
        raw = columns.raw(record)
        found.problems.append(misfit or Problem(record.number, reason, raw))
        return
    found.rows.append(
        ExchangeRow(
            record.number,
            fact.name,
            on,
            fact.inbound,
            InteractionKind.OTHER,
            profile_url=cells.web(fact.link),
            company=cells.clip(cells.named(fact.company), NAME),
            title=cells.clip(cells.named(fact.title), NAME),
            note=fact.note,
            raw=columns.raw(record),
        )
    )
