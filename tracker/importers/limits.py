"""How much is read, so that no file can take the program's memory or time."""

from __future__ import annotations

FILE_BYTES = 200 * 2**20
"""The largest file of any kind: archives hold media that is never read."""
TABLE_BYTES = 50 * 2**20
"""The largest table, unpacked: a network of 30,000 contacts has about 5 MB."""
CALENDAR_BYTES = 10 * 2**20
"""The largest calendar or mail: an invitation has a few kB and what is attached."""
EVENTS = 20_000
"""Events of one calendar: ten years of a busy one."""
EXPORT_BYTES = 100 * 2**20
"""The largest JSON export of ours: one with 30,000 contacts has about 55 MB."""
ROWS = 100_000
COLUMNS = 200
CELL_CHARS = 100_000
CELLS = 3_000_000
"""Cells of one table: about 400 MB once they are Python text."""
SHEET_CELLS = 1_000_000
"""Cells of one workbook, empty ones too: about 15 seconds of parsing."""
SHEET_TAGS = 3_000_000
"""XML elements of one workbook; a cell makes two."""
SHEET_COLUMNS = 16_384
"""Cells a row of an Excel sheet can have; a row is held in memory as a tree."""
SHEET_ROWS = 1_048_576
"""Rows an Excel sheet can have."""
PART_BYTES = 10 * 2**20
"""The largest part of a workbook that is held in memory as a tree."""
MEMBERS = 10_000
"""Files in an archive: complete ones hold one for each article and picture."""
DIRECTORY_BYTES = 4 * 2**20
"""An archive's table of contents: `MEMBERS` of them with long names."""
RATIO = 100
"""How far a part of more than `RATIO_FROM` bytes may unpack: CSV makes 3 to 20."""
RATIO_FROM = 2**20
HEADER_LINES = 30
"""Where a header is looked for: exports put up to ten lines before it."""


def megabytes(size: int) -> str:
    """Say a size in bytes to a person."""
    return f"{size / 2**20:,.0f} MB"
