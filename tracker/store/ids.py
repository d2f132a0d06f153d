"""Many ids as one parameter of a statement.

Ids spelt out one by one take the drivers as long to read as the database to find (a
third of the time of a question about one company, measured), and SQLite takes 32,766
at most. So SQLite is given their text as JSON, and PostgreSQL an array.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import ARRAY, Text, Uuid, any_, bindparam, func, select, text
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy import ColumnElement, Dialect
    from sqlalchemy.types import TypeEngine
    from sqlmodel import Session

Id = UUID | str
"""An id as we have it, or as the driver gave it."""

_LISTS = {
    "sqlite": "(SELECT value FROM json_each(:{}))",
    "postgresql": "(SELECT unnest(CAST(:{} AS uuid[])))",
}
"""How a statement reads the ids of a parameter as rows."""


class Ids(TypeDecorator[list[Id]]):
    """A list of ids."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text, or an array where there are arrays."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(ARRAY(Uuid()))
        return dialect.type_descriptor(Text())

    def process_bind_param(
        self, value: list[Id] | None, dialect: Dialect
    ) -> str | list[Id] | None:
        """What the driver is given."""
        if value is None or dialect.name == "postgresql":
            return value
        return json.dumps([id_ if isinstance(id_, str) else id_.hex for id_ in value])


def among(session: Session, column: Any, ids: Collection[Id]) -> ColumnElement[bool]:  # noqa: ANN401 - of any table
    """The condition that a column holds one of some ids."""
    given = bindparam(None, list(ids), type_=Ids())
    if session.get_bind().dialect.name == "postgresql":
        return column == any_(given)  # type: ignore[no-any-return]
    rows = func.json_each(given).table_valued("value")
    return column.in_(select(rows.c.value))  # type: ignore[no-any-return]


def rows(session: Session, words: str, **given: Collection[Id]) -> list[Any]:
    """Ask a statement of our own about ids.

    Args:
        session: Where to ask.
        words: The statement; `{name}` stands for several ids, as rows.
        given: Which ids these are.

    Returns:
        Rows as the driver gives them: on SQLite an id is 32 digits, which saves
        making an object of each that only goes into the next statement.
    """
    lists = _LISTS[session.get_bind().dialect.name]
    said = text(words.format(**{name: lists.format(name) for name in given}))
    values = (bindparam(name, list(ids), type_=Ids()) for name, ids in given.items())
    return list(session.execute(said.bindparams(*values)))


def as_given(session: Session, ids: Iterable[UUID]) -> list[Id]:
    """Ids as the driver gives them."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return [id_.hex if is_sqlite else id_ for id_ in ids]


def as_id(given: Id) -> UUID:
    """An id as we have it, of one as the driver gives it."""
    return UUID(given) if isinstance(given, str) else given
