"""What was done to find work, week by week, to print for an employment office."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from tracker import planning
from tracker.exporters.material import Made
from tracker.exporters.texts import markup
from tracker.models import Stage
from tracker.pipeline import LABELS
from tracker.reports.applications import SOURCES
from tracker.reports.today import ROUND_LABELS, local_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from tracker.exporters.material import Material
    from tracker.models import Application

COLUMNS = ("Date", "Employer", "Contact", "Method", "Result")
_STYLE = (
    "body{font:11pt/1.4 sans-serif;margin:2cm}table{border-collapse:collapse;"
    "width:100%;margin-bottom:1em}th,td{border:1px solid #888;padding:3pt 6pt;"
    "text-align:left;vertical-align:top}h2{font-size:12pt;break-after:avoid}"
    "tr{break-inside:avoid}"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""The page can load nothing, whatever a name in it holds."""


class Entry(NamedTuple):
    """One thing that was done."""

    on: date
    employer: str
    contact: str
    method: str
    result: str


def entries(material: Material) -> list[Entry]:
    """All that was done up to the day of the export, the earliest first."""
    found = [
        *_applications(material),
        *_rounds(material),
        *_contacts(material),
    ]
    return sorted(each for each in found if each.on <= material.on)


def to_work_log(material: Material) -> Made:
    """Make a page to print, with one table for each week."""
    searcher = material.search.searcher.name
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<title>Work-search log</title><style>{_STYLE}</style></head><body>",
        f"<h1>Work-search log{f' of {markup(searcher)}' if searcher else ''}</h1>",
        f"<p>Printed on {planning.long_day(material.on, with_year=True)}.</p>",
        *_weeks(entries(material)),
        "</body></html>",
    ]
    return Made(("\n".join(parts) + "\n").encode())


def _weeks(rows: Sequence[Entry]) -> Iterator[str]:
    if not rows:
        yield "<p>Nothing is recorded yet.</p>"
    for monday, week in groupby(rows, lambda row: _monday(row.on)):
        yield f"<h2>Week of {planning.long_day(monday, with_year=True)}</h2>"
        head = "".join(f'<th scope="col">{name}</th>' for name in COLUMNS)
        yield f"<table><thead><tr>{head}</tr></thead><tbody>"
        for on, *cells in week:
            told = (on.isoformat(), *map(markup, cells))
            yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in told)}</tr>"
        yield "</tbody></table>"


def _monday(on: date) -> date:
    return on - timedelta(days=min(on.weekday(), on.toordinal() - 1))


def _applications(material: Material) -> Iterator[Entry]:
    search = material.search
    for row in search.applications.values():
        for change in search.history.get(row.id, ()):
            if change.stage is Stage.APPLIED:
                source = SOURCES[row.source] if row.source else "Application"
                yield Entry(
                    change.on,
                    _employer(material, row),
                    "",
                    f"Applied: {source.lower()}",
                    f"{row.title}: {LABELS[row.stage].lower()}",
                )


def _rounds(material: Material) -> Iterator[Entry]:
    search = material.search
    for round_ in search.rounds.values():
        row = search.applications[round_.application_id]
        panel = [person.name for person in search.panel_of.get(round_.id, ())]
        yield Entry(
            local_day(round_, material.zone),
            _employer(material, row),
            ", ".join(panel) if material.names_people else "",
            f"Interview: {ROUND_LABELS[round_.kind].lower()}",
            f"{row.title}: {LABELS[row.stage].lower()}",
        )


def _contacts(material: Material) -> Iterator[Entry]:
    search = material.search
    for contact in search.interactions.values():
        id_, whose = contact.application_id, contact.person_id
        row = search.applications.get(id_) if id_ else None
        person = search.people.get(whose) if whose else None
        way = "received" if contact.inbound else "sent"
        kind = contact.kind.value.capitalize()
        yield Entry(
            contact.on,
            _employer(material, row) if row else "",
            person.name if person and material.names_people else "",
            f"{kind} {way}" if kind == "Message" else kind,
            f"{row.title}: {LABELS[row.stage].lower()}" if row else "",
        )


def _employer(material: Material, row: Application) -> str:
    return material.search.companies[row.company_id].name
