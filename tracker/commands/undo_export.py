"""Taking back an export of Foothold's that was brought in.

What was changed since, and what something else stands on, stays; so does then
all that belongs to it, such as the stages of an application.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete
from sqlmodel import select

from tracker.commands.exports import in_order
from tracker.commands.records import columns_of
from tracker.commands.settling import settle
from tracker.commands.undo.asking import named
from tracker.models import Application, Company, ImportRow, Person

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.commands.undo.asking import Touched
    from tracker.models import ImportBatch, Owned
    from tracker.store import Work

_PARTS = {
    "ask_change": "ask_id",
    "company_alias": "company_id",
    "deadline_change": "offer_id",
    "equity_grant": "offer_id",
    "import_row": "batch_id",
    "interviewer": "round_id",
    "negotiation": "offer_id",
    "offer_version": "offer_id",
    "position": "person_id",
    "sign_on_bonus": "offer_id",
    "stage_change": "application_id",
}
"""Tables whose rows are part of another record, and the column that says of which."""
_LIMIT = 500
"""Ids in one IN list."""

_References = dict[str, dict[str, dict["UUID", "UUID"]]]
"""By table and column: what each row refers to."""


def undo_export(work: Work, batch: ImportBatch) -> list[str]:
    """Delete what bringing in an export added; see the module for what stays.

    Returns:
        The names of the records that stay.
    """
    came = _came(work, batch)
    refers = {str(kind.__tablename__): _refers(work, kind) for kind in in_order()}
    doomed = _doomed(work, came, refers)
    kept = _names_kept(work, came, doomed)
    work.session.delete(batch)
    work.session.flush()
    for kind in reversed(in_order()):
        ids = sorted(doomed[str(kind.__tablename__)])
        for at in range(0, len(ids), _LIMIT):
            work.session.execute(
                delete(kind)
                .where(kind.id.in_(ids[at : at + _LIMIT]))  # type: ignore[attr-defined]
                .execution_options(synchronize_session=False)
            )
    work.session.expire_all()  # rows went by without the session's knowledge
    settle(work)
    work.log_changed = work.network_changed = True
    return kept


def touched_of_export(work: Work, batch: ImportBatch) -> list[Touched]:
    """What of it was changed or built upon since, companies aside, by name."""
    came = _came(work, batch)
    refers = {str(kind.__tablename__): _refers(work, kind) for kind in in_order()}
    doomed = _doomed(work, came, refers)
    found: list[Touched] = []
    for kind in in_order():
        table = str(kind.__tablename__)
        if table in _PARTS or kind is Company:
            continue
        stays = came[table].keys() - doomed[table]
        there = {id_ for id_ in stays if work.session.get(kind, id_) is not None}
        found += named(work, kind, there, _changed(work, kind, came[table]))
    return sorted(found, key=lambda each: (each.name, each.id))


def _came(work: Work, batch: ImportBatch) -> dict[str, dict[UUID, str]]:
    """What came, by table: the version each record had."""
    query = select(ImportRow.record_id, ImportRow.raw).where(
        ImportRow.owner == work.owner, ImportRow.batch_id == batch.id
    )
    found: dict[str, dict[UUID, str]] = defaultdict(dict)
    for id_, raw in work.session.execute(query):
        if id_ is not None:
            found[raw.get("table", "")][id_] = raw.get("version", "")
    return found


def _refers(work: Work, kind: type[Owned]) -> dict[str, dict[UUID, UUID]]:
    found = {}
    for name, _target in columns_of(kind).references:
        query = select(kind.id, getattr(kind, name)).where(kind.owner == work.owner)
        found[name] = {id_: to for id_, to in work.session.execute(query) if to}
    return found


def _doomed(
    work: Work, came: dict[str, dict[UUID, str]], refers: _References
) -> dict[str, set[UUID]]:
    """What goes: all that came, less what stays, until nothing more has to stay."""
    doomed: dict[str, set[UUID]] = defaultdict(set)
    for kind in in_order():
        table = str(kind.__tablename__)
        doomed[table] = set(came[table]) - _changed(work, kind, came[table])
    while True:
        before = sum(map(len, doomed.values()))
        for kind in reversed(in_order()):
            _keep_what_is_stood_on(kind, doomed, refers)
        for table, column in _PARTS.items():
            _keep_parts(table, column, came, doomed, refers)
        if sum(map(len, doomed.values())) == before:
            return doomed


def _changed(work: Work, kind: type[Owned], came: dict[UUID, str]) -> set[UUID]:
    if not came or "version" not in columns_of(kind).names:
        return set()
    query: Any = select(kind.id, kind.version).where(kind.owner == work.owner)  # type: ignore[attr-defined]
    return {
        id_
        for id_, version in work.session.execute(query)
        if id_ in came and str(version) != came[id_]
    }


def _keep_what_is_stood_on(
    kind: type[Owned], doomed: dict[str, set[UUID]], refers: _References
) -> None:
    table = str(kind.__tablename__)
    for name, target in columns_of(kind).references:
        doomed[target] -= {
            to for id_, to in refers[table][name].items() if id_ not in doomed[table]
        }


def _keep_parts(
    table: str,
    column: str,
    came: dict[str, dict[UUID, str]],
    doomed: dict[str, set[UUID]],
    refers: _References,
) -> None:
    """Keep what is part of a record that came and stays."""
    kind = next(kind for kind in in_order() if kind.__tablename__ == table)
    whole = dict(columns_of(kind).references)[column]
    to = refers[table][column]
    stays = came[whole].keys() - doomed[whole]
    doomed[table] -= {id_ for id_ in doomed[table] if to.get(id_) in stays}


def _names_kept(
    work: Work, came: dict[str, dict[UUID, str]], doomed: dict[str, set[UUID]]
) -> list[str]:
    applications = came["application"].keys() - doomed["application"]
    people = came["person"].keys() - doomed["person"]
    return [
        *(row.title for row in work.all(Application) if row.id in applications),
        *(row.name for row in work.all(Person) if row.id in people and not row.is_me),
    ]
