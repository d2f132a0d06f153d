"""Stages, dots and what a history says."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import pipeline
from tracker.errors import RuleError
from tracker.models import Stage, StageChange

MONDAY = date(2026, 3, 2)


class Change(NamedTuple):
    stage: Stage
    on: date
    number: int


def history(*stages: Stage) -> list[Change]:
    """Enter one stage a day from Monday."""
    return [
        Change(stage, MONDAY + timedelta(days=n), n + 1)
        for n, stage in enumerate(stages)
    ]


changes = st.lists(
    st.builds(
        Change,
        st.sampled_from(Stage),
        st.dates(date(2026, 1, 1), date(2026, 1, 9)),
        st.integers(1, 99),
    ),
    unique_by=lambda change: change.number,
)


def test_every_stage_is_either_open_or_closed_and_has_words_and_a_badge() -> None:
    assert sorted((*pipeline.OPEN, *pipeline.CLOSED)) == sorted(Stage)
    assert set(pipeline.LABELS) == set(pipeline.BADGES) == set(Stage)
    assert set(pipeline.DOTS) == set(pipeline.OPEN)


@pytest.mark.parametrize(
    ("stage", "dots"),
    [
        (Stage.SAVED, "●○○○○"),
        (Stage.APPLIED, "●●○○○"),
        (Stage.SCREEN, "●●●○○"),
        (Stage.CHALLENGE, "●●●○○"),
        (Stage.OFFSITE, "●●●●○"),
        (Stage.ONSITE, "●●●●○"),
        (Stage.OFFER, "●●●●●"),
        *((stage, "") for stage in pipeline.CLOSED),
    ],
)
def test_five_dots_show_how_far_an_open_stage_is(stage: Stage, dots: str) -> None:
    assert pipeline.dots(stage) == dots
    assert pipeline.is_open(stage) is bool(dots)


def test_no_badge_is_red_because_red_is_the_clock() -> None:
    assert "red" not in {badge.color for badge in pipeline.BADGES.values()}
    assert {pipeline.BADGES[stage].color for stage in pipeline.CLOSED} == {
        "primary",
        "gray",
    }


def test_the_current_stage_is_that_of_the_latest_day() -> None:
    changes = history(Stage.SAVED, Stage.APPLIED, Stage.SCREEN)
    assert pipeline.current(reversed(changes)) is Stage.SCREEN


def test_of_two_changes_on_one_day_the_later_entered_holds() -> None:
    changes = [Change(Stage.REJECTED, MONDAY, 2), Change(Stage.ONSITE, MONDAY, 1)]
    assert pipeline.current(changes) is Stage.REJECTED


def test_a_change_dated_back_does_not_become_the_current_stage() -> None:
    changes = [Change(Stage.ONSITE, MONDAY, 1), Change(Stage.APPLIED, date.min, 2)]
    assert pipeline.current(changes) is Stage.ONSITE


def test_an_application_without_a_history_is_saved() -> None:
    assert pipeline.current([]) is Stage.SAVED
    assert pipeline.entered_on([]) is None
    assert pipeline.days_in_stage([], MONDAY) == 0
    assert pipeline.furthest([]) is Stage.SAVED


def test_days_in_stage_count_from_the_day_it_was_entered() -> None:
    changes = history(Stage.SAVED, Stage.APPLIED)
    assert pipeline.days_in_stage(changes, date(2026, 3, 15)) == 12


def test_a_stage_logged_twice_in_a_row_was_entered_the_first_time() -> None:
    changes = history(Stage.APPLIED, Stage.SCREEN, Stage.APPLIED, Stage.APPLIED)
    assert pipeline.entered_on(changes) == date(2026, 3, 4)


def test_a_stage_entered_tomorrow_has_lasted_no_days() -> None:
    assert pipeline.days_in_stage(history(Stage.APPLIED), date(2026, 2, 1)) == 0


def test_a_rejection_erases_nothing_that_was_reached() -> None:
    changes = history(Stage.APPLIED, Stage.ONSITE, Stage.REJECTED)
    assert pipeline.reached(changes) == {Stage.APPLIED, Stage.ONSITE, Stage.REJECTED}
    assert pipeline.furthest(changes) is Stage.ONSITE


@given(changes)
def test_the_current_stage_was_reached_and_lasts_since_a_change(
    changes: list[Change],
) -> None:
    if changes:
        assert pipeline.current(changes) in pipeline.reached(changes)
        assert pipeline.entered_on(changes) in {change.on for change in changes}


def test_a_move_to_the_same_stage_is_refused_by_name() -> None:
    with pytest.raises(RuleError) as refusal:
        pipeline.check_move(
            Stage.SCREEN, Stage.SCREEN, title="ML engineer", company="Acme"
        )
    assert str(refusal.value) == (
        "“ML engineer” at Acme is already in Screen: choose another stage."
    )


def test_every_other_move_is_allowed_forwards_backwards_and_reopening() -> None:
    for here in Stage:
        for there in set(Stage) - {here}:
            pipeline.check_move(here, there, title="", company="")


def test_counts_name_every_stage_in_order_also_with_none() -> None:
    counts = pipeline.counts([Stage.OFFER, Stage.SAVED, Stage.OFFER])
    assert list(counts) == list(Stage)
    assert counts[Stage.OFFER] == 2
    assert counts[Stage.APPLIED] == 0


def test_a_stored_stage_change_can_be_read_by_the_rules() -> None:
    change = StageChange(
        owner="me",
        application_id=UUID(int=1),
        stage=Stage.APPLIED,
        on=MONDAY,
        number=1,
    )
    assert pipeline.current([change]) is Stage.APPLIED
