"""How long one's own processes took, from applying to an offer. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker import durations
from tracker.durations import ENOUGH, End
from tracker.models import Stage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.durations import Spell
    from tracker.search import Search

_WHOLE = dict.fromkeys(
    (Stage.SCREEN, Stage.CHALLENGE, Stage.OFFSITE, Stage.ONSITE), Stage.APPLIED
)
"""From applying to an offer all stages are one."""


class Pace(NamedTuple):
    """Days from applying to an offer, of the processes that end in one."""

    days: int
    """Half of them take up to this."""
    low: int
    high: int
    """The middle 80 %."""
    offers: int

    @property
    def sentence(self) -> str:
        """Say it, with what it rests on."""
        return (
            f"Your own pace: {self.days} days from applying to an offer "
            f"({self.low} to {self.high}, n = {self.offers} offers)."
        )


def pace(search: Search, on: date) -> Pace | None:
    """Measure one's own pace; None below `durations.ENOUGH` offers.

    Processes that still run are inside the estimate, for the long ones are those
    not finished yet: see `durations.silence`.
    """
    own = [
        stay
        for history in search.history.values()
        for stay in durations.spells(history, on, _WHOLE)
        if stay.stage is Stage.APPLIED
    ]
    offers = sum(stay.end is End.PASSED for stay in own)
    if offers < ENOUGH:
        return None
    low, middle, high = (_within(own, share) for share in (0.1, 0.5, 0.9))
    return Pace(middle, low, high, offers)


def few(search: Search, on: date) -> str:
    """Say why the published time stands in; empty once there are enough offers."""
    if pace(search, on):
        return ""
    return (
        f"From {ENOUGH} offers on, your own time from applying to an offer is measured "
        "here."
    )


def _within(own: Sequence[Spell], share: float) -> int:
    """The days within which that share of the offers came."""
    days = sorted({stay.days for stay in own if stay.end is End.PASSED})
    return next(
        day
        for day in days
        if durations.silence(own, Stage.APPLIED, day + 1).longer_than >= share - 1e-9
    )
