"""The form of a grant: what its fields hold, and what is handed in. Pure."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from tracker.errors import InvalidError
from tracker.offers import PRESETS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.inputs import GrantIn
    from tracker.inputs.offers import PreferredIn

OWN = "Own shares, typed below"
SCHEDULES = {preset.name: preset for preset in PRESETS}
"""The vesting schedules that can be chosen by name."""
GRANT_LABELS = {
    "value": "Shares granted, worth",
    "kind": "Kind",
    "schedule": "Vesting schedule",
    "shares": "Own shares by year, %",
    "cadence": "Own cadence",
    "cliff_months": "Own cliff, months",
    "starts_month": "Granted after months of service",
    "haircut": "My own haircut, %",
    "count": "Options or shares, number",
    "strike": "Strike price",
    "price": "Share price today, or 409A",
    "window_days": "Exercise window after leaving, days",
    "option_kind": "Type, such as ISO or NSO",
    "early_exercise": "Early exercise",
    "fully_diluted": "Fully diluted count",
    "last_preferred_price": "Last preferred price",
    "preferred_shares": "Preferred shares",
    "preference": "Their liquidation preference",
    "participation": "Preferred shares are",
    "cap": "Cap of what they get",
    "classes": "Further classes of preferred shares, one a line",
    "dilutions": "Later rounds sell, %",
    "outcomes": "Exits and chances, one a line",
    "years": "Years to an exit",
}
GRANT = tuple(GRANT_LABELS)
"""Fields of a grant in a form."""
PARTICIPATIONS = ("non-participating", "participating", "participating with a cap")


def grant_given(
    typed: Mapping[str, Any], kept: GrantIn | None = None
) -> dict[str, Any] | None:
    """The fields of a grant as `inputs.GrantIn` takes them; None without a worth.

    Args:
        typed: `value`, `kind`, and either `schedule` (a name of `SCHEDULES`) or
            `shares` ("25, 25, 25, 25"), `cadence` and `cliff_months`; the rest of
            `GRANT` where it was filled in.
        kept: The grant that is changed: what the form does not show of it, such as
            what later rounds are preferred by, stays.

    Raises:
        InvalidError: If exits or rounds cannot be read.
    """
    options, company = _options(typed), _company(typed, kept)
    if not (typed.get("value") or options or company):
        return None
    found: dict[str, Any] = {"kind": typed["kind"]}
    if kept and kept.name:
        found["name"] = kept.name
    if typed.get("value") and options is None:
        found["value"] = typed["value"]
    if typed.get("starts_month"):
        found["starts_month"] = typed["starts_month"]
    if typed.get("haircut") is not None:
        found["haircut"] = percent_given(typed["haircut"])
    found |= {"options": options} if options else {}
    found |= {"company": company} if company else {}
    plan = _plan(typed)
    if kept and not isinstance(kept.cadence, str) and plan["cadence"] == _one(kept):
        plan["cadence"] = kept.cadence  # one a year, of which the form shows the last
    return found | plan


def grant_fields(grant: GrantIn) -> dict[str, Any]:
    """What the fields of the form hold for a grant."""
    options, company = grant.options, grant.company
    classes = company.preferred if company else []
    first = classes[0] if classes else None
    rounds = company.rounds if company else []
    count = options.count if options else company.count if company else None
    return {
        "value": None if options else _float(grant.value),
        "kind": grant.kind,
        "schedule": OWN,
        "shares": ", ".join(f"{share:f}" for share in grant.shares_by_year),
        "cadence": grant.cadence if isinstance(grant.cadence, str) else _one(grant),
        "cliff_months": grant.cliff_months,
        "starts_month": grant.starts_month,
        "haircut": None if grant.haircut is None else float(grant.haircut * 100),
        "count": _float(count),
        "strike": _float(options.strike if options else None),
        "price": _float(options.price if options else None),
        "window_days": options.window_days if options else 90,
        "option_kind": options.kind if options else "",
        "early_exercise": bool(options and options.early_exercise),
        "fully_diluted": _float(company.fully_diluted if company else None),
        "last_preferred_price": _float(
            company.last_preferred_price if company else None
        ),
        "preferred_shares": _float(first.shares if first else None),
        "preference": _float(first.preference if first else None),
        "participation": first.participation if first else PARTICIPATIONS[0],
        "cap": _float(first.cap if first else None),
        "classes": "\n".join(_class_line(each) for each in classes[1:]),
        "dilutions": ", ".join(f"{each.dilution * 100:f}" for each in rounds),
        "outcomes": "\n".join(
            f"{each.exit:f}: {each.chance * 100:f}"
            for each in (company.outcomes if company else [])
        ),
        "years": company.years if company else 7,
    }


def grant_kept(grant: GrantIn) -> dict[str, Any]:
    """A grant as `inputs.GrantIn` takes it."""
    return grant.model_dump(exclude_none=True)


def sources() -> Sequence[str]:
    """Where each schedule that can be chosen is known from."""
    return [f"{each.name}: {each.source} ({each.as_of})." for each in PRESETS]


def percent_given(value: object) -> str:
    """Turn percent, as typed, into a fraction."""
    return str(Decimal(str(value)) / 100)


def _float(number: Decimal | None) -> float | None:
    return float(number) if number else None


def _one(grant: GrantIn) -> str:
    """The cadence of a grant; of several the last, for the form holds one."""
    return grant.cadence[-1]


def _plan(typed: Mapping[str, Any]) -> dict[str, Any]:
    preset = SCHEDULES.get(typed["schedule"])
    if preset is None:
        shares = re.split(r"[\s,;/%]+", typed.get("shares", "").strip(" ,;/%"))
        return {
            "shares_by_year": [share for share in shares if share],
            "cadence": typed["cadence"],
            "cliff_months": typed["cliff_months"],
        }
    return {
        "shares_by_year": [str(share) for share in preset.schedule.shares_by_year],
        "cadence": [str(each) for each in preset.schedule.cadence],
        "cliff_months": preset.schedule.cliff_months,
    }


def _options(typed: Mapping[str, Any]) -> dict[str, Any] | None:
    if typed.get("kind") != "options" or not typed.get("count"):
        return None
    return {
        "count": typed["count"],
        "strike": typed.get("strike") or 0,
        "price": typed.get("price") or 0,
        "window_days": typed.get("window_days", 90),
        "kind": typed.get("option_kind", ""),
        "early_exercise": bool(typed.get("early_exercise")),
    }


def _company(typed: Mapping[str, Any], kept: GrantIn | None) -> dict[str, Any] | None:
    told = (
        *("fully_diluted", "last_preferred_price", "preferred_shares", "classes"),
        "outcomes",
    )
    if not any(typed.get(name) for name in told):
        return None
    classes = _classes(typed.get("classes", ""))
    if typed.get("preferred_shares"):
        known = kept.company.preferred[:1] if kept and kept.company else []
        first = {
            "name": known[0].name if known else "",
            "shares": typed["preferred_shares"],
            "preference": typed.get("preference") or 0,
            "participation": typed.get("participation", PARTICIPATIONS[0]),
            "cap": typed.get("cap"),
        }
        classes = [first, *classes]
    return {
        "fully_diluted": typed.get("fully_diluted"),
        "count": typed.get("count") or 0,
        "last_preferred_price": typed.get("last_preferred_price") or 0,
        "preferred": classes,
        "rounds": _rounds_given(typed, kept),
        "outcomes": _outcomes(typed.get("outcomes", "")),
        "years": typed.get("years", 7),
        "source": kept.company.source if kept and kept.company else "",
    }


def _rounds_given(
    typed: Mapping[str, Any], kept: GrantIn | None
) -> list[dict[str, Any]]:
    """The later rounds; what they are preferred by stays where they sell the same."""
    shares = [Decimal(share) for share in _rounds(typed)]
    known = kept.company.rounds if kept and kept.company else []
    if shares == [each.dilution for each in known]:
        return [each.model_dump(exclude_unset=True) for each in known]
    return [{"dilution": share} for share in shares]


def _class_line(held: PreferredIn) -> str:
    """Write a class as `_classes` reads it."""
    bits = [f"{held.shares:f}", f"{held.preference:f}", held.participation]
    if held.cap is not None:
        bits.append(f"{held.cap:f}")
    return f"{held.name}: {'; '.join(bits)}" if held.name else "; ".join(bits)


def _classes(text: str) -> list[dict[str, Any]]:
    """Read lines such as “Series B: 1,000,000; 5,000,000; participating”."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        named, colon, rest = line.rpartition(":")
        bits = [bit.strip() for bit in rest.split(";")]
        kind = bits[2] if len(bits) > 2 and bits[2] else PARTICIPATIONS[0]
        try:
            shares, preference, *cap = (
                Decimal(bit.replace(",", "")) for bit in bits[:2] + bits[3:4]
            )
        except (InvalidOperation, ValueError):
            kind = ""
        if kind not in PARTICIPATIONS or len(bits) > 4:
            raise InvalidError(
                f"“{line[:40]}” is not a class of preferred shares: write its name, "
                "shares, preference and kind, such as Series B: 1000000; 5000000; "
                "participating.",
                field="company.classes",
            ) from None
        found.append(
            {
                "name": named.strip() if colon else "",
                "shares": shares,
                "preference": preference,
                "participation": kind,
                "cap": cap[0] if cap else None,
            }
        )
    return found


def _rounds(typed: Mapping[str, Any]) -> list[str]:
    words = re.split(r"[\s,;/%]+", str(typed.get("dilutions", "")).strip(" ,;/%"))
    try:
        return [percent_given(word) for word in words if word]
    except InvalidOperation:
        raise InvalidError(
            "The later rounds cannot be read: give the percentage that each sells, "
            "such as 20, 15.",
            field="company.rounds",
        ) from None


def _outcomes(text: str) -> list[dict[str, str]]:
    """Read lines such as “400000000: 20”: an exit and its chance in percent."""
    found = []
    for line in text.splitlines():
        if not line.strip():
            continue
        exit_, _, chance = line.replace(",", "").replace("%", "").partition(":")
        try:
            value, share = Decimal(exit_.strip()), percent_given(chance.strip())
        except InvalidOperation:
            raise InvalidError(
                f"“{line.strip()[:40]}” is not an exit with its chance: write a value, "
                "a colon and a percentage, such as 400000000: 20.",
                field="company.outcomes",
            ) from None
        found.append({"exit": str(value), "chance": share})
    return found
