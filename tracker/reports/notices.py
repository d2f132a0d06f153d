"""Usual notice by region, until one's own contract says otherwise. Data only.

Notice is law, contract and custom at once, and who is bound differs: so these are
shown with their source and date, and none is taken without being asked for.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker import names

SOURCE = (
    "Wikipedia, “Notice period” (copy of 2020), velocityglobal.com, riemote.com, "
    "lingoda.com"
)
AS_OF = "2020 to 2024"
OWN_FIRST = "Your own contract comes first; these are general, and as of their date."


class Notice(NamedTuple):
    """What is usual in one region."""

    region: str
    words: str
    days: int | None = None
    months: int = 0
    """Above 0: to the end of a month, in the place of days."""
    names: tuple[str, ...] = ()
    """How people write the region, folded."""


NOTICES = (
    Notice(
        "United States",
        "No law; two weeks are customary.",
        14,
        names=("united states", "usa", "us", "america"),
    ),
    Notice(
        "United Kingdom",
        "At least a week by law; contracts often ask for a month or more.",
        7,
        names=("united kingdom", "uk", "england", "scotland", "wales", "britain"),
    ),
    Notice(
        "Germany",
        "At least four weeks to the 15th or the end of a month by law, more with "
        "tenure; contracts often ask for three months.",
        28,
        names=("germany", "deutschland"),
    ),
    Notice(
        "Poland",
        "Two weeks, one month or three months, by tenure.",
        months=1,
        names=("poland", "polska"),
    ),
    Notice(
        "Denmark",
        "One to six months by tenure; the source does not say for which side.",
        months=1,
        names=("denmark", "danmark"),
    ),
    Notice("India", "No reliable figure was found; read your contract."),
)


def usual(region: str) -> Notice | None:
    """Find what is usual where somebody lives, such as “Berlin, Germany”.

    None where nothing is known.
    """
    parts = {part.strip() for part in re.split(r"[,;/()]", names.fold(region))}
    return next((each for each in NOTICES if parts & {*each.names}), None)


def sentences() -> list[str]:
    """Say what is usual in each region, with source and date."""
    said = [f"{each.region}: {each.words}" for each in NOTICES]
    return [OWN_FIRST, *said, f"Source: {SOURCE}; {AS_OF}."]


def offered(region: str, days: int, months: int) -> Notice | None:
    """Give what is usual in a region if it has a figure and differs from one's own."""
    found = usual(region)
    if found is None or not (found.days or found.months):
        return None
    own = (0, months) if months else (days, 0)
    return found if (found.days or 0, found.months) != own else None


def stands(region: str, months: int) -> list[str]:
    """Say what the plan counts beside the days, and what is usual in a region."""
    said = ["The plan counts it between accepting and starting."]
    if months:
        counted = length(Notice("", "", months=months))
        said = [f"The plan counts {counted} in the place of these days."]
    found = usual(region)
    if found is not None:
        said.append(f"{found.region}: {found.words} ({SOURCE}; {AS_OF}.)")
    return said


def length(found: Notice) -> str:
    """Write a notice: 28 days, 1 month to a month’s end."""
    if found.months:
        many = "month" if found.months == 1 else "months"
        return f"{found.months} {many} to a month’s end"
    return f"{found.days} days"
