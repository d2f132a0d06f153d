"""The page Settings: one form, and the door to the demo."""

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

    from tracker.models import Searcher
    from tracker.store import Store

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTHOLD_TODAY", date(2026, 11, 24).isoformat())


def opened() -> AppTest:
    at = AppTest.from_file(str(ROOT / "pages/frame.py"), default_timeout=30)
    at.switch_page("keep/settings.py").run()
    assert not at.exception
    return at


def title(at: AppTest) -> str:
    return str(at.title[0].value).replace("\\", "")


def said(at: AppTest) -> str:
    return str(at.toast[0].value).replace("\\", "")


def button(at: AppTest, label: str) -> Button:
    return next(each for each in at.button if each.label == label)


def searcher(store: Store) -> Searcher:
    return current(store, LOCAL_OWNER).searcher


def test_the_notice_period_leads_to_months_and_says_what_is_usual(
    store: Store,
) -> None:
    with store.change() as work:
        commands.save_settings(work, inputs.SettingsIn(region="Germany"), version=None)
        commands.save_goal(work, inputs.GoalIn(notice_months=3), version=None)
    at = opened()
    words = "\n".join(each.value.replace("\\", "") for each in at.markdown)

    assert "The plan counts 3 months to a month’s end in the place of these days" in (
        words
    )
    assert "Germany: At least four weeks to the 15th" in words
    assert "2020 to 2024" in words
    labels = [link.proto.label for link in at.get("page_link")]
    assert "Notice in months to a month’s end, and by region" in labels


def test_settings_are_kept(store: Store) -> None:
    at = opened()
    at.text_input(key="settings_0_name").set_value("Sam Rivera")
    at.text_input(key="settings_0_currency").set_value("eur")
    at.selectbox(key="settings_0_time_zone").set_value("Europe/Berlin")
    at.text_area(key="settings_0_holidays").set_value("2026-12-25\n2026-12-24")
    at.number_input(key="settings_0_notice_days").set_value(30)
    button(at, "Save").click().run()

    assert not at.exception
    assert said(at) == "Settings saved."
    assert title(at) == "These are the settings of Sam Rivera."
    kept = searcher(store)
    assert (kept.name, kept.currency, kept.notice_days) == ("Sam Rivera", "EUR", 30)
    assert kept.time_zone == "Europe/Berlin"
    assert kept.holidays == ["2026-12-24", "2026-12-25"]


def test_a_mistake_is_said_and_what_was_typed_stays(store: Store) -> None:
    at = opened()
    at.text_input(key="settings_0_name").set_value("Sam")
    at.text_area(key="settings_0_holidays").set_value("Christmas")
    button(at, "Save").click().run()

    assert "must be a day such as 2026-03-31" in at.error[0].value.replace("\\", "")
    assert at.text_input(key="settings_0_name").value == "Sam"
    assert not searcher(store).name


def test_a_second_tab_is_told_and_sees_both_values(store: Store) -> None:
    at = opened()
    with store.change() as work:
        commands.save_settings(work, inputs.SettingsIn(name="Ann"), version=None)
    at.text_input(key="settings_0_name").set_value("Sam")
    button(at, "Save").click().run()

    assert "changed in another tab" in at.error[0].value
    assert searcher(store).name == "Ann"
    button(at, "Save what I typed").click().run()
    assert searcher(store).name == "Sam"


def test_a_zone_unknown_to_this_machine_does_not_break_the_page(store: Store) -> None:
    with store.change() as work:
        commands.save_settings(work, inputs.SettingsIn(), version=None)
        commands.save_settings(
            work,
            inputs.SettingsIn.model_construct(
                **{**inputs.SettingsIn().model_dump(), "time_zone": "Mars/Olympus"}
            ),
            version=None,
        )

    assert opened().selectbox(key="settings_0_time_zone").value == ""


@pytest.mark.usefixtures("store_url")
def test_the_door_to_the_demo_stands_there() -> None:
    assert "Open the demo" in [each.label for each in opened().button]
