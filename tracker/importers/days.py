"""Days as people and programs write them. Pure; never guesses an order.

Year first is ISO whatever the separators. Written months are known in seven
languages. Of purely numeric days the order of day and month belongs to the
column: one 13/04/2026 among its rows settles it for all (`order`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MONTHS = {
    word: number
    for number, words in enumerate(
        (
            """jan january januar jaenner janner janv janvier ene enero janeiro gen
            gennaio januari""",
            """feb february februar febr fev fevr fevrier febrero fevereiro febbraio
            februari""",
            "mar march maerz marz mrz mars marzo marco maart mrt",
            "apr april avr avril abr abril aprile",
            "may mai mayo maio mag maggio mei",
            "jun june juni juin junio junho giu giugno",
            "jul july juli juil juillet julio julho lug luglio",
            "aug august aout ago agosto augustus",
            "sep sept september septembre septiembre setiembre set setembro settembre",
            "oct october okt oktober octobre octubre out outubro ott ottobre",
            "nov november novembre noviembre novembro",
            "dec december dez dezember decembre dic diciembre dezembro dicembre",
        ),
        start=1,
    )
    for word in words.split()
}
"""Months by name and short name without accents: en de fr es pt it nl."""

_FILLERS = """st nd rd th er de del di le of the den am
    mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday
    sat saturday sun sunday mo di mi do fr sa so montag dienstag mittwoch
    donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi
    dimanche"""
_FILLER = frozenset(_FILLERS.split())
_TIME = re.compile(
    r"(?:,?\s+|T)(?:at\s+)?\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?"
    r"\s*(?:[ap]\.?\s?m\.?)?\s*(?:utc|gmt|z|(?:utc|gmt)?[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})(\d{2})(\d{2})")
_NUMERIC = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_LONGEST = 60
"""Characters of the longest day worth reading, weekday and time zone included."""


@dataclass(frozen=True)
class Order:
    """What a column says about its numeric days."""

    day_first: bool | None
    """None where it has none, or none that settles it."""
    doubtful: tuple[str, ...] = ()
    """The values that have two readings and nothing to settle it, each once."""


def order(values: Iterable[str], *, default: bool | None = None) -> Order:
    """Decide the order of day and month of a whole column.

    Args:
        values: The column's cells.
        default: The order to use where the cells leave it open: True for day
            first, None to leave their readings open too.
    """
    numeric = [match for match in map(_numeric, values) if match]
    proofs = {proof for proof in map(_proof, numeric) if proof is not None}
    if len(proofs) == 1:
        return Order(proofs.pop())
    open_ones = [match for match in numeric if _is_open(match)]
    if not open_ones or default is not None:
        return Order(default)
    if not proofs and all(match[2] == "." for match in open_ones):
        # Day first wherever dots are the custom; 3.24.24 would have been a proof.
        return Order(day_first=True)
    return Order(None, tuple(dict.fromkeys(match[0] for match in open_ones)))


def has_two_readings(text: str) -> bool:
    """Whether only the order of its column can tell which day is meant."""
    match = _numeric(text)
    return match is not None and _is_open(match)


def read(text: str, *, day_first: bool | None = None) -> date | None:
    """Read a day; None where it cannot be read or has two readings."""
    value = _bare(text)
    if not value:
        return None
    iso = _ISO.fullmatch(value)
    if iso:
        year, month, day = (iso[1], iso[3], iso[4]) if iso[1] else iso.group(5, 6, 7)
        return _day(int(year), int(month), int(day))
    serial = _SERIAL.fullmatch(value)
    if serial:
        return _serial(int(serial[1]))
    numeric = _NUMERIC.fullmatch(value)
    return _in_order(numeric, day_first) if numeric else _written(value)


def _bare(text: str) -> str:
    value = " ".join(text.split())
    return "" if len(value) > _LONGEST else _TIME.sub("", value).strip(" ,")


def _numeric(text: str) -> re.Match[str] | None:
    return _NUMERIC.fullmatch(_bare(text))


def _proof(match: re.Match[str]) -> bool | None:
    """Whether a value can only be day first, only month first, or either (None)."""
    first, second = int(match[1]), int(match[3])
    if (first > 12) == (second > 12):
        return None
    return first > 12


def _is_open(match: re.Match[str]) -> bool:
    first, second = int(match[1]), int(match[3])
    return first != second and 0 < first <= 12 and 0 < second <= 12


def _in_order(match: re.Match[str], day_first: bool | None) -> date | None:  # noqa: FBT001
    if _is_open(match):
        if day_first is None:
            return None
        is_day_first = day_first
    else:
        is_day_first = bool(_proof(match))
    first, second = int(match[1]), int(match[3])
    day, month = (first, second) if is_day_first else (second, first)
    return _day(_year(match[4]), month, day)


@lru_cache(maxsize=4_096)
def _written(value: str) -> date | None:
    plain = unicodedata.normalize("NFKD", value.casefold())
    tokens = [
        token
        for token in _TOKEN.findall(
            "".join(char for char in plain if not unicodedata.combining(char))
        )
        if token not in _FILLER
    ]
    months = [MONTHS[token] for token in tokens if token in MONTHS]
    numbers = [token for token in tokens if token.isdecimal()]
    if len(tokens) != 3 or len(months) != 1 or len(numbers) != 2:
        return None
    first, last = numbers
    year, day = (first, last) if len(first) == 4 else (last, first)
    if len(day) > 2 or len(year) not in {2, 4}:
        return None
    return _day(_year(year), months[0], int(day))


def _year(text: str) -> int:
    """Two digits are 1970 to 2069, as in C's strptime."""
    year = int(text)
    if len(text) == 4:
        return year
    return year + (1900 if year >= 70 else 2000)


def _serial(days: int) -> date | None:
    """Read a spreadsheet's count of days since 1899-12-30."""
    return _within(date(1899, 12, 30) + timedelta(days=days))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return _within(date(year, month, day))
    except ValueError:
        return None


def _within(day: date) -> date | None:
    return day if 1970 <= day.year <= 2100 else None


def unread_notices(unread: Mapping[str, int]) -> list[str]:
    """Say how many days could not be read, with the most frequent as example."""
    if not unread:
        return []
    count = sum(unread.values())
    example = max(unread, key=unread.__getitem__)[:_LONGEST]
    days = "1 day" if count == 1 else f"{count:,} days"
    return [f"{days} could not be read and stayed empty, such as “{example}”."]
