"""The page of all applications: board, table, filters and the short form."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.testing.v1 import AppTest

from tracker import commands, inputs
from tracker.search import current

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.store import Store

ROOT = Path(__file__).parents[2]
MONDAY = date(2026, 11, 23)
HOSTILE = "</script><img src=x onerror=alert(1)> :red[x] [a](http://evil.example)"


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTHOLD_TODAY", MONDAY.isoformat())


def opened(**query: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "pages/frame.py"), default_timeout=30)
    for name, value in query.items():
        at.query_params[name] = value
    at.switch_page("search/applications.py").run()
    assert not at.exception
    return at


def log(store: Store, company: str, title: str = "ML engineer", **more: object) -> UUID:
    given = {"company": company, "title": title, **more}
    with store.change() as work:
        return commands.add_application(
            work, inputs.parse(inputs.ApplicationIn, given), on=MONDAY
        ).id


def type_company(at: AppTest, name: str) -> None:
    """Type a name that is not on the list, as a searcher may."""
    box = at.selectbox(key="application_0_company")
    box.options.append(name)
    box.set_value(name)


def shown(at: AppTest) -> str:
    """Every line of the page as a person reads it."""
    return "\n".join(each.value.replace("\\", "") for each in at.markdown)


def stages(store: Store) -> list[str]:
    return [row.stage.value for row in current(store, "me").applications.values()]


def board(at: AppTest) -> dict[str, Any]:
    """What the board was given to draw."""
    found = at.get("bidi_component")[0].proto
    data: dict[str, Any] = json.loads(found.json)
    return data


def test_an_empty_search_says_what_comes_here_and_how_to_begin(store: Store) -> None:
    at = opened()
    assert at.title[0].value == "No applications yet."
    labels = [button.label for button in at.button]
    assert {"Log an application", "Bring in a file"} <= set(labels)


def test_the_short_form_logs_an_application_and_stays_open_blank(store: Store) -> None:
    at = opened(add="1")
    type_company(at, "Acme")
    at.text_input(key="application_0_title").set_value("ML engineer")
    save = next(b for b in at.button if b.label == "Save")
    assert save.proto.shortcut == "ctrl+enter"
    save.click().run()
    assert not at.exception
    assert at.toast[0].value == "Saved ML engineer at Acme\\."
    assert at.title[0].value == "1 open application."
    assert at.text_input(key="application_1_title").value == ""
    assert stages(store) == ["saved"]


def test_the_day_of_the_form_is_the_day_of_the_stage(store: Store) -> None:
    at = opened(add="1")
    type_company(at, "Acme")
    at.text_input(key="application_0_title").set_value("ML engineer")
    at.selectbox(key="application_0_stage").set_value("applied")
    at.date_input(key="application_0_on").set_value(date(2026, 11, 20))
    next(b for b in at.button if b.label == "Save").click().run()
    (change,) = current(store, "me").stage_changes.values()
    assert (change.stage.value, change.on) == ("applied", date(2026, 11, 20))


def test_a_mistake_is_said_and_nothing_typed_is_lost(store: Store) -> None:
    at = opened(add="1")
    type_company(at, "Acme")
    at.text_input(key="application_0_url").set_value("javascript:alert(1)")
    at.text_input(key="application_0_title").set_value("ML engineer")
    next(b for b in at.button if b.label == "Save").click().run()
    assert "http" in at.error[0].value
    assert at.text_input(key="application_0_title").value == "ML engineer"
    assert stages(store) == []


def test_a_likely_duplicate_is_saved_and_named(store: Store) -> None:
    log(store, "Acme")
    at = opened(add="1")
    type_company(at, "ACME Inc.")
    at.text_input(key="application_0_title").set_value("ml engineer")
    next(b for b in at.button if b.label == "Save").click().run()
    assert "You already have" in at.warning[0].value
    assert len(stages(store)) == 2


def test_the_board_has_five_columns_and_each_open_application_in_one(
    store: Store,
) -> None:
    for stage in ("saved", "challenge", "onsite", "offer", "rejected"):
        log(store, f"{stage} co", stage=stage)
    at = opened()
    data = board(at)
    assert [column["id"] for column in data["stages"]] == [
        *("saved", "applied", "screen", "offsite", "offer")
    ]
    assert {card["company"]: card["stage"] for card in data["cards"]} == {
        "saved co": "saved",
        "challenge co": "screen",
        "onsite co": "offsite",
        "offer co": "offer",
    }
    assert at.title[0].value == "4 open applications, 1 offer to answer."


def test_the_closed_ones_are_counted_and_shown_in_the_table(store: Store) -> None:
    log(store, "Acme")
    log(store, "Initech", stage="rejected")
    at = opened()
    assert "1 closed: 1 rejected." in shown(at)
    button = next(b for b in at.button if b.label == "Show the closed ones")
    button.click().run()
    assert not at.exception
    assert list(at.dataframe[0].value["Company"]) == ["Initech"]


def test_the_search_looks_through_board_and_table_alike(store: Store) -> None:
    log(store, "Acme", "Search engineer")
    log(store, "Initech", "Data scientist", note="Knows Acme well")
    at = opened(view="Table")
    assert len(at.dataframe[0].value) == 2
    at.text_input(key="search").set_value("acme SEARCH").run()
    assert list(at.dataframe[0].value["Company"]) == ["Acme"]
    at.segmented_control(key="view").set_value("Board").run()
    assert [card["company"] for card in board(at)["cards"]] == ["Acme"]
    assert "Showing 1 of 2" in shown(at)


def test_a_hostile_name_is_shown_as_it_was_typed(store: Store) -> None:
    log(store, HOSTILE, HOSTILE)
    at = opened()
    assert board(at)["cards"][0]["company"] == HOSTILE
    at.segmented_control(key="view").set_value("Table").run()
    assert list(at.dataframe[0].value["Title"]) == [HOSTILE]
