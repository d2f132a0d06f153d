"""The searcher's name from their archive: only where asked for, and only the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.commands.making import MONDAY, export
from tests.importers.making import HEADER, only, zipped
from tracker import commands, inputs
from tracker.importers import Answers, Parsed, read
from tracker.models import ImportBatch, ImportKind, Person, Searcher

if TYPE_CHECKING:
    from tracker.store import Store

PROFILE = (
    b"First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry\n"
    b"Ana,Lee,,1 Secret Street,Jan 1,Engineer,Secret words,Software\n"
)
ARCHIVE = zipped(
    {
        "Connections.csv": f"{HEADER}\nBo,Chen,,,Acme,Dev,01 Jan 2024\n".encode(),
        "Profile.csv": PROFILE,
        "PhoneNumbers.csv": b"\0 not to be opened",
    }
)
ASKED = Answers(with_profile=True)


def bring(store: Store, parsed: Parsed) -> commands.imports.Summary:
    with store.change() as work:
        return commands.add_import(work, parsed, today=MONDAY)


def name_of(store: Store) -> tuple[str, list[str]]:
    """The searcher's name in Settings, and on their own node."""
    with store.reading() as work:
        searcher = work.first(Searcher) or Searcher(owner=work.owner)
        return searcher.name, [row.name for row in work.all(Person) if row.is_me]


def test_the_profile_stays_closed_unless_it_is_asked_for() -> None:
    [closed] = read("a.zip", ARCHIVE)
    assert closed.has_profile
    assert "Profile.csv, PhoneNumbers.csv left closed." in closed.notices[0]
    first, profile = read("a.zip", ARCHIVE, answers=ASKED)
    assert not first.has_profile
    assert first.notices == (
        "PhoneNumbers.csv left closed. It holds addresses or answers.",
    )
    assert profile.kind is ImportKind.PROFILE
    assert [row.what for row in profile.rows] == ["Ana Lee"]
    assert "Secret" not in str(profile)


def test_the_name_comes_in_once_and_goes_again(any_store: Store) -> None:
    _, profile = read("a.zip", ARCHIVE, answers=ASKED)
    done = bring(any_store, profile)
    assert name_of(any_store) == ("Ana Lee", ["Ana Lee"])
    assert not bring(any_store, profile).new
    assert done.batch_id is not None
    with any_store.change() as work:
        assert commands.undo_import(work, done.batch_id) == []
    assert name_of(any_store) == ("", [])
    assert b"Ana" not in export(any_store)


@pytest.mark.parametrize("is_before", [True, False])
def test_a_name_in_settings_stays(store: Store, *, is_before: bool) -> None:
    given = inputs.parse(inputs.SettingsIn, {"name": "Ana B. Lee"})
    profile = only("Profile.csv", PROFILE)
    if is_before:
        with store.change() as work:
            commands.save_settings(work, given, version=None)
        assert not bring(store, profile).new
        return
    batch_id = bring(store, profile).batch_id
    assert batch_id is not None
    with store.change() as work:
        commands.save_settings(work, given, version=None)
    with store.change() as work:
        commands.undo_import(work, batch_id)
        assert not work.all(ImportBatch)
    assert name_of(store)[0] == "Ana B. Lee"


def test_a_profile_is_one_persons_and_names_somebody() -> None:
    twice = only("Profile.csv", PROFILE + b"Bo,Chen,,,,,,\n,,,,,,,\n")
    assert [row.what for row in twice.rows] == ["Ana Lee"]
    assert [one.number for one in twice.problems] == [3]
    nobody = only("Profile.csv", PROFILE.replace(b"Ana,Lee", b",-"))
    assert [one.reason for one in nobody.problems] == ["It names nobody."]
