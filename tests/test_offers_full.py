"""Sign-on bonuses, benefits, share prices and lengths of stay."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker import offers
from tracker.errors import InvalidError
from tracker.offers import (
    Benefits,
    Clawback,
    ClawbackShape,
    ClawbackTrigger,
    GrantTerms,
    Leaving,
    Match,
    OfferTerms,
    OptionTerms,
    Prices,
    Schedule,
    SignOn,
    Tenure,
)

D = Decimal
YEARLY = offers.schedule([25] * 4, "yearly")
CLIFF = offers.schedule([25] * 4, "monthly", 12)
BACK = offers.schedule([5, 15, 40, 40], "yearly")
FRONT = offers.schedule([33, 33, 22, 12], "yearly")


def sign_on(shape: ClawbackShape, months: int = 24, net_of: str = "0") -> SignOn:
    return SignOn(D(50_000), clawback=Clawback(months, shape, net_of=D(net_of)))


def equity(plan: Schedule, value: int = 400_000) -> OfferTerms:
    return OfferTerms("USD", D(0), grants=(GrantTerms(D(value), plan),))


def only(benefits: Benefits, base: int = 0) -> OfferTerms:
    return OfferTerms("USD", D(base), benefits=benefits)


# Sign-on bonuses: 50,000 over 24 months, 6 of 24 months not served.


@pytest.mark.parametrize(
    ("bonus", "month", "owe"),
    [
        (sign_on(ClawbackShape.MONTHLY), 18, "12500"),
        (sign_on(ClawbackShape.CLIFF), 18, "50000"),
        (sign_on(ClawbackShape.DAILY), 18, "12500"),
        (sign_on(ClawbackShape.MONTHLY, net_of="0.4"), 18, "7500"),
        (sign_on(ClawbackShape.CLIFF), 23, "50000"),
        (sign_on(ClawbackShape.CLIFF), 24, "0"),
        (sign_on(ClawbackShape.MONTHLY), 0, "50000"),
        (sign_on(ClawbackShape.MONTHLY), 30, "0"),
        (SignOn(D(50_000)), 1, "0"),
    ],
)
def test_what_is_owed_of_50_000_on_leaving(bonus: SignOn, month: int, owe: str) -> None:
    assert offers.owed(bonus, month) == D(owe)


def test_days_count_only_where_a_clawback_falls_daily() -> None:
    # 100 of 365 days served: 265/365 of 36,500 is 26,500.
    daily = SignOn(D(36_500), clawback=Clawback(12, ClawbackShape.DAILY))
    assert offers.owed(daily, 0, days=100) == 26_500
    monthly = SignOn(D(36_500), clawback=Clawback(12, ClawbackShape.MONTHLY))
    assert offers.owed(monthly, 0, days=100) == 36_500


def test_a_dismissal_owes_only_where_the_contract_says_any_reason() -> None:
    clause = Clawback(12, trigger=ClawbackTrigger.ANY)
    assert offers.owed(SignOn(D(9), clawback=clause), 6, is_voluntary=False) == 9
    voluntary = SignOn(D(9), clawback=Clawback(12))
    assert offers.owed(voluntary, 6, is_voluntary=False) == 0
    assert offers.owed(voluntary, 6) == 9


def test_a_second_sign_on_bonus_is_paid_and_owed_from_its_own_month() -> None:
    second = SignOn(D(20_000), 12, Clawback(12, ClawbackShape.MONTHLY))
    offer = OfferTerms("USD", D(0), sign_on=D(5), sign_ons=(second,))
    assert [year.sign_on for year in offers.pay_by_year(offer, 2)] == [5, 20_000]
    assert offers.kept_on_leaving(offer, 12).total == 5
    assert [offers.owed(second, month) for month in (6, 12, 15, 24)] == [
        0,
        0,
        15_000,
        0,
    ]


def test_leaving_within_the_horizon_ends_pay_and_pays_back() -> None:
    offer = OfferTerms(
        "USD",
        D(120_000),
        bonus_target=D("0.1"),
        sign_ons=(sign_on(ClawbackShape.MONTHLY),),
    )
    years = offers.full_pay(offer, 3, leaving=Leaving(18))
    # 120,000 + 12,000 + 50,000, then half a year without bonus less 12,500.
    assert [year.total for year in years] == [182_000, 47_500, 0]
    assert [year.clawback for year in years] == [0, 12_500, 0]
    assert offers.kept_at(offer, Leaving(18)).kept == 229_500
    dismissed = offers.full_pay(offer, 3, leaving=Leaving(18, is_voluntary=False))
    assert dismissed[1].total == 60_000


def test_leaving_on_the_first_day_or_after_the_horizon() -> None:
    offer = OfferTerms("USD", D(12), sign_ons=(sign_on(ClawbackShape.CLIFF, 60),))
    first = offers.full_pay(offer, 1, leaving=Leaving(0))[0]
    assert [first.received.sign_on, first.clawback, first.total] == [50_000, 50_000, 0]
    later = offers.full_pay(offer, 1, leaving=Leaving(13))[0]
    assert [later.clawback, later.total] == [0, 50_012]
    last = offers.full_pay(offer, 1, leaving=Leaving(12))[0]
    assert last.clawback == 50_000


# Benefits and costs.


def test_benefits_of_a_year_are_itemised() -> None:
    offer = only(
        Benefits(
            # "50 % up to 6 %" is 3 % of base (listingresearchos.com).
            match=Match(D("0.5"), D("0.06")),
            extra_leave_days=D(5),  # a day is base/260 (calc-verse.com)
            stipends=D(5_000),
            relocation=D(8_000),
            moving_cost=D(6_000),
            health_premium=D(1_368),  # KFF 2024, single worker's share
            deductible=D(1_787),  # KFF 2024, mean single deductible
            deductible_use=D("0.5"),
            office_days=D(200),
            fare=D(6),
            commute_minutes=D(30),
            hour_value=D(40),
        ),
        base=130_000,
    )
    first, second = offers.full_pay(offer, 2)
    parts = first.received.benefits
    assert parts._asdict() == {
        "match": 3_900,
        "leave": 2_500,
        "stipends": 5_000,
        "relocation": 8_000,
        "premium": 1_368,
        "deductible": D("893.50"),
        "commute": 200 * (6 + 40),
        "moving": 6_000,
    }
    assert first.total == 130_000 + 19_400 - D("17461.50")
    assert second.received.benefits.relocation == 0
    assert second.received.benefits.moving == 0


def test_a_match_that_vests_with_service_is_kept_by_those_who_stay() -> None:
    graded = offers.schedule([0, 0, 100], "yearly")
    offer = only(Benefits(match=Match(D(1), D("0.04"), vesting=graded)), base=100_000)
    match = [year.received.benefits.match for year in offers.full_pay(offer, 4)]
    assert match == [0, 0, 12_000, 4_000]


def test_a_match_follows_the_own_contribution_up_to_its_limits() -> None:
    little = Match(D("0.5"), D("0.06"), contribution=D("0.02"))
    much = Match(D("0.5"), D("0.06"), contribution=D("0.2"), most_a_year=D(2_000))
    got = [
        offers.full_pay(only(Benefits(match=each), 100_000), 1)[0].received
        for each in (little, much)
    ]
    assert [each.benefits.match for each in got] == [1_000, 2_000]


# Share prices: what vests counts at the price of the year in which it does.


def test_prices_of_minus_50_0_and_plus_50_percent() -> None:
    found = offers.by_price(equity(YEARLY))
    assert [each.change for each in found] == [D("-0.5"), 0, D("0.5")]
    assert [each.total for each in found] == [200_000, 400_000, 600_000]


def test_options_fall_to_nothing_where_shares_fall_by_half() -> None:
    plan = offers.option_grant(OptionTerms(D(10_000), D(8), D(10)), YEARLY)
    assert plan.value == 20_000
    offer = OfferTerms("USD", D(0), grants=(plan,))
    # 10,000 x (5 - 8), (10 - 8), (15 - 8)
    assert [each.total for each in offers.by_price(offer)] == [0, 20_000, 70_000]
    assert offers.exercise_cost(offer, 24) == 40_000
    assert offers.exercise_cost(equity(YEARLY), 24) == 0


def test_a_price_path_pays_each_year_its_own_price() -> None:
    path = offers.growing(D("0.1"), 3)
    assert path == (D(1), D("1.1"), D("1.21"))
    years = offers.full_pay(equity(YEARLY), 4, Prices(path=path))
    assert [year.received.equity for year in years] == [
        100_000,
        110_000,
        121_000,
        121_000,
    ]
    assert offers.received(equity(CLIFF), 18, Prices(path=path)).equity == 155_000


def test_a_haircut_is_a_line_of_its_own() -> None:
    grant = GrantTerms(D(400_000), YEARLY, haircut=D("0.303"))
    year = offers.full_pay(OfferTerms("USD", D(0), grants=(grant,)), 1)[0]
    assert [year.received.equity, year.received.haircut] == [100_000, 30_300]
    assert year.total == 69_700


def test_refreshers_come_after_each_year_but_the_last() -> None:
    more = offers.refreshers(D(40), YEARLY, years=4)
    assert [grant.starts_month for grant in more] == [12, 24, 36]
    offer = OfferTerms("USD", D(0), grants=(GrantTerms(D(160), YEARLY), *more))
    assert [year.equity for year in offers.pay_by_year(offer)] == [40, 50, 60, 70]


def test_a_grant_of_the_past_pays_what_had_not_vested() -> None:
    # Half vested: 24 of 48 months; at the start nothing is received.
    old = OfferTerms("USD", D(0), grants=(GrantTerms(D(400), CLIFF, -24),))
    assert [year.equity for year in offers.pay_by_year(old, 3)] == [100, 100, 0]
    assert offers.received(old, 0).equity == 0
    assert offers.years_to_vest(old) == 2


# Leaving the current job.


def test_leaving_the_current_job_gives_up_unvested_shares_and_the_bonus_due() -> None:
    later = GrantTerms(D(99), YEARLY, 36)
    current = OfferTerms(
        "USD",
        D(100_000),
        bonus_target=D("0.1"),
        grants=(GrantTerms(D(80_000), CLIFF), later),
        sign_ons=(sign_on(ClawbackShape.MONTHLY),),
    )
    lost = offers.forfeited(current, 18)
    # 30 of 48 months unvested, half a year's bonus, 6 of 24 months of the sign-on.
    assert list(lost) == [50_000, 5_000, 12_500]
    offer = OfferTerms("USD", D(200_000), forfeits=lost.total)
    assert [year.total for year in offers.full_pay(offer, 2)] == [132_500, 200_000]
    assert offers.kept_at(offer, Leaving(12)).kept == 132_500


# Attrition: 400,000 with 20 % a year leaving before each year-end vest. By hand, even:
# 100,000 x (.8 + .64 + .512 + .4096).


@pytest.mark.parametrize(
    ("plan", "mean"),
    [(YEARLY, "236160"), (BACK, "201856"), (FRONT, "254796.80")],
)
def test_20_percent_attrition_a_year(plan: Schedule, mean: str) -> None:
    stays = offers.tenures(D("0.2"))
    assert [stay.month for stay in stays] == [6, 18, 30, 42, 48]
    assert offers.expected(equity(plan), stays).mean == D(mean)


def test_stays_of_ones_own_are_weighted_with_what_is_paid_back() -> None:
    offer = OfferTerms("USD", D(120), sign_ons=(SignOn(D(50), 0, Clawback(24)),))
    stays = [Tenure(12, Fraction(1, 4)), Tenure(24, Fraction(3, 4))]
    assert list(offers.expected(offer, stays)) == [[120, 290], D("247.50")]


# Laws.


money = st.decimals(0, 10**6, places=2)
rates = st.decimals(0, 1, places=2)
plans = st.sampled_from([YEARLY, CLIFF, BACK, FRONT])
prices = st.builds(
    Prices,
    st.decimals(-1, 2, places=2),
    st.lists(st.decimals(0, 3, places=2), max_size=4).map(tuple),
)
options = st.builds(OptionTerms, money, money, st.decimals(1, 100, places=2))
grants = st.one_of(
    st.builds(GrantTerms, money, plans, st.integers(-36, 36), st.none(), haircut=rates),
    st.builds(offers.option_grant, options, plans, haircut=rates),
)
clauses = st.builds(
    Clawback,
    st.integers(0, 36),
    st.sampled_from(ClawbackShape),
    st.sampled_from(ClawbackTrigger),
    rates,
)
sign_ons = st.builds(SignOn, money, st.integers(0, 24), st.none() | clauses)
matches = st.builds(Match, rates, rates, st.none() | rates, st.none() | plans)
benefits = st.builds(Benefits, st.none() | matches, rates, money, money, money, money)
terms = st.builds(
    OfferTerms,
    st.just("EUR"),
    money,
    rates,
    rates,
    rates,
    money,
    st.lists(grants, max_size=3).map(tuple),
    st.lists(sign_ons, max_size=3).map(tuple),
    benefits,
    money,
)


@given(st.lists(st.integers(0, 100), min_size=1, max_size=9), plans)
def test_every_schedule_pays_the_whole_grant(cuts: list[int], plan: Schedule) -> None:
    edges = [0, *sorted(cuts), 100]
    own = offers.schedule([high - low for low, high in pairwise(edges)], "quarterly")
    for each in (own, plan):
        years = offers.full_pay(equity(each), 10)
        assert sum(year.received.equity for year in years) == 400_000


@settings(deadline=None, max_examples=40)  # adds up many months
@given(terms, prices)
def test_leaving_later_never_pays_less_before_costs_and_clawback(
    offer: OfferTerms, price: Prices
) -> None:
    got = [offers.received(offer, month, price) for month in range(0, 37, 3)]
    for now, later in pairwise(got):
        # A haircut is rounded apart from the equity, a part of a year from the year.
        assert now.gains <= later.gains + D("0.03")
        assert now.equity <= later.equity


@settings(deadline=None, max_examples=40)  # adds up many months
@given(terms, prices, st.builds(Leaving, st.integers(0, 60), st.booleans()))
def test_what_years_pay_is_what_is_kept_on_leaving(
    offer: OfferTerms, price: Prices, leaving: Leaving
) -> None:
    years = offers.full_pay(offer, 5, price, leaving)
    kept = offers.kept_at(offer, leaving, price)
    assert sum(year.total for year in years) == kept.kept
    assert kept.kept == kept.before - kept.clawback - offer.forfeits
    assert 0 <= kept.clawback <= sum(each.amount for each in offer.sign_ons)


@given(terms)
def test_the_sums_of_a_full_year_equal_the_parts_shown(offer: OfferTerms) -> None:
    for year in offers.full_pay(offer, 3):
        got = year.received
        gains, costs = got.benefits[:4], got.benefits[4:]
        assert year.total == (
            got.salary + got.bonus + got.sign_on + got.equity - got.haircut
            + sum(gains) - sum(costs) - year.clawback - year.forfeited
        )  # fmt: skip
        assert all(part == round(part, 2) for part in (*got[:5], *got.benefits))


@given(terms)
def test_the_short_answer_is_the_long_one_without_benefits(offer: OfferTerms) -> None:
    for short, long in zip(
        offers.pay_by_year(offer), offers.full_pay(offer), strict=True
    ):
        assert short[1:5] == long.received[:4]
        assert short.total == long.received.pay


@given(terms, st.integers(0, 47))
def test_owing_falls_month_by_month(offer: OfferTerms, month: int) -> None:
    for each in offer.sign_ons:
        if each.is_paid(month):
            assert offers.owed(each, month) >= offers.owed(each, month + 1)


# Bad input, each refused in a sentence that names it.


def test_a_currency_is_one_of_iso_4217() -> None:
    assert offers.check_currency("CHF") == "CHF"
    for code in ("EURO", "eur", "XQX", ""):
        with pytest.raises(InvalidError, match="is not a currency"):
            offers.check_currency(code)


@pytest.mark.parametrize(
    ("message", "make"),
    [
        ("sign-on bonus of an offer", lambda: SignOn(D(-1))),
        ("wait for a sign-on bonus is -1", lambda: SignOn(D(1), -1)),
        ("clawback window is 121 months", lambda: Clawback(121)),
        ("tax rate of a clawback", lambda: Clawback(12, net_of=D(40))),
        ("haircut of a grant", lambda: GrantTerms(D(1), CLIFF, haircut=D(30))),
        ("wait for a grant is 121", lambda: GrantTerms(D(1), CLIFF, 121)),
        ("number of options", lambda: OptionTerms(D(-1), D(1), D(1))),
        ("share price of an option grant is", lambda: OptionTerms(D(1), D(1), D(0))),
        (
            "is not its number times price",
            lambda: GrantTerms(D(1), CLIFF, 0, OptionTerms(D(1), D(1), D(1))),
        ),
        ("retirement match", lambda: Match(D(50), D("0.06"))),
        ("salary share of a retirement match", lambda: Match(D(1), D(6))),
        ("own retirement contribution", lambda: Match(D(1), D(1), D(6))),
        ("limit of a retirement", lambda: Match(D(1), D(1), most_a_year=D(-1))),
        ("health premium of an offer", lambda: Benefits(health_premium=D(-1))),
        ("extra paid leave of an offer", lambda: Benefits(extra_leave_days=D(400))),
        ("office days of an offer", lambda: Benefits(office_days=D("NaN"))),
        ("use of the deductible", lambda: Benefits(deductible_use=D(2))),
        ("change of the share price", lambda: Prices(D(-2))),
        ("path of share prices", lambda: Prices(path=(D(-1),))),
        ("growth of a share price", lambda: offers.growing(D("NaN"), 2)),
        ("yearly attrition", lambda: offers.tenures(D(20))),
        ("horizon of 11 years", lambda: offers.full_pay(equity(CLIFF), 11)),
        (
            "stay is -1 months",
            lambda: offers.full_pay(equity(CLIFF), leaving=Leaving(-1)),
        ),
        (
            "chances of the tenures",
            lambda: offers.expected(equity(CLIFF), [Tenure(1, Fraction(1, 2))]),
        ),
        ("leaving the current job", lambda: OfferTerms("USD", D(1), forfeits=D(-1))),
    ],
)
def test_bad_input_is_refused_by_name(message: str, make: object) -> None:
    assert callable(make)
    with pytest.raises(InvalidError, match=message):
        make()


def test_a_tie_on_money_is_within_5_percent_of_the_larger() -> None:
    assert offers.is_tie(D(95), D(100))
    assert not offers.is_tie(D("94.99"), D(100))
    assert offers.is_tie(D(-95), D(-95))


def test_published_haircuts_name_their_source() -> None:
    assert all(0 < cut.share < 1 and cut.source for cut in offers.HAIRCUTS)
