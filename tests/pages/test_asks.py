"""The page of asks: where each stands, and whom to ask next."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from tests.commands.making import log, meet, tie
from tracker import commands, inputs
from tracker.models import Application, Ask, AskChange, AskState, Company, Source
from tracker.network import cutting

if TYPE_CHECKING:
    from tracker.store import Store

ROOT = Path(__file__).parents[2]
MONDAY = date(2026, 11, 23)
HOSTILE = "</script><img src=x onerror=alert(1)> :red[x]"


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTHOLD_TODAY", MONDAY.isoformat())


@pytest.fixture
def lumen(store: Store) -> Store:
    """Ana knows Bo, who is inside Lumen; so does Mei, less well."""
    with store.change() as work:
        log(work, "Lumen")
        meet(work, "Bo Lindqvist", "Lumen")
        for name, chance in (("Ana Ruiz", 0.8), ("Mei Lin", 0.4)):
            tie(work, "Me", name, chance=chance)
            tie(work, name, "Bo Lindqvist", chance=0.5)
    return store


def ask(store: Store, days: int = 0, **facts: object) -> None:
    given = {"person": "Ana Ruiz", "company": "Lumen"} | facts
    with store.change() as work:
        on = MONDAY - timedelta(days=days)
        commands.add_ask(work, inputs.parse(inputs.AskIn, given), on=on)


def opened(view: str = "") -> AppTest:
    at = AppTest.from_file(str(ROOT / "pages/frame.py"), default_timeout=30)
    at.switch_page("people/asks.py").run()
    if view:
        at.segmented_control(key="asks").set_value(view).run()
    assert not at.exception
    return at


def press(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def labels(at: AppTest) -> list[str]:
    return [button.label for button in at.button]


def texts(at: AppTest) -> str:
    return "\n".join(text.value for text in at.markdown).replace("\\", "")


def states(store: Store) -> list[AskState]:
    with store.reading() as work:
        return [row.state for row in work.all(Ask)]


def test_an_empty_store_says_what_comes_here(store: Store) -> None:
    at = opened()
    assert at.title[0].value == "No company needs an ask now\\."
    assert "No company you track has an open application" in texts(at)
    assert "See my applications" in labels(at)
    at = opened("Open")
    assert at.title[0].value == "Nobody was asked yet\\."
    assert "See the ways in" in labels(at)
    opened("Over")
    assert "Whoever you ask comes here" in texts(opened("People asked"))


def test_the_plan_is_drafted_in_one_click(lumen: Store) -> None:
    at = opened("Plan this week")
    assert at.title[0].value.startswith("Ask 2 people and expect 0\\.5 companies")
    frame = at.dataframe[0].value
    assert frame["Whom to ask"].tolist()[0] == "This plan"
    at.number_input(key="asks_k").set_value(1).run()
    press(at, "Draft this ask")
    assert states(lumen) == [AskState.DRAFTED]
    at = opened("Open")
    assert at.title[0].value == "1 ask is drafted and not sent yet\\."
    with lumen.reading() as work:
        [row], [application] = work.all(Ask), work.all(Application)
    assert row.application_id == application.id


def test_the_plan_looks_as_far_as_is_chosen_and_referrals_too(lumen: Store) -> None:
    at = opened("Plan this week")
    assert "1 company you track, over chains of at most 3 ties." in texts(at)
    at.segmented_control(key="max_ties").set_value(1).run()
    assert at.title[0].value == "Nobody can be asked this week\\."
    assert "over chains of at most 1 tie." in texts(at)
    at.switch_page("people/referrals.py").run()
    assert at.segmented_control(key="max_ties").value == 1
    assert at.title[0].value == "No way into the company you track is known\\."


def test_four_ties_are_still_chosen_after_a_part_that_offers_three(
    lumen: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = opened("Plan this week")
    at.segmented_control(key="max_ties").set_value(4).run()
    with lumen.reading() as work:
        [company] = work.all(Company)
    with monkeypatch.context() as large:
        large.setattr(cutting, "MOST_TIES_LOADED", 1)
        at.query_params["company"] = str(company.id)
        at.switch_page("people/referrals.py").run()
        assert not at.exception
        assert at.segmented_control(key="max_ties").value == 3
    at.switch_page("people/asks.py").run()
    at.segmented_control(key="asks").set_value("Plan this week").run()
    assert at.segmented_control(key="max_ties").value == 4


def test_an_ask_is_sent_agreed_to_and_passed_on(lumen: Store) -> None:
    ask(lumen, state="drafted", title="Engineer")
    at = press(opened(), "Sent to Ana")
    at = press(at, "Ana agreed")
    at = press(at, "Ana introduced me")
    at = press(at, "Ana submitted me")
    assert states(lumen) == [AskState.SUBMITTED]
    with lumen.reading() as work:
        assert len(work.all(AskChange)) == 5
        assert [row.source for row in work.all(Application)] == [Source.REFERRAL]


def test_a_nudge_is_ticked_off_once(lumen: Store) -> None:
    ask(lumen, 8)
    at = opened()
    assert at.title[0].value == "Nudge Ana Ruiz about Lumen\\."
    press(at, "Nudged Ana")
    assert "Nudged Ana" not in labels(at)
    assert at.title[0].value == "1 ask is under way\\."


def test_a_silent_ask_is_over_and_can_be_revived(lumen: Store) -> None:
    ask(lumen, 15)
    at = opened("Over")
    assert "no answer in 14 days" in texts(at)
    press(at, "Ask Ana once more")
    with lumen.reading() as work:
        [row] = work.all(Ask)
    assert (row.state, row.asked_on) == (AskState.ASKED, MONDAY)
    assert "Asked Mon 23 Nov" in texts(opened("Open"))


def details(store: Store, at: AppTest) -> AppTest:
    with store.reading() as work:
        [row] = work.all(Ask)
    at.session_state[f"ask_more_{row.id}"] = True
    at.run()
    assert not at.exception
    return at


def test_the_message_is_drafted_and_kept_with_the_step(lumen: Store) -> None:
    ask(lumen, state="drafted")
    at = details(lumen, opened())
    body = next(area for area in at.text_area if area.label == "Message")
    assert (body.value or "").startswith("Hi Ana,")
    body.set_value("Dear Ana, it is me.")
    press(at, "Sent to Ana")
    with lumen.reading() as work:
        [sent] = work.all(AskChange, AskChange.state == AskState.ASKED)
    assert sent.note == "Dear Ana, it is me."


def test_a_step_can_be_dated_and_taken_back(lumen: Store) -> None:
    ask(lumen, 3)
    at = details(lumen, opened())
    box = next(box for box in at.selectbox if box.label == "Step")
    assert "Silent, no answer" in box.options
    box.set_value(AskState.DECLINED)
    press(at, "Save the step")
    assert states(lumen) == [AskState.DECLINED]
    at = opened("Over")
    press(details(lumen, at), "Take the last step back")
    assert states(lumen) == [AskState.ASKED]


def test_who_is_not_to_be_contacted_gets_no_message(lumen: Store) -> None:
    ask(lumen, state="drafted")
    with lumen.change() as work:
        [row] = work.all(Ask)
        commands.edit_person(work, row.person_id, version=None, no_contact=True)
    at = details(lumen, opened())
    assert "Sent to Ana" not in labels(at)
    assert "there is no message" in texts(at)
    assert not at.text_area


def test_people_asked_stand_in_a_table(lumen: Store) -> None:
    ask(lumen, 3)
    at = opened("People asked")
    assert "Silent: no answer in 14 days." in texts(at)
    frame = at.dataframe[0].value
    assert frame["Person"].tolist() == ["Ana Ruiz"]
    assert frame["May be asked again"].tolist() == ["Is being asked about Lumen"]


def test_hostile_names_stay_text(store: Store) -> None:
    with store.change() as work:
        log(work, HOSTILE, title=HOSTILE)
        meet(work, HOSTILE, HOSTILE, is_contact=True)
    ask(store, 8, person=HOSTILE, company=HOSTILE, title=HOSTILE)
    for view in ("Open", "Plan this week", "People asked"):
        at = opened(view)
        if view == "Open":
            details(store, at)
        for text in at.markdown:
            assert "<img" not in text.value.replace("\\<", "")
            assert ":red[" not in text.value
