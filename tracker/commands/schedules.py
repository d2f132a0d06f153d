"""A pasted onsite day: its rounds, and the people met in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col

from tracker import inputs, schedules
from tracker.commands.people import person_called, place
from tracker.commands.rounds import add_round
from tracker.errors import InvalidError
from tracker.inputs import RoundIn
from tracker.models import NAME, Application, Position, Round, RoundKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

    from tracker.schedules import Slot
    from tracker.store import Work


def add_schedule(
    work: Work, application_id: UUID, slots: Iterable[Slot], *, on: date, zone: str
) -> list[Round]:
    """Make a round of every slot; who interviews joins the network.

    A break is no round, and a round that is there already at the same time is
    not made again.

    Args:
        work: The unit of work.
        application_id: Whose onsite it is.
        slots: The slots of one day.
        on: That day.
        zone: The time zone that the invitation speaks of.

    Raises:
        NotFoundError: If there is no such application.
        InvalidError: If a slot cannot be a round, or there is none.
    """
    row = work.get(Application, application_id)
    talks = [slot for slot in slots if not slot.is_break]
    if not talks:
        raise InvalidError("This schedule holds nobody to meet; paste its other lines.")
    there = work.all(
        Round, Round.application_id == row.id, col(Round.binned_at).is_(None)
    )
    taken = {round_.starts_at for round_ in there}
    made = []
    for slot in talks:
        given = _given(slot, row.id, on, zone)
        if given.instant(zone)[0] not in taken:
            made.append(add_round(work, given))
            _place(work, slot, row.company_id)
    if len(made) < len(talks):
        work.notices.append(
            f"{len(talks) - len(made)} of {len(talks)} slots were there already."
        )
    return made


def _given(slot: Slot, application_id: UUID, on: date, zone: str) -> RoundIn:
    return inputs.parse(
        RoundIn,
        {
            "application": application_id,
            "kind": RoundKind.ONSITE,
            "format": schedules.format_of(slot),
            "starts_at": f"{on}T{slot.start:%H:%M}",
            "time_zone": zone,
            "minutes": slot.minutes,
            "note": slot.topic,
            "interviewers": [slot.person] if slot.person else [],
        },
    )


def _place(work: Work, slot: Slot, company_id: UUID) -> None:
    """Note the interviewer's title at the company, unless another is known."""
    if not (slot.person and slot.title):
        return
    person, title = person_called(work, slot.person, at=company_id), slot.title[:NAME]
    known = work.all(
        Position, Position.person_id == person.id, Position.company_id == company_id
    )
    if not known:
        place(work, person, company_id=company_id, title=title)
    elif not any(position.title for position in known):
        known[0].title = title
        work.session.add(known[0])
