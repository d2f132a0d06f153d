"""What an imported row tells beyond its cells.

What a row of an address book added to somebody who was known already, so that undoing
the import takes it away again; and as of which day a row of an export showed no job,
so that an older export, brought in later, does not undo it. It is kept with the row as
it was, under a name that no column can have.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from tracker import names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.models import Person

KEY = ""
"""The place among a row's cells: columns without a name are called “column 3”."""


class Added(NamedTuple):
    """Addresses, and a phone number; empty where there was one."""

    emails: list[str]
    phone: str
    jobless_on: str = ""
    """The day, as ISO 8601 writes it; empty where the row shows a job."""

    def stored(self) -> str:
        """As it is kept."""
        told = [self.emails, self.phone]
        return json.dumps([*told, self.jobless_on] if self.jobless_on else told)

    def shared_with(self, raw: Mapping[str, str]) -> tuple[str | None, Added]:
        """Part what a row of another import holds too from what it does not.

        Returns:
            What that row is to keep as added by it, None for nothing; and the rest.
        """
        told = " ".join(names.fold(text) for text in raw.values())
        emails = [mail for mail in self.emails if names.fold(mail) in told]
        phone = self.phone if self.phone and names.fold(self.phone) in told else ""
        if not emails and not phone:
            return None, self
        had = added_by(raw) or Added([], "")
        both = had._replace(emails=had.emails + emails, phone=had.phone or phone)
        rest = [mail for mail in self.emails if mail not in emails]
        return both.stored(), Added(rest, "" if phone else self.phone)

    def without(self, person: Person) -> dict[str, object]:
        """The columns of a person as they were before; what was changed since stays."""
        gone = {names.fold(mail) for mail in self.emails}
        held = [mail for mail in (person.email, *person.other_emails) if mail]
        kept = [mail for mail in held if names.fold(mail) not in gone]
        is_first = not person.email or names.fold(person.email) in gone
        phone = "" if self.phone and person.phone == self.phone else person.phone
        return {
            "email": "" if is_first else person.email,
            "other_emails": kept if is_first else kept[1:],
            "phone": phone,
        }


def added_by(raw: Mapping[str, str]) -> Added | None:
    """Read what a row added; None where it added nothing."""
    held = raw.get(KEY)
    return Added(*json.loads(held)) if held else None
