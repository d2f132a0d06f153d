"""Chains against slow references: ten thousand small graphs, and real networks.

``python -m tests.bench_exact`` compares chains, orders and chances with exhaustive
enumeration in exact fractions on 10,000 random graphs of up to 9 people: any bound on
ties, equal chances, people barred, me inside, no way at all.

``python -m tests.bench_exact DATA=folder`` also asks 200 questions of the real networks
in that folder (see `bench_network`), with chances in exact fractions, and compares the
ten best chains with all chains of at most three ties, written out one by one.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from fractions import Fraction
from itertools import pairwise
from math import prod
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from tests.bench_advice import real_networks, say
from tests.network.test_chains import check, random_question
from tracker.network import chains

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

GRAPHS = 10_000
QUESTIONS = 200
TOP = 10


def bench_small() -> None:
    """Compare with enumeration, and count what came up."""
    random, start = Random(1), time.perf_counter()  # noqa: S311 - repeatable, no secret
    counts: dict[str, int] = defaultdict(int)
    for _ in range(GRAPHS):
        ask = random_question(random)
        found = check(ask)
        counts["chains compared"] += found
        counts["graphs with me inside a company"] += any(
            ask.me in one for one in ask.companies
        )
        counts["graphs with somebody barred"] += bool(ask.barred)
        counts["graphs without any chain"] += not found
    taken = time.perf_counter() - start
    say(f"{GRAPHS:,} random graphs equal exhaustive enumeration, {taken:.0f} s")
    for what, count in counts.items():
        say(f"  {count:,} {what}")


def every_chain(
    near: Mapping[int, list[tuple[int, Fraction]]], me: int, goal: set[int]
) -> Iterator[tuple[Fraction, int, tuple[int, ...]]]:
    """All chains of at most three ties: minus the chance, ties, people."""
    for a, first in near[me]:
        if a in goal:
            yield -first, 1, (me, a)
            continue
        for b, second in near[a]:
            if b == me:
                continue
            if b in goal:
                yield -first * second, 2, (me, a, b)
                continue
            for c, third in near[b]:
                if c in goal and c not in (me, a):
                    yield -first * second * third, 3, (me, a, b, c)


def bench_real(folder: Path) -> None:
    """Ask each network its share of the questions."""
    networks = list(real_networks(folder))
    for name, rough, companies in networks:
        # Chances of three decimals: exact as fractions, and with many equal products.
        chance = np.round(rough.chances, 3)
        arcs = chains.arcs(rough.people, rough.tails, rough.heads, chance)
        near: dict[int, list[tuple[int, Fraction]]] = defaultdict(list)
        for tail, head, text in zip(
            arcs.tails.tolist(),
            arcs.heads.tolist(),
            [f"{one:.3f}" for one in arcs.chances.tolist()],
            strict=True,
        ):
            near[tail].append((head, Fraction(text)))
        start = time.perf_counter()
        asked = compared = written = 0
        dice = np.random.default_rng(21)
        people = np.flatnonzero(np.diff(arcs.starts))
        while asked < QUESTIONS // len(networks) + 1:
            me = int(dice.choice(people))
            goal = {*companies[int(dice.integers(len(companies)))].tolist()}
            if me in goal:
                continue
            slow = sorted(every_chain(near, me, goal))
            found = chains.best_chains(arcs, me, sorted(goal), top=TOP)
            assert [one.people for one in found] == [row[2] for row in slow[:TOP]]
            for one, row in zip(found, slow, strict=False):
                assert abs(one.chance - float(-row[0])) <= 1e-12 * one.chance
                exact = prod(dict(near[a])[b] for a, b in pairwise(one.people))
                assert exact == -row[0]
            asked, compared = asked + 1, compared + len(found)
            written += len(slow)
        say(
            f"{name}: {asked} questions equal, {compared:,} chains compared of "
            f"{written:,} written out, {time.perf_counter() - start:.0f} s"
        )


def main() -> None:
    """Compare."""
    bench_small()
    for word in sys.argv[1:]:
        bench_real(Path(word.removeprefix("DATA=")))


if __name__ == "__main__":
    main()
