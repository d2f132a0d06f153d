"""What may come of what is under way: chances by day, and what changes them. Pure.

Playing a search forward takes a second or so; the last answers are kept as long
as the same frozen search is asked about the same day.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from tracker import forecast, planning
from tracker.forecast import (
    HORIZON,
    STAY_DAYS,
    Beliefs,
    Live,
    Outlook,
    Past,
    Point,
    Settings,
    WhatIf,
)
from tracker.models import Stage
from tracker.rates import believed
from tracker.reports.odds import words
from tracker.reports.odds.cases import referrals
from tracker.reports.odds.study import ratio_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from tracker.search import Search

BENCH = (
    "On made-up searches whose truth is known, the band held it in 75 to 85% where "
    "published averages apply, and in about 70% where they do not: it is then "
    "narrower than it should be."
)
"""What `tests/bench_forecast.py` measures."""
MOCK = (
    f"One more mock interview is taken to raise the odds of passing an interview by "
    f"{100 * (forecast.MOCK_ODDS - 1):.0f}%: an assumption, for no controlled figure "
    "was found."
)
DAYS = (30, 60, 90, HORIZON)
"""The days ahead that the table names."""
FIRST_DAY = 60
"""The day ahead that the title and the comparison speak of."""


class Ahead(NamedTuple):
    """The forecast of one search on one day."""

    lives: int
    """Applications that may still lead to an offer, offers in hand aside."""
    in_hand: int
    points: Sequence[Point]
    """At least one offer, those in hand aside; two at once, those in hand too."""
    changes: Sequence[WhatIf]
    by_on: date
    """The day that the comparison speaks of."""


def pasts(search: Search, on: date) -> Mapping[UUID, Past]:
    """Read every application's history, for what it says of chances and times."""
    referred = referrals(search)
    return {
        id_: forecast.past(
            [change for change in search.history.get(id_, ()) if change.on <= on],
            on,
            is_referred=id_ in referred,
        )
        for id_ in search.applications
    }


def lives(search: Search, known: Mapping[UUID, Past], on: date) -> Mapping[UUID, Live]:
    """Give the applications that may still lead to an offer, or have."""
    found = {
        id_: forecast.live(
            past.stays,
            is_referred=past.is_referred,
            offer_ratio=ratio_of(search.company_of(id_).name),
            stay_days=_stay_days(search, id_, on),
        )
        for id_, past in known.items()
    }
    return {id_: live for id_, live in found.items() if live is not None}


def _stay_days(search: Search, id_: UUID, on: date) -> int:
    """Days to the latest deadline of its offers; the usual week if none is known."""
    days = [
        (offer.deadline_on - on).days
        for offer in search.offers_of.get(id_, ())
        if offer.deadline_on
    ]
    return max(0, *days) if days else STAY_DAYS


def settings(search: Search) -> Settings:
    """Play from the rates the searcher believes: the shipped ones, or own ones."""
    return Settings(beliefs=Beliefs(believed(search.searcher.priors)))


_last: list[tuple[Search, date, Ahead]] = []


def ahead(search: Search, on: date) -> Ahead:
    """Play the search forward from a day."""
    if _last and _last[0][0] is search and _last[0][1] == on:
        return _last[0][2]
    known = pasts(search, on)
    found = list(lives(search, known, on).values())
    waiting = [each for each in found if each.stage is not Stage.OFFER]
    history, how = list(known.values()), settings(search)
    both = forecast.forecast(found, history, how)
    more = both
    if len(waiting) < len(found):
        more = forecast.forecast(waiting, history, how)
    answer = Ahead(
        len(waiting),
        len(found) - len(waiting),
        [one._replace(two=two.two) for one, two in zip(more, both, strict=True)],
        forecast.what_if(waiting, history, FIRST_DAY, how),
        on + timedelta(days=FIRST_DAY),
    )
    _last[:] = [(search, on, answer)]
    return answer


def title(found: Ahead, on: date) -> str:
    """Say the chance by the first day that matters."""
    when = planning.day(found.by_on, on)
    what = "one more offer" if found.in_hand else "an offer"
    return (
        f"{words.percent(at(found, FIRST_DAY).one.chance)} chance of {what} by {when}."
    )


def basis(found: Ahead) -> str:
    """Say what the forecast counts."""
    what = words.counted(found.lives, "application")
    low, high = at(found, FIRST_DAY).one[1:]
    return f"Likely {words.between((low, high))}, from {what} under way."


def at(found: Ahead, day: int) -> Point:
    """Give the point nearest to a day ahead."""
    return min(found.points, key=lambda point: abs(point.day - day))


def table(found: Ahead, on: date) -> Mapping[str, Sequence[str]]:
    """Give the chances by day as a table."""
    shown = [at(found, day) for day in DAYS]
    is_met = at(found, 0).two.chance == 1
    return {
        "By": [planning.day(on + timedelta(days=each.day), on) for each in shown],
        one_label(found): [words.percent(each.one.chance) for each in shown],
        "Likely": [_band(each.one) for each in shown],
        "Two that overlap": [
            "in hand" if is_met else words.percent(each.two.chance) for each in shown
        ],
        "Likely range": [words.NONE_YET if is_met else _band(e.two) for e in shown],
    }


def one_label(found: Ahead) -> str:
    """What the first chance is called: those in hand are not counted in it."""
    return "At least one more offer" if found.in_hand else "At least one offer"


def changes(found: Ahead) -> Mapping[str, Sequence[str]]:
    """Give what would raise the chance as a table, most first."""
    return {
        "Change": [each.change for each in found.changes],
        "Chance now": [words.percent(each.before.chance) for each in found.changes],
        "Chance then": [words.percent(each.after.chance) for each in found.changes],
        "Points more": [_points(each) for each in found.changes],
    }


def most(found: Ahead, on: date) -> str:
    """Say what changes the chance most."""
    best = found.changes[0]
    when = planning.day(found.by_on, on)
    if best.gain < 0.005:
        return f"None of these changes the chance by {when} by a point."
    return (
        f"{best.change} would change the chance by {when} most: "
        f"{_points(best)} points more."
    )


def _points(change: WhatIf) -> str:
    """The gain in points, as the two chances beside it are rounded."""
    gain = round(100 * change.after.chance) - round(100 * change.before.chance)
    return "under 1" if gain < 1 else str(gain)


def _band(found: Outlook) -> str:
    return words.between((found.low, found.high))
