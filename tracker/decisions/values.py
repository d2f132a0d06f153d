"""Offers on fixed scales, weighted and added up. Pure.

A scale is fixed before the offers are looked at: from a worst to a best that the
searcher could meet, not from the worst to the best offer at hand. On scales made of
the offers themselves, a third offer that nobody would take can change which of the
other two wins (`tracker.decisions.reversals`).

A weight is a swing: how much going from the worst to the best end of one scale
matters beside doing so on the others. "How important is pay?" has no answer without
the two ends (Fischer, OBHDP 62, 1995).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from tracker.errors import InvalidError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

NOTHING = Fraction(0)
MOST_POINTS = 1000

Weights = dict[str, Fraction]
"""Weight of each criterion by its key; they sum to 1."""
Scores = dict[str, Fraction]
"""Place of an offer on each scale: 0 at the worst end, 1 at the best."""


@dataclass(frozen=True)
class Criterion:
    """Something that offers are judged by, and its scale."""

    key: str
    label: str
    worst: Decimal
    """The figure that counts as 0."""
    best: Decimal
    """The figure that counts as 1; below `worst` where less is better."""
    unit: str = ""
    """Such as "EUR a year", "minutes" or "of 10"."""

    def __post_init__(self) -> None:
        ends = (self.worst, self.best)
        if not all(end.is_finite() for end in ends) or self.worst == self.best:
            raise InvalidError(
                f"The scale of “{self.label[:60]}” has no length: give two different "
                "ends, the worst and the best you could meet."
            )

    @property
    def length(self) -> Fraction:
        """From worst to best; negative where less is better."""
        return Fraction(self.best) - Fraction(self.worst)

    def score(self, figure: Decimal) -> Fraction:
        """Place a figure on the scale: 0 to 1, or outside if it lies beyond an end.

        It is not cut off at the ends: two offers beyond one would then be the same.
        """
        return (Fraction(figure) - Fraction(self.worst)) / self.length


@dataclass(frozen=True)
class Choice:
    """An offer, or the current job, as figures."""

    name: str
    figures: Mapping[str, Decimal]
    """One for each criterion, by its key, in the unit of its scale."""


class Valued(NamedTuple):
    """An offer's value and what it is made of."""

    name: str
    value: Fraction
    """The sum of the parts; 0 to 1 if the figures lie on their scales."""
    parts: dict[str, Fraction]
    """Weight times score, by criterion."""


class Dominated(NamedTuple):
    """An offer that another beats on something and loses to on nothing."""

    name: str
    by: str
    worse_on: list[str]
    """Labels of the criteria on which it is worse."""

    @property
    def sentence(self) -> str:
        """Say it."""
        return (
            f"{self.name} can be set aside: {self.by} is at least as good on "
            f"everything and better on {', '.join(self.worse_on)}."
        )


def weights_of(points: Mapping[str, Decimal]) -> Weights:
    """Turn swing points into weights that sum to 1.

    Args:
        points: 0 to 1000 for each criterion; usually 100 for the swing that matters
            most, and less for the others.

    Raises:
        InvalidError: If a number is out of range, or all are 0.
    """
    for key, each in points.items():
        if not each.is_finite() or not 0 <= each <= MOST_POINTS:
            raise InvalidError(
                f"The points of “{key[:60]}” are out of range: give 0 to 100."
            )
    total = sum((Fraction(each) for each in points.values()), NOTHING)
    if not total:
        raise InvalidError("All weights are 0: give at least one criterion points.")
    return {key: Fraction(each) / total for key, each in points.items()}


def scores(
    criteria: Sequence[Criterion], choices: Sequence[Choice]
) -> dict[str, Scores]:
    """Place every offer on every fixed scale.

    Raises:
        InvalidError: If a figure is missing or two offers share a name.
    """
    _check(criteria, choices)
    return {
        choice.name: {
            each.key: each.score(choice.figures[each.key]) for each in criteria
        }
        for choice in choices
    }


def ranked(placed: Mapping[str, Scores], weights: Weights) -> list[Valued]:
    """Value offers that were placed on scales, best first; equals by name."""
    valued = []
    for name, row in placed.items():
        parts = {key: weight * row[key] for key, weight in weights.items()}
        valued.append(Valued(name, sum(parts.values(), NOTHING), parts))
    return sorted(valued, key=lambda each: (-each.value, each.name))


def values(
    criteria: Sequence[Criterion], choices: Sequence[Choice], weights: Weights
) -> list[Valued]:
    """Value offers on the fixed scales, best first; equals by name.

    Raises:
        InvalidError: If a figure or a weight is missing.
    """
    if {each.key for each in criteria} != set(weights):
        raise InvalidError("Each criterion needs one weight: give the missing ones.")
    return ranked(scores(criteria, choices), weights)


def beyond_scale(criteria: Sequence[Criterion], choices: Sequence[Choice]) -> list[str]:
    """Say which figures lie outside their scale, in a sentence each."""
    placed = scores(criteria, choices)
    return [
        f"{choice.name} lies beyond the scale of {each.label} "
        f"({each.worst:,f} to {each.best:,f}): widen it, and look at its weight again."
        for choice in choices
        for each in criteria
        if not 0 <= placed[choice.name][each.key] <= 1
    ]


def dominated(
    criteria: Sequence[Criterion], choices: Sequence[Choice]
) -> list[Dominated]:
    """Name the offers that no weights could make best, with one that beats each."""
    placed = scores(criteria, choices)
    found = []
    for name, row in placed.items():
        for other, better in placed.items():
            worse = [
                each.label for each in criteria if row[each.key] < better[each.key]
            ]
            if worse and all(row[each.key] <= better[each.key] for each in criteria):
                found.append(Dominated(name, other, worse))
                break
    return found


def _check(criteria: Sequence[Criterion], choices: Sequence[Choice]) -> None:
    names = [choice.name for choice in choices]
    if len(set(names)) < len(names):
        raise InvalidError("Two offers have the same name: add the title to each.")
    for choice in choices:
        for each in criteria:
            figure = choice.figures.get(each.key)
            if figure is None or not figure.is_finite():
                raise InvalidError(
                    f"{choice.name[:60]} has no figure for “{each.label[:60]}”: give "
                    "one, or leave that criterion out."
                )
