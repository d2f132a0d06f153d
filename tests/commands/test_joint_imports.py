"""Co-authors and committers as people and ties: found again, counted, undone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.commands.making import MONDAY, contact, contacts, export, meet, tie
from tracker import commands, inputs, network
from tracker.importers import Answers, read
from tracker.models import ImportRow, Person, Provenance, RowOutcome, Tie, TieKind
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from tracker.commands.imports import Summary
    from tracker.store import Store, Work

ANA_BO = "@book{a, title={One}, year=2015, author={Silva, Ana and Bo Li}}\n"
TRIO = "@book{b, title={Two}, year=2019, author={Ana Silva and Bo Li and Cy Fo}}\n"


def bring(work: Work, text: str, name: str = "x.bib", **mapping: str) -> Summary:
    [part] = read(name, text.encode(), answers=Answers(mapping=mapping))
    return commands.add_import(work, part, today=MONDAY)


def called(work: Work, name: str) -> None:
    given = inputs.parse(inputs.SettingsIn, {"name": name})
    commands.save_settings(work, given, version=None)


def ties(work: Work) -> dict[tuple[str, str], Tie]:
    people = {row.id: row.name for row in work.all(Person)}
    return {(people[row.from_id], people[row.to_id]): row for row in work.all(Tie)}


def test_every_two_authors_are_tied_by_their_papers_and_years(any_store: Store) -> None:
    with any_store.change() as work:
        called(work, "Bo Li")
        done = bring(work, ANA_BO + TRIO)
        assert (done.new, done.known) == (2, 0)
        found = ties(work)
        assert found.keys() == {
            ("Bo Li", "Ana Silva"),  # the searcher is who asks
            ("Ana Silva", "Cy Fo"),
            ("Bo Li", "Cy Fo"),
        }
        both = found["Bo Li", "Ana Silva"]
        assert (both.times, both.since_on, both.seen_on) == (
            2,
            date(2015, 1, 1),
            date(2019, 12, 31),
        )
        assert {(row.kind, row.provenance) for row in found.values()} == {
            (TieKind.COAUTHOR, Provenance.COAUTHORS)
        }
        assert [row.is_me for row in work.all(Person, Person.name == "Bo Li")] == [True]
    net = network.current(any_store, LOCAL_OWNER, MONDAY)
    [ana] = [
        id_ for id_, name in zip(net.ids, net.names, strict=True) if name[0] == "A"
    ]
    found_ = net.explained(ana)
    assert found_ is not None
    assert found_.reasons.startswith("coauthor, wrote 2 papers together, 1 mutual")
    tie_ = net.tie_to(ana)
    assert tie_ is not None
    assert net.known_from(tie_) == "from 2 papers together, the last in 2019"
    assert found_.chance == pytest.approx(net.chances[tie_], abs=1e-12)


def test_the_searcher_is_whom_they_say(store: Store) -> None:
    with store.change() as work:
        called(work, "Somebody Else")
        bring(work, TRIO, me="Cy Fo")
        assert ("Somebody Else", "Ana Silva") in ties(work)


def test_the_same_paper_counts_once_and_is_known_the_next_time(store: Store) -> None:
    preprint = (
        ANA_BO.replace("{a,", "{p,").replace("One", "ONE!").replace("2015", "2014")
    )
    with store.change() as work:
        done = bring(work, ANA_BO + preprint)
        assert [row.reason for row in done.rows] == ["", "the same paper as row 1"]
        assert ties(work)["Ana Silva", "Bo Li"].times == 1
    before = export(store)
    with store.change() as work:
        again = bring(work, ANA_BO)
        assert (again.new, again.known, again.batch_id) == (0, 1, None)
        assert [row.reason for row in again.rows] == ["brought in before"]
    assert export(store) == before


def test_a_paper_of_one_author_brings_nobody(store: Store) -> None:
    with store.change() as work:
        done = bring(work, "@book{a, title={One}, author={Ana Silva}}")
        assert [row.outcome for row in done.rows] == [RowOutcome.KNOWN]
        assert work.all(Person) == []


def test_an_author_with_a_link_is_the_one_of_another_bibliography(store: Store) -> None:
    page = """<dblpperson name="Bo Li"><r><book key="c"><author pid="1/2">Ana Silva
        </author><author pid="3/4">Bo Li</author><title>New.</title><year>2021</year>
        </book></r></dblpperson>"""
    with store.change() as work:
        bring(work, ANA_BO)
        assert bring(work, page, "p.xml").new == 1
        assert len(work.all(Person)) == 2


def test_a_namesake_among_my_contacts_is_left_for_me_to_say(store: Store) -> None:
    link = "https://www.linkedin.com/in/ana"
    with store.change() as work:
        meet(work, "Ana Silva", profile_url=link, is_contact=True)
        bring(work, ANA_BO)
        assert len(work.all(Person, Person.key == "ana silva")) == 2


def test_undoing_a_bibliography_leaves_what_another_file_tells(store: Store) -> None:
    with store.change() as work:
        bring(work, TRIO)
    second = export(store)
    with store.change() as work:
        first = bring(work, ANA_BO + TRIO, "y.bib")
        assert first.batch_id is not None
        assert first.new == 1
    with store.change() as work:
        assert commands.undo_import(work, first.batch_id) == []
    assert export(store) == second


def test_undoing_the_first_of_two_leaves_the_second_whole(store: Store) -> None:
    with store.change() as work:
        first = bring(work, ANA_BO)
        bring(work, ANA_BO + TRIO, "y.bib")
        commands.add_import(work, contacts(contact(2, "Di")), today=MONDAY)
        assert first.batch_id is not None
    with store.change() as work:
        commands.undo_import(work, first.batch_id)
        assert ties(work)["Ana Silva", "Bo Li"].times == 2
        assert len(work.all(Tie, Tie.provenance == Provenance.COAUTHORS)) == 3


LOG = """\
Ana Silva|ana@x.test|2020-01-01

a.py

Bo Li|bo@x.test|2020-07-01

a.py

Ana Silva|ana@x.test|2022-01-01

a.py

Bo Li|bo@x.test|2022-07-01

a.py
"""


def test_who_committed_to_the_same_files_worked_together(any_store: Store) -> None:
    with any_store.change() as work:
        called(work, "Ana Silva")
        assert bring(work, LOG, "x.log").new == 2
        assert bring(work, LOG, "x.log").new == 0
        found = ties(work)["Ana Silva", "Bo Li"]
        assert (found.provenance, found.kind) == (Provenance.COMMITS, TieKind.OTHER)
        [bo] = work.all(Person, Person.name == "Bo Li")
        assert bo.email == "bo@x.test"
    net = network.current(any_store, LOCAL_OWNER, MONDAY)
    explained = net.explained(bo.id)
    assert explained is not None
    assert "worked together 18 months at the same code" in explained.reasons


def test_jobs_and_schools_shared_with_a_contact_are_told(any_store: Store) -> None:
    with any_store.change() as work:
        tie(work, "Me", "Bo")
        tie(work, "Me", "Cy")
        before = network.load(work, network.own.load(work, MONDAY))
        for person, start, end in (
            ("Me", "2016-01-01", "2020-01-01"),
            ("Bo", "2018-01-01", None),
            ("Cy", "2020-02-01", None),
        ):
            job = {"person": person, "company": "Initech", "started_on": start}
            job |= {"ended_on": end} if end else {}
            commands.add_position(work, inputs.parse(inputs.PositionIn, job))
        for person in ("Me", "Bo"):
            stay = {"person": person, "school": "TU Berlin", "programme": "CS"}
            days = {"started_on": "2010-10-01", "ended_on": "2013-10-01"}
            commands.add_education(work, inputs.parse(inputs.EducationIn, stay | days))
    net = network.current(any_store, LOCAL_OWNER, MONDAY)
    told = {name: net.explained(net.ids[row]) for row, name in enumerate(net.names)}
    bo, cy = told["Bo"], told["Cy"]
    assert bo is not None
    assert cy is not None
    assert "worked together 2 years at Initech" in bo.reasons
    assert "studied together 3 years at TU Berlin" in bo.reasons
    assert cy.reasons == "a contact"  # who came after I had left
    assert bo.chance > cy.chance
    row = before.row_of[net.ids[list(net.names).index("Bo")]]
    assert before.closeness[row] < bo.chance


def test_a_job_of_an_export_gets_its_team_by_naming_it_again(store: Store) -> None:
    with store.change() as work:
        row = contact(2, "Bo", "Initech", title="Engineer")
        commands.add_import(work, contacts(row), today=MONDAY)
        given = {"person": "Bo", "company": "Initech", "team": "Search"}
        made = commands.add_position(work, inputs.parse(inputs.PositionIn, given))
        assert (made.title, made.team) == ("Engineer", "Search")
        commands.remove_position(work, made.id)


def test_who_is_deleted_is_in_no_author_list_either(store: Store) -> None:
    with store.change() as work:
        bring(work, TRIO)
        [cy] = work.all(Person, Person.name == "Cy Fo")
        commands.erase_person(work, cy.id)
    with store.reading() as work:
        [row] = work.all(ImportRow)
        assert row.raw["Authors"] == "Ana Silva; Bo Li"
    assert b"Cy Fo" not in export(store)
