"""All applications: the cards of the board, the rows of the table. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias
from uuid import UUID
from weakref import WeakKeyDictionary

from tracker import names, pipeline, planning, roles
from tracker.agenda import DueKind
from tracker.models import Application, Source, Stage
from tracker.reports import due as dues
from tracker.reports import stages
from tracker.reports import today as todays
from tracker.reports.quiet import silences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from tracker.agenda import Due, Silence
    from tracker.models import StageChange
    from tracker.pipeline import Place
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
    place: Place
    stage_name: str
    """What its stage is called, by the searcher where it is one of their own."""
    days: int
    """Days in this stage."""
    applied_on: date | None
    row: Application
    source: str
    role: str
    resume: str
    next: Next
    is_quiet: bool
    words: str
    """Folded text that a search looks through."""

    @property
    def stage(self) -> Stage:
        """The stage it counts as."""
        return self.place.stage

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
        if self.column in {"", self.stage} or self.place.custom_stage_id:
            return self.title
        return f"{self.stage_name} · {self.title}"

    @property
    def own_stage(self) -> str:
        """The label of a card that is in a stage of the searcher's own."""
        return self.stage_name if self.place.custom_stage_id else ""


_kept: WeakKeyDictionary[Search, dict[tuple[date, str], tuple[Row, ...]]]
_kept = WeakKeyDictionary()


def rows(search: Search, on: date, zone: str) -> Sequence[Row]:
    """Every application: what is due first, then the longest in its stage.

    Made once for a search as it stands: 2,000 rows take longer than all the rest of
    a page that filters them.
    """
    made = _kept.setdefault(search, {})
    found = made.get((on, zone))
    if found is None:
        found = tuple(_rows(search, on, zone))
        made.clear()
        made[on, zone] = found
    return found


def _rows(search: Search, on: date, zone: str) -> list[Row]:
    silent = silences(search, on, zone)
    nexts = next_things(search, on, zone, silent)
    found = [
        _row(search, row, on, nexts.get(row.id, Next("")), is_quiet=row.id in silent)
        for row in search.applications.values()
    ]
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


def _row(
    search: Search, row: Application, on: date, next_: Next, *, is_quiet: bool
) -> Row:
    company = search.companies[row.company_id].name
    history = search.history.get(row.id, ())
    source = SOURCES[row.source] if row.source else ""
    role = roles.LABELS[row.role] if row.role else ""
    resume = search.resumes.get(row.resume_id) if row.resume_id else None
    place = stages.current(search, row.id)
    texts = (company, row.title, row.location, source, role, row.note, row.next_step)
    return Row(
        id=row.id,
        company=company,
        title=row.title,
        place=place,
        stage_name=stages.name(search, place),
        days=days_in_place(history, on),
        applied_on=next((c.on for c in history if c.stage is Stage.APPLIED), None),
        row=row,
        source=source,
        role=role,
        resume=resume.name if resume else "",
        next=next_,
        is_quiet=is_quiet,
        words=names.fold(" ".join((*texts, *row.tags))),
    )


def days_in_place(history: Sequence[StageChange], on: date) -> int:
    """Days since the last change of stage, or of its own name."""
    days = pipeline.days_in_stage(history, on)
    if not history or history[-1].custom_stage_id is None:
        return days
    same = takewhile(
        lambda change: change.custom_stage_id == history[-1].custom_stage_id,
        reversed(history),
    )
    return min(days, max(0, (on - [change.on for change in same][-1]).days))


def next_things(
    search: Search, on: date, zone: str, silent: Mapping[UUID, Silence]
) -> dict[UUID, Next]:
    """The next thing of each application that has one, costliest to miss first.

    What is due by the agenda; else an interview further ahead; else that it is quiet.
    """
    found: dict[UUID, Next] = {}
    times = _next_rounds(search, on, zone)
    for due in todays.due(search, on, zone):
        if due.application_id is not None and due.kind is not DueKind.NO_ANSWER:
            found.setdefault(due.application_id, _due_words(due, on, times))
    for id_, (_, words) in times.items():
        if pipeline.is_open(search.applications[id_].stage):
            found.setdefault(id_, Next(words))
    for id_, silence in silent.items():
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
        case DueKind.DEBRIEF:
            words = "Debrief the round"
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
    quiet = sum(row.is_quiet for row in open_)
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
    return (
        "Type in a cell to change it; tick rows to open, move, tag or bin them. Tags, "
        "source, notes and more are further right."
    )


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


def moved(search: Search, application_id: UUID, to: Place, on: date, now: date) -> str:
    """Say that an application is moved, from the search as it was before."""
    company = search.company_of(application_id).name
    here, there = (
        stages.name(search, place)
        if place.custom_stage_id
        else pipeline.LABELS[place.stage].lower()
        for place in (stages.current(search, application_id), to)
    )
    day = "today" if on == now else planning.day(on, now)
    return f"{company}: {here} → {there}, dated {day}"


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


def stage_badge(stage: Stage, name: str = "") -> str:
    """A stage as a badge with its dots, in Markdown; closed ones have no dots.

    Args:
        stage: What it counts as.
        name: What it is called, made harmless; as every search calls it if empty.
    """
    color, icon = pipeline.BADGES[stage]
    words = f"{pipeline.dots(stage)} {name or pipeline.LABELS[stage]}".strip()
    return f":{color}-badge[{icon} {words}]"


def company_names(search: Search) -> list[str]:
    """Companies that can be completed, by name."""
    return sorted((row.name for row in search.companies.values()), key=str.casefold)
