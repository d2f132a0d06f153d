"""Offers: their terms, their versions and what was negotiated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import pipeline, terms
from tracker.commands.log import (
    add_application,
    application_named,
    applications_fitting,
)
from tracker.commands.stages import move
from tracker.errors import ConflictError, InvalidError
from tracker.inputs import ApplicationIn
from tracker.models import (
    Application,
    Assumptions,
    Grant,
    Negotiation,
    Offer,
    OfferVersion,
    SignOnBonus,
    Stage,
)

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from tracker.inputs import AssumptionsIn, CounterIn, OfferIn
    from tracker.store import Work


def add_offer(work: Work, given: OfferIn, *, on: date) -> Offer:
    """Record an offer: its application is found or logged, and moves to Offer.

    Raises:
        InvalidError: If the terms are impossible, with the field.
    """
    _check(given)
    application = _application(work, given, on)
    if application.stage in pipeline.OPEN and application.stage is not Stage.OFFER:
        move(work, application.id, to=Stage.OFFER, on=given.received_on or on)
    row = work.add(
        Offer.model_validate(
            {
                "owner": work.owner,
                "application_id": application.id,
                **terms.offer_row(given),
            }
        )
    )
    _add_parts(work, row, given)
    _keep_version(work, row, given, given.received_on or on, is_new=True)
    return row


def edit_offer(
    work: Work,
    offer_id: UUID,
    *,
    version: int | None,
    given: OfferIn,
    counter_on: date | None = None,
) -> Offer:
    """Replace what an offer says, with its grants and sign-on bonuses.

    Args:
        work: The running work.
        offer_id: The offer.
        version: What the form was drawn with.
        given: All that the offer says now.
        counter_on: The day of a counter-offer, whose terms become a new version; None
            for a correction of what stood there.

    Raises:
        ConflictError: If it was changed since the form was drawn.
        InvalidError: If the terms are impossible, with the field.
    """
    _check(given)
    row = work.get_for_edit(Offer, offer_id, version)
    for field, value in terms.offer_row(given).items():
        setattr(row, field, value)
    work.session.add(row)
    for part in (
        *work.all(Grant, Grant.offer_id == offer_id),
        *work.all(SignOnBonus, SignOnBonus.offer_id == offer_id),
    ):
        work.session.delete(part)
    work.session.flush()
    _add_parts(work, row, given)
    on = counter_on or given.received_on or work.now.date()
    _keep_version(work, row, given, on, is_new=counter_on is not None)
    return row


def add_negotiation(work: Work, offer_id: UUID, given: CounterIn, *, on: date) -> Offer:
    """Note what was said while an offer was negotiated.

    Args:
        work: The running work.
        offer_id: The offer.
        given: Who said what, and whether it is in writing.
        on: The day, unless one is given.
    """
    row = work.get_for_edit(Offer, offer_id, None)
    work.add(
        Negotiation.model_validate(
            {
                "owner": work.owner,
                "offer_id": offer_id,
                "on": given.on or on,
                "who": given.who,
                "what": given.what,
                "in_writing": given.in_writing,
            }
        )
    )
    return row


def remove_negotiation(work: Work, negotiation_id: UUID) -> None:
    """Take back a line of a negotiation log."""
    row = work.get(Negotiation, negotiation_id)
    work.get_for_edit(Offer, row.offer_id, None)
    work.session.delete(row)


def save_assumptions(
    work: Work, given: AssumptionsIn, *, version: int | None
) -> Assumptions:
    """Keep what offers are compared by.

    Raises:
        ConflictError: If they were changed since the form was drawn.
        InvalidError: If they are impossible, with the field.
    """
    terms.check_assumptions(given)
    row = work.first(Assumptions) or Assumptions(owner=work.owner)
    if version is not None and row.version != version:
        raise ConflictError(
            "Your assumptions were changed in another tab; nothing was saved, and what "
            "you typed is still here: compare, then save again."
        )
    row.held = given.model_dump(mode="json", exclude_defaults=True)
    row.version += 1
    return work.add(row)


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


def _check(given: OfferIn) -> None:
    terms.check(given)
    if not given.application and not given.company:
        raise InvalidError(
            "An offer needs the company it is from; add it.", field="company"
        )


def _add_parts(work: Work, row: Offer, given: OfferIn) -> None:
    """Add the grants and sign-on bonuses of an offer."""
    whose = {"owner": work.owner, "offer_id": row.id}
    for grant in given.grants:
        work.add(Grant.model_validate(whose | terms.grant_row(grant)))
    for bonus in given.sign_ons:
        work.add(SignOnBonus.model_validate(whose | terms.sign_on_row(bonus)))


def _keep_version(
    work: Work, row: Offer, given: OfferIn, on: date, *, is_new: bool
) -> None:
    """Keep what an offer says as a version; a correction replaces the last one."""
    kept = work.all(OfferVersion, OfferVersion.offer_id == row.id)
    last = max(kept, key=lambda each: each.number, default=None)
    facts = terms.version_facts(given)
    if last is not None and not is_new:
        last.facts = facts
        work.session.add(last)
        return
    number = last.number + 1 if last else 1
    work.add(
        OfferVersion.model_validate(
            {
                "owner": work.owner,
                "offer_id": row.id,
                "number": number,
                "on": on,
                "facts": facts,
            }
        )
    )
