"""The calendar file, read by another library than the one that writes it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import vobject

from tests.exporters.making import HOSTILE, INJECTION, fill, made
from tests.exporters.rfc5545 import faults
from tracker import commands, inputs
from tracker.exporters import People
from tracker.models import Offer, Round

if TYPE_CHECKING:
    from tracker.store import Store


def events(content: bytes) -> dict[str, Any]:
    """Every entry by its UID, as vobject reads it."""
    calendar = vobject.readOne(content.decode())
    return {event.uid.value: event for event in calendar.vevent_list}


def of_kind(found: dict[str, Any], kind: str) -> Any:  # noqa: ANN401
    [event] = [event for uid, event in found.items() if uid.startswith(f"{kind}-")]
    return event


def test_a_round_keeps_its_hour_in_its_own_time_zone(store: Store) -> None:
    fill(store)
    event = of_kind(events(made(store, "a.ics")), "round")
    # 14:00 in New York on 11 March 2026, three days after summer time began there
    assert event.dtstart.value.astimezone(UTC) == datetime(2026, 3, 11, 18, tzinfo=UTC)
    assert event.dtend.value - event.dtstart.value == timedelta(minutes=45)
    assert event.summary.value == "Onsite: Engineer at Acme"
    assert event.description.value == "With Ana Silva\n\nBring the slides"
    alarms = [alarm.trigger.value for alarm in event.valarm_list]
    assert alarms == [timedelta(days=-1), timedelta(hours=-1)]
    assert "TZID:America/New_York" in made(store, "a.ics").decode()


def test_deadlines_follow_ups_tasks_and_the_window_are_whole_days(store: Store) -> None:
    fill(store)
    found = events(made(store, "a.ics"))
    assert of_kind(found, "offer").dtstart.value == date(2026, 3, 20)
    assert of_kind(found, "offer").summary.value == "Answer the offer of Acme"
    assert of_kind(found, "task").dtstart.value == date(2026, 3, 12)
    assert of_kind(found, "nudge").dtstart.value == date(2026, 3, 9)  # 7 days after
    # 1 September minus 6 months, as the Plan page says
    assert found["window-opens-me@foothold"].dtstart.value == date(2026, 3, 1)
    assert found["window-closes-me@foothold"].dtstart.value == date(2026, 6, 1)
    # 1 September minus 14 days of notice, 14 to decide and 35 of process
    assert found["window-accept-by-me@foothold"].dtstart.value == date(2026, 8, 18)
    assert found["window-apply-by-me@foothold"].dtstart.value == date(2026, 6, 30)


def test_another_plan_moves_the_window_in_the_calendar(store: Store) -> None:
    fill(store)
    before = events(made(store, "a.ics"))
    given = {"start_on": "2026-10-01", "notice_months": 3}
    with store.change() as work:
        goal = inputs.parse(inputs.GoalIn, given)
        commands.save_goal(work, goal, version=None)
    after = events(made(store, "a.ics"))

    name = "window-accept-by-me@foothold"
    assert after[name].dtstart.value == date(2026, 6, 30)  # 3 months to 30 September
    assert int(after[name].sequence.value) > int(before[name].sequence.value)
    with store.change() as work:
        commands.save_goal(work, inputs.GoalIn(), version=None)
    assert not [uid for uid in events(made(store, "a.ics")) if uid.startswith("window")]


def test_a_change_keeps_the_uid_and_raises_the_sequence(store: Store) -> None:
    fill(store)
    before = events(made(store, "a.ics"))
    with store.change() as work:
        [row] = work.all(Round)
        row = work.get_for_edit(Round, row.id, row.version)
        row.minutes = 60
        work.session.add(row)
    after = events(made(store, "a.ics"))
    assert after.keys() == before.keys()
    first, second = of_kind(before, "round"), of_kind(after, "round")
    assert int(second.sequence.value) == int(first.sequence.value) + 1
    assert second.dtend.value - second.dtstart.value == timedelta(hours=1)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_gets_further_than_its_field(store: Store, name: str) -> None:
    fill(store, name, name)
    content = made(store, "a.ics")
    found = events(content)
    assert {len(getattr(e, "valarm_list", ())) for e in found.values()} <= {0, 2, 3}
    lines = content.decode().split("\r\n")
    assert not [text for text in lines if text.startswith(("ATTENDEE", "BEGIN:EVIL"))]
    assert max(len(text.encode()) for text in lines) <= 75
    assert len(found) == 8  # round, offer, task, nudge and four days of the window


def test_a_long_note_is_folded_and_comes_back_whole(store: Store) -> None:
    fill(store)
    with store.change() as work:
        [row] = work.all(Round)
        row.note = "é" * 40_000
        row.place = INJECTION
        work.session.add(row)
    event = of_kind(events(made(store, "a.ics")), "round")
    assert event.description.value.endswith("é" * 40_000)
    assert not hasattr(event, "url")
    assert not hasattr(event, "attendee")


def test_controls_and_half_characters_are_dropped(store: Store) -> None:
    fill(store)
    with store.change() as work:
        [row] = work.all(Round)
        row.note = "a\x00b\x1b[31mc\ufffe"
        work.session.add(row)
    event = of_kind(events(made(store, "a.ics")), "round")
    assert event.description.value.endswith("ab[31mc")


@pytest.mark.parametrize("people", [People.ANONYMOUS, People.LEFT_OUT])
def test_without_names_nobody_is_named(store: Store, people: People) -> None:
    fill(store)
    content = made(store, "a.ics", people).decode()
    assert "Silva" not in content
    assert "Bring the slides" not in content
    assert "Call Person 1 back" in content


def test_a_deadline_with_an_hour_is_an_hour(store: Store) -> None:
    fill(store)
    with store.change() as work:
        [row] = work.all(Offer)
        row.deadline_time, row.deadline_zone = "17:00", "Asia/Tokyo"
        work.session.add(row)
    event = of_kind(events(made(store, "a.ics")), "offer")
    assert event.dtstart.value.astimezone(UTC) == datetime(2026, 3, 20, 8, tzinfo=UTC)
    assert len(event.valarm_list) == 3


def test_a_deadline_in_a_zone_nobody_knows_is_the_whole_day(store: Store) -> None:
    fill(store)
    with store.change() as work:
        [row] = work.all(Offer)
        row.deadline_time, row.deadline_zone = "17:00", "Mars/Base"
    event = of_kind(events(made(store, "a.ics")), "offer")
    assert event.dtstart.value == date(2026, 3, 20)


@pytest.mark.parametrize("name", ["Ana Silva", *HOSTILE])
def test_a_strict_judge_finds_no_fault(store: Store, name: str) -> None:
    fill(store, name, name)
    with store.change() as work:
        [offer] = work.all(Offer)
        offer.deadline_time, offer.deadline_zone = "17:00", "Asia/Tokyo"
        [row] = work.all(Round)
        row.cancelled_at = work.now
        work.session.add_all([offer, row])
    content = made(store, "a.ics")
    assert faults(content) == []
    event = of_kind(events(content), "round")
    assert event.status.value == "CANCELLED"
    assert not hasattr(event, "valarm_list")


@pytest.mark.parametrize(
    ("good", "bad", "section"),
    [
        (b"VERSION:2.0\r\n", b"", "3.6"),
        (b"TRANSP:TRANSPARENT", b"TRANSP:MAYBE", "3.8"),
        (b"SUMMARY:Answer", b"SUMMARY:a;b", "3.3.11"),
        (b"TZID=America/New_York", b"TZID=America/York", "3.2.19"),
        (b"END:VEVENT\r\n", b"", "3.6"),
        (b"\r\n", b"\n", "3.1"),
        (b"UID:offer-", b"UID:x\r\nUID:offer-", "3.6"),
    ],
)
def test_the_judge_sees_each_fault(
    store: Store, good: bytes, bad: bytes, section: str
) -> None:
    fill(store)
    content = made(store, "a.ics")
    assert good in content
    found = faults(content.replace(good, bad))
    assert any(fault.startswith(section) for fault in found)
