"""The ledger of deadlines: asking for more time, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.commands.making import FRIDAY, offer
from tracker import commands, inputs
from tracker.errors import InvalidError, NotFoundError
from tracker.models import Granted, Offer
from tracker.search import current
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.models import DeadlineChange
    from tracker.store import Store

DEADLINE = date(2026, 3, 13)
LATER = date(2026, 3, 20)


@pytest.fixture
def offer_id(store: Store) -> UUID:
    with store.change() as work:
        return offer(work, deadline_on=DEADLINE).id


def ask(store: Store, offer_id: UUID, **given: object) -> DeadlineChange:
    asked = inputs.parse(inputs.DeadlineIn, {"deadline_on": LATER, **given})
    with store.change() as work:
        return commands.ask_for_time(work, offer_id, asked, on=FRIDAY)


def deadline(store: Store, offer_id: UUID) -> date | None:
    with store.reading() as work:
        return work.get(Offer, offer_id).deadline_on


def test_a_question_moves_no_deadline_until_it_is_granted(
    store: Store, offer_id: UUID
) -> None:
    asked = ask(store, offer_id, note="By phone")

    assert (asked.asked_on, asked.granted) == (FRIDAY, Granted.OPEN)
    assert deadline(store, offer_id) == DEADLINE
    with store.change() as work:
        commands.settle_deadline(work, asked.id, Granted.YES)
    assert deadline(store, offer_id) == LATER
    [kept] = current(store, LOCAL_OWNER).deadlines_of[offer_id]
    assert (kept.granted, kept.note) == (Granted.YES, "By phone")


def test_a_refusal_is_kept_and_changes_nothing(store: Store, offer_id: UUID) -> None:
    asked = ask(store, offer_id)
    with store.change() as work:
        commands.settle_deadline(work, asked.id, Granted.NO)
    assert deadline(store, offer_id) == DEADLINE


def test_a_deadline_granted_at_once_holds_at_once(store: Store, offer_id: UUID) -> None:
    ask(store, offer_id, granted="yes")
    assert deadline(store, offer_id) == LATER


def test_a_day_that_is_not_later_is_refused(store: Store, offer_id: UUID) -> None:
    with pytest.raises(InvalidError, match="choose a later day"):
        ask(store, offer_id, deadline_on=DEADLINE)
    assert not current(store, LOCAL_OWNER).deadline_changes


def test_nobody_settles_a_deadline_of_somebody_else(
    store: Store, offer_id: UUID
) -> None:
    asked = ask(store, offer_id)
    with store.change("ben") as work, pytest.raises(NotFoundError):
        commands.settle_deadline(work, asked.id, Granted.YES)
    given = inputs.DeadlineIn(deadline_on=LATER)
    with store.change("ben") as work, pytest.raises(NotFoundError):
        commands.ask_for_time(work, offer_id, given, on=FRIDAY)
