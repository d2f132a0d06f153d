"""Whatever was done on a page is offered to be taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from tracker import commands, inputs
from tracker.models import Application
from tracker.search import current

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.store import Store

ROOT = Path(__file__).parents[2]
MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTHOLD_TODAY", MONDAY.isoformat())


def log(store: Store) -> UUID:
    given = {"company": "Kestrel AI", "title": "ML engineer"}
    with store.change() as work:
        return commands.add_application(
            work, inputs.parse(inputs.ApplicationIn, given), on=MONDAY
        ).id


def binned(store: Store) -> tuple[AppTest, UUID]:
    """Open an application and put it in the bin by its page."""
    id_ = log(store)
    at = AppTest.from_file(str(ROOT / "pages/frame.py"), default_timeout=30)
    at.query_params["application"] = str(id_)
    at.switch_page("search/application.py").run()
    assert "undo_last" not in keys(at)
    at.menu_button(key="more").click("Put in the bin").run()
    assert not at.exception
    assert id_ not in current(store, "me").applications
    return at, id_


def keys(at: AppTest) -> set[str]:
    return {str(button.key) for button in at.button}


def test_an_action_is_taken_back_by_its_offer(store: Store) -> None:
    at, id_ = binned(store)
    at.button(key="undo_last").click().run()
    assert not at.exception
    assert id_ in current(store, "me").applications
    assert at.toast[-1].value.replace("\\", "") == "Taken back: 1 application."
    assert "undo_last" not in keys(at)


def test_the_offer_can_be_sent_away(store: Store) -> None:
    at, id_ = binned(store)
    at.button(key="undo_keep").click().run()
    assert "undo_last" not in keys(at)
    assert id_ not in current(store, "me").applications


def test_an_offer_that_was_seen_goes_with_the_page(store: Store) -> None:
    at, _ = binned(store)
    assert "undo_last" in keys(at)
    at.switch_page("keep/settings.py").run()
    assert "undo_last" not in keys(at)


def test_what_changed_since_is_said_and_left(store: Store) -> None:
    at, id_ = binned(store)
    with store.change() as work:
        commands.restore_record(work, Application, id_)
    at.button(key="undo_last").click().run()
    assert "changed again since" in at.error[0].value
    assert id_ in current(store, "me").applications
