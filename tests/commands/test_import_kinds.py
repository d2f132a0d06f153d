"""What each kind of file adds to the store, and that undoing takes it all away."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.commands.making import MONDAY, contact, contacts, export, meet
from tests.importers.making import zipped
from tests.importers.mutants import ARCHIVE
from tracker import commands
from tracker.importers import ContactRow, Parsed, read
from tracker.importers.rows import ExchangeRow, StayRow
from tracker.models import (
    Education,
    ImportKind,
    ImportRow,
    Interaction,
    InteractionKind,
    Person,
    Position,
    Provenance,
    Tie,
)

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.store import Store, Work

ANA = "https://www.linkedin.com/in/ana"
TUESDAY = date(2026, 3, 3)


def bring(store: Store, parsed: Parsed) -> commands.imports.Summary:
    with store.change() as work:
        return commands.add_import(work, parsed, today=MONDAY)


def undo(store: Store, batch_id: UUID | None) -> list[str]:
    assert batch_id is not None
    with store.change() as work:
        return commands.undo_import(work, batch_id)


def named(work: Work) -> dict[str, Person]:
    return {row.name: row for row in work.all(Person)}


def book(*rows: ContactRow) -> Parsed:
    return Parsed("book.vcf", ImportKind.ADDRESS_BOOK, "0" * 64, rows)


def said(
    number: int, name: str, *, inbound: bool, on: date = MONDAY, link: str = ""
) -> ExchangeRow:
    return ExchangeRow(
        number, name, on, inbound, InteractionKind.MESSAGE, profile_url=link
    )


def talk(*rows: ExchangeRow, kind: ImportKind = ImportKind.MESSAGES) -> Parsed:
    return Parsed("messages.csv", kind, "0" * 64, rows)


def test_a_whole_archive_comes_in_is_known_again_and_goes(any_store: Store) -> None:
    before = export(any_store)
    parts = read("archive.zip", zipped(ARCHIVE))
    done = [bring(any_store, part) for part in parts]
    assert all(summary.new for summary in done)
    with any_store.reading() as work:
        people = named(work)
        assert people.keys() == {"Me", "Ana Lee", "Bo Chen"}
        assert len(work.all(Person)) == 3  # one person in four files
        me = people["Me"].id
        jobs = work.all(Position, Position.person_id == me)
        assert [(job.title, job.started_on) for job in jobs] == [
            ("Dev", date(2020, 1, 1))
        ]
        [school] = work.all(Education)
        assert (school.person_id, school.school, school.programme) == (me, "ETH", "MSc")
        told = sorted((i.on, i.inbound, i.note) for i in work.all(Interaction))
        assert told == [
            (date(2009, 7, 21), True, "Recommended you"),
            (date(2024, 1, 2), True, ""),
            (date(2024, 1, 3), False, ""),
            (date(2026, 1, 2), True, "Endorsed you: Python"),
            (date(2026, 9, 1), True, "Invited you to connect"),
        ]
        ties = sorted(tie.provenance for tie in work.all(Tie))
        assert ties == [Provenance.MESSAGES, Provenance.OWN_EXPORT]
    middle = export(any_store)
    for part in parts:
        assert bring(any_store, part).batch_id is None
    assert export(any_store) == middle
    for summary in done:  # the oldest first: what others told of is handed over
        assert undo(any_store, summary.batch_id) == []
    assert export(any_store) == before


def test_one_interaction_a_day_and_direction_and_a_tie_only_where_both_wrote(
    store: Store,
) -> None:
    with store.change() as work:
        meet(work, "Ana Lee", is_contact=True)
    done = bring(
        store,
        talk(
            said(2, "Ana Lee", inbound=True),
            said(3, "Ana Lee", inbound=False),
            said(4, "Ana Lee", inbound=True),
            said(5, "Cold Caller", inbound=True),
        ),
    )
    assert (done.new, done.known) == (3, 1)
    assert [row.reason for row in done.rows if row.reason] == ["the same day as row 2"]
    with store.reading() as work:
        people = named(work)
        [tie] = work.all(Tie, Tie.provenance == Provenance.MESSAGES)
        assert tie.to_id == people["Ana Lee"].id
        assert len(work.all(Interaction)) == 3
        assert "Cold Caller" in people


def test_messages_that_two_files_tell_of_stay_with_the_other(store: Store) -> None:
    before = export(store)
    rows = (said(2, "Ana", inbound=True), said(3, "Ana", inbound=False))
    first = bring(store, talk(*rows))
    second = bring(store, talk(*rows, said(4, "Ana", inbound=True, on=TUESDAY)))
    assert (second.new, second.known) == (1, 2)
    assert undo(store, first.batch_id) == []
    with store.reading() as work:
        assert len(work.all(Interaction)) == 3
        assert [tie.batch_id for tie in work.all(Tie)] == [second.batch_id]
        assert {row.batch_id for row in work.all(Person)} == {second.batch_id}
    undo(store, second.batch_id)
    assert export(store) == before


def test_what_was_edited_or_built_upon_since_stays_and_is_named(store: Store) -> None:
    stay = StayRow(2, "ETH", "MSc", date(2012, 1, 1))
    school = bring(store, Parsed("e.csv", ImportKind.EDUCATION, "0" * 64, (stay,)))
    chat = bring(store, talk(said(2, "Ana", inbound=True)))
    with store.change() as work:
        [row] = work.all(Interaction)
        row.note, row.version = "I called back", row.version + 1
    assert undo(store, chat.batch_id) == ["Interaction", "Ana"]
    assert undo(store, school.batch_id) == []
    with store.reading() as work:
        assert len(work.all(Interaction)) == 1
        assert work.all(Education) == []


# --- Address books --------------------------------------------------------------


def test_an_address_book_adds_people_a_weak_tie_and_how_to_reach_them(
    any_store: Store,
) -> None:
    before = export(any_store)
    row = ContactRow(
        2,
        "Ana Silva",
        email="ana@x.io",
        company="Acme",
        title="Chef",
        other_emails=("a@y.io",),
        phone="+49 1",
    )
    done = bring(any_store, book(row))
    with any_store.reading() as work:
        ana = named(work)["Ana Silva"]
        assert (ana.email, ana.other_emails, ana.phone) == (
            "ana@x.io",
            ["a@y.io"],
            "+49 1",
        )
        [tie] = work.all(Tie)
        assert (tie.provenance, tie.kind.value) == (Provenance.ADDRESS_BOOK, "other")
        [job] = work.all(Position)
        assert (job.title, job.seen_on) == ("Chef", None)
    assert bring(any_store, book(row)).batch_id is None
    undo(any_store, done.batch_id)
    assert export(any_store) == before


def test_somebody_known_gets_what_they_lack_and_loses_it_again(
    any_store: Store,
) -> None:
    own = contact(2, "Ana Silva", "Acme", profile_url=ANA, email="ana@x.io")
    bring(any_store, contacts(own))
    with any_store.change() as work:
        meet(work, "Zed", email="zed@x.io")
    before = export(any_store)
    rows = (
        ContactRow(
            2, "Ana M. Silva", email="ANA@x.io", other_emails=("b@y.io",), phone="1"
        ),
        ContactRow(3, "Zed", email="zed@x.io", phone="2"),
        ContactRow(4, "Zed", email="zed@x.io", phone="2"),
    )
    done = bring(any_store, book(*rows))
    assert (done.new, done.known) == (2, 1)
    with any_store.reading() as work:
        people = named(work)
        assert people.keys() == {"Me", "Ana Silva", "Zed"}
        ana = people["Ana Silva"]
        assert (ana.email, ana.other_emails, ana.phone) == ("ana@x.io", ["b@y.io"], "1")
        assert people["Zed"].phone == "2"
    assert bring(any_store, book(*rows)).batch_id is None
    undo(any_store, done.batch_id)
    assert export(any_store) == before


def test_what_was_added_and_then_changed_stays_as_it_is(store: Store) -> None:
    with store.change() as work:
        meet(work, "Zed", email="zed@x.io")
    done = bring(
        store,
        book(
            ContactRow(2, "Zed", email="zed@x.io", other_emails=("z@y.io",), phone="2")
        ),
    )
    with store.change() as work:
        zed = named(work)["Zed"]
        zed.phone, zed.version = "3", zed.version + 1
    undo(store, done.batch_id)
    with store.reading() as work:
        zed = named(work)["Zed"]
        assert (zed.email, zed.other_emails, zed.phone) == ("zed@x.io", [], "3")


def test_an_address_that_two_books_add_goes_with_the_second(store: Store) -> None:
    with store.change() as work:
        meet(work, "Zed", email="zed@x.io")
    before = export(store)

    def row(*mails: str) -> Parsed:
        raw = {"E-mail": "zed@x.io", "More": " ".join(mails)}
        return book(ContactRow(2, "Zed", email="zed@x.io", other_emails=mails, raw=raw))

    first = bring(store, row("a@x.io"))
    second = bring(store, row("a@x.io", "b@x.io"))
    undo(store, first.batch_id)
    with store.reading() as work:
        assert named(work)["Zed"].other_emails == ["a@x.io", "b@x.io"]
    undo(store, second.batch_id)
    assert export(store) == before


@pytest.mark.parametrize(
    ("other", "is_same"),
    [("Ana Costa", True), ("Ana M. Silva", True), ("Bob Silva", False)],
)
def test_an_address_in_common_needs_names_that_can_be_one_persons(
    store: Store, other: str, *, is_same: bool
) -> None:
    rows = [
        ContactRow(n, name, email="x@y.io")
        for n, name in ((2, "Ana Silva"), (3, other))
    ]
    bring(store, book(*rows))
    with store.reading() as work:
        assert (len(work.all(Person)) == 2) is is_same  # with me


def test_erasing_a_person_forgets_the_rows_of_their_messages(store: Store) -> None:
    row = ExchangeRow(
        2, "Ana", MONDAY, inbound=True, kind=InteractionKind.MESSAGE, raw={"FROM": "A"}
    )
    bring(store, talk(row))
    with store.change() as work:
        commands.erase_person(work, named(work)["Ana"].id)
    with store.reading() as work:
        assert [kept.raw for kept in work.all(ImportRow)] == [{}]
