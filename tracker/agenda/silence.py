"""When an application is quiet, and when silence is an answer. Pure.

The time runs from their last word: a contact of theirs, a round that was held, or
the stage that was entered. Own nudges never start it anew, and nothing is quiet
before a round that is still to come or before the day they promised an answer by.
No stage is ever changed here: the rules suggest, and what was closed as “No
answer” is revived when they write after all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.agenda.days import later
from tracker.agenda.facts import Due, DueKind
from tracker.models import Stage
from tracker.pipeline import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from uuid import UUID

    from tracker.agenda.facts import Meeting, Progress
    from tracker.agenda.rules import Rules

_INTERVIEWING = frozenset({Stage.SCREEN, Stage.CHALLENGE, Stage.OFFSITE, Stage.ONSITE})


class Silence(NamedTuple):
    """How long an application has been without a word from them."""

    last_on: date
    """Their last word, or what stands for it."""
    quiet_on: date
    """From which day it is quiet."""


class Waiting(NamedTuple):
    """What an answer is waited for."""

    last_on: date
    """Their last word."""
    promised_on: date | None
    """The day they said they would answer by."""
    is_round: bool
    """Whether it is the answer to a round."""


def silences(
    applications: Iterable[Progress],
    meetings: Iterable[Meeting],
    rules: Rules,
    on: date,
) -> dict[UUID, Silence]:
    """The applications that are quiet on a day, and since when.

    Saved and closed ones never are. In Offer only a question of mine that waits can
    make it so, for otherwise they wait for me.
    """
    last = last_rounds(meetings)
    found = {}
    for each in applications:
        limit = rules.quiet_days(each.stage)
        silent = waiting(each, last.get(each.application_id), on)
        if limit is None or silent is None:
            continue
        quiet_on = later(silent.last_on, limit)
        if silent.promised_on:
            quiet_on = max(quiet_on, later(silent.promised_on, 1))
        if quiet_on <= on:
            found[each.application_id] = Silence(silent.last_on, quiet_on)
    return found


def no_answer_on(
    application: Progress, last: Meeting | None, rules: Rules, on: date
) -> date | None:
    """The day from which silence is an answer; None where it is none.

    Args:
        application: Whose silence it is.
        last: Its last round, held or to come.
        rules: The numbers in force.
        on: The day it is asked on.
    """
    silent = waiting(application, last, on)
    if silent is None or application.stage is Stage.OFFER:
        return None
    if silent.promised_on:
        return later(silent.promised_on, rules.no_answer_promised_days)
    if application.stage is Stage.APPLIED and not silent.is_round:
        return later(silent.last_on, rules.no_answer_applied_days)
    return later(silent.last_on, rules.no_answer_round_days)


def no_answers(
    live: Mapping[UUID, Progress], last: Mapping[UUID, Meeting], rules: Rules, on: date
) -> Iterator[Due]:
    """Suggest to close what was silent for so long that silence is an answer.

    Its key names the last word, so that a later silence is a new suggestion.
    """
    for each in live.values():
        meeting = last.get(each.application_id)
        due_on = no_answer_on(each, meeting, rules, on)
        silent = waiting(each, meeting, on)
        if silent is None or due_on is None or due_on > on:
            continue
        yield Due(
            f"No answer from {each.company} on “{each.title}”",
            due_on,
            _no_answer_rule(each, silent, rules),
            f"{DueKind.NO_ANSWER}:{each.application_id}:{silent.last_on.isoformat()}",
            each.application_id,
            DueKind.NO_ANSWER,
            to=Stage.NO_ANSWER,
        )


def revivals(applications: Iterable[Progress]) -> Iterator[Due]:
    """Say where somebody wrote after an application was closed as “No answer”."""
    for each in applications:
        heard_on = each.heard_on
        if each.stage is not Stage.NO_ANSWER or not heard_on:
            continue
        if heard_on >= each.entered_on:
            yield Due(
                f"{each.company} wrote after all: move “{each.title}” back to "
                f"{LABELS[each.before]}",
                heard_on,
                "A word from them revives what was closed as “No answer”.",
                f"{DueKind.REVIVED}:{each.application_id}:{heard_on.isoformat()}",
                each.application_id,
                DueKind.REVIVED,
                to=each.before,
            )


def last_rounds(meetings: Iterable[Meeting]) -> dict[UUID, Meeting]:
    """The latest round, held or still to come, of each application.

    Of several on one day it is the one with the latest promised day: they are one
    visit, and who promised says it once.
    """
    found: dict[UUID, Meeting] = {}
    for each in meetings:
        before = found.get(each.application_id)
        if before is None or _order(each) > _order(before):
            found[each.application_id] = each
    return found


def _order(meeting: Meeting) -> tuple[date, bool, date, UUID]:
    promised = meeting.promised_on
    return meeting.on, promised is not None, promised or meeting.on, meeting.round_id


def waiting(each: Progress, last: Meeting | None, on: date) -> Waiting | None:
    """What is waited for since when; None where nothing is, or a round is ahead."""
    if last and last.on >= on:
        return None
    if each.stage is Stage.OFFER:
        asked_on = each.asked_on
        return Waiting(asked_on, None, is_round=False) if asked_on else None
    if each.stage is Stage.APPLIED or each.stage in _INTERVIEWING:
        return _since(each, last)
    return None


def _since(each: Progress, last: Meeting | None) -> Waiting:
    """Their last word, and the day they promised to answer by where that still holds.

    A new stage keeps the promise; a word of theirs leaves it standing while it lies
    ahead of that word.
    """
    word = max(each.entered_on, each.heard_on or each.entered_on)
    if last is None or each.entered_on > last.on:
        return Waiting(word, None, is_round=False)
    promised = last.promised_on
    if last.on >= word:
        return Waiting(last.on, promised, is_round=True)
    if promised and promised < word:
        promised = None
    return Waiting(word, promised, is_round=True)


def _no_answer_rule(each: Progress, silent: Waiting, rules: Rules) -> str:
    if each.stage is Stage.APPLIED and not silent.is_round:
        return (
            f"{rules.no_answer_applied_days} days in Applied without a word (Robert "
            "Half Australia 2024: 83% of candidates give up within a month)."
        )
    if silent.promised_on:
        return (
            f"{rules.no_answer_promised_days} days past the day they promised an "
            "answer by."
        )
    where = "after a round" if silent.is_round else f"in {LABELS[each.stage]}"
    return (
        f"{rules.no_answer_round_days} days without a word {where} (NACE: an offer "
        "takes 24 to 26 days on average, so it can be revived)."
    )
