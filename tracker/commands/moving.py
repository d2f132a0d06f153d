"""Moving all that points at one record to another, without saying anything twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlmodel import col, or_

from tracker import names
from tracker.commands.records import columns_of
from tracker.models import (
    Education,
    ImportRow,
    Interviewer,
    Owned,
    Position,
    Refusal,
    Tie,
)
from tracker.network import sightings
from tracker.store.tables import tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from tracker.store import Work

_LOOSE: dict[type[Owned], tuple[str, ...]] = {
    ImportRow: ("record_id",),
    Refusal: ("one_id", "other_id"),
}
"""Columns that hold an id which the database does not know to be one."""


@dataclass
class Move:
    """One row, what is to stand in it, and the row that says the same already."""

    row: Any
    facts: dict[str, Any] = field(default_factory=dict)
    twin: Any = None
    is_void: bool = False
    """Whether it would say something of one and the same."""


def planned(work: Work, kept: Owned, gone: Owned) -> list[Move]:
    """Say what has to move from one record to another, changing nothing."""
    moves = []
    table = str(kept.__tablename__)
    for kind in tables():
        columns = [
            name for name, target in columns_of(kind).references if target == table
        ]
        columns += _LOOSE.get(kind, ())
        if not columns:
            continue
        points = or_(*(getattr(kind, name) == gone.id for name in columns))
        for row in work.all(kind, points):
            facts = {n: kept.id for n in columns if getattr(row, n) == gone.id}
            moves.append(_move(work, row, facts))
    return moves


def _move(work: Work, row: Any, facts: dict[str, UUID]) -> Move:  # noqa: ANN401
    move = Move(row, dict(facts))
    if isinstance(row, Tie):
        ends = {facts.get("from_id", row.from_id), facts.get("to_id", row.to_id)}
        move.is_void = len(ends) == 1
    elif isinstance(row, Refusal):
        ends = {facts.get("one_id", row.one_id), facts.get("other_id", row.other_id)}
        move.is_void = len(ends) == 1
        if not move.is_void:
            move.facts = dict(zip(("one_id", "other_id"), sorted(ends), strict=True))
    find = _TWINS.get(type(row))
    if find is not None and not move.is_void:
        then = row.model_dump() | move.facts
        move.twin = next((t for t in find(work, then) if t.id != row.id), None)
    return move


def carry_out(work: Work, move: Move) -> None:
    """Move a row, or let the one that says the same take what it adds."""
    if move.is_void:
        work.session.delete(move.row)
        return
    if move.twin is None:
        for name, value in move.facts.items():
            setattr(move.row, name, value)
        work.session.add(move.row)
        return
    for name, choose in _COMBINED.get(type(move.row), {}).items():
        known, told = getattr(move.twin, name), getattr(move.row, name)
        if known is not None and told is not None:
            setattr(move.twin, name, choose(known, told))
        elif told is not None:
            setattr(move.twin, name, told)
    work.session.add(move.twin)
    work.session.delete(move.row)


def _same_ties(work: Work, then: dict[str, Any]) -> list[Tie]:
    ends = (then["from_id"], then["to_id"])
    rows = work.all(
        Tie,
        col(Tie.from_id).in_(ends),
        col(Tie.to_id).in_(ends),
        Tie.kind == then["kind"],
        Tie.provenance == then["provenance"],
        Tie.both_ways == then["both_ways"],
    )
    return [
        row
        for row in rows
        if (row.binned_at is None) == (then["binned_at"] is None)
        and (row.both_ways or row.from_id == then["from_id"])
    ]


def _same_positions(work: Work, then: dict[str, Any]) -> list[Position]:
    rows = work.all(
        Position,
        Position.person_id == then["person_id"],
        Position.company_id == then["company_id"],
    )
    return [
        row
        for row in rows
        if names.fold(row.title) == names.fold(then["title"])
        and _agree(row.started_on, then["started_on"])
        and _agree(row.ended_on, then["ended_on"])
        # That an export showed a job no more is not the job.
        and sightings.is_end(row.seen_on, row.ended_on)
        == sightings.is_end(then["seen_on"], then["ended_on"])
    ]


def _same_educations(work: Work, then: dict[str, Any]) -> list[Education]:
    rows = work.all(
        Education,
        Education.person_id == then["person_id"],
        Education.school_key == then["school_key"],
    )
    return [
        row
        for row in rows
        if names.fold(row.programme) == names.fold(then["programme"])
        and _agree(row.started_on, then["started_on"])
        and _agree(row.ended_on, then["ended_on"])
    ]


def _same_seats(work: Work, then: dict[str, Any]) -> list[Interviewer]:
    return work.all(
        Interviewer,
        Interviewer.round_id == then["round_id"],
        Interviewer.person_id == then["person_id"],
    )


def _same_refusals(work: Work, then: dict[str, Any]) -> list[Refusal]:
    return work.all(
        Refusal,
        Refusal.kind == then["kind"],
        Refusal.one_id == then["one_id"],
        Refusal.other_id == then["other_id"],
    )


def _agree(one: object, other: object) -> bool:
    return one is None or other is None or one == other


def _first(known: Any, _told: Any) -> Any:  # noqa: ANN401
    return known


_TWINS: dict[type[Owned], Callable[[Work, dict[str, Any]], list[Any]]] = {
    Tie: _same_ties,
    Position: _same_positions,
    Education: _same_educations,
    Interviewer: _same_seats,
    Refusal: _same_refusals,
}
"""How the row that says the same is found, where saying it twice would be wrong."""
_COMBINED: dict[type[Owned], dict[str, Callable[[Any, Any], Any]]] = {
    Tie: {"since_on": min, "seen_on": max, "chance": _first},
    Position: {
        "started_on": _first,
        "ended_on": _first,
        "seen_on": max,
        "team_size": _first,
    },
    Education: {"started_on": _first, "ended_on": _first, "cohort_size": _first},
}
"""What of two rows that say the same is kept, where both know it."""
