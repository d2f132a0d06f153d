"""Commands about people: who moved, who is the same, whom to delete."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from tracker import commands
from tracker.cli.common import local_today, opened, say, zone_of
from tracker.errors import InvalidError, NotFoundError
from tracker.models import Company, Merge, Person, RefusalKind, Searcher
from tracker.reports import data, moved, same
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from uuid import UUID

    from tracker.store import Work


def changes(options: argparse.Namespace) -> int:
    """Say what changed between the last two exports of contacts."""
    with opened(options) as store, store.reading() as work:
        friend = _person(work, options.friend).id if options.friend else None
        found = commands.changes(work, friend)
        searcher = work.first(Searcher) or Searcher(owner=LOCAL_OWNER)
    if found is None:
        say(
            options,
            {"since": None},
            "Two exports of contacts are needed; bring in a newer one.",
        )
        return 0
    zone, today = zone_of(searcher), local_today()
    lines = [moved.title(found.since, found.movements, zone, today)]
    for heading, count, named in moved.parts(found.movements, found.people):
        lines += ["", f"{heading} ({count:,})", *(f"  {line}" for _, line in named)]
    told = {"since": found.since.isoformat(), "until": found.until.isoformat()}
    say(
        options,
        told | moved.as_json(found.movements, found.people),
        "\n".join(lines),
    )
    return 0


def twice(options: argparse.Namespace) -> int:
    """List who may be the same, or make one, part, or tell apart."""
    acts: dict[str, Callable[[Work, Any], tuple[Any, str]]]
    acts = {"merge": _merge, "apart": _apart, "part": _part}
    for name, act in acts.items():
        if getattr(options, name):
            with opened(options) as store, store.change() as work:
                told, words = act(work, getattr(options, name))
            say(options, told, words)
            return 0
    with opened(options) as store, store.reading() as work:
        names = {row.id: row.name for row in work.all(Company)}
        people = commands.same_people(work)
        companies = commands.same_companies(work)
        wanted = {id_ for found in people for id_ in found[:2]}
        names |= {row.id: row.name for row in work.all(Person) if row.id in wanted}
        merges = work.all(Merge)
    rows = [
        {
            "kind": kind,
            "ids": [str(one), str(other)],
            "names": [names[one], names[other]],
            "why": why,
        }
        for kind, found in (("person", people), ("company", companies))
        for one, other, why in found
    ]
    lines = [
        f"{' and '.join(row['names'])} {row['why']}.\n  {' '.join(row['ids'])}"
        for row in rows
    ]
    told = {
        "suggested": rows,
        "merged": [
            {"id": str(merge.id), "kind": merge.kind.value, "name": merge.name}
            for merge in merges
        ],
    }
    lines += [f"{merge.name} was made part of another: {merge.id}" for merge in merges]
    say(options, told, "\n".join(lines) or "Nobody seems to be here twice.")
    return 0


def _merge(work: Work, ids: list[UUID]) -> tuple[Any, str]:
    act = (
        commands.merge_people
        if _kind(work, ids[0]) is RefusalKind.SAME_PERSON
        else commands.merge_companies
    )
    row = act(work, *ids)
    told = {"merged": str(row.id), "kept": str(row.kept_id), "name": row.name}
    return told, f"{row.name} is now part of the one you kept; part them by {row.id}."


def _apart(work: Work, ids: list[UUID]) -> tuple[Any, str]:
    commands.turn_down(work, _kind(work, ids[0]), *ids, on=local_today())
    return {"apart": [str(id_) for id_ in ids]}, "Noted: they are not the same."


def _part(work: Work, id_: UUID) -> tuple[Any, str]:
    done = commands.part(work, id_)
    return done._asdict(), same.parted(done)


def _kind(work: Work, id_: UUID) -> RefusalKind:
    is_person = work.first(Person, Person.id == id_) is not None
    return RefusalKind.SAME_PERSON if is_person else RefusalKind.SAME_COMPANY


def erase(options: argparse.Namespace) -> int:
    """Delete a person everywhere; without the word for sure only say what would go."""
    with opened(options) as store:
        with store.reading() as work:
            person = _person(work, options.who)
            trace = commands.trace(work, person.id)
        words = data.trace_words(trace)
        if not options.sure:
            if options.json:
                say(options, trace._asdict() | {"deleted": False}, words)
            raise InvalidError(
                f"{words} Nothing was deleted; add --sure to delete them for good."
            )
        with store.change() as work:
            commands.erase_person(work, person.id)
        store.compact()
    print(  # noqa: T201
        "Copies and exports made before still hold them.", file=sys.stderr
    )
    say(
        options,
        trace._asdict() | {"deleted": True},
        f"{trace.name} is deleted everywhere.",
    )
    return 0


def _person(work: Work, name: str) -> Person:
    """The one person of a name, id or link.

    Raises:
        NotFoundError: If there is none, or several.
    """
    found = commands.find_person(work, name)
    if found is None:
        raise NotFoundError(f"Nobody is called “{name}”; give a name, link or id.")
    return found
