"""Who may be the same, and who was made one, in words. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tracker.models import RefusalKind

if TYPE_CHECKING:
    from uuid import UUID

    from tracker.models import Merge
    from tracker.network import Network


class Parted(Protocol):
    """Two that were parted again."""

    @property
    def kept(self) -> str:
        """The one that was kept."""

    @property
    def name(self) -> str:
        """The one that is there again."""

    @property
    def changed(self) -> int:
        """Rows that stay as they were changed since."""


def person_label(network: Network, id_: UUID) -> str:
    """A person by name and company."""
    row = network.row_of.get(id_)
    if row is None:
        return "Somebody"
    jobs = network.jobs.get(row, ())
    return ", ".join([network.names[row], *(network.companies[j[0]] for j in jobs[:1])])


def company_name(network: Network, id_: UUID) -> str:
    """A company by name."""
    return network.companies.get(id_, "A company")


def merged(merge: Merge, network: Network) -> str:
    """What was made one."""
    kept = (
        person_label(network, merge.kept_id)
        if merge.kind is RefusalKind.SAME_PERSON
        else company_name(network, merge.kept_id)
    )
    return f"{merge.name} is part of {kept}."


def parted(done: Parted) -> str:
    """Say that two are two again, and what stays as it was changed since."""
    said = f"{done.name} and {done.kept} are two again."
    if not done.changed:
        return said
    rows = "1 record" if done.changed == 1 else f"{done.changed:,} records"
    stay = "stays" if done.changed == 1 else "stay"
    return f"{said} {rows} changed since {stay} as changed."
