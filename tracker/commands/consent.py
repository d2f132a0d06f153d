"""What friends agreed to: their contacts count from then on, and go in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker import names
from tracker.commands.undo import undo
from tracker.errors import InvalidError, NotFoundError
from tracker.models import NAME, ImportBatch, Person

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from tracker.store import Work


class Consent(NamedTuple):
    """That a friend agreed to share their contacts: when, and how."""

    on: date
    how: str = ""
    """As “by mail”, “over lunch”."""

    def checked(self, today: date) -> Consent:
        """The same on one line.

        Raises:
            InvalidError: If the day has not come yet or the text is too long.
        """
        how = names.one_line(self.how)
        if self.on > today:
            raise InvalidError(
                f"{self.on.isoformat()} is still to come; give the day on which your "
                "friend agreed."
            )
        if len(how) > NAME:
            raise InvalidError(
                f"How your friend agreed has {len(how)} characters, more than {NAME}; "
                "shorten it."
            )
        return Consent(self.on, how)


def note_consent(
    work: Work, person_id: UUID, given: Consent, *, today: date
) -> list[ImportBatch]:
    """Note that a friend agreed to share what was brought in from them.

    Their contacts can stand in chains from then on.

    Raises:
        InvalidError: If the day has not come yet.
        NotFoundError: If nothing was brought in from them.
    """
    given = given.checked(today)
    batches = imports_of(work, person_id)
    for batch in batches:
        batch.consent_on, batch.consent_note = given
        work.session.add(batch)
    work.session.flush()
    work.log_changed = work.network_changed = True
    return batches


def remove_friends_contacts(work: Work, person_id: UUID) -> list[str]:
    """Take back everything that came from a friend's files.

    What another file tells as well stays, and what was changed or built upon since.

    Returns:
        The names of what stays because it was changed or built upon.

    Raises:
        NotFoundError: If nothing was brought in from them.
    """
    kept: list[str] = []
    for batch in imports_of(work, person_id):
        kept += undo(work, batch.id)
    work.log_changed = work.network_changed = True
    return list(dict.fromkeys(kept))


def imports_of(work: Work, person_id: UUID) -> list[ImportBatch]:
    """The files of a friend's, the oldest first.

    Raises:
        NotFoundError: If there are none.
    """
    friend = work.get(Person, person_id)
    batches = work.all(ImportBatch, ImportBatch.friend_id == friend.id)
    if not batches:
        raise NotFoundError(
            f"No file of {friend.name}'s was brought in; bring in their "
            "Connections.csv first."
        )
    return sorted(batches, key=lambda batch: (batch.imported_at, str(batch.id)))
