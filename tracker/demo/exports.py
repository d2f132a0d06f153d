"""The imported exports of contacts that the demo's network came from."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from tracker.demo.making import instant
from tracker.models import (
    ImportBatch,
    ImportKind,
    ImportRow,
    Person,
    Provenance,
    RowOutcome,
    Tie,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from tracker.demo.making import Making
    from tracker.demo.people import Job

_FIRST_LINE = 5
"""Line of the first contact: three lines of notes and the header come before."""
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905


class Batch(NamedTuple):
    """One export."""

    id: UUID
    imported_on: date
    friend: Person | None = None
    """Whose it is; None for the searcher's own."""


def write(
    making: Making,
    batch: Batch,
    start: UUID,
    contacts: Sequence[tuple[Person, date]],
    jobs: Mapping[UUID, Job],
) -> None:
    """Make the import, its rows as they were, and the ties they tell of.

    Args:
        making: The demo.
        batch: Which export.
        start: The person whose contacts they are.
        contacts: Each with the day of connecting.
        jobs: Where people work.
    """
    newest_first = sorted(
        contacts, key=lambda pair: (-pair[1].toordinal(), pair[0].key)
    )
    lines = [_line(person.name, on, person, jobs) for person, on in newest_first]
    _batch(making, batch, repr(lines))
    for number, ((person, on), raw) in enumerate(
        zip(newest_first, lines, strict=True), _FIRST_LINE
    ):
        _row(making, batch, number, RowOutcome.NEW, person.id, raw)
        making.add(
            Tie,
            from_id=start,
            to_id=person.id,
            provenance=Provenance.FRIEND_EXPORT
            if batch.friend
            else Provenance.OWN_EXPORT,
            since_on=on,
            seen_on=newest_first[0][1],
            batch_id=batch.id,
        )
    _odd_rows(making, batch, _FIRST_LINE + len(lines))


def _batch(making: Making, batch: Batch, content: str) -> None:
    making.add(
        ImportBatch,
        id=batch.id,
        file="Connections.csv",
        kind=ImportKind.CONNECTIONS,
        friend_id=batch.friend and batch.friend.id,
        consent_on=batch.imported_on if batch.friend else None,
        consent_note="over lunch" if batch.friend else "",
        imported_at=instant(batch.imported_on, "19:40"),
        sha256=sha256(content.encode()).hexdigest(),
    )


def _odd_rows(making: Making, batch: Batch, line: int) -> None:
    """End with the searcher in a friend's export, and a contact without a name."""
    if batch.friend:
        raw = {"First Name": "Sam", "Last Name": "Rivera"}
        _row(making, batch, line, RowOutcome.KNOWN, making.me, raw)
    making.add(
        ImportRow,
        batch_id=batch.id,
        number=line + 1,
        outcome=RowOutcome.PROBLEM,
        reason="It names nobody: first and last name are empty.",
        raw={"Connected On": _written(batch.imported_on.replace(day=2))},
    )


def _row(
    making: Making,
    batch: Batch,
    number: int,
    outcome: RowOutcome,
    record_id: UUID,
    raw: dict[str, str],
) -> None:
    making.add(
        ImportRow,
        batch_id=batch.id,
        number=number,
        outcome=outcome,
        record_id=record_id,
        raw=raw,
    )


def _line(
    name: str, on: date, person: Person, jobs: Mapping[UUID, Job]
) -> dict[str, str]:
    """The filled cells of a row, without the e-mail address, as imports keep it."""
    given, _, family = name.partition(" ")
    raw = {"First Name": given, "Last Name": family, "URL": person.profile_url}
    job = jobs.get(person.id)
    if job:
        raw |= {"Company": job.company, "Position": job.title}
    return raw | {"Connected On": _written(on)}


def _written(on: date) -> str:
    return f"{on.day:02} {_MONTHS[on.month - 1]} {on.year}"
