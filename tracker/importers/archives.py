"""ZIP files: only the members that are taken are opened, none is written out."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tracker.errors import ImportRefusedError
from tracker.importers import cells, contents, limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

_DOCUMENTS = (
    ("word/", "a Word document"),
    ("ppt/", "a presentation"),
    ("xl/workbook.bin", "a binary Excel workbook (.xlsb)"),
    ("content.xml", "an OpenDocument file that is no spreadsheet"),
    ("index/document.iwa", "an Apple Numbers or Pages document"),
    ("epub/", "a book"),
)
_OPEN_SHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"
_TAIL = 66_000
"""Bytes at the end that hold the end record: 22, a comment of 65,535, and ZIP64's."""
_ENCRYPTED = 1
_CHUNK = 2**20


@contextmanager
def opened(file: str, data: bytes | Path) -> Iterator[zipfile.ZipFile]:
    """Open a ZIP whose table of contents is of an honest size.

    Raises:
        ImportRefusedError: It is damaged or has too many members. Whatever else
            a reader of hostile bytes raises inside the block becomes this too.
    """
    try:
        source = io.BytesIO(data) if isinstance(data, bytes) else data
        _check_count(file, _directory_bytes(source), limits.DIRECTORY_BYTES)
        with zipfile.ZipFile(source) as archive:
            _check_count(file, len(archive.infolist()), limits.MEMBERS)
            yield archive
    except ImportRefusedError:
        raise
    except Exception as error:
        # zipfile and openpyxl raise at least ten kinds on mutated bytes; none of
        # them is about us, all of them say that the file is damaged.
        wrong = "is damaged and cannot be opened"
        raise contents.refusal(file, wrong, "export or download it again") from error


def document(file: str, data: bytes | Path) -> str:
    """What document a ZIP is: "xlsx", "ods", or empty for an archive.

    Raises:
        ImportRefusedError: It is damaged, or some other kind of document.
    """
    with opened(file, data) as archive:
        names = [name.casefold() for name in archive.namelist()]
        is_sheet = opendocument_sheet(archive)
    if "xl/workbook.xml" in names:
        return "xlsx"
    if is_sheet:
        return "ods"
    for start, words in _DOCUMENTS:
        if any(name.startswith(start) for name in names):
            raise contents.refusal(file, f"is {words}", contents.SAVE_AS_CSV)
    return ""


def opendocument_sheet(archive: zipfile.ZipFile) -> bool:
    """Whether a ZIP says that it is an OpenDocument spreadsheet."""
    if not {"mimetype", "content.xml"} <= set(archive.namelist()):
        return False
    with archive.open("mimetype") as stream:
        return stream.read(200).strip() == _OPEN_SHEET


def members(
    file: str, data: bytes | Path, is_taken: Callable[[str], bool]
) -> list[tuple[str, bytes]]:
    """Read the members that are taken, by their names without folders.

    Args:
        file: The archive's name.
        data: Its bytes, or where it lies.
        is_taken: Whether a file of this name, without folders, is wanted.

    Raises:
        ImportRefusedError: There is none, or together they are too large.
    """
    with opened(file, data) as archive:
        taken = [
            info for info in archive.infolist() if _is_taken(info.filename, is_taken)
        ]
        if not taken:
            wrong = (
                "holds no Connections.csv, Job Applications.csv or Saved Jobs.csv"
                f" among its {len(archive.infolist()):,} files"
            )
            raise contents.refusal(file, wrong)
        check(file, taken, limits.TABLE_BYTES)
        return [(_base(info.filename), _whole(file, archive, info)) for info in taken]


def names(file: str, data: bytes | Path, is_meant: Callable[[str], bool]) -> list[str]:
    """The names, without folders, of the members that are meant, each once."""
    with opened(file, data) as archive:
        found = [
            _base(info.filename)
            for info in archive.infolist()
            if _is_taken(info.filename, is_meant)
        ]
    return list(dict.fromkeys(found))


def check(
    file: str,
    infos: Sequence[zipfile.ZipInfo],
    most: int,
    *,
    ratio: int = limits.RATIO,
) -> None:
    """Refuse members that are locked or say they unpack to too much.

    Args:
        file: The archive's name.
        infos: The members.
        most: Bytes that they may unpack to together.
        ratio: How far each may unpack that is not small anyway.

    Raises:
        ImportRefusedError: They do.
    """
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise contents.refusal(file, "is protected by a password", "unpack it first")
    total = sum(info.file_size for info in infos)
    swollen = any(
        info.file_size > max(limits.RATIO_FROM, ratio * info.compress_size)
        for info in infos
    )
    if total > most or swollen:
        wrong = f"unpacks to {limits.megabytes(total)}, more than such a file can hold"
        raise contents.refusal(file, wrong, "bring in the files it is made of")


def chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack a member piece by piece."""
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _whole(file: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    found = bytearray()
    for chunk in chunks(archive, info):
        found += chunk
        if len(found) > limits.TABLE_BYTES:  # whatever its size was said to be
            wrong = f"unpacks to more than {limits.megabytes(limits.TABLE_BYTES)}"
            raise contents.refusal(file, wrong, "bring in the files it is made of")
    return bytes(found)


def _base(name: str) -> str:
    return cells.line(re.split(r"[\\/]", name)[-1])


def _is_taken(name: str, is_taken: Callable[[str], bool]) -> bool:
    is_copy = name.startswith("__MACOSX") or _base(name).startswith("._")
    return not is_copy and is_taken(_base(name))


def _check_count(file: str, count: int, most: int) -> None:
    if count > most:
        wrong = f"holds more than {limits.MEMBERS:,} files"
        raise contents.refusal(file, wrong, "unpack it and bring in those you need")


def _directory_bytes(source: io.BytesIO | Path) -> int:
    """Bytes that a ZIP says its table of contents has; `ZipFile` reads it whole."""
    if isinstance(source, io.BytesIO):
        tail = source.getvalue()[-_TAIL:]
    else:
        with source.open("rb") as stream:
            stream.seek(max(source.stat().st_size - _TAIL, 0))
            tail = stream.read(_TAIL)
    end = tail.rfind(_END)
    if end < 0 or len(tail) < end + 22:
        return 0
    size = int(struct.unpack_from("<L", tail, end + 12)[0])
    end_64 = tail.rfind(_END_64, 0, end)
    if end_64 >= 0 and end_64 + 56 <= end:
        size = max(size % 0xFFFFFFFF, struct.unpack_from("<Q", tail, end_64 + 40)[0])
    return size
