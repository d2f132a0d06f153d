"""The ties of an owner read as arrays, a million in a few seconds.

Rows are taken as the driver gives them, in small pieces, and turned into numbers at
once: as records, or with ids and days made into objects row by row, a million ties
take 10 times as long and a gigabyte. On SQLite the index by owner is left out of it:
a store has one owner there, and the index would only fetch the rows in a scattered
order (8 s in place of 3 s for a million, measured).
"""

from __future__ import annotations

from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from sqlalchemy import Integer, String, case, func, select, type_coerce
from sqlmodel import col

from tracker.models import ImportBatch, ImportKind, Provenance, Tie, TieKind
from tracker.network.strength.weights import MONTH
from tracker.store.ids import among, as_given

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from uuid import UUID

    from numpy.typing import NDArray
    from sqlalchemy import ColumnElement

    from tracker.models import Owned
    from tracker.store import Work
    from tracker.store.ids import Id

CHUNK = 2_000
"""Rows at a time: few enough that the collector of garbage has little to look at."""
KINDS, SOURCES = tuple(TieKind), tuple(Provenance)
_KIND = {kind.value: code for code, kind in enumerate(KINDS)}
_SOURCE = {source.value: code for code, source in enumerate(SOURCES)}
_JOINT = Provenance.COAUTHORS, Provenance.COMMITS
"""Ties of what two people did together, more than once and over some time."""
_PLAIN = 7
"""Columns that are read of every tie."""


class Ties(NamedTuple):
    """m ties, by their ends, then by what they are."""

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    both_ways: NDArray[np.bool_]
    stated: NDArray[np.float64]
    kinds: Sequence[TieKind]
    provenance: Sequence[Provenance]
    since: Sequence[date | None]
    """When they were connected; of co-authors the last thing they did together."""
    papers: NDArray[np.int32]
    """Papers written together; 0 for other ties."""
    months: NDArray[np.float64]
    """From the first commit to the same files to the last; 0 for other ties."""


class _Days(dict[Any, int]):
    """Days as numbers, 0 for none; each text is read once."""

    def __missing__(self, day: Any) -> int:  # noqa: ANN401 - as the driver gives it
        read = date.fromisoformat(day) if isinstance(day, str) else day
        self[day] = read.toordinal() if read else 0
        return self[day]


class _Rows(dict[Any, int]):
    """The rows of people; -1 for who is not there."""

    def __missing__(self, _id: Any) -> int:  # noqa: ANN401 - as the driver gives it
        return -1


def read(
    work: Work, row_of: Mapping[UUID, int], only: Collection[Id] | None = None
) -> Ties:
    """Read the live ties between live people of the owner of this work.

    Args:
        work: The reading.
        row_of: The rows of the people.
        only: Which ties; None for all.
    """
    rows, days, is_joint = rows_of(work, row_of), _Days(), _is_joint(work)
    parts = [
        _columns(chunk, rows, days) for chunk in _chunks(work, only, is_joint=is_joint)
    ]
    parts = parts or [_columns([], rows, days)]
    found = [np.concatenate(column) for column in zip(*parts, strict=True)]
    starts, ends = found[0], found[1]
    use = np.flatnonzero((starts >= 0) & (ends >= 0))
    # The same order on every database, whatever order the rows came in.
    keys = found if is_joint else found[:_PLAIN]
    by = use[np.lexsort([column[use] for column in reversed(keys)])]
    starts, ends, kinds, sources, since, both, stated, times, first = (
        one[by] for one in found
    )
    dates: dict[int, date | None] = {0: None}
    dates |= {int(day): date.fromordinal(int(day)) for day in np.unique(since) if day}
    return Ties(
        starts,
        ends,
        both.astype(bool),
        stated,
        [KINDS[code] for code in kinds.tolist()],
        [SOURCES[code] for code in sources.tolist()],
        [dates[day] for day in since.tolist()],
        np.where(sources == _SOURCE[Provenance.COAUTHORS], times, 0),
        np.where(
            (sources == _SOURCE[Provenance.COMMITS]) & (first > 0),
            (since - first) / MONTH,
            0.0,
        ),
    )


def rows_of(work: Work, row_of: Mapping[UUID, int]) -> _Rows:
    """The rows of people, by their ids as the driver gives them; -1 for others."""
    return _Rows(zip(as_given(work.session, row_of), row_of.values(), strict=True))


def _is_joint(work: Work) -> bool:
    """Whether there are ties of co-authors, which a few imports alone make.

    Their own columns are read only then: a million other ties do without.
    """
    kinds = ImportKind.COAUTHORS, ImportKind.COMMITS
    return work.first(ImportBatch, col(ImportBatch.kind).in_(kinds)) is not None


def waiting(work: Work) -> list[UUID]:
    """The imports of friends who have not agreed to share: nobody's tie counts."""
    batches = work.all(
        ImportBatch,
        col(ImportBatch.friend_id).is_not(None),
        col(ImportBatch.consent_on).is_(None),
    )
    return [batch.id for batch in batches]


def _chunks(
    work: Work, only: Collection[Id] | None, *, is_joint: bool
) -> Iterator[Sequence[Any]]:
    """Rows as the driver gives them, some at a time."""
    joint = col(Tie.provenance).in_(_JOINT)
    since: Any = col(Tie.since_on)
    if is_joint:
        last = func.coalesce(col(Tie.seen_on), col(Tie.since_on))
        since = case((joint, last), else_=since)
    query = select(
        type_coerce(col(Tie.from_id), String),
        type_coerce(col(Tie.to_id), String),
        type_coerce(col(Tie.kind), String),
        type_coerce(col(Tie.provenance), String),
        type_coerce(since, String),
        type_coerce(col(Tie.both_ways), Integer),
        col(Tie.chance),
        *_joint_columns(joint if is_joint else None),
    ).where(col(Tie.binned_at).is_(None))
    untold = waiting(work)
    if untold:
        query = query.where(
            (col(Tie.provenance) != Provenance.FRIEND_EXPORT)
            | col(Tie.batch_id).is_(None)
            | col(Tie.batch_id).not_in(untold)
        )
    yield from pieces(work, Tie, query.where(those(work, Tie, Tie.id, only)), only)


def _joint_columns(joint: ColumnElement[bool] | None) -> list[Any]:
    if joint is None:
        return []
    first = case((joint, col(Tie.since_on)))
    return [case((joint, col(Tie.times))), type_coerce(first, String)]


def those(
    work: Work,
    kind: type[Owned],
    column: Any,  # noqa: ANN401 - of any table
    ids: Collection[Id] | None,
) -> ColumnElement[bool]:
    """The condition that lets the owner's rows through, or those of some ids.

    Said as below, SQLite does not take the index by owner, in which everything is,
    for the best one.
    """
    if ids is None:
        return col(kind.owner) == work.owner
    owner = func.coalesce(col(kind.owner), "")
    return (owner == work.owner) & among(work.session, col(column), ids)


def pieces(
    work: Work,
    kind: type[Owned],
    query: Any,  # noqa: ANN401 - a selection of any columns
    only: Collection[Id] | None,
) -> Iterator[Sequence[Any]]:
    """Rows of a table as the driver gives them, some at a time.

    Args:
        work: The reading.
        kind: Which table.
        query: What to read of it.
        only: Which ids it is about; of all (None) no index is used.
    """
    connection = work.session.connection()
    is_sqlite = connection.dialect.name == "sqlite"
    if only is None:
        query = query.with_hint(kind, "NOT INDEXED", "sqlite")
    if not is_sqlite:
        query = query.execution_options(yield_per=CHUNK)
    with closing(connection.execute(query)) as result:
        # SQLite's own cursor gives plain tuples; a server's rows are streamed.
        source: Any = result.cursor if is_sqlite else result
        while chunk := source.fetchmany(CHUNK):
            yield chunk


def _columns(
    chunk: Sequence[Any], rows: _Rows, days: _Days
) -> tuple[NDArray[Any], ...]:
    """Turn rows as the driver gives them into numbers, column by column."""
    count = len(chunk)
    columns = list(zip(*chunk, strict=True)) or [()] * _PLAIN
    start, end, kind, source, since, both, chance = columns[:_PLAIN]
    times, first = columns[_PLAIN:] or ((), ())
    return (
        np.fromiter(map(rows.__getitem__, start), np.int32, count),
        np.fromiter(map(rows.__getitem__, end), np.int32, count),
        np.fromiter(map(_KIND.__getitem__, kind), np.int8, count),
        np.fromiter(map(_SOURCE.__getitem__, source), np.int8, count),
        np.fromiter(map(days.__getitem__, since), np.int32, count),
        np.fromiter(both, np.int8, count),
        np.array(chance, float),
        np.fromiter((n or 0 for n in times), np.int32, count)
        if times
        else np.zeros(count, np.int32),
        np.fromiter(map(days.__getitem__, first), np.int32, count)
        if first
        else np.zeros(count, np.int32),
    )
