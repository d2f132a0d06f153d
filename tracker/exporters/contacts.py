"""The people as vCards, for an address book (vCard 3.0, RFC 2426).

Written here: the one library that writes vCards, vobject, had its last release in
2024. Notes stay here; an address book is shared with more programs than a diary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.errors import InvalidError
from tracker.exporters.material import Made
from tracker.exporters.texts import clean, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.exporters.material import Material

FOLD = 75
"""The longest line, in bytes, without its end (RFC 2426, 2.6)."""


def to_contacts(material: Material) -> Made:
    """Make one file of cards, by name.

    Raises:
        InvalidError: If nobody may be named.
    """
    if not material.names_people:
        raise InvalidError(
            "Contacts without names are no contacts; export them with names, or "
            "choose another kind of file."
        )
    network = material.network
    rows = sorted(range(len(network.ids)), key=lambda row: int(network.order[row]))
    lines = [text for row in rows if row != network.me for text in _card(material, row)]
    return Made("".join(f"{folded(text)}\r\n" for text in lines).encode())


def _card(material: Material, row: int) -> Iterator[str]:
    network = material.network
    name = line(network.names[row])
    given, _, family = name.rpartition(" ")
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"UID:urn:uuid:{network.ids[row]}"
    yield f"FN:{escaped(name)}"
    yield f"N:{escaped(family)};{escaped(given)};;;"
    if network.emails[row]:
        yield f"EMAIL;TYPE=INTERNET:{escaped(line(network.emails[row]))}"
    if network.links[row]:
        yield f"URL:{escaped(line(network.links[row]))}"
    for company_id, title in network.jobs.get(row, ())[:1]:
        yield f"ORG:{escaped(line(network.companies[company_id]))}"
        if title:
            yield f"TITLE:{escaped(line(title))}"
    yield "END:VCARD"


def escaped(text: str) -> str:
    """Text as a value of a vCard."""
    for mark in "\\;,":
        text = text.replace(mark, f"\\{mark}")
    return clean(text).replace("\n", "\\n")


def folded(text: str) -> str:
    """Break a line after at most 75 bytes, never inside a character."""
    parts, size = [""], 0
    for char in text:
        width = len(char.encode())
        if size + width > FOLD:
            parts.append(" ")
            size = 1
        parts[-1] += char
        size += width
    return "\r\n".join(parts)
