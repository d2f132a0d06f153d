"""The page of all people: how many, who, and adding somebody."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from streamlit.testing.v1 import AppTest

from tests.commands.making import MONDAY, contact, contacts
from tracker import commands, inputs
from tracker.models import Person, Position, Provenance, Refusal, Tie, TieKind

if TYPE_CHECKING:
    from tracker.store import Store

ROOT = Path(__file__).parents[2]
HOSTILE = "</script><img src=x onerror=alert(1)> :red[x] [a](javascript:alert(1))"


def opened() -> AppTest:
    at = AppTest.from_file(str(ROOT / "pages/frame.py"), default_timeout=30)
    at.switch_page("people/people.py").run()
    assert not at.exception
    return at


def add(store: Store, *given: dict[str, object]) -> None:
    with store.change() as work:
        for one in given:
            commands.add_person(work, inputs.parse(inputs.PersonIn, one))


def press(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def test_an_empty_network_says_what_comes_here_with_one_button(store: Store) -> None:
    at = opened()
    assert at.title[0].value == "No people yet\\."
    assert not at.dataframe
    press(at, "Bring in my contacts")
    assert "Bring in what you already have" in at.title[0].value


def test_the_table_tells_contacts_from_others(store: Store) -> None:
    add(store, {"name": "Ana Ruiz", "is_contact": True}, {"name": "Bo Lindqvist"})
    at = opened()
    assert at.title[0].value == "1 person you know\\."
    frame = at.dataframe[0].value
    assert frame["Name"].tolist() == ["Ana Ruiz", "Bo Lindqvist"]
    assert frame["My contact"].tolist() == ["yes", "no"]
    at.text_input(key="people_text").set_value("lind").run()
    assert at.dataframe[0].value["Name"].tolist() == ["Bo Lindqvist"]
    at.text_input(key="people_text").set_value("nobody at all").run()
    assert not at.dataframe
    assert any("Nobody fits" in text.value for text in at.markdown)


def test_choosing_a_row_opens_that_person(store: Store) -> None:
    add(store, {"name": "Ana Ruiz"}, {"name": "Bo Lindqvist"})
    at = opened()
    at.session_state["people_table"] = {"selection": {"rows": [1]}}
    at.run()
    assert not at.exception
    assert at.title[0].value == "Bo Lindqvist"


def test_a_person_is_added_once_and_the_form_is_blank_again(store: Store) -> None:
    at = opened()
    at.text_input(key="person_0_name").set_value("Ana Ruiz")
    at.text_input(key="person_0_company").set_value("Lumen")
    press(at, "Save person")
    assert at.title[0].value == "1 person you know\\."
    assert at.text_input(key="person_1_name").value == ""
    with store.reading() as work:
        assert [row.name for row in work.all(Person) if not row.is_me] == ["Ana Ruiz"]
        assert len(work.all(Position)) == 1


def test_a_mistake_is_said_and_what_was_typed_stays(store: Store) -> None:
    at = opened()
    at.text_input(key="person_0_name").set_value("Ana Ruiz")
    at.text_input(key="person_0_email").set_value("not an address")
    press(at, "Save person")
    assert "e\\-mail address" in at.error[0].value
    assert at.text_input(key="person_0_name").value == "Ana Ruiz"


def test_a_tie_is_added_with_its_chance(store: Store) -> None:
    add(store, {"name": "Bo Lindqvist"})
    at = opened()
    at.text_input(key="tie_0_from").set_value("Ana Ruiz")
    at.text_input(key="tie_0_to").set_value("Bo Lindqvist")
    at.selectbox(key="tie_0_kind").set_value(TieKind.COLLEAGUE)
    at.number_input(key="tie_0_chance").set_value(0.45)
    press(at, "Save tie")
    with store.reading() as work:
        (tie,) = work.all(Tie)
    assert (tie.kind, tie.chance, tie.both_ways) == (TieKind.COLLEAGUE, 0.45, True)


def test_a_hostile_name_is_a_cell_like_any_other(store: Store) -> None:
    add(store, {"name": HOSTILE, "company": HOSTILE, "is_contact": True})
    at = opened()
    assert at.dataframe[0].value["Name"].tolist() == [HOSTILE]


def test_two_are_made_one_and_parted_again(store: Store) -> None:
    ana = {"email": "a@b.c", "is_contact": True}
    add(store, {"name": "Ana Ruiz", **ana}, {"name": "Ana R.", **ana})
    at = opened()
    assert any("same e\\-mail" in text.value for text in at.markdown)
    next(
        b for b in at.button if b.label.startswith("Make one, as Ana Ruiz")
    ).click().run()
    assert not at.exception
    with store.reading() as work:
        assert {p.name for p in work.all(Person) if not p.is_me} == {"Ana Ruiz"}
    press(at, "Part again 1")
    with store.reading() as work:
        assert len(work.all(Person)) == 3
    press(at, "Not the same")
    assert not [b for b in at.button if b.label.startswith("Make one")]


def job(person: str, **facts: object) -> inputs.PositionIn:
    given = {"person": person, "company": "Initech", "team": HOSTILE} | facts
    return inputs.parse(inputs.PositionIn, given | {"started_on": "2019-01-01"})


def test_a_possible_tie_is_confirmed_or_refuted_in_one_click(store: Store) -> None:
    with store.change() as work:
        for person in ("Me", "Ana Ruiz", "Bo Lindqvist"):
            commands.add_position(work, job(person, team_size=5))
    at = opened()
    assert labels(at, "know each other") == [
        "We know each other",
        "We know each other",
        "They know each other",
    ]
    press(at, "We know each other")
    press(at, "They do not")
    assert labels(at, "know each other") == ["We know each other"]
    with store.reading() as work:
        assert [tie.provenance for tie in work.all(Tie)] == [Provenance.TEAM]
        assert len(work.all(Refusal)) == 1


def labels(at: AppTest, part: str) -> list[str]:
    return [button.label for button in at.button if part in button.label]


def test_friends_who_share_are_listed_with_their_consent(store: Store) -> None:
    with store.change() as work:
        rows = contacts(contact(2, "Bo Lindqvist"))
        commands.add_import(work, rows, friend="Ana Ruiz", today=MONDAY)
    told = "\n".join(text.value for text in opened().markdown)
    assert "Ana Ruiz's contacts (1 file" in told.replace("\\", "")
    assert "in no chain" in told
