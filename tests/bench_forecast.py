"""How well the forecast foretells searches whose truth is known.

The truth comes from a world written here, which shares no code and no dice with
the forecaster and is not shaped as it believes: chances are probit
and not logistic, times are gamma and not lognormal, refusals come later than
good news, every market has a speed of its own, and every company a strictness
that nobody sees. Common to both are the published averages, as they are to a
searcher who reads them, and roughly how much people differ.

Each search runs for some weeks in this world; the forecaster then sees what a
searcher would have logged: dated stage changes and nothing else.

What is measured:

- **Coverage.** The truth of a search is its own chance of an offer within 60
  days: given the person's hidden ability, the hidden strictness of the companies
  and how long each has been silent, the share of this world's continuations with
  an offer. It is a number between 0 and 1, as the band is, and the 80 % band
  should hold it in about 80 % of searches. A band on how many offers come would
  say less: with 0 or 1 as nearly all answers it holds almost anything.
- **Brier score.** One continuation is what happens; the mean squared distance of
  the stated chance from 0 or 1. It is compared with (a) one minus the product
  over live applications of one minus the product of stage rates, own ones where
  there are any and published ones elsewhere (by published ones alone is shown
  too), and (b) the share of all searches that got an offer, known only
  afterwards: the best constant there is.

Where this world is bent further from what is believed the band is too narrow: with
people or companies that differ about twice as much it held the truth in 73 to 74 %
of 300 searches, with other averages than the published ones (3 % of applications
interviewed, or 50 % of screens and 20 % of onsites passed) in 67 to 69 %. The Brier
score stayed the lowest of the three in each.

``python -m tests.bench_forecast`` prints it for 1,000 searches.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker import forecast
from tracker.models import Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

CUT = date(2026, 6, 1)
WITHIN = 60
CONTINUATIONS = 2_000
SETTINGS = forecast.Settings(persons=200, lives=60)

PATH = (Stage.APPLIED, Stage.SCREEN, Stage.ONSITE, Stage.OFFER)
PUBLISHED = {"cold": 0.084, "referred": 0.40, "screen": 0.35, "onsite": 0.353}
AVERAGES = tuple(PUBLISHED[gate] for gate in ("cold", "screen", "onsite"))
PERSON = {"cold": 0.42, "referred": 0.38, "screen": 0.5, "onsite": 0.3}
"""How much the latent ability of people differs at each gate."""
IN_COMMON = 0.4
"""Share of that which is one and the same ability at every gate."""
STRICTNESS = 0.5
"""How much companies differ, in the same unit, after an onsite."""
DAYS = (9, 12, 14)
TOLD = (0.25, 0.45, 0.85)
"""Share of refusals that are ever told."""
LATER = 1.3
"""Refusals take this much longer than good news."""
STAY = 7


class Change(NamedTuple):
    stage: Stage
    on: date
    number: int


@dataclass
class Process:
    """One application in this world: what happened, and what nobody sees."""

    chances: tuple[float, float, float]
    is_referred: bool
    entered: list[tuple[Stage, float]]
    """Stages with the day they were entered, from the start of the search."""
    waiting_on: int = 0
    """Leg that it waits on at the cut; -1 when it is over."""


@dataclass
class Search:
    """One search in this world up to the cut."""

    speed: float
    ends: float
    processes: list[Process]


class Result(NamedTuple):
    """One search: what was said, what was true, what happened."""

    said: forecast.Outlook
    truth: float
    happened: bool
    naive: float
    published: float
    """As naive, but by published rates alone."""


def chance_of(gate: str, ability: float, company: float) -> float:
    """Probit: the mean over all people and companies is the published rate."""
    spread = PERSON[gate]
    extra = STRICTNESS if gate == "onsite" else 0.0
    centre = NormalDist().inv_cdf(PUBLISHED[gate]) * np.sqrt(1 + spread**2 + extra**2)
    return NormalDist().cdf(float(centre + spread * ability + extra * company))


def times(
    leg: int, speed: float, size: int, dice: np.random.Generator
) -> NDArray[np.float64]:
    """Gamma with shape 2, whose median is 1.678 scales."""
    return dice.gamma(2.0, DAYS[leg] * speed / 1.678, size)


def gate_once(
    process: Process, leg: int, speed: float, size: int, dice: np.random.Generator
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Play one gate: whether it is passed and when an answer comes, if ever."""
    passes = dice.random(size) < process.chances[leg]
    told = dice.random(size) < TOLD[leg]
    when = times(leg, speed, size, dice) * np.where(passes, 1.0, LATER)
    return passes, np.where(passes | told, when, np.inf)


def new_search(dice: np.random.Generator) -> Search:
    """Let somebody search for 2 to 16 weeks."""
    weeks, pace = dice.integers(2, 17), dice.uniform(0.5, 5)
    common, speed = dice.standard_normal(), dice.uniform(0.7, 1.4)
    ability = {
        gate: np.sqrt(IN_COMMON) * common
        + np.sqrt(1 - IN_COMMON) * dice.standard_normal()
        for gate in PUBLISHED
    }
    referrals = dice.uniform(0, 0.4)
    search = Search(speed, 7.0 * weeks, [])
    for sent in sorted(dice.uniform(0, search.ends, dice.poisson(pace * weeks))):
        company, is_referred = dice.standard_normal(), dice.random() < referrals
        gates = ("referred" if is_referred else "cold", "screen", "onsite")
        chances = tuple(chance_of(gate, ability[gate], company) for gate in gates)
        process = Process(chances, bool(is_referred), [(Stage.APPLIED, float(sent))])  # type: ignore[arg-type]
        run(process, search, dice)
        search.processes.append(process)
    return search


def run(process: Process, search: Search, dice: np.random.Generator) -> None:
    """Let one application run until the cut."""
    for leg in range(3):
        now = process.entered[-1][1]
        passes, when = gate_once(process, leg, search.speed, 1, dice)
        answered = now + float(when[0])
        gives_up = now + 45 if dice.random() < 0.6 else np.inf
        process.waiting_on = leg
        if min(answered, gives_up) > search.ends:
            return
        process.waiting_on = -1
        if gives_up < answered:
            process.entered.append((Stage.NO_ANSWER, gives_up))
            return
        process.entered.append(
            (PATH[leg + 1] if passes[0] else Stage.REJECTED, answered)
        )
        if not passes[0]:
            return
    process.entered.append((Stage.DECLINED, process.entered[-1][1]))


def continuations(search: Search, dice: np.random.Generator) -> NDArray[np.float64]:
    """Days from the cut to each live application's offer, by continuation."""
    rows = []
    for process in search.processes:
        if process.waiting_on < 0:
            continue
        total, is_alive = np.zeros(CONTINUATIONS), np.ones(CONTINUATIONS, dtype=bool)
        for leg in range(process.waiting_on, 3):
            waited = (
                search.ends - process.entered[-1][1]
                if leg == process.waiting_on
                else 0.0
            )
            passes, when = silent_for(process, leg, search.speed, waited, dice)
            total += when - waited
            is_alive &= passes
        rows.append(np.where(is_alive, total, np.inf))
    return np.array(rows)


def silent_for(
    process: Process,
    leg: int,
    speed: float,
    waited: float,
    dice: np.random.Generator,
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Play a gate given that nothing was heard yet: by throwing away the rest."""
    passes, when = gate_once(process, leg, speed, 4 * CONTINUATIONS, dice)
    fits = np.flatnonzero(when > waited)
    chosen = dice.choice(fits, CONTINUATIONS)
    return passes[chosen], when[chosen]


def logged(process: Process, search: Search) -> list[Change]:
    """What the searcher wrote down: whole days, up to the cut."""
    return [
        Change(stage, CUT - timedelta(days=int(search.ends) - int(day)), n + 1)
        for n, (stage, day) in enumerate(process.entered)
        if day <= search.ends
    ]


def stage_rates(search: Search) -> list[float]:
    """Reached the next stage of those that reached one; published if none did."""
    reached = [0] * len(PATH)
    for process in search.processes:
        stages = {stage for stage, day in process.entered if day <= search.ends}
        for n, stage in enumerate(PATH):
            reached[n] += stage in stages
    return [
        reached[n + 1] / reached[n] if reached[n] else AVERAGES[n] for n in range(3)
    ]


def product(search: Search, rates: Sequence[float]) -> float:
    """One minus the chance that every live application fails, by plain rates."""
    none = 1.0
    for process in search.processes:
        if process.waiting_on >= 0:
            none *= 1 - float(np.prod(rates[process.waiting_on :]))
    return 1 - none


def measure(seed: int) -> Result | None:
    """Make one search, foretell it and look; None if too little is live."""
    dice = np.random.default_rng([20190827, seed])
    search = new_search(dice)
    if sum(process.waiting_on >= 0 for process in search.processes) < 3:
        return None
    pasts = [
        forecast.past(logged(process, search), CUT, is_referred=process.is_referred)
        for process in search.processes
    ]
    lives = [
        found
        for past in pasts
        if (found := forecast.live(past.stays, is_referred=past.is_referred))
    ]
    assert len(lives) == sum(p.waiting_on >= 0 for p in search.processes)
    said = forecast.outlook(
        forecast.first_offer(forecast.play(lives, pasts, SETTINGS)), WITHIN
    )
    first = continuations(search, dice).min(axis=0)
    return Result(
        said,
        float(np.mean(first <= WITHIN)),
        bool(first[0] <= WITHIN),
        product(search, stage_rates(search)),
        product(search, AVERAGES),
    )


def results(count: int) -> Sequence[Result]:
    """Measure as many searches as asked for."""
    found: list[Result] = []
    seed = 0
    while len(found) < count:
        result = measure(seed)
        seed += 1
        if result:
            found.append(result)
    return found


def coverage(found: Sequence[Result]) -> float:
    """The share of searches whose truth lies in the band."""
    return float(np.mean([r.said.low <= r.truth <= r.said.high for r in found]))


def brier(stated: Sequence[float], found: Sequence[Result]) -> float:
    """The mean squared distance of stated chances from what happened."""
    happened = np.array([float(r.happened) for r in found])
    return float(np.mean((np.array(stated) - happened) ** 2))


def scores(found: Sequence[Result]) -> tuple[float, float, float]:
    """Brier scores of the forecast, the naive product and the best constant."""
    base = float(np.mean([r.happened for r in found]))
    return (
        brier([r.said.chance for r in found], found),
        brier([r.naive for r in found], found),
        brier([base] * len(found), found),
    )


def main() -> None:
    """Print how good the forecast is."""
    found = results(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
    ours, naive, constant = scores(found)
    published = brier([r.published for r in found], found)
    width = np.mean([r.said.high - r.said.low for r in found])
    below = np.mean([r.truth < r.said.low for r in found])
    above = np.mean([r.truth > r.said.high for r in found])
    print(  # noqa: T201
        f"forecast of {len(found):,} searches: the 80 % band holds the truth in "
        f"{coverage(found):.1%} (below it {below:.1%}, above it {above:.1%}; mean "
        f"width {width:.2f})\n"
        f"Brier score {ours:.4f}; naive product of stage rates {naive:.4f} (of "
        f"published ones {published:.4f}); best constant {constant:.4f}"
    )
    for low in np.arange(0, 1, 0.2):
        group = [r for r in found if low <= r.said.chance < low + 0.2]
        if group:
            print(  # noqa: T201
                f"  said {low:.0%} to {low + 0.2:.0%}: {len(group)} searches, said "
                f"{np.mean([r.said.chance for r in group]):.1%}, true "
                f"{np.mean([r.truth for r in group]):.1%}, happened "
                f"{np.mean([r.happened for r in group]):.1%}"
            )


if __name__ == "__main__":
    main()
