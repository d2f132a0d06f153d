"""What a read file becomes: rows, problems, and what only the searcher knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from tracker.models import ImportKind, InteractionKind, Source, Stage


UNTITLED = "Untitled role"
"""The title of an application whose file states none."""
_NAMING = ("name", "title", "what", "file", "stage", "state", "on")
"""Columns that tell a person which record it is, the best first."""


class Row(Protocol):
    """What every kind of row has, so that a preview can show it."""

    @property
    def number(self) -> int:
        """Line (of text) or row (of a sheet) where it begins, from 1."""

    @property
    def raw(self) -> dict[str, str]:
        """The filled cells of the row, by column."""

    @property
    def what(self) -> str:
        """What it holds, in words."""


@dataclass(frozen=True)
class ContactRow:
    """A contact of whoever exported the file."""

    number: int
    """Line (of text) or row (of a sheet) where it begins, from 1."""
    name: str
    profile_url: str = ""
    email: str = ""
    company: str = ""
    title: str = ""
    connected_on: date | None = None
    raw: dict[str, str] = field(default_factory=dict)
    """The filled cells of the row, by column."""
    other_emails: tuple[str, ...] = ()
    phone: str = ""
    seen_on: date | None = None
    """The day the entry itself says it was last changed."""

    @property
    def what(self) -> str:
        """Who it is, and where."""
        return f"{self.name}, {self.company}" if self.company else self.name


@dataclass(frozen=True)
class ApplicationRow:
    """An application, or a job that was saved."""

    number: int
    """Line (of text) or row (of a sheet) where it begins, from 1."""
    company: str
    title: str = ""
    """Empty where the file has none."""
    url: str = ""
    stage: Stage | None = None
    """None where the status is one that no stage is known for."""
    status: str = ""
    """The status as the file words it."""
    on: date | None = None
    """The day of applying; for a saved job the day of saving."""
    source: Source | None = None
    location: str = ""
    salary: str = ""
    note: str = ""
    raw: dict[str, str] = field(default_factory=dict)
    """The filled cells of the row, by column, without the sensitive ones."""

    @property
    def what(self) -> str:
        """Which job, and where."""
        return f"{self.title or UNTITLED}, {self.company}"


@dataclass(frozen=True)
class ExchangeRow:
    """That the searcher and one person were in touch on a day."""

    number: int
    """Line where it begins, from 1; a message to several is a row for each."""
    name: str
    on: date
    inbound: bool
    """Whether it came from the other."""
    kind: InteractionKind
    profile_url: str = ""
    company: str = ""
    title: str = ""
    note: str = ""
    raw: dict[str, str] = field(default_factory=dict)
    """The filled cells of the row, by column, without any text that was written."""

    @property
    def what(self) -> str:
        """Who, in which direction, and when."""
        return f"{'From' if self.inbound else 'To'} {self.name}, {self.on}"


@dataclass(frozen=True)
class StayRow:
    """Where the searcher worked or studied, from and to."""

    number: int
    """Line where it begins, from 1."""
    place: str
    """The company or school."""
    role: str = ""
    """The job title, or the degree."""
    started_on: date | None = None
    ended_on: date | None = None
    raw: dict[str, str] = field(default_factory=dict)
    """The filled cells of the row, by column."""

    @property
    def what(self) -> str:
        """As what, and where."""
        return f"{self.role}, {self.place}" if self.role else self.place


@dataclass(frozen=True)
class RecordRow:
    """A record of an export of Foothold's."""

    number: int
    """Its place in the file, from 1."""
    table: str
    facts: dict[str, Any]
    """Its columns, as JSON holds them."""
    raw: dict[str, str] = field(default_factory=dict)
    """Always empty: the record itself is kept, not its row."""

    @property
    def what(self) -> str:
        """Which table, and what names the record there."""
        said = (str(self.facts.get(name) or "") for name in _NAMING)
        return f"{self.table.replace('_', ' ')} {next(filter(None, said), '')[:120]}"


@dataclass(frozen=True)
class Problem:
    """A row that cannot be taken, and why."""

    number: int
    reason: str
    """One sentence."""
    raw: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """What a file leaves open and only the searcher can answer."""

    field: str
    """The part of `Answers` it fills: a key of `mapping`, or "day_first"."""
    text: str
    """One sentence that asks."""
    column: str = ""
    """The column it is about, if it is about one."""
    examples: tuple[str, ...] = ()
    needed: bool = True
    """Whether to wait for the answer: without it rows or their days are left out."""


@dataclass(frozen=True)
class Answers:
    """What the searcher said about a file."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    """Column to use by field; an empty column says that there is none.

    Under `exchanges.ME` the name of the searcher among the people of a file.
    """
    day_first: bool | None = None
    """Whether 3/4/2026 is the third of April, where a column leaves it open."""
    stages: Mapping[str, Stage] = field(default_factory=dict)
    """Stage by status text; goes before the known words."""
    zones: Mapping[str, str] = field(default_factory=dict)
    """The IANA's zone by what a calendar calls it; by nothing where it names none."""
    applications: Mapping[str, str] = field(default_factory=dict)
    """The id of the application by the row's number of an invitation."""
    with_texts: bool = False
    """Whether to keep what was written: messages, and answers in applications."""
    with_profile: bool = False
    """Whether to open the profile in an archive, for the searcher's name."""


NO_ANSWERS = Answers()


@dataclass(frozen=True)
class Parsed:
    """One file, read."""

    file: str
    """Its name; of a member of an archive or a sheet of several “name/part”."""
    kind: ImportKind
    sha256: str
    """Of the file's bytes; of an archive's member those of the member."""
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()
    """Sentences on what was read in a way worth knowing."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Column used by field."""
    columns: tuple[str, ...] = ()
    """All columns found, sensitive ones too, each name once."""
    sample: tuple[dict[str, str], ...] = ()
    """The first five rows, as `raw`."""
    unknown_statuses: Mapping[str, int] = field(default_factory=dict)
    """How many rows have a status that no stage is known for, by its text."""
    ask: tuple[Question, ...] = ()
    schema: str = ""
    """Of an export of Foothold's: the layout it was written in."""
    has_profile: bool = False
    """Of an archive: whether the profile in it was left closed."""
