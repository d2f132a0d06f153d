"""The network measured: its speed, and with real networks its advice.

``python -m tests.bench_network`` makes a network of 100,000 people and a million
ties from a seed and compares with networkx, and with scipy, rustworkx and igraph
where they are installed. Times depend on the machine and its load; the ratios are
what to compare.

``python -m tests.bench_network DATA=folder`` also measures tie strength and ask
plans on the real networks in that folder (SNAP: email-Eu-core and its time-stamped
part, ego-Facebook, ca-CondMat). They are read, never kept.

``python -m tests.bench_network MILLION=1`` measures only what `bench_million` does.
"""

from __future__ import annotations

import importlib
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from tests.bench_advice import bench_plans, bench_strength, evidence, say
from tests.bench_million import bench_million
from tracker.network import ask_plan, chains, reliability, strength, ways

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

PEOPLE, TIES, CONTACTS = 100_000, 1_000_000, 2_000
COMPANIES, STAFF = 200, 47
PATIENCE = 120.0
"""Seconds for networkx's ten best chains to one company."""


def seconds(act: Callable[[], object], times: int = 3) -> float:
    """The median time of a call."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return sorted(taken)[len(taken) // 2]


# --- Speed on a made-up network -----------------------------------------------------


def made_up(ties: int, people: int, contacts: int) -> chains.Arcs:
    """A network with few hubs and many who know few; its chances alike both ways."""
    dice = np.random.default_rng(7)
    shares = np.cumsum(dice.lognormal(0, 1.15, people - 1))
    mine = np.unique(
        1 + np.searchsorted(shares, dice.random(contacts * 2) * shares[-1])
    )
    mine = dice.permutation(mine)[:contacts]
    ends = 1 + np.searchsorted(shares, dice.random((2, ties * 5 // 4)) * shares[-1])
    low, high = ends.min(axis=0), ends.max(axis=0)
    pairs_ = dice.permutation(np.unique((low * people + high)[low != high]))
    low, high = np.divmod(pairs_[: ties - contacts], people)
    tails = np.concatenate([np.zeros(len(mine), np.int64), low])
    heads = np.concatenate([mine, high])
    mutuals = dice.geometric(0.08, len(tails)) - 1
    chance = strength.chances(evidence(len(tails), mutuals, 8))
    return chains.arcs(
        people,
        np.concatenate([tails, heads]),
        np.concatenate([heads, tails]),
        np.tile(chance, 2),
    )


def staff(people: int, companies: int, each: int) -> list[Ints]:
    """Disjoint companies, none of them mine."""
    order = 1 + np.random.default_rng(9).permutation(people - 1)
    return [order[n * each : (n + 1) * each] for n in range(companies)]


def bench_growth() -> None:
    """The cost at 10,000, 100,000 and a million ties."""
    say("Growth: 20 companies of 25, both questions asked")
    for ties in (10_000, 100_000, 1_000_000):
        people = ties // 10
        arcs = made_up(ties, people, people // 50)
        some = staff(people, 20, 25)
        each = seconds(lambda: chains.best_chain_each(arcs, 0, some))  # noqa: B023
        ten = seconds(lambda: chains.best_chains(arcs, 0, some[0]))  # noqa: B023
        say(
            f"  {ties:9,} ties: best to each {each * 1e3:7.2f} ms "
            f"({each / ties * 1e9:.0f} ns a tie), ten best to one {ten * 1e3:6.2f} ms"
        )


def bench_ours(arcs: chains.Arcs, some: list[Ints]) -> tuple[float, float]:
    """The questions a page asks; best chains to all and ten to one are returned."""
    many = seconds(lambda: chains.best_chain_each(arcs, 0, some), 5)
    one = [seconds(lambda: chains.best_chains(arcs, 0, some[n])) for n in range(5)]  # noqa: B023
    ten = float(np.median(one))
    chosen = chains.best_chains(arcs, 0, some[0])
    hung = reliability.coins(arcs, chosen)
    matrix = ask_plan.chance_matrix(arcs, 0, some)
    acts: dict[str, Callable[[], object]] = {
        "ten best, each through another": lambda: ways.through_each(arcs, 0, some[0]),
        "five that share nobody": lambda: ways.disjoint(arcs, 0, some[0]),
        "best new ties, 200 companies": lambda: ways.best_new_ties(arcs, 0, some),
        "at least one of ten works": lambda: reliability.at_least_one(hung),
        "matrix of contacts, 200 companies": lambda: ask_plan.chance_matrix(
            arcs, 0, some
        ),
        "plan of 5 asks": lambda: ask_plan.plan(matrix.chances, 5),
        "plan of 50 asks": lambda: ask_plan.plan(matrix.chances, 50),
    }
    say(f"  best chains to {len(some)} companies {many * 1e3:.1f} ms")
    say(f"  ten best chains to one company {ten * 1e3:.1f} ms")
    for what, act in acts.items():
        say(f"  {what} {seconds(act) * 1e3:.1f} ms")
    system = optional("resource")
    if system:
        peak = system.getrusage(system.RUSAGE_SELF).ru_maxrss
        unit = 2**20 if sys.platform == "darwin" else 2**10
        say(f"  peak memory so far, making the network included: {peak / unit:.0f} MB")
    return many, ten


def ratio(what: str, ours: float, theirs: float) -> None:
    say(f"  {what} {theirs * 1e3:,.0f} ms; ours takes {ours / theirs:.4f} of it")


def optional(name: str) -> Any:  # noqa: ANN401 - a module that may not be there
    """Import a library, or say that it is not there."""
    try:
        return importlib.import_module(name)
    except ImportError:
        say(f"  {name} is not installed: not compared.")
        return None


def against_networkx(
    arcs: chains.Arcs, some: list[Ints], many: float, ten: float
) -> None:
    """Dijkstra to everybody, and Yen's algorithm on the whole graph."""
    graph: nx.Graph[Any] = nx.Graph()
    cost = -np.log(arcs.chances)
    one_way = arcs.tails < arcs.heads
    rows = arcs.tails[one_way], arcs.heads[one_way], cost[one_way]
    built = seconds(
        lambda: graph.add_weighted_edges_from(
            zip(*(row.tolist() for row in rows), strict=True)
        ),
        1,
    )
    say(f"  networkx: the graph alone takes {built:.1f} s to build")

    def plain() -> None:
        lengths: Any = nx.single_source_dijkstra(graph, 0)[0]
        [min(lengths.get(person, np.inf) for person in one.tolist()) for one in some]

    ratio("networkx Dijkstra", many, seconds(plain, 1))
    graph.add_weighted_edges_from((person, "goal", 0) for person in some[0].tolist())
    start = time.perf_counter()
    found = 0
    for _ in nx.shortest_simple_paths(graph, 0, "goal", "weight"):
        found += 1
        if found == 10 or time.perf_counter() - start > PATIENCE:
            break
    taken = time.perf_counter() - start
    ratio(f"networkx shortest_simple_paths, {found} paths", ten, taken)


def against_scipy(arcs: chains.Arcs, some: list[Ints], many: float, ten: float) -> None:
    sparse = optional("scipy.sparse")
    if not sparse:
        return
    search = importlib.import_module("scipy.sparse.csgraph")
    n = arcs.people
    parts = -np.log(arcs.chances), arcs.heads, arcs.starts.astype(np.int32)
    matrix = sparse.csr_matrix(parts, shape=(n, n))

    def plain() -> None:
        lengths, _ = search.dijkstra(matrix, indices=0, return_predecessors=True)
        [lengths[one].min() for one in some]

    ratio("scipy dijkstra", many, seconds(plain))
    if hasattr(search, "yen"):
        rows = np.append(arcs.tails, some[0]).astype(np.int32)
        columns = np.append(arcs.heads, np.full(len(some[0]), n)).astype(np.int32)
        costs = np.append(parts[0], np.full(len(some[0]), 1e-12))
        wide = sparse.csr_matrix((costs, (rows, columns)), shape=(n + 1, n + 1))
        wide.indices = wide.indices.astype(np.int32)
        wide.indptr = wide.indptr.astype(np.int32)
        ratio("scipy yen", ten, seconds(lambda: search.yen(wide, 0, n, 10), 1))


def against_igraph(
    arcs: chains.Arcs, some: list[Ints], many: float, ten: float
) -> None:
    igraph = optional("igraph")
    if not igraph:
        return
    one_way = arcs.tails < arcs.heads
    ends = np.stack([arcs.tails[one_way], arcs.heads[one_way]], axis=1)
    goal = np.stack([some[0], np.full(len(some[0]), arcs.people)], axis=1)
    graph = igraph.Graph(n=arcs.people + 1, edges=np.concatenate([ends, goal]).tolist())
    free = np.append(-np.log(arcs.chances[one_way]), np.zeros(len(goal))).tolist()
    everybody = np.concatenate(some).tolist()
    ratio(
        "igraph shortest paths to the insiders",
        many,
        seconds(lambda: graph.get_shortest_paths(0, everybody, free), 1),
    )
    ratio(
        "igraph get_k_shortest_paths",
        ten,
        seconds(
            lambda: graph.get_k_shortest_paths(0, arcs.people, k=10, weights=free), 1
        ),
    )


def against_rustworkx(arcs: chains.Arcs, many: float) -> None:
    rustworkx = optional("rustworkx")
    if not rustworkx:
        return
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(arcs.people))
    one_way = arcs.tails < arcs.heads
    rows = arcs.tails[one_way], arcs.heads[one_way], -np.log(arcs.chances[one_way])
    graph.add_edges_from(list(zip(*(row.tolist() for row in rows), strict=True)))
    ratio(
        "rustworkx dijkstra_shortest_paths",
        many,
        seconds(
            lambda: rustworkx.dijkstra_shortest_paths(graph, 0, weight_fn=float), 1
        ),
    )


def main() -> None:
    """Run every measurement."""
    for word in sys.argv[1:]:
        if word.startswith("MILLION="):
            kept = Path(word.removeprefix("MILLION="))
            bench_million(kept if kept.is_dir() else None)
            return
        folder = Path(word.removeprefix("DATA="))
        if not folder.is_dir():
            sys.exit(f"“{folder}” is not a folder: give DATA=folder, or nothing.")
        bench_strength(folder)
        bench_plans(folder)
    bench_growth()
    start = time.perf_counter()
    arcs = made_up(TIES, PEOPLE, CONTACTS)
    some = staff(PEOPLE, COMPANIES, STAFF)
    say(
        f"{PEOPLE:,} people, {len(arcs.heads) // 2:,} ties, "
        f"made in {time.perf_counter() - start:.1f} s"
    )
    many, ten = bench_ours(arcs, some)
    against_scipy(arcs, some, many, ten)
    against_igraph(arcs, some, many, ten)
    against_rustworkx(arcs, many)
    against_networkx(arcs, some, many, ten)


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        main()
