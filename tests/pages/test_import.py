"""The page that brings files in: preview, questions, import, undo."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tracker import commands, exporters, inputs
from tracker.importers import limits
from tracker.models import (
    Application,
    ImportBatch,
    Interaction,
    Person,
    Round,
    Stage,
    Tie,
)
from tracker.store import Store

ROOT = Path(__file__).parents[2]
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
CONTACTS = (
    HEADER
    + "Bo,Lindqvist,https://www.linkedin.com/in/bo,,Lumen,Lead,03 Feb 2026\n"
    + "Cy,Young,https://www.linkedin.com/in/cy,,Umbra,Engineer,04 Feb 2026\n"
    + ",,https://www.linkedin.com/in/nobody,,,,05 Feb 2026\n"
)
MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,"
    "RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
    "1,,Jo Kim,https://www.linkedin.com/in/jo,Ana Ruiz,"
    "https://www.linkedin.com/in/ana,2026-02-01 10:00:00 UTC,,my secret,INBOX\n"
    "1,,Ana Ruiz,https://www.linkedin.com/in/ana,Jo Kim,"
    "https://www.linkedin.com/in/jo,2026-02-02 10:00:00 UTC,,hers,INBOX\n"
)
TRACKER = (
    "Company,Job Title,Status,Date Applied\n"
    "Lumen,Engineer,Applied,2026-01-05\n"
    "Umbra,Designer,Waitlisted,2026-01-06\n"
)


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTHOLD_TODAY", date(2026, 3, 2).isoformat())


def opened(*files: tuple[str, str | bytes]) -> AppTest:
    at = AppTest.from_file(str(ROOT / "pages/frame.py"), default_timeout=30)
    # The page has an address of its own, known only once the frame has run.
    at.run().switch_page("keep/bring_in.py").run()
    if files:
        given = [
            (name, data if isinstance(data, bytes) else data.encode(), "text/csv")
            for name, data in files
        ]
        at.file_uploader[0].set_value(given).run()
    assert not at.exception
    return at


def press(at: AppTest, start: str) -> AppTest:
    next(b for b in at.button if b.label.startswith(start)).click().run()
    assert not at.exception
    return at


def labels(at: AppTest) -> list[str]:
    return [button.label for button in at.button]


def control(at: AppTest, kind: str, label: str, place: int = 0) -> Any:  # noqa: ANN401
    """Find a widget by how its label begins."""
    every: list[Any] = [*at.get(kind)]
    return [one for one in every if one.label.startswith(label)][place]


def said(at: AppTest) -> str:
    return " ".join(text.value for text in at.markdown).replace("\\", "")


def people(store: Store) -> set[str]:
    with store.reading() as work:
        return {row.name for row in work.all(Person) if not row.is_me}


def test_an_empty_store_is_told_how_to_get_the_files(store: Store) -> None:
    at = opened()
    assert at.title[0].value == "Bring in what you already have\\."
    assert any("Get a copy of your data" in text.value for text in at.markdown)


def test_the_page_says_the_sizes_that_are_taken(store: Store) -> None:
    at = opened()
    served = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))
    most = served["server"]["maxUploadSize"]
    assert most * 2**20 == limits.FILE_BYTES
    assert at.file_uploader[0].proto.max_upload_size_mb == most
    assert "A ZIP may have 200 MB" in said(at)
    assert "any other file at most 50 MB" in said(at)


def test_a_preview_changes_nothing_and_names_each_row(store: Store) -> None:
    at = opened(("Connections.csv", CONTACTS))
    assert at.title[0].value == "2 contacts are new\\."
    frame = at.dataframe[0].value
    assert frame["Outcome"].tolist() == ["New", "New", "Problem"]
    assert frame["What"].tolist()[0] == "Bo Lindqvist, Lumen"
    assert people(store) == set()


def test_a_preview_is_narrowed_to_its_problems(store: Store) -> None:
    at = opened(("Connections.csv", CONTACTS))
    rows = next(control for control in at.segmented_control if control.label == "Rows")
    rows.set_value("Problem 1").run()
    assert len(at.dataframe[0].value) == 1


def test_files_are_brought_in_together_and_undone_one_by_one(store: Store) -> None:
    at = opened(("Connections.csv", CONTACTS), ("jobs.csv", TRACKER))
    press(at, "Bring in 4 rows")
    assert at.title[0].value == "Brought in 2 contacts and 2 applications\\."
    assert people(store) == {"Bo Lindqvist", "Cy Young"}
    assert not at.file_uploader[0].value
    assert not [label for label in labels(at) if label.startswith("Bring in")]
    assert "Take back contacts" in labels(at)
    press(at, "Take back spreadsheet of applications")
    assert people(store) == {"Bo Lindqvist", "Cy Young"}
    press(at, "Take back contacts")
    assert people(store) == set()
    with store.reading() as work:
        assert not work.all(ImportBatch)
        assert not work.all(Application)


def test_the_same_file_again_brings_nothing_and_claims_nothing(store: Store) -> None:
    press(opened(("Connections.csv", CONTACTS)), "Bring in 2 rows")
    at = opened(("Connections.csv", CONTACTS))
    assert at.title[0].value == "Nothing here is new\\."
    assert not [label for label in labels(at) if label.startswith("Bring in")]


def test_a_friends_contacts_become_that_friends_ties(store: Store) -> None:
    at = opened(("Connections.csv", CONTACTS))
    control(at, "segmented_control", "Whose are").set_value("A friend's").run()
    assert any("Say whose contacts" in text.value for text in at.markdown)
    assert not [label for label in labels(at) if label.startswith("Bring in")]
    control(at, "text_input", "How").set_value("by mail").run()
    friend = control(at, "selectbox", "Your friend's name")
    friend.options.append("Ana Ruiz")  # typed: it is not on the list
    friend.set_value("Ana Ruiz").run()
    press(at, "Bring in 2 rows")
    assert people(store) == {"Ana Ruiz", "Bo Lindqvist", "Cy Young"}
    with store.reading() as work:
        ana = next(row.id for row in work.all(Person) if row.name == "Ana Ruiz")
        assert len(work.all(Tie, Tie.from_id == ana)) == 2
        [batch] = work.all(ImportBatch)
        assert batch.consent_on is not None
        assert batch.consent_note == "by mail"


def test_a_friend_who_has_not_agreed_brings_nothing(store: Store) -> None:
    at = opened(("Connections.csv", CONTACTS))
    control(at, "segmented_control", "Whose are").set_value("A friend's").run()
    friend = control(at, "selectbox", "Your friend's name")
    friend.options.append("Ana Ruiz")
    friend.set_value("Ana Ruiz").run()
    control(at, "date_input", "They agreed").set_value(None).run()
    assert not [label for label in labels(at) if label.startswith("Bring in")]
    assert people(store) == set()


def test_a_friends_file_beside_mine_comes_in_with_it_and_says_who_agreed(
    store: Store,
) -> None:
    mine = HEADER + "Ana,Ruiz,https://www.linkedin.com/in/ana,,Harbor,Lead,3 Feb 2026\n"
    at = opened(("ana.csv", CONTACTS), ("Connections.csv", mine))
    assert control(at, "segmented_control", "Whose are").value == "A friend's"
    assert control(at, "segmented_control", "Whose is").value == "Mine"
    assert control(at, "selectbox", "Your friend's name").value == "Ana Ruiz"
    assert "states that Ana Ruiz agreed today to share" in said(at)
    press(at, "Bring in 3 rows; Ana Ruiz agreed")
    with store.reading() as work:
        [ana] = [row for row in work.all(Person) if row.name == "Ana Ruiz"]
        assert ana.profile_url
        assert len(work.all(Tie, Tie.from_id == ana.id)) == 2
        agreed = {row.file: row.consent_on for row in work.all(ImportBatch)}
    assert agreed == {"ana.csv": date(2026, 3, 2), "Connections.csv": None}
    press(at, "See who can get you in")
    assert at.title[0].value == (
        "You know a way into 3 companies\\, none of them tracked yet\\."
    )


def test_a_second_file_without_a_name_waits_for_one(store: Store) -> None:
    other = HEADER + "Di,Fox,https://www.linkedin.com/in/di,,Nova,Lead,3 Feb 2026\n"
    at = opened(("Connections.csv", CONTACTS), ("Connections (1).csv", other))
    assert "Say whose contacts" in said(at)
    assert not [label for label in labels(at) if label.startswith("Bring in")]
    control(at, "date_input", "They agreed").set_value(date(2026, 2, 1)).run()
    friend = control(at, "selectbox", "Your friend's name")
    friend.options.append("Mei Lin")
    friend.set_value("Mei Lin").run()
    assert "Mei Lin agreed on Sun 1 Feb to share" in said(at)
    press(at, "Bring in 3 rows; Mei Lin agreed")
    assert people(store) == {"Bo Lindqvist", "Cy Young", "Di Fox", "Mei Lin"}


def test_a_guess_that_is_put_right_stays_right(store: Store) -> None:
    at = opened(("Connections.csv", CONTACTS), ("ana.csv", CONTACTS))
    for place, answer in enumerate(("A friend's", "Mine")):
        whose = control(at, "segmented_control", "Whose are", place)
        whose.set_value(answer).run()
    assert [
        control(at, "segmented_control", "Whose are", place).value for place in (0, 1)
    ] == ["A friend's", "Mine"]
    assert control(at, "selectbox", "Your friend's name").value is None


def test_messages_ask_which_of_these_i_am_and_whether_to_keep_texts(
    store: Store,
) -> None:
    at = opened(("messages.csv", MESSAGES))
    assert "Which of the people in these messages are you?" in said(at)
    assert not [label for label in labels(at) if label.startswith("Bring in")]
    me = control(at, "selectbox", "Which of these are you?")
    assert me.options == ["Choose your name", "Ana Ruiz", "Jo Kim"]
    me.set_value("Jo Kim").run()
    assert at.title[0].value == "2 messages are new\\."
    assert "secret" not in "".join(at.dataframe[0].value["What"])
    control(at, "checkbox", "Keep what was written").check().run()
    press(at, "Bring in 2 rows")
    with store.reading() as work:
        assert {row.note for row in work.all(Interaction)} == {"my secret", "hers"}
    assert people(store) == {"Ana Ruiz"}


def test_texts_of_messages_are_left_out_unless_the_box_is_ticked(store: Store) -> None:
    at = opened(("messages.csv", MESSAGES))
    control(at, "selectbox", "Which of these are you?").set_value("Jo Kim").run()
    box = control(at, "checkbox", "Keep what was written")
    assert not box.value
    press(at, "Bring in 2 rows")
    with store.reading() as work:
        assert [row.note for row in work.all(Interaction)] == ["", ""]


def test_a_bibliography_asks_which_author_i_am(store: Store) -> None:
    data = b"@book{b, title={T}, author={Ana Ruiz and Bo Lindqvist}}"
    at = opened(("x.bib", data))
    me = next(box for box in at.selectbox if box.label == "Which of these are you?")
    assert me.options == ["Whoever has my name in Settings", "Ana Ruiz", "Bo Lindqvist"]
    me.set_value("Ana Ruiz").run()
    press(at, "Bring in 1 row")
    with store.reading() as work:
        [tie] = work.all(Tie)
        assert work.get(Person, tie.from_id).is_me
        assert work.get(Person, tie.to_id).name == "Bo Lindqvist"


def test_a_refused_file_is_one_sentence_and_the_others_go_on(store: Store) -> None:
    at = opened(
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(100)), ("jobs.csv", TRACKER)
    )
    assert "PNG" in at.error[0].value
    assert at.title[0].value == "2 applications are new\\."


def test_an_unknown_status_is_asked_about_and_answered_in_place(store: Store) -> None:
    at = opened(("jobs.csv", TRACKER))
    box = next(box for box in at.selectbox if "Waitlisted" in box.label)
    box.set_value(Stage.SCREEN).run()
    assert not at.exception
    press(at, "Bring in 2 rows")
    with store.reading() as work:
        stages = {row.title: row.stage for row in work.all(Application)}
        assert not [row for row in work.all(Application) if row.status_to_map]
    assert stages["Designer"] is Stage.SCREEN


def test_columns_that_are_not_understood_are_mapped_in_place(store: Store) -> None:
    at = opened(("mine.csv", "Where,What,Status\nLumen,Engineer,Applied\n"))
    assert not [label for label in labels(at) if label.startswith("Bring in")]
    columns = {box.label: box for box in at.selectbox}
    columns["Company"].set_value("Where").run()
    columns = {box.label: box for box in at.selectbox}
    columns["Job title"].set_value("What").run()
    assert at.title[0].value == "1 application is new\\."
    press(at, "Bring in 1 row")
    with store.reading() as work:
        assert [row.title for row in work.all(Application)] == ["Engineer"]


def test_what_stays_of_an_undone_import_is_said(store: Store) -> None:
    press(opened(("Connections.csv", CONTACTS)), "Bring in 2 rows")
    with store.change() as work:
        row = next(row for row in work.all(Person) if row.name == "Bo Lindqvist")
        commands.edit_person(work, row.id, version=None, note="Called me.")
    at = press(opened(), "Take back contacts")
    assert people(store) == {"Bo Lindqvist", "Cy Young"}  # it asks first
    press(at, "Take the rest back")
    assert people(store) == {"Bo Lindqvist"}
    assert "Bo Lindqvist stays" in at.warning[0].value


def test_edits_go_too_where_that_is_wanted(store: Store) -> None:
    press(opened(("Connections.csv", CONTACTS)), "Bring in 2 rows")
    with store.change() as work:
        row = next(row for row in work.all(Person) if row.name == "Bo Lindqvist")
        commands.edit_person(work, row.id, version=None, note="Called me.")
    at = press(opened(), "Take back contacts")
    press(at, "Leave it")
    at = press(at, "Take back contacts")
    at.multiselect[0].set_value([]).run()
    press(at, "Take the rest back")
    assert people(store) == set()


def test_a_file_is_not_read_again_when_the_page_runs_again(store: Store) -> None:
    at = opened(("Connections.csv", CONTACTS))
    kept = at.session_state["form:import_readings"]
    jobs = [reading.job for reading in kept.values()]
    at.run()
    assert [reading.job for reading in kept.values()] == jobs
    at.file_uploader[0].clear().run()
    assert not at.session_state["form:import_readings"]


def test_hostile_rows_are_cells_like_any_other(store: Store) -> None:
    hostile = '"</script><img src=x onerror=alert(1)>","=HYPERLINK(""x"")",,,Lumen,,\n'
    at = opened(("Connections.csv", HEADER + hostile))
    assert "onerror" in at.dataframe[0].value["What"].tolist()[0]
    press(at, "Bring in 1 row")


def test_an_export_of_ours_is_previewed_brought_in_and_taken_back(
    store: Store, tmp_path: Path
) -> None:
    other = Store(tmp_path / "other.db")
    with other.change() as work:
        given = inputs.parse(inputs.ApplicationIn, {"company": "Acme", "title": "Dev"})
        commands.add_application(work, given, on=date(2026, 3, 2))
    with other.reading() as work:
        data = exporters.to_json(work)
    other.close()
    at = opened(("export.json", data))
    assert at.title[0].value.startswith("3 records are new")
    next(b for b in at.button if b.label == "Bring in 3 rows").click().run()
    assert not at.exception
    with store.reading() as work:
        assert exporters.to_json(work) == data
    next(b for b in at.button if b.label.startswith("Take back export")).click().run()
    with store.reading() as work:
        assert exporters.to_json(work) != data
        assert not work.all(Application)


def test_an_invitation_asks_for_its_zone_and_its_application(store: Store) -> None:
    with store.change() as work:
        given = {"company": "Lumen", "title": "Engineer"}
        row = commands.add_application(
            work, inputs.parse(inputs.ApplicationIn, given), on=date(2026, 3, 2)
        )
    invitation = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:Interview\n"
        "DTSTART;TZID=Custom:20260310T100000\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    at = opened(("invite.ics", invitation))
    assert any("Custom" in text.value for text in at.markdown)
    at.selectbox[0].set_value("Europe/Berlin").run()
    assert not at.exception
    at.selectbox[1].set_value(row.id).run()
    press(at, "Bring in 1 row")
    with store.reading() as work:
        [made] = work.all(Round)
    assert (made.application_id, made.starts_at.hour) == (row.id, 9)
