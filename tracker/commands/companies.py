"""Finding a company by any of its names, or adding it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import names
from tracker.models import NAME, Company, CompanyAlias

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
    made: list[Company] = []
    for name in sorted(called):
        if _key(name) not in ids:
            made.append(_new(work.owner, name, batch_id))
            ids[made[-1].key] = made[-1].id
    work.session.add_all(made)
    work.session.flush()
    work.session.add_all(_new_aliases(made, ids))
    work.session.flush()
    return {name: ids[_key(name)] for name in called}


def _key(name: str) -> str:
    return names.company_key(name)[:NAME]


def _new(owner: str, name: str, batch_id: UUID | None) -> Company:
    return Company.model_validate(
        {
            "owner": owner,
            "name": names.one_line(name)[:NAME],
            "key": _key(name),
            "batch_id": batch_id,
        }
    )


def _new_aliases(made: list[Company], ids: dict[str, UUID]) -> list[CompanyAlias]:
    rows = []
    for home in made:
        for alias in names.company_aliases(home.name):
            if _key(alias) not in ids:
                ids[_key(alias)] = home.id
                rows.append(
                    CompanyAlias.model_validate(
                        {
                            "owner": home.owner,
                            "company_id": home.id,
                            "name": alias,
                            "key": _key(alias),
                            "batch_id": home.batch_id,
                        }
                    )
                )
    return rows
