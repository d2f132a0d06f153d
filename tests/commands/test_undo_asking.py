"""Before an import is undone it is asked what becomes of what was worked on since."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.commands.making import FRIDAY, MONDAY, contact, contacts, jobs, log, tie
from tests.commands.test_invitations import calendar
from tracker import commands, exporters, inputs
from tracker.importers import ApplicationRow, read
from tracker.models import Application, Person, Round, Stage, Tie

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.importers import Parsed
    from tracker.store import Store, Work

OWN = contacts(contact(2, "Ana", "Acme"), contact(3, "Ben"))
JOBS = jobs(
    ApplicationRow(2, "Acme", "Engineer", on=MONDAY, stage=Stage.SCREEN),
    ApplicationRow(3, "Other", "Chef"),
)


def invitation() -> Parsed:
    [parsed] = read("a.ics", calendar("SUMMARY:Home interview"))
    return parsed


def told(store: Store, owner: str = "me") -> bytes:
    with store.reading(owner) as work:
        return exporters.to_json(work)


def first(work: Work, kind: type, *conditions: object) -> UUID:
    return work.all(kind, *conditions)[0].id


def edit_person(work: Work) -> None:
    id_ = first(work, Person, Person.name == "Ana")
    commands.edit_person(work, id_, version=None, note="x")


def build_on_person(work: Work) -> None:
    ask = inputs.AskIn(person="Ben", company="Home")
    commands.add_ask(work, ask, on=MONDAY)


def edit_tie(work: Work) -> None:
    id_ = first(work, Person, Person.name == "Ben")
    commands.state_chance(work, id_, 0.5)


def move(work: Work) -> None:
    id_ = first(work, Application, Application.title == "Engineer")
    commands.move(work, id_, to=Stage.REJECTED, on=FRIDAY)


def build_on_application(work: Work) -> None:
    task = {"what": "Call", "due_on": MONDAY, "company": "Other"}
    commands.add_task(work, inputs.parse(inputs.TaskIn, task))


def edit_round(work: Work) -> None:
    row = work.all(Round)[0]
    facts = {"starts_at": "2026-03-09T18:00Z", "note": "Mine"}
    given_ = inputs.parse(inputs.RoundIn, facts)
    commands.edit_round(work, row.id, version=None, given=given_)


KINDS: dict[str, tuple[Callable[[], Parsed], list[Callable[[Work], None]]]] = {
    "contacts": (lambda: OWN, [edit_person, build_on_person, edit_tie]),
    "applications": (lambda: JOBS, [move, build_on_application]),
    "calendar": (invitation, [edit_round]),
}


def brought(store: Store, name: str, owner: str) -> tuple[bytes, UUID]:
    """Give the export from before an import, and the import."""
    with store.change(owner) as work:
        log(work, "Home", "Baker")
        commands.me(work)
    before = told(store, owner)
    with store.change(owner) as work:
        done = commands.add_import(work, KINDS[name][0](), today=MONDAY)
    assert done.batch_id is not None
    return before, done.batch_id


@pytest.mark.parametrize("name", KINDS)
def test_what_nobody_touched_is_not_asked_about(any_store: Store, name: str) -> None:
    before, batch = brought(any_store, name, "me")
    with any_store.reading() as work:
        assert commands.touched(work, batch) == []
    with any_store.change() as work:  # an edit that has nothing to do with it
        id_ = log(work, "Home", "Smith").id
    with any_store.change() as work:
        assert commands.undo_import(work, batch) == []
    with any_store.change() as work:
        work.session.delete(work.get(Application, id_))
    assert told(any_store) == before


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(name=st.sampled_from(sorted(KINDS)), data=st.data())
def test_taking_it_all_back_leaves_the_export_from_before(
    store: Store, name: str, data: st.DataObject
) -> None:
    owner = str(uuid4())
    before, batch = brought(store, name, owner)
    acts = data.draw(st.lists(st.sampled_from(KINDS[name][1]), min_size=1, unique=True))
    for act in acts:
        with store.change(owner) as work:
            act(work)
    with store.reading(owner) as work:
        found = commands.touched(work, batch)
    assert found
    with store.change(owner) as work:
        ids = [each.id for each in found]
        assert commands.undo_import(work, batch, with_edits=ids) == []
    assert told(store, owner) == before


def test_each_record_is_asked_about_by_name(store: Store) -> None:
    _, batch = brought(store, "contacts", "me")
    with store.change() as work:
        edit_person(work)
        build_on_person(work)
        edit_tie(work)
    with store.reading() as work:
        found = commands.touched(work, batch)
    assert [(each.name, each.is_changed) for each in found] == [
        ("Ana", True),
        ("Ben", False),
        ("the tie of Me and Ben", True),
    ]
    with store.change() as work:  # one goes, the other edits stay
        kept = commands.undo_import(work, batch, with_edits=[found[0].id])
        assert kept == ["Ben"]
        assert {p.name for p in work.all(Person)} == {"Me", "Ben"}
        assert [t.chance for t in work.all(Tie)] == [0.5]


def test_an_export_of_ours_is_asked_about_too(store: Store) -> None:
    with store.change("other") as work:
        log(work, "Acme")
    data = told(store, "other")
    with store.change("other") as work:
        commands.erase_everything(work)
    before = told(store)
    with store.change() as work:
        [parsed] = read("export.json", data)
        done = commands.add_import(work, parsed, today=MONDAY)
        commands.move(work, first(work, Application), to=Stage.REJECTED, on=FRIDAY)
        tie(work, "Me", "Zed")
    assert done.batch_id is not None
    with store.reading() as work:
        found = commands.touched(work, done.batch_id)
    assert [each.name for each in found] == ["Engineer"]
    with store.change() as work:
        ids = [each.id for each in found]
        assert commands.undo_import(work, done.batch_id, with_edits=ids) == []
        for person in work.all(Person):
            work.session.delete(person)
    assert told(store) == before
