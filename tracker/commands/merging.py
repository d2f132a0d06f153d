"""Making one of two people or companies, and parting them again.

A merge keeps what every row it touched was before, so that it can be undone at any
time: what is unchanged since becomes exactly what it was, and what was changed since
stays as it was changed, which is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from tracker import identity
from tracker.commands import moving
from tracker.errors import RuleError
from tracker.models import (
    TEXT,
    Company,
    CompanyAlias,
    Merge,
    Person,
    Position,
    Refusal,
    RefusalKind,
    Table,
)
from tracker.store import journal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from tracker.models import Owned
    from tracker.store import Work


class Parted(NamedTuple):
    """Two that were parted again."""

    kept: str
    """What the one is called that the other had become."""
    name: str
    """What the other is called."""
    changed: int
    """Rows that stay as they were changed since."""


# --- What may be the same ---------------------------------------------------------


def same_people(work: Work) -> list[identity.Pair]:
    """Suggest which people are the same; 30,000 of them in one pass."""
    position, person = _table(Position), _table(Person)
    jobs: dict[str, list[str]] = {}
    for who, company in _rows(work, position, "person_id", "company_id"):
        jobs.setdefault(_hex(who), []).append(_hex(company))
    columns = ("id", "name", "profile_key", "email", "other_emails", "binned_at")
    everybody = (
        identity.Somebody(
            _hex(id_), name, link, (email, *more), jobs.get(_hex(id_), ())
        )
        for id_, name, link, email, more, binned_at in _rows(work, person, *columns)
        if binned_at is None
    )
    called = {row.id.hex: row.name for row in work.all(Company)}
    return identity.people(
        everybody, called, _turned_down(work, RefusalKind.SAME_PERSON)
    )


def _table(kind: Any) -> sa.Table:  # noqa: ANN401
    table: sa.Table = kind.__table__
    return table


def _rows(work: Work, table: sa.Table, *names: str) -> Iterator[Any]:
    """Read columns without making objects of the ids, which takes as long again."""
    columns: Any = [
        sa.type_coerce(table.c[name], sa.String)
        if name.endswith("id")
        else table.c[name]
        for name in names
    ]
    query = sa.select(*columns).where(table.c.owner == work.owner)
    yield from work.session.connection().execute(query)


def _hex(id_: str | UUID) -> str:
    """An id in hex digits: text in SQLite already, an object of PostgreSQL's."""
    return id_ if isinstance(id_, str) else id_.hex


def same_companies(work: Work) -> list[identity.Pair]:
    """Suggest which companies are the same."""
    called = [(row.id.hex, row.name) for row in work.all(Company)]
    called += [(row.company_id.hex, row.name) for row in work.all(CompanyAlias)]
    return identity.employers(called, _turned_down(work, RefusalKind.SAME_COMPANY))


def _turned_down(work: Work, kind: RefusalKind) -> set[tuple[UUID, UUID]]:
    return {
        (row.one_id, row.other_id) for row in work.all(Refusal, Refusal.kind == kind)
    }


def turn_down(
    work: Work, kind: RefusalKind, one: UUID, other: UUID, *, on: date
) -> Refusal:
    """Say that two are not the same, which is then suggested no more.

    Raises:
        NotFoundError: If one of them is not there.
    """
    table: Any = Person if kind is RefusalKind.SAME_PERSON else Company
    for id_ in (one, other):
        work.get(table, id_)
    first, second = identity.pair(one, other)
    known = work.first(
        Refusal,
        Refusal.kind == kind,
        Refusal.one_id == first,
        Refusal.other_id == second,
    )
    return known or work.add(
        Refusal(owner=work.owner, kind=kind, one_id=first, other_id=second, on=on)
    )


# --- Making one of two ------------------------------------------------------------


def merge_people(work: Work, kept_id: UUID, gone_id: UUID) -> Merge:
    """Make one of two people: all that was about the other is about the kept one.

    What only the other had fills what the kept one lacks; what both had is kept
    once, and a tie between the two goes.

    Raises:
        NotFoundError: If one of them is not there.
        RuleError: If they are one already, or the searcher would go.
    """
    kept, gone = work.get(Person, kept_id), work.get(Person, gone_id)
    _refuse_same(kept, gone)
    if gone.is_me:
        raise RuleError("You stay as you are; keep yourself, and let the other go.")

    def complete() -> None:
        for name in ("email", "profile_url", "profile_key", "phone"):
            if not getattr(kept, name):
                setattr(kept, name, getattr(gone, name))
        more = {gone.email, *gone.other_emails} - {"", kept.email}
        if more - {*kept.other_emails}:
            kept.other_emails = sorted({*kept.other_emails, *more})
        kept.note = _both(kept.note, gone.note)
        kept.no_contact = kept.no_contact or gone.no_contact
        kept.version += 1

    return _merge(work, RefusalKind.SAME_PERSON, kept, gone, complete)


def merge_companies(work: Work, kept_id: UUID, gone_id: UUID) -> Merge:
    """Make one of two companies; the name that goes becomes another name of it.

    Raises:
        NotFoundError: If one of them is not there.
        RuleError: If they are one already.
    """
    kept, gone = work.get(Company, kept_id), work.get(Company, gone_id)
    _refuse_same(kept, gone)

    def complete() -> None:
        kept.note = _both(kept.note, gone.note)
        kept.size = kept.size or gone.size

    return _merge(work, RefusalKind.SAME_COMPANY, kept, gone, complete)


def _refuse_same(kept: Any, gone: Any) -> None:  # noqa: ANN401
    if kept.id == gone.id:
        raise RuleError(f"{kept.name} is one already; choose another to merge it with.")


def _both(one: str, other: str) -> str:
    if not other or other in one:
        return one
    return "\n\n".join(filter(None, (one, other)))[:TEXT]


def _merge(
    work: Work,
    kind: RefusalKind,
    kept: Person | Company,
    gone: Person | Company,
    complete: Callable[[], None],
) -> Merge:
    work.session.flush()
    moves = moving.planned(work, kept, gone)
    places = [_place(row) for row in (kept, gone)]
    places += [_place(row) for move in moves for row in (move.row, move.twin) if row]
    before = journal.read(work.session, places)
    complete()
    work.session.add(kept)
    for move in moves:
        moving.carry_out(work, move)
    work.session.flush()  # before what it hung on goes, with all that still does
    name = gone.name
    work.session.delete(gone)
    work.session.flush()
    if isinstance(kept, Company):
        places += [_place(row) for row in _other_name(work, kept, gone)]
    after = journal.read(work.session, places)
    images = [
        journal.Image(*place, before.get(place), after.get(place))
        for place in dict.fromkeys(places)
        if before.get(place) != after.get(place)
    ]
    return work.add(
        Merge(
            owner=work.owner,
            kind=kind,
            kept_id=kept.id,
            gone_id=gone.id,
            name=name,
            merged_at=work.now,
            rows=[image.stored() for image in images],
        )
    )


def _place(row: Owned) -> journal.Place:
    return str(row.__tablename__), row.id


def _other_name(work: Work, kept: Company, gone: Any) -> list[CompanyAlias]:  # noqa: ANN401
    if work.first(CompanyAlias, CompanyAlias.key == gone.key):
        return []
    facts = {"owner": work.owner, "company_id": kept.id}
    facts |= {"name": gone.name, "key": gone.key}
    return [work.add(CompanyAlias.model_validate(facts))]


# --- Parting them again -----------------------------------------------------------


def part(work: Work, merge_id: UUID) -> Parted:
    """Part two that were made one.

    Raises:
        NotFoundError: If they were parted before.
        RuleError: If the kept one went into a third since.
    """
    merge = work.get(Merge, merge_id)
    table: Any = Person if merge.kind is RefusalKind.SAME_PERSON else Company
    kept = work.session.get(table, merge.kept_id)
    if kept is None:
        raise RuleError(
            f"What {merge.name} was merged with was merged again since; part that "
            "first."
        )
    images = [journal.image_of(held) for held in merge.rows]
    unchanged = list(_unchanged(work, images))
    changed = sum(image is None for image in unchanged)
    done = Parted(kept.name, merge.name, changed)
    work.session.delete(merge)
    work.session.flush()
    journal.restore(work, [image for image in unchanged if image is not None])
    return done


def _unchanged(
    work: Work, images: list[journal.Image]
) -> Iterator[journal.Image | None]:
    """What of each row is still as the merge left it; None for what is not.

    Of a row that changed in some of its columns the others are given as well.
    """
    places = [(image.table, image.id) for image in images]
    now = journal.read(work.session, places)
    back = {(i.table, i.id) for i in images if i.after is None}
    for image in images:
        found = now.get((image.table, image.id))
        if image.before is None or image.after is None:
            held = found == image.after and _stands(work, image, back)
            if found is not None or image.before is not None:
                yield image if held else None
            continue
        same = [n for n, v in image.after.items() if found and found[n] == v]
        if same:
            yield image._replace(
                before={name: image.before[name] for name in same},
                after={name: image.after[name] for name in same},
            )
        if len(same) < len(image.after):
            yield None


def _stands(work: Work, image: journal.Image, back: set[journal.Place]) -> bool:
    """Whether all that a row refers to is there, or comes back with it."""
    if image.before is None:
        return True
    wanted = set()
    for column in Table.metadata.tables[image.table].columns:
        for key in column.foreign_keys:
            value = image.before[column.name]
            if value is not None:
                wanted.add((key.column.table.name, UUID(value)))
    missing = wanted - back
    return journal.read(work.session, missing).keys() == missing
