"""What the readers of terms share."""

from __future__ import annotations

from collections.abc import Iterator  # noqa: TC003 - read at run time by contextlib
from contextlib import contextmanager

from tracker.errors import InvalidError


def cadence(given: str | list[str]) -> list[str]:
    """Give a cadence as a list: one entry for all years, or one a year."""
    return [given] if isinstance(given, str) else given


@contextmanager
def at(field: str) -> Iterator[None]:
    """Let an error of the block name the field it is about."""
    try:
        yield
    except InvalidError as error:
        inner = f".{error.field}" if error.field else ""
        raise InvalidError(str(error), field=field + inner) from error
