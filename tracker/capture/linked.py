"""Postings as schema.org describes them, in every shape that sites send.

Shapes: one object, a list, or `@graph`; a type as text, address or list;
organisations, places, addresses and countries as text or object; pay as a
number, text, or a range with a unit. https://schema.org/JobPosting
"""

from __future__ import annotations

import json
import re
from collections import deque
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from tracker.capture import words
from tracker.capture.posting import Posting

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_NODES = 20_000
"""Objects and lists of one block that are looked at; a real page has hundreds."""
MOST_POSTINGS = 50
MOST_PLACES = 5
_LARGEST = Decimal(10) ** 12

_UNITS = {
    "YEAR": "a year",
    "MONTH": "a month",
    "WEEK": "a week",
    "DAY": "a day",
    "HOUR": "an hour",
}
_SECTIONS = {
    "responsibilities": "Responsibilities",
    "qualifications": "Qualifications",
    "educationRequirements": "Education",
    "experienceRequirements": "Experience",
    "skills": "Skills",
    "jobBenefits": "Benefits",
    "incentiveCompensation": "Incentives",
}
"""What a posting says beside its description; kept as part of its text."""
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[)|(?:-->|//\s*\]\]>|;)\s*$")


def from_blocks(blocks: Iterable[str]) -> list[Posting]:
    """Read JSON-LD; a block that is no JSON is passed over."""
    found: list[Posting] = []
    for block in blocks:
        for held in job_objects(parsed(block)):
            if len(found) < MOST_POSTINGS:
                found.append(from_object(held))
    return found


def parsed(text: str) -> Any:  # noqa: ANN401 - whatever the page holds
    """Read JSON as pages write it, with raw line ends in strings; None for none."""
    try:
        return json.loads(_WRAPPING.sub("", text), strict=False)
    except (ValueError, RecursionError):
        return None


def objects(root: object) -> list[dict[str, Any]]:
    """Every object in a JSON value, the outer ones first."""
    found, rest = [], deque([root])
    for _ in range(MOST_NODES):
        if not rest:
            break
        node = rest.popleft()
        if isinstance(node, dict):
            found.append(node)
            rest.extend(v for v in node.values() if isinstance(v, dict | list))
        elif isinstance(node, list):
            rest.extend(v for v in node if isinstance(v, dict | list))
    return found


def job_objects(root: object) -> list[dict[str, Any]]:
    """The objects that are job postings."""
    return [node for node in objects(root) if _is_posting(node.get("@type"))]


def _is_posting(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(
        isinstance(each, str) and re.split(r"[/#:]", each)[-1] == "JobPosting"
        for each in kinds
    )


def from_object(held: dict[str, Any]) -> Posting:
    """Read one JobPosting, as JSON-LD or microdata give it."""
    return Posting(
        title=words.plain(_text(held.get("title")) or _text(held.get("name"))),
        company=words.plain(_text(held.get("hiringOrganization"))),
        url=_text(held.get("url")),
        location=_location(held),
        salary=_salary(held),
        note=_note(held),
        text=_whole_text(held),
    )


def _text(value: object) -> str:
    """Text, a number, or the name of an object; of a list its first."""
    for _ in range(4):
        if isinstance(value, list):
            value = next((each for each in value if each), "")
        elif isinstance(value, dict):
            keys = ("name", "legalName", "@value", "value", "@id")
            value = next((value[key] for key in keys if value.get(key)), "")
    if isinstance(value, bool):
        return ""
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _location(held: dict[str, Any]) -> str:
    places = [_place(each) for each in _listed(held.get("jobLocation"))[:50]]
    if _text(held.get("jobLocationType")).upper() == "TELECOMMUTE":
        where = _listed(held.get("applicantLocationRequirements"))[:MOST_PLACES]
        allowed = ", ".join(filter(None, map(_text, where)))
        places.append(f"Remote ({allowed})" if allowed else "Remote")
    return " / ".join(list(dict.fromkeys(filter(None, places)))[:MOST_PLACES])


def _place(place: object) -> str:
    if not isinstance(place, dict):
        return words.plain(_text(place))
    address = place.get("address") or place
    if isinstance(address, list):
        address = address[0]
    if not isinstance(address, dict):
        return words.plain(_text(address))
    keys = ("addressLocality", "addressRegion", "addressCountry")
    parts = dict.fromkeys(_text(address.get(key)) for key in keys)
    return ", ".join(filter(None, parts)) or words.plain(_text(place.get("name")))


def _salary(held: dict[str, Any]) -> str:
    pay = held.get("baseSalary")
    if isinstance(pay, list):
        pay = pay[0] if pay else None
    currency, amount = _text(held.get("salaryCurrency")), pay
    if isinstance(pay, dict):
        currency = _text(pay.get("currency")) or currency
        amount = pay.get("value", pay)
    if isinstance(amount, list):
        amount = amount[0] if amount else None
    figure, unit = _figure(amount), ""
    if isinstance(pay, dict):
        unit = _text(pay.get("unitText"))
    if isinstance(amount, dict):
        unit = _text(amount.get("unitText")) or unit
    parts = (currency, figure, _UNITS.get(unit.upper(), ""))
    return " ".join(filter(None, parts)) if figure else ""


def _figure(amount: object) -> str:
    if not isinstance(amount, dict):
        return _number(_text(amount))
    low, high = (_number(_text(amount.get(key))) for key in ("minValue", "maxValue"))
    if low and high:
        return low if low == high else f"{low}–{high}"
    if low or high:
        return f"from {low}" if low else f"up to {high}"
    return _number(_text(amount.get("value")))


def _number(text: str) -> str:
    """A number with its thousands apart; other text as it is."""
    try:
        number = Decimal(text.replace(",", "").replace(" ", ""))
    except InvalidOperation:
        return text
    if not number.is_finite() or number.copy_abs() > _LARGEST:
        return ""
    if number == 0:
        return ""  # what sites send that do not say
    return f"{number:,.0f}" if number == number.to_integral() else f"{number:,.2f}"


def _note(held: dict[str, Any]) -> str:
    kinds = [_employment(_text(each)) for each in _listed(held.get("employmentType"))]
    posted, until = (_day(held.get(key)) for key in ("datePosted", "validThrough"))
    parts = [
        ", ".join(filter(None, kinds)).capitalize(),
        f"Posted on {posted}" if posted else "",
        f"Open until {until}" if until else "",
    ]
    return "".join(f"{part}. " for part in parts if part).strip()


def _employment(kind: str) -> str:
    """Make “full-time” of FULL_TIME."""
    return kind.replace("_", "-").lower() if kind.isupper() else kind


def _day(value: object) -> str:
    try:
        return date.fromisoformat(_text(value)[:10]).isoformat()
    except ValueError:
        return ""


def _whole_text(held: dict[str, Any]) -> str:
    whole = words.plain(_text(held.get("description")))
    for key, heading in _SECTIONS.items():
        values = [words.plain(_text(each)) for each in _listed(held.get(key))[:50]]
        section = "\n".join(filter(None, values))
        if section and section not in whole:
            whole = f"{whole}\n\n{heading}\n{section}"
    return whole.strip()
