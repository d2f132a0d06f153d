"""The page of one application: moves, history, rounds, facts, two tabs."""

from __future__ import annotations

import re
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from tracker import commands, inputs
from tracker.models import Application, Round, Stage
from tracker.search import current

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.search import Search
    from tracker.store import Store

ROOT = Path(__file__).parents[2]
MONDAY = date(2026, 11, 23)
HOSTILE = "</script><img src=x onerror=alert(1)> :red[x] [a](http://evil.example)"


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTHOLD_TODAY", MONDAY.isoformat())


def log(store: Store, company: str = "Kestrel AI", **more: object) -> UUID:
    given = {"company": company, "title": "ML engineer", **more}
    with store.change() as work:
        return commands.add_application(
            work, inputs.parse(inputs.ApplicationIn, given), on=MONDAY
        ).id


def add_round(store: Store, id_: UUID, **more: object) -> UUID:
    given = {
        "application": id_,
        "starts_at": "2026-11-25T15:30",
        "time_zone": "America/New_York",
        **more,
    }
    with store.change() as work:
        return commands.add_round(work, inputs.parse(inputs.RoundIn, given)).id


def opened(id_: object, **query: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "pages/frame.py"), default_timeout=30)
    at.query_params["application"] = str(id_)
    for name, value in query.items():
        at.query_params[name] = value
    at.switch_page("search/application.py").run()
    assert not at.exception
    return at


def press(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def shown(at: AppTest) -> str:
    """Every line of the page as a person reads it."""
    return "\n".join(each.value.replace("\\", "") for each in at.markdown)


def now(store: Store) -> Search:
    return current(store, "me")


def history(store: Store, id_: UUID) -> list[tuple[str, date]]:
    return [(c.stage.value, c.on) for c in now(store).history[id_]]


@pytest.mark.parametrize(
    "id_", ["", "nonsense", "3f2c0000-0000-4000-8000-000000000000"]
)
def test_a_wrong_address_is_said_in_one_sentence(store: Store, id_: str) -> None:
    at = opened(id_)
    assert at.title[0].value == "This application is not here."
    assert "See all applications" in [button.label for button in at.button]


def test_an_application_is_moved_to_any_stage_on_any_day(store: Store) -> None:
    id_ = log(store, stage="applied", on="2026-11-02")
    at = opened(id_)
    at.selectbox(key=f"move_{id_}_0_to").set_value(Stage.REJECTED)
    at.date_input(key=f"move_{id_}_0_on").set_value(date(2026, 11, 20))
    press(at, "Move")
    toast = at.toast[0].value.replace("\\", "")
    assert toast == "Kestrel AI: applied → rejected, dated Fri 20 Nov"
    assert history(store, id_) == [
        ("applied", date(2026, 11, 2)),
        ("rejected", date(2026, 11, 20)),
    ]
    assert "Applied" in shown(at)
    assert "Rejected on Fri 20 Nov." in shown(at)


def test_a_move_entered_by_mistake_is_taken_back(store: Store) -> None:
    id_ = log(store, stage="applied")
    with store.change() as work:
        commands.move(work, id_, to=Stage.SCREEN, on=MONDAY)
    press(opened(id_), "Take back “Screen”")
    assert history(store, id_) == [("applied", MONDAY)]


def test_a_saved_one_offers_to_say_that_it_was_applied_for(store: Store) -> None:
    id_ = log(store)
    press(opened(id_), "I applied today")
    assert now(store).applications[id_].stage is Stage.APPLIED


def test_what_is_due_is_done_from_the_strip(store: Store) -> None:
    id_ = log(store, applied_on="2026-11-12")
    at = opened(id_)
    assert "Follow up with Kestrel AI" in shown(at)
    press(at, "Done")
    assert "Follow up with Kestrel AI" not in shown(at)
    assert "Nothing is due." in shown(at)


def test_a_round_that_waits_for_its_debrief_is_not_called_nothing(store: Store) -> None:
    id_ = log(store, stage="screen", applied_on="2026-11-20")
    round_id = add_round(store, id_, starts_at="2026-11-20T10:00Z")
    with store.change() as work:
        work.get(Round, round_id).thanked_on = MONDAY
    words = shown(opened(id_))
    assert "A round waits to be debriefed." in words
    assert "Nothing is due." not in words


def test_a_round_is_added_with_its_panel_and_shown_in_both_zones(store: Store) -> None:
    id_ = log(store, stage="screen")
    at = opened(id_, round="new")
    key = f"round_new_{id_}_0_"
    at.date_input(key=f"{key}day").set_value(date(2026, 11, 25))
    at.time_input(key=f"{key}time").set_value(time(9, 30))
    at.selectbox(key=f"{key}time_zone").set_value("America/New_York")
    at.text_input(key=f"{key}interviewers").set_value("Lea Brandt, Omar Said")
    press(at, "Save")
    (row,) = now(store).rounds.values()
    assert [p.name for p in now(store).panel_of[row.id]] == ["Lea Brandt", "Omar Said"]
    assert "Wed 25 Nov, 14:30 (09:30 in America/New_York)" in shown(at)
    assert "round" not in at.query_params


def test_a_round_is_edited_and_keeps_a_name_with_a_comma(store: Store) -> None:
    id_ = log(store, stage="screen")
    round_id = add_round(store, id_, interviewers=["Bo Chen, PhD", "Lea Brandt"])
    at = opened(id_, round=str(round_id))
    key = f"round_{round_id}_0_"
    assert at.text_input(key=f"{key}interviewers").value == "Bo Chen, PhD, Lea Brandt"
    assert at.time_input(key=f"{key}time").value == time(15, 30)
    at.number_input(key=f"{key}minutes").set_value(60)
    press(at, "Save")
    found = now(store)
    assert found.rounds[round_id].minutes == 60
    names = [person.name for person in found.panel_of[round_id]]
    assert names == ["Bo Chen, PhD", "Lea Brandt"]


def test_a_round_is_binned(store: Store) -> None:
    id_ = log(store, stage="screen")
    round_id = add_round(store, id_)
    at = press(opened(id_, round=str(round_id)), "Put this round in the bin")
    assert not now(store).rounds
    assert "Data page" in at.toast[0].value
    assert "No interview round yet." in shown(at)


def test_an_application_is_binned_and_taken_out_again(store: Store) -> None:
    id_ = log(store)
    at = opened(id_)
    at.menu_button(key="more").click("Put in the bin").run()
    assert "Data page" in at.toast[0].value
    assert not now(store).applications
    press(at, "Take it out of the bin")
    assert at.title[0].value == "Kestrel AI"


def test_a_task_is_written_down_and_done(store: Store) -> None:
    id_ = log(store)
    at = opened(id_)
    at.text_input(key=f"task_{id_}_0_what").set_value("Read their paper")
    next(b for b in at.button if b.form_id.startswith("task_")).click().run()
    (task,) = now(store).tasks.values()
    assert "Read their paper" in shown(at)
    at.button(key=f"task_{task.id}").click().run()
    assert now(store).tasks[task.id].done_on == MONDAY


def test_an_own_move_does_not_make_the_open_form_stale(store: Store) -> None:
    id_ = log(store)
    at = opened(id_, edit="1")
    press(at, "I applied today")
    at.text_input(key=f"facts_{id_}_0_location").set_value("Oslo")
    press(at, "Save")
    row = now(store).applications[id_]
    assert (row.location, row.stage) == ("Oslo", Stage.APPLIED)


def test_the_second_tab_is_told_and_loses_nothing_typed(store: Store) -> None:
    id_ = log(store)
    first, second = opened(id_, edit="1"), opened(id_, edit="1")
    title, place = f"facts_{id_}_0_title", f"facts_{id_}_0_location"
    first.text_input(key=title).set_value("Staff engineer")
    press(first, "Save")
    second.text_input(key=title).set_value("Principal engineer")
    second.text_input(key=place).set_value("Oslo")
    press(second, "Save")

    assert "changed elsewhere" in second.error[0].value
    assert second.text_input(key=title).value == "Principal engineer"
    assert second.text_input(key=place).value == "Oslo"
    assert second.table[0].value.to_dict("records") == [
        {
            "Field": "Title",
            "Stored now": "Staff engineer",
            "You typed": "Principal engineer",
        },
        {"Field": "Location", "Stored now": "–", "You typed": "Oslo"},
    ]
    assert now(store).applications[id_].title == "Staff engineer"

    press(second, "Save what I typed")
    row = now(store).applications[id_]
    assert (row.title, row.location) == ("Principal engineer", "Oslo")


def test_the_second_tab_may_take_what_is_stored(store: Store) -> None:
    id_ = log(store)
    first, second = opened(id_, edit="1"), opened(id_, edit="1")
    first.text_input(key=f"facts_{id_}_0_title").set_value("Staff engineer")
    press(first, "Save")
    second.text_input(key=f"facts_{id_}_0_title").set_value("Principal engineer")
    press(second, "Save")
    press(second, "Take what is stored")
    assert second.text_input(key=f"facts_{id_}_1_title").value == "Staff engineer"
    assert not second.table


def test_two_tabs_on_one_round_are_told_as_well(store: Store) -> None:
    id_ = log(store, stage="screen")
    round_id = add_round(store, id_)
    first, second = (opened(id_, round=str(round_id)) for _ in range(2))
    key = f"round_{round_id}_0_"
    first.number_input(key=f"{key}minutes").set_value(60)
    press(first, "Save")
    second.text_area(key=f"{key}note").set_value("Bring the laptop")
    press(second, "Save")
    assert "changed elsewhere" in second.error[0].value
    assert second.text_area(key=f"{key}note").value == "Bring the laptop"
    assert now(store).rounds[round_id].note == ""


def test_hostile_words_stay_words(store: Store) -> None:
    id_ = log(store, HOSTILE, note=HOSTILE, stage="screen", location=HOSTILE)
    add_round(store, id_, interviewers=[HOSTILE], note=HOSTILE, place="javascript:x")
    at = opened(id_, edit="1")
    lines = [each.value for each in (*at.markdown, *at.title)]
    assert not [line for line in lines if re.search(r"(?<!\\)(<img|\[a|:red\[)", line)]
    assert HOSTILE in [each.value for each in at.text]


def test_a_link_that_is_no_link_gets_no_button(store: Store) -> None:
    id_ = log(store)
    with store.change() as work:
        work.get(Application, id_).url = "javascript:alert(1)"
    assert not opened(id_).get("link_button")
