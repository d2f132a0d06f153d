"""Who worked on the same code: a log of Git's, pasted or read from a repository. Pure.

What is asked for is `LOG` with the files of each commit; plain `git log`, with or
without files, is read too. Of a commit only its author, those named as co-authors,
the day and the names of its files are looked at; messages are not kept.

Two people worked together where they changed the same file, both before either was
through (their times in the repository overlap), and it is not a file that everybody
changes; or where one is the other's co-author. Without files everybody of a small
repository counts as working on the same.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from tracker.importers import cells, contents
from tracker.importers.coauthors.papers import ME, who_am_i
from tracker.importers.rows import Parsed
from tracker.models import NAME, ImportKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tracker.importers.rows import Answers

FORMAT = "%an|%ae|%aI%n%(trailers:key=Co-authored-by)"
LOG = f"git log --no-merges --name-only --format='{FORMAT}'"
"""The command whose output is asked for."""
MOST_ON_A_FILE = 20
"""A file that more people changed says nothing of any two of them."""
MOST_PEOPLE = 5_000
MOST_LINES = 500_000
FEW = 5
"""Commits to shared files from which on a tie is more than a name."""

_HEAD = re.compile(
    r"(?:commit [0-9a-f]{7,64}\|)?"
    r"([^|\n]{1,300})\|([^|\n]{0,300})\|(\d{4}-\d\d-\d\d)(?:[T ][\d:.+\-Z ]*)?\Z"
)
_COMMIT = re.compile(r"commit [0-9a-f]{7,64}\b")
_AUTHOR = re.compile(r"Author: +([^<\n]{1,300}?) *<([^>\n]{0,300})>")
_DATE = re.compile(
    r"(?:Author)?Date: +(?:(\d{4}-\d\d-\d\d)|\w{3} (\w{3}) +(\d{1,2}) [\d:]+ (\d{4}))"
)
_TRAILER = re.compile(
    r"\s*Co-authored-by: *([^<\n]{1,300}?) *<([^>\n]{0,300})>", re.IGNORECASE
)
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905
_BOT = re.compile(
    r"\[bot\]|\b(?:dependabot|renovate|greenkeeper|github-actions|pre-commit-ci|"
    r"imgbot|semantic-release|allcontributors|web-flow|gitlab-ci|travis[- ]ci)\b|"
    r"[-_ ]bot$|^bot$|\bbot@|\bnoreply@|\bjenkins@",
    re.IGNORECASE,
)
_HEADS = re.compile(rb"(?m)^[^|\n]{1,300}\|[^|\s]{0,300}\|\d{4}-\d\d-\d\d")
_PLAIN = re.compile(rb"\A\s*commit [0-9a-f]{7,64}[^\n]*\n(?:\w+: [^\n]*\n)*Author: ")


class Together(NamedTuple):
    """What a person did with another one, whose row comes earlier in the file."""

    number: int
    """The other's row."""
    commits: int
    """To the files they share: of the one who made fewer."""
    first: date
    last: date
    """When both were at work: the later start, the earlier end."""
    is_named: bool
    """Whether one was named as the other's co-author."""


@dataclass(frozen=True)
class CommitterRow:
    """Somebody who committed to a repository."""

    number: int
    """In the order of their number of commits, from 1."""
    name: str
    email: str
    """Empty where Git knows none that mail can be sent to."""
    commits: int
    first: date
    last: date
    together: tuple[Together, ...] = ()
    raw: dict[str, str] = field(default_factory=dict)

    @property
    def what(self) -> str:
        """Who, and how much."""
        commits = "1 commit" if self.commits == 1 else f"{self.commits:,} commits"
        return f"{self.name}, {commits}"


class _Commit(NamedTuple):
    on: date
    people: tuple[tuple[str, str], ...]
    """The author first: name and e-mail address."""
    files: frozenset[str]


@dataclass
class _Person:
    """One committer, under all their names and addresses."""

    names: Counter[str] = field(default_factory=Counter)
    emails: Counter[str] = field(default_factory=Counter)
    commits: int = 0
    first: date = date.max
    last: date = date.min
    on_file: Counter[str] = field(default_factory=Counter)
    named: set[int] = field(default_factory=set)
    """The places of those named beside them."""


def is_one(name: str, head: bytes) -> bool:
    """Whether a file is a log of Git's."""
    del name
    return bool(_PLAIN.match(head)) or len(_HEADS.findall(head[:4096])) > 0


def read(file: str, sha256: str, data: bytes, answers: Answers) -> Parsed:
    """Read who committed, and who of them with whom.

    Raises:
        ImportRefusedError: If it is too long, or no text.
    """
    encoding, skip = contents.encoding(file, data)
    lines = contents.lines(data, encoding, skip)
    people, bots = _people(file, _commits(file, lines))
    rows = _rows(people)
    notices = []
    if bots:
        notices.append(f"{bots:,} commits of programs (bots) are left out.")
    if rows and not any(person.on_file for person in people):
        notices.append(
            f"It names no files, so who worked together is known of co-authors and of "
            f"repositories with at most {MOST_ON_A_FILE} people only: --name-only adds "
            "the files."
        )
    names = [row.name for row in rows[:200]]
    chosen = answers.mapping.get(ME, "")
    return Parsed(
        file=file,
        kind=ImportKind.COMMITS,
        sha256=sha256,
        rows=tuple(rows),
        notices=tuple(notices),
        mapping={ME: chosen if chosen in names else ""},
        columns=tuple(dict.fromkeys(names)),
        sample=tuple(row.raw for row in rows[:5]),
        ask=who_am_i(names, chosen) if rows else (),
    )


# ---- reading


def _commits(file: str, lines: Iterable[str]) -> Iterator[_Commit]:
    part = _Part()
    for number, line in enumerate(lines, 1):
        if number > MOST_LINES:
            wrong = f"has more than {MOST_LINES:,} lines"
            raise contents.refusal(file, wrong, "take fewer years: git log --since=…")
        text = line.rstrip("\r\n")
        head = _HEAD.match(text) if "|" in text else None
        if head or _COMMIT.match(text):
            yield from part.commit()
            part = _Part()
        if head:
            part.people, part.on = [(head[1], head[2])], _day(head[3])
        else:
            part.add(text)
    yield from part.commit()


@dataclass
class _Part:
    """A commit, as far as it was read."""

    people: list[tuple[str, str]] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    on: date | None = None

    def add(self, text: str) -> None:
        """Take in one more line."""
        if ":" not in text[:40]:
            self._add_file(text)
        elif trailer := _TRAILER.match(text):
            if len(self.people) < MOST_ON_A_FILE:
                self.people.append((trailer[1], trailer[2]))
        elif author := _AUTHOR.match(text):
            self.people.insert(0, (author[1], author[2]))
        elif dated := _DATE.match(text):
            self.on = _day(dated[1] or _worded(dated[2], dated[3], dated[4]))
        else:
            self._add_file(text)

    def _add_file(self, text: str) -> None:
        if text and self.people and not text[0].isspace():
            self.files.add(text[:500])

    def commit(self) -> Iterator[_Commit]:
        """The commit; nothing where its author or day is missing."""
        if self.people and self.on:
            yield _Commit(self.on, tuple(self.people), frozenset(self.files))


def _worded(month: str, day: str, year: str) -> str:
    number = _MONTHS.index(month) + 1 if month in _MONTHS else 0
    return f"{year}-{number:02}-{int(day):02}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _people(file: str, commits: Iterable[_Commit]) -> tuple[list[_Person], int]:
    """Everybody, by e-mail address and else by full name; and commits of bots."""
    found: list[_Person] = []
    place: dict[str, int] = {}
    bots = 0
    for commit in commits:
        here = dict.fromkeys(
            _place(cells.line(name), email.casefold(), found, place)
            for name, email in commit.people
            if not _is_bot(name, email)
        )
        if len(found) > MOST_PEOPLE:
            wrong = f"names more than {MOST_PEOPLE:,} people"
            raise contents.refusal(file, wrong, "take fewer years: git log --since=…")
        bots += not here
        for at in here:
            person = found[at]
            person.commits += 1
            person.first = min(person.first, commit.on)
            person.last = max(person.last, commit.on)
            person.on_file.update(commit.files)
            person.named.update(other for other in here if other != at)
    return found, bots


@lru_cache(maxsize=10_000)
def _is_bot(name: str, email: str) -> bool:
    return bool(_BOT.search(name) or _BOT.search(email))


def _place(name: str, email: str, found: list[_Person], place: dict[str, int]) -> int:
    """Where a person stands; the same address or the same full name is the same."""
    keys = [key for key in (email.strip(), _full(name)) if key]
    at = next((place[key] for key in keys if key in place), len(found))
    if at == len(found):
        found.append(_Person())
    for key in keys:
        place.setdefault(key, at)
    found[at].names[name] += 1
    found[at].emails[email.strip()] += 1
    return at


def _full(name: str) -> str:
    """A name of two words or more; one word is borne by many."""
    return f"={name.casefold()}" if " " in name else ""


# ---- who with whom


def _rows(people: list[_Person]) -> list[CommitterRow]:
    order = sorted(
        (at for at in range(len(people)) if _called(people[at])),
        key=lambda at: (-people[at].commits, people[at].first, _called(people[at])),
    )
    number = {at: place for place, at in enumerate(order, 1)}
    pairs = _pairs(people, number)
    rows = []
    for at in order:
        person = people[at]
        together = tuple(
            found for other in sorted(pairs[at]) if (found := pairs[at][other])
        )
        rows.append(
            CommitterRow(
                number[at],
                _called(person),
                _email(person),
                person.commits,
                person.first,
                person.last,
                together,
                {
                    "Name": _called(person),
                    "Commits": str(person.commits),
                    "First": person.first.isoformat(),
                    "Last": person.last.isoformat(),
                    "With": str(len(together)),
                },
            )
        )
    return rows


def _called(person: _Person) -> str:
    """The longest of the names most used, such as “Ana Silva” beside “ana”."""
    whole = [name for name in person.names if " " in name and len(name) <= NAME]
    names = whole or [name for name in person.names if 0 < len(name) <= NAME]
    names = [name for name in names if any(char.isalpha() for char in name)]
    return max(names, key=lambda name: (person.names[name], name), default="")


def _email(person: _Person) -> str:
    """The address most used that takes mail."""
    real = [
        email
        for email in person.emails
        if cells.mail(email) and "noreply" not in email and ".local" not in email
    ]
    return max(real, key=lambda email: (person.emails[email], email), default="")


def _pairs(
    people: list[_Person], number: dict[int, int]
) -> dict[int, dict[int, Together]]:
    """By the later person of each pair, by the number of the earlier one."""
    found: dict[int, dict[int, Together]] = defaultdict(dict)
    for (one, other), names in _shared(people, number).items():
        earlier, later = sorted((one, other), key=number.__getitem__)
        both = people[earlier], people[later]
        joined = _together(
            number[earlier], *both, names, named=other in people[one].named
        )
        if joined is not None:
            found[later][number[earlier]] = joined
    return found


def _shared(
    people: list[_Person], number: dict[int, int]
) -> dict[tuple[int, int], list[str]]:
    """The files that each pair changed; none where only a trailer joins them."""
    on_file: dict[str, list[int]] = defaultdict(list)
    for at in number:
        for name in people[at].on_file:
            on_file[name].append(at)
    shared: dict[tuple[int, int], list[str]] = defaultdict(list)
    for name, here in (on_file or {"": [*number]}).items():
        if len(here) <= MOST_ON_A_FILE:
            for one, other in combinations(here, 2):
                shared[min(one, other), max(one, other)].append(name)
    for at in number:
        for other in people[at].named & number.keys():
            shared.setdefault((min(at, other), max(at, other)), [])
    return shared


def _together(
    number: int, one: _Person, other: _Person, names: list[str], *, named: bool
) -> Together | None:
    first, last = max(one.first, other.first), min(one.last, other.last)
    if first > last and not named:
        return None
    commits = min(
        sum(person.on_file[name] for name in names) or person.commits
        for person in (one, other)
    )
    return Together(
        number,
        commits if names else 1,
        min(first, last),
        max(first, last),
        named,
    )
