"""One round in words: what to prepare, how it went, what was asked. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker import interviews, pipeline, planning
from tracker.agenda import DueKind
from tracker.interviews import Cost, Judged, Line, Spent
from tracker.models import Difficulty, Experience, RoundFormat, RoundResult
from tracker.reports.applications import counted
from tracker.reports.coming import Flag
from tracker.reports.today import local_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from tracker.models import BadQuestion, Question, Round
    from tracker.search import Search

EXPERIENCES = {
    Experience.NEGATIVE: "Negative",
    Experience.NEUTRAL: "Neutral",
    Experience.POSITIVE: "Positive",
}
DIFFICULTIES = {
    Difficulty.EASY: "Easy",
    Difficulty.MEDIUM: "Medium",
    Difficulty.HARD: "Hard",
}
RESULTS = {RoundResult.PASSED: "Passed", RoundResult.FAILED: "Not passed"}
MARKS = (1, 2, 3, 4, 5)
FLAG = ":material/flag:"


class Preparation(NamedTuple):
    """What to do before a round."""

    lines: Sequence[Line]
    missing: Sequence[str]
    """What would be suggested by now and is not on the list."""

    @property
    def done(self) -> int:
        """How many things are done."""
        return sum(line.is_done for line in self.lines)

    @property
    def words(self) -> str:
        """How far it is: “Preparation, 2 of 7 done”."""
        return f"Preparation, {self.done} of {len(self.lines)} done"


def preparation(search: Search, row: Round) -> Preparation:
    """What to do before a round: as kept on it, else as suggested."""
    panel = [person.name for person in search.panel_of.get(row.id, ())]
    suggestion = interviews.suggested(row.kind, row.format, panel)
    listed = interviews.lines(row.preparation, suggestion)
    return Preparation(listed, interviews.missing(listed, suggestion))


def is_over(row: Round, now: datetime) -> bool:
    """Say whether a round has ended."""
    return row.starts_at + timedelta(minutes=row.minutes) <= now


def awaits_debrief(row: Round, now: datetime) -> bool:
    """Say whether a round took place and nothing was noted of it."""
    return row.debriefed_at is None and row.cancelled_at is None and is_over(row, now)


def is_take_home(row: Round) -> bool:
    """Say whether a round is work at home, whose hours count as spent."""
    return row.format is RoundFormat.TAKE_HOME


def is_later(search: Search, row: Round) -> bool:
    """Say whether a round is a later one, by its kind or the stage of its day."""
    zone = search.searcher.time_zone
    day = local_day(row, zone)
    history = search.history.get(row.application_id, ())
    stage = pipeline.current(change for change in history if change.on <= day)
    return interviews.is_later(row.kind, stage)


def judged(
    search: Search, row: Round, kinds: Iterable[BadQuestion | None] | None = None
) -> Judged:
    """Count the bad questions of a round, as stored or as chosen in a form."""
    if kinds is None:
        kinds = (question.bad_kind for question in questions(search, row))
    return interviews.judged(kinds, later=is_later(search, row))


def questions(search: Search, row: Round) -> Sequence[Question]:
    """What was asked in a round, in order."""
    return search.questions_of.get(row.id, ())


def judgement(found: Judged) -> str:
    """Say how many questions were bad; empty where none was noted."""
    if not found.of:
        return ""
    asked = counted(found.of, "question")
    if not found.bad:
        return f"{asked}, none of a bad kind."
    verb = "was" if found.bad == 1 else "were"
    words = f"{found.bad} of {asked} {verb} of a bad kind"
    return f"{words}: a red flag." if found.is_red_flag else f"{words}."


def company_judgement(search: Search, application_id: UUID) -> str:
    """Say the same of every round with the company; empty without a question."""
    company_id = search.applications[application_id].company_id
    bad = of = 0
    for row in search.rounds.values():
        if search.applications[row.application_id].company_id == company_id:
            found = judged(search, row)
            bad, of = bad + found.bad, of + found.of
    return judgement(Judged(bad, of))


def question_lines(found: Sequence[Question]) -> list[str]:
    """Each question with what is wrong with it; without words under an NDA."""
    return [
        " · ".join(
            part
            for part in (
                each.what or f"Question {each.number}",
                interviews.BAD_KINDS[each.bad_kind][0] if each.bad_kind else "",
            )
            if part
        )
        for each in found
    ]


def debrief_words(row: Round) -> str:
    """How a round went, in one line; empty before it was noted."""
    parts = (
        f"went {row.went} of 5" if row.went else "",
        EXPERIENCES[row.experience].lower() if row.experience else "",
        DIFFICULTIES[row.difficulty].lower() if row.difficulty else "",
        RESULTS[row.result].lower() if row.result else "",
        f"interviewer {row.interviewer_quality} of 5"
        if row.interviewer_quality
        else "",
        "thanked" if row.thanked_on else "",
        "under an NDA" if row.is_nda else "",
    )
    words = " · ".join(part for part in parts if part)
    return words[:1].upper() + words[1:]


def after_words(search: Search, row: Round, on: date) -> list[str]:
    """All that was noted of a round, in lines; words of the searcher as typed."""
    promise = row.promised_on
    lines = (
        debrief_words(row),
        f"They answer by {planning.day(promise, on)}." if promise else "",
        judgement(judged(search, row)),
        f"Red flags: {row.red_flags}" if row.red_flags else "",
        f"Next time: {row.lesson}" if row.lesson else "",
    )
    return [line for line in lines if line]


def flags(search: Search, row: Round, now: datetime) -> list[Flag]:
    """The badges of a round: cancelled, to debrief, a red flag."""
    if row.cancelled_at is not None:
        return [Flag("gray", ":material/event_busy:", "Cancelled")]
    found = []
    if awaits_debrief(row, now):
        found.append(Flag("orange", ":material/rate_review:", "To debrief"))
    if row.red_flags or judged(search, row).is_red_flag:
        found.append(Flag("orange", FLAG, "Red flag"))
    return found


def thanked_on(search: Search, row: Round) -> date | None:
    """The day thanks were sent: as noted here, or ticked off on Today."""
    if row.thanked_on:
        return row.thanked_on
    key = f"{DueKind.THANK_YOU}:{row.id}"
    return next(
        (
            task.done_on
            for task in search.tasks.values()
            if task.rule_key == key and task.done_on
        ),
        None,
    )


def debrief_fields(search: Search, row: Round) -> dict[str, Any]:
    """What the form of a debrief holds, the kind of each question by its key."""
    asked = questions(search, row)
    facts = (
        *("went", "experience", "difficulty", "result", "interviewer_quality"),
        *("red_flags", "lesson", "promised_on", "hours_spent", "is_nda"),
    )
    text = "\n".join(question.what for question in asked if question.what)
    return {name: getattr(row, name) for name in facts} | {
        "thanked": thanked_on(search, row) is not None,
        "questions": text,
        "count": len(asked),
        **{kind_key(n, each.what): each.bad_kind for n, each in enumerate(asked, 1)},
    }


def kind_key(number: int, what: str) -> str:
    """The field of a question's kind: by its words, so that it moves with them."""
    return f"kind_{what or number}"


def asked_keys(text: str, count: int, *, is_nda: bool) -> list[tuple[str, str]]:
    """The questions in a form: the field of each one's kind, and its words.

    Args:
        text: Questions as they were typed, one a line.
        count: How many there were, which is all that is told under an NDA.
        is_nda: Whether their words may be kept.
    """
    lines = interviews.read_questions(text)
    if not is_nda:
        return [(kind_key(n, what), what) for n, what in enumerate(lines, 1)]
    lines += [""] * (count - len(lines))
    return [(kind_key(n, what), "") for n, what in enumerate(lines[:count], 1)]


def cost(rounds: Iterable[Round], now: datetime) -> Cost:
    """Add up what rounds took that were held, or were worked on at home."""
    return interviews.cost(
        Spent(row.minutes, is_take_home(row), row.hours_spent, row.hours_estimated)
        for row in rounds
        if row.cancelled_at is None and (is_over(row, now) or row.hours_spent)
    )


def cost_words(found: Cost) -> str:
    """What rounds took in one sentence; empty where none took place."""
    talks, homes = (
        counted(found.talks, "interview"),
        counted(found.take_homes, "take-home"),
    )
    what = [each for each, n in ((talks, found.talks), (homes, found.take_homes)) if n]
    if not what:
        return ""
    about = "About " if found.is_estimate else ""
    words = f"{about}{_hours(found.hours)} in {' and '.join(what)}"
    if found.said_hours:
        words += (
            f"; they said {_hours(found.said_hours)} for work that took "
            f"{_hours(found.known_hours)}"
        )
    return f"{words}."


def _hours(hours: Any) -> str:  # noqa: ANN401 - a Decimal
    number = f"{hours:.1f}".removesuffix(".0")
    return f"{number} hour" if number == "1" else f"{number} hours"
