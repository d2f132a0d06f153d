"""Strength of ties: laws, examples worked by hand, and words."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.bench_advice import auc, precision
from tracker.models import AskState, InteractionKind, TieKind
from tracker.network.strength import (
    SCALE,
    Evidence,
    Known,
    Outcomes,
    chances,
    columns,
    contact_chance,
    decayed,
    novelty,
    outcomes,
    prior,
    strength,
)

MONDAY = date(2026, 3, 2)

days = st.none() | st.integers(0, 6000).map(lambda n: MONDAY - timedelta(n))
some_outcomes = st.builds(Outcomes, st.integers(0, 9), st.integers(0, 9))
ties = st.builds(
    Known,
    kind=st.sampled_from(TieKind),
    mutuals=st.integers(0, 900),
    sent=st.integers(0, 900),
    received=st.integers(0, 900),
    last_on=days,
    since_on=days,
    overlap_months=st.floats(0, 400),
    papers=st.integers(0, 300),
    school_months=st.floats(0, 400),
    own=some_outcomes,
)


def chance(known: Known) -> float:
    return strength(known, MONDAY).chance


# --- Laws ---------------------------------------------------------------------------


@given(ties)
def test_a_chance_lies_between_never_and_always(known: Known) -> None:
    assert 1e-4 <= chance(known) <= 0.99


@given(
    ties,
    st.sampled_from(
        ["mutuals", "sent", "received", "overlap_months", "papers", "school_months"]
    ),
)
def test_more_of_anything_good_never_lowers_the_chance(known: Known, what: str) -> None:
    more = known._replace(**{what: getattr(known, what) + 1})
    assert chance(more) >= chance(known)


@given(ties, st.integers(1, 2000))
def test_the_longer_the_silence_the_lower_the_chance(known: Known, later: int) -> None:
    assume(known.last_on is not None)
    now = strength(known, MONDAY).chance
    assert strength(known, MONDAY + timedelta(later)).chance <= now + 1e-12


@given(ties)
def test_being_in_touch_today_never_lowers_the_chance_of_a_dated_tie(
    known: Known,
) -> None:
    assume(known.last_on or known.since_on)
    today = known._replace(last_on=MONDAY, received=known.received + 1)
    assert chance(today) >= chance(known)


@given(ties, st.integers(1, 400))
def test_contact_both_ways_counts_for_more_than_as_much_from_them_only(
    known: Known, count: int
) -> None:
    one_way = known._replace(sent=0, received=4 * count)
    both = known._replace(sent=2 * count, received=2 * count)
    only_me = known._replace(sent=4 * count, received=0)
    assert chance(only_me) <= chance(one_way)
    assert chance(only_me) <= chance(both)


def test_it_counts_for_more_that_they_wrote_than_that_i_did() -> None:
    assert chance(Known(received=3)) > chance(Known(sent=3)) > chance(Known())


@given(ties)
def test_an_ask_passed_on_raises_and_one_held_lowers_the_chance(known: Known) -> None:
    passed, held = known.own
    assert chance(known._replace(own=Outcomes(passed + 1, held))) >= chance(known)
    assert chance(known._replace(own=Outcomes(passed, held + 1))) <= chance(known)


@given(ties)
def test_a_stronger_kind_of_tie_has_a_higher_chance(known: Known) -> None:
    weak, medium, strong = (
        chance(known._replace(kind=kind))
        for kind in (TieKind.OTHER, TieKind.COLLEAGUE, TieKind.FRIEND)
    )
    assert weak <= medium <= strong


@given(ties)
def test_the_points_add_up_to_the_chance(known: Known) -> None:
    found = strength(known, MONDAY)
    assert sum(point.change for point in found.points) == pytest.approx(found.chance)
    assert all(point.text for point in found.points)
    assert found.asks == known.own.asks


@given(ties, st.floats(0, 1))
def test_a_stated_chance_is_final(known: Known, stated: float) -> None:
    found = strength(known._replace(stated=stated), MONDAY)
    assert found.chance == stated
    assert found.is_stated
    assert found.reasons == "as stated"


@given(st.lists(ties, min_size=1, max_size=20))
def test_columns_give_the_same_chances_as_one_tie_at_a_time(many: list[Known]) -> None:
    single = [chance(known) for known in many]
    assert chances(columns(many, MONDAY)) == pytest.approx(single, rel=1e-12)


@given(ties, st.integers(0, 900))
def test_the_worth_of_weak_ties_is_no_part_of_the_chance(
    known: Known, mutuals: int
) -> None:
    found = strength(known._replace(mutuals=mutuals), MONDAY)
    assert found.novelty == pytest.approx(float(novelty(mutuals)))
    assert not any("novel" in point.text for point in found.points)


# --- By hand ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "value"),
    [(TieKind.FRIEND, 6 / 9), (TieKind.CLASSMATE, 4 / 9), (TieKind.OTHER, 2 / 8)],
)
def test_with_nothing_known_the_chance_is_that_of_the_kind(
    kind: TieKind, value: float
) -> None:
    assert chance(Known(kind)) == pytest.approx(value)


@pytest.mark.parametrize(
    ("start", "months", "left"),
    [
        (0.8, 0, 0.8),
        (0.8, 24, 0.56),  # 0.32 + 0.48 / 2
        (0.8, 48, 0.44),  # 0.32 + 0.48 / 4
        (0.2, 12, 0.14),  # 0.08 + 0.12 / 2
        (11 / 24, 18, 0.7 * 11 / 24),  # half way between 1/4 and 2/3: 18 months
        (0.8, 1e9, 0.32),
        (0.8, np.nan, 0.8),
    ],
)
def test_a_chance_decays_by_half_lives_to_a_floor(
    start: float, months: float, left: float
) -> None:
    assert float(decayed(start, months)) == pytest.approx(left)


def test_the_scale_maps_the_span_of_contact_on_the_span_of_the_priors() -> None:
    # ln 6 = 1.7918 over ln(.87/.13) - ln(.11/.89) = 1.9010 + 2.0907
    assert pytest.approx(1.7918 / 3.9917, abs=1e-4) == SCALE


def test_own_asks_move_the_chance_as_a_beta_distribution_does() -> None:
    # 2 of 8 assumed, 3 of 4 seen: 5 of 12
    assert chance(Known(own=Outcomes(3, 1))) == pytest.approx(5 / 12)


def test_asks_to_others_move_the_prior_of_the_kind_and_own_ones_only_once() -> None:
    learnt = {TieKind.OTHER: Outcomes(5, 1)}
    assert prior(TieKind.OTHER, learnt) == pytest.approx(7 / 14)
    assert prior(TieKind.OTHER, learnt, Outcomes(3, 1)) == pytest.approx(4 / 10)
    assert prior(TieKind.FRIEND, learnt) == pytest.approx(6 / 9)
    known = Known(own=Outcomes(3, 1))
    expected = (8 * 0.4 + 3) / 12
    assert strength(known, MONDAY, learnt).chance == pytest.approx(expected)


def test_only_asks_with_an_outcome_are_counted() -> None:
    assert outcomes(AskState) == Outcomes(passed=4, held=2)


def test_ten_mutual_contacts_are_worth_most_and_five_to_fifteen_nearly_so() -> None:
    worth = novelty(np.arange(200))
    assert int(worth.argmax()) == 10
    assert np.flatnonzero(worth >= 0.8 - 1e-9)[[0, -1]].tolist()[0] == 5
    assert worth[15] > 0.8
    assert max(worth[0], worth[199]) < 0.1


def test_the_chance_of_contact_is_that_of_the_fitted_regression() -> None:
    # -2.98 + .37 ln 2 + .91 ln 3 + 1.34 / 2 + .29 ln 4 = -0.6518
    seen = Evidence(prior=0.5, sent=1, received=2, last_days=30, mutuals=3)
    assert float(contact_chance(seen)) == pytest.approx(0.34257, abs=1e-4)


@pytest.mark.parametrize(
    "wrong", [Evidence(0.5, sent=-1), Evidence(0.5, stated=1.1), Evidence(0.5, held=-1)]
)
def test_impossible_evidence_is_refused(wrong: Evidence) -> None:
    with pytest.raises(ValueError, match="0"):
        chances(wrong)


def test_ranking_is_measured_as_by_hand() -> None:
    score = np.array([0.9, 0.8, 0.8, 0.1])
    hit = np.array([True, True, False, True])
    # of 3 pairs of a hit and the miss: 1 right, 1 alike, 1 wrong
    assert auc(score, hit) == pytest.approx(0.5)
    # after 1, 3 and 4: precision 1, 2/3 and 3/4, a third of the hits each
    assert precision(score, hit) == pytest.approx((1 + 2 / 3 + 3 / 4) / 3)


# --- Words --------------------------------------------------------------------------


def test_every_point_is_said_in_words() -> None:
    known = Known(
        kind=TieKind.COLLEAGUE,
        mutuals=14,
        sent=20,
        received=21,
        last_on=date(2026, 2, 9),
        last_kind=InteractionKind.MESSAGE,
        overlap_months=24,
        own=Outcomes(1, 0),
    )
    assert strength(known, MONDAY).reasons == (
        "colleague, worked together 2 years, 14 mutuals, in touch 41 times, both ways, "
        "wrote 3 weeks ago, agreed to 1 of 1 ask"
    )


def test_a_silent_contact_is_said_to_be_quiet() -> None:
    known = Known(sent=1, last_on=date(2021, 3, 2), mutuals=1)
    assert strength(known, MONDAY).reasons == (
        "a contact, 1 mutual, in touch 1 time, one way, in touch 5 years ago, "
        "quiet for 5 years"
    )


def test_what_happens_today_or_later_is_today() -> None:
    known = Known(last_on=MONDAY + timedelta(3), last_kind=InteractionKind.MEETING)
    found = strength(known, MONDAY)
    assert found.reasons == "a contact, met today"
    assert found.chance == chance(known._replace(last_on=MONDAY))


def test_papers_and_school_by_hand() -> None:
    # A co-author starts at 4/9, -0.223 in log odds. Two papers count as a year of work:
    # half of .45 x (ln(.29/.71) - ln(.084/.916)) = half of .674.
    assert chance(Known(kind=TieKind.COAUTHOR, papers=2)) == pytest.approx(
        1 / (1 + np.exp(0.2231 - 0.337)), abs=1e-3
    )
    # Three years at one school: 7/8 of .45 x (ln(.196/.804) - ln(.116/.884)) = .278.
    studied = Known(school_months=36, school="TU")
    assert chance(studied) == pytest.approx(
        1 / (1 + np.exp(np.log(3) - 0.875 * 0.278)), abs=2e-3
    )
    told = strength(studied, MONDAY)
    assert told.reasons == "a contact, studied together 3 years at TU"
