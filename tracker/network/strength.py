"""How strong a tie is, and so how likely an introduction over it is passed on.

Two dimensions stay apart until the last step: how many contacts two people share,
and how they are in touch (when last, how often, in which direction). With the kind
of tie and the time worked together they give one chance,

    log odds of p0 = log odds of the kind's prior + points,
    p = floor + (p0 - floor) * 2^(-quiet / H),  floor = 0.4 p0,

then moved by what became of own asks. A stated chance is final. Every part is
explained in words (`strength`), and each figure below can be had for a million
ties at once (`chances`).

*Where the weights come from.* There are no public data on introductions, so the
weights are those of being in touch again, put on the scale of the priors. They are
a logistic regression on the time-stamped e-mail of a European institute (SNAP
email-Eu-core-temporal, Paranjape et al. 2017; days 0 to 70 to foretell days 70 to
100), fitted to two outcomes at once: the other writes to me, and either writes to
the other. `python -m tests.bench_network DATA=folder` fits them again and measures
them on days 100 to 150. A month as the half-life of recency was chosen among 7 to
90 days, which fit equally well (log loss 0.518 to 0.520).

*How they are put on the scale.* In those data a pair's chance of a message within
30 days goes from 0.11 (one message, 90 to 180 days ago) to 0.87 (5 or more, less
than a week ago), 4.0 in log odds; from a contact by name only to a strong tie the
priors go from 2/8 to 6/9, 1.8 in log odds. One is stretched over the other. This
keeps their order, which is what was measured; how high the chances are remains an
assumption until own asks have outcomes.

*Why the decay is slower than that of contact.* Contact halves in two months, but
dormant ties help as much as current ones (Levin, Walter, Murnighan, "Dormant Ties",
Organization Science 2011), hence years, and a floor.

*What is not in the chance.* Moderately weak ties reach where friends do not; that
is the worth of the answer, not its chance: see `novelty`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.models import AskState, InteractionKind, TieKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from numpy.typing import ArrayLike

    from tracker.network.chains.ties import Floats

PRIORS: Mapping[TieKind, tuple[int, int]] = {
    TieKind.FRIEND: (6, 3),
    TieKind.COLLEAGUE: (4, 5),
    TieKind.CLASSMATE: (4, 5),
    TieKind.COAUTHOR: (4, 5),
    TieKind.OTHER: (2, 6),
}
"""Whether an introduction is passed on, as Beta(a, b): strong, medium, name only."""

SENT, RECEIVED, RECENT, MUTUAL = 0.37, 0.91, 1.34, 0.29
"""Weights of being in touch again, in log odds: of log(1 + messages) each way, of
recency (1 today, halved every `RECENT_DAYS`) and of log(1 + mutual contacts)."""
RECENT_DAYS = 30
CONTACT = -2.98
"""Log odds that two people who once wrote are in touch within 30 days, before the
above: fitted to the same days with those weights fixed."""
SCALE = (log(6 / 3) - log(2 / 6)) / (log(0.87 / 0.13) - log(0.11 / 0.89))
"""From log odds of contact to log odds of an introduction: 0.45."""
OVERLAP = SCALE * (log(0.29 / 0.71) - log(0.084 / 0.916))
"""For long work together: lawyers who had worked a case together were friends in
29 % of cases, others in 8.4 % (E. Lazega's law firm). Half of it after a year."""

FLOOR = 0.4
WEAK_MONTHS, STRONG_MONTHS = 12.0, 24.0
"""Half-lives of ties with p0 at the weakest and at the strongest prior; between
them in proportion."""
MONTH = 30.4375
"""Days."""
WEIGHT = 8
"""How many own asks the estimate of one tie counts as: as Beta(2, 6) does."""
LEAST, MOST = 1e-4, 0.99
"""No estimate is nearer to never or to always."""


class Outcomes(NamedTuple):
    """What became of own asks."""

    passed: int = 0
    """Agreed to, or further."""
    held: int = 0
    """Declined, or silent."""

    @property
    def asks(self) -> int:
        """How many asks have an outcome: n."""
        return self.passed + self.held


NONE = Outcomes()


class Known(NamedTuple):
    """What is known of one tie, in the direction of asking."""

    kind: TieKind = TieKind.OTHER
    mutuals: int = 0
    sent: int = 0
    """Messages, calls and meetings that the asker began."""
    received: int = 0
    """Those that the asked began."""
    last_on: date | None = None
    """When they were last in touch."""
    last_kind: InteractionKind = InteractionKind.OTHER
    since_on: date | None = None
    """When they were connected; counts as a contact for the decay only."""
    overlap_months: float = 0
    """How long they worked together."""
    own: Outcomes = NONE
    """What became of asks over this tie."""
    stated: float | None = None


@dataclass(frozen=True, eq=False)
class Evidence:
    """The same for m ties as columns; a single value stands for all of them."""

    prior: ArrayLike
    """Chances by kind: see `prior`."""
    mutuals: ArrayLike = 0
    sent: ArrayLike = 0
    received: ArrayLike = 0
    last_days: ArrayLike = np.nan
    """Days since the last contact; NaN where none is known."""
    quiet_days: ArrayLike = np.nan
    """Days since the last contact or the connection; NaN where neither is dated."""
    overlap_months: ArrayLike = 0
    passed: ArrayLike = 0
    held: ArrayLike = 0
    stated: ArrayLike = np.nan
    """NaN where none was stated."""


class Point(NamedTuple):
    """One reason, and by how much it moves the chance."""

    text: str
    change: float


class Strength(NamedTuple):
    """A chance and what it is made of."""

    chance: float
    """That an introduction is passed on, 0 to 1."""
    points: tuple[Point, ...]
    """Their changes add up to the chance."""
    novelty: float
    """0 to 1, a figure of its own: see `novelty`."""
    asks: int
    """Own asks with an outcome that it learnt from."""
    is_stated: bool

    @property
    def reasons(self) -> str:
        """The reasons in one line, as “wrote 3 weeks ago, 14 mutuals”."""
        return ", ".join(point.text for point in self.points)


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


def outcomes(states: Iterable[AskState]) -> Outcomes:
    """Count what became of asks; those drafted, open or withdrawn say nothing."""
    seen = list(states)
    return Outcomes(sum(s in _PASSED for s in seen), sum(s in _HELD for s in seen))


_PASSED = {
    AskState.AGREED,
    AskState.INTRODUCED,
    AskState.SUBMITTED,
    AskState.ACKNOWLEDGED,
}
_HELD = {AskState.DECLINED, AskState.SILENT}


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
    for text, change in zip(_words(known, on), np.diff(steps, prepend=0), strict=True):
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
        quiet_days=[days(_last_sign(tie)) for tie in ties],
        overlap_months=[tie.overlap_months for tie in ties],
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
    """The chances after each step, in the order of `_words`."""
    passed, held = _counts(evidence.passed), _counts(evidence.held)
    worked = OVERLAP * (1 - np.exp2(-_counts(evidence.overlap_months) / 12))
    base = np.asarray(evidence.prior, float)
    odds = np.log(base / (1 - base))
    steps = [_chance(odds)]
    for part in (worked, *(SCALE * part for part in _contact(evidence))):
        odds = odds + part
        steps.append(_chance(odds))
    steps.append(decayed(steps[-1], np.asarray(evidence.quiet_days, float) / MONTH))
    steps.append((WEIGHT * steps[-1] + passed) / (WEIGHT + passed + held))
    steps.append(np.clip(steps[-1], LEAST, MOST))
    return steps


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


def _last_sign(known: Known) -> date | None:
    return max(filter(None, (known.last_on, known.since_on)), default=None)


def _words(known: Known, on: date) -> list[str]:
    """One text for each step; empty where nothing is known."""
    months, last, own = known.overlap_months, known.last_on, known.own
    quiet = (on - (_last_sign(known) or on)).days
    return [
        "a contact" if known.kind is TieKind.OTHER else str(known.kind),
        f"worked together {_span(months * MONTH)}" if months else "",
        _many(known.mutuals, "mutual") if known.mutuals else "",
        _messages(known.sent, known.received),
        f"{_DONE[known.last_kind]} {_ago((on - last).days)}" if last else "",
        f"quiet for {_span(quiet)}" if quiet >= MONTH else "",
        f"passed on {own.passed} of {_many(own.asks, 'ask')}" if own.asks else "",
        "",
    ]


_DONE = {
    InteractionKind.MESSAGE: "wrote",
    InteractionKind.CALL: "spoke",
    InteractionKind.MEETING: "met",
    InteractionKind.OTHER: "in touch",
}


def _messages(sent: int, received: int) -> str:
    """How often, and who began."""
    if not sent + received:
        return ""
    way = "both ways" if sent and received else "one way"
    return f"in touch {_many(sent + received, 'time')}, {way}"


def _ago(days: int) -> str:
    return "today" if days < 1 else f"{_span(days)} ago"


def _span(days: float) -> str:
    """A length of time, in the largest unit that says it well."""
    units = ((730, 365.25, "year"), (60, MONTH, "month"), (14, 7, "week"))
    for least, length, unit in units:
        if days >= least:
            return _many(round(days / length), unit)
    return _many(round(days), "day")


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
