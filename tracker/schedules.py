"""An onsite day as a schedule of slots, read from pasted lines. Pure.

A line is “10.00-11.00 Natalie Portman, Software Engineer, Coding question”:
times with dots or colons, with am and pm or without, then who, their title and
what about. Times are those of the invitation; a slot begins and ends on one day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tracker import names
from tracker.errors import InvalidError
from tracker.models import RoundFormat

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_SLOTS = 40
MOST_CHARS = 20_000
LONG_DAY = 300
"""Minutes of talking from which a day is called long: the talk's own example."""
LONG_STRETCH = 150
"""Minutes without a break from which one is worth asking for."""

_CLOCK = r"(\d{1,2})(?:[.:h](\d{2}))?\s*(?:([ap])\.?m\b\.?)?"
_LINE = re.compile(
    rf"^\W{{0,3}}{_CLOCK}\s*(?:[-–—]|to|until)\s*{_CLOCK}\s*[:,;|\t–—-]*\s*(.*)$",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*(?:\t|\s\|\s|;|,)\s*")
_CREDENTIALS = frozenset(
    "phd ph.d ph.d. md mba msc ma bsc jr jr. sr sr. ii iii".split()  # noqa: SIM905
)
_BREAKS = re.compile(
    r"^(?:short |coffee |lunch )?break$|^lunch$|^pause$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Slot:
    """One conversation of the day."""

    start: time
    end: time
    person: str = ""
    title: str = ""
    topic: str = ""

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return _minute(self.end) - _minute(self.start)

    @property
    def is_break(self) -> bool:
        """Whether nobody is met in it: a line “12.00-12.30 Lunch break”."""
        return bool(_BREAKS.match(self.person)) and not self.title


_FORMATS = {
    "system design": RoundFormat.SYSTEM_DESIGN,
    "pair programming": RoundFormat.PAIR_PROGRAMMING,
    "debugging": RoundFormat.DEBUGGING,
    "whiteboard": RoundFormat.WHITEBOARD,
    "coding": RoundFormat.CODING,
    "quiz": RoundFormat.QUIZ,
    "behavio": RoundFormat.BEHAVIOURAL,
    "presentation": RoundFormat.PRESENTATION,
    "lunch": RoundFormat.LUNCH,
}
"""Words of a topic that say how a round is held; the first that fits."""


class Pair(NamedTuple):
    """Two slots one after the other, and the minutes they overlap or lie apart."""

    first: Slot
    second: Slot
    minutes: int


@dataclass(frozen=True, slots=True)
class Checks:
    """What a day asks of a person."""

    overlaps: Sequence[Pair]
    gaps: Sequence[Pair]
    total: int
    """Minutes of talking; breaks are none, and what overlaps counts once."""
    stretch: int
    """The longest stretch without a break, in minutes."""


def read(text: str) -> list[Slot]:
    """Read a pasted schedule, in the order of its lines.

    Lines without a time are passed over: headings, or an address.

    Raises:
        InvalidError: If no line holds a time, or a slot ends before it starts.
    """
    if len(text) > MOST_CHARS:
        raise InvalidError("This schedule is too long; paste the lines of one day.")
    lines = [names.one_line(line) for line in names.tidy(text).splitlines()]
    found = [slot for slot in map(_slot, lines) if slot is not None]
    if not found:
        raise InvalidError(
            "No line of this begins with a time; write lines such as “10.00-11.00 "
            "Natalie Portman, Software Engineer, Coding question”."
        )
    if len(found) > MOST_SLOTS:
        raise InvalidError(
            f"This schedule has {len(found)} slots; paste the lines of one day, "
            f"{MOST_SLOTS} at most."
        )
    return found


def _slot(line: str) -> Slot | None:
    found = _LINE.match(line)
    if found is None:
        return None
    start, end = _times(line, found)
    if start >= end:
        raise InvalidError(f"“{line[:60]}” ends before it starts; check the two times.")
    person, title, topic = _who(found[7])
    return Slot(start, end, person, title, topic)


def _times(line: str, found: re.Match[str]) -> tuple[time, time]:
    """Both ends; where only the end says am or pm, the start means the same half.

    “11-1 pm” begins in the morning, for a slot is shorter than twelve hours.
    """
    ends = found[6]
    begins = found[3] or ends
    try:
        start = _time(found[1], found[2], begins)
        end = _time(found[4], found[5], ends or _half(found[3], found[1], found[4]))
    except ValueError:
        raise InvalidError(
            f"“{line[:60]}” holds no time of the day; write such as 14.30."
        ) from None
    if start >= end and not found[3] and begins and begins.lower() == "p":
        start = _time(found[1], found[2], "a")
    return start, end


def _half(half: str | None, start: str, end: str) -> str | None:
    """The half of an end that does not say it: past noon once the hours fall."""
    if half and half.lower() == "a" and int(end) % 12 < int(start) % 12:
        return "p"
    return half


def _time(hour: str, minute: str | None, half: str | None) -> time:
    value = int(hour)
    if half:
        if not 1 <= value <= 12:
            raise ValueError(hour)
        value = value % 12 + (12 if half.lower() == "p" else 0)
    return time(value, int(minute or 0))


def _who(text: str) -> tuple[str, str, str]:
    """Person, title and topic; “Bo Chen, PhD” is one name."""
    person, *rest = [part.strip() for part in _PARTS.split(text)]
    while rest and rest[0].casefold() in _CREDENTIALS:
        person = f"{person}, {rest.pop(0)}"
    title, *topic = rest or [""]
    return person, title, ", ".join(topic)


def format_of(slot: Slot) -> RoundFormat | None:
    """How a slot is held, where its topic says so."""
    topic = names.fold(slot.topic)
    found = (kind for word, kind in _FORMATS.items() if word in topic)
    return next(found, None)


def write(slots: Iterable[Slot]) -> str:
    """Write a schedule as `read` takes it, a line each."""
    return "\n".join(
        f"{slot.start:%H.%M}-{slot.end:%H.%M} "
        + f"{slot.person}, {slot.title}, {slot.topic}".rstrip(", ")
        for slot in slots
    )


def check(slots: Iterable[Slot]) -> Checks:
    """Find overlaps, gaps, and how much is asked without a break."""
    rows = sorted(slots, key=lambda slot: (slot.start, slot.end))
    talks = [slot for slot in rows if not slot.is_break]
    overlaps: list[Pair] = []
    gaps: list[Pair] = []
    for first, second in _neighbours(rows):
        apart = _minute(second.start) - _minute(first.end)
        if apart:
            (gaps if apart > 0 else overlaps).append(Pair(first, second, abs(apart)))
    stretches = _stretches(talks)
    return Checks(overlaps, gaps, sum(stretches), max(stretches, default=0))


def _neighbours(rows: Sequence[Slot]) -> list[tuple[Slot, Slot]]:
    """Each slot after the first, with the one before it that ends last."""
    found, last = [], None
    for slot in rows:
        if last is not None:
            found.append((last, slot))
        if last is None or slot.end >= last.end:
            last = slot
    return found


def _stretches(talks: Sequence[Slot]) -> list[int]:
    """Minutes of each stretch in which one slot begins before the last has ended."""
    found: list[list[int]] = []
    for slot in talks:
        start, end = _minute(slot.start), _minute(slot.end)
        if found and start <= found[-1][1]:
            found[-1][1] = max(found[-1][1], end)
        else:
            found.append([start, end])
    return [end - start for start, end in found]


def sentences(checks: Checks) -> list[str]:
    """Say what to mind about the day, the worst first."""
    found = [
        f"{_name(a)} and {_name(b)} overlap by {minutes} minutes."
        for a, b, minutes in checks.overlaps
    ]
    if checks.stretch >= LONG_STRETCH:
        found.append(
            f"{checks.stretch} minutes without a break; ask for ten between two slots."
        )
    if checks.total >= LONG_DAY:
        found.append(
            f"{checks.total} minutes of talking in all: keep the day before it free."
        )
    return found + [
        f"{minutes} minutes free from {a.end:%H:%M} to {b.start:%H:%M}."
        for a, b, minutes in checks.gaps
    ]


def _name(slot: Slot) -> str:
    return slot.person or f"the slot at {slot.start:%H:%M}"


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def in_order(slots: Iterable[Slot]) -> bool:
    """Whether each slot begins once the one before has ended."""
    return all(a.end <= b.start for a, b in pairwise(slots))
