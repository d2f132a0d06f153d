"""Commits: who changed the same files at the same time is tied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.commands.imports.joint import Pair, People, Who
from tracker.importers.commits import FEW, CommitterRow
from tracker.matching import Decision
from tracker.models import Provenance, RowOutcome, TieKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from tracker.commands.imports.writing import Given, Writing


def plan(given: Given) -> list[Decision]:
    """Say who brings a tie that no log brought before."""
    return _read(given)[2]


def write(writing: Writing) -> list[Decision]:
    """Add who is new, and a tie for every two who worked on the same files."""
    people, pairs, decided = _read(writing)
    if any(one.outcome is RowOutcome.NEW for one in decided):
        people.write(writing, {place for pair in pairs for place in pair[:2]})
        people.write_ties(writing, pairs, Provenance.COMMITS)
    return decided


def _read(given: Given) -> tuple[People, list[Pair], list[Decision]]:
    rows = given.rows(CommitterRow)
    people = People(given, [Who(row.name, email=row.email) for row in rows])
    place = {row.number: at for at, row in enumerate(rows)}
    pairs = [
        Pair(
            place[one.number],
            place[row.number],
            one.commits,
            one.first,
            one.last,
            TieKind.COAUTHOR if one.is_named or one.commits >= FEW else TieKind.OTHER,
        )
        for row in rows
        for one in row.together
    ]
    known = people.tied(Provenance.COMMITS)
    news = {end for pair in pairs if _is_news(people, pair, known) for end in pair[:2]}
    alone = set(range(len(rows))) - {end for pair in pairs for end in pair[:2]}
    decided = [
        Decision(
            row.number,
            RowOutcome.NEW if at in news else RowOutcome.KNOWN,
            people.ids[at],
            is_new=at in set(people.new),
            reason="worked on the same files as nobody" if at in alone else "",
        )
        for at, row in enumerate(rows)
    ]
    return people, pairs, decided


def _is_news(people: People, pair: Pair, known: Mapping[frozenset[UUID], int]) -> bool:
    return known.get(people.pair(pair), 0) < pair.times
