"""Speed, each figure against a plain way to do the same in the same run.

``make bench`` prints the ratios. Times depend on the machine and its load; the
ratios are what to compare.
"""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import networkx as nx
import numpy as np

from tests import bench_pages
from tracker import commands, importers
from tracker.network import chains
from tracker.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2026, 3, 2)
CONTACTS = 30_000
PEOPLE, TIES, COMPANIES = 20_000, 200_000, 100


def seconds(act: Callable[[], object], times: int = 3) -> float:
    """The median time of a call, in seconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return sorted(taken)[len(taken) // 2]


def say(what: str, ours: float, plain: float, plainly: str) -> None:
    """Print one line: ours, the plain way, and the ratio."""
    print(  # noqa: T201
        f"{what}: {ours * 1000:,.0f} ms; {plainly}: {plain * 1000:,.0f} ms; "
        f"ratio {ours / plain:.3f}"
    )


def connections() -> bytes:
    """An export of many made-up contacts."""
    dice = random.Random(7)  # noqa: S311 - made-up data, not a secret
    lines = ["First Name,Last Name,URL,Email Address,Company,Position,Connected On"]
    lines += [
        f"Person{n},Made Up,https://www.linkedin.com/in/p-{n},,"
        f"Company {dice.randrange(3_000)},Engineer,{1 + n % 28:02} Mar 2024"
        for n in range(CONTACTS)
    ]
    return "\n".join(lines).encode()


def bench_import(folder: Path) -> None:
    """An import, read, matched and kept row by row, against a bare bulk insert.

    Both write the same rows into an empty store that is there already.
    """
    data = connections()

    def empty() -> Store:
        # The copy before the first change of a day is no part of an import.
        return Store(folder / f"{uuid4()}.db", copies=False)

    def ours(store: Store) -> None:
        parsed = importers.read("Connections.csv", data)[0]
        with store.change() as work:
            commands.add_import(work, parsed, today=TODAY)

    full = empty()
    ours(full)
    full.close()
    source = sqlite3.connect(str(full.path))
    names = ("company", "person", "position", "tie", "import_batch", "import_row")
    rows = {name: source.execute(f"SELECT * FROM {name}").fetchall() for name in names}  # noqa: S608
    source.close()

    def bare(store: Store) -> None:
        target = sqlite3.connect(str(store.path))
        for name in names:
            marks = ",".join("?" * len(rows[name][0]))
            target.executemany(f"INSERT INTO {name} VALUES ({marks})", rows[name])  # noqa: S608
        target.commit()
        target.close()

    def timed(act: Callable[[Store], None]) -> float:
        store = empty()
        took = seconds(lambda: act(store), 1)
        store.close()
        return took

    # By turns, and the best of each: whatever else the machine does hits both.
    turns = [(timed(ours), timed(bare)) for _ in range(5)]
    best_ours, best_bare = (min(times) for times in zip(*turns, strict=True))
    say(f"import {CONTACTS:,} contacts", best_ours, best_bare, "bulk insert")


def bench_chains() -> None:
    """Chains over arrays against networkx on the whole graph."""
    dice = np.random.default_rng(7)
    tails = dice.integers(0, PEOPLE, TIES)
    heads = dice.integers(0, PEOPLE, TIES)
    chances = dice.uniform(0.1, 0.9, TIES)
    tails[:300] = 0  # me
    arcs = chains.arcs(PEOPLE, tails, heads, chances)
    staff = [
        dice.choice(np.arange(1, PEOPLE), 20, replace=False) for _ in range(COMPANIES)
    ]
    graph: nx.DiGraph[int] = nx.DiGraph()
    for tail, head, chance in zip(tails, heads, chances, strict=True):
        graph.add_edge(int(tail), int(head), cost=-np.log(chance))

    def ours() -> None:
        chains.best_chain_each(arcs, 0, staff)

    def plain() -> None:
        lengths = nx.single_source_dijkstra_path_length(graph, 0, weight="cost")
        [min(lengths.get(int(person), 1e9) for person in people) for people in staff]

    say(
        f"best chains to {COMPANIES} companies, {TIES:,} ties",
        seconds(ours),
        seconds(plain),
        "networkx Dijkstra, which has no bound on ties",
    )


def main() -> None:
    """Run every measurement."""
    with tempfile.TemporaryDirectory() as folder:
        bench_import(Path(folder))
    bench_chains()
    bench_pages.main()


if __name__ == "__main__":
    main()
