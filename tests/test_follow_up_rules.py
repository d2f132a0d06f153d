"""Follow-up rules, a situation a row: what is due, and since which day.

Every date was counted by hand on a calendar. 2 March 2026 is a Monday; Good Friday
and Easter Monday fall on 3 and 6 April 2026; summer time begins in the United
States on 8 March 2026.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

import pytest

from tracker import agenda
from tracker.agenda import DueKind, Facts, Meeting, Progress, Todo
from tracker.models import Stage

ACME = UUID(int=1)
FIRST, SECOND = (f"{DueKind.FOLLOW_UP}:{ACME}:applied:{n}" for n in (1, 2))
ROUND = f"{DueKind.CHECK_IN}:{UUID(int=10)}"
EASTER = ("2026-04-03", "2026-04-06")


class Case(NamedTuple):
    """One situation; rounds are instants in UTC, each with a promised day or none."""

    why: str
    on: str
    due: str
    """Such as “follow_up 2026-03-09”; empty where nothing is due."""
    stage: Stage = Stage.APPLIED
    entered: str = "2026-03-02"
    heard: str = ""
    rounds: tuple[tuple[str, str], ...] = ()
    zone: str = "UTC"
    answered: dict[str, str] = {}  # noqa: RUF012 - read only
    retired: frozenset[str] = frozenset()
    holidays: tuple[str, ...] = ()
    rules: dict[str, int] = {}  # noqa: RUF012 - read only
    is_thanked: bool = False


def met(
    why: str, on: str, due: str, *rounds: str, promised: str = "", **more: object
) -> Case:
    """A screen that was entered a week before the first round."""
    facts: dict[str, object] = {"stage": Stage.SCREEN, "entered": "2026-02-23"} | more
    pairs = tuple((at, promised) for at in rounds or ("2026-03-02T10:00Z",))
    return Case(why, on, due, rounds=pairs, **facts)  # type: ignore[arg-type]


CASES = [
    # after applying, on Monday 2 March
    Case("the sixth day is too early", "2026-03-08", ""),
    Case("the seventh day", "2026-03-09", "follow_up 2026-03-09"),
    Case(
        "applied on a Saturday: days are calendar days",
        *("2026-03-07", "follow_up 2026-03-07"),
        entered="2026-02-28",
    ),
    Case("not done: it stays, and is late", "2026-04-01", "follow_up 2026-03-09"),
    Case("done: 13 days later", "2026-03-25", "", answered={FIRST: "2026-03-12"}),
    Case(
        "done: 14 days later the second",
        *("2026-03-26", "follow_up 2026-03-26"),
        answered={FIRST: "2026-03-12"},
    ),
    Case(
        "two were done: no third",
        *("2026-04-10", ""),
        answered={FIRST: "2026-03-09", SECOND: "2026-03-23"},
    ),
    Case("day 44 of silence", "2026-04-15", "follow_up 2026-03-09"),
    Case("day 45: silence is an answer", "2026-04-16", "no_answer 2026-04-16"),
    Case(
        "day 45, and the second is not done",
        *("2026-04-16", "no_answer 2026-04-16"),
        answered={FIRST: "2026-03-09"},
    ),
    Case("they wrote on day 5: day 6 after", "2026-03-13", "", heard="2026-03-07"),
    Case(
        "they wrote on day 5: day 7 after, a Saturday",
        *("2026-03-14", "follow_up 2026-03-14"),
        heard="2026-03-07",
    ),
    Case(
        "they wrote: day 44 after",
        *("2026-04-20", "follow_up 2026-03-14"),
        heard="2026-03-07",
    ),
    Case(
        "they wrote: day 45 after",
        *("2026-04-21", "no_answer 2026-04-21"),
        heard="2026-03-07",
    ),
    Case(
        "they wrote after two follow-ups: still at most two",
        *("2026-04-10", ""),
        heard="2026-03-30",
        answered={FIRST: "2026-03-09", SECOND: "2026-03-23"},
    ),
    Case(
        "over a leap day",
        *("2028-03-02", "follow_up 2028-03-02"),
        entered="2028-02-24",
    ),
    Case(
        "over the end of the year",
        *("2027-01-01", "follow_up 2027-01-01"),
        entered="2026-12-25",
    ),
    Case("only saved", "2026-06-01", "", stage=Stage.SAVED),
    Case("the first was retired", "2026-04-01", "", retired=frozenset({FIRST})),
    Case(
        "a round is ahead: no follow-up on the form",
        *("2026-03-12", ""),
        rounds=(("2026-03-24T10:00Z", ""),),
    ),
    # after a round on Monday 2 March
    met("the day itself", "2026-03-02", "interview 2026-03-02"),
    met("thanks within 24 hours", "2026-03-03", "thank_you 2026-03-03"),
    met("thanks until it is time to check in", "2026-03-08", "thank_you 2026-03-03"),
    met("thanks were given", "2026-03-03", "", is_thanked=True),
    met("5 business days after a Monday", "2026-03-09", "check_in 2026-03-09"),
    met(
        "a round on Friday: on Thursday still thanks",
        *("2026-03-12", "thank_you 2026-03-07", "2026-03-06T10:00Z"),
    ),
    met(
        "5 business days after a Friday",
        *("2026-03-13", "check_in 2026-03-13", "2026-03-06T10:00Z"),
    ),
    met(
        "5 business days after a Saturday",
        *("2026-03-13", "check_in 2026-03-13", "2026-03-07T10:00Z"),
    ),
    met(
        "over Easter without days off",
        *("2026-04-07", "check_in 2026-04-07", "2026-03-31T10:00Z"),
    ),
    met(
        "over Easter with its days off: not yet",
        *("2026-04-08", "thank_you 2026-04-01", "2026-03-31T10:00Z"),
        holidays=EASTER,
    ),
    met(
        "over Easter with its days off",
        *("2026-04-09", "check_in 2026-04-09", "2026-03-31T10:00Z"),
        holidays=EASTER,
    ),
    met(
        "over Christmas",
        *("2026-12-29", "check_in 2026-12-29", "2026-12-21T10:00Z"),
        entered="2026-12-14",
        holidays=("2026-12-25", "2026-12-26"),
    ),
    met("day 20 of silence", "2026-03-22", "check_in 2026-03-09"),
    met("day 21: silence is an answer", "2026-03-23", "no_answer 2026-03-23"),
    met(
        "checked in: 4 business days later",
        *("2026-03-13", ""),
        answered={ROUND: "2026-03-09"},
    ),
    met(
        "checked in: 5 business days later once more",
        *("2026-03-16", "check_in 2026-03-16"),
        answered={ROUND: "2026-03-09"},
    ),
    met(
        "checked in twice: no third",
        *("2026-03-20", ""),
        answered={ROUND: "2026-03-09", f"{ROUND}:2": "2026-03-16"},
    ),
    met(
        "two a stage, though they were about the round before",
        *("2026-03-27", ""),
        *("2026-03-02T10:00Z", "2026-03-18T10:00Z"),
        answered={ROUND: "2026-03-09", f"{ROUND}:2": "2026-03-16"},
    ),
    met("the check-in was retired", "2026-03-20", "", retired=frozenset({ROUND})),
    # a promised day, Friday 13 March
    met("not before the promised day", "2026-03-09", "", promised="2026-03-13"),
    met("nor on the weekend after it", "2026-03-15", "", promised="2026-03-13"),
    met(
        "the business day after it",
        *("2026-03-16", "check_in 2026-03-16"),
        promised="2026-03-13",
    ),
    met(
        "13 days past it",
        *("2026-03-26", "check_in 2026-03-16"),
        promised="2026-03-13",
    ),
    met(
        "14 days past it: silence is an answer",
        *("2026-03-27", "no_answer 2026-03-27"),
        promised="2026-03-13",
    ),
    met(
        "promised for Maundy Thursday, with days off",
        *("2026-04-07", "check_in 2026-04-07", "2026-03-24T10:00Z"),
        promised="2026-04-02",
        holidays=EASTER,
    ),
    met(
        "promised for Maundy Thursday, without",
        *("2026-04-03", "check_in 2026-04-03", "2026-03-24T10:00Z"),
        promised="2026-04-02",
    ),
    # they write, move on, or meet again
    met("they wrote on Wednesday: not yet", "2026-03-10", "", heard="2026-03-04"),
    met(
        "they wrote on Wednesday: 5 business days",
        *("2026-03-11", "check_in 2026-03-11"),
        heard="2026-03-04",
    ),
    met(
        "they wrote, and the promise stands",
        *("2026-03-16", "check_in 2026-03-16"),
        heard="2026-03-04",
        promised="2026-03-13",
    ),
    met("moved on after it", "2026-03-12", "", entered="2026-03-05"),
    met(
        "moved on, then 21 silent days",
        *("2026-03-26", "no_answer 2026-03-26"),
        entered="2026-03-05",
    ),
    met(
        "another round is ahead",
        *("2026-03-10", "", "2026-03-02T10:00Z", "2026-03-20T10:00Z"),
    ),
    met(
        "a screen that was never held, 20 days",
        *("2026-03-22", "", "2026-02-20T10:00Z"),
        entered="2026-03-02",
    ),
    Case("in Offer they wait for me", "2026-06-01", "", stage=Stage.OFFER),
    # whose day it is
    met(
        "half past eleven in London is the next day in Berlin",
        *("2026-03-03", "interview 2026-03-03", "2026-03-02T23:30Z"),
        zone="Europe/Berlin",
    ),
    met(
        "thanks are due by the day in Berlin",
        *("2026-03-04", "thank_you 2026-03-04", "2026-03-02T23:30Z"),
        zone="Europe/Berlin",
    ),
    met(
        "two at night in London is the day before in Los Angeles",
        *("2026-03-03", "thank_you 2026-03-03", "2026-03-03T02:00Z"),
        zone="America/Los_Angeles",
    ),
    met(
        "a Friday in Tokyo: a week from Friday",
        *("2026-03-12", "thank_you 2026-03-07", "2026-03-05T16:00Z"),
        zone="Asia/Tokyo",
    ),
    met(
        "the same instant is a Thursday in Los Angeles",
        *("2026-03-12", "check_in 2026-03-12", "2026-03-05T16:00Z"),
        zone="America/Los_Angeles",
    ),
    met(
        "after the clocks went forward it is Monday in New York",
        *("2026-03-16", "check_in 2026-03-16", "2026-03-09T04:30Z"),
        zone="America/New_York",
    ),
    met(
        "fourteen hours ahead",
        *("2026-03-02", "interview 2026-03-02", "2026-03-01T10:30Z"),
        zone="Pacific/Kiritimati",
    ),
    met(
        "a zone that is not known counts as UTC",
        *("2026-03-03", "thank_you 2026-03-03", "2026-03-02T23:30Z"),
        zone="Mars/Olympus",
    ),
    # numbers of one's own
    Case("10 days: day 9", "2026-03-11", "", rules={"follow_up_days": 10}),
    Case(
        "10 days",
        *("2026-03-12", "follow_up 2026-03-12"),
        rules={"follow_up_days": 10},
    ),
    Case(
        "one follow-up only",
        *("2026-04-01", ""),
        answered={FIRST: "2026-03-09"},
        rules={"most_follow_ups": 1},
    ),
    Case("none at all", "2026-03-09", "", rules={"most_follow_ups": 0}),
    Case(
        "30 days of silence",
        *("2026-04-01", "no_answer 2026-04-01"),
        rules={"no_answer_applied_days": 30},
    ),
    met(
        "check in after 3 business days",
        *("2026-03-05", "check_in 2026-03-05"),
        rules={"check_in_business_days": 3},
    ),
    met(
        "2 business days past the promised day",
        *("2026-03-17", "check_in 2026-03-17"),
        promised="2026-03-13",
        rules={"promised_business_days": 2},
    ),
    met(
        "thanks within two days",
        *("2026-03-03", "thank_you 2026-03-04"),
        rules={"thank_you_days": 2},
    ),
    # closed as no answer
    Case(
        "they write after all",
        *("2026-04-23", "revived 2026-04-22"),
        stage=Stage.NO_ANSWER,
        entered="2026-04-20",
        heard="2026-04-22",
    ),
    Case(
        "they wrote before",
        *("2026-04-23", ""),
        stage=Stage.NO_ANSWER,
        entered="2026-04-20",
        heard="2026-04-19",
    ),
    Case(
        "a refusal is not revived",
        *("2026-04-23", ""),
        stage=Stage.REJECTED,
        entered="2026-04-20",
        heard="2026-04-22",
    ),
]


def days(pairs: dict[str, str]) -> dict[str, date]:
    return {key: date.fromisoformat(day) for key, day in pairs.items()}


def meetings(case: Case) -> list[Meeting]:
    return [
        Meeting(
            UUID(int=10 + number),
            ACME,
            "Screen",
            agenda.day_in(datetime.fromisoformat(at), case.zone),
            date.fromisoformat(promised) if promised else None,
            case.is_thanked,
        )
        for number, (at, promised) in enumerate(case.rounds)
    ]


def facts(case: Case) -> Facts:
    heard_on = date.fromisoformat(case.heard) if case.heard else None
    entered_on = date.fromisoformat(case.entered)
    return Facts(
        [Progress(ACME, "Acme", "ML engineer", case.stage, entered_on, heard_on)],
        meetings(case),
        answered=days(case.answered | dict.fromkeys(case.retired, case.on)),
        retired=case.retired,
        holidays={date.fromisoformat(day) for day in case.holidays},
        rules=agenda.rules_of(case.rules),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.why)
def test_what_is_due_in_a_situation(case: Case) -> None:
    due = agenda.agenda(facts(case), date.fromisoformat(case.on))
    assert ", ".join(f"{each.kind} {each.due_on}" for each in due) == case.due


def test_there_are_forty_situations_and_more() -> None:
    assert len({case.why for case in CASES}) == len(CASES) >= 40


def test_each_suggestion_names_the_number_in_force() -> None:
    changed = {"follow_up_days": 9, "second_follow_up_days": 11, "most_follow_ups": 3}
    base = Case("", "2026-04-01", "", rules=changed)
    first = agenda.agenda(facts(base), date(2026, 4, 1))[0]
    assert first.rule.startswith("9 days after applying")
    second = base._replace(answered={FIRST: "2026-03-15"})
    rule = agenda.agenda(facts(second), date(2026, 4, 1))[0].rule
    assert rule.startswith("11 days after the follow-up before (")
    assert "at most 3 a stage" in rule


# --- Debriefs, and what was put off -----------------------------------------------


def visited(*, thanked: bool = False, waits: bool = True, key: str = "") -> Facts:
    """An onsite day of two slots on Monday 2 March, and perhaps a task about it."""
    entered_on = date(2026, 2, 23)
    slots = [
        Meeting(UUID(int=n), ACME, "Onsite", date(2026, 3, 2), None, thanked, waits)
        for n in (10, 11)
    ]
    todos = [Todo(UUID(int=5), "It", date(2026, 3, 4), ACME, key)] if key else []
    return Facts(
        [Progress(ACME, "Acme", "ML engineer", Stage.ONSITE, entered_on)],
        slots,
        todos=todos,
        answered={key: date(2026, 3, 4)},
    )


@pytest.mark.parametrize(
    ("on", "listed"),
    [("2026-03-02", 0), ("2026-03-03", 1), ("2026-03-16", 1), ("2026-03-17", 0)],
)
def test_a_day_of_rounds_is_one_debrief_while_it_is_remembered(
    on: str, listed: int
) -> None:
    due = agenda.agenda(visited(), date.fromisoformat(on))
    found = [each for each in due if each.kind is DueKind.DEBRIEF]
    assert len(found) == listed
    assert all(each.round_id == UUID(int=10) for each in found)
    done = agenda.agenda(visited(waits=False), date.fromisoformat(on))
    assert DueKind.DEBRIEF not in {each.kind for each in done}


@pytest.mark.parametrize("kind", [DueKind.THANK_YOU, DueKind.DEBRIEF])
def test_what_was_put_off_goes_when_it_was_done_elsewhere(kind: DueKind) -> None:
    key, on = f"{kind}:{UUID(int=10)}", date(2026, 3, 4)
    [task] = [e for e in agenda.agenda(visited(key=key), on) if e.task_id]
    assert (task.kind, task.round_id) == (kind, UUID(int=10))
    done = visited(key=key, thanked=True, waits=False)
    assert not [each for each in agenda.agenda(done, on) if each.task_id]
    gone = replace(done, meetings=[])
    assert not [each for each in agenda.agenda(gone, on) if each.task_id]


# --- Quiet ------------------------------------------------------------------------


class Quiet(NamedTuple):
    """A situation, and the day from which it is quiet; empty for not quiet."""

    why: str
    on: str
    since: str
    stage: Stage = Stage.APPLIED
    heard: str = ""
    asked: str = ""
    round_on: str = ""
    promised: str = ""
    rules: dict[str, int] = {}  # noqa: RUF012 - read only


QUIET = [
    Quiet("Applied, day 20", "2026-03-22", ""),
    Quiet("Applied, day 21", "2026-03-23", "2026-03-23"),
    Quiet("Applied, still", "2026-05-01", "2026-03-23"),
    Quiet("Screen, day 13", "2026-03-15", "", Stage.SCREEN),
    Quiet("Screen, day 14", "2026-03-16", "2026-03-16", Stage.SCREEN),
    Quiet("Challenge, day 14", "2026-03-16", "2026-03-16", Stage.CHALLENGE),
    Quiet("Offsite, day 10", "2026-03-12", "2026-03-12", Stage.OFFSITE),
    Quiet("Onsite, day 9", "2026-03-11", "", Stage.ONSITE),
    Quiet("Onsite, day 10", "2026-03-12", "2026-03-12", Stage.ONSITE),
    Quiet(
        "after the onsite, day 10",
        *("2026-03-20", "2026-03-20", Stage.ONSITE),
        round_on="2026-03-10",
    ),
    Quiet(
        "the onsite is today",
        *("2026-03-20", "", Stage.ONSITE),
        round_on="2026-03-20",
    ),
    Quiet(
        "the onsite is ahead",
        *("2026-03-20", "", Stage.ONSITE),
        round_on="2026-04-20",
    ),
    Quiet(
        "until the promised day nothing is quiet",
        *("2026-03-27", "", Stage.ONSITE),
        round_on="2026-03-10",
        promised="2026-03-27",
    ),
    Quiet(
        "the day after the promised day",
        *("2026-03-28", "2026-03-28", Stage.ONSITE),
        round_on="2026-03-10",
        promised="2026-03-27",
    ),
    Quiet("they wrote", "2026-03-23", "", heard="2026-03-20"),
    Quiet("they wrote 21 days ago", "2026-04-10", "2026-04-10", heard="2026-03-20"),
    Quiet(
        "an own nudge does not count", "2026-03-23", "2026-03-23", asked="2026-03-20"
    ),
    Quiet("Offer, nothing asked", "2026-06-01", "", Stage.OFFER),
    Quiet(
        "Offer, a question waits 4 days",
        *("2026-03-14", "", Stage.OFFER),
        asked="2026-03-10",
    ),
    Quiet(
        "Offer, a question waits 5 days",
        *("2026-03-15", "2026-03-15", Stage.OFFER),
        asked="2026-03-10",
    ),
    Quiet("Saved", "2026-12-01", "", Stage.SAVED),
    Quiet("closed", "2026-12-01", "", Stage.REJECTED),
    Quiet(
        "a number of one's own",
        *("2026-03-12", "2026-03-12"),
        rules={"quiet_applied_days": 10},
    ),
]


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("case", QUIET, ids=lambda case: case.why)
def test_when_an_application_is_quiet(case: Quiet) -> None:
    entered_on = date(2026, 3, 2)
    progress = Progress(
        *(ACME, "Acme", "ML engineer", case.stage, entered_on),
        heard_on=day(case.heard),
        asked_on=day(case.asked),
    )
    held = day(case.round_on)
    rounds = [Meeting(ACME, ACME, "Onsite", held, day(case.promised))] if held else []
    on = date.fromisoformat(case.on)
    found = agenda.silences([progress], rounds, agenda.rules_of(case.rules), on)
    assert str(found[ACME].quiet_on if ACME in found else "") == case.since


# --- The numbers ------------------------------------------------------------------


def test_what_is_no_number_of_the_rules_leaves_the_default() -> None:
    stored = {"follow_up_days": "10", "quiet_offer_days": True, "else": 3}
    assert agenda.rules_of(stored | {"reapply_days": -1}) == agenda.DEFAULTS
    assert agenda.rules_of({"reapply_days": 180}).reapply_days == 180
