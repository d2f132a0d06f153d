"""Short ways to do what a searcher does, for tests."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from tracker import commands, exporters, inputs
from tracker.importers import ApplicationRow, ContactRow, Parsed
from tracker.models import ImportKind, Stage, StageChange

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.models import Application, Offer, Person, Tie
    from tracker.store import Store, Work

MONDAY = date(2026, 3, 2)
TUESDAY = date(2026, 3, 3)
FRIDAY = date(2026, 3, 6)


def log(
    work: Work, company: str = "Acme", title: str = "Engineer", **facts: object
) -> Application:
    given = {"company": company, "title": title} | facts
    return commands.add_application(
        work, inputs.parse(inputs.ApplicationIn, given), on=MONDAY
    )


def meet(work: Work, name: str, company: str = "", **facts: object) -> Person:
    given = {"name": name, "company": company} | facts
    return commands.add_person(work, inputs.parse(inputs.PersonIn, given))


def tie(work: Work, start: str, end: str, **facts: object) -> Tie:
    given = {"from": start, "to": end} | facts
    return commands.add_tie(work, inputs.parse(inputs.TieIn, given))


def offer(work: Work, **facts: object) -> Offer:
    given = {"company": "Acme", "title": "Engineer", "currency": "EUR", "base": "100"}
    return commands.add_offer(
        work, inputs.parse(inputs.OfferIn, given | facts), on=FRIDAY
    )


def history(work: Work, application_id: UUID) -> list[tuple[date, Stage]]:
    rows = work.all(StageChange, StageChange.application_id == application_id)
    return [(c.on, c.stage) for c in sorted(rows, key=lambda c: (c.on, c.number))]


def export(store: Store) -> bytes:
    with store.reading() as work:
        return exporters.to_json(work)


def contacts(*rows: ContactRow, file: str = "Connections.csv") -> Parsed:
    return Parsed(file, ImportKind.CONNECTIONS, _sha256(rows), rows)


def jobs(*rows: ApplicationRow, file: str = "Job Applications.csv") -> Parsed:
    return Parsed(file, ImportKind.JOB_APPLICATIONS, _sha256(rows), rows)


def _sha256(rows: tuple[object, ...]) -> str:
    return sha256(repr(rows).encode()).hexdigest()


def contact(number: int, name: str, company: str = "", **facts: object) -> ContactRow:
    raw = {"Name": name, "Company": company, "Position": str(facts.get("title", ""))}
    return ContactRow(
        number=number,
        name=name,
        company=company,
        raw={column: cell for column, cell in raw.items() if cell},
        **facts,  # type: ignore[arg-type]
    )
