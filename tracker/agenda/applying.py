"""Following up after applying. Pure.

Silence after applying is the rule, not the exception (67 to 75 % of applications
are never answered), so a few lines are enough: a first follow-up, one more, and
then on to the next company.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.agenda.days import later
from tracker.agenda.facts import Due, DueKind
from tracker.agenda.silence import no_answer_on
from tracker.models import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from uuid import UUID

    from tracker.agenda.facts import Facts, Meeting, Progress
    from tracker.agenda.rules import Rules


def follow_ups(
    applications: Iterable[Progress],
    last: Mapping[UUID, Meeting],
    facts: Facts,
    on: date,
) -> Iterator[Due]:
    """List the next follow-up to each application in Applied without an answer.

    The second counts from the day the first was answered, so that a late first
    one is not followed by another the next day. An inbound contact starts the
    time anew but not the count. A round, held or to come, ends it, and so does the
    day from which silence is an answer.
    """
    for each in applications:
        if each.stage is not Stage.APPLIED:
            continue
        since, meeting = anew_on(each), last.get(each.application_id)
        if meeting and meeting.on >= each.entered_on:
            continue
        keys = [follow_up_key(each.application_id, n + 1) for n in range(_MOST)]
        done = [facts.answered[key] for key in keys if key in facts.answered]
        if len(done) >= facts.rules.most_follow_ups or facts.retired & {*keys}:
            continue
        due_on = later(since, facts.rules.follow_up_days)
        if done:
            due_on = max(due_on, later(max(done), facts.rules.second_follow_up_days))
        end = no_answer_on(each, meeting, facts.rules, on)
        if due_on <= on and (end is None or on < end):
            yield Due(
                f"Follow up with {each.company} on “{each.title}”",
                due_on,
                rule(facts.rules, len(done) + 1),
                keys[len(done)],
                each.application_id,
                DueKind.FOLLOW_UP,
            )


_MOST = 10
"""No searcher can ask for more follow-ups: see `inputs.RulesIn`."""


def follow_up_key(application_id: UUID, number: int) -> str:
    """What the answer to the n-th follow-up is remembered under, n from 1."""
    return f"{DueKind.FOLLOW_UP}:{application_id}:applied:{number}"


def anew_on(application: Progress) -> date:
    """The day the time runs from: that of entering the stage, or of their last word."""
    return max(application.entered_on, application.heard_on or application.entered_on)


def rule(rules: Rules, number: int) -> str:
    """Say why the n-th follow-up is listed."""
    if number == 1:
        return (
            f"{rules.follow_up_days} days after applying without an answer (Robert "
            "Half 2017: 36% of HR managers say after 1 to 2 weeks, 29% sooner)."
        )
    end = ", and the last" if number == rules.most_follow_ups else ""
    return (
        f"{rules.second_follow_up_days} days after the follow-up before{end} "
        f"(apuedge.com; at most {rules.most_follow_ups} a stage)."
    )
