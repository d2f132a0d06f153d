"""What the page of one application says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from tracker.models import (
    Person,
    Round,
    RoundFormat,
    RoundKind,
    Stage,
    StageChange,
)
from tracker.pipeline import OPEN
from tracker.reports import application as reports

MONDAY = date(2026, 11, 23)
JOB = uuid4()


def change(stage: Stage, on: date, number: int) -> StageChange:
    return StageChange(
        owner="me", application_id=JOB, stage=stage, on=on, number=number
    )


def person(name: str) -> Person:
    return Person(owner="me", name=name, key=name.casefold())


def held(zone: str) -> Round:
    return Round(
        owner="me",
        application_id=JOB,
        kind=RoundKind.ONSITE,
        format=RoundFormat.SYSTEM_DESIGN,
        starts_at=datetime(2026, 11, 26, 1, 0, tzinfo=UTC),
        time_zone=zone,
    )


def test_a_rejection_erases_nothing_of_the_history() -> None:
    steps = reports.steps(
        [
            change(Stage.APPLIED, date(2026, 11, 2), 1),
            change(Stage.SCREEN, date(2026, 11, 10), 2),
            change(Stage.REJECTED, date(2026, 11, 20), 3),
        ],
        MONDAY,
    )
    assert [(step.label, step.day, step.lasted) for step in steps] == [
        ("Rejected", "Fri 20 Nov", "3 days ago"),
        ("Screen", "Tue 10 Nov", "10 days"),
        ("Applied", "Mon 2 Nov", "8 days"),
    ]


def test_the_stage_it_is_in_goes_on() -> None:
    (step,) = reports.steps([change(Stage.APPLIED, date(2026, 11, 22), 1)], MONDAY)
    assert step.lasted == "1 day so far"
    (step,) = reports.steps([change(Stage.SCREEN, date(2026, 12, 1), 1)], MONDAY)
    assert step.lasted == "dated ahead"


def test_only_a_second_change_can_be_taken_back() -> None:
    first = change(Stage.APPLIED, MONDAY, 1)
    assert reports.last_change([first]) is None
    early = change(Stage.SAVED, MONDAY - timedelta(days=9), 2)
    assert reports.last_change([early, first]) is early  # entered last, dated first


def test_a_round_names_the_other_zone_only_where_the_clock_differs() -> None:
    assert reports.hours(held("Europe/Paris"), "Europe/Berlin") == "02:00"
    # 01:00 UTC is 20:00 of the day before in New York (UTC-5 in November)
    assert reports.hours(held("America/New_York"), "Europe/Berlin") == (
        "02:00 (Wed 25 Nov, 20:00 in America/New_York)"
    )
    assert reports.round_name(held("UTC")) == "Onsite, system design"


def test_a_link_is_followed_only_over_the_web() -> None:
    assert reports.is_link("HTTPS://example.org/job")
    assert not reports.is_link("javascript:alert(1)")
    assert not reports.is_link("file:///etc/passwd")


def test_a_known_name_with_a_comma_is_one_interviewer() -> None:
    doctor, lea = person("Bo Chen, PhD"), person("Lea Brandt")
    text = "bo chen, phd; Lea Brandt, Omar Said,,"
    assert reports.seats(text, [doctor, lea]) == [
        str(doctor.id),
        str(lea.id),
        "Omar Said",
    ]


@given(st.lists(st.text("ab, ;", min_size=1, max_size=6), max_size=4))
def test_the_panel_of_a_round_reads_back_as_itself(names: list[str]) -> None:
    people = {name.strip(" ,;"): person(name.strip(" ,;")) for name in names}
    people.pop("", None)
    seats = reports.seats("; ".join(people))
    assert all(seat and seat == seat.strip() for seat in seats)
    plain = [p for p in people.values() if not set(p.name) & set(",; ")]
    text = ", ".join(p.name for p in plain)
    assert reports.seats(text, plain) == [str(p.id) for p in plain]


def test_the_next_stage_is_one_on_and_the_end_leads_back() -> None:
    assert [reports.following(stage) for stage in OPEN] == [
        *OPEN[1:],
        Stage.ACCEPTED,
    ]
    assert reports.following(Stage.REJECTED) is Stage.APPLIED
