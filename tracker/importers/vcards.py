"""Address books as vCard 2.1, 3.0 and 4.0, and as jCard. Pure.

A reader of our own, since the maintained ones read only 3.0 and 4.0, and the one
that reads 2.1 stops at the quoted-printable of Outlook and Android. What the three
versions have in common is little (RFC 2426, RFC 6350, RFC 7095; versit vCard 2.1):
a line is folded where the next begins with a space; quoted-printable is folded by
a “=” at the end; a name has parts parted by “;”; a backslash protects what follows.
Only the properties that `addressbooks` uses are decoded: a picture is never read.
"""

from __future__ import annotations

import json
import quopri
import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.importers import addressbooks, cells, contents, days, limits
from tracker.importers.rows import ContactRow, Parsed, Problem
from tracker.models import ImportKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from tracker.importers.rows import Answers

_BEGIN = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:item\d+\.)?BEGIN\s*:\s*VCARD", re.IGNORECASE
)
_HEAD = re.compile(r'((?:[^:"]|"[^"]*")*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';((?:[^;"]|"[^"]*")*)')
_USED = frozenset(
    "BEGIN END FN N EMAIL TEL ORG TITLE URL NICKNAME KIND REV".split()  # noqa: SIM905
)
_NOT_CALLED = frozenset({"FAX", "PAGER", "MODEM"})
_LONGEST = 10 * 2**20
"""Characters of the longest line: a picture of 7 MB."""
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_PARTED = re.compile(r"(?<!\\);")


class _Property(NamedTuple):
    """One line of a card, decoded."""

    name: str
    types: frozenset[str]
    """What it says of itself, such as CELL or FAX, in upper case."""
    value: str
    """With its backslashes."""


class _Card(NamedTuple):
    number: int
    """Line where it begins, from 1."""
    properties: list[_Property]
    is_whole: bool
    """Whether its end was found."""


def is_one(_name: str, head: bytes) -> bool:
    """Whether a file is made of vCards."""
    return bool(_BEGIN.match(head)) or (
        head[:2] in {b"\xff\xfe", b"\xfe\xff"}
        and bool(_BEGIN.match(head[2:].replace(b"\0", b"")))
    )


def read(file: str, sha256: str, data: bytes, _answers: Answers) -> Parsed:
    """Read vCards.

    Raises:
        ImportRefusedError: It is no text, or holds more cards than are read.
    """
    name, skip = contents.encoding(file, data)
    text = data[skip:].decode(name)
    return _parsed(file, sha256, _cards(file, text))


def is_jcard(_name: str, head: bytes) -> bool:
    """Whether a file is a jCard or a list of them."""
    return bool(re.match(rb'\s*\[\s*(?:\[\s*)?"vcard"', head))


def read_jcard(file: str, sha256: str, data: bytes, _answers: Answers) -> Parsed:
    """Read jCards: the same properties as lists of JSON.

    Raises:
        ImportRefusedError: It is damaged, or holds more cards than are read.
    """
    try:
        content = json.loads(data.decode("utf-8-sig"))
        found = content if isinstance(content[0], list) else [content]
        cards = [_jcard(number, card) for number, card in enumerate(found, 1)]
    except (ValueError, RecursionError, TypeError, LookupError) as error:
        wrong = "is an address book (jCard) but damaged"
        raise contents.refusal(file, wrong, "export it again") from error
    return _parsed(file, sha256, iter(cards))


def _parsed(file: str, sha256: str, cards: Iterator[_Card]) -> Parsed:
    rows: list[ContactRow] = []
    problems: list[Problem] = []
    groups = 0
    for count, card in enumerate(cards):
        if count >= limits.ROWS:
            wrong = f"holds more than {limits.ROWS:,} cards"
            raise contents.refusal(file, wrong, "split it into smaller files")
        if _first(card, "KIND").casefold() in {"group", "org", "location"}:
            groups += 1
            continue
        row = _row(card)
        if isinstance(row, Problem):
            problems.append(row)
        else:
            rows.append(row)
    notices = []
    if groups:
        what = "card that is no person" if groups == 1 else "cards that are no persons"
        notices.append(f"{groups:,} {what} left out.")
    return Parsed(
        file,
        ImportKind.ADDRESS_BOOK,
        sha256,
        tuple(rows),
        tuple(problems),
        tuple(notices),
    )


# ---- lines


def _cards(file: str, text: str) -> Iterator[_Card]:
    """Cards; one inside another (an assistant's, in 2.1) is passed over."""
    properties: list[_Property] = []
    begun = depth = 0
    lines = ((number, _property(line)) for number, line in _unfolded(file, text))
    for number, found in ((number, found) for number, found in lines if found):
        if found.name == "BEGIN":
            depth += 1
            if depth == 1:
                properties, begun = [], number
        elif found.name == "END":
            if depth == 1:
                yield _Card(begun, properties, is_whole=True)
            depth = max(depth - 1, 0)
        elif depth == 1:
            properties.append(found)
    if depth:
        yield _Card(begun, properties, is_whole=False)


def _unfolded(file: str, text: str) -> Iterator[tuple[int, str]]:
    """Lines as they were before they were folded, each with its number.

    A line break is CRLF or LF; a lone CR or a line separator of Unicode is text.
    """
    held: list[str] = []
    begun, size, is_quoted = 1, 0, False
    for number, line in enumerate(re.split(r"\r\n|\n", text), 1):
        if held and is_quoted and held[-1].endswith("="):
            held[-1] = held[-1][:-1]
            held.append(line)
        elif held and line[:1] in {" ", "\t"}:
            held.append(line[1:])
        else:
            if held:
                yield begun, "".join(held)
            held, begun, size = [line], number, 0
            is_quoted = "QUOTED-PRINTABLE" in line[:500].partition(":")[0].upper()
        size += len(line)
        if size > _LONGEST:
            wrong = f"holds a line of over {_LONGEST:,} characters in row {begun:,}"
            raise contents.refusal(file, wrong, "export it without pictures")
    yield begun, "".join(held)


def _property(line: str) -> _Property | None:
    """Read one line; None where it is none of a card's."""
    place = line.find(":")
    if place < 0:
        return None
    name = re.split(r"[:;]", line[:200], maxsplit=1)[0].rpartition(".")[2]
    name = name.strip().upper()
    if name in {"BEGIN", "END"} and line[place + 1 :].strip().upper() != "VCARD":
        return None
    if name not in _USED:
        return None
    found = _HEAD.match(line[:100_000])
    if not found:
        return None
    head, value = found.groups()
    parameters = [part.strip('" ') for part in _PARAMETER.findall(head)]
    words = {word.upper().strip('" ') for part in parameters for word in _words(part)}
    if "QUOTED-PRINTABLE" in words:
        charset = next(
            (
                p.partition("=")[2]
                for p in parameters
                if p.upper().startswith("CHARSET=")
            ),
            "utf-8",
        )
        value = _unquoted(value, charset.strip('" '))
    return _Property(name, frozenset(words), value)


def _charset(parameters: Iterable[str]) -> str:
    found = (parameter.partition("=") for parameter in parameters)
    return next(
        (v.strip('" ') for name, _, v in found if name.upper() == "CHARSET"), "utf-8"
    )


def _words(parameter: str) -> list[str]:
    return parameter.rpartition("=")[2].split(",")


def _unquoted(value: str, charset: str) -> str:
    """Decode quoted-printable; in its charset, else as UTF-8, else Windows-1252."""
    plain = quopri.decodestring(value.encode("utf-8", "replace"))
    for name in (charset, "utf-8"):
        try:
            return plain.decode(name)
        except (LookupError, ValueError):
            continue
    return plain.decode("cp1252", "replace")


# ---- cards


def _jcard(number: int, card: Any) -> _Card:  # noqa: ANN401
    if card[0] != "vcard":
        raise ValueError("no jCard")
    found = []
    for name, parameters, _type, *values in card[1]:
        held = values[0]
        words = [";".join(map(_flat, held))] if isinstance(held, list) else [str(held)]
        types = _flat(parameters.get("type", "")).upper().split(",")
        if str(name).upper() in _USED:
            found.append(_Property(str(name).upper(), frozenset(types), words[0]))
    return _Card(number, found, is_whole=True)


def _flat(value: Any) -> str:  # noqa: ANN401
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _row(card: _Card) -> ContactRow | Problem:
    raw = _raw(card)
    if not card.is_whole:
        reason = "It has no end; the file may be cut off: export it again."
        return Problem(card.number, reason, raw)
    entry = addressbooks.Entry(
        number=card.number,
        name=_name(card),
        mails=[_plain(found.value) for found in _all(card, "EMAIL")],
        phones=_phones(card),
        company=_parts(_first(card, "ORG"))[0],
        title=_plain(_first(card, "TITLE")),
        links=[_plain(found.value) for found in _all(card, "URL")],
        raw=raw,
    )
    made = addressbooks.contact(entry)
    seen_on = _day(_first(card, "REV"))
    if isinstance(made, Problem) or seen_on is None:
        return made
    return replace(made, seen_on=seen_on)


def _name(card: _Card) -> str:
    """The name as it is shown; without “Mr.” and “Sr.” where the card parts them."""
    parts = [*_parts(_first(card, "N")), "", "", "", "", ""]
    family, given, more = (part.replace(",", " ") for part in parts[:3])
    is_adorned = any(part.strip() for part in parts[3:5])
    if is_adorned and given.strip() and family.strip():
        return f"{given} {more} {family}"
    said = (
        _plain(_first(card, "FN")),
        " ".join(_parts(_first(card, "N"))),
        _plain(_first(card, "NICKNAME")),
    )
    return next(filter(None, map(cells.line, said)), "")


def _phones(card: _Card) -> Iterator[str]:
    """Numbers that can be called, mobile ones first."""
    found = [tel for tel in _all(card, "TEL") if not tel.types & _NOT_CALLED]
    for tel in sorted(found, key=lambda tel: "CELL" not in tel.types):
        yield _plain(tel.value).removeprefix("tel:").partition(";")[0]


def _all(card: _Card, name: str) -> list[_Property]:
    return [found for found in card.properties if found.name == name]


def _first(card: _Card, name: str) -> str:
    """The first value of a property that is not empty."""
    return next((found.value for found in _all(card, name) if found.value.strip()), "")


def _parts(value: str) -> list[str]:
    return [_plain(part) for part in _PARTED.split(value)]


def _plain(value: str) -> str:
    r"""Take backslashes away; “\n” is a line end."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def _day(text: str) -> date | None:
    found = _DAY.match(text)
    return days.read("-".join(found.groups())) if found else None


_SHOWN: Mapping[str, str] = {
    "FN": "Name",
    "N": "Name parts",
    "EMAIL": "E-mail",
    "TEL": "Phone",
    "ORG": "Organisation",
    "TITLE": "Title",
    "URL": "Link",
}


def _raw(card: _Card) -> dict[str, str]:
    """The properties that are used, by a word for them."""
    found: dict[str, str] = {}
    for name, word in _SHOWN.items():
        values = (cells.paragraph(_plain(each.value)) for each in _all(card, name))
        for number, value in enumerate(islice(filter(None, values), 20), 1):
            found[f"{word} {number}" if number > 1 else word] = value[:2_000]
    return found
