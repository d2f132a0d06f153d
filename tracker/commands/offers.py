"""Offers and their equity grants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import pipeline
from tracker.commands.log import (
    add_application,
    application_named,
    applications_fitting,
    move,
)
from tracker.errors import InvalidError
from tracker.inputs import ApplicationIn
from tracker.models import Application, Grant, Offer, Stage
from tracker.offers import schedule

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from tracker.inputs import GrantIn, OfferIn
    from tracker.store import Work

FIELDS = (
    "currency",
    "base",
    "bonus_target",
    "bonus_payout",
    "raise_rate",
    "sign_on",
    "received_on",
    "deadline_on",
    "in_writing",
    "note",
)
"""What an offer consists of, beside its application and grants."""


def add_offer(work: Work, given: OfferIn, *, on: date) -> Offer:
    """Record an offer: its application is found or logged, and moves to Offer.

    Raises:
        InvalidError: If a vesting schedule is impossible.
    """
    _check(given)
    application = _application(work, given, on)
    if application.stage in pipeline.OPEN and application.stage is not Stage.OFFER:
        move(work, application.id, to=Stage.OFFER, on=given.received_on or on)
    facts = {field: getattr(given, field) for field in FIELDS}
    row = work.add(
        Offer.model_validate(
            {"owner": work.owner, "application_id": application.id, **facts}
        )
    )
    _add_grants(work, row, given.grants)
    return row


def edit_offer(
    work: Work, offer_id: UUID, *, version: int | None, given: OfferIn
) -> Offer:
    """Replace what an offer says, with its grants.

    Raises:
        ConflictError: If it was changed since the form was drawn.
        InvalidError: If a vesting schedule is impossible.
    """
    _check(given)
    row = work.get_for_edit(Offer, offer_id, version)
    for field in FIELDS:
        setattr(row, field, getattr(given, field))
    work.session.add(row)
    for grant in work.all(Grant, Grant.offer_id == offer_id):
        work.session.delete(grant)
    work.session.flush()
    _add_grants(work, row, given.grants)
    return row


def _application(work: Work, given: OfferIn, on: date) -> Application:
    is_new = not (given.application or not given.title)
    if is_new and not applications_fitting(work, given.company, given.title):
        new = ApplicationIn(
            company=given.company,
            title=given.title,
            stage=Stage.OFFER,
            on=given.received_on or on,
        )
        return add_application(work, new, on=on)
    return application_named(
        work, id_=given.application, company_name=given.company, title=given.title
    )


def _cadence(grant: GrantIn) -> list[str]:
    return [grant.cadence] if isinstance(grant.cadence, str) else grant.cadence


def _check(given: OfferIn) -> None:
    for grant in given.grants:
        schedule(grant.shares_by_year, _cadence(grant), grant.cliff_months)
    if not given.application and not given.company:
        raise InvalidError("An offer needs the company it is from; add it.")


def _add_grants(work: Work, row: Offer, grants: list[GrantIn]) -> None:
    for grant in grants:
        work.add(
            Grant.model_validate(
                {
                    "owner": work.owner,
                    "offer_id": row.id,
                    "kind": grant.kind,
                    "value": grant.value,
                    "shares_by_year": [format(s, "f") for s in grant.shares_by_year],
                    "cadence": _cadence(grant),
                    "cliff_months": grant.cliff_months,
                }
            )
        )
