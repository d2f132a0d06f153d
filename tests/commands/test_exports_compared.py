"""Two exports of one's contacts: who moved, who came, who left, who is gone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tests.commands.making import MONDAY, contact, contacts, log
from tracker import commands
from tracker.reports import moved

if TYPE_CHECKING:
    from tracker.store import Store

FIRST = contacts(
    contact(2, "Stays", "Acme", title="Chef"),
    contact(3, "Leaves", "Acme GmbH"),
    contact(4, "Comes", "Other"),
    contact(5, "Gone", "Other"),
    contact(6, "Rises", "Other", title="Chef"),
    contact(7, "Bare"),
    file="first.csv",
)
LATER = contacts(
    contact(2, "Stays", "Acme, Inc.", title="chef"),
    contact(3, "Leaves", "Third", profile_url="https://x.example/leaves"),
    contact(4, "Comes", "ACME"),
    contact(6, "Rises", "Other", title="Head chef"),
    contact(7, "Bare"),
    contact(8, "New", "Acme"),
    contact(9, "Elsewhere", "Fourth"),
    file="later.csv",
)


def same_people(store: Store) -> None:
    """Tell that who moved is one: without links the import cannot know."""
    with store.change() as work:
        from tracker.models import Person  # noqa: PLC0415

        for name in ("Leaves", "Comes"):
            one, *others = work.all(Person, Person.name == name)
            for other in others:
                commands.merge_people(work, one.id, other.id)


def test_each_change_is_told_once_in_its_kind(any_store: Store) -> None:
    with any_store.change() as work:
        log(work, "Acme")
        assert commands.changes(work) is None
    for parsed, month in ((FIRST, 1), (LATER, 3)):
        now = datetime(2026, month, 2, tzinfo=UTC)
        with any_store.change(now=now) as work:
            commands.add_import(work, parsed, today=MONDAY)
        with any_store.reading() as work:
            assert (commands.changes(work) is None) is (month == 1)
    same_people(any_store)
    with any_store.reading() as work:
        found = commands.changes(work)
    assert found is not None
    told = {
        name: {found.people[m.person_id] for m in getattr(found.movements, name)}
        for name in found.movements._fields
    }
    assert told == {
        "arrived": {"Comes", "New"},
        "left": {"Leaves"},
        "moved": {"Comes", "Leaves"},
        "renamed": {"Rises"},
        "new": {"New", "Elsewhere"},
        "gone": {"Gone"},
    }
    words = moved.title(found.since, found.movements, "UTC", MONDAY)
    assert words == "What changed since Fri 2 Jan: 2 moved, 2 new, 1 gone"
    [arrived, *_] = moved.parts(found.movements, found.people)
    assert arrived[:2] == ("At a company you track now", 2)
    assert [line for _, line in arrived[2]] == [
        "Comes: at Other, now at ACME",
        "New: new, at Acme",
    ]


def test_a_friends_exports_are_compared_by_themselves(store: Store) -> None:
    with store.change() as work:
        for parsed in (FIRST, LATER):
            commands.add_import(work, parsed, friend="Fay", today=MONDAY)
        fay = commands.find_friend(work, "Fay")
    with store.reading() as work:
        assert commands.changes(work) is None
        assert commands.changes(work, fay.id) is not None
