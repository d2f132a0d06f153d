"""The lines of a calendar, and the calendars that they make. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from tracker.importers import limits
from tracker.importers.calendars import zones

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PARAMETER = re.compile(r';\s*([\w-]*)\s*=?\s*((?:"[^"]*"|[^";:])*)')
_NAME = re.compile(r"\s*([A-Za-z][A-Za-z0-9-]*)\s*")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
MOMENT = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?", re.IGNORECASE)
"""A day, or a moment, perhaps in UTC."""


class Line(NamedTuple):
    """One line of a calendar, unfolded."""

    number: int
    name: str
    """In capitals."""
    parameters: Mapping[str, str]
    value: str


@dataclass
class Calendar:
    """One VCALENDAR as it is read."""

    method: str = ""
    rules: dict[str, zones.Rules] = field(default_factory=dict)
    events: list[list[Line]] = field(default_factory=list)
    others: int = 0
    """Tasks and other things that are no events."""


def calendars(text: str) -> list[Calendar]:
    """Read every VCALENDAR of a text, what is cut off at its end too."""
    reader = _Reader()
    for number, raw in _unfolded(text):
        line = _line(number, raw)
        if line is not None:
            reader.take(line)
    return [*reader.read, reader.calendar]


class _Reader:
    """Puts lines into the component they stand in."""

    def __init__(self) -> None:
        self.read: list[Calendar] = []
        self.calendar = Calendar()
        self._inside: list[str] = []
        self._held: list[Line] = []
        """Lines of the event or zone that is being read."""
        self._parts: list[list[Line]] = []
        """Of a zone: the lines of each offset."""

    def take(self, line: Line) -> None:
        """Take the next line."""
        here = self._inside[-1] if self._inside else ""
        if line.name == "BEGIN":
            self._begin(line)
        elif line.name == "END":
            self._end()
        elif here == "VCALENDAR" and line.name == "METHOD":
            self.calendar.method = line.value.upper()
        elif here in {"VEVENT", "VTIMEZONE"}:
            self._held.append(line)
        elif here in {"STANDARD", "DAYLIGHT"} and self._parts:
            self._parts[-1].append(line)

    def _begin(self, line: Line) -> None:
        name = line.value.upper()
        self._inside.append(name)
        if name in {"VEVENT", "VTIMEZONE"}:
            self._held, self._parts = [line], []
        elif name in {"STANDARD", "DAYLIGHT"}:
            self._parts.append([])
        elif name in {"VTODO", "VJOURNAL", "VFREEBUSY"}:
            self.calendar.others += 1

    def _end(self) -> None:
        ended = self._inside.pop() if self._inside else ""
        if ended == "VEVENT":
            self.calendar.events.append(self._held)
        elif ended == "VTIMEZONE":
            _remember(self.calendar, self._held, self._parts)
        elif ended == "VCALENDAR":
            self.read.append(self.calendar)
            self.calendar, self._inside = Calendar(), []


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Join lines that were folded; empty lines, within a fold too, are none."""
    start, held = 0, ""
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        if line[:1] in {" ", "\t"} and held:
            if len(held) < limits.CELL_CHARS:
                held += line[1:]
        elif line.strip():
            if held:
                yield start, held
            start, held = number, line
    if held:
        yield start, held


def _line(number: int, text: str) -> Line | None:
    """Read a line into its parts; None where it is none."""
    name = _NAME.match(text)
    if name is None:
        return None
    at = name.end()
    parameters: dict[str, str] = {}
    while at < len(text) and text[at] == ";":
        found = _PARAMETER.match(text, at)
        if found is None or found.end() == at:
            break
        if found[1]:
            parameters.setdefault(found[1].upper(), found[2].strip().strip('"'))
        at = found.end()
    if at >= len(text) or text[at] != ":":
        return Line(number, name[1].upper(), parameters, "")
    return Line(number, name[1].upper(), parameters, text[at + 1 :].strip())


def _remember(found: Calendar, held: list[Line], parts: list[list[Line]]) -> None:
    """Keep what a calendar says of a zone, if it can be read."""
    told = {line.name: line.value for line in held}
    try:
        observances = [_observance(lines) for lines in parts]
    except (ValueError, OverflowError):
        observances = []
    name = plain(told.get("TZID", ""))
    found.rules[name] = zones.Rules(observances, told.get("X-LIC-LOCATION", ""))


def _observance(lines: list[Line]) -> zones.Observance:
    told = {line.name: line.value for line in lines}
    offset = re.fullmatch(r"([+-])(\d\d)(\d\d)(\d\d)?", told.get("TZOFFSETTO", ""))
    begins = MOMENT.fullmatch(told.get("DTSTART", ""))
    if offset is None or begins is None or "RDATE" in told:
        raise ValueError(told)
    hours, minutes, seconds = (int(part or 0) for part in offset.groups()[1:])
    length = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    pairs = [part.partition("=") for part in told.get("RRULE", "").split(";")]
    return zones.Observance(
        wall(begins),
        -length if offset[1] == "-" else length,
        {name.upper(): value.upper() for name, sign, value in pairs if sign},
    )


def wall(found: re.Match[str]) -> datetime:
    """The wall time of a match of `MOMENT`; a day begins at midnight.

    Raises:
        ValueError: If there is no such time.
    """
    text = found[1] + (found[2] or "000000")
    return datetime.strptime(text, "%Y%m%d%H%M%S")  # noqa: DTZ007 - it has none yet


def plain(text: str) -> str:
    r"""Text without its escapes: ``\n``, ``\,``, ``\;`` and ``\\``."""
    return _ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], text)
