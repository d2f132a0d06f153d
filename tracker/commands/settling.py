"""Stages and states, made again what the dated changes say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import col

from tracker.models import Application, Ask, AskChange, StageChange

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.store import Work


def settle(work: Work) -> None:
    """Put every application and ask where its last change left it."""
    standing = work.all(StageChange, col(StageChange.retracted_at).is_(None))
    stages = _last(standing, "application_id")
    for application in work.all(Application):
        last = stages.get(application.id)
        if last is not None and application.stage is not last.stage:
            application.stage = last.stage
            work.session.add(application)
    states = _last(work.all(AskChange), "ask_id")
    for ask in work.all(Ask):
        step = states.get(ask.id)
        if step is not None and ask.state is not step.state:
            ask.state = step.state
            work.session.add(ask)
    work.session.flush()


def _last(changes: list[Any], parent: str) -> dict[UUID, Any]:
    in_order = sorted(changes, key=lambda change: (change.on, change.number))
    return {getattr(change, parent): change for change in in_order}
