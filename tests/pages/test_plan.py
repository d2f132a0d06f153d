"""The page Plan: a preview, the four states, and saving."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from tracker import commands, inputs
from tracker.models import Anchor
from tracker.search import current
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from streamlit.testing.v1.element_tree import Button

    from tracker.store import Store

ROOT = Path(__file__).parents[2]
START = date(2026, 9, 1)


def opened(monkeypatch: pytest.MonkeyPatch, on: str) -> AppTest:
    monkeypatch.setenv("FOOTHOLD_TODAY", on)
    at = AppTest.from_file(str(ROOT / "pages/frame.py"), default_timeout=30)
    at.switch_page("decide/plan.py").run()
    assert not at.exception
    return at


def keep_goal(store: Store, **given: object) -> None:
    goal = inputs.parse(inputs.GoalIn, {"start_on": START, **given})
    with store.change() as work:
        commands.save_goal(work, goal, version=None)


def title(at: AppTest) -> str:
    return str(at.title[0].value).replace("\\", "")


def button(at: AppTest, label: str) -> Button:
    return next(each for each in at.button if each.label == label)


def labels(at: AppTest) -> list[str]:
    return [each.label for each in at.button]


def shown(at: AppTest) -> str:
    return "\n".join(
        each.value.replace("\\", "").replace("\u2060", "") for each in at.markdown
    )


@pytest.mark.usefixtures("store_url")
def test_without_a_day_the_page_asks_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    at = opened(monkeypatch, "2026-03-01")

    assert title(at) == "Say when the next job should start."
    assert "Save plan" not in labels(at)
    assert not at.metric


@pytest.mark.usefixtures("store_url")
def test_a_day_is_a_preview_until_it_is_saved(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = opened(monkeypatch, "2026-03-01")
    at.date_input(key="plan_0_start_on").set_value(START).run()

    assert "apply until 30 June to start by 1 September" in title(at)
    assert current(store, LOCAL_OWNER).goal.start_on is None
    button(at, "Save plan").click().run()
    assert not at.exception
    assert current(store, LOCAL_OWNER).goal.start_on == START
    assert "Save plan" not in labels(at)
    assert at.date_input(key="plan_1_start_on").value == START


@pytest.mark.parametrize(
    ("on", "badge", "answer"),
    [
        # Start 2026-09-01 with 14, 14 and 35 days: apply by 30 June.
        ("2026-02-28", "gray", "Not yet: start your search on 1 March"),
        ("2026-03-01", "green", "Start now: apply until 30 June"),
        ("2026-06-15", "orange", "Late: apply until 30 June"),
        ("2026-07-01", "red", "Past: to start by 1 September, you had to apply"),
    ],
)
def test_each_state_has_its_title_and_badge(
    store: Store, monkeypatch: pytest.MonkeyPatch, on: str, badge: str, answer: str
) -> None:
    keep_goal(store)
    at = opened(monkeypatch, on)

    assert title(at).startswith(answer)
    assert f":{badge}-badge[" in shown(at)


def test_the_figures_are_the_days_of_the_plan(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_goal(store)
    at = opened(monkeypatch, "2026-06-15")

    assert [(each.label, each.value, each.delta) for each in at.metric] == [
        ("Window opens", "Sun 1 Mar", "closes Mon 1 Jun"),
        ("Apply by", "Tue 30 Jun", "in 15 days"),
        ("Offer by", "Tue 4 Aug", "in 50 days"),
        ("Accept by", "Tue 18 Aug", "in 64 days"),
    ]


def test_the_end_of_a_job_is_explained_and_saved_as_such(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_goal(store)
    at = opened(monkeypatch, "2026-03-01")
    at.selectbox(key="plan_0_anchor").set_value(Anchor.JOB_END).run()

    assert "set it to 0" in shown(at)
    assert "Your job ends on Tue 1 Sep." in shown(at)
    button(at, "Save plan").click().run()
    assert current(store, LOCAL_OWNER).goal.anchor is Anchor.JOB_END


def test_a_long_notice_moves_the_window_and_the_page_says_why(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_goal(store, notice_days=90, process_days=90)

    assert "earlier than usual" in shown(opened(monkeypatch, "2026-03-01"))


def test_a_second_tab_is_told_and_loses_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_goal(store)
    at = opened(monkeypatch, "2026-03-01")
    keep_goal(store, process_days=60)
    at.number_input(key="plan_0_decision_days").set_value(7)
    at.run()
    button(at, "Save plan").click().run()

    assert "changed in another tab" in at.error[0].value
    assert "60 of process" in shown(at)
    assert at.number_input(key="plan_0_decision_days").value == 7
    assert current(store, LOCAL_OWNER).goal.process_days == 60
    button(at, "Save what I typed").click().run()
    goal = current(store, LOCAL_OWNER).goal
    assert (goal.decision_days, goal.process_days) == (7, 35)


# --- anchors, hints, not looking --------------------------------------------------


def test_months_of_notice_are_saved_and_take_the_place_of_days(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_goal(store)
    at = opened(monkeypatch, "2026-03-01")
    at.number_input(key="plan_0_notice_months").set_value(3).run()

    # To leave on 31 August, notice by 31 May; less 14 and 35 days is 12 April.
    assert "apply until 12 April" in title(at)
    button(at, "Save plan").click().run()
    assert current(store, LOCAL_OWNER).goal.notice_months == 3


def test_a_bonus_is_waited_for_and_preparation_is_drawn(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_goal(store, start_on=date(2026, 8, 31), anchor="bonus", prepare_days=60)
    at = opened(monkeypatch, "2026-03-01")

    assert "Your bonus or shares come on Mon 31 Aug." in shown(at)
    assert "to start by 1 September" in title(at)
    assert "Prepare" in at.table[0].value.to_string()


def test_usual_notice_of_ones_region_can_be_taken(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_goal(store)
    with store.change() as work:
        settings = inputs.SettingsIn(region="Germany", notice_days=14)
        commands.save_settings(work, settings, version=None)
    at = opened(monkeypatch, "2026-03-01")

    assert "four weeks to the 15th" in shown(at)
    button(at, "Use 28 days").click().run()
    assert at.number_input(key="plan_0_notice_days").value == 28
    assert "Use 28 days" not in labels(at)


@pytest.mark.usefixtures("store_url")
def test_who_is_not_looking_needs_no_day(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = opened(monkeypatch, "2026-03-01")
    at.toggle(key="plan_0_is_passive").set_value(True).run()
    assert title(at) == "Not looking now: look around once a quarter."
    button(at, "Save plan").click().run()
    assert current(store, LOCAL_OWNER).goal.is_passive
    with store.change() as work:
        given = inputs.TaskIn(what="Call", due_on=date(2026, 3, 1))
        commands.add_task(work, given)
    at.switch_page("search/today.py").run()
    assert "Look around: meet one company" in shown(at)


# --- the offer clock --------------------------------------------------------------


def on_the_clock(monkeypatch: pytest.MonkeyPatch, on: str = "2026-03-02") -> AppTest:
    monkeypatch.setenv("FOOTHOLD_TODAY", on)
    at = AppTest.from_file(str(ROOT / "pages/frame.py"), default_timeout=30)
    at.session_state["plan_tab"] = "Offer clock"
    at.switch_page("decide/plan.py").run()
    assert not at.exception
    return at


def offered(store: Store, company: str, deadline: str | None) -> None:
    given = {"company": company, "title": "Engineer", "currency": "EUR", "base": "100"}
    offer = inputs.parse(inputs.OfferIn, {**given, "deadline_on": deadline})
    with store.change() as work:
        commands.add_offer(work, offer, on=date(2026, 3, 1))


@pytest.mark.usefixtures("store_url")
def test_without_an_offer_the_clock_says_what_starts_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = on_the_clock(monkeypatch)

    assert "An offer with a deadline starts the clock here." in shown(at)
    assert "Deadlines and extensions" in [each.value for each in at.header]


def test_an_offer_is_set_against_what_is_under_way(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered(store, "Held Ltd", "2026-03-09")
    offered(store, "Open :red[x]", None)
    with store.change() as work:
        given = {"company": "Rival", "title": "Engineer", "stage": "onsite"}
        rival = inputs.parse(inputs.ApplicationIn, {**given, "on": "2026-02-20"})
        commands.add_application(work, rival, on=date(2026, 3, 1))
    at = on_the_clock(monkeypatch)

    assert "Before Mon 9 Mar, hurry Rival first." in [
        str(each.value).replace("\\", "") for each in at.header
    ]
    assert "no deadline is noted" in shown(at)
    at.number_input(key="clock_fallback").set_value(200).run()
    assert not at.exception
    assert not any(":red[x]" in str(each.value) for each in at.markdown)


def test_asking_for_more_time_is_noted_and_moves_the_deadline_when_granted(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered(store, "Held Ltd", "2026-03-09")
    at = on_the_clock(monkeypatch)
    at.date_input(key="deadline_0_deadline_on").set_value(date(2026, 3, 6))
    button(at, "Save").click().run()
    assert "choose a later day" in at.error[0].value
    at.date_input(key="deadline_0_deadline_on").set_value(date(2026, 3, 16))
    button(at, "Save").click().run()

    assert "asked on Mon 2 Mar for Mon 16 Mar: no answer yet" in shown(at)
    button(at, "Granted").click().run()
    assert not at.exception
    [offer] = current(store, LOCAL_OWNER).offers.values()
    assert offer.deadline_on == date(2026, 3, 16)
    assert "granted" in shown(at)
