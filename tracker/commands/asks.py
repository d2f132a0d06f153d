"""Referral asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.commands.companies import company
from tracker.commands.log import application_named
from tracker.commands.people import person_called
from tracker.models import Ask, AskState

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from tracker.inputs import AskIn
    from tracker.store import Work


def add_ask(work: Work, given: AskIn, *, on: date) -> Ask:
    """Note that somebody is asked to pass the searcher on towards a company."""
    home = company(work, given.company)
    person = person_called(work, given.person)
    insider = person_called(work, given.insider) if given.insider else None
    application = (
        application_named(work, id_=None, company_name=given.company, title=given.title)
        if given.title
        else None
    )
    asked = given.asked_on or (None if given.state is AskState.DRAFTED else on)
    return work.add(
        Ask.model_validate(
            {
                "owner": work.owner,
                "person_id": person.id,
                "company_id": home.id,
                "application_id": application and application.id,
                "insider_id": insider and insider.id,
                "state": given.state,
                "asked_on": asked,
                "note": given.note,
            }
        )
    )


def move_ask(work: Work, ask_id: UUID, *, to: AskState, on: date) -> Ask:
    """Say what became of an ask; a draft that is sent is dated that day."""
    row = work.get_for_edit(Ask, ask_id, None)
    if row.asked_on is None and to is not AskState.DRAFTED:
        row.asked_on = on
    row.state = to
    work.session.add(row)
    return row
