"""What is known of the ties of a network, as columns for `strength`.

Mutual contacts, messages, outcomes and a shared past are known of the searcher's own
ties only; of the others their kind, when they were made, and of co-authors what they
did together. Mutual contacts are counted among the
people who are here, so friends' exports make them known.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from tracker.network import strength
from tracker.network.strength import PRIORS, Evidence, Known, Outcomes
from tracker.network.together import Shared

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from tracker.models import TieKind
    from tracker.network.chains.ties import Floats, Ints
    from tracker.network.known import Network
    from tracker.network.strength import Strength

    Rows = NDArray[np.int32]


CODE = "the same code"
"""Where two people worked who committed to the same files."""


def others_of(net: Network) -> tuple[Ints, Ints]:
    """The searcher's own ties, and the other person of each."""
    mine = np.flatnonzero((net.starts == net.me) | (net.ends == net.me))
    return mine, _others(net.me, net.starts[mine], net.ends[mine])


def _others(me: int, starts: Rows, ends: Rows) -> Ints:
    return np.where(starts == me, ends, starts).astype(np.int64)


def mutuals(people: int, me: int, starts: Rows, ends: Rows) -> Ints:
    """How many contacts of mine each contact of mine knows; 0 for others.

    Args:
        people: How many there are.
        me: My row.
        starts: The rows of the people at one end of each tie.
        ends: And at the other.
    """
    known = np.zeros(people, bool)
    mine = (starts == me) | (ends == me)
    known[_others(me, starts[mine], ends[mine])] = True
    among = np.flatnonzero(known[starts] & known[ends])
    low = np.minimum(starts[among], ends[among]).astype(np.int64)
    high = np.maximum(starts[among], ends[among]).astype(np.int64)
    pairs = np.unique(low * people + high)
    both = np.concatenate(np.divmod(pairs, people)) if len(pairs) else pairs
    return np.bincount(both, minlength=people)


def days_of(since: Sequence[date | None]) -> Floats:
    """Days as numbers; NaN where none is known."""
    return np.fromiter(
        (np.nan if day is None else day.toordinal() for day in since),
        float,
        len(since),
    )


def asked_kinds(net: Network) -> Mapping[int, TieKind]:
    """The kind of tie over which each person was asked: the strongest there is."""
    asked = {net.row_of[id_] for id_ in net.own.asked if id_ in net.row_of}
    found: dict[int, TieKind] = {}
    if asked:
        for tie, other in zip(*(part.tolist() for part in others_of(net)), strict=True):
            if other in asked:
                kind = net.kinds[tie]
                best = found.get(other, kind)
                found[other] = max(best, kind, key=lambda one: PRIORS[one][0])
    return found


def learnt(net: Network) -> Mapping[TieKind, Outcomes]:
    """What became of own asks, by the kind of tie."""
    total: dict[TieKind, Outcomes] = {}
    for row, kind in net.asked_kinds.items():
        own = net.own.asked[net.ids[row]]
        so_far = total.get(kind, Outcomes())
        total[kind] = Outcomes(so_far.passed + own.passed, so_far.held + own.held)
    return total


def chances(net: Network) -> Floats:
    """The chance of every tie, 0 to 1.

    Of ties that are not mine only the kind and the day are known: what is equal in
    both is weighed once, which takes a tenth of the time and of the memory.
    """
    codes = np.fromiter(map(_CODES.__getitem__, net.kinds), np.int64, len(net.kinds))
    days = np.nan_to_num(net.since_days, nan=0.0).astype(np.int64)
    same, at = np.unique(codes * _MOST_DAYS + days, return_inverse=True)
    kinds, since = np.divmod(same, _MOST_DAYS)
    base = np.array([strength.prior(kind, net.learnt) for kind in PRIORS])
    quiet = _days_to(_today(net), np.where(since > 0, since, np.nan))
    found = strength.chances(Evidence(prior=base[kinds], quiet_days=quiet))[at]
    joint = np.flatnonzero((net.papers > 0) | (net.months > 0))
    if len(joint):
        found[joint] = strength.chances(
            Evidence(
                prior=base[codes[joint]],
                quiet_days=quiet[at[joint]],
                papers=net.papers[joint],
                overlap_months=net.months[joint],
            )
        )
    mine, others = others_of(net)
    if len(mine):
        found[mine] = strength.chances(columns(net, mine, others))
    return np.where(np.isnan(net.stated), found, net.stated)


_CODES = {kind: code for code, kind in enumerate(PRIORS)}
_MOST_DAYS = 10_000_000
"""More than any day's number."""


def columns(net: Network, mine: Ints, others: Ints) -> Evidence:
    """Everything that is known of the searcher's own ties."""
    prior = np.array([strength.prior(net.kinds[tie], net.learnt) for tie in mine])
    counts = {
        name: np.zeros(len(mine)) for name in ("sent", "received", "passed", "held")
    }
    touched = np.full(len(mine), np.nan)
    shared = np.zeros((2, len(mine)))
    papers, months = _joint(net, mine, others)
    for place, (tie, row) in enumerate(
        zip(mine.tolist(), others.tolist(), strict=True)
    ):
        touch = net.own.touches.get(net.ids[row])
        if touch:
            counts["sent"][place] = touch.sent
            counts["received"][place] = touch.received
            touched[place] = touch.last_on.toordinal()
        past = net.own.shared.get(net.ids[row])
        if past:
            shared[:, place] = past.months, past.school_months
        if row in net.asked_kinds:
            own = net.own.asked[net.ids[row]]
            counts["passed"][place], counts["held"][place] = own
            less = _own(net, tie, row)
            prior[place] = strength.prior(net.kinds[tie], net.learnt, less)
    return Evidence(
        prior=prior,
        mutuals=net.mutuals[others],
        last_days=_days_to(_today(net), touched),
        quiet_days=_days_to(_today(net), np.fmax(net.since_days[mine], touched)),
        stated=net.stated[mine],
        overlap_months=np.maximum(shared[0], months),
        papers=papers,
        school_months=shared[1],
        **counts,
    )


def _joint(net: Network, mine: Ints, others: Ints) -> tuple[Floats, Floats]:
    """Papers and months of commits with each of these people, whichever tie says so."""
    papers, months = np.zeros(len(net.ids)), np.zeros(len(net.ids))
    np.maximum.at(papers, others, net.papers[mine])
    np.maximum.at(months, others, net.months[mine])
    return papers[others], months[others]


def _today(net: Network) -> float:
    return np.nan if net.own.on is None else net.own.on.toordinal()


def known_of(net: Network, tie: int) -> Known:
    """What is known of one own tie; `columns` says the same of all."""
    start, end = int(net.starts[tie]), int(net.ends[tie])
    row = end if start == net.me else start
    touch = net.own.touches.get(net.ids[row])
    dated = net.own.on is not None
    stated = float(net.stated[tie])
    mine, others = others_of(net)
    with_them = np.flatnonzero(others == row)
    papers, months = _joint(net, mine[with_them], others[with_them])
    past = net.own.shared.get(net.ids[row], Shared())
    is_code = float(months[0]) > past.months
    return Known(
        kind=net.kinds[tie],
        mutuals=int(net.mutuals[row]),
        sent=touch.sent if touch else 0,
        received=touch.received if touch else 0,
        last_on=touch.last_on if touch and dated else None,
        last_kind=touch.last_kind if touch else Known().last_kind,
        since_on=net.since[tie] if dated else None,
        overlap_months=max(past.months, float(months[0])),
        overlap_at=CODE if is_code else past.at,
        papers=int(papers[0]),
        school_months=past.school_months,
        school=past.school,
        own=net.own.asked.get(net.ids[row], Outcomes()),
        stated=None if np.isnan(stated) else stated,
    )


def strength_of(net: Network, tie: int) -> Strength:
    """One own tie, weighed and explained: the chance is that of `columns`."""
    start, end = int(net.starts[tie]), int(net.ends[tie])
    row, kind = (end if start == net.me else start), net.kinds[tie]
    known, seen = known_of(net, tie), dict(net.learnt)
    if known.own.asks and net.asked_kinds[row] is not kind:
        # `strength` leaves a tie's own asks out of its kind, where these are not.
        more = seen.get(kind, Outcomes())
        seen[kind] = Outcomes(
            more.passed + known.own.passed, more.held + known.own.held
        )
    return strength.strength(known, net.own.on or date.max, seen)


def _own(net: Network, tie: int, row: int) -> Outcomes:
    """The outcomes that this tie's own kind must not count again."""
    if net.asked_kinds[row] is net.kinds[tie]:
        return net.own.asked[net.ids[row]]
    return Outcomes()


def _days_to(today: float, days: Floats) -> NDArray[np.float64]:
    passed: Floats = np.maximum(0.0, today - days)
    return passed
