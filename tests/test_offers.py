"""Vesting, pay by year, what is kept on leaving, and the verdict."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker import offers
from tracker.errors import InvalidError
from tracker.offers import Cadence, GrantTerms, OfferTerms, Schedule

WHOLE = Decimal(400_000)
EVEN = offers.schedule([25] * 4, Cadence.MONTHLY, 12)
BACK = offers.schedule(
    [5, 15, 40, 40], ["yearly", "yearly", "half-yearly", "half-yearly"]
)
FRONT = offers.schedule([33, 33, 22, 12], "monthly")


def only_equity(plan: Schedule, value: Decimal = WHOLE) -> OfferTerms:
    return OfferTerms("EUR", Decimal(0), grants=(GrantTerms(value, plan),))


def salary(base: int, currency: str = "EUR", sign_on: int = 0) -> OfferTerms:
    return OfferTerms(currency, Decimal(base), sign_on=Decimal(sign_on))


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """Any schedule of up to ten years, with up to four decimals."""
    years = draw(st.integers(1, 10))
    cuts = sorted(draw(st.lists(st.integers(0, 10**6), min_size=years, max_size=years)))
    edges = [0, *cuts[:-1], 10**6]
    shares = [Decimal(high - low) / 10**4 for low, high in pairwise(edges)]
    count = draw(st.sampled_from([1, years]))
    cadence = draw(
        st.lists(st.sampled_from(Cadence), min_size=count, max_size=count),
    )
    return offers.schedule(shares, cadence, draw(st.integers(0, 12 * years)))


money = st.decimals(0, 10**9, places=2)
rates = st.decimals(0, 1, places=3)
grants = st.builds(GrantTerms, money, schedules(), st.integers(0, 36))
terms = st.builds(
    OfferTerms,
    st.just("EUR"),
    money,
    rates,
    rates,
    rates,
    money,
    st.lists(grants, max_size=3).map(tuple),
)


# The golden values: 400,000 at constant price, from the schedules themselves.


@pytest.mark.parametrize(
    ("plan", "thousands"),
    [
        (EVEN, [100, 100, 100, 100]),
        (BACK, [20, 60, 160, 160]),
        (FRONT, [132, 132, 88, 48]),
    ],
)
def test_a_grant_of_400_000_vests_by_year(plan: Schedule, thousands: list[int]) -> None:
    pay = offers.pay_by_year(only_equity(plan))
    assert [year.equity for year in pay] == [1000 * each for each in thousands]
    assert [year.year for year in pay] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("plan", "kept"), [(EVEN, 200_000), (BACK, 80_000), (FRONT, 264_000)]
)
def test_leaving_after_24_months_keeps_half_a_fifth_or_two_thirds(
    plan: Schedule, kept: int
) -> None:
    assert list(offers.kept_on_leaving(only_equity(plan), 24)) == [kept, kept]


@pytest.mark.parametrize(
    ("month", "percent"),
    [
        (0, 0),
        (11, 0),
        (12, 25),
        (13, 27.0833),
        (36, 75),
        (47, 97.9167),
        (48, 100),
        (60, 100),
    ],
)
def test_a_one_year_cliff_then_monthly(month: int, percent: float) -> None:
    # Open Guide to Equity Compensation: 1/4 at the cliff, then 1/48 a month.
    share = offers.vested_share(EVEN, month)
    assert float(100 * share) == pytest.approx(percent, abs=1e-4)
    assert share.denominator in {1, 2, 4, 8, 12, 16, 24, 48}


def test_half_yearly_vesting_happens_at_the_end_of_each_half() -> None:
    # Years 3 and 4 of 5/15/40/40: 20 % at months 30, 36, 42 and 48.
    shares = [100 * offers.vested_share(BACK, m) for m in (11, 12, 23, 24, 29, 30, 48)]
    assert shares == [0, 5, 5, 20, 20, 40, 100]


def test_a_cliff_between_two_vestings_releases_what_had_accrued() -> None:
    plan = offers.schedule([25] * 4, "quarterly", 14)
    shares = [100 * offers.vested_share(plan, month) for month in (13, 14, 15)]
    assert shares == [0, 25, Fraction(125, 4)]


def test_200_000_with_a_target_bonus_of_15_percent_is_230_000() -> None:
    pay = offers.pay_by_year(OfferTerms("USD", Decimal(200_000), Decimal("0.15")))
    assert list(pay[0]) == [1, 200_000, 30_000, 0, 0, 230_000]


def test_two_grants_vest_beside_each_other() -> None:
    # Chip Huyen's book: 100 at the start and 80 after year 1, both over four
    # equal years, vest 25 + 20 = 45 at the end of year 2.
    plan = offers.schedule([25] * 4, "yearly")
    both = (GrantTerms(Decimal(100), plan), GrantTerms(Decimal(80), plan, 12))
    offer = OfferTerms("USD", Decimal(0), grants=both)
    equity = [year.equity for year in offers.pay_by_year(offer, 5)]
    assert equity == [25, 45, 45, 45, 20]
    assert offers.years_to_vest(offer) == 5


def test_salary_rises_and_the_bonus_with_it_and_the_sign_on_comes_once() -> None:
    offer = OfferTerms(
        "EUR",
        base=Decimal(100_000),
        bonus_target=Decimal("0.1"),
        bonus_payout=Decimal("0.8"),
        raise_rate=Decimal("0.05"),
        sign_on=Decimal(20_000),
    )
    # 100,000 x 1.05^2 = 110,250 and 8 % of each salary.
    assert [list(pay) for pay in offers.pay_by_year(offer, 3)] == [
        [1, 100_000, 8_000, 20_000, 0, 128_000],
        [2, 105_000, 8_400, 0, 0, 113_400],
        [3, 110_250, 8_820, 0, 0, 119_070],
    ]
    assert offers.kept_on_leaving(offer, 6).total == 70_000
    assert offers.kept_on_leaving(offer, 11).total == Decimal("111666.67")
    assert offers.kept_on_leaving(offer, 12).total == 128_000
    assert offers.kept_on_leaving(offer, 18).total == 180_500


def test_cents_are_rounded_half_to_even_and_shown_with_two_decimals() -> None:
    offer = OfferTerms("EUR", Decimal("100.005"), sign_on=Decimal("0.015"))
    pay = offers.pay_by_year(offer, 1)[0]
    assert (str(pay.salary), str(pay.sign_on)) == ("100.00", "0.02")


@given(terms)
def test_the_parts_of_a_year_sum_to_its_total(offer: OfferTerms) -> None:
    for pay in offers.pay_by_year(offer):
        assert pay.total == pay.salary + pay.bonus + pay.sign_on + pay.equity
        assert all(str(part)[-3] == "." for part in pay[1:])


@given(terms)
def test_yearly_equity_sums_to_all_grants_to_the_cent(offer: OfferTerms) -> None:
    pay = offers.pay_by_year(offer, offers.years_to_vest(offer))
    worth = sum((grant.value for grant in offer.grants), Decimal(0))
    assert sum((year.equity for year in pay), Decimal(0)) == worth


@given(terms, st.integers(0, 8))
def test_leaving_after_whole_years_keeps_what_they_paid(
    offer: OfferTerms, years: int
) -> None:
    kept = offers.kept_on_leaving(offer, 12 * years)
    pay = offers.pay_by_year(offer, years)
    sign_on = Decimal(0) if years else offer.sign_on
    assert kept.total == sum((year.total for year in pay), sign_on)
    assert kept.equity == sum((year.equity for year in pay), Decimal(0))


@settings(deadline=None)  # adds up hundreds of months
@given(terms)
def test_staying_longer_never_keeps_less(offer: OfferTerms) -> None:
    kept = [offers.kept_on_leaving(offer, month) for month in range(61)]
    for now, later in pairwise(kept):
        assert now.equity <= later.equity
        # Salary is rounded for the part of a year: by half a cent.
        assert now.total <= later.total + Decimal("0.01")


@given(schedules())
def test_a_schedule_only_rises_from_nothing_before_the_cliff_to_all(
    plan: Schedule,
) -> None:
    end = 12 * len(plan.shares_by_year)
    shares = [offers.vested_share(plan, month) for month in range(-1, end + 13)]
    assert all(now <= later for now, later in pairwise(shares))
    assert not any(shares[: plan.cliff_months + 1])
    assert set(shares[end + 1 :]) == {Fraction(1)}


@pytest.mark.parametrize(
    ("shares", "cadence", "cliff", "message"),
    [
        ([33, 33, 22, 11], "monthly", 0, "sum to 99, not 100"),
        (["33.3", "33.3", "33.3"], "monthly", 0, "sum to 99.9, not 100"),
        ([50, 60], "monthly", 0, "sum to 110, not 100"),
        ([], "monthly", 0, "schedule of 0 years"),
        ([0] * 10 + [100], "monthly", 0, "schedule of 11 years"),
        ([-10, 110], "monthly", 0, "“-10” is not a share"),
        (["a quarter"], "monthly", 0, "“a quarter” is not a share"),
        (["NaN"], "monthly", 0, "“NaN” is not a share"),
        (["1E-999999999", 100], "monthly", 0, "is not a share"),
        ([100], "weekly", 0, "“weekly” is not a cadence: choose one of monthly, "),
        ([50, 50], ["monthly"] * 3, 0, "number of cadences is 3 and of years 2"),
        ([100], [], 0, "number of cadences is 0 and of years 1"),
        ([100], "yearly", 13, "longer than the schedule"),
        ([100], "yearly", -1, "below 0"),
    ],
)
def test_an_impossible_schedule_is_refused_in_words(
    shares: list[float | str], cadence: str | list[str], cliff: int, message: str
) -> None:
    with pytest.raises(InvalidError, match=message):
        offers.schedule(shares, cadence, cliff)


def test_a_schedule_reads_what_the_store_and_json_hold() -> None:
    stored = offers.schedule(["33.3", " 33.3", 33.4], ["yearly"], 36)
    assert stored.shares_by_year == (Decimal("33.3"), Decimal("33.3"), Decimal("33.4"))
    assert stored.cadence == (Cadence.YEARLY,)


@pytest.mark.parametrize("base", ["-1", "NaN", "Infinity", "1E+16", "1E-999999999"])
def test_an_impossible_amount_is_refused_by_name(base: str) -> None:
    with pytest.raises(InvalidError, match="base salary of an offer is out of range"):
        OfferTerms("EUR", Decimal(base))
    with pytest.raises(InvalidError, match="grant value of an offer is out of range"):
        GrantTerms(Decimal(base), EVEN)


def test_presets_name_their_source_and_vest_in_full() -> None:
    names = [preset.name for preset in offers.PRESETS]
    assert len(set(names)) == len(names)
    assert {"Even, one-year cliff then monthly", "5/15/40/40", "33/33/22/12"} <= {
        *names
    }
    for preset in offers.PRESETS:
        assert offers.vested_share(preset.schedule, 48) == 1
        assert preset.source
        assert preset.as_of


@pytest.mark.parametrize(
    ("amount", "words"),
    [("332100", "332k"), ("1164500", "1,164k"), ("999.4", "999"), ("0", "0")],
)
def test_amounts_on_cards_are_short(amount: str, words: str) -> None:
    assert offers.short_money(Decimal(amount)) == words


# The verdict: it must be true of the figures shown below it.


def test_an_offer_that_leads_in_every_month_pays_most_however_long_you_stay() -> None:
    verdict = offers.verdict([("Cobalt", salary(100)), ("Tessera", salary(120))])
    assert verdict.title == "Tessera pays most, however long you stay."


def test_one_switch_is_said_with_its_month() -> None:
    # 140 at once and 100 a year against 170 a year: ahead while 140 + 100 m/12
    # > 170 m/12, so for m < 24; equal at 24.
    early, late = salary(100_000, sign_on=140_001), salary(170_000)
    verdict = offers.verdict([("Tessera", early), ("Cobalt", late)])
    assert verdict.title == "Tessera pays most for two years, Cobalt after that."


def test_a_switch_within_a_year_is_said_in_months() -> None:
    early, late = salary(100_000, sign_on=40_000), salary(180_001)
    verdict = offers.verdict([("Tessera", early), ("Cobalt", late)])
    assert verdict.title == "Tessera pays most for 5 months, Cobalt after that."


def test_more_than_one_switch_is_not_put_into_one_name() -> None:
    yearly = offers.schedule([25] * 4, "yearly")
    lumps = OfferTerms("EUR", Decimal(0), grants=(GrantTerms(Decimal(480), yearly),))
    verdict = offers.verdict([("Lumps", lumps), ("Steady", salary(105))])
    # 120 at each year's end against 8.75 a month: month 12 120 to 105, month 14
    # 120 to 122.5, ..., month 41 360 to 358.75, 42 to 47 behind, 48 480 to 420.
    assert verdict.title == (
        "Lumps pays most if you stay longer than 47 months; before that it depends "
        "on when you leave."
    )


def test_offers_within_5_percent_are_a_tie_on_money() -> None:
    verdict = offers.verdict([("A", salary(100)), ("B", salary(96)), ("C", salary(50))])
    assert verdict.title == (
        "Close: A and B are within 5% however long you stay, a tie on money."
    )


def test_more_than_three_in_a_tie_are_counted_not_listed() -> None:
    pays = [(f"Firm {n}", salary(100 - n)) for n in range(4)]

    assert offers.verdict(pays).title == (
        "Close: all 4 are within 5% however long you stay, a tie on money."
    )
    assert "Close: 4 of 5 are within" in (
        offers.verdict([*pays, ("Far", salary(50))]).title
    )


def test_equal_totals_with_unequal_early_years_are_told_apart() -> None:
    verdict = offers.verdict(
        [("Front", only_equity(FRONT)), ("Back", only_equity(BACK))]
    )
    assert verdict.title == (
        "Close: Front and Back are within 5% over four years, a tie on money; Front "
        "pays most if you leave earlier."
    )


def test_a_tie_in_which_each_leads_at_times_says_that_it_differs() -> None:
    verdict = offers.verdict([("Even", only_equity(EVEN)), ("Back", only_equity(BACK))])
    assert verdict.title.endswith("; leave earlier and what you keep differs.")


def test_offers_in_different_currencies_are_never_compared() -> None:
    verdict = offers.verdict(
        [("A", salary(1)), ("B", salary(900, "USD")), ("C", salary(2, "CHF"))]
    )
    assert verdict.title == "The offers are in different currencies: not compared."
    assert verdict.basis == "CHF, EUR and USD; no exchange rate is assumed."


def test_one_offer_and_none_are_not_a_comparison() -> None:
    assert offers.verdict([]).title == "No offer to compare yet."
    alone = offers.verdict([("Tessera", salary(83_000))])
    assert alone.title == "Tessera is the only offer so far."
    assert alone.basis == (
        "EUR over four years: Tessera 332k. Before tax, at a constant share price, "
        "with no sign-on bonus paid back."
    )


@settings(deadline=None)  # adds up hundreds of months
@given(st.lists(terms, min_size=2, max_size=4))
def test_a_verdict_never_says_more_than_the_figures(several: list[OfferTerms]) -> None:
    names = ["Ash", "Birch", "Cedar", "Dogwood"][: len(several)]
    title = offers.verdict(list(zip(names, several, strict=True))).title
    kept = {
        name: [offers.kept_on_leaving(offer, month).total for month in range(49)]
        for name, offer in zip(names, several, strict=True)
    }

    def leads(name: str, month: int) -> bool:
        others = (kept[other][month] for other in names if other != name)
        return all(kept[name][month] > other for other in others)

    first = title.split(" ", 1)[0]
    best = max(row[48] for row in kept.values())
    if title.endswith("pays most, however long you stay."):
        assert all(leads(first, month) for month in range(1, 49))
    if title.endswith(" after that."):
        last = title.split(", ")[1].split(" ")[0]
        flags = [leads(first, month) for month in range(1, 49)]
        assert flags == sorted(flags, reverse=True)
        assert all(leads(last, m) for m in range(1, 49) if not leads(first, m))
    if title.endswith("pays most if you leave earlier."):
        leader = title.split("; ")[1].split(" ")[0]
        assert all(leads(leader, month) for month in range(1, 48))
    if "longer than" in title:
        assert leads(first, 48)
    if title.startswith("Close"):
        said = title.removeprefix("Close: ").split(" are within")[0]
        close = [name for name in names if kept[name][48] * 20 >= best * 19]
        if len(close) > 3:
            assert said == f"all {len(names)}"
        else:
            assert said == f"{', '.join(close[:-1])} and {close[-1]}"
    else:
        assert sum(row[48] * 20 >= best * 19 for row in kept.values()) == 1
