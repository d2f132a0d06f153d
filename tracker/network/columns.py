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
from sqlalchemy import Integer, String, select, type_coerce
from sqlmodel import col

from tracker.models import Provenance, Tie, TieKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from uuid import UUID

    from numpy.typing import NDArray

    from tracker.store import Work

CHUNK = 2_000
"""Rows at a time: few enough that the collector of garbage has little to look at."""
KINDS, SOURCES = tuple(TieKind), tuple(Provenance)
_KIND = {kind.value: code for code, kind in enumerate(KINDS)}
_SOURCE = {source.value: code for code, source in enumerate(SOURCES)}


class Ties(NamedTuple):
    """m ties, by their ends, then by what they are."""

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    both_ways: NDArray[np.bool_]
    stated: NDArray[np.float64]
    kinds: Sequence[TieKind]
    provenance: Sequence[Provenance]
    since: Sequence[date | None]


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


def read(work: Work, row_of: Mapping[UUID, int]) -> Ties:
    """Read the live ties between live people of the owner of this work."""
    parts = list(_parts(work, row_of)) or [_columns([], _Rows(), _Days())]
    found = [np.concatenate(column) for column in zip(*parts, strict=True)]
    starts, ends = found[0], found[1]
    use = np.flatnonzero((starts >= 0) & (ends >= 0))
    # The same order on every database, whatever order the rows came in.
    by = use[np.lexsort([column[use] for column in reversed(found)])]
    starts, ends, kinds, sources, since, both, stated = (one[by] for one in found)
    days = {0: None} | {
        int(day): date.fromordinal(int(day)) for day in np.unique(since) if day
    }
    return Ties(
        starts,
        ends,
        both.astype(bool),
        stated,
        [KINDS[code] for code in kinds.tolist()],
        [SOURCES[code] for code in sources.tolist()],
        [days[day] for day in since.tolist()],
    )


def _parts(
    work: Work, row_of: Mapping[UUID, int]
) -> Iterator[tuple[NDArray[Any], ...]]:
    connection = work.session.connection()
    is_sqlite = connection.dialect.name == "sqlite"
    rows = _Rows((id_.hex if is_sqlite else id_, row) for id_, row in row_of.items())
    days = _Days()
    query = (
        select(
            type_coerce(col(Tie.from_id), String),
            type_coerce(col(Tie.to_id), String),
            type_coerce(col(Tie.kind), String),
            type_coerce(col(Tie.provenance), String),
            type_coerce(col(Tie.since_on), String),
            type_coerce(col(Tie.both_ways), Integer),
            col(Tie.chance),
        )
        .where(col(Tie.owner) == work.owner, col(Tie.binned_at).is_(None))
        .with_hint(Tie, "NOT INDEXED", "sqlite")
        .execution_options(**({} if is_sqlite else {"yield_per": CHUNK}))
    )
    with closing(connection.execute(query)) as result:
        # SQLite's own cursor gives plain tuples; a server's rows are streamed.
        source: Any = result.cursor if is_sqlite else result
        while chunk := source.fetchmany(CHUNK):
            yield _columns(chunk, rows, days)


def _columns(
    chunk: Sequence[Any], rows: _Rows, days: _Days
) -> tuple[NDArray[Any], ...]:
    """Turn rows as the driver gives them into numbers, column by column."""
    count = len(chunk)
    columns = list(zip(*chunk, strict=True)) or [()] * 7
    start, end, kind, source, since, both, chance = columns
    return (
        np.fromiter(map(rows.__getitem__, start), np.int32, count),
        np.fromiter(map(rows.__getitem__, end), np.int32, count),
        np.fromiter(map(_KIND.__getitem__, kind), np.int8, count),
        np.fromiter(map(_SOURCE.__getitem__, source), np.int8, count),
        np.fromiter(map(days.__getitem__, since), np.int32, count),
        np.fromiter(both, np.int8, count),
        np.array(chance, float),
    )
