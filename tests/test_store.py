"""A store keeps what was committed, exactly, and refuses the rest in words."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.errors import ConflictError, NotFoundError, StoreError
from tracker.models import (
    Application,
    Company,
    Offer,
    Person,
    Position,
    Round,
    Searcher,
    Stage,
    Task,
    Tie,
)
from tracker.store import Store, journal_mode, store_url

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from tracker.store import Work

MONDAY = date(2026, 3, 2)
ON_ANY_STORE = settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def task(work: Work, what: str = "Call") -> Task:
    return work.add(Task(owner=work.owner, what=what, due_on=MONDAY))


def application(work: Work) -> Application:
    home = work.add(Company(owner=work.owner, name="Acme", key=f"acme {uuid4()}"))
    return work.add(Application(owner=work.owner, company_id=home.id, title="Engineer"))


def tasks(store: Store) -> list[str]:
    with store.reading() as work:
        return sorted(row.what for row in work.all(Task))


# --- What goes in comes out -----------------------------------------------------

AMOUNTS = st.decimals(
    min_value=0, max_value=10**25, allow_nan=False, allow_infinity=False
) | st.integers(0, 10**40).map(lambda digits: Decimal(digits).scaleb(-20))


@ON_ANY_STORE
@given(base=AMOUNTS, rate=AMOUNTS)
def test_money_comes_back_digit_for_digit(
    any_store: Store, base: Decimal, rate: Decimal
) -> None:
    with any_store.change() as work:
        kept = work.add(
            Offer(
                owner=work.owner,
                application_id=application(work).id,
                currency="EUR",
                base=base,
                bonus_target=rate,
            )
        )
    with any_store.reading() as work:
        found = work.get(Offer, kept.id)
        assert format(found.base, "f") == format(base, "f")
        assert found.bonus_target == rate


@ON_ANY_STORE
@given(
    day=st.dates(),
    instant=st.datetimes(
        min_value=datetime(1900, 1, 2),  # noqa: DTZ001 - Hypothesis adds the zone
        max_value=datetime(2199, 12, 30),  # noqa: DTZ001
        timezones=st.sampled_from([UTC, timezone(timedelta(hours=-4, minutes=-30))]),
    ),
)
def test_days_and_instants_come_back_as_they_were(
    any_store: Store, day: date, instant: datetime
) -> None:
    with any_store.change() as work:
        parent = application(work)
        one = work.add(
            Round(owner=work.owner, application_id=parent.id, starts_at=instant)
        )
        other = work.add(Task(owner=work.owner, what="Call", due_on=day))
    with any_store.reading() as work:
        assert work.get(Round, one.id).starts_at == instant
        assert work.get(Round, one.id).starts_at.utcoffset() == timedelta(0)
        assert work.get(Task, other.id).due_on == day


def test_an_enum_is_stored_as_its_word(store: Store) -> None:
    with store.change() as work:
        application(work).stage = Stage.NO_ANSWER
    with sqlite3.connect(str(store.path)) as raw:
        assert raw.execute("SELECT stage FROM application").fetchone() == ("no_answer",)


# --- One change is one transaction ----------------------------------------------


class Stop(BaseException):
    """What interrupts a change without being an Exception, as a click does."""


@pytest.mark.parametrize("kind", [Stop, KeyboardInterrupt, ValueError])
def test_a_change_that_is_broken_off_leaves_nothing_and_frees_the_lock(
    any_store: Store, kind: type[BaseException]
) -> None:
    def broken_off() -> None:
        with any_store.change() as work:
            task(work, "lost")
            raise kind

    with pytest.raises(kind):
        broken_off()
    with any_store.change() as work:
        task(work, "kept")
    assert tasks(any_store) == ["kept"]
    assert any_store.revision() == (1, 0)


def test_the_revision_rises_once_with_each_change_and_never_otherwise(
    any_store: Store,
) -> None:
    assert any_store.revision() == (0, 0)
    with any_store.change() as work:
        task(work)
        task(work)
        application(work)  # a company is part of the network
    assert any_store.revision() == (1, 1)
    with any_store.change() as work:
        task(work)
    assert any_store.revision() == (2, 1)
    with any_store.change() as work:
        work.all(Task)
    with any_store.reading() as work:
        work.all(Task)
    assert any_store.revision() == (2, 1)
    with any_store.change("somebody else") as work:
        task(work)
    assert any_store.revision() == (2, 1)
    assert any_store.revision("somebody else") == (1, 0)


def test_what_is_written_while_reading_is_not_kept(any_store: Store) -> None:
    with any_store.reading() as work:
        task(work)
    assert tasks(any_store) == []


@pytest.mark.postgres
def test_a_reading_is_of_one_moment(postgres_url: str) -> None:
    store = Store(postgres_url)
    with store.reading() as work:
        assert work.all(Task) == []
        with store.change() as other:
            task(other)
        assert work.all(Task) == []
    assert tasks(store) == ["Call"]
    store.close()


COUNT_UP = """
import sys
from tracker.models import Searcher
from tracker.store import Store
store = Store(sys.argv[1])
for _ in range(int(sys.argv[2])):
    with store.change() as work:
        row = work.first(Searcher)
        row.notice_days += 1
        work.session.add(row)
"""


def test_processes_that_count_up_together_lose_nothing(
    any_store: Store, any_store_url: str
) -> None:
    with any_store.change() as work:
        work.add(Searcher(owner=work.owner, notice_days=0))
    words = [sys.executable, "-c", COUNT_UP, any_store_url, "40"]
    racers = [subprocess.Popen(words) for _ in range(4)]
    assert [racer.wait(timeout=120) for racer in racers] == [0, 0, 0, 0]
    with any_store.reading() as work:
        found = work.first(Searcher)
        assert found is not None
        assert found.notice_days == 160
    assert any_store.revision() == (161, 0)


def test_threads_that_share_a_store_lose_nothing(any_store: Store) -> None:
    with any_store.change() as work:
        work.add(Searcher(owner=work.owner, notice_days=0))

    def count_up() -> None:
        for _ in range(20):
            with any_store.change() as work:
                row = work.all(Searcher)[0]
                row.notice_days += 1
                work.session.add(row)

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with any_store.reading() as work:
        assert work.all(Searcher)[0].notice_days == 80


def test_two_tabs_on_one_record_the_second_is_told_and_the_first_kept(
    any_store: Store,
) -> None:
    with any_store.change() as work:
        row = task(work)
    drawn = row.version
    with any_store.change() as work:
        work.get_for_edit(Task, row.id, drawn).what = "first"

    def save_second() -> None:
        with any_store.change() as work:
            work.get_for_edit(Task, row.id, drawn).what = "second"

    with pytest.raises(ConflictError, match="changed elsewhere"):
        save_second()
    assert tasks(any_store) == ["first"]


# --- Whose rows -----------------------------------------------------------------


def test_nobody_finds_the_rows_of_somebody_else(any_store: Store) -> None:
    with any_store.change("ana") as work:
        row = task(work, "Ana's")
    with any_store.change("ben") as work:
        assert work.all(Task) == []
        assert work.first(Task) is None
        with pytest.raises(NotFoundError, match="task is not in the store"):
            work.get(Task, row.id)
        with pytest.raises(NotFoundError):
            work.get_for_edit(Task, row.id, row.version)


# --- What the database itself refuses -------------------------------------------


def person(work: Work) -> UUID:
    return work.add(Person(owner=work.owner, name="Ana", key="ana")).id


def orphan(work: Work) -> None:
    work.add(Position(owner=work.owner, person_id=person(work), company_id=uuid4()))


def tie_to_oneself(work: Work) -> None:
    one = person(work)
    work.add(Tie(owner=work.owner, from_id=one, to_id=one))


def chance_of_two(work: Work) -> None:
    one, other = person(work), person(work)
    work.add(Tie(owner=work.owner, from_id=one, to_id=other, chance=2.0))


def second_company_of_a_name(work: Work) -> None:
    for _ in range(2):
        work.add(Company(owner=work.owner, name="Acme", key="acme"))


@pytest.mark.parametrize(
    "wrong", [orphan, tie_to_oneself, chance_of_two, second_company_of_a_name]
)
def test_the_database_refuses_what_must_not_be(any_store: Store, wrong: object) -> None:
    assert callable(wrong)

    def change() -> None:
        with any_store.change() as work:
            task(work)
            wrong(work)

    with pytest.raises(StoreError, match="nothing was saved"):
        change()
    assert tasks(any_store) == []


def test_deleting_a_parent_takes_its_children_along(any_store: Store) -> None:
    with any_store.change() as work:
        parent = application(work)
        work.add(
            Round(
                owner=work.owner,
                application_id=parent.id,
                starts_at=datetime(2026, 3, 2, tzinfo=UTC),
            )
        )
    with any_store.change() as work:
        work.session.delete(work.get(Application, parent.id))
    with any_store.reading() as work:
        assert work.all(Round) == []


# --- The file -------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_a_new_store_and_its_folder_are_for_their_owner_only(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        store = Store(tmp_path / "deep" / "er" / "foothold.db")
        with store.change() as work:
            task(work)
        store.close()
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "deep" / "er").stat().st_mode) == 0o700
    files = list((tmp_path / "deep" / "er").iterdir())
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


@pytest.mark.parametrize(
    ("version", "mode"),
    [  # sqlite.org/wal.html#walresetbug: cured in 3.51.3, 3.50.7 and 3.44.6
        ((3, 40, 1), "DELETE"),
        ((3, 44, 5), "DELETE"),
        ((3, 44, 6), "WAL"),
        ((3, 45, 0), "DELETE"),
        ((3, 50, 6), "DELETE"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 2), "DELETE"),
        ((3, 51, 3), "WAL"),
        ((3, 53, 0), "WAL"),
        ((4, 0, 0), "WAL"),
    ],
)
def test_the_journal_depends_on_the_version_of_sqlite(
    version: tuple[int, int, int], mode: str
) -> None:
    assert journal_mode(version) == mode


def test_every_connection_is_made_safe(store: Store) -> None:
    mode = journal_mode(sqlite3.sqlite_version_info).lower()
    expected = {
        "foreign_keys": 1,
        "synchronous": 2,  # FULL
        "busy_timeout": 10_000,
        "trusted_schema": 0,
        "secure_delete": 1,
        "journal_mode": mode,
    }
    with store.engine.connect() as one, store.engine.connect() as other:
        for connection in (one, other):  # the first has run the migrations
            raw = connection.connection.cursor()
            found = {
                pragma: raw.execute(f"PRAGMA {pragma}").fetchone()[0]
                for pragma in expected
            }
            raw.close()
            assert found == expected


def test_a_change_takes_the_lock_before_it_reads(store: Store) -> None:
    with store.change():
        raw = sqlite3.connect(str(store.path), timeout=0, isolation_level=None)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            raw.execute("BEGIN IMMEDIATE")
        raw.close()


def with_pragma(store: Store, pragma: str) -> None:
    """Set a pragma on the connection that the store's next change will use."""
    raw = store.engine.raw_connection()
    raw.cursor().execute(f"PRAGMA {pragma}")
    raw.close()


def test_a_store_that_is_busy_says_so(store: Store) -> None:
    with_pragma(store, "busy_timeout = 0")
    raw = sqlite3.connect(str(store.path), isolation_level=None)
    raw.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="try again in a moment"), store.change():
        pass
    raw.execute("ROLLBACK")
    raw.close()
    with store.change() as work:
        task(work)
    assert tasks(store) == ["Call"]


def test_a_full_disk_says_so_and_loses_nothing(store: Store) -> None:
    with store.change() as work:
        task(work)
    with_pragma(store, "max_page_count = 1")

    def fill() -> None:
        with store.change() as work:
            for _ in range(1_000):
                work.session.add(Task(owner=work.owner, what="x" * 200, due_on=MONDAY))

    with pytest.raises(StoreError, match="disk is full"):
        fill()
    assert tasks(store) == ["Call"]


@pytest.mark.parametrize(
    "content", [b"not a database at all", b"SQLite format 3\0" + b"\xff" * 4_000]
)
def test_a_file_that_is_no_store_is_refused_and_left_as_it_is(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "notes.db"
    path.write_bytes(content)
    with pytest.raises(StoreError) as caught:
        Store(path)
    assert "left as it" in str(caught.value)
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "address",
    [
        "mysql://host/name",
        "postgresql://host:port/name",
        "://",
        "sqlite://",
        "gopher+x://y",
    ],
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(StoreError):
        store_url(address)


def test_a_place_where_no_file_can_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    for place in (tmp_path, tmp_path / "file" / "x.db", tmp_path / ("x" * 300)):
        with pytest.raises(StoreError):
            Store(place)


def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    url = "postgresql://ana:secret@127.0.0.1:1/foothold"
    with pytest.raises(StoreError) as caught:
        Store(url)
    assert "does not answer" in str(caught.value)
    assert "secret" not in repr(caught.value)


def test_a_path_and_a_url_name_the_same_store(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    assert store_url(path) == store_url(str(path)) == store_url(f"sqlite:///{path}")
    assert store_url("postgres://host/x").drivername == "postgresql+psycopg"
