"""The forecast against hand-worked chances, its laws, and known truths."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from math import log
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import bench_forecast
from tracker import durations, forecast, rates
from tracker.errors import InvalidError
from tracker.forecast import Live, Past, Plays, Settings, numbers, posterior
from tracker.forecast.evidence import Gate, gate_of, seen
from tracker.models import Stage
from tracker.rates import Chance

MONDAY = date(2026, 3, 2)
QUICK = Settings(persons=200, lives=40)
FIRM = Settings(persons=400, lives=400)


class Change(NamedTuple):
    stage: Stage
    on: date
    number: int


def history(*steps: tuple[Stage, int]) -> list[Change]:
    """Enter stages on the given days after Monday."""
    return [
        Change(stage, MONDAY + timedelta(days=day), n + 1)
        for n, (stage, day) in enumerate(steps)
    ]


def past(*steps: tuple[Stage, int], is_referred: bool = False) -> Past:
    on = MONDAY + timedelta(days=200)
    return forecast.past(history(*steps), on, is_referred=is_referred)


def certain(value: float, weight: float = 1e6) -> rates.Prior:
    return rates.Prior(value, weight, "a test", "2026")


def known(**values: float) -> Settings:
    """Play with chances that are known, and no waits of one's own."""
    priors = {
        Chance.INTERVIEW: certain(values.get("interview", 0.5)),
        Chance.REFERRED_INTERVIEW: certain(values.get("referred", 0.5)),
        Chance.ONSITE: certain(values.get("onsite", 0.5)),
        Chance.OFFER: certain(values.get("offer", 0.5)),
    }
    return replace(FIRM, beliefs=posterior.Beliefs(priors))


lives = st.lists(
    st.builds(
        Live,
        st.sampled_from([Stage.APPLIED, Stage.SCREEN, Stage.ONSITE]),
        st.integers(0, 90),
        st.booleans(),
    ),
    max_size=8,
)


@pytest.mark.parametrize(
    ("a", "b"), [(1.68, 18.32), (4, 6), (0.6, 19.4), (2.1, 3.9), (30, 70)]
)
def test_log_odds_of_a_beta_have_the_moments_of_its_density(a: float, b: float) -> None:
    # by numerical integration over log odds, on a fine grid
    x = np.linspace(-60, 60, 600_001)
    density = a * -np.logaddexp(0, -x) + b * -np.logaddexp(0, x)
    weight = np.exp(density - density.max())
    weight /= weight.sum()
    mean = float(weight @ x)
    sd = float(np.sqrt(weight @ (x - mean) ** 2))
    assert numbers.beta_log_odds(a, b) == pytest.approx((mean, sd), rel=1e-6)


@given(st.floats(0.01, 0.99), st.floats(0.1, 1))
def test_companies_that_differ_leave_the_mean_chance_as_it_is(
    chance: float, spread: float
) -> None:
    centre = numbers.centred(np.array([numbers.log_odds(chance)]), spread)
    ladder = numbers.normal_quantile((np.arange(20_000) + 0.5) / 20_000)
    assert np.mean(numbers.logistic(centre + spread * ladder)) == pytest.approx(
        chance, rel=1e-3
    )


@given(st.floats(-6, 6))
def test_the_normal_table_undoes_itself(z: float) -> None:
    there = numbers.normal_cdf(np.array([z]))
    assert numbers.normal_quantile(there)[0] == pytest.approx(z, abs=1e-3)


def test_stays_are_sorted_to_the_gate_they_were_at() -> None:
    at = seen(
        [
            past((Stage.APPLIED, 0), (Stage.SCREEN, 4), (Stage.OFFSITE, 9)),
            past((Stage.APPLIED, 0), (Stage.REJECTED, 8), is_referred=True),
            past((Stage.APPLIED, 0), (Stage.NO_ANSWER, 45)),
            past((Stage.ONSITE, 0), (Stage.OFFER, 7), (Stage.ACCEPTED, 9)),
        ]
    )
    assert at[Gate.COLD].passed == pytest.approx([log(4)])
    assert at[Gate.COLD].silent == 1
    assert at[Gate.REFERRED].refused == pytest.approx([log(8)])
    assert at[Gate.ONSITE].unfinished == pytest.approx([log(196)])
    assert at[Gate.OFFER].passed == pytest.approx([log(7)])
    assert gate_of(0, is_referred=True) is Gate.REFERRED
    assert gate_of(2, is_referred=True) is Gate.OFFER


def test_without_own_data_the_draws_are_the_priors() -> None:
    drawn = posterior.draw(
        seen([]), posterior.Beliefs(), 4_000, np.random.default_rng(1)
    )
    for gate, chance in (
        (Gate.COLD, Chance.INTERVIEW),
        (Gate.REFERRED, Chance.REFERRED_INTERVIEW),
        (Gate.OFFER, Chance.OFFER),
    ):
        prior = rates.PRIORS[chance]
        mean, sd = numbers.beta_log_odds(prior.a, prior.b)
        assert np.mean(drawn.chances[:, gate]) == pytest.approx(mean, abs=0.05)
        assert np.std(drawn.chances[:, gate]) == pytest.approx(sd, rel=0.06)
    shared = np.corrcoef(drawn.chances.T).flat[4 * Gate.ONSITE + Gate.OFFER]
    assert shared == pytest.approx(forecast.SHARED, abs=0.06)
    assert np.mean(drawn.medians[:, 0]) == pytest.approx(log(9), abs=0.03)


def test_own_data_move_the_draws_as_they_move_the_beta_prior() -> None:
    # 30 onsites, 20 offers: Beta(7.06 + 20, 12.94 + 10), mean 0.541
    own = [past((Stage.ONSITE, 0), (Stage.OFFER, 9))] * 20
    own += [past((Stage.ONSITE, 0), (Stage.REJECTED, 9))] * 10
    drawn = posterior.draw(
        seen(own), posterior.Beliefs(), 4_000, np.random.default_rng(1)
    )
    after = rates.update(rates.PRIORS[Chance.OFFER], rates.Rate(20, 30))
    chances = numbers.logistic(drawn.chances[:, Gate.OFFER])
    assert np.mean(chances) == pytest.approx(after.mean, abs=0.01)
    assert np.quantile(chances, (0.1, 0.9)) == pytest.approx(after.band_80, abs=0.015)
    # who does well there is believed to do better elsewhere too
    before = posterior.draw(
        seen([]), posterior.Beliefs(), 4_000, np.random.default_rng(1)
    )
    assert np.mean(drawn.chances[:, Gate.ONSITE]) > np.mean(
        before.chances[:, Gate.ONSITE]
    )


def test_much_own_data_that_contradict_the_prior_are_believed() -> None:
    own = [past((Stage.APPLIED, 0), (Stage.SCREEN, 2))] * 240
    own += [past((Stage.APPLIED, 0), (Stage.REJECTED, 2))] * 60
    drawn = posterior.draw(
        seen(own), posterior.Beliefs(), 1_000, np.random.default_rng(1)
    )
    chances = numbers.logistic(drawn.chances[:, Gate.COLD])
    assert np.mean(chances) == pytest.approx(0.77, abs=0.03)
    assert len(np.unique(chances)) > 500
    assert np.mean(np.exp(drawn.medians[:, 0])) == pytest.approx(2, abs=0.2)


def test_a_long_silence_lowers_the_chance_and_a_short_one_hardly() -> None:
    def chance(days: int) -> float:
        plays = forecast.play([Live(Stage.ONSITE, days)], [], FIRM)
        return forecast.outlook(forecast.first_offer(plays), 1_000).chance

    assert chance(0) == pytest.approx(0.353, abs=0.02)
    assert chance(2) == pytest.approx(chance(0), abs=0.02)
    assert chance(60) < chance(30) < chance(2)
    assert chance(200) < 0.05


def test_with_known_chances_it_is_the_product_over_independent_onsites() -> None:
    # 1 - 0.8^5 = 67.2 % and 1 - 0.8^8 = 83.2 % for chances of 20 %; companies
    # differ, but independently, which leaves the product as it is
    for count, expected in ((5, 0.672), (8, 0.832)):
        plays = forecast.play([Live(Stage.ONSITE)] * count, [], known(offer=0.2))
        found = forecast.outlook(forecast.first_offer(plays), 1_000)
        assert found.chance == pytest.approx(expected, abs=0.012)


def test_shared_luck_makes_at_least_one_offer_less_likely() -> None:
    uncertain = forecast.play([Live(Stage.ONSITE)] * 8, [], FIRM)
    alone = forecast.play([Live(Stage.ONSITE)] * 8, [], known(offer=0.353))
    one, independent = (
        forecast.outlook(forecast.first_offer(plays), 1_000).chance
        for plays in (uncertain, alone)
    )
    assert independent == pytest.approx(1 - (1 - 0.353) ** 8, abs=0.01)
    assert one < independent - 0.01
    got = uncertain.offers[:2] < np.inf
    both = float(np.mean(got[0] & got[1]))
    assert both > float(np.mean(got[0])) * float(np.mean(got[1])) + 0.005


def test_times_are_those_that_are_stated() -> None:
    plays = forecast.play([Live(Stage.ONSITE)], [], known(offer=0.999))
    assert np.median(plays.offers) == pytest.approx(14, rel=0.05)
    # of those beyond 14 days half take more than the 75 % quantile, 23.5 days
    waiting = forecast.play([Live(Stage.ONSITE, 14)], [], known(offer=0.999))
    later = durations.USUAL[Stage.ONSITE].quantile(0.75) - 14
    assert np.median(waiting.offers) == pytest.approx(later, rel=0.07)


def test_each_person_waits_as_long_as_they_do_for_offers_and_refusals() -> None:
    how = known(offer=0.5)
    plays = forecast.play([Live(Stage.ONSITE)], [], how)
    dice = np.random.default_rng(how.seed)
    persons = posterior.draw(seen([]), how.beliefs, how.persons, dice)
    [offers], [answers] = plays.offers, plays.answers
    for days in (offers, np.where(np.isinf(offers), answers, np.inf)):
        logs = np.where(np.isfinite(days), np.log(days), np.nan)
        usual = np.nanmedian(logs, axis=1)
        assert np.mean(usual) == pytest.approx(log(14), abs=0.05)
        assert np.corrcoef(usual, persons.medians[:, 2])[0, 1] > 0.9


def test_a_companys_own_ratio_is_used_where_it_is_known() -> None:
    def chance(ratio: float | None) -> float:
        live = Live(Stage.ONSITE, offer_ratio=ratio)
        plays = forecast.play([live], [], FIRM)
        return forecast.outlook(forecast.first_offer(plays), 1_000).chance

    assert chance(0.147) < chance(0.353) < chance(0.755)
    assert chance(0.147) == pytest.approx(0.147, abs=0.03)


def test_an_offer_in_hand_is_certain_today() -> None:
    points = forecast.forecast([Live(Stage.OFFER, 3)], [], QUICK, 28)
    assert [point.day for point in points] == [0, 7, 14, 21, 28]
    assert all(point.one == (1, 1, 1) for point in points)
    assert all(point.two.chance == 0 for point in points)


def plays_of(*days: float, stays: float = 7) -> Plays:
    """One person, one life, offers on the given days."""
    offers = np.array(days, dtype=float).reshape(-1, 1, 1)
    return Plays(offers, offers, np.full(len(days), stays))


@pytest.mark.parametrize(
    ("days", "meets"),
    [
        ((3, 9), 9),
        ((3, 10), 10),
        ((3, 11), np.inf),
        ((11, 3, 12), 12),
        ((3, np.inf), np.inf),
        ((np.inf, np.inf), np.inf),
        ((5,), np.inf),
        ((), np.inf),
    ],
)
def test_two_offers_overlap_while_the_first_is_open(
    days: tuple[float, ...], meets: float
) -> None:
    assert forecast.first_overlap(plays_of(*days))[0, 0] == meets


def test_a_long_open_offer_meets_one_after_another_lapsed() -> None:
    offers = np.array([0.0, 3.0, 20.0]).reshape(-1, 1, 1)
    plays = Plays(offers + 1, offers + 1, np.array([30.0, 1.0, 7.0]))
    assert forecast.first_overlap(plays)[0, 0] == 4
    plays = Plays(offers[::2] + 1, offers[::2] + 1, np.array([30.0, 7.0]))
    assert forecast.first_overlap(plays)[0, 0] == 21


@settings(max_examples=25, deadline=None)
@given(lives)
def test_chances_rise_with_time_and_two_never_beats_one(found: list[Live]) -> None:
    points = forecast.forecast(found, [], QUICK, 120)
    for before, after in pairwise(points):
        assert before.one.chance <= after.one.chance
        assert before.two.chance <= after.two.chance
    for point in points:
        for each in (point.one, point.two):
            assert 0 <= each.low <= each.chance <= each.high <= 1
        assert point.two.chance <= point.one.chance


@settings(max_examples=25, deadline=None)
@given(lives)
def test_more_never_hurts_and_the_same_seed_says_the_same(found: list[Live]) -> None:
    changes = forecast.what_if(found, [], 90, QUICK)
    assert len(changes) == 3
    assert all(change.after.chance >= change.before.chance for change in changes)
    gains = [change.gain for change in changes]
    assert gains == sorted(gains, reverse=True)
    assert changes == forecast.what_if(found, [], 90, QUICK)


def test_with_nothing_live_there_is_no_chance_and_something_to_do() -> None:
    points = forecast.forecast([], [], QUICK, 14)
    assert all(point.one == (0, 0, 0) for point in points)
    best = forecast.what_if([], [], 120, FIRM)
    assert {change.change for change in best if change.gain} == {
        "Five more applications",
        "One more with a referral",
    }


def test_a_search_of_300_applications_stays_within_its_means() -> None:
    many = [Live(Stage.APPLIED, n % 60) for n in range(300)]
    plays = forecast.play(many, [], Settings())
    assert plays.offers.size <= 1_500_000
    assert len(forecast.what_if(many, [], 60, QUICK)) == 3


def test_many_rejections_lower_what_is_hoped_for() -> None:
    def chance(own: list[Past]) -> forecast.Outlook:
        plays = forecast.play([Live(Stage.APPLIED)] * 5, own, FIRM)
        return forecast.outlook(forecast.first_offer(plays), 120)

    hopeful = chance([])
    after = chance([past((Stage.APPLIED, 0), (Stage.REJECTED, 9))] * 40)
    assert 0 < after.chance < hopeful.chance
    assert after.high < hopeful.high


def test_what_is_live_is_read_from_its_stays() -> None:
    on = MONDAY + timedelta(days=20)
    read = forecast.past(
        history((Stage.APPLIED, 0), (Stage.SCREEN, 6), (Stage.OFFSITE, 11)), on
    )
    assert forecast.live(read.stays, is_referred=True) == Live(
        Stage.SCREEN, 14, is_referred=True
    )
    closed = forecast.past(history((Stage.APPLIED, 0), (Stage.REJECTED, 6)), on)
    assert forecast.live(closed.stays) is None
    assert forecast.live([]) is None


@pytest.mark.parametrize(
    ("stage", "days", "ratio"),
    [(Stage.SAVED, 0, None), (Stage.REJECTED, 0, None), (Stage.APPLIED, -1, None)],
)
def test_what_has_no_forecast_is_refused(
    stage: Stage, days: int, ratio: float | None
) -> None:
    with pytest.raises(InvalidError, match="has no forecast"):
        Live(stage, days, offer_ratio=ratio)
    with pytest.raises(InvalidError, match="no ratio"):
        Live(Stage.ONSITE, offer_ratio=1.0)


def test_the_noise_of_few_lives_does_not_widen_the_band() -> None:
    # every person's chance is 0.5: all spread between persons is the dice's
    dice = np.random.default_rng(1)
    days = np.where(dice.random((2_000, 20)) < 0.5, 1.0, np.inf)
    found = forecast.outlook(days, 1)
    assert found.high - found.low < 0.06
    plain = np.quantile(np.mean(days <= 1, axis=1), (0.1, 0.9))
    assert plain[1] - plain[0] > 0.2


@pytest.mark.slow
def test_on_200_searches_of_known_truth_the_band_holds_and_the_chance_is_good() -> None:
    """The same for 1,000 is printed by ``python -m tests.bench_forecast``."""
    found = bench_forecast.results(200)
    ours, naive, constant = bench_forecast.scores(found)
    assert 0.75 <= bench_forecast.coverage(found) <= 0.85
    assert ours < naive
    assert ours < constant
