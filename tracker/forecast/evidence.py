"""What own history says about chances and times, leg by leg. Pure.

A search is seen as three legs: from applying to a first interview, from there to
an onsite, from there to an offer. Screens, challenges and offsites are one leg,
for employers skip and reorder them. The first leg has two chances, with and
without a referral, and one time.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from math import log
from typing import TYPE_CHECKING, NamedTuple

from tracker.durations import End, Spell, spells
from tracker.models import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from tracker.pipeline import Change

LEGS = (Stage.APPLIED, Stage.SCREEN, Stage.ONSITE)
"""The stage that each leg is named after, in order."""
MERGED = {Stage.CHALLENGE: Stage.SCREEN, Stage.OFFSITE: Stage.SCREEN}


class Gate(IntEnum):
    """The chances of the model: one more than legs."""

    COLD = 0
    REFERRED = 1
    ONSITE = 2
    OFFER = 3


def gate_of(leg: int, *, is_referred: bool) -> Gate:
    """Say which chance an application meets on a leg, 0 to 2."""
    if leg == 0:
        return Gate.REFERRED if is_referred else Gate.COLD
    return Gate(leg + 1)


@dataclass(frozen=True)
class Past:
    """One application's stays, the running one among them."""

    stays: Sequence[Spell]
    is_referred: bool = False


class Seen(NamedTuple):
    """What was seen at one gate."""

    passed: Sequence[float]
    """Logarithms of the days that it took."""
    refused: Sequence[float]
    """Logarithms of the days until the refusal."""
    silent: int
    """Never answered, as the searcher noted."""
    unfinished: Sequence[float]
    """Logarithms of the days waited, with nothing known yet."""


def past(history: Iterable[Change], on: date, *, is_referred: bool = False) -> Past:
    """Read one application's history as of a day."""
    return Past(spells(history, on, MERGED), is_referred)


def seen(pasts: Iterable[Past]) -> Sequence[Seen]:
    """Sort every stay to the gate it was at, in the order of `Gate`.

    What the searcher withdrew counts as unfinished at the day of withdrawal.
    """
    at: list[Seen] = [Seen([], [], 0, []) for _ in Gate]
    for each in pasts:
        for stay in each.stays:
            if stay.stage in LEGS:
                gate = gate_of(LEGS.index(stay.stage), is_referred=each.is_referred)
                at[gate] = _with(at[gate], stay)
    return at


def log_days(days: float) -> float:
    """Give the logarithm of a time in whole days; within the first day is half."""
    return log(max(days, 0.5))


def _with(known: Seen, stay: Spell) -> Seen:
    time = log_days(stay.days)
    match stay.end:
        case End.PASSED:
            return known._replace(passed=[*known.passed, time])
        case End.REFUSED:
            return known._replace(refused=[*known.refused, time])
        case End.SILENT:
            return known._replace(silent=known.silent + 1)
    return known._replace(unfinished=[*known.unfinished, time])
