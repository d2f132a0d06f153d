"""The people and ties of an owner, read as columns, and the chains in them.

A network is large (30,000 own contacts, a million ties once friends' exports
are pooled): it is never read as records, and no networkx graph of all of it is
made. `current` keeps the arrays under the network's own revision, and the chances
under that of the log and the day as well.
"""

from tracker.network.cutting import (
    is_large,
    knows_nobody,
    leading_to,
    part,
    read_ahead,
)
from tracker.network.keeping import current
from tracker.network.known import Network
from tracker.network.loading import load
from tracker.network.told import KnownChain, KnownTie

__all__ = [
    "KnownChain",
    "KnownTie",
    "Network",
    "current",
    "is_large",
    "knows_nobody",
    "leading_to",
    "load",
    "part",
    "read_ahead",
]
