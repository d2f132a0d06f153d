"""What was handed in, as the rules of pay and of equity see it. Pure."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tracker import equity, offers
from tracker.errors import InvalidError
from tracker.terms.common import at, cadence

if TYPE_CHECKING:
    from tracker.inputs import (
        BenefitsIn,
        CurrentJobIn,
        GrantIn,
        OfferIn,
        OptionsIn,
        PrivateIn,
        RefreshersIn,
        SignOnIn,
        TermsIn,
    )

ZERO = Decimal(0)
YEARS = 4
"""The horizon unless the searcher chose another: as most grants vest."""


def check(given: OfferIn | CurrentJobIn) -> None:
    """Refuse terms that could not be those of a job.

    Raises:
        InvalidError: With the field it is about.
    """
    with at("currency"):
        offers.check_currency(given.currency)
    for place, bonus in enumerate(given.sign_ons):
        with at(f"sign_ons.{place}.window_months"):
            sign_on(bonus)
    for place, grant in enumerate(given.grants):
        with at(f"grants.{place}"):
            _check_grant(grant)
    with at("benefits"):
        benefits(given.benefits)
    with at("refreshers"):
        _refreshers(given.refreshers, YEARS, ZERO)


def offer_terms(
    given: TermsIn,
    *,
    years: int = YEARS,
    haircut: Decimal = ZERO,
    forfeits: Decimal = ZERO,
) -> offers.OfferTerms:
    """Give the money of an offer or of the current job.

    Args:
        given: As handed in.
        years: Horizon, up to which refreshers are assumed to come.
        haircut: Own discount of grants that state none.
        forfeits: What taking it gives up at the current job.
    """
    grants = [grant_terms(grant, haircut) for grant in given.grants]
    return offers.OfferTerms(
        currency=given.currency,
        base=given.base,
        bonus_target=given.bonus_target,
        bonus_payout=given.bonus_payout,
        raise_rate=given.raise_rate,
        sign_on=given.sign_on,
        grants=(*grants, *_refreshers(given.refreshers, years, haircut)),
        sign_ons=tuple(sign_on(each) for each in given.sign_ons),
        benefits=benefits(given.benefits),
        forfeits=forfeits,
    )


def grant_terms(given: GrantIn, haircut: Decimal = ZERO) -> offers.GrantTerms:
    """Give the money of a grant."""
    plan = offers.schedule(
        given.shares_by_year, cadence(given.cadence), given.cliff_months
    )
    own = haircut if given.haircut is None else given.haircut
    if given.options is not None:
        return offers.option_grant(
            option_terms(given.options),
            plan,
            starts_month=given.starts_month,
            haircut=own,
            name=given.name,
        )
    value = grant_value(given)
    return offers.GrantTerms(
        value, plan, given.starts_month, haircut=own, name=given.name
    )


def grant_value(given: GrantIn) -> Decimal:
    """Give what a whole grant is worth at the price of the day.

    Raises:
        InvalidError: If neither a worth nor a count and a price are given.
    """
    if given.options is not None:
        return offers.cents(option_terms(given.options).worth(_ONE))
    if given.value is not None:
        return given.value
    if given.company is not None and given.company.last_preferred_price:
        return given.company.count * given.company.last_preferred_price
    raise InvalidError(
        "A grant needs what it is worth; add it and try again.", field="value"
    )


def option_terms(given: OptionsIn) -> offers.OptionTerms:
    """Give the terms of options."""
    return offers.OptionTerms(given.count, given.strike, given.price, given.window_days)


def sign_on(given: SignOnIn) -> offers.SignOn:
    """Give a sign-on bonus with its clawback."""
    clause = None
    if given.window_months:
        trigger = offers.ClawbackTrigger.ANY
        if given.leaving == "voluntary":
            trigger = offers.ClawbackTrigger.VOLUNTARY
        clause = offers.Clawback(
            given.window_months,
            offers.ClawbackShape(given.shape),
            trigger,
            given.net_of,
        )
    name = given.name or "sign-on bonus"
    return offers.SignOn(given.amount, given.paid_month, clause, name)


def benefits(given: BenefitsIn | None) -> offers.Benefits:
    """Give the benefits and costs of a job."""
    if given is None:
        return offers.Benefits()
    facts = {
        name: getattr(given, name)
        for name in type(given).model_fields
        if name != "match"
    }
    match = None
    if given.match is not None:
        own = given.match.vesting
        match = offers.Match(
            given.match.rate,
            given.match.up_to,
            given.match.contribution,
            offers.schedule(own.shares_by_year, cadence(own.cadence), own.cliff_months)
            if own
            else None,
            given.match.most_a_year,
        )
    return offers.Benefits(match=match, **facts)


def company(given: PrivateIn) -> equity.Company:
    """Give who will own a company at its exit, after the rounds expected.

    Raises:
        InvalidError: Without a fully diluted count.
    """
    with at("fully_diluted"):
        classes = [
            equity.Preferred(
                each.shares,
                each.preference,
                equity.Participation(each.participation),
                each.cap,
                each.name,
            )
            for each in given.preferred
        ]
        today = equity.Company(given.fully_diluted, tuple(classes))
    with at("rounds"):
        rounds = [
            equity.Round(
                each.dilution, each.preference, equity.Participation(each.participation)
            )
            for each in given.rounds
        ]
        return equity.after_rounds(today, rounds)


def outcomes(given: PrivateIn) -> list[equity.Outcome]:
    """Give the exits thought possible.

    Without own ones: published multiples of what the last round valued the company at;
    none if that is not known.
    """
    if given.outcomes:
        return [equity.Outcome(each.exit, each.chance) for each in given.outcomes]
    value = given.last_preferred_price * (given.fully_diluted or ZERO)
    return equity.outcomes_of(value, equity.INVESTOR_MULTIPLES) if value else []


def holding(given: GrantIn) -> equity.Holding:
    """Give the searcher's part of a company, all of the grant vested."""
    if given.options is not None:
        return equity.Holding(given.options.count, given.options.strike)
    return equity.Holding(given.company.count if given.company else ZERO)


_ONE = offers.CONSTANT.factor(1)


def _check_grant(given: GrantIn) -> None:
    with at("shares_by_year"):
        offers.schedule(given.shares_by_year)
    with at("cadence"):
        offers.schedule(given.shares_by_year, cadence(given.cadence))
    with at("cliff_months"):
        offers.schedule(
            given.shares_by_year, cadence(given.cadence), given.cliff_months
        )
    if given.options is not None:
        with at("options.price"):
            option_terms(given.options)
    grant_value(given)
    if given.company is not None:
        with at("company"):
            company(given.company)
        with at("company.outcomes"):
            _check_outcomes(given)


def _check_outcomes(given: GrantIn) -> None:
    if given.company is not None and given.company.outcomes:
        equity.payout_table(
            company(given.company), holding(given), outcomes(given.company)
        )


def _refreshers(
    given: RefreshersIn | None, years: int, haircut: Decimal
) -> tuple[offers.GrantTerms, ...]:
    if given is None:
        return ()
    plan = offers.schedule(
        given.shares_by_year, cadence(given.cadence), given.cliff_months
    )
    return offers.refreshers(given.value, plan, years=years, haircut=haircut)
