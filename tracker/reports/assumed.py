"""The assumptions as their form shows them, and as a table with their sources. Pure."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import pandas as pd

from tracker import planning
from tracker.decisions import RATED, Goal
from tracker.errors import InvalidError
from tracker.offers import SCENARIOS
from tracker.reports import comparing
from tracker.reports.offer_words import full, percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tracker.inputs import AssumptionsIn
    from tracker.reports.comparing import Basis

LABELS = {
    "currency": "Compare money in",
    "years": "Years compared",
    "tax": "My marginal tax rates",
    "tax_source": "Where those are from",
    "equity_rate": "Flat rate on shares, %",
    "discount": "Discount rate, % a year",
    "haircut": "Haircut of shares, %",
    "growth": "Share price moves, % a year",
    "attrition": "Chance to leave, % a year",
    "scenarios": "Share price scenarios, %",
    "home_place": "I think in prices of",
    "price_levels": "Price levels of my own",
    "exchange": "Exchange rates",
}
RATES = ("discount", "haircut", "growth", "attrition")
JOB = {
    "currency": "Paid in",
    "base": "Base salary, a year",
    "bonus_target": "Target bonus, % of base",
    "bonus_payout": "Expected payout, % of target",
    "raise_rate": "Yearly raise, %",
    "started_on": "Working there since",
    "level": "Level elsewhere",
    "price_place": "Prices there are those of",
}


def fields(given: AssumptionsIn) -> dict[str, Any]:
    """What the fields of the form hold."""
    held: dict[str, Any] = {
        "currency": given.currency,
        "years": given.years,
        "home_place": given.home_place,
    }
    for name in RATES:
        told = getattr(given, name)
        held[name] = None if told is None else float(told.rate * 100)
    held["scenarios"] = ", ".join(
        f"{(change * 100).normalize():f}" for change in given.scenarios or SCENARIOS
    )
    tax = given.tax
    held["tax"] = "\n".join(
        f"{band.above:f}: {band.rate * 100:f}" for band in (tax.bands if tax else ())
    )
    held["tax_source"] = tax.source if tax else ""
    flat = tax.equity_rate if tax else None
    held["equity_rate"] = None if flat is None else float(flat * 100)
    held["price_levels"] = "\n".join(
        _joined(each.place, f"{each.level:f}", each.on, each.source)
        for each in given.price_levels
    )
    held["exchange"] = "\n".join(
        _joined(f"{each.base} {each.quote}", f"{each.rate:f}", each.on, each.source)
        for each in given.exchange
    )
    return held


def given(kept: AssumptionsIn, typed: Mapping[str, Any], on: date) -> dict[str, Any]:
    """The fields of the form, laid over the rest, as `inputs.AssumptionsIn` takes them.

    Args:
        kept: The assumptions that stand.
        typed: By field.
        on: The day, which a number that was changed today is marked with.

    Raises:
        InvalidError: If a line cannot be read.
    """
    found = kept.model_dump(exclude_unset=True) | {
        "currency": typed.get("currency", ""),
        "years": typed.get("years"),
        "home_place": typed.get("home_place") or "",
        "tax": _tax(kept, typed, on),
        "scenarios": _scenarios(typed.get("scenarios", "")),
        "price_levels": list(_levels(typed.get("price_levels", ""))),
        "exchange": list(_rates(typed.get("exchange", ""))),
    }
    for name in RATES:
        found[name] = _rate(getattr(kept, name), typed.get(name), on)
    return found


def _rate(kept: Any, typed: float | None, on: date) -> dict[str, Any] | None:  # noqa: ANN401
    if typed is None:
        return None
    rate = Decimal(str(typed)) / 100
    if kept is not None and kept.rate == rate:
        same: dict[str, Any] = kept.model_dump(exclude_unset=True)
        return same
    return {"rate": str(rate), "source": "my own figure", "on": on}


def _scenarios(text: str) -> list[Decimal]:
    """Read changes such as “-50, 0, 50”, lowest first; none for the shipped ones."""
    words = [word for word in re.split(r"[\s,;%]+", text) if word]
    changes = sorted({_number(word, text, "scenarios") / 100 for word in words})
    return [] if tuple(changes) == SCENARIOS else changes


def _tax(
    kept: AssumptionsIn, typed: Mapping[str, Any], on: date
) -> dict[str, Any] | None:
    bands = []
    for line in _lines(typed.get("tax", "")):
        above, colon, rate = line.partition(":")
        with_start = (above, rate) if colon else ("0", above)
        low, share = (_number(text, line, "tax") for text in with_start)
        bands.append({"above": low, "rate": share / 100})
    if not bands:
        return None
    flat = typed.get("equity_rate")
    told = {
        "bands": bands,
        "equity_rate": None if flat is None else Decimal(str(flat)) / 100,
        "source": typed.get("tax_source", ""),
    }
    before = kept.tax
    is_same = before is not None and (
        [(b.above, b.rate) for b in before.bands]
        == [(b["above"], b["rate"]) for b in bands]
    )
    return told | {"on": before.on if before is not None and is_same else on}


def _levels(text: str) -> Iterable[dict[str, Any]]:
    for line in _lines(text):
        bits = _parted(line, "price_levels", "Berlin: 98, 2026-03-01, my own figure")
        yield {"place": bits[0], "level": bits[1], "on": bits[2], "source": bits[3]}


def _rates(text: str) -> Iterable[dict[str, Any]]:
    for line in _lines(text):
        bits = _parted(line, "exchange", "USD EUR: 0.92, 2026-03-01, ecb.europa.eu")
        base, _, quote = bits[0].partition(" ")
        yield {
            "base": base,
            "quote": quote.strip(),
            "rate": bits[1],
            "on": bits[2],
            "source": bits[3],
        }


def _parted(
    line: str, field: str, example: str
) -> tuple[str, Decimal, date | None, str]:
    """Read a line such as “USD EUR: 0.92, 2026-03-01, a source”."""
    named, colon, rest = line.partition(":")
    bits = [bit.strip() for bit in rest.split(",", 2)]
    if not colon:
        raise InvalidError(
            f"“{line[:60]}” cannot be read: write it like {example}.", field=field
        )
    day = bits[1] if len(bits) > 1 else ""
    try:
        on = date.fromisoformat(day) if day else None
    except ValueError:
        raise InvalidError(
            f"“{day[:40]}” is not a day: write it like {example}.", field=field
        ) from None
    source = bits[2] if len(bits) > 2 else ""
    return named.strip(), _number(bits[0], line, field), on, source


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _number(text: str, line: str, field: str) -> Decimal:
    try:
        return Decimal(text.replace("%", "").strip())
    except InvalidOperation:
        raise InvalidError(
            f"“{line[:60]}” holds no number where one belongs; compare it with the "
            "example.",
            field=field,
        ) from None


def _joined(named: str, number: str, on: date | None, source: str) -> str:
    bits = [number, on.isoformat() if on else "", source]
    return f"{named}: {', '.join(bits)}".rstrip(", ")


# ---- the current job


def job_fields(given_: AssumptionsIn, currency: str) -> dict[str, Any]:
    """What the fields of the current job's pay hold."""
    job = given_.current
    if job is None:
        return {"currency": currency, "bonus_payout": 100.0}
    return {
        "currency": job.currency,
        "base": float(job.base),
        "bonus_target": float(job.bonus_target * 100),
        "bonus_payout": float(job.bonus_payout * 100),
        "raise_rate": float(job.raise_rate * 100),
        "started_on": job.started_on,
        "level": job.standard_level,
        "price_place": job.price_place,
    }


def job_given(kept: AssumptionsIn, typed: Mapping[str, Any]) -> dict[str, Any]:
    """The current job's pay laid over the other assumptions; no base, no job.

    What the form does not show, such as its grants, stays as it was.
    """
    found = kept.model_dump(exclude_unset=True)
    if not typed.get("base"):
        return found | {"current": None}
    job = kept.current.model_dump(exclude_unset=True) if kept.current else {}
    rates = {
        name: str(Decimal(str(typed.get(name, usual))) / 100)
        for name, usual in (
            ("bonus_target", 0),
            ("bonus_payout", 100),
            ("raise_rate", 0),
        )
    }
    job |= rates | {
        "currency": typed.get("currency", ""),
        "base": typed["base"],
        "started_on": typed.get("started_on"),
        "standard_level": typed.get("level", ""),
        "price_place": typed.get("price_place", ""),
    }
    return found | {"current": job, "stay": bool(typed.get("stay", True))}


# ---- weights and prices


def weights_given(kept: AssumptionsIn, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Points, scales and prices laid over the other assumptions.

    Args:
        kept: The assumptions that stand.
        typed: `points_…`, `worst_…` and `best_…` by criterion; `price_…` for what half
            an hour less of commute, or one mark more, is worth a year.
    """
    found = kept.model_dump(exclude_unset=True)
    points, scales, prices = {}, {}, {}
    for name, value in typed.items():
        part, _, key = name.partition("_")
        if part == "points":
            points[key] = value
        elif part == "worst":
            scales[key] = {"worst": value, "best": typed[f"best_{key}"]}
        elif part == "price" and value:
            step, reference = (-30, 0) if key == "commute" else (1, 5)
            prices[key] = {"amount": value, "step": step, "reference": reference}
    return found | {"points": points, "scales": scales, "prices": prices}


def goal_given(
    kept: AssumptionsIn, typed: Mapping[str, Any], on: date
) -> dict[str, Any]:
    """The goal and the usual pay laid over the rest; another goal starts its points."""
    found = kept.model_dump(exclude_unset=True)
    if typed.get("goal") != kept.goal:
        found["points"] = {}
    amount = typed.get("usual_pay")
    usual = None
    if amount:
        usual = {"amount": amount, "source": "my own figure", "on": on}
        held = kept.usual_pay
        if held is not None and held.amount == Decimal(str(amount)):
            usual = held.model_dump(exclude_unset=True)
    return found | {"goal": typed.get("goal", ""), "usual_pay": usual}


GOALS = tuple(Goal)
PRICED = ("commute", *RATED)
"""Criteria that a price can be put on."""


# ---- as a table


def table(by: Basis) -> pd.DataFrame:
    """Every assumption, its value, its source and its day."""
    told = by.assumed
    rows: list[tuple[str, str, str, str]] = [
        ("Years compared", str(by.years), "chosen" if told.years else "default", "–"),
        ("Currency", by.currency or "that of each offer", "–", "–"),
    ]
    for name, label in LABELS.items():
        if name in RATES:
            rows.append((label.split(",")[0], *_sourced(getattr(told, name))))
    if told.tax is not None:
        bands = ", ".join(
            f"{percent(band.rate)} from {full(band.above)}" for band in told.tax.bands
        )
        rows.append(("Marginal tax", bands, told.tax.source or "–", _day(told.tax.on)))
    else:
        rows.append(("Marginal tax", "none entered", "–", "–"))
    home = by.level(told.home_place)
    if home is not None:
        rows.append(
            (
                f"Prices of {home.place}",
                f"{home.level:f} ({home.reference})",
                home.source,
                planning.said_day(home.as_of),
            )
        )
    rows += [
        (
            f"1 {rate.base} in {rate.quote}",
            f"{rate.rate:f}",
            rate.source or "–",
            _day(rate.on),
        )
        for rate in by.rates
    ]
    changes = ", ".join(f"{change * 100:+.0f}%" for change in by.scenarios)
    whose = "my own" if told.scenarios else "default"
    rows.append(("Share price scenarios", changes, whose, "–"))
    if told.usual_pay is not None:
        rows.append(
            (
                "Usual pay a year",
                full(told.usual_pay.amount),
                told.usual_pay.source or "–",
                _day(told.usual_pay.on),
            )
        )
    return pd.DataFrame(rows, columns=["What", "Value", "Source", "As of"])


def places() -> list[str]:
    """Places whose price levels are shipped."""
    return [each.place for each in comparing.shipped_levels()]


def _sourced(told: Any) -> tuple[str, str, str]:  # noqa: ANN401 - any rate
    if told is None:
        return "none", "–", "–"
    return percent(told.rate), told.source or "–", _day(told.on)


def _day(on: date | None) -> str:
    return planning.plain_day(on) if on else "–"
