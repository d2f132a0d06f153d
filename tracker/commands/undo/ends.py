"""That a job ended, as a newer export told, where an import is taken back.

An import that showed somebody without a job ended the job that an earlier one showed.
Where the earlier is taken back, the end has nothing to end, or another job than before;
where the newer is, a third one may have told the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col

from tracker.commands.leaving import jobless_on
from tracker.models import Position
from tracker.network import sightings
from tracker.store.ids import among

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from uuid import UUID

    from tracker.commands.undo.handing import Mention, Undoing


def mend_ends(undoing: Undoing, people: Sequence[UUID]) -> None:
    """Let the ends of jobs be those that the imports that stay tell of.

    Args:
        undoing: The import, of which no position is left.
        people: Whom it told a job of, or that they left one.
    """
    work = undoing.work
    work.session.expire_all()  # rows went by without the session's knowledge
    rows = work.all(
        Position,
        among(work.session, col(Position.person_id), people),
        col(Position.seen_on).is_not(None),
        col(Position.batch_id).is_not(None),
    )
    held: dict[UUID, list[Position]] = {}
    for row in sorted(rows, key=lambda row: (str(row.seen_on), str(row.id))):
        held.setdefault(row.person_id, []).append(row)
    for person_id, told in held.items():
        _mend(undoing, told, undoing.mentions.get(person_id, ()))
    work.session.flush()


def _mend(
    undoing: Undoing, told: Sequence[Position], mentions: Iterable[Mention]
) -> None:
    """Mend the ends of one person's jobs, of which there is at least one row."""
    session = undoing.work.session
    shown = [row for row in told if row.ended_on is None]
    ends = [row for row in told if sightings.is_end(row.seen_on, row.ended_on)]
    kept = []
    for end in ends:
        before = [row for row in shown if _day(row) < _day(end)]
        if not before:
            session.delete(end)
            continue
        kept.append(end)
        if not any(_job(row) == _job(end) for row in before):
            end.company_id, end.title = before[-1].company_id, before[-1].title
            session.add(end)
    if not shown or any(_day(end) > _day(shown[-1]) for end in kept):
        return
    last = _day(shown[-1])
    told_by = [(jobless_on(each.raw), each.batch_id) for each in mentions]
    later = [(day, batch_id) for day, batch_id in told_by if day and str(day) > last]
    if later:
        day, batch_id = min(later, key=lambda one: (one[0], str(one[1])))
        gone = [row for row in shown if _day(row) == last]
        session.add_all(_ended(row, day, batch_id) for row in gone)


def _ended(row: Position, on: date, batch_id: UUID) -> Position:
    return Position(
        owner=row.owner,
        person_id=row.person_id,
        company_id=row.company_id,
        title=row.title,
        seen_on=on,
        ended_on=on,
        batch_id=batch_id,
    )


def _day(row: Position) -> str:
    return str(row.seen_on)


def _job(row: Position) -> tuple[UUID, str]:
    return row.company_id, row.title
