"""Tasks: what a searcher wrote down to do, and the answers to suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.commands.log import application_named
from tracker.models import Application, Task

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from tracker.inputs import TaskIn
    from tracker.store import Work


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
    return work.add(row)


def put_off_task(work: Work, task_id: UUID, *, until: date) -> Task:
    """Put a task off to another day; a pinned one is let go of."""
    row = work.get_for_edit(Task, task_id, None)
    row.due_on, row.is_pinned = until, False
    return work.add(row)


def pin_task(work: Work, task_id: UUID, *, is_pinned: bool) -> Task:
    """Keep a task on top whatever its day, or let go of it."""
    row = work.get_for_edit(Task, task_id, None)
    row.is_pinned = is_pinned
    return work.add(row)


def retire_task(work: Work, task_id: UUID, *, is_retired: bool) -> Task:
    """Never list a task again, nor suggest what it answers; or do so after all."""
    row = work.get_for_edit(Task, task_id, None)
    row.is_retired = is_retired
    return work.add(row)


def answer(  # noqa: PLR0913 - what a suggestion consists of
    work: Work,
    *,
    what: str,
    due_on: date,
    rule: str,
    rule_key: str,
    application_id: UUID | None,
    done_on: date | None,
    is_pinned: bool = False,
    is_retired: bool = False,
) -> Task:
    """Answer a suggestion: done on a day, put off until `due_on`, pinned or retired.

    A second answer to the same suggestion, as two tabs can give, takes the place of
    the first.
    """
    if application_id is not None:
        work.get(Application, application_id)
    row = Task.model_validate(
        {
            "owner": work.owner,
            "what": what[:200],
            "due_on": due_on,
            "done_on": done_on,
            "application_id": application_id,
            "rule": rule[:64],
            "rule_key": rule_key,
            "is_pinned": is_pinned,
            "is_retired": is_retired,
        }
    )
    before = work.all(Task, Task.rule_key == rule_key)
    if not before:
        return work.add(row)
    kept = work.get_for_edit(Task, before[0].id, None)
    for name in ("due_on", "done_on", "is_pinned", "is_retired", "binned_at"):
        setattr(kept, name, getattr(row, name))
    return work.add(kept)
