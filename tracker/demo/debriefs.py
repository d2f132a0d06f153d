"""What was noted of the demo's rounds before and after them, and at the end."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from tracker import interviews
from tracker.demo.making import instant
from tracker.models import (
    Application,
    BadQuestion,
    CompanySize,
    Difficulty,
    Experience,
    Interviewer,
    Person,
    Question,
    Round,
    RoundFormat,
    RoundResult,
    Stage,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from tracker.demo.making import Making

WAITING = ("Farrowgate Bank", "Ketterwick Security")
"""Companies whose last round was not debriefed yet."""
NOT_CLOSED_OUT = "Zephyrade Audio"
UNDER_NDA = "Corvexa Labs"
SIZES = {
    CompanySize.STARTUP: ("Copperlane Pay", "Ombralis", "Drummlin Games"),
    CompanySize.BIG: ("Havrelund Speech (HVS)", "Vantorine Chips", "Farrowgate Bank"),
    CompanySize.MEDIUM: ("Glasmoor Optics", "Quillmark Robotics", "Tessamere"),
}
PROCESS = "Three talks, made up as we go: founders, a day of pairing, then the team."
"""What one startup said of how it interviews."""

_B = BadQuestion
QUESTIONS: dict[RoundFormat, tuple[tuple[str, BadQuestion | None], ...]] = {
    RoundFormat.CONVERSATION: (
        ("What are you proudest of in your last project?", None),
        ("How would you measure whether a story is hard to read?", None),
        ("Where do you see yourself in five years?", _B.ONE_EXPECTED_ANSWER),
    ),
    RoundFormat.CODING: (
        ("Merge two sorted streams that do not fit in memory", None),
        ("Write a linked list from scratch", _B.IRRELEVANT),
        ("Longest common subsequence", _B.TOO_EASY),
    ),
    RoundFormat.QUIZ: (
        ("Write down the update rule of Adam", _B.LOOKED_UP),
        ("Derivative of x to the power of x", _B.ONE_INSIGHT),
        ("What is the Frobenius norm?", _B.HARD_NAMES),
        ("Should a corpus for names be case-sensitive?", None),
    ),
    RoundFormat.SYSTEM_DESIGN: (
        ("Design search by picture for a shop", None),
        ("How would you notice that a model has gone stale?", None),
    ),
    RoundFormat.BEHAVIOURAL: (
        ("Tell of a disagreement with a colleague", None),
        ("Explain PCA to your grandmother", _B.SEVERAL_SKILLS),
    ),
}
"""What is asked in each format, and of which bad kind it is."""
LESSONS = (
    "Draw first, then talk.",
    "Say out loud what I assume.",
    "Ask what the team does on a bad day.",
)


def make(making: Making) -> None:
    """Note preparations, debriefs, close-outs and the sizes of companies.

    It comes last, so that what was made before is the same with and without it.
    """
    for size, companies in SIZES.items():
        for name in companies:
            making.companies[name].size = size
    making.companies["Ombralis"].note = PROCESS
    applications = {row.id: row for row in making.rows if isinstance(row, Application)}
    by_application: dict[UUID, list[Round]] = defaultdict(list)
    for row in [row for row in making.rows if isinstance(row, Round)]:
        by_application[row.application_id].append(row)
    names = {home.id: home.name for home in making.companies.values()}
    panels = _panels(making)
    for id_, rounds in by_application.items():
        application = applications[id_]
        _rounds(making, application, names[application.company_id], rounds, panels)


def _panels(making: Making) -> dict[UUID, list[str]]:
    people = {row.id: row.name for row in making.rows if isinstance(row, Person)}
    found: dict[UUID, list[str]] = defaultdict(list)
    for row in making.rows:
        if isinstance(row, Interviewer):
            found[row.round_id].append(people[row.person_id])
    return found


def _rounds(
    making: Making,
    application: Application,
    company: str,
    rounds: list[Round],
    panels: dict[UUID, list[str]],
) -> None:
    """Prepare what is ahead, debrief what was held, close out what ended."""
    rounds.sort(key=lambda row: row.starts_at)
    now = instant(making.on, "00:00")
    held = [row for row in rounds if row.starts_at < now]
    for row in rounds:
        if row.format is RoundFormat.TAKE_HOME:
            row.hours_estimated = interviews.cost([interviews.Spent(row.minutes)]).hours
        if row not in held:
            _prepare(row, panels[row.id])
    is_over = application.stage is Stage.REJECTED
    waiting = company in WAITING and not is_over
    for row in held[:-1] if waiting else held:
        _debrief(making, row, company, failed=is_over and row is held[-1])
    if is_over and company != NOT_CLOSED_OUT:
        debriefed = [row for row in held if row.debriefed_at]
        application.experience = interviews.usual(row.experience for row in debriefed)
        application.difficulty = interviews.usual(row.difficulty for row in debriefed)
        application.lesson = making.rng.choice(LESSONS)


def _prepare(row: Round, panel: Iterable[str]) -> None:
    """Keep the list of a round that is ahead, half of it done."""
    suggestion = interviews.suggested(row.kind, row.format, sorted(panel))
    row.preparation = [
        {"what": what, "is_done": number % 2 == 0}
        for number, what in enumerate(suggestion)
    ]


def _debrief(making: Making, row: Round, company: str, *, failed: bool) -> None:
    """Note how a round went on its evening, and thank the day after."""
    rng = making.rng
    row.debriefed_at = row.starts_at + timedelta(minutes=row.minutes + 45)
    row.result = RoundResult.FAILED if failed else RoundResult.PASSED
    row.went = rng.choice((1, 2, 2, 3) if failed else (3, 4, 4, 5))
    row.experience = rng.choice(
        (Experience.NEGATIVE, Experience.NEUTRAL)
        if failed
        else (Experience.NEUTRAL, Experience.POSITIVE, Experience.POSITIVE)
    )
    row.difficulty = rng.choice(list(Difficulty))
    row.interviewer_quality = rng.choice((2, 3, 4, 5))
    row.thanked_on = row.starts_at.date() + timedelta(days=1)
    row.is_nda = company == UNDER_NDA
    if rng.random() < 0.3:
        row.lesson = rng.choice(LESSONS)
    if row.format is RoundFormat.TAKE_HOME and row.hours_estimated is not None:
        row.hours_spent = row.hours_estimated * 2
    asked = QUESTIONS.get(row.format, ()) if row.format else ()
    for number, (what, kind) in enumerate(asked, 1):
        making.add(
            Question,
            round_id=row.id,
            number=number,
            what="" if row.is_nda else what,
            bad_kind=kind,
        )
