"""The calendar's private address, in words. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import planning
from tracker.reports.today import safe_zone

if TYPE_CHECKING:
    from datetime import date, datetime

    from tracker.models import Feed

NONE = (
    "A calendar program on this machine can read your interviews, deadlines and "
    "follow-ups under an address of your own, and reads them again as they change."
)
ONCE = "It is shown this once, so copy it now; whoever knows it can read the calendar."


def words(feed: Feed | None, zone: str, today: date) -> str:
    """Whether there is an address, since when, and when it was read last.

    Args:
        feed: The one that works now.
        zone: Where the searcher is.
        today: The day there.
    """
    if feed is None:
        return NONE
    made = _moment(feed.created_at, zone, today)
    if feed.read_at is None:
        return f"An address was made {made} and has not been read yet."
    return (
        f"An address was made {made} and was read last "
        f"{_moment(feed.read_at, zone, today)}."
    )


def _moment(at: datetime, zone: str, today: date) -> str:
    local = at.astimezone(safe_zone(zone))
    day = (
        "today" if local.date() == today else f"on {planning.day(local.date(), today)}"
    )
    return f"{day} at {local:%H:%M}"
