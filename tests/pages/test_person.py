"""The page of one person."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from tests.commands.making import contact, contacts
from tracker import commands, inputs, network
from tracker.models import (
    Ask,
    AskState,
    Education,
    ImportBatch,
    Person,
    Position,
    Tie,
)
from tracker.reports import people
from tracker.store import LOCAL_OWNER
from tracker.ui.persons import ties_key

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.store import Store

ROOT = Path(__file__).parents[2]
MONDAY = date(2026, 11, 23)
HOSTILE = "</script><img src=x onerror=alert(1)> :red[x]"


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTHOLD_TODAY", MONDAY.isoformat())


@pytest.fixture
def ana(store: Store) -> UUID:
    """Ana, whom I know, at Initech; I asked her about Lumen."""
    with store.change() as work:
        given = {"name": "Ana Ruiz", "company": "Initech", "is_contact": True}
        row = commands.add_person(work, inputs.parse(inputs.PersonIn, given))
        ask = inputs.parse(inputs.AskIn, {"person": "Ana Ruiz", "company": "Lumen"})
        commands.add_ask(work, ask, on=MONDAY)
        return row.id


def opened(person: object) -> AppTest:
    at = AppTest.from_file(str(ROOT / "pages/frame.py"), default_timeout=30)
    at.query_params["person"] = str(person)
    at.switch_page("people/person.py").run()
    assert not at.exception
    return at


def press(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def texts(at: AppTest) -> str:
    return "\n".join(text.value for text in at.markdown)


@pytest.mark.parametrize("person", ["", "x", uuid4()])
def test_a_wrong_link_says_so(store: Store, person: object) -> None:
    at = opened(person)
    assert at.title[0].value == "This person is not in your network\\."


def test_somebody_of_another_owner_is_not_shown(store: Store) -> None:
    with store.change("somebody") as work:
        given = inputs.parse(inputs.PersonIn, {"name": "Secret"})
        other = commands.add_person(work, given).id
    assert opened(other).title[0].value == "This person is not in your network\\."


def test_the_page_tells_the_job_the_tie_and_the_ask(store: Store, ana: UUID) -> None:
    at = opened(ana)
    assert at.title[0].value == "Ana Ruiz"
    assert "Initech" in texts(at)
    assert "You know Ana Ruiz yourself" in texts(at)
    assert at.dataframe[1].value["With"].tolist() == ["Me"]
    assert at.dataframe[1].value["How it is known"].tolist() == ["typed by you"]
    assert "Pass me on into **Lumen**" in texts(at)


def test_with_whom_how_likely_and_how_known_fit_a_phone(
    store: Store, ana: UUID
) -> None:
    ties = opened(ana).dataframe[1]
    widths = json.loads(ties.proto.columns)
    first = list(ties.value)[:3]
    assert first == ["With", "Chance", "How it is known"]
    assert sum(widths[name]["width"] for name in first) <= 322


def test_what_became_of_an_ask_is_chosen_in_place(store: Store, ana: UUID) -> None:
    at = opened(ana)
    box = next(box for box in at.selectbox if "ask about Lumen" in box.label)
    box.set_value(AskState.AGREED).run()
    assert not at.exception
    with store.reading() as work:
        assert [ask.state for ask in work.all(Ask)] == [AskState.AGREED]


def test_who_is_not_to_be_contacted_is_in_no_chain(store: Store, ana: UUID) -> None:
    at = opened(ana)
    at.toggle(key="no_contact").set_value(True).run()
    assert not at.exception
    assert "No chain leads through Ana Ruiz" in texts(at)
    with store.reading() as work:
        assert work.get(Person, ana).no_contact


def test_facts_are_edited_in_place(store: Store, ana: UUID) -> None:
    at = press(opened(ana), "Edit")
    at.text_area(key=f"person_{ana}_0_note").set_value("Met at a fair.")
    press(at, "Save")
    assert at.text[0].value == "Met at a fair."
    assert not [button for button in at.button if button.label == "Save"]


def test_a_second_tab_is_told_and_loses_nothing(store: Store, ana: UUID) -> None:
    at = press(opened(ana), "Edit")
    with store.change() as work:
        commands.edit_person(work, ana, version=None, note="From the other tab.")
    at.text_area(key=f"person_{ana}_0_note").set_value("From this tab.")
    press(at, "Save")
    assert "changed elsewhere" in at.error[0].value
    assert at.text_area(key=f"person_{ana}_0_note").value == "From this tab."
    press(at, "Save what I typed")
    with store.reading() as work:
        assert work.get(Person, ana).note == "From this tab."


def test_a_tie_to_them_is_added_here(store: Store, ana: UUID) -> None:
    at = opened(ana)
    at.text_input(key=f"tie_{ana}_0_from").set_value("Mei Lin")
    press(at, "Save tie")
    with store.reading() as work:
        assert len(work.all(Tie, Tie.to_id == ana)) == 2
    assert set(at.dataframe[1].value["With"]) == {"Me", "Mei Lin"}


def test_the_chance_is_explained_and_can_be_stated(store: Store, ana: UUID) -> None:
    at = opened(ana)
    why = next(each for each in at.expander if each.label == "Why 25%")
    assert why.dataframe[0].value["What is known"].tolist() == ["A contact"]
    assert "no part of the chance" in texts(at)
    at.number_input(key=f"chance_{ana}_0_chance").set_value(40)
    press(at, "State it")
    assert [each.label for each in at.expander if each.label == "Why 40%"]
    assert "You stated this chance" in texts(at)
    press(at, "Estimate it again")
    with store.reading() as work:
        assert [tie.chance for tie in work.all(Tie)] == [None]


def test_the_bin_takes_and_gives_back(store: Store, ana: UUID) -> None:
    at = press(opened(ana), "Put in the bin")
    assert at.title[0].value == "Ana Ruiz is in the bin\\."
    press(at, "Restore")
    assert at.title[0].value == "Ana Ruiz"


def test_i_am_sent_to_settings(store: Store) -> None:
    with store.change() as work:
        mine = commands.me(work).id
    at = opened(mine)
    assert [button.label for button in at.button if "Settings" in button.label]


def test_a_hostile_name_is_shown_as_typed(store: Store) -> None:
    with store.change() as work:
        given = {"name": HOSTILE, "company": HOSTILE, "profile_url": "https://x.org"}
        row = commands.add_person(work, inputs.parse(inputs.PersonIn, given))
    at = opened(row.id)
    assert ":red[" not in at.title[0].value
    assert "<img" not in texts(at).replace("\\<", "")


def test_a_friend_agrees_and_takes_their_contacts_back(store: Store) -> None:
    with store.change() as work:
        rows = contacts(contact(2, "Bo Lindqvist"))
        done = commands.add_import(work, rows, friend="Ana Ruiz", today=MONDAY)
        assert done.batch_id is not None
        friend = work.get(ImportBatch, done.batch_id).friend_id
    at = press(opened(friend), "They agreed today")
    assert "agreed on" in texts(at)
    with store.reading() as work:
        assert [batch.consent_on for batch in work.all(ImportBatch)] == [MONDAY]
    press(opened(friend), "Remove this friend's contacts")
    with store.reading() as work:
        assert work.all(ImportBatch) == []
        assert not work.all(Person, Person.name == "Bo Lindqvist")


def test_jobs_and_schools_are_added_and_removed(store: Store, ana: UUID) -> None:
    at = opened(ana)
    for key, value in (("company", "Globex"), ("team", HOSTILE)):
        at.text_input(key=f"job_{ana}_0_{key}").set_value(value)
    at.number_input(key=f"job_{ana}_0_team_size").set_value(6)
    press(at, "Save job")
    at.text_input(key=f"school_{ana}_0_school").set_value("TU Berlin")
    at.date_input(key=f"school_{ana}_0_started_on").set_value(date(2010, 10, 1))
    at.date_input(key=f"school_{ana}_0_ended_on").set_value(date(2009, 10, 1))
    press(at, "Save school")
    assert any("must not lie before" in error.value for error in at.error)
    at.date_input(key=f"school_{ana}_0_ended_on").set_value(date(2013, 10, 1))
    press(at, "Save school")
    assert "2010-10 to 2013-10" in texts(at).replace("\\", "")
    with store.reading() as work:
        assert [row.team_size for row in work.all(Position)].count(6) == 1
        assert len(work.all(Education)) == 1
    for _ in range(3):
        press(at, "Remove")
    with store.reading() as work:
        assert (work.all(Position), work.all(Education)) == ([], [])


def choose_tie(store: Store, at: AppTest, person: UUID, row: int) -> None:
    net = network.current(store, LOCAL_OWNER, MONDAY)
    key = ties_key(person, people.ties(net, person))
    at.session_state[key] = {"selection": {"rows": [row]}}
    at.run()


def test_no_other_tie_is_chosen_once_chances_have_changed_the_order(
    store: Store, ana: UUID
) -> None:
    with store.change() as work:
        for name, chance in (("Best", 0.9), ("Good", 0.8)):
            given = {"from": "Ana Ruiz", "to": name, "chance": chance}
            commands.add_tie(work, inputs.parse(inputs.TieIn, given))
    at = opened(ana)
    choose_tie(store, at, ana, 1)
    there, back = (box for box in at.number_input if "Best" in box.label)
    there.set_value(10)
    back.set_value(10)
    press(at, "Save these chances")
    assert "Remove this tie" not in [button.label for button in at.button]


def test_a_tie_is_stated_in_each_direction_and_removed(store: Store, ana: UUID) -> None:
    with store.change() as work:
        given = {"from": "Ana Ruiz", "to": HOSTILE, "chance": 0.8}
        commands.add_tie(work, inputs.parse(inputs.TieIn, given))
        [other] = work.all(Person, Person.name == HOSTILE)
    at = opened(ana)
    choose_tie(store, at, ana, 1)
    there, back = (box for box in at.number_input if "passes me on to" in box.label)
    assert (there.value, back.value) == (80, 80)
    back.set_value(10)
    press(at, "Save these chances")
    with store.reading() as work:
        found = commands.between(work, ana, other.id)
    assert found is not None
    assert (found.there, found.back) == (0.8, 0.1)
    choose_tie(store, at, ana, 1)
    press(at, "Remove this tie")
    with store.reading() as work:
        assert commands.between(work, ana, other.id) is None
