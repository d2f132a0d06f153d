"""What can be read, and by what. Pure.

`FORMATS` holds the files that are no tables, in the order they are tried; `TABLES`
the tables, which `headers.recognise` tells apart by their columns.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tracker.importers import (
    addressbooks,
    calendars,
    commits,
    exchanges,
    headers,
    limits,
    network,
    profiles,
    records,
    spreadsheets,
    stays,
    trackers,
    vcards,
)
from tracker.importers.coauthors import bibtex, dblp, works
from tracker.importers.headers import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tracker.importers.rows import Answers, Parsed
    from tracker.importers.tables import Table


class Format(NamedTuple):
    """Files of one kind that are no tables."""

    is_one: Callable[[str, bytes], bool]
    """Told the file's name in lower case and its first `HEAD` bytes."""
    read: Callable[[str, str, bytes, Answers], Parsed]
    """Told the file's name, the SHA-256 and the whole of its bytes, the answers."""
    members: str = ""
    """Names, in lower case, under which an archive holds such files: a pattern."""
    limit: int = limits.TABLE_BYTES
    """The most bytes that are read."""


_PAPERS = 20 * 2**20
"""The most bytes of publications: the page of one person has at most 2 MB."""
_TRACKERS = 10 * 2**20
"""The most bytes of JSON that is read whole: it takes ten times as much memory."""
HEAD = 16_384
"""Bytes by which a file that is no table is recognised."""

FORMATS: tuple[Format, ...] = (
    Format(records.is_ours, records.read, limit=limits.EXPORT_BYTES),
    Format(vcards.is_one, vcards.read, members=r"[^/]*\.(?:vcf|vcard)"),
    Format(vcards.is_jcard, vcards.read_jcard),
    Format(calendars.is_one, calendars.read, r"[^/]+\.ics", limits.CALENDAR_BYTES),
    Format(
        calendars.is_mail, calendars.read_mail, r"[^/]+\.eml", limits.CALENDAR_BYTES
    ),
    Format(dblp.is_xml, dblp.read_xml, limit=_PAPERS),
    Format(dblp.is_json, dblp.read_json, limit=_PAPERS),
    Format(works.is_openalex, works.read_openalex, limit=_PAPERS),
    Format(works.is_orcid, works.read_orcid, limit=_PAPERS),
    Format(works.is_cff, works.read_cff, limit=_PAPERS),
    Format(bibtex.is_one, bibtex.read, members=r"[^/]+\.bib", limit=_PAPERS),
    Format(commits.is_one, commits.read),
    Format(trackers.is_one, trackers.read, limit=_TRACKERS),
)

TABLES: Mapping[Kind, Callable[[Table, Answers], Parsed]] = {
    Kind.CONNECTIONS: network.connections,
    Kind.JOB_APPLICATIONS: network.job_applications,
    Kind.SAVED_JOBS: network.saved_jobs,
    Kind.MESSAGES: exchanges.messages,
    Kind.INVITATIONS: exchanges.invitations,
    Kind.POSITIONS: stays.positions,
    Kind.EDUCATION: stays.education,
    Kind.RECOMMENDATIONS: exchanges.recommendations,
    Kind.ENDORSEMENTS: exchanges.endorsements,
    Kind.PROFILE: profiles.read,
    Kind.ADDRESS_BOOK: addressbooks.read,
    Kind.SPREADSHEET: spreadsheets.read,
    Kind.UNKNOWN: spreadsheets.read,
}

_NETWORK = (
    r"(?:connections|messages|invitations|positions|education|recommendations_"
    r"(?:received|given)|endorsement_(?:received|given)_info|job applications"
    r"|saved jobs|(?:all |my )?contacts)[^/]*\.csv"
)
_HUNTR = r"user_jobs_user_full_data_download[^/]*\.csv"
_TAKEN = re.compile(
    "|".join([_NETWORK, _HUNTR, *(f.members for f in FORMATS if f.members)])
)
"""Members of archives by file name: of the network's, of Huntr's, and formats."""
_LEFT_OUT = re.compile(
    r"(?:profile|email addresses|phonenumbers|whatsapp phone numbers"
    r"|job applicant saved [^/]*)\.csv"
)
"""Members of the network's archive with addresses and answers: left closed."""
PROFILE = "profile.csv"
"""The one of them that is opened where that is asked for, in lower case."""


def format_of(file: str, head: bytes) -> Format | None:
    """The format of a file that is no table; None for any other.

    Args:
        file: Its name.
        head: Its first `HEAD` bytes.
    """
    name = file.casefold()
    return next((found for found in FORMATS if found.is_one(name, head)), None)


def is_member(name: str, *, with_profile: bool = False) -> bool:
    """Whether an archive's file of this name, without folders, is taken."""
    key = name.casefold()
    return bool(_TAKEN.fullmatch(key)) or (with_profile and key == PROFILE)


def is_left_out(name: str, *, with_profile: bool = False) -> bool:
    """Whether an archive's file of this name is known and deliberately not opened."""
    key = name.casefold()
    return bool(_LEFT_OUT.fullmatch(key)) and not (with_profile and key == PROFILE)


def table_reader(table: Table) -> Callable[[Table, Answers], Parsed] | None:
    """What reads a table; None where its kind is not imported."""
    return TABLES.get(headers.recognise(table.columns))
