"""What is kept of a store: read again when it changed, and once however many ask."""

from __future__ import annotations

import gc
import threading
import weakref
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from sqlmodel import col, select

from tracker.models import Company
from tracker.store import ids
from tracker.store.cache import Cache

if TYPE_CHECKING:
    from tracker.store import Store


def test_a_value_is_read_again_only_under_another_stamp(store: Store) -> None:
    cache: Cache[int] = Cache()
    before = []

    def read(kept: tuple[object, int] | None) -> int:
        before.append(kept)
        return len(before)

    assert cache.stamp(store, "me") is None
    stamps = (1, 1, 2, 1)
    found = [cache.current(store, "me", stamp, read) for stamp in stamps]
    assert found == [1, 1, 2, 3]
    assert before == [None, (1, 1), (2, 2)]
    assert cache.stamp(store, "me") == 1
    assert cache.current(store, "somebody else", 1, read) == 4


def test_a_reading_that_fails_leaves_what_was_kept(store: Store) -> None:
    cache: Cache[int] = Cache()
    cache.current(store, "me", 1, lambda _: 7)
    with pytest.raises(ZeroDivisionError):
        cache.current(store, "me", 2, lambda _: 1 // 0)
    assert cache.current(store, "me", 1, lambda _: 8) == 7
    assert gc.isenabled()


def test_of_two_that_ask_at_once_one_reads(store: Store) -> None:
    cache: Cache[int] = Cache()
    is_reading, may_end, reads, found = threading.Event(), threading.Event(), [], []

    def read(_kept: object) -> int:
        reads.append(1)
        is_reading.set()
        assert may_end.wait(30)
        return 7

    def ask() -> None:
        found.append(cache.current(store, "me", 1, read))

    one, other = threading.Thread(target=ask), threading.Thread(target=ask)
    one.start()
    assert is_reading.wait(30)
    other.start()
    other.join(0.05)  # it waits for the first
    assert other.is_alive()
    may_end.set()
    one.join()
    other.join()
    assert (len(reads), found) == (1, [7, 7])


def test_what_is_kept_goes_with_its_store() -> None:
    class Passing:
        """As good as a store here."""

    class Value:
        """Something kept."""

    cache: Cache[Value] = Cache()
    place: Any = Passing()
    is_there = weakref.ref(cache.current(place, "me", 1, lambda _: Value()))
    assert is_there() is not None
    del place
    gc.collect()
    assert is_there() is None


@pytest.mark.postgres
def test_more_ids_than_a_statement_has_places(any_store: Store) -> None:
    with any_store.change() as work:
        some = [
            work.add(Company(owner=work.owner, name=name, key=name)).id
            for name in "abc"
        ]
    many = [*(uuid4() for _ in range(70_000)), *some[:2]]
    with any_store.reading() as work:
        query = select(Company.id).where(ids.among(work.session, col(Company.id), many))
        assert sorted(work.session.exec(query)) == sorted(some[:2])
        given = ids.as_given(work.session, some)
        words = "SELECT id FROM company WHERE id IN {few} AND id NOT IN {others}"
        rows = ids.rows(work.session, words, few=given, others=some[1:])
        assert [ids.as_id(one) for (one,) in rows] == some[:1]
        assert not ids.rows(work.session, words, few=[], others=[])
