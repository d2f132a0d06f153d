"""Which time zone a calendar means by a name. Pure; nothing is guessed.

A name is taken where it is one of the IANA's, alone or at the end of a global
one (``/mozilla.org/…/Europe/Berlin``), or one of Windows', as its key (the Unicode
CLDR's table, which the library `icalendar` carries) or as Outlook shows it. Any
other name stands for the rules that the calendar gives with it (RFC 5545, 3.6.5),
which tell the offset but no zone. Where there are none, or where they contradict
the zone of the name, the searcher is asked.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo, available_timezones

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SHOWN_AS = """
international date line west: Dateline Standard Time
hawaii: Hawaiian Standard Time
alaska: Alaskan Standard Time
pacific time (us and canada): Pacific Standard Time
baja california: Pacific Standard Time (Mexico)
arizona: US Mountain Standard Time
mountain time (us and canada): Mountain Standard Time
chihuahua, la paz, mazatlan: Mountain Standard Time (Mexico)
central time (us and canada): Central Standard Time
central america: Central America Standard Time
guadalajara, mexico city, monterrey: Central Standard Time (Mexico)
saskatchewan: Canada Central Standard Time
eastern time (us and canada): Eastern Standard Time
indiana (east): US Eastern Standard Time
bogota, lima, quito: SA Pacific Standard Time
bogota, lima, quito, rio branco: SA Pacific Standard Time
atlantic time (canada): Atlantic Standard Time
georgetown, la paz, manaus, san juan: SA Western Standard Time
caracas: Venezuela Standard Time
santiago: Pacific SA Standard Time
newfoundland: Newfoundland Standard Time
brasilia: E. South America Standard Time
brasília: E. South America Standard Time
city of buenos aires: Argentina Standard Time
buenos aires: Argentina Standard Time
cayenne, fortaleza: SA Eastern Standard Time
montevideo: Montevideo Standard Time
azores: Azores Standard Time
cabo verde is.: Cape Verde Standard Time
coordinated universal time: UTC
dublin, edinburgh, lisbon, london: GMT Standard Time
greenwich mean time: Greenwich Standard Time
greenwich mean time dublin, edinburgh, lisbon, london: GMT Standard Time
casablanca: Morocco Standard Time
monrovia, reykjavik: Greenwich Standard Time
amsterdam, berlin, bern, rome, stockholm, vienna: W. Europe Standard Time
belgrade, bratislava, budapest, ljubljana, prague: Central Europe Standard Time
brussels, copenhagen, madrid, paris: Romance Standard Time
sarajevo, skopje, warsaw, zagreb: Central European Standard Time
sarajevo, skopje, sofija, vilnius, warsaw, zagreb: Central European Standard Time
sarajevo, warsaw, zagreb: Central European Standard Time
west central africa: W. Central Africa Standard Time
athens, bucharest: GTB Standard Time
athens, bucharest, istanbul: GTB Standard Time
cairo: Egypt Standard Time
chisinau: E. Europe Standard Time
harare, pretoria: South Africa Standard Time
helsinki, kyiv, riga, sofia, tallinn, vilnius: FLE Standard Time
helsinki, kiev, riga, sofia, tallinn, vilnius: FLE Standard Time
jerusalem: Israel Standard Time
istanbul: Turkey Standard Time
kuwait, riyadh: Arab Standard Time
moscow, st. petersburg: Russian Standard Time
moscow, st. petersburg, volgograd: Russian Standard Time
nairobi: E. Africa Standard Time
tehran: Iran Standard Time
abu dhabi, muscat: Arabian Standard Time
baku: Azerbaijan Standard Time
tbilisi: Georgian Standard Time
yerevan: Caucasus Standard Time
kabul: Afghanistan Standard Time
ekaterinburg: Ekaterinburg Standard Time
islamabad, karachi: Pakistan Standard Time
tashkent: West Asia Standard Time
ashgabat, tashkent: West Asia Standard Time
chennai, kolkata, mumbai, new delhi: India Standard Time
sri jayawardenepura: Sri Lanka Standard Time
kathmandu: Nepal Standard Time
astana: Central Asia Standard Time
dhaka: Bangladesh Standard Time
novosibirsk: N. Central Asia Standard Time
yangon (rangoon): Myanmar Standard Time
bangkok, hanoi, jakarta: SE Asia Standard Time
krasnoyarsk: North Asia Standard Time
beijing, chongqing, hong kong, urumqi: China Standard Time
irkutsk: North Asia East Standard Time
kuala lumpur, singapore: Singapore Standard Time
perth: W. Australia Standard Time
taipei: Taipei Standard Time
osaka, sapporo, tokyo: Tokyo Standard Time
seoul: Korea Standard Time
adelaide: Cen. Australia Standard Time
darwin: AUS Central Standard Time
brisbane: E. Australia Standard Time
canberra, melbourne, sydney: AUS Eastern Standard Time
hobart: Tasmania Standard Time
guam, port moresby: West Pacific Standard Time
vladivostok: Vladivostok Standard Time
auckland, wellington: New Zealand Standard Time
fiji: Fiji Standard Time
"""
"""How Windows shows its zones in English, older spellings too, by their keys."""

_PREFIX = re.compile(r"\((?:UTC|GMT)\s*(?:([+-])(\d\d?)[:.](\d\d))?\)\s*(.*)")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BY_DAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_KNOWN_PARTS = frozenset({"FREQ", "INTERVAL", "BYMONTH", "BYDAY", "WKST", "UNTIL"})


class Meant(NamedTuple):
    """A moment, and the zone it was named in."""

    at: datetime
    """In UTC."""
    zone: str
    """Of the IANA; empty where only the offset is known."""


class UnknownZoneError(Exception):
    """Nobody but the searcher can say what a name stands for."""


def instant(
    wall: datetime,
    name: str,
    rules: Mapping[str, Rules],
    answers: Mapping[str, str],
) -> Meant:
    """Say when a wall time is.

    Args:
        wall: Without a zone of its own.
        name: The zone as the calendar calls it; empty where it names none.
        rules: What the calendar says of its zones, by name.
        answers: The zone that the searcher said a name stands for.

    Raises:
        UnknownZoneError: If it cannot be known.
    """
    said = answers.get(name, "")
    if said in _known():
        return _in(wall, said)
    own = rules.get(name)
    zone = named(name) or (named(own.location) if own else "")
    offset = own.offset(wall) if own else None
    if not zone and offset is not None:
        return Meant((wall - offset).replace(tzinfo=UTC), "")
    if not zone:
        raise UnknownZoneError
    found = _in(wall, zone)
    if offset is not None and wall - offset != found.at.replace(tzinfo=None):
        raise UnknownZoneError
    return found


def _in(wall: datetime, zone: str) -> Meant:
    return Meant(wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC), zone)


_known = cache(available_timezones)  # reading their names takes 4 ms


@cache
def named(name: str) -> str:
    """The IANA's zone that a name surely stands for; empty where it is not sure."""
    name = name.strip().strip('"')
    known = _known()
    if name in known:
        return name
    if name.startswith("/"):
        parts = name.split("/")
        tails = ("/".join(parts[at:]) for at in range(2, len(parts)))
        return next((tail for tail in tails if tail in known), "")
    return _windows(name)


def _windows(name: str) -> str:
    zones = _by_windows_name()
    found = zones.get(name.casefold(), "")
    if found:
        return found
    told = _PREFIX.fullmatch(name)
    sign, hours, minutes, places = told.groups() if told else (None, "0", "0", name)
    places = " ".join(
        places.casefold().replace("/", ", ").replace("&", " and ").split()
    )
    zone = zones.get(_by_shown_name().get(places, "").casefold(), "")
    if not zone or not told:
        return zone
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    offset = -offset if sign == "-" else offset
    return zone if offset in _offsets(zone) else ""  # it moved since it was written


@cache
def _by_windows_name() -> dict[str, str]:
    # 0.15 s that others need not wait
    from icalendar.timezone.windows_to_olson import (  # noqa: PLC0415
        WINDOWS_TO_OLSON,
    )

    known = _known()
    return {
        name.casefold(): zone
        for name, zone in WINDOWS_TO_OLSON.items()
        if zone in known
    }


@cache
def _by_shown_name() -> dict[str, str]:
    pairs = (line.split(": ", 1) for line in _SHOWN_AS.strip().splitlines())
    return dict(pairs)


def _offsets(zone: str) -> set[timedelta]:
    """The standard offsets of a zone, this century."""
    found = set()
    for year in range(2000, 2031, 2):
        for month in (1, 7):
            at = datetime(year, month, 1, 12, tzinfo=ZoneInfo(zone))
            found.add((at.utcoffset() or timedelta()) - (at.dst() or timedelta()))
    return found


# --- What a calendar says of its zones itself ------------------------------------


@dataclass(frozen=True)
class Observance:
    """When an offset from UTC begins to hold, once or each year."""

    begins: datetime
    """The first wall time."""
    offset: timedelta
    rule: Mapping[str, str]
    """Parts of the RRULE; empty for once."""

    def latest(self, wall: datetime) -> datetime | None:
        """The last time it began before a wall time.

        Raises:
            ValueError: If its rule is of another kind than time zones have.
        """
        if wall < self.begins:
            return None
        if not self.rule:
            return self.begins
        _check(self.rule)
        until = _until(self.rule.get("UNTIL", ""))
        for year in (wall.year, wall.year - 1):
            found = self._in_year(year)
            if until and found > until:
                found = self._in_year(until.year)
                found = found if found <= until else self._in_year(until.year - 1)
            if self.begins <= found <= wall:
                return found
        return self.begins

    def _in_year(self, year: int) -> datetime:
        month = int(self.rule.get("BYMONTH", self.begins.month))
        day = self.begins.day
        if "BYDAY" in self.rule:
            told = _BY_DAY.fullmatch(self.rule["BYDAY"])
            if told is None:
                raise ValueError(self.rule["BYDAY"])
            day = _nth(year, month, int(told[1] or 1), _DAYS.index(told[2]))
        return self.begins.replace(year=year, month=month, day=day)


def _check(rule: Mapping[str, str]) -> None:
    if (
        rule.get("FREQ") != "YEARLY"
        or rule.get("INTERVAL", "1") != "1"
        or rule.keys() - _KNOWN_PARTS
    ):
        raise ValueError(rule)


def _until(text: str) -> datetime | None:
    return datetime.strptime(text[:8], "%Y%m%d") if text else None  # noqa: DTZ007


def _nth(year: int, month: int, number: int, weekday: int) -> int:
    """The day of the first (1) to last (-1) such weekday of a month."""
    first, length = calendar.monthrange(year, month)
    days = list(range(1 + (weekday - first) % 7, length + 1, 7))
    return days[number - 1 if number > 0 else number]


@dataclass(frozen=True)
class Rules:
    """A zone as a calendar describes it."""

    observances: Sequence[Observance]
    location: str = ""
    """The IANA's zone it says that it is."""

    def offset(self, wall: datetime) -> timedelta | None:
        """The offset from UTC at a wall time; None where the rules do not tell."""
        try:
            begun = [(o.latest(wall), o.offset) for o in self.observances]
        except (ValueError, OverflowError, IndexError):
            return None
        held = [(at, offset) for at, offset in begun if at is not None]
        return max(held)[1] if held else None
