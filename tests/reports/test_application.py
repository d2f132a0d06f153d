"""What the page of one application says."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from tracker.models import (
    Person,
    Round,
    RoundFormat,
    RoundKind,
    Stage,
)
from tracker.pipeline import OPEN
from tracker.reports import application as reports

MONDAY = date(2026, 11, 23)
JOB = uuid4()


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
