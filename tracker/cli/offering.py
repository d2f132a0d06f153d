"""The answer about offers: everything the page shows, as JSON or in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker import search
from tracker.cli.common import local_today, opened, say
from tracker.errors import InvalidError
from tracker.offers import (
    LEAVING_MONTHS,
    Leaving,
    by_price,
    exercise_cost,
    expected,
    kept_at,
    kept_on_leaving,
    pay_by_year,
    tenures,
)
from tracker.reports import comparing, deciding, kept, negotiation, risk
from tracker.reports.comparing import Measure
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from datetime import date

    from tracker.reports.comparing import Basis, Compared
    from tracker.reports.deciding import Decision
    from tracker.search import Search

_PARTS = ("salary", "bonus", "sign_on", "equity", "total")


def offers(options: argparse.Namespace) -> int:
    """Compare the offers on the table."""
    with opened(options) as store:
        found = search.current(store, LOCAL_OWNER)
    on = local_today()
    by, compared = comparing.basis(found), comparing.compared(found, on)
    answer: dict[str, Any] = {
        "offers": [_offer(found, by, each) for each in compared if each.offer]
    }
    if compared:
        answer |= _whole(found, by, compared, on)
    said = comparing.judged(compared, by)
    lines = [said.title, said.basis]
    for each in compared:
        years = "  ".join(f"{total:>14,}" for total in _nominal(by, each))
        lines.append(
            f"  {each.name}, {each.terms.currency}, years 1 to {by.years}:  {years}"
        )
    lines += _decided_words(answer)
    say(options, answer, "\n".join(lines))
    return 0


def _nominal(by: Basis, each: Compared) -> list[Any]:
    return list(comparing.by_year(by, each, Measure.NOMINAL))


def _decided_words(answer: dict[str, Any]) -> list[str]:
    decision = answer.get("decision")
    return [decision["title"]] if decision and "title" in decision else []


# ---- one offer


def _offer(found: Search, by: Basis, each: Compared) -> dict[str, Any]:
    offer = each.offer
    if offer is None:
        return {}
    application = found.applications[offer.application_id]
    return {
        "company": found.company_of(offer.application_id).name,
        "title": application.title,
        "currency": offer.currency,
        "deadline_on": offer.deadline_on and offer.deadline_on.isoformat(),
        "years": [_year(pay) for pay in pay_by_year(each.terms)],
        "kept_on_leaving": {str(month): _kept(each, month) for month in LEAVING_MONTHS},
        "kept_after_tax": _kept_after_tax(by, each),
        "id": str(offer.id),
        "name": each.name,
        "deadline_time": offer.deadline_time,
        "deadline_zone": offer.deadline_zone,
        "level": offer.level,
        "standard_level": offer.standard_level,
        "location": offer.location,
        "in_writing": offer.in_writing,
        "promises": [
            {"what": promise.what, "in_writing": promise.in_writing}
            for promise in negotiation.checklist_of(each)
        ],
        "reservation": _text(offer.reservation),
        "target": _text(offer.target),
        "versions": _versions(found, each),
        "negotiation": [
            {
                "on": row.on.isoformat(),
                "who": row.who,
                "what": row.what,
                "in_writing": row.in_writing,
            }
            for row in found.negotiation_of.get(offer.id, ())
        ],
        **_money(by, each),
    }


def _kept_after_tax(by: Basis, each: Compared) -> dict[str, str] | None:
    """What is kept on leaving, after own tax; None where no rates are entered."""
    if by.taxes is None:
        return None
    points = kept.points(by, each, Measure.AFTER_TAX)
    return {str(month): str(points[month].kept) for month in LEAVING_MONTHS}


def _money(by: Basis, each: Compared) -> dict[str, Any]:
    """What an offer comes to in full, and under each scenario."""
    attrition = by.assumed.attrition
    answer: dict[str, Any] = {
        "in_full": _in_full(by, each),
        "price_scenarios": [
            {"change": str(one.change), "total": str(one.total)}
            for one in by_price(each.terms, by.years, by.prices, by.scenarios)
        ],
        "exercise_cost_after_24_months": str(exercise_cost(each.terms, 24)),
        "startup": [
            {
                "grant": one.grant,
                "problem": one.problem,
                "basis": one.basis,
                **(_payouts(one.table) if one.table else {}),
            }
            for one in risk.startups(by, [each])
        ],
    }
    if attrition is not None:
        mean = expected(each.terms, tenures(attrition.rate, by.years), by.prices).mean
        answer["expected_with_attrition"] = str(mean)
    return answer


def _in_full(by: Basis, each: Compared) -> list[dict[str, Any]]:
    """Every part and step of each year; the steps that need a rate may be missing."""
    own = comparing.worths(by, each, Measure.AFTER_TAX)
    try:
        alike: Sequence[Any] = comparing.worths(by, each, Measure.PRESENT)
    except InvalidError:
        alike = [None] * len(own)
    found = []
    for year, row, full in zip(comparing.full_years(by, each), own, alike, strict=True):
        got = year.received
        steps = {
            "converted": _text(full and full.converted),
            "adjusted": _text(full and full.adjusted),
            "present": _text(full and full.present),
        }
        found.append(
            {
                "year": year.year,
                "haircut": str(got.haircut),
                "benefits": str(got.benefits.gains),
                "costs": str(got.benefits.costs),
                "paid_back": str(year.clawback),
                "given_up": str(year.forfeited),
                "before_tax": str(row.nominal),
                "tax": str(row.tax),
                "after_tax": str(row.after_tax),
            }
            | steps
        )
    return found


def _payouts(table: Any) -> dict[str, Any]:  # noqa: ANN401 - a payout table
    return {
        "payouts": [
            {
                "exit": str(row.exit),
                "chance": float(row.chance),
                "price": str(row.price),
                "gain": str(row.gain),
            }
            for row in table.rows
        ],
        "mean": str(table.mean),
        "median": str(table.median),
        "present": str(table.present),
        "chance_of_nothing": float(table.chance_of_nothing),
    }


def _year(pay: Any) -> dict[str, Any]:  # noqa: ANN401 - a year of pay
    return {"year": pay.year} | {part: str(getattr(pay, part)) for part in _PARTS}


def _kept(each: Compared, month: int) -> dict[str, str]:
    got = kept_on_leaving(each.terms, month)
    at = kept_at(each.terms, Leaving(month))
    return {
        "equity": str(got.equity),
        "total": str(got.total),
        "paid_back": str(at.clawback),
        "kept": str(at.kept),
    }


def _versions(found: Search, each: Compared) -> list[dict[str, Any]]:
    return [
        {
            "number": one.number,
            "on": one.on.isoformat(),
            "changed": [
                {"what": what, "before": before, "after": after}
                for what, before, after in one.rows
            ],
        }
        for one in negotiation.differences(found, each)
    ]


# ---- all offers


def _whole(
    found: Search, by: Basis, compared: Sequence[Compared], on: date
) -> dict[str, Any]:
    alike, problems = comparing.comparable(by, compared)
    return {
        "comparison": {
            "currency": by.currency,
            "years": by.years,
            "assumptions": by.assumed.model_dump(mode="json", exclude_defaults=True),
            "totals": {
                each.name: str(comparing.total(by, each, Measure.PRESENT))
                for each in alike
            },
            "left_out": problems,
        },
        "current_job": _current(found, by, compared, on),
        "decision": _decision(by, alike),
        "break_even": [
            {
                "name": one.name,
                "worth": str(one.worth),
                "gap": str(one.gap),
                "needs": [
                    {
                        "lever": need.lever.value,
                        "more": str(need.more),
                        "total": str(need.total),
                    }
                    for need in one.needs
                ],
                "share_price_percent": _text(one.price),
            }
            for one in negotiation.break_even(by, alike)
        ],
    }


def _current(
    found: Search, by: Basis, compared: Sequence[Compared], on: date
) -> dict[str, Any] | None:
    lost = comparing.forfeits(found, on)
    if lost is None:
        return None
    staying = [each for each in compared if each.offer is None]
    return {
        "given_up": {
            "unvested": str(lost.unvested),
            "bonus": str(lost.bonus),
            "paid_back": str(lost.clawback),
            "total": str(lost.total),
        },
        "staying": [_in_full(by, each) for each in staying],
    }


def _decision(by: Basis, alike: Sequence[Compared]) -> dict[str, Any] | None:
    if not alike:
        return None
    try:
        told = deciding.decide(by, alike)
    except InvalidError as error:
        return {"needs": str(error)}
    return {
        "title": deciding.title(told),
        "goal": told.goal.value,
        "criteria": [
            {
                "key": each.key,
                "label": each.label,
                "worst": str(each.worst),
                "best": str(each.best),
                "unit": each.unit,
                "weight": float(told.weights[each.key]),
            }
            for each in told.criteria
        ],
        "dominated": [
            {"name": each.name, "by": each.by, "worse_on": each.worse_on}
            for each in told.dominated
        ],
        "values": [
            {
                "name": each.name,
                "value": float(each.value),
                "parts": {key: float(part) for key, part in each.parts.items()},
            }
            for each in told.valued
        ],
        **_sureness(told),
        "notes": told.notes,
    }


def _sureness(told: Decision) -> dict[str, Any]:
    flip = told.flip
    return {
        "in_money": {
            "title": deciding.money_words(told),
            "offers": [
                {
                    "name": each.name,
                    "pay": str(each.pay),
                    "parts": {key: str(part) for key, part in each.parts.items()},
                    "total": str(each.total),
                }
                for each in told.adjusted
            ],
        },
        "tornado": [
            {
                "key": bar.key,
                "low": float(bar.low),
                "high": float(bar.high),
                "lead_low": float(bar.lead_low),
                "lead_high": float(bar.lead_high),
            }
            for bar in told.tornado
        ],
        "smallest_flip": flip
        and {
            "key": flip.key,
            "weight": float(flip.weight),
            "at": float(flip.at),
            "winner": flip.winner,
            "other": flip.other,
        },
        "acceptance": [
            {"name": each.name, "share": each.share, "error": each.error}
            for each in told.acceptance
        ],
        "reversals": [each.sentence for each in told.reversals],
    }


def _text(amount: object) -> str | None:
    return None if amount is None else str(amount)
