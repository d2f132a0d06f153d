"""What the questions of a round say of who asked them. Pure.

The talk names seven kinds of bad question. Most interviewers had no training, so
one bad question says little; the author's book calls it a red flag of a company
when the majority of them are bad. The seventh kind, an easy question, is right in
a screen and counts only in later rounds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tracker import names
from tracker.models import BadQuestion, RoundKind, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable

BAD_KINDS = {
    BadQuestion.LOOKED_UP: ("Easily looked up", "write down the Adam equation"),
    BadQuestion.IRRELEVANT: ("Irrelevant to the job", "write a linked list"),
    BadQuestion.ONE_INSIGHT: (
        "Hangs on one insight",
        "the derivative of x to the power of x",
    ),
    BadQuestion.SEVERAL_SKILLS: (
        "Several skills at once",
        "explain PCA to your grandmother",
    ),
    BadQuestion.HARD_NAMES: (
        "Names hard to remember",
        "the Moore-Penrose inverse, the Frobenius norm",
    ),
    BadQuestion.ONE_EXPECTED_ANSWER: (
        "Open, with one expected answer",
        "an open question that only one answer passes",
    ),
    BadQuestion.TOO_EASY: (
        "Too easy for a later round",
        "the longest common subsequence",
    ),
}
"""What a person reads for each kind, and the talk's example (of the sixth ours)."""

LATER = {RoundKind.OFFSITE, RoundKind.ONSITE}
_LATER_STAGES = {Stage.OFFSITE, Stage.ONSITE, Stage.OFFER}
_BULLET = re.compile(r"^(?:[-*•–]\s+|\d{1,2}[.)]\s+)")
MOST_QUESTIONS = 100


class Judged(NamedTuple):
    """How many of the questions asked were of a bad kind."""

    bad: int
    of: int

    @property
    def is_red_flag(self) -> bool:
        """Say whether the majority were; of no questions none."""
        return 2 * self.bad > self.of


def is_later(kind: RoundKind, stage: Stage) -> bool:
    """Say whether a round is a later one, past the screening.

    Args:
        kind: What the round is for.
        stage: The stage the application was in: it decides of a round of a kind
            of its own.
    """
    return kind in LATER or (kind is RoundKind.OTHER and stage in _LATER_STAGES)


def is_bad(kind: BadQuestion | None, *, later: bool) -> bool:
    """Say whether a question counts as bad; an easy one does in later rounds only."""
    return kind is not None and (later or kind is not BadQuestion.TOO_EASY)


def judged(kinds: Iterable[BadQuestion | None], *, later: bool) -> Judged:
    """Count the bad questions of a round; None stands for a question that is not."""
    counts = [is_bad(kind, later=later) for kind in kinds]
    return Judged(sum(counts), len(counts))


def read_questions(text: str) -> list[str]:
    """Read questions that were typed one a line; bullets and repeats are left out."""
    found = (
        _BULLET.sub("", names.one_line(line)).strip() for line in text.splitlines()
    )
    return list(dict.fromkeys(line for line in found if line))
