"""Workbooks and CSV bundles: typed, defused, and without loss where that is said."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from tests.exporters.making import FORMULA, HOSTILE, LONG, fill, made, material
from tracker import exporters
from tracker.errors import InvalidError
from tracker.exporters import People
from tracker.models import Application, Person

if TYPE_CHECKING:
    from openpyxl import Workbook

    from tracker.store import Store


def workbook(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def bundle(content: bytes) -> dict[str, list[list[str]]]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {
            name: list(csv.reader(io.StringIO(file.read(name).decode("utf-8-sig"))))
            for name in file.namelist()
            if name.endswith(".csv")
        }


def for_spreadsheets(store: Store, people: People = People.NAMED) -> bytes:
    kind = exporters.kind_for("a.zip", for_spreadsheets=True)
    return kind.make(material(store, people)).content


def test_days_are_days_and_amounts_are_numbers(store: Store) -> None:
    fill(store)
    book = workbook(made(store, "a.xlsx"))
    assert book.sheetnames == [
        *("Applications", "Stages", "Rounds", "Offers", "Tasks"),
        *("People", "Asks", "Contacts"),
    ]
    offers = [cell.value for cell in book["Offers"][2]]
    assert offers[:4] == ["Acme", "Engineer", "EUR", 120000.5]
    assert offers[7] == datetime(2026, 3, 20)  # noqa: DTZ001 - cells know no zone
    assert book["Offers"]["H2"].is_date
    assert book["Rounds"]["E2"].value == datetime(2026, 3, 11, 14)  # noqa: DTZ001
    assert book["Stages"]["D2"].value.date() == date(2026, 3, 2)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_becomes_a_formula(store: Store, name: str) -> None:
    fill(store, name, name)
    book = workbook(made(store, "a.xlsx"))
    kinds = {cell.data_type for page in book for row in page for cell in row}
    assert "f" not in kinds
    for rows in bundle(for_spreadsheets(store)).values():
        cells = [cell for row in rows for cell in row]
        assert not [c for c in cells if c.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_bundle_for_spreadsheets_marks_only_what_looks_like_a_formula(
    store: Store,
) -> None:
    fill(store, FORMULA)
    people = bundle(for_spreadsheets(store))["people.csv"]
    assert {"Me", f"'{FORMULA}"} == {row[0] for row in people[1:]}
    assert people[1][4] == ""


def test_a_line_end_in_a_note_makes_no_row(store: Store) -> None:
    fill(store)
    with store.change() as work:
        [row] = work.all(Application)
        row.note = "one\rtwo\r\nthree\n=1+1"
        work.session.add(row)
    files = bundle(for_spreadsheets(store))
    assert len(files["applications.csv"]) == 2
    assert files["applications.csv"][1][-1] == "one\ntwo\nthree\n=1+1"
    raw = zipfile.ZipFile(io.BytesIO(made(store, "a.zip"))).read("application.csv")
    assert raw.count(b'"\r\n"') == 1  # between the header and the one row
    assert b"one\rtwo\r\nthree" in raw


def test_a_cell_that_is_too_long_is_cut_and_that_is_said(store: Store) -> None:
    fill(store)
    with store.change() as work:
        [row] = work.all(Application)
        row.note = LONG + LONG + "\x00\x07"
        work.session.add(row)
    done = exporters.kind_for("a.xlsx").make(material(store))
    cell = workbook(done.content)["Applications"]["J2"]
    assert cell.value == (LONG + LONG)[:32_767]
    [said] = done.notices
    assert said == (
        "A cell holds 32,767 characters, so the end of a longer text was left out "
        "(Applications, row 2, Note); the JSON export has it whole."
    )


def test_a_workbook_without_long_text_has_nothing_to_say(store: Store) -> None:
    fill(store)
    assert exporters.kind_for("a.xlsx").make(material(store)).notices == ()


def test_equal_stores_give_equal_bundles(store: Store) -> None:
    fill(store)
    assert made(store, "a.zip") == made(store, "b.zip")


@pytest.mark.parametrize("people", [People.ANONYMOUS, People.LEFT_OUT])
def test_without_names_nobody_is_named(store: Store, people: People) -> None:
    fill(store)
    for content in (made(store, "a.zip", people), for_spreadsheets(store, people)):
        cells = [c for rows in bundle(content).values() for row in rows for c in row]
        assert not [c for c in cells if "Silva" in c or "ana@" in c or "slides" in c]
    book = workbook(made(store, "a.xlsx", people))
    assert ("People" in book.sheetnames) is (people is People.ANONYMOUS)


def test_an_unknown_ending_is_refused_in_a_sentence(store: Store) -> None:
    with pytest.raises(InvalidError, match=r"end it in one of \.json, \.ics"):
        exporters.kind_for("export.doc")


def test_a_person_in_the_bin_is_in_no_sheet(store: Store) -> None:
    fill(store)
    with store.change() as work:
        [person] = work.all(Person, Person.name == "Ana Silva")
        person.binned_at = work.now
        work.session.add(person)
    people = bundle(for_spreadsheets(store))["people.csv"]
    assert [row[0] for row in people[1:]] == ["Me"]
