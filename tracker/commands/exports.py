"""An export of Foothold's, brought back in.

Only records whose ids are new are added, all of them or none. A company that is
here under the same name stands for the one in the file, and there is one row of
settings, goal and assumptions: those that are here stay. After it an application
stands in the last of its stages, from wherever they came.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from sqlalchemy import UniqueConstraint, insert
from sqlmodel import select

from tracker import names
from tracker.commands.previews import Summary, summary
from tracker.commands.records import checked, columns_of, refused
from tracker.commands.settling import settle
from tracker.importers.rows import RecordRow
from tracker.matching import Decision
from tracker.models import (
    NAME,
    Application,
    Ask,
    AskChange,
    Company,
    CompanyAlias,
    ImportBatch,
    ImportKind,
    ImportRow,
    Owned,
    RowOutcome,
    StageChange,
    Table,
)
from tracker.store import SCHEMAS
from tracker.store.tables import tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.importers.rows import Parsed
    from tracker.store import Work

CHUNK = 2_000
"""Rows written between two reports of progress."""
_ONE = "You have one already, which stays as it is."
_SAME = "Known under the same name."


@dataclass
class _Plan:
    """What is added, table by table, and what becomes of each record."""

    work: Work
    file: str
    new: dict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    decided: list[Decision] = field(default_factory=list)
    known: dict[str, set[UUID]] = field(default_factory=dict)
    """Ids in the store by table, of this owner; then the new ones as well."""
    instead: dict[UUID, UUID] = field(default_factory=dict)
    """The company here that stands for one in the file."""

    def take(self, row: RecordRow, id_: UUID, outcome: RowOutcome, why: str) -> None:
        """Note what becomes of a record."""
        is_new = outcome is RowOutcome.NEW
        self.decided.append(Decision(row.number, outcome, id_, is_new, why))


def in_order() -> list[type[Owned]]:
    """The tables of facts, each after those it refers to."""
    place = {table.name: n for n, table in enumerate(Table.metadata.sorted_tables)}
    return sorted(tables(), key=lambda kind: place[str(kind.__tablename__)])


def plan_export(work: Work, parsed: Parsed) -> Summary:
    """Say what bringing an export in would do, changing nothing.

    Raises:
        ImportRefusedError: If a record of it cannot be.
    """
    return summary(parsed, _planned(work, parsed).decided)


def add_export(
    work: Work, parsed: Parsed, progress: Callable[[float], None]
) -> Summary:
    """Add the records of an export whose ids are new.

    Raises:
        ImportRefusedError: If a record of it cannot be.
    """
    plan = _planned(work, parsed)
    done = summary(parsed, plan.decided)
    if not done.new:
        return done
    written, total = 0, 2 * done.new
    for kind in in_order():
        rows = plan.new[str(kind.__tablename__)]
        for at in range(0, len(rows), CHUNK):
            work.session.execute(insert(kind), rows[at : at + CHUNK])
            written += len(rows[at : at + CHUNK])
            progress(written / total)
    batch = ImportBatch.model_validate(
        {
            "owner": work.owner,
            "file": names.one_line(parsed.file)[-NAME:] or "file",
            "kind": ImportKind.FOOTHOLD,
            "imported_at": work.now,
            "sha256": parsed.sha256,
        }
    )
    work.add(batch)
    _remember(plan, batch.id, lambda n: progress((written + n) / total))
    work.session.expire_all()
    settle(work)
    work.log_changed = work.network_changed = True
    return replace(done, batch_id=batch.id)


def _remember(plan: _Plan, batch_id: UUID, told: Callable[[int], None]) -> None:
    """Keep which records came: undoing looks them up."""
    number_of = {d.record_id: d.number for d in plan.decided if d.is_new}
    kept = [
        {
            "id": uuid4(),
            "owner": plan.work.owner,
            "batch_id": batch_id,
            "number": number_of[row["id"]],
            "outcome": RowOutcome.NEW,
            "reason": "",
            "record_id": row["id"],
            "raw": {"table": table, "version": str(row.get("version", ""))},
        }
        for table, rows in plan.new.items()
        for row in rows
    ]
    for at in range(0, len(kept), CHUNK):
        plan.work.session.execute(insert(ImportRow), kept[at : at + CHUNK])
        told(at)


# ---- planning


def _planned(work: Work, parsed: Parsed) -> _Plan:
    if parsed.schema not in SCHEMAS:
        raise refused(
            parsed.file,
            f"was written by another Foothold (layout {parsed.schema or 'unknown'}, "
            f"this one knows {SCHEMAS[-1]})",
            "update Foothold and bring it in again",
        )
    by_table: dict[str, list[RecordRow]] = defaultdict(list)
    for row in parsed.rows:
        if isinstance(row, RecordRow):
            by_table[row.table].append(row)
    kinds = in_order()
    for unknown in by_table.keys() - {str(kind.__tablename__) for kind in kinds}:
        raise refused(parsed.file, f"holds “{unknown}”, which is no table of ours")
    plan = _Plan(work, parsed.file)
    for kind in kinds:
        _plan_table(plan, kind, by_table[str(kind.__tablename__)])
    _refuse_without_history(plan, Application, StageChange, "application_id")
    _refuse_without_history(plan, Ask, AskChange, "ask_id")
    return plan


def _plan_table(plan: _Plan, kind: type[Owned], rows: list[RecordRow]) -> None:
    table, work = str(kind.__tablename__), plan.work
    owners = dict(work.session.execute(select(kind.id, kind.owner)).all())
    known = plan.known[table] = {
        id_ for id_, owner in owners.items() if owner == work.owner
    }
    if not rows:
        return
    by_key = _company_keys(work, kind)
    unique = _Unique(work, kind)
    seen: set[UUID] = set()
    for row in rows:
        id_ = _id(plan, row)
        if id_ in seen or (id_ in owners and id_ not in known):
            raise refused(plan.file, f"holds {_called(row)} with an id that is taken")
        seen.add(id_)
        key = str(row.facts.get("key", ""))
        if id_ in known:
            plan.take(row, id_, RowOutcome.KNOWN, "")
        elif unique.is_single and owners and known:
            plan.take(row, id_, RowOutcome.KNOWN, _ONE)
        elif key in by_key:
            plan.instead[id_] = by_key[key]
            plan.take(row, id_, RowOutcome.KNOWN, _SAME)
        else:
            values = checked(plan.file, kind, row, work.owner, plan.instead)
            _refuse_dangling(plan, kind, row, values)
            unique.refuse_second(plan.file, row, values)
            plan.new[table].append(values)
            plan.take(row, id_, RowOutcome.NEW, "")
    known |= {values["id"] for values in plan.new[table]}


def _company_keys(work: Work, kind: type[Owned]) -> dict[str, UUID]:
    """What a name in the file may stand for here already."""
    if kind is Company:
        return {row.key: row.id for row in work.all(Company)}
    if kind is CompanyAlias:
        return {row.key: row.id for row in work.all(CompanyAlias)}
    return {}


def _id(plan: _Plan, row: RecordRow) -> UUID:
    try:
        return UUID(str(row.facts.get("id")))
    except ValueError as error:
        raise refused(plan.file, f"holds {_called(row)} without an id") from error


def _called(row: RecordRow) -> str:
    return f"a record of “{row.table}” (number {row.number})"


class _Unique:
    """What may be in a table only once."""

    def __init__(self, work: Work, kind: type[Owned]) -> None:
        constraints = [
            [column.name for column in constraint.columns]
            for constraint in kind.__table__.constraints  # type: ignore[attr-defined]
            if isinstance(constraint, UniqueConstraint)
        ]
        self.is_single = ["owner"] in constraints
        self._taken: list[tuple[list[str], set[tuple[Any, ...]]]] = []
        for columns in constraints:
            query = select(*(getattr(kind, name) for name in columns)).where(
                kind.owner == work.owner
            )
            found = {tuple(row) for row in work.session.execute(query)}
            self._taken.append((columns, found))

    def refuse_second(self, file: str, row: RecordRow, values: dict[str, Any]) -> None:
        """Refuse a record that says again what another one says."""
        for columns, found in self._taken:
            said = tuple(values[name] for name in columns)
            if said in found:
                raise refused(file, f"holds {_called(row)} that is there twice")
            found.add(said)


def _refuse_dangling(
    plan: _Plan, kind: type[Owned], row: RecordRow, values: dict[str, Any]
) -> None:
    """Refuse a record that refers to one that is nowhere."""
    for name, target in columns_of(kind).references:
        if values[name] is not None and values[name] not in plan.known[target]:
            raise refused(
                plan.file,
                f"holds {_called(row)} whose {name.removesuffix('_id')} is in neither "
                "the file nor the store",
            )


def _refuse_without_history(
    plan: _Plan, kind: type[Owned], changes: type[Owned], parent: str
) -> None:
    """Refuse an application or ask that was never anywhere."""
    steps = Counter(
        row[parent]
        for row in plan.new[str(changes.__tablename__)]
        if row.get("retracted_at") is None
    )
    for row in plan.new[str(kind.__tablename__)]:
        if not steps[row["id"]]:
            raise refused(
                plan.file, f"holds a record of “{kind.__tablename__}” without a history"
            )
