"""A search as files that others can read.

Only JSON and the CSV bundle for bringing back in hold everything. Every other
kind is for one kind of program, and is safe to open in it: no formula, no line
end and no control character of a name gets further than the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.errors import InvalidError
from tracker.exporters.calendars import to_calendar
from tracker.exporters.contacts import to_contacts
from tracker.exporters.everything import plain, rows_of, to_json
from tracker.exporters.files import write_file
from tracker.exporters.graph import to_gexf, to_graphml
from tracker.exporters.material import Made, Material
from tracker.exporters.privacy import People
from tracker.exporters.report import to_report
from tracker.exporters.spreadsheets import (
    to_bundle,
    to_bundle_for_spreadsheets,
    to_workbook,
)
from tracker.exporters.texts import file_name
from tracker.exporters.work_log import to_work_log
from tracker.store.tables import LEFT_OUT, tables

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "KINDS",
    "LEFT_OUT",
    "Kind",
    "Made",
    "Material",
    "People",
    "file_name",
    "kind_for",
    "plain",
    "rows_of",
    "tables",
    "to_json",
    "write_file",
]


class Kind(NamedTuple):
    """One kind of export."""

    name: str
    """What it is, in the words of a menu."""
    hint: str
    """What it is for."""
    ending: str
    slug: str
    """What its file is called, before the day."""
    make: Callable[[Material], Made]
    works_without_names: bool = True

    @property
    def mime(self) -> str:
        """What a browser is told the file is."""
        return _MIMES[self.ending]


_MIMES = {
    "json": "application/json",
    "ics": "text/calendar",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    "vcf": "text/vcard",
    "graphml": "application/xml",
    "gexf": "application/xml",
    "md": "text/markdown",
    "html": "text/html",
}


def _json(material: Material) -> Made:
    with material.store.reading(material.owner) as work:
        return Made(to_json(work, material.people))


KINDS = (
    Kind(
        "Everything, to bring back in (JSON)",
        "Holds all there is; Import takes it back, here or on another machine.",
        "json",
        "foothold",
        _json,
    ),
    Kind(
        "Calendar (iCalendar)",
        "Interviews, offer deadlines, follow-ups and the search window, with alarms.",
        "ics",
        "foothold-calendar",
        to_calendar,
    ),
    Kind(
        "Workbook (Excel, LibreOffice)",
        "A sheet each for applications, rounds, offers, people and more; a text of "
        "more than 32,767 characters is cut there.",
        "xlsx",
        "foothold",
        to_workbook,
    ),
    Kind(
        "CSV files for spreadsheets",
        "The same sheets; text that looks like a formula has an apostrophe before it.",
        "zip",
        "foothold-for-spreadsheets",
        to_bundle_for_spreadsheets,
    ),
    Kind(
        "CSV files with every table",
        "Loses nothing and changes nothing, so do not open it in a spreadsheet.",
        "zip",
        "foothold-tables",
        to_bundle,
    ),
    Kind(
        "Contacts (vCard)",
        "The people for an address book, without your notes.",
        "vcf",
        "foothold-contacts",
        to_contacts,
        works_without_names=False,
    ),
    Kind(
        "Network (GraphML)",
        "People and ties for programs that draw graphs, such as yEd.",
        "graphml",
        "foothold-network",
        to_graphml,
    ),
    Kind(
        "Network (GEXF)",
        "The same for Gephi.",
        "gexf",
        "foothold-network",
        to_gexf,
    ),
    Kind(
        "Report (Markdown)",
        "Where the search stands: what is due, open and offered.",
        "md",
        "foothold-report",
        to_report,
    ),
    Kind(
        "Work-search log (HTML, to print)",
        "Date, employer, contact, method and result by week, for employment offices.",
        "html",
        "foothold-work-log",
        to_work_log,
    ),
)
"""Every kind of export, in the order of the menu."""


def kind_for(name: str, *, for_spreadsheets: bool = False) -> Kind:
    """The kind of export that the ending of a file asks for.

    Args:
        name: The file.
        for_spreadsheets: Of the two kinds of ZIP, the one to open.

    Raises:
        InvalidError: If no kind has this ending.
    """
    ending = name.rpartition(".")[2].casefold()
    fitting = [kind for kind in KINDS if kind.ending == ending]
    if not fitting:
        endings = ", ".join(dict.fromkeys(f".{kind.ending}" for kind in KINDS))
        raise InvalidError(
            f"“{name}” does not say what to write; end it in one of {endings}."
        )
    return fitting[0 if for_spreadsheets or len(fitting) == 1 else -1]
