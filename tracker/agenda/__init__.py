"""What is due on a day, and by which rule. Pure.

Nothing here changes an application: the rules suggest, the searcher does. Each
item has a key; a key that was answered (done, put off, pinned or retired) is not
suggested again. Nothing is suggested for a closed application, but that who was
closed as “No answer” wrote after all.

The numbers are the searcher's own (`Rules`), and each item says those in force.
Follow-ups stop where silence is an answer; then “No answer” is suggested.

Order: what is pinned, then by what it costs to miss: an offer lapses, an interview
is lost, who wrote after all is let down, silence after a round costs a process
under way, silence after applying costs little; nudges to who was asked for a
referral, thanks, debriefs, own tasks, the flag of the search window, what is to be
tidied away and, for who is not looking, a nudge a quarter follow. What is not due
yet comes last, except interviews and offer deadlines of the coming week.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import asking
from tracker.agenda.applying import follow_ups
from tracker.agenda.days import business_days_after, day_in, safe_zone
from tracker.agenda.facts import (
    AHEAD_DAYS,
    Deadline,
    Due,
    DueKind,
    Facts,
    Meeting,
    Progress,
    Todo,
)
from tracker.agenda.meeting import check_ins, debriefs, interviews, thank_yous
from tracker.agenda.own import deadlines, kind_of, look_around, search_window, todos
from tracker.agenda.rules import DEFAULTS, NAMES, Rules, check, rules_of
from tracker.agenda.silence import (
    Silence,
    last_rounds,
    no_answers,
    revivals,
    silences,
)
from tracker.pipeline import is_open

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "AHEAD_DAYS",
    "DEFAULTS",
    "NAMES",
    "Deadline",
    "Due",
    "DueKind",
    "Facts",
    "Meeting",
    "Progress",
    "Rules",
    "Silence",
    "Todo",
    "agenda",
    "business_days_after",
    "check",
    "day_in",
    "is_ahead",
    "kind_of",
    "rules_of",
    "safe_zone",
    "silences",
]

_RANK = {kind: rank for rank, kind in enumerate(DueKind)}


def agenda(facts: Facts, on: date) -> list[Due]:
    """List what is due on a day, costliest to miss first."""
    live = {
        each.application_id: each for each in facts.applications if is_open(each.stage)
    }
    last = last_rounds(facts.meetings)
    found = [
        *deadlines(facts.deadlines, live),
        *interviews(facts.meetings, live, on),
        *revivals(facts.applications),
        *check_ins(facts.meetings, live, last, facts, on),
        *follow_ups(live.values(), last, facts, on),
        *(Due(*each, DueKind.NUDGE) for each in asking.nudges(facts.asks, live, on)),
        *thank_yous(facts.meetings, live, facts, on),
        *debriefs(facts.meetings, live, on),
        *todos(facts, last, on),
        *search_window(facts.window, on),
        *no_answers(live, last, facts.rules, on),
        *look_around(on, is_passive=facts.is_passive),
    ]
    return sorted(
        (each for each in found if each.key not in facts.answered),
        key=lambda each: _cost(each, on),
    )


def is_ahead(due: Due, on: date) -> bool:
    """Say whether a thing is only coming up, and not to be done now."""
    is_fixed = due.kind in {DueKind.OFFER_DEADLINE, DueKind.INTERVIEW}
    days = (due.due_on - on).days
    return not due.is_pinned and days > (AHEAD_DAYS if is_fixed else 0)


def _cost(due: Due, on: date) -> tuple[bool, bool, int, date, str, str]:
    rank = _RANK[due.kind]
    return not due.is_pinned, is_ahead(due, on), rank, due.due_on, due.what, due.key
