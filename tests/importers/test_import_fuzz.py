"""Any bytes at all: a reading or a refusal, soon, and never another error."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.importers.making import HEADER, book, text, zipped
from tracker.errors import ImportRefusedError
from tracker.importers import Answers, Parsed, read
from tracker.models import Stage

DATA = Path(__file__).parent / "data"
_ROWS = [
    ["Company", "Job title", "Status", "Date applied", "Link"],
    ["Acme", "Dev", "Applied", "03/04/2026", "https://x.test/1"],
    ["Initech, Inc.", 'Lead "x"', "Interview", "13/04/2026", ""],
]
_CONTACTS = text([HEADER.split(","), ["Ana", "Lee", "", "", "A", "B", "1 Jan 2024"]])
_JOBS = (
    b"Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,"
    b'Job Url,Resume Name,Question And Answers\n"1/2/26, 4:11 PM",,,A,B,,,q:a\n'
)
SEEDS = {
    path.relative_to(DATA).as_posix(): path.read_bytes()[:4_000]
    for path in sorted(DATA.rglob("*.*"))
    if path.is_file() and path.name != "README.md"
} | {
    "tracker.csv": text(_ROWS),
    "tracker.tsv": text(_ROWS, "\t"),
    "utf-16.csv": text(_ROWS).decode().encode("utf-16"),
    "tracker.xlsx": book({"S": _ROWS, "T": _ROWS}, merged="A2:A3"),
    "archive.zip": zipped(
        {"a/Connections.csv": b"Notes:\n\n" + _CONTACTS, "Job Applications.csv": _JOBS}
    ),
    "export.json": b'{"foothold": {"format": 1}, "people": [{"name": "Ana"}]}',
}
ANSWERS = Answers(
    mapping={"company": "Status", "note": "Link", "url": "", "odd": "Company"},
    day_first=True,
    stages={"Interview": Stage.ONSITE},
)
MARKS = [b'"', b",", b"\n", b"\r", b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"PK\1\2"]
Cuts = list[tuple[int, int, bytes]]
CUTS = st.lists(
    st.tuples(
        st.integers(0, 10_000),
        st.integers(0, 40),
        st.binary(max_size=6)
        | st.sampled_from(
            [
                b'"',
                b",",
                b"\n",
                b"\r",
                b"\0",
                b"\xff\xfe",
                b"\xed\xa0\x80",
                b"PK\x01\x02",
            ]
        ),
    ),
    max_size=6,
)


def outcome(name: str, data: bytes, answers: Answers) -> list[Parsed]:
    """Read a file; a refusal is no reading, any other error fails the test."""
    try:
        return read(name, data, answers=answers)
    except ImportRefusedError:
        return []


@pytest.mark.parametrize("seed", SEEDS)
def test_mutated_files_are_read_or_refused(seed: str) -> None:
    @settings(max_examples=80)
    @given(CUTS, st.sampled_from([Answers(), ANSWERS]))
    @example([], Answers())
    def check(cuts: Cuts, answers: Answers) -> None:
        data = SEEDS[seed]
        for place, length, new in cuts:
            start = place % (len(data) + 1)
            data = data[:start] + new + data[start + length :]
        for parsed in outcome(seed, data, answers):
            assert {row.number for row in parsed.rows}.isdisjoint(
                problem.number for problem in parsed.problems
            )
            for row in parsed.rows:
                repr(row).encode()

    check()


@settings(max_examples=300)
@given(st.binary(max_size=300), st.sampled_from([b"", b"Company,Title\n", b"PK\3\4"]))
def test_any_bytes_are_read_or_refused(data: bytes, head: bytes) -> None:
    outcome("x.csv", head + data, Answers())


@settings(max_examples=200)
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    outcome("x.csv", b"Company,Title,Date\n" + text.encode("utf-8", "replace"), ANSWERS)
