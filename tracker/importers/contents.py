"""What bytes are, told by the bytes themselves. Pure."""

from __future__ import annotations

import codecs
import io
import re

from tracker.errors import ImportRefusedError

_HEADS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"%PDF-", "a PDF document"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Excel workbook (.xls) or one with a password",
    ),
    (b"SQLite format 3\x00", "a database"),
    (b"{\\rtf", "a rich-text document"),
    (b"PAR1", "a Parquet file"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file (7z)"),
    (b"Rar!", "a compressed file (RAR)"),
    (b"BZh", "a compressed file (bzip2)"),
    (b"\xfd7zXZ", "a compressed file (xz)"),
    (b"\x7fELF", "a program"),
    (b"BEGIN:VCARD", "an address book (vCard)"),
    (b"BEGIN:VCALENDAR", "a calendar"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKUP = re.compile(rb"<[a-zA-Z!]")
_CHUNK = 2**20
WHAT_TO_BRING = (
    "bring in Connections.csv, the network's archive (ZIP), an address book, or"
    " applications as CSV or a workbook (.xlsx, .ods)"
)
_LETTER = re.compile(
    rb"\boffer letter\b|\boffer of employment\b|\boffer of a position\b", re.IGNORECASE
)
SAVE_AS_CSV = "open it in a spreadsheet program and save it as CSV UTF-8"


def refusal(file: str, wrong: str, advice: str = WHAT_TO_BRING) -> ImportRefusedError:
    """Say in one sentence which file is refused, why, and what to do."""
    return ImportRefusedError(f"“{file}” {wrong}: {advice}.")


def is_zip(head: bytes) -> bool:
    """Whether a file is a ZIP: an archive, or a document made of one."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))


def is_json(head: bytes) -> bool:
    """Whether a file begins like JSON."""
    text = head.removeprefix(codecs.BOM_UTF8).lstrip()
    return text.startswith((b"{", b"[")) and not text.startswith(b"{\\rtf")


def foreign(head: bytes) -> str:
    """What a file is that is no table, in words; empty where it may be one."""
    text = head.removeprefix(codecs.BOM_UTF8).lstrip()
    for magic, words in _HEADS:
        if head.startswith(magic) or text.startswith(magic):
            return words
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "an image (WebP)"
    if head[4:12] in {b"ftypheic", b"ftypheix", b"ftypavif", b"ftypmif1"}:
        return "an image"
    if text.startswith((b"<?xml", b"<svg")):
        return "an XML document"
    return "a web page" if _MARKUP.match(text) else ""


def is_offer_letter(file: str, head: bytes) -> bool:
    """Whether text that is no table offers a job and names its pay."""
    is_table = file.casefold().endswith((".csv", ".tsv"))
    return not is_table and bool(_LETTER.search(head)) and b"salary" in head.lower()


def encoding(file: str, data: bytes) -> tuple[str, int]:
    """Tell how text is encoded, and how many bytes of mark come before it.

    Byte-order mark, else UTF-8 if it is that throughout, else Windows-1252:
    the one old code page common among spreadsheets in our languages.

    Raises:
        ImportRefusedError: It is no text, or broken.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            if not _decodes(data, name, skip=len(mark)):
                wrong = f"says it is {name[:6].upper().rstrip('-')} text but is not"
                raise refusal(file, wrong, SAVE_AS_CSV)
            return name, len(mark)
    if b"\0" in data:
        wrong = "holds zero bytes, so it is not a text table or is damaged"
        raise refusal(file, wrong, SAVE_AS_CSV)
    if _decodes(data, "utf-8"):
        return "utf-8", 0
    if _decodes(data, "utf-8", errors="surrogatepass"):
        raise refusal(file, "holds broken characters (halves of pairs)", SAVE_AS_CSV)
    if _decodes(data, "cp1252"):
        return "cp1252", 0
    raise refusal(file, "is neither UTF-8 nor Windows-1252 text", SAVE_AS_CSV)


def _decodes(data: bytes, name: str, *, errors: str = "strict", skip: int = 0) -> bool:
    """Try a decoding piece by piece: the whole text could take 200 MB."""
    decoder = codecs.getincrementaldecoder(name)(errors)
    try:
        for start in range(skip, len(data), _CHUNK):
            if "\0" in decoder.decode(data[start : start + _CHUNK]):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def lines(data: bytes, name: str, skip: int) -> io.TextIOWrapper:
    """Open text for reading line by line, line ends kept as they are."""
    stream = io.BytesIO(data)
    stream.seek(skip)
    return io.TextIOWrapper(stream, encoding=name, newline="")


_JSON = re.compile(
    rb'"([^"\\]*+(?:\\.[^"\\]*+)*+)(?:"|\\?\Z)(\s*:)?|[{\[]|[}\]]', re.DOTALL
)
"""A string (which may run to the end), perhaps a key, or a bracket: linear time."""


def has_key(data: bytes, wanted: str) -> bool:
    """Whether JSON is an object with a key at its top level.

    Reads marks only and builds nothing: JSON of 50 MB would take 500 MB.
    """
    depth = 0
    for token in _JSON.finditer(data):
        mark = token[0][:1]
        if mark in b"{[":
            depth += 1
        elif mark in b"}]":
            depth -= 1
        elif depth == 1 and token[2] and token[1] == wanted.encode():
            return data.lstrip()[:1] != b"["
    return False
