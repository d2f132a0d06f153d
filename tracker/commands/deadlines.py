"""The ledger of offer deadlines: what was asked for, and what was granted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.errors import InvalidError
from tracker.models import DeadlineChange, Granted, Offer

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from tracker.inputs import DeadlineIn
    from tracker.store import Work


def ask_for_time(
    work: Work, offer_id: UUID, given: DeadlineIn, *, on: date
) -> DeadlineChange:
    """Note that a later deadline was asked for; a granted one holds at once.

    Args:
        work: The running work.
        offer_id: The offer.
        given: The day asked for, and what is known of the answer.
        on: The day of asking, unless one is given.

    Raises:
        InvalidError: If the day is not after the present deadline.
        NotFoundError: If the offer is not there.
    """
    offer = work.get(Offer, offer_id)
    if offer.deadline_on and given.deadline_on <= offer.deadline_on:
        raise InvalidError(
            f"{given.deadline_on} is not later than the present deadline, "
            f"{offer.deadline_on}: choose a later day."
        )
    row = work.add(
        DeadlineChange.model_validate(
            {
                "owner": work.owner,
                "offer_id": offer.id,
                "deadline_on": given.deadline_on,
                "asked_on": given.asked_on or on,
                "granted": given.granted,
                "note": given.note,
            }
        )
    )
    if given.granted is Granted.YES:
        _move(work, offer.id, given.deadline_on)
    return row


def settle_deadline(work: Work, change_id: UUID, granted: Granted) -> DeadlineChange:
    """Note what the company said; a yes moves the offer's deadline.

    Raises:
        NotFoundError: If it is not there.
    """
    row = work.get(DeadlineChange, change_id)
    row.granted = granted
    work.session.add(row)
    if granted is Granted.YES:
        _move(work, row.offer_id, row.deadline_on)
    return row


def _move(work: Work, offer_id: UUID, deadline_on: date) -> None:
    offer = work.get_for_edit(Offer, offer_id, None)
    offer.deadline_on = deadline_on
    work.session.add(offer)
