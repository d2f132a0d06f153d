"""Two people or companies become one, and are parted again without a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from tests.commands.making import MONDAY, contact, contacts, export, log, meet, tie
from tracker import commands, identity, inputs
from tracker.errors import NotFoundError, RuleError
from tracker.models import (
    Ask,
    Company,
    CompanyAlias,
    Education,
    ImportRow,
    Interaction,
    Interviewer,
    Merge,
    Person,
    Position,
    RefusalKind,
    Tie,
)

if TYPE_CHECKING:
    from tracker.store import Store, Work

LINK = "https://www.linkedin.com/in/ana"


def named(work: Work, name: str) -> Person:
    [row] = work.all(Person, Person.name == name)
    return row


def fill(work: Work) -> None:
    """Know Ana twice, with one of everything about the second of her."""
    log(work)
    meet(work, "Ana Silva", "Acme", email="ana@example.com", is_contact=True)
    other = meet(
        work,
        "Ana S.",
        "Acme",
        email="ana@work.example",
        profile_url=LINK,
        is_contact=True,
        note="Met in Rome",
    )
    meet(work, "Bo", "Other")
    tie(work, "Ana S.", "Bo")
    tie(work, "Ana Silva", "Ana S.")
    ask = inputs.AskIn(person="Bo", company="Acme", insider="Ana S.")
    commands.add_ask(work, ask, on=MONDAY)
    commands.add_ask(work, inputs.AskIn(person="Ana S.", company="Other"), on=MONDAY)
    commands.add_interaction(
        work, inputs.InteractionIn(person=str(other.id)), on=MONDAY
    )
    panel = {"company": "Acme", "starts_at": "2026-03-09T10:00Z"}
    panel["interviewers"] = ["Ana S.", "Ana Silva"]  # type: ignore[assignment]
    commands.add_round(work, inputs.parse(inputs.RoundIn, panel))
    work.add(
        Education(owner=work.owner, person_id=other.id, school="Uni", school_key="uni")
    )


def merge(store: Store, kept: str = "Ana Silva", gone: str = "Ana S.") -> Merge:
    with store.change() as work:
        return commands.merge_people(work, named(work, kept).id, named(work, gone).id)


def part(store: Store, row: Merge) -> int:
    with store.change() as work:
        return commands.part(work, row.id).changed


def test_everything_about_the_one_is_about_the_other(any_store: Store) -> None:
    with any_store.change() as work:
        fill(work)
        friend = contacts(contact(2, "Cy"))
        commands.add_import(work, friend, friend="Ana S.", today=MONDAY)
    merge(any_store)
    with any_store.reading() as work:
        ana = named(work, "Ana Silva")
        assert not work.all(Person, Person.name == "Ana S.")
        assert (ana.email, ana.other_emails) == (
            "ana@example.com",
            ["ana@work.example"],
        )
        assert (ana.profile_url, ana.note) == (LINK, "Met in Rome")
        assert len(work.all(Tie, Tie.from_id == ana.id)) == 2  # to Bo and Cy
        assert not [t for t in work.all(Tie) if t.from_id == t.to_id]
        assert len(work.all(Tie, Tie.to_id == ana.id)) == 1  # mine, once
        assert len(work.all(Position, Position.person_id == ana.id)) == 1
        asks = work.all(Ask)
        assert {ask.person_id for ask in asks} | {a.insider_id for a in asks} >= {
            ana.id
        }
        assert [seat.person_id for seat in work.all(Interviewer)] == [ana.id]
        assert [row.person_id for row in work.all(Interaction)] == [ana.id]
        assert [row.person_id for row in work.all(Education)] == [ana.id]


def test_parting_gives_the_export_from_before_byte_for_byte(any_store: Store) -> None:
    with any_store.change() as work:
        fill(work)
    before = export(any_store)
    row = merge(any_store)
    assert export(any_store) != before
    assert part(any_store, row) == 0
    assert export(any_store) == before
    with any_store.change() as work, pytest.raises(NotFoundError):
        commands.part(work, row.id)


def test_what_was_changed_since_stays_changed_and_is_counted(store: Store) -> None:
    with store.change() as work:
        fill(work)
    row = merge(store)
    with store.change() as work:
        ana = named(work, "Ana Silva")
        commands.edit_person(work, ana.id, version=None, note="Mine")
    assert part(store, row) == 1
    with store.reading() as work:
        assert named(work, "Ana Silva").note == "Mine"
        assert named(work, "Ana S.").note == "Met in Rome"
        assert len(work.all(Tie, Tie.from_id == named(work, "Ana S.").id)) == 1


def test_an_end_that_is_gone_since_brings_no_tie_back(store: Store) -> None:
    with store.change() as work:
        fill(work)
        tie(work, "Ana Silva", "Bo")
    row = merge(store)  # folds the two ties to Bo
    with store.change() as work:
        commands.erase_person(work, named(work, "Bo").id)
    part(store, row)
    with store.reading() as work:
        assert work.all(Person, Person.name == "Bo") == []


def test_two_merges_are_parted_in_reverse(store: Store) -> None:
    with store.change() as work:
        for name in ("A", "B", "C"):
            meet(work, name, is_contact=True)
    before = export(store)
    first = merge(store, "A", "B")
    second = merge(store, "C", "A")
    with store.change() as work, pytest.raises(RuleError, match="part that first"):
        commands.part(work, first.id)
    assert (part(store, second), part(store, first)) == (0, 0)
    assert export(store) == before


def test_i_stay_myself(store: Store) -> None:
    with store.change() as work:
        meet(work, "Me too", is_contact=True)
        i, other = commands.me(work), named(work, "Me too")
        with pytest.raises(RuleError, match="You stay"):
            commands.merge_people(work, other.id, i.id)
        with pytest.raises(RuleError, match="one already"):
            commands.merge_people(work, i.id, i.id)
        commands.merge_people(work, i.id, other.id)
        assert work.all(Tie) == []


def test_erasing_a_person_erases_what_parting_would_bring_back(store: Store) -> None:
    with store.change() as work:
        fill(work)
        meet(work, "Third")
    merge(store)
    merge(store, "Third", "Ana Silva")
    with store.change() as work:
        commands.erase_person(work, named(work, "Third").id)
        assert work.all(Merge) == []
    assert b"ana@example.com" not in export(store)


def test_companies_become_one_under_both_names_and_are_parted(any_store: Store) -> None:
    with any_store.change() as work:
        log(work, "Open AI", "Engineer")
        meet(work, "Bo", "OpenAI, Inc.")
        meet(work, "Cy", "Open AI")
    before = export(any_store)
    with any_store.change() as work:
        [found] = commands.same_companies(work)
        row = commands.merge_companies(work, found.one, found.other)
        assert commands.same_companies(work) == []
    with any_store.change() as work:
        [home] = work.all(Company)
        assert {p.company_id for p in work.all(Position)} == {home.id}
        assert len(work.all(CompanyAlias)) == 1
    assert part(any_store, row) == 0
    assert export(any_store) == before


def test_an_import_of_the_merged_name_finds_the_kept_company(store: Store) -> None:
    with store.change() as work:
        log(work, "Open AI")
        log(work, "OpenAI")
        [found] = commands.same_companies(work)
        commands.merge_companies(work, found.one, found.other)
        log(work, "OpenAI", "Chef")
        assert len(work.all(Company)) == 1


def test_a_newer_file_finds_who_was_merged_by_the_name_that_went(store: Store) -> None:
    rows = (contact(2, "Ana Silva", "Acme"), contact(3, "Ana S.", profile_url=LINK))
    with store.change() as work:
        commands.add_import(work, contacts(*rows), today=MONDAY)
        meet(work, "Third")
    merge(store)
    merge(store, "Third", "Ana Silva")
    again = (*rows, contact(4, "New"))
    with store.change() as work:
        done = commands.add_import(work, contacts(*again), today=MONDAY)
        assert (done.new, done.known) == (1, 2)
        assert {p.name for p in work.all(Person)} == {"Me", "Third", "New"}


# --- Suggestions -----------------------------------------------------------------


def whys(store: Store) -> list[str]:
    with store.reading() as work:
        return [found.why for found in commands.same_people(work)]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("Ana", {"email": "a@b.c"}), ("Ana S", {"email": "A@b.c"}), "e-mail"),
        (("Ana", {"profile_url": LINK}), ("Bo", {"profile_url": LINK + "/"}), "link"),
        (
            ("José García", {"company": "Acme"}),
            ("Garcia Jose", {"company": "Acme GmbH"}),
            "same name at Acme",
        ),
        (("Ana", {"company": "Acme"}), ("Ana", {"company": "Other"}), ""),
        (("Ana", {}), ("Ana", {}), ""),
        (("Ana", {"company": "Acme"}), ("Ana B", {"company": "Acme"}), ""),
    ],
)
def test_a_suggestion_needs_more_than_a_name(
    store: Store,
    one: tuple[str, dict[str, str]],
    other: tuple[str, dict[str, str]],
    expected: str,
) -> None:
    with store.change() as work:
        for name, facts in (one, other):
            meet(work, name, **facts)
    found = whys(store)
    assert [expected in why for why in found] == ([True] if expected else [])


def test_what_was_turned_down_is_suggested_no_more(any_store: Store) -> None:
    with any_store.change() as work:
        meet(work, "Ana", email="a@b.c")
        meet(work, "Bo", email="a@b.c")
    with any_store.change() as work:
        [found] = commands.same_people(work)
        kind = RefusalKind.SAME_PERSON
        commands.turn_down(work, kind, found.other, found.one, on=MONDAY)
        commands.turn_down(work, kind, found.one, found.other, on=MONDAY)
    assert whys(any_store) == []


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("OpenAI", "Open AI, Inc.", True),
        ("Müller", "Muller AG", True),
        ("Amazon Web Services (AWS)", "AWS", True),
        ("Google", "Google Ventures", False),
        ("Meta", "Metabase", False),
    ],
)
def test_companies_are_the_same_by_their_whole_names(
    one: str, other: str, *, is_same: bool
) -> None:
    found = identity.employers([(uuid4().hex, one), (uuid4().hex, other)], set())
    assert bool(found) is is_same


def test_a_large_network_is_looked_over_at_once(store: Store) -> None:
    with store.change() as work:
        rows = [
            {
                "id": uuid4(),
                "owner": work.owner,
                "version": 1,
                "name": f"Person {number // 2}",
                "key": f"person {number // 2}",
                "email": f"{number // 2}@x.example" if number < 200 else "",
                "profile_url": "",
                "profile_key": f"x.example/{number}",
                "note": "",
                "is_me": False,
                "no_contact": False,
                "phone": "",
                "other_emails": [],
            }
            for number in range(30_000)
        ]
        work.session.execute(insert(Person), rows)
    with store.reading() as work:
        assert len(commands.same_people(work)) == 100


PEOPLE = st.lists(
    st.tuples(st.sampled_from("ABCD"), st.sampled_from(["", "Acme", "Other"])),
    min_size=3,
    max_size=6,
)


@settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(people=PEOPLE, data=st.data())
def test_any_merges_parted_in_reverse_leave_no_trace(
    store: Store, people: list[tuple[str, str]], data: st.DataObject
) -> None:
    owner = str(uuid4())
    with store.change(owner) as work:
        rows = [
            contact(number, f"{name}{number}", company)
            for number, (name, company) in enumerate(people, 2)
        ]
        commands.add_import(work, contacts(*rows), today=MONDAY)
        commands.add_import(work, contacts(*rows[:2]), friend="A2", today=MONDAY)
        ids = [row.id for row in work.all(Person) if not row.is_me]
    steps: list[tuple[bytes, UUID]] = []
    while len(ids) > 1 and data.draw(st.booleans()):
        kept, gone = data.draw(st.permutations(ids))[:2]
        before = told(store, owner)
        with store.change(owner) as work:
            steps.append((before, commands.merge_people(work, kept, gone).id))
            assert not work.all(ImportRow, ImportRow.record_id == gone)
        ids.remove(gone)
    for before, row in reversed(steps):
        with store.change(owner) as work:
            assert commands.part(work, row).changed == 0
        assert told(store, owner) == before


def told(store: Store, owner: str) -> bytes:
    from tracker import exporters  # noqa: PLC0415

    with store.reading(owner) as work:
        return exporters.to_json(work)
