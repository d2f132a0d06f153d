"""The life of a referral ask, and whom to leave in peace."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import asking
from tracker.asking import Request, Waiting
from tracker.models import AskState

MONDAY = date(2026, 3, 2)
ASK, ANA, BEN, LUMEN, UMBRA = (UUID(int=n) for n in range(1, 6))


def after(days: int) -> date:
    return MONDAY + timedelta(days=days)


def ask(
    state: AskState, asked_on: date | None = MONDAY, company: UUID = LUMEN
) -> Request:
    return Request(ASK, ANA, company, state, asked_on)


@pytest.mark.parametrize(
    ("days", "state"),
    [(0, AskState.ASKED), (13, AskState.ASKED), (14, AskState.SILENT)],
)
def test_an_ask_without_an_answer_is_silent_from_day_14(
    days: int, state: AskState
) -> None:
    assert asking.standing(AskState.ASKED, MONDAY, after(days)) is state
    assert asking.silent_on(MONDAY) == after(14)


@pytest.mark.parametrize("state", [state for state in AskState if state != "asked"])
def test_no_other_state_changes_by_the_calendar(state: AskState) -> None:
    assert asking.standing(state, MONDAY, after(900)) is state


def test_one_nudge_is_suggested_from_day_7_until_day_14() -> None:
    wanted = [n for n in range(30) if asking.wants_nudge(ask(AskState.ASKED), after(n))]
    assert wanted == [*range(7, 14)]
    key = asking.nudge_key(ASK, MONDAY)
    assert not asking.wants_nudge(ask(AskState.ASKED), after(8), {key})
    assert not asking.wants_nudge(ask(AskState.AGREED), after(8))
    assert not asking.wants_nudge(ask(AskState.DRAFTED, None), after(8))


def test_a_nudge_names_whom_and_about_what_and_follows_open_applications() -> None:
    waiting = [Waiting(ASK, "Ana", "Lumen", MONDAY, UMBRA)]
    assert list(asking.nudges(waiting, [], after(8))) == []
    [(what, due_on, _, key, about)] = asking.nudges(waiting, [UMBRA], after(8))
    assert what == "Nudge Ana about Lumen"
    assert due_on == after(7)
    assert key == asking.nudge_key(ASK, MONDAY)
    assert about == UMBRA


def test_who_is_being_asked_is_asked_about_nothing_else() -> None:
    for state in asking.OPEN:
        why = asking.peace([ask(state)], ANA, UMBRA, after(10))
        assert why is not None
        assert why.until is None


def test_who_was_asked_rests_for_30_days() -> None:
    done = [ask(AskState.ACKNOWLEDGED)]
    why = asking.peace(done, ANA, UMBRA, after(29))
    assert why is not None
    assert why.until == after(30)
    assert asking.peace(done, ANA, UMBRA, after(30)) is None
    assert asking.peace(done, BEN, UMBRA, after(1)) is None
    assert asking.peace([ask(AskState.DRAFTED, None)], ANA, UMBRA, MONDAY) is None


def test_who_declined_about_a_company_is_not_asked_about_it_again() -> None:
    no = [ask(AskState.DECLINED)]
    assert asking.peace(no, ANA, LUMEN, after(400)) is not None
    assert asking.peace(no, ANA, UMBRA, after(400)) is None


def test_a_load_counts_what_is_open_and_what_came_of_the_rest() -> None:
    asks = [
        ask(AskState.DRAFTED, None),
        ask(AskState.ASKED, after(-20)),
        ask(AskState.ASKED, after(-3)),
        ask(AskState.AGREED, after(-40)),
        ask(AskState.SUBMITTED, after(-90)),
        ask(AskState.DECLINED, after(-60)),
    ]
    load = asking.loads(asks, MONDAY)[ANA]
    assert (load.open, load.asks, load.last_on) == (2, 5, after(-3))
    assert (load.passed, load.held) == (2, 2)


def test_what_comes_next_never_leads_back_to_a_draft() -> None:
    assert asking.NEXT.keys() == set(AskState)
    for state, steps in asking.NEXT.items():
        assert AskState.DRAFTED not in steps
        assert state not in steps
    assert AskState.ASKED in asking.NEXT[AskState.SILENT]  # it can be revived


@given(st.dates(), st.dates(), st.sampled_from(AskState))
def test_any_day_that_can_be_typed_is_borne(
    asked_on: date, on: date, state: AskState
) -> None:
    assert asking.standing(state, asked_on, on) in AskState
    until = asking.rests_until(asked_on, on)
    assert until is None or until >= asked_on
    assert asking.nudge_on(asked_on) >= asked_on
