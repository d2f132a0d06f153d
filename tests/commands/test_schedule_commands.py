"""A pasted schedule becomes rounds, and its interviewers people with titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.commands.making import FRIDAY, log, meet
from tests.test_schedules import TALK
from tracker import commands, schedules
from tracker.errors import InvalidError
from tracker.models import (
    Interviewer,
    Person,
    Position,
    Round,
    RoundFormat,
    RoundKind,
)

if TYPE_CHECKING:
    from tracker.store import Store, Work


def paste(work: Work, row_id: object, text: str = TALK) -> list[Round]:
    return commands.add_schedule(
        work,
        row_id,  # type: ignore[arg-type]
        schedules.read(text),
        on=FRIDAY,
        zone="America/Los_Angeles",
    )


def test_every_slot_becomes_an_onsite_round_with_its_interviewer(
    any_store: Store,
) -> None:
    with any_store.change() as work:
        row = log(work)
        made = paste(work, row.id)
        # 10:00 in Los Angeles on 2026-03-06 is 18:00 UTC: standard time, 8 hours
        assert [f"{each.starts_at:%d %H:%M}" for each in made] == [
            *("06 18:00", "06 19:00", "06 19:45", "06 21:00", "06 22:30")
        ]
        assert {each.kind for each in made} == {RoundKind.ONSITE}
        assert [each.minutes for each in made] == [60, 45, 75, 90, 30]
        assert made[0].format is RoundFormat.CODING
        assert made[1].format is None
        assert made[4].format is RoundFormat.BEHAVIOURAL
        assert made[1].note == "ML theory"
        assert {each.time_zone for each in made} == {"America/Los_Angeles"}
        assert len(work.all(Interviewer)) == 5
        people = {person.id: person.name for person in work.all(Person)}
        assert {
            people[position.person_id]: position.title
            for position in work.all(Position, Position.company_id == row.company_id)
        } == {
            "Natalie Portman": "Software Engineer",
            "Stephen Chow": "Research Scientist",
            "Constance Wu": "Engineering Manager",
            "Irrfan Khan": "Research Engineer",
            "Dave Chappelle": "VP of Engineering",
        }


def test_a_known_person_is_met_again_and_keeps_the_title_known(store: Store) -> None:
    with store.change() as work:
        row = log(work)
        meet(work, "Natalie Portman", "Acme", title="Director")
        paste(work, row.id)
        natalie = [p for p in work.all(Person) if p.name == "Natalie Portman"]
        assert len(natalie) == 1
        positions = work.all(Position, Position.person_id == natalie[0].id)
        assert [position.title for position in positions] == ["Director"]


def test_a_schedule_pasted_twice_is_made_once(store: Store) -> None:
    with store.change() as work:
        row = log(work)
        paste(work, row.id)
        assert paste(work, row.id) == []
        assert work.notices == ["5 of 5 slots were there already."]
        assert len(work.all(Round)) == 5


def test_a_break_is_no_round(store: Store) -> None:
    with store.change() as work:
        row = log(work)
        made = paste(work, row.id, "10-11 A\n11-12 Lunch break\n12-13 B")
        assert [each.minutes for each in made] == [60, 60]
        with pytest.raises(InvalidError, match="nobody to meet"):
            paste(work, row.id, "11-12 Lunch break")


def test_a_slot_that_cannot_be_saved_saves_nothing(store: Store) -> None:
    with store.change() as work:
        row_id = log(work).id
    text = f"10-11 A\n11-12 {'x' * 201}"
    with pytest.raises(InvalidError), store.change() as work:
        paste(work, row_id, text)
    with store.reading() as work:
        assert not work.all(Round)
        assert not work.all(Person)
