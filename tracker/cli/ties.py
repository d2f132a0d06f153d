"""Friends who share their contacts, and ties that may be there."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from tracker import commands, network, search
from tracker.cli.common import local_today, opened, say
from tracker.errors import InvalidError, NotFoundError
from tracker.reports import pasts, possibles
from tracker.store import LOCAL_OWNER

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from tracker.models import Person
    from tracker.reports.possibles import Row
    from tracker.store import Store, Work


def friends(options: argparse.Namespace) -> int:
    """List the friends who share, note that one agreed, or take their contacts back."""
    today = local_today()
    with opened(options) as store:
        if options.agreed or options.remove:
            with store.change() as work:
                _change(work, options, today)
            for notice in work.notices:
                print(notice, file=sys.stderr)  # noqa: T201
        with store.reading() as work:
            found = pasts.friends(work, today)
    say(
        options,
        {
            "friends": [
                {
                    "id": str(person.id),
                    "name": person.name,
                    "files": told.files,
                    "agreed": bool(told.agreed),
                }
                for person, told in found
            ]
        },
        "\n".join(pasts.shared_words(person.name, told) for person, told in found)
        or "No friend's contacts were brought in.",
    )
    return 0


def _change(work: Work, options: argparse.Namespace, today: date) -> None:
    if options.remove:
        kept = commands.remove_friends_contacts(work, _person(work, options.remove).id)
        work.notices += [f"{name} stays, since it was built upon." for name in kept]
        return
    given = commands.Consent(options.on or today, options.how)
    commands.note_consent(work, _person(work, options.agreed).id, given, today=today)


def possible(options: argparse.Namespace) -> int:
    """List ties that may be there; confirm or refute one."""
    today = local_today()
    pair = options.confirm or options.refute
    with opened(options) as store:
        if pair:
            with store.change() as work:
                ends = [_person(work, name) for name in pair]
            row = _row(_rows(store, today), ends)
            with store.change() as work:
                _settle(work, row, today, confirm=bool(options.confirm))
        rows = _rows(store, today)
    say(
        options,
        {"possible": [_json(row) for row in rows]},
        "\n".join(_words(row) for row in rows) or possibles.NOBODY,
    )
    return 0


def _rows(store: Store, today: date) -> list[Row]:
    net = network.current(store, LOCAL_OWNER, today)
    log = search.current(store, LOCAL_OWNER)
    with store.reading() as work:
        return possibles.rows(work, log, net, today)


def _row(rows: list[Row], ends: list[Person]) -> Row:
    wanted = {person.id for person in ends}
    for row in rows:
        if {row.one_id, row.other_id} == wanted:
            return row
    one, other = (person.name for person in ends)
    raise InvalidError(
        f"{one} and {other} are no possible tie; possible-ties lists those there are."
    )


def _settle(work: Work, row: Row, today: date, *, confirm: bool) -> None:
    if not confirm:
        commands.refute_tie(work, row.one_id, row.other_id, today=today)
        return
    commands.confirm_tie(
        work,
        row.one_id,
        row.other_id,
        source=row.source,
        until=row.until,
        today=today,
    )


def _person(work: Work, name: str) -> Person:
    found = commands.find_person(work, name)
    if found is None:
        raise NotFoundError(f"Nobody is called “{name}”; give a name or an id.")
    return found


def _words(row: Row) -> str:
    said = [f"{row.who}: {row.why}; {row.chance}", row.opens]
    return ". ".join(filter(None, said)) + "."


def _json(row: Row) -> dict[str, Any]:
    return {
        "people": [str(row.one_id), str(row.other_id)],
        "who": row.who,
        "from": row.source.value,
        "why": row.why,
        "chance": row.likely,
        "opens": row.opens,
    }
