"""What to do before an offer expires, while other processes still run. Pure.

All of it is counted on the searches played forward by `tracker.forecast`: what
an offer and each possible other one are worth is given as numbers in one unit,
such as adjusted pay a year, and nothing here decides what they should be.

A responder with other processes pending has a shortest acceptable deadline: an
offer that must be answered earlier is worth less than what may still come
(Tang, Bearden and Tsetlin, "Ultimatum deadlines", Management Science 55, 2009).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.errors import InvalidError
from tracker.forecast import HORIZON, STAY_DAYS, Outlook, outlook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tracker.forecast import Plays


class Custom(NamedTuple):
    """An extension that may be asked for, and how usual it is."""

    days: int
    """Calendar days."""
    words: str
    source: str


CAREER_PAGES = "resumeagentics.com and climbtheladder.com (career advice, no study)"
CUSTOMS = (
    Custom(5, "3 business days more: almost always fine", CAREER_PAGES),
    Custom(7, "5 business days more: almost always fine", CAREER_PAGES),
    Custom(14, "2 weeks more: the upper limit of what is usual", CAREER_PAGES),
    Custom(21, "3 weeks more: risky to ask", CAREER_PAGES),
)
"""Extensions in the order of how easily they are given."""
MOST_USUAL_DAYS = 14
NORMAL_DEADLINE = (
    "At least a week is normal and usually extendable; one day is a red flag (Chip "
    "Huyen, “Introduction to Machine Learning Interviews”)."
)
WORTH_ASKING = 0.005
"""Share of the offer's value below which a gain from more time is noise."""
ENOUGH_OF = 0.9
"""The shortest extension with this share of the longest usual one's gain is asked."""
UNLIKELY = 0.05
"""A better offer less likely than this to come at all is no reason to slow down."""


class Advice(StrEnum):
    """What to do about another process."""

    HURRY = "hurry"
    """Tell them of the deadline and ask them to be quicker."""
    SLOW = "slow"
    """Its offer would lapse before a better one is likely to come."""
    LEAVE = "leave"


@dataclass(frozen=True)
class Held:
    """An offer in hand.

    Raises:
        InvalidError: If the value is not above 0, the days are below 0, or the
            risk is not a chance.
    """

    value: float
    days_left: int
    """To its deadline; 0 is today."""
    risk: float = 0.0
    """Chance that it is lost by waiting to the deadline or by asking for more."""

    def __post_init__(self) -> None:
        if not self.value > 0 or self.days_left < 0 or not 0 <= self.risk <= 1:
            raise InvalidError(
                "An offer in hand needs a value above 0, a deadline that is not past "
                "and a risk from 0 to 1."
            )


class Rival(NamedTuple):
    """Another process against the clock of the offer in hand."""

    place: int
    """Its place among the processes given."""
    offer: Outlook
    """Chance that it makes an offer by the deadline."""
    answer: Outlook
    """Chance that it is over by then, either way."""
    ever: float
    """Chance that it makes an offer at all, within the horizon."""
    gain: float
    """What it would be worth, in the unit of values, if it answered in time."""
    advice: Advice


class Extension(NamedTuple):
    """What more time would be worth."""

    custom: Custom
    value: float
    """Expected value of the best offer by then."""
    gain: float
    """Over answering at the present deadline, at least 0."""


class Waiting(NamedTuple):
    """Taking the offer now against holding it to its deadline."""

    now: float
    """The offer's own value."""
    held: float
    """Expected value of the best at the deadline, if it is not lost."""
    lost: float
    """Expected value of the others alone, within the horizon, if it is."""
    worth: float
    """Expected gain of waiting, the stated risk counted; may be below 0."""
    risk_to_bear: float
    """The risk of losing it at which waiting and taking are worth the same."""


@dataclass(frozen=True)
class Clock:
    """Everything about one offer's deadline."""

    rivals: Sequence[Rival]
    """In the order given."""
    waiting: Waiting
    extensions: Sequence[Extension]
    ask: Extension | None
    """The extension to ask for; None when more time is worth little."""
    shortest_deadline: int | None
    """Days from now; 0 when any will do. None when no deadline within the horizon
    makes taking it at its end as good as waiting for the others."""

    @property
    def hurry(self) -> Sequence[Rival]:
        """Whom to hurry, most to gain first."""
        found = [rival for rival in self.rivals if rival.advice is Advice.HURRY]
        return sorted(found, key=lambda rival: -rival.gain)


def clock(
    held: Held,
    plays: Plays,
    values: Sequence[float],
    *,
    fallback: float = 0.0,
    horizon: int = HORIZON,
) -> Clock:
    """Set one offer's deadline against all other processes.

    Args:
        held: The offer in hand; it is not among the plays.
        plays: The other processes, from `tracker.forecast.play`.
        values: What each one's offer would be worth, in the unit of `held`.
        fallback: What no offer at all is worth, such as the present job.
        horizon: Days after which nothing more is counted on.

    Raises:
        InvalidError: If there is not one value for each process.
    """
    if len(values) != len(plays.offers):
        raise InvalidError("Each other process needs a value: give one for each.")
    table = _Table(held, plays, np.array(values, dtype=float), fallback, horizon)
    extensions = [table.extension(custom) for custom in CUSTOMS]
    return Clock(
        table.rivals(),
        table.waiting(),
        extensions,
        _to_ask(extensions, held),
        table.shortest_deadline(),
    )


@dataclass(frozen=True)
class _Table:
    """The plays of one offer's rivals, and what can be counted on them."""

    held: Held
    plays: Plays
    values: NDArray[np.float64]
    fallback: float
    horizon: int

    def best(self, day: float) -> NDArray[np.float64]:
        """The best other offer by a day, the fallback where there is none."""
        worth = np.where(self.plays.offers <= day, self.values[:, None, None], -np.inf)
        best: NDArray[np.float64] = np.max(worth, axis=0, initial=self.fallback)
        return best

    def best_with_held(self, day: float) -> float:
        return float(np.mean(np.maximum(self.held.value, self.best(day))))

    def extension(self, custom: Custom) -> Extension:
        value = self.best_with_held(self.held.days_left + custom.days)
        gain = value - self.best_with_held(self.held.days_left)
        return Extension(custom, value, max(0.0, gain))

    def waiting(self) -> Waiting:
        held = self.best_with_held(self.held.days_left)
        lost = float(np.mean(self.best(self.horizon)))
        risk = self.held.risk
        gain, fall = held - self.held.value, held - lost
        return Waiting(
            now=self.held.value,
            held=held,
            lost=lost,
            worth=(1 - risk) * held + risk * lost - self.held.value,
            risk_to_bear=min(1.0, max(0.0, gain / fall)) if fall > 0 else 1.0,
        )

    def rivals(self) -> list[Rival]:
        return [self.rival(index) for index in range(len(self.values))]

    def rival(self, index: int) -> Rival:
        offers, day = self.plays.offers[index], self.held.days_left
        comes = np.mean(offers <= self.horizon)
        gain = self.gain(index)
        advice = Advice.LEAVE
        if gain > WORTH_ASKING * self.held.value:
            advice = Advice.HURRY
        if self.is_early(index):
            advice = Advice.SLOW
        return Rival(
            index,
            outlook(offers, day),
            outlook(self.plays.answers[index], day),
            float(comes),
            gain,
            advice,
        )

    def gain(self, index: int) -> float:
        """What it is worth that a process answers by the deadline, as it will."""
        comes = self.plays.offers[index] <= self.horizon
        now = np.maximum(self.held.value, self.best(self.held.days_left))
        then = np.where(comes, np.maximum(now, self.values[index]), now)
        return float(np.mean(then - now))

    def is_early(self, index: int) -> bool:
        """Say whether its offer would mostly lapse before a better one comes.

        Counted on the lives in which both it and the better one make an offer;
        it is no use to slow what is worth less than the offer in hand.
        """
        if self.values[index] <= self.held.value:
            return False
        offer = self.plays.offers[index]
        lapses = offer + max(self.plays.stays[index], STAY_DAYS)
        for better in np.flatnonzero(self.values > self.values[index]):
            other = self.plays.offers[better]
            both = (offer <= self.horizon) & (other <= self.horizon)
            is_likely = np.mean(other <= self.horizon) >= UNLIKELY
            if is_likely and both.any() and np.mean(other[both] > lapses[both]) > 0.5:
                return True
        return False

    def shortest_deadline(self) -> int | None:
        """The first day on which taking beats going on, nothing better having come.

        Going on means to let it lapse and to take the best that comes later.
        """
        if self.fallback > self.held.value:
            return None
        after = self.best(self.horizon)
        for day in range(self.horizon + 1):
            nothing_better = self.best(day) <= self.held.value
            if not nothing_better.any():
                return day
            if float(np.mean(after[nothing_better])) <= self.held.value:
                return day
        return None


def _to_ask(extensions: Sequence[Extension], held: Held) -> Extension | None:
    usual = [each for each in extensions if each.custom.days <= MOST_USUAL_DAYS]
    most = max(each.gain for each in usual)
    if most <= WORTH_ASKING * held.value:
        return None
    return next(each for each in usual if each.gain >= ENOUGH_OF * most)
