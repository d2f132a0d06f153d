"""Text as TeX writes it, made plain: accents, ligatures, braces. Pure.

Only what stands in names and titles of bibliographies is known here. A library for
it (pylatexenc, latexcodec) knows hundreds of symbols more and takes 50 to 100 ms to
load; what it would add are formulas, which no name has.
"""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
_LETTERS = {
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "o": "ø",
    "O": "Ø",
    "aa": "å",
    "AA": "Å",
    "l": "ł",
    "L": "Ł",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "ng": "ŋ",
    "NG": "Ŋ",
    "dj": "đ",
    "DJ": "Đ",
    "textendash": "–",
    "textemdash": "—",
    "textquoteright": "’",
}
_ACCENT = re.compile(
    r"""\\([`'^~=."]) \s* \{? \s* (\\[ij](?![a-zA-Z]) | [^\W\d_]) \s* \}?
    | \\([uvHrckdb]) (?: \s* \{ \s* (\\[ij](?![a-zA-Z])|[^\W\d_]) \s* \}
                       | \s+ (\\[ij](?![a-zA-Z])|[^\W\d_]) )""",
    re.VERBOSE,
)
_LETTER = re.compile(
    rf"\\({'|'.join(sorted(_LETTERS, key=len, reverse=True))})"
    r"(?![a-zA-Z])(?:\s*\{\}|\s+|(?=\W)|$)"
)
_SIGN = re.compile(r"\\([&%$#_{}@\-/, ])")
_COMMAND = re.compile(r"\\[a-zA-Z]+\*?\s*")


def plain(text: str) -> str:
    """Text without TeX; braces go, what they hold stays."""
    text = " ".join(text.split())
    if "\\" in text:
        text = _ACCENT.sub(_accented, text)
        text = _LETTER.sub(lambda found: _LETTERS[found[1]], text)
        text = _SIGN.sub(lambda found: found[1].strip("-/{} "), text)
        text = _COMMAND.sub("", text)
    text = text.replace("{", "").replace("}", "").replace("~", " ")
    text = text.replace("---", "—").replace("--", "–")
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _accented(found: re.Match[str]) -> str:
    mark = found[1] or found[3]
    letter = (found[2] or found[4] or found[5]).removeprefix("\\")
    return unicodedata.normalize("NFC", letter + _ACCENTS[mark])
