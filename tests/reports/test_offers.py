"""Offers as figures and as a form. Amounts worked by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tracker import commands, inputs
from tracker.offers import GrantTerms, OfferTerms, schedule
from tracker.reports import comparing, grant_forms, kept, offers, pay
from tracker.reports import offer_forms as forms
from tracker.search import Search, load
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from tracker.models import Offer
    from tracker.store import Store

TUESDAY = date(2026, 11, 24)
BACK = {"value": 400_000, "shares_by_year": [5, 15, 40, 40], "cadence": "yearly"}
FRONT = {"value": 400_000, "shares_by_year": [33, 33, 22, 12], "cadence": "monthly"}
FIVE = {"value": 100_000, "shares_by_year": [20] * 5, "cadence": "yearly"}


def offered(store: Store, company: str, **more: object) -> Offer:
    given: dict[str, Any] = {
        "company": company,
        "title": "ML engineer",
        "currency": "EUR",
        "base": 100_000,
        **more,
    }
    with store.change() as work:
        return commands.add_offer(work, inputs.parse(inputs.OfferIn, given), on=TUESDAY)


def read(store: Store) -> Search:
    with store.reading(LOCAL_OWNER) as work:
        return load(work)


def test_the_tables_hold_what_each_year_pays_and_the_running_total(
    store: Store,
) -> None:
    offered(store, "Back", bonus_target="0.1", sign_on=5_000, grants=[BACK])
    search = read(store)
    table = pay.years_table(comparing.basis(search), comparing.compared(search))

    # 100,000 + 10,000 and the sign-on bonus once; shares 20, 60, 160, 160 thousand.
    assert table["Back"].tolist() == [
        "135,000",
        "170,000",
        "270,000",
        "270,000",
        "305,000",
        "575,000",
        "845,000",
    ]


def test_a_longer_grant_lengthens_every_table_and_picture(store: Store) -> None:
    offered(store, "Five", grants=[FIVE])
    search = read(store)
    by, offers = comparing.basis(search), comparing.compared(search)

    assert comparing.horizon(by, offers) == 5
    assert pay.pay_frame(by, offers)["year"].max() == 5
    assert kept.frame(by, offers)["month"].max() == 60
    table = kept.table(by, offers, kept.SHARES)
    assert table.loc["48\u00a0months", "Five"] == "80,000"
    assert table.loc["60\u00a0months", "Five"] == "100,000"


def test_what_is_kept_counts_all_pay_or_the_shares_alone(store: Store) -> None:
    offered(store, "Front", grants=[FRONT])
    search = read(store)
    by, offers = comparing.basis(search), comparing.compared(search)

    assert kept.table(by, offers, kept.SHARES).loc["24\u00a0months", "Front"] == (
        "264,000"
    )
    assert kept.table(by, offers).loc["24\u00a0months", "Front"] == ("464,000")


def test_the_parts_of_the_picture_sum_to_what_is_kept(store: Store) -> None:
    offered(store, "Back", bonus_target="0.1", sign_on=5_000, grants=[BACK])
    search = read(store)
    by, offers = comparing.basis(search), comparing.compared(search)
    a_year = kept.frame(by, offers).set_index("month")["a_year"]

    assert sum(pay.pay_frame(by, offers)["amount"], Decimal(0)) == 4 * a_year.loc[48]


@pytest.mark.parametrize(
    ("shares", "cadence", "cliff", "said"),
    [
        (
            [5, 15, 40, 40],
            "yearly",
            0,
            "Back-loaded: 40% of the shares vest in year 3.",
        ),
        (
            [33, 33, 22, 12],
            "monthly",
            0,
            "Front-loaded: 33% of the shares vest in year 1.",
        ),
        ([25] * 4, "monthly", 12, "Nothing vests before month 12."),
        ([25] * 4, "monthly", 0, "Shares vest evenly."),
        ([20] * 5, "yearly", 0, "Shares vest evenly."),
    ],
)
def test_the_note_says_what_is_peculiar_about_the_vesting(
    shares: list[int], cadence: str, cliff: int, said: str
) -> None:
    grant = GrantTerms(Decimal(400_000), schedule(shares, cadence, cliff))

    assert pay.vesting(OfferTerms("EUR", Decimal(1), grants=(grant,))) == said


def test_the_note_of_an_offer_without_shares_says_so() -> None:
    nothing = GrantTerms(Decimal(0), schedule([100], "yearly"))

    assert pay.vesting(OfferTerms("EUR", Decimal(1))) == "No shares."
    assert "worth nothing" in pay.vesting(
        OfferTerms("EUR", Decimal(1), grants=(nothing,))
    )


def test_a_card_sums_up_an_offer(store: Store) -> None:
    offered(store, "Tessera", deadline_on="2026-11-27", sign_on=5_000)
    search = read(store)
    (card,) = pay.cards(search, comparing.compared(search), TUESDAY)

    assert (card.four_years, card.first_year) == ("405k", "105k in the first year")
    assert card.flag.words == "3 days"
    assert card.note == "Answer by Fri 27 Nov. Not in writing yet. No shares."


def test_offers_are_compared_within_one_currency(store: Store) -> None:
    offered(store, "Yuki", currency="JPY")
    offered(store, "Tessera")
    offered(store, "Cobalt")
    groups = comparing.by_currency(comparing.compared(read(store)))

    assert [(currency, [each.name for each in same]) for currency, same in groups] == [
        ("EUR", ["Cobalt", "Tessera"]),
        ("JPY", ["Yuki"]),
    ]


def test_the_facts_stand_side_by_side(store: Store) -> None:
    offered(store, "Tessera", bonus_target="0.125", bonus_payout="0.8", grants=[BACK])
    search = read(store)
    facts = pay.facts_table(search, comparing.compared(search), TUESDAY)["Tessera"]

    assert facts["Target bonus"] == "12.5% of base, 80% of it expected"
    assert facts["Shares"] == "400,000"
    assert facts["Vesting"] == "5/15/40/40, yearly"
    assert facts["Answer by"] == "–"


def test_what_offers_say_alike_is_said_once_beside_the_table(store: Store) -> None:
    for company, base in (("Acme", 100_000), ("Beta", 104_000)):
        offered(store, company, base=base, location="Berlin", in_writing=True)
    search = read(store)
    both = comparing.compared(search)
    facts = pay.facts_table(search, both, TUESDAY)

    assert list(facts.loc["Base salary"]) == ["100,000", "104,000"]
    assert not {"Place", "Sign-on bonus", "In writing"} & set(facts.index)
    said = pay.alike(search, both, TUESDAY)
    assert said.startswith("The same in each. ")
    assert "Place: Berlin; " in said
    assert "Sign-on bonus: none; Shares: none" in said
    assert said.endswith("In writing: yes.")
    assert pay.alike(search, both[:1], TUESDAY) == ""


def test_what_the_form_holds_goes_back_as_it_was(store: Store) -> None:
    offer = offered(
        store, "Tessera", base="100000.5", bonus_target="0.125", raise_rate="0.03"
    )
    stored = offers.as_given(read(store), offer)
    held = forms.fields(stored)
    back = inputs.parse(
        inputs.OfferIn, forms.given(held, []) | {"application": offer.application_id}
    )

    assert held["bonus_target"] == 12.5
    for name in forms.LABELS:
        assert getattr(back, name) == getattr(stored, name)


def test_a_stored_grant_goes_back_as_it_was(store: Store) -> None:
    offer = offered(store, "Back", grants=[BACK | {"cliff_months": 12}])
    (grant,) = offers.as_given(read(store), offer).grants
    back = inputs.parse(inputs.GrantIn, grant_forms.grant_kept(grant))

    assert (back.value, back.cliff_months) == (Decimal(400_000), 12)
    assert [str(share) for share in back.shares_by_year] == ["5", "15", "40", "40"]


@pytest.mark.parametrize(
    "typed", ["25, 25, 25, 25", "25/25/25/25", "25% 25% 25% 25%", " 25; 25;25 ;25, "]
)
def test_own_shares_are_read_however_they_are_parted(typed: str) -> None:
    grant = grant_forms.grant_given(
        {
            "value": 1.0,
            "kind": "rsu",
            "schedule": grant_forms.OWN,
            "shares": typed,
            "cadence": "monthly",
            "cliff_months": 0,
        }
    )

    assert grant is not None
    assert grant["shares_by_year"] == ["25", "25", "25", "25"]


@pytest.mark.parametrize("name", grant_forms.SCHEDULES)
def test_every_named_schedule_is_one_that_can_be_kept(name: str) -> None:
    grant = grant_forms.grant_given({"value": 1.0, "kind": "rsu", "schedule": name})
    given = inputs.parse(inputs.GrantIn, grant)

    assert schedule(given.shares_by_year, given.cadence, given.cliff_months) == (
        grant_forms.SCHEDULES[name].schedule
    )


def test_a_grant_without_a_worth_is_none() -> None:
    assert grant_forms.grant_given({"kind": "rsu", "schedule": grant_forms.OWN}) is None


def test_every_schedule_names_its_source() -> None:
    assert len(grant_forms.sources()) == len(grant_forms.SCHEDULES)
