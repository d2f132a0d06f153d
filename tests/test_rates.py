"""Intervals, priors, the funnel and its flows."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from math import nextafter
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import rates
from tracker.errors import InvalidError
from tracker.models import Stage
from tracker.rates import Case, Chance, Milestone, Prior, Rate, beta, intervals

MONDAY = date(2026, 3, 2)
LATER = MONDAY + timedelta(days=60)
GROUPS = {"source": "referral"}


class Change(NamedTuple):
    stage: Stage
    on: date
    number: int


def case(*stages: Stage, source: str = "", first: date = MONDAY) -> Case:
    """Enter one stage a day."""
    history = [
        Change(stage, first + timedelta(days=n), n + 1)
        for n, stage in enumerate(stages)
    ]
    return Case(history, {"source": source} if source else {})


changes = st.lists(
    st.builds(
        Change,
        st.sampled_from(Stage),
        st.dates(date(2026, 1, 1), date(2026, 2, 1)),
        st.integers(1, 99),
    ),
    unique_by=lambda change: change.number,
    max_size=8,
)
cases = st.lists(
    st.builds(
        Case,
        changes,
        st.dictionaries(
            st.just("source"), st.sampled_from(["", "online", "open", "applied"])
        ),
    ),
    max_size=12,
)
counts = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
shapes = st.floats(0.2, 300)


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    # Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_an_interval_is_the_published_wilson_interval(
    successes: int, trials: int, low: float, high: float
) -> None:
    assert rates.wilson(successes, trials) == pytest.approx((low, high), abs=5e-5)


@given(counts)
def test_an_interval_holds_the_rate_and_narrows_with_more_of_the_same(
    seen: tuple[int, int],
) -> None:
    successes, trials = seen
    low, high = rates.wilson(successes, trials)
    assert 0 <= low <= successes / trials <= high <= 1
    more = rates.wilson(10 * successes, 10 * trials)
    assert more.high - more.low < high - low


@given(counts)
def test_failures_are_bounded_as_successes_are(seen: tuple[int, int]) -> None:
    low, high = rates.wilson(*seen)
    mirrored = rates.wilson(seen[1] - seen[0], seen[1])
    assert mirrored == pytest.approx((1 - high, 1 - low))


@pytest.mark.parametrize(("successes", "trials"), [(1, 0), (-1, 5), (6, 5)])
def test_impossible_counts_have_no_interval(successes: int, trials: int) -> None:
    with pytest.raises(InvalidError):
        rates.wilson(successes, trials)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    # Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10
    [
        (Rate(56, 70), Rate(48, 80), 0.0524, 0.3339),
        (Rate(9, 10), Rate(3, 10), 0.1705, 0.8090),
        (Rate(6, 7), Rate(2, 7), 0.0582, 0.8062),
        (Rate(5, 56), Rate(0, 29), -0.0381, 0.1926),
    ],
)
def test_a_difference_has_the_published_interval(
    one: Rate, other: Rate, low: float, high: float
) -> None:
    assert intervals.newcombe(one, other) == pytest.approx((low, high), abs=5e-5)


def test_below_the_floor_there_is_no_percentage_and_no_comparison() -> None:
    assert Rate(3, 9).share is None
    assert Rate(3, 10).share == pytest.approx(0.3)
    assert Rate(3, 9).interval is not None
    assert Rate(0, 0).interval is None
    assert rates.difference(Rate(6, 7), Rate(2, 20)) is None
    assert rates.difference(Rate(9, 10), Rate(3, 10)) is not None


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    # Newcombe 1998, table I, method 5 (Clopper and Pearson): the lower bound is
    # the 2.5 % quantile of Beta(r, n - r + 1), the upper of Beta(r + 1, n - r)
    [
        (81, 263, 0.2527, 0.3676),
        (15, 148, 0.0578, 0.1617),
        (0, 20, 0.0, 0.1684),
        (1, 29, 0.0009, 0.1776),
    ],
)
def test_beta_quantiles_give_the_published_exact_intervals(
    successes: int, trials: int, low: float, high: float
) -> None:
    failures = trials - successes
    if successes:
        assert beta.quantile(0.025, successes, failures + 1) == pytest.approx(
            low, abs=5e-5
        )
    assert beta.quantile(0.975, successes + 1, failures) == pytest.approx(
        high, abs=5e-5
    )


@pytest.mark.parametrize(
    ("a", "b", "low", "middle", "high"),
    # scipy 1.17.1, special.betaincinv at 0.1, 0.5 and 0.9
    [
        (1.7, 18.3, 0.0203350265959, 0.0713848071969, 0.1683681606681),
        (0.6, 19.4, 0.00094013682987, 0.0163069679582, 0.0780503010181),
        (7.1, 12.9, 0.2227426134831, 0.3500777959646, 0.4939161958627),
        (200.5, 800.25, 0.1842711287729, 0.2001500674192, 0.2166851619365),
        (0.05, 3, 2.30004700066e-21, 2.19349666752e-07, 0.0295732765152),
    ],
)
def test_beta_quantiles_equal_those_of_a_statistics_library(
    a: float, b: float, low: float, middle: float, high: float
) -> None:
    found = [beta.quantile(chance, a, b) for chance in (0.1, 0.5, 0.9)]
    assert found == pytest.approx([low, middle, high], rel=1e-9)


@given(st.floats(0.001, 0.999), shapes)
def test_beta_has_its_closed_form_where_one_shape_is_1(x: float, a: float) -> None:
    assert beta.cdf(x, a, 1) == pytest.approx(x**a, abs=1e-11)
    assert beta.cdf(x, 1, a) == pytest.approx(1 - (1 - x) ** a, abs=1e-11)
    assert beta.cdf(x, 2, 2) == pytest.approx(3 * x**2 - 2 * x**3, abs=1e-11)


@given(st.floats(0.001, 0.999), shapes, shapes)
def test_a_beta_quantile_undoes_its_probability(
    chance: float, a: float, b: float
) -> None:
    # near 1 the next number below may be far less likely: it lies in between
    x = beta.quantile(chance, a, b)
    assert beta.cdf(nextafter(x, 0), a, b) - 1e-9 <= chance
    assert chance <= beta.cdf(x, a, b) + 1e-9
    assert beta.cdf(0.3, a, b) == pytest.approx(1 - beta.cdf(0.7, b, a), abs=1e-10)


def test_a_beta_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InvalidError, match="both must be above 0"):
        beta.cdf(0.5, 0, 1)
    with pytest.raises(InvalidError, match="is not a chance"):
        beta.quantile(1.5, 1, 1)


def test_the_shipped_priors_are_those_that_were_chosen() -> None:
    cold = rates.PRIORS[Chance.INTERVIEW]
    assert (cold.a, cold.b) == pytest.approx((1.68, 18.32))
    referred = rates.PRIORS[Chance.REFERRED_INTERVIEW]
    assert (referred.a, referred.b) == pytest.approx((4, 6))
    offer = rates.PRIORS[Chance.OFFER]
    assert (offer.a, offer.b) == pytest.approx((7.06, 12.94))
    assert all(prior.source and prior.as_of for prior in rates.PRIORS.values())


def test_own_trials_move_a_prior_by_their_weight() -> None:
    # Beta(4, 6) and 3 of 5 give Beta(7, 8): mean 7/15, a third of it own data
    after = rates.update(rates.PRIORS[Chance.REFERRED_INTERVIEW], Rate(3, 5))
    assert (after.a, after.b) == pytest.approx((7, 8))
    assert after.mean == pytest.approx(7 / 15)
    assert after.own_share == pytest.approx(1 / 3)
    assert after.band_95.low < after.band_80.low < after.mean < after.band_80.high


@given(st.floats(0.01, 0.99), st.floats(0.5, 50), counts)
def test_a_posterior_mean_lies_between_prior_and_own_rate(
    value: float, weight: float, seen: tuple[int, int]
) -> None:
    after = rates.update(Prior(value, weight, "a test", "2026"), Rate(*seen))
    own = seen[0] / seen[1]
    assert min(value, own) - 1e-9 <= after.mean <= max(value, own) + 1e-9


def test_a_prior_can_be_overruled_but_not_with_nonsense() -> None:
    mine = rates.overruled(rates.PRIORS[Chance.ONSITE], value=0.5, weight=4)
    assert mine.is_own
    assert (mine.value, mine.source) == (0.5, "Your own figure.")
    with pytest.raises(InvalidError, match="between 0 and 1"):
        rates.overruled(mine, value=1, weight=4)


def test_own_figures_are_laid_over_the_shipped_ones() -> None:
    told = {"mean": "0.05", "weight": "30", "source": "A friend", "on": "2026-03-01"}
    priors = rates.believed({"offer": told})

    offer = priors[Chance.OFFER]
    assert (offer.value, offer.weight, offer.as_of) == (0.05, 30, "2026-03-01")
    others = {chance: prior for chance, prior in priors.items() if prior is not offer}
    assert others == {c: p for c, p in rates.PRIORS.items() if c is not Chance.OFFER}


@pytest.mark.parametrize(
    "junk", [{"mean": "1", "weight": "3"}, {"mean": "much"}, {"weight": "3"}, [], ""]
)
def test_what_cannot_be_a_figure_leaves_the_shipped_one(junk: Any) -> None:  # noqa: ANN401
    assert rates.believed({"offer": junk}) == rates.PRIORS


def test_a_companys_figure_never_counts_as_more_than_20_onsites() -> None:
    assert rates.company_prior(0.2, 3_445, "a test", "2019").weight == 20
    assert rates.company_prior(0.2, 7, "a test", "2019").weight == 7


SEARCH = [
    case(Stage.SAVED),
    case(Stage.SAVED, Stage.WITHDRAWN),
    case(Stage.APPLIED, first=LATER - timedelta(days=10)),
    case(Stage.APPLIED),
    case(Stage.APPLIED, Stage.NO_ANSWER),
    case(Stage.APPLIED, Stage.REJECTED, source="online"),
    case(Stage.APPLIED, Stage.WITHDRAWN),
    case(Stage.APPLIED, Stage.SCREEN, Stage.REJECTED, source="online"),
    case(Stage.APPLIED, Stage.ONSITE, Stage.REJECTED),
    case(Stage.APPLIED, Stage.CHALLENGE, Stage.ONSITE, Stage.OFFER, Stage.DECLINED),
    case(Stage.SAVED, Stage.APPLIED, Stage.ONSITE, Stage.OFFER, Stage.ACCEPTED),
]


def test_a_funnel_counts_what_was_ever_reached() -> None:
    # Of 11, two were only saved; by hand: 9 sent, 5 answered (two rejected
    # without an interview counts one), 4 interviewed, 3 onsite, 2 offers, 1 yes.
    assert rates.reached(SEARCH) == {
        Milestone.APPLIED: 9,
        Milestone.ANSWERED: 5,
        Milestone.INTERVIEW: 4,
        Milestone.ONSITE: 3,
        Milestone.OFFER: 2,
        Milestone.ACCEPTED: 1,
    }


def test_a_rejection_is_an_answer_and_a_long_silence_is_none() -> None:
    answered, interviewed, *_ = rates.funnel(SEARCH, LATER)
    # waiting: sent 10 days ago; ended: no answer, and 60 days of silence
    assert answered[2:] == (5, 2, 1, 1)
    assert interviewed[2:] == (4, 3, 1, 1)
    assert answered.so_far == Rate(5, 9)
    assert answered.settled == Rate(5, 7)


def test_a_word_from_the_company_ends_a_silence() -> None:
    quiet = case(Stage.APPLIED)
    heard = Case(quiet.history, {}, LATER - timedelta(days=3))
    step = rates.funnel([quiet, heard], LATER)[0]
    assert (step.ended, step.waiting) == (1, 1)


def test_the_two_ratios_of_the_talk_are_counted_as_the_talk_does() -> None:
    # three onsites decided, two of them with an offer; one yes and one no
    assert rates.onsite_to_offer(SEARCH, LATER) == Rate(2, 3)
    assert rates.offer_yield(SEARCH) == Rate(1, 2)


def test_an_offer_without_an_answer_is_in_no_yield() -> None:
    open_offer = case(Stage.ONSITE, Stage.OFFER)
    taken_back = case(Stage.ONSITE, Stage.OFFER, Stage.REJECTED)
    assert rates.offer_yield([*SEARCH, open_offer, taken_back]) == Rate(1, 2)
    step = rates.funnel([open_offer, taken_back], LATER)[-1]
    assert step[2:] == (0, 0, 1, 1)


def test_a_funnel_can_be_made_by_any_grouping() -> None:
    by = rates.funnel_by(SEARCH, "source", LATER)
    assert list(by) == ["", "online"]
    assert by["online"][1].so_far == Rate(1, 2)


@given(cases)
def test_a_funnel_only_narrows_and_loses_nobody(search: list[Case]) -> None:
    sizes = list(rates.reached(search).values())
    assert sizes == sorted(sizes, reverse=True)
    reached = rates.reached(search)
    for step in rates.funnel(search, LATER):
        assert step.so_far.trials == reached[step.before]


def test_a_search_of_rejections_only_says_so() -> None:
    steps = rates.funnel([case(Stage.APPLIED, Stage.REJECTED)] * 12, LATER)
    assert steps[0].settled == Rate(12, 12)
    assert steps[1].settled == Rate(0, 12)
    assert steps[1].settled.share == 0
    assert steps[2].settled.interval is None


def test_flows_follow_each_application_to_where_it_stands() -> None:
    drawn = rates.flows(SEARCH)
    links = {(link.source, link.target): link.size for link in drawn.links}
    assert links == {
        ("applied", "screen"): 1,
        ("applied", "challenge"): 1,
        ("applied", "onsite"): 2,
        ("applied", "open"): 2,
        ("applied", "rejected"): 1,
        ("applied", "withdrawn"): 1,
        ("applied", "no_answer"): 1,
        ("screen", "rejected"): 1,
        ("challenge", "onsite"): 1,
        ("onsite", "offer"): 2,
        ("onsite", "rejected"): 1,
        ("offer", "accepted"): 1,
        ("offer", "declined"): 1,
    }


@given(cases, st.sampled_from(["", "source"]))
def test_flows_balance_at_every_node(search: list[Case], by: str) -> None:
    drawn = rates.flows(search, by)
    into: Counter[str] = Counter()
    out: Counter[str] = Counter()
    for link in drawn.links:
        out[link.source] += link.size
        into[link.target] += link.size
    ranks = {node.key: node.rank for node in drawn.nodes}
    sent = rates.reached(search)[Milestone.APPLIED]
    sources = [node for node in drawn.nodes if not into[node.key]]
    sinks = [node for node in drawn.nodes if not out[node.key]]
    assert sum(node.size for node in sources) == sent
    assert sum(node.size for node in sinks) == sent
    for node in drawn.nodes:
        assert node.size in {into[node.key], out[node.key]}
        if into[node.key] and out[node.key]:
            assert into[node.key] == out[node.key]
    assert all(ranks[link.source] < ranks[link.target] for link in drawn.links)
    assert len(ranks) == len(drawn.nodes)
