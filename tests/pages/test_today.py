"""The page Today: the welcome, the agenda and what can be done in it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from tracker import commands, inputs
from tracker.models import Stage
from tracker.search import Search, current
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from uuid import UUID

    from streamlit.testing.v1.element_tree import Button

    from tracker.store import Store

ROOT = Path(__file__).parents[2]
TUESDAY = date(2026, 11, 24)
HOSTILE = "</script><img src=x onerror=alert(1)> :red[x] [a](http://evil.example)"


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTHOLD_TODAY", TUESDAY.isoformat())


def opened() -> AppTest:
    at = AppTest.from_file(str(ROOT / "pages/frame.py"), default_timeout=30).run()
    assert not at.exception
    return at


def log(store: Store, company: str, **more: object) -> UUID:
    given = {"company": company, "title": "ML engineer", **more}
    with store.change() as work:
        return commands.add_application(
            work, inputs.parse(inputs.ApplicationIn, given), on=TUESDAY
        ).id


def applied(store: Store, company: str = "Kestrel AI") -> UUID:
    """Log an application whose follow-up was due two days ago."""
    return log(store, company, applied_on="2026-11-15")


def offered(store: Store, company: str, **more: object) -> None:
    given = {"company": company, "title": "Dev", "currency": "EUR", "base": 1, **more}
    with store.change() as work:
        commands.add_offer(work, inputs.parse(inputs.OfferIn, given), on=TUESDAY)


def shown(at: AppTest) -> str:
    """Every line of the page as a person reads it."""
    return "\n".join(
        each.value.replace("\\", "").replace("\u2060", "") for each in at.markdown
    )


def title(at: AppTest) -> str:
    return str(at.title[0].value).replace("\\", "")


def said(at: AppTest) -> str:
    return str(at.toast[0].value).replace("\\", "")


def button(at: AppTest, label: str) -> Button:
    return next(each for each in at.button if each.label == label)


def labels(at: AppTest) -> list[str]:
    return [each.label for each in at.button]


def choose(at: AppTest, option: str) -> AppTest:
    """Choose from the menu of the first thing to do."""
    menu = next(each for each in at.menu_button if each.label == "More")
    menu.click(option).run()
    assert not at.exception
    return at


def read(store: Store) -> Search:
    return current(store, LOCAL_OWNER)


@pytest.mark.usefixtures("store_url")
def test_an_empty_search_shows_three_doors() -> None:
    at = opened()

    assert title(at).startswith("Welcome")
    assert {"Open the demo", "Bring in my files", "Log my first application"} <= {
        each.label for each in at.button
    }


@pytest.mark.usefixtures("store_url")
def test_the_third_door_opens_the_form_of_an_application() -> None:
    at = opened()
    button(at, "Log my first application").click().run()

    assert not at.exception
    assert "add" in at.query_params


def test_the_title_counts_what_is_due_and_says_where_to_start(store: Store) -> None:
    applied(store)
    at = opened()

    assert title(at) == "One thing to do. Start with Kestrel AI."
    assert "Tuesday 24 November 2026 · 1 open application" in shown(at)
    assert "2 days late" in shown(at)
    assert "Applied 9 days ago, no answer yet." in shown(at)


def test_where_it_stands_says_each_count_once(store: Store) -> None:
    applied(store)
    at = opened()

    assert "●●○○○" in shown(at)
    assert not at.get("vega_lite_chart")


def test_done_ticks_a_suggestion_off(store: Store) -> None:
    applied(store)
    at = opened()
    button(at, "Done").click().run()

    assert not at.exception
    assert title(at) == "Nothing is due today."
    assert "Done: Follow up with Kestrel AI" in said(at)
    (task,) = read(store).tasks.values()
    assert task.done_on == TUESDAY
    assert task.rule_key


def test_later_lists_a_suggestion_again_in_three_days(store: Store) -> None:
    applied(store)
    at = opened()
    button(at, "Later").click().run()

    assert not at.exception
    assert "Fri 27 Nov" in shown(at)
    assert "You put it off to this day" in shown(at)
    button(at, "Later").click().run()
    assert labels(at).count("Done") == 1
    assert len(read(store).tasks) == 1
    button(at, "Done").click().run()
    assert title(at) == "Nothing is due today."


@pytest.mark.parametrize(
    ("option", "day"),
    [
        ("Put off: tomorrow", "Tomorrow"),
        ("Put off: in 3 days", "Fri 27 Nov"),
        ("Put off: in a week", "Tue 1 Dec"),
    ],
)
def test_a_thing_is_put_off_by_choice(store: Store, option: str, day: str) -> None:
    applied(store)
    at = choose(opened(), option)

    assert title(at) == "Nothing is due today."
    assert day in shown(at)
    (task,) = read(store).tasks.values()
    assert task.rule_key.startswith("follow_up:")
    assert (task.done_on, task.is_pinned, task.is_retired) == (None, False, False)


def test_a_thing_is_put_off_to_a_day_of_ones_own(store: Store) -> None:
    applied(store)
    at = choose(opened(), "Put off to a day")
    day = next(each for each in at.date_input if each.label == "Put off to")
    day.set_value(date(2026, 11, 30)).run()
    button(at, "Put off").click().run()

    assert not at.exception
    assert "Put off to Mon 30 Nov" in said(at)
    assert "Mon 30 Nov" in shown(at)
    assert "Put off" not in labels(at)


def test_a_pinned_thing_stays_on_top_until_it_is_let_go(store: Store) -> None:
    applied(store)
    log(store, "Aaron AI", applied_on="2026-11-01")
    at = opened()
    assert title(at).endswith("Start with Aaron AI.")
    menu = [each for each in at.menu_button if each.label == "More"][1]
    menu.click("Pin on top").run()

    assert not at.exception
    assert title(at).endswith("Start with Kestrel AI.")
    assert "Pinned" in shown(at)
    choose(at, "Take the pin off")
    assert title(at).endswith("Start with Aaron AI.")
    assert len(read(store).tasks) == 1


def test_a_retired_thing_never_comes_back_unless_it_is_asked_for(store: Store) -> None:
    applied(store)
    at = choose(opened(), "Never again")

    assert title(at) == "Nothing is due today."
    assert "1 never to be listed again" in [each.label for each in at.expander]
    button(at, "List it again").click().run()
    assert not at.exception
    assert title(at) == "One thing to do. Start with Kestrel AI."


def test_silence_is_closed_in_one_click_or_waited_for(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = log(store, "Kestrel AI", applied_on="2026-10-01")
    at = opened()
    assert "No answer from Kestrel AI on “ML engineer”" in shown(at)
    button(at, "Not yet").click().run()
    assert "Put off to Tue 8 Dec" in said(at)
    assert read(store).applications[id_].stage is Stage.APPLIED

    monkeypatch.setenv("FOOTHOLD_TODAY", "2026-12-08")
    at.run()
    assert title(at) == "Nothing is due today."
    button(at, "Move to No answer").click().run()
    assert not at.exception
    assert read(store).applications[id_].stage is Stage.NO_ANSWER
    assert title(at) == "Nothing is due today."


def test_many_silent_applications_are_closed_at_once(store: Store) -> None:
    for number in range(3):
        log(store, f"Company {number}", applied_on="2026-10-01")
    at = opened()
    assert not [label for label in labels(at) if label.startswith("Move")]
    assert "Quiet for long :gray[3]" in [each.label for each in at.expander]
    at.session_state["silent"] = True
    assert labels(at.run()).count("Move to No answer") == 3
    button(at, "Move all 3 to No answer").click().run()

    assert not at.exception
    stages = {row.stage for row in read(store).applications.values()}
    assert stages == {Stage.NO_ANSWER}


def test_a_round_is_debriefed_from_here(store: Store) -> None:
    id_ = log(store, "Kestrel AI", stage="onsite", on="2026-11-16")
    given = {"company": "Kestrel AI", "starts_at": "2026-11-23T10:00"}
    with store.change() as work:
        round_ = commands.add_round(work, inputs.parse(inputs.RoundIn, given))
        round_.thanked_on = TUESDAY
    at = opened()
    assert "Write down how the Screen round with Kestrel AI went" in shown(at)
    button(at, "Debrief").click().run()

    assert not at.exception
    assert at.query_params["application"] == str(id_)
    assert at.query_params["debrief"] == str(round_.id)


def test_never_again_is_taken_back_from_the_toast(store: Store) -> None:
    applied(store)
    at = choose(opened(), "Never again")
    assert title(at) == "Nothing is due today."
    next(each for each in at.button if each.label.startswith("Undo")).click().run()

    assert not at.exception
    assert title(at) == "One thing to do. Start with Kestrel AI."
    assert not read(store).tasks


def test_a_word_after_all_offers_to_move_the_application_back(store: Store) -> None:
    id_ = log(store, "Kestrel AI", stage="screen", on="2026-10-01")
    with store.change() as work:
        commands.move(work, id_, to=Stage.NO_ANSWER, on=date(2026, 11, 20))
        given = {"application": id_, "inbound": True}
        commands.add_interaction(
            work, inputs.parse(inputs.InteractionIn, given), on=TUESDAY
        )
    at = opened()

    assert "Kestrel AI wrote after all" in shown(at)
    button(at, "Move to Screen").click().run()
    assert not at.exception
    assert read(store).applications[id_].stage is Stage.SCREEN


def test_a_message_opens_in_the_mail_program_and_can_be_changed(store: Store) -> None:
    applied(store, HOSTILE)
    at = opened()
    line = next(
        each.value for each in at.markdown if "Write to the company" in each.value
    )
    link = re.search(r"\]\((mailto:[^)]*)\)", line)
    assert link
    query = parse_qs(urlsplit(link[1]).query)
    assert query["subject"] == ["ML engineer: my application"]
    assert HOSTILE in query["body"][0]
    assert "on 15 November" in query["body"][0]

    choose(at, "Change the message")
    assert next(each.label for each in at.text_area) == "Message"
    button(at, "Close").click().run()
    assert not [each for each in at.text_area if each.label == "Message"]


def test_a_task_of_ones_own_is_added_and_done(store: Store) -> None:
    log(store, "Kestrel AI")
    at = opened()
    at.text_input(key="task_0_what").set_value("Write to Ana")
    button(at, "Add task").click().run()

    assert not at.exception
    assert "Added: Write to Ana" in said(at)
    assert "Your own task." in shown(at)
    assert at.text_input(key="task_1_what").value == ""
    button(at, "Done").click().run()
    (task,) = read(store).tasks.values()
    assert task.done_on == TUESDAY


def test_a_task_without_words_is_refused_in_one_sentence(store: Store) -> None:
    log(store, "Kestrel AI")
    at = opened()
    button(at, "Add task").click().run()

    assert "must not be empty" in at.error[0].value
    assert not read(store).tasks


def test_only_the_first_thing_to_do_is_a_primary_button(store: Store) -> None:
    applied(store, "Kestrel AI")
    applied(store, "Lumen Robotics")
    kinds = [each.proto.type for each in opened().button if each.label == "Done"]

    assert kinds == ["primary", "secondary"]


def test_a_deadline_that_is_near_is_red_and_a_far_one_is_not(store: Store) -> None:
    offered(store, "Tessera", deadline_on="2026-11-27")
    offered(store, "Cobalt", deadline_on="2026-12-04")
    offered(store, "Quill", deadline_on="2027-02-01")
    text = shown(opened())

    assert ":red-badge[:material/hourglass_bottom: 3 days]" in text
    assert ":orange-badge[:material/hourglass_bottom: 10 days]" in text
    assert ":gray-badge[:material/hourglass_bottom: 69 days]" in text


def test_the_window_is_said_in_words_or_asked_for(store: Store) -> None:
    log(store, "Kestrel AI")
    assert "Say when you want to start" in shown(opened())

    goal = inputs.parse(inputs.GoalIn, {"start_on": "2027-03-01"})
    with store.change() as work:
        commands.save_goal(work, goal, version=None)
    text = shown(opened())
    assert ":green-badge[:material/flag: Start now]" in text
    assert "You want to start by Mon 1 Mar 2027." in text


def test_more_than_five_things_are_folded_away_not_lost(store: Store) -> None:
    for number in range(7):
        applied(store, f"Company {number}")
    at = opened()

    assert next(each.label for each in at.expander) == "2 more"
    assert labels(at).count("Done") == 5
    at.session_state["rest"] = True
    assert labels(at.run()).count("Done") == 7


def test_an_interview_shows_the_time_where_the_searcher_is(store: Store) -> None:
    log(store, "Kestrel AI")
    given = {
        "company": "Kestrel AI",
        "starts_at": "2026-11-25T10:00",
        "time_zone": "America/New_York",
    }
    with store.change() as work:
        commands.add_round(work, inputs.parse(inputs.RoundIn, given))
        settings = inputs.SettingsIn(time_zone="Europe/Berlin")
        commands.save_settings(work, settings, version=None)
    text = shown(opened())

    # 10:00 in New York is 16:00 in Berlin; the test's browser is elsewhere.
    assert "**Wed 25 Nov**" in text
    assert "16:00 Europe/Berlin" in text


def test_hostile_names_stay_text(store: Store) -> None:
    applied(store, HOSTILE)
    at = opened()

    assert HOSTILE in shown(at)
    assert not [each for each in at.markdown if "[a](http" in each.value]
