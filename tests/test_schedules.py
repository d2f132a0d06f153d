"""A pasted onsite schedule: its slots, what overlaps, how tiring it is."""

from __future__ import annotations

import itertools
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import schedules
from tracker.errors import InvalidError
from tracker.schedules import Slot

TALK = """10.00-11.00 Natalie Portman, Software Engineer, Coding question
11.00-11.45 Stephen Chow, Research Scientist, ML theory
11.45-13.00 Constance Wu, Engineering Manager, Meeting the team
13.00-14.30 Irrfan Khan, Research Engineer, ML implementation
14.30-15.00 Dave Chappelle, VP of Engineering, Behavioral questions
"""
"""The schedule of the talk by Chip Huyen on getting a job in machine learning."""
BOOK = """10.00-11.30 Joan Rivers
11.30-12.15 Stephen Chow
12.15-13.30 Ali Wong, , lunch
13.30-15.00 Kumail Nanjiani
15.00-15.30 Dave Chappelle
"""
"""The other one, of her book on interviews (section 2.2.1)."""


def test_the_schedule_of_the_talk_is_read_exactly() -> None:
    slots = schedules.read(TALK)
    assert slots == [
        Slot(
            time(10),
            time(11),
            "Natalie Portman",
            "Software Engineer",
            "Coding question",
        ),
        Slot(time(11), time(11, 45), "Stephen Chow", "Research Scientist", "ML theory"),
        Slot(
            time(11, 45),
            time(13),
            "Constance Wu",
            "Engineering Manager",
            "Meeting the team",
        ),
        Slot(
            time(13),
            time(14, 30),
            "Irrfan Khan",
            "Research Engineer",
            "ML implementation",
        ),
        Slot(
            time(14, 30),
            time(15),
            "Dave Chappelle",
            "VP of Engineering",
            "Behavioral questions",
        ),
    ]
    assert [slot.minutes for slot in slots] == [60, 45, 75, 90, 30]
    checks = schedules.check(slots)
    assert (checks.total, checks.stretch) == (300, 300)
    assert not checks.overlaps
    assert not checks.gaps
    assert schedules.sentences(checks) == [
        "300 minutes without a break; ask for ten between two slots.",
        "300 minutes of talking in all: keep the day before it free.",
    ]


def test_the_schedule_of_the_book_is_read_exactly() -> None:
    slots = schedules.read(BOOK)
    assert [(f"{s.start:%H.%M}-{s.end:%H.%M}", s.person, s.topic) for s in slots] == [
        ("10.00-11.30", "Joan Rivers", ""),
        ("11.30-12.15", "Stephen Chow", ""),
        ("12.15-13.30", "Ali Wong", "lunch"),
        ("13.30-15.00", "Kumail Nanjiani", ""),
        ("15.00-15.30", "Dave Chappelle", ""),
    ]
    assert [slot.minutes for slot in slots] == [90, 45, 75, 90, 30]
    checks = schedules.check(slots)
    assert (checks.total, checks.stretch) == (330, 330)


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("10.00-11.00 A", time(10), time(11)),
        ("10:00 – 11:00 A", time(10), time(11)),
        ("10:00—11:00: A", time(10), time(11)),
        ("10 to 11 A", time(10), time(11)),
        ("9am-10am A", time(9), time(10)),
        ("9:30 a.m. - 10:15 a.m. A", time(9, 30), time(10, 15)),
        ("1-2 pm A", time(13), time(14)),
        ("11-1pm A", time(11), time(13)),
        ("11:30-12:15 pm A", time(11, 30), time(12, 15)),
        ("12-12:45pm A", time(12), time(12, 45)),
        ("11am-1 A", time(11), time(13)),
        ("1pm-2 A", time(13), time(14)),
        ("12:00 AM - 1:00 AM A", time(0), time(1)),
        ("• 14h30-15h00 A", time(14, 30), time(15)),
        ("9.00-9.45\tA", time(9), time(9, 45)),
    ],
)
def test_times_are_read_as_people_write_them(line: str, start: time, end: time) -> None:
    (slot,) = schedules.read(line)
    assert (slot.start, slot.end, slot.person) == (start, end, "A")


def test_other_lines_are_passed_over() -> None:
    text = f"Your onsite on Monday\n\n{TALK}\n1 Main Street\nAsk for Robin at 5551234"
    assert len(schedules.read(text)) == 5


def test_a_degree_belongs_to_the_name_and_a_comma_to_the_topic() -> None:
    (slot,) = schedules.read("10-11 Bo Chen, PhD, Staff Engineer, SQL, Python")
    assert (slot.person, slot.title) == ("Bo Chen, PhD", "Staff Engineer")
    assert slot.topic == "SQL, Python"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "begins with a time"),
        ("Natalie Portman at ten", "begins with a time"),
        ("11.00-10.00 A", "ends before"),
        ("10.00-10.00 A", "ends before"),
        ("10.00-25.00 A", "time of the day"),
        ("13pm-14pm A", "time of the day"),
        ("10.70-11.00 A", "time of the day"),
        ("10-11 A\n" * 41, "41 slots"),
        ("x" * 20_001, "too long"),
    ],
)
def test_a_mistake_is_said_in_one_sentence(text: str, says: str) -> None:
    with pytest.raises(InvalidError, match=says):
        schedules.read(text)


def test_overlaps_gaps_and_breaks_are_pointed_out() -> None:
    slots = schedules.read(
        "9-10 A\n9.30-10.30 B\n11-12 C\n12-12.30 Lunch break\n12.30-13 D"
    )
    checks = schedules.check(slots)
    assert [(p.first.person, p.second.person, p.minutes) for p in checks.overlaps] == [
        ("A", "B", 30)
    ]
    assert [(p.first.person, p.second.person, p.minutes) for p in checks.gaps] == [
        ("B", "C", 30)
    ]
    # 9 to 10.30 is 90 minutes, 11 to 12 is 60, 12.30 to 13 is 30
    assert (checks.total, checks.stretch) == (180, 90)
    assert schedules.sentences(checks) == [
        "A and B overlap by 30 minutes.",
        "30 minutes free from 10:30 to 11:00.",
    ]


def test_a_slot_inside_another_overlaps_it_and_not_what_follows() -> None:
    checks = schedules.check(schedules.read("9-12 A\n10-11 B\n12-13 C"))
    assert [(p.first.person, p.second.person) for p in checks.overlaps] == [("A", "B")]
    assert not checks.gaps
    assert (checks.total, checks.stretch) == (240, 240)


NAMES = st.from_regex(r"[A-ZÄ][a-zé]{1,9}( [A-Z][a-z]{1,9}){0,2}", fullmatch=True)
CUTS = st.lists(st.integers(0, 1439), min_size=2, max_size=16, unique=True).map(sorted)


@st.composite
def days(draw: st.DrawFn) -> list[Slot]:
    """Slots that do not overlap: between cuts of the day, some left out."""
    cuts = draw(CUTS)
    slots: list[Slot] = []
    for start, end in itertools.pairwise(cuts):
        if draw(st.booleans()) or not slots:
            person = draw(NAMES.filter(lambda n: n.casefold() not in {"ma", "md"}))
            title, topic = draw(NAMES | st.just("")), draw(NAMES | st.just(""))
            if title.casefold() in schedules._CREDENTIALS:
                title = ""
            slots.append(
                Slot(
                    time(*divmod(start, 60)),
                    time(*divmod(end, 60)),
                    person,
                    title,
                    topic,
                )
            )
    return slots


@given(days())
def test_any_schedule_without_overlaps_round_trips(slots: list[Slot]) -> None:
    assert schedules.read(schedules.write(slots)) == slots
    checks = schedules.check(slots)
    assert not checks.overlaps
    talks = [slot for slot in slots if not slot.is_break]
    assert checks.total == sum(slot.minutes for slot in talks)
    assert checks.stretch <= checks.total
    assert schedules.in_order(slots)


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text: str) -> None:
    try:
        slots = schedules.read(text)
    except InvalidError:
        return
    assert all(slot.minutes > 0 for slot in slots)
