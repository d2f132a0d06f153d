"""Tie strength and ask plans measured on real networks: see `bench_network`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.models import TieKind
from tracker.network import ask_plan, chains, strength

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

KINDS = [TieKind.FRIEND, TieKind.COLLEAGUE, TieKind.OTHER]
SHARES = [0.15, 0.35, 0.5]


def say(text: str = "") -> None:
    print(text, flush=True)  # noqa: T201


# --- Strength on time-stamped messages ----------------------------------------------


class Pairs(NamedTuple):
    """Who had written to whom by some day, seen from each side, and what came."""

    seen: strength.Evidence
    messages: Floats
    quiet: Floats
    age: Floats
    they_write: NDArray[np.bool_]
    either_writes: NDArray[np.bool_]


def pairs(mails: Ints, day: float, until: float) -> Pairs:
    """Look back from one day, and ahead until another."""
    writer, reader, second = mails.T
    when = second / 86_400
    people = int(mails[:, :2].max()) + 1
    past, next_ = when < day, (when >= day) & (when < until)
    keys = np.concatenate([writer * people + reader, reader * people + writer])
    twice = np.tile(past, 2)
    key, place = np.unique(keys[twice], return_inverse=True)
    mine = np.repeat([1.0, 0.0], np.count_nonzero(past))
    dated = np.tile(when[past], 2)
    last, first = np.zeros(len(key)), np.full(len(key), np.inf)
    np.maximum.at(last, place, dated)
    np.minimum.at(first, place, dated)
    me, other = np.divmod(key, people)
    known = np.zeros((people, people), np.float32)
    known[me, other] = 1
    sent = np.bincount(place, mine).astype(np.float64)
    received = np.bincount(place, 1 - mine).astype(np.float64)
    seen = strength.Evidence(
        prior=strength.prior(TieKind.OTHER),
        mutuals=(known @ known)[me, other],
        sent=sent,
        received=received,
        last_days=day - last,
        quiet_days=day - last,
    )
    back = np.isin(key, reader[next_] * people + writer[next_])
    forth = np.isin(key, writer[next_] * people + reader[next_])
    return Pairs(seen, sent + received, day - last, day - first, back, back | forth)


def auc(score: Floats, hit: NDArray[np.bool_]) -> float:
    """How often a hit has a higher score than a miss; equal ones count half."""
    _, place, counts = np.unique(score, return_inverse=True, return_counts=True)
    rank = (np.cumsum(counts) - (counts - 1) / 2)[place]
    hits = np.count_nonzero(hit)
    above = rank[hit].sum() - hits * (hits + 1) / 2
    return float(above / (hits * (len(hit) - hits)))


def precision(score: Floats, hit: NDArray[np.bool_]) -> float:
    """Average precision; equal scores are taken together."""
    _, place = np.unique(-score, return_inverse=True)
    hits, all_ = np.cumsum(np.bincount(place, hit)), np.cumsum(np.bincount(place))
    return float((np.diff(hits, prepend=0) / hits[-1] * hits / all_).sum())


def fitted(inputs: Floats, hit: NDArray[np.bool_]) -> Floats:
    """Logistic regression by Newton's method: the constant, then the weights."""
    rows = np.column_stack([np.ones(len(inputs)), inputs])
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-rows @ weights))
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows
        weights += np.linalg.solve(curve, rows.T @ (hit - chance))
    return weights


def bench_strength(folder: Path) -> None:
    """Fit the weights on the first part, test on the rest."""
    files = sorted(folder.rglob("*temporal*.gz"))
    if not files:
        say(f"No time-stamped messages (*temporal*.gz) in {folder.name}: left out.")
        return
    mails = read_numbers(files[0])
    early, late = pairs(mails, 70, 100), pairs(mails, 100, 1e9)
    soon = pairs(mails, 100, 130)
    seen = early.seen
    inputs = np.column_stack(
        [
            np.log1p(seen.sent),
            np.log1p(seen.received),
            np.exp2(-early.quiet / strength.RECENT_DAYS),
            np.log1p(seen.mutuals),
        ]
    )
    outcome = np.concatenate([early.they_write, early.either_writes])
    weights = fitted(np.vstack([inputs, inputs]), outcome)
    say("Weights sent, received, recent, mutual; fitted on days 0 to 100:")
    say("  " + ", ".join(f"{weight:.2f}" for weight in weights[1:]))
    used = strength.SENT, strength.RECEIVED, strength.RECENT, strength.MUTUAL
    say("  " + ", ".join(f"{weight:.2f}" for weight in used) + " in use")
    scores = {
        "strength": strength.chances(late.seen),
        "count alone": late.messages,
        "recency alone": -late.quiet,
        "connection date alone": late.age,
        "mutual contacts alone": np.asarray(late.seen.mutuals, float),
    }
    hits = {"they write": late.they_write, "either writes": late.either_writes}
    for what, hit in hits.items():
        say(f"Days 100 to 150, {what}: {len(hit):,} directed pairs, {hit.mean():.1%}")
        for name, score in scores.items():
            best = max(auc(score, hit), auc(-score, hit))
            found = max(precision(score, hit), precision(-score, hit))
            say(f"  {name:22} AUC {best:.3f}  average precision {found:.3f}")
    say("Calibration of being in touch within 30 days (day 100), by tenths:")
    calibration(strength.contact_chance(soon.seen), soon.either_writes)


def calibration(chance: Floats, hit: NDArray[np.bool_]) -> None:
    """Print what was said beside what came."""
    tenth = np.minimum((chance * 10).astype(int), 9)
    for step in range(10):
        some = tenth == step
        if some.any():
            said, came = chance[some].mean(), hit[some].mean()
            say(f"  said {said:.2f}  came {came:.2f}  n {np.count_nonzero(some):,}")
    say(
        f"  Brier score {np.mean((chance - hit) ** 2):.3f}; "
        f"always the mean {hit.mean() * (1 - hit.mean()):.3f}"
    )


# --- Ask plans on real networks -----------------------------------------------------


def read_numbers(path: Path) -> Ints:
    """Read lines of numbers."""
    return np.loadtxt(path, np.int64)


def evidence(ties: int, mutuals: Ints, seed: int) -> strength.Evidence:
    """Made-up kinds and messages for ties that are known by their ends only."""
    dice = np.random.default_rng(seed)
    priors = np.array([strength.prior(kind) for kind in KINDS])
    quiet = dice.exponential(400, ties)
    return strength.Evidence(
        prior=dice.choice(priors, ties, p=SHARES),
        mutuals=mutuals,
        sent=dice.geometric(0.3, ties) - 1,
        received=dice.geometric(0.3, ties) - 1,
        last_days=quiet,
        quiet_days=quiet,
    )


def real_arcs(ends: Ints, seed: int) -> chains.Arcs:
    """A real network with chances by its mutual contacts, each way its own."""
    both = np.unique(np.concatenate([ends, ends[:, ::-1]]), axis=0)
    people = int(both.max()) + 1
    near: list[set[int]] = [set() for _ in range(people)]
    for one, other in both.tolist():
        near[one].add(other)
    mutuals = np.array([len(near[a] & near[b]) for a, b in both.tolist()])
    chance = strength.chances(evidence(len(both), mutuals, seed))
    return chains.arcs(people, both[:, 0], both[:, 1], chance)


def groups(arcs: chains.Arcs, dice: np.random.Generator) -> list[Ints]:
    """Companies where none are known: 40 people, each with up to 20 they know."""
    found = []
    for person in dice.choice(np.flatnonzero(np.diff(arcs.starts)), 40, replace=False):
        near = arcs.heads[arcs.starts[person] : arcs.starts[person + 1]]
        some = dice.permutation(near.copy())[:20]
        found.append(np.append(some, person).astype(np.int64))
    return found


def real_networks(folder: Path) -> Iterator[tuple[str, chains.Arcs, list[Ints]]]:
    """The networks in a folder, and the companies in each."""
    names = "email-Eu-core.txt.gz", "facebook_combined.txt.gz", "ca-CondMat.txt.gz"
    for name in names:
        for path in folder.rglob(name):
            arcs = real_arcs(read_numbers(path), 11)
            labels = list(path.parent.glob("*department-labels.txt"))
            if labels:
                label = read_numbers(labels[0])
                some = [label[label[:, 1] == one, 0] for one in np.unique(label[:, 1])]
            else:
                some = groups(arcs, np.random.default_rng(12))
            yield name.split(".")[0], arcs, some


def bench_plans(folder: Path) -> None:
    """Plans against other orders of asking, for 20 people who search."""
    for name, arcs, companies in real_networks(folder):
        dice = np.random.default_rng(13)
        degree = np.diff(arcs.starts)
        searchers = dice.choice(np.flatnonzero(degree >= 20), 20, replace=False)
        say(f"{name}: {np.count_nonzero(degree):,} people, {len(companies)} companies")
        for each in (1, len(companies)):
            for k in (5, 20):
                totals = np.zeros(6)
                for me in searchers.tolist():
                    totals += compared(arcs, me, companies, k, each)
                ours, closest, known, by_chance, share, least = totals / 20
                say(
                    f"  {k:2} contacts, {'1 ask' if each == 1 else 'any asks'} each: "
                    f"plan {ours:.3f} ({share:.1%} of the bound on average), closest "
                    f"{closest:.3f}, best connected {known:.3f}, random "
                    f"{by_chance:.3f}; best of all for {least:.0%} of searchers"
                )


def compared(
    arcs: chains.Arcs, me: int, companies: list[Ints], k: int, each: int
) -> Floats:
    """Expected companies of a plan and of three orders; share; whether it wins."""
    found = ask_plan.chance_matrix(arcs, me, companies)
    mine = slice(arcs.starts[me], arcs.starts[me + 1])
    orders = [
        np.argsort(-arcs.chances[mine]),
        np.argsort(-np.diff(arcs.starts)[found.contacts]),
        np.random.default_rng(me).permutation(len(found.contacts)),
    ]
    ours = ask_plan.plan(found.chances, k, each=each)
    others = [
        ask_plan.in_order(found.chances, order, k, each=each).expected
        for order in orders
    ]
    wins = ours.expected >= max(others) - 1e-9
    return np.array([ours.expected, *others, ours.share, wins])
