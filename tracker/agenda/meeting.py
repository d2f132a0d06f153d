"""What a round asks for: going there, thanks, and checking in. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.agenda.days import business_days_after, later
from tracker.agenda.facts import AHEAD_DAYS, Due, DueKind
from tracker.agenda.silence import no_answer_on, waiting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from uuid import UUID

    from tracker.agenda.facts import Facts, Meeting, Progress
    from tracker.agenda.rules import Rules

DEBRIEF_DAYS = 14
"""A round this old is still remembered well enough to debrief it."""
DEBRIEF_RULE = (
    f"Within {DEBRIEF_DAYS} days of a round, while what was asked and how it went is "
    "fresh."
)
INTERVIEW_RULE = f"Interviews of the next {AHEAD_DAYS} days."


def interviews(
    meetings: Iterable[Meeting], live: Mapping[UUID, Progress], on: date
) -> Iterator[Due]:
    """List the interviews of today and the next seven days.

    Several rounds of one application on one day are one thing to go to; its key
    is that of the first of them.
    """
    for same in _visits(meetings, live):
        first = same[0]
        if not 0 <= (first.on - on).days <= AHEAD_DAYS:
            continue
        slots = f", {len(same)} slots" if same[1:] else ""
        yield Due(
            f"{first.name} round with {live[first.application_id].company}{slots}",
            first.on,
            INTERVIEW_RULE,
            f"{DueKind.INTERVIEW}:{first.round_id}",
            first.application_id,
            DueKind.INTERVIEW,
            round_id=first.round_id,
        )


def thank_yous(
    meetings: Iterable[Meeting], live: Mapping[UUID, Progress], facts: Facts, on: date
) -> Iterator[Due]:
    """List thanks from the day after a round until it is time to check in.

    Rounds of one day are one thing to give thanks for, until each has had its own.
    """
    rules = facts.rules
    for same in _visits(meetings, live):
        rest = [each for each in same if not each.is_thanked]
        day = same[0].on
        due_on = later(day, rules.thank_you_days)
        until = business_days_after(day, rules.check_in_business_days, facts.holidays)
        if not rest or not day < on < max(until, later(due_on, 1)):
            continue
        company = live[same[0].application_id].company
        yield Due(
            f"Thank {company} for the {same[0].name} round",
            due_on,
            thanks_rule(rules),
            f"{DueKind.THANK_YOU}:{same[0].round_id}",
            same[0].application_id,
            DueKind.THANK_YOU,
            round_id=rest[0].round_id,
        )


def debriefs(
    meetings: Iterable[Meeting], live: Mapping[UUID, Progress], on: date
) -> Iterator[Due]:
    """List the rounds of which it is not written down how they went.

    From the day after, while they are remembered; of one day they are one thing,
    until each was debriefed.
    """
    for same in _visits(meetings, live):
        rest = [each for each in same if each.waits_for_debrief]
        if not rest or not 0 < (on - same[0].on).days <= DEBRIEF_DAYS:
            continue
        company = live[same[0].application_id].company
        yield Due(
            f"Write down how the {same[0].name} round with {company} went",
            later(same[0].on, 1),
            DEBRIEF_RULE,
            f"{DueKind.DEBRIEF}:{same[0].round_id}",
            same[0].application_id,
            DueKind.DEBRIEF,
            round_id=rest[0].round_id,
        )


def check_ins(
    meetings: Iterable[Meeting],
    live: Mapping[UUID, Progress],
    last: Mapping[UUID, Meeting],
    facts: Facts,
    on: date,
) -> Iterator[Due]:
    """List the last rounds that nobody has answered.

    A stage change or another round after it is an answer; a contact starts the time
    anew, as the promised day does. It ends where silence is an answer, and after
    the most follow-ups of a stage, whichever rounds of it they were about.
    """
    rounds: dict[UUID, list[Meeting]] = {}
    for each in meetings:
        rounds.setdefault(each.application_id, []).append(each)
    for application_id, meeting in last.items():
        application = live.get(application_id)
        if application is None or application.entered_on > meeting.on:
            continue
        made = _made(rounds[application_id], application, facts)
        due_on = _check_in_on(application, meeting, made, facts, on)
        end = no_answer_on(application, meeting, facts.rules, on)
        if made is None or due_on is None or end is None or not due_on <= on < end:
            continue
        yield Due(
            f"Check in with {application.company} after the {meeting.name} round",
            due_on,
            check_in_rule(facts.rules, meeting, len(made)),
            _key(meeting.round_id, sum(one.is_of(meeting) for one in made) + 1),
            application_id,
            DueKind.CHECK_IN,
            round_id=meeting.round_id,
        )


class _Made(NamedTuple):
    """A check-in that was answered."""

    round_id: UUID
    on: date

    def is_of(self, meeting: Meeting) -> bool:
        """Say whether it was about this round."""
        return self.round_id == meeting.round_id


def _made(
    meetings: Iterable[Meeting], application: Progress, facts: Facts
) -> list[_Made] | None:
    """The check-ins of this stage; None where no more are wanted."""
    found = []
    for each in meetings:
        keys = [_key(each.round_id, n + 1) for n in range(_MOST)]
        if each.on < application.entered_on:
            continue
        if facts.retired & {*keys}:
            return None
        done = [facts.answered[key] for key in keys if key in facts.answered]
        found += [_Made(each.round_id, on) for on in done]
    return found if len(found) < facts.rules.most_follow_ups else None


_MOST = 10
"""No searcher can ask for more: see `inputs.RulesIn`."""


def _key(round_id: UUID, number: int) -> str:
    first = f"{DueKind.CHECK_IN}:{round_id}"
    return first if number == 1 else f"{first}:{number}"


def _check_in_on(
    application: Progress,
    meeting: Meeting,
    made: Iterable[_Made] | None,
    facts: Facts,
    on: date,
) -> date | None:
    silent = waiting(application, meeting, on)
    if silent is None:
        return None
    rules, off = facts.rules, facts.holidays
    days = rules.check_in_business_days
    due_on = business_days_after(silent.last_on, days, off)
    if silent.promised_on:
        days = rules.promised_business_days
        due_on = business_days_after(silent.promised_on, days, off)
    again = [
        business_days_after(one.on, rules.check_in_business_days, off)
        for one in made or ()
        if one.on >= silent.last_on
    ]
    return max([due_on, *again])


def thanks_rule(rules: Rules) -> str:
    """Say why thanks are listed."""
    days = rules.thank_you_days
    within = "24 hours" if days == 1 else f"{days} days"
    return (
        f"Within {within} of a round, one personal note each (theinterviewguys.com: "
        "80% of hiring managers find them helpful)."
    )


def check_in_rule(rules: Rules, meeting: Meeting, before: int) -> str:
    """Say why a check-in is listed.

    Args:
        rules: The numbers in force.
        meeting: The round that it is about.
        before: How many there were in this stage.
    """
    if before:
        end = ", and the last" if before + 1 == rules.most_follow_ups else ""
        return (
            f"{_business(rules.check_in_business_days)} after the check-in before{end} "
            f"(wiseworq.com; at most {rules.most_follow_ups} a stage)."
        )
    if meeting.promised_on:
        return (
            f"{_business(rules.promised_business_days)} after the day they promised an "
            "answer by (indeed.com)."
        )
    return (
        f"{_business(rules.check_in_business_days)} after a round without an answer "
        "(indeed.com)."
    )


def _business(days: int) -> str:
    return "1 business day" if days == 1 else f"{days} business days"


def _visits(
    meetings: Iterable[Meeting], live: Mapping[UUID, Progress]
) -> Iterable[list[Meeting]]:
    """The rounds of open applications, those of one day together."""
    days: dict[tuple[UUID, date], list[Meeting]] = {}
    for each in meetings:
        if each.application_id in live:
            days.setdefault((each.application_id, each.on), []).append(each)
    return days.values()
