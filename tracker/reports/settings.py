"""Settings as their form shows them. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

if TYPE_CHECKING:
    from tracker.models import Searcher

LABELS = {
    "name": "My name",
    "profile_url": "Link to my profile",
    "employer": "Current employer",
    "notice_days": "Notice period, days",
    "time_zone": "Time zone",
    "currency": "Currency",
    "region": "Region",
    "holidays": "Days off",
}
"""What the settings are called on the page."""


def title(searcher: Searcher) -> str:
    """Say what Foothold knows of the searcher, and what it needs next."""
    if not searcher.name:
        return "Say who you are, so that friends' files can find you."
    return f"These are the settings of {searcher.name}."


def stored(searcher: Searcher) -> dict[str, Any]:
    """What the fields of the form hold; days off one a line."""
    held = {name: getattr(searcher, name) for name in LABELS}
    return held | {"holidays": "\n".join(searcher.holidays)}


def given(typed: dict[str, Any]) -> dict[str, Any]:
    """The fields of the form as `inputs.SettingsIn` takes them."""
    days = str(typed.get("holidays", "")).replace(",", " ").split()
    return {**typed, "holidays": days}


def known_zone(name: str) -> str:
    """A zone that this machine knows; empty, for the browser's, if it does not."""
    return name if name in available_timezones() else ""
