"""What every table is built of."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from pydantic import field_validator
from sqlalchemy import Dialect, Enum, Numeric
from sqlalchemy.orm import registry
from sqlalchemy.types import String, TypeDecorator, TypeEngine
from sqlmodel import Field, SQLModel

from tracker import names

NAME = 200
"""The longest name, title or label, in characters."""


LINK = 2_000
"""The longest link, in characters."""


TEXT = 20_000
"""The longest note, in characters."""


def text_enum(kind: type[StrEnum]) -> Enum:
    """Store an enum by its value, as text, on every database."""
    return Enum(
        kind,
        native_enum=False,
        length=32,
        create_constraint=False,
        values_callable=lambda members: [member.value for member in members],
    )


class Exact(TypeDecorator[Decimal]):
    """A `Decimal` that comes back digit for digit.

    SQLite has no decimal type and would keep a float, so there it is text;
    PostgreSQL keeps NUMERIC without a scale. Sums are made in Python only.
    """

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column type of a database."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(Numeric(asdecimal=True))
        return dialect.type_descriptor(String(64))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:  # noqa: ANN401
        """Write the number."""
        if value is None or dialect.name == "postgresql":
            return value
        return format(value, "f")

    def process_result_value(self, value: Any, _dialect: Dialect) -> Decimal | None:  # noqa: ANN401
        """Read the number."""
        return None if value is None else Decimal(value)


class Table(SQLModel, registry=registry()):
    """Base of every table.

    The private registry lets Streamlit import this module again after an edit
    without "Table ... is already defined for this MetaData instance".
    """

    # Rows are checked as inputs before they are made: what checks a row itself is
    # built when first asked for, which takes a tenth of a second of every start less.
    model_config = {"defer_build": True}

    id: UUID = Field(default_factory=uuid4, primary_key=True)


class Owned(Table):
    """Base of every row that belongs to one person's search."""

    owner: str = Field(index=True, max_length=NAME)

    @field_validator("*", mode="before")
    @classmethod
    def _tidy(cls, value: object) -> object:
        """Trim text and refuse control characters in it."""
        return names.tidy(value) if isinstance(value, str) else value


class Editable(Owned):
    """Base of what a searcher edits, bins and restores."""

    version: int = 1
    """Rises with each change; a form hands back the one it was drawn with."""
    binned_at: datetime | None = None
    batch_id: UUID | None = Field(default=None, index=True)
    """The import that made the row, if one did."""
