"""Whatever a searcher did can be taken back, whole, or is left as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import func, select

from tests.commands.making import (
    FRIDAY,
    MONDAY,
    TUESDAY,
    contact,
    contacts,
    export,
    history,
    log,
    meet,
    offer,
    tie,
)
from tests.commands.test_owner import ACTS, anas
from tracker import commands, inputs
from tracker.errors import ConflictError, FootholdError, NotFoundError
from tracker.models import Application, Company, Offer, Person, Stage, StageChange, Step
from tracker.store import journal

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.store import Store, Work

FINAL = {"erase_person", "part", "remove_friends_contacts", "undo_import", "undo_step"}
"""What deletes for good, or is itself an undoing."""


def friend(work: Work, _: object) -> None:
    """Let Ben Ott be a friend whose contacts were brought in."""
    file = contacts(contact(2, "Di", company="Acme"), file="bens.csv")
    commands.add_import(work, file, friend="Ben Ott", today=MONDAY)


def closed(work: Work, ids: dict[str, UUID]) -> None:
    """Let the application end."""
    commands.move(work, ids["application"], to=Stage.REJECTED, on=FRIDAY)


FIRST = {
    "close_out": closed,
    "note_consent": friend,
    "retract_ask": ACTS["move_ask"],
    "state_chance": ACTS["add_tie"],
    "state_chances": ACTS["add_tie"],
    "untie": ACTS["add_tie"],
}
"""What a command needs to have been done before it."""


@pytest.mark.parametrize("name", [name for name in ACTS if name not in FINAL])
def test_every_command_can_be_taken_back(store: Store, name: str) -> None:
    with store.change() as work:
        ids = anas(work)
        if name in FIRST:
            FIRST[name](work, ids)
    before = export(store)
    with store.change() as work:
        ACTS[name](work, ids)
    if work.step_id is None:
        assert export(store) == before
        return
    step_id = work.step_id
    with store.change() as work:
        commands.undo_step(work, step_id)
    assert export(store) == before


def test_taking_back_works_on_every_database(any_store: Store) -> None:
    with any_store.change() as work:
        made = offer(work, sign_ons=[{"amount": "5000"}], note="first")
        application = made.application_id
    before = export(any_store)
    with any_store.change() as work:
        given = inputs.parse(
            inputs.OfferIn, {"company": "Acme", "currency": "USD", "base": "120.50"}
        )
        commands.edit_offer(work, made.id, version=None, given=given)
        commands.move(work, application, to=Stage.ACCEPTED, on=TUESDAY)
    with any_store.change() as work:
        told = commands.undo_last(work)
    assert "1 offer" in told
    assert export(any_store) == before


def test_a_row_that_was_taken_back_is_a_newer_one(store: Store) -> None:
    with store.change() as work:
        row = log(work)
    with store.change() as work:
        commands.edit_application(work, row.id, version=1, note="x")
    with store.change() as work:
        commands.undo_last(work)
        assert work.get(Application, row.id).version == 3
    with store.change() as work, pytest.raises(ConflictError):
        commands.edit_application(work, row.id, version=2, note="y")


def test_what_was_changed_since_is_left_as_it_is(store: Store) -> None:
    with store.change() as work:
        row = log(work)
    with store.change() as work:
        commands.edit_application(work, row.id, version=None, note="x")
    first = stepped(work.step_id)
    with store.change() as work:
        commands.edit_application(work, row.id, version=None, note="y")
    before = export(store)
    with (
        pytest.raises(ConflictError, match="changed again since"),
        store.change() as work,
    ):
        commands.undo_step(work, first)
    assert export(store) == before


def test_what_was_changed_elsewhere_since_stays(store: Store) -> None:
    with store.change() as work:
        row = log(work)
    with store.change() as work:
        commands.edit_application(work, row.id, version=None, note="x")
    first = stepped(work.step_id)
    with store.change() as work:
        commands.edit_application(work, row.id, version=None, location="Bern")
    with store.change() as work:
        commands.undo_step(work, first)
        found = work.get(Application, row.id)
        assert (found.note, found.location) == ("", "Bern")


def test_what_was_built_upon_is_not_deleted(store: Store) -> None:
    with store.change() as work:
        row = log(work)
    first = stepped(work.step_id)
    with store.change() as work:
        commands.move(work, row.id, to=Stage.SCREEN, on=TUESDAY)
    with (
        pytest.raises(ConflictError, match="changed again since"),
        store.change() as work,
    ):
        commands.undo_step(work, first)
    with store.reading() as work:
        assert history(work, row.id) == [(MONDAY, Stage.SAVED), (TUESDAY, Stage.SCREEN)]


def test_what_hangs_on_it_since_is_not_deleted_with_it(store: Store) -> None:
    with store.change() as work:
        row = log(work)
    first = stepped(work.step_id)
    given = {"application": str(row.id), "starts_at": "2026-07-01T14:00Z"}
    with store.change() as work:
        commands.add_round(work, inputs.parse(inputs.RoundIn, given))
    before = export(store)
    with pytest.raises(ConflictError, match="was added"), store.change() as work:
        commands.undo_step(work, first)
    assert export(store) == before


def test_a_step_is_taken_back_once(store: Store) -> None:
    with store.change() as work:
        log(work)
    first = stepped(work.step_id)
    with store.change() as work:
        commands.undo_step(work, first)
    with pytest.raises(NotFoundError, match="any more"), store.change() as work:
        commands.undo_step(work, first)
    with store.reading() as work:
        assert not work.all(Application)
        assert not work.all(Company)


def test_rows_that_fall_with_another_come_back_with_it(any_store: Store) -> None:
    with any_store.change() as work:
        row = log(work)
        meet(work, "Bo Chen", company="Acme")
        tie(work, "Me", "Bo Chen")
        offer(work)
    before = export(any_store)
    with any_store.change() as work:
        work.session.delete(work.get(Application, row.id))
        work.session.delete(work.all(Person, Person.name == "Bo Chen")[0])
    assert export(any_store) != before
    with any_store.reading() as work:
        assert not work.all(StageChange)
        assert not work.all(Offer)
    with any_store.change() as work:
        commands.undo_last(work)
    assert export(any_store) == before


def test_what_cannot_be_taken_back_is_not_passed_over(any_store: Store) -> None:
    with any_store.change() as work:
        log(work, "Acme")
        log(work, "Beta")
    with any_store.change() as work:
        friend(work, None)
    assert work.step_id is None
    brought = export(any_store)
    with any_store.change() as work, pytest.raises(ConflictError, match="Import page"):
        commands.undo_last(work)
    with any_store.change() as work:
        [ben] = work.all(Person, Person.name == "Ben Ott")
        commands.remove_friends_contacts(work, ben.id)
    with any_store.change() as work, pytest.raises(ConflictError, match="Import page"):
        commands.undo_last(work)
    assert export(any_store) != brought
    with any_store.change() as work:
        log(work, "Gamma")
        log(work, "Delta")
    with any_store.change() as work:
        told = commands.undo_last(work)
    assert told == "2 companies, 2 applications, 2 stage changes"
    with any_store.change() as work, pytest.raises(ConflictError, match="Import page"):
        commands.undo_last(work)
    with any_store.reading() as work:
        assert len(work.all(Application)) == 2


def test_only_the_newest_steps_are_kept(store: Store) -> None:
    with store.change() as work:
        row = log(work)
    for number in range(journal.KEPT + 3):
        with store.change() as work:
            commands.edit_application(work, row.id, version=None, note=str(number))
    with store.reading() as work:
        assert steps(work) == journal.KEPT


def test_deleting_for_good_leaves_no_step_to_read_it_from(store: Store) -> None:
    with store.change() as work:
        person = meet(work, "Bo Chen")
        row = log(work, note="Bo Chen")
    with store.change() as work:
        commands.erase_person(work, person.id)
    with store.change() as work:
        assert steps(work) == 0
        commands.bin_record(work, Application, row.id)
    with store.change() as work:
        commands.empty_bin(work)
    with store.reading() as work:
        assert steps(work) == 0


def test_a_refused_change_leaves_no_step(store: Store) -> None:
    with pytest.raises(FootholdError), store.change() as work:
        commands.move(work, log(work).id, to=Stage.SAVED, on=MONDAY)
    with (
        pytest.raises(NotFoundError, match="nothing to take back"),
        store.change() as work,
    ):
        commands.undo_last(work)


def steps(work: Work) -> int:
    query = select(func.count()).select_from(Step)
    return int(work.session.exec(query).one())


def stepped(step_id: UUID | None) -> UUID:
    assert step_id is not None
    return step_id
