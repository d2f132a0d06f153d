"""A network after a small change: only whom it was about is read again.

Everything of these people is taken out and read anew, their ties included. Whoever
comes or goes changes what is known of those they are tied to (somebody from a file
that is not shared counts while a tie is known from elsewhere), so these are read
again too. What comes out is what reading everything gives, column by column.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np

from tracker.network import loading
from tracker.store import ids

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from numpy.typing import NDArray

    from tracker.network.known import Network
    from tracker.network.own import Own
    from tracker.store import Work

MOST = 2_000
"""People above whom reading everything again is hardly slower."""

Value = TypeVar("Value")

_OF_TIES = (
    "both_ways",
    "stated",
    "kinds",
    "provenance",
    "since",
    "papers",
    "months",
)

_TIES = """
SELECT id, from_id, to_id FROM tie WHERE from_id IN {people}
UNION SELECT id, from_id, to_id FROM tie WHERE to_id IN {people}
"""


def patched(work: Work, net: Network, own: Own, touched: set[UUID]) -> Network | None:
    """The network after changes to some people, their jobs and their ties.

    Args:
        work: The reading.
        net: The network before.
        own: What the log tells now.
        touched: Whom the changes were about.

    Returns:
        As `loading.load` gives it; None where too much has changed.
    """
    people = touched
    if len(people) <= MOST:
        part = _read(work, own, people)
        people = touched | _beside_movers(net, part, touched)
    if len(people) > MOST:
        return None
    if len(people) > len(touched):
        part = _read(work, own, people)
    return _joined(work, net, part, people)


def _read(work: Work, own: Own, people: set[UUID]) -> Network:
    """These people with all their ties, and whoever is at the other ends."""
    ties = ids.rows(work.session, _TIES, people=people)
    both = {end for tie in ties for end in tie[1:]}
    everybody = both | {*ids.as_given(work.session, people)}
    return loading.load(
        work, own, loading.Part(everybody, [tie[0] for tie in ties], {})
    )


def _beside_movers(net: Network, part: Network, people: set[UUID]) -> set[UUID]:
    """Who was or is tied to somebody who comes or goes."""
    movers = {id_ for id_ in people if (id_ in net.row_of) != (id_ in part.row_of)}
    return _beside(net, movers) | _beside(part, movers)


def _beside(net: Network, people: set[UUID]) -> set[UUID]:
    marks = _marks(net, people)
    if not marks.any():
        return set()
    use = marks[net.starts] | marks[net.ends]
    rows = np.unique(np.concatenate([net.starts[use], net.ends[use]]))
    return {net.ids[row] for row in rows.tolist()}


def _marks(net: Network, people: set[UUID]) -> NDArray[np.bool_]:
    marks = np.zeros(len(net.ids), bool)
    marks[[net.row_of[id_] for id_ in people if id_ in net.row_of]] = True
    return marks


class _Moved(NamedTuple):
    """People after a change, column by column, and where their rows are now."""

    columns: list[list[Any]]
    """As `_people_of` gives them."""
    row_of: Mapping[UUID, int]
    rows: NDArray[np.int32]
    """The row now of each row before; -1 for who is gone."""


def _people_of(net: Network) -> list[list[Any]]:
    return [
        [*net.ids],
        [*net.names],
        [*net.emails],
        [*net.links],
        net.barred.tolist(),
    ]


def _moved(net: Network, part: Network, people: set[UUID]) -> _Moved:
    """Put people in the place of what they were, in the order of ids."""
    columns, fresh = _people_of(net), _people_of(part)
    here = [id_ for id_ in people if id_ in part.row_of]
    come = sorted(id_ for id_ in here if id_ not in net.row_of)
    gone = sorted(net.row_of[id_] for id_ in people - set(here) if id_ in net.row_of)
    for row in reversed(gone):
        for column in columns:
            del column[row]
    for id_ in come:
        at = bisect_left(columns[0], id_)
        for column, found in zip(columns, fresh, strict=True):
            column.insert(at, found[part.row_of[id_]])
    row_of = net.row_of
    rows = np.arange(len(net.ids), dtype=np.int32)
    if gone or come:
        row_of = {id_: row for row, id_ in enumerate(columns[0])}
        new = np.delete(np.arange(len(row_of)), [row_of[id_] for id_ in come])
        rows[np.delete(rows, gone)] = new
        rows[gone] = -1
    for id_ in here:
        for column, found in zip(columns, fresh, strict=True):
            column[row_of[id_]] = found[part.row_of[id_]]
    return _Moved(columns, row_of, rows)


def _joined(work: Work, net: Network, part: Network, people: set[UUID]) -> Network:
    """What stays of a network, with what was read again."""
    moved = _moved(net, part, people)
    fresh = np.array([moved.row_of.get(id_, -1) for id_ in part.ids], np.int32)
    marks = _marks(net, people)
    stay = np.flatnonzero(~(marks[net.starts] | marks[net.ends]))
    ends = [moved.rows[column[stay]] for column in (net.starts, net.ends)]
    new_ends = [fresh[column] for column in (part.starts, part.ends)]
    # All ties of two people stay, or all are read again: both ends give the place.
    keys, new_keys = (
        start * np.int64(len(moved.row_of)) + end for start, end in (ends, new_ends)
    )
    at = np.searchsorted(keys, new_keys)

    stays = np.where(marks, -1, moved.rows)
    is_read = np.fromiter((id_ in people for id_ in part.ids), bool, len(part.ids))
    come = np.where(is_read, fresh, -1)

    def column(name: str) -> Any:  # noqa: ANN401 - an array, or a list as it was
        old, new = getattr(net, name), getattr(part, name)
        if isinstance(old, np.ndarray):
            return np.insert(old[stay], at, new)
        kept = np.fromiter(old, object, len(old))[stay]
        return np.insert(kept, at, np.fromiter(new, object, len(new))).tolist()

    now = replace(
        net,
        ids=moved.columns[0],
        names=moved.columns[1],
        emails=moved.columns[2],
        links=moved.columns[3],
        me=_me(net, part, people, moved),
        barred=np.array(moved.columns[4], bool),
        starts=np.insert(ends[0], at, new_ends[0]),
        ends=np.insert(ends[1], at, new_ends[1]),
        **{name: column(name) for name in _OF_TIES},
        jobs=_by_rows(net.jobs, part.jobs, stays, come),
        former=_by_rows(net.former, part.former, stays, come),
        companies=loading.companies_of(work),
        own=part.own,
    )
    now.__dict__["row_of"] = moved.row_of
    return now


def _me(net: Network, part: Network, people: set[UUID], moved: _Moved) -> int:
    if part.me >= 0:
        return moved.row_of[part.ids[part.me]]
    if net.me < 0 or net.ids[net.me] in people:
        return -1
    return int(moved.rows[net.me])


def _by_rows(
    before: Mapping[int, Value],
    read: Mapping[int, Value],
    stays: NDArray[np.int32],
    come: NDArray[np.int32],
) -> dict[int, Value]:
    """What people have, by their rows now.

    Args:
        before: By the rows before.
        read: By the rows of what was read again.
        stays: The row now of each row before; -1 if it does not stay.
        come: The row now of each row of what was read again; -1 if it is not used.
    """
    found: dict[int, Value] = {}
    for old, rows in ((before, stays.tolist()), (read, come.tolist())):
        found |= {rows[row]: value for row, value in old.items() if rows[row] >= 0}
    return found
