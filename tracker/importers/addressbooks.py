"""Address books as tables: of Google, of Outlook in six languages, and any other.

Only what this program uses is read: name, e-mail addresses, one phone number,
employer, title and profile link. Street addresses, birthdays and notes of other
people are never copied.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from tracker.importers import cells, headers
from tracker.importers.rows import ContactRow, Parsed, Problem
from tracker.models import NAME, ImportKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tracker.importers.rows import Answers
    from tracker.importers.tables import Record, Table

_SEVERAL = re.compile(r"\s*:::\s*|\s*;\s*|\s*,\s*(?=\S+@)")
"""What Google and people put between two addresses in one cell."""
_ADDRESS = re.compile(r"[^@\s]{1,100}@[^@\s]{1,90}\.[^@\s.]{2,9}")
PHONE = 64
"""The longest phone number that is kept, in characters."""
_GONE = frozenset({"delete", "deleted", "remove"})
_PROFILE = re.compile(
    r"linkedin\.com/in/|github\.com/|xing\.com/profile/", re.IGNORECASE
)


def read(table: Table, _answers: Answers) -> Parsed:
    """Read an address book."""
    fields = headers.book(table.columns)
    mails, phones = headers.mails(table.columns), headers.phones(table.columns)
    used = {*fields.values(), *mails, *phones}
    rows: list[ContactRow] = []
    problems: list[Problem] = []
    for record in table.records:
        raw = {name: text for name, text in _raw(table, record, used).items() if text}
        problem = table.misfit(record, is_strict=False)
        problem = problem or _gone(table, record, fields, raw)
        row: ContactRow | Problem
        if problem:
            row = problem
        else:
            entry = Entry(
                number=record.number,
                name=_name(table, record, fields),
                mails=[table.value(record, column) for column in mails],
                phones=[table.value(record, column) for column in phones],
                company=table.value(record, fields.get("company")),
                title=table.value(record, fields.get("title")),
                links=[table.value(record, fields.get("url"))],
                raw=raw,
            )
            row = contact(entry)
        if isinstance(row, Problem):
            problems.append(row)
        else:
            rows.append(row)
    return Parsed(
        file=table.file,
        kind=ImportKind.ADDRESS_BOOK,
        sha256=table.sha256,
        rows=tuple(rows),
        problems=tuple(problems),
        notices=table.notices,
        mapping=fields,
        columns=table.columns,
        sample=tuple(_raw(table, record, used) for record in table.records[:5]),
    )


class Entry(NamedTuple):
    """One entry as its file words it."""

    number: int
    name: str
    mails: Iterable[str]
    phones: Iterable[str]
    company: str
    title: str
    links: Iterable[str]
    raw: dict[str, str]


def contact(entry: Entry) -> ContactRow | Problem:
    """Make a contact of an entry's texts, or say why it is none.

    An entry without a name is one that a mail program kept by itself.
    """
    addresses = _addresses(entry.mails)
    called = cells.line(entry.name)
    if _ADDRESS.fullmatch(
        called
    ):  # a program that knew no name wrote the address there
        addresses = tuple(dict.fromkeys([called, *addresses]))
        called = ""
    if not any(char.isalnum() for char in called):
        reason = "It names nobody."
        if addresses:
            reason = "It has an address but no name; name the person and try again."
        return Problem(entry.number, reason, entry.raw)
    if len(called) > NAME:
        reason = f"Its name has {len(called)} characters, more than {NAME}."
        return Problem(entry.number, reason, entry.raw)
    webs = [cells.web(link) for text in entry.links for link in _SEVERAL.split(text)]
    return ContactRow(
        number=entry.number,
        name=called,
        profile_url=next(filter(_PROFILE.search, webs), ""),
        email=addresses[0] if addresses else "",
        company=cells.clip(cells.named(entry.company), NAME),
        title=cells.clip(cells.named(entry.title), NAME),
        raw=entry.raw,
        other_emails=addresses[1:],
        phone=_phone(entry.phones),
    )


def _addresses(texts: Iterable[str]) -> tuple[str, ...]:
    """Every address, each once whatever its case, in their order."""
    found: dict[str, str] = {}
    for text in texts:
        for part in _SEVERAL.split(text[:20_000]):
            address = cells.mail(part.removeprefix("mailto:"))
            if address:
                found.setdefault(address.casefold(), address)
    return tuple(found.values())


def _phone(texts: Iterable[str]) -> str:
    """The first phone number that is one."""
    for text in texts:
        for part in text[:20_000].split(":::"):
            number = cells.line(part)
            if any(char.isdigit() for char in number) and len(number) <= PHONE:
                return number
    return ""


def _name(table: Table, record: Record, fields: Mapping[str, str]) -> str:
    """The name as a whole, else its parts; “Smith, Zoë” as people say it."""
    parts = [
        table.value(record, fields.get(part)) for part in ("first", "middle", "last")
    ]
    given = cells.line(" ".join(parts))
    whole = cells.line(table.value(record, fields.get("name")))
    if parts[0].strip() and parts[2].strip():
        return given
    return whole or given


def _gone(
    table: Table, record: Record, fields: Mapping[str, str], raw: dict[str, str]
) -> Problem | None:
    action = cells.line(table.value(record, fields.get("action")))
    if action.casefold() not in _GONE:
        return None
    return Problem(
        record.number, f"Its action is “{action}”: it is to be deleted, not added.", raw
    )


def _raw(table: Table, record: Record, used: Iterable[str]) -> dict[str, str]:
    """The cells that are used, in the order of the file."""
    wanted: Counter[str] = Counter(used)
    return {
        column: cells.paragraph(table.value(record, column))
        for column in table.columns
        if wanted[column] and table.value(record, column).strip()
    }
