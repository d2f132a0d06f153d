"""Offers counted alike, decided on, and negotiated. Amounts worked by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from tracker import commands, inputs, terms
from tracker.errors import InvalidError
from tracker.offers import Prices, pay_by_year
from tracker.reports import (
    assumed,
    comparing,
    deciding,
    grant_forms,
    kept,
    negotiation,
    offer_forms,
    offer_words,
    offers,
    pay,
    risk,
    summary,
)
from tracker.reports.comparing import Measure
from tracker.search import Search, load
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    from tracker.models import Offer
    from tracker.store import Store

TUESDAY = date(2026, 11, 24)
YEARLY = {"shares_by_year": [25] * 4, "cadence": "yearly"}
CLAW = {"amount": 24_000, "window_months": 24, "shape": "monthly pro rata"}
OPTIONS = {
    "kind": "options",
    "shares_by_year": [25] * 4,
    "options": {"count": 1_000, "strike": 5, "price": 15},
}


def offered(store: Store, company: str = "Acme", **more: object) -> Offer:
    given: dict[str, Any] = {
        "company": company,
        "title": "ML engineer",
        "currency": "EUR",
        "base": 100_000,
        **more,
    }
    with store.change() as work:
        return commands.add_offer(work, inputs.parse(inputs.OfferIn, given), on=TUESDAY)


def assume(store: Store, **facts: object) -> None:
    with store.change() as work:
        told = inputs.parse(inputs.AssumptionsIn, facts)
        commands.save_assumptions(work, told, version=None)


def read(store: Store) -> Search:
    with store.reading(LOCAL_OWNER) as work:
        return load(work)


def both(store: Store) -> tuple[comparing.Basis, list[comparing.Compared]]:
    search = read(store)
    return comparing.basis(search), comparing.compared(search, TUESDAY)


# --- money ----------------------------------------------------------------------


def test_each_measure_takes_one_step_more(store: Store) -> None:
    offered(store, price_place="Dear")
    assume(
        store,
        currency="USD",
        tax={"bands": [{"above": 0, "rate": "0.4"}]},
        exchange=[
            {"base": "EUR", "quote": "USD", "rate": "1.1", "on": "2026-11-01"},
        ],
        price_levels=[
            {"place": "Dear", "level": 120, "source": "mine", "on": "2026-11-01"},
            {"place": "Home", "level": 100, "source": "mine", "on": "2026-11-01"},
        ],
        home_place="Home",
        discount={"rate": "0.1"},
    )
    by, [each] = both(store)
    first = {m: comparing.by_year(by, each, m)[0] for m in Measure}

    # 100,000; less 40 %; x 1.1; x 100/120; / 1.1.
    assert first == {
        Measure.NOMINAL: Decimal(100_000),
        Measure.AFTER_TAX: Decimal(60_000),
        Measure.CONVERTED: Decimal(66_000),
        Measure.ADJUSTED: Decimal(55_000),
        Measure.PRESENT: Decimal(50_000),
    }
    said = pay.basis_said(by, Measure.PRESENT)
    assert "1 EUR = 1.1 USD on 1 Nov 2026" in said
    assert "prices of Home (100, United States = 100, 1 Nov 2026, mine)" in said
    assert "discounted at 10% a year" in said


def test_without_assumptions_every_measure_says_that_it_changes_nothing(
    store: Store,
) -> None:
    offered(store)
    by, [each] = both(store)
    for measure in Measure:
        assert comparing.total(by, each, measure) == 400_000
    said = pay.basis_said(by, Measure.PRESENT)
    for words in ("no tax rates", "no home place", "no discount rate"):
        assert words in said


def test_the_picture_stacks_what_is_added_and_hangs_what_is_taken_off(
    store: Store,
) -> None:
    grant = YEARLY | {"value": 40_000, "haircut": "0.25"}
    benefits = {"stipends": 1_000, "health_premium": 600}
    offered(store, grants=[grant], benefits=benefits)
    by, found = both(store)
    frame = pay.pay_frame(by, found)
    first = frame[frame["year"] == 1].set_index("part")["amount"]

    assert first["Shares"] == 10_000
    assert first["Benefits"] == 1_000
    assert first["Taken off"] == -3_100  # a quarter of the shares, and the premium
    assert sum(first) == comparing.by_year(by, found[0], Measure.NOMINAL)[0]


@drawn(rate=st.decimals("0", "0.9", places=2), base=st.integers(1, 10**6))
def test_the_parts_of_the_picture_sum_to_the_total_of_every_measure(
    rate: Decimal, base: int
) -> None:
    given = inputs.parse(inputs.OfferIn, {"currency": "EUR", "base": base})
    told = inputs.parse(
        inputs.AssumptionsIn,
        {"tax": {"bands": [{"above": 0, "rate": str(rate)}]}, "currency": "EUR"},
    )
    each = comparing.Compared("x", None, terms.offer_terms(given), given)
    by = comparing.Basis(told, "EUR", 4, terms.taxes(told), (), (), Prices())
    frame = pay.pay_frame(by, [each], Measure.PRESENT)
    parts = frame.groupby("year")["amount"].sum()
    totals = comparing.by_year(by, each, Measure.PRESENT)
    assert [float(part) for part in parts] == pytest.approx([float(t) for t in totals])


def test_the_steps_of_an_offer_are_shown_to_the_cent(store: Store) -> None:
    offered(store, sign_ons=[CLAW])
    assume(store, tax={"bands": [{"above": 0, "rate": "0.5"}]})
    by, [each] = both(store)
    first = pay.steps_table(by, each, Measure.PRESENT)["Year\u00a01"]

    assert first["Sign-on"] == "24,000.00"
    assert first["= Before tax"] == "124,000.00"
    assert first["Tax"] == "-62,000.00"
    assert first["= After tax"] == "62,000.00"


def test_what_is_kept_per_year_stayed_with_and_without_what_is_paid_back(
    store: Store,
) -> None:
    offered(store, sign_ons=[CLAW])
    by, found = both(store)
    frame = kept.frame(by, found).set_index("month")

    # 50,000 after half a year and 24,000, of which 18/24 go back.
    assert frame.loc[6, "before"] == 148_000
    assert frame.loc[6, "a_year"] == 2 * (50_000 + 24_000 - 18_000)
    table = kept.table(by, found, kept.A_YEAR)["Acme"]
    assert table["24\u00a0months"] == "112,000"
    assert kept.table(by, found, kept.UNPAID)["Acme"]["6\u00a0months"] == "74,000"


HALF = {"bands": [{"above": 0, "rate": "0.5"}]}
BANDS = {"bands": [{"above": 0, "rate": "0.1"}, {"above": 60_000, "rate": "0.5"}]}


def test_what_is_kept_after_tax_on_leaving_is_taxed_year_by_year(store: Store) -> None:
    offered(store, sign_ons=[CLAW])
    assume(store, tax=BANDS)
    by, [each] = both(store)
    after = kept.points(by, each, Measure.AFTER_TAX)

    # Month 6: 50,000 and 24,000, of which 6,000 + 7,000 is tax; 18/24 go back gross.
    assert [after[6].before, after[6].clawback] == [61_000, 18_000]
    assert after[6].kept == 43_000
    # Month 18: 124,000 less 38,000, and half a second year of 50,000 less 5,000.
    assert after[18].kept == 124_000 - 38_000 + 50_000 - 5_000 - 6_000
    for years in (1, 2, 3, 4):
        paid = comparing.by_year(by, each, Measure.AFTER_TAX, years)
        assert after[12 * years].before == sum(paid)
    table = kept.table(by, [each], kept.KEPT, Measure.AFTER_TAX)["Acme"]
    assert table["6\u00a0months"] == "43,000"
    assert "after tax" in kept.counted(by, Measure.AFTER_TAX)


def test_what_is_kept_is_in_the_currency_and_prices_of_the_measure(
    store: Store,
) -> None:
    offered(store, price_place="Dear", grants=[YEARLY | {"value": 40_000}])
    assume(
        store,
        currency="USD",
        tax=HALF,
        exchange=[{"base": "EUR", "quote": "USD", "rate": "1.2", "on": "2026-11-01"}],
        price_levels=[
            {"place": "Dear", "level": 120, "on": "2026-11-01"},
            {"place": "Home", "level": 100, "on": "2026-11-01"},
        ],
        home_place="Home",
        discount={"rate": "0.1"},
    )
    by, found = both(store)
    shown = {
        (m, what): kept.table(by, found, what, m)["Acme"]["12\u00a0months"]
        for m in Measure
        for what in (kept.KEPT, kept.SHARES)
    }

    # 110,000; half of it; x 1.2; x 100/120; never discounted.
    assert [shown[m, kept.KEPT] for m in Measure] == [
        *("110,000", "55,000", "66,000", "55,000", "55,000")
    ]
    assert [shown[m, kept.SHARES] for m in Measure] == [
        *("10,000", "10,000", "12,000", "10,000", "10,000")
    ]
    assert kept.counted(by, Measure.PRESENT).endswith("not discounted")


def test_without_tax_rates_what_is_kept_says_so(store: Store) -> None:
    offered(store)
    by, [each] = both(store)

    assert kept.points(by, each, Measure.AFTER_TAX) == comparing.curve(each)
    assert "no tax rates" in kept.counted(by, Measure.AFTER_TAX)


def test_the_title_counts_what_is_paid_back(store: Store) -> None:
    offered(
        store,
        "Clawed",
        base=99_000,
        sign_ons=[CLAW | {"window_months": 12, "shape": "cliff"}],
    )
    offered(store, "Plain", base=100_000)
    by, found = both(store)
    said = comparing.judged(found, by)

    # Until month 12 nothing of the bonus is kept, so 100,000 beats 99,000.
    assert "sign-on bonuses paid back" in said.basis
    assert said.title.startswith("Close: Clawed and Plain are within 5%")


def test_refreshers_are_an_assumption_that_counts_when_made(store: Store) -> None:
    offered(store, refreshers={"value": 40_000})
    _, [each] = both(store)
    shares = [year.equity for year in pay_by_year(each.terms)]
    assert shares == [0, 10_000, 20_000, 30_000]


def test_an_offer_whose_rate_is_missing_is_left_out_and_named(store: Store) -> None:
    offered(store, "Yuki", currency="JPY")
    offered(store, "Tessera")
    assume(store, currency="EUR")
    by, found = both(store)
    alike, problems = comparing.comparable(by, found)

    assert [each.name for each in alike] == ["Tessera"]
    assert problems == [
        "Yuki: No rate between JPY and EUR was entered: add one with its day."
    ]


# --- the current job ------------------------------------------------------------


def test_staying_counts_only_what_still_vests(store: Store) -> None:
    offered(store)
    grant = YEARLY | {"value": 40_000}
    job = {"currency": "EUR", "base": 90_000, "grants": [grant]}
    assume(store, current=job | {"started_on": "2024-11-01"})
    by, found = both(store)

    assert [each.name for each in found] == ["Acme", "Current job"]
    years = comparing.by_year(by, found[1], Measure.NOMINAL)
    assert years == [100_000, 100_000, 90_000, 90_000]
    lost = comparing.forfeits(read(store), TUESDAY)
    assert lost is not None
    assert lost.unvested == 20_000


def test_what_leaving_gives_up_is_taken_off_in_the_currency_of_the_offer(
    store: Store,
) -> None:
    offered(store, currency="USD")
    job = {"currency": "EUR", "base": 1, "grants": [YEARLY | {"value": 10_000}]}
    rate = {"base": "EUR", "quote": "USD", "rate": "1.1", "on": "2026-11-01"}
    assume(store, current=job, stay=False, exchange=[rate])
    _, [each] = both(store)

    assert each.terms.forfeits == 11_000


def test_a_month_of_service_counts_when_it_is_full() -> None:
    job = inputs.parse(
        inputs.CurrentJobIn,
        {"currency": "EUR", "base": 1, "started_on": "2024-11-25"},
    )
    assert comparing.served(job, TUESDAY) == 23
    assert comparing.served(job, date(2026, 11, 25)) == 24
    assert comparing.served(job, None) == 0


# --- risk -----------------------------------------------------------------------


def test_scenarios_stays_and_options(store: Store) -> None:
    offered(store, grants=[OPTIONS])
    assume(store, attrition={"rate": "0.2"})
    by, found = both(store)
    prices = risk.scenarios_table(by, found)["Acme"]

    # 1,000 x (15 - 5); at half the price 2.50 each; at half as much again 17.50.
    assert list(prices) == ["402,500", "410,000", "417,500"]
    assume(store, scenarios=["-0.9", "1"], attrition={"rate": "0.2"})
    by, found = both(store)
    own = risk.scenarios_table(by, found)["Acme"]
    assert dict(own) == {"Shares -90%": "400,000", "Shares +100%": "425,000"}
    shown = assumed.table(by).set_index("What").loc["Share price scenarios"]
    assert list(shown) == ["-90%, +100%", "my own", "–"]
    stays = risk.tenures_table(by, found)["Acme"]
    assert stays["Stay 48 months"] == "410,000"
    assert "On average, if 20% leave a year" in stays.index
    [said] = risk.exercise_words(found)
    assert "after 24 months, exercising what vested takes 2,500 EUR" in said
    assert "within 90 days" in said


def test_a_startup_without_exits_says_what_is_missing(store: Store) -> None:
    company = {"fully_diluted": 1_000_000}
    offered(store, grants=[OPTIONS | {"company": company}])
    by, found = both(store)
    [startup] = risk.startups(by, found)

    assert startup.table is None
    assert "last preferred price" in startup.problem


# --- decide ---------------------------------------------------------------------


def test_without_a_usual_pay_the_scales_are_asked_for(store: Store) -> None:
    offered(store)
    with pytest.raises(InvalidError, match="usual"):
        deciding.decide(*both(store))


def test_what_is_missing_is_named_and_not_guessed(store: Store) -> None:
    offered(store, "Acme", ratings={"growth": 8})
    offered(store, "Beta")
    assume(store, usual_pay={"amount": 100_000})
    decision = deciding.decide(*both(store))

    assert {each.key for each in decision.criteria} == {"pay_now", "pay_later"}
    assert "Room to grow is not counted: no figure for Beta." in decision.notes


def test_what_is_missing_for_all_is_said_once_and_so_is_what_beats_many(
    store: Store,
) -> None:
    for place in range(4):
        offered(store, f"Firm {place}", base=100_000 - place, ratings={"people": 5})
    assume(store, usual_pay={"amount": 100_000})
    decision = deciding.decide(*both(store))

    [note] = decision.notes
    assert note == (
        "Impact of the work, Breadth of the work, Brand on a CV, Room to grow, "
        "Commute, one way are not counted: no figure for any of them."
    )
    [aside] = deciding.set_aside(decision)
    assert aside == (
        "Firm 1, Firm 2 and Firm 3 can be set aside: Firm 0 is at least as good on "
        "everything, and better on something, than each."
    )
    assert deciding.sureness(decision)[-1].endswith("(±0.0 points); the others none.")


def test_one_offer_is_placed_between_worst_and_best(store: Store) -> None:
    offered(store)
    assume(store, usual_pay={"amount": 100_000})
    decision = deciding.decide(*both(store))

    # 100,000 on scales from 50,000 to 200,000.
    assert deciding.title(decision) == (
        "Acme reaches 33% of the way from your worst to your best."
    )
    assert decision.tornado == []


def test_eight_offers_are_decided_and_their_shares_sum_to_one(store: Store) -> None:
    for place in range(8):
        offered(
            store,
            f"Company {place}",
            base=90_000 + 5_000 * place,
            ratings={"growth": 9 - place},
            benefits={"commute_minutes": 10 * place},
        )
    assume(store, usual_pay={"amount": 100_000})
    by, found = both(store)
    decision = deciding.decide(by, found)

    assert len(decision.valued) == 8
    assert sum(each.share for each in decision.acceptance) == pytest.approx(1)
    assert len(negotiation.break_even(by, found)) == 7
    assert list(deciding.values_table(decision).columns)[:2] == [
        "Worst to best",
        "Weight",
    ]
    assert len(deciding.tornado_table(decision)) == 4
    assert any("draws level" in each for each in deciding.sureness(decision))


def test_prices_of_other_things_make_the_second_lens(store: Store) -> None:
    offered(store, "Far", base=103_000, benefits={"commute_minutes": 60})
    offered(store, "Near", base=101_000, benefits={"commute_minutes": 0})
    price = {"amount": 3_000, "step": -30, "reference": 0}
    assume(store, usual_pay={"amount": 100_000}, prices={"commute": price})
    decision = deciding.decide(*both(store))

    assert {each.name: each.total for each in decision.adjusted} == {
        "Near": 101_000,
        "Far": 97_000,
    }
    assert "within 5%" in deciding.money_words(decision)
    assert "30 minutes less of commute" in deciding.commute_words(decision)


# --- ask ------------------------------------------------------------------------


def test_every_promise_is_listed_and_what_is_only_said_is_named(store: Store) -> None:
    offer = offered(
        store,
        in_writing=True,
        sign_ons=[CLAW],
        said_only=["sign_on"],
        promises=[{"what": "A desk"}],
    )
    given = offers.as_given(read(store), offer)
    promises = negotiation.checklist(given)

    assert negotiation.checklist_words(promises) == (
        "Only said so far: Sign-on bonus, A desk."
    )
    ticked = negotiation.writing_given(given, [True] * len(promises), "A lamp")
    assert ticked["said_only"] == []
    assert [each["what"] for each in ticked["promises"]] == ["A desk", "A lamp"]


def test_a_counter_offer_shows_what_it_changed(store: Store) -> None:
    offer = offered(store)
    better = inputs.parse(
        inputs.OfferIn, {"company": "Acme", "currency": "EUR", "base": 110_000}
    )
    with store.change() as work:
        commands.edit_offer(work, offer.id, version=1, given=better, counter_on=TUESDAY)
    search = read(store)
    [found] = negotiation.differences(search, comparing.compared(search)[0])

    assert (found.number, found.on) == (2, TUESDAY)
    assert found.rows == [("Base salary", "100,000 EUR", "110,000 EUR")]


def test_every_term_of_an_offer_is_said_in_words_and_its_change_too(
    store: Store,
) -> None:
    match = {"rate": "0.5", "up_to": "0.06"}
    facts: dict[str, Any] = {
        "raise_rate": "0.03",
        "benefits": {"match": match, "fare": 6, "office_days": 120},
        "grants": [
            OPTIONS
            | {"company": {"fully_diluted": 10_000_000, "last_preferred_price": 15}}
        ],
        "refreshers": {"value": 20_000},
    }
    offer = offered(store, **facts)
    said = negotiation.facts(offers.as_given(read(store), offer))

    assert said["Yearly raise"] == "3%"
    assert said["Benefits"] == (
        "retirement match of 50%, up to 6% of salary; 120 office days a year; fare 6 "
        "there and back"
    )
    assert said["Options"] == "1,000 at 5.00 each, worth 15.00, 90 days to exercise"
    assert said["Company"] == "10,000,000 fully diluted; last preferred price 15.00"
    assert said["Refreshers"] == "20,000 a year, assumed"
    assert (said["Sign-on bonus"], said["Level"]) == ("0", "–")
    better = OPTIONS["options"] | {"strike": 4}  # type: ignore[operator]
    facts["grants"] = [
        OPTIONS | {"options": better, "company": facts["grants"][0]["company"]}
    ]
    given = {"company": "Acme", "currency": "EUR", "base": 100_000, **facts}
    with store.change() as work:
        now = inputs.parse(inputs.OfferIn, given)
        commands.edit_offer(work, offer.id, version=1, given=now, counter_on=TUESDAY)
    search = read(store)
    [found] = negotiation.differences(search, comparing.compared(search)[0])
    assert {"Shares", "Options"} == {what for what, _, _ in found.rows}
    by, every = both(store)
    text = summary.summary(search, by, every, every[0], TUESDAY, summary.plain)
    assert "- Level" not in text
    assert "- Options: 1,000 at 4.00 each" in text


def test_one_page_keeps_target_and_reservation_apart(store: Store) -> None:
    facts = {"target": 150_000, "reservation": 120_000, "deadline_on": "2026-12-04"}
    offered(store, "Acme *x*", **facts)
    offered(store, "Beta", base=104_000)
    search = read(store)
    by, found = both(store)
    text = summary.summary(search, by, found, found[0], TUESDAY, summary.plain)

    assert text.startswith("# Acme \\*x\\*: before we talk\n")
    assert "- Answer by: 4 Dec 2026" in text
    assert "- Target, to ask for: 150,000 a year" in text
    assert "- Reservation value, to keep to myself: 120,000 a year" in text
    assert "- 4,000 EUR more base salary (then 104,000)" in text
    assert "- This offer: 400k\n- Beta: 416k" in text
    assert "- [ ] Base salary" in text
    assert "- Only said: Base salary" in summary.in_words(text)
    assert "- [" not in summary.in_words(text)


def test_what_to_ask_for_is_said_as_one_says_it_and_is_enough(store: Store) -> None:
    offered(store, "Acme", base="95000.50")
    offered(store, "Beta", base="103975.77")
    search = read(store)
    by, found = both(store)
    text = summary.summary(search, by, found, found[0], TUESDAY, summary.plain)

    assert "- 9,000 EUR more base salary (then 104,000)" in text
    [need] = [
        e for e in negotiation.break_even(by, found)[0].needs if "base" in e.lever
    ]
    assert need.more == Decimal("8975.27")


@drawn(st.decimals(0, 10**9, places=2))
def test_an_amount_as_one_says_it_is_as_much_or_a_little_more(amount: Decimal) -> None:
    said = offer_words.spoken(amount)

    assert 0 <= said - amount <= max(Decimal(1), amount / 20)
    assert len(str(int(said)).rstrip("0")) <= 3


# --- forms ----------------------------------------------------------------------


def test_every_part_of_an_offer_goes_through_its_form_unchanged(store: Store) -> None:
    company = {
        "fully_diluted": 10_000_000,
        "preferred": [
            {"shares": 5, "preference": 6},
            {"shares": 7, "preference": 8, "name": "Series A: second"},
            {"shares": 2, "preference": 3, "participation": "participating"},
            {
                "shares": 2,
                "preference": 3,
                "participation": "participating with a cap",
                "cap": 9,
            },
        ],
        "rounds": [{"dilution": "0.2", "preference": 4}],
        "source": "their deck",
        "outcomes": [{"exit": 100, "chance": "0.4"}, {"exit": 0, "chance": "0.6"}],
    }
    cadence = ["yearly", "quarterly", "quarterly", "monthly"]
    grant = OPTIONS | {"company": company, "haircut": "0.3", "cadence": cadence}
    grant |= {"name": "first grant"}
    offer = offered(store, grants=[grant])
    held = offers.as_given(read(store), offer)
    typed = grant_forms.grant_fields(held.grants[0])
    again = inputs.parse(
        inputs.OfferIn,
        offer_forms.with_grant(held, typed, 0),
    )

    assert terms.offer_terms(again) == terms.offer_terms(held)
    found = again.grants[0].company
    assert found is not None
    before = held.grants[0].company
    assert before is not None
    assert found == before.model_copy(update={"count": Decimal(1_000)})
    assert again.grants[0].name == "first grant"
    assert again.grants[0].cadence == cadence


@pytest.mark.parametrize(
    "line",
    ["Series B", "B: x; 5", "B: 1", "B: 1; 2; nice", "B: 1; 2; participating; x"],
)
def test_a_class_of_preferred_shares_that_cannot_be_read_is_refused(line: str) -> None:
    typed = {"value": 1, "kind": "rsu", "schedule": "Even, monthly"}
    with pytest.raises(InvalidError, match="such as Series B: 1000000") as caught:
        grant_forms.grant_given(typed | {"classes": line})
    assert caught.value.field == "company.classes"


@pytest.mark.parametrize("text", ["400", "x: 5", "5: x", "5:"])
def test_an_exit_without_its_chance_is_refused(text: str) -> None:
    typed = {"value": 1, "kind": "rsu", "schedule": "Even, monthly"}
    with pytest.raises(InvalidError, match="such as 400000000: 20"):
        grant_forms.grant_given(typed | {"outcomes": text})


def test_assumptions_go_through_their_form_with_source_and_day() -> None:
    told = inputs.parse(
        inputs.AssumptionsIn,
        {
            "tax": {"bands": [{"above": 0, "rate": "0.2"}], "on": "2026-01-01"},
            "discount": {"rate": "0.05", "source": "a bank", "on": "2026-01-01"},
            "exchange": [
                {
                    "base": "USD",
                    "quote": "EUR",
                    "rate": "0.9",
                    "on": "2026-01-01",
                    "source": "a paper, page 2",
                }
            ],
            "price_levels": [{"place": "Home", "level": 98, "on": "2026-01-01"}],
        },
    )
    typed = assumed.fields(told)
    same = inputs.parse(inputs.AssumptionsIn, assumed.given(told, typed, TUESDAY))
    assert same.discount == told.discount
    assert same.exchange == told.exchange
    assert same.price_levels == told.price_levels
    assert same.tax is not None
    assert (same.tax.bands, same.tax.on) == (told.tax.bands, date(2026, 1, 1))  # type: ignore[union-attr]
    other = assumed.given(told, typed | {"discount": 6.0}, TUESDAY)
    changed = inputs.parse(inputs.AssumptionsIn, other).discount
    assert changed is not None
    assert (changed.rate, changed.on) == (Decimal("0.06"), TUESDAY)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("exchange", "USD EUR 0.9"),
        ("exchange", "USD EUR: x, 2026-01-01"),
        ("exchange", "USD EUR: 0.9, tomorrow"),
        ("price_levels", "Home"),
        ("tax", "0: x"),
        ("scenarios", "-50, much"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused_by_field(field: str, text: str) -> None:
    with pytest.raises(InvalidError) as caught:
        assumed.given(inputs.AssumptionsIn(), {field: text}, TUESDAY)
    assert caught.value.field == field


def test_price_scenarios_go_through_the_form_and_the_usual_ones_stay_unset() -> None:
    told = inputs.AssumptionsIn()
    typed = assumed.fields(told)

    assert typed["scenarios"] == "-50, 0, 50"
    assert assumed.given(told, typed, TUESDAY)["scenarios"] == []
    own = assumed.given(told, typed | {"scenarios": "+25; 0 -90%"}, TUESDAY)
    kept_ = inputs.parse(inputs.AssumptionsIn, own)
    assert kept_.scenarios == [Decimal("-0.9"), Decimal(0), Decimal("0.25")]
    assert assumed.fields(kept_)["scenarios"] == "-90, 0, 25"
    with pytest.raises(InvalidError, match="greater than or equal to -1"):
        inputs.parse(inputs.AssumptionsIn, {"scenarios": ["-1.01"]})


def test_every_assumption_stands_in_the_table_with_its_source(store: Store) -> None:
    offered(store)
    assume(store, discount={"rate": "0.05", "source": "a bank", "on": "2026-01-01"})
    by, _ = both(store)
    table = assumed.table(by).set_index("What")
    assert tuple(table.loc["Discount rate"]) == ("5%", "a bank", "1 Jan 2026")
