"""Jobs in the data that a page's own scripts draw it from.

Search pages of the large boards hold no schema.org data, but lists of objects
with a title and a company; the names of those fields differ a little.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tracker.capture import linked
from tracker.capture.posting import Posting

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_STARTS = 50
"""Places of one script where data may begin that are tried."""
_TITLES = ("displayTitle", "jobTitle", "title")
_COMPANIES = ("companyName", "company")
_PLACES = ("formattedLocation", "locationName", "location")
_decoder = json.JSONDecoder(strict=False)


def read(scripts: Iterable[str]) -> list[Posting]:
    """The jobs in the data of a page's scripts, each once."""
    found: dict[Posting, None] = {}
    for script in scripts:
        for held in linked.objects(_data(script)):
            job = _job(held)
            if job is not None:
                found.setdefault(job)
    return list(found)[: linked.MOST_POSTINGS]


def _data(script: str) -> list[Any]:
    """The JSON objects that a script is or assigns; code between is passed over."""
    found: list[Any] = []
    place = script.find("{")
    for _ in range(MOST_STARTS):
        if place < 0:
            break
        try:
            value, end = _decoder.raw_decode(script, place)
            found.append(value)
        except (ValueError, RecursionError):
            end = place + 1
        place = script.find("{", end)
    return found


def _job(held: dict[str, Any]) -> Posting | None:
    title, company = _said(held, _TITLES), _said(held, _COMPANIES)
    if not (title and company):
        return None
    place = _said(held, _PLACES)
    if not place and held.get("remoteLocation") is True:
        place = "Remote"
    pay = held.get("salarySnippet")
    salary = pay.get("text") if isinstance(pay, dict) else ""
    return Posting(
        title=title,
        company=company,
        url=_address(held),
        location=place,
        salary=salary if isinstance(salary, str) else "",
    )


def _said(held: dict[str, Any], names: Iterable[str]) -> str:
    values = (held.get(name) for name in names)
    return next((v.strip() for v in values if isinstance(v, str) and v.strip()), "")


def _address(held: dict[str, Any]) -> str:
    """The address that an identity of the two largest boards stands for."""
    urn = _said(held, ["entityUrn"])
    number = urn.rsplit(":", 1)[-1]
    if "jobPosting" in urn and number.isdigit():
        return f"https://www.linkedin.com/jobs/view/{number}"
    key = _said(held, ["jobkey"])
    return f"https://www.indeed.com/viewjob?jk={key}" if key.isalnum() else ""
