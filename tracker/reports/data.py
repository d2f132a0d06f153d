"""What is kept, where, and what lies in the bin. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tracker import names, planning
from tracker.models import (
    Application,
    Ask,
    Interaction,
    Offer,
    Person,
    Round,
    Tie,
)
from tracker.reports.today import ROUND_LABELS, safe_zone
from tracker.store import noun

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime
    from uuid import UUID

    from tracker.models import Editable
    from tracker.network import Network
    from tracker.search import Search
    from tracker.store import Work

SHOWN = 50
"""Records of the bin that are shown at a time."""
_CHECKED = {
    "schema version": "The layout of the store is the one this program knows.",
    "integrity": "The file is whole.",
    "foreign keys": "Every record finds what it refers to.",
    "stages and their history": "Every stage is the last of its history.",
    "asks and their history": "Every ask stands where its last step left it.",
}
"""What each check says when nothing is wrong."""


class Binned(NamedTuple):
    """A record in the bin."""

    kind: type[Editable]
    id: UUID
    what: str
    detail: str
    """Its kind, and when it was put there."""


def title(search: Search, network: Network, *, on_this_machine: bool) -> str:
    """What is kept and where, in one sentence."""
    if on_this_machine:
        return f"Everything is on this machine: {kept(search, network)}."
    return f"Your database keeps {kept(search, network)}."


def kept(search: Search, network: Network) -> str:
    """How much the store holds, in words."""
    people = len(network.ids) - (network.me >= 0)
    parts = [
        _count(len(search.applications), "application", "applications"),
        _count(len(search.offers), "offer", "offers"),
        _count(people, "person", "people"),
    ]
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def versions(work: Work) -> list[tuple[str, str]]:
    """The versions of what keeps the store, by name."""
    connection = work.session.connection()

    def ask(query: str) -> str:
        return str(connection.exec_driver_sql(query).scalar())

    layout = ("Layout", ask("SELECT version_num FROM alembic_version"))
    if connection.dialect.name != "sqlite":
        return [("PostgreSQL", ask("SHOW server_version")), layout]
    journal = ask("PRAGMA journal_mode")
    return [
        ("SQLite", ask("SELECT sqlite_version()")),
        ("Journal", {"wal": "write-ahead", "delete": "rollback"}.get(journal, journal)),
        layout,
    ]


def check_title(findings: Iterable[tuple[str, str]]) -> str:
    """Whether a store is well, in one sentence.

    Args:
        findings: What was looked at, and its problem; empty for none.
    """
    bad = [what for what, problem in findings if problem]
    if not bad:
        return "The store is well."
    return f"The store has a problem with its {bad[0]}; restore the newest backup."


def check_lines(findings: Iterable[tuple[str, str]]) -> list[str]:
    """Each finding of a check in words."""
    return [
        f"{what.capitalize()}: {problem}." if problem else _CHECKED.get(what, what)
        for what, problem in findings
    ]


def file_name(on: date, ending: str) -> str:
    """What a download of a day is called."""
    return f"foothold-{on.isoformat()}.{ending}"


# ---- copies beside the store


def copy_words(made_at: datetime, size: int, zone: str, today: date) -> str:
    """When a copy was made, and how large it is."""
    at = made_at.astimezone(safe_zone(zone))
    return f"{planning.day(at.date(), today)}, {at:%H:%M}, {megabytes(size)}"


def megabytes(size: int) -> str:
    """A size in bytes, to a person."""
    return f"{size / 2**20:,.1f} MB" if size >= 2**19 else f"{size / 2**10:,.0f} kB"


def change_lines(changes: Iterable[tuple[str, int, int]]) -> list[str]:
    """What restoring a copy would change, the most first.

    Args:
        changes: The kind of record, how many there are now, and then.
    """
    rows = sorted(changes, key=lambda row: (-abs(row[2] - row[1]), row[0]))
    return [
        f"{what.capitalize()}: {now:,} now, {then:,} then" for what, now, then in rows
    ] or ["Every table would hold as many records as now."]


# ---- deleting for good

_TRACES = (
    ("positions", "job", "jobs"),
    ("ties", "tie", "ties"),
    ("asks", "referral ask", "referral asks"),
    ("interactions", "contact", "contacts"),
    ("rounds", "seat on a panel", "seats on a panel"),
    ("imported", "imported row", "imported rows"),
)


def trace_words(trace: Any) -> str:  # noqa: ANN401 - a command's `Trace`
    """What deleting a person would delete, and what it would leave."""
    parts = [
        _count(getattr(trace, field), one, many)
        for field, one, many in _TRACES
        if getattr(trace, field)
    ]
    goes = f"Deletes {trace.name}"
    if parts:
        joined = " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))
        goes += f" with {joined}"
    if not trace.mentions:
        return f"{goes}."
    stay = "stays" if trace.mentions == 1 else "stay"
    noted = _count(trace.mentions, "other note or task", "other notes and tasks")
    return f"{goes}. {noted.capitalize()} with this name {stay}; search for it there."


def matching(network: Network, text: str) -> list[UUID]:
    """The people whose name holds a text, by name, the first 20."""
    wanted = names.fold(text)
    if not wanted:
        return []
    rows = [
        row
        for row, name in enumerate(network.names)
        if row != network.me and wanted in names.fold(name)
    ]
    rows.sort(key=lambda row: int(network.order[row]))
    return [network.ids[row] for row in rows[:20]]


def person_label(network: Network, id_: UUID) -> str:
    """A person by name and company, as typed."""
    row = network.row_of[id_]
    jobs = network.jobs.get(row, ())
    return ", ".join([network.names[row], *(network.companies[j[0]] for j in jobs[:1])])


def still_held(count: int) -> str:
    """Say that copies made before still hold what was deleted."""
    copies = "One copy" if count == 1 else f"{count:,} copies"
    hold = "holds" if count == 1 else "hold"
    return (
        f"{copies} on this machine from before still {hold} it, and so does every "
        "backup you downloaded."
    )


# ---- the bin


def in_bin(work: Work, search: Search, zone: str, today: date) -> list[Binned]:
    """What lies in the bin, the newest first."""
    rows: list[Editable] = list(search.binned.values())
    for kind in (Person, Tie):
        rows += work.all(kind, kind.binned_at.is_not(None))  # type: ignore[union-attr]
    rows.sort(key=lambda row: (str(row.binned_at), str(row.id)), reverse=True)
    return [
        Binned(type(row), row.id, _what(work, search, row), _detail(row, zone, today))
        for row in rows
    ]


def _detail(row: Editable, zone: str, today: date) -> str:
    word = noun(type(row)).capitalize()
    if row.binned_at is None:
        return word
    on = row.binned_at.astimezone(safe_zone(zone)).date()
    return f"{word}, put here {planning.day(on, today)}"


def _what(work: Work, search: Search, row: Editable) -> str:
    """Name a record to a person."""
    match row:
        case Application():
            text = _application(search, row)
        case Round(kind=kind, application_id=id_):
            text = f"{ROUND_LABELS[kind]}, {_label(search, id_)}"
        case Offer(application_id=id_):
            text = _label(search, id_)
        case Ask(person_id=id_, company_id=company):
            text = f"{_person(work, id_)} about {search.companies[company].name}"
        case Tie(from_id=start, to_id=end):
            text = f"{_person(work, start)} and {_person(work, end)}"
        case Interaction(kind=kind, on=on):
            text = f"{str(kind).capitalize()} on {planning.plain_day(on)}"
        case _:  # a task or a person
            text = str(getattr(row, "what", "") or getattr(row, "name", ""))
    return text


def _person(work: Work, id_: UUID) -> str:
    found = work.first(Person, Person.id == id_)
    return found.name if found else "somebody"


def _label(search: Search, id_: UUID) -> str:
    row = search.applications.get(id_) or search.binned.get(id_)
    return _application(search, row) if isinstance(row, Application) else "application"


def _application(search: Search, row: Application) -> str:
    return f"{row.title} at {search.companies[row.company_id].name}"


def shown_words(rows: Sequence[Binned]) -> str:
    """How much of the bin is shown."""
    if len(rows) <= SHOWN:
        return "All of it is shown, the newest first."
    return f"The newest {SHOWN} of {len(rows):,} are shown."


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
