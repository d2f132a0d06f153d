"""What a change did to each row, so that it can be taken back.

A change writes rows through the session, and the database deletes or lets go of
others by its own rules. Before each flush the rows that it will touch are read as
they stand, and once more at the end: the two readings are the step. That holds
whatever a command does, so no command has to know how it is undone.

A change that writes many rows at once by a statement of its own is not journalled
(an import has its own undo): its step is empty, so that no earlier one is taken for the
last. What is deleted for good takes all steps with it.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from sqlalchemy import delete, event, func, select, update
from sqlalchemy.types import TypeDecorator
from sqlmodel import col

from tracker.errors import ConflictError, NotFoundError
from tracker.models import Exact, Owned, Step, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import sqlalchemy as sa
    from sqlalchemy.orm import ORMExecuteState, Session

    from tracker.store import Work

KEPT = 20
"""How many steps of an owner can be taken back."""
MOST = 5_000
"""Rows in one step; a change of more is not journalled."""
_MANY = 500
_COUNTERS = frozenset({"version"})
"""Columns that only ever rise: an undone row is a newer one, not the old one."""

Values = dict[str, Any]
Place = tuple[str, UUID]
"""A row: its table and its id."""


class Image(NamedTuple):
    """A row before and after a change; None where it was not there."""

    table: str
    id: UUID
    before: Values | None
    after: Values | None

    def stored(self) -> dict[str, Any]:
        """As JSON takes it; of a row that stays only what has changed."""
        before, after = self.before, self.after
        if before is not None and after is not None:
            names = [name for name in before if before[name] != after[name]]
            before = {name: before[name] for name in names}
            after = {name: after[name] for name in names}
        return {
            "table": self.table,
            "id": self.id.hex,
            "before": before,
            "after": after,
        }


def image_of(held: Mapping[str, Any]) -> Image:
    """Read an image as `Image.stored` wrote it."""
    return Image(
        str(held["table"]), UUID(held["id"]), held.get("before"), held.get("after")
    )


class Journal:
    """What one change touches, from its first write to its last.

    Args:
        session: The session of the change.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._before: dict[Place, Values | None] = {}
        self.is_whole = True
        """False once something was written that is not in it."""
        event.listen(session, "before_flush", self._look_before)
        event.listen(session, "do_orm_execute", self._notice_statement)

    def _notice_statement(self, state: ORMExecuteState) -> None:
        if state.is_insert or state.is_update or state.is_delete:
            self.is_whole = False

    def _look_before(self, session: Session, _context: object, _rows: object) -> None:
        for row in session.new:
            if isinstance(row, Owned):
                self._before.setdefault((str(row.__tablename__), row.id), None)
        changed = [row for row in session.dirty if session.is_modified(row)]
        touched = {
            (str(row.__tablename__), row.id)
            for row in [*changed, *session.deleted]
            if isinstance(row, Owned)
        }
        gone = [
            (str(row.__tablename__), row.id)
            for row in session.deleted
            if isinstance(row, Owned)
        ]
        touched.update(leaning_on(session, gone))
        unread = touched - self._before.keys()
        self._before |= read(session, unread)

    def images(self) -> list[Image]:
        """Every row that is another one now than before."""
        after = read(self._session, self._before)
        return [
            Image(*place, before, after.get(place))
            for place, before in self._before.items()
            if before != after.get(place)
        ]


def read(session: Session, places: Iterable[Place]) -> dict[Place, Values]:
    """Read rows as the database holds them now; those that are not there are left out.

    Values are as JSON takes them.
    """
    ids: dict[str, list[UUID]] = {}
    for place, id_ in places:
        ids.setdefault(place, []).append(id_)
    found: dict[Place, Values] = {}
    connection = session.connection()
    for name, wanted in ids.items():
        table = Table.metadata.tables[name]
        for at in range(0, len(wanted), _MANY):
            query = select(table).where(table.c.id.in_(wanted[at : at + _MANY]))
            for row in connection.execute(query).mappings():
                found[name, row["id"]] = {
                    key: plain(value)
                    for key, value in row.items()
                    if key not in _COUNTERS
                }
    return found


def leaning_on(session: Session, places: Iterable[Place]) -> Iterator[Place]:
    """The rows that the database deletes or changes when these are deleted."""
    todo = list(places)
    seen = set(todo)
    connection = session.connection()
    while todo:
        target, id_ = todo.pop()
        for table, column, falls in _references()[target]:
            query = select(table.c.id).where(column == id_)
            for (other,) in connection.execute(query):
                place = (table.name, other)
                if place not in seen:
                    seen.add(place)
                    yield place
                    if falls:
                        todo.append(place)


@cache
def _references() -> dict[str, list[tuple[sa.Table, sa.Column[Any], bool]]]:
    """By table: the columns that refer to it, and whether their rows fall with it."""
    found: dict[str, list[tuple[sa.Table, sa.Column[Any], bool]]] = {
        name: [] for name in Table.metadata.tables
    }
    for table in Table.metadata.sorted_tables:
        for column in table.columns:
            for key in column.foreign_keys:
                target = key.column.table.name
                found[target].append((table, column, key.ondelete == "CASCADE"))
    return found


def plain(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    """Write a value as JSON takes it."""
    match value:
        case UUID():
            return value.hex
        case StrEnum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case _:
            return value


def _typed(table: sa.Table, values: Values) -> Values:
    """Read values as `plain` wrote them."""
    made = {}
    for name, value in values.items():
        column = table.c[name].type
        bare = column.impl_instance if isinstance(column, TypeDecorator) else column
        kind: Any = Decimal if isinstance(column, Exact) else bare.python_type
        made[name] = value
        if isinstance(value, str) and issubclass(kind, UUID | Decimal):
            made[name] = kind(value)
        elif isinstance(value, str) and issubclass(kind, date):
            made[name] = kind.fromisoformat(value)
    return made


# --- Keeping and taking back a step ---------------------------------------------


def keep(work: Work) -> UUID | None:
    """Write down what a change did, as the owner's newest step.

    Returns:
        The step; None where the change cannot be taken back, or did nothing.
    """
    if work.journal is None:
        return None
    images = work.journal.images() if work.journal.is_whole else []
    wrote = work.log_changed or work.network_changed or work.network_touched
    if not (images or (wrote and not work.journal.is_whole)):
        return None
    mine = col(Step.owner) == work.owner
    query = select(func.max(col(Step.number))).where(mine)
    newest = work.session.execute(query).scalar() or 0
    can_be_undone = 0 < len(images) <= MOST
    if not (newest or can_be_undone):
        return None  # nothing before it that could be taken for it
    row = Step(
        owner=work.owner,
        at=work.now,
        number=newest + 1,
        rows=[image.stored() for image in images] if can_be_undone else [],
    )
    work.session.add(row)
    old = delete(Step).where(mine, col(Step.number) <= newest + 1 - KEPT)
    work.session.execute(old.execution_options(synchronize_session=False))
    return row.id if can_be_undone else None


def forget(work: Work) -> None:
    """Let go of every step, when something is deleted for good."""
    work.session.execute(
        delete(Step)
        .where(col(Step.owner) == work.owner)
        .execution_options(synchronize_session=False)
    )


def undo(work: Work, step_id: UUID) -> list[Image]:
    """Take a step back.

    Raises:
        NotFoundError: If it is too old, or was taken back.
        ConflictError: If it holds nothing to go back to, or what it changed was
            changed again since.
    """
    row = work.session.get(Step, step_id)
    if row is None or row.owner != work.owner:
        raise NotFoundError(
            "This change cannot be taken back any more: it was undone, or "
            f"{KEPT} others came after it."
        )
    if not row.rows:
        raise ConflictError(
            "The last change cannot be taken back this way: take an import back on the "
            "Import page or with take-back, and bring in again what was removed."
        )
    images = [image_of(held) for held in row.rows]
    restore(work, images)
    work.session.delete(row)
    work.journal = None  # taking back is no step of its own
    return images


def restore(work: Work, images: Sequence[Image]) -> None:
    """Make rows again what they were before a change.

    Raises:
        ConflictError: If one of them is not any more what the change made of it,
            or something else was built upon it since.
    """
    work.session.flush()
    _refuse_conflicts(work.session, images)
    if work.journal is not None:
        work.journal.is_whole = False  # what is written here goes by the session
    order = {table.name: at for at, table in enumerate(Table.metadata.sorted_tables)}
    connection = work.session.connection()
    for image in sorted(images, key=lambda image: order[image.table]):
        table = Table.metadata.tables[image.table]
        if image.before is None:
            continue
        values = _typed(table, image.before)
        if image.after is None:
            counters = {n: 1 for n in _COUNTERS if n in table.c}
            connection.execute(table.insert().values(**counters, **values))
            continue
        rising: dict[Any, Any] = {n: table.c[n] + 1 for n in _COUNTERS if n in table.c}
        here = table.c.id == image.id
        connection.execute(update(table).where(here).values(**rising, **values))
    for image in sorted(images, key=lambda image: -order[image.table]):
        if image.before is None:
            table = Table.metadata.tables[image.table]
            connection.execute(delete(table).where(table.c.id == image.id))
    work.session.expire_all()
    work.log_changed = work.network_changed = True


def _refuse_conflicts(session: Session, images: Sequence[Image]) -> None:
    places: set[Place] = {(image.table, image.id) for image in images}
    now = read(session, places)
    for image in images:
        found = now.get((image.table, image.id))
        told = image.after
        is_same = (
            found is None
            if told is None
            else found is not None and all(found[name] == told[name] for name in told)
        )
        if not is_same:
            raise ConflictError(
                "What this changed was changed again since, so it was left as it is; "
                "take the later change back first, or edit it by hand."
            )
    made = [(image.table, image.id) for image in images if image.before is None]
    if any(place not in places for place in leaning_on(session, made)):
        raise ConflictError(
            "Something was added to what this made, so it was left as it is; put it "
            "in the bin instead."
        )
