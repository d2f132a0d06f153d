"""What is believed about a rate before own data, and after. Pure.

A prior is a published rate with a stated weight: how many own trials it counts
as. Own data move it: a Beta(a, b) prior and s successes of n trials give
Beta(a + s, b + n - s). The weights are small on purpose, for published hiring
rates come from other people at other companies in other years.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from tracker.errors import InvalidError
from tracker.rates import beta
from tracker.rates.intervals import Interval, Rate

if TYPE_CHECKING:
    from collections.abc import Mapping


class Chance(StrEnum):
    """The chances that a prior is shipped for."""

    INTERVIEW = "interview"
    """From applying without a referral to a first interview."""
    REFERRED_INTERVIEW = "referred_interview"
    """From applying with a referral to a first interview."""
    ONSITE = "onsite"
    """From the first interview to an onsite."""
    OFFER = "offer"
    """From an onsite to an offer: the onsite-to-offer ratio."""
    ACCEPT = "accept"
    """From an offer to a yes, of those answered: the offer yield rate."""


@dataclass(frozen=True)
class Prior:
    """A rate that is assumed until own data say otherwise.

    Raises:
        InvalidError: If the value is not strictly between 0 and 1, or the
            weight not above 0.
    """

    value: float
    """The assumed rate, between 0 and 1."""
    weight: float
    """How many own trials it counts as: n0 = a + b."""
    source: str
    """Who published it, and how far that goes."""
    as_of: str
    """The years the figure is about."""
    is_own: bool = False
    """Whether the searcher put it in the place of a shipped one."""

    def __post_init__(self) -> None:
        if not (0 < self.value < 1 and self.weight > 0):
            raise InvalidError(
                f"A prior of {self.value} with weight {self.weight} is impossible: "
                "give a rate between 0 and 1 and a weight above 0."
            )

    @property
    def a(self) -> float:
        """The first shape of its Beta distribution."""
        return self.value * self.weight

    @property
    def b(self) -> float:
        """The second shape of its Beta distribution."""
        return (1 - self.value) * self.weight


@dataclass(frozen=True)
class Posterior:
    """What is believed about a rate after own data."""

    a: float
    b: float
    prior: Prior
    seen: Rate

    @property
    def mean(self) -> float:
        """The expected rate: between the prior's and the own one."""
        return self.a / (self.a + self.b)

    @property
    def band_80(self) -> Interval:
        """The middle 80 %."""
        return self.band(0.80)

    @property
    def band_95(self) -> Interval:
        """The middle 95 %."""
        return self.band(0.95)

    @property
    def own_share(self) -> float:
        """How much of the mean is own data, 0 to 1; the rest is the prior."""
        return self.seen.trials / (self.seen.trials + self.prior.weight)

    def band(self, level: float) -> Interval:
        """Give the middle part of the distribution, such as 0.8 of it."""
        tail = (1 - level) / 2
        return Interval(
            beta.quantile(tail, self.a, self.b),
            beta.quantile(1 - tail, self.a, self.b),
        )


COLD = Prior(
    0.084,
    20,
    "Jobvite, quoted by hootly.org: 8.4% of online applications lead to an interview "
    "(a vendor's figure). CareerPlug 2024 has 3% at small firms.",
    "about 2015 to 2024",
)
COLD_LOW = Prior(
    0.03,
    20,
    "CareerPlug 2024, by staffinghub.com: 3% of applicants at small and middling "
    "firms are interviewed (a vendor's figure). Jobvite has 8.4%.",
    "2024",
)
"""The other published figure: shown beside the first, and to choose instead."""

PRIORS = {
    Chance.INTERVIEW: COLD,
    Chance.REFERRED_INTERVIEW: Prior(
        0.40,
        10,
        "Ashby, quoted by unchartedcareer.com: 40% of referred applications lead to "
        "an interview (a vendor's figure; who is referred was chosen by somebody).",
        "2024",
    ),
    Chance.ONSITE: Prior(
        0.35,
        6,
        "Ashby, quoted by unchartedcareer.com: 35% pass the screen (a vendor's "
        "figure, and its stages are not yours): your own figure is better.",
        "2024",
    ),
    Chance.OFFER: Prior(
        0.353,
        20,
        "Chip Huyen 2019: 35.3% over 27 companies, weighted by reviews. The reviews "
        "are self-selected and biased upward.",
        "reviews up to 2019",
    ),
    Chance.ACCEPT: Prior(
        0.69,
        6,
        "NACE: 69% of offers to new graduates were accepted in 2023, 68.2% in 2017. "
        "Whether you accept is your own choice.",
        "2017 to 2023",
    ),
}
"""A prior for every chance, each with its source, to be shown and overruled."""

MOST_COMPANY_WEIGHT = 20
"""A company's published figure never counts as more own onsites than this."""


def company_prior(value: float, reviews: int, source: str, as_of: str) -> Prior:
    """Make a prior of one company's published onsite-to-offer ratio."""
    return Prior(value, min(reviews, MOST_COMPANY_WEIGHT), source, as_of)


def update(prior: Prior, seen: Rate) -> Posterior:
    """Let own trials move a prior."""
    return Posterior(
        prior.a + seen.successes,
        prior.b + seen.trials - seen.successes,
        prior,
        seen,
    )


def overruled(
    prior: Prior, *, value: float, weight: float, source: str = "", as_of: str = ""
) -> Prior:
    """Put the searcher's own belief in the place of a shipped one.

    Args:
        prior: The shipped one.
        value: The rate that is believed, between 0 and 1.
        weight: How many own trials it counts as, above 0.
        source: Where the searcher has it from.
        as_of: The day it was entered.

    Raises:
        InvalidError: As for any prior.
    """
    return replace(
        prior,
        value=value,
        weight=weight,
        source=source or "Your own figure.",
        as_of=as_of,
        is_own=True,
    )


def believed(held: Mapping[str, Mapping[str, str]]) -> Mapping[Chance, Prior]:
    """Give every prior, the shipped one unless the searcher changed it.

    Args:
        held: `mean` and `weight` as text, with `source` and `on`, by chance. What
            cannot be one, in a file from elsewhere, leaves the shipped one.
    """
    return {
        chance: _changed(prior, held.get(chance.value, {}))
        for chance, prior in PRIORS.items()
    }


def _changed(prior: Prior, told: Mapping[str, str]) -> Prior:
    try:
        return overruled(
            prior,
            value=float(told["mean"]),
            weight=float(told["weight"]),
            source=told.get("source", ""),
            as_of=told.get("on") or "",
        )
    except (KeyError, TypeError, ValueError, InvalidError):
        return prior
