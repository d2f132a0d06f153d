"""An application that ended, in the fields of the talk's study. Pure.

The study (15,897 Glassdoor reviews) has a result of no offer, declined or
accepted, an experience, a difficulty, a source and a duration.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from tracker import pipeline
from tracker.benchmarks import Result
from tracker.models import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.pipeline import Change

Said = TypeVar("Said")


def result_of(history: Sequence[Change]) -> Result | None:
    """Give the result as the study says it; None while the application is open.

    An offer that was answered by withdrawing was declined. One that the employer
    took back is none.
    """
    stage = pipeline.current(history)
    if pipeline.is_open(stage):
        return None
    if stage is Stage.ACCEPTED:
        return Result.ACCEPTED
    offered = Stage.OFFER in pipeline.reached(history)
    if stage is Stage.DECLINED or (stage is Stage.WITHDRAWN and offered):
        return Result.DECLINED
    return Result.NO_OFFER


def process_days(history: Sequence[Change]) -> int | None:
    """Count the days from applying to the end.

    Returns:
        None while it is open, or where nothing but the end is dated.
    """
    end = pipeline.entered_on(history)
    if end is None or pipeline.is_open(pipeline.current(history)):
        return None
    begun = [
        change.on
        for change in history
        if pipeline.is_open(change.stage) and change.stage is not Stage.SAVED
    ]
    return max(0, (end - min(begun)).days) if begun else None


def usual(said: Iterable[Said | None]) -> Said | None:
    """Give what was said most often of several rounds; of a tie the later one."""
    known = [each for each in said if each is not None]
    if not known:
        return None
    count = Counter(known)
    return max(enumerate(known), key=lambda pair: (count[pair[1]], pair[0]))[1]
