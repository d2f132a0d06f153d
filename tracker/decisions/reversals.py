"""Does the order of two offers depend on a third? Pure.

Scales that run from the worst to the best offer at hand stretch and shrink when an
offer comes or goes, and then the order of the others can change: rank reversal. It is
documented for additive weighting, TOPSIS, AHP and Borda alike (Shin et al., Industrial
and Management Systems 14, 2013) and cannot happen on fixed scales.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from tracker.decisions.values import Weights, ranked, scores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.decisions.values import Choice, Criterion, Scores


class Reversal(NamedTuple):
    """An offer whose leaving changes the order of the others."""

    left_out: str
    with_it: list[str]
    """The others, best first, when it is among them."""
    without_it: list[str]
    stretched: list[str]
    """Labels of the scales that it alone stretches."""

    @property
    def sentence(self) -> str:
        """Explain it."""
        return (
            f"With {self.left_out} the order of the others is "
            f"{' > '.join(self.with_it)}, without it {' > '.join(self.without_it)}: "
            f"{self.left_out} alone stretches the scales of "
            f"{', '.join(self.stretched)}, which shrinks what the others differ by "
            "there. On fixed scales the order cannot depend on it."
        )


def local_scores(
    criteria: Sequence[Criterion], choices: Sequence[Choice]
) -> dict[str, Scores]:
    """Place offers on scales from the worst to the best of them, 0 to 1.

    Where all are equal each gets 1. To show what goes wrong, not to decide by.
    """
    placed = scores(criteria, choices)
    local: dict[str, Scores] = {name: {} for name in placed}
    for each in criteria:
        column = {name: row[each.key] for name, row in placed.items()}
        low, high = min(column.values()), max(column.values())
        for name, score in column.items():
            spread = high - low
            local[name][each.key] = (score - low) / spread if spread else Fraction(1)
    return local


def reversals(
    criteria: Sequence[Criterion], choices: Sequence[Choice], weights: Weights
) -> list[Reversal]:
    """Leave out each offer in turn and see whether the order of the others holds.

    Only on scales made of the offers: on fixed ones it always does.
    """
    found = []
    for left in choices if len(choices) > 2 else ():
        rest = [each for each in choices if each.name != left.name]
        with_it = _order(criteria, choices, weights, left.name)
        without_it = _order(criteria, rest, weights, left.name)
        if with_it != without_it:
            stretched = _stretched(criteria, left, rest)
            found.append(Reversal(left.name, with_it, without_it, stretched))
    return found


def _order(
    criteria: Sequence[Criterion],
    choices: Sequence[Choice],
    weights: Weights,
    leaving: str,
) -> list[str]:
    order = ranked(local_scores(criteria, choices), weights)
    return [each.name for each in order if each.name != leaving]


def _stretched(
    criteria: Sequence[Criterion], left: Choice, rest: Sequence[Choice]
) -> list[str]:
    labels = []
    for each in criteria:
        others = [choice.figures[each.key] for choice in rest]
        if not min(others) <= left.figures[each.key] <= max(others):
            labels.append(each.label)
    return labels
