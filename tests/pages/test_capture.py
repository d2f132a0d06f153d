"""Capturing, warnings while logging, and the pasted schedule, on the pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_applications import log, type_company
from tests.test_schedules import TALK
from tracker import capture
from tracker.models import Round
from tracker.search import current
from tracker.ui import capturing

if TYPE_CHECKING:
    from tracker.store import Store

ROOT = Path(__file__).parents[2]
MONDAY = date(2026, 11, 23)
PAYLOAD = {
    "url": "https://acme.example/jobs?gh_jid=12",
    "title": "Data Engineer at Acme",
    "selection": "Build pipelines.",
}


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTHOLD_TODAY", MONDAY.isoformat())


def opened(path: str, **query: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "pages/frame.py"), default_timeout=30)
    for name, value in query.items():
        at.query_params[name] = value
    at.switch_page(path).run()
    assert not at.exception
    return at


def press(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def test_a_payload_is_shown_and_nothing_is_saved_by_itself(store: Store) -> None:
    at = opened("search/capture.py", d=capture.encode(PAYLOAD))
    assert at.title[0].value == "Log Data Engineer at Acme\\?"
    values = [box.value for box in at.text_input]
    assert {"Data Engineer", PAYLOAD["url"]} <= set(values)
    assert at.text_area[0].value == "Build pipelines."
    assert not current(store, "me").applications


def test_saving_keeps_the_text_and_goes_to_the_application(store: Store) -> None:
    at = press(opened("search/capture.py", d=capture.encode(PAYLOAD)), "Save")
    (row,) = current(store, "me").applications.values()
    assert (row.title, row.posting) == ("Data Engineer", "Build pipelines.")
    assert at.title[0].value == "Acme"
    assert any(each.value == "Build pipelines." for each in at.text)


def test_a_payload_that_holds_nothing_says_so_and_takes_a_paste(store: Store) -> None:
    at = opened("search/capture.py", d="AAAA")
    assert "does not hold a posting" in at.error[0].value
    at.text_area[0].set_value("Chef at Initech")
    press(at, "Read the posting")
    assert at.title[0].value == "Log Chef at Initech\\?"


def test_pasting_nothing_is_answered_in_a_sentence(store: Store) -> None:
    at = press(opened("search/capture.py"), "Read the posting")
    assert "No posting was found" in at.error[0].value


def test_the_same_link_is_warned_of_before_saving(store: Store) -> None:
    log(store, "Acme", "Data Engineer", url=PAYLOAD["url"])
    at = opened("search/capture.py", d=capture.encode(PAYLOAD))
    assert "already have an application with this link" in at.warning[0].value


def test_the_short_form_warns_while_it_is_typed(store: Store) -> None:
    log(store, "Acme", "Data Engineer", stage="rejected", applied_on="2026-10-01")
    at = opened("search/applications.py", add="1")
    type_company(at, "ACME Inc.")
    at.text_input(key="application_0_title").set_value("Sr. Data Engineer").run()
    (warning,) = at.warning
    assert "refused you on 23 Nov 2026" in warning.value
    assert "from 23 Nov 2027 on" in warning.value
    type_company(at, "ACME Inc.")
    at.text_input(key="application_0_title").set_value("data engineer").run()
    assert "You already have" in at.warning[0].value
    assert len(current(store, "me").applications) == 1


def test_the_bookmark_leads_to_this_app_and_to_no_other() -> None:
    code = unquote(capturing.bookmarklet("http://localhost:9999/import?x=1"))
    assert 'window.open("http://localhost:9999/capture?d="' in code
    hostile = unquote(capturing.bookmarklet('http://x"+alert(1)+"/'))
    assert "alert" not in hostile
    assert "http://localhost:8501/capture" in hostile


def test_a_pasted_schedule_is_shown_first_and_then_made(store: Store) -> None:
    id_ = str(log(store, "Acme"))
    at = opened("search/application.py", application=id_)
    press(at, "Paste a schedule")
    at.text_area[0].set_value(TALK).run()
    assert list(at.dataframe[0].value["Minutes"]) == [60, 45, 75, 90, 30]
    words = " ".join(each.value for each in at.markdown)
    assert "300 minutes without a break" in words
    with store.reading() as work:
        assert not work.all(Round)
    press(at, "Make 5 rounds")
    assert at.toast[0].value == "Made 5 rounds\\."
    with store.reading() as work:
        assert len(work.all(Round)) == 5


def test_a_schedule_that_cannot_be_read_says_so(store: Store) -> None:
    id_ = str(log(store, "Acme"))
    at = opened("search/application.py", application=id_, schedule="1")
    at.text_area[0].set_value("tomorrow, all day").run()
    assert "begins with a time" in at.error[0].value
