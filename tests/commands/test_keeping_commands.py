"""Settings, the plan and the bin."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.commands.making import contact, contacts, export, log, meet, offer, tie
from tracker import commands, inputs, network, search
from tracker.commands.people import me
from tracker.errors import ConflictError, RuleError
from tracker.models import Application, ImportBatch, Offer, Person, Searcher, Tie
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from tracker.store import Store, Work

SETTINGS = inputs.SettingsIn(
    name="Max Muster",
    profile_url="https://www.linkedin.com/in/max",
    currency="EUR",
    holidays=[date(2026, 12, 25), date(2026, 1, 1), date(2026, 12, 25)],
)


def drawn(store: Store) -> tuple[int, int]:
    """Give the versions with which two forms are drawn."""
    found = search.current(store, LOCAL_OWNER)
    return found.searcher.version, found.goal.version


def test_settings_name_me_in_the_network_too(any_store: Store) -> None:
    with any_store.change() as work:
        commands.save_settings(work, SETTINGS, version=1)
        assert (me(work).name, me(work).is_me) == ("Max Muster", True)
        assert me(work).profile_key == "linkedin.com/in/max"
    found = search.current(any_store, LOCAL_OWNER).searcher
    assert found.holidays == ["2026-01-01", "2026-12-25"]
    assert found.currency == "EUR"


def test_the_second_of_two_tabs_is_told_even_at_the_very_first_save(
    any_store: Store,
) -> None:
    settings, goal = drawn(any_store)
    with any_store.change() as work:
        commands.save_settings(work, SETTINGS, version=settings)
        commands.save_goal(work, inputs.GoalIn(process_days=40), version=goal)
        with pytest.raises(ConflictError, match="another tab"):
            commands.save_settings(work, inputs.SettingsIn(), version=settings)
        with pytest.raises(ConflictError, match="another tab"):
            commands.save_goal(work, inputs.GoalIn(), version=goal)
    settings, goal = drawn(any_store)
    with any_store.change() as work:
        commands.save_settings(work, SETTINGS, version=settings)
        commands.save_goal(work, inputs.GoalIn(), version=goal)


def test_the_plan_keeps_the_notice_period_in_the_settings(any_store: Store) -> None:
    plan = inputs.GoalIn(start_on=date(2026, 9, 1), notice_days=90)
    with any_store.change() as work:
        commands.save_goal(work, plan, version=None)
    found = search.current(any_store, LOCAL_OWNER)
    assert found.goal.start_on == date(2026, 9, 1)
    assert found.searcher.notice_days == 90


# --- The bin --------------------------------------------------------------------


def test_what_hangs_on_a_binned_record_is_hidden_and_comes_back(
    any_store: Store,
) -> None:
    with any_store.change() as work:
        row = log(work)
        offer(work)
    whole = export(any_store)
    with any_store.change() as work:
        commands.bin_record(work, Application, row.id)
    found = search.current(any_store, LOCAL_OWNER)
    assert (found.applications, found.offers, found.history) == ({}, {}, {})
    assert list(found.binned) == [row.id]
    with any_store.change() as work:
        commands.restore_record(work, Application, row.id)
    assert len(search.current(any_store, LOCAL_OWNER).offers) == 1
    assert export(any_store) == whole


def test_binning_what_was_changed_meanwhile_is_told(store: Store) -> None:
    with store.change() as work:
        row = log(work)
        commands.edit_application(work, row.id, version=1, note="new")
        with pytest.raises(ConflictError):
            commands.bin_record(work, Application, row.id, version=1)


def test_an_emptied_bin_is_gone_with_what_hung_on_it(any_store: Store) -> None:
    with any_store.change() as work:
        row = log(work)
        offer(work)
        kept = log(work, "Other")
        commands.bin_record(work, Application, row.id)
        assert commands.empty_bin(work) == 1
        assert [a.id for a in work.all(Application)] == [kept.id]
        assert work.all(Offer) == []


def known(store: Store) -> set[str]:
    return set(network.current(store, LOCAL_OWNER).names)


def test_a_binned_person_is_in_no_chain(any_store: Store) -> None:
    with any_store.change() as work:
        ana = meet(work, "Ana", is_contact=True)
        tie(work, "Ana", "Ben")
    assert known(any_store) == {"Me", "Ana", "Ben"}
    with any_store.change() as work:
        commands.bin_record(work, Person, ana.id)
    assert known(any_store) == {"Me", "Ben"}
    assert not len(network.current(any_store, LOCAL_OWNER).starts)


def test_nobody_bins_themselves(store: Store) -> None:
    with store.change() as work, pytest.raises(RuleError, match="yourself"):
        commands.bin_record(work, Person, me(work).id)


def test_a_friend_whose_export_was_imported_can_be_deleted_for_good(
    any_store: Store,
) -> None:
    def change(work: Work) -> None:
        own = contacts(contact(2, "Ben", "Acme"))
        commands.add_import(work, own, today=date(2026, 3, 2))
        friends = contacts(contact(2, "Ben", "Acme"), contact(3, "Cy"))
        commands.add_import(work, friends, friend="Ana", today=date(2026, 3, 2))
        ana = work.first(Person, Person.key == "ana")
        assert ana is not None
        commands.bin_record(work, Person, ana.id)
        assert commands.empty_bin(work) == 1

    with any_store.change() as work:
        change(work)
    with any_store.change() as work:
        first, second = sorted(work.all(ImportBatch), key=lambda b: b.imported_at)
        commands.undo_import(work, first.id)
        commands.undo_import(work, second.id)
        assert work.all(Tie) == []
    assert known(any_store) <= {"Me"}


def test_settings_make_one_row_an_owner(any_store: Store) -> None:
    for owner in ("ana", "ben", "ana"):
        with any_store.change(owner) as work:
            commands.save_settings(work, SETTINGS, version=None)
            assert len(work.all(Searcher)) == 1
