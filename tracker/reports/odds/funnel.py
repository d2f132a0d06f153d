"""How far applications came, and what is believed about the next ones. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.planning import said_day
from tracker.rates import (
    COLD_LOW,
    FLOOR,
    PRIORS,
    Case,
    Chance,
    Milestone,
    Posterior,
    Prior,
    Rate,
    Step,
    funnel,
    offer_yield,
    onsite_to_offer,
    reached,
    update,
)
from tracker.rates.funnel import step
from tracker.reports.odds import words
from tracker.reports.odds.cases import WITH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

MILESTONES = {
    Milestone.APPLIED: "Sent",
    Milestone.ANSWERED: "Answered",
    Milestone.INTERVIEW: "Interview",
    Milestone.ONSITE: "Onsite",
    Milestone.OFFER: "Offer",
    Milestone.ACCEPTED: "Accepted",
}
"""What a person reads for each milestone."""
STEPS = {
    Milestone.ANSWERED: "Sent to answered",
    Milestone.INTERVIEW: "Sent to interview",
    Milestone.ONSITE: "Interview to onsite",
    Milestone.OFFER: "Onsite to offer",
    Milestone.ACCEPTED: "Offer to yes",
}
"""What a person reads for each step, by where it leads."""
CHANCES = {
    Chance.INTERVIEW: "Interview, without a referral",
    Chance.REFERRED_INTERVIEW: "Interview, with a referral",
    Chance.ONSITE: "Onsite, after an interview",
    Chance.OFFER: "Offer, after an onsite",
    Chance.ACCEPT: "Yes, after an offer",
}
"""What a person reads for each chance."""
HOW_COUNTED = (
    "Counted by the furthest stage each application ever reached, from its dated "
    "history. A rejection is an answer. A rate leaves out what still waits and what "
    "you withdrew; what had no word for 45 days counts as ended. Below "
    f"{FLOOR} decided applications the counts stand alone."
)


class Bar(NamedTuple):
    """How many applications ever reached a milestone."""

    label: str
    number: int
    words: str
    """The number with its share of those sent."""


class Belief(NamedTuple):
    """A chance as it is believed now, beside what it is made of."""

    chance: Chance
    label: str
    now: Posterior


def title(
    cases: Sequence[Case], on: date, priors: Mapping[Chance, Prior] = PRIORS
) -> str:
    """Give the answer of the page; it says no more than the funnel shows."""
    sent = reached(cases)[Milestone.APPLIED]
    if not sent:
        return _title_before(priors[Chance.INTERVIEW])
    seen = _interviews(cases, on).settled
    if not seen.trials:
        return f"{sent} sent, none of them decided yet."
    if not seen.successes:
        return _title_of_none(cases, seen, on, priors)
    if seen.share is None:
        return (
            f"{seen.successes} of {seen.trials} decided applications led to an "
            "interview."
        )
    onsites = onsite_to_offer(cases, on)
    more = f", and {words.rate(onsites)} of onsites to an offer"
    if onsites.share is None:
        more = f", and {words.rate(onsites)} onsites to an offer"
    return (
        f"{words.percent(seen.share)} of your applications lead to an interview"
        f"{more if onsites.trials else ''}."
    )


def _title_before(cold: Prior) -> str:
    if cold.is_own:
        return (
            f"By your own figure, {words.percent(cold.value)} of online applications "
            "lead to an interview."
        )
    low, high = COLD_LOW.value, cold.value
    return (
        f"Of 100 online applications, {100 * low:.0f} to {100 * high:.0f} usually "
        "lead to an interview."
    )


def _title_of_none(
    cases: Sequence[Case], seen: Rate, on: date, priors: Mapping[Chance, Prior]
) -> str:
    usual = words.percent(chance_of_none(cases, on, priors))
    what = words.counted(seen.trials, "decided application")
    is_own = priors[Chance.INTERVIEW].is_own or priors[Chance.REFERRED_INTERVIEW].is_own
    rates = "the rates you assume" if is_own else "usual rates"
    return (
        f"No interview from {what} yet, as {usual} of searchers would have at {rates}."
    )


def basis(
    cases: Sequence[Case], on: date, priors: Mapping[Chance, Prior] = PRIORS
) -> str:
    """Say what the title rests on."""
    found = _interviews(cases, on)
    sent = reached(cases)[Milestone.APPLIED]
    if not sent and priors[Chance.INTERVIEW].is_own:
        return (
            "Assumed until you log what you send: your own results take its place bit "
            "by bit."
        )
    if not sent:
        return (
            "Published figures of vendors, about other people. Log what you send, and "
            "your own take their place bit by bit."
        )
    rest = f"{found.waiting} of {sent} sent still wait for one" + (
        f", {found.left} you withdrew." if found.left else "."
    )
    if not found.settled.trials:
        return f"{rest} A rate comes with the first interviews and rejections."
    return (
        f"Likely {words.interval(found.settled)}, n = {found.settled.trials} decided; "
        f"{rest}"
    )


def chance_of_none(
    cases: Iterable[Case], on: date, priors: Mapping[Chance, Prior] = PRIORS
) -> float:
    """Give how often as many decided applications lead to no interview at all.

    At the assumed rates and their spread, own results aside: the beta-binomial
    chance of 0, multiplied for those with and those without a referral.
    """
    product = 1.0
    for chance, some in _by_referral(cases).items():
        prior, trials = priors[chance], _interviews(some, on).settled.trials
        for n in range(trials):
            product *= (prior.b + n) / (prior.weight + n)
    return product


def bars(cases: Sequence[Case]) -> Sequence[Bar]:
    """Give how many ever reached each milestone, from sent on."""
    count = reached(cases)
    sent = count[Milestone.APPLIED]
    return [
        Bar(
            MILESTONES[each],
            count[each],
            str(count[each])
            if each is Milestone.APPLIED or sent < FLOOR
            else f"{count[each]} ({words.percent(count[each] / sent)})",
        )
        for each in Milestone
    ]


def table(cases: Sequence[Case], on: date) -> Mapping[str, Sequence[object]]:
    """Give the steps of the funnel as a table."""
    return table_of([(STEPS[each.after], each) for each in funnel(cases, on)], "Step")


def table_of(
    steps: Sequence[tuple[str, Step]], first: str
) -> Mapping[str, Sequence[object]]:
    """Give named steps as a table with every count and its interval."""
    return {
        first: [name for name, _ in steps],
        "Passed": [each.passed for _, each in steps],
        "Of decided": [each.settled.trials for _, each in steps],
        "Rate": [words.rate(each.settled) for _, each in steps],
        "95% interval": [words.interval(each.settled) for _, each in steps],
        "Still wait": [each.waiting for _, each in steps],
        "You withdrew": [each.left for _, each in steps],
    }


def beliefs(
    cases: Sequence[Case], on: date, priors: Mapping[Chance, Prior] = PRIORS
) -> Sequence[Belief]:
    """Let own applications move every prior."""
    return [
        Belief(chance, label, update(priors[chance], seen(cases, chance, on)))
        for chance, label in CHANCES.items()
    ]


def seen(cases: Sequence[Case], chance: Chance, on: date) -> Rate:
    """Give the own trials of a chance: those that are decided."""
    if chance in {Chance.INTERVIEW, Chance.REFERRED_INTERVIEW}:
        return _interviews(_by_referral(cases)[chance], on).settled
    if chance is Chance.ONSITE:
        return step(cases, Milestone.INTERVIEW, Milestone.ONSITE, on).settled
    if chance is Chance.OFFER:
        return onsite_to_offer(cases, on)
    return offer_yield(cases)


def belief_table(found: Sequence[Belief]) -> Mapping[str, Sequence[str]]:
    """Give every chance with its prior, the prior's weight and own trials."""
    return {
        "Chance": [each.label for each in found],
        "Assumed": [_assumed(each.now.prior) for each in found],
        "Counts as": [f"{each.now.prior.weight:.0f} of your own" for each in found],
        "You": [_own(each.now.seen) for each in found],
        "Together": [words.percent(each.now.mean) for each in found],
        "80% likely": [words.between(each.now.band_80) for each in found],
    }


def sources(found: Sequence[Belief]) -> Sequence[str]:
    """Say where each prior comes from, and of when it is; of a changed one, both."""
    return [
        f"{each.label}: {_said_of(each.now.prior)}"
        f"{_published(each.chance) if each.now.prior.is_own else ''}"
        for each in found
    ]


def _assumed(prior: Prior) -> str:
    return f"{words.percent(prior.value)}{', your own' if prior.is_own else ''}"


def _said_of(prior: Prior) -> str:
    stop = "" if prior.source.endswith(".") else "."
    return f"{prior.source}{stop} As of {said_day(prior.as_of)}."


def _published(chance: Chance) -> str:
    shipped = PRIORS[chance]
    return (
        f" Published: {words.percent(shipped.value)}, counted as "
        f"{shipped.weight:.0f}. {_said_of(shipped)}"
    )


def _own(found: Rate) -> str:
    return f"{found.successes} of {found.trials}" if found.trials else "none yet"


def _interviews(cases: Iterable[Case], on: date) -> Step:
    return step(cases, Milestone.APPLIED, Milestone.INTERVIEW, on)


def _by_referral(cases: Iterable[Case]) -> Mapping[Chance, Sequence[Case]]:
    sorted_: dict[Chance, list[Case]] = {
        Chance.INTERVIEW: [],
        Chance.REFERRED_INTERVIEW: [],
    }
    for case in cases:
        is_referred = case.groups.get("referral") == WITH
        chance = Chance.REFERRED_INTERVIEW if is_referred else Chance.INTERVIEW
        sorted_[chance].append(case)
    return sorted_
