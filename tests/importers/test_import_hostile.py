"""Files that lie, are broken, or are far too large: one sentence each."""

from __future__ import annotations

import io
import os
import tracemalloc
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.importers.making import HEADER, book, only, text, zipped
from tracker.errors import ImportRefusedError
from tracker.importers import RecordRow, limits, read
from tracker.models import ImportKind

if TYPE_CHECKING:
    from pathlib import Path

CONNECTIONS = f"{HEADER}\nAna,Lee,,,Acme,Dev,01 Jan 2024\n".encode()
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
TRACKER = "Company,Job title,Status\n"


def refused(name: str, data: bytes | Path) -> str:
    with pytest.raises(ImportRefusedError) as caught:
        read(name, data)
    message = str(caught.value)
    assert message.endswith(".")
    assert len(message) < 500
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("Connections.csv", b"", "“Connections.csv” is empty"),
        ("Connections.csv", b" \r\n\r\n", "is empty"),
        ("Connections.csv", b"\xef\xbb\xbf", "is empty"),
        ("photo.csv", PNG, "is an image (PNG), not a table"),
        ("photo.csv", b"\xff\xd8\xff\xe0 JFIF", "is an image (JPEG)"),
        ("a.csv", b"%PDF-1.7\n", "is a PDF document"),
        ("a.csv", b"<!DOCTYPE html><html>", "is a web page"),
        ("a.xls", b"\n <table><tr><td>Company</td></tr>", "is a web page"),
        ("a.html", b"<script>Company,Title</script>", "is a web page"),
        ("a.csv", b"<?xml version='1.0'?><x/>", "is an XML document"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Excel workbook"),
        ("a.db", b"SQLite format 3\0", "is a database"),
        ("a.csv", b"{\\rtf1 x}", "is a rich-text document"),
        ("a.csv", b"Company,Title\0\nA,B\n", "holds zero bytes"),
        ("a.csv", b"Company,Title\n\xed\xa0\x80,B\n", "broken characters"),
        ("a.csv", b"Company,Title\n\x81\xff,B\n", "neither UTF-8 nor Windows-1252"),
        ("a.csv", b"\xef\xbb\xbfCompany,Title\n\xff,B\n", "says it is UTF-8"),
        ("a.csv", b"\xff\xfeC\0o\0\0\xd8x\0", "says it is UTF-16"),
        ("a.json", b'[{"foothold": 1}]', "is JSON but not what Foothold exports"),
        ("a.json", b'{"a": {"foothold": 1}}', "is JSON but not"),
        ("a.json", b'{"a": "foothold", "b": "', "is JSON but not"),
        ("a.json", b"[" * 100_000, "is JSON that is cut off or broken"),
        ("a.json", b"[]", "nor a list of applications"),
        ("a.json", b'[{"title": "Dev", "url": "x.io"}]', "nor a list of applications"),
        ("a.json", b"[" + b"{}," * 100_001 + b"{}]", "more than 100,000 rows"),
        ("a.csv", b"Just a letter\nto nobody.\n", "has no header row"),
        ("a.csv", b"1,2,3\n4,5,6\n", "has no header row"),
        ("folder/", b"", "“folder” is empty"),
        ("../../etc/passwd", b"", "“passwd” is empty"),
        ("/", b"", "“the file” is empty"),
        ("a\n\x1b[2Jb.csv" + "x" * 500, b"", "“a [2Jb.csvxxx"),
        ("a.zip", b"PK\x03\x04 and then nothing", "is damaged"),
        ("a.docx", zipped({"word/document.xml": b"<x/>"}), "is a Word document"),
        ("a.ods", zipped({"content.xml": b"<x/>"}), "is an OpenDocument file"),
        ("a.zip", zipped({"photo.png": PNG}), "holds no Connections.csv"),
        ("a.zip", zipped({}), "holds no Connections.csv"),
        ("a.zip", zipped({"Connections.csv": PNG}), "is an image"),
        ("a.zip", zipped({"Connections.csv": zipped({})}), "is an archive"),
        ("a.xlsx", zipped({"xl/workbook.xml": b"<x/>"}), "is damaged"),
        ("a.xlsx", book({"Sheet": [[1, 2], [3, 4]]}), "has no sheet with a header"),
    ],
    ids=lambda value: "bytes" if isinstance(value, bytes) else repr(value)[:40],
)
def test_what_is_no_table_of_ours_is_refused(
    name: str, data: bytes, words: str
) -> None:
    assert words in refused(name, data)


def test_paths_that_are_no_files_are_refused(tmp_path: Path) -> None:
    assert "is a folder" in refused("x", tmp_path)
    assert "does not exist" in refused("x.csv", tmp_path / "x.csv")
    assert "not" in refused("x.csv", tmp_path / "a\0b")
    assert "not" in refused("x.csv", tmp_path / ("x" * 5_000))


def test_a_path_and_its_bytes_are_read_alike(tmp_path: Path) -> None:
    files = {
        "c.csv": CONNECTIONS,
        "c.zip": zipped({"Connections.csv": CONNECTIONS}),
        "t.xlsx": book({"S": [["Company", "Title", "Status"], ["A", "B", "Offer"]]}),
    }
    for name, data in files.items():
        path = tmp_path / name
        path.write_bytes(data)
        assert read(name, path) == read(name, data)


def test_a_table_of_200_mb_is_refused_at_once_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "Connections.csv"
    with path.open("wb") as stream:
        stream.write(CONNECTIONS)
        os.truncate(stream.fileno(), 200 * 2**20)
    tracemalloc.start()
    message = refused("Connections.csv", path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "has 200 MB, more than 50 MB" in message
    assert peak < 2**20
    assert "has 200 MB" in refused("Connections.csv", CONNECTIONS.ljust(200 * 2**20))


def test_nothing_larger_than_200_mb_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "Complete.zip"
    with path.open("wb") as stream:
        stream.write(b"PK\x03\x04")
        os.truncate(stream.fileno(), 201 * 2**20)
    assert "has 201 MB, more than 200 MB" in refused("Complete.zip", path)


def test_a_small_archive_that_unpacks_to_too_much_is_refused() -> None:
    data = zipped({"Connections.csv": CONNECTIONS + b" " * (100 * 2**20)})
    assert len(data) < 200_000
    assert "unpacks to 100 MB" in refused("a.zip", data)
    swollen = zipped({"Connections.csv": CONNECTIONS + b"\n" * (20 * 2**20)})
    assert "unpacks to 20 MB" in refused("a.zip", swollen)


def test_media_in_an_archive_does_not_count() -> None:
    data = zipped({"Connections.csv": CONNECTIONS, "film.bin": bytes(60 * 2**20)})
    assert len(only("a.zip", data).rows) == 1


def test_an_archive_that_lies_about_its_sizes_is_refused() -> None:
    data = bytearray(zipped({"Connections.csv": CONNECTIONS * 1_000}))
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    assert "is damaged" in refused("a.zip", bytes(data))


def test_an_archive_of_very_many_files_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(limits.MEMBERS + 1):
            archive.writestr(f"{number}.txt", b"")
    assert "holds more than 10,000 files" in refused("a.zip", stream.getvalue())


def test_an_archive_with_a_password_is_refused() -> None:
    data = bytearray(zipped({"Connections.csv": CONNECTIONS}))
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    assert "is protected by a password" in refused("a.zip", bytes(data))


def with_sheet(xml: bytes) -> bytes:
    """A workbook whose first sheet is replaced."""
    source = zipfile.ZipFile(io.BytesIO(book({"Sheet": [["Company", "Title"]]})))
    with source:
        members = {name: source.read(name) for name in source.namelist()}
    members["xl/worksheets/sheet1.xml"] = xml
    return zipped(members)


SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b"<sheetData>%s</sheetData></worksheet>"
)


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        (SHEET % (b"<row><c/></row>" * 5_000_000), "unpacks to 72 MB"),
        (SHEET % (b"<row>" + b'<c t="n"><v>1</v></c>' * 20_000 + b"</row>"), "a row"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]>' + SHEET % b"", "XML entities"),
        (
            (b'<!DOCTYPE x [<!ENTITY a "b">]>' + SHEET % b"").decode().encode("utf-16"),
            "XML entities",
        ),
        (SHEET % b"<row><c>", "is damaged"),
        (SHEET % b'<row r="x"/>', "is damaged"),
        (SHEET % b'<row><c t="s"><v>99</v></c></row>', "is damaged"),
        (SHEET % b'<row r="99999999999999"><c t="n"><v>1</v></c></row>', "no sheet"),
    ],
    ids=["large", "wide", "doctype", "utf-16", "cut", "row", "string", "far"],
)
@pytest.mark.timeout(120)  # below 1 s on an idle machine
def test_a_workbook_that_is_a_bomb_or_broken_is_refused(xml: bytes, words: str) -> None:
    data = with_sheet(xml)
    assert words in refused("a.xlsx", data)


@pytest.mark.timeout(120)  # below 1 s on an idle machine
def test_more_cells_than_a_person_types_are_refused_before_they_are_parsed() -> None:
    row = b"<row>" + b"".join(b'<c t="n"><v>%d</v></c>' % n for n in range(101))
    many = SHEET % b"".join(row + b"<!--%d--></row>" % n for n in range(12_000))
    message = refused("a.xlsx", with_sheet(many))
    assert "has more than 1,000,000 cells" in message or "unpacks to" in message


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (TRACKER + "A,B,Applied\n" * 100_001, "has more than 100,000 rows"),
        (TRACKER + "\n" * 1_100_000, "has more than 1,048,576 rows"),
        (TRACKER + f"A,{'x' * 100_001},Applied\n", "a cell of over 100,000"),
        (TRACKER + f"A,{'x' * 1_000_000},Applied\n", "a cell of over 100,000"),
        (TRACKER + 'A,"B,Applied\nC,D,Offer\n', "never closed"),
        (TRACKER + 'A,B,"', "never closed"),
        (TRACKER + 'A,"B,Applied\n' + "C,D,Offer\n" * 20_000, "a cell of over"),
        ("x" * 1_000_000, "lines of more than"),
        ("Company,Title" + ",a" * 1_000_000, "has 1,000,002 columns"),
        ("Company,Title" + "," * 1_000 + "\nA,B" + ",c" * 900, "has 902 columns"),
        ("Company,Title\nA,B" + ",c" * 1_000_000, ""),
    ],
    ids=lambda value: "bytes" if isinstance(value, bytes) else repr(value)[:30],
)
def test_tables_beyond_the_limits_are_refused(data: str, words: str) -> None:
    if words:
        assert words in refused("a.csv", data.encode())
    else:
        parsed = only("a.csv", data.encode())
        assert [problem.number for problem in parsed.problems] == [2]


@pytest.mark.timeout(120)  # about 1 s on an idle machine
def test_a_network_of_30000_contacts_is_read() -> None:
    rows = [
        f"Ana,Lee,https://www.linkedin.com/in/a{n},,Acme {n},Dev,28 Mar 2024".split(",")
        for n in range(30_000)
    ]
    data = text([HEADER.split(","), *rows])
    assert len(only("Connections.csv", data).rows) == 30_000


def test_our_own_export_is_known_by_its_key() -> None:
    data = (
        b'{"applications": [{"note": "{[\\"foothold\\": "}], "foothold": {"format": 1}}'
    )
    parsed = only("backup.json", data)
    assert parsed.kind is ImportKind.FOOTHOLD
    assert [row.table for row in parsed.rows if isinstance(row, RecordRow)] == [
        "applications"
    ]


@pytest.mark.parametrize(
    "data",
    [
        b'{"foothold": {"format": 1}, "person": {}}',
        b'{"foothold": {"format": 1}, "person": [1]}',
        b'{"foothold": {"format": 2}}',
        b'{"foothold": []}',
        b'{"foothold": {"format": 1}, "tie": [{"chance": NaN}]}',
        b'{"foothold": {"format": 1}, "person": [' + b"[" * 100_000,
        b'{"foothold": {"format": 1}, "person": [{"version": ' + b"9" * 5_000 + b"}]}",
    ],
)
def test_a_damaged_export_of_ours_is_refused(data: bytes) -> None:
    with pytest.raises(ImportRefusedError, match=r"^“a.json” (is|was) .+\.$"):
        only("a.json", data)
