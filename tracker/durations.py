"""How long employers take, with unfinished processes inside the estimate. Pure.

Leaving out what still waits makes every process look short, for the long ones
are exactly those not finished yet. So a running wait counts as "longer than
this so far" (right-censored) in the estimate of Kaplan and Meier. Until there
are `ENOUGH` own answers, published times stand in, and say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import exp, isclose, log, nan, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple

from tracker import pipeline
from tracker.errors import InvalidError
from tracker.models import Stage
from tracker.rates.intervals import LEVEL, Interval, z_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from tracker.pipeline import Change

ENOUGH = 5
"""Own answers from which own times are used instead of published ones."""
SPREAD = 0.77
"""Standard deviation of the logarithm of a time, from the study's reviews.

Of 12,045 reviews 12.6 % say days and 25.9 % four weeks or more: a lognormal
with P(T < 7) = 0.126 and P(T > 28) = 0.259 has ln 4 / (1.1455 + 0.6464) = 0.774.
"""


class End(StrEnum):
    """How a stay in a stage ended, if it did."""

    PASSED = "passed"
    """The next stage, an offer's answer included."""
    REFUSED = "refused"
    SILENT = "silent"
    """The searcher noted that no answer came."""
    LEFT = "left"
    """The searcher withdrew, or corrected the stage back to an earlier one."""
    WAITING = "waiting"


ANSWERED = frozenset({End.PASSED, End.REFUSED})
"""Ends that came from the employer: the others only bound the time from below."""


class Spell(NamedTuple):
    """One stay of one application in one stage."""

    stage: Stage
    days: int
    """Until it ended, or until today; at least 0."""
    end: End


class Usual(NamedTuple):
    """A published time, assumed to be lognormal, until there are own ones."""

    median: float
    """In days."""
    source: str
    as_of: str

    def quantile(self, chance: float) -> float:
        """Give the days within which that share ends, for a chance in (0, 1)."""
        return self.median * exp(SPREAD * NormalDist().inv_cdf(chance))

    def share_within(self, days: float) -> float:
        """Give the share that ends within some days."""
        if days <= 0:
            return 0.0
        return NormalDist().cdf(log(days / self.median) / SPREAD)


_SCREENING = Usual(
    12,
    "Derived: 35 days for a software engineer's whole process (computerworld.com) "
    "less 9 to the answer and 14 after the onsite.",
    "2009 to 2015",
)
USUAL: Mapping[Stage, Usual] = {
    Stage.APPLIED: Usual(
        9,
        "eRecruiter, by polandinsight.com: applications are opened after 9 days.",
        "Poland, first half of 2025",
    ),
    Stage.SCREEN: _SCREENING,
    Stage.CHALLENGE: _SCREENING,
    Stage.OFFSITE: _SCREENING,
    Stage.ONSITE: Usual(
        14,
        "Between 14 days and the 23.5 to 25.1 that NACE found from interview to offer "
        "for new graduates.",
        "2017 to 2023",
    ),
    Stage.OFFER: Usual(
        14, "NACE: 11 to 15.7 days from offer to acceptance.", "2015 to 2023"
    ),
}
"""A published median for every stage that can be waited in."""


@dataclass(frozen=True)
class Curve:
    """The estimated share still waiting after each time at which an end was seen."""

    times: Sequence[float]
    at_risk: Sequence[int]
    """How many were still waiting just before each time."""
    ends: Sequence[int]
    """How many of them ended at it."""
    waiting: Sequence[float]
    """S(t) from each time on, 1 down to 0."""
    greenwood: Sequence[float]
    """Sum of d / (n (n - d)) up to each time; the variance of S is S² times it."""

    @property
    def errors(self) -> Sequence[float]:
        """Greenwood's standard error of S at each time; nan where S is 0."""
        return [
            s * sqrt(v) if s else nan
            for s, v in zip(self.waiting, self.greenwood, strict=True)
        ]

    def share_waiting(self, days: float) -> float:
        """Give the estimated share that takes longer than some days."""
        passed = [s for t, s in zip(self.times, self.waiting, strict=True) if t <= days]
        return passed[-1] if passed else 1.0

    def quantile(self, chance: float) -> float | None:
        """Give the time by which that share has ended; None if not yet known.

        Where the curve is flat exactly there, the middle of the flat part, as
        the R package survival does.
        """
        return _crossing(self.times, self.waiting, 1 - chance)

    def band(self, level: float = LEVEL) -> Sequence[Interval]:
        """Bound S at each time, on the log(-log) scale, which keeps to 0..1.

        Where S is 0 the scale has no value: the upper bound stays what it was.
        """
        z, high, bounds = z_of(level), 1.0, []
        for share, greenwood in zip(self.waiting, self.greenwood, strict=True):
            low, high = _log_log(share, greenwood, z) if share else (0.0, high)
            bounds.append(Interval(low, high))
        return bounds

    def quantile_band(
        self, chance: float, level: float = LEVEL
    ) -> tuple[float | None, float | None]:
        """Bound a quantile: where the band of S crosses, after Brookmeyer, Crowley.

        None for an upper bound that the data do not reach yet.
        """
        band = self.band(level)
        low = _crossing(self.times, [each.low for each in band], 1 - chance)
        high = _crossing(self.times, [each.high for each in band], 1 - chance)
        return low, high


class Wait(NamedTuple):
    """How long a stage takes, from own times or published ones."""

    median: float | None
    """In days; None while more than half still wait."""
    low: float | None
    high: float | None
    """Own: 95 % band of the median, None where unknown. Published: middle 80 %."""
    answered: int
    """Own stays that an employer ended."""
    unfinished: int
    """Own stays without an employer's answer, all inside the estimate."""
    usual: Usual | None
    """The published time that stands in; None when the times are own ones."""


class Silence(NamedTuple):
    """How a running silence compares with the waits that ended well."""

    longer_than: float
    """Share, 0 to 1, of waits that ended well and were shorter."""
    ended_well: int
    """Own waits it rests on; below `ENOUGH` it is the published time's share."""
    usual: Usual | None


def spells(
    history: Iterable[Change],
    on: date,
    merged: Mapping[Stage, Stage] | None = None,
) -> list[Spell]:
    """Cut a history into stays in open stages, as of a day.

    Args:
        history: Stage changes; those after the day have not happened yet.
        on: The day as of which a last open stage still waits.
        merged: Stages that count as another one; a change within is no end.
    """
    as_one = merged or {}
    known = [c for c in pipeline.in_order(history) if c.on <= on]
    entered: list[tuple[Stage, date]] = []
    for change in known:
        stage = as_one.get(change.stage, change.stage)
        if not entered or entered[-1][0] is not stage:
            entered.append((stage, change.on))
    if not entered:  # all of it is still to come
        return []
    ends = [*entered[1:], (None, on)]
    return [
        Spell(stage, (until - since).days, _end(stage, following))
        for (stage, since), (following, until) in zip(entered, ends, strict=True)
        if stage in pipeline.OPEN and stage is not Stage.SAVED
    ]


def kaplan_meier(times: Sequence[float], ended: Sequence[bool]) -> Curve:
    """Estimate the share still waiting, unfinished waits inside.

    Args:
        times: Length of each wait, at least 0.
        ended: Whether it ended then; if not, it was at least that long.

    Raises:
        InvalidError: If the two differ in length or a time is below 0.

    Source:
        E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete
        observations", JASA 53 (1958), 457-481. An end and an unfinished wait at
        the same time count as if the end came first, as there.
    """
    if len(times) != len(ended) or any(time < 0 for time in times):
        raise InvalidError("Each wait needs a time of at least 0 and whether it ended.")
    steps = sorted({t for t, is_end in zip(times, ended, strict=True) if is_end})
    at_risk = [sum(time >= step for time in times) for step in steps]
    ends = [
        sum(t == step and e for t, e in zip(times, ended, strict=True))
        for step in steps
    ]
    share, greenwood = 1.0, 0.0
    waiting, sums = [], []
    for n, d in zip(at_risk, ends, strict=True):
        share *= (n - d) / n
        greenwood += d / (n * (n - d)) if n > d else nan
        waiting.append(share)
        sums.append(greenwood)
    return Curve(steps, at_risk, ends, waiting, sums)


def wait(stays: Iterable[Spell], stage: Stage) -> Wait:
    """Say how long a stage takes until the employer answers."""
    own = [spell for spell in stays if spell.stage is stage]
    answered = [spell.end in ANSWERED for spell in own]
    counts = sum(answered), len(own) - sum(answered)
    if counts[0] < ENOUGH:
        usual = USUAL[stage]
        return Wait(
            usual.median, usual.quantile(0.1), usual.quantile(0.9), *counts, usual
        )
    curve = kaplan_meier([spell.days for spell in own], answered)
    return Wait(curve.quantile(0.5), *curve.quantile_band(0.5), *counts, None)


def silence(stays: Iterable[Spell], stage: Stage, days: int) -> Silence:
    """Say which share of the waits that ended well a silence has outlasted.

    Waits that still run may yet end well, so they belong in the estimate too:
    it is the cumulative incidence of ending well within the days, over its last
    value (Aalen and Johansen 1978, with refusals as the competing end).
    """
    own = [spell for spell in stays if spell.stage is stage]
    well = sum(spell.end is End.PASSED for spell in own)
    if well < ENOUGH:
        return Silence(USUAL[stage].share_within(days), well, USUAL[stage])
    curve = kaplan_meier(
        [spell.days for spell in own], [spell.end in ANSWERED for spell in own]
    )
    before = [1.0, *curve.waiting[:-1]]
    total = shorter = 0.0
    for time, n, s in zip(curve.times, curve.at_risk, before, strict=True):
        passed = sum(e.end is End.PASSED and e.days == time for e in own)
        total += s * passed / n
        shorter += s * passed / n if time < days else 0
    return Silence(min(1.0, shorter / total), well, None)


def _end(stage: Stage, following: Stage | None) -> End:
    if following is None:
        return End.WAITING
    if following in {Stage.ACCEPTED, Stage.DECLINED}:
        return End.PASSED
    if following in pipeline.OPEN:
        order = pipeline.OPEN.index
        return End.PASSED if order(following) > order(stage) else End.LEFT
    return {Stage.REJECTED: End.REFUSED, Stage.NO_ANSWER: End.SILENT}.get(
        following, End.LEFT
    )


def _crossing(
    times: Sequence[float], shares: Sequence[float], level: float
) -> float | None:
    """Find where a falling step function comes down to a level."""
    for n, share in enumerate(shares):
        if isclose(share, level, abs_tol=1e-12):
            # flat exactly at the level: its middle, unless the curve ends there
            return times[n] if n + 1 == len(times) else (times[n] + times[n + 1]) / 2
        if share < level:
            return times[n]
    return None


def _log_log(share: float, greenwood: float, z: float) -> tuple[float, float]:
    spread = exp(z * sqrt(greenwood) / -log(share))
    return share**spread, share ** (1 / spread)
