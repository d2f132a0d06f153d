"""Settings: the numbers of the follow-up rules, and drafts of messages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from streamlit.testing.v1 import AppTest

from tracker.models import Searcher

if TYPE_CHECKING:
    from tracker.store import Store

ROOT = Path(__file__).parents[2]


def opened(fold: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "pages/frame.py"), default_timeout=30).run()
    at.switch_page("keep/settings.py")
    at.session_state[fold] = True
    at.run()
    assert not at.exception
    return at


def press(at: AppTest, label: str) -> None:
    next(each for each in at.button if each.label == label).click().run()
    assert not at.exception


def searcher(store: Store) -> Searcher:
    with store.reading() as work:
        return work.first(Searcher) or Searcher(owner=work.owner)


def save(at: AppTest, form: str) -> None:
    next(
        each
        for each in at.button
        if each.label == "Save" and form in (each.form_id or "")
    ).click().run()
    assert not at.exception


def test_numbers_are_changed_kept_and_set_back(store: Store) -> None:
    at = opened("rules_open")
    at.number_input(key="rules_0_follow_up_days").set_value(10)
    save(at, "rules")
    assert searcher(store).rules == {"follow_up_days": 10}
    assert "1 of 14 numbers is your own" in str([each.value for each in at.markdown])

    press(at, "Back to the usual numbers")
    assert searcher(store).rules == {}
    assert at.number_input(key="rules_2_follow_up_days").value == 7


def test_silence_cannot_be_an_answer_before_the_first_follow_up(store: Store) -> None:
    at = opened("rules_open")
    at.number_input(key="rules_0_no_answer_applied_days").set_value(7)
    save(at, "rules")
    refusal = at.error[0].value.replace("\\", "")
    assert "before the first follow-up after 7" in refusal
    assert searcher(store).rules == {}


def test_a_draft_is_changed_refused_and_set_back(store: Store) -> None:
    at = opened("drafts_open")
    body = at.text_area(key="draft_thank_you_0_body")
    body.set_value("Hi {frist_name}")
    save(at, "draft_thank_you")
    assert "nothing that can be filled in" in at.error[0].value
    assert searcher(store).templates == {}

    at.text_area(key="draft_thank_you_0_body").set_value("Hi {first_name}")
    save(at, "draft_thank_you")
    assert searcher(store).templates == {
        "thank_you": "Thank you for the conversation\nHi {first_name}"
    }
    press(at, "Back to the usual words")
    assert searcher(store).templates == {}
