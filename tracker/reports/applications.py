"""All applications: the cards of the board, the rows of the table. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias
from uuid import UUID

import pandas as pd

from tracker import names, pipeline, planning
from tracker.agenda import DueKind
from tracker.models import Application, Source, Stage
from tracker.reports import due as dues
from tracker.reports import today as todays
from tracker.reports.quiet import silences

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from tracker.agenda import Due
    from tracker.search import Search

Flag: TypeAlias = Literal["", "clock", "soon", "people", "quiet"]
"""How pressing the next thing is: red, orange, green or grey."""


_FLAGS: dict[str, Flag] = {"red": "clock", "orange": "soon", "gray": ""}
"""The colours of the agenda, as flags of a card."""


class Group(NamedTuple):
    """Open stages that share their dots: one column of the board."""

    label: str
    stages: tuple[Stage, ...]

    @property
    def first(self) -> Stage:
        """The stage an application enters that is dropped on the column."""
        return self.stages[0]


GROUPS = (
    Group("Saved", (Stage.SAVED,)),
    Group("Applied", (Stage.APPLIED,)),
    Group("Screen, challenge", (Stage.SCREEN, Stage.CHALLENGE)),
    Group("Offsite, onsite", (Stage.OFFSITE, Stage.ONSITE)),
    Group("Offer", (Stage.OFFER,)),
)
CLOSED = "Closed"
CHOICES = (*(group.label for group in GROUPS), CLOSED)
"""What the stage filter offers."""

_GROUP_OF = {stage: group for group in GROUPS for stage in group.stages}

SOURCES = {
    Source.REFERRAL: "Referral",
    Source.RECRUITER: "Recruiter",
    Source.CAMPUS: "Campus",
    Source.ONLINE: "Online",
    Source.AGENCY: "Agency",
    Source.IN_PERSON: "In person",
    Source.OTHER: "Other",
}
"""What a person reads for each source."""


class Next(NamedTuple):
    """What comes next for an application, in a few words."""

    text: str
    flag: Flag = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One application as the board and the table show it."""

    id: UUID
    company: str
    title: str
    stage: Stage
    days: int
    """Days in this stage."""
    applied_on: date | None
    source: str
    location: str
    next: Next
    words: str
    """Folded text that a search looks through."""

    @property
    def group(self) -> str:
        """Which choice of the stage filter it falls under."""
        group = _GROUP_OF.get(self.stage)
        return group.label if group else CLOSED

    @property
    def column(self) -> str:
        """The `id` of its column on the board; empty when it is closed."""
        group = _GROUP_OF.get(self.stage)
        return group.first if group else ""

    @property
    def card_title(self) -> str:
        """The title, after the stage where that is not the first of its column."""
        if self.column in {"", self.stage}:
            return self.title
        return f"{pipeline.LABELS[self.stage]} · {self.title}"


def rows(search: Search, on: date, zone: str) -> list[Row]:
    """Every application: what is due first, then the longest in its stage."""
    nexts = next_things(search, on, zone)
    found = [_row(search, row, on, nexts) for row in search.applications.values()]
    rank = {id_: place for place, id_ in enumerate(nexts)}
    return sorted(
        found,
        key=lambda row: (
            rank.get(row.id, len(rank)),
            -row.days,
            row.company.casefold(),
            str(row.id),
        ),
    )


def _row(search: Search, row: Application, on: date, nexts: Mapping[UUID, Next]) -> Row:
    company = search.companies[row.company_id].name
    history = search.history.get(row.id, ())
    source = SOURCES[row.source] if row.source else ""
    days = pipeline.days_in_stage(history, on)
    return Row(
        id=row.id,
        company=company,
        title=row.title,
        stage=row.stage,
        days=days,
        applied_on=next((c.on for c in history if c.stage is Stage.APPLIED), None),
        source=source,
        location=row.location,
        next=nexts.get(row.id) or Next(""),
        words=names.fold(f"{company} {row.title} {row.location} {source} {row.note}"),
    )


def next_things(search: Search, on: date, zone: str) -> dict[UUID, Next]:
    """The next thing of each application that has one, costliest to miss first.

    What is due by the agenda; else an interview further ahead; else that nobody
    answered for so long that silence is an answer.
    """
    found: dict[UUID, Next] = {}
    times = _next_rounds(search, on, zone)
    for due in todays.due(search, on, zone):
        if due.application_id is not None and due.kind is not DueKind.NO_ANSWER:
            found.setdefault(due.application_id, _due_words(due, on, times))
    for id_, (_, words) in times.items():
        if pipeline.is_open(search.applications[id_].stage):
            found.setdefault(id_, Next(words))
    for id_, silence in silences(search, on, zone).items():
        days = (on - silence.last_on).days
        found.setdefault(id_, Next(f"Quiet for {days} days", "quiet"))
    return found


def _due_words(due: Due, on: date, times: Mapping[UUID, tuple[date, str]]) -> Next:
    """Say what is due in the few words that a card has room for."""
    flag = _FLAGS[dues.flag(due, on).color]
    when = planning.in_days((due.due_on - on).days)
    time = times.get(due.application_id) if due.application_id else None
    match due.kind:
        case DueKind.OFFER_DEADLINE:
            words = f"Answer by {planning.day(due.due_on, on)}"
        case DueKind.INTERVIEW if time:
            words = time[1]
        case DueKind.REVIVED:
            words = "They wrote after all"
        case DueKind.CHECK_IN:
            words = f"Check in {when}"
        case DueKind.FOLLOW_UP:
            words = f"Follow up {when}"
        case DueKind.THANK_YOU:
            words = "Say thanks for the round"
        case _:
            words = f"{due.what}, {when}"
    return Next(words, flag)


def _next_rounds(search: Search, on: date, zone: str) -> dict[UUID, tuple[date, str]]:
    """Day and words of the next round of each application."""
    found: dict[UUID, tuple[date, str]] = {}
    for id_, rounds in search.rounds_of.items():
        for row in rounds:
            local = row.starts_at.astimezone(todays.safe_zone(zone))
            if local.date() >= on:
                words = f"{todays.ROUND_LABELS[row.kind]} "
                words += f"{planning.day(local.date(), on)}, {local:%H:%M}"
                found[id_] = local.date(), words
                break
    return found


def title(all_rows: Sequence[Row]) -> str:
    """The answer of the page: how many are open, and what waits for an answer."""
    if not all_rows:
        return "No applications yet."
    open_ = [row for row in all_rows if row.column]
    if not open_:
        return f"No open applications, {len(all_rows)} closed."
    offers = sum(row.stage is Stage.OFFER for row in open_)
    late = sum(row.next.flag == "clock" for row in open_)
    quiet = sum(row.next.flag == "quiet" for row in open_)
    words = counted(len(open_), "open application")
    if offers:
        return f"{words}, {counted(offers, 'offer')} to answer."
    if late:
        return f"{words}, {late} of them with something late."
    if quiet:
        return f"{words}, {quiet} of them gone quiet."
    return f"{words}."


def counted(count: int, noun: str) -> str:
    """Write a number with its noun: 1 offer, 3 offers."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def matching(
    all_rows: Sequence[Row],
    text: str,
    groups: Collection[str] = (),
    sources: Collection[str] = (),
) -> list[Row]:
    """The rows that hold every word, and fall under one of each given choice."""
    words = names.fold(text).split()
    return [
        row
        for row in all_rows
        if all(word in row.words for word in words)
        and (not groups or row.group in groups)
        and (not sources or row.source in sources)
    ]


def sources_of(all_rows: Sequence[Row]) -> list[str]:
    """The sources that occur, in their order."""
    found = {row.source for row in all_rows}
    return [label for label in SOURCES.values() if label in found]


def basis(all_rows: Sequence[Row], shown: Sequence[Row], *, is_board: bool) -> str:
    """What the page shows of all there is, and how it is used."""
    on_board = [row for row in all_rows if row.column]
    total = on_board if is_board else all_rows
    count = sum(bool(row.column) for row in shown) if is_board else len(shown)
    if count < len(total):
        kind = "open applications" if is_board else "applications"
        return f"Showing {count} of {len(total)} {kind}."
    if is_board:
        return (
            "Drag a card to move it, or press Space on it. Moves are dated today; "
            "set another date on the application."
        )
    return "Tick a row to open it; click a heading to sort."


def closed_words(all_rows: Sequence[Row]) -> str:
    """Say what became of the applications that are not on the board."""
    counts = Counter(row.stage for row in all_rows if not row.column)
    parts = [
        f"{counts[stage]} {pipeline.LABELS[stage].lower()}"
        for stage in pipeline.CLOSED
        if counts[stage]
    ]
    if not parts:
        return ""
    return f"{sum(counts.values())} closed: {', '.join(parts)}."


def frame(shown: Sequence[Row]) -> pd.DataFrame:
    """The table, a row each in the order given; days are real days."""
    columns: dict[str, list[object]] = defaultdict(list)
    for row in shown:
        columns["Dots"].append(pipeline.dots(row.stage))
        columns["Company"].append(row.company)
        columns["Title"].append(row.title)
        columns["Stage"].append(pipeline.LABELS[row.stage])
        columns["Days in stage"].append(row.days)
        columns["Next"].append(row.next.text)
        columns["Applied on"].append(row.applied_on)
        columns["Source"].append(row.source)
        columns["Location"].append(row.location)
    return pd.DataFrame(columns)


def moved(search: Search, application_id: UUID, to: Stage, on: date, now: date) -> str:
    """Say that an application is moved, from the search as it was before."""
    company = search.company_of(application_id).name
    here = pipeline.LABELS[search.applications[application_id].stage].lower()
    day = "today" if on == now else planning.day(on, now)
    return f"{company}: {here} → {pipeline.LABELS[to].lower()}, dated {day}"


def find(search: Search, text: str | None) -> Application | None:
    """The application whose id stands in an address; None where it is none."""
    try:
        return search.applications.get(UUID(text or ""))
    except ValueError:
        return None


def find_binned(search: Search, text: str | None) -> Application | None:
    """The application in the bin whose id stands in an address."""
    found = [
        row
        for row in search.binned.values()
        if isinstance(row, Application) and str(row.id) == text
    ]
    return found[0] if found else None


def stage_badge(stage: Stage) -> str:
    """A stage as a badge with its dots, in Markdown; closed ones have no dots."""
    color, icon = pipeline.BADGES[stage]
    words = f"{pipeline.dots(stage)} {pipeline.LABELS[stage]}".strip()
    return f":{color}-badge[{icon} {words}]"


def company_names(search: Search) -> list[str]:
    """Companies that can be completed, by name."""
    return sorted((row.name for row in search.companies.values()), key=str.casefold)
