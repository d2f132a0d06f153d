"""OpenDocument spreadsheets: as Excel's are read, and no bomb goes off."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.importers.making import applications, zipped
from tracker.errors import ImportRefusedError
from tracker.importers import limits, read
from tracker.models import Stage

DATA = Path(__file__).parent / "data"
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)
HEAD = "<table:table-row>{}</table:table-row>".format(
    "".join(
        f"<table:table-cell><text:p>{name}</text:p></table:table-cell>"
        for name in ("Company", "Job title", "Status")
    )
)


def sheet(rows: str, before: str = "") -> bytes:
    """A spreadsheet of the rows below a header."""
    content = (
        f"{before}<office:document-content {SPACES}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{HEAD}{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    mark = b"application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": mark, "content.xml": content.encode()})


def row(*cells: str, times: int = 1, wide: int = 1) -> str:
    inside = "".join(
        f'<table:table-cell table:number-columns-repeated="{wide}">'
        f"<text:p>{cell}</text:p></table:table-cell>"
        for cell in cells
    )
    told = f'table:number-rows-repeated="{times}"'
    return f"<table:table-row {told}>{inside}</table:table-row>"


def test_a_file_of_libreoffice() -> None:
    jobs, more = read("made.ods", DATA / "made.ods")
    first, second, third = applications(jobs)
    assert (jobs.file, more.file) == ("made.ods/Jobs", "made.ods/More")
    assert (first.number, first.company, first.title) == (4, "Acme", "Engineer")
    assert (first.on, first.salary) == (date(2026, 2, 3), "120000")
    assert first.note == "two\nlines  and  spaces"
    assert (second.company, second.stage) == ("Acme", Stage.SCREEN)  # merged
    assert (second.on, second.salary) == (date(2026, 2, 4), "12.5%")
    assert (third.company, third.stage, third.status) == ("Initech", None, "Weird")
    assert jobs.unknown_statuses == {"Weird": 1}
    (other,) = applications(more)
    assert (other.company, other.stage) == ("Globex", Stage.REJECTED)


def test_rows_that_are_repeated_are_made_and_blank_ones_only_counted() -> None:
    blank = '<table:table-row table:number-rows-repeated="1048000"/>'
    rows = row("Acme", "Dev", "Applied", times=3) + blank + row("Bo", "Ops", "")
    (parsed,) = read("x.ods", sheet(rows))
    assert [found.number for found in applications(parsed)] == [2, 3, 4, 1_048_005]


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        (row("Acme", "Dev", "", times=1_000_000), "more than 100,000 rows"),
        (row("Acme", wide=50) * 1 + row("A" * 9, wide=200, times=9_999), "cells"),
        ("<table:table-row>" + "<table:table-cell/>" * 1_000_001, "cells"),
    ],
)
def test_bombs_are_refused(rows: str, wrong: str) -> None:
    with pytest.raises(ImportRefusedError, match=wrong):
        read("x.ods", sheet(rows))


def test_entities_damage_and_other_documents_are_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]>'
    with pytest.raises(ImportRefusedError, match="its own XML entities"):
        read("x.ods", sheet(row("&d;"), before=bomb))
    with pytest.raises(ImportRefusedError, match="damaged"):
        read("x.ods", sheet("<never-closed>"))
    other = {"mimetype": b"application/vnd.oasis.opendocument.text"}
    with pytest.raises(ImportRefusedError, match="no spreadsheet"):
        read("x.odt", zipped(other | {"content.xml": b"<a/>"}))


def test_a_sheet_that_unpacks_to_more_than_is_read_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "TABLE_BYTES", 10_000)
    with pytest.raises(ImportRefusedError, match="unpacks to"):
        read("x.ods", sheet(row("Acme", "Dev", "Applied") * 200))
