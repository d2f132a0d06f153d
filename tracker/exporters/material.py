"""What exports are made of, and what they come as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from tracker import network as networks
from tracker import search as searches
from tracker.exporters.everything import rows_of
from tracker.exporters.privacy import Mask, People

if TYPE_CHECKING:
    from datetime import date

    from tracker.exporters.everything import Rows
    from tracker.network import Network
    from tracker.search import Search
    from tracker.store import Store


@dataclass(frozen=True)
class Made:
    """An export, and what was changed so that it could be written."""

    content: bytes
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Material:
    """A search as exports look at it; each part is read when it is needed."""

    store: Store
    owner: str
    on: date
    """The day where the searcher is."""
    zone: str
    people: People = People.NAMED

    @cached_property
    def search(self) -> Search:
        """The log."""
        return searches.current(self.store, self.owner)

    @cached_property
    def network(self) -> Network:
        """The people and ties."""
        return networks.current(self.store, self.owner, self.on)

    @cached_property
    def rows(self) -> Rows:
        """Every row of every table."""
        with self.store.reading(self.owner) as work:
            return rows_of(work, self.people)

    @cached_property
    def now(self) -> datetime:
        """The instant of the export, in UTC to the second."""
        return datetime.now(UTC).replace(microsecond=0)

    @property
    def names_people(self) -> bool:
        """Whether other people may be named."""
        return self.people is People.NAMED

    @cached_property
    def mask(self) -> Mask:
        """Numbers for everybody but the searcher."""
        network = self.network
        return Mask(
            (id_, network.names[row])
            for row, id_ in enumerate(network.ids)
            if row != network.me
        )

    def text(self, text: str) -> str:
        """A text of the searcher's, without other people's names if they go."""
        return text if self.names_people else self.mask.text(text)
