"""The search as flows that add up exactly, for a Sankey picture. Pure.

Each application that was sent is one unit. It enters at its source or at
"applied", passes every stage it ever entered in the order a search moves, and
leaves where it stands: closed, or still open. So what flows into a node flows
out of it, whatever was skipped, reopened or logged in the wrong order.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tracker import pipeline
from tracker.models import Stage
from tracker.rates.funnel import Milestone, milestones

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.rates.funnel import Case

OPEN = "open"
"""The node of every application that may still lead to a job."""
UNSTATED = "unstated"
"""The node of every application whose grouping says nothing."""


class Node(NamedTuple):
    """A place that applications flow through."""

    key: str
    """A stage's value, `OPEN`, or "from:" and a grouping's value."""
    label: str
    """What a person reads; may hold words as a searcher typed them."""
    rank: int
    """Its column, from 0 on the left."""
    size: int
    """The applications that flow through it."""


class Link(NamedTuple):
    """How many applications went from one node to another."""

    source: str
    target: str
    size: int


class Flows(NamedTuple):
    """The whole picture, in a fixed order."""

    nodes: Sequence[Node]
    links: Sequence[Link]


_THROUGH = tuple(stage for stage in pipeline.OPEN if stage is not Stage.SAVED)


def flows(cases: Iterable[Case], by: str = "") -> Flows:
    """Draw every application that was sent, from where it came to where it is.

    Args:
        cases: Applications; those only saved are not drawn.
        by: A grouping to begin with, such as "source"; "" begins at applied.
    """
    paths = [path for case in cases if (path := _path(case, by))]
    counts = Counter(node for path in paths for node in path)
    links = Counter(link for path in paths for link in pairwise(path))
    return Flows(
        [
            Node(key, _label(key), _rank(key), counts[key])
            for key in sorted(counts, key=_place)
        ],
        [
            Link(source, target, links[source, target])
            for source, target in sorted(
                links, key=lambda link: (_place(link[0]), _place(link[1]))
            )
        ],
    )


def _path(case: Case, by: str) -> list[str]:
    """Give the nodes of one application, left to right; none if never sent."""
    if Milestone.APPLIED not in (told := milestones(case.history)):
        return []
    entered = {*pipeline.reached(case.history), Stage.APPLIED}
    if Milestone.OFFER in told:
        entered.add(Stage.OFFER)
    now = pipeline.current(case.history)
    return [
        *([f"from:{case.groups.get(by, '')}"] if by else []),
        *(stage.value for stage in _THROUGH if stage in entered),
        OPEN if pipeline.is_open(now) else now.value,
    ]


def _label(key: str) -> str:
    if key == OPEN:
        return "Still open"
    if key.startswith("from:"):
        return key.removeprefix("from:") or UNSTATED.capitalize()
    return pipeline.LABELS[Stage(key)]


def _rank(key: str) -> int:
    if key.startswith("from:"):
        return 0
    ranks = {stage.value: n + 1 for n, stage in enumerate(_THROUGH)}
    return ranks.get(key, len(_THROUGH) + 1)


def _place(key: str) -> tuple[int, int, str]:
    """Order nodes by column, then as the stages are ordered."""
    order = [OPEN, *(stage.value for stage in Stage)]
    return _rank(key), order.index(key) if key in order else -1, key
