"""Commands that answer with rates and chances."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tracker import commands, inputs, search
from tracker.cli.common import local_today, opened, say
from tracker.errors import InvalidError
from tracker.forecast import CAVEAT
from tracker.rates import Chance, believed, offer_yield, onsite_to_offer, reached
from tracker.rates import funnel as steps_of
from tracker.reports.odds import ahead, groups, words
from tracker.reports.odds import cases as groupings
from tracker.reports.odds import funnel as reports
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from datetime import date

    from tracker.forecast import Outlook
    from tracker.rates import Case, Rate, Step
    from tracker.rates.priors import Posterior

BY = tuple(groupings.GROUPINGS)
"""What `foothold funnel --by` takes."""
CHANCES = tuple(each.value for each in Chance)
"""What `foothold priors` takes."""


def funnel(options: argparse.Namespace) -> int:
    """Say how far applications came, and what is believed about the next."""
    with opened(options) as store:
        found = search.current(store, LOCAL_OWNER)
    on = options.on or local_today()
    cases = list(groupings.cases(found).values())
    priors = believed(found.searcher.priors)
    answer: dict[str, Any] = {
        "on": on.isoformat(),
        "reached": {each.value: number for each, number in reached(cases).items()},
        "steps": [_step_json(each) for each in steps_of(cases, on)],
        "onsite_to_offer": _rate_json(onsite_to_offer(cases, on)),
        "offer_yield": _rate_json(offer_yield(cases)),
        "chances": {
            each.chance.value: _belief_json(each.now)
            for each in reports.beliefs(cases, on, priors)
        },
    }
    lines = [reports.title(cases, on, priors), reports.basis(cases, on, priors)]
    lines += [f"  {bar.label}: {bar.words}" for bar in reports.bars(cases)]
    if options.by:
        answer |= _by_json(cases, options.by, on)
        lines += _by_words(cases, options.by, on)
    say(options, answer, "\n".join(lines))
    return 0


def priors(options: argparse.Namespace) -> int:
    """Say which rates are assumed before own data; change one, or take it back."""
    on = local_today()
    changed = _prior_given(options, on)
    with opened(options) as store:
        if changed is not None or options.published:
            with store.change(LOCAL_OWNER) as work:
                commands.save_prior(work, Chance(options.chance), changed, version=None)
        found = search.current(store, LOCAL_OWNER)
    known = reports.beliefs(
        list(groupings.cases(found).values()), on, believed(found.searcher.priors)
    )
    answer = {each.chance.value: _belief_json(each.now) for each in known}
    shown = reports.belief_table(known)
    lines = ["  ".join(row) for row in zip(*shown.values(), strict=True)]
    say(options, answer, "\n".join([*lines, *reports.sources(known)]))
    return 0


def _prior_given(options: argparse.Namespace, on: date) -> inputs.PriorIn | None:
    """The figure to assume from now on; None if none is given."""
    given = {"mean": options.rate, "weight": options.weight}
    told = {name: value for name, value in given.items() if value is not None}
    if options.chance is None and (told or options.published):
        raise InvalidError(f"Say which rate is meant: {', '.join(Chance)}.")
    if options.published and told:
        raise InvalidError("Give a figure or --published, not both.")
    if not told:
        return None
    return inputs.parse(
        inputs.PriorIn, {**told, "source": options.source, "on": on.isoformat()}
    )


def forecast(options: argparse.Namespace) -> int:
    """Say how likely an offer is by day, and what changes it most."""
    with opened(options) as store:
        found = search.current(store, LOCAL_OWNER)
    on = options.on or local_today()
    known = ahead.ahead(found, on)
    answer = {
        "on": on.isoformat(),
        "under_way": known.lives,
        "in_hand": known.in_hand,
        "points": [
            {
                "on": (on + timedelta(days=point.day)).isoformat(),
                "one_more": _outlook_json(point.one),
                "two_at_once": _outlook_json(point.two),
            }
            for point in known.points
        ],
        "changes": [
            {
                "change": each.change,
                "by": known.by_on.isoformat(),
                "before": each.before.chance,
                "after": each.after.chance,
            }
            for each in known.changes
        ],
        "caveats": [CAVEAT, ahead.BENCH, ahead.MOCK],
    }
    lines = [ahead.title(known, on), ahead.basis(known)]
    shown = ahead.table(known, on)
    lines += ["  " + "  ".join(row) for row in zip(*shown.values(), strict=True)]
    lines += [ahead.most(known, on), CAVEAT]
    say(options, answer, "\n".join(lines))
    return 0


def _outlook_json(found: Outlook) -> dict[str, float]:
    return {"chance": found.chance, "low": found.low, "high": found.high}


def _by_json(cases: Sequence[Case], by: str, on: date) -> dict[str, Any]:
    found = groups.groups(cases, by, on)
    return {
        "by": by,
        "groups": [
            {
                "name": group.name,
                "steps": [_step_json(each) for each in group.steps.values()],
            }
            for group in found
        ],
        "comparison": [
            said for after in groups.CHOICES for said in groups.comparison(found, after)
        ],
    }


def _by_words(cases: Sequence[Case], by: str, on: date) -> list[str]:
    found, after = groups.groups(cases, by, on), groups.CHOICES[-1]
    lines = [f"{groupings.GROUPINGS[by]}, {reports.STEPS[after].lower()}:"]
    for group in found:
        rate = group.steps[after].settled
        lines.append(
            f"  {group.name}: {words.rate(rate)} ({words.interval(rate)}, "
            f"n = {rate.trials})"
        )
    return lines + list(groups.comparison(found, after))


def _step_json(step: Step) -> dict[str, Any]:
    return {
        "before": step.before.value,
        "after": step.after.value,
        "passed": step.passed,
        "ended": step.ended,
        "left": step.left,
        "waiting": step.waiting,
        "settled": _rate_json(step.settled),
        "so_far": _rate_json(step.so_far),
    }


def _rate_json(rate: Rate) -> dict[str, Any]:
    """A rate with its 95 % interval; no share below the floor."""
    bounds = rate.interval
    return {
        "successes": rate.successes,
        "n": rate.trials,
        "share": rate.share,
        "low": bounds and bounds.low,
        "high": bounds and bounds.high,
    }


def _belief_json(now: Posterior) -> dict[str, Any]:
    low, high = now.band_80
    return {
        "chance": now.mean,
        "low": low,
        "high": high,
        "own": _rate_json(now.seen),
        "prior": {
            "chance": now.prior.value,
            "weight": now.prior.weight,
            "source": now.prior.source,
            "as_of": now.prior.as_of,
            "is_own": now.prior.is_own,
        },
    }
