"""The page that keeps: backup, restore, bin, check."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from tracker import backup, commands, inputs
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
    assert labels == ["Download a backup", "Export as JSON"]
