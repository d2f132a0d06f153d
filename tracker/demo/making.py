"""What every part of the demo is made with: chance, days, ids and rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from tracker import names
from tracker.models import Company, Owned

if TYPE_CHECKING:
    from random import Random

ZONE = "Europe/Berlin"
HOLIDAYS = ((1, 1), (5, 1), (10, 3), (12, 25), (12, 26))
"""Month and day of the days off in Germany that fall on one day each year."""

Row = TypeVar("Row", bound=Owned)


@dataclass
class Making:
    """The demo while it is made. Equal chance and day give equal rows."""

    on: date
    rng: Random
    owner: str
    me: UUID
    rows: list[Owned] = field(default_factory=list)
    companies: dict[str, Company] = field(default_factory=dict)

    def id(self) -> UUID:
        """Make an id, the same in every demo of one seed."""
        return UUID(int=self.rng.getrandbits(128), version=4)

    def add(self, table: type[Row], /, **facts: Any) -> Row:  # noqa: ANN401
        """Make one checked row."""
        row = table.model_validate({"id": self.id(), "owner": self.owner, **facts})
        self.rows.append(row)
        return row

    def company(self, name: str, batch_id: UUID | None = None) -> Company:
        """Find a company of the demo, or make it."""
        if name not in self.companies:
            self.companies[name] = self.add(
                Company, name=name, key=names.company_key(name), batch_id=batch_id
            )
        return self.companies[name]

    def ago(self, days: int) -> date:
        """Go back calendar days."""
        return self.on - timedelta(days=days)

    def workday(self, n: int) -> date:
        """Go n working days back (below 0) or ahead (above)."""
        day, step = self.on, 1 if n > 0 else -1
        while n:
            day += timedelta(days=step)
            n -= step * is_workday(day)
        return day


def is_workday(day: date) -> bool:
    """Say whether people hold interviews and send offers on a day."""
    return day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS


def days_off(on: date) -> list[date]:
    """The days off of this year and the next."""
    return [
        date(year, month, day)
        for year in (on.year, on.year + 1)
        for month, day in HOLIDAYS
    ]


def instant(day: date, clock: str) -> datetime:
    """Read a wall time such as 09:30 of the searcher's zone."""
    local = datetime.combine(day, time.fromisoformat(clock), ZoneInfo(ZONE))
    return local.astimezone(UTC)


def start_on(on: date) -> date:
    """The day to start the next job: the 1st or 15th that is next after 97 days.

    That is 3.2 to 3.7 months ahead, so the search window is in its last days.
    """
    day = on + timedelta(days=97)
    while day.day not in {1, 15}:
        day += timedelta(days=1)
    return day
