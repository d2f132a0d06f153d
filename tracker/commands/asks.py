"""Referral asks: each step is dated and none is erased by the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import asking
from tracker.commands import stages
from tracker.commands.companies import company
from tracker.commands.log import application_named
from tracker.commands.people import person_called
from tracker.errors import RuleError
from tracker.models import Application, Ask, AskChange, AskState, Company, Source, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from tracker.inputs import AskIn
    from tracker.models import Person
    from tracker.store import Work

_SENT = frozenset({AskState.SUBMITTED, AskState.ACKNOWLEDGED})
"""Where the company has the searcher's papers."""


def add_ask(work: Work, given: AskIn, *, on: date) -> Ask:
    """Note that somebody is asked to pass the searcher on towards a company.

    Raises:
        RuleError: If one of them is not to be contacted, or the application is at
            another company.
    """
    home = company(work, given.company)
    person = person_called(work, given.person)
    insider = person_called(work, given.insider) if given.insider else None
    for somebody in filter(None, (person, insider)):
        _refuse_barred(somebody)
    application = (
        application_named(
            work,
            id_=given.application,
            company_name=given.company,
            title=given.title,
        )
        if given.title or given.application
        else None
    )
    _refuse_elsewhere(application, home)
    row = work.add(
        Ask.model_validate(
            {
                "owner": work.owner,
                "person_id": person.id,
                "company_id": home.id,
                "application_id": application and application.id,
                "insider_id": insider and insider.id,
                "state": given.state,
                "note": given.note,
            }
        )
    )
    _begin(work, row, given, on)
    _settled(work, row)
    _count_as_referral(work, row)
    return row


def add_asks(work: Work, given: Sequence[AskIn], *, on: date) -> list[Ask]:
    """Note several asks, all or none."""
    return [add_ask(work, one, on=on) for one in given]


def move_ask(
    work: Work, ask_id: UUID, *, to: AskState, on: date, note: str = ""
) -> Ask:
    """Say what became of an ask on a day; what came before stays.

    An ask that is asked again lives again. Where an application is attached, somebody
    who passes the searcher on makes it a referral if it has no source; if it was only
    saved, it counts as applied from the day somebody submitted the searcher.

    Args:
        work: The unit of work.
        ask_id: The ask.
        to: Where it stands now.
        on: Since when.
        note: What was written or said.

    Raises:
        RuleError: If the person is not to be contacted and would be asked.
    """
    row = work.get_for_edit(Ask, ask_id, None)
    if to is row.state and to is not AskState.ASKED:
        return row
    if to is AskState.ASKED:
        _refuse_barred(person_called(work, str(row.person_id)))
    _record(work, row, to, on, note)
    _settled(work, row)
    if row.state is not to:
        work.notices.append(
            f"Noted for {on}; the ask stays {asking.LABELS[row.state].lower()}, which "
            "is dated later."
        )
    _count_as_referral(work, row)
    return row


def retract_ask(work: Work, ask_id: UUID) -> Ask:
    """Take back the last step of an ask, entered by mistake.

    Raises:
        RuleError: If it is the only one.
    """
    row = work.get_for_edit(Ask, ask_id, None)
    history = _history(work, row.id)
    if not history[1:]:
        raise RuleError(
            "The first step of an ask cannot be taken back; put the ask in the bin "
            "instead."
        )
    work.session.delete(history[-1])
    work.session.flush()
    return _settled(work, row)


def attach_ask(work: Work, ask_id: UUID, application_id: UUID | None) -> Ask:
    """Say which application an ask is for.

    Raises:
        RuleError: If that is at another company.
    """
    row = work.get_for_edit(Ask, ask_id, None)
    application = work.get(Application, application_id) if application_id else None
    _refuse_elsewhere(application, work.get(Company, row.company_id))
    row.application_id = application_id
    work.session.add(row)
    _count_as_referral(work, row)
    return row


def _begin(work: Work, row: Ask, given: AskIn, on: date) -> None:
    """Date the first steps: a draft, or the ask and what became of it."""
    if given.state is AskState.DRAFTED:
        _record(work, row, AskState.DRAFTED, on)
        return
    asked_on = given.asked_on or on
    _record(work, row, AskState.ASKED, asked_on)
    if given.state is not AskState.ASKED:
        _record(work, row, given.state, max(on, asked_on))


def _record(
    work: Work, row: Ask, state: AskState, on: date, note: str = ""
) -> AskChange:
    number = max((one.number for one in _history(work, row.id)), default=0) + 1
    return work.add(
        AskChange.model_validate(
            {
                "owner": work.owner,
                "ask_id": row.id,
                "state": state,
                "on": on,
                "number": number,
                "note": note,
            }
        )
    )


def _history(work: Work, ask_id: UUID) -> list[AskChange]:
    """The steps of an ask in the order they happened."""
    rows = work.all(AskChange, AskChange.ask_id == ask_id)
    return sorted(rows, key=lambda change: (change.on, change.number))


def _settled(work: Work, row: Ask) -> Ask:
    """Let the ask stand where its last step left it."""
    history = _history(work, row.id)
    unsent = {AskState.DRAFTED, AskState.WITHDRAWN}  # a draft that is given up
    sent = [change for change in history if change.state not in unsent]
    asked = [change for change in sent if change.state is AskState.ASKED]
    row.state = history[-1].state
    row.asked_on = asked[-1].on if asked else sent[0].on if sent else None
    work.session.add(row)
    return row


def _count_as_referral(work: Work, row: Ask) -> None:
    """Let the application of an ask say what came of it."""
    if row.state not in asking.PASSED_ON or row.application_id is None:
        return
    application = work.get(Application, row.application_id)
    if application.source is None:
        application.source = Source.REFERRAL
        application.version += 1
        work.session.add(application)
    sent = [change.on for change in _history(work, row.id) if change.state in _SENT]
    if sent and application.stage is Stage.SAVED:
        stages.move(work, application.id, to=Stage.APPLIED, on=sent[0])
        work.notices.append(f"“{application.title}” counts as applied now.")


def _refuse_barred(person: Person) -> None:
    if person.no_contact:
        raise RuleError(
            f"{person.name} is marked “do not contact”, so nothing was asked; choose "
            "another way in, or take the mark away on their page."
        )


def _refuse_elsewhere(application: Application | None, home: Company) -> None:
    if application is not None and application.company_id != home.id:
        raise RuleError(
            f"“{application.title}” is not at {home.name}; choose an application there."
        )
