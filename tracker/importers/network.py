"""Rows of a professional network's export: contacts, applications, saved jobs."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.importers import cells, days, headers
from tracker.importers.rows import ApplicationRow, ContactRow, Parsed, Problem
from tracker.models import NAME, TEXT, ImportKind, Source, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.importers.rows import Answers
    from tracker.importers.tables import Record, Table

_MONTH_FIRST = False
"""The network writes 3/24/23 whatever the member's language."""


_ANSWERS = "question and answers"
"""What was answered in an application: kept only where that is asked for."""


def connections(table: Table, answers: Answers) -> Parsed:
    """Read contacts."""
    fields = headers.contacts(table.columns)
    dates = days.order(
        (table.value(row, fields.get("connected_on")) for row in table.records),
        default=_MONTH_FIRST if answers.day_first is None else answers.day_first,
    )
    rows: list[ContactRow] = []
    problems: list[Problem] = []
    unread: Counter[str] = Counter()
    for record in table.records:
        problem = table.misfit(record, is_strict=True)
        row = problem or _contact(table, record, fields, dates)
        if isinstance(row, Problem):
            problems.append(row)
            continue
        rows.append(row)
        day = cells.filled(table.value(record, fields.get("connected_on")))
        if day and row.connected_on is None:
            unread[day] += 1
    return Parsed(
        file=table.file,
        kind=ImportKind.CONNECTIONS,
        sha256=table.sha256,
        rows=tuple(rows),
        problems=tuple(problems),
        notices=(*table.notices, *days.unread_notices(unread)),
        mapping=fields,
        columns=table.columns,
        sample=tuple(table.raw(record) for record in table.records[:5]),
    )


def _contact(
    table: Table, record: Record, fields: Mapping[str, str], dates: days.Order
) -> ContactRow | Problem:
    def value(field: str) -> str:
        return table.value(record, fields.get(field))

    name = cells.line(f"{value('first_name')} {value('last_name')}")
    raw = table.raw(record, frozenset({fields["email"]} if "email" in fields else ()))
    if not any(char.isalnum() for char in name):
        return Problem(record.number, _nameless(name), raw)
    if len(name) > NAME:
        reason = f"Its name has {len(name)} characters, more than {NAME}."
        return Problem(record.number, reason, raw)
    return ContactRow(
        number=record.number,
        name=name,
        profile_url=cells.web(value("profile_url")),
        email=cells.mail(value("email")),
        company=cells.clip(cells.named(value("company")), NAME),
        title=cells.clip(cells.named(value("title")), NAME),
        connected_on=days.read(value("connected_on"), day_first=dates.day_first),
        raw=raw,
    )


def _nameless(name: str) -> str:
    if name:
        return f"Its name “{cells.clip(name, 40)}” has no letters left in it."
    return "It names nobody: first and last name are empty."


def job_applications(table: Table, answers: Answers) -> Parsed:
    """Read what the network noted when the searcher applied through it."""
    return _jobs(table, answers, ImportKind.JOB_APPLICATIONS, "application date")


def saved_jobs(table: Table, answers: Answers) -> Parsed:
    """Read the jobs the searcher saved."""
    return _jobs(table, answers, ImportKind.SAVED_JOBS, "saved date")


def _jobs(table: Table, answers: Answers, kind: ImportKind, day: str) -> Parsed:
    column = {cells.key(name): name for name in table.columns}
    fields = {
        "company": column["company name"],
        "title": column["job title"],
        "url": column["job url"],
        "applied" if kind is ImportKind.JOB_APPLICATIONS else "saved": column[day],
    }
    dates = days.order(
        (table.value(row, column[day]) for row in table.records),
        default=_MONTH_FIRST if answers.day_first is None else answers.day_first,
    )
    rows: list[ApplicationRow] = []
    problems: list[Problem] = []
    unread: Counter[str] = Counter()
    for record in table.records:
        problem = table.misfit(record, is_strict=True)
        row = problem or _job(table, record, fields, kind)
        if isinstance(row, ApplicationRow) and answers.with_texts:
            said = cells.paragraph(table.value(record, column.get(_ANSWERS)))
            row = replace(row, note=cells.clip(said, TEXT))
        if isinstance(row, Problem):
            problems.append(row)
            continue
        written = cells.filled(table.value(record, column[day]))
        on = days.read(written, day_first=dates.day_first)
        unread.update([written] if written and on is None else [])
        rows.append(replace(row, on=on))
    return Parsed(
        file=table.file,
        kind=kind,
        sha256=table.sha256,
        rows=tuple(rows),
        problems=tuple(problems),
        notices=(*table.notices, *days.unread_notices(unread)),
        mapping=fields,
        columns=table.columns,
        sample=tuple(table.raw(record) for record in table.records[:5]),
    )


def _job(
    table: Table, record: Record, fields: Mapping[str, str], kind: ImportKind
) -> ApplicationRow | Problem:
    company = cells.named(table.value(record, fields["company"]))
    raw = table.raw(record)
    if not company:
        return Problem(record.number, "It names no company.", raw)
    if len(company) > NAME:
        reason = f"Its company has {len(company)} characters, more than {NAME}."
        return Problem(record.number, reason, raw)
    is_applied = kind is ImportKind.JOB_APPLICATIONS
    return ApplicationRow(
        number=record.number,
        company=company,
        title=cells.clip(cells.named(table.value(record, fields["title"])), NAME),
        url=cells.web(table.value(record, fields["url"])),
        stage=Stage.APPLIED if is_applied else Stage.SAVED,
        source=Source.ONLINE if is_applied else None,
        raw=raw,
    )
