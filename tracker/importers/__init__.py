"""Foreign files as rows and problems: read first, decide and write later. Pure."""

from __future__ import annotations

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
    "Parsed",
    "Problem",
    "Question",
    "RecordRow",
    "Row",
    "read",
]
