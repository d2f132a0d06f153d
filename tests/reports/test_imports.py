"""What an import says: before, after, and when it is taken back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from tracker import commands, importers, inputs, network, search
from tracker.importers.headers import APPLICATION_FIELDS
from tracker.models import ImportKind, RowOutcome
from tracker.reports import imports
from tracker.reports.imports import Counts
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from tracker.store import Store

CONTACTS, JOBS = ImportKind.CONNECTIONS, ImportKind.JOB_APPLICATIONS
SAVED, SHEET = ImportKind.SAVED_JOBS, ImportKind.SPREADSHEET
TODAY = date(2026, 3, 2)
ROWS: list[imports.Row] = [
    (2, RowOutcome.NEW, "Ana Ruiz, Lumen", ""),
    (3, RowOutcome.KNOWN, "Bo Lindqvist", "Same link."),
    (4, RowOutcome.PROBLEM, "?", "It has no name."),
    (5, RowOutcome.NEW, "Cy Young", ""),
]
EXPORT = (
    b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    b"Bo,Lindqvist,https://www.linkedin.com/in/bo,,Lumen,Lead,03 Feb 2026\n"
)


@pytest.mark.parametrize(
    ("counts", "title"),
    [
        ([Counts(CONTACTS, 412, 3, 0)], "412 contacts are new."),
        ([Counts(CONTACTS, 1, 0, 0)], "1 contact is new."),
        (
            [Counts(CONTACTS, 2, 0, 0), Counts(JOBS, 1, 0, 0), Counts(SHEET, 3, 0, 0)],
            "2 contacts and 4 applications are new.",
        ),
        (
            [Counts(CONTACTS, 2, 0, 0), Counts(JOBS, 1, 0, 0), Counts(SAVED, 1, 0, 0)],
            "2 contacts, 1 application and 1 saved job are new.",
        ),
        ([Counts(CONTACTS, 0, 9, 1)], "Nothing here is new."),
        ([Counts(CONTACTS, 0, 0, 4)], "No row can be brought in."),
        ([Counts(SHEET, 0, 0, 0)], "Nothing to bring in yet."),
    ],
)
def test_a_preview_says_what_is_new(counts: list[Counts], title: str) -> None:
    assert imports.preview_title(counts) == title


def test_an_import_without_news_claims_nothing() -> None:
    none = [Counts(CONTACTS, 0, 412, 0), Counts(JOBS, 0, 0, 3)]
    assert imports.done_title(none) == (
        "Nothing was brought in, since nothing was new."
    )
    assert imports.done_basis(none) == (
        "412 known already, 3 rows left out because of a problem."
    )
    assert not imports.has_contacts(none)


def test_an_import_says_what_it_brought() -> None:
    some = [Counts(CONTACTS, 412, 3, 1)]
    assert imports.done_title(some) == "Brought in 412 contacts."
    assert imports.done_basis(some) == (
        "3 known already, 1 row left out because of a problem."
    )
    assert imports.button(some) == "Bring in 412 rows"
    assert imports.counts_words(some[0]) == "412 new, 3 known already, 1 problem."
    assert imports.has_contacts(some)


def test_a_preview_is_narrowed_to_problems() -> None:
    choices = imports.choices(ROWS)
    assert list(choices) == ["All 4", "New 2", "Known 1", "Problem 1"]
    frame = imports.frame(ROWS, choices["Problem 1"])
    assert frame.to_numpy().tolist() == [[4, "Problem", "?", "It has no name."]]
    assert len(imports.frame(ROWS, None)) == 4


def test_a_long_preview_is_cut_and_says_so() -> None:
    rows: list[imports.Row] = [
        (n, RowOutcome.NEW, f"P{n}", "") for n in range(imports.SHOWN + 1)
    ]
    assert len(imports.frame(rows, None)) == imports.SHOWN
    assert imports.cut_words(rows, None) == "The first 1,000 of 1,001 rows are shown."
    assert imports.cut_words(rows, RowOutcome.KNOWN) == ""


def test_rows_that_cannot_be_taken_are_shown_as_they_were() -> None:
    rows = imports.problem_rows([(7, "It has no name.", {"URL": "x", "Company": ""})])
    assert rows == [(7, RowOutcome.PROBLEM, "x", "It has no name.")]


def test_every_field_of_a_spreadsheet_has_a_label() -> None:
    assert imports.FIELD_LABELS.keys() == APPLICATION_FIELDS.keys()
    assert imports.KIND_LABELS.keys() == set(ImportKind)


def test_the_history_says_whose_contacts_came_when(store: Store) -> None:
    parsed = importers.read("Connections.csv", EXPORT)[0]
    at = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    with store.change(now=at) as work:
        commands.add_import(work, parsed, friend="Ana Ruiz", today=TODAY)
    found = search.current(store, LOCAL_OWNER)
    net = network.current(store, LOCAL_OWNER)
    past = imports.history(found, net, "Europe/Berlin", TODAY)
    unnoted = "in no chain until it is noted when they agreed"
    # 23:30 in UTC is already the next day in Berlin.
    assert [(p.file, p.detail) for p in past] == [
        ("Connections.csv", f"Contacts of Ana Ruiz, Mon 2 Mar, {unnoted}")
    ]
    assert past[0].undoes == "contacts of Ana Ruiz"
    assert imports.title(found) == "1 file brought in so far."
    assert imports.friends(found, net) == ["Ana Ruiz"]


def test_two_imports_of_one_kind_are_told_apart_by_their_day(store: Store) -> None:
    for day, file in ((1, EXPORT), (20, EXPORT.replace(b"Bo", b"Di"))):
        parsed = importers.read("Connections.csv", file)[0]
        with store.change(now=datetime(2026, 3, day, 9, tzinfo=UTC)) as work:
            commands.add_import(work, parsed, today=TODAY)
    found = search.current(store, LOCAL_OWNER)
    past = imports.history(found, network.current(store, LOCAL_OWNER), "UTC", TODAY)
    assert [each.undoes for each in past] == [
        "contacts, Fri 20 Mar",
        "contacts, Sun 1 Mar",
    ]


def test_friends_who_gave_an_export_come_first(store: Store) -> None:
    parsed = importers.read("Connections.csv", EXPORT)[0]
    with store.change() as work:
        commands.add_import(work, parsed, friend="Zoe Grant", today=TODAY)
        for one in (
            {"from": "Me", "to": "Abe Able", "kind": "friend"},
            {"from": "Me", "to": "Cole Eague", "kind": "colleague"},
        ):
            commands.add_tie(work, inputs.parse(inputs.TieIn, one))
    found = search.current(store, LOCAL_OWNER)
    net = network.current(store, LOCAL_OWNER)
    assert imports.friends(found, net) == ["Zoe Grant", "Abe Able"]


def test_what_stays_of_an_undone_import_is_named_with_the_reason() -> None:
    assert imports.stays([]) == []
    assert imports.stays(["Ana Ruiz"]) == [
        "Ana Ruiz stays, since it was changed or built upon after the import."
    ]
    assert imports.stays(list("abcdefg"))[0].startswith("a, b, c, d, e and 2 more stay")
