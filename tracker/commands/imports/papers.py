"""Publications: co-authors of up to `MOST_AUTHORS` are tied, by papers and years."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID, uuid5

from sqlmodel import col, select

from tracker.commands.imports.joint import Pair, People, Who
from tracker.importers.coauthors import PaperRow
from tracker.matching import Decision
from tracker.models import (
    ImportBatch,
    ImportKind,
    ImportRow,
    Provenance,
    RowOutcome,
    TieKind,
)
from tracker.network import possible
from tracker.network.possible import MOST_AUTHORS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tracker.commands.imports.writing import Given, Writing
    from tracker.store import Work


_PAPERS = UUID("0b9f1b8e-5a0c-4d57-9d0e-6f1f6f5f1d3a")


class _Read(NamedTuple):
    """What the papers of a file come to."""

    people: People
    pairs: list[Pair]
    decided: list[Decision]


def plan(given: Given) -> list[Decision]:
    """Say which papers bring ties that no file brought before."""
    return _read(given).decided


def write(writing: Writing) -> list[Decision]:
    """Add the authors who are new, and a tie for every two who wrote together.

    Ties of papers that are known are added again where the file brings anything at
    all, so that taking back the other file leaves what this one tells.
    """
    people, pairs, decided = _read(writing)
    if any(one.outcome is RowOutcome.NEW for one in decided):
        people.write(writing, {place for pair in pairs for place in pair[:2]})
        people.write_ties(writing, pairs, Provenance.COAUTHORS)
    return decided


def _read(given: Given) -> _Read:
    rows = given.rows(PaperRow)
    whos: dict[str, Who] = {}
    for row in rows:
        for author in row.authors:
            key, known = author.name.casefold(), whos.get(author.name.casefold())
            whos[key] = Who(author.name, (known and known.link) or author.link)
    place = {key: at for at, key in enumerate(whos)}
    people = People(given, whos.values())
    seen: dict[object, int] = {}
    before = _known_papers(given.work)
    decided, counted = [], []
    for row in rows:
        paper = _key(row.title, [author.name for author in row.authors])
        twin = seen.setdefault(paper, row.number)
        decided.append(_decision(row, twin, is_known=paper in before))
        if twin == row.number:
            counted.append(row)
    return _Read(people, _pairs(counted, place), decided)


def _decision(row: PaperRow, twin: int, *, is_known: bool) -> Decision:
    count = len(row.authors)
    outcome, reason = RowOutcome.NEW, ""
    if count == 1:
        outcome, reason = RowOutcome.KNOWN, "one author, so nobody wrote with anybody"
    elif twin != row.number:
        outcome, reason = RowOutcome.KNOWN, f"the same paper as row {twin}"
    elif is_known:
        outcome, reason = RowOutcome.KNOWN, "brought in before"
    elif count > MOST_AUTHORS:
        likely = possible.chance(Provenance.COAUTHORS, count)
        reason = (
            f"{count} authors make no ties, only possible ones: two of them know each "
            f"other with a chance of {likely:.0%}"
        )
    # The row is about several people, so its id is the paper's own, and no record's.
    paper = uuid5(_PAPERS, row.title + row.raw.get("Authors", ""))
    return Decision(row.number, outcome, paper, is_new=False, reason=reason)


def _key(title: str, authors: Iterable[str]) -> tuple[str, frozenset[str]]:
    """What makes two entries one paper: a preprint has its article's title."""
    words = "".join(char for char in title.casefold() if char.isalnum())
    return words, frozenset(name.casefold() for name in authors)


def _known_papers(work: Work) -> set[tuple[str, frozenset[str]]]:
    query = (
        select(ImportRow.raw)
        .join(ImportBatch, col(ImportBatch.id) == ImportRow.batch_id)
        .where(ImportRow.owner == work.owner, ImportBatch.kind == ImportKind.COAUTHORS)
    )
    return {
        _key(raw.get("Title", ""), raw.get("Authors", "").split("; "))
        for raw in work.session.exec(query)
    }


def _pairs(rows: Sequence[PaperRow], place: Mapping[str, int]) -> list[Pair]:
    """Every two who wrote together, with their papers and the first and last year."""
    years: dict[tuple[int, int], list[int | None]] = defaultdict(list)
    for row in rows:
        if len(row.authors) <= MOST_AUTHORS:
            here = sorted(place[author.name.casefold()] for author in row.authors)
            for pair in combinations(here, 2):
                years[pair].append(row.year)
    found = []
    for (one, other), written in years.items():
        known = [year for year in written if year is not None]
        first, last = (
            (date(min(known), 1, 1), date(max(known), 12, 31))
            if known
            else (None, None)
        )
        found.append(Pair(one, other, len(written), first, last, TieKind.COAUTHOR))
    return found
