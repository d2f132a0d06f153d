"""What startup equity pays: preferences, dilution, and tables of chances."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import equity
from tracker.equity import (
    Company,
    Holding,
    Outcome,
    Participation,
    Preferred,
    Round,
)
from tracker.errors import InvalidError

D = Decimal
MILLION = 1_000_000
HUNDREDTHS = D("0.01")


def company(kind: Participation, cap: int | None = None) -> Company:
    """Ten million shares, a quarter preferred with 40 million to be paid first."""
    most = None if cap is None else D(cap * MILLION)
    first = Preferred(D(2_500_000), D(40 * MILLION), kind, most)
    return Company(D(10 * MILLION), (first,))


OPTIONS = Holding(D(10_000), D(1))


# Golden values by hand. Non-participating, 60M: 20M left for 7.5M common shares is
# 2.667 a share; at 400M the preferred convert and all 10M shares get 40.


@pytest.mark.parametrize(
    ("kind", "cap", "exit_", "gain"),
    [
        (Participation.NONE, None, 20, "0"),
        (Participation.NONE, None, 40, "0"),
        (Participation.NONE, None, 60, "16666.67"),
        (Participation.NONE, None, 100, "70000"),
        (Participation.NONE, None, 400, "390000"),
        (Participation.FULL, None, 20, "0"),
        (Participation.FULL, None, 60, "10000"),
        (Participation.FULL, None, 100, "50000"),
        (Participation.FULL, None, 400, "350000"),
        # Capped at 80M: shares like full participation up to 200M (7.5M x 16 + 80M),
        # then common takes all until 32 a share at 320M, then all convert.
        (Participation.CAPPED, 80, 100, "50000"),
        (Participation.CAPPED, 80, 200, "150000"),
        (Participation.CAPPED, 80, 260, "230000"),
        (Participation.CAPPED, 80, 320, "310000"),
        (Participation.CAPPED, 80, 400, "390000"),
    ],
)
def test_a_preference_of_40_million_comes_before_10_000_options_at_1(
    kind: Participation, cap: int | None, exit_: int, gain: str
) -> None:
    found = equity.gain_at(company(kind, cap), OPTIONS, D(exit_ * MILLION))
    assert found == D(gain)


def test_a_class_with_the_lower_preference_a_share_converts_first() -> None:
    # 1M shares at 1 and 1M at 9 a share before 8M common. At 30M the first class
    # has converted, the second has not: (30M - 9M) / 9M shares.
    two = (
        Preferred(D(MILLION), D(MILLION)),
        Preferred(D(MILLION), D(9 * MILLION)),
    )
    price = equity.share_price(Company(D(10 * MILLION), two), D(30 * MILLION))
    assert price == Fraction(21, 9)


def test_two_rounds_of_20_percent_leave_514_583_of_25_000_options() -> None:
    # 25,000 of 12M x .8 x .8 x 400M less 18,750 to exercise. venturecalculator.com
    # states 6.3 million for this example: that is wrong.
    later = equity.after_rounds(Company(D(12 * MILLION)), [Round(D("0.2"))] * 2)
    gain = equity.gain_at(later, Holding(D(25_000), D("0.75")), D(400 * MILLION))
    assert gain == D("514583.33")
    assert gain < D(6_300_000)


def test_the_mean_of_a_table_is_the_sum_of_chance_times_gain() -> None:
    # .25 x 95,000 + .15 x 495,000 + .10 x 995,000 = 197,500. An excerpt of Bussgang's
    # table on Goodreads states 27,025 for it: that is wrong.
    table = equity.payout_table(
        Company(D(MILLION)),
        Holding(D(10_000), D("0.5")),
        [
            Outcome(D(100 * MILLION), D("0.10")),
            Outcome(D(10 * MILLION), D("0.25")),
            Outcome(D(50 * MILLION), D("0.15")),
            Outcome(D(0), D("0.5")),
        ],
        discount=D("0.1"),
        years=2,
    )
    assert [row.gain for row in table.rows] == [0, 95_000, 495_000, 995_000]
    assert table.mean == 197_500
    assert table.mean != 27_025
    assert table.median == 0
    assert table.chance_of_nothing == D("0.5")
    assert table.present == D("163223.14")  # 197,500 / 1.21


def test_the_median_is_the_gain_that_half_the_chance_does_not_exceed() -> None:
    table = equity.payout_table(
        Company(D(100)),
        Holding(D(1)),
        [Outcome(D(100), D("0.49")), Outcome(D(900), D("0.51"))],
    )
    assert (table.mean, table.median) == (D("5.08"), D(9))


def test_a_later_round_can_bring_a_preference_of_its_own() -> None:
    # 10M shares; a round sells 20 % (2.5M new shares) for 40M.
    plain = Company(D(10 * MILLION))
    later = equity.after_rounds(plain, [Round(D("0.2"), D(40 * MILLION))])
    assert later.fully_diluted == 12_500_000
    assert equity.gain_at(later, Holding(D(1)), D(40 * MILLION)) == 0
    assert equity.gain_at(later, Holding(D(1)), D(60 * MILLION)) == 2
    assert equity.gain_at(later, Holding(D(1)), D(500 * MILLION)) == 40


def test_published_outcomes_are_multiples_of_a_value() -> None:
    exits = equity.outcomes_of(D(100), equity.INVESTOR_MULTIPLES)
    assert [each.exit for each in exits] == [0, 100, 500, 1_000]
    assert sum(each.chance for each in exits) == 1
    assert all(0 < each.dilution < 1 for each in equity.ROUNDS_2023.values())


# Laws.


sizes = st.integers(1, 10**6).map(Decimal)
classes = st.builds(
    Preferred,
    sizes,
    st.integers(0, 10**7).map(Decimal),
    st.sampled_from([Participation.NONE, Participation.FULL]),
) | st.builds(
    lambda shares, first, more: Preferred(
        shares, first, Participation.CAPPED, first + more
    ),
    sizes,
    st.integers(0, 10**7).map(Decimal),
    st.integers(0, 10**7).map(Decimal),
)


@st.composite
def companies(draw: st.DrawFn) -> Company:
    preferred = draw(st.lists(classes, max_size=4))
    common = draw(sizes)
    total = sum((Fraction(each.shares) for each in preferred), Fraction(common))
    return Company(total, tuple(preferred))


exits = st.integers(0, 10**9).map(Decimal)


@given(companies(), exits)
def test_all_that_is_paid_is_the_exit(owned: Company, exit_: Decimal) -> None:
    price = equity.share_price(owned, exit_)
    first = sum(each.preference for each in owned.preferred)
    if exit_ >= first:
        preferred = sum(
            Fraction(each.shares) * each.each(price) for each in owned.preferred
        )
        assert owned.common * price + preferred == exit_
    else:
        assert price == 0


@given(companies(), exits, exits)
def test_a_larger_exit_never_pays_common_less(
    owned: Company, one: Decimal, other: Decimal
) -> None:
    low, high = sorted((one, other))
    assert equity.share_price(owned, low) <= equity.share_price(owned, high)


@given(companies(), exits)
def test_common_never_gets_more_than_an_equal_part(
    owned: Company, exit_: Decimal
) -> None:
    equal = Fraction(exit_) / Fraction(owned.fully_diluted or 1)
    assert 0 <= equity.share_price(owned, exit_) <= equal


@given(
    sizes,
    st.lists(st.decimals(0, D("0.9"), places=3), max_size=5),
    exits,
)
def test_dilution_multiplies_what_is_left(
    shares: Decimal, dilutions: list[Decimal], exit_: Decimal
) -> None:
    later = equity.after_rounds(Company(shares), [Round(each) for each in dilutions])
    left = Fraction(exit_) / Fraction(shares)
    for each in dilutions:
        left *= 1 - Fraction(each)
    assert equity.share_price(later, exit_) == left


# Bad input.


@pytest.mark.parametrize("count", [None, D(0)])
def test_a_missing_fully_diluted_count_is_refused(count: Decimal | None) -> None:
    with pytest.raises(InvalidError, match="fully diluted count is missing: a number"):
        Company(count)


@pytest.mark.parametrize(
    ("message", "make"),
    [
        ("fully diluted count is out", lambda: Company(D(-1))),
        ("as many as the fully", lambda: Company(D(5), (Preferred(D(5), D(1)),))),
        ("number of preferred", lambda: Preferred(D(0), D(1))),
        ("liquidation preference is", lambda: Preferred(D(1), D("NaN"))),
        ("cap of the capped", lambda: Preferred(D(1), D(1), Participation.CAPPED)),
        ("cap of a", lambda: Preferred(D(1), D(9), Participation.CAPPED, D(8))),
        ("number of shares", lambda: Holding(D(-1))),
        ("strike price", lambda: Holding(D(1), D(-1))),
        ("value of an exit", lambda: equity.gain_at(Company(D(1)), OPTIONS, D(-1))),
        ("dilution", lambda: equity.after_rounds(Company(D(1)), [Round(D(1))])),
        (
            "chances of the exits sum to 90 percent",
            lambda: equity.payout_table(
                Company(D(1)), OPTIONS, [Outcome(D(1), D("0.9"))]
            ),
        ),
        (
            "An exit in 31 years",
            lambda: equity.payout_table(
                Company(D(1)), OPTIONS, [Outcome(D(1), D(1))], years=31
            ),
        ),
        (
            "chance of an exit",
            lambda: equity.payout_table(Company(D(1)), OPTIONS, [Outcome(D(1), D(2))]),
        ),
    ],
)
def test_bad_input_is_refused_by_name(message: str, make: object) -> None:
    assert callable(make)
    with pytest.raises(InvalidError, match=message):
        make()
