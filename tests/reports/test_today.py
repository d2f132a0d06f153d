"""What Today shows: badges, second lines, the coming days. Times by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from tracker import commands, inputs
from tracker.agenda import Due, DueKind
from tracker.models import Stage
from tracker.reports import coming, due, today
from tracker.search import Search, load
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.models import Offer, Round
    from tracker.store import Store

TUESDAY = date(2026, 11, 24)
BERLIN = "Europe/Berlin"


def log(store: Store, company: str, **more: object) -> UUID:
    given = {"company": company, "title": "ML engineer", **more}
    with store.change() as work:
        return commands.add_application(
            work, inputs.parse(inputs.ApplicationIn, given), on=TUESDAY
        ).id


def meet(store: Store, company: str, starts_at: str, **more: object) -> Round:
    given = {"company": company, "starts_at": starts_at, "time_zone": BERLIN, **more}
    with store.change() as work:
        return commands.add_round(work, inputs.parse(inputs.RoundIn, given))


def offered(store: Store, company: str, deadline_on: str | None) -> Offer:
    given: dict[str, object] = {"company": company, "title": "Dev", "currency": "EUR"}
    given |= {"base": 1, "deadline_on": deadline_on}
    with store.change() as work:
        return commands.add_offer(work, inputs.parse(inputs.OfferIn, given), on=TUESDAY)


def read(store: Store) -> Search:
    with store.reading(LOCAL_OWNER) as work:
        return load(work)


def thing(kind: DueKind, due_on: date) -> Due:
    return Due("Something", due_on, "A rule.", f"{kind}:1", None, kind)


@pytest.mark.parametrize(
    ("kind", "due_on", "color", "words"),
    [
        (DueKind.FOLLOW_UP, date(2026, 11, 22), "red", "2 days late"),
        (DueKind.FOLLOW_UP, date(2026, 11, 23), "red", "1 day late"),
        (DueKind.FOLLOW_UP, TUESDAY, "orange", "Today"),
        (DueKind.TASK, date(2026, 11, 25), "gray", "Tomorrow"),
        (DueKind.TASK, date(2026, 11, 27), "gray", "Fri 27 Nov"),
        (DueKind.INTERVIEW, date(2026, 11, 27), "orange", "Fri 27 Nov"),
        (DueKind.OFFER_DEADLINE, date(2026, 11, 29), "red", "Sun 29 Nov"),
        (DueKind.OFFER_DEADLINE, date(2026, 11, 30), "orange", "Mon 30 Nov"),
        (DueKind.OFFER_DEADLINE, date(2026, 12, 9), "gray", "Wed 9 Dec"),
        (DueKind.OFFER_DEADLINE, date(2026, 11, 20), "red", "4 days late"),
        (DueKind.SEARCH_WINDOW, date(2027, 1, 1), "gray", "Fri 1 Jan 2027"),
        (DueKind.NO_ANSWER, date(2026, 10, 1), "gray", "Quiet"),
    ],
)
def test_red_is_only_what_is_late_or_about_to_lapse(
    kind: DueKind, due_on: date, color: str, words: str
) -> None:
    flag = due.flag(thing(kind, due_on), TUESDAY)

    assert (flag.color, flag.words) == (color, words)
    assert flag.badge == f":{color}-badge[{flag.icon} {words}]"


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        (None, "No deadline"),
        (date(2026, 11, 22), "2 days late"),
        (date(2026, 11, 23), "1 day late"),
        (TUESDAY, "Today"),
        (date(2026, 11, 25), "1 day"),
        (date(2026, 11, 28), "4 days"),
    ],
)
def test_a_deadline_says_how_far_it_is(deadline: date | None, words: str) -> None:
    assert coming.deadline_flag(deadline, TUESDAY).words == words


def test_each_thing_to_do_says_why_in_a_second_line(store: Store) -> None:
    log(store, "Applied Co", applied_on="2026-11-15")
    log(store, "Met Co", stage="screen", on="2026-11-01")
    meet(store, "Met Co", "2026-11-16T10:00", interviewers=["Ana Ruiz"])
    log(store, "Next Co", stage="onsite", on="2026-11-01")
    meet(store, "Next Co", "2026-11-25T09:30", kind="onsite", format="system_design")
    offered(store, "Offer Co", "2026-11-27")

    details = {
        row.due.kind: row.detail for row in due.rows(read(store), TUESDAY, BERLIN)
    }
    assert details == {
        DueKind.OFFER_DEADLINE: "“Dev”: 3 days left.",
        DueKind.INTERVIEW: "09:30 Europe/Berlin, system design, 45 min.",
        DueKind.CHECK_IN: "“ML engineer”: the round was 8 days ago, with Ana Ruiz.",
        DueKind.FOLLOW_UP: "Applied 9 days ago, no answer yet.",
        DueKind.DEBRIEF: "“ML engineer”: the round was 8 days ago, with Ana Ruiz.",
    }


def test_a_large_panel_is_cut_short(store: Store) -> None:
    log(store, "Next Co", stage="onsite", on="2026-11-01")
    meet(store, "Next Co", "2026-11-25T09:30", interviewers=["A", "B", "C", "D"])
    (row,) = due.rows(read(store), TUESDAY, BERLIN, BERLIN)

    assert row.detail == "09:30, 45 min, with A, B and 2 more."


def test_a_clock_names_the_zone_only_where_the_browser_has_another(
    store: Store,
) -> None:
    log(store, "Next Co")
    row = meet(store, "Next Co", "2026-11-25T09:30")

    assert row.starts_at == datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
    assert coming.clock(row, BERLIN, BERLIN) == "09:30"
    assert coming.clock(row, "Asia/Tokyo", "Asia/Tokyo") == "17:30"
    assert coming.clock(row, BERLIN, "Asia/Tokyo") == "09:30 Europe/Berlin"
    assert coming.clock(row, "Mars/Olympus", BERLIN) == "08:30 UTC"


def test_rounds_of_the_next_seven_days_come_in_their_order(store: Store) -> None:
    log(store, "Open Co", stage="screen")
    log(store, "Closed Co", stage="rejected")
    for day in ("2026-11-23", "2026-12-01", "2026-11-24", "2026-12-02"):
        meet(store, "Open Co", f"{day}T09:30")
    meet(store, "Closed Co", "2026-11-25T09:30")

    rounds = coming.rounds(read(store), TUESDAY, BERLIN)
    assert [each.day for each in rounds] == ["Tue 24 Nov", "Tue 1 Dec"]


def test_a_round_late_in_the_evening_is_on_the_searchers_day(store: Store) -> None:
    log(store, "Open Co", stage="screen")
    meet(store, "Open Co", "2026-11-24T23:30")

    (there,) = coming.rounds(read(store), TUESDAY, "Asia/Tokyo")
    assert there.day == "Wed 25 Nov"
    assert there.time == "07:30 Asia/Tokyo"


def test_only_open_offers_with_a_deadline_wait_for_an_answer(store: Store) -> None:
    offered(store, "Late Co", "2026-12-20")
    offered(store, "Soon Co", "2026-11-27")
    offered(store, "Never Co", None)
    gone = offered(store, "Gone Co", "2026-11-26")
    with store.change() as work:
        commands.move(work, gone.application_id, to=Stage.DECLINED, on=TUESDAY)

    waiting = coming.deadlines(read(store), TUESDAY)
    assert [each.company for each in waiting] == ["Soon Co", "Late Co"]


def test_the_reasons_are_listed_once_each(store: Store) -> None:
    for company in ("A Co", "B Co"):
        log(store, company, applied_on="2026-11-15")
    offered(store, "Offer Co", "2026-11-27")

    rows = due.rows(read(store), TUESDAY, BERLIN)
    assert len(rows) == 3
    assert len(due.reasons(rows)) == 2


def test_what_was_done_is_not_suggested_again(store: Store) -> None:
    log(store, "Applied Co", applied_on="2026-11-15")
    (row,) = due.rows(read(store), TUESDAY, BERLIN)
    assert due.task_of(row.due) is None
    with store.change() as work:
        commands.answer(work, **due.done(row.due, TUESDAY))

    assert not due.rows(read(store), TUESDAY, BERLIN)


def test_what_was_put_off_keeps_its_kind_and_comes_back_on_that_day(
    store: Store,
) -> None:
    log(store, "Applied Co", applied_on="2026-11-15")
    (row,) = due.rows(read(store), TUESDAY, BERLIN)
    with store.change() as work:
        commands.answer(work, **due.put_off(row.due, date(2026, 11, 27)))

    (later,) = due.rows(read(store), TUESDAY, BERLIN)
    assert later.due.due_on == date(2026, 11, 27)
    assert later.due.kind is DueKind.FOLLOW_UP
    assert due.task_of(later.due) in read(store).tasks


def test_the_strip_invites_to_make_a_plan_and_then_follows_it(store: Store) -> None:
    assert due.strip(read(store), TUESDAY).flag.words == "No plan yet"

    goal = inputs.parse(inputs.GoalIn, {"start_on": "2027-03-01", "anchor": "job_end"})
    with store.change() as work:
        commands.save_goal(work, goal, version=None)
    strip = due.strip(read(store), TUESDAY)
    assert strip.flag.words == "Start now"
    assert strip.words.startswith(
        "Your job ends on Mon 1 Mar 2027. The search window is open until Tue 1 Dec."
    )


def test_where_it_stands_is_counted_by_stage_each_on_its_dot(store: Store) -> None:
    for stage in ("saved", "applied", "screen", "challenge", "onsite", "rejected"):
        log(store, f"{stage} Co", stage=stage)
    log(store, "Quiet Co", stage="no_answer")
    search = read(store)

    assert [(each.dots, each.label, each.number) for each in today.footing(search)] == [
        ("●○○○○", "Saved", 1),
        ("●●○○○", "Applied", 1),
        ("●●●○○", "Screen", 1),
        ("●●●○○", "Challenge", 1),
        ("●●●●○", "Offsite", 0),
        ("●●●●○", "Onsite", 1),
        ("●●●●●", "Offer", 0),
    ]
    assert sum(today.open_stages(search).values()) == today.open_count(search) == 5
    assert today.closed(search) == "2 closed: 1 rejected, 1 no answer."
    assert today.basis(search, TUESDAY) == (
        "Tuesday 24 November 2026 · 5 open applications"
    )


def test_nothing_closed_is_nothing_said(store: Store) -> None:
    log(store, "Open Co")

    assert today.closed(read(store)) == ""
    assert today.basis(read(store), TUESDAY).endswith("1 open application")


def test_open_applications_are_named_in_alphabetical_order(store: Store) -> None:
    log(store, "beta")
    log(store, "Alpha")
    log(store, "Closed Co", stage="rejected")

    assert list(today.open_labels(read(store)).values()) == [
        "ML engineer at Alpha",
        "ML engineer at beta",
    ]
