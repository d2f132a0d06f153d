"""The page that keeps: backup, restore, bin, check."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from tracker import backup, commands, inputs
from tracker.importers import limits
from tracker.models import Application, Person

if TYPE_CHECKING:
    from tracker.store import Store

ROOT = Path(__file__).parents[2]
MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTHOLD_TODAY", MONDAY.isoformat())


def opened() -> AppTest:
    at = AppTest.from_file(str(ROOT / "pages/frame.py"), default_timeout=30)
    at.switch_page("keep/data.py").run()
    assert not at.exception
    return at


def press(at: AppTest, start: str) -> AppTest:
    next(b for b in at.button if b.label.startswith(start)).click().run()
    assert not at.exception
    return at


def log(store: Store, title: str = "Engineer") -> Application:
    with store.change() as work:
        given = inputs.parse(inputs.ApplicationIn, {"company": "Lumen", "title": title})
        return commands.add_application(work, given, on=MONDAY)


def count(store: Store) -> int:
    with store.reading() as work:
        return len(work.all(Application))


def test_the_page_says_where_everything_lies(store: Store) -> None:
    log(store)
    at = opened()
    assert at.title[0].value == (
        "Everything is on this machine\\: 1 application\\, 0 offers and 0 people\\."
    )
    told = "".join(text.value for text in at.markdown).replace("\\", "")
    assert str(store.path) in told
    assert "SQLite" in told


def test_the_store_is_copied_beside_itself(store: Store) -> None:
    assert store.path is not None
    at = press(opened(), "Copy on this machine now")
    assert "Copied and checked" in at.success[0].value
    (copy,) = (store.path.parent / "backups").glob("*.db")
    assert copy.name == "foothold-2026-11-23-1.db"
    press(at, "Copy on this machine now")
    assert len(list(copy.parent.glob("*.db"))) == 2


def test_a_check_is_told_in_words(store: Store) -> None:
    at = press(opened(), "Check the store")
    assert any("The store is well" in text.value for text in at.markdown)
    assert any("The file is whole" in text.value for text in at.markdown)


def test_a_backup_is_restored_only_when_that_is_confirmed(
    store: Store, tmp_path: Path
) -> None:
    log(store, "Kept")
    source = backup.backup(store, tmp_path / "copy.db")
    log(store, "Later")
    at = opened()
    at.file_uploader[0].upload("copy.db", source.read_bytes()).run()
    assert any("In place of 2 applications" in text.value for text in at.markdown)
    button = next(b for b in at.button if b.label == "Restore the backup")
    assert button.disabled
    at.checkbox[0].check().run()
    press(at, "Restore the backup")
    assert "Restored copy" in at.success[0].value
    assert count(store) == 1
    assert not at.file_uploader[0].value


def test_the_page_says_how_a_backup_too_large_for_it_is_restored(store: Store) -> None:
    at = opened()
    most = limits.FILE_BYTES // 2**20
    assert at.file_uploader[0].proto.max_upload_size_mb == most
    told = "".join(text.value for text in at.markdown).replace("\\", "")
    assert f"more than {most} MB is restored from a terminal, by “foothold" in told


def test_a_file_that_is_no_backup_changes_nothing(store: Store) -> None:
    log(store)
    at = opened()
    at.file_uploader[0].upload("copy.db", b"no database").run()
    at.checkbox[0].check().run()
    press(at, "Restore the backup")
    assert "not a backup" in at.error[0].value
    assert count(store) == 1


def test_what_is_in_the_bin_is_named_and_restored(store: Store) -> None:
    row = log(store)
    with store.change() as work:
        person = commands.add_person(
            work, inputs.parse(inputs.PersonIn, {"name": "Ana Ruiz"})
        )
        commands.bin_record(work, Application, row.id)
        commands.bin_record(work, Person, person.id)
    at = opened()
    told = "\n".join(text.value for text in at.markdown)
    assert "Engineer at Lumen" in told
    assert "Ana Ruiz" in told
    press(at, "Restore 1")
    press(at, "Restore 1")
    assert any("What you put in the bin comes here" in m.value for m in at.markdown)
    with store.reading() as work:
        assert not work.get(Application, row.id).binned_at
        assert not work.get(Person, person.id).binned_at


def test_the_bin_is_emptied_for_good(store: Store) -> None:
    row = log(store)
    with store.change() as work:
        commands.bin_record(work, Application, row.id)
    press(opened(), "Delete 1 for good")
    assert count(store) == 0


def test_an_export_and_a_backup_are_offered(store: Store) -> None:
    labels = [button.label for button in opened().download_button]
    assert labels == ["Download a backup", "Download"]


# --- Taking out, copies, deleting for good --------------------------------------


def test_every_kind_of_export_is_made_from_one_menu(store: Store) -> None:
    log(store)
    at = opened()
    menu = next(box for box in at.selectbox if box.label == "What to take out")
    for number in range(len(menu.options)):
        menu.select_index(number).run()
        assert not at.exception
        assert [b.label for b in at.download_button][1:] == ["Download"]


def test_contacts_without_names_are_not_offered(store: Store) -> None:
    at = opened()
    menu = next(box for box in at.selectbox if box.label == "What to take out")
    menu.select("Contacts (vCard)").run()
    next(r for r in at.radio if r.label == "Other people").set_value("anonymous").run()
    assert not at.exception
    assert [b.label for b in at.download_button] == ["Download a backup"]


def test_a_copy_is_compared_before_it_is_restored(store: Store) -> None:
    log(store, "Kept")
    press(opened(), "Copy on this machine now")
    log(store, "Later")
    at = press(opened(), "Go back to copy 1")
    told = [text.value.replace("\\", "") for text in at.markdown]
    assert any("Application: 2 now, 1 then" in text for text in told)
    press(at, "Restore this copy")
    assert "Restored foothold" in at.success[0].value
    assert count(store) == 1


def test_a_person_is_deleted_everywhere_once_that_is_confirmed(store: Store) -> None:
    with store.change() as work:
        given = {"name": "Ana Ruiz", "company": "Acme", "is_contact": True}
        commands.add_person(work, inputs.parse(inputs.PersonIn, given))
    press(opened(), "Copy on this machine now")
    at = opened()
    next(t for t in at.text_input if t.label == "Search by name").set_value("ana").run()
    told = [text.value.replace("\\", "") for text in at.markdown]
    assert "Deletes Ana Ruiz with 1 job and 1 tie." in told
    next(c for c in at.checkbox if c.label.startswith("This cannot")).check().run()
    press(at, "Delete this person")
    with store.reading() as work:
        assert [row.name for row in work.all(Person)] == ["Me"]
    told = [text.value.replace("\\", "") for text in at.markdown]
    assert any("from before still hold" in text for text in told)
    press(at, "Delete the copies")
    assert not backup.copies(store)
    assert store.path is not None
    assert b"Ana Ruiz" not in store.path.read_bytes()


def test_everything_is_deleted_once_that_is_confirmed(store: Store) -> None:
    log(store)
    at = opened()
    assert next(b for b in at.button if b.label == "Delete everything").disabled
    next(c for c in at.checkbox if c.label.startswith("Yes, delete")).check().run()
    press(at, "Delete everything")
    assert count(store) == 0
