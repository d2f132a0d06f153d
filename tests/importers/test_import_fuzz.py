"""Whatever bytes come in: rows, problems or a refusal, and no part of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importers.mutants import ANSWERS, seeds, tries, try_one
from tracker.errors import ImportRefusedError
from tracker.importers import Answers, Parsed, read

if TYPE_CHECKING:
    from tracker.store import Store

SLICE = 1_000
"""Damaged files that are tried here: see `tests.importers.mutants` for more."""


def outcome(name: str, data: bytes, answers: Answers) -> list[Parsed]:
    """Read a file; a refusal is no reading, any other error fails the test."""
    try:
        return read(name, data, answers=answers)
    except ImportRefusedError:
        return []


@pytest.mark.parametrize("part", range(4))
def test_damaged_files_are_brought_in_whole_or_refused(store: Store, part: int) -> None:
    for name, data, answers in tries(SLICE // 4, seed=1_000 + part):
        try_one(store, name, data, answers)


def test_every_seed_is_read_or_refused_and_a_problem_is_no_row() -> None:
    for name, data in seeds().items():
        for parsed in outcome(name, data, Answers()):
            taken = {row.number for row in parsed.rows}
            assert taken.isdisjoint(problem.number for problem in parsed.problems)


@settings(max_examples=300)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"Company,Title\n", b"PK\3\4", b"BEGIN:VCARD\n", b"[["]),
)
def test_any_bytes_are_read_or_refused(data: bytes, head: bytes) -> None:
    outcome("x.csv", head + data, Answers())


@settings(max_examples=200)
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    outcome("x.csv", b"Company,Title,Date\n" + text.encode("utf-8", "replace"), ANSWERS)
