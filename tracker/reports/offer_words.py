"""Terms of an offer in words. Pure."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.inputs import BenefitsIn, GrantIn, OptionsIn, PrivateIn, SignOnIn
    from tracker.offers import OfferTerms
    from tracker.reports.comparing import Compared


def level_words(each: Compared) -> str:
    """The company's level, and what that is elsewhere."""
    bits = [each.given.level, each.given.standard_level]
    return " = ".join(bit for bit in bits if bit) or "–"


def sign_on_words(each: Compared) -> str:
    """Each sign-on bonus, with when it is paid back."""
    plain = [full(each.given.sign_on)] if each.given.sign_on else []
    bonuses = [*plain, *(bonus_words(bonus) for bonus in each.given.sign_ons)]
    return "; ".join(bonuses) or "0"


def bonus_words(bonus: SignOnIn) -> str:
    """A sign-on bonus: 15,000, paid back within 24 months (monthly pro rata)."""
    words = full(bonus.amount)
    words += f", {bonus.name}" if bonus.name else ""
    words += f", paid after {bonus.paid_month} months" if bonus.paid_month else ""
    if bonus.window_months:
        words += f", paid back within {bonus.window_months} months ({bonus.shape})"
    return words


def bonus_of(offer: OfferTerms) -> str:
    """A target bonus: 15% of base, 80% of it expected."""
    words = f"{percent(offer.bonus_target)} of base" if offer.bonus_target else "–"
    if offer.bonus_target and offer.bonus_payout != 1:
        words += f", {percent(offer.bonus_payout)} of it expected"
    return words


def grant_words(grant: GrantIn) -> str:
    """How a grant vests: 25/25/25/25, monthly, cliff 12 months."""
    shares = "/".join(plain(share) for share in grant.shares_by_year)
    named = [grant.cadence] if isinstance(grant.cadence, str) else grant.cadence
    cadence = ", ".join(dict.fromkeys(named))
    cliff = f", cliff {grant.cliff_months} months" if grant.cliff_months else ""
    later = f", from month {grant.starts_month}" if grant.starts_month else ""
    return f"{shares}, {cadence}{cliff}{later}"


_BENEFITS = {
    "extra_leave_days": "paid leave beyond the others {} days",
    "stipends": "stipends {} a year",
    "health_premium": "health premium I pay {} a year",
    "deductible": "deductible {}",
    "relocation": "relocation {}",
    "moving_cost": "moving costs me {}",
    "office_days": "{} office days a year",
    "commute_minutes": "commute {} minutes one way",
    "fare": "fare {} there and back",
    "hour_value": "an hour not commuting worth {}",
}


def benefit_words(given: BenefitsIn | None) -> str:
    """Benefits and costs in the order of their form; a dash without any."""
    if given is None:
        return "–"
    said = [
        words.format(full(amount))
        for name, words in _BENEFITS.items()
        if (amount := getattr(given, name))
    ]
    if given.match is not None:
        rate, most = percent(given.match.rate), percent(given.match.up_to)
        said.insert(0, f"retirement match of {rate}, up to {most} of salary")
    return "; ".join(said) or "–"


def option_words(given: OptionsIn) -> str:
    """The terms of options: 10,000 at 1.00 each, worth 2.00, 90 days to exercise."""
    kind = f" {given.kind}" if given.kind else ""
    early = ", early exercise" if given.early_exercise else ""
    return (
        f"{full(given.count)}{kind} at {given.strike:,.2f} each, worth "
        f"{given.price:,.2f}, {given.window_days} days to exercise{early}"
    )


def company_words(given: PrivateIn) -> str:
    """Who owns a company that is not traded."""
    count = given.fully_diluted
    bits = [f"{full(count)} fully diluted" if count else "fully diluted count not said"]
    if given.last_preferred_price:
        bits.append(f"last preferred price {given.last_preferred_price:,.2f}")
    bits += [
        f"{each.name or 'preferred'}: {full(each.shares)} shares with a preference of "
        f"{full(each.preference)}, {each.participation}"
        for each in given.preferred
    ]
    return "; ".join(bits)


def full(amount: Decimal) -> str:
    """Write an amount in full: 118,000, or 118,000.50."""
    return (
        f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    )


def whole(amount: Decimal) -> str:
    """Write an amount without cents: 99,833."""
    return f"{amount:,.0f}"


def spoken(amount: Decimal) -> Decimal:
    """Round an amount up to one that a person would name: 9,000 for 8,975.27.

    Up, so that it still does what the exact one does; by less than 5%, or to the unit.

    Args:
        amount: At least 0.
    """
    step = Decimal(1)
    while 20 * (10 * step) <= amount:
        step *= 10
    if 20 * (5 * step) <= amount:
        step *= 5
    return (amount / step).to_integral_value(ROUND_CEILING) * step


def percent(fraction: Decimal) -> str:
    """Write a fraction in percent: 12.5%."""
    return f"{plain(100 * fraction)}%"


def plain(number: Decimal) -> str:
    """Write a number without closing zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
