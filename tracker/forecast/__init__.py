"""How likely an offer is, and when, from the live search. Pure.

From the open applications and the whole history: the chance of at least one
offer by a day, of two that are open at once, and what would change it. See
`simulation` for what the band means and `posterior` for what is assumed.

What it leaves out, to be said wherever it is shown: applications not sent yet,
seasons, hiring freezes, and that other people's rates are the start of it all.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from tracker.forecast import simulation
from tracker.forecast.evidence import LEGS, MERGED, Past, past
from tracker.forecast.posterior import SHARED, Beliefs
from tracker.forecast.simulation import (
    HORIZON,
    STAY_DAYS,
    Live,
    Outlook,
    Plays,
    Settings,
    first_offer,
    first_overlap,
    outlook,
    play,
)
from tracker.models import Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.durations import Spell

CAVEAT = (
    "Only applications already sent are counted. Before you have data of your own it "
    "rests on other people's rates, and your results hang together: a bad week "
    "is one week, not proof."
)
MOCK_ODDS = 1.2
"""What one more mock interview does to the odds of passing an interview.

An assumption to be overruled: vendors claim far more, and no controlled figure
was found. It turns 35 % into 39 %.
"""
MORE_APPLICATIONS = 5
STEP_DAYS = 7


class Point(NamedTuple):
    """The chances by one day."""

    day: int
    """Days from now."""
    one: Outlook
    """At least one offer."""
    two: Outlook
    """Two offers open at once."""


class WhatIf(NamedTuple):
    """What one change would do to the chance of at least one offer."""

    change: str
    before: Outlook
    after: Outlook

    @property
    def gain(self) -> float:
        """By how much the chance rises, at least 0."""
        return max(0.0, self.after.chance - self.before.chance)


def live(
    stays: Sequence[Spell],
    *,
    is_referred: bool = False,
    offer_ratio: float | None = None,
    stay_days: int = STAY_DAYS,
) -> Live | None:
    """Read an application's running stay; None if it is saved or closed.

    Args:
        stays: From `past`, so that screens, challenges and offsites are one.
        is_referred: Whether somebody inside passed it on.
        offer_ratio: The company's published onsite-to-offer ratio, 0 to 1.
        stay_days: Of an offer in hand, the days to its deadline.
    """
    last = stays[-1] if stays else None
    if last is None or last.end != "waiting":
        return None
    return Live(last.stage, last.days, is_referred, offer_ratio, stay_days)


def forecast(
    lives: Sequence[Live],
    pasts: Sequence[Past],
    settings: Settings | None = None,
    horizon: int = HORIZON,
) -> Sequence[Point]:
    """Give the chances by week up to a horizon in days, today first."""
    plays = play(lives, pasts, settings)
    one, two = first_offer(plays), first_overlap(plays)
    days = sorted({*range(0, horizon, STEP_DAYS), horizon})
    return [Point(day, outlook(one, day), outlook(two, day)) for day in days]


def what_if(
    lives: Sequence[Live],
    pasts: Sequence[Past],
    day: int,
    settings: Settings | None = None,
) -> Sequence[WhatIf]:
    """Compare what would raise the chance of an offer by a day, most first.

    The same dice are thrown for all, so that the differences are not chance.
    """
    how = settings or Settings()
    # one number of lives for all, or the dice would not be the same
    cells = how.persons * (len(lives) + MORE_APPLICATIONS)
    fitting = max(simulation.FEWEST_LIVES, simulation.MOST_CELLS // cells)
    how = replace(how, lives=min(how.lives, fitting))
    sent, referred = Live(Stage.APPLIED), Live(Stage.APPLIED, is_referred=True)

    def chance(more: Sequence[Live], odds: float = 1.0) -> Outlook:
        plays = play([*lives, *more], pasts, replace(how, odds=how.odds * odds))
        return outlook(first_offer(plays), day)

    now = chance([])
    changes = [
        WhatIf("Five more applications", now, chance([sent] * MORE_APPLICATIONS)),
        WhatIf("One more with a referral", now, chance([referred])),
        WhatIf("One more mock interview", now, chance([], MOCK_ODDS)),
    ]
    return sorted(changes, key=lambda change: -change.gain)


__all__ = [
    "CAVEAT",
    "HORIZON",
    "LEGS",
    "MERGED",
    "MOCK_ODDS",
    "SHARED",
    "STAY_DAYS",
    "Beliefs",
    "Live",
    "Outlook",
    "Past",
    "Plays",
    "Point",
    "Settings",
    "WhatIf",
    "first_offer",
    "first_overlap",
    "forecast",
    "live",
    "outlook",
    "past",
    "play",
    "what_if",
]
