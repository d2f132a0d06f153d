"""An offer finds its application, or makes it, and is checked before it is kept."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from tests.commands.making import FRIDAY, MONDAY, TUESDAY, history, log, offer
from tracker import commands, inputs
from tracker.errors import ConflictError, InvalidError, NotFoundError
from tracker.models import Application, Grant, Offer, Stage

if TYPE_CHECKING:
    from tracker.store import Store

GRANT = {"value": "400000", "shares_by_year": [25, 25, 25, 25], "cadence": "monthly"}


def test_an_offer_of_an_unknown_application_logs_it(any_store: Store) -> None:
    with any_store.change() as work:
        row = offer(work, received_on="2026-03-03", grants=[GRANT])
        application = work.get(Application, row.application_id)
        assert application.stage is Stage.OFFER
        assert history(work, application.id) == [(TUESDAY, Stage.OFFER)]
        [grant] = work.all(Grant)
        assert (grant.value, grant.shares_by_year) == (Decimal(400000), ["25"] * 4)
        assert grant.cadence == ["monthly"]


def test_an_offer_moves_its_application_to_offer(any_store: Store) -> None:
    with any_store.change() as work:
        row = log(work, stage="onsite", on="2026-03-02")
        offer(work, company="ACME Inc", title="engineer")
        assert row.stage is Stage.OFFER
        assert history(work, row.id) == [
            (MONDAY, Stage.ONSITE),
            (FRIDAY, Stage.OFFER),
        ]
        assert len(work.all(Application)) == 1
        offer(work, application=str(row.id))  # a better one: no second move
        assert len(history(work, row.id)) == 2


def test_an_offer_of_a_closed_application_leaves_it_closed(store: Store) -> None:
    with store.change() as work:
        row = log(work, stage="declined")
        offer(work)
        assert row.stage is Stage.DECLINED


def test_an_offer_of_several_applications_asks_which(store: Store) -> None:
    with store.change() as work:
        log(work)
        log(work)
        with pytest.raises(NotFoundError, match="say which by its id"):
            offer(work)
        with pytest.raises(NotFoundError):
            offer(work, application=str(uuid4()))
        assert len(work.all(Application)) == 2
        assert work.all(Offer) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"grants": [GRANT | {"shares_by_year": [50, 49]}]},
        {"grants": [GRANT | {"cadence": "weekly"}]},
        {"grants": [GRANT | {"cadence": ["monthly", "yearly"]}]},
        {"grants": [GRANT | {"cliff_months": 49}]},
        {"company": ""},
    ],
)
def test_an_impossible_offer_is_refused_before_anything_is_made(
    store: Store, wrong: dict[str, object]
) -> None:
    with store.change() as work:
        with pytest.raises(InvalidError):
            offer(work, **wrong)
        assert work.all(Application) == []


def test_an_offer_can_be_replaced_with_its_grants(any_store: Store) -> None:
    with any_store.change() as work:
        row = offer(work, grants=[GRANT, GRANT])
        facts = {"currency": "USD", "base": "200.50", "grants": [GRANT]}
        given = inputs.parse(inputs.OfferIn, {"company": "Acme"} | facts)
        commands.edit_offer(work, row.id, version=1, given=given)
        with pytest.raises(ConflictError):
            commands.edit_offer(work, row.id, version=1, given=given)
    with any_store.reading() as work:
        found = work.get(Offer, row.id)
        assert (found.currency, str(found.base)) == ("USD", "200.50")
        assert len(work.all(Grant)) == 1
