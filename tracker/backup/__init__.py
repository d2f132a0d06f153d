"""Copies of a store, taking one back, and looking for damage.

A backup is always a SQLite file, whatever the store is kept in. Restoring never
adopts the file: its rows are read and written into the store in one
transaction, so a crash leaves the store as it was, other windows see the
change, and a trigger or view that somebody hid in the file is not carried over.
"""

from tracker.backup.checking import Finding, check
from tracker.backup.copying import backup, is_empty, restore, restore_at
from tracker.backup.keeping import Change, Copy, copies, delete_copies, preview

__all__ = [
    "Change",
    "Copy",
    "Finding",
    "backup",
    "check",
    "copies",
    "delete_copies",
    "is_empty",
    "preview",
    "restore",
    "restore_at",
]
