"""The search window, its words, and how days are written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import planning
from tracker.errors import InvalidError
from tracker.models import Anchor
from tracker.planning import Window, WindowState

START = date(2026, 9, 1)
USUAL = planning.window(START)
MOVED = planning.window(START, notice_days=90, process_days=90)

days = st.integers(0, planning.MOST_DAYS)
windows = st.builds(
    planning.window,
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    notice_days=days,
    decision_days=days,
    process_days=days,
)


def test_the_plan_for_1_september_2026_is_that_of_the_hand_worked_example() -> None:
    # 1 Sep minus 14 is 18 Aug, minus 14 is 4 Aug, minus 35 is 30 Jun; 6 and 3
    # calendar months before are 1 Mar and 1 Jun.
    assert (
        Window(
            start_on=START,
            accept_by=date(2026, 8, 18),
            offer_by=date(2026, 8, 4),
            apply_by=date(2026, 6, 30),
            window_opens_on=date(2026, 3, 1),
            window_closes_on=date(2026, 6, 1),
            moved_days=0,
        )
        == USUAL
    )


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 2, 28), WindowState.EARLY),
        (date(2026, 3, 1), WindowState.OPEN),
        (date(2026, 6, 1), WindowState.OPEN),
        (date(2026, 6, 2), WindowState.LATE),
        (date(2026, 6, 15), WindowState.LATE),
        (date(2026, 6, 30), WindowState.LATE),
        (date(2026, 7, 1), WindowState.PAST),
    ],
)
def test_a_day_is_early_open_late_or_past(on: date, state: WindowState) -> None:
    assert planning.state(USUAL, on) is state


def test_long_notice_and_process_move_the_window_back_by_the_difference() -> None:
    # 1 Sep minus 90, 14 and 90 days is 19 Feb, 102 days before 1 Jun.
    assert MOVED.apply_by == date(2026, 2, 19)
    assert MOVED.moved_days == 102
    assert MOVED.window_closes_on == date(2026, 2, 19)
    assert MOVED.window_opens_on == date(2025, 11, 19)
    assert planning.moved(MOVED) == (
        "The window is 102 days earlier than usual: 90 days of notice, 14 to decide "
        "and 90 of process are more than the 3 months it would leave."
    )
    assert planning.moved(USUAL) == ""


@given(windows)
def test_no_window_closes_after_the_latest_sensible_day(plan: Window) -> None:
    assert plan.window_opens_on < plan.window_closes_on <= plan.apply_by
    assert plan.apply_by <= plan.offer_by <= plan.accept_by <= plan.start_on
    closes = planning.months_before(plan.start_on, 3) - timedelta(days=plan.moved_days)
    assert plan.window_closes_on == closes


@given(windows, st.dates(date(1985, 1, 1), date(2105, 1, 1)))
def test_states_follow_each_other_and_always_have_words(plan: Window, on: date) -> None:
    order = list(WindowState)
    here, next_day = (
        order.index(planning.state(plan, day)) for day in (on, on + timedelta(days=1))
    )
    assert here <= next_day
    assert planning.sentence(plan, on).startswith(planning.LABELS[order[here]])
    assert planning.title(plan, on).startswith(planning.LABELS[order[here]])


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 8, 31), 6, date(2026, 2, 28)),
        (date(2028, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 5, 31), 3, date(2026, 2, 28)),
        (date(2026, 12, 1), 12, date(2025, 12, 1)),
    ],
)
def test_months_are_calendar_months_ending_on_their_last_day(
    day: date, months: int, before: date
) -> None:
    assert planning.months_before(day, months) == before


@pytest.mark.parametrize(
    "start_on", [date.min, date(1, 6, 1), date(1, 7, 1), date.max, date(9999, 1, 1)]
)
def test_a_start_at_the_end_of_the_calendar_is_refused(start_on: date) -> None:
    with pytest.raises(InvalidError, match="choose another start day"):
        planning.window(start_on, notice_days=730)


@pytest.mark.parametrize("days", [-1, 731, 10**12])
def test_an_absurd_number_of_days_is_refused_by_name(days: int) -> None:
    with pytest.raises(InvalidError, match=f"{days} days of process"):
        planning.window(START, process_days=days)


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (
            date(2026, 2, 11),
            (
                "Not yet: the window opens on Sun 1 Mar, in 18 days. The latest "
                "sensible start of the search is Tue 30 Jun."
            ),
        ),
        (
            date(2026, 3, 1),
            (
                "Start now: the search window is open until Mon 1 Jun. After that, "
                "apply by Tue 30 Jun at the latest, in 121 days."
            ),
        ),
        (
            date(2026, 6, 15),
            (
                "Late: 15 days left to the latest sensible start of the search, "
                "Tue 30 Jun."
            ),
        ),
        (
            date(2026, 6, 29),
            "Late: 1 day left to the latest sensible start of the search, Tue 30 Jun.",
        ),
        (
            date(2026, 7, 1),
            (
                "Past: the latest sensible start of the search was Tue 30 Jun, 1 day "
                "ago. Start later, or plan with a shorter process."
            ),
        ),
    ],
)
def test_the_sentence_says_what_a_day_means(on: date, sentence: str) -> None:
    assert planning.sentence(USUAL, on) == sentence


@pytest.mark.parametrize(
    ("on", "title"),
    [
        (date(2026, 2, 11), "Not yet: start your search on 1 March."),
        (date(2026, 3, 1), "Start now: apply until 30 June to start by 1 September."),
        (date(2026, 6, 15), "Late: apply until 30 June to start by 1 September."),
        (
            date(2026, 7, 1),
            "Past: to start by 1 September, you had to apply by 30 June.",
        ),
        (date(2025, 12, 31), "Not yet: start your search on 1 March 2026."),
    ],
)
def test_the_title_is_the_answer(on: date, title: str) -> None:
    assert planning.title(USUAL, on) == title


def test_a_moved_window_says_why_beside_its_days() -> None:
    assert planning.sentence(MOVED, date(2026, 2, 19)).endswith(planning.moved(MOVED))


def test_the_longest_assumption_is_named() -> None:
    assert planning.longest_part(USUAL) == ("process", 35)
    assert planning.longest_part(MOVED).name == "process"
    assert planning.longest_part(planning.window(START, notice_days=36)).name == (
        "notice"
    )
    assert planning.longest_sentence(USUAL) == (
        "The process matters most: 35 of the 63 days between applying and starting."
    )


def test_no_assumption_at_all_is_said_plainly() -> None:
    plan = planning.window(START, notice_days=0, decision_days=0, process_days=0)
    assert planning.longest_sentence(plan).startswith("No days of notice")


def test_a_day_shows_its_year_only_when_it_is_another() -> None:
    assert planning.day(date(2026, 11, 27), START) == "Fri 27 Nov"
    assert planning.day(date(2027, 3, 1), START) == "Mon 1 Mar 2027"


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (2, "in 2 days"),
        (18, "in 18 days"),
        (-1, "1 day late"),
        (-2, "2 days late"),
    ],
)
def test_days_ahead_and_late_are_said_in_words(n: int, words: str) -> None:
    assert planning.in_days(n) == words


# --- from any day, with notice in days or in months to a month's end ---------------


@pytest.mark.parametrize(
    ("anchor", "day", "notice", "process", "expected"),
    [
        # 1. The issue's own example.
        (
            *(Anchor.START, "2026-09-01", (14, 0), 35),
            "2026-08-18 2026-08-04 2026-06-30 2026-03-01 2026-06-01",
        ),
        # 2. Back over the end of February in a leap year: 1 Mar less 14 is 16 Feb.
        (
            *(Anchor.START, "2028-03-01", (14, 0), 35),
            "2028-02-16 2028-02-02 2027-12-29 2027-09-01 2027-12-01",
        ),
        # 3. The same in another year: 1 Mar less 14 is 15 Feb.
        (
            *(Anchor.START, "2027-03-01", (14, 0), 35),
            "2027-02-15 2027-02-01 2026-12-28 2026-09-01 2026-12-01",
        ),
        # 4. From a leap day: 6 and 3 months before are the 29ths of Aug and Nov.
        (
            *(Anchor.START, "2028-02-29", (14, 0), 35),
            "2028-02-15 2028-02-01 2027-12-28 2027-08-29 2027-11-29",
        ),
        # 5. 31 Aug less 6 months is the last of February.
        (
            *(Anchor.START, "2026-08-31", (14, 0), 35),
            "2026-08-17 2026-08-03 2026-06-29 2026-02-28 2026-05-31",
        ),
        # 6. Three months to a month's end: to leave on 31 Aug, notice by 31 May. The
        # last day to apply, 12 Apr, is 50 days before 1 Jun: the window moves.
        (
            *(Anchor.START, "2026-09-01", (14, 3), 35),
            "2026-05-31 2026-05-17 2026-04-12 2026-01-10 2026-04-12",
        ),
        # 7. One month to 31 Mar 2028: notice by 29 Feb.
        (
            *(Anchor.START, "2028-04-01", (14, 1), 35),
            "2028-02-29 2028-02-15 2028-01-11 2027-10-01 2028-01-01",
        ),
        # 8. A start within a month: the old job ends on 31 Aug, notice by 31 Jul. The
        # last day to apply, 12 Jun, is 3 days before 15 Jun.
        (
            *(Anchor.START, "2026-09-15", (14, 1), 35),
            "2026-07-31 2026-07-17 2026-06-12 2026-03-12 2026-06-12",
        ),
        # 9. A bonus on 31 Dec: the next job starts on 1 Jan.
        (
            *(Anchor.BONUS, "2026-12-31", (14, 0), 35),
            "2026-12-18 2026-12-04 2026-10-30 2026-07-01 2026-10-01",
        ),
        # 10. Notice is given, the last day is 30 Jun: none is left to give.
        (
            *(Anchor.NOTICE_GIVEN, "2026-06-30", (90, 3), 35),
            "2026-07-01 2026-06-17 2026-05-13 2026-01-01 2026-04-01",
        ),
        # 11. A contract ends on 31 Oct: 6 months before is 30 Apr.
        (
            *(Anchor.JOB_END, "2026-10-31", (0, 0), 35),
            "2026-10-31 2026-10-17 2026-09-12 2026-04-30 2026-07-31",
        ),
        # 12. A visa ends on 15 Jan, three months to 31 Dec, 90 days of process: the
        # last day to apply, 18 Jun, is 119 days before 15 Oct.
        (
            *(Anchor.VISA, "2027-01-15", (14, 3), 90),
            "2026-09-30 2026-09-16 2026-06-18 2026-03-18 2026-06-18",
        ),
    ],
)
def test_twelve_plans_are_those_worked_by_hand(
    anchor: Anchor, day: str, notice: tuple[int, int], process: int, expected: str
) -> None:
    plan = planning.window_of(
        anchor, date.fromisoformat(day), notice=notice, process_days=process
    )
    found = (
        *(plan.accept_by, plan.offer_by, plan.apply_by),
        *(plan.window_opens_on, plan.window_closes_on),
    )
    assert " ".join(map(str, found)) == expected


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2026-01-09", WindowState.EARLY),
        ("2026-01-10", WindowState.OPEN),
        ("2026-04-12", WindowState.OPEN),
        ("2026-04-13", WindowState.PAST),
    ],
)
def test_a_moved_window_is_open_until_the_last_day_to_apply(
    on: str, state: WindowState
) -> None:
    plan = planning.window(START, notice_months=3)
    assert planning.state(plan, date.fromisoformat(on)) is state


@pytest.mark.parametrize("anchor", Anchor)
def test_only_what_must_be_worked_is_followed_by_the_day_after(anchor: Anchor) -> None:
    after = anchor in {Anchor.BONUS, Anchor.NOTICE_GIVEN}
    assert planning.start_of(anchor, START) == START + timedelta(days=after)
    assert planning.start_of(anchor, date.max) == date.max


@given(
    start=st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    months=st.integers(1, planning.MOST_MONTHS),
)
def test_notice_in_months_ends_with_a_month_and_leaves_the_start_free(
    start: date, months: int
) -> None:
    given_by = planning.notice_by(start, 0, months)
    free_from = planning.months_before(given_by + timedelta(days=1), -months)

    assert (given_by + timedelta(days=1)).day == 1
    assert free_from <= start < planning.months_before(free_from, -1)


@pytest.mark.parametrize("months", [-1, 25])
def test_months_of_notice_have_bounds(months: int) -> None:
    with pytest.raises(InvalidError, match="months of notice"):
        planning.window(START, notice_months=months)


def test_the_day_of_a_source_is_written_as_people_do_and_years_stay() -> None:
    said = [planning.said_day(text) for text in ("2026-03-01", "2017 to 2023", "2024")]
    assert said == ["1 Mar 2026", "2017 to 2023", "2024"]
