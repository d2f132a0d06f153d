"""One import that is taken back, and what is handed over to others."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import delete, update

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from tracker.models import ImportBatch, ImportKind
    from tracker.store import Work

MANY = 500
"""Ids in one IN list; SQLite allows far more, PostgreSQL plans badly with many."""


class Mention(NamedTuple):
    """A row of another import that told of the same record."""

    batch_id: UUID
    friend_id: UUID | None
    kind: ImportKind
    row_id: UUID
    raw: Mapping[str, str]


@dataclass
class Undoing:
    """One import that is taken back, and what the others tell."""

    work: Work
    batch_id: UUID
    friend_id: UUID | None
    """Whose export it is; None for the searcher's own."""
    others: list[ImportBatch]
    """The imports that stay, the oldest first."""
    mentions: dict[UUID, list[Mention]]
    """By record; of the oldest import first."""
    kept: list[str] = field(default_factory=list)
    """Names of the records that stay because they were changed or built upon."""

    def hand_over(
        self, kind: type[Any], heirs: Mapping[UUID, UUID | None], key: str = "id"
    ) -> None:
        """Let rows of this import belong to others; None: to no import."""
        by_heir: dict[UUID | None, list[UUID]] = defaultdict(list)
        for id_, heir in heirs.items():
            by_heir[heir].append(id_)
        for heir, ids in by_heir.items():
            for at in range(0, len(ids), MANY):
                self.work.session.execute(
                    update(kind)
                    .where(
                        getattr(kind, key).in_(ids[at : at + MANY]),
                        kind.batch_id == self.batch_id,
                    )
                    .values(batch_id=heir)
                    .execution_options(synchronize_session=False)
                )

    def delete_rest(self, kind: type[Any]) -> None:
        """Delete the rows that still belong to this import."""
        self.work.session.execute(
            delete(kind)
            .where(kind.batch_id == self.batch_id)
            .execution_options(synchronize_session=False)
        )

    def friends(self) -> dict[UUID, UUID]:
        """The oldest other import from each friend."""
        return {b.friend_id: b.id for b in reversed(self.others) if b.friend_id}
