"""The calendar's address: one at a time, shown once, ended for good."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.commands.making import export
from tracker import commands
from tracker.errors import NotFoundError
from tracker.models import Feed

if TYPE_CHECKING:
    from tracker.store import Store

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def made(store: Store, owner: str = "me") -> str:
    with store.change(owner) as work:
        return commands.make_feed(work)


def opens(store: Store, token: str) -> str | None:
    with store.reading("nobody") as work:
        feed = commands.feed_for(work, token)
        return feed.owner if feed else None


def test_only_the_hash_of_a_token_is_kept(any_store: Store) -> None:
    token = made(any_store)
    with any_store.reading() as work:
        feed = commands.feed_of(work)
    assert feed is not None
    assert feed.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert token not in repr(feed)
    assert len(token) == 43  # 32 random bytes
    assert token.encode() not in export(any_store)


def test_a_new_address_ends_the_one_before(any_store: Store) -> None:
    first = made(any_store)
    second = made(any_store)
    assert opens(any_store, first) is None
    assert opens(any_store, second) == "me"
    with any_store.change() as work:
        commands.revoke_feed(work)
    assert opens(any_store, second) is None
    with any_store.change() as work, pytest.raises(NotFoundError, match="make one"):
        commands.revoke_feed(work)


def test_an_address_belongs_to_who_made_it(any_store: Store) -> None:
    ana = made(any_store, "ana")
    ben = made(any_store, "ben")
    assert (opens(any_store, ana), opens(any_store, ben)) == ("ana", "ben")
    with any_store.change("ana") as work:
        commands.revoke_feed(work)
    assert opens(any_store, ben) == "ben"


@pytest.mark.parametrize("wrong", ["", "a", "ä" * 43, "a" * 43, "a" * 10_000])
def test_no_other_text_opens_it(store: Store, wrong: str) -> None:
    made(store)
    assert opens(store, wrong) is None


def test_a_reading_is_noted_now_and_then_and_changes_no_revision(store: Store) -> None:
    made(store)
    before = store.revision()
    with store.change(now=NOON) as work:
        feed = commands.feed_of(work)
        assert feed is not None
        assert commands.is_to_be_noted(work, feed)
        commands.note_reading(work, feed)
    assert store.revision() == before
    for later, is_due in ((5, False), (11, True)):
        with store.change(now=NOON + timedelta(minutes=later)) as work:
            feed = work.session.get(Feed, feed.id)
            assert feed is not None
            assert commands.is_to_be_noted(work, feed) is is_due


def test_deleting_everything_deletes_the_address(store: Store) -> None:
    token = made(store)
    with store.change() as work:
        commands.erase_everything(work)
    assert opens(store, token) is None
