"""Applications and contacts about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import col

from tracker import names, pipeline
from tracker.commands.companies import company, find_company
from tracker.commands.custom_stages import custom_stage_called
from tracker.commands.doubles import warn_of_duplicates
from tracker.commands.editing import assign, checked
from tracker.commands.people import person_called
from tracker.commands.resumes import resume_called
from tracker.commands.stages import record
from tracker.errors import InvalidError, NotFoundError, RuleError
from tracker.inputs import ApplicationIn
from tracker.models import (
    Application,
    FormToken,
    Interaction,
    Stage,
)

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from tracker.inputs import InteractionIn
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
    own = custom_stage_called(work, given.custom_stage)
    stage = own.stage if own else given.stage
    stage = stage or (Stage.APPLIED if given.applied_on else Stage.SAVED)
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
    resume = resume_called(work, given.resume)
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
                "role": given.role,
                "tags": given.tags,
                "excitement": given.excitement,
                "next_step": given.next_step,
                "resume_id": resume and resume.id,
            }
        )
    )
    day = given.on or given.applied_on or on
    if given.applied_on and stage is not Stage.APPLIED:
        record(work, row, Stage.APPLIED, given.applied_on)
        day = given.on or max(on, given.applied_on)
    record(work, row, stage, day, custom_stage_id=own.id if own else None)
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
    if changes.keys() & {"stage", "custom_stage", "on", "applied_on"}:
        raise RuleError("A stage is not edited but moved; use the stage's own form.")
    facts = checked(ApplicationIn, {"company": "-", "title": row.title}, changes)
    if "company" in facts:
        facts["company_id"] = company(work, facts.pop("company")).id
    if "resume" in facts:
        resume = resume_called(work, facts.pop("resume"))
        facts["resume_id"] = resume and resume.id
    if "url" in facts:
        facts["url_key"] = names.link_key(facts["url"])
    return assign(work, row, facts)


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


def add_interaction(work: Work, given: InteractionIn, *, on: date) -> Interaction:
    """Note a contact with a person or a company."""
    home = None
    if given.application is not None:
        home = work.get(Application, given.application).company_id
    person = person_called(work, given.person, at=home) if given.person else None
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
