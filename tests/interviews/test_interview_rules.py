"""What to prepare, which questions are bad, what is usual, what it cost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import interviews
from tracker.benchmarks import Result
from tracker.errors import InvalidError, RuleError
from tracker.interviews import Line, Spent
from tracker.models import (
    BadQuestion,
    CompanySize,
    Experience,
    RoundFormat,
    RoundKind,
    Stage,
    StageChange,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

MONDAY = date(2026, 3, 2)


# --- Preparation ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "format_", "panel", "expected"),
    [
        (
            RoundKind.SCREEN,
            None,
            (),
            ("Ask who interviews you", "Ask how it is held and which skill is tested"),
        ),
        (
            RoundKind.ONSITE,
            RoundFormat.CODING,
            ("Ana Silva", "Bo Chen"),
            (
                "Look up Ana Silva and review their work",
                "Look up Bo Chen and review their work",
                "Ask which skill is tested",
                "Ask for the platform, and try it once",
                "Do a mock with a friend",
                "Ask for the order of the day, and for breaks",
            ),
        ),
        (
            RoundKind.CHALLENGE,
            RoundFormat.TAKE_HOME,
            (),
            ("Ask how many hours it should take", "Ask whether it is paid"),
        ),
        (
            RoundKind.CHALLENGE,
            None,
            (),
            ("Ask for the platform, and try it once",),
        ),
    ],
)
def test_the_list_is_made_from_kind_format_and_panel(
    kind: RoundKind,
    format_: RoundFormat | None,
    panel: Sequence[str],
    expected: Sequence[str],
) -> None:
    found = interviews.suggested(kind, format_, panel)
    assert [what for what in found if what in expected] == [*expected]


def test_nobody_mocks_a_take_home_and_nobody_asks_who_reads_it_twice() -> None:
    found = interviews.suggested(RoundKind.CHALLENGE, RoundFormat.TAKE_HOME, ())
    assert not [what for what in found if "mock" in what or "who interviews" in what]


@given(
    st.sampled_from(RoundKind),
    st.none() | st.sampled_from(RoundFormat),
    st.lists(st.text(min_size=1, max_size=250), max_size=4),
)
def test_every_list_says_something_once_and_fits_a_line(
    kind: RoundKind, format_: RoundFormat | None, panel: list[str]
) -> None:
    found = interviews.suggested(kind, format_, panel)
    assert found
    assert len(set(found)) == len(found)
    assert all(len(what) <= 200 for what in found)


def test_a_list_is_the_suggested_one_until_something_is_kept() -> None:
    assert interviews.lines([], ["a", "b"]) == [Line("a"), Line("b")]
    kept = [{"what": "own", "is_done": True}]
    assert interviews.lines(kept, ["a"]) == [Line("own", is_done=True)]


def test_a_tick_is_taken_back_and_leaves_the_rest() -> None:
    listed = [Line("a"), Line("b", is_done=True)]
    done = interviews.ticked(listed, "a", is_done=True)
    assert done == [Line("a", is_done=True), Line("b", is_done=True)]
    assert interviews.ticked(done, "a", is_done=False) == listed
    with pytest.raises(RuleError, match="not on this list"):
        interviews.ticked(listed, "c", is_done=True)


def test_a_line_is_added_once_and_a_list_stays_short_enough_to_use() -> None:
    assert interviews.added([Line("Call Ana")], ["call ana", "New"]) == [
        Line("Call Ana"),
        Line("New"),
    ]
    with pytest.raises(InvalidError, match="too long"):
        interviews.added([], [f"{n}" for n in range(61)])


def test_the_last_line_stays_for_an_empty_list_is_the_suggested_one() -> None:
    assert interviews.without([Line("a"), Line("b")], "a") == [Line("b")]
    with pytest.raises(RuleError, match="only thing"):
        interviews.without([Line("a")], "a")


# --- Questions ------------------------------------------------------------------


def test_the_talks_seven_kinds_are_named_in_its_order() -> None:
    assert list(interviews.BAD_KINDS) == list(BadQuestion)
    assert len(interviews.BAD_KINDS) == 7


@pytest.mark.parametrize(
    ("kind", "stage", "is_later"),
    [
        (RoundKind.SCREEN, Stage.ONSITE, False),
        (RoundKind.CHALLENGE, Stage.CHALLENGE, False),
        (RoundKind.OFFSITE, Stage.SCREEN, True),
        (RoundKind.ONSITE, Stage.ONSITE, True),
        (RoundKind.OTHER, Stage.SCREEN, False),
        (RoundKind.OTHER, Stage.ONSITE, True),
    ],
)
def test_an_easy_question_is_bad_in_later_rounds_only(
    kind: RoundKind, stage: Stage, *, is_later: bool
) -> None:
    assert interviews.is_later(kind, stage) is is_later
    easy = BadQuestion.TOO_EASY
    assert interviews.is_bad(easy, later=interviews.is_later(kind, stage)) is is_later


@pytest.mark.parametrize("kind", [kind for kind in BadQuestion if kind != "too_easy"])
def test_the_other_six_kinds_are_bad_in_every_round(kind: BadQuestion) -> None:
    assert interviews.is_bad(kind, later=False)
    assert not interviews.is_bad(None, later=True)


@pytest.mark.parametrize(
    ("bad", "good", "flag"),
    [(0, 0, False), (1, 1, False), (1, 0, True), (2, 1, True), (2, 2, False)],
)
def test_a_majority_of_bad_questions_is_a_red_flag(
    bad: int, good: int, *, flag: bool
) -> None:
    kinds = [BadQuestion.IRRELEVANT] * bad + [None] * good
    found = interviews.judged(kinds, later=False)
    assert found == (bad, bad + good)
    assert found.is_red_flag is flag


def test_questions_are_read_one_a_line_without_bullets_and_repeats() -> None:
    text = (
        "- Explain Adam\n\n2) What is PCA?\n  3D or 2D?  \n• Explain Adam\r\n-1 ** 2?"
    )
    assert interviews.read_questions(text) == [
        "Explain Adam",
        "What is PCA?",
        "3D or 2D?",
        "-1 ** 2?",
    ]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20)))
def test_questions_that_were_read_read_as_themselves(lines: list[str]) -> None:
    found = interviews.read_questions("\n".join(lines))
    again = interviews.read_questions("\n".join(found))
    assert len(again) <= len(found)
    assert all(question.strip() for question in found)


# --- Process --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "kinds", "stages", "expected"),
    [
        (None, {}, (), []),
        (CompanySize.BIG, {RoundKind.OFFSITE: 2}, (), []),
        (
            CompanySize.BIG,
            {RoundKind.OFFSITE: 3},
            (),
            ["1 or 2 offsites are usual; this is the third."],
        ),
        (CompanySize.STARTUP, {RoundKind.OFFSITE: 3}, (), []),
        (None, {RoundKind.ONSITE: 8}, (Stage.ONSITE,), []),
        (
            CompanySize.MEDIUM,
            {RoundKind.ONSITE: 9, RoundKind.SCREEN: 5},
            (Stage.ONSITE,),
            ["4 to 8 onsite talks are usual; this is the ninth."],
        ),
        # too few is known only once the step is over, and a skipped step is none
        (None, {RoundKind.ONSITE: 2}, (Stage.ONSITE,), []),
        (
            None,
            {RoundKind.ONSITE: 2},
            (Stage.ONSITE, Stage.OFFER),
            ["4 to 8 onsite talks are usual; here it was 2."],
        ),
        (None, {}, (Stage.OFFER,), []),
    ],
)
def test_what_is_not_usual_is_pointed_out(
    size: CompanySize | None,
    kinds: dict[RoundKind, int],
    stages: Sequence[Stage],
    expected: list[str],
) -> None:
    assert interviews.warnings(size, kinds, stages) == expected


def test_the_template_is_the_talks_five_steps() -> None:
    bounds = [(step.least, step.most) for step in interviews.STEPS]
    assert bounds == [(1, None), (1, None), (1, None), (1, 2), (4, 8)]


# --- Cost -----------------------------------------------------------------------


def home(minutes: int, *, spent: int | None = None, said: int | None = None) -> Spent:
    return Spent(
        minutes,
        is_take_home=True,
        hours_spent=None if spent is None else Decimal(spent),
        hours_estimated=None if said is None else Decimal(said),
    )


def test_take_homes_count_as_they_were_spent() -> None:
    found = interviews.cost(
        [
            Spent(45),
            Spent(60),
            home(240, spent=9, said=4),
            home(240, said=3),
            home(90),
        ]
    )
    assert (found.talks, found.talk_hours) == (2, Decimal("1.75"))
    assert (found.take_homes, found.take_home_hours) == (3, Decimal("13.5"))
    assert (found.said_hours, found.known_hours) == (Decimal(4), Decimal(9))
    assert found.is_estimate
    assert found.hours == Decimal("15.25")


# --- Closing out ----------------------------------------------------------------


def history(*stages: Stage) -> list[StageChange]:
    return [
        StageChange(
            owner="me",
            application_id=uuid4(),
            stage=stage,
            on=MONDAY.replace(day=2 + 3 * number),
            number=number + 1,
        )
        for number, stage in enumerate(stages)
    ]


S = Stage


@pytest.mark.parametrize(
    ("stages", "result", "days"),
    [
        ((S.APPLIED, S.SCREEN), None, None),
        ((S.SAVED, S.APPLIED, S.REJECTED), Result.NO_OFFER, 3),
        ((S.APPLIED, S.NO_ANSWER), Result.NO_OFFER, 3),
        ((S.APPLIED, S.WITHDRAWN), Result.NO_OFFER, 3),
        ((S.APPLIED, S.OFFER, S.WITHDRAWN), Result.DECLINED, 6),
        ((S.APPLIED, S.OFFER, S.DECLINED), Result.DECLINED, 6),
        ((S.APPLIED, S.OFFER, S.ACCEPTED), Result.ACCEPTED, 6),
        ((S.APPLIED, S.OFFER, S.REJECTED), Result.NO_OFFER, 6),
        ((S.REJECTED,), Result.NO_OFFER, None),
    ],
)
def test_the_result_is_told_by_the_stages(
    stages: Sequence[Stage], result: Result | None, days: int | None
) -> None:
    assert interviews.result_of(history(*stages)) == result
    assert interviews.process_days(history(*stages)) == days


def test_what_was_said_most_often_stands_for_all_and_of_a_tie_the_last() -> None:
    good, bad = Experience.POSITIVE, Experience.NEGATIVE
    assert interviews.usual([]) is None
    assert interviews.usual([None, good, None]) is good
    assert interviews.usual([bad, good, bad]) is bad
    assert interviews.usual([bad, good]) is good
