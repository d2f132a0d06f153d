"""The funnel by a grouping, and whether a difference can be told. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.rates import FLOOR, Case, Milestone, Rate, Step, difference, funnel_by
from tracker.rates.intervals import LEVEL
from tracker.reports.odds import words
from tracker.reports.odds.cases import NOT_SAID, WITH, WITHOUT
from tracker.reports.odds.funnel import STEPS, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

CHOICES = (Milestone.ANSWERED, Milestone.INTERVIEW)
"""The steps that a grouping is compared by: later ones are too few."""
TOO_FEW = (
    f"Nothing is compared yet: it takes {FLOOR} decided applications in a group, and "
    "as many outside it."
)
UNSORTED = (
    "Nothing is sorted by this yet: it is said on each application, or of its company."
)
NO_DIFFERENCE = (
    "no difference can be told yet; with so few applications, what differs may be "
    "chance."
)
NOT_THE_CAUSE = (
    "Such a difference is not yet what a source does: which applications went which "
    "way was somebody's choice."
)


class Group(NamedTuple):
    """What became of the applications of one group."""

    name: str
    """May hold words as a searcher typed them."""
    steps: Mapping[Milestone, Step]
    """By where each step leads."""


def groups(cases: Iterable[Case], by: str, on: date) -> Sequence[Group]:
    """Sort applications that were sent into groups, the largest first."""
    found = [
        Group(name, {each.after: each for each in steps})
        for name, steps in funnel_by(cases, by, on).items()
    ]
    sent = [group for group in found if _sent(group)]
    return sorted(sent, key=lambda group: (-_sent(group), group.name.casefold()))


def table(found: Sequence[Group], after: Milestone) -> Mapping[str, Sequence[object]]:
    """Give one step of every group as a table, what was sent beside it."""
    whole = dict(table_of([(each.name, each.steps[after]) for each in found], "Group"))
    names = whole.pop("Group")
    return {"Group": names, "Sent": [_sent(each) for each in found], **whole}


def comparison(found: Sequence[Group], after: Milestone) -> Sequence[str]:
    """Say which groups differ from all others together, as far as can be told.

    Nothing is compared with fewer than `FLOOR` decided on either side, and those
    the searcher has not sorted stand among the others only. With k
    groups looked at, each interval has 1 - 0.05 / k (Bonferroni), so that chance
    alone makes up a difference in at most 5 % of all searches.
    """
    pairs = [
        (each.name, *_sides(found, each, after))
        for each in found
        if each.name != NOT_SAID
    ]
    fit = [pair for pair in pairs if min(pair[1].trials, pair[2].trials) >= FLOOR]
    if found and not pairs:
        return [UNSORTED]
    if not fit:
        return [TOO_FEW]
    if {name for name, *_ in fit} == {WITH, WITHOUT}:
        fit = [pair for pair in fit if pair[0] == WITH]
    level = 1 - (1 - LEVEL) / len(fit)
    told = [said for pair in fit if (said := _difference(*pair, level, after))]
    return told or [f"{STEPS[after]}: {NO_DIFFERENCE}"]


def _difference(
    name: str, inside: Rate, outside: Rate, level: float, after: Milestone
) -> str:
    bounds = difference(inside, outside, level)
    if bounds is None or bounds.low <= 0 <= bounds.high:
        return ""
    low, high = sorted(abs(100 * end) for end in bounds)
    more = "more" if bounds.low > 0 else "fewer"
    return (
        f"{STEPS[after]}, {name}: {words.rate(inside)} (n = {inside.trials}), the "
        f"others {words.rate(outside)} (n = {outside.trials}); {low:.0f} to "
        f"{high:.0f} points {more}."
    )


def _sides(found: Sequence[Group], group: Group, after: Milestone) -> tuple[Rate, Rate]:
    inside = group.steps[after].settled
    all_ = [each.steps[after].settled for each in found]
    return inside, Rate(
        sum(rate.successes for rate in all_) - inside.successes,
        sum(rate.trials for rate in all_) - inside.trials,
    )


def _sent(group: Group) -> int:
    return group.steps[Milestone.ANSWERED].so_far.trials
