"""What the next days hold: interviews and offer deadlines. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker import agenda, pipeline, planning
from tracker.reports.today import ROUND_LABELS, local_day, safe_zone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from tracker.models import Round
    from tracker.search import Search

EXPIRES_DAYS = 5
"""An offer deadline this near is red: more time takes 3 to 5 business days to get."""
SOON_DAYS = 14
"""An offer deadline this near is orange."""
DEADLINE_ICON = ":material/hourglass_bottom:"


class Flag(NamedTuple):
    """A badge: its colour of the theme, its sign and its words."""

    color: str
    icon: str
    words: str

    @property
    def badge(self) -> str:
        """The badge in Streamlit's Markdown."""
        return f":{self.color}-badge[{self.icon} {self.words}]"


class NextRound(NamedTuple):
    """A round of the next seven days, in the searcher's time."""

    application_id: UUID
    day: str
    time: str
    company: str
    detail: str


class OfferDeadline(NamedTuple):
    """An open offer that waits for an answer."""

    application_id: UUID
    company: str
    day: str
    flag: Flag


def clock(row: Round, zone: str, browser: str = "") -> str:
    """The time of a round where the searcher is: 09:30.

    The zone is named where it is not that of the browser: 09:30 Europe/Berlin.
    """
    here = safe_zone(zone or row.time_zone)
    time = f"{row.starts_at.astimezone(here):%H:%M}"
    return time if here.key == browser else f"{time} {here.key}"


def round_facts(row: Round) -> str:
    """How a round is held and how long it takes: system design, 45 min."""
    if row.format is None:
        return f"{row.minutes} min"
    return f"{row.format.value.replace('_', ' ')}, {row.minutes} min"


def rounds(
    search: Search, on: date, zone: str, browser: str = ""
) -> Sequence[NextRound]:
    """The rounds of today and the next seven days, earliest first."""
    coming = [
        row
        for row in search.rounds.values()
        if 0 <= (local_day(row, zone) - on).days <= agenda.AHEAD_DAYS
        and pipeline.is_open(search.applications[row.application_id].stage)
        and row.cancelled_at is None
    ]
    coming.sort(key=lambda row: (row.starts_at, str(row.id)))
    return [
        NextRound(
            row.application_id,
            planning.day(local_day(row, zone), on),
            clock(row, zone, browser),
            search.company_of(row.application_id).name,
            f"{ROUND_LABELS[row.kind]}, {round_facts(row)}",
        )
        for row in coming
    ]


def deadlines(search: Search, on: date) -> Sequence[OfferDeadline]:
    """Open offers with a deadline, nearest first."""
    waiting = [
        (offer.deadline_on, str(offer.id), offer.application_id)
        for offer in search.offers.values()
        if offer.deadline_on
        and pipeline.is_open(search.applications[offer.application_id].stage)
    ]
    return [
        OfferDeadline(
            application_id,
            search.company_of(application_id).name,
            planning.day(day, on),
            deadline_flag(day, on),
        )
        for day, _, application_id in sorted(waiting)
    ]


def deadline_flag(day: date | None, on: date) -> Flag:
    """The badge of an offer's deadline: 4 days, 2 days late, No deadline."""
    if day is None:
        return Flag("gray", DEADLINE_ICON, "No deadline")
    days = (day - on).days
    words = {-1: "1 day late", 0: "Today", 1: "1 day"}.get(
        days, f"{days} days" if days > 0 else f"{-days} days late"
    )
    return Flag(deadline_color(days), DEADLINE_ICON, words)


def deadline_color(days: int) -> str:
    """The colour of a deadline so many days ahead."""
    if days <= EXPIRES_DAYS:
        return "red"
    return "orange" if days <= SOON_DAYS else "gray"
