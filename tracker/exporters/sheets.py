"""The search as tables that people read: what a workbook and a CSV bundle hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.agenda import safe_zone
from tracker.exporters.privacy import People
from tracker.pipeline import LABELS
from tracker.reports.today import ROUND_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from uuid import UUID

    from tracker.exporters.material import Material

Cell = Any
"""Text, a number, a day, an instant without a zone, or None."""


class Sheet(NamedTuple):
    """One table."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]


def sheets(material: Material) -> list[Sheet]:
    """Every table; without other people only those that speak of none."""
    found = [
        _applications(material),
        _stages(material),
        _rounds(material),
        _offers(material),
        _tasks(material),
    ]
    if material.people is not People.LEFT_OUT:
        found += [_people(material), _asks(material), _contacts(material)]
    return found


def _note(material: Material, note: str) -> str:
    return note if material.names_people else ""


def _name(material: Material, id_: UUID | None) -> str:
    network = material.network
    row = network.row_of.get(id_) if id_ else None
    if row is None or id_ is None:
        return ""
    if row == network.me or material.names_people:
        return network.names[row]
    return material.mask.name(id_)


def _label(material: Material, id_: UUID | None) -> tuple[str, str]:
    search = material.search
    row = search.applications.get(id_) if id_ else None
    return (search.companies[row.company_id].name, row.title) if row else ("", "")


def _local(at: datetime, zone: str) -> datetime:
    """An instant as the clock there shows it: cells know no time zones."""
    return at.astimezone(safe_zone(zone)).replace(tzinfo=None)


def _applications(material: Material) -> Sheet:
    def rows() -> Iterator[tuple[Cell, ...]]:
        search = material.search
        for id_, row in sorted(search.applications.items(), key=lambda x: str(x[0])):
            history = search.history.get(id_, ())
            yield (
                *_label(material, id_),
                LABELS[row.stage],
                history[0].on if history else None,
                history[-1].on if history else None,
                row.source.value if row.source else "",
                row.location,
                row.salary,
                row.url,
                _note(material, row.note),
            )

    columns = ("Company", "Title", "Stage", "Logged on", "In this stage since")
    more = ("Source", "Location", "Salary", "Link", "Note")
    return Sheet("Applications", (*columns, *more), sorted(rows(), key=_by_text))


def _by_text(row: tuple[Cell, ...]) -> tuple[str, str]:
    return str(row[0]).casefold(), str(row[1]).casefold()


def _stages(material: Material) -> Sheet:
    search = material.search
    rows = [
        (*_label(material, id_), LABELS[change.stage], change.on)
        for id_, history in search.history.items()
        for change in history
    ]
    return Sheet("Stages", ("Company", "Title", "Stage", "On"), rows)


def _rounds(material: Material) -> Sheet:
    search = material.search
    rows = [
        (
            *_label(material, row.application_id),
            ROUND_LABELS[row.kind],
            row.format.value if row.format else "",
            _local(row.starts_at, row.time_zone),
            row.time_zone,
            row.minutes,
            row.place,
            ", ".join(
                _name(material, person.id)
                for person in search.panel_of.get(row.id, ())
                if material.people is not People.LEFT_OUT
            ),
            _note(material, row.note),
        )
        for row in sorted(search.rounds.values(), key=lambda r: r.starts_at)
    ]
    columns = ("Company", "Title", "Round", "Format", "Starts at", "Time zone")
    more = ("Minutes", "Place", "With", "Note")
    return Sheet("Rounds", (*columns, *more), rows)


def _offers(material: Material) -> Sheet:
    rows = [
        (
            *_label(material, row.application_id),
            row.currency,
            row.base,
            row.bonus_target,
            row.sign_on,
            row.received_on,
            row.deadline_on,
            "yes" if row.in_writing else "no",
            row.location,
            _note(material, row.note),
        )
        for row in sorted(material.search.offers.values(), key=lambda o: str(o.id))
    ]
    columns = ("Company", "Title", "Currency", "Base", "Bonus share", "Sign-on bonus")
    more = ("Received on", "Answer by", "In writing", "Location", "Note")
    return Sheet("Offers", (*columns, *more), rows)


def _tasks(material: Material) -> Sheet:
    rows = [
        (
            material.text(row.what),
            row.due_on,
            row.done_on,
            *_label(material, row.application_id),
        )
        for row in sorted(material.search.tasks.values(), key=lambda t: t.due_on)
    ]
    columns = ("What", "Due on", "Done on", "Company", "Title")
    return Sheet("Tasks", columns, rows)


def _people(material: Material) -> Sheet:
    network, named = material.network, material.names_people
    rows = []
    for row in sorted(range(len(network.ids)), key=lambda r: int(network.order[r])):
        jobs = network.jobs.get(row, ())
        rows.append(
            (
                _name(material, network.ids[row]),
                network.companies[jobs[0][0]] if jobs else "",
                jobs[0][1] if jobs and named else "",
                network.emails[row] if named else "",
                network.links[row] if named else "",
                float(network.closeness[row]) or None,
            )
        )
    columns = ("Name", "Company", "Title", "E-mail", "Link", "Chance to pass me on")
    return Sheet("People", columns, rows)


def _asks(material: Material) -> Sheet:
    search = material.search
    rows = [
        (
            _name(material, row.person_id),
            search.companies[row.company_id].name,
            row.state.value,
            row.asked_on,
            _note(material, row.note),
        )
        for row in sorted(search.asks.values(), key=lambda a: str(a.id))
    ]
    return Sheet("Asks", ("Person", "Company", "State", "Asked on", "Note"), rows)


def _contacts(material: Material) -> Sheet:
    rows = [
        (
            row.on,
            _name(material, row.person_id),
            *_label(material, row.application_id),
            row.kind.value,
            "in" if row.inbound else "out",
            _note(material, row.note),
        )
        for row in sorted(material.search.interactions.values(), key=lambda i: i.on)
    ]
    columns = ("On", "Person", "Company", "Title", "Kind", "Direction", "Note")
    return Sheet("Contacts", columns, rows)
