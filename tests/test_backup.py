"""A backup is whole, a restore is all or nothing, and damage is found."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.commands.making import MONDAY, contact, contacts, export, log, meet, offer
from tracker import backup, commands, inputs, network, search
from tracker.errors import StoreError
from tracker.models import Application
from tracker.store import LOCAL_OWNER, Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def fill(store: Store) -> None:
    with store.change() as work:
        log(work, applied_on="2026-02-01", salary="100 €")
        offer(work, base="120000.50", grants=[GRANT])
        given = {"company": "Acme", "starts_at": "2026-07-01T14:00+02:00"}
        commands.add_round(work, inputs.parse(inputs.RoundIn, given))
        meet(work, "Ana Silva", "Acme", is_contact=True)
        commands.add_import(
            work, contacts(contact(2, "Ben"), contact(3, "Cy")), today=MONDAY
        )
        commands.save_settings(work, inputs.SettingsIn(name="Max"), version=None)
        ask = inputs.AskIn(person="Ana Silva", company="Acme")
        commands.add_ask(work, ask, on=MONDAY)
    with store.change("somebody else") as work:
        log(work, "Other")


GRANT = {"value": "400000", "shares_by_year": [25] * 4, "cadence": "monthly"}


@pytest.fixture
def copy(any_store: Store, tmp_path: Path) -> Path:
    """Give a backup of a store with something of everything in it."""
    fill(any_store)
    return backup.backup(any_store, tmp_path / "copy.db")


# --- There and back -------------------------------------------------------------


def test_a_backup_is_a_store_with_the_same_content(
    any_store: Store, copy: Path
) -> None:
    opened = Store(copy)
    assert export(opened) == export(any_store)
    assert all(not finding.problem for finding in backup.check(opened))
    opened.close()
    if os.name == "posix":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [p.name for p in copy.parent.iterdir() if "part" in p.name] == []


def test_a_restore_brings_back_everything_of_everybody(
    any_store: Store, copy: Path
) -> None:
    before = export(any_store)
    with any_store.change() as work:
        log(work, "Newer")
        commands.empty_bin(work)
    with any_store.change("somebody else") as work:
        work.session.delete(work.all(Application)[0])
    changed = export(any_store)
    kept = backup.restore(any_store, copy)
    assert export(any_store) == before
    with any_store.reading("somebody else") as work:
        assert len(work.all(Application)) == 1
    if any_store.path is None:
        assert kept is None
    else:  # and can be taken back itself
        assert kept is not None
        backup.restore(any_store, kept)
        assert export(any_store) == changed


@pytest.mark.postgres
def test_a_store_moves_between_the_databases_and_back(
    store: Store, postgres_url: str, tmp_path: Path
) -> None:
    fill(store)
    before = export(store)
    server = Store(postgres_url)
    backup.restore(server, backup.backup(store, tmp_path / "one.db"))
    assert export(server) == before
    with server.change() as work:
        log(work, "Added on the server")
    changed = export(server)
    backup.restore(store, backup.backup(server, tmp_path / "two.db"))
    assert export(store) == changed
    server.close()


def test_after_a_restore_no_cached_reading_looks_current(
    any_store: Store, copy: Path, tmp_path: Path
) -> None:
    empty = Store(tmp_path / "empty.db")
    nothing = backup.backup(empty, tmp_path / "nothing.db")
    empty.close()
    for source, count in ((nothing, 0), (copy, 1), (nothing, 0)):
        revision = any_store.revision()
        search.current(any_store, LOCAL_OWNER)
        network.current(any_store, LOCAL_OWNER)
        backup.restore(any_store, source)
        log_, people = any_store.revision()
        assert log_ > revision[0]
        assert people > revision[1]
        assert len(search.current(any_store, LOCAL_OWNER).applications) == count
        assert ("Ben" in network.current(any_store, LOCAL_OWNER).names) == bool(count)


def test_backups_under_write_load_are_whole(any_store: Store, tmp_path: Path) -> None:
    stop = threading.Event()
    done: list[int] = []

    def write() -> None:
        while not stop.is_set():
            with any_store.change() as work:  # an application, its stage, an offer
                offer(work, company=f"Company {len(done)}")
            done.append(any_store.revision()[0])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(8):
            known = len(done)
            opened = Store(backup.backup(any_store, tmp_path / f"{number}.db"))
            assert all(not finding.problem for finding in backup.check(opened))
            found = search.current(opened, LOCAL_OWNER)
            assert known <= len(found.applications) <= len(done) + 1
            assert len(found.offers) == len(found.applications)
            opened.close()
    finally:
        stop.set()
        writer.join()
    assert done


# --- What is refused ------------------------------------------------------------


def test_a_file_that_is_there_already_is_never_overwritten(
    store: Store, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(StoreError, match="there already"):
        backup.backup(store, tmp_path / "notes.txt")
    assert (tmp_path / "notes.txt").read_text("utf-8") == "mine"


@pytest.mark.parametrize("name", ["no/such/folder.db", "x" * 300])
def test_a_backup_that_cannot_be_written_is_told(
    any_store: Store, tmp_path: Path, name: str
) -> None:
    with pytest.raises(StoreError, match="cannot be"):
        backup.backup(any_store, tmp_path / name)


def sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as raw:
        for statement in statements:
            raw.execute(statement)
        raw.commit()


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 3_000] = b"\xa5" * 3_000
    path.write_bytes(content)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20_000])


WRONG: dict[str, Callable[[Path], object]] = {
    "damaged": damage,
    "cut off": cut,
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("not a backup", "utf-8"),
    "of another program": lambda path: sql(path, "PRAGMA application_id = 7"),
    "newer": lambda path: sql(path, "UPDATE alembic_version SET version_num = '0999'"),
    "without a version": lambda path: sql(path, "DELETE FROM alembic_version"),
    "with a trigger": lambda path: sql(
        path,
        "CREATE TRIGGER t AFTER INSERT ON person BEGIN DELETE FROM offer; END",
    ),
    "with a view": lambda path: sql(path, "CREATE VIEW v AS SELECT 1"),
    "with an orphan": lambda path: sql(
        path, "PRAGMA foreign_keys = OFF", "DELETE FROM company"
    ),
    "with an unknown word": lambda path: sql(
        path, "UPDATE application SET stage = 'dreaming'"
    ),
    "with a table missing": lambda path: sql(path, "DROP TABLE interviewer"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_backup_is_refused_in_a_sentence_and_nothing_changes(
    store: Store, tmp_path: Path, what: str
) -> None:
    fill(store)
    copy = backup.backup(store, tmp_path / "copy.db")
    WRONG[what](copy)
    before, content = export(store), copy.read_bytes()
    with pytest.raises(StoreError) as caught:
        backup.restore(store, copy)
    assert str(caught.value).endswith(".")
    assert export(store) == before
    assert copy.read_bytes() == content


def test_a_backup_that_is_not_there_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no file"):
        backup.restore(store, tmp_path / "none.db")
    with pytest.raises(StoreError):
        backup.restore(store, tmp_path)


def test_a_restore_takes_no_file_along_and_leaves_none_behind(
    store: Store, tmp_path: Path
) -> None:
    fill(store)
    folder = tmp_path / "stick"
    folder.mkdir()
    copy = backup.backup(store, folder / "copy.db")
    copy.chmod(0o400)
    folder.chmod(0o500)
    try:
        backup.restore(store, copy)
        assert [path.name for path in folder.iterdir()] == ["copy.db"]
    finally:
        folder.chmod(0o700)


@pytest.mark.parametrize("harm", [damage, cut])
def test_a_store_too_damaged_to_open_is_set_aside_and_replaced(
    store: Store, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    fill(store)
    before = export(store)
    copy = backup.backup(store, tmp_path / "copy.db")
    assert store.path is not None
    store.close()
    harm(store.path)
    broken = store.path.read_bytes()
    aside = backup.restore_at(str(store.path), copy)
    assert export(store) == before
    assert aside is not None
    assert "damaged" in aside.name
    assert aside.read_bytes() == broken


def test_a_file_of_somebody_else_is_not_replaced(store: Store, tmp_path: Path) -> None:
    copy = backup.backup(store, tmp_path / "copy.db")
    other = tmp_path / "notes.db"
    other.write_text("mine", "utf-8")
    with pytest.raises(StoreError, match="not a Foothold store"):
        backup.restore_at(str(other), copy)
    assert other.read_text("utf-8") == "mine"


# --- Looking a store over -------------------------------------------------------


def problems(store: Store) -> list[str]:
    return [finding.what for finding in backup.check(store) if finding.problem]


def test_a_sound_store_has_no_problem(any_store: Store) -> None:
    assert problems(any_store) == []
    fill(any_store)
    assert problems(any_store) == []


@pytest.mark.parametrize(
    ("harm", "what"),
    [
        ("DELETE FROM company", "foreign keys"),
        ("UPDATE application SET stage = 'onsite'", "stages and their history"),
        ("DELETE FROM stage_change", "stages and their history"),
        ("DELETE FROM ask_change", "asks and their history"),
        ("UPDATE alembic_version SET version_num = '0000'", "schema version"),
        ("PRAGMA writable_schema = ON", "integrity"),
    ],
)
def test_each_kind_of_damage_is_found(store: Store, harm: str, what: str) -> None:
    fill(store)
    assert store.path is not None
    sql(store.path, "PRAGMA foreign_keys = OFF", harm)
    if what == "integrity":  # pages that nothing leads to any more
        sql(
            store.path,
            "PRAGMA writable_schema = ON",
            "DELETE FROM sqlite_schema WHERE name = 'ix_person_owner'",
        )
        store.engine.dispose()
    assert what in problems(store)


def test_a_new_store_is_empty_and_a_used_one_is_not(any_store: Store) -> None:
    assert backup.is_empty(any_store)
    with any_store.change() as work:
        meet(work, "Ana")
    assert not backup.is_empty(any_store)
