"""A search played forward many times. Pure: the seed decides the dice.

Two layers. The outer one draws persons (`posterior`): their chances and times
hold for every application at once, so outcomes are positively correlated, as
they are in life. The inner one lets each person's search happen many times.
Within one person the share of lives with an offer is that person's chance; over
persons it spreads, and the middle 80 % of that is the band. So the band says how
uncertain the chance itself is; it is not a band on how many offers will come.
Tested on searches of known truth it holds the truth in 75 to 85 % where published
averages apply, and in about 70 % where they do not (`tests/bench_forecast.py`).

Each application has dice of its own, from the seed and its place: the same
search with one application more differs only by that application, and what-if
comparisons are not blurred by new dice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.durations import SPREAD
from tracker.errors import InvalidError
from tracker.forecast import posterior
from tracker.forecast.evidence import (
    LEGS,
    MERGED,
    Gate,
    Past,
    gate_of,
    log_days,
    seen,
)
from tracker.forecast.numbers import (
    Floats,
    centred,
    log_odds,
    logistic,
    normal_cdf,
    normal_quantile,
)
from tracker.forecast.posterior import Beliefs, Draws
from tracker.models import Stage
from tracker.rates import Chance

if TYPE_CHECKING:
    from collections.abc import Sequence

STAY_DAYS = 7
"""How long an offer stays open: Chip Huyen calls a week normal and extendable."""
COMPANY_SPREAD = 0.8
"""How much the log odds of an offer differ between companies.

The standard deviation over the 27 published onsite-to-offer ratios is 0.82.
"""
KNOWN_SPREAD = 0.4
"""The same where the company's own figure is used: half, an assumption."""
MOST_CELLS = 1_500_000
"""Applications times persons times lives, to bound memory and time."""
FEWEST_LIVES = 10
HORIZON = 180
"""Days looked ahead."""


@dataclass(frozen=True)
class Live:
    """An application that may still lead to an offer, or has.

    Raises:
        InvalidError: If it is only saved or closed, or a number is below 0, or
            the company's ratio is not strictly between 0 and 1.
    """

    stage: Stage
    days: int = 0
    """Since it entered the leg it is on: see `tracker.forecast.evidence`."""
    is_referred: bool = False
    offer_ratio: float | None = None
    """The company's published onsite-to-offer ratio, if there is one."""
    stay_days: int = STAY_DAYS
    """How long its offer stays open: of one in hand, days to its deadline."""

    def __post_init__(self) -> None:
        stage = MERGED.get(self.stage, self.stage)
        if stage not in {*LEGS, Stage.OFFER} or min(self.days, self.stay_days) < 0:
            raise InvalidError(
                f"{self.stage} for {self.days} days has no forecast: it is for "
                "applications that were sent and are open."
            )
        if self.offer_ratio is not None and not 0 < self.offer_ratio < 1:
            raise InvalidError(f"{self.offer_ratio} is no ratio between 0 and 1.")


@dataclass(frozen=True)
class Settings:
    """How a search is played; the same settings give the same answer."""

    persons: int = 400
    lives: int = 100
    seed: int = 2019
    beliefs: Beliefs = field(default_factory=Beliefs)
    odds: float = 1.0
    """Factor on the odds of passing every interview, for what-if."""


class _World(NamedTuple):
    """What holds for every application of one search."""

    persons: Draws
    centred: Floats
    """Their log odds of an offer, such that companies may differ around them."""
    usual_offer: float
    """The ratio that a company's own one is compared with."""
    odds: float
    """Factor on the odds of passing every interview."""


class Plays(NamedTuple):
    """What happened to each application in each life of each person."""

    offers: Floats
    """Days from now to its offer, inf if none: applications, persons, lives."""
    answers: Floats
    """Days from now to its end, an offer or a refusal; inf if never answered."""
    stays: Floats
    """Days that each application's offer stays open."""


class Outlook(NamedTuple):
    """A chance with how uncertain it is."""

    chance: float
    """0 to 1: the mean over persons."""
    low: float
    """A tenth of persons have less."""
    high: float
    """A tenth of persons have more."""


def play(
    lives: Sequence[Live], pasts: Sequence[Past], settings: Settings | None = None
) -> Plays:
    """Play a search forward.

    Args:
        lives: What may still lead to an offer.
        pasts: The whole history that rates and times are learned from, that of
            the applications in `lives` too.
        settings: How often, and from which beliefs.
    """
    how = settings or Settings()
    dice = np.random.default_rng(how.seed)
    persons = posterior.draw(seen(pasts), how.beliefs, how.persons, dice)
    world = _World(
        persons,
        centred(persons.chances[:, Gate.OFFER], COMPANY_SPREAD),
        how.beliefs.priors[Chance.OFFER].value,
        how.odds,
    )
    most = MOST_CELLS // (how.persons * max(1, len(lives)))
    size = how.persons, max(FEWEST_LIVES, min(how.lives, most))
    both = [
        _play(live, world, size, np.random.default_rng([how.seed, n]))
        for n, live in enumerate(lives)
    ]
    empty = np.zeros((0, *size))
    return Plays(
        np.stack([offers for offers, _ in both]) if both else empty,
        np.stack([answers for _, answers in both]) if both else empty,
        np.array([float(live.stay_days) for live in lives]),
    )


def first_offer(plays: Plays) -> Floats:
    """Give the days to the first offer, inf if none: persons by lives."""
    answer: Floats = np.min(plays.offers, axis=0, initial=np.inf)
    return answer


def first_overlap(plays: Plays) -> Floats:
    """Give the days until two offers are open at once, inf if never.

    The second comes while one that came before it has not lapsed.
    """
    order = np.argsort(plays.offers, axis=0)
    came = np.take_along_axis(plays.offers, order, axis=0)
    if len(came) < 2:
        return np.full(plays.offers.shape[1:], np.inf)
    lapse = np.maximum.accumulate(came + plays.stays[order], axis=0)
    meets = np.where(came[1:] <= lapse[:-1], came[1:], np.inf)
    answer: Floats = np.min(meets, axis=0)
    return answer


def outlook(days_to: Floats, day: int) -> Outlook:
    """Say how likely something happens within some days, with its 80 % band.

    Args:
        days_to: Days until it happens, inf if never: persons by lives.
        day: 0 is today.

    The shares of single persons hold some noise of the dice, for each has only
    so many lives; the spread over persons is shrunk by that much.
    """
    shares = np.mean(days_to <= day, axis=1)
    mean = float(np.mean(shares))
    noise = float(np.mean(shares * (1 - shares))) / max(1, days_to.shape[1] - 1)
    spread = float(np.var(shares))
    real = np.sqrt(max(0.0, spread - noise) / spread) if spread else 0.0
    low, high = np.quantile(mean + (shares - mean) * real, (0.1, 0.9))
    return Outlook(
        mean, min(mean, max(0.0, float(low))), max(mean, min(1.0, float(high)))
    )


def _play(
    live: Live,
    world: _World,
    size: tuple[int, int],
    dice: np.random.Generator,
) -> tuple[Floats, Floats]:
    """Play one application: days to its offer, and to its end either way."""
    stage = MERGED.get(live.stage, live.stage)
    if stage is Stage.OFFER:
        return np.zeros(size), np.zeros(size)
    persons = world.persons
    clock, answered = np.zeros(size), np.full(size, np.inf)
    alive = np.ones(size, dtype=bool)
    now = LEGS.index(stage)
    for leg in range(now, len(LEGS)):
        waited = live.days if leg == now else 0
        luck = dice.random((3, *size))
        gate = gate_of(leg, is_referred=live.is_referred)
        median = persons.medians[:, leg][:, None]
        longer = 1 - normal_cdf((log_days(waited) - median) / SPREAD)
        longer = np.where(waited, longer, 1.0)
        chance = _chance(live, gate, world, dice)
        said = persons.said[gate]
        passes, refuses = chance * longer, (1 - chance) * said * longer
        still = passes + refuses + (1 - chance) * (1 - said)
        is_passed = luck[0] * still < passes
        is_refused = ~is_passed & (luck[1] < said * longer / (said * longer + 1 - said))
        # Drawing days is what takes longest: only where there is an answer to wait for.
        is_answered = alive & (is_passed | is_refused)
        person = np.nonzero(is_answered)[0]
        clock[is_answered] += _rest(
            median[person, 0], longer[person, 0], waited, luck[2][is_answered]
        )
        answered = np.where(alive & is_refused, clock, answered)
        alive &= is_passed
    offers = np.where(alive, clock, np.inf)
    return offers, np.minimum(offers, answered)


def _chance(live: Live, gate: Gate, world: _World, dice: np.random.Generator) -> Floats:
    """Give each person's chance at a gate of this company: persons by 1."""
    odds = world.persons.chances[:, gate]
    own = dice.standard_normal(len(odds))
    if gate is Gate.OFFER and live.offer_ratio is None:
        odds = world.centred + COMPANY_SPREAD * own
    elif gate is Gate.OFFER:
        ratio = live.offer_ratio or world.usual_offer
        shift = log_odds(ratio) - log_odds(world.usual_offer)
        odds = centred(odds + shift, KNOWN_SPREAD) + KNOWN_SPREAD * own
    if gate in {Gate.ONSITE, Gate.OFFER}:
        odds = odds + np.log(world.odds)
    return logistic(odds)[:, None]


def _rest(median: Floats, longer: Floats, waited: int, luck: Floats) -> Floats:
    """Draw the days still to wait, given the days already waited."""
    whole = np.exp(median + SPREAD * normal_quantile(1 - luck * longer))
    answer: Floats = np.maximum(whole - waited, 0.0)
    return answer
