"""The five steps of a hiring process, and how many rounds of each are usual. Pure.

From the talk: resume screen, phone screen, coding challenge or take-home, one or
two technical offsites, four to eight onsites. Companies skip steps, so a count
outside the bounds is pointed out and never refused. Startups make their process up
as they go and have no template.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from tracker.models import CompanySize, RoundKind, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Step(NamedTuple):
    """One step of the template."""

    label: str
    kind: RoundKind | None
    """The rounds it consists of; None of the one that nobody is present at."""
    least: int = 1
    most: int | None = None
    past: frozenset[Stage] = frozenset()
    """Stages that are entered only when it is over."""


_OFFERED = frozenset({Stage.OFFER, Stage.ACCEPTED, Stage.DECLINED})

STEPS = (
    Step("Resume screen", None),
    Step("Phone screen", RoundKind.SCREEN),
    Step("Coding challenge or take-home", RoundKind.CHALLENGE),
    Step("Technical offsite", RoundKind.OFFSITE, 1, 2, _OFFERED | {Stage.ONSITE}),
    Step("Onsite", RoundKind.ONSITE, 4, 8, _OFFERED),
)

_NAMES = {RoundKind.OFFSITE: "offsites", RoundKind.ONSITE: "onsite talks"}
_ORDINALS = (
    *("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth"),
)


def counted(kinds: Iterable[RoundKind]) -> Mapping[RoundKind, int]:
    """Count rounds by kind, every kind named."""
    seen = Counter(kinds)
    return {kind: seen[kind] for kind in RoundKind}


def warnings(
    size: CompanySize | None, counts: Mapping[RoundKind, int], stages: Iterable[Stage]
) -> list[str]:
    """Point out what is not usual; a startup has no usual.

    Too few is said only of a step that took place and is over: a step that was
    skipped was skipped on purpose.

    Args:
        size: How large the company is; None while nobody has said.
        counts: Rounds by kind that took place or will, without cancelled ones.
        stages: Every stage the application was in.
    """
    if size is CompanySize.STARTUP:
        return []
    been = set(stages)
    found = []
    for step in STEPS:
        if step.kind is None or step.most is None:
            continue
        count = counts.get(step.kind, 0)
        usual = f"{_bounds(step)} {_NAMES[step.kind]} are usual"
        if count > step.most:
            found.append(f"{usual}; this is the {_ordinal(count)}.")
        elif 0 < count < step.least and been & step.past:
            found.append(f"{usual}; here it was {count}.")
    return found


def _bounds(step: Step) -> str:
    word = "or" if step.most == step.least + 1 else "to"
    return f"{step.least} {word} {step.most}"


def _ordinal(count: int) -> str:
    return _ORDINALS[count - 3] if 3 <= count < 3 + len(_ORDINALS) else f"round {count}"
