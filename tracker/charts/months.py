"""An axis of days whose months are named here.

As times, Vega would read days in the browser's zone and could show the day before;
so they are drawn as numbers (`date.toordinal`).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


def month_names(first: int, last: int) -> dict[int, str]:
    """The first days of the months from one day to another, and their names.

    Args:
        first: A day as a number; its whole month is named.
        last: A day as a number, not before the first.
    """
    day = date.fromordinal(first).replace(day=1)
    names: dict[int, str] = {}
    while day.toordinal() <= last:
        name = NAMES[day.month - 1]
        names[day.toordinal()] = name if day.month > 1 else f"{name} {day.year}"
        day = (day + timedelta(days=32)).replace(day=1)
    return names


def label_expression(names: Mapping[int, str]) -> str:
    """Give the Vega expression that writes the name of each."""
    inside = ",".join(f"'{at}':'{name}'" for at, name in names.items())
    return f"{{{inside}}}[datum.value]"
