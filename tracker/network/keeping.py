"""The network of an owner as it is now, of which as little as possible is read anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.network import loading
from tracker.network import own as logs
from tracker.network.patching import patched
from tracker.store import revision
from tracker.store.cache import Cache

if TYPE_CHECKING:
    from datetime import date

    from tracker.network.known import Network
    from tracker.store import Store

    Stamp = tuple[tuple[int, int], date | None]

_kept: Cache[Network] = Cache()
"""Under the owner; the stamp is the revisions and the day."""


def current(store: Store, owner: str, on: date | None = None) -> Network:
    """The network of an owner as it is now.

    People and ties are read again only after they changed; after a change by this
    process, only those whom it was about. After any other change, and on another day,
    only what moves chances is: contacts and asks.

    Args:
        store: The store.
        owner: Whose network.
        on: The day to judge ties on; None to let nothing be recent or decay.
    """
    with store.reading(owner) as work:
        stamp = revision(work), on

        def read(before: tuple[Stamp, Network] | None) -> Network:
            own = logs.load(work, on)
            if before is None:
                return loading.load(work, own)
            network, last, now = before[1], before[0][0][1], stamp[0][1]
            if last == now:
                return network if network.own == own else network.judged(own)
            touched = store.touches.since(owner, last, now)
            found = None if touched is None else patched(work, network, own, touched)
            return found or loading.load(work, own)

        return _kept.current(store, owner, stamp, read)


def is_kept(store: Store, owner: str, network_revision: int) -> bool:
    """Whether the people and ties of a revision were read and are kept."""
    stamp = _kept.stamp(store, owner)
    return stamp is not None and stamp[0][1] == network_revision
