"""What to do before an offer expires, while other processes run. Pure.

The unit of worth is the offer in hand: 1 is what it pays a year on average over
four years. What an offer of a process without one would be worth nobody knows, so
it is assumed, and said to be.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from tracker import forecast, pipeline, planning
from tracker.clock import NORMAL_DEADLINE, Advice, Clock, Held, clock
from tracker.models import Stage
from tracker.offers import pay_by_year
from tracker.reports import offers
from tracker.reports.odds import words
from tracker.reports.odds.ahead import lives, pasts, settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from tracker.clock import Extension, Rival
    from tracker.forecast import Plays
    from tracker.search import Search

WORTH = 110
"""Percent of the offer in hand that another one would be worth, unless stated."""
RISK = 2
"""Percent: the chance that an offer is withdrawn while one waits or asks.

An assumption. Asking politely in writing is nearly always safe, silence is not.
"""
PRESENT_JOB = 80
"""Percent that the present job is worth, for who has one; nothing for who has none."""
STATED = 8
"""For how many processes, the furthest ones, a worth can be stated."""
HOW = (
    "Counted on your search played forward from your own and published rates and "
    "times. The worth of an offer that is not there yet is assumed, and so is the risk "
    "of waiting: change them and see what stays."
)
_PAYS_MORE = (
    "By pay, {other} is worth {more} more a year than {this}, on average over four "
    "years. So this deadline only matters if you prefer this offer for other reasons. "
    "Choose the other one above for its own clock."
)
ADVICE = {
    Advice.HURRY: "Hurry",
    Advice.SLOW: "Slow",
    Advice.LEAVE: "Leave",
}
"""What a person reads for each advice."""
ADVICE_WORDS = (
    "Hurry: tell them of your deadline, those first whose answer in time is worth "
    "most. Slow: ask for a later date, for its offer would lapse before a better one "
    "is likely to come. An answer in time is worth what it adds, in percent of the "
    "offer in hand."
)


class InHand(NamedTuple):
    """An offer that must be answered by a day."""

    offer_id: UUID
    application_id: UUID
    name: str
    deadline_on: date
    days_left: int
    currency: str
    yearly: float
    """What it pays a year, on average over four years."""


class Process(NamedTuple):
    """Another application that may lead to an offer, or has."""

    application_id: UUID
    name: str
    stage: Stage
    days: int
    known: float | None
    """What its offer is worth, in offers in hand; None while there is none."""


class Assumed(NamedTuple):
    """What the searcher states; all in percent."""

    risk: float = RISK
    fallback: float = 0
    """What there is without any offer, in percent of the one in hand."""
    worth: Mapping[UUID, float] = {}
    """By application, in percent of the offer in hand; `WORTH` where not stated."""


class Reckoning(NamedTuple):
    """An offer's clock, with the processes it is about."""

    held: InHand
    processes: Sequence[Process]
    clock: Clock


def in_hand(search: Search, on: date) -> Sequence[InHand]:
    """Offers with a deadline that is not past, the nearest deadline first."""
    live = offers.on_the_table(search)
    found = []
    for offer, name in zip(live, offers.names(search, live), strict=True):
        if not _is_open(search, offer.application_id) or offer.deadline_on is None:
            continue
        left = (offer.deadline_on - on).days
        yearly = _yearly(search, offer.id)
        if left >= 0 and yearly > 0:
            found.append(
                InHand(
                    offer.id,
                    offer.application_id,
                    name,
                    offer.deadline_on,
                    left,
                    offer.currency,
                    yearly,
                )
            )
    return sorted(found, key=lambda each: (each.days_left, each.name.casefold()))


def first(held: Sequence[InHand]) -> int:
    """The place of the offer to look at first: the best paid, if that can be told."""
    if len({each.currency for each in held}) > 1:
        return 0
    return max(range(len(held)), key=lambda place: held[place].yearly)


def missing(search: Search, on: date) -> Sequence[str]:
    """Say which offers have no clock, and what would give them one."""
    live = offers.on_the_table(search)
    said = []
    for offer, name in zip(live, offers.names(search, live), strict=True):
        if not _is_open(search, offer.application_id):
            continue
        if offer.deadline_on is None:
            said.append(f"{name}: no deadline is noted; ask for one in writing.")
        elif offer.deadline_on < on:
            day = planning.day(offer.deadline_on, on)
            said.append(f"{name}: the deadline was {day}; ask whether it still stands.")
    return said


def processes(search: Search, held: InHand, on: date) -> Sequence[Process]:
    """The other applications under way: offers first, then by how far they are."""
    live = lives(search, pasts(search, on), on)
    companies = Counter(search.company_of(id_).name for id_ in live)
    found = [
        Process(
            id_,
            _name(search, id_, companies),
            search.applications[id_].stage,
            each.days,
            _worth(search, id_, held),
        )
        for id_, each in live.items()
        if id_ != held.application_id
    ]
    order = pipeline.OPEN.index
    return sorted(
        found, key=lambda each: (-order(each.stage), each.days, each.name.casefold())
    )


def _name(search: Search, id_: UUID, companies: Mapping[str, int]) -> str:
    """A company's name; with the title where two of its processes are under way."""
    name = search.company_of(id_).name
    return name if companies[name] == 1 else search.label(id_)


_last: list[tuple[Search, UUID, date, Plays]] = []


def reckon(search: Search, held: InHand, on: date, assumed: Assumed) -> Reckoning:
    """Set an offer's deadline against every other process."""
    others = processes(search, held, on)
    plays = _plays(search, held, others, on)
    values = [
        assumed.worth.get(each.application_id, WORTH) / 100
        if each.known is None
        else each.known
        for each in others
    ]
    found = clock(
        Held(1.0, held.days_left, assumed.risk / 100),
        plays,
        values,
        fallback=assumed.fallback / 100,
    )
    return Reckoning(held, others, found)


def _plays(search: Search, held: InHand, others: Sequence[Process], on: date) -> Plays:
    if _last and _last[0][0] is search and _last[0][1:3] == (held.offer_id, on):
        return _last[0][3]
    known = pasts(search, on)
    live = lives(search, known, on)
    plays = forecast.play(
        [live[each.application_id] for each in others],
        list(known.values()),
        settings(search),
    )
    _last[:] = [(search, held.offer_id, on, plays)]
    return plays


def title(found: Reckoning, on: date) -> str:
    """Say what to do first about an offer."""
    day = planning.day(found.held.deadline_on, on)
    hurry, better = found.clock.hurry, _better(found)
    if better:
        return f"{better.name} pays more, and is in hand as well."
    if hurry:
        name = found.processes[hurry[0].place].name
        return f"Before {day}, hurry {name} first."
    if found.clock.ask:
        return f"Ask {found.held.name} for {found.clock.ask.custom.days} days more."
    return f"Nothing to hurry before {day}: waiting gains little."


def lines(found: Reckoning, on: date) -> Sequence[str]:
    """Say what waiting is worth, what to ask for, and which deadline would do."""
    better = _better(found)
    if better and better.known:
        more = words.percent(better.known - 1)
        return [_PAYS_MORE.format(other=better.name, more=more, this=found.held.name)]
    return [_waiting(found, on), _asking(found, on), _deadline(found, on)]


def _better(found: Reckoning) -> Process | None:
    """The best offer in hand elsewhere, if it is worth more than this one."""
    known = [each for each in found.processes if (each.known or 0) > 1]
    return max(known, key=lambda each: each.known or 0, default=None)


def _waiting(found: Reckoning, on: date) -> str:
    waiting = found.clock.waiting
    day = planning.day(found.held.deadline_on, on)
    gain = waiting.worth
    if not found.held.days_left:
        return "It must be answered today."
    said = (
        f"Waiting until {day} is worth {words.percent(abs(gain))} of the offer "
        f"{'more' if gain > 0 else 'less'} than taking it today, the risk counted."
    )
    if waiting.risk_to_bear <= 0:
        return f"{said} Nothing better is likely to come by then."
    if waiting.risk_to_bear >= 1:
        return f"{said} It pays whatever the risk: the others make up for it."
    return (
        f"{said} It pays while the risk of losing it is below "
        f"{words.percent(waiting.risk_to_bear)}."
    )


def _asking(found: Reckoning, on: date) -> str:
    ask = found.clock.ask
    if ask is None:
        return f"More time is worth little here. {NORMAL_DEADLINE}"
    until = found.held.deadline_on + timedelta(days=ask.custom.days)
    return (
        f"Ask for {ask.custom.days} days more, until {planning.day(until, on)}: it is "
        f"worth {words.percent(ask.gain)} of the offer. {ask.custom.words}. "
        f"Source: {ask.custom.source}. {NORMAL_DEADLINE}"
    )


def _deadline(found: Reckoning, on: date) -> str:
    days = found.clock.shortest_deadline
    if days is None:
        return (
            "No deadline in sight makes taking it at its end as good as waiting for "
            "the others, as they are assumed."
        )
    if not days:
        return "Any deadline will do: taking it today is as good as waiting."
    day = planning.day(on + timedelta(days=days), on)
    is_enough = days <= found.held.days_left
    return (
        f"The shortest deadline to accept is {day}, {words.days(days)} from now: yours "
        f"is {'long enough' if is_enough else 'shorter, so ask for more time first'}."
    )


def table(found: Reckoning) -> Mapping[str, Sequence[str]]:
    """Give every other process against the deadline, those to act on first."""
    rank = {Advice.HURRY: 0, Advice.SLOW: 1, Advice.LEAVE: 2}
    rivals = sorted(
        found.clock.rivals, key=lambda each: (rank[each.advice], -each.gain, each.place)
    )
    others = [found.processes[rival.place] for rival in rivals]
    return {
        "Process": [each.name for each in others],
        "What to do": [
            _worth_words(other) if other.stage is Stage.OFFER else ADVICE[rival.advice]
            for rival, other in zip(rivals, others, strict=True)
        ],
        "Stage": [pipeline.LABELS[each.stage] for each in others],
        "Offer by the deadline": [
            "in hand" if other.stage is Stage.OFFER else _by_then(rival)
            for rival, other in zip(rivals, others, strict=True)
        ],
        "Any answer by then": [words.percent(each.answer.chance) for each in rivals],
        "Offer at all": [words.percent(each.ever) for each in rivals],
        "Answer in time worth": [words.percent(each.gain) for each in rivals],
    }


def _worth_words(other: Process) -> str:
    if other.known is None:
        return "Compare it on Offers"
    return f"Pays {other.known:.0%} of this one"


def extensions(found: Reckoning, on: date) -> Mapping[str, Sequence[str]]:
    """Give what each longer deadline would be worth, and how usual it is."""
    given: Sequence[Extension] = found.clock.extensions
    days = [found.held.deadline_on + timedelta(days=each.custom.days) for each in given]
    return {
        "Until": [planning.day(each, on) for each in days],
        "Worth": [words.percent(each.gain) for each in given],
        "How usual": [each.custom.words for each in given],
    }


def stated(others: Sequence[Process]) -> Sequence[Process]:
    """The processes whose worth can be stated: the furthest without an offer."""
    return [each for each in others if each.known is None][:STATED]


def fallback(search: Search) -> int:
    """Percent that is there without any offer: the present job, if there is one."""
    return PRESENT_JOB if search.searcher.employer else 0


def _by_then(rival: Rival) -> str:
    low, high = rival.offer[1:]
    return f"{words.percent(rival.offer.chance)} ({words.between((low, high))})"


def _is_open(search: Search, application_id: UUID) -> bool:
    return search.applications[application_id].stage is Stage.OFFER


def _yearly(search: Search, offer_id: UUID) -> float:
    years = pay_by_year(offers.terms(search, search.offers[offer_id]))
    return float(sum(year.total for year in years)) / len(years)


def _worth(search: Search, id_: UUID, held: InHand) -> float | None:
    """What an offer in hand elsewhere is worth; None without one in that currency."""
    same = [
        _yearly(search, offer.id)
        for offer in search.offers_of.get(id_, ())
        if offer.currency == held.currency and _is_open(search, id_)
    ]
    return max(same) / held.yearly if same else None
