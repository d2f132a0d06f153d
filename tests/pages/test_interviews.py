"""The page Interviews and what it shares with an application: debriefs, lists."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from tracker import commands, inputs
from tracker.models import BadQuestion, CompanySize, Experience, Stage
from tracker.search import Search, current

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.store import Store

ROOT = Path(__file__).parents[2]
TUESDAY = date(2026, 11, 24)
HOSTILE = "</script><img src=x onerror=alert(1)> :red[x] [a](http://evil.example)"


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTHOLD_TODAY", TUESDAY.isoformat())


def log(store: Store, company: str = "Kestrel AI", **more: object) -> UUID:
    given = {"company": company, "title": "ML engineer", **more}
    with store.change() as work:
        return commands.add_application(
            work, inputs.parse(inputs.ApplicationIn, given), on=TUESDAY
        ).id


def meet(
    store: Store, starts_at: str, company: str = "Kestrel AI", **m: object
) -> UUID:
    given = {"company": company, "starts_at": starts_at, "time_zone": "UTC", **m}
    with store.change() as work:
        return commands.add_round(work, inputs.parse(inputs.RoundIn, given)).id


def page(path: str, **query: object) -> AppTest:
    at = AppTest.from_file(str(ROOT / "pages/frame.py"), default_timeout=30)
    for name, value in query.items():
        at.query_params[name] = str(value)
    at.switch_page(f"search/{path}.py").run()
    assert not at.exception
    return at


def press(at: AppTest, label: str) -> AppTest:
    next(each for each in at.button if each.label == label).click().run()
    assert not at.exception
    return at


def shown(at: AppTest) -> str:
    return "\n".join(each.value.replace("\\", "") for each in at.markdown)


def title(at: AppTest) -> str:
    return at.title[0].value.replace("\\", "")


def read(store: Store) -> Search:
    return current(store, "me")


def test_an_empty_search_says_what_comes_here(store: Store) -> None:
    log(store)
    at = page("interviews")
    assert title(at) == "No interview yet."
    assert "See all applications" in [button.label for button in at.button]


def test_a_debrief_is_filled_in_with_few_clicks(store: Store) -> None:
    log(store, stage="screen")
    id_ = meet(store, "2026-11-23T10:00", interviewers=["Ana Silva"])
    at = press(page("interviews"), "Debrief")
    key = f"debrief_{id_}_0_"
    at.segmented_control(key=f"{key}went").set_value(4)
    at.segmented_control(key=f"{key}experience").set_value(Experience.POSITIVE)
    at.text_area(key=f"{key}questions").set_value("- Two sums\nWrite a linked list")
    at.toggle(key=f"{key}thanked").set_value(True).run()
    kind = at.selectbox(key=f"{key}kind_Write a linked list")
    kind.set_value(BadQuestion.IRRELEVANT).run()
    assert "1 of 2 questions was of a bad kind." in shown(at)
    press(at, "Save")
    row = read(store).rounds[id_]
    assert (row.went, row.experience) == (4, Experience.POSITIVE)
    assert row.thanked_on == TUESDAY
    assert [(q.what, q.bad_kind) for q in read(store).questions_of[id_]] == [
        ("Two sums", None),
        ("Write a linked list", BadQuestion.IRRELEVANT),
    ]
    assert "debrief" not in at.query_params
    assert title(at) == "No interview is ahead."


def test_an_nda_says_what_it_deletes_before_it_does(store: Store) -> None:
    log(store, stage="screen")
    id_ = meet(store, "2026-11-23T10:00")
    asked = [{"what": "A riddle of theirs", "bad_kind": "one_insight"}]
    with store.change() as work:
        given = inputs.parse(inputs.DebriefIn, {"went": 3, "questions": asked})
        commands.debrief_round(work, id_, version=None, given=given)
    at = page("interviews", debrief=id_)
    key = f"debrief_{id_}_0_"
    at.toggle(key=f"{key}is_nda").set_value(True).run()
    assert not [box for box in at.text_area if box.key == f"{key}questions"]
    assert at.number_input(key=f"{key}count").value == 1
    assert "Saving deletes the words of 1 question for good" in at.warning[0].value
    assert read(store).questions_of[id_][0].what
    press(at, "Save")
    [question] = read(store).questions_of[id_]
    assert (question.what, question.bad_kind) == ("", BadQuestion.ONE_INSIGHT)
    assert read(store).rounds[id_].went == 3


def test_a_second_tab_is_told_of_the_debrief_of_the_first(store: Store) -> None:
    log(store, stage="screen")
    id_ = meet(store, "2026-11-23T10:00")
    first, second = (page("interviews", debrief=id_) for _ in range(2))
    key = f"debrief_{id_}_0_"
    first.segmented_control(key=f"{key}went").set_value(4).run()
    press(first, "Save")
    second.segmented_control(key=f"{key}went").set_value(1).run()
    press(second, "Save")
    assert "changed elsewhere" in second.error[0].value
    assert read(store).rounds[id_].went == 4
    press(second, "Save what I typed")
    assert read(store).rounds[id_].went == 1


def test_what_is_to_prepare_is_ticked_off_and_added_to(store: Store) -> None:
    log(store, stage="screen")
    id_ = meet(store, "2026-11-27T10:00", interviewers=["Ana Silva"])
    at = page("interviews")
    assert "Preparation, 0 of 4 done" in [each.label for each in at.expander]
    at.checkbox(key=f"prepare_{id_}_0").check().run()
    own = f"prepare_own_{id_}_0_what"
    at.text_input(key=own).set_value("Read their paper")
    press(at, "Add")
    kept = read(store).rounds[id_].preparation
    assert kept[0] == {
        "what": "Look up Ana Silva and review their work",
        "is_done": True,
    }
    assert kept[-1] == {"what": "Read their paper", "is_done": False}
    assert "Preparation, 1 of 5 done" in [each.label for each in at.expander]
    at.menu_button(key=f"drop_{id_}").click("Read their paper").run()
    assert len(read(store).rounds[id_].preparation) == 4


def test_the_hours_of_a_take_home_are_noted_beside_its_list(store: Store) -> None:
    log(store, stage="challenge")
    id_ = meet(store, "2026-11-27T10:00", kind="challenge", format="take_home")
    at = page("interviews")
    at.number_input(key=f"hours_{id_}_1_0_said").set_value(4.0).run()
    at.number_input(key=f"hours_{id_}_2_0_spent").set_value(9.5).run()
    row = read(store).rounds[id_]
    assert (float(row.hours_estimated or 0), float(row.hours_spent or 0)) == (4, 9.5)
    assert "they said 4 hours for work that took 9.5 hours" in shown(at)


def test_a_round_is_cancelled_on_the_page_of_its_application(store: Store) -> None:
    id_ = log(store, stage="screen")
    round_id = meet(store, "2026-11-27T10:00", place="https://meet.example.com/1")
    at = page("application", application=id_)
    at.menu_button(key=f"more_{round_id}").click("It does not take place").run()
    assert read(store).rounds[round_id].cancelled_at is not None
    assert "Cancelled" in shown(at)
    assert "Cancelled" in shown(page("interviews"))
    at.menu_button(key=f"more_{round_id}").click("It takes place after all").run()
    assert read(store).rounds[round_id].cancelled_at is None


def test_thanks_are_noted_from_the_menu_of_a_round(store: Store) -> None:
    id_ = log(store, stage="screen")
    round_id = meet(store, "2026-11-23T10:00")
    at = page("application", application=id_)
    at.menu_button(key=f"more_{round_id}").click("Thank-you sent").run()
    assert read(store).rounds[round_id].thanked_on == TUESDAY


def test_an_application_that_ended_is_closed_out(store: Store) -> None:
    id_ = log(store, applied_on="2026-11-02", source="campus")
    meet(store, "2026-11-12T10:00")
    with store.change() as work:
        commands.move(work, id_, to=Stage.REJECTED, on=date(2026, 11, 20))
    at = page("application", application=id_)
    key = f"closing_{id_}_0_"
    assert at.number_input(key=f"{key}process_days").value == 18
    at.segmented_control(key=f"{key}experience").set_value(Experience.NEGATIVE)
    at.text_area(key=f"{key}lesson").set_value("Ask earlier")
    press(at, "Save")
    row = read(store).applications[id_]
    assert (row.experience, row.lesson) == (Experience.NEGATIVE, "Ask earlier")
    assert row.process_days is None  # as it is counted
    assert "No offer · Negative experience · source: campus · 18 days" in shown(at)


def test_the_size_of_a_company_decides_what_is_usual(store: Store) -> None:
    id_ = log(store, stage="offsite")
    for day in (25, 26, 27):
        meet(store, f"2026-11-{day}T10:00", kind="offsite")
    at = page("application", application=id_)
    assert "1 or 2 offsites are usual; this is the third." in shown(at)
    home = read(store).applications[id_].company_id
    at.segmented_control(key=f"size_{home}").set_value(CompanySize.STARTUP).run()
    assert read(store).companies[home].size is CompanySize.STARTUP
    assert "are usual" not in shown(at)
    at.text_area(key=f"company_note_{home}_0_note").set_value("Two talks, then lunch")
    press(at, "Save the note")
    assert read(store).companies[home].note == "Two talks, then lunch"


def test_hostile_words_stay_words(store: Store) -> None:
    id_ = log(store, HOSTILE, stage="screen")
    past = meet(
        store, "2026-11-23T10:00", HOSTILE, interviewers=[HOSTILE], note=HOSTILE
    )
    meet(store, "2026-11-27T10:00", HOSTILE, interviewers=[HOSTILE], place=HOSTILE)
    given = {
        "red_flags": HOSTILE,
        "lesson": HOSTILE,
        "questions": [{"what": HOSTILE, "bad_kind": "irrelevant"}],
    }
    with store.change() as work:
        commands.debrief_round(
            work, past, version=None, given=inputs.parse(inputs.DebriefIn, given)
        )
    for at in (
        page("interviews", debrief=past),
        page("application", application=id_, debrief=past),
    ):
        lines = [each.value for each in (*at.markdown, *at.title)]
        lines += [each.label for each in (*at.checkbox, *at.selectbox, *at.expander)]
        lines += [each.help for each in at.button if each.help]
        raw = ("<img", "[a]", ":red[")
        bare = [line.replace("\\<", "").replace("\\[", "") for line in lines]
        assert not [
            line for line in bare for mark in raw if mark in line.replace("\\:", "")
        ]
