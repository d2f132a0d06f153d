"""Counting days: business days, the searcher's own day, the calendar's ends. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

if TYPE_CHECKING:
    from collections.abc import Collection


def business_days_after(
    day: date, n: int, holidays: Collection[date] = frozenset()
) -> date:
    """Go forward n business days, past weekends and the given holidays.

    Args:
        day: Any day; the first business day counted is after it.
        n: At least 1; with 0 it is the day itself.
        holidays: Days off that count like a weekend.
    """
    while n and day < date.max:
        day += timedelta(days=1)
        n -= day.weekday() < 5 and day not in holidays
    return day


def later(day: date, days: int) -> date:
    """Add days, staying inside the calendar whatever year was typed."""
    return day + timedelta(days=min(days, (date.max - day).days))


def day_in(instant: datetime, zone: str) -> date:
    """The day of an instant in a time zone.

    Args:
        instant: With its time zone, such as UTC.
        zone: An IANA name; one that this machine does not know counts as UTC.
    """
    return instant.astimezone(safe_zone(zone)).date()


@lru_cache(maxsize=256)
def safe_zone(name: str) -> ZoneInfo:
    """A time zone by its name; UTC for a name that this machine does not know.

    Which names are known is read from the disk, 16 ms a time, so it is kept.
    """
    return ZoneInfo(name if name in available_timezones() else "UTC")
