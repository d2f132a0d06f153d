"""The application's page: who wrote to whom, and what follows on Today."""

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
    from uuid import UUID

    from streamlit.testing.v1.element_tree import Button

    from tracker.models import Interaction
    from tracker.store import Store

ROOT = Path(__file__).parents[2]
TUESDAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTHOLD_TODAY", TUESDAY.isoformat())


@pytest.fixture
def acme(store: Store) -> UUID:
    """An application whose follow-up is two days late."""
    given = {"company": "Acme", "title": "Engineer", "applied_on": "2026-11-15"}
    with store.change() as work:
        return commands.add_application(
            work, inputs.parse(inputs.ApplicationIn, given), on=TUESDAY
        ).id


def opened(page: str, **query: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "pages/frame.py"), default_timeout=30)
    at.run()
    at.switch_page(page)
    for name, value in query.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def button(at: AppTest, label: str) -> Button:
    return next(each for each in at.button if each.label == label)


def contacts(store: Store) -> list[Interaction]:
    return list(current(store, LOCAL_OWNER).interactions.values())


def shown(at: AppTest) -> str:
    return "\n".join(each.value.replace("\\", "") for each in at.markdown)


def test_their_answer_is_noted_in_one_click_and_taken_back(
    store: Store, acme: UUID
) -> None:
    at = opened("search/application.py", application=str(acme))
    assert "Note when they write" in shown(at)
    button(at, "They wrote today").click().run()
    assert not at.exception
    (row,) = contacts(store)
    assert (row.inbound, row.on, row.application_id) == (True, TUESDAY, acme)
    assert "Tue 24 Nov: message from them" in shown(at)

    button(at, "Remove").click().run()
    assert not at.exception
    assert contacts(store) == []


def test_a_contact_with_a_person_puts_them_in_the_network(
    store: Store, acme: UUID
) -> None:
    at = opened("search/application.py", application=str(acme))
    key = f"contact_{acme}_0"
    at.text_input(key=f"{key}_person").set_value("Bo [x](http://evil.example)")
    at.date_input(key=f"{key}_on").set_value(date(2026, 11, 20))
    next(
        each
        for each in at.button
        if each.label == "Save" and key in (each.form_id or "")
    ).click().run()

    assert not at.exception
    (row,) = contacts(store)
    assert (row.inbound, row.on) == (True, date(2026, 11, 20))
    assert "message from Bo" in shown(at)
    assert not [each for each in at.markdown if "[x](http" in each.value]


def test_what_they_wrote_moves_the_follow_up_on(store: Store, acme: UUID) -> None:
    at = opened("search/today.py")
    menu = next(each for each in at.menu_button if each.label == "More")
    menu.click("They wrote today").run()

    assert not at.exception
    assert at.title[0].value == "Nothing is due today\\."
    assert [row.inbound for row in contacts(store)] == [True]
    assert contacts(store)[0].application_id == acme
