"""The page Plan: a preview, the four states, and saving."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from tracker import commands, inputs
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
    at.segmented_control(key="plan_0_kind").set_value("The day my job ends").run()

    assert "set it to 0" in shown(at)
    assert "Your job ends on Tue 1 Sep." in shown(at)
    button(at, "Save plan").click().run()
    assert current(store, LOCAL_OWNER).goal.is_job_end


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
