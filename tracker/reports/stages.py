"""Stages to choose from: those every search has, and the searcher's own. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from tracker import pipeline
from tracker.models import Stage
from tracker.pipeline import Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.models import CustomStage, StageChange
    from tracker.search import Search


_EVERY = frozenset(Stage)


def options(search: Search) -> list[str]:
    """What a chooser offers: each stage, and behind it the own ones that count as it.

    A stage stands for itself, an own one is given by its id.
    """
    found: list[str] = []
    for stage in Stage:
        found.append(stage)
        found += [str(row.id) for row in _own(search, stage)]
    return found


def label(search: Search, option: str) -> str:
    """What a person reads for an option; an own stage says what it counts as."""
    own = _find(search, option)
    if own is None:
        return pipeline.LABELS[Stage(option)]
    return f"{own.name} ({pipeline.LABELS[own.stage].lower()})"


def place(search: Search, option: str) -> Place:
    """What was chosen."""
    own = _find(search, option)
    return Place(own.stage, own.id) if own else Place(Stage(option))


def current(search: Search, application_id: UUID) -> Place:
    """Where an application is."""
    history = search.history.get(application_id, ())
    if not history:
        return Place(search.applications[application_id].stage)
    return Place(history[-1].stage, history[-1].custom_stage_id)


def name(search: Search, where: Place | StageChange) -> str:
    """What a person reads for where an application is, or was."""
    own = (
        search.custom_stages.get(where.custom_stage_id)
        if where.custom_stage_id
        else None
    )
    return own.name if own else pipeline.LABELS[where.stage]


def option_of(where: Place) -> str:
    """The option that stands for a place."""
    return str(where.custom_stage_id) if where.custom_stage_id else where.stage


def named(search: Search) -> dict[str, Place]:
    """Every place by its name, for a column that is chosen by name."""
    places = [place(search, option) for option in options(search)]
    return {name(search, each): each for each in places}


def _own(search: Search, stage: Stage) -> list[CustomStage]:
    rows: Iterable[CustomStage] = search.custom_stages.values()
    mine = [row for row in rows if row.stage is stage]
    return sorted(mine, key=lambda row: (row.number, row.key))


def _find(search: Search, option: str) -> CustomStage | None:
    if option in _EVERY:
        return None
    return search.custom_stages.get(UUID(option))


def own_rows(search: Search) -> list[CustomStage]:
    """The searcher's own stages, in the order of the stages they count as."""
    return [row for stage in Stage for row in _own(search, stage)]


def used(search: Search, stage_id: UUID) -> int:
    """How many applications ever were in an own stage."""
    return len(
        {
            change.application_id
            for changes in search.history.values()
            for change in changes
            if change.custom_stage_id == stage_id
        }
    )
