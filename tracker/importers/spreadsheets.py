"""Rows of any application tracker that is a spreadsheet."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.importers import cells, days, headers, statuses
from tracker.importers.rows import ApplicationRow, Parsed, Problem, Question
from tracker.models import NAME, TEXT, ImportKind, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from tracker.importers.rows import Answers
    from tracker.importers.tables import Record, Table

_AT = re.compile(r"(?P<title>\S.*)\s+(?:at|@)\s+(?P<company>\S.*)", re.IGNORECASE)
_YES = frozenset(
    {"true", "yes", "ja", "oui", "si", "sí", "sim", "x", "1", "✓", "✔", "✅"}
)
_NO = frozenset({"false", "no", "nein", "non", "não", "nee", "0", "❌"})


@dataclass
class _Findings:
    """What is counted while rows are read."""

    spellings: dict[str, str] = field(default_factory=dict)
    """A status as first met, by `cells.key`."""
    unread_days: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    loose: Counter[str] = field(default_factory=Counter)
    sentences: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class _Reader:
    """How the rows of one table are to be read."""

    table: Table
    fields: Mapping[str, str]
    stages: Mapping[str, Stage]
    """What the searcher said, by `cells.key` of the status."""
    orders: Mapping[str, days.Order]
    splits_title: bool
    findings: _Findings = field(default_factory=_Findings)

    def text(self, record: Record, field: str) -> str:
        """A cell by field, defaults taken for empty."""
        return cells.filled(self.table.value(record, self.fields.get(field)))


def read(table: Table, answers: Answers) -> Parsed:
    """Read applications, as far as the columns are known or answered."""
    fields = _fields(table, answers)
    splits_title = "company" not in fields and _names_companies(table, fields)
    reader = _Reader(
        table=table,
        fields=fields,
        stages={cells.key(text): stage for text, stage in answers.stages.items()},
        orders={name: _order(table, fields, name, answers) for name in _DATED},
        splits_title=splits_title,
    )
    is_clear = "company" in fields or splits_title
    rows: list[ApplicationRow] = []
    problems: list[Problem] = []
    for record in table.records if is_clear else ():
        row = table.misfit(record, is_strict=False) or _row(reader, record)
        if isinstance(row, Problem):
            problems.append(row)
        elif row:
            rows.append(row)
    return Parsed(
        file=table.file,
        kind=ImportKind.SPREADSHEET,
        sha256=table.sha256,
        rows=tuple(rows),
        problems=tuple(problems),
        notices=tuple(_notices(reader)),
        mapping=fields,
        columns=table.columns,
        sample=tuple(table.raw(record) for record in table.records[:5]),
        unknown_statuses=dict(reader.findings.unknown),
        ask=tuple(_questions(reader, answers, is_clear=is_clear)),
    )


_DATED = ("applied", "saved")


def _fields(table: Table, answers: Answers) -> dict[str, str]:
    """The column of each field: the answered one, else the one its name tells."""
    found = headers.applications(table.columns)
    for name, column in answers.mapping.items():
        found.pop(name, None)
        if column in table.places:
            found[name] = column
    return found


def _names_companies(table: Table, fields: Mapping[str, str]) -> bool:
    """Whether every title ends with its company: “Engineer at Acme”."""
    titles = [table.value(record, fields.get("title")) for record in table.records]
    named = [cells.line(title) for title in titles if title.strip()]
    return bool(named) and all(_AT.fullmatch(title) for title in named)


def _order(
    table: Table, fields: Mapping[str, str], name: str, answers: Answers
) -> days.Order:
    column = fields.get(name)
    values = (table.value(record, column) for record in table.records)
    return days.order(values, default=answers.day_first)


def _row(reader: _Reader, record: Record) -> ApplicationRow | Problem | None:
    """Read a row; None where it holds nothing but a template's defaults."""
    title, company = _title_and_company(reader, record)
    url = cells.web(reader.text(record, "url"))
    if not company:
        return _nameless(reader, record, is_row=bool(title or url))
    if len(company) > NAME:
        reason = f"Its company has {len(company)} characters, more than {NAME}."
        return Problem(record.number, reason, reader.table.raw(record))
    applied, saved = (_day(reader, record, name) for name in _DATED)
    status = cells.clip(reader.text(record, "status"), NAME)
    is_applied = applied is not None or _says_yes(reader, record)
    stage = _stage(reader, status, is_applied=is_applied)
    on = saved or applied if stage is Stage.SAVED else applied or saved
    if stage is not Stage.SAVED and saved and not applied:
        reader.findings.sentences[
            "{} without a day of applying: the day of saving stands for it."
        ] += 1
    source = cells.clip(reader.text(record, "source"), NAME)
    return ApplicationRow(
        number=record.number,
        company=company,
        title=cells.clip(title, NAME),
        url=url,
        stage=stage,
        status=status,
        on=on,
        source=statuses.source(source),
        location=cells.clip(reader.text(record, "location"), NAME),
        salary=cells.clip(reader.text(record, "salary"), NAME),
        note=_note(reader, record, source),
        raw=reader.table.raw(record),
    )


def _title_and_company(reader: _Reader, record: Record) -> tuple[str, str]:
    title, company = (
        cells.named(reader.table.value(record, reader.fields.get(name)))
        for name in ("title", "company")
    )
    parts = _AT.fullmatch(title) if reader.splits_title else None
    return (parts["title"], parts["company"]) if parts else (title, company)


def _nameless(reader: _Reader, record: Record, *, is_row: bool) -> Problem | None:
    """Tell a row without company from the empty lines of a template.

    Templates fill 1,000 rows with check boxes and drop-down defaults: only a
    title, a link, a day or a note was typed by somebody.
    """
    typed = is_row or any(reader.text(record, name) for name in ("note", *_DATED))
    if not typed:
        reader.findings.sentences["{} with nothing but defaults left out."] += 1
        return None
    return Problem(record.number, "It names no company.", reader.table.raw(record))


def _day(reader: _Reader, record: Record, name: str) -> date | None:
    value = reader.text(record, name)
    day = days.read(value, day_first=reader.orders[name].day_first)
    is_unread = day is None and value and value.casefold() not in _YES | _NO
    if is_unread and not days.has_two_readings(value):
        reader.findings.unread_days[value] += 1
    return day


def _says_yes(reader: _Reader, record: Record) -> bool:
    """Whether a column such as “Applied” is ticked rather than dated."""
    value = reader.table.value(record, reader.fields.get("applied"))
    return cells.line(value).casefold() in _YES


def _stage(reader: _Reader, status: str, *, is_applied: bool) -> Stage | None:
    if not status:
        if is_applied:
            return Stage.APPLIED
        reader.findings.sentences["{} without status or day taken as Saved."] += 1
        return Stage.SAVED
    known = reader.stages.get(cells.key(status))
    if known:
        return known
    stage = statuses.stage(status)
    if stage is None:
        reader.findings.unknown[_spelling(reader, status)] += 1
    elif statuses.is_loose(status):
        reader.findings.loose[_spelling(reader, status)] += 1
    return stage


def _spelling(reader: _Reader, status: str) -> str:
    """The spelling under which a status was first met."""
    return reader.findings.spellings.setdefault(cells.key(status), status)


def _note(reader: _Reader, record: Record, source: str) -> str:
    """The note; a source that no word of ours covers is kept at its end."""
    value = reader.table.value(record, reader.fields.get("note"))
    note = "" if not cells.filled(value) else cells.paragraph(value)
    if source and not statuses.is_known_source(source):
        note = f"{note}\nSource: {source}".strip()
    return cells.clip(note, TEXT)


def _notices(reader: _Reader) -> list[str]:
    findings = reader.findings
    notices = list(reader.table.notices)
    if reader.splits_title:
        notices.append("The company was read from the end of the title (“… at Acme”).")
    notices += days.unread_notices(findings.unread_days)
    notices += [
        sentence.format("1 row" if count == 1 else f"{count:,} rows")
        for sentence, count in sorted(findings.sentences.items())
    ]
    notices += [
        f"“{text}” ({count:,}) was read as Screen: it tells no more than that."
        for text, count in findings.loose.items()
    ]
    return notices


def _questions(reader: _Reader, answers: Answers, *, is_clear: bool) -> list[Question]:
    questions = []
    if not is_clear:
        text = "Which column holds the company?"
        questions.append(Question("company", text))
    if "title" not in reader.fields and "title" not in answers.mapping:
        text = "Which column holds the job title?"
        questions.append(Question("title", text, needed=False))
    for name in _DATED:
        doubtful = reader.orders[name].doubtful
        if doubtful:
            column = reader.fields[name]
            text = f"In “{column}”, is {doubtful[0]} written day first or month first?"
            questions.append(Question("day_first", text, column, doubtful[:5]))
    return questions
