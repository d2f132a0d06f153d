"""A copy each day before the first change, kept for 7 days and 4 weeks."""

from __future__ import annotations

import os
import stat
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.commands.making import export, log
from tracker import backup
from tracker.store import Store, daily

if TYPE_CHECKING:
    from pathlib import Path

MONDAY = date(2026, 3, 2)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a store that was filled on an earlier day."""
    path = tmp_path / "search.db"
    store = Store(path)
    with store.change() as work:
        log(work, "Before")
    store.close()
    return path


def change(path: Path, company: str = "After", *, copies: bool = True) -> list[str]:
    store = Store(path, copies=copies)
    with store.change() as work:
        log(work, company)
    store.close()
    return sorted(file.name for file in (path.parent / "backups").glob("*"))


def test_the_first_change_of_a_day_leaves_a_copy_from_before_it(path: Path) -> None:
    store = Store(path)
    before = export(store)
    store.close()
    [name] = change(path)
    assert name == f"search-daily-{daily.local_day().isoformat()}.db"
    file = path.parent / "backups" / name
    copy = Store(file, copies=False)
    assert export(copy) == before
    copy.close()
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_the_second_change_of_a_day_leaves_none(path: Path) -> None:
    [name] = change(path)
    made = (path.parent / "backups" / name).read_bytes()
    assert change(path, "Later") == [name]
    assert (path.parent / "backups" / name).read_bytes() == made


def test_reading_leaves_none_and_neither_does_an_empty_store(tmp_path: Path) -> None:
    store = Store(tmp_path / "new.db")
    with store.reading():
        pass
    with store.change() as work:
        log(work)
    with store.change() as work:
        log(work, "Other")
    store.close()
    assert not (tmp_path / "backups").exists()


def test_a_store_that_keeps_none_keeps_none(path: Path) -> None:
    assert change(path, copies=False) == []


def test_a_copy_that_cannot_be_made_stops_no_change_and_is_said(path: Path) -> None:
    (path.parent / "backups").write_text("in the way", "utf-8")
    store = Store(path)
    with store.change() as work:
        log(work, "After")
    assert [n for n in work.notices if n.startswith("Saved, but today's copy")]
    with store.change() as work:
        log(work, "Later")
    assert work.notices == []
    store.close()


def test_what_a_cut_off_copy_left_goes_after_an_hour(path: Path) -> None:
    folder = path.parent / "backups"
    folder.mkdir()
    old, young = (folder / f".{digit * 32}.db" for digit in "ab")
    for file in (old, young):
        file.write_bytes(b"x")
    os.utime(old, (0, 0))
    change(path)
    assert not old.exists()
    assert young.exists()


def kept(days: list[date], folder: Path) -> list[date]:
    files = [folder / f"search-daily-{day.isoformat()}.db" for day in days]
    gone = daily.superfluous(files)
    return sorted(
        day for day, file in zip(days, files, strict=True) if file not in gone
    )


def test_seven_days_and_the_last_of_four_weeks_are_kept(tmp_path: Path) -> None:
    held: list[date] = []
    for number in range(100):
        held = kept([*held, MONDAY + timedelta(days=number)], tmp_path)
    last = MONDAY + timedelta(days=99)  # Tuesday, 9 June 2026
    assert held[-7:] == [last - timedelta(days=n) for n in range(6, -1, -1)]
    # before Wednesday 3 June: the Tuesday, and the Sundays of three weeks more
    assert held[:-7] == [
        *(date(2026, 5, 17), date(2026, 5, 24), date(2026, 5, 31)),
        date(2026, 6, 2),
    ]


@given(st.sets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=60))
def test_never_more_than_eleven_are_kept_nor_fewer_than_seven(days: set[date]) -> None:
    from pathlib import Path  # noqa: PLC0415

    found = kept(sorted(days), Path())
    assert min(7, len(days)) <= len(found) <= 11
    assert found[-7:] == sorted(days)[-7:]


def test_other_files_are_no_daily_copies(tmp_path: Path) -> None:
    names = ["search-before-restore-1.db", "search-daily-2026-13-40.db", "x.txt"]
    assert daily.superfluous([tmp_path / name for name in names]) == []


def test_a_copy_is_compared_table_by_table(path: Path) -> None:
    [name] = change(path)
    store = Store(path)
    [copy] = backup.copies(store)
    assert copy.is_daily
    assert backup.preview(store, copy.path) == [
        ("application", 2, 1),
        ("company", 2, 1),
        ("stage change", 2, 1),
    ]
    assert backup.delete_copies(store) == 1
    assert not backup.copies(store)
    store.close()
    assert not (path.parent / "backups" / name).exists()
