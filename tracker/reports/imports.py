"""What an import would bring, did bring, and what of it can be taken back. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from tracker import planning
from tracker.models import ImportKind, RowOutcome, TieKind
from tracker.reports.today import safe_zone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from tracker.models import ImportBatch
    from tracker.network import Network
    from tracker.search import Search

    Row = tuple[int, RowOutcome, str, str]
    """Number in the file, what becomes of it, what it holds, and why."""

SHOWN = 1_000
"""Rows of a preview that are shown: more nobody reads."""

_MINE = (
    "Your professional network: Settings, Data privacy, Get a copy of your data, the "
    "larger archive. A mail says when it is ready; the ZIP goes in as it came. Of "
    "messages only who wrote when is kept, and files with addresses stay closed."
)
_FRIENDS = (
    "A friend's archive, or the Connections.csv in it, shows whom they can introduce "
    "you to. An address book goes in as vCard or as CSV of Google or Outlook, a "
    "spreadsheet of applications as CSV, XLSX or ODS."
)
_AUTHORS = (
    "Co-authors: a BibTeX file, your page on dblp.org as XML, or works of OpenAlex. "
    "Colleagues of a repository: the output of “git log --name-only” as a text file."
)
_INVITATIONS = (
    "An invitation to an interview goes in as a calendar file (.ics) or as the mail it "
    "came with (.eml)."
)
HOW = (_MINE, _FRIENDS, _AUTHORS, _INVITATIONS)
"""How to get the files, a line each."""

UNDO = (
    "Everything this file brought goes, but what you changed or built upon since "
    "stays, and so does what another file brought as well."
)
"""What undoing an import does."""
KIND_LABELS = {
    ImportKind.CONNECTIONS: "Contacts",
    ImportKind.JOB_APPLICATIONS: "Job applications",
    ImportKind.SAVED_JOBS: "Saved jobs",
    ImportKind.SPREADSHEET: "Spreadsheet of applications",
    ImportKind.FOOTHOLD: "Export of Foothold's",
    ImportKind.MESSAGES: "Messages",
    ImportKind.INVITATIONS: "Invitations",
    ImportKind.POSITIONS: "Your positions",
    ImportKind.EDUCATION: "Your education",
    ImportKind.RECOMMENDATIONS: "Recommendations",
    ImportKind.ENDORSEMENTS: "Endorsements",
    ImportKind.ADDRESS_BOOK: "Address book",
    ImportKind.CALENDAR: "Interview invitations",
    ImportKind.COAUTHORS: "Co-authors",
    ImportKind.COMMITS: "Commits",
    ImportKind.PROFILE: "Your profile",
}
FIELD_LABELS = {
    "company": "Company",
    "title": "Job title",
    "status": "Status",
    "applied": "Applied on",
    "saved": "Saved on",
    "url": "Link",
    "location": "Location",
    "salary": "Salary",
    "source": "Source",
    "note": "Note",
}
"""What an application's column can be used for."""
OUTCOME_LABELS = {
    RowOutcome.NEW: "New",
    RowOutcome.KNOWN: "Known",
    RowOutcome.PROBLEM: "Problem",
}
_NOUNS = {
    ImportKind.CONNECTIONS: ("contact", "contacts"),
    ImportKind.FOOTHOLD: ("record", "records"),
    ImportKind.SAVED_JOBS: ("saved job", "saved jobs"),
    ImportKind.MESSAGES: ("message", "messages"),
    ImportKind.INVITATIONS: ("invitation", "invitations"),
    ImportKind.POSITIONS: ("position of yours", "positions of yours"),
    ImportKind.EDUCATION: ("school of yours", "schools of yours"),
    ImportKind.PROFILE: ("name of yours", "names of yours"),
    ImportKind.RECOMMENDATIONS: ("recommendation", "recommendations"),
    ImportKind.ENDORSEMENTS: ("endorsement", "endorsements"),
    ImportKind.ADDRESS_BOOK: ("contact", "contacts"),
    ImportKind.COAUTHORS: ("publication", "publications"),
    ImportKind.COMMITS: ("committer", "committers"),
    ImportKind.CALENDAR: ("invitation", "invitations"),
    ImportKind.COAUTHORS: ("co-authorship", "co-authorships"),
    ImportKind.COMMITS: ("shared commit", "shared commits"),
}


class Counts(NamedTuple):
    """How many rows of one file are new, known, or cannot be taken."""

    kind: ImportKind
    new: int
    known: int
    problems: int


class Past(NamedTuple):
    """An import that can be undone."""

    batch_id: UUID
    file: str
    detail: str
    """What it was, whose, and when."""
    undoes: str
    """What goes with it, named apart from the others: “contacts of Ana Ruiz”."""


# ---- before


def title(search: Search) -> str:
    """What was brought in so far."""
    count = len(search.batches)
    if not count:
        return "Bring in what you already have."
    return f"{_count(count, 'file', 'files')} brought in so far."


def preview_title(counts: Sequence[Counts]) -> str:
    """What the files would bring."""
    known, problems = _sum(counts, "known"), _sum(counts, "problems")
    if any(part.new for part in counts):
        count = sum(part.new for part in counts)
        return f"{_things(counts)} {'is' if count == 1 else 'are'} new."
    if known:
        return "Nothing here is new."
    return "No row can be brought in." if problems else "Nothing to bring in yet."


def counts_words(counts: Counts) -> str:
    """The three counts of one file."""
    problems = _count(counts.problems, "problem", "problems")
    return f"{counts.new:,} new, {counts.known:,} known already, {problems}."


def preview_basis(counts: Sequence[Counts]) -> str:
    """The three counts of all files together."""
    problems = _count(_sum(counts, "problems"), "problem", "problems")
    return f"{_sum(counts, 'known'):,} known already, {problems}. Nothing is saved yet."


def button(counts: Sequence[Counts], agreed: Sequence[str] = ()) -> str:
    """What the button says that starts the import.

    Args:
        counts: What is brought in.
        agreed: The friends of whom it states that they agreed.
    """
    rows = f"Bring in {_count(_sum(counts, 'new'), 'row', 'rows')}"
    return f"{rows}; {_listed(agreed)} agreed" if agreed else rows


def agreed(friends_: Mapping[str, date], today: date) -> str:
    """What is stated about friends when their files are brought in.

    Args:
        friends_: The day on which each agreed, by name.
        today: The day.
    """
    said = [
        f"{name} agreed {'today' if on == today else f'on {planning.day(on, today)}'}"
        for name, on in friends_.items()
    ]
    return (
        f"Bringing these in states that {_listed(said)} to share their contacts with "
        "you. Whoever has not agreed yet: ask first, or take their file out."
    )


def whose_words(people: Sequence[str], file: str, escape: Callable[[str], str]) -> str:
    """Ask whose contacts a file holds, as Markdown.

    Args:
        people: The contacts; the first tells files of one name apart.
        file: The file's name.
        escape: Makes a name harmless in Markdown.
    """
    if len(people) == 1:
        return f"Whose is the contact in {escape(file)} ({escape(people[0])})?"
    return (
        f"Whose are the {len(people):,} contacts in {escape(file)} "
        f"({escape(people[0])} and others)?"
    )


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


def problem_rows(problems: Iterable[tuple[int, str, Mapping[str, str]]]) -> list[Row]:
    """Rows that cannot be taken, of a file in which no other row was found.

    Args:
        problems: Number, reason and raw cells of each.
    """
    return [
        (number, RowOutcome.PROBLEM, ", ".join(filter(None, raw.values()))[:120], why)
        for number, why, raw in problems
    ]


def choices(rows: Sequence[Row]) -> dict[str, RowOutcome | None]:
    """What the preview can be narrowed to, with counts, by the words for it."""
    counts = Counter(row[1] for row in rows)
    found: dict[str, RowOutcome | None] = {f"All {len(rows):,}": None}
    for outcome, label in OUTCOME_LABELS.items():
        if counts[outcome]:
            found[f"{label} {counts[outcome]:,}"] = outcome
    return found


def frame(rows: Iterable[Row], outcome: RowOutcome | None) -> pd.DataFrame:
    """Rows of a preview as a table, the first `SHOWN` of them.

    Args:
        rows: All rows.
        outcome: Only those; None for all.
    """
    return pd.DataFrame(
        [
            (number, OUTCOME_LABELS[kind], what, reason)
            for number, kind, what, reason in _wanted(rows, outcome)[:SHOWN]
        ],
        columns=["Row", "Outcome", "What", "Why"],
    )


def cut_words(rows: Iterable[Row], outcome: RowOutcome | None) -> str:
    """Say that a table does not show all it could; empty where it does."""
    total = len(_wanted(rows, outcome))
    return f"The first {SHOWN:,} of {total:,} rows are shown." if total > SHOWN else ""


def _wanted(rows: Iterable[Row], outcome: RowOutcome | None) -> list[Row]:
    return [row for row in rows if outcome in {None, row[1]}]


def friends(search: Search, network: Network) -> list[str]:
    """Friends whose export may be brought in: those who gave one, then the others."""
    gave = {batch.friend_id for batch in search.batches.values() if batch.friend_id}
    rows = {network.row_of[id_] for id_ in gave if id_ in network.row_of}
    others = {
        int(end) if start == network.me else int(start)
        for start, end, kind in zip(
            network.starts, network.ends, network.kinds, strict=True
        )
        if kind is TieKind.FRIEND and network.me in (start, end)
    }
    names = [*_names(network, rows), *_names(network, others - rows)]
    return list(dict.fromkeys(names))


def contacts(network: Network) -> list[str]:
    """The names of whom the searcher can ask directly."""
    return [network.names[row] for row in network.contacts]


def _names(network: Network, rows: Iterable[int]) -> list[str]:
    return [network.names[row] for row in sorted(rows, key=lambda r: network.order[r])]


# ---- after


def done_title(counts: Sequence[Counts]) -> str:
    """What an import did; claims nothing where nothing was new."""
    if not _sum(counts, "new"):
        return "Nothing was brought in, since nothing was new."
    return f"Brought in {_things(counts)}."


def done_basis(counts: Sequence[Counts]) -> str:
    """The rows that an import did not add."""
    problems = _sum(counts, "problems")
    known = f"{_sum(counts, 'known'):,} known already"
    if not problems:
        return f"{known}, no problems."
    rows = _count(problems, "row", "rows")
    return f"{known}, {rows} left out because of a problem."


def has_contacts(counts: Sequence[Counts]) -> bool:
    """Whether an import brought contacts."""
    return any(part.new and part.kind is ImportKind.CONNECTIONS for part in counts)


def history(search: Search, network: Network, zone: str, today: date) -> list[Past]:
    """The imports that can be undone, newest first."""
    batches = sorted(
        search.batches.values(),
        key=lambda batch: (batch.imported_at, batch.file, str(batch.id)),
        reverse=True,
    )
    named = [_named(batch, network) for batch in batches]
    times = Counter(named)
    found = []
    for batch, name in zip(batches, named, strict=True):
        on = batch.imported_at.astimezone(safe_zone(zone)).date()
        undoes = f"{name[0].lower()}{name[1:]}"
        undoes += f", {planning.day(on, today)}" if times[name] > 1 else ""
        detail = _detail(batch, name, on, today)
        found.append(Past(batch.id, batch.file, detail, undoes))
    return found


def _named(batch: ImportBatch, network: Network) -> str:
    """What an import brought, and whose it is."""
    row = network.row_of.get(batch.friend_id, -1) if batch.friend_id else -1
    return KIND_LABELS[batch.kind] + (f" of {network.names[row]}" if row >= 0 else "")


def _detail(batch: ImportBatch, name: str, on: date, today: date) -> str:
    agreed = ""
    if batch.friend_id:
        how = f" ({batch.consent_note})" if batch.consent_note else ""
        agreed = (
            f", agreed on {planning.day(batch.consent_on, today)}{how}"
            if batch.consent_on
            else ", in no chain until it is noted when they agreed"
        )
    return f"{name}, {planning.day(on, today)}{agreed}"


def worked_on(count: int) -> str:
    """Ask what is to become of records that were changed or built upon since."""
    records = "1 record" if count == 1 else f"{count:,} records"
    were = "was" if count == 1 else "were"
    return (
        f"{records} of this file {were} changed or built upon since. What you keep "
        "stays as it is now; what you do not keep goes with all that hangs on it."
    )


def undone(file: str) -> str:
    """Say that an import was taken back."""
    return f"{file} was taken back."


def stays(kept: Sequence[str]) -> list[str]:
    """What an undone import left, and why; nothing where it left nothing."""
    if not kept:
        return []
    named = ", ".join(kept[:5])
    more = f" and {len(kept) - 5:,} more" if len(kept) > 5 else ""
    stay = "stays, since it was" if len(kept) == 1 else "stay, since they were"
    return [f"{named}{more} {stay} changed or built upon after the import."]


def _things(counts: Sequence[Counts]) -> str:
    """How many new contacts, applications and saved jobs there are."""
    found: Counter[tuple[str, str]] = Counter()
    for part in counts:
        found[_NOUNS.get(part.kind, ("application", "applications"))] += part.new
    words = [_count(n, one, many) for (one, many), n in found.items() if n]
    return _listed(words)


def _sum(counts: Iterable[Counts], field: str) -> int:
    return sum(getattr(part, field) for part in counts)


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
