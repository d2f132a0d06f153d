"""What is to become of one row of any file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.models import RowOutcome


class Decision(NamedTuple):
    """What is to become of one row."""

    number: int
    outcome: RowOutcome
    record_id: UUID
    is_new: bool
    """Whether the person or application itself is new."""
    reason: str = ""
