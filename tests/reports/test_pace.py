"""One's own pace, and the notice that is usual where one lives."""

from __future__ import annotations

import pytest

from tests.reports.searching import TODAY, S, search, story
from tracker.reports import notices, pace


def offered(days: int) -> object:
    return story((S.APPLIED, 0), (S.SCREEN, 3), (S.ONSITE, 5), (S.OFFER, days))


def test_own_pace_is_measured_from_five_offers_on() -> None:
    four = search([offered(days) for days in (20, 30, 40, 50)])  # type: ignore[misc]
    assert pace.pace(four, TODAY) is None
    assert "From 5 offers on" in pace.few(four, TODAY)

    five = search([offered(days) for days in (20, 30, 40, 50, 60)])  # type: ignore[misc]
    found = pace.pace(five, TODAY)
    assert found == (40, 20, 60, 5)
    assert found is not None
    assert found.sentence == (
        "Your own pace: 40 days from applying to an offer (20 to 60, n = 5 offers)."
    )
    assert pace.few(five, TODAY) == ""


def test_processes_that_still_run_make_the_pace_longer() -> None:
    waiting = story((S.APPLIED, 0), (S.SCREEN, 35))
    held = [offered(days) for days in (20, 30, 40, 50, 58)]
    found = pace.pace(search([*held, waiting, waiting]), TODAY)  # type: ignore[list-item]

    assert found is not None
    assert found.days >= 40


@pytest.mark.parametrize(
    ("region", "length"),
    [
        ("Germany", "28 days"),
        ("deutschland", "28 days"),
        ("Berlin, Germany", "28 days"),
        ("Remote (UK)", "7 days"),
        ("USA", "14 days"),
        ("Poland", "1 month to a month’s end"),
    ],
)
def test_usual_notice_is_offered_by_region(region: str, length: str) -> None:
    found = notices.offered(region, 0, 0)
    assert found is not None
    assert notices.length(found) == length


@pytest.mark.parametrize(
    ("region", "days", "months"),
    [("Germany", 28, 0), ("Poland", 14, 1), ("India", 14, 0), ("Atlantis", 14, 0)],
)
def test_nothing_is_offered_where_it_is_known_already_or_not_at_all(
    region: str, days: int, months: int
) -> None:
    assert notices.offered(region, days, months) is None


def test_every_notice_is_shown_with_its_source_and_date() -> None:
    said = notices.sentences()

    assert said[0] == notices.OWN_FIRST
    assert "2020" in said[-1]
    assert len(said) == len(notices.NOTICES) + 2
