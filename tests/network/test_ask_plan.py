"""Ask plans against brute force, laws, and examples by hand."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tracker.network.ask_plan import (
    Plan,
    allowed,
    chance_matrix,
    in_order,
    plan,
    tired,
)
from tracker.network.chains import arcs, best_chains

if TYPE_CHECKING:
    from numpy.typing import NDArray

MONDAY = date(2026, 3, 2)


def optimum(
    chances: NDArray[np.float64], k: int, each: int, weights: NDArray[np.float64]
) -> float:
    """Every choice of k contacts, and for each every choice of companies."""
    contacts, companies = chances.shape
    sets = list(combinations(range(companies), min(each, companies)))
    fails = np.ones((contacts, len(sets), companies))
    for place, chosen in enumerate(sets):
        fails[:, place, chosen] = 1 - chances[:, chosen]
    best = 0.0
    for group in combinations(range(contacts), min(k, contacts)):
        left = np.ones((1, companies))
        for contact in group:
            left = (left[:, None] * fails[contact][None]).reshape(-1, companies)
        best = max(best, float(((1 - left) @ weights).max()))
    return best


def instances() -> list[tuple[NDArray[np.float64], int, int, NDArray[np.float64]]]:
    """500 small ones: sparse and dense, one or several asks to each contact."""
    dice = np.random.default_rng(1978)
    found = []
    for _ in range(500):
        shape = int(dice.integers(4, 9)), int(dice.integers(2, 6))
        chances = dice.beta(1.2, 2, shape)
        chances *= dice.random(shape) < dice.choice([0.3, 0.6, 1])
        weights = dice.choice([np.ones(shape[1]), dice.uniform(0.1, 1.1, shape[1])])
        k, each = int(dice.integers(1, 4)), int(dice.choice([1, 1, 2, 9]))
        found.append((chances, k, each, weights))
    return found


def test_plans_are_nearly_the_best_and_their_bounds_true() -> None:
    shares = []
    for chances, k, each, weights in instances():
        found = plan(chances, k, each=each, weights=weights)
        best = optimum(chances, k, each, weights)
        assert found.expected <= best + 1e-9
        assert best <= found.bound + 1e-9
        shares.append(found.expected / best if best else 1.0)
    assert np.mean(shares) >= 0.99
    assert min(shares) >= 0.85


def test_a_plan_beats_other_orders_and_their_bounds_are_true_too() -> None:
    for chances, k, each, weights in instances()[:200]:
        best = optimum(chances, k, each, weights)
        found = plan(chances, k, each=each, weights=weights)
        for ranking in (np.argsort(-chances.max(axis=1)), np.arange(len(chances))):
            other = in_order(chances, ranking, k, each=each, weights=weights)
            assert other.expected <= best + 1e-9 <= other.bound + 2e-9
            assert other.expected <= found.expected / 0.9
            check(other, chances, k, each, weights)


def check(
    found: Plan,
    chances: NDArray[np.float64],
    k: int,
    each: int,
    weights: NDArray[np.float64],
) -> None:
    """A plan keeps the limits and adds up."""
    counts: dict[int, int] = {}
    left = np.ones(chances.shape[1])
    for ask in found.asks:
        counts[ask.contact] = counts.get(ask.contact, 0) + 1
        assert ask.chance == chances[ask.contact, ask.company] > 0
        left[ask.company] *= 1 - ask.chance
    assert len(counts) <= k
    assert max(counts.values(), default=0) <= each
    assert len({ask[:2] for ask in found.asks}) == len(found.asks)
    assert found.expected == pytest.approx(float(weights @ (1 - left)))
    assert sum(ask.gain for ask in found.asks) == pytest.approx(found.expected)
    assert 0 <= found.share <= 1


def test_plans_keep_their_limits_and_add_up() -> None:
    for chances, k, each, weights in instances():
        check(plan(chances, k, each=each, weights=weights), chances, k, each, weights)


@pytest.mark.parametrize("each", [1, 2, 25])
def test_on_larger_networks_no_order_of_asking_does_better(each: int) -> None:
    for seed in range(12):
        dice = np.random.default_rng(seed)
        chances = dice.beta(1, 4, (30, 25)) * (dice.random((30, 25)) < 0.4)
        found = plan(chances, 10, each=each)
        check(found, chances, 10, each, np.ones(25))
        assert found.share > 0.8
        orders = [-chances.max(axis=1), -chances.sum(axis=1), dice.random(30)]
        for order in orders:
            other = in_order(chances, np.argsort(order), 10, each=each)
            assert other.expected <= found.expected <= other.bound + 1e-9


def test_asks_are_moved_to_make_room_for_others() -> None:
    # Greed asks 0 about 0 and 2 about 1, which leaves 1 only .4 * .5; instead 0
    # makes room for 1, and 2 for 0.
    chances = np.array([[0.6, 0.55, 0.0], [0.5, 0.0, 0.0], [0.0, 0.5, 0.45]])
    assert plan(chances, 3).expected == pytest.approx(0.55 + 0.5 + 0.45)
    assert plan(chances, 3, each=[1, 0, 1]).expected == pytest.approx(0.6 + 0.5)


def test_exchanging_finds_what_greed_misses() -> None:
    # Greed asks the first contact about the first company, .5 + .5 * .48 = .74;
    # the first about the second and the second about the first make .49 + .48.
    found = plan(np.array([[0.5, 0.49], [0.48, 0.0]]), 2)
    assert found.expected == pytest.approx(0.97)
    assert [ask[:2] for ask in found.asks] == [(0, 1), (1, 0)]


def test_asks_may_be_worth_nothing_after_others() -> None:
    found = plan(np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 0.0]]), 3)
    assert len(found.asks) == 1
    assert found.expected == found.bound == 1


def test_who_is_left_in_peace_is_not_asked() -> None:
    asked = [date(2026, 2, 10), date(2026, 1, 31), None]
    each = allowed(asked, MONDAY, each=2)
    assert each.tolist() == [0, 2, 2]  # 20 and exactly 30 days ago
    found = plan(np.full((3, 4), 0.5), 3, each=each)
    assert sorted(ask.contact for ask in found.asks) == [1, 1, 2, 2]


def test_who_was_asked_often_is_less_likely_to_help_again() -> None:
    left = tired(np.array([[0.5, 1.0], [0.5, 0.0]]), [2, 0])
    assert left == pytest.approx(np.array([[0.32, 0.64], [0.5, 0.0]]))


@pytest.mark.parametrize("shape", [(0, 3), (3, 0), (0, 0)])
def test_with_nobody_to_ask_or_nowhere_to_go_the_plan_is_empty(
    shape: tuple[int, int],
) -> None:
    assert plan(np.zeros(shape), 3) == ((), 0, 0)
    assert plan(np.zeros(shape), 3).share == 1
    assert plan(np.ones((2, 2)), 0) == ((), 0, 0)


def test_impossible_plans_are_refused() -> None:
    with pytest.raises(ValueError, match="chance"):
        plan(np.full((1, 1), 1.5), 1)
    with pytest.raises(ValueError, match="0 or more"):
        plan(np.full((1, 1), 0.5), -1)


def test_the_matrix_holds_the_best_chain_through_each_contact() -> None:
    for seed in range(300):
        dice = np.random.default_rng(seed)
        people = int(dice.integers(3, 9))
        tails, heads = dice.integers(0, people, (2, people * 3))
        ties = arcs(people, tails, heads, dice.uniform(0.1, 1, people * 3))
        companies = [np.flatnonzero(dice.random(people) < 0.3) for _ in range(3)]
        barred = 1 + np.flatnonzero(dice.random(people - 1) < 0.15)
        most = int(dice.integers(1, 5))
        found = chance_matrix(ties, 0, companies, max_ties=most, barred=barred)
        mine = set(ties.heads[: ties.starts[1]].tolist()) - set(barred.tolist())
        assert set(found.contacts.tolist()) == mine
        for column, staff in enumerate(companies):
            best = dict.fromkeys(mine, 0.0)
            for chain in best_chains(
                ties, 0, staff, max_ties=most, top=10_000, barred=barred
            ):
                contact = chain.people[1]
                best[contact] = max(best[contact], chain.chance)
            expected = [best[contact] for contact in found.contacts.tolist()]
            assert found.chances[:, column] == pytest.approx(expected), seed
