"""An offer finds its application, or makes it, and is checked before it is kept."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from tests.commands.making import FRIDAY, MONDAY, TUESDAY, history, log, offer
from tracker import commands, inputs, terms
from tracker.errors import ConflictError, InvalidError, NotFoundError
from tracker.models import (
    Application,
    Assumptions,
    Grant,
    Negotiation,
    Offer,
    OfferVersion,
    SignOnBonus,
    Stage,
)

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


# --- in full --------------------------------------------------------------------

BONUS = {"amount": "15000", "window_months": 24, "shape": "monthly pro rata"}
BENEFITS = {"commute_minutes": "30", "match": {"rate": "0.5", "up_to": "0.06"}}
OPTIONS = GRANT | {
    "kind": "options",
    "value": None,
    "options": {"count": "10000", "strike": "1", "price": "5"},
    "company": {"fully_diluted": "10000000"},
}


def given(**facts: object) -> inputs.OfferIn:
    needed = {"company": "Acme", "title": "Engineer", "currency": "EUR", "base": "100"}
    return inputs.parse(inputs.OfferIn, needed | facts)


def test_an_offer_comes_back_as_it_was_handed_in(any_store: Store) -> None:
    told = given(
        grants=[OPTIONS | {"haircut": "0.3", "starts_month": 12}],
        sign_ons=[BONUS],
        benefits=BENEFITS,
        refreshers={"value": "1000"},
        ratings={"growth": "7"},
        promises=[{"what": "A desk by the window"}],
        said_only=["equity"],
        in_writing=True,
        target="150000",
        deadline_time="17:00",
        deadline_zone="Europe/Berlin",
    )
    with any_store.change() as work:
        row = commands.add_offer(work, told, on=FRIDAY)
    with any_store.reading() as work:
        back = terms.as_given(
            work.get(Offer, row.id), work.all(Grant), work.all(SignOnBonus)
        )
    assert terms.offer_terms(back) == terms.offer_terms(told)
    assert back.grants[0].value == Decimal(40_000)  # 10,000 x (5 - 1)
    for field in ("benefits", "refreshers", "ratings", "promises", "said_only"):
        assert getattr(back, field) == getattr(told, field)
    assert (back.target, back.deadline_time) == (Decimal(150_000), "17:00")
    assert back.sign_ons == told.sign_ons


def test_a_counter_offer_is_a_version_and_a_correction_is_none(
    any_store: Store,
) -> None:
    with any_store.change() as work:
        row = offer(work)
        commands.edit_offer(work, row.id, version=1, given=given(base="110"))
        commands.edit_offer(
            work, row.id, version=2, given=given(base="120"), counter_on=FRIDAY
        )
        kept = sorted(work.all(OfferVersion), key=lambda each: each.number)
        assert [each.facts["base"] for each in kept] == ["110", "120"]
        assert [each.on for each in kept] == [FRIDAY, FRIDAY]


def test_what_is_negotiated_is_noted_and_taken_back(any_store: Store) -> None:
    with any_store.change() as work:
        row = offer(work)
        said = inputs.CounterIn(who="Recruiter", what="Can go to 130", in_writing=True)
        commands.add_negotiation(work, row.id, said, on=FRIDAY)
        [line] = work.all(Negotiation)
        assert (line.on, line.who, line.in_writing) == (FRIDAY, "Recruiter", True)
        commands.remove_negotiation(work, line.id)
        assert work.all(Negotiation) == []


def test_assumptions_are_one_row_and_not_overwritten_unseen(any_store: Store) -> None:
    told = inputs.parse(inputs.AssumptionsIn, {"discount": {"rate": "0.05"}})
    with any_store.change() as work:
        first = commands.save_assumptions(work, told, version=1)
        commands.save_assumptions(work, told, version=first.version)
        with pytest.raises(ConflictError):
            commands.save_assumptions(work, told, version=1)
        [row] = work.all(Assumptions)
        assert terms.assumed(row) == told


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"grants": [GRANT | {"shares_by_year": [50, 49]}]}, "shares_by_year"),
        ({"grants": [GRANT | {"cadence": "weekly"}]}, "cadence"),
        ({"grants": [GRANT | {"cliff_months": 49}]}, "cliff_months"),
        ({"grants": [OPTIONS | {"company": {}}]}, "fully_diluted"),
        ({"grants": [GRANT | {"value": None}]}, "value"),
        (
            {"grants": [OPTIONS | {"options": {"count": 1, "strike": 1, "price": 0}}]},
            "price",
        ),
        ({"currency": "XYZ"}, "currency"),
    ],
)
def test_a_refusal_names_its_field(
    store: Store, wrong: dict[str, object], field: str
) -> None:
    with store.change() as work, pytest.raises(InvalidError) as caught:
        offer(work, **wrong)
    assert caught.value.field.rsplit(".", 1)[-1] == field


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"tax": {"bands": [{"above": 5, "rate": 0}]}}, "tax"),
        ({"currency": "XYZ"}, "currency"),
        ({"exchange": [{"base": "EUR", "quote": "USD", "rate": 1}]}, "on"),
        ({"current": {"currency": "XYZ", "base": 1}}, "currency"),
    ],
)
def test_impossible_assumptions_are_refused_by_field(
    store: Store, facts: dict[str, object], field: str
) -> None:
    told = inputs.parse(inputs.AssumptionsIn, facts)
    with store.change() as work, pytest.raises(InvalidError) as caught:
        commands.save_assumptions(work, told, version=None)
    assert caught.value.field.rsplit(".", 1)[-1] == field
