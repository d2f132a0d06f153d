"""An import is planned row by row, written whole or not at all, and known again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.commands.making import (
    MONDAY,
    contact,
    contacts,
    export,
    history,
    jobs,
    log,
    meet,
)
from tracker import commands, inputs
from tracker.commands.people import my_id
from tracker.errors import ImportRefusedError, InvalidError
from tracker.importers import ApplicationRow, Parsed, Problem
from tracker.models import (
    Application,
    Company,
    ImportBatch,
    ImportKind,
    ImportRow,
    Person,
    Position,
    Provenance,
    RowOutcome,
    Source,
    Stage,
    Tie,
    TieKind,
)

if TYPE_CHECKING:
    from tracker.store import Store, Work

ANA = "https://www.linkedin.com/in/ana"
FILE = contacts(
    contact(4, "Ana Silva", "Acme", title="Engineer", profile_url=ANA),
    contact(5, "Ben Ott", "Other", connected_on=date(2024, 5, 1)),
    contact(6, "Cy Ray"),
)


def people(work: Work) -> dict[str, Person]:
    return {row.name: row for row in work.all(Person)}


def ties(work: Work) -> set[tuple[str, str, str, str]]:
    named = {row.id: row.name for row in work.all(Person)}
    return {
        (named[t.from_id], named[t.to_id], t.kind.value, t.provenance.value)
        for t in work.all(Tie)
    }


def counts(summary: commands.imports.Summary) -> tuple[int, int, int]:
    return summary.new, summary.known, len(summary.problems)


def test_an_export_of_mine_becomes_people_jobs_and_ties_from_me(
    any_store: Store,
) -> None:
    with any_store.change() as work:
        summary = commands.add_import(work, FILE, today=MONDAY)
        assert counts(summary) == (3, 0, 0)
    with any_store.reading() as work:
        assert people(work).keys() == {"Me", "Ana Silva", "Ben Ott", "Cy Ray"}
        assert people(work)["Ana Silva"].profile_key == "linkedin.com/in/ana"
        assert ties(work) == {
            ("Me", name, "other", "own_export")
            for name in ("Ana Silva", "Ben Ott", "Cy Ray")
        }
        assert {c.name for c in work.all(Company)} == {"Acme", "Other"}
        assert {p.title for p in work.all(Position)} == {"Engineer", ""}
        since = work.first(Tie, Tie.to_id == people(work)["Ben Ott"].id)
        assert since is not None
        assert since.since_on == date(2024, 5, 1)
        rows = sorted(work.all(ImportRow), key=lambda row: row.number)
        assert [row.number for row in rows] == [4, 5, 6]
        assert rows[0].raw == {
            "Name": "Ana Silva",
            "Company": "Acme",
            "Position": "Engineer",
        }


def test_the_same_file_again_is_known_and_leaves_no_trace(any_store: Store) -> None:
    with any_store.change() as work:
        commands.add_import(work, FILE, today=MONDAY)
    before, revision = export(any_store), any_store.revision()
    with any_store.change() as work:
        summary = commands.add_import(work, FILE, today=date(2026, 5, 1))
        assert counts(summary) == (0, 3, 0)
        assert summary.batch_id is None
    assert export(any_store) == before
    assert any_store.revision() == revision


def test_a_plan_says_what_the_import_then_does_and_changes_nothing(
    any_store: Store,
) -> None:
    with any_store.change() as work:
        meet(work, "Cy Ray")
    before = export(any_store)
    for parsed, friend in ((FILE, ""), (FILE, "Fay"), (JOBS, "")):
        with any_store.reading() as work:
            planned = commands.plan_import(work, parsed, friend=friend, today=MONDAY)
        assert export(any_store) == before
        with any_store.change() as work:
            done = commands.add_import(work, parsed, friend=friend, today=MONDAY)
            assert counts(planned) == counts(done)
            assert [row[:3] for row in planned.rows] == [row[:3] for row in done.rows]
        with any_store.reading() as work:
            again = commands.plan_import(work, parsed, friend=friend, today=MONDAY)
            assert counts(again) == (0, counts(done)[0] + counts(done)[1], 0)
        with any_store.change() as work:
            commands.undo_import(work, done.batch_id or my_id(""))
        assert export(any_store) == before


def test_a_friends_export_becomes_their_ties_and_makes_the_friend(
    any_store: Store,
) -> None:
    with any_store.change() as work:
        commands.add_import(work, FILE, friend="Fay Kim", today=MONDAY)
    with any_store.reading() as work:
        assert ties(work) == {
            ("Me", "Fay Kim", "friend", "typed"),
            ("Fay Kim", "Ana Silva", "other", "friend_export"),
            ("Fay Kim", "Ben Ott", "other", "friend_export"),
            ("Fay Kim", "Cy Ray", "other", "friend_export"),
        }
        [batch] = work.all(ImportBatch)
        assert batch.friend_id == people(work)["Fay Kim"].id


def test_a_friend_who_is_my_contact_already_gets_no_second_tie(
    any_store: Store,
) -> None:
    with any_store.change() as work:
        commands.add_import(work, FILE, today=MONDAY)
        commands.add_import(
            work, contacts(contact(2, "Di Fox")), friend="ana silva", today=MONDAY
        )
        mine = {t for t in ties(work) if t[0] == "Me" and t[1] == "Ana Silva"}
        assert mine == {("Me", "Ana Silva", "other", "own_export")}
        assert ("Ana Silva", "Di Fox", "other", "friend_export") in ties(work)


def test_contacts_that_two_exports_share_are_one_person_each(any_store: Store) -> None:
    with any_store.change() as work:
        commands.add_import(work, FILE, today=MONDAY)
        summary = commands.add_import(work, FILE, friend="Fay", today=MONDAY)
        assert counts(summary) == (3, 0, 0)  # three ties are news
        assert len(people(work)) == 5
        assert len(work.all(Position)) == 2


def test_in_a_friends_export_i_am_nobody_new(any_store: Store) -> None:
    link = "https://www.linkedin.com/in/max"
    settings = inputs.SettingsIn(name="Max Muster", profile_url=link)
    with any_store.change() as work:
        commands.save_settings(work, settings, version=None)
        parsed = contacts(contact(2, "Max M.", profile_url=link), contact(3, "Ana"))
        summary = commands.add_import(work, parsed, friend="Fay", today=MONDAY)
        assert counts(summary) == (1, 1, 0)
        assert people(work).keys() == {"Max Muster", "Fay", "Ana"}


def test_a_friends_file_of_only_myself_leaves_no_trace(any_store: Store) -> None:
    settings = inputs.SettingsIn(name="Max Muster")
    with any_store.change() as work:
        commands.save_settings(work, settings, version=None)
    before = export(any_store)
    with any_store.change() as work:
        parsed = contacts(contact(2, "Max Muster"))
        summary = commands.add_import(work, parsed, friend="Fay", today=MONDAY)
        assert counts(summary) == (0, 1, 0)
    assert export(any_store) == before


def test_a_later_export_adds_the_new_job_and_keeps_the_old(any_store: Store) -> None:
    later = contacts(contact(4, "Ana Silva", "New Co", profile_url=ANA))
    with any_store.change() as work:
        commands.add_import(work, FILE, today=MONDAY)
        summary = commands.add_import(work, later, today=date(2026, 6, 1))
        assert counts(summary) == (1, 0, 0)
        assert len(people(work)) == 4
        assert len(work.all(Position)) == 3


# --- Applications ---------------------------------------------------------------

JOBS = jobs(
    ApplicationRow(2, "Acme", "Engineer", on=date(2026, 2, 1), stage=Stage.APPLIED),
    ApplicationRow(3, "Acme, Inc.", "Designer", stage=Stage.SAVED),
    ApplicationRow(
        4,
        "Other",
        "",
        url="https://other.example/1",
        stage=Stage.REJECTED,
        on=date(2026, 2, 2),
    ),
    ApplicationRow(5, "Other", "Chef", status="On ice", on=date(2026, 2, 3)),
    ApplicationRow(6, "Acme", "ENGINEER", on=date(2026, 2, 1), stage=Stage.APPLIED),
)


def test_applications_come_with_their_dated_stages(any_store: Store) -> None:
    with any_store.change() as work:
        summary = commands.add_import(work, JOBS, today=MONDAY)
        assert counts(summary) == (4, 1, 0)
    with any_store.reading() as work:
        rows = {row.title: row for row in work.all(Application)}
        assert rows.keys() == {"Engineer", "Designer", "Untitled role", "Chef"}
        assert rows["Engineer"].company_id == rows["Designer"].company_id
        assert history(work, rows["Engineer"].id) == [(date(2026, 2, 1), Stage.APPLIED)]
        assert history(work, rows["Designer"].id) == [(MONDAY, Stage.SAVED)]
        assert history(work, rows["Untitled role"].id) == [
            (date(2026, 2, 2), Stage.APPLIED),
            (date(2026, 2, 2), Stage.REJECTED),
        ]
        assert rows["Untitled role"].stage is Stage.REJECTED
        assert rows["Untitled role"].source is Source.ONLINE
        assert rows["Chef"].status_to_map == "On ice"


def test_an_application_that_was_logged_is_known(any_store: Store) -> None:
    with any_store.change() as work:
        log(work, "ACME", "engineer", applied_on="2026-02-01")
        summary = commands.add_import(work, JOBS, today=MONDAY)
        assert counts(summary) == (3, 2, 0)


def test_a_link_that_is_none_is_left_out(any_store: Store) -> None:
    hostile = ApplicationRow(2, "Acme", "Engineer", url="javascript:alert(1)")
    with any_store.change() as work:
        commands.add_import(work, jobs(hostile), today=MONDAY)
        [row] = work.all(Application)
        assert (row.url, row.url_key) == ("", "")


# --- Refusals and problems ------------------------------------------------------

PROBLEM = Problem(3, "It names nobody: first and last name are empty.", {"a": "b"})


@pytest.mark.parametrize(
    ("parsed", "friend", "said"),
    [
        (contacts(), "", "has no rows"),
        (replace(contacts(), problems=(PROBLEM,)), "", "trouble is in row 3"),
        (replace(contacts(), problems=(PROBLEM,)), "Fay", "trouble is in row 3"),
        (JOBS, "Fay", "applications are not yours"),
    ],
)
def test_a_file_of_which_nothing_can_be_taken_is_refused_without_a_trace(
    any_store: Store, parsed: Parsed, friend: str, said: str
) -> None:
    with any_store.change() as work:
        log(work)
    before, revision = export(any_store), any_store.revision()
    for _ in range(2):
        with pytest.raises(ImportRefusedError, match=said), any_store.change() as work:
            commands.add_import(work, parsed, friend=friend, today=MONDAY)
        with pytest.raises(ImportRefusedError), any_store.reading() as work:
            commands.plan_import(work, parsed, friend=friend, today=MONDAY)
    assert export(any_store) == before
    assert any_store.revision() == revision


@pytest.mark.parametrize("friend", ["Me", "x" * 201])
def test_a_friend_who_cannot_be_is_refused_without_a_trace(
    store: Store, friend: str
) -> None:
    before = export(store)
    with pytest.raises(InvalidError), store.change() as work:
        commands.add_import(work, FILE, friend=friend, today=MONDAY)
    assert export(store) == before


def test_of_a_friends_archive_only_the_contacts_are_taken() -> None:
    assert commands.of_friend([JOBS, FILE]) == [FILE]
    assert commands.of_friend([JOBS]) == [JOBS]  # and is then refused in words


def test_problem_rows_are_shown_and_kept_beside_the_taken_ones(
    any_store: Store,
) -> None:
    parsed = replace(FILE, problems=(PROBLEM,))
    with any_store.change() as work:
        summary = commands.add_import(work, parsed, today=MONDAY)
        assert counts(summary) == (3, 0, 1)
        assert [row.number for row in summary.rows] == [3, 4, 5, 6]
        [kept] = work.all(ImportRow, ImportRow.outcome == RowOutcome.PROBLEM)
        assert (kept.number, kept.reason) == (3, PROBLEM.reason)


def test_progress_rises_to_the_whole(store: Store) -> None:
    told: list[float] = []
    parsed = contacts(*(contact(n, f"P {n}", "Acme") for n in range(5_000)))
    with store.change() as work:
        commands.add_import(work, parsed, today=MONDAY, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1)


def test_an_import_that_is_broken_off_leaves_nothing(any_store: Store) -> None:
    before = export(any_store)

    def stop(done: float) -> None:
        if done > 0.6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), any_store.change() as work:
        commands.add_import(work, FILE, friend="Fay", today=MONDAY, progress=stop)
    assert export(any_store) == before


def test_a_hostile_name_is_only_a_name(any_store: Store) -> None:
    name = '=HYPERLINK("x")</script><img src=x onerror=alert(1)>'
    with any_store.change() as work:
        commands.add_import(work, contacts(contact(2, name, name)), today=MONDAY)
        assert name in people(work)
        assert ImportKind.CONNECTIONS in {b.kind for b in work.all(ImportBatch)}
        assert Provenance.OWN_EXPORT in {t.provenance for t in work.all(Tie)}
        assert TieKind.OTHER in {t.kind for t in work.all(Tie)}
