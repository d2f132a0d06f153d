"""Ways into a company against exhaustive enumeration, and examples by hand."""

from __future__ import annotations

import numpy as np
import pytest

from tracker.network.chains import Arcs, Chain, arcs, best_chain_each, best_chains
from tracker.network.ways import (
    best_new_ties,
    disjoint,
    nearest,
    through,
    through_each,
)

CHANCES = np.array([0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 0.9, 1])
SEEDS = range(400)


def question(seed: int) -> tuple[Arcs, list[int], int, list[int], list[int]]:
    """Ties among at most 8 people, insiders, a bound, who is barred, ranks."""
    dice = np.random.default_rng(seed)
    people = int(dice.integers(3, 9))
    count = int(dice.integers(2, people * 4))
    tails, heads = dice.integers(0, people, (2, count))
    ties = arcs(people, tails, heads, dice.choice(CHANCES, count))
    staff = np.flatnonzero(dice.random(people) < 0.3).tolist()
    barred = (1 + np.flatnonzero(dice.random(people - 1) < 0.1)).tolist()
    ranks = dice.integers(0, people, people).tolist()
    return ties, staff, int(dice.integers(1, 5)), barred, ranks


def every(seed: int) -> list[Chain]:
    """All chains, best first: `best_chains` is tested against enumeration."""
    ties, staff, most, barred, ranks = question(seed)
    return best_chains(
        ties, 0, staff, max_ties=most, top=10_000, order=ranks, barred=barred
    )


@pytest.mark.parametrize("top", [1, 3, 10])
def test_through_each_connector_it_is_the_best_of_all_chains(top: int) -> None:
    for seed in SEEDS:
        ties, staff, most, barred, ranks = question(seed)
        first: dict[int, Chain] = {}
        for chain in every(seed):
            first.setdefault(chain.people[1], chain)
        found = through_each(
            ties, 0, staff, max_ties=most, top=top, order=ranks, barred=barred
        )
        assert found == list(first.values())[:top], seed


def test_through_one_connector_it_is_the_best_of_all_chains() -> None:
    for seed in SEEDS[:200]:
        ties, staff, most, barred, ranks = question(seed)
        first: dict[int, Chain] = {}
        for chain in every(seed):
            first.setdefault(chain.people[1], chain)
        for person in range(1, ties.people):
            found = through(
                ties, 0, staff, person, max_ties=most, order=ranks, barred=barred
            )
            assert found == first.get(person), (seed, person)


def test_disjoint_chains_are_the_best_that_share_nobody() -> None:
    for seed in SEEDS:
        ties, staff, most, barred, ranks = question(seed)
        met: set[int] = set()
        expected = []
        for chain in every(seed):
            if not met & set(chain.people[1:]):
                met |= set(chain.people[1:])
                expected.append(chain)
        found = disjoint(
            ties, 0, staff, max_ties=most, top=9, order=ranks, barred=barred
        )
        assert found == expected, seed


def test_a_new_tie_gains_what_adding_it_gains() -> None:
    for seed in range(150):
        ties, staff, most, barred, _ = question(seed)
        companies = [staff, [ties.people - 1], []]
        weights = np.array([1.0, 0.5, 3.0])

        def best(on: Arcs) -> np.ndarray:
            found = best_chain_each(on, 0, companies, max_ties=most, barred=barred)  # noqa: B023
            return np.array([chain.chance if chain else 0.0 for chain in found])

        known = set(ties.heads[: ties.starts[1]].tolist())
        gains = {}
        for person in set(range(1, ties.people)) - known - set(barred):
            tails = np.append(ties.tails, 0)
            heads = np.append(ties.heads, person)
            more = arcs(ties.people, tails, heads, np.append(ties.chances, 0.5))
            gains[person] = float(weights @ (best(more) - best(ties)))
        found = best_new_ties(
            ties,
            0,
            companies,
            max_ties=most,
            top=99,
            chance=0.5,
            weights=weights,
            barred=barred,
        )
        expected = {person: gain for person, gain in gains.items() if gain > 1e-12}
        listed = {tie.person: tie.gain for tie in found if tie.gain > 1e-12}
        assert listed == pytest.approx(expected), seed
        assert [tie.gain for tie in found] == sorted(listed.values(), reverse=True)


def test_a_new_tie_says_which_companies_it_helps_most_first() -> None:
    # I know 1, who leads nowhere; 2 knows people at both companies: .5 x (.4 + .8).
    # Knowing 3 or 4 themselves would bring .5.
    ties = arcs(5, [0, 2, 2], [1, 3, 4], [0.5, 0.4, 0.8])
    (found,) = best_new_ties(ties, 0, [[3], [4]], chance=0.5, top=1)
    assert (found.person, found.companies) == (2, (1, 0))
    assert found.gain == pytest.approx(0.6)


def test_whoever_is_nearest_can_be_reached_and_is_the_fewest_ties_away() -> None:
    for seed in SEEDS:
        ties, staff, most, barred, ranks = question(seed)
        found = nearest(ties, 0, staff, max_ties=most, order=ranks, barred=barred)
        chains = every(seed)
        if chains:
            assert found == (chains[0].people[-1], chains[0], 0), seed
            continue
        more = [
            chain
            for bound in range(1, 5)
            for chain in best_chains(
                ties, 0, staff, max_ties=bound, order=ranks, barred=barred
            )
        ]
        assert (found is not None) >= bool(more), seed
        if found:
            assert len(found.chain.arcs) <= most
            assert found.person not in (0, *barred, *staff)
            fewest = min((len(chain.arcs) for chain in more), default=5)
            assert len(found.chain.arcs) + found.ties_left >= fewest


def test_the_nearest_person_on_a_long_way() -> None:
    # me - 1 - 2 - 3 - 4 - 5, and a dead end me - 6
    ties = arcs(7, [0, 1, 2, 3, 4, 0], [1, 2, 3, 4, 5, 6], [0.5] * 6)
    found = nearest(ties, 0, [5], max_ties=2)
    assert found is not None
    assert (found.person, found.ties_left) == (2, 3)
    assert found.chain.people == (0, 1, 2)
    assert nearest(ties, 0, [5], max_ties=2, barred=[3]) is None
    assert nearest(ties, 0, [0, 5]) is None
    assert nearest(ties, 0, []) is None


def test_where_i_am_inside_there_is_no_way_and_nothing_to_gain() -> None:
    ties = arcs(3, [0, 1], [1, 2], [0.5, 0.5])
    assert through_each(ties, 0, [0, 2]) == []
    assert disjoint(ties, 0, [0, 2]) == []
    assert best_new_ties(ties, 0, [[0, 2]]) == []


def test_impossible_questions_are_refused() -> None:
    ties = arcs(2, [0], [1], [0.5])
    with pytest.raises(ValueError, match="At least 1 chain"):
        through_each(ties, 0, [1], top=0)
    with pytest.raises(ValueError, match="new tie"):
        best_new_ties(ties, 0, [[1]], chance=1.5)
    with pytest.raises(ValueError, match="Person 5"):
        nearest(ties, 5, [1])
