"""A team of years ago, in which people inside two companies were, too.

Nobody noted that they know each other: these are the possible ties of the demo.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tracker.models import Position

if TYPE_CHECKING:
    from tracker.demo.making import Making
    from tracker.demo.people import Known

EMPLOYER = "Aldermoss Research"
TEAM, SIZE = "Ranking", 9
INSIDE = ("Drummlin Games", "Ombralis")
"""Companies that no chain of known ties leads into."""


def make(making: Making, known: Known) -> None:
    """Let the searcher have been in one team with an interviewer of each."""
    years = making.on.year - 8, making.on.year - 6
    home = making.company(EMPLOYER)
    for person in (making.me, *(known.panel[company][0].id for company in INSIDE)):
        making.add(
            Position,
            person_id=person,
            company_id=home.id,
            title="Data Analyst",
            team=TEAM,
            team_size=SIZE,
            started_on=date(years[0], 3, 1),
            ended_on=date(years[1], 8, 31),
        )
