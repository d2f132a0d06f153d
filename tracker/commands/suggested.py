"""Possible ties: confirmed, they are ties like others; refuted, they stay away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.commands.people import join
from tracker.errors import RuleError
from tracker.models import Person, Refusal, RefusalKind, Tie
from tracker.network.possible import KINDS

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from tracker.models import Provenance
    from tracker.store import Work


def confirm_tie(
    work: Work,
    one_id: UUID,
    other_id: UUID,
    *,
    source: Provenance,
    until: date | None = None,
    today: date,
) -> Tie:
    """Make a tie of two people who were in one team, cohort or list of authors.

    Args:
        work: The unit of work.
        one_id: One of them.
        other_id: The other.
        source: Which kind of group: TEAM, SCHOOL or COAUTHORS.
        until: When they were last there together.
        today: The day of the confirmation.

    Raises:
        RuleError: If they are tied already or one of them is not to be contacted.
    """
    one, other = _pair(work, one_id, other_id)
    ends = {one.id, other.id}
    tied = work.all(Tie, Tie.from_id.in_(ends), Tie.to_id.in_(ends))  # type: ignore[attr-defined]
    if any(tie.binned_at is None for tie in tied):
        raise RuleError(f"{one.name} and {other.name} are tied already.")
    for row in work.all(Refusal, *_of(one.id, other.id)):
        work.session.delete(row)
    start, end = (other, one) if other.is_me else (one, other)
    return join(
        work,
        start,
        end,
        kind=KINDS[source],
        provenance=source,
        since_on=until,
        seen_on=today,
    )


def refute_tie(work: Work, one_id: UUID, other_id: UUID, *, today: date) -> Refusal:
    """Say that two people do not know each other; it is not suggested again."""
    one, other = _pair(work, one_id, other_id)
    known = work.first(Refusal, *_of(one.id, other.id))
    return known or work.add(
        Refusal(
            owner=work.owner,
            kind=RefusalKind.TIE,
            one_id=min(one.id, other.id),
            other_id=max(one.id, other.id),
            on=today,
        )
    )


def _pair(work: Work, one_id: UUID, other_id: UUID) -> tuple[Person, Person]:
    one, other = work.get(Person, one_id), work.get(Person, other_id)
    if one.id == other.id:
        raise RuleError(f"A tie joins two people, but both are {one.name}.")
    barred = next((row for row in (one, other) if row.no_contact), None)
    if barred is not None:
        raise RuleError(
            f"{barred.name} is not to be contacted; lift that on their page first."
        )
    return one, other


def _of(one: UUID, other: UUID) -> list[object]:
    return [
        Refusal.kind == RefusalKind.TIE,
        Refusal.one_id == min(one, other),
        Refusal.other_id == max(one, other),
    ]
