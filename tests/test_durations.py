"""Times with unfinished processes inside, against published estimates."""

from __future__ import annotations

from datetime import date, timedelta
from math import isnan
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import durations
from tracker.durations import End, Spell
from tracker.errors import InvalidError
from tracker.models import Stage

MONDAY = date(2026, 3, 2)


class Change(NamedTuple):
    stage: Stage
    on: date
    number: int


class Published(NamedTuple):
    """Waits ("13+" had not ended) and the estimate that was published."""

    waits: str
    estimate: dict[float, tuple[float, float]]
    """S and its standard error after each time."""
    bands: dict[float, tuple[float, float]]
    """95 % bounds on the log(-log) scale: lifelines 0.30.3, its own default."""
    median: float
    median_band: tuple[float | None, float | None]


# Freireich et al., Blood 21 (1963) 699-716, remission under 6-MP in weeks; the
# estimate is in Kleinbaum and Klein, "Survival Analysis", chapter 2, and in
# Klein and Moeschberger, table 4.1.
MERCAPTOPURINE = Published(
    "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+",
    {
        6: (0.857, 0.0764),
        7: (0.807, 0.0869),
        10: (0.753, 0.0963),
        13: (0.690, 0.1068),
        16: (0.627, 0.1141),
        22: (0.538, 0.1282),
        23: (0.448, 0.1346),
    },
    {6: (0.6197, 0.9516), 16: (0.3675, 0.8049), 23: (0.1881, 0.6801)},
    23,
    (13, None),
)
# Miller, "Survival Analysis" (1981) p. 49: the data set aml of the R package
# survival, weeks of remission with and without maintenance; summary(survfit()).
MAINTAINED = Published(
    "9 13 13+ 18 23 28+ 31 34 45+ 48 161+",
    {
        9: (0.909, 0.0867),
        13: (0.818, 0.1163),
        18: (0.716, 0.1397),
        23: (0.614, 0.1526),
        31: (0.491, 0.1642),
        34: (0.368, 0.1627),
        48: (0.184, 0.1535),
    },
    {9: (0.5081, 0.9867), 31: (0.1673, 0.7534), 48: (0.0117, 0.5250)},
    31,
    (13, None),
)
NOT_MAINTAINED = Published(
    "5 5 8 8 12 16+ 23 27 30 33 43 45",
    {
        5: (0.8333, 0.1076),
        8: (0.6667, 0.1361),
        12: (0.5833, 0.1423),
        23: (0.4861, 0.1481),
        27: (0.3889, 0.1470),
        30: (0.2917, 0.1387),
        33: (0.1944, 0.1219),
        43: (0.0972, 0.0919),
    },
    {5: (0.4817, 0.9555), 23: (0.1919, 0.7297), 43: (0.0057, 0.3489)},
    23,
    (5, 33),
)
# Collett, "Modelling Survival Data in Medical Research", example 2.3: weeks to
# discontinuation of an intrauterine device, tables 2.2 and 2.4.
DISCONTINUATION = Published(
    "10 13+ 18+ 19 23+ 30 36 38+ 54+ 56+ 59 75 93 97 104+ 107 107+ 107+",
    {
        10: (0.9444, 0.0540),
        19: (0.8815, 0.0790),
        30: (0.8137, 0.0978),
        36: (0.7459, 0.1107),
        59: (0.6526, 0.1303),
        75: (0.5594, 0.1412),
        93: (0.4662, 0.1452),
        97: (0.3729, 0.1430),
        107: (0.2486, 0.1392),
    },
    {10: (0.6664, 0.9920), 59: (0.3438, 0.8432), 107: (0.0468, 0.5313)},
    93,
    (36, None),
)
# Kaplan and Meier, JASA 53 (1958), section 1: deaths at 0.8, 3.1, 5.4 and 9.2,
# losses at 1.0, 2.7, 7.0 and 12.1; S is 7/8, 7/10, 21/40 and 21/80.
FIRST_EXAMPLE = Published(
    "0.8 1.0+ 2.7+ 3.1 5.4 7.0+ 9.2 12.1+",
    {
        0.8: (7 / 8, 0.1169),
        3.1: (7 / 10, 0.1823),
        5.4: (21 / 40, 0.2041),
        9.2: (21 / 80, 0.2118),
    },
    {0.8: (0.3870, 0.9814), 9.2: (0.0127, 0.6637)},
    9.2,
    (0.8, None),
)
PUBLISHED = [
    MERCAPTOPURINE,
    MAINTAINED,
    NOT_MAINTAINED,
    DISCONTINUATION,
    FIRST_EXAMPLE,
]


def read(waits: str) -> tuple[list[float], list[bool]]:
    """Read "13 13+": the second had not ended."""
    words = waits.split()
    return [float(word.rstrip("+")) for word in words], ["+" not in w for w in words]


@pytest.mark.parametrize("known", PUBLISHED)
def test_kaplan_meier_gives_the_published_estimate(known: Published) -> None:
    curve = durations.kaplan_meier(*read(known.waits))
    found = {
        time: (share, error)
        for time, share, error in zip(
            curve.times, curve.waiting, curve.errors, strict=True
        )
        if share
    }
    assert found.keys() == known.estimate.keys()
    for time, (share, error) in known.estimate.items():
        assert found[time] == pytest.approx((share, error), abs=6e-4)


@pytest.mark.parametrize("known", PUBLISHED)
def test_the_bands_are_those_of_a_reference_library(known: Published) -> None:
    curve = durations.kaplan_meier(*read(known.waits))
    band = dict(zip(curve.times, curve.band(), strict=True))
    for time, bounds in known.bands.items():
        assert band[time] == pytest.approx(bounds, abs=6e-5)
    assert curve.quantile(0.5) == known.median
    assert curve.quantile_band(0.5) == known.median_band


def test_a_median_on_a_flat_part_is_its_middle() -> None:
    # as quantile.survfit of the R package survival does
    assert durations.kaplan_meier([1, 2, 3, 4], [True] * 4).quantile(0.5) == 2.5
    assert durations.kaplan_meier([1, 2], [True, False]).quantile(0.5) == 1


def test_a_median_is_unknown_while_more_than_half_wait() -> None:
    curve = durations.kaplan_meier([3, 9, 9], [True, False, False])
    assert curve.quantile(0.5) is None
    assert curve.share_waiting(2) == 1
    assert curve.share_waiting(3) == pytest.approx(2 / 3)
    assert durations.kaplan_meier([], []).quantile(0.5) is None


def test_waits_without_their_ends_are_refused() -> None:
    with pytest.raises(InvalidError):
        durations.kaplan_meier([1, 2], [True])
    with pytest.raises(InvalidError):
        durations.kaplan_meier([-1], [True])


waits = st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=40)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=40))
def test_without_unfinished_waits_it_is_the_plain_share(times: list[int]) -> None:
    curve = durations.kaplan_meier(times, [True] * len(times))
    for day in range(61):
        plain = sum(time > day for time in times) / len(times)
        assert curve.share_waiting(day) == pytest.approx(plain)


@given(waits)
def test_a_curve_falls_within_its_band(seen: list[tuple[int, bool]]) -> None:
    times, ended = zip(*seen, strict=True)
    curve = durations.kaplan_meier(times, ended)
    assert list(curve.waiting) == sorted(curve.waiting, reverse=True)
    for share, error, (low, high) in zip(
        curve.waiting, curve.errors, curve.band(), strict=True
    ):
        assert 0 <= low <= share <= high <= 1
        assert isnan(error) is (share == 0)


@given(waits)
def test_taking_an_unfinished_wait_as_ended_makes_it_look_shorter(
    seen: list[tuple[int, bool]],
) -> None:
    times, ended = zip(*seen, strict=True)
    honest = durations.kaplan_meier(times, ended)
    rash = durations.kaplan_meier(times, [True] * len(times))
    for day in range(61):
        assert honest.share_waiting(day) >= rash.share_waiting(day) - 1e-12


def history(*steps: tuple[Stage, int]) -> list[Change]:
    """Enter stages on the given days after Monday."""
    return [
        Change(stage, MONDAY + timedelta(days=day), n + 1)
        for n, (stage, day) in enumerate(steps)
    ]


def test_a_history_is_cut_into_stays() -> None:
    changes = history(
        (Stage.SAVED, 0),
        (Stage.APPLIED, 2),
        (Stage.SCREEN, 12),
        (Stage.SCREEN, 13),
        (Stage.CHALLENGE, 20),
        (Stage.ONSITE, 30),
    )
    on = MONDAY + timedelta(days=33)
    assert durations.spells(changes, on) == [
        Spell(Stage.APPLIED, 10, End.PASSED),
        Spell(Stage.SCREEN, 8, End.PASSED),
        Spell(Stage.CHALLENGE, 10, End.PASSED),
        Spell(Stage.ONSITE, 3, End.WAITING),
    ]
    merged = durations.spells(changes, on, {Stage.CHALLENGE: Stage.SCREEN})
    assert merged[1] == Spell(Stage.SCREEN, 18, End.PASSED)
    assert durations.spells(changes, MONDAY - timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("closing", "end"),
    [
        (Stage.REJECTED, End.REFUSED),
        (Stage.NO_ANSWER, End.SILENT),
        (Stage.WITHDRAWN, End.LEFT),
        (Stage.APPLIED, End.LEFT),
        (Stage.OFFER, End.PASSED),
    ],
)
def test_a_stay_ends_as_the_next_change_says(closing: Stage, end: End) -> None:
    changes = history((Stage.ONSITE, 0), (closing, 5))
    assert durations.spells(changes, MONDAY + timedelta(days=9))[0] == Spell(
        Stage.ONSITE, 5, end
    )


def test_what_lies_ahead_has_not_happened() -> None:
    changes = history((Stage.APPLIED, 0), (Stage.ONSITE, 9))
    assert durations.spells(changes, MONDAY + timedelta(days=4)) == [
        Spell(Stage.APPLIED, 4, End.WAITING)
    ]


def stays(*days: int, end: End = End.PASSED) -> list[Spell]:
    return [Spell(Stage.APPLIED, each, end) for each in days]


def test_published_times_stand_in_until_there_are_enough_own_ones() -> None:
    wait = durations.wait(stays(1, 1, 1, 1) + stays(50, end=End.SILENT), Stage.APPLIED)
    assert (wait.median, wait.answered, wait.unfinished) == (9, 4, 1)
    assert wait.usual is not None
    assert "eRecruiter" in wait.usual.source


def test_own_times_hold_unfinished_waits() -> None:
    own = stays(2, 4, 6, 8, 10) + stays(*[30] * 5, end=End.WAITING)
    wait = durations.wait(own, Stage.APPLIED)
    # ten waits, five ended: S is 1/2 from day 10 on, and flat to the end
    assert (wait.median, wait.answered, wait.unfinished) == (10, 5, 5)
    assert wait.usual is None
    assert wait.high is None


def test_a_silence_is_compared_with_waits_that_ended_well() -> None:
    well = stays(2, 4, 6, 8, 10)
    assert durations.silence(well, Stage.APPLIED, 9).longer_than == pytest.approx(0.8)
    assert durations.silence(well, Stage.APPLIED, 11).longer_than == pytest.approx(1)
    assert durations.silence(well, Stage.APPLIED, 2).longer_than == 0
    assert durations.silence(well, Stage.APPLIED, 9).ended_well == 5


def test_running_waits_make_a_silence_less_alarming() -> None:
    # By hand: 5 of 10 ended on days 2 to 10, four wait since day 5 (between the
    # second and third end), one refusal on day 7. Increments 1/10, 1/10, then
    # 0.8/4 on day 6, a refusal takes 0.6/3 on day 7, then 0.4/2, 0.2/1.
    own = stays(2, 4, 6, 8, 10) + stays(*[5] * 4, end=End.WAITING)
    own += stays(7, end=End.REFUSED)
    total = 0.1 + 0.1 + 0.2 + 0.2 + 0.2
    expected = (0.1 + 0.1 + 0.2) / total
    found = durations.silence(own, Stage.APPLIED, 8).longer_than
    assert found == pytest.approx(expected)
    assert expected < 3 / 5


def test_a_published_time_says_what_share_was_shorter() -> None:
    # half of a lognormal lies below its median
    silence = durations.silence([], Stage.APPLIED, 9)
    assert silence.longer_than == pytest.approx(0.5)
    assert silence.usual is durations.USUAL[Stage.APPLIED]
    assert durations.silence([], Stage.APPLIED, 0).longer_than == 0


def test_every_stage_that_is_waited_in_has_a_published_time() -> None:
    assert all(usual.source and usual.as_of for usual in durations.USUAL.values())
    whole = [durations.USUAL[s].median for s in (Stage.APPLIED, Stage.SCREEN)]
    # 35 days for the whole process of a software engineer
    assert sum(whole) + durations.USUAL[Stage.ONSITE].median == 35


@given(st.floats(0.01, 0.99))
def test_a_published_quantile_undoes_its_share(chance: float) -> None:
    usual = durations.USUAL[Stage.ONSITE]
    assert usual.share_within(usual.quantile(chance)) == pytest.approx(chance)
