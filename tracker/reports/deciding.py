"""Which offer to take: two lenses, and how sure each is. Pure.

Only criteria for which every offer has a figure are counted: one that is missing is
named, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from tracker import decisions
from tracker.decisions import PAY_LATER, PAY_NOW, Choice, Criterion, Goal
from tracker.errors import InvalidError
from tracker.reports import comparing
from tracker.reports.comparing import Measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.decisions import (
        Acceptance,
        Adjusted,
        Bar,
        Dominated,
        Flip,
        Price,
        Reversal,
        Valued,
        Weights,
    )
    from tracker.reports.comparing import Basis, Compared

COMMUTE = "commute"
COUNTED = Measure.ADJUSTED
"""How pay is counted in a decision: after tax, in one currency, at my prices."""
GOALS = tuple(Goal)
HALF_HOUR = Decimal(-30)


@dataclass(frozen=True)
class Decision:
    """What the offers come to, and what could change it."""

    currency: str
    goal: Goal
    criteria: tuple[Criterion, ...]
    choices: list[Choice]
    points: dict[str, Decimal]
    weights: Weights
    dominated: list[Dominated]
    valued: list[Valued]
    adjusted: list[Adjusted]
    tornado: list[Bar]
    flip: Flip | None
    acceptance: list[Acceptance]
    reversals: list[Reversal]
    notes: list[str]
    """What is missing or lies beyond a scale, a sentence each."""

    def label(self, key: str) -> str:
        """What a criterion is called."""
        return next(each.label for each in self.criteria if each.key == key)


class Scaled(NamedTuple):
    """A criterion as it stands, to show and to change."""

    criterion: Criterion
    points: Decimal
    is_counted: bool


def goal(by: Basis) -> Goal:
    """What the searcher optimises for; growth for who cannot say."""
    known = {each.value for each in Goal}
    return Goal(by.assumed.goal) if by.assumed.goal in known else decisions.UNSURE


def usual_pay(by: Basis, offers: Sequence[Compared]) -> Decimal | None:
    """What pay a year would be usual: as entered, else that of the current job."""
    if by.assumed.usual_pay is not None and by.assumed.usual_pay.amount:
        return by.assumed.usual_pay.amount
    for each in offers:
        if each.offer is None:
            return comparing.total(by, each, COUNTED) / by.years
    return None


def scales(by: Basis, offers: Sequence[Compared]) -> list[Scaled]:
    """Every criterion with its scale and points.

    Raises:
        InvalidError: If no usual pay is known, so that the pay scales have no middle.
    """
    pay = usual_pay(by, offers)
    if pay is None:
        raise InvalidError(
            "Say what pay a year would be usual for you: the scales of pay must not "
            "depend on the offers.",
            field="usual_pay",
        )
    start = decisions.points_for(goal(by))
    found = []
    for each in decisions.criteria_for(by.currency or "", pay):
        own = by.assumed.scales.get(each.key)
        scale = each
        if own is not None:
            scale = Criterion(each.key, each.label, own.worst, own.best, each.unit)
        points = by.assumed.points.get(each.key, start[each.key])
        counted = all(_figure(by, offer, each.key) is not None for offer in offers)
        found.append(Scaled(scale, points, counted))
    return found


def decide(by: Basis, offers: Sequence[Compared]) -> Decision:
    """Compare offers that can be counted alike.

    Args:
        by: What they are compared by.
        offers: At least one; see `comparing.comparable`.

    Raises:
        InvalidError: If no usual pay is known, or no criterion has any points.
    """
    every = scales(by, offers)
    used = [each for each in every if each.is_counted]
    criteria = tuple(each.criterion for each in used)
    points = {each.criterion.key: each.points for each in used}
    weights = decisions.weights_of(points)
    choices = [_choice(by, each, criteria) for each in offers]
    placed = decisions.scores(criteria, choices)
    several = len(choices) > 1
    prices = [_price(by, key) for key in by.assumed.prices if key in points]
    return Decision(
        currency=by.currency,
        goal=goal(by),
        criteria=criteria,
        choices=choices,
        points=points,
        weights=weights,
        dominated=decisions.dominated(criteria, choices),
        valued=decisions.values(criteria, choices, weights),
        adjusted=decisions.priced(choices, PAY_LATER, prices),
        tornado=decisions.tornado(placed, weights) if several else [],
        flip=decisions.smallest_flip(placed, weights) if several else None,
        acceptance=decisions.acceptance(placed, list(points)) if several else [],
        reversals=decisions.reversals(criteria, choices, weights),
        notes=[
            *_missing(by, every, offers),
            *decisions.beyond_scale(criteria, choices),
        ],
    )


def _choice(by: Basis, each: Compared, criteria: Sequence[Criterion]) -> Choice:
    figures = {}
    for criterion in criteria:
        figure = _figure(by, each, criterion.key)
        if figure is not None:
            figures[criterion.key] = figure
    return Choice(each.name, figures)


def _figure(by: Basis, each: Compared, key: str) -> Decimal | None:
    """The figure of an offer on a criterion; None if nobody entered one."""
    if key == PAY_NOW:
        return comparing.by_year(by, each, COUNTED)[0]
    if key == PAY_LATER:
        return round(comparing.total(by, each, COUNTED) / by.years, 2)
    if key == COMMUTE:
        held = each.given.benefits
        told = held.model_fields_set if held else set()
        is_told = {"commute_minutes", "office_days"} & told
        return held.commute_minutes if held is not None and is_told else None
    return each.given.ratings.get(key)


def _price(by: Basis, key: str) -> Price:
    told = by.assumed.prices[key]
    return decisions.Price(key, told.amount, told.step, told.reference)


def _missing(
    by: Basis, every: Sequence[Scaled], offers: Sequence[Compared]
) -> list[str]:
    """Say which criteria are not counted, those for the same reason together."""
    lacking: dict[tuple[str, ...], list[str]] = {}
    for each in every:
        names = tuple(
            offer.name
            for offer in offers
            if _figure(by, offer, each.criterion.key) is None
        )
        if names:
            lacking.setdefault(names, []).append(each.criterion.label)
    return [_not_counted(labels, names, offers) for names, labels in lacking.items()]


def _not_counted(
    labels: Sequence[str], names: Sequence[str], offers: Sequence[Compared]
) -> str:
    verb = "is" if len(labels) == 1 else "are"
    whom = ", ".join(names)
    if len(names) == len(offers) > 1:
        whom = "any of them"
    return f"{', '.join(labels)} {verb} not counted: no figure for {whom}."


# ---- in words


def title(decision: Decision) -> str:
    """Which offer is best, or that none is clearly."""
    first = decision.valued[0]
    if len(decision.valued) == 1:
        share = f"{float(first.value):.0%}"
        return f"{first.name} reaches {share} of the way from your worst to your best."
    second = decision.valued[1]
    if first.value == second.value:
        return f"{first.name} and {second.name} are level by your weights."
    return f"{first.name} comes out best by your weights, {second.name} second."


def sureness(decision: Decision) -> list[str]:
    """How easily the answer changes, a sentence each."""
    said = []
    flip = decision.flip
    if decision.tornado and flip is None:
        said.append("No change of a single weight makes another offer win.")
    elif flip is not None:
        said.append(
            f"The smallest change that flips it: {decision.label(flip.key)} from "
            f"{float(flip.weight):.0%} to {float(flip.at):.1%} of all weight; then "
            f"{flip.other} draws level."
        )
    if decision.acceptance:
        winners = [each for each in decision.acceptance if each.share]
        shares = [
            f"{each.name} {each.share:.0%} (±{100 * 1.96 * each.error:.1f} points)"
            for each in winners
        ]
        rest = "; the others none" if len(winners) < len(decision.acceptance) else ""
        said.append(f"Of all possible weightings each wins: {', '.join(shares)}{rest}.")
    return said


def set_aside(decision: Decision) -> list[str]:
    """Say which offers no weights could make best, those of one better one together."""
    by: dict[str, list[Dominated]] = {}
    for each in decision.dominated:
        by.setdefault(each.by, []).append(each)
    said = []
    for better, found in by.items():
        if len(found) == 1:
            said.append(found[0].sentence)
            continue
        names = [each.name for each in found]
        said.append(
            f"{', '.join(names[:-1])} and {names[-1]} can be set aside: {better} is at "
            "least as good on everything, and better on something, than each."
        )
    return said


def money_words(decision: Decision) -> str:
    """The second lens in one sentence: 5 % apart is a tie."""
    totals = {each.name: each.total for each in decision.adjusted}
    return decisions.money_sentence(totals)


def commute_words(decision: Decision) -> str:
    """What the weights say half an hour less of commute is worth; empty if nothing."""
    keys = {each.key for each in decision.criteria}
    if COMMUTE not in keys or not decision.weights.get(PAY_LATER):
        return ""
    amount = decisions.implied_price(
        decision.criteria, decision.weights, PAY_LATER, COMMUTE, HALF_HOUR
    )
    return (
        f"Your weights say that 30 minutes less of commute are worth {amount:,.0f} "
        f"{decision.currency} a year; if that looks wrong, move the points."
    )


# ---- frames


def values_frame(decision: Decision) -> pd.DataFrame:
    """What each offer's value is made of.

    Returns:
        The columns `offer` (best first), `criterion`, `part` (0 to 1).
    """
    return pd.DataFrame(
        [
            (each.name, decision.label(key), float(part))
            for each in decision.valued
            for key, part in each.parts.items()
        ],
        columns=["offer", "criterion", "part"],
    )


def values_table(decision: Decision) -> pd.DataFrame:
    """The scale and weight of each criterion, and each offer's figure on it."""
    rows = {}
    figures = {choice.name: choice.figures for choice in decision.choices}
    for each in decision.criteria:
        row = {
            "Worst to best": scale_words(each),
            "Weight": f"{float(decision.weights[each.key]):.0%}",
        }
        for valued in decision.valued:
            figure = figures[valued.name][each.key]
            row[valued.name] = f"{figure:,.0f}" if figure > 100 else f"{figure:f}"
        rows[each.label] = row
    rows["Value"] = {"Worst to best": "0 to 1", "Weight": "100%"} | {
        each.name: f"{float(each.value):.4f}" for each in decision.valued
    }
    return pd.DataFrame.from_dict(rows, orient="index")


def scale_words(each: Criterion) -> str:
    """The two ends of a scale: 120 to 0 minutes."""
    unit = "" if each.unit == "of 10" else each.unit
    return f"{each.worst:,f} to {each.best:,f} {unit}".strip()


def tornado_frame(decision: Decision) -> pd.DataFrame:
    """By how much the winner leads when each weight moves by a tenth.

    Returns:
        The columns `criterion` (widest swing first), `low`, `high` (the weights, 0 to
        1), `lead_low`, `lead` (as the weights are) and `lead_high` (below 0 another
        offer wins).
    """
    best = [float(each.value) for each in decision.valued[:2]]
    lead = best[0] - best[-1]
    return pd.DataFrame(
        [
            (
                decision.label(bar.key),
                float(bar.low),
                float(bar.high),
                float(bar.lead_low),
                lead,
                float(bar.lead_high),
            )
            for bar in decision.tornado
        ],
        columns=["criterion", "low", "high", "lead_low", "lead", "lead_high"],
    )


def tornado_table(decision: Decision) -> pd.DataFrame:
    """The figures of the tornado, in words."""
    frame = tornado_frame(decision)
    return pd.DataFrame(
        {
            "Weight from": [f"{low:.0%}" for low in frame["low"]],
            "Lead there": [f"{lead:+.3f}" for lead in frame["lead_low"]],
            "Weight to": [f"{high:.0%}" for high in frame["high"]],
            "Lead then": [f"{lead:+.3f}" for lead in frame["lead_high"]],
        },
        index=list(frame["criterion"]),
    )


def money_table(decision: Decision) -> pd.DataFrame:
    """Each offer in money a year, with what was added or taken off."""
    rows = {}
    for each in decision.adjusted:
        row = {"Pay a year": f"{each.pay:,.0f}"}
        row |= {decision.label(k): f"{part:+,.0f}" for k, part in each.parts.items()}
        rows[each.name] = row | {"Adjusted a year": f"{each.total:,.0f}"}
    return pd.DataFrame.from_dict(rows, orient="index")
