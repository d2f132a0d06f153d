"""The published figures, recomputed from the shipped files."""

from __future__ import annotations

import csv
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import benchmarks
from tracker.benchmarks import Figure, Result, Review, Statistics
from tracker.errors import InvalidError
from tracker.rates import wilson

ROWS = benchmarks.shipped()
BY_NAME = {row.company: row for row in ROWS}


def test_27_companies_are_shipped_with_the_printed_count_of_reviews() -> None:
    # 17,654 printed in the notebook, of which 14 are Tencent's
    assert len(ROWS) == 27
    assert sum(row.reviews for row in ROWS) == 17_654 - 14
    assert benchmarks.aggregates()["reviews_used"] == "15897"


def test_the_correlations_are_the_published_ones() -> None:
    largest = benchmarks.largest(ROWS)
    assert {row.company for row in largest} == {
        *("Apple", "Uber", "Amazon", "Google", "Microsoft", "Oracle", "Yelp"),
        *("Cisco", "IBM", "Facebook"),
    }
    assert benchmarks.correlation(ROWS) == pytest.approx(0.806, abs=5e-4)
    assert benchmarks.correlation(largest) == pytest.approx(0.890, abs=5e-4)
    printed = benchmarks.aggregates()
    assert printed["corr_onsite_offer_vs_yield_27"] == "0.81"
    assert printed["corr_onsite_offer_vs_yield_10"] == "0.89"


def test_the_weighted_ratios_are_35_3_and_81_9_percent() -> None:
    offer, accepted = benchmarks.pooled(ROWS)
    assert offer is not None
    assert accepted is not None
    assert f"{offer.value:.1%} {accepted.value:.1%}" == "35.3% 81.9%"
    # 1,135 declined offers are printed in the author's notebook
    assert accepted.n * (1 - accepted.value) == pytest.approx(1_135, rel=0.005)


def test_every_interval_is_wilsons_from_the_shipped_count() -> None:
    with (benchmarks.FOLDER / "glassdoor_2019.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row, ours in zip(rows, ROWS, strict=True):
        for name, figure in (
            ("onsite_to_offer", ours.onsite_to_offer),
            ("offer_yield", ours.offer_yield),
        ):
            assert figure is not None
            stated = [float(row[f"{name}_ci95_{end}"]) / 100 for end in ("lo", "hi")]
            assert list(figure.interval) == pytest.approx(stated, abs=1e-3)


def test_small_companies_have_wide_intervals() -> None:
    snap = BY_NAME["Snap"].offer_yield
    assert snap is not None
    assert snap.n == 24
    assert snap.interval == pytest.approx((0.53, 0.86), abs=0.006)


def test_campus_and_referral_exceed_half_at_only_9_of_24() -> None:
    assert benchmarks.campus_or_referral(ROWS) == (9, 24)
    assert BY_NAME["Netflix"].campus_and_referral is None
    mix = benchmarks.weighted_mix(ROWS)
    shares = [round(100 * mix[name], 1) for name in benchmarks.SOURCES[:4]]
    assert shares == [16.0, 19.4, 26.6, 33.8]
    assert sum(mix.values()) == pytest.approx(1)


def test_every_figure_says_where_it_is_from() -> None:
    for row in ROWS:
        for figure in (row.onsite_to_offer, row.offer_yield, row.long_process):
            assert figure is not None
            assert figure.origin in benchmarks.ORIGINS
        assert row.source_origin in {"", *benchmarks.ORIGINS}
        assert 0.99 < sum(row.source_mix.values(), 0.0 if row.source_mix else 1) < 1.01
    assert BY_NAME["Google"].onsite_to_offer == Figure(0.1883, 3445, "T")
    assert len(benchmarks.BIASES) == 5


def test_the_share_of_long_processes_is_recomputed() -> None:
    google = BY_NAME["Google"].long_process
    assert google is not None
    assert google.value == pytest.approx(0.375, abs=5e-4)


REVIEWS = """company,result,experience,difficulty,source,process_days
Initech,accepted,positive,easy,referral,12
Initech,No offer,negative,hard,online,40
Initech,declined,neutral,medium,campus,
Globex,no offer,,,,
"""


def test_own_reviews_give_the_same_statistics() -> None:
    globex, initech = benchmarks.statistics_of(benchmarks.read_reviews(REVIEWS))
    assert initech.onsite_to_offer == Figure(2 / 3, 3, "own")
    assert initech.offer_yield == Figure(1 / 2, 2, "own")
    assert initech.campus_and_referral == pytest.approx(2 / 3)
    assert initech.positive == Figure(1 / 3, 3, "own")
    assert initech.hard == Figure(1 / 3, 3, "own")
    assert initech.long_process == Figure(1 / 2, 2, "own")
    assert globex == Statistics(
        "Globex", 1, Figure(0.0, 1, "own"), None, {}, "", None, None, None
    )
    assert initech.onsite_to_offer.interval == wilson(2, 3)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("company\nInitech\n", "no column “result”"),
        ("", "no column “company”"),
        ("company,result\nInitech,perhaps\n", "Line 2: “perhaps” is no result"),
        ("company,result\n,accepted\n", "Line 2: give a company"),
        ("company,result,process_days\nInitech,accepted,-3\n", "Line 2: give a"),
        ("company,result,source\nInitech,accepted,luck\n", "“luck” is no source"),
    ],
)
def test_a_review_that_cannot_be_read_is_named(text: str, message: str) -> None:
    with pytest.raises(InvalidError, match=message):
        benchmarks.read_reviews(text)


@given(
    st.lists(
        st.builds(
            Review,
            st.sampled_from(["Initech", "Globex", "Hooli", "Umbrella"]),
            st.sampled_from(Result),
            source=st.sampled_from(["", *benchmarks.SOURCES]),
        )
    )
)
def test_pooled_statistics_count_every_review_once(reviews: list[Review]) -> None:
    offer, accepted = benchmarks.pooled(benchmarks.statistics_of(reviews))
    results = Counter(review.result for review in reviews)
    offers = results[Result.ACCEPTED] + results[Result.DECLINED]
    if not reviews:
        assert offer is None
        return
    assert offer is not None
    assert (offer.n, offer.value) == (len(reviews), offers / len(reviews))
    if offers:
        assert accepted is not None
        assert accepted.value == results[Result.ACCEPTED] / offers


def test_a_correlation_needs_three_companies_that_differ() -> None:
    same = Figure(0.5, 10, "own")
    assert benchmarks.correlation(ROWS[:2]) is None
    assert benchmarks.correlation([Statistics("x", 10, same, same)] * 3) is None
