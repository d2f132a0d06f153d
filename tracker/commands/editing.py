"""Changing facts of a record: checked like new ones, then set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from tracker import inputs
from tracker.errors import InvalidError
from tracker.models import Editable
from tracker.store import noun

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.store import Work

Changed = TypeVar("Changed", bound=Editable)


def checked(
    kind: type[inputs.Input], needed: Mapping[str, Any], changes: Mapping[str, Any]
) -> dict[str, Any]:
    """Check changes as an input of a kind would be.

    Args:
        kind: The input; a change it has no field for is left to `assign`.
        needed: What the input cannot do without.
        changes: New values by field.

    Raises:
        InvalidError: With one sentence about the first mistake.
    """
    known = {name: changes[name] for name in changes.keys() & kind.model_fields.keys()}
    given = inputs.parse(kind, {**needed, **known})
    return {**changes, **{name: getattr(given, name) for name in known}}


def assign(work: Work, row: Changed, facts: Mapping[str, Any]) -> Changed:
    """Set fields of a row after checking the whole of it.

    Raises:
        InvalidError: With one sentence about the first mistake.
    """
    kind = type(row)
    unknown = sorted(facts.keys() - kind.model_fields.keys())
    if unknown:
        raise InvalidError(f"A {noun(kind)} has no “{unknown[0]}” to change.")
    try:
        whole = kind.model_validate({**row.model_dump(), **facts})
    except ValidationError as error:
        raise InvalidError(inputs.sentence(noun(kind), error)) from error
    for name in facts:
        setattr(row, name, getattr(whole, name))
    work.session.add(row)
    work.session.flush()
    return row
