"""Reliability against brute force and simulation, laws, and figures by hand."""

from __future__ import annotations

from itertools import pairwise, product
from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.network import reliability
from tracker.network.chains import Arcs, Chain, arcs, best_chains
from tracker.network.reliability import Coins, at_least_one, coins, within_two_ties


def brute(parts: Coins) -> float:
    """Every way the coins can fall."""
    total = 0.0
    for fall in product((False, True), repeat=len(parts.chances)):
        if any(np.array(fall)[row].all() for row in parts.uses):
            total += prod(
                p if well else 1 - p
                for p, well in zip(parts.chances, fall, strict=True)
            )
    return total


@st.composite
def small_coins(draw: st.DrawFn) -> Coins:
    count = draw(st.integers(1, 7))
    chance = st.floats(0.01, 1)
    uses = draw(
        st.lists(
            st.lists(st.booleans(), min_size=count, max_size=count).filter(any),
            min_size=1,
            max_size=6,
        )
    )
    chances = draw(st.lists(chance, min_size=count, max_size=count))
    return Coins(np.array(chances), np.array(uses))


@st.composite
def networks(draw: st.DrawFn) -> tuple[Arcs, list[Chain]]:
    people = draw(st.integers(3, 8))
    person = st.integers(0, people - 1)
    ties = draw(
        st.lists(st.tuples(person, person, st.floats(0.05, 1)), min_size=3, max_size=30)
    )
    tails, heads, chances = zip(*ties, strict=True)
    found = arcs(people, tails, heads, chances)
    staff = draw(st.sets(st.integers(1, people - 1), min_size=1, max_size=3))
    top = draw(st.integers(1, 12))
    return found, best_chains(found, 0, sorted(staff), top=top)


@given(small_coins())
@settings(max_examples=150)
def test_inclusion_and_exclusion_equals_every_way_the_coins_can_fall(
    parts: Coins,
) -> None:
    found = at_least_one(parts)
    assert found.chance == pytest.approx(brute(parts), abs=1e-9)
    assert found.error == 0


@given(networks(), st.floats(0.1, 1))
def test_it_lies_between_the_best_chain_and_independent_chains(
    case: tuple[Arcs, list[Chain]], willing: float
) -> None:
    ties, chosen = case
    found = at_least_one(coins(ties, chosen, willing))
    independent = 1 - prod(1 - chain.chance for chain in chosen)
    assert found.as_if_independent == pytest.approx(independent, abs=1e-9)
    best = max((chain.chance for chain in chosen), default=0)
    assert best - 1e-9 <= found.chance <= found.as_if_independent


@given(networks(), st.floats(0.1, 1))
def test_a_chain_keeps_its_chance_whatever_people_are_willing_to_do(
    case: tuple[Arcs, list[Chain]], willing: float
) -> None:
    ties, chosen = case
    for chain in chosen:
        alone = at_least_one(coins(ties, [chain], willing))
        assert alone.chance == pytest.approx(chain.chance, rel=1e-9)


@given(networks())
def test_a_further_chain_never_lowers_it(case: tuple[Arcs, list[Chain]]) -> None:
    ties, chosen = case
    chances = [
        at_least_one(coins(ties, chosen[:count])).chance
        for count in range(len(chosen) + 1)
    ]
    assert all(b >= a - 1e-9 for a, b in pairwise(chances))


@given(networks(), st.integers(0, 99), st.floats(0, 1))
def test_a_stronger_tie_never_lowers_it(
    case: tuple[Arcs, list[Chain]], which: int, rise: float
) -> None:
    ties, chosen = case
    arc = which % max(1, len(ties.heads))
    better = ties.chances.copy()
    if len(better):
        better[arc] += rise * (1 - better[arc])
    stronger = Arcs(ties.starts, ties.heads, better, ties.ties)
    now, then = (at_least_one(coins(on, chosen)).chance for on in (ties, stronger))
    assert then >= now - 1e-9


@given(small_coins(), st.integers(0, 6), st.floats(0, 1))
def test_a_better_coin_never_lowers_it(parts: Coins, which: int, rise: float) -> None:
    better = parts.chances.copy()
    place = which % len(better)
    better[place] += rise * (1 - better[place])
    now, then = (at_least_one(Coins(p, parts.uses)) for p in (parts.chances, better))
    assert then.chance >= now.chance - 1e-9


@pytest.mark.parametrize("seed", range(20))
def test_simulation_agrees_within_three_standard_errors(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = np.random.default_rng(seed)
    uses = dice.random((12, 20)) < 0.2
    uses[:, 0] |= ~uses.any(axis=1)
    parts = Coins(dice.uniform(0.3, 1, 20), uses)
    exact = at_least_one(parts)
    monkeypatch.setattr(reliability, "MOST_EXACT", 0)
    thrown = at_least_one(parts, seed=seed)
    assert thrown.error > 0
    assert abs(thrown.chance - exact.chance) <= 3 * thrown.error


def test_more_than_twelve_chains_are_simulated_alike_every_time() -> None:
    parts = Coins(np.full(14, 0.5), np.eye(14, dtype=bool) | (np.arange(14) == 0))
    first, second = at_least_one(parts), at_least_one(parts)
    assert first == second
    # the first coin is in every chain, and alone the first chain
    assert first.chance == pytest.approx(0.5, abs=3 * first.error)
    assert 0 < first.error < 0.004


@given(st.integers(0, 10**6))
@settings(max_examples=60)
def test_two_ties_have_a_closed_form(seed: int) -> None:
    dice = np.random.default_rng(seed)
    tails, heads = dice.integers(0, 6, (2, 14))
    ties = arcs(6, tails, heads, dice.uniform(0.1, 1, 14))
    staff, barred = [4, 5], [3] if seed % 2 else []
    every = best_chains(ties, 0, staff, max_ties=2, top=99, barred=barred)
    expected = at_least_one(coins(ties, every, 1.0)).chance
    assert within_two_ties(ties, 0, staff, barred) == pytest.approx(expected, abs=1e-9)


def test_there_is_no_way_into_where_i_am_and_none_without_chains() -> None:
    ties = arcs(2, [0], [1], [0.5])
    assert within_two_ties(ties, 0, [0, 1]) == 0
    assert at_least_one(coins(ties, [])) == (0, 0, 0)


def test_two_chains_over_one_friend_by_hand() -> None:
    # me 0 -> 1 (.5), then 1 -> 2 (.4) or 1 -> 3 (.4); everybody is willing with .8.
    # The friend's tie and coin, .5, are shared; each insider has .8 * .5 = .4:
    # .5 * (1 - .6 * .6) = .32; as if independent 1 - .8 * .8 = .36.
    ties = arcs(4, [0, 1, 1], [1, 2, 3], [0.5, 0.4, 0.4])
    found = at_least_one(coins(ties, best_chains(ties, 0, [2, 3]), 0.8))
    assert found.chance == pytest.approx(0.32)
    assert found.as_if_independent == pytest.approx(0.36)


def test_two_chains_to_one_insider_by_hand() -> None:
    # me -> 1 or 2 (.5 each) -> 3 (.4 each), 3's own coin .8: .8 * (1 - .75^2) = .35.
    ties = arcs(4, [0, 0, 1, 2], [1, 2, 3, 3], [0.5, 0.5, 0.4, 0.4])
    found = at_least_one(coins(ties, best_chains(ties, 0, [3]), 0.8))
    assert found.chance == pytest.approx(0.35)


@pytest.mark.parametrize("willing", [-0.1, 1.1])
def test_an_impossible_willingness_is_refused(willing: float) -> None:
    ties = arcs(2, [0], [1], [0.5])
    with pytest.raises(ValueError, match="willingness"):
        coins(ties, best_chains(ties, 0, [1]), willing)
