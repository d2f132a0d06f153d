"""Finding a company by any of its names, or adding it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tracker import names
from tracker.models import NAME, Company, CompanyAlias
from tracker.store.bulk import insert_many

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from tracker.store import Work


def find_company(work: Work, name: str) -> Company | None:
    """Find a company by its name or an alias; never by a part of a name."""
    key = _key(name)
    found = work.first(Company, Company.key == key)
    if found is not None:
        return found
    alias = work.first(CompanyAlias, CompanyAlias.key == key)
    return None if alias is None else work.get(Company, alias.company_id)


def company(work: Work, name: str) -> Company:
    """Find a company, or add it with the aliases its name gives in brackets."""
    found = find_company(work, name)
    return found or work.get(Company, company_ids(work, [name])[name])


def company_ids(
    work: Work, called: Iterable[str], *, batch_id: UUID | None = None
) -> dict[str, UUID]:
    """Find or add many companies at once.

    Returns:
        The id of the company of each name.
    """
    ids = {alias.key: alias.company_id for alias in work.all(CompanyAlias)}
    ids |= {row.key: row.id for row in work.all(Company)}
    made: list[dict[str, Any]] = []
    for name in sorted(called):
        key = _key(name)
        if key not in ids:
            ids[key] = uuid4()
            said = names.one_line(name)[:NAME]
            made.append({"id": ids[key], "name": said, "key": key})
    _add(work, Company, made, batch_id)
    _add(work, CompanyAlias, _new_aliases(made, ids), batch_id)
    return {name: ids[_key(name)] for name in called}


def _add(
    work: Work,
    kind: type[Company | CompanyAlias],
    rows: list[dict[str, Any]],
    batch_id: UUID | None,
) -> None:
    """Add rows; those of an import, which has its own undo, all at once."""
    same = {"owner": work.owner, "batch_id": batch_id}
    if batch_id is not None:
        insert_many(work, kind, rows, **same)
        return
    work.session.add_all([kind.model_validate(row | same) for row in rows])
    work.session.flush()


def _key(name: str) -> str:
    return names.company_key(name)[:NAME]


def _new_aliases(
    made: list[dict[str, Any]], ids: dict[str, UUID]
) -> list[dict[str, Any]]:
    rows = []
    for home in made:
        for alias in names.company_aliases(home["name"]):
            key = _key(alias)
            if key not in ids:
                ids[key] = home["id"]
                rows.append({"company_id": home["id"], "name": alias, "key": key})
    return rows
