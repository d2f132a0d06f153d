"""Invitations add, move and cancel rounds; what is not clear is asked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.commands.making import MONDAY, export, log
from tracker import commands, inputs
from tracker.importers import Answers, read
from tracker.models import Round, RoundKind, RowOutcome

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.commands.imports import Summary
    from tracker.store import Store, Work

TEN = datetime(2026, 3, 9, 10, tzinfo=UTC)


def calendar(
    *lines: str, method: str = "REQUEST", uid: str = "a", seq: int = 0
) -> bytes:
    """Write a calendar with one event, on 9 March at ten unless said."""
    told = [f"UID:{uid}", f"SEQUENCE:{seq}", *lines]
    if not any(line.startswith("DTSTART") for line in lines):
        told.append("DTSTART:20260309T100000Z")
    event = "\r\n".join(["BEGIN:VEVENT", *told, "END:VEVENT"])
    text = f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\n{event}\r\nEND:VCALENDAR\r\n"
    return text.encode()


def bring(store: Store, data: bytes, answers: Answers | None = None) -> Summary:
    """Bring a calendar in, and check that the preview said the same."""
    [parsed] = read("invite.ics", data, answers=answers or Answers())
    with store.reading() as work:
        planned = commands.plan_import(work, parsed, today=MONDAY)
    with store.change() as work:
        done = commands.add_import(work, parsed, today=MONDAY)
    assert planned.rows == done.rows
    return done


def rounds(store: Store) -> list[Round]:
    with store.reading() as work:
        return sorted(work.all(Round), key=lambda row: row.starts_at)


def only(store: Store) -> Round:
    [row] = rounds(store)
    return row


def typed(work: Work, at: str = "2026-03-09T14:00Z") -> Round:
    facts = {"company": "Acme", "starts_at": at, "kind": "onsite", "note": "mine"}
    return commands.add_round(work, inputs.parse(inputs.RoundIn, facts))


def undo(store: Store, batch: UUID | None) -> list[str]:
    assert batch is not None
    with store.change() as work:
        return commands.undo_import(work, batch)


@pytest.fixture
def acme(any_store: Store) -> Store:
    """Log two applications at two companies."""
    with any_store.change() as work:
        log(work, "Acme GmbH", "Engineer")
        log(work, "Kestrel AI", "Scientist")
    return any_store


@pytest.mark.parametrize(
    "line",
    [
        "SUMMARY:Acme: on-site with the team",
        "SUMMARY:On-site interview\r\nORGANIZER;CN=Ben:mailto:ben@hr.acme.com",
        "SUMMARY:Onsite\r\nORGANIZER;CN=Ben from Acme:mailto:no-reply@calendly.com",
    ],
)
def test_a_new_one_becomes_a_round_of_the_application_named(
    acme: Store, line: str
) -> None:
    zone = "DTSTART;TZID=W. Europe Standard Time:20260309T110000"
    done = bring(acme, calendar(line, zone, "DURATION:PT1H", "LOCATION:Room 4"))
    assert [row.reason for row in done.rows] == ["A round of Engineer at Acme GmbH."]
    row = only(acme)
    assert (row.starts_at, row.time_zone, row.minutes) == (TEN, "Europe/Berlin", 60)
    assert (row.kind, row.place, row.calendar_uid) == (RoundKind.ONSITE, "Room 4", "a")


def test_a_newer_version_moves_it_and_an_older_one_is_ignored(acme: Store) -> None:
    bring(acme, calendar("SUMMARY:Acme", seq=2))
    moved = bring(acme, calendar("DTSTART:20260310T090000Z", seq=3))
    assert moved.rows[0].reason == (
        "Moves the round of Engineer at Acme GmbH from 2026-03-09 10:00 (UTC) to "
        "2026-03-10 09:00 (UTC)."
    )
    for seq in (3, 1):
        again = bring(acme, calendar("DTSTART:20260311T090000Z", seq=seq))
        assert (again.new, again.batch_id) == (0, None)
    row = only(acme)
    assert row.starts_at == datetime(2026, 3, 10, 9, tzinfo=UTC)
    assert row.calendar_sequence == 3
    assert undo(acme, moved.batch_id) == []
    assert only(acme).starts_at == TEN


def test_a_cancellation_cancels_and_a_later_version_revives(acme: Store) -> None:
    bring(acme, calendar("SUMMARY:Acme"))
    before = export(acme)
    done = bring(acme, calendar(method="CANCEL", seq=1))
    assert only(acme).cancelled_at is not None
    assert bring(acme, calendar(method="CANCEL", seq=1)).new == 0
    bring(acme, calendar("DTSTART:20260312T090000Z", seq=2))
    assert only(acme).cancelled_at is None
    assert undo(acme, done.batch_id) != []  # it was moved since, and stays so
    assert export(acme) != before


def test_an_event_with_the_status_cancelled_cancels_too(acme: Store) -> None:
    bring(acme, calendar("SUMMARY:Acme"))
    done = bring(acme, calendar("STATUS:CANCELLED", method="PUBLISH", seq=0))
    assert done.new == 1
    assert only(acme).cancelled_at is not None


def test_a_round_typed_for_that_day_is_the_same(acme: Store) -> None:
    with acme.change() as work:
        mine = typed(work)
    before = export(acme)
    done = bring(acme, calendar("SUMMARY:Acme interview"))
    row = only(acme)
    assert (row.id, row.starts_at, row.note) == (mine.id, TEN, "mine")
    assert row.kind is RoundKind.ONSITE
    assert undo(acme, done.batch_id) == []
    assert export(acme) == before


def test_a_cancellation_of_what_was_typed_needs_the_very_hour(acme: Store) -> None:
    with acme.change() as work:
        typed(work)
    assert bring(acme, calendar("SUMMARY:Acme", method="CANCEL", uid="b")).new == 0
    exact = calendar("SUMMARY:Acme", "DTSTART:20260309T140000Z", method="CANCEL")
    assert bring(acme, exact).new == 1
    assert only(acme).cancelled_at is not None


def test_replies_and_our_own_calendar_change_nothing(acme: Store) -> None:
    reply = calendar("SUMMARY:Acme", "ATTENDEE;PARTSTAT=DECLINED:mailto:a@b.c")
    done = bring(acme, reply.replace(b"REQUEST", b"REPLY"))
    assert done.rows[0].reason.endswith("It says: declined.")
    ours = calendar("SUMMARY:Onsite: Engineer at Acme", uid="round-1@foothold")
    assert bring(acme, ours).known == 1
    assert rounds(acme) == []


def test_what_fits_no_application_or_several_is_asked(acme: Store) -> None:
    unclear = bring(acme, calendar("SUMMARY:Interview"))
    assert unclear.rows[0].outcome is RowOutcome.PROBLEM
    assert "say to which one" in unclear.rows[0].reason
    with acme.change() as work:
        other = log(work, "Acme GmbH", "Designer")
    several = calendar("SUMMARY:Acme interview")
    assert "2 applications" in bring(acme, several).rows[0].reason
    assert rounds(acme) == []
    bring(acme, several, Answers(applications={"3": str(other.id)}))
    assert only(acme).application_id == other.id


def test_a_title_tells_two_applications_apart(acme: Store) -> None:
    with acme.change() as work:
        other = log(work, "Acme GmbH", "Designer")
    bring(acme, calendar("SUMMARY:Acme: Designer interview"))
    assert only(acme).application_id == other.id


def test_a_part_of_a_name_is_no_name(acme: Store) -> None:
    done = bring(acme, calendar("SUMMARY:Acmeville and AI day"))
    assert done.rows[0].outcome is RowOutcome.PROBLEM


def test_one_of_a_series_is_moved_alone(acme: Store) -> None:
    master = calendar("SUMMARY:Acme", "RRULE:FREQ=DAILY;COUNT=2")
    bring(acme, master)
    second = "RECURRENCE-ID:20260310T100000Z"
    bring(acme, calendar(second, "DTSTART:20260310T120000Z", seq=1))
    first = "RECURRENCE-ID:20260309T100000Z"
    bring(acme, calendar(first, "DTSTART:20260309T080000Z", seq=1))
    starts = [f"{row.starts_at:%d %H}" for row in rounds(acme)]
    assert starts == ["09 08", "10 12"]
    bring(acme, calendar(method="CANCEL", seq=2))  # the whole series
    assert all(row.cancelled_at for row in rounds(acme))


def test_of_two_versions_in_one_file_the_newer_counts(acme: Store) -> None:
    old, new = calendar("SUMMARY:Acme"), calendar("SUMMARY:Acme", seq=1)
    event = new.replace(b"T100000Z", b"T160000Z").split(b"REQUEST\r\n")[1]
    both = event.replace(b"END:VCALENDAR\r\n", b"") + old.split(b"REQUEST\r\n")[1]
    done = bring(acme, b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n" + both)
    assert (done.new, done.known) == (1, 1)
    assert only(acme).starts_at.hour == 16


def test_a_round_that_was_built_upon_stays_after_undoing(acme: Store) -> None:
    done = bring(acme, calendar("SUMMARY:Acme"))
    with acme.change() as work:
        row = work.get_for_edit(Round, only_id(work), None)
        row.note = "edited"
        work.session.add(row)
    assert undo(acme, done.batch_id) == ["the round of Engineer on 2026-03-09"]
    assert only(acme).batch_id is None


def only_id(work: Work) -> UUID:
    [row] = work.all(Round)
    return row.id


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["REQUEST", "CANCEL", "REPLY"]),
        st.sampled_from(["a", "b"]),
        st.integers(0, 3),
        st.integers(9, 11),
    ),
    max_size=6,
)


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(events=EVENTS)
def test_undone_in_reverse_order_nothing_is_left(
    store: Store, events: list[tuple[str, str, int, int]]
) -> None:
    with store.change() as work:
        commands.erase_everything(work)
        log(work, "Acme")
        typed(work, "2026-03-10T14:00Z")
    steps = []
    for method, uid, seq, day in events:
        data = calendar(
            "SUMMARY:Acme",
            f"DTSTART:202603{day:02}T100000Z",
            method=method,
            uid=uid,
            seq=seq,
        )
        before = export(store)
        done = bring(store, data)
        if done.batch_id:
            steps.append((before, done.batch_id))
    for before, batch in reversed(steps):
        assert undo(store, batch) == []
        assert export(store) == before
