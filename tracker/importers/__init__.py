"""Foreign files as rows and problems: read first, decide and write later. Pure.

How a kind of file is added: one that is no table gets a row in `formats.FORMATS`,
with a function that recognises it by its first bytes and one that reads it whole;
a table gets a row in `formats.TABLES` under a `headers.Kind`, which
`headers.recognise` tells by its columns. Either is found alone and in a ZIP, there
if its name fits the format's `members`. The reader gives a `Parsed` of a
`models.ImportKind` with one row for each thing told of and one `Problem` for each
that cannot be taken; it raises `ImportRefusedError` (by `contents.refusal`) and
nothing else, whatever the bytes, and stays within `limits`. A new kind of row
follows `rows.Row`. What is done with the rows is in `tracker.commands.imports`.
"""

from __future__ import annotations

from tracker.importers.calendars import InvitationRow
from tracker.importers.reading import read
from tracker.importers.rows import (
    NO_ANSWERS,
    Answers,
    ApplicationRow,
    ContactRow,
    Parsed,
    Problem,
    Question,
    RecordRow,
    Row,
)

__all__ = [
    "NO_ANSWERS",
    "Answers",
    "ApplicationRow",
    "ContactRow",
    "InvitationRow",
    "Parsed",
    "Problem",
    "Question",
    "RecordRow",
    "Row",
    "read",
]
