"""The page of ways into a company."""

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
from tracker.models import Ask, Company
from tracker.network import cutting

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.store import Store

ROOT = Path(__file__).parents[2]
MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTHOLD_TODAY", MONDAY.isoformat())


@pytest.fixture
def lumen(store: Store) -> UUID:
    """Lumen and Umbra are tracked; Ana and Mei lead to Bo, who is inside Lumen."""
    with store.change() as work:
        for company in ("Lumen", "Umbra"):
            given = inputs.parse(
                inputs.ApplicationIn, {"company": company, "title": "Engineer"}
            )
            commands.add_application(work, given, on=MONDAY)
        one = inputs.parse(
            inputs.PersonIn, {"name": "Bo Lindqvist", "company": "Lumen"}
        )
        commands.add_person(work, one)
        for start, end, chance in (
            ("Me", "Ana Ruiz", 0.8),
            ("Ana Ruiz", "Bo Lindqvist", 0.5),
            ("Me", "Mei Lin", 0.4),
            ("Mei Lin", "Bo Lindqvist", 0.5),
        ):
            tie = {"from": start, "to": end, "chance": chance}
            commands.add_tie(work, inputs.parse(inputs.TieIn, tie))
    return company_id(store, "Lumen")


def company_id(store: Store, name: str) -> UUID:
    with store.reading() as work:
        return next(row.id for row in work.all(Company) if row.name == name)


def opened(company: object = "") -> AppTest:
    at = AppTest.from_file(str(ROOT / "pages/frame.py"), default_timeout=30)
    if company:
        at.query_params["company"] = str(company)
    at.switch_page("people/referrals.py").run()
    assert not at.exception
    return at


def press(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def labels(at: AppTest) -> list[str]:
    return [button.label for button in at.button]


def test_an_empty_store_offers_to_log_an_application(store: Store) -> None:
    at = opened()
    assert at.title[0].value == "No company is tracked yet\\."
    assert "Log an application" in labels(at)


def test_with_nothing_tracked_the_best_ways_in_are_shown(store: Store) -> None:
    with store.change() as work:
        for number in range(12):
            given = {"name": f"P{number}", "company": f"Firm {number}"}
            commands.add_person(work, inputs.parse(inputs.PersonIn, given))
            tie = {"from": "Me", "to": f"P{number}", "chance": 0.9 - number / 20}
            commands.add_tie(work, inputs.parse(inputs.TieIn, tie))
    at = opened()
    assert at.title[0].value == (
        "You know a way into 12 companies\\, none of them tracked yet\\."
    )
    rows = [text.value for text in at.markdown if "→" in text.value]
    assert len(rows) == 10
    assert rows[0].startswith("Me → **P0** :gray[at Firm 0]")
    assert "Log an application" in labels(at)
    press(at, "See Firm 1")
    assert at.title[0].value == "P1 is your best way into Firm 1\\."


def test_all_tracked_companies_stand_in_one_table(store: Store, lumen: UUID) -> None:
    at = opened()
    assert at.title[0].value == "You know a way into 1 of the 2 companies you track\\."
    frame = at.dataframe[0].value
    assert frame["Company"].tolist() == ["Lumen", "Umbra"]
    assert frame["Best through"].tolist() == ["Ana Ruiz", "no chain known"]


def test_what_matters_of_each_company_fits_a_phone_and_the_wide_page(
    store: Store, lumen: UUID
) -> None:
    shown = opened().dataframe[0].proto
    columns = list(shown.column_order)
    settings = json.loads(shown.columns)
    widths = [settings[name]["width"] for name in columns]
    assert columns[:3] == ["Company", "Chance", "Best through"]
    # Of 358 and 902 pixels the boxes that choose a row take 34.
    assert sum(widths[:3]) <= 322
    assert sum(widths) <= 866


def test_the_best_way_is_the_title_and_the_first_row(store: Store, lumen: UUID) -> None:
    at = opened(lumen)
    assert at.title[0].value == "Ana Ruiz is your best way into Lumen\\."
    rows = [text.value for text in at.markdown if "→" in text.value]
    assert rows[0].startswith("Me → **Ana Ruiz** → **Bo Lindqvist** :gray[at Lumen]")
    assert "Weakest link: Ana Ruiz to Bo Lindqvist, 50%" in rows[0].replace("\\", "")
    assert [label for label in labels(at) if label.startswith("Ask")] == [
        "Ask Ana",
        "Ask Mei",
    ]


def test_the_drawing_is_told_as_a_table_too(store: Store, lumen: UUID) -> None:
    at = opened(lumen)
    frame = at.dataframe[0].value
    assert list(zip(frame["From"], frame["To"], strict=True)) == [
        ("Me", "Ana Ruiz"),
        ("Ana Ruiz", "Bo Lindqvist"),
        ("Me", "Mei Lin"),
        ("Mei Lin", "Bo Lindqvist"),
    ]
    press(at, "Show 2")


def test_asking_is_noted_once_and_can_be_taken_back(store: Store, lumen: UUID) -> None:
    at = press(opened(lumen), "Ask Ana")
    assert "Ask Ana" not in labels(at)
    assert any("Asked\\, Mon 23 Nov" in text.value for text in at.markdown)
    with store.reading() as work:
        (ask,) = work.all(Ask)
    assert ask.company_id == lumen
    assert ask.asked_on == MONDAY
    press(at, "Take back 1")
    assert "Ask Ana" in labels(at)


def test_the_ways_can_be_shown_each_through_another_person(
    store: Store, lumen: UUID
) -> None:
    at = opened(lumen)
    at.segmented_control(key="choice").set_value("Each through another person").run()
    assert not at.exception
    told = "".join(text.value for text in at.markdown).replace("\\", "")
    assert "at least one of these 2 works" in told
    assert "Ask Mei" in labels(at)


def test_who_was_asked_about_another_company_is_left_in_peace(
    store: Store, lumen: UUID
) -> None:
    with store.change() as work:
        given = inputs.AskIn(person="Ana Ruiz", company="Umbra")
        commands.add_ask(work, given, on=MONDAY)
    at = opened(lumen)
    assert [label for label in labels(at) if label.startswith("Ask")] == ["Ask Mei"]
    told = "".join(text.value for text in at.markdown).replace("\\", "")
    assert "Ana is being asked about Umbra" in told


def test_new_ties_are_looked_for_on_demand(store: Store, lumen: UUID) -> None:
    at = press(opened(), "Which new tie would help most?")
    told = "".join(text.value for text in at.markdown).replace("\\", "")
    assert "**Bo Lindqvist**" not in told  # .25 is no better than Ana's .4
    assert "No single tie would raise these chances" in told


def test_fewer_ties_may_be_allowed(store: Store, lumen: UUID) -> None:
    at = opened(lumen)
    at.segmented_control(key="max_ties").set_value(1).run()
    assert not at.exception
    assert at.title[0].value == "No chain into Lumen is known\\."
    told = "".join(text.value for text in at.markdown).replace("\\", "")
    assert "The nearest is Bo Lindqvist, 2 ties away" in told


def test_no_chain_is_said_plainly_with_what_would_help(
    store: Store, lumen: UUID
) -> None:
    at = opened(company_id(store, "Umbra"))
    assert at.title[0].value == "No chain into Umbra is known\\."
    assert "Bring in an export" in labels(at)
    assert "Add a person or a tie" in labels(at)


def test_choosing_a_company_keeps_it_in_the_address(store: Store, lumen: UUID) -> None:
    at = opened()
    at.selectbox(key="referrals_company").set_value(lumen).run()
    assert not at.exception
    assert at.title[0].value == "Ana Ruiz is your best way into Lumen\\."
    assert at.query_params["company"] in (str(lumen), [str(lumen)])


def test_a_wrong_link_says_so_and_leads_back(store: Store, lumen: UUID) -> None:
    for wrong in ("x", uuid4()):
        at = opened(wrong)
        assert at.title[0].value == "This company is not in your search\\."
        press(at, "See all companies")
        assert "1 of the 2 companies" in at.title[0].value


def test_a_network_too_large_to_load_is_answered_company_by_company(
    store: Store, lumen: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cutting, "MOST_TIES_LOADED", 1)
    for place in (cutting, network):
        monkeypatch.setattr(place, "current", lambda *_: pytest.fail("it was loaded"))
    at = opened()
    assert at.title[0].value == r"Choose a company to see who can get you in\."
    assert at.selectbox[0].options[1:] == ["Lumen", "Umbra"]
    at = opened(lumen)
    assert at.title[0].value == r"Ana Ruiz is your best way into Lumen\."
    assert "40%" in " ".join(row.value for row in at.markdown)
    press(at, "Ask Ana")
    with store.reading() as work:
        assert len(work.all(Ask)) == 1
    at = opened(company_id(store, "Umbra"))
    assert at.title[0].value == r"No chain into Umbra is known\."


def test_contacts_that_count_for_nothing_yet_are_said(
    store: Store, lumen: UUID
) -> None:
    told = "One friend's contacts are in no chain"
    assert told not in said(opened(lumen))
    file = contacts(contact(2, "Di Ro", company="Lumen"))
    with store.change() as work:
        commands.add_import(work, file, friend="Ana Ruiz", today=MONDAY)
        ana = commands.find_friend(work, "Ana Ruiz")
    for company in ("", lumen):
        assert told in said(opened(company))
    with store.change() as work:
        agreed = commands.Consent(MONDAY)
        commands.note_consent(work, ana.id, agreed, today=MONDAY)
    assert told not in said(opened())


def said(at: AppTest) -> str:
    return "\n".join(text.value for text in at.markdown).replace("\\", "")


def test_the_chance_that_any_works_is_of_the_chains_one_would_use(
    store: Store, lumen: UUID
) -> None:
    def said(at: AppTest) -> str:
        [text] = [m.value for m in at.markdown if "works" in m.value]
        return text.replace("\\", "")

    at = opened(lumen)
    # Both end at Bo, so this is less than 1 - .6 x .8.
    assert "one of these 2 works: 47%" in said(at)
    [pills] = [one for one in at.button_group if one.label.startswith("Which of them")]
    assert "This one works with a chance of 20%" in said(pills.set_value([2]).run())
    [pills] = [one for one in at.button_group if one.label.startswith("Which of them")]
    at = pills.set_value([]).run()
    assert not at.exception
    assert "Choose the chains" in said(at)


def test_who_worked_there_before_is_opened_by_a_click(
    store: Store, lumen: UUID
) -> None:
    with store.change() as work:
        given = {"person": "Ana Ruiz", "company": "Lumen", "ended_on": "2020-01-01"}
        commands.add_position(work, inputs.parse(inputs.PositionIn, given))
    at = opened(lumen)
    assert "Worked there before :gray[1]" in [head.value for head in at.header]
    at.session_state[f"former_{lumen}"] = {"selection": {"rows": [0]}}
    at.run()
    assert at.title[0].value == "Ana Ruiz"


def test_possible_ties_are_used_only_once_they_are_asked_for(
    store: Store, lumen: UUID
) -> None:
    with store.change() as work:
        for name in ("Me", "Bo Lindqvist"):
            given = {"person": name, "company": "Initech", "team": "Search"}
            given |= {"team_size": "6", "started_on": "2020-01-01"}
            commands.add_position(work, inputs.parse(inputs.PositionIn, given))
    at = opened(lumen)
    assert not any("Possible tie" in text.value for text in at.markdown)
    [toggle] = [one for one in at.toggle if one.label == "Possible ties too"]
    assert not toggle.value
    toggle.set_value(True).run()
    assert not at.exception
    rows = [text.value for text in at.markdown if text.value.startswith("Me →")]
    [guess] = [row for row in rows if "Possible tie" in row]
    assert guess.startswith("Me → **Bo Lindqvist**")
    assert any("1 of them on possible ties" in text.value for text in at.markdown)
    assert "Ask Bo" in labels(at)
