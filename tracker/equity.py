"""What startup equity pays at an exit, as a table of chances. Pure.

A number of shares means nothing without the fully diluted count, and the headline
price of an exit is shared only after the preferences of investors. So a payout is
worked out from the whole: later rounds dilute, preferred shares take their
preference or convert, and what is left is the price of a common share.

The price solves one equation. Let x be what a common share gets. A preferred share
with preference p and cap c (both for each share) gets max(x, min(p + x, c)); without
participation c = p, with full participation there is no c. What all get together
only grows with x, so the x at which they get the whole exit is found piece by piece,
exactly, and every class has then converted just where that is better for it. Which
class is paid first does not matter here: common gets nothing before all are.

Options count as shares, and what their holders pay to exercise is not added to the
exit: that would raise the price by about their share of a strike.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from tracker.errors import InvalidError
from tracker.offers import cents

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTHING = Fraction(0)
ZERO = Decimal(0)
MOST = Decimal(10) ** 15
MOST_YEARS = 30


class Participation(StrEnum):
    """What a preferred share gets beyond its preference."""

    NONE = "non-participating"
    """Nothing: it converts when a common share gets more."""
    FULL = "participating"
    """Its part of the rest as well."""
    CAPPED = "participating with a cap"
    """Its part of the rest until both come to the cap."""


@dataclass(frozen=True)
class Preferred:
    """One class of preferred shares."""

    shares: Decimal | Fraction
    """As converted to common."""
    preference: Decimal
    """Paid to the class before common: what was invested times the multiple."""
    participation: Participation = Participation.NONE
    cap: Decimal | None = None
    """The most the class gets unless it converts, preference included."""
    name: str = ""

    def __post_init__(self) -> None:
        _check(self.shares, "number of preferred shares", least=Decimal("1E-9"))
        _check(self.preference, "liquidation preference")
        if self.participation is not Participation.CAPPED:
            return
        if self.cap is None:
            raise InvalidError(
                "The cap of the capped preference is missing: give the most that the "
                "class gets, or choose another participation."
            )
        _check(self.cap, "cap of a liquidation preference", least=self.preference)

    def each(self, common: Fraction) -> Fraction:
        """Give what one preferred share gets when a common share gets this."""
        first = Fraction(self.preference) / Fraction(self.shares)
        if self.participation is Participation.FULL:
            return first + common
        most = first if self.cap is None else Fraction(self.cap) / Fraction(self.shares)
        if self.participation is Participation.NONE:
            most = first
        return max(common, min(first + common, most))

    def turns(self) -> list[Fraction]:
        """Give the common prices at which this class gets more or less of the rest."""
        first = Fraction(self.preference) / Fraction(self.shares)
        if self.participation is Participation.CAPPED and self.cap is not None:
            most = Fraction(self.cap) / Fraction(self.shares)
            return [most - first, most]
        return [first] if self.participation is Participation.NONE else []


@dataclass(frozen=True)
class Company:
    """Who owns a company."""

    fully_diluted: Decimal | Fraction | None
    """All shares, options and the pool, preferred as converted."""
    preferred: tuple[Preferred, ...] = ()

    def __post_init__(self) -> None:
        if self.fully_diluted is None or self.fully_diluted == 0:
            raise InvalidError(
                "The fully diluted count is missing: a number of shares means nothing "
                "without it; ask the company for it."
            )
        _check(self.fully_diluted, "fully diluted count")
        if self.common <= 0:
            raise InvalidError(
                "The preferred shares are as many as the fully diluted count: the "
                "count must include common shares, options and the pool too."
            )

    @property
    def common(self) -> Fraction:
        """Shares that are not preferred."""
        preferred = (Fraction(each.shares) for each in self.preferred)
        return Fraction(self.fully_diluted or 0) - sum(preferred, NOTHING)


@dataclass(frozen=True)
class Holding:
    """The searcher's own part."""

    count: Decimal
    """Vested by the exit."""
    strike: Decimal = ZERO
    """0 for shares."""

    def __post_init__(self) -> None:
        _check(self.count, "number of shares or options")
        _check(self.strike, "strike price")


class Round(NamedTuple):
    """A later round of financing."""

    dilution: Decimal
    """Share of the company sold, 0 to less than 1."""
    preference: Decimal = ZERO
    """What its investors get before common; 0 leaves that out."""
    participation: Participation = Participation.NONE


class Outcome(NamedTuple):
    """An exit and its chance."""

    exit: Decimal
    """What all shares together are sold for."""
    chance: Decimal
    """0 to 1."""


class Payout(NamedTuple):
    """What a holding pays at one exit."""

    exit: Decimal
    chance: Decimal
    price: Decimal
    """What a common share gets, to the cent."""
    gain: Decimal
    """Of the holding after paying the strike, to the cent; 0 if that is dearer."""


class PayoutTable(NamedTuple):
    """A holding over all exits thought possible, to the cent."""

    rows: list[Payout]
    """By exit, lowest first."""
    mean: Decimal
    median: Decimal
    """Half the chance lies at this gain or below: usually 0."""
    present: Decimal
    """The mean, discounted to today."""
    chance_of_nothing: Decimal


def share_price(company: Company, exit_value: Decimal) -> Fraction:
    """Give what a common share gets when the company is sold, exactly.

    Args:
        company: As it is at the exit; see `after_rounds`.
        exit_value: What all shares together get, debts and fees paid.
    """
    _check(exit_value, "value of an exit")
    left = Fraction(exit_value)
    low, paid = NOTHING, _paid(company, NOTHING)
    if left <= paid:
        return NOTHING
    turns = sorted({x for each in company.preferred for x in each.turns() if x > 0})
    for turn in turns:
        then = _paid(company, turn)
        if left <= then:
            return low + (turn - low) * (left - paid) / (then - paid)
        low, paid = turn, then
    slope = _paid(company, low + 1) - paid
    return low + (left - paid) / slope


def gain_at(company: Company, holding: Holding, exit_value: Decimal) -> Decimal:
    """Give what a holding gains at an exit, to the cent: never below 0."""
    return cents(_gain(holding, share_price(company, exit_value)))


def after_rounds(company: Company, rounds: Sequence[Round]) -> Company:
    """Give the company after later rounds, each of new shares.

    A round that sells 20 % makes 100 shares 125.

    Raises:
        InvalidError: If a dilution is not below 100 %.
    """
    total = Fraction(company.fully_diluted or 0)
    preferred = list(company.preferred)
    for each in rounds:
        if not each.dilution.is_finite() or not 0 <= each.dilution < 1:
            raise InvalidError(
                "The dilution of a round is out of range: give 0 to below 100 percent."
            )
        sold = Fraction(each.dilution)
        new = total * sold / (1 - sold)
        total += new
        if each.preference and new:
            preferred.append(Preferred(new, each.preference, each.participation))
    return replace(company, fully_diluted=total, preferred=tuple(preferred))


def payout_table(
    company: Company,
    holding: Holding,
    outcomes: Sequence[Outcome],
    *,
    discount: Decimal = ZERO,
    years: int = 0,
) -> PayoutTable:
    """Give what a holding pays over all exits thought possible.

    The mean is carried by a few large exits, so the median stands beside it.

    Args:
        company: As it is at the exit; see `after_rounds`.
        holding: The searcher's part.
        outcomes: At least one; their chances sum to 1.
        discount: Yearly rate, as a fraction.
        years: To the exit, from today.

    Raises:
        InvalidError: If the chances do not sum to 100 percent.
    """
    _check_outcomes(outcomes)
    _check(discount, "discount rate", most=Decimal(10))
    if not 0 <= years <= MOST_YEARS:
        raise InvalidError(f"An exit in {years} years is out of range: give 0 to 30.")
    rows = [_payout(company, holding, outcome) for outcome in sorted(outcomes)]
    mean = sum((Fraction(r.chance) * Fraction(r.gain) for r in rows), NOTHING)
    nothing = sum((row.chance for row in rows if not row.gain), ZERO)
    present = mean / (1 + Fraction(discount)) ** years
    return PayoutTable(rows, cents(mean), _median(rows), cents(present), nothing)


def outcomes_of(value: Decimal, multiples: Sequence[Outcome]) -> list[Outcome]:
    """Give exits as multiples of a value, such as that of the last round."""
    return [Outcome(value * each.exit, each.chance) for each in multiples]


INVESTOR_MULTIPLES = (
    Outcome(ZERO, Decimal("0.65")),
    Outcome(Decimal(1), Decimal("0.25")),
    Outcome(Decimal(5), Decimal("0.06")),
    Outcome(Decimal(10), Decimal("0.04")),
)
"""Over 21,000 financings of 2004 to 2013: 65 % returned less than was invested, 25 %
one to five times, 6 % five to ten, 4 % ten times or more (Correlation Ventures, by
sethlevine.com, August 2014). The low end of each band is taken. They are multiples
of investors: common stock does worse, which the preferences account for."""

ROUNDS_2023 = {
    "seed": Round(Decimal("0.205")),
    "A": Round(Decimal("0.195")),
    "B": Round(Decimal("0.172")),
    "C": Round(Decimal("0.126")),
    "D": Round(Decimal("0.103")),
}
"""Median dilution by round (Carta 2023, by mazantipulse.com)."""


def _gain(holding: Holding, price: Fraction) -> Fraction:
    each = max(NOTHING, price - Fraction(holding.strike))
    return Fraction(holding.count) * each


def _payout(company: Company, holding: Holding, outcome: Outcome) -> Payout:
    price = share_price(company, outcome.exit)
    gain = cents(_gain(holding, price))
    return Payout(outcome.exit, outcome.chance, cents(price), gain)


def _median(rows: Sequence[Payout]) -> Decimal:
    """Give the least gain with half the chance at or below it; rows are by exit."""
    reached = ZERO
    for row in rows:
        reached += row.chance
        if reached >= Decimal("0.5"):
            return row.gain
    return rows[-1].gain


def _paid(company: Company, common: Fraction) -> Fraction:
    """Give what all shares get together when a common share gets this."""
    classes = (Fraction(each.shares) * each.each(common) for each in company.preferred)
    return company.common * common + sum(classes, NOTHING)


def _check_outcomes(outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        _check(outcome.chance, "chance of an exit", most=Decimal(1))
        _check(outcome.exit, "value of an exit")
    total = sum((outcome.chance for outcome in outcomes), ZERO)
    if total != 1:
        raise InvalidError(
            f"The chances of the exits sum to {(100 * total).normalize():f} percent, "
            "not 100: check each one."
        )


def _check(
    number: Decimal | Fraction, name: str, least: Decimal = ZERO, most: Decimal = MOST
) -> None:
    is_finite = isinstance(number, Fraction) or number.is_finite()
    if not is_finite or not Fraction(least) <= Fraction(number) <= Fraction(most):
        raise InvalidError(
            f"The {name} is out of range: give a number from {least:f} to {most:f}."
        )
