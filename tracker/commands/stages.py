"""The stages an application goes through: dated facts, corrected but never erased.

A change that was entered wrongly stays in the store. It is marked as taken back, and
what was entered in its place names it; only changes that stand say where an
application is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col

from tracker import pipeline
from tracker.errors import RuleError
from tracker.models import Application, Company, CustomStage, Stage, StageChange

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from tracker.store import Work


def move(
    work: Work,
    application_id: UUID,
    *,
    to: Stage,
    on: date,
    custom_stage_id: UUID | None = None,
) -> Application:
    """Record that an application entered a stage on a day.

    What came before stays: a rejection erases nothing. A day before the last
    change is taken too, as a fact that was forgotten.

    Args:
        work: The unit of work.
        application_id: The application.
        to: The stage.
        on: The day.
        custom_stage_id: The searcher's own stage that it is, which counts as `to`.

    Raises:
        NotFoundError: If there is no such application or own stage.
        RuleError: If it is in that stage already, or the own stage counts as another.
    """
    row = work.get(Application, application_id)
    _check_custom(work, to, custom_stage_id)
    changes = history(work, application_id)
    home = work.get(Company, row.company_id)
    if last_change(changes).custom_stage_id == custom_stage_id:
        pipeline.check_move(row.stage, to, title=row.title, company=home.name)
    _begin_earlier(work, row, to, on, changes)
    record(work, row, to, on, custom_stage_id=custom_stage_id)
    row.version += 1
    row.stage = pipeline.current(history(work, application_id))
    if row.stage is not to:
        work.notices.append(
            f"Noted for {on}; “{row.title}” stays in {pipeline.LABELS[row.stage]}, "
            "which is dated later."
        )
    return row


def correct_stage(
    work: Work,
    change_id: UUID,
    *,
    to: Stage,
    on: date,
    custom_stage_id: UUID | None = None,
) -> Application:
    """Enter a stage change anew that was entered wrongly.

    The new one takes its place in the order of the day; the old one stays, as taken
    back.

    Raises:
        NotFoundError: If there is no such change or own stage.
        RuleError: If it was taken back already, or nothing in it would change.
    """
    wrong = _standing(work, change_id)
    row = work.get(Application, wrong.application_id)
    _check_custom(work, to, custom_stage_id)
    label = pipeline.LABELS[wrong.stage]
    if (wrong.stage, wrong.on, wrong.custom_stage_id) == (to, on, custom_stage_id):
        raise RuleError(
            f"“{row.title}” is noted as {label} on {on} already; choose another stage "
            "or day, or close this."
        )
    wrong.retracted_at = work.now
    work.session.add(wrong)
    work.add(
        StageChange(
            owner=work.owner,
            application_id=row.id,
            stage=to,
            on=on,
            number=wrong.number,
            custom_stage_id=custom_stage_id,
            corrects_id=wrong.id,
        )
    )
    return _settled(work, row)


def retract_stage(work: Work, change_id: UUID) -> Application:
    """Take back a stage change that was entered by mistake; it stays to be seen.

    Raises:
        RuleError: If it is the only one the application has, or was taken back before.
    """
    change = _standing(work, change_id)
    row = work.get(Application, change.application_id)
    if len(history(work, row.id)) == 1:
        raise RuleError(
            f"The first stage of “{row.title}” cannot be taken back; correct it, or "
            "bin the application instead."
        )
    change.retracted_at = work.now
    work.session.add(change)
    return _settled(work, row)


def history(work: Work, application_id: UUID) -> list[StageChange]:
    """The stage changes of an application that stand, in no order."""
    return work.all(
        StageChange,
        StageChange.application_id == application_id,
        col(StageChange.retracted_at).is_(None),
    )


def record(
    work: Work,
    row: Application,
    stage: Stage,
    on: date,
    *,
    custom_stage_id: UUID | None = None,
) -> StageChange:
    """Add a stage change to the end of a history."""
    every = work.all(StageChange, StageChange.application_id == row.id)
    return work.add(
        StageChange(
            owner=work.owner,
            application_id=row.id,
            stage=stage,
            on=on,
            number=max((change.number for change in every), default=0) + 1,
            custom_stage_id=custom_stage_id,
        )
    )


def _begin_earlier(
    work: Work, row: Application, to: Stage, on: date, changes: list[StageChange]
) -> None:
    """Let an application begin by the day it is known to have gone further.

    What is logged without a day is dated the day of logging. Whoever then says
    that they applied a week ago means that it stands in Applied now.
    """
    order = list(Stage)
    first = min(changes, key=lambda change: change.number)
    if first.on <= on or order.index(first.stage) >= order.index(to):
        return
    if first.stage is not Stage.SAVED:
        work.notices.append(
            f"“{row.title}” was dated {first.on} for {pipeline.LABELS[first.stage]}; "
            f"that day is now {on} too."
        )
    first.on = on
    work.session.add(first)


def _standing(work: Work, change_id: UUID) -> StageChange:
    change = work.get(StageChange, change_id)
    if change.retracted_at is not None:
        raise RuleError(
            f"“{pipeline.LABELS[change.stage]}” of {change.on} was taken back already; "
            "reload the page to see what stands in its place."
        )
    return change


def _settled(work: Work, row: Application) -> Application:
    """Put an application where the changes that stand leave it."""
    work.session.flush()
    row.stage = pipeline.current(history(work, row.id))
    row.version += 1
    work.session.add(row)
    return row


def last_change(changes: list[StageChange]) -> StageChange:
    """The one of some changes that says where their application is."""
    return max(changes, key=lambda change: (change.on, change.number))


def _check_custom(work: Work, to: Stage, custom_stage_id: UUID | None) -> None:
    """Refuse an own stage that counts as another than is said."""
    if custom_stage_id is None:
        return
    own = work.get(CustomStage, custom_stage_id)
    if own.stage is not to:
        raise RuleError(
            f"“{own.name}” counts as {pipeline.LABELS[own.stage]} now, not as "
            f"{pipeline.LABELS[to]}; choose it from the list again."
        )
