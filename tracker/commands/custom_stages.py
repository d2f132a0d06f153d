"""The searcher's own stages, each of which counts as one that every search has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import names, pipeline
from tracker.errors import NotFoundError, RuleError
from tracker.models import CustomStage, StageChange

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.inputs import CustomStageIn
    from tracker.store import Work

_TAKEN = {names.fold(label): label for label in pipeline.LABELS.values()}


def add_custom_stage(work: Work, given: CustomStageIn) -> CustomStage:
    """Add a stage of one's own, behind those that count as the same.

    Raises:
        RuleError: If a stage bears the name already.
    """
    _check_name(work, given.name)
    beside = work.all(CustomStage, CustomStage.stage == given.stage)
    return work.add(
        CustomStage.model_validate(
            {
                "owner": work.owner,
                "name": given.name,
                "key": names.fold(given.name),
                "stage": given.stage,
                "number": max((row.number for row in beside), default=0) + 1,
            }
        )
    )


def edit_custom_stage(work: Work, stage_id: UUID, given: CustomStageIn) -> CustomStage:
    """Change the name of an own stage, or what it counts as from now on.

    Changes that were logged keep the stage they counted as, so that rates of the past
    stay what they were; where that is another one now, they lose the name.

    Raises:
        RuleError: If another stage bears the name already.
    """
    row = work.get(CustomStage, stage_id)
    _check_name(work, given.name, but=row)
    if given.stage is not row.stage:
        _let_go(work, row)
    row.name, row.key, row.stage = given.name, names.fold(given.name), given.stage
    work.session.add(row)
    return row


def remove_custom_stage(work: Work, stage_id: UUID) -> CustomStage:
    """Remove an own stage; what was logged in it keeps the stage it counted as."""
    row = work.get(CustomStage, stage_id)
    _let_go(work, row)
    work.session.delete(row)
    return row


def custom_stage_called(work: Work, name: str) -> CustomStage | None:
    """Find the own stage of a name; None for no name.

    Raises:
        NotFoundError: If there is none of that name.
    """
    if not name:
        return None
    found = work.first(CustomStage, CustomStage.key == names.fold(name))
    if found is None:
        raise NotFoundError(
            f"There is no stage “{name}” of your own; add it in Settings, or choose "
            "another."
        )
    return found


def _let_go(work: Work, row: CustomStage) -> None:
    for change in work.all(StageChange, StageChange.custom_stage_id == row.id):
        change.custom_stage_id = None
        work.session.add(change)
    work.session.flush()


def _check_name(work: Work, name: str, but: CustomStage | None = None) -> None:
    key = names.fold(name)
    found = work.first(CustomStage, CustomStage.key == key)
    taken = found.name if found and found is not but else _TAKEN.get(key)
    if taken:
        raise RuleError(f"There is a stage “{taken}” already; give yours another name.")
