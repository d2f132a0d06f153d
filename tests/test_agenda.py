"""What is due on a day, by which rule, and in which order."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import agenda, planning
from tracker.agenda import (
    Deadline,
    Due,
    DueKind,
    Facts,
    Meeting,
    Progress,
    Todo,
    applying,
    own,
)
from tracker.models import Stage
from tracker.pipeline import CLOSED

MONDAY = date(2026, 3, 2)
ACME = UUID(int=1)
BOLT = UUID(int=2)
THING = UUID(int=9)
FIRST = f"follow_up:{ACME}:applied:1"
SECOND = f"follow_up:{ACME}:applied:2"


def after(days: int) -> date:
    return MONDAY + timedelta(days=days)


def acme(
    stage: Stage = Stage.APPLIED, on: date = MONDAY, heard_on: date | None = None
) -> Progress:
    return Progress(ACME, "Acme", "ML engineer", stage, on, heard_on)


def onsite(on: date = MONDAY, number: int = 9) -> Meeting:
    return Meeting(UUID(int=number), ACME, "Onsite", on)


def interviewing(*meetings: Meeting, heard_on: date | None = None) -> Facts:
    since = date(2026, 2, 1)
    return Facts([acme(Stage.ONSITE, since, heard_on)], meetings)


def kinds(due: list[Due]) -> list[DueKind]:
    return [each.kind for each in due]


# Following up after applying.


def test_a_follow_up_is_due_7_days_after_applying_and_not_before() -> None:
    facts = Facts([acme()])
    assert agenda.agenda(facts, after(6)) == []
    assert agenda.agenda(facts, after(7)) == [
        Due(
            what="Follow up with Acme on “ML engineer”",
            due_on=after(7),
            rule=applying.rule(agenda.DEFAULTS, 1),
            key=FIRST,
            application_id=ACME,
            kind=DueKind.FOLLOW_UP,
        )
    ]


def test_an_unanswered_follow_up_stays_and_the_second_waits_for_it() -> None:
    assert [each.key for each in agenda.agenda(Facts([acme()]), after(30))] == [FIRST]


def test_the_second_follow_up_is_due_14_days_after_the_first_was_done() -> None:
    facts = Facts([acme()], answered={FIRST: after(10)})
    assert agenda.agenda(facts, after(23)) == []
    second = agenda.agenda(facts, after(24))[0]
    assert (second.key, second.due_on) == (SECOND, after(24))
    assert second.rule == applying.rule(agenda.DEFAULTS, 2)


def test_there_is_no_third_follow_up() -> None:
    facts = Facts([acme()], answered={FIRST: after(7), SECOND: after(21)})
    assert all(not agenda.agenda(facts, after(day)) for day in range(45))


def test_follow_ups_stop_when_45_days_of_silence_are_an_answer() -> None:
    assert kinds(agenda.agenda(Facts([acme()]), after(44))) == [DueKind.FOLLOW_UP]
    assert kinds(agenda.agenda(Facts([acme()]), after(45))) == [DueKind.NO_ANSWER]


def test_an_inbound_contact_starts_the_seven_days_anew() -> None:
    facts = Facts([acme(heard_on=after(5))])
    assert agenda.agenda(facts, after(11)) == []
    assert agenda.agenda(facts, after(12))[0].due_on == after(12)


@pytest.mark.parametrize("stage", sorted({*Stage} - {Stage.APPLIED}))
def test_only_an_application_in_applied_is_followed_up(stage: Stage) -> None:
    assert agenda.agenda(Facts([acme(stage)]), after(8)) == []


# After a round.


def test_thanks_are_due_the_day_after_a_round_until_it_is_time_to_check_in() -> None:
    facts = interviewing(onsite())
    listed = {n: kinds(agenda.agenda(facts, after(n))) for n in range(1, 9)}
    assert listed == {
        **{key: [DueKind.THANK_YOU] for key in range(1, 7)},
        **{key: [DueKind.CHECK_IN] for key in range(7, 9)},
    }
    assert agenda.agenda(facts, after(3))[0].due_on == after(1)


def test_the_check_in_skips_weekends_and_the_given_holidays() -> None:
    facts = Facts(
        [acme(Stage.ONSITE, date(2026, 2, 1))],
        [onsite()],
        holidays=frozenset({after(2)}),
    )
    check_in = agenda.agenda(facts, after(8))[0]
    assert (check_in.kind, check_in.due_on) == (DueKind.CHECK_IN, after(8))


@pytest.mark.parametrize(
    "facts",
    [
        interviewing(onsite(), heard_on=after(3)),
        interviewing(onsite(), onsite(after(20), number=10)),
        Facts([acme(Stage.OFFER, after(4))], [onsite()]),
    ],
    ids=["a contact", "another round", "a stage change"],
)
def test_an_answer_after_the_round_ends_the_check_in(facts: Facts) -> None:
    assert DueKind.CHECK_IN not in kinds(agenda.agenda(facts, after(8)))


def test_only_the_last_round_is_checked_in_on() -> None:
    due = agenda.agenda(interviewing(onsite(), onsite(after(1), 10)), after(8))
    assert [each.key for each in due] == [f"check_in:{UUID(int=10)}"]


def test_a_check_in_is_dropped_after_21_silent_days() -> None:
    listed = [
        kinds(agenda.agenda(interviewing(onsite()), after(days))) for days in (20, 21)
    ]
    assert listed == [[DueKind.CHECK_IN], [DueKind.NO_ANSWER]]


# Interviews, offers, tasks, the search window.


@pytest.mark.parametrize(("days", "listed"), [(-1, 0), (0, 1), (7, 1), (8, 0)])
def test_interviews_are_listed_from_seven_days_before(days: int, listed: int) -> None:
    due = agenda.agenda(interviewing(onsite()), after(-days))
    assert kinds(due).count(DueKind.INTERVIEW) == listed


def test_an_interview_names_the_round_and_the_company() -> None:
    assert agenda.agenda(interviewing(onsite()), MONDAY)[0].what == (
        "Onsite round with Acme"
    )


def test_the_slots_of_one_onsite_are_one_thing_to_go_to() -> None:
    slots = [onsite(after(2), 11), onsite(after(2), 12), onsite(after(3), 13)]
    due = agenda.agenda(interviewing(*slots), MONDAY)
    assert [(each.what, each.due_on, each.key) for each in due] == [
        ("Onsite round with Acme, 2 slots", after(2), f"interview:{UUID(int=11)}"),
        ("Onsite round with Acme", after(3), f"interview:{UUID(int=13)}"),
    ]


def test_offer_deadlines_are_listed_near_far_and_missed() -> None:
    facts = Facts(
        [acme(Stage.OFFER)],
        deadlines=[Deadline(THING, ACME, after(day)) for day in (-3, 2, 40)],
    )
    due = agenda.agenda(facts, MONDAY)
    assert [each.due_on for each in due] == [after(-3), after(2), after(40)]


def test_own_tasks_are_listed_a_week_ahead_also_for_a_closed_application() -> None:
    tasks = [
        Todo(UUID(int=3), "Renew passport", after(7)),
        Todo(UUID(int=4), "Too far off", after(8)),
        Todo(UUID(int=5), "Thank Ana", after(1), ACME),
        Todo(UUID(int=6), "Follow up with Acme", after(1), ACME, FIRST),
    ]
    due = agenda.agenda(Facts([acme(Stage.REJECTED)], todos=tasks), MONDAY)
    assert [each.what for each in due] == ["Thank Ana", "Renew passport"]


def test_a_suggestion_put_off_is_listed_on_its_new_day_only() -> None:
    put_off = Todo(THING, "Follow up with Acme", after(9), ACME, FIRST)
    facts = Facts([acme()], todos=[put_off], answered={FIRST: after(9)})
    assert [each.rule for each in agenda.agenda(facts, after(9))] == [own.PUT_OFF_RULE]


def test_the_search_window_is_flagged_once_open_and_again_when_late() -> None:
    window = planning.window(date(2026, 9, 1))
    open_key = "search_window:2026-09-01:open"
    facts = Facts(window=window, answered={open_key: MONDAY})
    assert agenda.agenda(Facts(window=window), date(2026, 2, 28)) == []
    flag = agenda.agenda(Facts(window=window), MONDAY)[0]
    assert (flag.key, flag.due_on) == (open_key, date(2026, 6, 1))
    assert flag.what == "Start now: apply until 30 June to start by 1 September"
    assert agenda.agenda(facts, MONDAY) == []
    assert agenda.agenda(facts, date(2026, 6, 15))[0].due_on == date(2026, 6, 30)


# What holds for all of them.


def everything(stage: Stage) -> Facts:
    """An application with one thing of each kind on 9 March, the eighth day."""
    bolt = Progress(BOLT, "Bolt", "Engineer", Stage.APPLIED, MONDAY)
    rounds = [
        onsite(MONDAY, 10),
        Meeting(UUID(int=11), BOLT, "Screen", after(5)),
        Meeting(UUID(int=12), UUID(int=3), "Screen", after(9)),
    ]
    return Facts(
        [
            acme(stage, date(2026, 2, 1)),
            bolt,
            Progress(UUID(int=3), "Cog", "Engineer", Stage.SCREEN, MONDAY),
            Progress(UUID(int=6), "Dune", "Engineer", Stage.APPLIED, MONDAY),
        ],
        rounds,
        [Deadline(THING, ACME, after(12))],
        [
            Todo(UUID(int=4), "Renew passport", after(6)),
            Todo(UUID(int=5), "Buy a tie", after(8)),
        ],
        planning.window(date(2026, 9, 1)),
    )


def test_what_costs_most_to_miss_comes_first_and_what_is_not_due_last() -> None:
    due = agenda.agenda(everything(Stage.ONSITE), after(7))
    assert kinds(due) == [
        DueKind.OFFER_DEADLINE,
        DueKind.INTERVIEW,
        DueKind.CHECK_IN,
        DueKind.FOLLOW_UP,
        DueKind.THANK_YOU,
        DueKind.TASK,
        DueKind.TASK,
        DueKind.SEARCH_WINDOW,
    ]


@pytest.mark.parametrize("stage", CLOSED)
def test_nothing_is_suggested_for_a_closed_application(stage: Stage) -> None:
    due = agenda.agenda(everything(stage), after(7))
    assert ACME not in {each.application_id for each in due}


def test_every_item_names_its_rule_and_an_answered_one_is_gone() -> None:
    facts = everything(Stage.ONSITE)
    due = agenda.agenda(facts, after(7))
    assert all(each.rule.endswith(".") and each.what for each in due)
    answered = Facts(
        facts.applications,
        facts.meetings,
        facts.deadlines,
        facts.todos,
        facts.window,
        answered={each.key: after(7) for each in due},
    )
    assert agenda.agenda(answered, after(7)) == []


@pytest.mark.parametrize("on", [date.min, date.max])
def test_days_at_the_ends_of_the_calendar_break_nothing(on: date) -> None:
    facts = Facts(
        [acme(on=on), Progress(BOLT, "Bolt", "Engineer", Stage.SCREEN, on)],
        [onsite(on), Meeting(THING, BOLT, "Screen", on)],
        todos=[Todo(THING, "Renew passport", on)],
        window=planning.window(date(2026, 9, 1)),
        answered={FIRST: on},
    )
    for today in (date.min, MONDAY, date.max):
        agenda.agenda(facts, today)


# Business days.


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (MONDAY, 0, MONDAY),
        (MONDAY, 1, date(2026, 3, 3)),
        (MONDAY, 5, date(2026, 3, 9)),
        (date(2026, 3, 6), 1, date(2026, 3, 9)),
        (date(2026, 3, 7), 1, date(2026, 3, 9)),
        (date(2026, 3, 8), 5, date(2026, 3, 13)),
    ],
)
def test_business_days_skip_weekends(day: date, n: int, expected: date) -> None:
    assert agenda.business_days_after(day, n) == expected


def test_business_days_skip_the_given_holidays() -> None:
    # Good Friday and Easter Monday 2026 fall on 3 and 6 April.
    easter = frozenset({date(2026, 4, 3), date(2026, 4, 6)})
    thursday = date(2026, 4, 2)
    assert agenda.business_days_after(thursday, 1, easter) == date(2026, 4, 7)


@given(
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.integers(1, 60),
    st.frozensets(st.dates(date(2000, 1, 1), date(2100, 1, 1)), max_size=9),
)
def test_a_business_day_is_one_and_n_of_them_lie_up_to_it(
    day: date, n: int, holidays: frozenset[date]
) -> None:
    end = agenda.business_days_after(day, n, holidays)
    between = [day + timedelta(days=d) for d in range(1, (end - day).days + 1)]
    business = [each for each in between if each.weekday() < 5]
    assert len([each for each in business if each not in holidays]) == n
    assert end in business


# --- Not looking now --------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "due_on"),
    [
        ("2026-01-01", "2026-03-31"),
        ("2026-06-30", "2026-06-30"),
        ("2026-07-01", "2026-09-30"),
        ("2026-12-31", "2026-12-31"),
    ],
)
def test_who_is_not_looking_is_nudged_once_a_quarter(on: str, due_on: str) -> None:
    day = date.fromisoformat(on)
    [due] = agenda.agenda(Facts(is_passive=True), day)

    assert due.kind is DueKind.LOOK_AROUND
    assert due.due_on == date.fromisoformat(due_on)
    assert "do not need a job" in due.rule
    answered = Facts(is_passive=True, answered={due.key: day})
    assert agenda.agenda(answered, day) == []
    assert agenda.agenda(answered, due.due_on + timedelta(days=1))
    assert agenda.agenda(Facts(), day) == []
