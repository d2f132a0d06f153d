"""Chains against exhaustive enumeration, laws, and examples worked by hand."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, permutations, product
from math import log, prod
from random import Random
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.network.chains import (
    Arcs,
    Chain,
    arcs,
    best_chain_each,
    best_chains,
    rounded,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

CHANCES = ("0", "0.2", "0.3", "0.4", "0.5", "0.6", "0.8", "0.9", "1")
"""Few, and such that products agree: .2 x .9 = .3 x .6, not so as floats."""

Tie = tuple[int, int, str]


@dataclass(frozen=True)
class Question:
    people: int
    ties: tuple[Tie, ...]
    me: int
    companies: tuple[tuple[int, ...], ...]
    barred: tuple[int, ...]
    ranks: tuple[int, ...]
    max_ties: int
    top: int

    def arcs(self) -> Arcs:
        return graph(self.people, self.ties)


def graph(people: int, ties: Sequence[Tie]) -> Arcs:
    tails, heads, chances = zip(*ties, strict=True) if ties else ((), (), ())
    return arcs(people, tails, heads, [float(chance) for chance in chances])


# --- Exhaustive enumeration, in exact fractions ---------------------------------


def strongest(ties: Sequence[Tie]) -> dict[tuple[int, int], tuple[Fraction, int]]:
    found: dict[tuple[int, int], tuple[Fraction, int]] = {}
    for record, (tail, head, chance) in enumerate(ties):
        known = found.get((tail, head), (Fraction(0), -1))
        if tail != head and Fraction(chance) > known[0]:
            found[tail, head] = Fraction(chance), record
    return found


def every_chain(
    ask: Question, insiders: Sequence[int]
) -> list[tuple[Fraction, tuple[int, ...], tuple[int, ...]]]:
    """All chains, best first: exact chance, people, tie records."""
    if ask.me in insiders:
        return []
    known = strongest(ask.ties)
    ends = set(insiders) - set(ask.barred)
    others = set(range(ask.people)) - {ask.me, *insiders, *ask.barred}
    found = []
    for between in range(ask.max_ties):
        for middle, end in product(permutations(others, between), ends):
            people = (ask.me, *middle, end)
            steps = list(pairwise(people))
            if all(step in known for step in steps):
                chance = prod((known[step][0] for step in steps), start=Fraction(1))
                found.append((chance, people, tuple(known[step][1] for step in steps)))
    return sorted(
        found,
        key=lambda one: (
            -one[0],
            len(one[1]),
            [ask.ranks[person] for person in one[1][1:]],
            one[1],
        ),
    )


def check(ask: Question) -> int:
    """Compare both functions with the enumeration; count the chains compared."""
    known, compared = ask.arcs(), 0
    first = best_chain_each(
        known,
        ask.me,
        ask.companies,
        max_ties=ask.max_ties,
        order=ask.ranks,
        barred=ask.barred,
    )
    for insiders, best in zip(ask.companies, first, strict=True):
        wanted = every_chain(ask, insiders)[: ask.top]
        found = best_chains(
            known,
            ask.me,
            insiders,
            max_ties=ask.max_ties,
            top=ask.top,
            order=ask.ranks,
            barred=ask.barred,
        )
        assert [chain.people for chain in found] == [people for _, people, _ in wanted]
        for chain, (chance, _, records) in zip(found, wanted, strict=True):
            assert chain.chance == pytest.approx(float(chance), rel=1e-14)
            assert tuple(known.ties[list(chain.arcs)]) == records
            assert chain.chance == prod(known.chances[list(chain.arcs)])
        assert best == (found[0] if found else None)
        compared += len(found)
    return compared


def random_question(random: Random) -> Question:
    people = random.choice((1, 3, 5, 6, 7, 8, 8, 9, 9, 9))
    few = ["0", *random.sample(CHANCES[1:], random.randint(1, 3))]
    ties = [
        (random.randrange(people), random.randrange(people), chance)
        for chance in random.choices(few, k=random.choice((2, 4, 8, 16)) * people)
    ]
    inside = random.choices(range(people // 2, people), k=6)
    return Question(
        people,
        tuple(ties),
        random.randrange(people // 2 + 1),  # an insider now and then
        (tuple(inside[:1]), tuple(inside[1:3]), tuple(inside[3:])),
        tuple(random.sample(range(people), random.choice((0, 0, 0, min(2, people))))),
        tuple(random.choices(range(random.choice((2, 99))), k=people)),
        random.choice((1, 2, 3, 3, 4, 4)),
        random.choice((1, 10, 10_000, 10_000)),
    )


def test_chains_equal_exhaustive_enumeration_on_3000_random_graphs() -> None:
    random = Random(20261124)  # noqa: S311 - a repeatable test, no secret
    assert sum(check(random_question(random)) for _ in range(3000)) > 20_000


@st.composite
def questions(draw: st.DrawFn) -> Question:
    people = draw(st.integers(1, 7))
    person = st.integers(0, people - 1)
    crowd = st.lists(person, max_size=4).map(tuple)
    return Question(
        people,
        tuple(draw(st.lists(st.tuples(person, person, st.sampled_from(CHANCES))))),
        draw(person),
        tuple(draw(st.lists(crowd, max_size=3))),
        draw(crowd),
        tuple(draw(st.lists(st.integers(-2, 9), min_size=people, max_size=people))),
        draw(st.integers(1, 4)),
        draw(st.integers(1, 12)),
    )


@given(questions())
@settings(max_examples=400, deadline=None)
def test_chains_equal_exhaustive_enumeration(ask: Question) -> None:
    check(ask)


# --- Examples worked by hand ----------------------------------------------------

ME, ANA, BO, CY, DEE, EVA, FAY = range(7)


def test_friends_and_friends_of_friends_are_the_ways_in() -> None:
    """Me - Ana (.8) and Me - Bo (.5); both know Cy; Bo knows Dee; Cy, Dee inside.

    Me-Ana-Cy .8 x .5 = .4, Me-Bo-Dee .5 x .6 = .3, Me-Bo-Cy .5 x .2 = .1.
    Me-Ana-Cy-Dee passes Cy, who is inside: no chain, strong as it is.
    """
    ties = [
        (ME, ANA, "0.8"),
        (ME, BO, "0.5"),
        (ANA, CY, "0.5"),
        (BO, CY, "0.2"),
        (BO, DEE, "0.6"),
        (CY, DEE, "1"),
    ]
    found = best_chains(graph(5, ties), ME, [CY, DEE])
    assert [chain.people for chain in found] == [
        (ME, ANA, CY),
        (ME, BO, DEE),
        (ME, BO, CY),
    ]
    assert [chain.chance for chain in found] == pytest.approx([0.4, 0.3, 0.1])
    assert found[0].arcs == (0, 2)


def test_the_bound_on_ties_is_part_of_the_question() -> None:
    """Four ties of .9 (.6561) beat two of .7 (.49), but nobody asks through four.

    Dijkstra on -log p finds the four; cutting it off finds nothing at all.
    """
    ties = [
        *((ME, ANA, "0.9"), (ANA, BO, "0.9"), (BO, CY, "0.9"), (CY, DEE, "0.9")),
        *((ME, EVA, "0.7"), (EVA, DEE, "0.7")),
    ]
    plain: nx.DiGraph[int] = nx.DiGraph()
    plain.add_weighted_edges_from((a, b, -log(float(p))) for a, b, p in ties)
    path = nx.dijkstra_path(plain, ME, DEE)
    assert path == [ME, ANA, BO, CY, DEE]

    known = graph(6, ties)
    assert [chain.people for chain in best_chains(known, ME, [DEE])] == [(ME, EVA, DEE)]
    four = best_chains(known, ME, [DEE], max_ties=4)
    assert [chain.people for chain in four] == [tuple(path), (ME, EVA, DEE)]
    assert four[0].chance == pytest.approx(0.6561)


def test_equal_chances_go_by_fewer_ties_and_then_by_the_names() -> None:
    """.5 and 1 x .5; then .2 x .9 = .3 x .6 = .6 x .3, where floats differ."""
    assert 0.2 * 0.9 > 0.3 * 0.6
    ties = [
        *((ME, DEE, "0.5"), (ME, ANA, "1"), (ANA, DEE, "0.5")),
        *((ME, BO, "0.2"), (BO, DEE, "0.9")),
        *((ME, CY, "0.3"), (CY, DEE, "0.6")),
        *((ME, EVA, "0.6"), (EVA, DEE, "0.3")),
    ]
    names = [0, 9, 2, 3, 4, 1]  # Eva, Bo, Cy, Dee, Ana
    found = best_chains(graph(6, ties), ME, [DEE], order=names)
    between = [chain.people[1:-1] for chain in found]
    assert between == [(), (ANA,), (EVA,), (BO,), (CY,)]
    assert found[3].chance == 0.2 * 0.9


def test_the_last_bit_decides_nothing() -> None:
    """.18 in one tie is .2 x .9 in two; .7 x .1 is .07 x 1, and Ana's name is first."""
    assert 0.2 * 0.9 > 0.18
    shorter = graph(3, [(ME, BO, "0.18"), (ME, ANA, "0.2"), (ANA, BO, "0.9")])
    best = best_chain_each(shorter, ME, [[BO]])[0]
    assert best == Chain((ME, BO), 0.18, (1,))
    assert best == best_chains(shorter, ME, [BO])[0]

    assert 0.7 * 0.1 < 0.07 * 1
    ties = [(ME, ANA, "0.7"), (ANA, CY, "0.1"), (ME, BO, "0.07"), (BO, CY, "1")]
    named = graph(4, ties)
    best = best_chain_each(named, ME, [[CY]])[0]
    assert best == Chain((ME, ANA, CY), 0.7 * 0.1, (0, 2))
    assert best == best_chains(named, ME, [CY])[0]


def test_chances_that_all_but_agree_are_told_apart() -> None:
    """Both functions, one part in 3 x 10^12 apart; names would say Ana."""
    ties = [(ME, BO, 0.5), (ME, ANA, 0.5 * (1 - 3e-12)), (BO, CY, 1.0), (ANA, CY, 1.0)]
    tails, heads, chances = zip(*ties, strict=True)
    known = arcs(4, tails, heads, chances)
    found = best_chains(known, ME, [CY])
    assert [chain.people for chain in found] == [(ME, BO, CY), (ME, ANA, CY)]
    assert best_chain_each(known, ME, [[CY]])[0] == found[0]


def test_the_order_of_the_factors_does_not_matter() -> None:
    for factors in product((0.1, 0.2, 0.3, 0.35, 0.7, 0.99), repeat=4):
        ways = np.array([prod(way) for way in permutations(factors)])
        assert len(set(rounded(ways))) == 1


def test_who_is_an_insider_needs_no_chain() -> None:
    known = graph(2, [(ME, ANA, "0.5")])
    assert best_chains(known, ME, [ANA, ME]) == []
    assert best_chain_each(known, ME, [[ANA, ME], [ANA], []]) == [
        None,
        Chain((ME, ANA), 0.5, (0,)),
        None,
    ]


def test_nobody_barred_is_in_a_chain_not_even_as_its_insider() -> None:
    ties = [(ME, ANA, "0.9"), (ANA, CY, "0.9"), (ME, BO, "0.1"), (BO, CY, "0.1")]
    known = graph(4, ties)
    assert best_chains(known, ME, [CY], barred=[ANA])[0].people == (ME, BO, CY)
    assert best_chains(known, ME, [CY], barred=[CY]) == []
    truths = [False, True, False, False]
    assert best_chains(known, ME, [CY], barred=truths)[0].people == (ME, BO, CY)
    assert best_chain_each(known, ME, [[CY]], barred=[ANA, BO]) == [None]


def test_of_parallel_ties_the_strongest_counts_and_then_the_first() -> None:
    tails, heads = [ME, ME, ME, ANA, ME, BO], [ANA, ANA, ANA, ME, BO, BO]
    known = arcs(3, tails, heads, [0.2, 0.7, 0.7, 0.9, 0, 0.5], [9, 8, 3, 8, 4, 5])
    assert known.starts.tolist() == [0, 1, 2, 2]
    assert known.heads.tolist() == [ANA, ME]
    assert known.chances.tolist() == [0.7, 0.9]
    assert known.ties.tolist() == [3, 8]
    assert known.tails.tolist() == [ME, ANA]


def test_ties_are_walked_in_their_direction_only() -> None:
    known = graph(2, [(ANA, ME, "0.9")])
    assert best_chains(known, ME, [ANA]) == []


def test_nobody_and_nothing_give_no_chain() -> None:
    assert arcs(0, [], [], []).people == 0
    assert best_chains(graph(1, []), ME, [ME]) == []
    assert best_chain_each(graph(3, []), ME, []) == []
    assert best_chain_each(graph(3, []), ME, [[1], [2]], max_ties=4) == [None, None]


# --- Laws -----------------------------------------------------------------------


@given(questions(), st.data())
@settings(max_examples=100, deadline=None)
def test_one_more_tie_never_lowers_the_best_chance(
    ask: Question, data: st.DataObject
) -> None:
    person = st.integers(0, ask.people - 1)
    more = data.draw(st.tuples(person, person, st.sampled_from(CHANCES)))

    def bests(ties: Sequence[Tie]) -> list[float]:
        found = best_chain_each(
            graph(ask.people, ties), ask.me, ask.companies, max_ties=ask.max_ties
        )
        return [chain.chance if chain else 0.0 for chain in found]

    for before, after in zip(bests(ask.ties), bests([*ask.ties, more]), strict=True):
        assert after >= before


@given(questions())
@settings(max_examples=100, deadline=None)
def test_a_longer_bound_never_lowers_the_best_chance(ask: Question) -> None:
    bests = [
        [
            chain.chance if chain else 0.0
            for chain in best_chain_each(
                ask.arcs(), ask.me, ask.companies, max_ties=ties
            )
        ]
        for ties in (1, 2, 3, 4)
    ]
    for shorter, longer in pairwise(bests):
        assert all(a <= b for a, b in zip(shorter, longer, strict=True))


@given(st.lists(st.floats(1e-240, 1), min_size=1))
def test_rounding_keeps_twelve_digits_and_the_order(chances: list[float]) -> None:
    ordered = np.sort(np.array(chances))
    digits = rounded(ordered)
    assert digits == pytest.approx([float(f"{one:.11e}") for one in ordered], 1e-11)
    assert np.all(np.diff(digits) >= 0)
    assert rounded(digits).tolist() == digits.tolist()


def test_rounding_is_that_of_decimals() -> None:
    given = np.array([0.0, 1.0, 0.9999999999999, 0.1, 0.1 * 3, 0.123456789012499, 1e-5])
    assert rounded(given).tolist() == [0, 1, 1, 0.1, 0.3, 0.123456789012, 1e-5]


# --- Larger graphs --------------------------------------------------------------


def crowd(people: int, ties: int, chances: Sequence[float], seed: int) -> Arcs:
    random = np.random.default_rng(seed)
    ends = random.integers(0, people, (2, ties))
    return arcs(people, ends[0], ends[1], random.choice(chances, ties))


@pytest.mark.parametrize("max_ties", [1, 2, 3, 4])
@pytest.mark.parametrize(
    "chances",
    [(0.5,), (0.35, 0.5, 0.6, 0.75), tuple(np.random.default_rng(4).random(999))],
    ids=["all equal", "priors", "all different"],
)
def test_the_best_chain_of_each_company_is_the_first_of_its_chains(
    max_ties: int, chances: tuple[float, ...]
) -> None:
    known = crowd(2000, 12_000, chances, 5)
    random = np.random.default_rng(6)
    companies = [random.integers(0, 2000, size) for size in range(100)]
    order, barred = random.permutation(2000), random.integers(1, 2000, 100)
    first = best_chain_each(
        known, 0, companies, max_ties=max_ties, order=order, barred=barred
    )
    for insiders, best in zip(companies, first, strict=True):
        found = best_chains(
            known, 0, insiders, max_ties=max_ties, top=1, order=order, barred=barred
        )
        assert best == (found[0] if found else None)


def test_equal_chances_everywhere_do_not_make_it_slow() -> None:
    """300 people who all know each other: 26 million chains of 4 ties, ten asked."""
    people = 300
    tails, heads = np.divmod(np.arange(people**2), people)
    apart = (tails != 0) | (heads < people - 2)  # I do not know the insiders
    known = arcs(people, tails[apart], heads[apart], np.ones(np.count_nonzero(apart)))
    found = best_chains(known, 0, [people - 2, people - 1], max_ties=4)
    assert [chain.people for chain in found] == [
        (0, between, end) for between in range(1, 6) for end in (298, 299)
    ]
    assert best_chain_each(known, 0, [[298, 299]], max_ties=4)[0] == found[0]


# --- What is refused ------------------------------------------------------------


@pytest.mark.parametrize(
    ("tails", "heads", "chances", "message"),
    [
        ([0], [1, 1], [0.5], "equally many"),
        ([0], [2], [0.5], "numbers of the 2 people"),
        ([-1], [1], [0.5], "numbers of the 2 people"),
        ([0.0], [1], [0.5], "list of people's numbers"),
        ([[0]], [1], [0.5], "list of people's numbers"),
        ([0], [1], [1.01], "from 0 to 1"),
        ([0], [1], [-0.1], "from 0 to 1"),
        ([0], [1], [float("nan")], "from 0 to 1"),
    ],
)
def test_impossible_ties_are_refused(
    tails: list[int], heads: list[int], chances: list[float], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        arcs(2, tails, heads, chances)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"max_ties": 0}, "1 to 4 ties, not 0"),
        ({"max_ties": 5}, "1 to 4 ties, not 5"),
        ({"top": 0}, "At least 1 chain"),
        ({"me": 2}, "Person 2 is not one of the 2 people"),
        ({"insiders": [2]}, "insiders must be numbers of the 2 people"),
        ({"insiders": [True, False]}, "insiders must be a list"),
        ({"barred": [True]}, "barred must be a list"),
        ({"barred": [-1]}, "barred must be numbers of the 2 people"),
        ({"order": [0]}, "order must give 2 people one rank each"),
    ],
)
def test_impossible_questions_are_refused(
    changed: dict[str, object], message: str
) -> None:
    usual: dict[str, object] = {"arcs": graph(2, []), "me": 0, "insiders": [1]}
    with pytest.raises(ValueError, match=message):
        best_chains(**(usual | changed))  # type: ignore[arg-type]


def test_shared_arrays_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        graph(2, [(0, 1, "0.5")]).chances[0] = 1
