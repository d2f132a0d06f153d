"""Pay after tax, in one currency, at one place's prices, and today."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker import offers, worth
from tracker.errors import InvalidError
from tracker.offers import Benefits, GrantTerms, OfferTerms
from tracker.worth import ExchangeRate, PriceLevel, TaxBand, Taxes, View

D = Decimal
DAY = date(2026, 3, 2)
SHIPPED = Path(__file__).parents[1] / "data" / "benchmarks" / "price_levels.csv"
US = "United States = 100"
AVERAGE = PriceLevel("United States", D(100), US, "2023", "")
SAN_FRANCISCO = PriceLevel("San Francisco", D("117.55"), US, "2023", "BEA")
EURO = ExchangeRate("EUR", "USD", D("1.08"), DAY)
BANDS = Taxes((TaxBand(D(0), D("0.1")), TaxBand(D(50_000), D("0.4"))))


# 400,000 at 8 %, paid at year-ends. By hand for 5/15/40/40: 18,518.52 +
# 51,440.33 + 127,013.16 + 117,604.78.


@pytest.mark.parametrize(
    ("thousands", "value"),
    [
        ([100, 100, 100, 100], "331212.68"),
        ([20, 60, 160, 160], "314576.79"),
        ([132, 132, 88, 48], "340529.61"),
        ([152, 128, 80, 40], "343387.88"),
    ],
)
def test_the_present_value_of_400_000_at_8_percent(
    thousands: list[int], value: str
) -> None:
    amounts = [D(1000 * each) for each in thousands]
    assert worth.present_value(amounts, D("0.08")) == D(value)


def test_marginal_rates_take_from_each_band_its_own() -> None:
    # 50,000 x .1 + 30,000 x .4
    assert worth.tax_of(BANDS, D(80_000), D(0)) == 17_000
    assert worth.tax_of(BANDS, D(40_000), D(0)) == 4_000
    assert worth.tax_of(BANDS, D(40_000), D(40_000)) == 17_000
    apart = Taxes(BANDS.bands, equity_rate=D("0.25"))
    assert worth.tax_of(apart, D(40_000), D(40_000)) == 14_000


def test_a_year_in_every_column() -> None:
    plan = offers.schedule([100], "yearly")
    offer = OfferTerms(
        "EUR",
        D(60_000),
        grants=(GrantTerms(D(20_000), plan, haircut=D("0.5")),),
        benefits=Benefits(stipends=D(1_000)),
    )
    view = View(BANDS, EURO, "USD", SAN_FRANCISCO, AVERAGE, D("0.08"))
    year = worth.worth_by_year(offers.full_pay(offer, 1), view)[0]
    # Tax on 80,000 though the haircut makes the shares worth 10,000 to the searcher.
    assert year == (
        1,
        D(71_000),
        D(17_000),
        D(54_000),
        D(58_320),
        D("49612.93"),  # 58,320 x 100 / 117.55
        D("45937.90"),  # that / 1.08, before rounding
    )
    assert worth.total_worth(offers.full_pay(offer, 1), view) == D("45937.90")


def test_without_a_view_nothing_changes() -> None:
    years = offers.full_pay(OfferTerms("EUR", D(1_000)), 2)
    for year in worth.worth_by_year(years):
        assert list(year[1:]) == [1_000, 0, 1_000, 1_000, 1_000, 1_000]


def test_a_rate_is_found_in_either_direction_and_asked_for_if_missing() -> None:
    assert worth.exchange_for("EUR", "EUR", []) is None
    assert worth.exchange_for("EUR", "USD", [EURO]) == EURO
    assert worth.exchange_for("USD", "EUR", [EURO]) == EURO
    with pytest.raises(InvalidError, match="No rate between GBP and EUR was entered"):
        worth.exchange_for("GBP", "EUR", [EURO])
    with pytest.raises(InvalidError, match="“QQQ” is not a currency"):
        worth.exchange_for("QQQ", "EUR", [EURO])


def test_the_shipped_price_levels_name_place_source_and_date() -> None:
    levels = {level.place: level for level in worth.load_price_levels(SHIPPED)}
    assert levels["San Francisco-Oakland-Fremont, CA"].level == D("117.55")
    assert levels["Boston-Cambridge-Newton, MA-NH"].level == D("110.39")
    assert all(each.source and each.as_of and each.kind for each in levels.values())
    assert {each.reference for each in levels.values()} == {US}


def test_a_file_of_price_levels_without_numbers_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "levels.csv"
    file.write_text("place,kind,level,reference,as_of,source\nX,,dear,R,2023,me\n")
    with pytest.raises(InvalidError, match="A row of the price levels"):
        worth.load_price_levels(file)


def test_leaving_within_a_year_is_taxed_on_what_came_in_it() -> None:
    offer = OfferTerms("EUR", D(80_000), sign_on=D(10_000))

    # 10,000 on the first day; 40,000 and that at half a year; 90,000 at a year's end.
    assert worth.tax_until(offer, 0, BANDS) == 1_000
    assert worth.tax_until(offer, 6, BANDS) == 5_000
    assert worth.tax_until(offer, 12, BANDS) == 21_000
    # The second year begins at the lowest band anew: 20,000 of 80,000.
    assert worth.tax_until(offer, 15, BANDS) == 23_000


# Laws.


money = st.decimals(0, 10**9, places=2)
rates = st.decimals(0, 1, places=3)


@settings(max_examples=50, deadline=None)
@given(money, money, money, rates, rates, st.none() | rates)
def test_leaving_later_never_pays_less_after_tax_either(
    base: Decimal,
    bonus: Decimal,
    value: Decimal,
    low: Decimal,
    high: Decimal,
    flat: Decimal | None,
) -> None:
    bands = (TaxBand(D(0), low), TaxBand(D(50_000), high))
    grant = GrantTerms(value, offers.schedule([25] * 4, "quarterly", 12))
    offer = OfferTerms("EUR", base, sign_on=bonus, grants=(grant,))
    curve = worth.taxed_curve(offer, Taxes(bands, flat), 30)

    for now, later in pairwise(curve):
        assert now.before <= later.before + D("0.03")  # each part is rounded apart
    years = offers.full_pay(offer, 2)
    after = worth.worth_by_year(years, View(Taxes(bands, flat)))
    assert curve[24].before == sum(year.after_tax for year in after)


@given(money, st.decimals(D("0.0001"), 10_000, places=4))
def test_there_and_back_in_another_currency_is_the_same_before_rounding(
    amount: Decimal, rate: Decimal
) -> None:
    exchange = ExchangeRate("EUR", "JPY", rate, DAY)
    there = worth.converted(Fraction(amount), exchange, "JPY")
    assert worth.converted(there, exchange, "EUR") == amount


@given(money, money, rates, rates)
def test_more_income_never_leaves_less_after_tax(
    one: Decimal, other: Decimal, low: Decimal, high: Decimal
) -> None:
    taxes = Taxes((TaxBand(D(0), low), TaxBand(D(50_000), high)))
    less, more = sorted((one, other))
    left = [each - worth.tax_of(taxes, each, D(0)) for each in (less, more)]
    assert left[0] <= left[1]
    assert left[0] >= 0


@given(st.lists(money, min_size=1, max_size=6), rates)
def test_totals_are_the_sums_of_the_cents_shown(
    bases: list[Decimal], rate: Decimal
) -> None:
    for base in bases:
        years = offers.full_pay(OfferTerms("EUR", base), 4)
        shown = worth.worth_by_year(years, View(BANDS, discount=rate))
        total = worth.total_worth(years, View(BANDS, discount=rate))
        assert total == sum(year.present for year in shown)
        assert all(year.nominal - year.tax == year.after_tax for year in shown)
        assert worth.present_value([y.after_tax for y in shown], rate) == total


# Bad input.


BERLIN = PriceLevel("Berlin", D(100), "Germany = 100", "2022", "own")


@pytest.mark.parametrize(
    ("message", "make"),
    [
        ("first tax band must start at 0", lambda: Taxes(())),
        ("first tax band", lambda: Taxes((TaxBand(D(1), D(0)),))),
        (
            "tax bands do not rise",
            lambda: Taxes((TaxBand(D(0), D(0)), TaxBand(D(0), D(0)))),
        ),
        ("tax rate is out of range", lambda: Taxes((TaxBand(D(0), D(40)),))),
        ("tax rate is out", lambda: Taxes(BANDS.bands, equity_rate=D(-1))),
        ("discount rate is out", lambda: View(discount=D(8))),
        ("does not lead to GBP", lambda: View(exchange=EURO, currency="GBP")),
        ("“” is not a currency", lambda: View(exchange=EURO)),
        (
            "rate of EUR in USD must be above 0",
            lambda: View(exchange=EURO._replace(rate=D(0)), currency="USD"),
        ),
        ("give the place of the job", lambda: View(here=AVERAGE)),
        ("different averages", lambda: View(here=AVERAGE, there=BERLIN)),
        (
            "price level of “Berlin” is out of range",
            lambda: View(here=BERLIN._replace(level=D(0)), there=BERLIN),
        ),
    ],
)
def test_bad_input_is_refused_by_name(message: str, make: object) -> None:
    assert callable(make)
    with pytest.raises(InvalidError, match=message):
        make()
