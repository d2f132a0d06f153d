"""One event of a calendar, as a row. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from tracker.importers import cells
from tracker.importers.calendars import zones
from tracker.importers.calendars.lines import MOMENT, plain, wall
from tracker.importers.rows import Problem
from tracker.models import LINK, NAME, TEXT

if TYPE_CHECKING:
    from tracker.importers.calendars.lines import Calendar, Line
    from tracker.importers.rows import Answers

_LENGTH = re.compile(
    r"([+-])?P(?:(\d+)W|(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?)"
)
_LINKED = re.compile(r"https?://[^\s<>\"\\]+")
_DAY = timedelta(days=1)
_UID = 500
_RAW = 2_000
KEPT = (
    *("METHOD", "UID", "SEQUENCE", "RECURRENCE-ID", "DTSTART", "DTEND", "DURATION"),
    *("RRULE", "STATUS", "SUMMARY", "LOCATION", "ORGANIZER", "ATTENDEE", "DTSTAMP"),
)
"""Properties that are kept as they were."""


@dataclass(frozen=True)
class InvitationRow:
    """An event that a calendar asks, changes, cancels or answers."""

    number: int
    """Line of its file where it begins, from 1."""
    method: str
    """Of RFC 5546, such as REQUEST; PUBLISH where the file names none."""
    starts_at: datetime | None
    """In UTC; None where only what is to go is named."""
    zone: str = ""
    """The IANA's zone it was named in; empty where only the offset is known."""
    minutes: int | None = None
    uid: str = ""
    sequence: int = 0
    recurrence: str = ""
    """Which one of a series: its first start, as UTC (`20260302T090000Z`) or a day."""
    repeats: bool = False
    is_cancelled: bool = False
    stamp: str = ""
    """When this version was written, as the file has it."""
    summary: str = ""
    place: str = ""
    note: str = ""
    organiser: str = ""
    organiser_email: str = ""
    attendees: tuple[str, ...] = ()
    """E-mail addresses."""
    answer: str = ""
    """Of a reply: what was answered, such as accepted."""
    application: str = ""
    """The id of the application the searcher said it belongs to."""
    raw: dict[str, str] = field(default_factory=dict)

    @property
    def what(self) -> str:
        """What it is about, and when."""
        when = f", {self.starts_at:%Y-%m-%d %H:%M} UTC" if self.starts_at else ""
        return f"{self.summary or 'Untitled event'}{when}"


class Event:
    """One VEVENT, read when it is asked for."""

    def __init__(self, lines: list[Line], home: Calendar, answers: Answers) -> None:
        self.number = lines[0].number
        self.zone = ""
        """The zone last asked for, as the file calls it."""
        self._home = home
        self._answers = answers
        self._lines: dict[str, list[Line]] = defaultdict(list)
        for each in lines[1:]:
            self._lines[each.name].append(each)

    def line(self, name: str) -> str:
        """A property on one line; empty where there is none."""
        return cells.line(plain(self._value(name)))

    def row(self) -> InvitationRow:
        """Read the event.

        Raises:
            UnknownZoneError: If its zone is not known.
            ValueError: If it cannot be an interview.
        """
        method = self._home.method or "PUBLISH"
        is_cancelled = method == "CANCEL" or self.line("STATUS").upper() == "CANCELLED"
        starts = self._moment("DTSTART")
        if starts is None and not (is_cancelled and self._value("UID")):
            raise ValueError("It has no start.")
        organiser = self._first("ORGANIZER")
        attendees = [_address(each) for each in self._lines["ATTENDEE"]]
        return InvitationRow(
            number=self.number,
            method=method,
            starts_at=starts.at if starts else None,
            zone=starts.zone if starts else "",
            minutes=self._minutes(starts),
            uid=self.line("UID")[:_UID],
            sequence=self._sequence(),
            recurrence=self._recurrence(),
            repeats=bool(self._lines["RRULE"] or self._lines["RDATE"]),
            is_cancelled=is_cancelled,
            stamp=self.line("DTSTAMP"),
            summary=cells.clip(self.line("SUMMARY"), NAME),
            place=cells.clip(self._place(), LINK),
            note=cells.clip(cells.paragraph(plain(self._value("DESCRIPTION"))), TEXT),
            organiser=cells.clip(
                cells.line(organiser.parameters.get("CN", "")) if organiser else "",
                NAME,
            ),
            organiser_email=_address(organiser) if organiser else "",
            attendees=tuple(filter(None, attendees)),
            answer=self._answer() if method == "REPLY" else "",
            application=self._answers.applications.get(str(self.number), ""),
            raw=self.raw(),
        )

    def problem(self, reason: str) -> Problem:
        """Say why it cannot be taken."""
        return Problem(self.number, reason, self.raw())

    def raw(self) -> dict[str, str]:
        """What is kept of it, as it was."""
        found = {"METHOD": self._home.method} if self._home.method else {}
        for name in KEPT:
            said = [_said(each) for each in self._lines[name]]
            if said:
                found[name] = cells.clip(cells.line("; ".join(said)), _RAW)
        return found

    def _first(self, name: str) -> Line | None:
        return next(iter(self._lines[name]), None)

    def _value(self, name: str) -> str:
        found = self._first(name)
        return found.value if found else ""

    def _moment(self, name: str) -> zones.Meant | None:
        """The moment of a property; None where there is no such property."""
        found = self._first(name)
        if found is None:
            return None
        told = MOMENT.fullmatch(found.value)
        try:
            clock = wall(told) if told else None
        except ValueError:
            clock = None
        if told is None or clock is None:
            shown = cells.clip(cells.line(found.value), 40)
            raise ValueError(f"“{shown}” is no time.")
        if told[2] is None:
            raise ValueError("It takes a whole day, so it has no hour.")
        if not date(1900, 1, 2) <= clock.date() <= date(2199, 12, 30):
            raise ValueError(f"The year {clock.year} is not of our time.")
        if told[3]:
            return zones.Meant(clock.replace(tzinfo=UTC), "UTC")
        self.zone = plain(found.parameters.get("TZID", ""))
        return zones.instant(clock, self.zone, self._home.rules, self._answers.zones)

    def _minutes(self, starts: zones.Meant | None) -> int | None:
        """How long it takes; None where that cannot be told.

        Raises:
            ValueError: If it takes more than a day.
        """
        if starts is None:
            return None
        length = _length(self._value("DURATION"))
        zone = self.zone
        try:
            ends = self._moment("DTEND")
        except (ValueError, zones.UnknownZoneError):
            ends, self.zone = None, zone  # its start is what counts
        if ends is not None:
            length = ends.at - starts.at
        if length is None or length <= timedelta():
            return None
        if length > _DAY:
            raise ValueError("It takes more than a day, which no round does.")
        return max(1, round(length.total_seconds() / 60))

    def _sequence(self) -> int:
        text = self._value("SEQUENCE")
        return min(int(text), 2**31 - 1) if re.fullmatch(r"\d{1,10}", text) else 0

    def _recurrence(self) -> str:
        found = self._first("RECURRENCE-ID")
        if found is None:
            return ""
        if re.fullmatch(r"\d{8}", found.value):
            return found.value
        at = self._moment("RECURRENCE-ID")
        return f"{at.at:%Y%m%dT%H%M%SZ}" if at else ""

    def _place(self) -> str:
        """Where it is: a place, else the link of a call."""
        place = self.line("LOCATION")
        links = [
            plain(each.value)
            for name in ("X-GOOGLE-CONFERENCE", "CONFERENCE", "URL")
            for each in self._lines[name]
        ]
        links += _LINKED.findall(plain(self._value("DESCRIPTION")))
        return place or next((x for x in links if x.startswith("http")), "")

    def _answer(self) -> str:
        found = self._first("ATTENDEE")
        return found.parameters.get("PARTSTAT", "").lower() if found else ""


def _length(text: str) -> timedelta | None:
    found = _LENGTH.fullmatch(text.upper())
    if found is None or found[1] == "-":
        return None
    weeks, days, hours, minutes, seconds = (
        int(part or 0) for part in found.groups()[1:]
    )
    try:
        return timedelta(days, seconds, 0, 0, minutes, hours, weeks)
    except OverflowError:
        return None


def _address(line: Line) -> str:
    """The e-mail address of somebody; empty where it is none."""
    found = re.search(r"[^\s:<>]+@[^\s:<>]+", line.value)
    return cells.clip(found[0], NAME).casefold() if found else ""


def _said(line: Line) -> str:
    zone = line.parameters.get("TZID")
    return f"{zone}: {line.value}" if zone else line.value
