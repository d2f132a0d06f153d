"""How far applications came, by the furthest stage each ever reached. Pure.

Read from dated facts and not from the current stage: a rejected application
still had its onsite. A rejection is an answer, so it counts as a response. An
unfinished process is never left out in silence: it is in the denominator of
`Step.so_far`, and counted as waiting beside `Step.settled`, which is the better
estimate and leaves it out by name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from tracker import pipeline
from tracker.models import Stage
from tracker.rates.intervals import Rate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from tracker.pipeline import Change

SILENT_DAYS = 45
"""Days without a word after which an open application counts as unanswered.

Robert Half Australia 2024: 83 % of candidates give up within a month. It is a
count only: nobody's application is closed by it.
"""


class Milestone(StrEnum):
    """What an application can reach, each implying those before it."""

    APPLIED = "applied"
    ANSWERED = "answered"
    """Any answer, a rejection too."""
    INTERVIEW = "interview"
    """A screen, a challenge or an offsite, or anything later."""
    ONSITE = "onsite"
    OFFER = "offer"
    ACCEPTED = "accepted"


@dataclass(frozen=True)
class Case:
    """One application: its dated facts and the words to group it by."""

    history: Sequence[Change]
    groups: Mapping[str, str] = field(default_factory=dict)
    """Such as {"source": "referral", "resume": "2026-02"}."""
    heard_on: date | None = None
    """The last inbound contact: silence counts from there."""


class Step(NamedTuple):
    """What became of the applications that reached one milestone."""

    before: Milestone
    after: Milestone
    passed: int
    """They reached `after`."""
    ended: int
    """They were rejected, or nobody answered."""
    left: int
    """The searcher withdrew; they say nothing about the employer."""
    waiting: int
    """They may still reach it."""

    @property
    def so_far(self) -> Rate:
        """Of all that reached `before`, unfinished ones too; it can still grow."""
        return Rate(self.passed, self.passed + self.ended + self.left + self.waiting)

    @property
    def settled(self) -> Rate:
        """Of those that are decided either way: the best estimate."""
        return Rate(self.passed, self.passed + self.ended)


STEPS = (
    (Milestone.APPLIED, Milestone.ANSWERED),
    (Milestone.APPLIED, Milestone.INTERVIEW),
    (Milestone.INTERVIEW, Milestone.ONSITE),
    (Milestone.ONSITE, Milestone.OFFER),
    (Milestone.OFFER, Milestone.ACCEPTED),
)
"""The steps of the funnel; an interview is counted of all that were sent."""

_ORDER = tuple(Milestone)
_REACHES = {
    Stage.APPLIED: Milestone.APPLIED,
    Stage.SCREEN: Milestone.INTERVIEW,
    Stage.CHALLENGE: Milestone.INTERVIEW,
    Stage.OFFSITE: Milestone.INTERVIEW,
    Stage.ONSITE: Milestone.ONSITE,
    Stage.OFFER: Milestone.OFFER,
    Stage.ACCEPTED: Milestone.ACCEPTED,
    Stage.DECLINED: Milestone.OFFER,  # only an offer can be declined
    Stage.REJECTED: Milestone.ANSWERED,
    Stage.NO_ANSWER: Milestone.APPLIED,
}
"""The furthest milestone that each stage proves; SAVED and WITHDRAWN prove none."""


def milestones(history: Sequence[Change]) -> Sequence[Milestone]:
    """Give every milestone that was reached, in order; none if never sent."""
    proved = [
        _REACHES[stage] for stage in pipeline.reached(history) if stage in _REACHES
    ]
    if not proved:
        return ()
    return _ORDER[: max(_ORDER.index(each) for each in proved) + 1]


def reached(cases: Iterable[Case]) -> Mapping[Milestone, int]:
    """Count the applications that ever reached each milestone, all named."""
    counted = Counter(each for case in cases for each in milestones(case.history))
    return {milestone: counted[milestone] for milestone in Milestone}


def funnel(cases: Iterable[Case], on: date) -> Sequence[Step]:
    """Follow applications from each milestone to the next as of a day."""
    all_cases = list(cases)
    return [step(all_cases, before, after, on) for before, after in STEPS]


def funnel_by(
    cases: Iterable[Case], key: str, on: date
) -> Mapping[str, Sequence[Step]]:
    """Make one funnel for each value of a grouping; "" gathers what has none."""
    grouped: defaultdict[str, list[Case]] = defaultdict(list)
    for case in cases:
        grouped[case.groups.get(key, "")].append(case)
    return {value: funnel(grouped[value], on) for value in sorted(grouped)}


def step(cases: Iterable[Case], before: Milestone, after: Milestone, on: date) -> Step:
    """Say what became of those that reached one milestone, as of a day."""
    fates = Counter(
        _fate(case, after, on) for case in cases if before in milestones(case.history)
    )
    return Step(
        before, after, fates["passed"], fates["ended"], fates["left"], fates["waiting"]
    )


def onsite_to_offer(cases: Iterable[Case], on: date) -> Rate:
    """Give the talk's onsite-to-offer ratio: offers of onsites decided."""
    return step(cases, Milestone.ONSITE, Milestone.OFFER, on).settled


def offer_yield(cases: Iterable[Case]) -> Rate:
    """Give the talk's offer yield rate: accepted of those accepted or declined.

    An offer without an answer is in neither, nor is one that the employer took
    back. An application counts by its last answer.
    """
    last = Counter(pipeline.current(case.history) for case in cases)
    accepted = last[Stage.ACCEPTED]
    return Rate(accepted, accepted + last[Stage.DECLINED])


def _fate(case: Case, after: Milestone, on: date) -> str:
    stage = pipeline.current(case.history)
    if after is Milestone.ACCEPTED:
        return _fate_of_offer(stage)
    if after in milestones(case.history):
        return "passed"
    if stage is Stage.WITHDRAWN:
        return "left"
    is_over = stage in pipeline.CLOSED or _is_silent(case, on)
    return "ended" if is_over else "waiting"


def _fate_of_offer(stage: Stage) -> str:
    if stage in {Stage.ACCEPTED, Stage.DECLINED}:
        return "passed" if stage is Stage.ACCEPTED else "ended"
    return "left" if stage in pipeline.CLOSED else "waiting"


def _is_silent(case: Case, on: date) -> bool:
    since = pipeline.entered_on(case.history)
    last = max((day for day in (since, case.heard_on) if day), default=on)
    return (on - last).days > SILENT_DAYS
