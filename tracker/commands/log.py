"""Applications, their stages, rounds, tasks and contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import col

from tracker import names, pipeline
from tracker.commands.companies import company, find_company
from tracker.commands.doubles import warn_of_duplicates
from tracker.commands.editing import assign, checked
from tracker.commands.people import person_called
from tracker.errors import InvalidError, NotFoundError, RuleError
from tracker.inputs import ApplicationIn
from tracker.models import (
    Application,
    Company,
    FormToken,
    Interaction,
    Interviewer,
    Round,
    Searcher,
    Stage,
    StageChange,
    Task,
)

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from tracker.inputs import InteractionIn, RoundIn, TaskIn
    from tracker.store import Work


def once(work: Work, token: UUID) -> bool:
    """Use up the token of a form.

    Returns:
        False when the form was saved already: a second click changes nothing.
    """
    if work.session.get(FormToken, token) is not None:
        return False
    work.session.add(FormToken(id=token, owner=work.owner, used_at=work.now))
    work.session.flush()
    return True


def add_application(work: Work, given: ApplicationIn, *, on: date) -> Application:
    """Log an application, and its company when that is new.

    Args:
        work: The unit of work.
        given: What to log. Its stage is Saved, or Applied when it says
            `applied_on`, unless it says another.
        on: The day of logging: the day of the stage where none is given.
    """
    stage = given.stage or (Stage.APPLIED if given.applied_on else Stage.SAVED)
    if stage is Stage.SAVED and given.applied_on:
        raise InvalidError(
            f"“{given.title}” at {given.company} cannot be only saved and applied for "
            f"on {given.applied_on}; leave out one of the two."
        )
    if given.on and given.applied_on and given.on < given.applied_on:
        raise InvalidError(
            f"“{given.title}” at {given.company} cannot have been in "
            f"{pipeline.LABELS[stage]} on {given.on}, before it was applied for on "
            f"{given.applied_on}; check the two days."
        )
    home = company(work, given.company)
    warn_of_duplicates(work, given, home.id, on=on)
    row = work.add(
        Application.model_validate(
            {
                "owner": work.owner,
                "company_id": home.id,
                "title": given.title,
                "stage": stage,
                "source": given.source,
                "url": given.url,
                "url_key": names.link_key(given.url),
                "location": given.location,
                "salary": given.salary,
                "note": given.note,
                "posting": given.posting,
            }
        )
    )
    if given.applied_on and stage is not Stage.APPLIED:
        _record(work, row, Stage.APPLIED, given.applied_on)
        _record(work, row, stage, given.on or max(on, given.applied_on))
    else:
        _record(work, row, stage, given.on or given.applied_on or on)
    return row


def edit_application(
    work: Work,
    application_id: UUID,
    *,
    version: int | None,
    **changes: Any,  # noqa: ANN401
) -> Application:
    """Change facts of an application; its company by the name `company`.

    Raises:
        ConflictError: If it was changed since the form was drawn.
    """
    row = work.get_for_edit(Application, application_id, version)
    if changes.keys() & {"stage", "on", "applied_on"}:
        raise RuleError("A stage is not edited but moved; use the stage's own form.")
    facts = checked(ApplicationIn, {"company": "-", "title": row.title}, changes)
    if "company" in facts:
        facts["company_id"] = company(work, facts.pop("company")).id
    if "url" in facts:
        facts["url_key"] = names.link_key(facts["url"])
    return assign(work, row, facts)


def move(work: Work, application_id: UUID, *, to: Stage, on: date) -> Application:
    """Record that an application entered a stage on a day.

    What came before stays: a rejection erases nothing. A day before the last
    change is taken too, as a fact that was forgotten.

    Raises:
        NotFoundError: If there is no such application.
        RuleError: If it is in that stage already.
    """
    row = work.get(Application, application_id)
    history = _history(work, application_id)
    home = work.get(Company, row.company_id)
    pipeline.check_move(row.stage, to, title=row.title, company=home.name)
    _begin_earlier(work, row, to, on, history)
    _record(work, row, to, on)
    row.version += 1
    row.stage = pipeline.current([*history, *_history(work, application_id)])
    if row.stage is not to:
        work.notices.append(
            f"Noted for {on}; “{row.title}” stays in {pipeline.LABELS[row.stage]}, "
            "which is dated later."
        )
    return row


def _begin_earlier(
    work: Work, row: Application, to: Stage, on: date, history: list[StageChange]
) -> None:
    """Let an application begin by the day it is known to have gone further.

    What is logged without a day is dated the day of logging. Whoever then says
    that they applied a week ago means that it stands in Applied now.
    """
    order = list(Stage)
    first = min(history, key=lambda change: change.number)
    if first.on <= on or order.index(first.stage) >= order.index(to):
        return
    if first.stage is not Stage.SAVED:
        work.notices.append(
            f"“{row.title}” was dated {first.on} for {pipeline.LABELS[first.stage]}; "
            f"that day is now {on} too."
        )
    first.on = on
    work.session.add(first)


def retract_stage(work: Work, change_id: UUID) -> Application:
    """Take back a stage change that was entered by mistake.

    Raises:
        RuleError: If it is the only one the application has.
    """
    change = work.get(StageChange, change_id)
    row = work.get(Application, change.application_id)
    rest = [c for c in _history(work, row.id) if c.id != change_id]
    if not rest:
        raise RuleError(
            f"The first stage of “{row.title}” cannot be taken back; bin the "
            "application instead."
        )
    work.session.delete(change)
    row.stage = pipeline.current(rest)
    row.version += 1
    return row


def _history(work: Work, application_id: UUID) -> list[StageChange]:
    return work.all(StageChange, StageChange.application_id == application_id)


def _record(work: Work, row: Application, stage: Stage, on: date) -> StageChange:
    numbers = [change.number for change in _history(work, row.id)]
    return work.add(
        StageChange(
            owner=work.owner,
            application_id=row.id,
            stage=stage,
            on=on,
            number=max(numbers, default=0) + 1,
        )
    )


def application_named(
    work: Work, *, id_: UUID | None, company_name: str, title: str
) -> Application:
    """Find the application that an input speaks of, by id or by company and title.

    Raises:
        NotFoundError: If there is none, or the words fit several.
    """
    if id_ is not None:
        return work.get(Application, id_)
    found = applications_fitting(work, company_name, title)
    what = (
        f"“{title}” at {company_name}" if title else f"an application at {company_name}"
    )
    if not found:
        raise NotFoundError(f"There is no {what.removeprefix('an ')}; log it first.")
    if len(found) > 1:
        raise NotFoundError(
            f"There are {len(found)} applications for {what}; say which by its id."
        )
    return found[0]


def applications_fitting(work: Work, name: str, title: str) -> list[Application]:
    """The applications at a company that bear a title; all where none is given."""
    home = find_company(work, name) if name else None
    if home is None:
        return []
    rows = work.all(
        Application,
        Application.company_id == home.id,
        col(Application.binned_at).is_(None),
    )
    wanted = names.fold(title)
    return [row for row in rows if not wanted or names.fold(row.title) == wanted]


def add_round(work: Work, given: RoundIn) -> Round:
    """Add an interview round; its interviewers join the network."""
    application = application_named(
        work, id_=given.application, company_name=given.company, title=given.title
    )
    searcher = work.first(Searcher)
    starts_at, zone = given.instant(searcher.time_zone if searcher else "")
    row = work.add(
        Round.model_validate(
            {
                "owner": work.owner,
                "application_id": application.id,
                "kind": given.kind,
                "format": given.format,
                "starts_at": starts_at,
                "time_zone": zone,
                "minutes": given.minutes,
                "place": given.place,
                "note": given.note,
            }
        )
    )
    _seat(work, row, given.interviewers, application.company_id)
    return row


def edit_round(
    work: Work, round_id: UUID, *, version: int | None, given: RoundIn
) -> Round:
    """Replace what is known of a round.

    Raises:
        ConflictError: If it was changed since the form was drawn.
    """
    row = work.get_for_edit(Round, round_id, version)
    starts_at, zone = given.instant(row.time_zone)
    facts = {"starts_at": starts_at, "time_zone": zone}
    for field in ("kind", "format", "minutes", "place", "note"):
        facts[field] = getattr(given, field)
    assign(work, row, facts)
    for seat in work.all(Interviewer, Interviewer.round_id == round_id):
        work.session.delete(seat)
    work.session.flush()
    home = work.get(Application, row.application_id).company_id
    _seat(work, row, given.interviewers, home)
    return row


def _seat(work: Work, row: Round, interviewers: list[str], company_id: UUID) -> None:
    seated = set()
    for name in interviewers:
        person = person_called(work, name, at=company_id)
        if person.id not in seated:
            seated.add(person.id)
            work.add(
                Interviewer(owner=work.owner, round_id=row.id, person_id=person.id)
            )


def add_task(work: Work, given: TaskIn) -> Task:
    """Write down something to do on a day."""
    application_id = None
    if given.application or given.company:
        application_id = application_named(
            work, id_=given.application, company_name=given.company, title=given.title
        ).id
    return work.add(
        Task.model_validate(
            {
                "owner": work.owner,
                "what": given.what,
                "due_on": given.due_on,
                "application_id": application_id,
            }
        )
    )


def finish_task(work: Work, task_id: UUID, *, on: date | None) -> Task:
    """Tick a task off on a day; None makes it open again."""
    row = work.get_for_edit(Task, task_id, None)
    row.done_on = on
    work.session.add(row)
    return row


def answer(  # noqa: PLR0913 - what a suggestion consists of
    work: Work,
    *,
    what: str,
    due_on: date,
    rule: str,
    rule_key: str,
    application_id: UUID | None,
    done_on: date | None,
) -> Task:
    """Answer a suggestion: done on a day, or (None) put off until `due_on`."""
    if application_id is not None:
        work.get(Application, application_id)
    return work.add(
        Task.model_validate(
            {
                "owner": work.owner,
                "what": what[:200],
                "due_on": due_on,
                "done_on": done_on,
                "application_id": application_id,
                "rule": rule[:64],
                "rule_key": rule_key,
            }
        )
    )


def add_interaction(work: Work, given: InteractionIn, *, on: date) -> Interaction:
    """Note a contact with a person or a company."""
    if given.application is not None:
        work.get(Application, given.application)
    person = person_called(work, given.person) if given.person else None
    if person is None and given.application is None:
        raise InvalidError("A contact needs a person or an application; name one.")
    return work.add(
        Interaction.model_validate(
            {
                "owner": work.owner,
                "person_id": person and person.id,
                "application_id": given.application,
                "on": given.on or on,
                "kind": given.kind,
                "inbound": given.inbound,
                "note": given.note,
            }
        )
    )
