"""Filters and views of applications, own stages, resume versions, corrections."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.testing.v1 import AppTest

from tracker import commands, inputs
from tracker.models import RoleKind, Stage
from tracker.search import current

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.models import Application, Resume
    from tracker.search import Search
    from tracker.store import Store

ROOT = Path(__file__).parents[2]
MONDAY = date(2026, 11, 23)
HOSTILE = "<b>x</b> :red[x] [a](http://evil.example)"


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTHOLD_TODAY", MONDAY.isoformat())


def opened(page: str = "search/applications.py", **query: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "pages/frame.py"), default_timeout=60)
    for name, value in query.items():
        at.query_params[name] = value
    at.switch_page(page).run()
    assert not at.exception
    return at


def press(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def log(store: Store, company: str, title: str = "ML engineer", **more: object) -> UUID:
    given = {"company": company, "title": title, **more}
    with store.change() as work:
        return commands.add_application(
            work, inputs.parse(inputs.ApplicationIn, given), on=MONDAY
        ).id


def keep(store: Store, name: str, content: bytes = b"cv") -> Resume:
    with store.change() as work:
        return commands.add_resume(
            work,
            inputs.ResumeIn(name=name),
            content,
            file_name="cv.pdf",
            on=MONDAY,
        )


def now(store: Store) -> Search:
    return current(store, "me")


def only(store: Store) -> Application:
    (row,) = now(store).applications.values()
    return row


def newest(store: Store) -> Application:
    """The one that is not the chef's."""
    rows = now(store).applications.values()
    return next(row for row in rows if row.title != "Chef")


def cards(at: AppTest) -> dict[str, dict[str, Any]]:
    """The cards of the board, by company."""
    protos = [each.proto for each in at.get("bidi_component")]
    found = next(each for each in protos if each.component_name.endswith("board"))
    data = json.loads(found.json)
    return {card["company"]: card for card in data["cards"]}


def shown(at: AppTest) -> str:
    return "\n".join(each.value.replace("\\", "") for each in at.markdown)


def test_the_form_proposes_a_role_from_the_title_and_keeps_the_rest(
    store: Store,
) -> None:
    keep(store, "Two pages")
    log(store, "Acme", "Chef")
    at = opened(add="1")
    at.selectbox(key="application_0_company").set_value("Acme")
    at.text_input(key="application_0_title").set_value("Staff MLOps Engineer").run()
    assert at.selectbox(key="application_0_role").value is RoleKind.ML_PLATFORM_ENGINEER
    at.multiselect(key="application_0_tags").set_value([])
    at.selectbox(key="application_0_resume").set_value("Two pages")
    at.text_input(key="application_0_next_step").set_value("Ask Ana")
    press(at, "Save")
    row = newest(store)
    assert (row.title, row.role) == (
        "Staff MLOps Engineer",
        RoleKind.ML_PLATFORM_ENGINEER,
    )
    assert row.next_step == "Ask Ana"
    assert now(store).resumes[row.resume_id].name == "Two pages"  # type: ignore[index]


def test_a_role_that_was_cleared_is_not_proposed_again(store: Store) -> None:
    log(store, "Acme", "Chef")
    at = opened(add="1")
    at.selectbox(key="application_0_company").set_value("Acme")
    at.text_input(key="application_0_title").set_value("Data Scientist").run()
    at.selectbox(key="application_0_role").set_value(None).run()
    press(at, "Save")
    assert newest(store).role is None


def test_a_card_says_source_excitement_next_step_and_own_stage(store: Store) -> None:
    with store.change() as work:
        own = inputs.CustomStageIn(name="Team match", stage=Stage.ONSITE)
        commands.add_custom_stage(work, own)
    facts: dict[str, object] = {
        "source": "referral",
        "excitement": 4,
        "next_step": "Call Bo",
    }
    log(store, "Acme", "Chef", custom_stage="Team match", **facts)
    card = cards(opened())["Acme"]
    assert card["stage"] == "offsite"
    assert (card["label"], card["source"]) == ("Team match", "Referral")
    assert (card["excitement"], card["step"]) == (4, "Call Bo")
    assert not card["quiet"]


def test_the_filters_narrow_board_and_table_alike(store: Store) -> None:
    log(store, "Acme", tags=["remote"], role="ml_engineer")
    log(store, "Initech", applied_on="2026-10-01")
    at = opened(tag="remote")
    assert list(cards(at)) == ["Acme"]
    at = opened(quiet="true")
    assert "no word from them" in at.toggle(key="quiet").label
    assert list(cards(at)) == ["Initech"]
    assert cards(at)["Initech"]["quiet"]
    at = opened(view="Table", quiet="true")
    assert list(at.dataframe[0].value["Company"]) == ["Initech"]


def test_a_view_survives_a_restart_and_is_chosen_renamed_and_removed(
    store: Store,
) -> None:
    log(store, "Acme", tags=["remote"])
    log(store, "Initech")
    at = opened(tag="remote")
    at.text_input(key="view_name").set_value("At home")
    press(at, "Save these filters")
    (view,) = now(store).views.values()

    at = opened()
    assert len(cards(at)) == 2
    press(at, "At home")
    assert list(cards(at)) == ["Acme"]
    at.text_input(key="view_name").set_value(HOSTILE[:40])
    press(at, "Rename the chosen one")
    assert now(store).views[view.id].name == HOSTILE[:40].strip()
    press(at, "Clear the filters")
    assert len(cards(at)) == 2
    press(at, "Remove")
    assert not now(store).views


def test_a_view_without_a_name_is_refused(store: Store) -> None:
    log(store, "Acme")
    at = press(opened(), "Save these filters")
    assert "must not be empty" in at.error[0].value
    assert not now(store).views


def test_a_view_of_a_tag_that_is_gone_shows_what_is_left(store: Store) -> None:
    log(store, "Acme")
    held = inputs.FiltersIn(tag=["gone"])
    view = inputs.ViewIn(page="applications", name="Old", held=held)
    with store.change() as work:
        commands.save_view(work, view)
    assert list(cards(press(opened(), "Old"))) == ["Acme"]


def test_resume_versions_are_listed_with_their_applications_and_removed(
    store: Store,
) -> None:
    version = keep(store, HOSTILE)
    id_ = log(store, "Acme", resume=HOSTILE)
    at = opened()
    assert "sent with 1 application" in shown(at)
    assert "would name none any more: ML engineer at Acme" in shown(at)
    press(at, "Remove this version")
    assert version.id not in now(store).resumes
    assert now(store).applications[id_].resume_id is None


def test_own_stages_are_added_and_removed_in_the_settings(store: Store) -> None:
    at = opened("keep/settings.py")
    at.text_input(key="own_stage_0_name").set_value("Team match")
    at.selectbox(key="own_stage_0_stage").set_value(Stage.ONSITE)
    press(at, "Add it")
    (row,) = now(store).custom_stages.values()
    assert (row.name, row.stage) == ("Team match", Stage.ONSITE)
    assert "not used yet" in shown(at)
    at.text_input(key=f"own_stage_{row.id}_0_name").set_value("Offer")
    buttons = [b for b in at.button if b.label == "Save"]
    buttons[-1].click().run()
    assert "already" in at.error[0].value
    press(at, "Remove")
    assert not now(store).custom_stages


def test_an_own_stage_is_entered_and_a_wrong_one_corrected_on_the_page(
    store: Store,
) -> None:
    with store.change() as work:
        own = inputs.CustomStageIn(name="Team *match*", stage=Stage.ONSITE)
        match = commands.add_custom_stage(work, own).id
    id_ = log(store, "Acme", stage="applied", on="2026-11-02")
    at = opened("search/application.py", application=str(id_))
    at.selectbox(key=f"move_{id_}_0_to").set_value(str(match))
    press(at, "Move")
    assert "Acme: applied → Team *match*, dated today" in at.toast[0].value.replace(
        "\\", ""
    )
    assert "Team *match*" in shown(at)
    wrong = now(store).history[id_][-1]
    at.selectbox(key=f"correct_{wrong.id}_0_to").set_value(Stage.SCREEN)
    at.date_input(key=f"correct_{wrong.id}_0_on").set_value(date(2026, 11, 20))
    next(b for b in at.button if b.key == _submit(at, wrong.id)).click().run()
    assert not at.exception
    assert only(store).stage is Stage.SCREEN
    assert "Corrected or taken back (1)" in [each.label for each in at.expander]
    assert "corrected on" in shown(at)
    assert "to Screen on Fri 20 Nov" in shown(at)
    assert "~~" in shown(at)


def _submit(at: AppTest, change_id: UUID) -> str:
    keys = [str(b.key) for b in at.button if b.label == "Correct it"]
    (found,) = [key for key in keys if str(change_id) in key]
    return found


def test_the_facts_are_edited_with_role_tags_and_posting(store: Store) -> None:
    id_ = log(store, "Acme", tags=["remote"], excitement=2, posting="Old text")
    at = opened("search/application.py", application=str(id_), edit="1")
    key = f"facts_{id_}_0_"
    at.selectbox(key=key + "role").set_value(RoleKind.ML_ENGINEER)
    at.multiselect(key=key + "tags").set_value([])
    at.text_area(key=key + "posting").set_value("New text")
    press(at, "Save")
    row = only(store)
    assert (row.role, row.tags, row.posting) == (RoleKind.ML_ENGINEER, [], "New text")
    assert row.excitement == 2


def test_the_columns_up_to_the_next_step_fit_a_screen_of_1280(store: Store) -> None:
    log(store, "Acme")
    shown = opened(view="Table").dataframe[0]
    widths = {
        name: column.get("width")
        for name, column in json.loads(shown.proto.columns).items()
    }
    every = list(shown.value.columns)
    first = every[: every.index("Next step") + 1]
    assert sum(widths[name] for name in first) <= 898
