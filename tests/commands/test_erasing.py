"""Deleting for good: nothing of a person is left, and nothing of others is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.commands.making import MONDAY, contact, contacts, export, log, meet, tie
from tests.exporters.making import fill
from tracker import backup, commands, inputs
from tracker.errors import RuleError
from tracker.models import ImportRow, Person, Round
from tracker.store import Store

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID


def named(store: Store, name: str) -> UUID:
    with store.reading() as work:
        [row] = work.all(Person, Person.name == name)
        return row.id


def test_nothing_of_a_person_is_left_in_any_table(any_store: Store) -> None:
    with any_store.change() as work:
        commands.add_import(
            work, contacts(contact(2, "Ana Silva", "Lumen")), today=MONDAY
        )
    fill(any_store, "Zoe Kern")
    with any_store.change() as work:
        tie(work, "Ana Silva", "Zoe Kern")
    id_ = named(any_store, "Ana Silva")
    with any_store.change() as work:
        found = commands.erase_person(work, id_)
    assert (found.positions, found.ties, found.imported) == (1, 2, 1)
    told = export(any_store).decode()
    assert "Ana Silva" not in told
    assert str(id_) not in told
    assert "Zoe Kern" in told
    assert all(not finding.problem for finding in backup.check(any_store))


def test_what_they_were_part_of_stays(store: Store) -> None:
    fill(store, "Ana Silva")
    with store.change() as work:
        found = commands.erase_person(work, named(store, "Ana Silva"))
        assert len(work.all(Round)) == 1
    # the note of the application, and the task “Call Ana Silva back”
    assert (found.rounds, found.asks, found.mentions) == (1, 1, 2)
    assert export(store).decode().count("Ana Silva") == 2


def test_a_friend_who_gave_an_export_is_forgotten_as_its_source(store: Store) -> None:
    with store.change() as work:
        parsed = contacts(contact(2, "Ben"), file="Fay Lee.csv")
        commands.add_import(work, parsed, friend="Fay Lee", today=MONDAY)
    with store.change() as work:
        commands.erase_person(work, named(store, "Fay Lee"))
        assert work.all(ImportRow)[0].raw["Name"] == "Ben"
    assert "Fay Lee" not in export(store).decode()
    assert named(store, "Ben")


def test_i_cannot_be_deleted_from_my_own_search(store: Store) -> None:
    with store.change() as work:
        meet(work, "Ana", is_contact=True)
    with store.change() as work, pytest.raises(RuleError, match="delete yourself"):
        commands.erase_person(work, commands.me(work).id)


def test_the_file_holds_nothing_of_them_after_it_is_compacted(tmp_path: Path) -> None:
    path = tmp_path / "search.db"
    store = Store(path)
    with store.change() as work:
        meet(work, "Xanthippe Quill", note="q" * 5_000)
    with store.change() as work:
        commands.erase_person(work, named(store, "Xanthippe Quill"))
    store.compact()
    store.close()
    for file in tmp_path.iterdir():
        assert b"Xanthippe" not in file.read_bytes()


def test_everything_goes_and_only_of_its_owner(
    any_store: Store, tmp_path: Path
) -> None:
    fill(any_store)
    with any_store.change("somebody else") as work:
        log(work, "Theirs")
    with any_store.change() as work:
        commands.save_settings(work, inputs.SettingsIn(name="Max"), version=None)
        assert commands.erase_everything(work) > 10
    any_store.compact()
    empty = Store(tmp_path / "empty.db")
    assert export(any_store) == export(empty)
    empty.close()
    with any_store.reading("somebody else") as work:
        assert [row.name for row in work.all(Person)] == []
        assert len(work.all(Round)) == 0
