"""Weighing what is known of ties: one tie in words, or a million as columns."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

import numpy as np

from tracker.models import TieKind
from tracker.network.strength.facts import (
    NONE,
    Evidence,
    Known,
    Outcomes,
    Point,
    Strength,
)
from tracker.network.strength.weights import (
    CONTACT,
    FLOOR,
    LEAST,
    MONTH,
    MOST,
    MUTUAL,
    OVERLAP,
    PAPER_MONTHS,
    PRIORS,
    RECEIVED,
    RECENT,
    RECENT_DAYS,
    SCALE,
    SCHOOL,
    SENT,
    STRONG_MONTHS,
    WEAK_MONTHS,
    WEIGHT,
)
from tracker.network.strength.words import last_sign, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from numpy.typing import ArrayLike

    from tracker.network.chains.ties import Floats


def prior(
    kind: TieKind,
    learnt: Mapping[TieKind, Outcomes] | None = None,
    but: Outcomes = NONE,
) -> float:
    """The chance for a kind of tie: the mean of its Beta after own asks.

    Args:
        kind: The kind of tie.
        learnt: Outcomes of all own asks by kind of tie.
        but: Outcomes to leave out: those of the tie in question, which move its
            own chance and must not count twice.
    """
    passed, held = PRIORS[kind]
    seen = (learnt or {}).get(kind, NONE)
    passed += max(0, seen.passed - but.passed)
    held += max(0, seen.held - but.held)
    return passed / (passed + held)


def strength(
    known: Known, on: date, learnt: Mapping[TieKind, Outcomes] | None = None
) -> Strength:
    """Weigh one tie and say why.

    Args:
        known: What is known of it.
        on: The day to judge it on; later days count as this day.
        learnt: Outcomes of all own asks by kind of tie.

    Raises:
        ValueError: If a count is negative or a stated chance not within 0 to 1.
    """
    worth = float(novelty(known.mutuals))
    evidence = columns([known], on, learnt)
    if known.stated is not None:
        chance = float(chances(evidence)[0])
        return Strength(chance, (Point("as stated", chance),), worth, 0, is_stated=True)
    steps = [float(step[0]) for step in _steps(evidence)]
    points: list[Point] = []
    for text, change in zip(words(known, on), np.diff(steps, prepend=0), strict=True):
        if text:
            points.append(Point(text, float(change)))
        else:  # nothing to say of it: a few days of decay, or the limits
            points[-1] = Point(points[-1].text, points[-1].change + float(change))
    count = known.own.asks
    return Strength(steps[-1], tuple(points), worth, count, is_stated=False)


def columns(
    ties: Sequence[Known], on: date, learnt: Mapping[TieKind, Outcomes] | None = None
) -> Evidence:
    """Put what is known of ties in columns."""

    def days(day: date | None) -> float:
        return np.nan if day is None else max(0, (on - day).days)

    return Evidence(
        prior=[prior(tie.kind, learnt, tie.own) for tie in ties],
        mutuals=[tie.mutuals for tie in ties],
        sent=[tie.sent for tie in ties],
        received=[tie.received for tie in ties],
        last_days=[days(tie.last_on) for tie in ties],
        quiet_days=[days(last_sign(tie)) for tie in ties],
        overlap_months=[tie.overlap_months for tie in ties],
        papers=[tie.papers for tie in ties],
        school_months=[tie.school_months for tie in ties],
        passed=[tie.own.passed for tie in ties],
        held=[tie.own.held for tie in ties],
        stated=[np.nan if tie.stated is None else tie.stated for tie in ties],
    )


def chances(evidence: Evidence) -> Floats:
    """The chances that introductions over m ties are passed on, 0 to 1.

    Raises:
        ValueError: If a count is negative or a stated chance not within 0 to 1.
    """
    stated = np.asarray(evidence.stated, float)
    if np.any((stated < 0) | (stated > 1)):
        raise ValueError("A stated chance must be a number from 0 to 1.")
    return np.where(np.isnan(stated), _steps(evidence)[-1], stated)


def contact_chance(evidence: Evidence) -> Floats:
    """The chances that m pairs who have written are in touch within 30 days.

    Not the chance of an introduction; the part of it that can be tested, and what
    the weights were fitted to.
    """
    mutual, often, recent = _contact(evidence)
    return _chance(CONTACT + mutual + often + recent)


def decayed(chance: ArrayLike, months: ArrayLike) -> Floats:
    """What is left of chances after months without contact; NaN is no decay."""
    p0 = np.asarray(chance, float)
    quiet = np.nan_to_num(np.asarray(months, float), nan=0.0)
    low, high = prior(TieKind.OTHER), prior(TieKind.FRIEND)
    half = np.interp(p0, [low, high], [WEAK_MONTHS, STRONG_MONTHS])
    left: Floats = p0 * (FLOOR + (1 - FLOOR) * np.exp2(-quiet / half))
    return left


def novelty(mutuals: ArrayLike) -> Floats:
    """How much a tie is likely to reach that I do not, 0 to 1: most at 10 mutuals.

    In 20 million people's contact suggestions, ties with about 10 mutual contacts
    led to most new jobs; closer ones and near strangers to fewer (Rajkumar et al.,
    Science 377, 2022). The curve is ours: a bell over log(1 + mutuals) that is at
    least 0.8 from 5 to 15.
    """
    count = np.asarray(mutuals, float)
    worth: Floats = np.exp(np.log(0.8) * (np.log((count + 1) / 11) / log(11 / 6)) ** 2)
    return worth


def _steps(evidence: Evidence) -> list[Floats]:
    """The chances after each step, in the order of `words`."""
    passed, held = _counts(evidence.passed), _counts(evidence.held)
    months, papers = _counts(evidence.overlap_months), _counts(evidence.papers)
    worked = OVERLAP * _grown(months)
    wrote = OVERLAP * _grown(months + PAPER_MONTHS * papers) - worked
    studied = SCHOOL * _grown(_counts(evidence.school_months))
    base = np.asarray(evidence.prior, float)
    odds = np.log(base / (1 - base))
    steps = [_chance(odds)]
    touch = (SCALE * part for part in _contact(evidence))
    for part in (worked, wrote, studied, *touch):
        odds = odds + part
        steps.append(_chance(odds))
    steps.append(decayed(steps[-1], np.asarray(evidence.quiet_days, float) / MONTH))
    steps.append((WEIGHT * steps[-1] + passed) / (WEIGHT + passed + held))
    steps.append(np.clip(steps[-1], LEAST, MOST))
    return steps


def _grown(months: Floats) -> Floats:
    """The share of its full weight that time together has: half after a year."""
    return 1 - np.exp2(-months / 12)


def _contact(evidence: Evidence) -> tuple[Floats, Floats, Floats]:
    """Points for mutual contacts, for how often, for how lately: in log odds."""
    often = SENT * np.log1p(_counts(evidence.sent))
    often = often + RECEIVED * np.log1p(_counts(evidence.received))
    recent = RECENT * np.exp2(-np.asarray(evidence.last_days, float) / RECENT_DAYS)
    mutual: Floats = MUTUAL * np.log1p(_counts(evidence.mutuals))
    return mutual, often, np.nan_to_num(recent, nan=0.0)


def _counts(values: ArrayLike) -> Floats:
    found = np.asarray(values, float)
    if not np.all(found >= 0):
        raise ValueError("Counts of contacts, months and outcomes are 0 or more.")
    return found


def _chance(odds: Floats) -> Floats:
    found: Floats = 1 / (1 + np.exp(-odds))
    return found
