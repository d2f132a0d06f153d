"""Reading a file, whatever it is: recognised by content, its name a tie-break."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tracker.errors import ImportRefusedError
from tracker.importers import (
    archives,
    cells,
    contents,
    delimited,
    formats,
    headers,
    limits,
    records,
    workbooks,
)
from tracker.importers.exchanges import ME
from tracker.importers.rows import NO_ANSWERS
from tracker.models import NAME, ImportKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tracker.importers.rows import Answers, Parsed
    from tracker.importers.tables import Table


def read(
    name: str, data: bytes | Path, *, answers: Answers = NO_ANSWERS
) -> list[Parsed]:
    """Read a file into rows and problems.

    Args:
        name: The file's name, for people.
        data: Its bytes, or where it lies; a path is read only as far as needed.
        answers: What the searcher said about it.

    Returns:
        One reading; of an archive one for each member that is taken, of a
        workbook one for each sheet of applications.

    Raises:
        ImportRefusedError: Nothing in it can be taken; the store of rows is the
            caller's, so nothing has happened yet.
    """
    file = _label(name)
    size, head = _glance(file, data)
    if not size:
        raise contents.refusal(file, "is empty", "export it again")
    if size > limits.FILE_BYTES:
        raise _too_large(file, size, limits.FILE_BYTES)
    if contents.is_zip(head):
        return _unpacked(file, data, answers)
    found = formats.format_of(file, head)
    if not found:
        _refuse_foreign(file, head)
    limit = found.limit if found else limits.TABLE_BYTES
    if size > limit:
        raise _too_large(file, size, limit)
    return [_member(file, _bytes(file, data), answers)]


def _label(name: str) -> str:
    """A file's name without folders, short and on one line."""
    last = re.split(r"[\\/]", name.rstrip("\\/"))[-1]
    return cells.clip(cells.line(last), NAME // 2) or "the file"


def _glance(file: str, data: bytes | Path) -> tuple[int, bytes]:
    """Size and first bytes of a file."""
    if isinstance(data, bytes):
        return len(data), data[: formats.HEAD]
    if not _is(file, data.is_file):
        wrong = "is a folder" if _is(file, data.is_dir) else "does not exist"
        raise contents.refusal(file, wrong, "name a file")
    try:
        with data.open("rb") as stream:
            return data.stat().st_size, stream.read(formats.HEAD)
    except OSError as error:
        raise _closed(file) from error


def _is(file: str, asked: Callable[[], bool]) -> bool:
    try:
        return asked()
    except (OSError, ValueError) as error:  # such as a zero byte in its name
        raise _closed(file) from error


def _bytes(file: str, data: bytes | Path) -> bytes:
    if isinstance(data, bytes):
        return data
    try:
        return data.read_bytes()
    except OSError as error:
        raise _closed(file) from error


def _closed(file: str) -> ImportRefusedError:
    return contents.refusal(file, "cannot be opened", "check its name and permissions")


def _too_large(file: str, size: int, limit: int) -> ImportRefusedError:
    wrong = f"has {limits.megabytes(size)}, more than {limits.megabytes(limit)}"
    return contents.refusal(file, wrong, "split it or leave out what is not needed")


def _unpacked(file: str, data: bytes | Path, answers: Answers) -> list[Parsed]:
    document = archives.document(file, data)
    if document:
        read_book = workbooks.read_open if document == "ods" else workbooks.read
        found = read_book(file, data, _wanted(answers))
        return [_parsed(table, answers) for table in found]
    if records.is_bundle(file, data):
        sha256 = hashlib.sha256(_bytes(file, data)).hexdigest()
        return [records.read_bundle(file, sha256, data)]
    parsed: list[Parsed] = []
    refused: list[ImportRefusedError] = []
    with_profile = answers.with_profile
    is_taken = partial(formats.is_member, with_profile=with_profile)
    for member, inside in archives.members(file, data, is_taken):
        try:
            parsed.append(_member(f"{file}/{member}", inside, answers))
        except ImportRefusedError as error:
            refused.append(error)
    if not parsed:
        raise refused[0]
    parsed.sort(key=lambda part: part.kind is not ImportKind.CONNECTIONS)
    told = [*parsed[0].notices, *(str(error) for error in refused)]
    is_left_out = partial(formats.is_left_out, with_profile=with_profile)
    closed = archives.names(file, data, is_left_out)
    has_profile = formats.PROFILE in map(str.casefold, closed)
    if closed:
        what = "They hold" if closed[1:] else "It holds"
        told.append(f"{', '.join(closed)} left closed. {what} addresses or answers.")
    first = replace(parsed[0], notices=tuple(told), has_profile=has_profile)
    return [first, *parsed[1:]]


def _member(file: str, data: bytes, answers: Answers) -> Parsed:
    sha256 = hashlib.sha256(data).hexdigest()
    head = data[: formats.HEAD]
    found = formats.format_of(file, head)
    if found:
        return _told(found.read(file, sha256, data, answers))
    _refuse_foreign(file, head)
    try:
        return _parsed(delimited.read(file, sha256, data, _wanted(answers)), answers)
    except ImportRefusedError as error:
        if contents.is_offer_letter(file, head):
            advice = "enter what it offers on the Offers page"
            raise contents.refusal(file, "is an offer letter", advice) from error
        raise


def _refuse_foreign(file: str, head: bytes) -> None:
    what = "an archive" if contents.is_zip(head) else contents.foreign(head)
    if what:
        raise contents.refusal(file, f"is {what}, not a table")
    if contents.is_json(head):
        raise contents.refusal(file, "is JSON but not what Foothold exports")


def _wanted(answers: Answers) -> frozenset[str]:
    """The columns that were named: they tell a heading from the rows below it."""
    named = (name for field, name in answers.mapping.items() if field != ME)
    return frozenset(filter(None, named))


def _parsed(table: Table, answers: Answers) -> Parsed:
    reader = formats.table_reader(table)
    if reader:
        return _told(reader(table, answers))
    foreign = headers.foreign(table.columns)
    if foreign:
        wrong = f"holds {foreign}, which are not imported"
        raise contents.refusal(table.file, wrong)
    wrong = "lists names without an address, a phone number or an employer"
    raise contents.refusal(table.file, wrong)


def _told(parsed: Parsed) -> Parsed:
    """A reading, which says so where it is empty."""
    if parsed.rows or parsed.problems or parsed.ask:
        return parsed
    return replace(
        parsed, notices=(*parsed.notices, "No row below its header is filled.")
    )
