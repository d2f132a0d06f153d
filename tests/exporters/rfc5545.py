"""A strict judge of calendars: what RFC 5545 demands of what we write.

Written from the RFC and not from the exporter; no package that judges whole files
by it was found. Numbers are its sections.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

_NAME = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER = re.compile(
    r';([A-Za-z0-9-]+)=("[^"\x00-\x08\x0a-\x1f]*"|[^";:,\x00-\x1f]*)'
)
_DATE = re.compile(r"\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_TIME = re.compile(_DATE.pattern + r"T([01]\d|2[0-3])[0-5]\d([0-5]\d|60)Z?")
_DURATION = re.compile(
    r"[+-]?P(\d+W|\d+D(T(\d+H(\d+M(\d+S)?)?|\d+M(\d+S)?|\d+S))?"
    r"|T(\d+H(\d+M(\d+S)?)?|\d+M(\d+S)?|\d+S))"
)
_OFFSET = re.compile(r"[+-]([01]\d|2[0-3])[0-5]\d([0-5]\d)?")
_TEXT = re.compile(r"(?:[^\\;,\x00-\x08\x0a-\x1f\x7f]|\\[\\;,nN])*")
_TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "UID", "PRODID", "TZID", "TZNAME"}
_TEXTS |= {"VERSION", "CALSCALE", "METHOD", "X-WR-CALNAME"}

_ONCE = {  # 3.6 and 3.6.1 to 3.6.6: exactly once
    "VCALENDAR": {"PRODID", "VERSION"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
    "DAYLIGHT": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
}
_AT_MOST_ONCE = {
    "VCALENDAR": {"CALSCALE", "METHOD", "REFRESH-INTERVAL"},
    "VEVENT": {
        *("CLASS", "CREATED", "DESCRIPTION", "GEO", "LAST-MODIFIED", "LOCATION"),
        *("ORGANIZER", "PRIORITY", "SEQUENCE", "STATUS", "SUMMARY", "TRANSP", "URL"),
        *("RECURRENCE-ID", "RRULE", "DTEND", "DURATION"),
    },
    "VTIMEZONE": {"LAST-MODIFIED", "TZURL"},
    "STANDARD": {"RRULE"},
    "DAYLIGHT": {"RRULE"},
    "VALARM": {"DURATION", "REPEAT"},
}
_REPEATED = {"STANDARD": {"RDATE", "TZNAME", "COMMENT"}}
_REPEATED["DAYLIGHT"] = _REPEATED["STANDARD"]
_INSIDE = {
    "VCALENDAR": {"VEVENT", "VTIMEZONE"},
    "VEVENT": {"VALARM"},
    "VTIMEZONE": {"STANDARD", "DAYLIGHT"},
}


@dataclass
class Component:
    """A component: its properties and what is inside it."""

    name: str
    properties: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    inside: list[Component] = field(default_factory=list)

    def values(self, name: str) -> list[tuple[dict[str, str], str]]:
        return [(params, v) for n, params, v in self.properties if n == name]


def faults(content: bytes) -> list[str]:
    """Say everything in which a calendar breaks the rules."""
    found: list[str] = []
    text = content.decode("utf-8")
    if not text.endswith("\r\n") or re.search(r"(?<!\r)\n|\r(?!\n)", text):
        found.append("3.1: lines end in CRLF")
    found += [
        f"3.1: a line of {len(line.encode())} octets"
        for line in text.split("\r\n")
        if len(line.encode()) > 75
    ]
    lines = re.sub(r"\r\n[ \t]", "", text).split("\r\n")[:-1]
    root = _tree(lines, found)
    if root is not None:
        zones = [
            v for c in root.inside if c.name == "VTIMEZONE" for _, v in c.values("TZID")
        ]
        _judge(root, found, zones)
        uids = Counter(v for c in root.inside for _, v in c.values("UID"))
        found += [f"3.8.4.7: {uid} twice" for uid, n in uids.items() if n > 1]
        found += [f"3.6.5: zone {z} twice" for z, n in Counter(zones).items() if n > 1]
    return found


def _parts(line: str) -> tuple[str, dict[str, str], str] | None:
    """Name, parameters and value of a line; None where it is none."""
    name = _NAME.match(line)
    if name is None:
        return None
    at = name.end()
    parameters: dict[str, str] = {}
    while part := _PARAMETER.match(line, at):
        parameters[part[1].upper()] = part[2].strip('"')
        at = part.end()
    if line[at : at + 1] != ":":
        return None
    return name[0].upper(), parameters, line[at + 1 :]


def _tree(lines: list[str], found: list[str]) -> Component | None:
    top = Component("")
    open_ = [top]
    for line in lines:
        parts = _parts(line)
        if parts is None:
            found.append(f"3.1: {line!r} is no line")
        elif parts[0] == "BEGIN":
            made = Component(parts[2])
            open_[-1].inside.append(made)
            open_.append(made)
        elif parts[0] == "END":
            if len(open_) < 2 or open_.pop().name != parts[2]:
                found.append(f"3.6: END:{parts[2]} ends nothing")
        else:
            open_[-1].properties.append(parts)
    if len(open_) > 1:
        found.append(f"3.6: {open_[-1].name} is not ended")
    if len(top.inside) != 1 or top.properties:
        found.append("3.4: not one calendar and nothing else")
    return top.inside[0] if top.inside else None


def _judge(part: Component, found: list[str], zones: list[str]) -> None:
    once, at_most = _ONCE.get(part.name), _AT_MOST_ONCE.get(part.name, set())
    if once is None:
        found.append(f"3.6: {part.name} is unknown")
        return
    counts = Counter(name for name, _, _ in part.properties)
    found += [f"3.6: {part.name} has {counts[n]} {n}" for n in once if counts[n] != 1]
    found += [f"3.6: {part.name} has {counts[n]} {n}" for n in at_most if counts[n] > 1]
    allowed = once | at_most | _REPEATED.get(part.name, set())
    found += [
        f"3.6: {name} in {part.name}"
        for name in counts
        if name not in allowed and not name.startswith("X-")
    ]
    for name, parameters, value in part.properties:
        _judge_value(part.name, name, parameters, value, found, zones)
    if part.name == "VEVENT":
        _judge_ends(part, found)
    if part.name == "VTIMEZONE" and not part.inside:
        found.append("3.6.5: a zone without offsets")
    for inner in part.inside:
        if inner.name not in _INSIDE.get(part.name, ()):
            found.append(f"3.6: {inner.name} in {part.name}")
        _judge(inner, found, zones)


def _judge_value(  # noqa: C901
    where: str,
    name: str,
    parameters: dict[str, str],
    value: str,
    found: list[str],
    zones: list[str],
) -> None:
    def wrong(section: str) -> None:
        found.append(f"{section}: {where} has {name}:{value[:60]}")

    if name in _TEXTS and not _TEXT.fullmatch(value):
        wrong("3.3.11")
    if name in {"DTSTART", "DTEND", "RECURRENCE-ID"}:
        is_day = parameters.get("VALUE") == "DATE"
        if not (_DATE if is_day else _TIME).fullmatch(value):
            wrong("3.3.5")
        zone = parameters.get("TZID")
        if zone and (value.endswith("Z") or zone not in zones):
            wrong("3.2.19")
        if where in {"STANDARD", "DAYLIGHT"} and (zone or value.endswith("Z")):
            wrong("3.6.5")
        if where == "VEVENT" and not is_day and not zone and not value.endswith("Z"):
            wrong("3.3.5 (a floating time)")
    if name == "DTSTAMP" and not (_TIME.fullmatch(value) and value.endswith("Z")):
        wrong("3.8.7.2")
    if name in {"TZOFFSETFROM", "TZOFFSETTO"} and not _OFFSET.fullmatch(value):
        wrong("3.3.14")
    if name in {"TRIGGER", "REFRESH-INTERVAL", "DURATION"} and not _DURATION.fullmatch(
        value
    ):
        wrong("3.3.6")
    if name == "REFRESH-INTERVAL" and parameters.get("VALUE") != "DURATION":
        wrong("RFC 7986, 5.7")
    if name == "SEQUENCE" and not re.fullmatch(r"\d+", value):
        wrong("3.8.7.4")
    known = {
        "VERSION": {"2.0"},
        "CALSCALE": {"GREGORIAN"},
        "STATUS": {"TENTATIVE", "CONFIRMED", "CANCELLED"},
        "TRANSP": {"OPAQUE", "TRANSPARENT"},
        "ACTION": {"DISPLAY", "AUDIO", "EMAIL"},
    }
    if name in known and value not in known[name]:
        wrong("3.8")


def _judge_ends(event: Component, found: list[str]) -> None:
    starts, ends = event.values("DTSTART"), event.values("DTEND")
    if ends and event.values("DURATION"):
        found.append("3.6.1: both DTEND and DURATION")
    if starts and ends:
        (how, start), (other, end) = starts[0], ends[0]
        if how.get("VALUE") != other.get("VALUE"):
            found.append("3.8.2.2: DTEND of another kind than DTSTART")
        if how.get("TZID") == other.get("TZID") and end <= start:
            found.append(f"3.8.2.2: it ends at {end} and starts at {start}")
