"""BibTeX: entries as bibliographies and reference managers write them. Pure.

A reader of our own, because the libraries fit badly: bibtexparser 1 (maintained for
mending only; LGPL or BSD) builds on pyparsing, 2 is a beta since 2022; pybtex (MIT)
stops at the first mistake of a file and brings PyYAML along. Files in the wild have
front matter, stray text and entries that never close; here each such entry is one
problem, and the time taken is linear: a file is cut at the lines that begin an entry,
so that one that does not close ends there.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from tracker.importers import contents, limits
from tracker.importers.coauthors import tex
from tracker.importers.coauthors.papers import MOST_PAPERS, Author, Found, parsed
from tracker.importers.rows import Parsed, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tracker.importers.rows import Answers

_ENTRY = re.compile(r"@[ \t]*([A-Za-z]+)\s*([{(])")
_HEAD = re.compile(rb"(?m)^[ \t]*@[ \t]*[A-Za-z]+\s*[{(]\s*[^\s{}(),=\"]*\s*[,=]")
_LINE = re.compile(r"(?m)^[ \t]*(?=@[ \t]*[A-Za-z]+\s*[{(])")
_FIELD = re.compile(r"[\s,]*([A-Za-z][\w:.+/-]*)\s*=\s*")
_BRACES = re.compile(r"[{}]")
_QUOTED = re.compile(r'[{}"]')
_BARE = re.compile(r"[^\s#,{}\"()]+")
_JOIN = re.compile(r"\s*#\s*")
_AND = re.compile(r" and ", re.IGNORECASE)
_PASSED_OVER = {"comment", "preamble", "string", "set", "xdata"}
"""Entries that are no publications."""
_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())  # noqa: SIM905


class _Entry(NamedTuple):
    """One entry, or why it cannot be read."""

    line: int
    kind: str
    fields: Mapping[str, str]
    problem: str = ""


def is_one(name: str, head: bytes) -> bool:
    """Whether a file is BibTeX: called so, or with an entry that has a key."""
    begins = head.lstrip()[:1]
    if begins in {b"{", b"[", b"<"}:
        return False
    return name.endswith(".bib") or bool(_HEAD.search(head))


def read(file: str, sha256: str, data: bytes, answers: Answers) -> Parsed:
    """Read the publications of a bibliography."""
    encoding, skip = contents.encoding(file, data)
    text = data[skip:].decode(encoding)
    every = _entries(text)
    entries = [e for e in islice(every, MOST_PAPERS) if e.kind not in _PASSED_OVER]
    if next(every, None) is not None:
        wrong = f"has more than {MOST_PAPERS:,} entries"
        raise contents.refusal(file, wrong, "bring in those of one person")
    broken = [Problem(e.line, e.problem, {}) for e in entries if e.problem]
    found = parsed(file, sha256, (_found(e) for e in entries if not e.problem), answers)
    problems = sorted([*found.problems, *broken], key=lambda one: one.number)
    return _with_problems(found, tuple(problems))


def _with_problems(found: Parsed, problems: tuple[Problem, ...]) -> Parsed:
    return Parsed(**{**vars(found), "problems": problems})


def _found(entry: _Entry) -> Found:
    held = entry.fields
    doi = tex.plain(held.get("doi", ""))
    link = (
        doi if doi.lower().startswith("http") or not doi else f"https://doi.org/{doi}"
    )
    return Found(
        entry.line,
        tex.plain(held.get("title", "")),
        [Author(name) for name in authors(held.get("author", ""))],
        held.get("year") or held.get("date", ""),
        link or held.get("url", ""),
    )


def authors(text: str) -> list[str]:
    """The people of an author field, each as “First von Last”.

    “others” is nobody, and a name wholly in braces with a space in it is a group's.
    """
    found = []
    for part in _split(" ".join(text.split()), _AND):
        name = part.strip()
        is_group = name.startswith("{") and name.endswith("}") and " " in name
        is_group = is_group and _closes_last(name)
        if name and name.casefold() != "others" and not is_group:
            found.append(_turned(name))
    return found


def _closes_last(name: str) -> bool:
    """Whether the first brace closes with the last character."""
    depth = 0
    for mark in _BRACES.finditer(name):
        depth += 1 if mark[0] == "{" else -1
        if depth == 0:
            return mark.end() == len(name)
    return False


def _turned(name: str) -> str:
    """“Last, First” and “Last, Jr, First” in the order one speaks them."""
    parts = [tex.plain(part) for part in _split(name, re.compile(","))]
    if len(parts) == 1:
        return parts[0]
    last, first, suffix = parts[0], parts[-1], parts[1:-1]
    return " ".join([first, last, *suffix]).strip()


def _split(text: str, at: re.Pattern[str]) -> list[str]:
    """Split text where a pattern stands outside braces."""
    marks = sorted(
        [(m.start(), m.end(), m[0]) for m in _BRACES.finditer(text)]
        + [(m.start(), m.end(), "") for m in at.finditer(text)]
    )
    found, start, depth = [], 0, 0
    for begin, end, brace in marks:
        if brace:
            depth = max(0, depth + (1 if brace == "{" else -1))
        elif depth == 0:
            found.append(text[start:begin])
            start = end
    return [*found, text[start:]]


# ---- entries


def _entries(text: str) -> Iterator[_Entry]:
    macros: dict[str, str] = {}
    cuts = [0, *(found.end() for found in _LINE.finditer(text)), len(text)]
    line = 1
    for start, end in pairwise(cuts):
        chunk = text[start:end]
        at = counted = 0
        while found := _ENTRY.search(chunk, at):
            line += chunk.count("\n", counted, found.start())
            counted = found.start()
            entry, at = _entry(chunk, found, line, macros)
            if entry.kind == "string":
                macros |= {name: value for name, value in entry.fields.items() if name}
            yield entry
        line += chunk.count("\n", counted)


def _entry(
    chunk: str, found: re.Match[str], line: int, macros: Mapping[str, str]
) -> tuple[_Entry, int]:
    """Read one entry, and say where it ends."""
    kind = found[1].lower()
    if kind == "comment":
        return _Entry(line, kind, {}), _end(chunk, found.end() - 1) or len(chunk)
    end = _end(chunk, found.end() - 1)
    if end is None:
        wrong = "Its braces do not close before the next entry begins."
        return _Entry(line, kind, {}, wrong), len(chunk)
    inside = chunk[found.end() : end - 1]
    if kind != "string" and "," in inside:
        inside = inside[inside.index(",") + 1 :]
    return _Entry(line, kind, dict(_fields(inside, macros))), end


def _end(chunk: str, opening: int) -> int | None:
    """Behind the brace or bracket that closes an entry."""
    if chunk[opening] == "{":
        return _balanced(chunk, opening)
    depth = 0
    for mark in re.finditer(r"[{})]", chunk[opening:]):
        if mark[0] == ")" and depth == 0:
            return opening + mark.end()
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
    return None


def _balanced(text: str, opening: int) -> int | None:
    depth = 0
    for mark in _BRACES.finditer(text, opening):
        depth += 1 if mark[0] == "{" else -1
        if depth == 0:
            return mark.end()
    return None


def _fields(inside: str, macros: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The fields of an entry; it ends at the first that cannot be read."""
    at = 0
    while found := _FIELD.match(inside, at):
        at, parts, room = found.end(), [], limits.CELL_CHARS
        while True:
            value, at = _value(inside, at, macros)
            parts.append(value[:room])  # macros of macros would grow without end
            room -= len(parts[-1])
            joined = _JOIN.match(inside, at)
            if joined is None:
                break
            at = joined.end()
        yield found[1].lower(), "".join(parts)


def _value(inside: str, at: int, macros: Mapping[str, str]) -> tuple[str, int]:
    opening = inside[at : at + 1]
    if opening == "{":
        end = _balanced(inside, at) or len(inside)
        return inside[at + 1 : end - 1], end
    if opening == '"':
        depth = 0
        for mark in _QUOTED.finditer(inside, at + 1):
            if mark[0] == '"' and depth == 0:
                return inside[at + 1 : mark.start()], mark.end()
            depth += {"{": 1, "}": -1}.get(mark[0], 0)
        return inside[at + 1 :], len(inside)
    word = _BARE.match(inside, at)
    if word is None:
        return "", at + 1
    known = macros.get(word[0].lower(), "" if word[0].lower() in _MONTHS else word[0])
    return known, word.end()
