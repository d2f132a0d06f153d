"""The offer clock on plays that can be worked by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker import clock, forecast
from tracker.clock import Advice, Held
from tracker.errors import InvalidError
from tracker.forecast import Live, Plays, Settings
from tracker.models import Stage

QUICK = Settings(persons=100, lives=40)
NEVER = np.inf


def plays_of(*rows: list[float], stays: float = 7) -> Plays:
    """One person whose lives are the columns: days to each process's offer."""
    offers = np.array(rows, dtype=float)[:, None, :]
    return Plays(offers, offers, np.full(len(rows), stays))


HALF_LATE = plays_of([5, 20, NEVER, NEVER])
"""One process: a quarter of lives each on day 5 and 20, the rest never."""


def test_waiting_and_its_risk_are_worked_as_by_hand() -> None:
    # In hand 100 until day 10, other worth 140: held (140 + 3 * 100) / 4 = 110;
    # if lost only the other, (140 + 140) / 4 = 70. The gain of 10 against a fall
    # of 110 - 70 = 40 bears a risk of a quarter.
    found = clock.clock(Held(100, 10), HALF_LATE, [140]).waiting
    assert found.now == 100
    assert found.held == pytest.approx(110)
    assert found.lost == pytest.approx(70)
    assert found.worth == pytest.approx(10)
    assert found.risk_to_bear == pytest.approx(0.25)
    even = clock.clock(Held(100, 10, risk=0.25), HALF_LATE, [140]).waiting
    assert even.worth == pytest.approx(0)


def test_an_extension_is_asked_for_where_it_brings_most_of_the_gain() -> None:
    # 14 more days reach day 24 and the second offer: (140 * 2 + 100 * 2) / 4
    found = clock.clock(Held(100, 10), HALF_LATE, [140])
    assert [each.value for each in found.extensions] == pytest.approx(
        [110, 110, 120, 120]
    )
    assert found.ask is not None
    assert found.ask.custom.days == 14
    assert found.ask.gain == pytest.approx(10)
    sooner = clock.clock(Held(100, 15), HALF_LATE, [140]).ask
    assert sooner is not None
    assert sooner.custom.days == 5
    assert clock.clock(Held(100, 25), HALF_LATE, [140]).ask is None


def test_whom_to_hurry_is_who_may_come_too_late_with_something_better() -> None:
    plays = plays_of([20, 20, NEVER, NEVER], [5, 5, 5, 5], [20, 20, 20, 20])
    found = clock.clock(Held(100, 10), plays, [140, 90, 90])
    late, early, worse = found.rivals
    # in time it would bring (140 * 2 + 100 * 2) / 4 - 100
    assert late.gain == pytest.approx(20)
    assert [each.advice for each in found.rivals] == [
        Advice.HURRY,
        Advice.LEAVE,
        Advice.LEAVE,
    ]
    assert [rival.place for rival in found.hurry] == [0]
    assert early.offer.chance == 1
    assert worse.offer.chance == 0
    assert worse.ever == 1


def test_what_would_lapse_before_something_better_is_slowed() -> None:
    plays = plays_of([2, 2, 2, 2], [30, 30, 30, NEVER])
    found = clock.clock(Held(100, 5), plays, [120, 160])
    assert [each.advice for each in found.rivals] == [Advice.SLOW, Advice.HURRY]
    # with a month to answer it would not lapse
    patient = clock.clock(
        Held(100, 5),
        Plays(plays.offers, plays.answers, np.array([30.0, 7.0])),
        [120, 160],
    )
    assert patient.rivals[0].advice is not Advice.SLOW


def test_a_deadline_is_too_short_while_more_is_still_to_come() -> None:
    # Worth 300 on day 5 or 20, each in a quarter of lives. Going on from day 0
    # brings 600/4 = 150 > 100. From day 5 on, where nothing came, a third has
    # 300: exactly 100, so taking is as good.
    assert clock.clock(Held(100, 1), HALF_LATE, [300]).shortest_deadline == 5
    assert clock.clock(Held(100, 1), HALF_LATE, [301]).shortest_deadline == 20
    assert clock.clock(Held(100, 1), HALF_LATE, [140]).shortest_deadline == 0
    sure = plays_of([NEVER, 250])
    assert clock.clock(Held(1, 1), sure, [300], horizon=200).shortest_deadline == 0


def test_no_deadline_makes_an_offer_better_than_the_present_job() -> None:
    found = clock.clock(Held(100, 10), HALF_LATE, [140], fallback=120)
    assert found.waiting.held == pytest.approx(125)
    assert found.shortest_deadline is None


def test_with_no_other_process_there_is_nothing_to_wait_for() -> None:
    plays = forecast.play([], [], QUICK)
    found = clock.clock(Held(100, 10), plays, [])
    assert found.rivals == []
    assert found.ask is None
    assert found.waiting == (100, 100, 0, 0, 0)
    assert found.shortest_deadline == 0


@pytest.mark.parametrize(
    ("value", "days", "risk"), [(0, 5, 0), (100, -1, 0), (100, 5, 1.5)]
)
def test_an_impossible_offer_is_refused(value: float, days: int, risk: float) -> None:
    with pytest.raises(InvalidError, match="a deadline that is not past"):
        Held(value, days, risk)


def test_every_process_needs_a_value() -> None:
    with pytest.raises(InvalidError, match="give one for each"):
        clock.clock(Held(100, 5), HALF_LATE, [])


def test_every_custom_says_how_usual_it_is_and_by_whom() -> None:
    days = [custom.days for custom in clock.CUSTOMS]
    assert days == sorted(days)
    assert all(custom.words and custom.source for custom in clock.CUSTOMS)


processes = st.lists(
    st.tuples(
        st.builds(
            Live,
            st.sampled_from([Stage.APPLIED, Stage.SCREEN, Stage.ONSITE]),
            st.integers(0, 40),
            st.booleans(),
        ),
        st.floats(1, 300),
    ),
    max_size=5,
)


@settings(max_examples=25, deadline=None)
@given(processes, st.floats(1, 300), st.integers(0, 40))
def test_more_time_is_never_worth_less(
    others: list[tuple[Live, float]], value: float, days: int
) -> None:
    plays = forecast.play([live for live, _ in others], [], QUICK)
    found = clock.clock(Held(value, days), plays, [worth for _, worth in others])
    assert found.waiting.held >= value - 1e-9
    assert found.waiting.worth >= -1e-9
    assert 0 <= found.waiting.risk_to_bear <= 1
    gains = [each.gain for each in found.extensions]
    assert gains == sorted(gains)
    for rival in found.rivals:
        assert rival.offer.chance <= rival.answer.chance + 1e-12
        assert rival.offer.chance <= rival.ever + 1e-12
        assert rival.gain >= 0
