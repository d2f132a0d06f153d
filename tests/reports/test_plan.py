"""The plan as it is shown, for a start on 2026-09-01: apply by 30 June."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import planning
from tracker.charts import Milestone, Phase
from tracker.models import Anchor, Goal, Searcher
from tracker.reports import plan as reports
from tracker.search import Search

START = date(2026, 9, 1)
PLAN = planning.window(START)


def holding(**goal: object) -> Search:
    """Give a search with a goal and nothing else."""
    empty: dict[str, dict[object, object]] = {
        name: {}
        for name in Search.__dataclass_fields__
        if name not in {"searcher", "goal"}
    }
    return Search(searcher=Searcher(owner="me"), goal=Goal(owner="me", **goal), **empty)  # type: ignore[arg-type]


def test_the_stretches_lead_from_the_window_to_the_first_day() -> None:
    shown = reports.stretches(PLAN, date(2026, 6, 15))

    assert [(each.label, each.from_on, each.to_on) for each in shown] == [
        ("Start now", date(2026, 3, 1), date(2026, 6, 1)),
        ("Late start", date(2026, 6, 1), date(2026, 6, 30)),
        ("Process", date(2026, 6, 30), date(2026, 8, 4)),
        ("Decision", date(2026, 8, 4), date(2026, 8, 18)),
        ("Notice", date(2026, 8, 18), START),
    ]
    assert [each.certainty for each in shown] == [
        "past",
        "likely",
        "unsure",
        "likely",
        "sure",
    ]


def test_stretches_of_no_days_are_left_out() -> None:
    plan = planning.window(START, notice_days=0, decision_days=0, process_days=120)
    labels = [each.label for each in reports.stretches(plan, START)]

    assert labels == ["Start now", "Process"]
    assert reports.days(plan)[0].stretch == "Start now"


@given(
    notice=st.integers(0, 200),
    decision=st.integers(0, 200),
    process=st.integers(0, 200),
    days=st.integers(-400, 400),
)
def test_stretches_follow_each_other_without_a_gap(
    notice: int, decision: int, process: int, days: int
) -> None:
    plan = planning.window(
        START, notice_days=notice, decision_days=decision, process_days=process
    )
    shown = reports.stretches(plan, START + timedelta(days=days))

    assert shown[0].from_on == plan.window_opens_on
    assert shown[-1].to_on == START
    assert all(a.to_on == b.from_on for a, b in pairwise(shown))


def test_stretches_and_days_are_what_the_picture_draws() -> None:
    phases = [Phase(*each) for each in reports.stretches(PLAN, START)]
    marks = [Milestone(*each) for each in reports.days(PLAN)]

    assert {mark.phase for mark in marks} <= {phase.label for phase in phases}
    assert [mark.on for mark in marks] == [
        PLAN.apply_by,
        PLAN.offer_by,
        PLAN.accept_by,
        PLAN.start_on,
    ]


@pytest.mark.parametrize(
    ("on", "color", "words"),
    [
        ("2026-02-28", "gray", "The window opens on Sun 1 Mar, tomorrow."),
        ("2026-03-01", "green", "The search window is open until Mon 1 Jun."),
        ("2026-06-15", "orange", "15 days left to the latest sensible start"),
        ("2026-07-01", "red", "The latest sensible start of the search was Tue 30 Jun"),
    ],
)
def test_the_strip_says_the_state_and_its_days(on: str, color: str, words: str) -> None:
    strip = reports.strip(PLAN, date.fromisoformat(on), Anchor.START)

    assert strip.flag.color == color
    assert strip.words.startswith(f"You want to start by Tue 1 Sep. {words}")


def typed(**changes: object) -> dict[str, object]:
    return reports.stored(holding()) | {"start_on": START} | changes


def test_a_preview_says_why_there_is_none() -> None:
    assert reports.preview(typed()) == (PLAN, "")
    assert reports.preview(typed(start_on=None))[1].startswith("The plan counts back")
    plan, problem = reports.preview(typed(start_on=date(9999, 12, 31)))
    assert plan is None
    assert "choose another start day" in problem


def test_figures_say_how_far_each_day_is() -> None:
    assert reports.figures(PLAN, date(2026, 7, 1))[:2] == [
        ("Window opens", "Sun 1 Mar", "closes Mon 1 Jun"),
        ("Apply by", "Tue 30 Jun", "1 day late"),
    ]


def test_the_table_has_the_days_of_each_stretch() -> None:
    on = date(2026, 3, 1)
    table = reports.table(reports.stretches(PLAN, on), on)

    assert table["Stretch"] == [
        "Start now",
        "Late start",
        "Process",
        "Decision",
        "Notice",
    ]
    assert table["Days"] == ["92", "29", "35", "14", "14"]


def test_preparation_and_slack_are_drawn_before_the_window() -> None:
    shown = reports.stretches(PLAN, date(2026, 1, 1), prepare_days=90, slack_days=14)

    assert [(each.label, each.from_on, each.to_on) for each in shown[:3]] == [
        ("Prepare", date(2025, 11, 17), date(2026, 2, 15)),
        ("Slack", date(2026, 2, 15), date(2026, 3, 1)),
        ("Start now", date(2026, 3, 1), date(2026, 6, 1)),
    ]


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        (Anchor.START, "You want to start by Tue 1 Sep."),
        (Anchor.JOB_END, "Your job ends on Tue 1 Sep."),
        (Anchor.NOTICE_GIVEN, "Your last day is Mon 31 Aug."),
        (Anchor.BONUS, "Your bonus or shares come on Mon 31 Aug."),
        (Anchor.GRADUATION, "You graduate on Tue 1 Sep."),
        (Anchor.VISA, "Your visa ends on Tue 1 Sep."),
        (Anchor.LEASE, "Your lease ends on Tue 1 Sep."),
    ],
)
def test_the_strip_names_the_day_as_the_searcher_gave_it(
    anchor: Anchor, words: str
) -> None:
    strip = reports.strip(PLAN, date(2026, 3, 1), anchor)

    assert strip.words.startswith(words)
    assert set(Anchor) == reports.KINDS.keys() == reports.DAY_LABELS.keys()


def test_who_is_not_looking_has_a_title_without_a_day() -> None:
    on = date(2026, 3, 1)

    assert "once a quarter" in reports.title(None, on, is_passive=True)
    assert reports.title(None, on, is_passive=False).startswith("Say when")
    assert reports.title(PLAN, on, is_passive=True) == planning.title(PLAN, on)


def test_what_is_stored_fills_the_form_and_is_said_in_words() -> None:
    search = holding(start_on=START, anchor=Anchor.JOB_END, process_days=60)

    assert reports.stored(search) == {
        "anchor": Anchor.JOB_END,
        "start_on": START,
        "notice_days": 14,
        "notice_months": 0,
        "decision_days": 14,
        "process_days": 60,
        "prepare_days": 0,
        "slack_days": 0,
        "is_passive": False,
    }
    assert reports.stored_words(search) == (
        "Stored now: the day my job ends, 2026-09-01, with 14 days of notice, 14 to "
        "decide and 60 of process."
    )
    assert "not said" in reports.stored_words(holding())
    months = reports.stored_words(holding(notice_months=3, prepare_days=30))
    assert "3 months of notice to a month’s end" in months
    assert "30 of preparation" in months
